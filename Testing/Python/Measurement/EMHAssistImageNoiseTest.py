"""Noise of an image: how large, how far it reaches, and what it adds to a mean, against scipy and known images."""

import math
import unittest

import numpy as np

from EMHAssistCases.Paths import DATA
from EMHAssistLib.Measurement import (
    Ellipsoid,
    Image,
    ImageNoise,
    Measurement,
    compare,
    imageNoise,
    measureTogether,
    regionSignal,
    relationProbabilities,
    tissueSignal,
)
from EMHAssistLib.Measurement.Blocks import autocorrelationOverScales
from EMHAssistLib.Measurement.ImageNoise import interpolationAlong
from EMHAssistLib.Measurement.NoiseFloor import noiseFree, ricianNoise
from EMHAssistLib.Measurement.Relation import Margins


def magnitudes(sigma, isInterpolated=False, coils=1, seed=1):
    """Return a phantom of 100, half of 300, in air, as a scanner stores it: its complex image with noise of this SD in
    each part, twice as fine where it is interpolated (zeros around k-space)."""
    random = np.random.default_rng(seed)
    body = np.zeros((12, 96, 96))
    body[:, 20:76, 20:76] = 100
    body[:, 40:60, 40:60] = 300
    images = []
    for _ in range(coils):
        parts = body / math.sqrt(coils) + sigma * (random.standard_normal(body.shape)
                                                   + 1j * random.standard_normal(body.shape))
        if isInterpolated:
            spectrum = np.zeros((12, 192, 192), complex)
            spectrum[:, 48:144, 48:144] = np.fft.fftshift(np.fft.fft2(parts), axes=(1, 2)) * 4
            parts = np.fft.ifft2(np.fft.ifftshift(spectrum, axes=(1, 2)))
        images.append(np.abs(parts) ** 2)
    return np.sqrt(sum(images))


def ball(center, radius):
    placement = np.diag([radius, radius, radius, 1.0])
    placement[:3, 3] = center
    return Ellipsoid(placement)


class ImageNoiseTest(unittest.TestCase):

    def testLevelOfTheBackground(self):
        for sigma in (3, 10, 25):
            for isInterpolated in (False, True):
                found = imageNoise(Image(magnitudes(sigma, isInterpolated), np.eye(4)))
                self.assertAlmostEqual(found.sigma / sigma, 1, delta=0.06)
                self.assertAlmostEqual(found.floor / (sigma * math.sqrt(2)), 1, delta=0.08)

    def testSeveralCoilsHaveAHigherFloor(self):
        found = imageNoise(Image(magnitudes(5, coils=4), np.eye(4)))
        self.assertAlmostEqual(found.sigma / 5, 1, delta=0.08)
        self.assertAlmostEqual(found.floor / (5 * math.sqrt(8)), 1, delta=0.05)

    def testWhereThereIsNoBackgroundItIsNotKnown(self):
        image = magnitudes(5)
        for array in (image[:, 24:72, 24:72], np.where(image < 30, 0, image), image - 50):
            self.assertTrue(math.isnan(imageNoise(Image(array, np.eye(4))).floor))

    def testInterpolationIsSeen(self):
        for sigma in (3, 25):
            plain, doubled = (magnitudes(sigma, isInterpolated) for isInterpolated in (False, True))
            self.assertEqual(imageNoise(Image(plain, np.eye(4))).interpolation, (1, 1, 1))
            i, j, k = imageNoise(Image(doubled, np.eye(4))).interpolation
            self.assertAlmostEqual(i, 2, delta=0.25)
            self.assertAlmostEqual(j, 2, delta=0.25)
            self.assertEqual(k, 1)
        self.assertEqual(imageNoise(Image(plain, np.eye(4)), 2.0).interpolation, (2, 2, 1))

    def testInterpolationOfRealSeries(self):
        """Stored in 512 x 512 of 256 acquired lines, along one axis alone, as its spectrum shows; and one that is not
        interpolated, of 320 x 320."""
        try:
            import SimpleITK
        except ImportError:
            self.skipTest("SimpleITK is not there to read with")
        file = DATA / "sct_testing_data" / "t2s" / "t2s_uncropped.nii.gz"
        folder = DATA / "sts001_t1_t2fs_dicom" / "MR_T1" / "image"
        if not (file.exists() and folder.exists()):
            self.skipTest("the real images are not there")
        array = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(file)))
        self.assertEqual([interpolationAlong(array, axis) for axis in (1, 2)], [1, 1])
        names = SimpleITK.ImageSeriesReader.GetGDCMSeriesFileNames(str(folder))
        array = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(names[10:22]))
        self.assertAlmostEqual(interpolationAlong(array, 1), 2, delta=0.4)
        self.assertEqual(interpolationAlong(array, 2), 1)


