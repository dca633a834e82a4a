"""Tests of the extent along the spine, in segments: counted by hand, and that a part never makes a lesion short."""

import dataclasses
import re
import unittest
from itertools import combinations, pairwise

import numpy as np

from EMHAssistCases.Paths import DATA, needs
from EMHAssistCases.SpineCase import bodies, case, region
from EMHAssistLib.Analysis.Findings.Location import locationFindings
from EMHAssistLib.Analysis.Geometry import lesionGeometry
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Likelihood.Finding import readFindings
from EMHAssistLib.Naming.LevelSpan import parseLevel
from EMHAssistLib.Naming.SpinalLevels import extentWord
from EMHAssistLib.Naming.VertebralLevels import PITCH
from EMHAssistLib.Phantom.SpineCoordinates import levelPosition, toRas

MODEL = loadModel()
BESIDE, EPIDURAL = "paravertebral_lesion", "epidural_lesion"


def extent(*lesions, vertebrae=None):
    """Return the finding, None where there is none."""
    found = {one.feature: one for one in locationFindings(lesionGeometry(case(*lesions, vertebrae=vertebrae))) if one}
    readFindings(MODEL, found)
    return found.get("extent")


def outlined(lesion):
    return dataclasses.replace(lesion, isOutline=True)


def at(first, last, role=BESIDE, right=-25.0, name="mass"):
    """Return a lesion that reaches from the middle of one thoracic vertebra to that of another, and 2 mm beyond."""
    low, high = levelPosition(last), levelPosition(first)
    return region(name, role, toRas(right, 0.0, (low + high) / 2), (5, 5, (high - low) / 2 + 2))


def along(length, center=0.0, name="mass", role=EPIDURAL, level=""):
    """Return a lesion of a length in mm, where no vertebra is known."""
    return region(name, role, (0, 0, center), (4, 4, length / 2), level=level)


def weights(finding):
    return tuple(finding.weights[answer] for answer in ("short", "medium", "long"))


class LevelsTest(unittest.TestCase):
    """Both ends have a level: segments are counted."""

    def testOutlinesAreAsLongAsTheyAre(self):
        for first, last, expected in ((6, 6, (0.5, 0.25, 0.25)), (5, 7, (0.5, 0.25, 0.25)), (5, 8, (0, 0.67, 0.33)),
                                      (4, 8, (0, 0.67, 0.33)), (4, 9, (0, 0, 1)), (3, 10, (0, 0, 1))):
            found = extent(outlined(at(first, last)), vertebrae=bodies())
            for weight, right in zip(weights(found), expected):
                self.assertAlmostEqual(weight, right, delta=0.006, msg=(first, last))
        self.assertEqual(found.detail, "T3 to T10, 8 segments; lesions that were not outlined would add to it")

    def testASampleIsNeverShort(self):
        """A small region in a long mass says that the mass is as long as the region, or longer."""
        for first, last in ((6, 6), (5, 6), (5, 7)):
            self.assertIsNone(extent(at(first, last), vertebrae=bodies()))
        for first, last in ((5, 8), (4, 8)):
            self.assertEqual(weights(extent(at(first, last), vertebrae=bodies())), (0, 0.5, 0.5))
        found = extent(at(4, 9), vertebrae=bodies())
        self.assertEqual((found.answer, weights(found)), ("long", (0, 0, 1)))
        self.assertEqual(found.detail, "T4 to T9, 6 segments; regions that sample a lesion show a part of it")

    def testRegionsFarApartMakeALongOne(self):
        upper, lower = at(3, 3, name="upper"), at(9, 9, EPIDURAL, 0.0, name="lower")
        self.assertEqual(extent(upper, lower, vertebrae=bodies()).answer, "long")
        self.assertEqual(extent(outlined(upper), outlined(lower), vertebrae=bodies()).answer, "long")
        near = at(4, 4, name="near")
        self.assertIsNone(extent(upper, near, vertebrae=bodies()))
        self.assertIsNone(extent(outlined(upper), near, vertebrae=bodies()), "one of them is sampled")
        self.assertEqual(extent(outlined(upper), outlined(near), vertebrae=bodies()).answer, "short")

    def testWhatIsNotAtTheSpineDoesNotCount(self):
        near, far = at(6, 6), at(2, 10, right=120.0, name="far")
        self.assertIsNone(extent(near, far, vertebrae=bodies()))
        self.assertIsNone(extent(near, at(2, 10, "other_lesion", name="other"), vertebrae=bodies()))
        self.assertIsNone(extent(vertebrae=bodies()))

    def testLevelsThatTheUserNames(self):
        upper, lower = along(10, 0, "upper", level="T11"), along(10, -40, "lower", level="L3")
        found = extent(upper, lower)
        self.assertEqual(weights(found), (0, 0.5, 0.5))
        self.assertIn("T11 to L3, 5 segments", found.detail)
        self.assertEqual(extent(upper, dataclasses.replace(lower, level=parseLevel("L3-L5"))).answer, "long")

    def testBeyondTheKnownVertebrae(self):
        """The lower end lies 96 mm below T10, the upper one at T9: four or more, of whatever stature."""
        vertebrae = {"T9": (0, 0, 0), "T10": (0, 0, -PITCH["T"])}
        mass = region("mass", BESIDE, (-25, 0, -PITCH["T"] / 2 - 48), (5, 5, PITCH["T"] / 2 + 48))
        found = extent(outlined(mass), vertebrae=vertebrae)
        self.assertEqual(found.weights["short"], 0)
        self.assertGreater(found.weights["long"], 0.15)
        self.assertGreater(found.weights["medium"], 0.3)
        self.assertIn("120 mm along the spine", found.detail)


    def testASpineThatIsLikeNoTypicalOne(self):
        """That of a newborn, from T5 to below T10 in 75 mm: at least the six levels that are known."""
        vertebrae = {f"T{number}": (0, 0, -10.0 * number) for number in range(5, 11)}
        mass = region("mass", BESIDE, (-25, 0, -87.5), (5, 5, 37.5))
        found = extent(outlined(mass), vertebrae=vertebrae)
        self.assertEqual((found.answer, found.weights["long"]), ("long", 1))


