"""Tests of slices as a stack: their places against each other, and what headers say of their distances and number."""

import unittest
from pathlib import Path

import numpy as np

from EMHAssistCases.DicomFolder import header, stack
from EMHAssistLib.Comparability import Consequence
from EMHAssistLib.Consistency.DicomSlice import slicesOf
from EMHAssistLib.Consistency.DicomStack import stackSlices

FINE, DOUBTFUL = Consequence.FINE, Consequence.DOUBTFUL


def read(headers):
    """Return the headers as they are when read from files: decimals are texts."""
    import io

    import pydicom

    again = []
    for data in headers:
        stream = io.BytesIO()
        data.save_as(stream, implicit_vr=True, little_endian=True)
        stream.seek(0)
        again.append(pydicom.dcmread(stream, force=True))
    return again


def stacked(headers):
    return stackSlices([item for index, data in enumerate(read(headers))
                        for item in slicesOf(Path(f"s{index:03}.dcm"), data)])


def said(headers):
    """Return topic and consequence of each objection, in a dictionary."""
    return {one.topic: one.consequence for one in stacked(headers).objections()}


class PlacesTest(unittest.TestCase):
    def rounded(self, distance, decimals, count=30, missing=()):
        return [header((0, 0, f"{distance * index:.{decimals}f}"), index + 1, SliceThickness=distance)
                for index in range(count) if index not in missing]

    def testPositionsOfFewDecimals(self):
        """Every place of every stack is found, each within what its decimals allow."""
        for distance in (0.4, 0.4883, 0.625, 0.9):
            with self.subTest(distance):
                found = stacked(self.rounded(distance, 1))
                self.assertAlmostEqual(found.distance, distance, delta=0.1 / 29)
                places = found.ijkToLps[2, 3] + np.arange(30) * found.ijkToLps[2, 2]
                np.testing.assert_allclose(places, distance * np.arange(30), atol=0.101)

    def testMissingSliceAmongRoundedOnes(self):
        for distance in (0.1, 0.4, 0.625, 0.9):
            for missing in (1, 15):
                with self.subTest(distance, missing=missing), self.assertRaisesRegex(ValueError, "may be missing"):
                    stacked(self.rounded(distance, 1, missing=(missing,)))

    def testUnevenDistancesAreNoRounding(self):
        """The decimals of the positions show that they are as far off as they say."""
        with self.assertRaisesRegex(ValueError, "not equal"):
            stacked([header((0, 0, z)) for z in ("0.000", "0.600", "1.200", "1.900", "2.500")])
        with self.assertRaisesRegex(ValueError, "not equal"):
            stacked([header((0, 0, z)) for z in ("0", "5", "10", "16", "21")])

    def testRoundedInPlane(self):
        """A tilted stack of thin slices whose positions are rounded is straight."""
        tilt = np.radians(20)
        direction = [1, 0, 0, 0, np.cos(tilt), np.sin(tilt)]
        normal = np.array([0, -np.sin(tilt), np.cos(tilt)])
        series = [header([f"{value:.1f}" for value in 0.6 * index * normal], index + 1,
                         ImageOrientationPatient=[f"{value:.6f}" for value in direction]) for index in range(20)]
        self.assertAlmostEqual(stacked(series).distance, 0.6, delta=0.01)


class OneOrTwoSlicesTest(unittest.TestCase):
    def testOneSliceHasTheExtentThatItsHeaderTells(self):
        for attributes, extent in (({"SliceThickness": 3.5}, 3.5),
                                   ({"SliceThickness": None, "SpacingBetweenSlices": 4.5}, 4.5),
                                   ({"SliceThickness": 0, "SpacingBetweenSlices": -4.5}, 4.5)):
            with self.subTest(attributes):
                found = stacked([header((1, 2, 3), ImageOrientationPatient=[0, 1, 0, 0, 0, -1], **attributes)])
                np.testing.assert_allclose(found.ijkToLps[:, 2], [-extent, 0, 0, 0])
                np.testing.assert_allclose(found.ijkToLps[:3, 3], [1, 2, 3])
                self.assertEqual({one.topic: one.consequence for one in found.objections()}, {"single_slice": FINE})

    def testOneSliceOfUnknownExtent(self):
        with self.assertRaisesRegex(ValueError, "s000.dcm.*SliceThickness"):
            stacked([header(0, SliceThickness=None)])

    def testTwoSlices(self):
        for distance, attributes, expected in (
                (4, {}, FINE), (5, {"SpacingBetweenSlices": 5}, FINE), (8, {"SpacingBetweenSlices": 8}, FINE),
                (8, {}, DOUBTFUL), (4, {"SliceThickness": None}, DOUBTFUL)):
            with self.subTest(distance, **attributes):
                self.assertEqual(said(stack(2, distance, **attributes)), {"two_slices": expected})
        self.assertEqual(said(stack(2, 8, SpacingBetweenSlices=4)), {"slices_missing": DOUBTFUL})


