"""Change of signals between two series: consensus of references, outliers, regions thinner than a slice."""

import math
import unittest

import numpy as np

from EMHAssistLib.Measurement import (
    Box,
    Ellipsoid,
    Image,
    MeanSignal,
    SignalChange,
    consensus,
    extentInSlices,
    oddOnes,
    planeOf,
    relativeChange,
    signalChange,
    widthInPixels,
)


class ConsensusTest(unittest.TestCase):

    def testDerSimonianAndLairdByHand(self):
        """Three studies of variances 0.01, 0.02 and 0.04: weights, Q, tau2 and the mean written out."""
        values, variances = (0.1, 0.5, -0.2), (0.01, 0.02, 0.04)
        weights = [1 / one for one in variances]  # 100, 50, 25
        fixed = (100 * 0.1 + 50 * 0.5 - 25 * 0.2) / 175
        q = sum(weight * (value - fixed) ** 2 for weight, value in zip(weights, values))
        tau2 = (q - 2) / (175 - (100 ** 2 + 50 ** 2 + 25 ** 2) / 175)
        random = [1 / (one + tau2) for one in variances]
        mean = sum(weight * value for weight, value in zip(random, values)) / sum(random)
        found = consensus(values, [math.sqrt(one) for one in variances])
        self.assertGreater(tau2, 0)
        self.assertAlmostEqual(found.value, mean)
        spread = max(abs(value - mean) for value in values)
        self.assertAlmostEqual(found.margin, max(1.959964 / math.sqrt(sum(random)), spread), places=5)

    def testOneIsItself(self):
        """Whatever rounding leaves of its distance from the mean."""
        for value, deviation in np.random.default_rng(6).uniform(0.001, 1, (500, 2)):
            found = consensus([value], [deviation])
            self.assertAlmostEqual(found.value, value)
            self.assertAlmostEqual(found.margin, 1.959964 * deviation, places=6)

    def testNeverNarrowerThanTheSpread(self):
        random = np.random.default_rng(3)
        for _ in range(200):
            values = random.normal(0, 0.1, random.integers(1, 5))
            found = consensus(values, random.uniform(0.005, 0.1, len(values)))
            self.assertGreaterEqual(found.margin + 1e-12, np.abs(values - found.value).max())

    def testHoldsTheTruth(self):
        """With references that scatter as assumed the interval holds the true gain in 95 %; with more, in 92 %."""
        random = np.random.default_rng(4)
        deviations = np.array([0.03, 0.05, 0.05])
        for extra, least in ((0.0, 0.95), (0.025, 0.92)):
            draws = random.normal(0, np.hypot(deviations, extra), (2000, 3))
            held = sum(abs(one.value) <= one.margin for one in (consensus(row, deviations) for row in draws))
            self.assertGreater(held / 2000, least, extra)

    def testTheOddOnesAgainstTheSteadiest(self):
        def odd(*values, margin=0.03):
            return oddOnes(values, [margin] * len(values), [0.03, 0.05, 0.08, 0.1][:len(values)], 0.095)
        self.assertEqual(odd(0.0, 0.01, -0.12), [False, False, True])
        self.assertEqual(odd(0.0, 0.13, 0.01, -0.12), [False, True, False, True])
        self.assertEqual(odd(0.0, -0.3), [False, True])
        self.assertEqual(odd(0.0, 0.01, -0.12, margin=0.1), [False, False, False])
        # Two that agree against the steadiest: nothing tells.
        self.assertEqual(odd(0.0, 0.15, 0.13), [False, False, False])
        self.assertEqual(odd(0.0, 0.15, -0.13), [False, True, True])
        self.assertEqual(odd(0.2), [False])


