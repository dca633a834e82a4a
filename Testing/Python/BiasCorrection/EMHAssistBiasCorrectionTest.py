"""Bias field correction: known fields come out, what is not shown to help is refused, the panel lives on."""

import dataclasses
import time
import unittest
from unittest import mock

import numpy as np
import qt
import slicer

from EMHAssistCases.SceneCase import addVolume, reopenScene
from EMHAssistCases.ShadedBody import COIL, LESION, PLACES, addBody, ball, linear, references, shadedBody, uniform
from EMHAssistLib.Acquisition import Acquisition
from EMHAssistLib.BiasCorrection import correctBiasField
from EMHAssistLib.BiasCorrection.CoilField import coilField
from EMHAssistLib.BiasCorrection.Evidence import checkField
from EMHAssistLib.BiasCorrection.Sharpening import sharpened
from EMHAssistLib.Logic.BackgroundTask import BackgroundTask
from EMHAssistLib.Measurement import Image, sample
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.BiasCorrections import computeCorrections, storeCorrections
from EMHAssistLib.Scene.CorrectedVolumes import SOURCE_ATTRIBUTE, correctedNode, isOutdated

AWAY = [ball(LESION)]


def correct(image, places=None):
    """Correct one image of the body."""
    corrected, = correctBiasField([image], references(places), AWAY)
    return corrected


def mean(image, center, array=None):
    """Return the mean signal around a place."""
    samples = sample(image, ball(center))
    return np.average(samples.block(image.array if array is None else array), weights=samples.weights)


def logRatio(image, array=None):
    """Return the logarithm of lesion over marrow, whose truth is 0."""
    return np.log(mean(image, LESION, array) / np.mean([mean(image, place, array) for place in PLACES["marrow"]]))


class KnownFieldTest(unittest.TestCase):
    """The body is the same everywhere, and the coil known."""

    def testErrorIsFiveTimesSmallerForAnyBody(self):
        for seed in (1, 2):
            for name, coil in (("slope", COIL), ("steeper", linear(1 / 170)),
                               ("surface", lambda points: np.log(0.5 + np.exp(-(points[..., 1] + 80) / 60)))):
                image = shadedBody(coil, seed)
                original = image.array.copy()
                corrected = correct(image)
                np.testing.assert_array_equal(image.array, original)
                self.assertEqual((corrected.dtype, corrected.shape), (np.float32, original.shape))
                with self.subTest(name, seed=seed):
                    # What the true field leaves is noise: about 0.01 in regions of this size.
                    truth = logRatio(image, image.array / np.exp(coil(_points(image))))
                    self.assertGreater(logRatio(image) - truth, 0.15)
                    self.assertLess(abs(logRatio(image, corrected) - truth), (logRatio(image) - truth) / 5)

    def testSameBitsAgain(self):
        image = shadedBody(COIL)
        np.testing.assert_array_equal(correct(image), correct(image))

    def testGainOfTheReceiverChangesNothing(self):
        image = shadedBody(COIL)
        np.testing.assert_allclose(correct(Image(image.array * 8, image.ijkToWorld)), correct(image) * 8, rtol=1e-4)

    def testMirroredAxes(self):
        image = shadedBody(COIL)
        flip = np.diag([-1.0, 1, 1, 1])
        flip[0, 3] = image.array.shape[2] - 1
        mirrored = Image(image.array[:, :, ::-1].copy(), image.ijkToWorld @ flip)
        # Of many blocks every second takes part, and it is the other one.
        np.testing.assert_allclose(correct(mirrored)[:, :, ::-1], correct(image), rtol=0.02)

    def testFieldStaysAsItIsBeyondTheReferences(self):
        image = shadedBody(COIL)
        field = image.array / correct(image)
        front = np.array([center[1] for centers in PLACES.values() for center in centers]).max() + 8
        beyond = _points(image)[0, :, 0, 1] > front + 8
        self.assertGreater(np.count_nonzero(beyond), 5)
        np.testing.assert_allclose(field[:, beyond], np.broadcast_to(field[:, beyond][:, :1], field[:, beyond].shape),
                                   rtol=1e-4)
        # Not so between them.
        self.assertGreater(np.ptp(np.log(field[20, :, 20])), 0.2)

    def testMeanOverTheReferencesStays(self):
        image = shadedBody(COIL)
        field = np.log(image.array / correct(image))
        at = [np.log(mean(image, center, np.exp(field))) for centers in PLACES.values() for center in centers]
        self.assertAlmostEqual(np.mean(at), 0, delta=0.005)

    def testOneFieldForTheSeriesOfOneCoil(self):
        images = [shadedBody(COIL, seed) for seed in (1, 2, 3)]
        first, second, third = correctBiasField(images, references(), AWAY)
        fields = [image.array / corrected for image, corrected in zip(images, (first, second, third))]
        np.testing.assert_allclose(fields[0], fields[1], rtol=1e-4)
        np.testing.assert_allclose(fields[0], fields[2], rtol=1e-4)