class ClaimsTest(unittest.TestCase):
    def testDistances(self):
        for what, attributes, expected in (
                ("agrees", {"SpacingBetweenSlices": 8}, {}),
                ("rounded", {"SpacingBetweenSlices": 7.9}, {}),
                ("negative in nuclear medicine and of some scanners", {"SpacingBetweenSlices": -8}, {}),
                ("nonsense", {"SpacingBetweenSlices": 0}, {"slice_gaps": FINE}),
                ("a gap of any size is legal", {"SliceThickness": 3}, {"slice_gaps": FINE}),
                ("a smaller gap", {"SliceThickness": 5}, {}),
                ("overlap is legal", {"SliceThickness": 20}, {}),
                ("written as the gap", {"SpacingBetweenSlices": 2, "SliceThickness": 6}, {}),
                ("every second slice", {"SpacingBetweenSlices": 4}, {"slices_missing": DOUBTFUL}),
                ("every second slice, negative", {"SpacingBetweenSlices": -4}, {"slices_missing": DOUBTFUL}),
                ("every third slice", {"SpacingBetweenSlices": 8 / 3}, {"slices_missing": DOUBTFUL}),
                ("two images in turn", {"SpacingBetweenSlices": 16}, {"slices_of_several_images": DOUBTFUL}),
                ("something else", {"SpacingBetweenSlices": 5.5}, {"slice_distance": FINE})):
            with self.subTest(what):
                self.assertEqual(said(stack(6, 8, **{"SliceThickness": 4, **attributes})), expected)

    def testDoubtHasItsDeviationAndItsReason(self):
        [objection] = stacked(stack(6, 8, SpacingBetweenSlices=4)).objections()
        self.assertGreater(objection.deviation, 0)
        self.assertRegex(objection.reason, "8 mm apart.*SpacingBetweenSlices says 4 mm.*missing")

    def testDistanceAndNumbersTellThatSlicesAreMissing(self):
        """Two parts of the headers agree: refused."""
        series = [header(8 * index, 1 + 2 * index, SpacingBetweenSlices=4) for index in range(5)]
        with self.assertRaisesRegex(ValueError, "slices are missing.*steps of 2.*s000.dcm to s004.dcm"):
            stacked(series).objections()

    def testNumbersInSteps(self):
        """Steps of the numbers alone are those of series numbered in turn; with the thickness they are a doubt."""
        for thickness, distance, expected in ((4, 4, {}), (4, 5, {}), (4, 8, {"slices_missing": DOUBTFUL})):
            with self.subTest(thickness, distance=distance):
                series = [header(distance * index, 1 + 2 * index, SliceThickness=thickness) for index in range(5)]
                self.assertEqual(said(series), expected)

    def testSliceLocation(self):
        def located(*locations):
            return said([header(4 * index, index + 1, SliceLocation=z) for index, z in enumerate(locations)])

        self.assertEqual(located(50, 46, 42, 38, 34), {})
        self.assertEqual(located(50.1, 45.9, 42.0, 38.1, 34), {})
        self.assertEqual(located(0, 2, 4, 6, 8), {"slices_missing": DOUBTFUL})
        self.assertEqual(located(0, 4, 12, 8, 16), {"slice_order": DOUBTFUL})
        self.assertEqual(located(0, 0, 0, 0, 0), {})

    def testOrderOfNumbers(self):
        """Two slices that have changed places are told, another order of all is none."""
        def numbered(*numbers):
            return said([header(4 * index, number) for index, number in enumerate(numbers)])

        for numbers in ((1, 2, 3, 4, 5, 6, 7, 8), (9, 8, 7, 6, 5, 4, 3, 2), (1, 5, 2, 6, 3, 7, 4, 8),
                        (8, 4, 7, 3, 6, 2, 5, 1), (2, 4, 6, 8, 1, 3, 5, 7)):
            with self.subTest(numbers):
                self.assertEqual(numbered(*numbers), {})
        for numbers in ((1, 2, 6, 4, 5, 3, 7, 8), (8, 7, 5, 6, 4, 3, 2, 1)):
            with self.subTest(numbers):
                self.assertEqual(numbered(*numbers), {"number_order": DOUBTFUL})

    def testSliceLocationOfTiltedGantry(self):
        """SliceLocation is that of the table, whose steps are longer than the distance of the slices."""
        tilt = np.radians(25)
        series = [header((0, 0, 5 * index), index + 1, SliceLocation=5 * index,
                         ImageOrientationPatient=[1, 0, 0, 0, np.cos(tilt), np.sin(tilt)]) for index in range(6)]
        self.assertEqual(said(series), {})

    def testPartOfAnImageInSeveralFiles(self):
        series = [header(4 * index, index + 1, InConcatenationNumber=1 + index // 2, InConcatenationTotalNumber=4)
                  for index in range(8)]
        self.assertEqual(said(series), {})
        for some, part in ((series[:6], 4), (series[2:], 1)):
            with self.assertRaisesRegex(ValueError, f"part {part} of the image is missing"):
                stacked(some).objections()
        for data in series:
            del data.InConcatenationTotalNumber
        with self.assertRaisesRegex(ValueError, "part 2 of the image is missing"):
            stacked([header(4 * index, index + 1, InConcatenationNumber=part)
                     for index, part in enumerate((1, 1, 3))]).objections()

    def testNumberOfSlices(self):
        def counted(**attributes):
            return said(stack(9, **attributes))

        self.assertEqual(counted(ImagesInAcquisition=10), {"slice_count": FINE})
        self.assertEqual(counted(NumberOfSlices=12), {"slice_count": FINE})
        # Of this image, of two echoes of nine slices, and of a part of them.
        for count in (9, 18, 4):
            self.assertEqual(counted(ImagesInAcquisition=count), {})
        series = stack(9)
        for data in series:
            data.private_block(0x2001, "Philips Imaging DD 001", create=True).add_new(0x18, "SL", 10)
        self.assertEqual(said(series), {"slice_count": FINE})


if __name__ == "__main__":
    unittest.main()
