"""Suggestions in the views, not measured until a click or a drag accepts them; and the outline under the mouse."""

import numpy as np
import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addRoi
from EMHAssistCases.ViewCase import ViewCase, renderersOf
from EMHAssistLib.Scene.Nodes import markupsRegions
from EMHAssistLib.Scene.Regions import RegionSource
from EMHAssistLib.Suggestion.Proposal import proposal
from EMHAssistLib.Suggestion.ProposalText import textOf

EVENTS = ("MouseMoveEvent", "LeftButtonPressEvent", "LeftButtonReleaseEvent", "MouseWheelForwardEvent", "LeaveEvent")


class SuggestionViewTest(ViewCase):
    """Two suggestions in the axial view."""

    def setUp(self):
        super().setUp()
        self.before = self.traces()
        one = proposal("marrow", "Marrow T5", (8, 8, 0), (5, 5, 5), np.eye(3), level="T5")
        other = proposal("cord", "Spinal cord", (8, -14, 0), (3, 3, 6), np.eye(3))
        self.logic.getParameterNode().suggestions = textOf((one, other))
        slicer.app.processEvents()

    def traces(self):
        """Return what is observed and drawn in the axial view."""
        interactor = self.view().interactor()
        self.view().forceRender()
        return (sum(interactor.HasObserver(event) for event in EVENTS),
                sum(renderer.GetViewProps().GetNumberOfItems() for renderer in renderersOf(self.view())))

    def mouse(self, place, *events, shift=0):
        toView = np.linalg.inv(slicer.util.arrayFromVTKMatrix(self.view().mrmlSliceNode().GetXYToRAS()))
        x, y = np.rint((toView @ (*place, 1))[:2]).astype(int)
        interactor = self.view().interactor()
        interactor.SetEventInformation(int(x), int(y), 0, shift)
        for event in events:
            getattr(interactor, event)()
        interactor.SetShiftKey(0)
        slicer.app.processEvents()

    def names(self):
        return sorted(node.GetName() for node in markupsRegions(slicer.mrmlScene))

    def testNotMeasuredUntilAClick(self):
        self.assertEqual(len(self.logic.update().case.regions), 2)
        self.assertGreater(self.traces()[1], self.before[1])
        self.mouse((-15, 15, 0), "MouseMoveEvent", "LeftButtonPressEvent", "LeftButtonReleaseEvent")
        self.assertEqual(len(self.logic.suggestions), 2)  # beside both
        self.mouse((9, 7, 0), "MouseMoveEvent", "LeftButtonPressEvent", "LeftButtonReleaseEvent")
        self.assertEqual([one.name for one in self.logic.suggestions], ["Spinal cord"])
        node = slicer.util.getNode("Marrow T5")
        np.testing.assert_allclose(node.GetCenter(), (8, 8, 0), atol=1e-6)
        self.assertEqual((RegionSource(node).role, RegionSource(node).level), ("marrow", "T5"))
        self.assertEqual(len(self.logic.update().case.regions), 3)

    def testADragTakesItAlong(self):
        self.mouse((9, 8, 0), "MouseMoveEvent", "LeftButtonPressEvent")
        self.mouse((14, 4, 0), "MouseMoveEvent", "LeftButtonReleaseEvent")
        self.mouse((0, 0, 0), "MouseMoveEvent")
        center = np.array(slicer.util.getNode("Marrow T5").GetCenter())
        np.testing.assert_allclose(center, (13, 4, 0), atol=0.6)

    def testAllFromThePanelAndNothingIsLeft(self):
        widget = self.widget.ui.suggestionWidget
        self.assertTrue(widget.visible)
        widget.findChild(qt.QPushButton, "acceptSuggestionsButton").click()
        slicer.app.processEvents()
        self.assertEqual(self.names(), ["Marrow T5", "Spinal cord", "body", "mass"])
        self.assertFalse(widget.visible)
        for node in markupsRegions(slicer.mrmlScene)[2:]:
            slicer.mrmlScene.RemoveNode(node)
        slicer.app.processEvents()
        self.assertEqual(self.traces(), self.before)

    def testDismissedAndNeverOntoALesion(self):
        self.logic.dismissSuggestion(1)
        addRoi((8, 8, 0), (6, 6, 6), "other_lesion", name="new mass")
        with self.assertRaisesRegex(ValueError, "lesion lies there"):
            self.logic.acceptSuggestion(0)
        self.assertEqual(self.logic.acceptSuggestions(), [])
        for number in (0, -1):
            with self.assertRaisesRegex(ValueError, "no suggestion"):
                self.logic.dismissSuggestion(number)

    def testGhostUnderTheMouse(self):
        self.logic.dismissSuggestions()
        before = self.traces()
        self.logic.placeRegion("marrow", "Ellipsoid", 8)
        slice_ = self.view().mrmlSliceNode().GetSliceOffset()
        self.mouse((5, 5, 0), "MouseMoveEvent")
        self.mouse((5, 5, 0), "MouseWheelForwardEvent", shift=1)
        self.assertEqual(self.logic.placeSize("marrow"), 8.5)
        self.assertEqual(self.view().mrmlSliceNode().GetSliceOffset(), slice_)
        self.mouse((5, 5, 0), "MouseWheelForwardEvent")  # Slicer's own
        self.assertEqual(self.logic.placeSize("marrow"), 8.5)
        self.assertNotEqual(self.view().mrmlSliceNode().GetSliceOffset(), slice_)
        self.assertIn("8.5", self.widget.ui.placeHintLabel.text)
        self.logic.cancelPlacing()
        slicer.app.processEvents()
        self.assertEqual(self.traces(), before)


class SuggestButtonTest(ModuleCase):
    """Where nothing can be suggested, the panel says why."""

    def testSaysWhy(self):
        self.widget.ui.suggestButton.click()
        self.assertIn("Place one region on the marrow", self.widget.ui.regionProblemLabel.text)
