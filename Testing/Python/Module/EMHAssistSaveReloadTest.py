"""What the panel shows is in the scene: saved, loaded, added to another scene, and kept when the module is reloaded."""

import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import qt
import slicer

from EMHAssistCases.ModuleCase import MODULE, ModuleCase
from EMHAssistCases.SceneCase import addRoi
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.Regions import RegionSource


def panelState(widget):
    """Return what all widgets of the panel show, by name: texts, values, choices, and whether they are visible."""
    state = {}
    widget.panel.caseBar.showNotices()  # shown a moment after the last change
    for name, child in sorted(vars(widget.ui).items()):
        if not child.inherits("QWidget") or child.inherits("QProgressBar") or name in ("undoButton", "redoButton"):
            continue  # how far some work once got is no state, and what can be undone is not saved
        shown = [child.isVisibleTo(widget.parent), child.isEnabledTo(widget.parent)]
        if child.inherits("QComboBox"):
            # Entries of cases are known by the IDs of nodes, which loading may change.
            shown += [child.currentText, [child.itemText(index) for index in range(child.count)]]
        elif child.inherits("QTableWidget"):
            shown.append([[tableCell(child, row, column) for column in range(child.columnCount)]
                          for row in range(child.rowCount)])
        elif child.inherits("QTextBrowser"):
            shown.append(child.toPlainText())
        else:
            for kind in ("text", "value", "checked", "title"):
                if child.metaObject().indexOfProperty(kind) >= 0:
                    shown.append(child.property(kind))
        state[name] = shown
    state["findings"] = [(box.accessibleName, box.currentText) for box in
                         widget.ui.findingsForm.findChildren(qt.QComboBox)]
    return state


def tableCell(table, row, column):
    """Return what a cell of a table shows."""
    item, inside = table.item(row, column), table.cellWidget(row, column)
    if inside is not None and inside.inherits("QComboBox"):
        return inside.currentText
    if inside is not None and inside.inherits("QDoubleSpinBox"):
        return inside.value
    return (item.text(), item.toolTip()) if item is not None else None


def fillPanel(test):
    """Give a case of ModuleCase a value other than the default wherever the panel has one."""
    logic = test.logic
    node = logic.getParameterNode()
    addRoi((8, -8, 4), (8, 8, 8), "muscle", "Box", name="psoas")
    corners = [(-14, -4, 0), (-6, -4, 0), (-6, 4, 0), (-14, 4, 0)]
    addCurve(slicer.mrmlScene, "outline", "other_lesion", corners, 3.5)
    RegionSource(test.lesion).setLevel("T5")
    RegionSource(test.marrow).setLevel("T8")
    test.marrow.SetLocked(True)
    test.marrow.CreateDefaultDisplayNodes()
    test.marrow.GetDisplayNode().SetVisibility(False)
    Volumes.setRole(test.volumes[1], "STIR")
    logic.setFinding("margins", "well_defined")
    logic.setFinding("paravertebral_mass", "bilateral")
    values = {"setting": "known_hemolysis", "priorPercent": 12.0, "likelihoodRatioCap": 30.0, "temper": 0.75,
              "reference": "muscle", "similarLow": 0.85, "similarHigh": 1.15, "nearestReference": True,
              "ironMarked": True, "marrowState": "fatty", "showValues": False, "showCaseBox": False}
    for name, value in values.items():
        setattr(node, name, value)
    slicer.app.processEvents()
    return values


