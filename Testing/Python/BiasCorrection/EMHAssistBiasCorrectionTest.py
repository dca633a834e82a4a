"""Bias field correction: the known field of the synthetic case comes out, nothing else changes, the panel lives on."""

import tempfile
import time
import unittest
from pathlib import Path

import numpy as np
import qt
import slicer

from EMHAssistCases.SceneCase import addRoi, addVolume
from EMHAssistLib.BiasCorrection import correctBiasField
from EMHAssistLib.Logic.BackgroundTask import BackgroundTask
from EMHAssistLib.Measurement import Ellipsoid, Image, sample
from EMHAssistLib.Phantom import syntheticCase
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.CorrectedVolumes import correctedNode, isOutdated

_case = None


def phantom():
    """Return the synthetic case, made once."""
    global _case
    _case = _case or syntheticCase()
    return _case


def shapeOf(region):
    """Return the ellipsoid of a region of the synthetic case."""
    toWorld = np.eye(4)
    toWorld[:3, :3] = region.axes * region.radii
    toWorld[:3, 3] = region.center
    return Ellipsoid(toWorld)


def correct(image):
    """Correct an image of the synthetic case with its regions."""
    regions = phantom().regions
    return correctBiasField(image, [shapeOf(region) for region in regions if "lesion" not in region.role],
                            [shapeOf(region) for region in regions if "lesion" in region.role])


def trueField(series):
    """Return the (K, J, I) sensitivity of the coil that is in a series of the synthetic case."""
    k, j, i = np.indices(series.array.shape).reshape(3, -1)
    points = np.stack([i, j, k], axis=1) @ series.ijkToRas[:3, :3].T + series.ijkToRas[:3, 3]
    return phantom().coilSensitivity(points).reshape(series.array.shape)


def logRatios(series, array):
    """Return the logarithm of measured over true ratio to marrow of each lesion, epidural first."""
    image = Image(array, series.ijkToRas)
    means = {}
    for region in phantom().regions:
        samples = sample(image, shapeOf(region))
        means[region.name] = np.average(samples.block(array), weights=samples.weights)
    marrow = np.mean([means[region.name] for region in phantom().regions if region.role == "marrow"])
    truth = phantom().truth[series.role]
    return np.log([means[region.name] / marrow * truth["marrow"] / truth["emh"] for region in phantom().regions
                   if "lesion" in region.role])


def rms(values):
    """Return the root mean square."""
    return float(np.sqrt(np.mean(np.square(values))))


def uniform(value, shape=(20, 40, 40)):
    """Return an image of one value, 1 mm voxels, the origin in its middle."""
    ijkToWorld = np.eye(4)
    ijkToWorld[:3, 3] = -np.array(shape[::-1]) / 2
    return Image(np.full(shape, value, np.float32), ijkToWorld)


def ball(center, radius):
    """Return a sphere."""
    toWorld = np.diag([radius, radius, radius, 1.0])
    toWorld[:3, 3] = center
    return Ellipsoid(toWorld)


class KnownFieldTest(unittest.TestCase):
    """The error of the ratios of the synthetic case, whose coil field is known."""

    def testErrorIsFiveTimesSmaller(self):
        before, after, shadingBefore, shadingAfter = [], [], [], []
        for series in phantom().series:
            original = series.array.copy()
            corrected = correct(Image(series.array, series.ijkToRas))
            np.testing.assert_array_equal(series.array, original)
            self.assertEqual((corrected.dtype, corrected.shape), (np.float32, original.shape))
            before.append(logRatios(series, series.array))
            after.append(logRatios(series, corrected))
            # What even the true field leaves is what noise and heterogeneity do to regions of this size.
            perfect = logRatios(series, series.array / trueField(series))
            shadingBefore.append(before[-1] - perfect)
            shadingAfter.append(after[-1] - perfect)
            with self.subTest(series.role):
                self.assertGreater(abs(before[-1][0]), 0.12)
                self.assertLess(abs(after[-1][0]), abs(before[-1][0]) / 5)
        self.assertLess(rms(after), rms(before) / 5)
        self.assertLess(rms(shadingAfter), rms(shadingBefore) / 5)

    def testImageWithoutShadingKeepsItsRatios(self):
        series = phantom().series[0]
        flat = (series.array / trueField(series)).astype(np.float32)
        corrected = correct(Image(flat, series.ijkToRas))
        change = logRatios(series, corrected) - logRatios(series, flat)
        # A ratio to three marrow regions has a 95 % interval of 3 to 4 % here.
        self.assertLess(np.abs(change).max(), 0.03)

    def testSameBitsAgain(self):
        series = phantom().series[2]
        image = Image(series.array, series.ijkToRas)
        np.testing.assert_array_equal(correct(image), correct(image))

    def testGainOfTheReceiverChangesNothing(self):
        series = phantom().series[2]
        first = correct(Image(series.array.astype(np.float64), series.ijkToRas))
        second = correct(Image(series.array * 8.0, series.ijkToRas))
        np.testing.assert_allclose(second, first * 8, rtol=1e-3)


