"""What the images of series say against comparing them: odd slices, changed fat suppression, other scales."""

import dataclasses
import unittest
from math import exp, log

import numpy as np

from EMHAssistCases.Paths import DATA, SARCOMA, SPINE, needs
from EMHAssistCases.SlabCase import makeCase, makeRegion, makeSeries
from EMHAssistLib.Acquisition import Acquisition, SequenceFamily
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Case import Case, Region, Series
from EMHAssistLib.Measurement import Box, Ellipsoid, Image, oddSlices

SAGITTAL = np.array([[0, 0, 4.0, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1]])


def body(seed=1, slices=20, noise=4.0):
    """Return a (slices, 60, 60) array like a body: a bright disc of tissues that change slowly across the slices."""
    random = np.random.default_rng(seed)
    k, j, i = np.mgrid[:slices, :60, :60]
    values = 100 + 30 * np.sin(j / 7 + k / 5) + 20 * np.cos(i / 9)
    values[(i - 30) ** 2 + (j - 30) ** 2 > (26 - k / 10) ** 2] = 0
    return np.abs(values + random.normal(0, noise, values.shape))


class OddSlicesTest(unittest.TestCase):
    """Slices that stand out, in arrays."""

    def found(self, array, matrix=SAGITTAL):
        return oddSlices(Image(array, matrix))

    def testASliceIsFoundWithItsSize(self):
        self.assertEqual(self.found(body()).steps, {})
        for slice_ in range(3, 17):
            for factor in (1.12, 1 / 1.12):
                array = body()
                array[slice_] *= factor
                steps = self.found(array).steps
                self.assertEqual(set(steps), {slice_})
                self.assertAlmostEqual(steps[slice_], log(factor), delta=0.02)

    def testUnchangedSeriesAreNotAccused(self):
        for seed in range(30):
            self.assertEqual(self.found(body(seed, noise=10)).steps, {})

    def testTwoSlicesAndEveryOtherOne(self):
        array = body()
        array[5] *= 1.12
        array[12] *= 0.85
        self.assertEqual(set(self.found(array).steps), {5, 12})
        array = body()
        array[1::2] *= 1.12
        found = self.found(array)
        self.assertTrue(found.isInterleaved)
        self.assertAlmostEqual(found.steps[5] - found.steps[4], log(1.12), delta=0.02)

    def testSlicesLieAcrossTheLongAxisOfTheVoxels(self):
        array = body()
        array[7] *= 1.15
        turned = self.found(np.moveaxis(array, 0, 2), np.diag([4.0, 1.0, 1.0, 1.0]))
        self.assertEqual((turned.axis, set(turned.steps)), (0, {7}))

    def testNothingToTellByIsNoError(self):
        for array in (np.zeros((5, 9, 9)), np.full((5, 9, 9), np.nan), np.ones((1, 9, 9)), body()[:2], body()[:3],
                      -body(), np.ones((5, 40, 40), np.int16)):
            self.assertEqual(self.found(array).steps, {})

    def testARegionIsOffByItsShareOfTheSlice(self):
        array = body()
        array[7] *= 1.12
        image = Image(array, SAGITTAL)
        found = oddSlices(image)
        for length, share in ((4.0, 1.0), (8.0, 0.5), (16.0, 0.25)):
            box = Box(np.array([[length / 2, 0, 0, 28], [0, 4, 0, 30], [0, 0, 4, 30], [0, 0, 0, 1]]))
            self.assertAlmostEqual(found.share(image, box), share * found.steps[7], delta=1e-6)