class NoiseFloorTest(unittest.TestCase):

    def testNoiseFromMeanAndSd(self):
        """Against the Rice distribution of scipy."""
        try:
            from scipy.stats import rice
        except ImportError:
            self.skipTest("scipy is not there to compare with")
        for snr in (0.7, 1, 2, 3, 10):
            mean, sd = (float(number) for number in (rice.mean(snr, scale=7), rice.std(snr, scale=7)))
            self.assertAlmostEqual(ricianNoise(mean, sd) / 7, 1, delta=0.01 if snr > 1 else 0.06)
            known = noiseFree(mean, sd, 1e-9, ImageNoise(sigma=7, floor=7 * math.sqrt(2)), False)
            if snr >= 1:
                self.assertAlmostEqual(known.signal / (7 * snr), 1, delta=0.02)

    def testSignalsOfInterpolatedImages(self):
        """A body of SNR 2 to 4, whose mean noise raises by 14 to 3 %: flagged and true, though neighbors share it."""
        for sigma in (50, 33, 27):
            array = magnitudes(sigma, True)
            image = Image(array, np.eye(4))
            noise = ImageNoise((2.0, 2.0, 1.0), sigma, sigma * math.sqrt(2))
            measured = measureTogether([image], ball((58, 58, 6), 12), [noise])[0]
            self.assertIsNotNone(measured.flag("noise_floor"))
            signal = regionSignal(measured)
            self.assertGreater(measured.statistics["mean"], 102)
            self.assertLess(abs(signal.mean - 100), signal.margin)

    def testMarrowBelowTheNoiseGivesABound(self):
        """Marrow of 6.5 under noise of 8 reads 12: not 360 / 12 = 30, but more than 30 (truth: 55)."""
        random = np.random.default_rng(4)
        parts = 8 * (random.standard_normal((12, 40, 40)) + 1j * random.standard_normal((12, 40, 40)))
        parts[:, :, :20] += 6.5
        parts[:, :, 20:] += 360
        image = Image(np.abs(parts), np.eye(4))
        for noise in (ImageNoise(sigma=8, floor=8 * math.sqrt(2)), ImageNoise()):
            marrow, lesion = (measureTogether([image], ball((x, 20, 6), 5), [noise])[0] for x in (10, 30))
            found = compare(regionSignal(lesion), tissueSignal([marrow]), drift=0.0)
            self.assertTrue(found.isBound and found.measurable)
            self.assertTrue(20 < found.low < 55.4 and found.high == math.inf, found)
            self.assertEqual(found.relation, "higher")
            self.assertEqual(relationProbabilities(found, Margins())[2], 0.975)
            back = compare(regionSignal(marrow), tissueSignal([lesion]))
            self.assertEqual((back.low, back.relation), (0, "lower"))
            self.assertIn("below the noise", compare(regionSignal(marrow), tissueSignal([marrow])).problem)

    def testAboveNoiseNothingIsTakenOff(self):
        self.assertIsNone(noiseFree(100.0, 5.0, 1.0, ImageNoise(), False))
        texture = noiseFree(100.0, 20.0, 1.0, ImageNoise(sigma=2, floor=2 * math.sqrt(2)), False)
        self.assertAlmostEqual(texture.signal, 100, delta=0.05)
        self.assertEqual(Measurement({"mean": 3.0}).signal, 3)
        self.assertIsNone(noiseFree(30.0, 20.0, 1.0, ImageNoise(isMagnitude=False), True))


class BlocksTest(unittest.TestCase):
    """Means of regions whose true standard error is known."""

    inside = np.ones((3, 30, 30), dtype=bool)

    def standardErrors(self, images, interpolation=(1.0, 1.0, 1.0)):
        values = images[:, self.inside]
        found = autocorrelationOverScales(values, np.ones(values.shape[1]), self.inside, interpolation)
        sd = values.std(axis=1, ddof=1)
        return sd / np.sqrt(found.effectiveSampleSize), sd / np.sqrt(found.cautiousSampleSize)

    def texture(self, count, length):
        """Return images whose slices share nothing, with texture of this length in voxels in each."""
        from EMHAssistLib.Simulation.Patients import gaussianField

        return gaussianField(np.random.default_rng(3), 3 * count, (30, 30), length).reshape(count, 3, 30, 30)

    def testNoiseOfDoubledPixels(self):
        """Four pixels hold the noise of one."""
        images = np.stack([magnitudes(5, True, seed=seed)[2:5, 46:76, 46:76] for seed in range(25)])
        seen, _cautious = self.standardErrors(images, (2.0, 2.0, 1.0))
        self.assertAlmostEqual(np.median(seen) / (5 / math.sqrt(2700 / 4)), 1, delta=0.2)

    def testTextureUnderSharedNoise(self):
        """Texture of 7 pixels under twice as much noise that is alike in two: the longer one makes the error."""
        texture = 5 * self.texture(40, 7.0)
        noise = np.stack([magnitudes(10, True, seed=seed)[2:5, 46:76, 46:76] - 100 for seed in range(40)])
        images = 100 + texture + noise
        true = images.mean(axis=(1, 2, 3)).std()
        seen, cautious = self.standardErrors(images, (2.0, 2.0, 1.0))
        self.assertGreater(np.median(seen), 0.55 * true)
        self.assertGreater(np.median(cautious), true)
        held = np.abs(images.mean(axis=(1, 2, 3)) - images.mean()) < 1.96 * cautious
        self.assertGreater(held.mean(), 0.9)

    def testDoesNotDependOnGain(self):
        """Neither in small blocks nor in large ones; and a series of one value is no reason to warn."""
        images = self.texture(3, 7.0)
        images[2] = 0
        values, weights = images[:, self.inside], np.random.default_rng(5).uniform(0.1, 1, 2700)
        for interpolation in ((1.0, 1.0, 1.0), (2.0, 2.0, 1.0)):
            expected, found = (autocorrelationOverScales(gain * values, weights, self.inside, interpolation)
                               for gain in (1.0, 1e-120))
            for one, other in zip(vars(expected).values(), vars(found).values()):
                np.testing.assert_allclose(one[:2], other[:2], rtol=1e-9)
                self.assertTrue(np.isfinite(one).all())


if __name__ == "__main__":
    unittest.main()
