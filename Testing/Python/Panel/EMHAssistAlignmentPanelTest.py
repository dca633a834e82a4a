"""Checking and aligning series with the buttons of the panel, on series that were really moved."""

import time

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase, wait
from EMHAssistCases.MovedSeries import LESION, fixedSeries, movedSeries
from EMHAssistCases.SceneCase import addRoi, addVolume
from EMHAssistLib.Comparability import Consequence


class AlignmentPanelTest(ModuleCase):
    """T2 is 4 mm in front of T1."""

    SHIFT = (0, 4, 0)

    def setUp(self):
        super().setUp()
        images = [fixedSeries(), movedSeries(self.SHIFT)]
        self.volumes = [addVolume(image.array, image.ijkToWorld, role, role)
                        for image, role in zip(images, ("T1", "T2"))]
        addRoi(LESION, (6, 6, 16), "epidural_lesion", name="mass")
        addRoi(LESION + [12, 0, 0], (8, 8, 8), name="body")
        slicer.app.processEvents()
        self.ui = self.widget.ui

    def tearDown(self):
        self.logic.alignmentCheck.cancel()
        wait(lambda: not self.logic.alignmentCheck.isRunning, 30)
        super().tearDown()

    def check(self):
        self.ui.alignmentButton.clicked.emit()
        self.assertTrue(self.logic.alignmentCheck.isRunning)
        wait(lambda: not self.logic.alignmentCheck.isRunning, 60)
        slicer.app.processEvents()

    def statements(self):
        return [statement for statement in self.logic.result.comparability.statements
                if statement.topic == "displacement"]

    def testCheckAlignAndUndo(self):
        self.assertEqual(self.statements(), [])
        self.assertFalse(self.ui.alignButton.isVisibleTo(self.widget.parent))
        self.check()
        (statement,) = self.statements()
        self.assertEqual((statement.series, statement.consequence), (("T2",), Consequence.REFUSED))
        self.assertRegex(statement.reason, r"the anatomy lies (3\.[6-9]|4\.[0-4]) mm .* from where T1 shows it")
        self.assertIn(statement.reason, self.ui.alignmentLabel.text)
        self.assertEqual(self.ui.alignButton.text, "Align T2")
        self.assertTrue(self.ui.alignButton.isVisibleTo(self.widget.parent))

        self.ui.alignButton.clicked.emit()
        slicer.app.processEvents()
        (statement,) = self.statements()
        self.assertEqual(statement.consequence, Consequence.FINE)
        self.assertIn("aligned with T1", statement.reason)
        shift = self.logic.result.case.series[1].image.ijkToWorld[:3, 3] - movedSeries().ijkToWorld[:3, 3]
        np.testing.assert_allclose(shift, (0, -4, 0), atol=0.7)
        self.assertEqual(self.ui.alignButton.text, "Undo alignment")

        self.ui.alignButton.clicked.emit()
        slicer.app.processEvents()
        self.assertEqual(self.statements()[0].consequence, Consequence.REFUSED)
        found = self.logic.result.case.series[1].image.ijkToWorld
        np.testing.assert_allclose(found, movedSeries().ijkToWorld, atol=1e-9)

    def testCheckedAgainAfterAligningNothingIsLeft(self):
        self.logic.checkAlignment()
        self.logic.align(self.volumes[1])
        self.logic.checkAlignment()
        found = self.logic.update().case.series[1].displacement
        self.assertLess(found.distance, 0.3)
        self.assertEqual(found.madeUp, 0)

    def testAnotherSeriesToCompareWith(self):
        self.logic.checkAlignment(onto=self.volumes[1])
        first, second = self.logic.update().case.series
        np.testing.assert_allclose(first.displacement.shift, (0, -4, 0), atol=0.4)
        self.assertIsNone(second.displacement)

    def testCancelChangesNothing(self):
        self.ui.alignmentButton.clicked.emit()
        self.ui.alignmentCancelButton.clicked.emit()
        wait(lambda: not self.logic.alignmentCheck.isRunning, 30)
        slicer.app.processEvents()
        self.assertIn("Canceled", self.ui.alignmentLabel.text)
        self.assertEqual(self.statements(), [])

    def testChangedSince(self):
        self.logic.checkAlignment()
        self.volumes[0].SetOrigin(1, 2, 3)
        slicer.app.processEvents()
        self.assertEqual(self.statements(), [])
        self.assertIn("check again: T2", self.ui.alignmentLabel.text)

    def testFlicker(self):
        self.logic.checkAlignment()
        slicer.app.processEvents()
        self.ui.flickerButton.setChecked(True)
        composite = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceCompositeNode()
        seen = set()
        end = time.monotonic() + 5
        while len(seen) < 2 and time.monotonic() < end:
            slicer.app.processEvents()
            seen.add(composite.GetBackgroundVolumeID())
        self.assertEqual(seen, {node.GetID() for node in self.volumes})
        self.ui.flickerButton.setChecked(False)
        self.assertEqual(composite.GetBackgroundVolumeID(), self.volumes[0].GetID())