class SaveReloadCase(ModuleCase):
    """Common to the tests of files: reads everything that is shown out before and after."""

    def save(self, name):
        """Save the scene to a new folder and return the path."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = str(Path(folder.name) / name)
        if name.endswith(".mrb"):
            self.assertTrue(slicer.util.saveScene(path))
            return path
        for node in slicer.util.getNodesByClass("vtkMRMLStorableNode"):
            if node.GetSaveWithScene() and (node.IsA("vtkMRMLVolumeNode") or node.IsA("vtkMRMLMarkupsNode")
                                            or node.IsA("vtkMRMLTableNode")):
                node.AddDefaultStorageNode()
                suffix = {"vtkMRMLVolumeNode": "nrrd", "vtkMRMLMarkupsNode": "mrk.json", "vtkMRMLTableNode": "tsv"}
                ending = next(end for kind, end in suffix.items() if node.IsA(kind))
                self.assertTrue(slicer.util.saveNode(node, str(Path(folder.name) / f"{node.GetID()}.{ending}")))
        slicer.mrmlScene.SetRootDirectory(folder.name)
        slicer.mrmlScene.SetURL(path)
        self.assertTrue(slicer.mrmlScene.Commit(path))
        return path

    def tableTexts(self):
        """Return the texts of all table nodes, by their names."""
        texts = {}
        for node in slicer.util.getNodesByClass("vtkMRMLTableNode"):
            table = node.GetTable()
            texts[node.GetName()] = [[table.GetValue(row, column).ToString()[:7]
                                      for column in range(table.GetNumberOfColumns())]
                                     for row in range(table.GetNumberOfRows())]
        return texts


class FileTest(SaveReloadCase):
    """MRB and .mrml."""

    def check(self, name):
        self.loadCase()
        values = fillPanel(self)
        before, tables = panelState(self.widget), self.tableTexts()
        path = self.save(name)
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertNotEqual(panelState(self.widget), before)
        slicer.util.loadScene(path)
        slicer.app.processEvents()
        self.maxDiff = None
        self.assertEqual(panelState(self.widget), before)
        self.assertEqual(self.tableTexts(), tables)
        self.assertEqual(len(self.logic.cases()), 1)
        node = self.logic.getParameterNode()
        self.assertEqual({name: getattr(node, name) for name in values}, values)
        marrow = slicer.util.getNode("body")
        self.assertTrue(marrow.GetLocked())
        self.assertFalse(marrow.GetDisplayNode().GetVisibility())

    def testBundle(self):
        self.check("case.mrb")

    def testSceneFile(self):
        self.check("case.mrml")

    def testCopyThatAScriptHasMadeStaysOne(self):
        self.loadCase()
        self.save("first.mrb")  # after which nodes have files
        copy = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode")
        copy.Copy(self.lesion)  # its file as well
        copy.SetName("copy")
        copy.SetCenter(-10, 5, 5)
        slicer.app.processEvents()
        path = self.save("second.mrb")
        slicer.mrmlScene.Clear()
        slicer.util.loadScene(path)
        for name, center in (("mass", (-10, 0, 0)), ("copy", (-10, 5, 5))):
            self.assertEqual(tuple(slicer.util.getNode(name).GetCenter()), center)

    def saveAndOpen(self):
        path = self.save("case.mrb")
        slicer.mrmlScene.Clear()
        slicer.util.loadScene(path)
        slicer.app.processEvents()

    def testTransformOfASliceViewIsSavedWithWhatIsUnderIt(self):
        self.loadCase()
        transform = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLinearTransformNode", "Red Transform")
        transform.SetSaveWithScene(False)  # as Slicer's are
        transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(
            np.array([[1, 0, 0, 12], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1.0]])))
        self.lesion.SetAndObserveTransformNodeID(transform.GetID())
        slicer.app.processEvents()
        before = self.ratio().value
        self.assertLess(before, 1.19)  # no longer all of it on the bright side
        self.saveAndOpen()
        self.assertAlmostEqual(self.ratio().value, before, places=6)

    def testSegmentationOfSurfacesWithoutSegments(self):
        self.loadCase()
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "surfaces")
        node.GetSegmentation().SetSourceRepresentationName("Closed surface")
        slicer.app.processEvents()
        self.saveAndOpen()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)

    def testCaseWithoutAName(self):
        self.loadCase()
        self.logic.activeCase().SetName("")
        self.logic.update()
        name = self.logic.activeCase().GetName()
        self.assertEqual(name, "Case 1")
        self.saveAndOpen()
        self.assertEqual(self.logic.activeCase().GetName(), name)

    def testTwoCases(self):
        self.loadCase()
        fillPanel(self)
        self.logic.newCase("Second")
        self.loadCase()
        self.logic.setFinding("margins", "ill_defined")
        slicer.app.processEvents()
        states = []
        self.logic.activateCase(self.logic.cases()[0])
        states.append(panelState(self.widget))
        self.logic.activateCase(self.logic.cases()[1])
        states.append(panelState(self.widget))
        path = self.save("cases.mrb")
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        slicer.util.loadScene(path)
        slicer.app.processEvents()
        self.assertEqual([case.GetName() for case in self.logic.cases()], ["Case 1", "Second"])
        self.assertEqual(self.logic.activeCase().GetName(), "Second")
        self.assertEqual(panelState(self.widget), states[1])
        self.logic.activateCase(self.logic.cases()[0])
        self.assertEqual(panelState(self.widget), states[0])

    def testClosingEmptiesThePanel(self):
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        empty = panelState(self.widget)
        self.loadCase()
        fillPanel(self)
        self.logic.newCase()
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertEqual(panelState(self.widget), empty)


class AddSceneTest(SaveReloadCase):
    """A scene added to the present one stays a case of its own."""

    def addScene(self, path):
        slicer.util.loadScene(path, {"clear": False})
        slicer.app.processEvents()

    def saveOther(self):
        """Save a case whose lesion is like marrow, with another finding, and leave the scene empty."""
        self.loadCase()
        self.lesion.SetCenter(10, 0, 0)
        self.logic.setFinding("margins", "ill_defined")
        slicer.app.processEvents()
        path = self.save("other.mrb")
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        return path

    def testAddedSceneIsAFurtherCase(self):
        path = self.saveOther()
        self.loadCase()
        self.logic.setFinding("margins", "well_defined")
        first = self.logic.activeCase()
        self.addScene(path)
        self.assertEqual([case.GetName() for case in self.logic.cases()], ["Case 1", "Case 2"])
        self.assertIsNot(self.logic.activeCase(), first)
        self.assertIn("'Case 2' came with the added scene", self.widget.ui.caseNoticeLabel.text)
        self.assertAlmostEqual(self.ratio().value, 1.0, delta=0.01)
        self.assertEqual(self.logic.enteredFindings(), {"margins": "ill_defined"})
        self.logic.activateCase(first)
        self.assertEqual(self.widget.ui.caseNoticeLabel.text, "")
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertEqual(self.logic.enteredFindings(), {"margins": "well_defined"})
        self.addScene(path)
        self.assertEqual([case.GetName() for case in self.logic.cases()], ["Case 1", "Case 2", "Case 3"])
        self.assertAlmostEqual(self.ratio().value, 1.0, delta=0.01)

    def testAddedToAnEmptySceneItIsTheOnlyCase(self):
        path = self.saveOther()
        self.assertEqual(len(self.logic.cases()), 1)
        self.addScene(path)
        self.assertEqual([case.GetName() for case in self.logic.cases()], ["Case 1"])
        self.assertEqual(self.widget.ui.caseNoticeLabel.text, "")
        self.assertEqual(self.logic.enteredFindings(), {"margins": "ill_defined"})

    def testModuleThatIsNotOpenKeepsThemApartToo(self):
        path = self.saveOther()
        self.loadCase()
        self.logic.setFinding("margins", "well_defined")
        slicer.app.processEvents()
        first = self.logic.activeCase()
        self.logic.stop()
        self.addScene(path)
        self.widget.enter()
        slicer.app.processEvents()
        self.assertEqual(len(self.logic.cases()), 2)
        for case, value, level in zip(self.logic.cases(), (1.2, 1.0), ("well_defined", "ill_defined")):
            self.logic.activateCase(case)
            self.assertAlmostEqual(self.ratio().value, value, delta=0.01)
            self.assertEqual(self.logic.enteredFindings(), {"margins": level})
        self.assertIs(self.logic.cases()[0], first)

    def testSceneLoadedWhileAnotherModuleIsOpen(self):
        path = self.saveOther()
        self.widget.parent.exit()
        try:
            slicer.mrmlScene.Clear()
            slicer.util.loadScene(path)
            slicer.app.processEvents()
        finally:
            self.widget.parent.enter()
        slicer.app.processEvents()
        self.assertEqual(len(self.logic.cases()), 1)
        self.assertEqual(self.logic.enteredFindings(), {"margins": "ill_defined"})
        self.assertAlmostEqual(self.ratio().value, 1.0, delta=0.01)


class ModuleReloadTest(SaveReloadCase):
    """Reload of the module."""

    def setUp(self):
        super().setUp()
        # Other tests may have unfolded sections, which is no state of the case.
        slicer.util.reloadScriptedModule(MODULE)
        self.widget = slicer.util.getModuleWidget(MODULE)
        self.logic = self.widget.logic
        self.widget.enter()

    def testReloadLosesNothing(self):
        self.loadCase()
        fillPanel(self)
        before = panelState(self.widget)
        for _time in range(2):
            slicer.util.reloadScriptedModule(MODULE)
            self.widget = slicer.util.getModuleWidget(MODULE)
            self.logic = self.widget.logic
            self.widget.enter()
            slicer.app.processEvents()
            self.assertEqual(panelState(self.widget), before)

    def testReloadLeavesNoSecondSetOfActorsAndObservers(self):
        self.loadCase()
        counts = []
        for _time in range(3):
            slicer.util.reloadScriptedModule(MODULE)
            self.widget = slicer.util.getModuleWidget(MODULE)
            self.logic = self.widget.logic
            self.widget.enter()
            slicer.app.processEvents()
            calls = []
            self.logic.addResultListener(lambda: calls.append(1))
            self.lesion.SetCenter(-9, 0, 0)
            slicer.app.processEvents()
            counts.append((self.props(), len(calls)))
            self.lesion.SetCenter(-10, 0, 0)
            slicer.app.processEvents()
        self.assertEqual(counts[0], counts[1])
        self.assertEqual(counts[0], counts[2])
        self.assertEqual(counts[0][1], 1)

    def testReloadButtonReloadsTheLibrary(self):
        self.loadCase()
        before, kept = panelState(self.widget), dict(sys.modules)
        try:
            self.widget.onReload()
            self.widget = slicer.util.getModuleWidget(MODULE)
            self.logic = self.widget.logic
            self.widget.enter()
            slicer.app.processEvents()
            name = "EMHAssistLib.Scene.Regions"
            self.assertIsNot(sys.modules[name], kept[name])
            selfTest = sys.modules[MODULE].EMHAssistTest
            self.assertIs(selfTest, sys.modules["EMHAssistLib.SelfTest"].EMHAssistTest)
            self.assertIsNot(selfTest, kept[MODULE].EMHAssistTest)
            self.assertEqual(panelState(self.widget), before)
        finally:
            # The other tests have imported the library as it was.
            sys.modules.update({name: module for name, module in kept.items() if name.startswith("EMHAssistLib")})
            slicer.util.reloadScriptedModule(MODULE)

    def props(self):
        """Return the number of props in the renderers of the slice views."""
        manager = slicer.app.layoutManager()
        if manager is None:
            return []
        windows = [manager.sliceWidget(name).sliceView().renderWindow() for name in manager.sliceViewNames()]
        return [renderer.GetViewProps().GetNumberOfItems() for window in windows
                for renderer in map(window.GetRenderers().GetItemAsObject,
                                    range(window.GetRenderers().GetNumberOfItems()))]


if __name__ == "__main__":
    unittest.main()
