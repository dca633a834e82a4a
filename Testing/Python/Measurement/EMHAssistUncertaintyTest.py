"""How many independent voxels a region is worth, against processes whose answer is known."""

import math
import unittest
from statistics import NormalDist

import numpy as np

from EMHAssistLib.Measurement.Uncertainty import spatialAutocorrelation, student975
from EMHAssistLib.Simulation.Patients import gaussianField


def estimate(images, inside, weights=None):
    """Return the spatial autocorrelation of a region on images of one grid."""
    weights = np.ones(np.count_nonzero(inside)) if weights is None else weights
    return spatialAutocorrelation(images[:, inside].astype(np.float64), weights, inside)


def meanCorrelation(dimensions, length):
    """Return the mean of exp(-d^2 / 2 length^2) over all pairs of voxels of a box, each with itself among them."""
    parts = [np.exp(-(np.arange(size)[:, None] - np.arange(size)) ** 2 / (2 * length ** 2)).mean()
             for size in dimensions]
    return math.prod(parts)


class EffectiveNumberTest(unittest.TestCase):

    def testTextureAsLongAsTheRegion(self):
        """Voxels that are all alike hide most of the variance from their own mean; the standard error still tells it.

        A Gaussian field of length 3 holds about 4 resels in a cube of 10 voxels. Known to 6 %, the scatter of 600
        variances.
        """
        size, length, generator = 24, 3.0, np.random.default_rng(1)
        squares = sum(axis ** 2 for axis in np.meshgrid(*[np.fft.fftfreq(size)] * 3, indexing="ij"))
        smoothing = np.exp(-(np.pi * length) ** 2 * squares)
        smoothing /= np.sqrt((smoothing ** 2).mean())
        values = np.array([np.fft.ifftn(np.fft.fftn(generator.normal(size=(size,) * 3)) * smoothing
                                        ).real[:10, :10, :10].ravel() for _ in range(600)])
        found = spatialAutocorrelation(values, np.ones(1000), np.ones((10, 10, 10), dtype=bool)).effectiveSampleSize
        ratio = np.median(values.var(axis=1, ddof=1) / found) / values.mean(axis=1).var()
        self.assertTrue(0.9 < ratio < 1.15, ratio)

    def setUp(self):
        self.generator = np.random.default_rng(11)
        self.inside = np.ones((8, 18, 20), dtype=bool)

    def assertStandardErrors(self, images, inside, expected, delta, weights=None):
        """Compare the median of the standard errors of SD 1 processes with the true one."""
        estimated = estimate(images, inside, weights)
        sd = images[:, inside].std(axis=1, ddof=1)
        self.assertAlmostEqual(np.median(sd / np.sqrt(estimated.effectiveSampleSize)) / expected, 1, delta=delta)
        return estimated

    def testIndependentVoxels(self):
        for dimensions in ((8, 18, 20), (4, 6, 6)):
            inside = np.ones(dimensions, dtype=bool)
            images = self.generator.normal(size=(200, *dimensions))
            self.assertStandardErrors(images, inside, 1 / math.sqrt(inside.sum()), 0.02)

    def testSmoothNoise(self):
        """Against the sum over all pairs."""
        for dimensions, length in (((20, 20, 20), 1), ((20, 20, 20), 2), ((20, 20, 20), 3), ((4, 16, 16), 1),
                                   ((10, 10, 10), 2)):
            images = gaussianField(self.generator, 150, dimensions, length)
            expected = math.sqrt(meanCorrelation(dimensions, length))
            self.assertStandardErrors(images, np.ones(dimensions, dtype=bool), expected, 0.08)

    def testSmoothNoiseUnderNoiseOfSingleVoxels(self):
        dimensions = (20, 20, 20)
        images = gaussianField(self.generator, 60, dimensions, 2) + self.generator.normal(size=(60, *dimensions))
        expected = math.sqrt(meanCorrelation(dimensions, 2) + 1 / 8000)
        estimated = self.assertStandardErrors(images, np.ones(dimensions, dtype=bool), expected, 0.05)
        self.assertAlmostEqual(np.median(estimated.correlated), 0.5, delta=0.05)

    def testThickSlicesAreIndependent(self):
        """Smooth in the plane, nothing shared between slices."""
        images = gaussianField(self.generator, 60 * 6, (24, 24), 2).reshape(60, 6, 24, 24)
        expected = math.sqrt(meanCorrelation((24, 24), 2) / 6)
        self.assertStandardErrors(images, np.ones((6, 24, 24), dtype=bool), expected, 0.12)

    def testVoxelsReplicatedByInterpolation(self):
        """Each voxel written twice along two axes is worth a quarter."""
        images = self.generator.normal(size=(50, 8, 16, 16)).repeat(2, axis=2).repeat(2, axis=3)
        inside = np.ones(images.shape[1:], dtype=bool)
        self.assertStandardErrors(images, inside, math.sqrt(4 / inside.sum()), 0.12)

    def testWeightsOfVoxelsPartlyInside(self):
        """Independent voxels of weights w: sum of w^2 over the square of their sum."""
        weights = self.generator.uniform(0.05, 1, self.inside.sum())
        images = self.generator.normal(size=(200, *self.inside.shape))
        expected = math.sqrt((weights ** 2).sum()) / weights.sum()
        self.assertStandardErrors(images, self.inside, expected, 0.02, weights)

    def testDoesNotDependOnGainOffsetOrOrderOfAxes(self):
        images = self.generator.normal(size=(3, *self.inside.shape)).cumsum(axis=1).cumsum(axis=3)
        inside = self.generator.random(self.inside.shape) < 0.8
        expected = estimate(images, inside).effectiveSampleSize
        self.assertTrue((expected < inside.sum() / 4).all())
        for changed in (images * -3.7, images * 1e200, images * 1e-200, images + 1000):
            np.testing.assert_allclose(estimate(changed, inside).effectiveSampleSize, expected, rtol=1e-6)
        for axes in ((2, 0, 1), (1, 2, 0), (0, 2, 1)):
            turned = images.transpose(0, *(1 + axis for axis in axes))
            found = estimate(turned, inside.transpose(axes)).effectiveSampleSize
            np.testing.assert_allclose(found, expected, rtol=1e-9)

    def testSeriesDoNotDependOnEachOther(self):
        images = self.generator.normal(size=(3, *self.inside.shape)).cumsum(axis=1)
        together = estimate(images, self.inside)
        for number in range(3):
            alone = estimate(images[number:number + 1], self.inside)
            for one, other in zip(vars(alone).values(), vars(together).values()):
                self.assertAlmostEqual(one[0] / other[number], 1, places=12)

    def testRowsEndWhereTheyEnd(self):
        """Voxels at the end of a row and at the start of the next one are no neighbors."""
        gradient = np.broadcast_to(np.arange(18.0)[:, None], self.inside.shape) * 100
        images = (gradient + self.generator.normal(size=self.inside.shape))[None]
        cropped = estimate(images, self.inside).effectiveSampleSize
        roomy = np.pad(self.inside, 5)
        apart = estimate(np.pad(images, ((0, 0), (5, 5), (5, 5), (5, 5))), roomy).effectiveSampleSize
        np.testing.assert_allclose(cropped, apart, rtol=1e-12)

    def testCautionIsForSmallRegions(self):
        """The region has to be large to show that there is no correlation."""
        ratios = []
        for size in (4, 8, 20):
            inside = np.ones((size, size, size), dtype=bool)
            estimated = estimate(self.generator.normal(size=(100, size, size, size)), inside)
            self.assertTrue((estimated.cautiousSampleSize <= estimated.effectiveSampleSize * 1.0001).mean() > 0.9)
            ratios.append(np.median(estimated.cautiousSampleSize / estimated.effectiveSampleSize))
        self.assertLess(ratios[0], 0.4)
        self.assertLess(ratios[0], ratios[1])
        self.assertGreater(ratios[2], 0.85)

    def testBounds(self):
        trend = np.broadcast_to(np.arange(20.0), (1, *self.inside.shape))
        constant = estimate(np.full((1, *self.inside.shape), 3.0), self.inside).effectiveSampleSize[0]
        self.assertAlmostEqual(constant, self.inside.sum(), delta=0.01)
        self.assertLess(estimate(trend, self.inside).effectiveSampleSize[0], 20)
        single = np.zeros_like(self.inside)
        single[3, 4, 5] = True
        self.assertEqual(estimate(trend, single).effectiveSampleSize[0], 1)

    def testOneValueThroughoutShowsNoCorrelation(self):
        """Whichever value it is: the mean of 49 in fractions of voxels is 49 but for rounding, which tells nothing."""
        inside = np.ones((6, 7, 8), bool)
        weights = np.random.default_rng(5).uniform(0.01, 1, inside.sum())
        images = np.array([0, 1, 49, 0.1, 1e6 / 3])[:, None, None, None] * np.ones(inside.shape)
        found = estimate(images, inside, weights)
        np.testing.assert_allclose(found.effectiveSampleSize, weights.sum() ** 2 / (weights ** 2).sum(), rtol=1e-6)


