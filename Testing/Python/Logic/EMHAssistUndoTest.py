"""Undo and redo: one history of all that is done with the module, and nothing of what others do."""

import random
import unittest

import slicer

from EMHAssistCases.ModuleCase import ModuleCase, publicMembers
from EMHAssistCases.RandomWalk import RandomWalk, content, difference
from EMHAssistCases.SceneState import sceneState
from EMHAssistCases.WalkActions import LogicActions, NothingToDo, cheapComputation
from EMHAssistLib.Scene.History import MOST
from EMHAssistLib.Scene.Regions import RegionSource

# Actions that are no steps of the history, and why.
NO_STEPS = {
    "undo": "goes through the history", "redo": "goes through the history", "update": "computes", "start": "computes",
    "stop": "computes", "correctBiasField": "its volumes are large, and are deleted as any volume",
    "checkAlignment": "what it stores is a step", "exportResult": "writes files", "exportRatios": "writes files",
    "learnFromCases": "writes files", "loadSample": "loads data", "cannotBe": "is refused",
    "placeRegion": "is a step once the region is placed", "cancelPlacing": "leaves nothing",
    "showInOwnPlanes": "looks at the case", "centerScene3D": "looks at the case", "showHandles": "looks at the case",
    "writeScene3D": "writes files", "whatIf": "changes nothing",
    **dict.fromkeys(("setPlaceRole", "setPlaceShape", "setPlaceSize"), "sets a tool"),
    **dict.fromkeys(("jumpTo", "jumpToNextLesion", "showSeries", "showAllSeries", "restoreLayout", "showRatioPlot",
                     "refreshAllSeries", "refreshViews", "showInViews", "clearViews", "setPanelOpen",
                     "writeRatioChart"), "looks at the case"),
}


class DraggingActions(LogicActions):
    """All actions of the logic, and drags with the mouse."""

    def dragWithTheMouse(self):
        node = self.of(slicer.util.getNodesByClass("vtkMRMLMarkupsROINode"))
        node.InvokeEvent(node.PointStartInteractionEvent)
        for _step in range(3):
            node.SetCenterWorld(*self.point())
            slicer.app.processEvents()
        node.SetSize(*[self.size() for _axis in range(3)])
        node.InvokeEvent(node.PointEndInteractionEvent)


class UndoWalkTest(ModuleCase):
    """Whatever is done in whatever order comes back."""

    SEEDS = (1, 2)
    STEPS = 45

    def setUp(self):
        super().setUp()
        self.widget.parent.exit()
        self.addCleanup(self.widget.parent.enter)
        self.hideWindow()

    def settled(self):
        slicer.app.processEvents()
        self.logic.update()
        return sceneState(), content(self.logic)

    def assertState(self, expected):
        state = self.settled()
        for one, other in zip(state[0], expected[0]):
            self.assertEqual(one, other)
        self.assertEqual(len(state[0]), len(expected[0]))
        self.assertEqual(difference(state[1], expected[1]), "")

    def testAllBackAndAllAgain(self):
        names = [name for name in dir(DraggingActions) if name in {**vars(DraggingActions), **vars(LogicActions)}
                 and not name.startswith("_") and name not in NO_STEPS.keys() - {"placeRegion", "checkAlignment"}]
        for seed in self.SEEDS:
            with self.subTest(seed), cheapComputation():
                RandomWalk(self.logic, []).begin(seed)
                self.logic.cancelPlacing()
                self.logic.history.clear()
                first, titles, drawn = self.settled(), [], random.Random(seed)
                for _number in range(self.STEPS):
                    name = drawn.choice(names)
                    try:
                        getattr(DraggingActions(self.logic, random.Random(drawn.randrange(10**9))), name)()
                    except (NothingToDo, ValueError):
                        pass
                    self.logic.cancelPlacing()
                    slicer.app.processEvents()
                last = self.settled()
                self.assertNotEqual(last, first)
                for _pass in range(2):
                    while self.logic.undoTitle:
                        titles.append(self.logic.undoTitle)
                        self.assertEqual(self.logic.undo(), "", titles[-1])
                    self.assertState(first)
                    while self.logic.redoTitle:
                        self.assertEqual(self.logic.redo(), "", self.logic.undoTitle)
                    self.assertState(last)
                self.assertGreater(len(titles), self.STEPS / 2)

    def testEachActionIsAStepOrNot(self):
        actions = {name for name in vars(LogicActions) if not name.startswith("_")}
        for name, method in publicMembers(type(self.logic)).items():
            if name in actions:
                self.assertEqual(hasattr(method, "__wrapped__"), name not in NO_STEPS, name)