class MillimetersTest(unittest.TestCase):
    """No level is known: what a length may be on a typical spine."""

    def testASmallOneIsShortAndALargeOneLong(self):
        for length, answer, least in ((10, "short", 0.5), (40, "short", 0.47), (90, "medium", 0.45), (160, "long", 0.8),
                                      (250, "long", 1.0), (600, "long", 1.0)):
            found = extent(outlined(along(length)))
            self.assertEqual(found.answer, answer, length)
            self.assertGreaterEqual(found.weights[answer], least)

    def testHalfADiscIsNotTheNextLevel(self):
        """Wherever 6 mm lie, they reach one level."""
        for length, answers in ((5, {1}), (30, {1, 2, 3})):
            text = extent(outlined(along(length))).detail.split(", ")[1]
            self.assertEqual(set(map(int, re.findall(r"\d+", text))), {min(answers), max(answers)}, length)

    def testLongerIsNeverMorePlausiblyShorter(self):
        found = [weights(extent(outlined(along(length)))) for length in range(10, 260, 10)]
        for shorter, longer in pairwise(found):
            self.assertGreaterEqual(shorter[0] + 0.006, longer[0])
            self.assertLessEqual(shorter[2], longer[2] + 0.006)

    def testASampleIsALowerBound(self):
        for length in (10, 30, 40):
            self.assertIsNone(extent(along(length)), length)
        for length in range(50, 260, 10):
            found = extent(along(length))
            if found:
                short, medium, long = weights(found)
                self.assertLessEqual(short, 0.3)
                self.assertLessEqual(short, medium)
                self.assertLessEqual(medium, long + 0.011, length)  # of rounding
        self.assertEqual(extent(along(250)).answer, "long")

    def testTwoSamplesFarApart(self):
        self.assertIsNone(extent(along(10, 0, "one"), along(10, 20, "two", BESIDE)))
        self.assertEqual(extent(along(10, 0, "one"), along(10, 200, "two", BESIDE)).answer, "long")
        # One of them with a level: the other end is as far away.
        for levels in (("T9", ""), ("", "T9")):
            found = extent(along(10, 0, "one", level=levels[0]), along(10, 200, "two", level=levels[1]))
            self.assertEqual(found.answer, "long", levels)

    def testChildrenHaveShorterSegments(self):
        """90 mm are four or five thoracic segments of adults, and six where they are 0.7 times as high."""
        self.assertGreater(extent(outlined(along(90))).weights["long"], 0.38)

    def testSegmentsOfTheLumbarSpineAreHigher(self):
        """108 mm below T12 are three lumbar vertebrae, and as many as five thoracic ones where nothing is known."""
        lumbar = along(30, -3 * PITCH["L"], "lower"), along(10, 0, "upper", level="T12")
        unknown = lumbar[0], dataclasses.replace(lumbar[1], level=parseLevel(""))
        known, free = extent(*lumbar), extent(*unknown)
        self.assertGreater(free.weights["long"], known.weights["long"] + 0.05)
        self.assertGreater(known.weights["medium"], 0.35)


LEVELS_IMAGE = DATA / "sct_testing_data" / "template" / "template" / "PAM50_small_levels.nii.gz"


@needs(LEVELS_IMAGE)
class RealSpineTest(unittest.TestCase):
    """A mean spine of adults: C1 to L2 of PAM50 (De Leener et al., NeuroImage 2018;165:170-9)."""

    @classmethod
    def setUpClass(cls):
        import SimpleITK as sitk

        image = sitk.ReadImage(str(LEVELS_IMAGE))
        array, spacing = sitk.GetArrayFromImage(image), image.GetSpacing()
        places = {value: np.argwhere(array == value).mean(axis=0)[0] * spacing[2] for value in range(2, 20)}
        cls.names = [f"C{number}" for number in range(2, 8)] + [f"T{number}" for number in range(1, 13)]
        cls.centers = dict(zip(cls.names, places.values()))

    def testTheTypicalSpine(self):
        for kind, mean in (("C", 17), ("T", 26)):
            heights = [self.centers[one] - self.centers[other] for one, other in pairwise(self.names)
                       if one[0] == other[0] == kind]
            self.assertAlmostEqual(np.mean(heights), mean, delta=1.0)
            self.assertAlmostEqual(PITCH[kind], np.mean(heights), delta=2.5)

    def testMillimetersNeverDenyTheNumberOfSegments(self):
        """From the middle of each vertebra to that of each other one, levels being known or not."""
        vertebrae = {name: (0.0, 0.0, place) for name, place in self.centers.items()}
        for first, last in combinations(range(len(self.names)), 2):
            high, low = (self.centers[self.names[index]] for index in (first, last))
            truth = extentWord(last - first + 1)
            mass = along(high - low + 6, (low + high) / 2)
            known = extent(outlined(mass), vertebrae=vertebrae)
            self.assertEqual(known.answer, truth)
            for blind in (extent(outlined(mass)), extent(mass)):
                self.assertGreater(blind.weights[truth] if blind else 1 / 3, 0.15, (first, last))


if __name__ == "__main__":
    unittest.main()