class LesionsHaveNoSayTest(unittest.TestCase):
    """What is measured does not decide how it is corrected."""

    def testLesionKeepsItsContrast(self):
        random = np.random.default_rng(3)
        for contrast in (0.9, 1.1, 1.5):
            image = uniform(100.0)
            image.array[:] *= random.normal(1, 0.05, image.array.shape)
            image.array[:, :, :14] *= contrast
            lesion, marrow = ball((-13, 0, 0), 5.0), ball((7, 0, 0), 5.0)
            corrected = correctBiasField(image, [marrow], [lesion])
            with self.subTest(contrast):
                measured = corrected[:, :, 2:12].mean() / corrected[:, :, 16:].mean()
                self.assertAlmostEqual(measured, contrast, delta=0.03 * contrast)


class BadInputTest(unittest.TestCase):
    """A clear message, or a sane result."""

    def setUp(self):
        self.references = [ball((-8, 0, 0), 5.0), ball((8, 0, 0), 5.0)]

    def testFlatImageStaysAsItIs(self):
        np.testing.assert_allclose(correctBiasField(uniform(7.0), self.references), 7.0, rtol=1e-5)

    def testTooLittleSignal(self):
        for image in (uniform(0.0), uniform(np.nan), uniform(-5.0), uniform(5.0, (2, 2, 2))):
            with self.assertRaisesRegex(ValueError, "too little reference tissue"):
                correctBiasField(image, self.references)

    def testNoiseIsNoTissue(self):
        image = uniform(0.0)
        image.array[:] = np.hypot(*np.random.default_rng(1).normal(0, 10, (2, *image.array.shape)))
        with self.assertRaisesRegex(ValueError, "too little reference tissue"):
            correctBiasField(image, self.references)

    def testNoRegionsAndRegionsElsewhere(self):
        with self.assertRaisesRegex(ValueError, "needs regions"):
            correctBiasField(uniform(5.0), [])
        with self.assertRaisesRegex(ValueError, "outside the image"):
            correctBiasField(uniform(5.0), [ball((500, 0, 0), 5.0)])

    def testOneSliceIsCorrected(self):
        image = uniform(100.0, (1, 60, 60))
        image.array[:] *= np.exp(-0.01 * np.arange(60))[None, :, None]
        corrected = correctBiasField(image, [ball((-8, 0, 0), 5.0), ball((8, 0, 0), 5.0)])
        # A slope of 0.59, of which one tissue alone tells the most.
        self.assertLess(np.ptp(np.log(corrected)), 0.59 / 4)

    def testNotFiniteVoxelsStayAndHarmNoOthers(self):
        image = uniform(7.0)
        image.array[10, 20, 12] = np.nan
        image.array[10, 20, 28] = np.inf
        corrected = correctBiasField(image, self.references)
        self.assertTrue(np.isnan(corrected[10, 20, 12]) and np.isinf(corrected[10, 20, 28]))
        np.testing.assert_allclose(corrected[np.isfinite(corrected)], 7.0, rtol=1e-5)

    def testMirroredAxes(self):
        image = uniform(100.0)
        image.array[:] *= np.exp(-0.01 * np.arange(40))[None, :, None]
        straight = correctBiasField(image, self.references)
        mirrored = Image(image.array[:, :, ::-1].copy(), image.ijkToWorld @ np.array(
            [[-1, 0, 0, 39], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1.0]]))
        np.testing.assert_allclose(correctBiasField(mirrored, self.references)[:, :, ::-1], straight, rtol=1e-2)