class UndoTest(ModuleCase):
    """Undo goes back as far as nobody else has changed what it would restore."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.region = RegionSource(self.lesion)
        self.logic.history.clear()

    def testOthersChangesStay(self):
        self.logic.setRegionRole(self.region, "paravertebral_lesion")
        color = self.lesion.GetDisplayNode().GetSelectedColor()
        self.lesion.GetDisplayNode().SetSelectedColor(0.1, 0.2, 0.3)
        self.assertIn("mass was changed elsewhere since", self.logic.undo())
        self.assertEqual(self.region.role, "epidural_lesion")
        self.assertEqual(self.lesion.GetDisplayNode().GetSelectedColor(), (0.1, 0.2, 0.3))
        self.assertNotEqual(color, (0.1, 0.2, 0.3))
        self.logic.setRegionSize(self.region, (9, 9, 9))
        self.lesion.SetSize(4, 4, 4)  # as in the module Markups
        with self.assertRaisesRegex(ValueError, "changed elsewhere since"):
            self.logic.undo()
        self.assertEqual(self.lesion.GetSize(), (4, 4, 4))
        added = self.logic.addRegion("other", "marrow", (0, 0, 0), (5, 5, 5))
        added.SetCenterWorld(1, 2, 3)
        with self.assertRaisesRegex(ValueError, "other was changed elsewhere since"):
            self.logic.undo()
        self.assertTrue(slicer.mrmlScene.IsNodePresent(added))

    def testACaseThatOthersHaveFilledStays(self):
        first, second = self.logic.activeCase(), self.logic.newCase()
        self.logic.history.clear()
        self.logic.undoTitle or self.logic.activateCase(first)
        self.logic.undo()
        self.assertIs(self.logic.activeCase(), second)
        third = self.logic.newCase("third")
        self.lesion.SetNodeReferenceID("EMHAssist.Case", third.GetID())
        with self.assertRaisesRegex(ValueError, "put into third since"):
            self.logic.undo()
        self.assertIn(third, self.logic.cases())

    def testSwitchesOfThePanelAreSteps(self):
        self.widget.ui.showCaseBoxCheckBox.click()
        self.assertEqual(self.logic.undoTitle, "Box in the views")
        self.widget.ui.nearestReferenceCheckBox.click()
        self.assertEqual(self.logic.undoTitle, "Nearest reference")
        self.logic.undo()
        self.assertFalse(self.widget.ui.nearestReferenceCheckBox.checked)
        self.logic.undo()
        self.assertTrue(self.widget.ui.showCaseBoxCheckBox.checked)
        self.assertEqual(self.logic.undoTitle, "")

    def testASliderIsOneStep(self):
        for percent in (10, 20, 30):
            self.logic.setPrior(percent)
        self.logic.undo()
        self.assertEqual((self.logic.getParameterNode().priorPercent, self.logic.undoTitle), (0, ""))
        self.logic.redo()
        self.assertEqual(self.logic.getParameterNode().priorPercent, 30)

    def testBoundedAndForgotten(self):
        volume = self.volumes[0]
        for number in range(MOST + 5):
            self.logic.setLevel(self.region, f"T{number % 12 + 1}")
        for _number in range(MOST):
            self.logic.undo()
        self.assertEqual((self.logic.undoTitle, self.region.level), ("", "T5"))
        self.logic.setSequenceRole(volume, "T2")
        self.assertEqual(self.logic.redoTitle, "")
        slicer.mrmlScene.Clear()
        self.assertEqual((self.logic.undoTitle, self.logic.redoTitle), ("", ""))
        self.assertFalse(slicer.mrmlScene.GetUndoFlag())


if __name__ == "__main__":
    unittest.main()