def _points(image):
    """Return the (K, J, I, 3) voxel centers."""
    return np.stack(np.indices(image.array.shape)[::-1], axis=-1) @ image.ijkToWorld[:3, :3].T + image.ijkToWorld[:3, 3]


class SharpeningTest(unittest.TestCase):
    """Deconvolution of the histogram, against two peaks of known width."""

    def testValuesMoveTowardTheirPeaks(self):
        random = np.random.default_rng(1)
        centers = np.repeat([4.0, 5.0], 20000)
        width = 0.3
        values = random.normal(centers, width / np.sqrt(8 * np.log(2)))
        expected = sharpened(values, width)
        # Where the peaks do not overlap, what is expected is their middle.
        before, after = np.std(values - centers), np.std(expected - centers)
        self.assertLess(after, 0.5 * before)
        self.assertAlmostEqual(expected[:20000].mean(), 4, delta=0.01)
        np.testing.assert_array_equal(sharpened(np.full(5, 3.0), width), 3.0)


class NothingIsClaimedTest(unittest.TestCase):
    """A correction that is not shown to help is refused, with the reason."""

    def assertRefused(self, reason, image, places=None):
        with self.assertRaisesRegex(ValueError, reason):
            correct(image, places)

    def testNoField(self):
        for seed in (1, 2):
            self.assertRefused("not shown to help.*which may be chance", shadedBody(seed=seed))

    def testFieldThatTheReferencesContradict(self):
        # The regions alone are shaded the other way: what the body shows does not hold for them.
        image = shadedBody(COIL)
        points = _points(image)
        for centers in PLACES.values():
            for center in centers:
                near = np.linalg.norm(points - np.array(center), axis=-1) < 12
                image.array[near] *= np.exp(2 * 0.004 * center[1])
        self.assertRefused("not shown to help", image)

    def testCoilInFrontIsNoneBehind(self):
        self.assertRefused("does not fall from the back forward", shadedBody(linear(-0.004)))

    def testTooStrong(self):
        self.assertRefused("more than can be relied on", shadedBody(linear(0.012)))

    def testTooFewReferences(self):
        image = shadedBody(COIL)
        marrow, muscle = PLACES["marrow"], PLACES["muscle"]
        for places in ({"marrow": marrow[:1]}, {"marrow": marrow}, {"marrow": marrow, "muscle": muscle[:1]}):
            self.assertRefused("two regions on each of two tissues", image, places)

    def testTissuesEachAtOneDepth(self):
        # The true field itself, which vertebrae at about one depth show to help, but not as much as it changes
        # muscle against marrow.
        class TrueField:
            at = staticmethod(linear(0.007))

        places = {"marrow": [(0, front, 0) for front in (28, 27, 26, 12, 11, 10)], "muscle": PLACES["muscle"][:2]}
        image, regions = uniform(TrueField.at), references(places)
        field = coilField([TrueField], np.array([one.shape.bounds for one in regions]))
        with self.assertRaisesRegex(ValueError, "too much alike"):
            checkField(field, [image], regions)
        regions += references({"muscle": [(0, -10, 0)]})
        checkField(field, [image], regions)

    def testTooLittleSignal(self):
        for value in (0.0, np.nan, -5.0):
            image = shadedBody(COIL)
            image.array[:] = value
            self.assertRefused("too little tissue", image)
        self.assertRefused("too small", Image(np.full((2, 2, 2), 5.0), np.eye(4)))

    def testRegionsElsewhere(self):
        far = {tissue: [(x + 900, y, z) for x, y, z in centers] for tissue, centers in PLACES.items()}
        self.assertRefused("hold no signal", shadedBody(COIL), far)


class RegionsHaveNoSayTest(unittest.TestCase):
    """What is measured, and what judges, does not decide what the field is."""

    def testLesionDoesNot(self):
        image = shadedBody(COIL)
        before = image.array / correct(image)
        near = np.linalg.norm(_points(image) - np.array(LESION), axis=-1) < 8
        for contrast in (0.2, 5):
            changed = Image(image.array.copy(), image.ijkToWorld)
            changed.array[near] *= contrast
            np.testing.assert_allclose(changed.array / correct(changed), before, rtol=1e-5)

    def testReferencesDoNot(self):
        image = shadedBody(COIL)
        before = image.array / correct(image)
        # Each tissue as a whole: what the regions differ by within one is what they are asked about.
        for center in PLACES["marrow"]:
            image.array[np.linalg.norm(_points(image) - np.array(center), axis=-1) < 8] *= 3
        np.testing.assert_allclose(image.array / correct(image), before, rtol=1e-5)

    def testNotFiniteVoxelsStayAndHarmNoOthers(self):
        image = shadedBody(COIL)
        before = image.array / correct(image)
        image.array[10, 20, 12], image.array[10, 20, 28] = np.nan, np.inf
        corrected = correct(image)
        self.assertTrue(np.isnan(corrected[10, 20, 12]) and np.isinf(corrected[10, 20, 28]))
        used = np.isfinite(corrected)
        np.testing.assert_allclose((image.array / corrected)[used], before[used], rtol=0.01)

    def testCancel(self):
        def progress(fraction):
            if fraction > 0.3:
                raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            correctBiasField([shadedBody(COIL)], references(), AWAY, progress)


