"""Bias field correction on a real series: healthy vertebrae, and known coils multiplied onto it, many references."""

import functools
import unittest
from unittest import mock

import numpy as np

from EMHAssistCases import AbdomenCase
from EMHAssistCases.AbdomenCase import ABDOMEN, abdomen, aroundTheSpine, caseOf, choices, places, through
from EMHAssistCases.Paths import needs
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.BiasCorrection import Reference, correctBiasField
from EMHAssistLib.BiasCorrection.CoilField import coilField
from EMHAssistLib.BiasCorrection.Evidence import checkField
from EMHAssistLib.BiasCorrection.FieldFit import fitField
from EMHAssistLib.Measurement import Image, sample

CHOICES = 48
# With two coils, still more than 40 that are corrected.
FEWER = 36


@functools.cache
def withCoil(coil):
    """Return the image through another coil, and its field; through its own alone for None."""
    image = through(coil) if coil else abdomen()
    return image, fitField(image, list(places().values()), lambda fraction: None)


def fieldOf(coil, choice, isChecked=True):
    """Return the field by a choice of references, None where nothing is claimed.

    The regions of all choices were left out of the fit, so that one fit does for all.
    """
    image, field = withCoil(coil)
    references = [Reference(key[0], places()[key]) for key in choice]
    found = coilField([field], np.array([one.shape.bounds for one in references]))
    try:
        if isChecked:
            checkField(found, [image], references)
    except ValueError:
        return None
    return found


def centers(keys):
    """Return the (N, 3) middles of places."""
    return np.array([places()[key].bounds.mean(axis=0) for key in keys])


@needs(ABDOMEN)
class KnownCoilTest(unittest.TestCase):
    """The error of ratios of places that are no references: known, as a known coil is multiplied onto the image.

    What the coil of the scanner has left in the image is not known. So the result is compared with that on the image as
    it is.
    """

    def errors(self, coil):
        """Return the RMS error of log ratios to marrow without and with correction, of each choice that is corrected:
        (N, 2); between the references, and anywhere."""
        found = []
        for choice in choices(CHOICES):
            field, own = fieldOf(coil, choice), fieldOf(None, choice, isChecked=False)
            if field is None:
                continue
            others = [key for key in places() if key not in choice]
            ends = np.array([places()[key].bounds for key in choice])
            at, marrow = centers(others), centers([key for key in choice if key[0] == "marrow"])
            isBetween = ((at >= ends[:, 0].min(axis=0)) & (at <= ends[:, 1].max(axis=0))).all(axis=1)

            def left(points, field=field, own=own):
                return coil(points) - (field.at(points) - own.at(points))

            errors = [error(at) - error(marrow).mean() for error in (coil, left)]
            found.append([[rms(error[where]) for error in errors] for where in (isBetween, slice(None))])
        return np.moveaxis(np.array(found), 1, 0)

    def testModerateCoils(self):
        for coil, fewest, times in ((AbdomenCase.posterior, 30, 15), (AbdomenCase.undulating, 20, 3.5),
                                    (AbdomenCase.alongTheTable, 20, 10)):
            between, anywhere = self.errors(coil)
            with self.subTest(coil.__name__):
                self.assertGreaterEqual(len(between), fewest)
                self.assertGreater(np.nanmean(between[:, 0]), times * np.nanmean(between[:, 1]))
                # Beyond the references the field stays as it is, which leaves more, but adds nothing.
                self.assertGreater(anywhere[:, 0].mean(), 2 * anywhere[:, 1].mean())
                for errors in (between, anywhere):
                    self.assertLess(np.nanmax(errors[:, 1] - errors[:, 0]), 0.01)

    def testSteepCoilIsFoundAndRefused(self):
        """It would be corrected to nothing, and is refused for its size: such an image is not to be relied on."""
        (_image, field), (_same, own) = withCoil(AbdomenCase.steep), withCoil(None)
        at = centers(places())
        true = AbdomenCase.steep(at)
        self.assertGreater(true.std(), 0.4)
        self.assertLess((true - (field.at(at) - own.at(at))).std(), 0.02)
        refused = sum(fieldOf(AbdomenCase.steep, choice) is None for choice in choices(CHOICES))
        self.assertGreater(refused, 0.9 * CHOICES)


def rms(values):
    """Return the root mean square, NaN of nothing."""
    return np.sqrt(np.mean(np.square(values))) if len(values) else np.nan


@needs(ABDOMEN)
class HealthyVertebraTest(unittest.TestCase):
    """A healthy vertebra in the place of the lesion: its ratio to other marrow is about 1."""

    def rows(self, coil=None):
        """Yield the comparison with marrow for each choice that is corrected."""
        image, field = withCoil(coil)
        spine = aroundTheSpine(image)
        for number, choice in enumerate(choices(FEWER)):
            others = [key for key in places() if key[0] == "marrow" and key not in choice]
            with mock.patch("EMHAssistLib.BiasCorrection.Correction.fitField", lambda *arguments: field):
                try:
                    array, = correctBiasField([spine], [Reference(key[0], places()[key]) for key in choice])
                except ValueError:
                    continue
            case = caseOf(spine, others[number % len(others)], choice, Image(array, spine.ijkToWorld))
            yield next(row for row in analyze(case, None).comparisons if row.reference == "marrow")

    def testCorrectedIsNeverWorseThanPlainBeyondItsInterval(self):
        count = 0
        for coil in (None, AbdomenCase.posterior):
            plain, corrected = [], []
            for row in self.rows(coil):
                plain.append(abs(np.log(row.comparison.value)))
                corrected.append(abs(np.log(row.corrected.value)))
                self.assertLess(corrected[-1], plain[-1] + row.comparison.logMargin)
                # And the doubt of the plain one covers what is changed.
                change = abs(np.log(row.corrected.value / row.comparison.value))
                self.assertGreaterEqual(row.comparison.doubt + 1e-9, change)
            count += len(plain)
            self.assertLess(rms(corrected), rms(plain))
        self.assertGreaterEqual(count, 40)

    def testNeighborsAreNeverCalledLowerOrHigher(self):
        marrow = [key for key in places() if key[0] == "marrow"]
        pairs = [(lesion, near) for lesion in marrow for near in (
            [key for key in marrow if abs(key[1] - lesion[1]) == 1], *(
                [key] for key in marrow if abs(key[1] - lesion[1]) == 1))]
        image, _field = withCoil(None)
        relations = [analyze(caseOf(image, lesion, near), None).comparisons[0].comparison.relation
                     for lesion, near in pairs]
        self.assertGreaterEqual(len(relations), 20)
        wrong = sum(relation not in ("similar", "undetermined") for relation in relations)
        self.assertLessEqual(wrong, 0.05 * len(relations), list(zip(pairs, relations)))

    def testOnlyTheRegionsOfTheChoiceLeftOut(self):
        """As the user does it, without the fit that the other tests share."""
        choice = next(choice for choice in choices(CHOICES) if fieldOf(None, choice) is not None)
        regions = [Reference(key[0], places()[key]) for key in choice]
        found, = correctBiasField([abdomen()], regions)
        change = abdomen().array / np.maximum(found, 1) / np.exp(fieldOf(None, choice).at(centers(choice)).mean())
        self.assertLess(rms([np.log(np.average(samples.block(change), weights=samples.weights))
                             - fieldOf(None, choice).at(centers([key]))[0] for key in places()
                             for samples in [sample(abdomen(), places()[key])]]), 0.02)


if __name__ == "__main__":
    unittest.main()