class StudentTest(unittest.TestCase):

    def testPublishedTable(self):
        """Fisher and Yates, Statistical Tables, 6th ed. 1963, table III: the 5 % points of both tails."""
        table = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228,
                 15: 2.131, 20: 2.086, 30: 2.042, 60: 2.000, 120: 1.980, math.inf: 1.960}
        for degreesOfFreedom, expected in table.items():
            self.assertAlmostEqual(student975(degreesOfFreedom), expected, delta=0.00051)

    def testClosedForms(self):
        """Distributions that can be inverted by hand: those of 1, 2 and 4 degrees of freedom, and the normal one."""
        self.assertAlmostEqual(student975(1), math.tan(0.475 * math.pi), places=9)
        self.assertAlmostEqual(student975(2), 0.95 * math.sqrt(2 / (1 - 0.95 ** 2)), places=9)
        root = math.sqrt(4 * 0.975 * 0.025)
        self.assertAlmostEqual(student975(4), 2 * math.sqrt(math.cos(math.acos(root) / 3) / root - 1), places=9)
        self.assertAlmostEqual(student975(math.inf), NormalDist().inv_cdf(0.975), places=9)

    def testDensityBetweenBothPointsAddsUpTo95Percent(self):
        """Fractions of a degree of freedom from 1 on, as Satterthwaite's formula has them."""
        for degreesOfFreedom in np.concatenate([np.arange(1, 12, 0.13), [17.3, 60.5, 1234.5]]):
            x, step = np.linspace(0, student975(degreesOfFreedom), 20001, retstep=True)
            density = (1 + x ** 2 / degreesOfFreedom) ** (-(degreesOfFreedom + 1) / 2)
            density *= math.exp(math.lgamma((degreesOfFreedom + 1) / 2) - math.lgamma(degreesOfFreedom / 2))
            density /= math.sqrt(degreesOfFreedom * math.pi)
            simpson = step / 3 * (density[0] + 4 * density[1::2].sum() + 2 * density[2:-1:2].sum() + density[-1])
            self.assertAlmostEqual(2 * simpson, 0.95, places=9)


if __name__ == "__main__":
    unittest.main()
