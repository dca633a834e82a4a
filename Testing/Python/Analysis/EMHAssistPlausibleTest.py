"""Tests of what cannot be: sizes of images and regions in another unit, scales that are not those of the role."""

import unittest

import numpy as np

from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Case import Case, Series
from EMHAssistLib.Comparability import Consequence
from EMHAssistLib.Consistency.PlausibleSize import implausibleImage, implausibleRegion
from EMHAssistLib.Measurement import Image

# Voxels and sides in mm of series that there are: spine MR, whole body MR and CT, a high-resolution CT, few slices.
REAL = (((512, 512, 15), (0.6, 0.6, 4.4)), ((320, 1000, 40), (1.4, 1.4, 5)), ((512, 512, 1900), (0.97, 0.97, 1)),
        ((1024, 1024, 400), (0.15, 0.15, 0.4)), ((256, 256, 1), (1, 1, 4)), ((64, 64, 20), (3, 3, 5)),
        ((512, 512, 3), (0.6, 0.6, 40)))


class PlausibleSizeTest(unittest.TestCase):
    def testUnitsOfLength(self):
        for dimensions, sides in REAL:
            matrix = np.diag([*sides, 1.0])
            self.assertEqual(implausibleImage(dimensions, matrix), "")
            for scale, word in ((1000, "larger.*micrometers"), (1e-3, "smaller.*cm or m")):
                with self.subTest(sides=sides, scale=scale):
                    self.assertRegex(implausibleImage(dimensions, matrix * scale), word)
        self.assertRegex(implausibleImage((320, 320, 15), np.diag([0.1, 0.1, 0.4, 1])), "smaller")  # in cm
        self.assertRegex(implausibleImage((20, 40, 40), np.diag([51, 1, 1, 1])), "51 x 1 x 1 mm")
        self.assertRegex(implausibleImage((2000, 10, 10), np.eye(4)), "larger")
        self.assertRegex(implausibleImage((24, 24, 10), np.diag([20, 20, 40, 1.0])), "larger")
        self.assertRegex(implausibleImage((1100, 1100, 10), np.eye(4)), "larger")
        self.assertRegex(implausibleImage((4, 4, 4), np.eye(4)), "smaller")

    def testRegions(self):
        for sides in ((12, 12, 16), (0.5, 0.5, 0.5), (300, 200, 900)):
            self.assertEqual(implausibleRegion(np.array([[0, 0, 0], sides]), np.prod(sides) / 4), "")
        for sides, volume, word in (((12e3, 12e3, 16e3), 2.3e12, "1.2e\\+04 .* 2.3e\\+12 mm3, more than"),
                                    ((100, 100, 1600), 1e5, "more than"), ((0.2, 0.2, 0.2), 0.008, "less than"),
                                    ((500, 500, 500), 1.2e8, "more than")):
            self.assertRegex(implausibleRegion(np.array([[0, 0, 0], sides]), volume), word)

    def testSeriesIsRefused(self):
        series = Series("T1", "T1", "t1", Image(np.full((10, 24, 24), 9.0), np.diag([2000, 2000, 4000, 1.0])))
        [statement] = [one for one in analyze(Case((series,), (), {}, "uniform"), None).comparability.statements
                       if one.topic == "size"]
        self.assertEqual((statement.series, statement.consequence), (("T1",), Consequence.REFUSED))


class ScaleTest(unittest.TestCase):
    def units(self, role, values):
        array = np.zeros((10, 20, 20))
        array[2:8, 3:17, 3:17] = np.resize(values, (6, 14, 14))
        series = Series(role, role, role, Image(array if role == "ADC" else np.resize(values, (10, 20, 20)), np.eye(4)))
        return [one.reason for one in analyze(Case((series,), (), {}, "uniform"), None).comparability.statements
                if one.topic == "units"]

    def testAdc(self):
        tissue = np.random.default_rng(2).normal(900, 200, 1500)
        self.assertEqual(self.units("ADC", tissue), [])
        for factor, word in ((1e-3, "10-3 mm2/s.*multiply it by 1000$"), (1e-6, "as in mm2/s.*by 1000000$"),
                             (0.1, "10-5 mm2/s.*by 10$"), (10, "tenths.*by 0.1$"), (1000, "10-9 mm2/s.*by 0.001$"),
                             (1e-12, "m2/s.*by 1000000000000$")):
            with self.subTest(factor):
                [reason] = self.units("ADC", tissue * factor)
                self.assertRegex(reason, word)

    def testAdcOfRegions(self):
        """What is measured counts, not how much air is around it."""
        from EMHAssistLib.Case import Region, SourceId
        from EMHAssistLib.Measurement import Box

        array = np.full((10, 40, 40), 50.0)
        array[3:7, 10:20, 10:20] = 900
        box = Box(np.array([[4.0, 0, 0, 14.5], [0, 4, 0, 14.5], [0, 0, 1.5, 4.5], [0, 0, 0, 1]]))
        region = Region("mass", "other_lesion", "mass", box, source=SourceId("1"))
        for factor, expected in ((1, None), (10, "mean of mass is 9e\\+03.*by 0.1$"), (1e-3, "mass is 0.9.*by 1000$")):
            series = Series("ADC", "ADC", "ADC", Image(array * factor, np.eye(4)))
            found = [one.reason for one in analyze(Case((series,), (region,), {}, "uniform"), None)
                     .comparability.statements if one.topic == "units"]
            with self.subTest(factor):
                self.assertEqual(len(found), int(expected is not None))
                if expected:
                    self.assertRegex(found[0], expected)

    def testCtWithoutItsSign(self):
        body = np.random.default_rng(3).normal(-400, 300, 4000)
        [reason] = self.units("CT", np.rint(body).astype(np.int64) % (1 << 16))
        self.assertRegex(reason, "no Hounsfield units.*above 25000.*without")
        # A hip of metal in a little part of the image.
        self.assertEqual(self.units("CT", np.where(np.arange(4000) < 200, 30000, body)), [])

    def testCtWithoutItsOffset(self):
        random = np.random.default_rng(3)
        body = np.where(random.random(4000) < 0.4, -1000, random.normal(40, 60, 4000))
        inside = np.where(random.random(4000) < 0.1, random.normal(700, 300, 4000), random.normal(40, 60, 4000))
        for values in (body, inside):
            self.assertEqual(self.units("CT", values), [])
            [reason] = self.units("CT", values + 1024)
            self.assertIn("no Hounsfield units", reason)


if __name__ == "__main__":
    unittest.main()