class ChangeTest(unittest.TestCase):

    def testGainCancels(self):
        """Lesion 100 to 390, reference 50 to 150: the gain is 3, and 30 % are left."""
        lesion = signalChange(MeanSignal(100, 1, 3), MeanSignal(390, 1, 3.9))
        reference = signalChange(MeanSignal(50, 1, 1), MeanSignal(150, 1, 1.5))
        found = relativeChange(lesion, reference)
        self.assertAlmostEqual(found.value, 0.3)
        margin = math.sqrt(0.03 ** 2 + 0.01 ** 2 + 0.02 ** 2 + 0.01 ** 2)
        self.assertAlmostEqual(found.high, 1.3 * math.exp(margin) - 1)
        self.assertAlmostEqual(found.low, 1.3 * math.exp(-margin) - 1)
        wider = relativeChange(lesion, reference, 0.1)
        self.assertAlmostEqual(wider.high, 1.3 * math.exp(math.hypot(margin, 1.959964 * 0.1)) - 1, places=6)

    def testNoSignalNoChange(self):
        for pre, post in ((MeanSignal(problem="outside"), MeanSignal(1, 0.1, 0.1)),
                          (MeanSignal(1, 0.1, 0.1), MeanSignal(0.0, 0.1, 0.1)),
                          (MeanSignal(1, 0.1, 0.1), MeanSignal(1.0, 0.6, 1.2))):
            change = signalChange(pre, post)
            self.assertTrue(change.problem)
            self.assertFalse(relativeChange(change, SignalChange(0.0, 0.1)).measurable)
            self.assertFalse(relativeChange(SignalChange(0.0, 0.1), change).measurable)


    def testWorthlessIsNotMeasurable(self):
        for margin in (5.0, 1e4, math.inf, math.nan):
            self.assertIn("too uncertain", relativeChange(SignalChange(0.1, margin), SignalChange(0.0, 0.1)).problem)


class SlicesTest(unittest.TestCase):

    def image(self, *columns):
        matrix = np.eye(4)
        matrix[:3, :3] = np.transpose(columns)
        return Image(np.zeros((3, 3, 3)), matrix)

    def testPlaneWhateverTheOrderOfTheAxes(self):
        right, front, top = np.diag([0.8, 0.8, 4.0])
        self.assertEqual(planeOf(self.image(right, front, top)), "axial")
        self.assertEqual(planeOf(self.image(top, front, right)), "axial")
        self.assertEqual(planeOf(self.image([0, -0.8, 0], [0, 0, -0.8], [4, 0, 0])), "sagittal")
        self.assertEqual(planeOf(self.image([0, 0, 1], [0, -1, 0], [1, 0, 0])), "sagittal")

    def testExtentOfATurnedEllipsoid(self):
        """Half axes of 5, 3 and 1 mm, turned by 30 degrees about the first: across the slices it reaches
        2 sqrt((3 sin 30)^2 + (1 cos 30)^2) = 3.46 mm."""
        cosine, sine = math.cos(math.pi / 6), math.sin(math.pi / 6)
        matrix = np.eye(4)
        matrix[:3, :3] = np.array([[1, 0, 0], [0, cosine, -sine], [0, sine, cosine]]) * [5, 3, 1]
        image = self.image([0.8, 0, 0], [0, 0.8, 0], [0, 0, 4])
        expected = 2 * math.hypot(3 * sine, cosine) / 4
        self.assertAlmostEqual(extentInSlices(image, Ellipsoid(matrix)), expected)
        # The same in slices that are turned with it: 2 mm across.
        turned = self.image([0.8, 0, 0], [0, 0.8 * cosine, 0.8 * sine], [0, -4 * sine, 4 * cosine])
        self.assertAlmostEqual(extentInSlices(turned, Ellipsoid(matrix)), 0.5)
        self.assertAlmostEqual(extentInSlices(turned, Box(matrix)), 0.5)
        # 2 mm wide in pixels of 0.8 mm, whichever way they lie.
        for each in (image, turned):
            self.assertAlmostEqual(widthInPixels(each, Ellipsoid(matrix)), 2 / 0.8)
            self.assertAlmostEqual(widthInPixels(each, Box(matrix)), 2 / 0.8)



if __name__ == "__main__":
    unittest.main()