class OddSliceInACaseTest(unittest.TestCase):

    def testRegionsInItAreFlaggedAndDoubted(self):
        array = body(noise=2)
        array[7] *= 1.12
        series = Series("T1", "T1", ("T1",), Image(array, SAGITTAL),
                        acquisition=Acquisition(SequenceFamily.SPIN_ECHO))

        def region(name, role, slice_):
            return Region(name, role, (name,), Ellipsoid(np.array(
                [[2, 0, 0, 4 * slice_], [0, 5, 0, 30], [0, 0, 5, 30], [0, 0, 0, 1]])))
        regions = (region("mass", "epidural_lesion", 7), region("body", "marrow", 11))
        rows = {}
        for one in (series, dataclasses.replace(series, role="T1", acquisition=Acquisition(isThreeDimensional=True))):
            rows[one] = analyze(Case((one,), regions, {}, ""), None)
        plain, slab = rows.values()
        statement, = plain.comparability.statements
        self.assertEqual((statement.topic, statement.consequence), ("odd_slice", "doubtful"))
        self.assertRegex(statement.reason, r"slice 8 \(\+1[0-4]%\)")
        flags = {row.region.name: {flag.name: flag.value for flag in row.flags} for row in plain.measurements}
        self.assertAlmostEqual(flags["mass"]["odd_slice"], log(1.12), delta=0.02)
        self.assertNotIn("odd_slice", flags["body"])
        self.assertGreater(plain.comparisons[0].comparison.doubt, 0.09)
        # A slab has no slices that could be excited in another order.
        self.assertNotIn("odd_slice", {one.topic for one in slab.comparability.statements})


class FatSuppressionTest(unittest.TestCase):
    """Fat and marrow against muscle or cord, before and after contrast agent; headers say nothing."""

    BEFORE = {"lesion": 100, "marrow": 150, "marrow 2": 300, "cord": 100}

    def said(self, before, after, regions=("lesion", "marrow", "cord"), header=(None, None), noise=3):
        """Return consequence and reason of what is said of fat suppression."""
        roles = {"marrow 2": makeRegion("marrow 2", role="fat"), "muscle": makeRegion("cord", role="muscle")}
        pair = [dataclasses.replace(makeSeries(role, levels, noise=noise, seed=seed),
                                    acquisition=Acquisition(SequenceFamily.SPIN_ECHO, fatSuppressed=told))
                for role, levels, seed, told in (("T1", before, 1, header[0]), ("T1post", after, 2, header[1]))]
        found = analyze(makeCase(pair, [roles.get(one, one) for one in regions]), None).comparability
        return [(str(one.consequence), one.reason) for one in found.statements if one.topic == "fat_suppression"]

    def after(self, gain=1.0, **factors):
        return {name: gain * level * factors.get(name.replace(" ", "_"), 1.0) for name, level in self.BEFORE.items()}

    def testTheMeasuredFallIsRefused(self):
        """Marrow -46 %, fat -70 %, muscle 0, lesion +22 % (Acad Radiol 1996, PMID 8883513), whatever the gain."""
        for gain in (0.5, 1.0, 2.0):
            after = self.after(gain, marrow=0.54, marrow_2=0.30, lesion=1.22)
            for regions, tissue in ((("lesion", "marrow", "cord"), "marrow"), (("lesion", "marrow 2", "muscle"), "fat"),
                                    (("lesion", "marrow", "marrow 2", "muscle"), "fat")):
                (consequence, reason), = self.said(self.BEFORE, after, regions)
                self.assertEqual(consequence, "refused")
                self.assertRegex(reason, f"{tissue} changes by -[4-7][0-9]% against (cord|muscle)")
                # The other way round, which uptake in marrow might be.
                (consequence, reason), = self.said(after, self.BEFORE, regions)
                self.assertEqual(consequence, "refused" if tissue == "fat" else "doubtful")

    def testUptakeIsNoChangeOfSuppression(self):
        """Normal marrow takes up 22 +/- 15 %, at most about 50."""
        for marrow in (0.95, 1.1, 1.3, 1.5):
            self.assertEqual(self.said(self.BEFORE, self.after(marrow=marrow, lesion=2.0)), [])
            self.assertEqual(self.said(self.BEFORE, self.after(marrow=2.0, marrow_2=1.05),
                                       ("lesion", "marrow", "marrow 2", "cord")), [])

    def testMarrowAloneCannotTell(self):
        (consequence, reason), = self.said(self.BEFORE, self.after(marrow=0.54), ("lesion", "marrow"))
        self.assertEqual(consequence, "doubtful")
        self.assertIn("cannot be told", reason)
        self.assertEqual(self.said(self.BEFORE, self.after(), ("lesion", "marrow"), header=(False, False)), [])
        self.assertEqual(self.said(self.BEFORE, self.after(), ("lesion", "cord")), [])

    def testHeadersGoFirst(self):
        (consequence, reason), = self.said(self.BEFORE, self.after(), header=(False, True))
        self.assertEqual(consequence, "refused")
        self.assertIn("on T1post and not on T1", reason)
        (consequence, _reason), = self.said(self.BEFORE, self.after(marrow=0.54), header=(False, False))
        self.assertEqual(consequence, "refused")  # whatever they say