class BackgroundTaskTest(unittest.TestCase):
    """The event loop lives while the field is fitted in another thread."""

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
        images = [shadedBody(COIL, seed) for seed in (1, 2)]
        shown, ended, ticks = self.outcome(lambda progress: correctBiasField(images, references(), AWAY, progress))
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
    """Corrected volumes in the scene, the module and its panel, on two series of one coil."""

    def setUp(self):
        slicer.mrmlScene.Clear()
        slicer.util.selectModule("EMHAssist")
        self.widget = slicer.util.getModuleWidget("EMHAssist")
        self.logic = self.widget.logic
        self.volumes = addBody()
        image = shadedBody(COIL)
        self.ct = addVolume(image.array, image.ijkToWorld, "scan", "CT")
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
        row = next(row for row in self.logic.result.comparisons
                   if (row.series.label, row.reference) == ("T1", "marrow"))
        # What was acquired counts, with as much doubt as the correction changes.
        self.assertGreater(row.comparison.value, 1.15)
        self.assertAlmostEqual(row.corrected.value, 1.0, delta=0.04)
        self.assertAlmostEqual(row.comparison.doubt, np.log(row.comparison.value / row.corrected.value), delta=0.02)

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

    def testLabelHoldsTheValueThatCounts(self):
        self.logic.correctBiasField()
        row = self.logic.update().comparisons[0]
        self.assertNotAlmostEqual(row.corrected.value, row.comparison.value, places=2)
        roi = slicer.util.getNode("mass")
        shown, = (roi.GetNthMeasurement(index) for index in range(roi.GetNumberOfMeasurements())
                  if roi.GetNthMeasurement(index).GetName() == "Signal/marrow")
        self.assertIn(f"T1 {row.comparison.value:.2f}", shown.GetPrintFormat())
        self.assertEqual(shown.GetValue(), row.comparison.value)

    def testSurvivesSaveAndReload(self):
        self.logic.correctBiasField()
        before = self.corrected()["T1"].array.copy()
        reopenScene()
        np.testing.assert_array_equal(self.corrected()["T1"].array, before)
        self.assertEqual(set(self.corrected()), {"T1", "T2", "CT"})

    def testEachCoilHasAFieldOfItsOwnAndOneIsRefused(self):
        flat = shadedBody(seed=2)
        slicer.util.updateVolumeFromArray(self.volumes[1], flat.array)
        plan = self.logic.planBiasFieldCorrection()
        self.assertEqual([[series.label for series in one.series] for one in plan], [["T1", "T2"]])
        first, second = plan[0].series
        own = [dataclasses.replace(plan[0], series=(series,), sources=(source,)) for series, source in
               zip((first, second), plan[0].sources)]
        outcome = storeCorrections(slicer.mrmlScene, own, computeCorrections(own))
        self.assertEqual([node.GetName() for node in outcome.nodes], ["T1 bias-corrected"])
        self.assertRegex(outcome.refusals[0], "^T2: it is not shown to help")

    def testSeriesOfAnotherCoilAndNormalizedOnesAreApart(self):
        def reading(scene):
            return [dataclasses.replace(one, acquisition=acquisitions[one.label]) for one in Volumes.series(scene)
                    if one.label in acquisitions]

        acquisitions = {"T1": Acquisition(coil="Spine"), "T2": Acquisition(coil="Body")}
        with mock.patch("EMHAssistLib.Scene.BiasCorrections.series", reading):
            self.assertEqual([one.label for one in self.logic.planBiasFieldCorrection()], ["T1", "T2"])
            acquisitions["T2"] = Acquisition(coil="Spine", normalized=True)
            nodes = self.logic.correctBiasField()
            self.assertEqual([node.GetName() for node in nodes], ["T1 bias-corrected"])
            acquisitions["T1"] = acquisitions["T2"]
            with self.assertRaisesRegex(ValueError, "T1, T2: the scanner has already evened out the coil"):
                self.logic.correctBiasField()
        # Nor does the volume of before stay.
        self.assertEqual(self.names(), ["T1", "T2", "scan"])

    def testCorrectionOfFormerVersionsDoesNotCount(self):
        node, _other = self.logic.correctBiasField()
        node.SetAttribute(SOURCE_ATTRIBUTE, node.GetAttribute(SOURCE_ATTRIBUTE).partition("-")[2])
        self.assertIsNone(self.corrected()["T1"])
        self.assertTrue(isOutdated(self.volumes[0]))

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
        self.assertIn("Not corrected: T1, T2: the image holds too little tissue", self.widget.ui.biasFieldLabel.text)
        with self.assertRaisesRegex(ValueError, "^T1, T2: the image holds too little tissue"):
            self.logic.correctBiasField()
        for volume in self.volumes:
            Volumes.setRole(volume, "")
        self.widget.ui.biasFieldButton.click()
        self.assertIn("needs a series of MR signal", self.widget.ui.biasFieldLabel.text)


if __name__ == "__main__":
    unittest.main()