class BackgroundTaskTest(unittest.TestCase):
    """The event loop lives while N4 runs in another thread."""

    def outcome(self, work, cancelAt=None):
        """Return the fractions that were shown, the outcome, and how often a timer ticked meanwhile."""
        shown, ended, ticks = [], [], []
        task = BackgroundTask(work, lambda fraction: (shown.append(fraction), cancelAt is not None
                                                      and fraction >= cancelAt and task.cancel()),
                              lambda result, error: ended.append((result, error)))
        timer = qt.QTimer()
        timer.setInterval(5)
        timer.connect("timeout()", lambda: ticks.append(None))
        timer.start()
        task.start()
        deadline = time.monotonic() + 60
        while not ended and time.monotonic() < deadline:
            slicer.app.processEvents()
        timer.stop()
        return shown, ended, len(ticks)

    def testTimersTickDuringACorrection(self):
        series = phantom().series[2]
        references = [shapeOf(region) for region in phantom().regions if region.role in ("marrow", "muscle")]
        image = Image(series.array, series.ijkToRas)
        shown, ended, ticks = self.outcome(lambda progress: correctBiasField(image, references, progress=progress))
        self.assertEqual(len(ended), 1)
        self.assertIsNone(ended[0][1])
        self.assertEqual(shown, sorted(shown))
        self.assertGreater(ticks, 5)

    def testCancelAndErrors(self):
        def work(progress):
            for step in range(1000):
                progress(step / 1000)
                time.sleep(0.005)

        shown, ended, _ticks = self.outcome(work, cancelAt=0.01)
        self.assertEqual(ended, [(None, None)])
        self.assertLess(max(shown), 0.9)
        error = ValueError("no good")

        def fail(progress):
            raise error

        self.assertEqual(self.outcome(fail)[1], [(None, error)])