class ScaleTest(unittest.TestCase):

    def said(self, role, array):
        series = Series(role, role, (role,), Image(array, np.diag([1.0, 1.0, 4.0, 1.0])))
        return [(one.consequence, one.reason) for one in
                analyze(Case((series,), (), {}, ""), None).comparability.statements if one.topic == "units"]

    def testUnitsOfAnAdc(self):
        adc = np.random.default_rng(1).normal(1100, 300, (8, 30, 30)).clip(0)
        adc[:, :10] = 0
        self.assertEqual(self.said("ADC", adc), [])
        for factor, units, times in ((1e-3, "10-3 mm2/s", "1000"), (1e-6, "in mm2/s", "1000000")):
            (consequence, reason), = self.said("ADC", factor * adc)
            self.assertEqual(consequence, "refused")
            self.assertIn(units, reason)
            self.assertIn(f"multiply it by {times}", reason)
        self.assertEqual(self.said("ADC", np.zeros((3, 4, 5))), [])

    def testNoTrueZero(self):
        values = body()
        self.assertEqual(self.said("T1", values), [])
        for bad in ((values - values.mean()) / values.std(), (values - 100) / 30):
            (consequence, reason), = self.said("T1", bad)
            self.assertEqual(consequence, "refused")
            self.assertIn("below zero", reason)
        ringing = values - 3 * (values < 20)
        self.assertEqual(self.said("T1", ringing), [])
        self.assertEqual(self.said("CT", values - 1000), [])


@needs(DATA)
class RealSeriesTest(unittest.TestCase):
    """Nothing is said of healthy real series but what is true of them."""

    def said(self, *series):
        from EMHAssistLib.Input.CaseFiles import readCase
        from EMHAssistLib.Roles import sequenceRole
        from EMHAssistLib.Scene import Volumes

        scene = readCase([(sequenceRole(role), str(path)) for role, path in series], [], "Box")
        result = analyze(Case(Volumes.series(scene), (), {}, ""), None)
        return result, [(one.series, one.topic) for one in result.comparability.statements
                        if one.consequence != "fine"]

    def testSpine(self):
        """One slice of this T2 is 10 % brighter than its neighbors, as was found by hand."""
        folder = DATA / "cmbcrc_t2_dicom" / "SCAN_001"
        result, found = self.said(("T2", folder / "t2_image"), ("ADC", folder / "adc_image"))
        self.assertEqual(found, [(("T2",), "odd_slice")])
        steps = oddSlices(result.case.series[0].image).steps
        self.assertEqual(set(steps), {15})
        self.assertAlmostEqual(exp(steps[15]), 1.104, delta=0.02)
        # Another one is noticed nearly wherever it is.
        image = result.case.series[0].image
        numbers = [number for number in range(3, 30) if abs(number - 15) > 1]
        noticed = 0
        for number in numbers:
            array = image.array[:, ::4, ::4].astype(float)
            array[number] *= 1.12
            matrix = image.ijkToWorld @ np.diag([4.0, 4.0, 1.0, 1.0])
            noticed += number in oddSlices(Image(array, matrix)).steps
        self.assertGreaterEqual(noticed / len(numbers), 0.95)

    def testThigh(self):
        _result, found = self.said(("T1", SARCOMA / "MR_T1" / "image"), ("STIR", SARCOMA / "MR_T2" / "image"))
        self.assertEqual(found, [])

    @needs(SPINE)
    def testWithoutHeaders(self):
        neck = DATA / "sct_testing_data"
        for role, path in (("T2", SPINE / "sub-mri_label-6_T2w.nii.gz"), ("T2", neck / "t2" / "t2.nii.gz")):
            self.assertEqual(self.said((role, path))[1], [], path)


if __name__ == "__main__":
    unittest.main()