class SceneTest(unittest.TestCase):
    """Corrected volumes in the scene, the module and its panel, on two small series with a slope of the signal."""

    def setUp(self):
        slicer.mrmlScene.Clear()
        slicer.util.selectModule("EMHAssist")
        self.widget = slicer.util.getModuleWidget("EMHAssist")
        self.logic = self.widget.logic
        random = np.random.default_rng(5)
        array = random.normal(100, 3, (16, 60, 50)) * np.exp(-0.01 * np.arange(60))[None, :, None]
        ijkToRas = np.eye(4)
        ijkToRas[:3, 3] = -25, -30, -8
        self.volumes = [addVolume(array.astype(np.float32), ijkToRas, role, role) for role in ("T1", "T2")]
        self.ct = addVolume(array.astype(np.float32), ijkToRas, "scan", "CT")
        addRoi((0, -20, 0), (8, 8, 8), "epidural_lesion", name="mass")
        for x in (-12, 12):
            addRoi((x, 8, 0), (12, 12, 12), "marrow", name=f"body {x}")
        slicer.app.processEvents()

    def tearDown(self):
        self.wait()
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()

    def wait(self):
        """Let the event loop run until the correction has ended."""
        deadline = time.monotonic() + 60
        while self.widget.panel.sections["SeriesSection"].biasCorrection.isRunning and time.monotonic() < deadline:
            slicer.app.processEvents()
        self.assertFalse(self.widget.panel.sections["SeriesSection"].biasCorrection.isRunning)

    def names(self):
        count = slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLScalarVolumeNode")
        return [slicer.mrmlScene.GetNthNodeByClass(index, "vtkMRMLScalarVolumeNode").GetName()
                for index in range(count)]

    def corrected(self):
        return {series.label: series.corrected for series in Volumes.series(slicer.mrmlScene)}

    def testNewVolumesBesideTheOriginals(self):
        transform = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
        self.volumes[0].SetAndObserveTransformNodeID(transform.GetID())
        before = [slicer.util.arrayFromVolume(node).copy() for node in self.volumes]
        nodes = self.logic.correctBiasField()
        for original, array, node in zip(self.volumes, before, nodes):
            np.testing.assert_array_equal(slicer.util.arrayFromVolume(original), array)
            self.assertIs(correctedNode(original), node)
            self.assertEqual(node.GetName(), original.GetName() + " bias-corrected")
            self.assertEqual(node.GetTransformNodeID(), original.GetTransformNodeID())
            self.assertEqual(node.GetOrigin(), original.GetOrigin())
        slicer.app.processEvents()
        self.assertEqual({label: image is not None for label, image in self.corrected().items()},
                         {"T1": True, "T2": True, "CT": False})
        self.assertEqual(Volumes.role(nodes[0]), "")
        row = next(row for row in self.logic.result.comparisons if row.series.label == "T1")
        self.assertGreater(row.comparison.value, 1.25)
        self.assertAlmostEqual(row.corrected.value, 1.0, delta=0.05)

    def testAgainReplacesTheVoxels(self):
        first = self.logic.correctBiasField()
        count = slicer.mrmlScene.GetNumberOfNodes()
        self.assertEqual(self.logic.correctBiasField(), first)
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodes(), count)

    def testChangedVoxelsAreNotCorrectedAnyMore(self):
        self.logic.correctBiasField()
        slicer.util.arrayFromVolume(self.volumes[0])[0, 0, 0] += 1
        slicer.util.arrayFromVolumeModified(self.volumes[0])
        self.assertIsNone(self.corrected()["T1"])
        self.assertTrue(isOutdated(self.volumes[0]))
        self.assertIsNotNone(self.corrected()["T2"])

    def testEditedCorrectedVolumeIsMeasuredAgain(self):
        node, *_ = self.logic.correctBiasField()
        before = self.logic.update().measurements[0].corrected.statistics["mean"]
        slicer.util.updateVolumeFromArray(node, 2 * slicer.util.arrayFromVolume(node))
        after = self.logic.update().measurements[0].corrected.statistics["mean"]
        self.assertAlmostEqual(after / before, 2, places=5)

    def testLabelHoldsTheCorrectedValueItShows(self):
        self.logic.correctBiasField()
        row = self.logic.update().comparisons[0]
        roi = slicer.util.getNode("mass")
        shown, = (roi.GetNthMeasurement(index) for index in range(roi.GetNumberOfMeasurements())
                  if roi.GetNthMeasurement(index).GetName() == "Signal/marrow")
        self.assertIn(f"T1 {row.corrected.value:.2f}", shown.GetPrintFormat())
        self.assertEqual(shown.GetValue(), row.corrected.value)

    def testSurvivesSaveAndReload(self):
        self.logic.correctBiasField()
        before = self.corrected()["T1"].array.copy()
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "case.mrb")
            self.assertTrue(slicer.util.saveScene(path))
            slicer.mrmlScene.Clear()
            slicer.util.loadScene(path)
        np.testing.assert_array_equal(self.corrected()["T1"].array, before)
        self.assertEqual(set(self.corrected()), {"T1", "T2", "CT"})

    def testCancelFromAScriptLeavesTheSceneAsItWas(self):
        count = slicer.mrmlScene.GetNumberOfNodes()
        fractions = []

        def progress(fraction):
            fractions.append(fraction)
            if fraction > 0.7:
                raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            self.logic.correctBiasField(progress)
        self.assertEqual(fractions, sorted(fractions))
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodes(), count)

    def testPanelRunsInTheBackgroundAndShowsTheOutcome(self):
        self.widget.ui.biasFieldButton.click()
        self.assertTrue(self.widget.panel.sections["SeriesSection"].biasCorrection.isRunning)
        self.assertFalse(self.widget.ui.biasFieldButton.isEnabled())
        self.assertTrue(self.widget.ui.biasFieldCancelButton.isVisibleTo(self.widget.parent))
        self.wait()
        self.assertEqual(self.widget.ui.biasFieldLabel.text, "Corrected: T1, T2.")
        self.assertTrue(self.widget.ui.biasFieldButton.isEnabled())
        for volume in self.volumes:
            slicer.mrmlScene.RemoveNode(correctedNode(volume))
        slicer.app.processEvents()
        self.assertEqual(self.widget.ui.biasFieldLabel.text, "")

    def testCancelInThePanelLeavesTheSceneAsItWas(self):
        before = self.names()
        self.widget.ui.biasFieldButton.click()
        # Its end is told by the event loop, which has not had a turn yet.
        self.widget.ui.biasFieldCancelButton.click()
        self.wait()
        self.assertEqual(self.names(), before)
        self.assertEqual(self.widget.ui.biasFieldLabel.text, "Canceled; nothing has changed.")

    def testRemovedVolumeAndClosedSceneDoNoHarm(self):
        self.widget.ui.biasFieldButton.click()
        slicer.mrmlScene.RemoveNode(self.volumes[0])
        self.wait()
        self.assertEqual(self.names(), ["T2", "scan", "T2 bias-corrected"])
        self.widget.ui.biasFieldButton.click()
        slicer.mrmlScene.Clear()
        self.wait()
        self.assertEqual(self.names(), [])

    def testProblemIsShownInThePanel(self):
        for volume in self.volumes:
            slicer.util.arrayFromVolume(volume)[:] = 0
            slicer.util.arrayFromVolumeModified(volume)
        self.widget.ui.biasFieldButton.click()
        self.wait()
        self.assertIn("T1: Bias field correction found too little reference tissue", self.widget.ui.biasFieldLabel.text)
        for volume in self.volumes:
            Volumes.setRole(volume, "")
        self.widget.ui.biasFieldButton.click()
        self.assertIn("needs a series of MR signal", self.widget.ui.biasFieldLabel.text)


if __name__ == "__main__":
    unittest.main()
