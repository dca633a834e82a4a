"""The module as the user has it: its panel, its logic, the values in the views, and bad input."""

import csv
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import slicer
import vtk

from EMHAssistCases.ModuleCase import MODULE, ModuleCase
from EMHAssistCases.SceneCase import addBendingTransform, addRoi
from EMHAssistCases.ViewCase import layoutManager
from EMHAssistLib.Display.BoxFit import brokenLines
from EMHAssistLib.Report.ResultFiles import TABLES
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.Regions import RegionSource


class LiveTest(ModuleCase):
    """Results follow the scene without being asked."""

    def testRatiosOfAKnownCase(self):
        self.loadCase()
        for sequence in ("T1", "T2"):
            comparison = self.ratio(sequence)
            self.assertAlmostEqual(comparison.value, 1.2, delta=0.01)
            self.assertTrue(comparison.low < 1.2 < comparison.high or abs(comparison.value - 1.2) < 0.01)

    def testDraggingARegionUpdatesRatioTablesAndReadout(self):
        self.loadCase()
        tables = [getattr(self.logic.getParameterNode(), name).GetTable() for name in
                  ("measurementTable", "ratioTable")]
        before = [table.GetColumnByName(column).GetValue(0) for table, column in zip(tables, ("mean", "ratio"))]
        self.lesion.SetCenter(10, 0, 0)
        slicer.app.processEvents()
        self.assertAlmostEqual(self.ratio().value, 1.0, delta=0.01)
        tables = [getattr(self.logic.getParameterNode(), name).GetTable() for name in
                  ("measurementTable", "ratioTable")]
        after = [table.GetColumnByName(column).GetValue(0) for table, column in zip(tables, ("mean", "ratio"))]
        self.assertAlmostEqual(before[0], 120, delta=1)
        self.assertAlmostEqual(after[0], 100, delta=1)
        self.assertAlmostEqual(before[1], 1.2, delta=0.01)
        self.assertAlmostEqual(after[1], 1.0, delta=0.01)
        self.assertIn("1.00", self.valueOn(self.lesion))

    def testNothingIsComputedOrTouchedWhenNothingChanges(self):
        self.loadCase()
        result = self.logic.result
        modified = [node.GetMTime() for node in (self.lesion, self.marrow)]
        self.logic.update()
        for first, second in zip(result.measurements, self.logic.result.measurements):
            self.assertIs(first.measurement, second.measurement)
        self.assertEqual(modified, [node.GetMTime() for node in (self.lesion, self.marrow)])

    def testEverythingThatMattersIsWatched(self):
        self.loadCase()
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
        self.lesion.SetAndObserveTransformNodeID(node.GetID())
        volumeTransform = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
        self.volumes[0].SetAndObserveTransformNodeID(volumeTransform.GetID())
        shift = np.eye(4)
        shift[1, 3] = 3
        changes = {
            "role": lambda: Volumes.setRole(self.volumes[1], ""),
            "shape": lambda: RegionSource(self.lesion).setShape("Box"),
            "size": lambda: self.lesion.SetSize(6, 6, 6),
            "name": lambda: self.lesion.SetName("renamed"),
            "transform": lambda: node.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(
                np.array([[1, 0, 0, 20], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1.0]]))),
            "transform of a volume": lambda: volumeTransform.SetMatrixTransformToParent(
                slicer.util.vtkMatrixFromArray(shift)),
            "voxels": lambda: (slicer.util.arrayFromVolume(self.volumes[0]).__imul__(2),
                               slicer.util.arrayFromVolumeModified(self.volumes[0])),
            "finding": lambda: self.logic.setFinding("margins", "well_defined"),
            "setting": lambda: setattr(self.logic.getParameterNode(), "setting", "uniform"),
            "removal": lambda: slicer.mrmlScene.RemoveNode(self.marrow),
        }
        for name, change in changes.items():
            with self.subTest(name):
                slicer.app.processEvents()
                before = self.logic.result
                change()
                slicer.app.processEvents()
                self.assertIsNot(self.logic.result, before)

    def testPauseKeepsTheResult(self):
        self.loadCase()
        self.logic.getParameterNode().autoUpdate = False
        slicer.app.processEvents()
        before = self.logic.result
        self.lesion.SetCenter(10, 0, 0)
        slicer.app.processEvents()
        self.assertIs(self.logic.result, before)
        self.logic.update()
        self.assertAlmostEqual(self.ratio().value, 1.0, delta=0.01)


    def testDisplaySwitchesWorkWhilePaused(self):
        self.loadCase()
        self.logic.getParameterNode().autoUpdate = False
        self.logic.getParameterNode().showValues = False
        slicer.app.processEvents()
        self.assertEqual(self.valueOn(self.lesion), "")

    def testTablesHoldTheNumbersToTheLastBit(self):
        self.loadCase()
        array = slicer.util.arrayFromVolume(self.volumes[0])
        array[20, 20, 30] += 1e-3
        slicer.util.arrayFromVolumeModified(self.volumes[0])
        slicer.app.processEvents()
        table = self.logic.getParameterNode().ratioTable.GetTable()
        self.assertEqual(table.GetColumnByName("ratio").GetValue(0), self.ratio().value)

    def testRegionsThatAreRefusedLeaveNothingBehind(self):
        count = slicer.mrmlScene.GetNumberOfNodes()
        for name, role, shape in (("mass", "liver", "Box"), ("mass", "marrow", "Cone"), ("50 %s", "marrow", "Box")):
            with self.assertRaises(ValueError):
                self.logic.addRegion(name, role, (0, 0, 0), (5, 5, 5), shape=shape)
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodes(), count)

    def testAddedRegionIsWhereItWasPut(self):
        axes = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], dtype=float)
        node = self.logic.addRegion("mass", "marrow", (1, 2, 3), (4, 5, 6), axes)
        self.assertTrue(node.IsPointInROIWorld([1, 2, 3 + 3.9]))
        self.assertTrue(node.IsPointInROIWorld([1, 2 + 5.9, 3]))
        self.assertFalse(node.IsPointInROIWorld([1 + 5.1, 2, 3]))

    def testBoxStepsBackBehindItsEllipsoidUnlessTheUserHasStyledIt(self):
        node = self.logic.addRegion("mass", "marrow", (1, 2, 3), (4, 5, 6))
        display = node.GetDisplayNode()
        self.assertLess(display.GetOutlineOpacity(), 0.5)
        # Slicer lets the edges of a box be dragged only while its inside is visible.
        self.assertEqual((display.GetFillOpacity(), bool(display.GetFillVisibility())), (0, True))
        RegionSource(node).setShape("Box")
        self.assertEqual(display.GetOutlineOpacity(), 1)
        RegionSource(node).setShape("Ellipsoid")
        self.assertLess(display.GetOutlineOpacity(), 0.5)
        display.SetOutlineOpacity(0.8)
        RegionSource(node).setShape("Box")
        self.assertEqual(display.GetOutlineOpacity(), 0.8)
        own = addRoi((0, 0, 0), (9, 9, 9), shape="Box").GetDisplayNode()
        before = own.GetOutlineOpacity(), own.GetFillOpacity()
        RegionSource(own.GetDisplayableNode()).setShape("Ellipsoid")
        self.assertEqual((own.GetOutlineOpacity(), own.GetFillOpacity()), before)

    def testPlacingTwiceLeavesOneRegion(self):
        self.loadCase()
        first = self.logic.placeRegion("cord").GetID()
        second = self.logic.placeRegion("muscle")
        slicer.app.processEvents()
        self.assertIsNone(slicer.mrmlScene.GetNodeByID(first) if first != second.GetID() else None)
        self.assertEqual(len(self.logic.result.case.regions), 2)


class PanelTest(ModuleCase):
    """The panel shows the scene and the result."""

    def testTablesShowTheCase(self):
        self.loadCase()
        ui = self.widget.ui
        self.assertEqual([ui.seriesTable.item(row, 0).text() for row in range(0, ui.seriesTable.rowCount, 2)],
                         ["T1", "T2"])
        self.assertEqual([ui.regionTable.item(row, 0).text() for row in range(ui.regionTable.rowCount)],
                         ["mass", "body"])
        self.assertEqual(ui.ratioTable.rowCount, 1)
        self.assertIn("1.20", ui.ratioTable.item(0, 0).text())
        self.assertIn("similar", ui.ratioTable.item(0, 0).toolTip())

    def testDoubtsStandBesideTheValue(self):
        self.loadCase()
        cell = self.widget.ui.ratioTable.item(0, 0)
        self.assertNotIn("!", cell.text())
        self.assertNotIn("too few", cell.toolTip())
        self.lesion.SetSize(2, 2, 2)
        slicer.app.processEvents()
        cell = self.widget.ui.ratioTable.item(0, 0)
        self.assertTrue(cell.text().splitlines()[0].endswith(" !"))
        (flag,) = [flag for row in self.logic.result.measurements if row.region.name == "mass"
                   and row.series.label == "T1" for flag in row.flags if flag.name == "few_voxels"]
        self.assertIn(f"(resels) to tell how certain the mean is ({flag.value:.3g})", cell.toolTip())

    def testChoosingRolesInThePanelChangesTheNodes(self):
        self.loadCase()
        self.widget.ui.regionTable.setCurrentCell(0, 0)
        box = self.widget.ui.regionRoleBox
        index = box.findData("paravertebral_lesion")
        box.setCurrentIndex(index)
        box.activated.emit(index)
        self.assertEqual(RegionSource(self.lesion).role, "paravertebral_lesion")
        box = self.widget.ui.seriesTable.cellWidget(2, 1)
        index = box.findData("STIR")
        box.setCurrentIndex(index)
        box.activated.emit(index)
        self.assertEqual(Volumes.role(self.volumes[1]), "STIR")

    def testReadoutSaysResearchUse(self):
        self.loadCase()
        self.assertIn("Research use only", self.widget.ui.readoutBrowser.toPlainText())

    def testEmptySceneSaysWhatToDo(self):
        text = self.widget.ui.readoutBrowser.toPlainText()
        for step in ("series", "lesion", "reference"):
            self.assertIn(step, text)
        self.assertEqual(self.widget.ui.ratioTable.rowCount, 0)

    def testReloadKeepsTheCase(self):
        self.loadCase()
        self.logic.setFinding("margins", "well_defined")
        slicer.app.processEvents()
        before = self.logic.result
        slicer.util.reloadScriptedModule(MODULE)
        self.widget = slicer.util.getModuleWidget(MODULE)
        self.logic = self.widget.logic
        self.widget.enter()
        slicer.app.processEvents()
        self.assertEqual(self.ratio().value, before.comparisons[0].comparison.value)
        self.assertEqual(self.logic.enteredFindings(), {"margins": "well_defined"})


class ViewTest(ModuleCase):
    """The readout in the views."""

    def textActors(self):
        manager = layoutManager()
        views = [manager.sliceWidget(name).sliceView() for name in manager.sliceViewNames()]
        views += [manager.threeDWidget(index).threeDView() for index in range(manager.threeDViewCount)]
        found = []
        for view in views:
            view.forceRender()  # what a view shows is made when it is drawn
            renderers = view.renderWindow().GetRenderers()
            actors = [actor for index in range(renderers.GetNumberOfItems())
                      for actor in renderers.GetItemAsObject(index).GetViewProps()
                      if actor.IsA("vtkTextActor") and "research use only" in " ".join(
                          (actor.GetInput() or "").split())]
            found.append(actors)
        return found

    def testBoxBreaksLinesInANarrowView(self):
        text = ("! Compression of the cord: urgent, whatever the cause.\n"
                "Paravertebral left  T1 1.04 (=)  T2 1.03 (=)  STIR -\nLike marrow: 2 of 3")
        self.assertEqual(brokenLines(text, 60), text)
        self.assertEqual(brokenLines(text, 32), (
            "! Compression of the cord:\n  urgent, whatever the cause.\n"
            "Paravertebral left  T1 1.04 (=)\n  T2 1.03 (=)  STIR -\nLike marrow: 2 of 3"))

    def testReadoutIsInEveryViewAndGoesAway(self):
        self.loadCase()
        # A small view has no room for the values in a box, and Slicer starts with a small window.
        window = slicer.util.mainWindow()
        if window is not None:
            window.resize(1700, 1000)
            slicer.app.processEvents()
        self.logic.setBoxSize("large")
        slicer.app.processEvents()
        boxes = 0
        for actors in self.textActors():
            self.assertEqual(len(actors), 1)
            lines = [line.strip() for line in actors[0].GetInput().splitlines()]
            if len(lines) > 1:
                boxes += 1
                self.assertRegex("\n".join(lines), r"Lesion / marrow:\nmass  T1 1\.20 \(\?\)")
        self.assertEqual(boxes, 1)
        self.logic.getParameterNode().showCaseBox = False
        slicer.app.processEvents()
        self.assertEqual(sum(map(len, self.textActors())), 0)
        self.logic.getParameterNode().showCaseBox = True
        slicer.app.processEvents()
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertEqual(sum(map(len, self.textActors())), 0)

    def testValuesAtTheLesionAreOursOnly(self):
        self.loadCase()
        self.assertEqual(self.valueOn(self.marrow), "")
        self.assertEqual(self.valueOn(self.lesion), "T1 1.20  T2 1.20")
        # The label that Slicer draws has no room for them.
        self.assertEqual(self.lesion.GetPropertiesLabelText().strip(), "")
        count = self.lesion.GetNumberOfMeasurements()
        self.lesion.SetCenter(-9, 0, 0)
        slicer.app.processEvents()
        self.assertEqual(self.lesion.GetNumberOfMeasurements(), count)
        self.logic.getParameterNode().showValues = False
        slicer.app.processEvents()
        self.assertEqual(self.valueOn(self.lesion), "")

    def testStoppingLeavesNothingInTheViews(self):
        self.loadCase()
        manager = layoutManager()

        def drawn():
            """Return the number of props and whether drawing is observed, by renderer of the slice views."""
            found = []
            for name in manager.sliceViewNames():
                view = manager.sliceWidget(name).sliceView()
                view.forceRender()  # Slicer adds what it draws itself in its own time
                renderers = view.renderWindow().GetRenderers()
                found += [(renderer.GetViewProps().GetNumberOfItems(), renderer.HasObserver(vtk.vtkCommand.StartEvent))
                          for renderer in map(renderers.GetItemAsObject, range(renderers.GetNumberOfItems()))]
            return found

        self.logic.stop()
        stopped = drawn()
        self.assertFalse(any(observed for _, observed in stopped))
        self.logic.start()
        slicer.app.processEvents()
        started = drawn()
        self.assertGreaterEqual(sum(observed for _, observed in started), len(manager.sliceViewNames()))
        for _cycle in range(100):
            self.logic.stop()
            self.logic.start()
        slicer.app.processEvents()
        self.assertEqual(drawn(), started)
        self.logic.stop()
        self.assertEqual(drawn(), stopped)

    def testOpeningAndClosingLeavesNothingBehind(self):
        self.loadCase()
        before = [len(actors) for actors in self.textActors()]
        for _ in range(20):
            self.widget.exit()
            self.widget.enter()
        slicer.app.processEvents()
        self.assertEqual([len(actors) for actors in self.textActors()], before)


class BadInputTest(ModuleCase):
    """Whatever the scene holds, the panel says what is wrong and no exception comes out."""

    def testRegionOutsideEveryVolume(self):
        self.loadCase()
        self.lesion.SetCenter(500, 0, 0)
        slicer.app.processEvents()
        self.assertEqual(self.ratio().problem, "lesion: the region lies outside the image")

    def testNotFiniteVoxels(self):
        self.loadCase()
        array = slicer.util.arrayFromVolume(self.volumes[0])
        array[20, 20, 30] = np.nan
        array[20, 21, 30] = np.inf
        slicer.util.arrayFromVolumeModified(self.volumes[0])
        slicer.app.processEvents()
        flags = {(row.region.name, row.series.label): {flag.name for flag in row.flags}
                 for row in self.logic.result.measurements}
        self.assertIn("not_finite", flags["mass", "T1"])
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)

    def testZeroReference(self):
        self.loadCase()
        slicer.util.arrayFromVolume(self.volumes[0])[:, :, :20] = 0
        slicer.util.arrayFromVolumeModified(self.volumes[0])
        slicer.app.processEvents()
        self.assertIn("reference signal is not above zero", self.ratio().problem)

    def testDifferentFramesOfReferenceAreWarnedOf(self):
        self.loadCase()
        Volumes.setMetadata(self.volumes[0], {"FrameOfReferenceUID": "1.2.3"})
        Volumes.setMetadata(self.volumes[1], {"FrameOfReferenceUID": "1.2.4"})
        slicer.app.processEvents()
        self.assertIn("frames of reference", " ".join(self.logic.result.warnings))
        self.assertIn("frames of reference", self.widget.ui.readoutBrowser.toPlainText())

    def testUnusableVolumesAndRegions(self):
        self.loadCase()
        color = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLVectorVolumeNode", "color")
        slicer.util.updateVolumeFromArray(color, np.zeros((3, 4, 5, 3), np.uint8))
        Volumes.setRole(color, "T1")
        Volumes.setRole(slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "empty"), "ADC")
        self.marrow.SetAndObserveTransformNodeID(addBendingTransform().GetID())
        addRoi((0, 0, 0), (5, 5, 5), "cord", name="a/b: <c> & \u00e4")
        slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "not placed").SetAttribute(
            "EMHAssist.RegionRole", "fat")
        slicer.app.processEvents()
        text = " ".join(self.logic.result.warnings)
        for part in ("3 values per voxel", "no voxels", "not linear", "not placed: it is not placed yet"):
            self.assertIn(part, text)
        problems = {region.name: region.problem for region in self.logic.result.case.regions}
        self.assertIn("not placed", problems["not placed"])

    def testFindingThatTheModelDoesNotKnow(self):
        self.loadCase()
        self.logic.getParameterNode().parameterNode.SetParameter("Finding.color_of_eyes", "blue")
        slicer.app.processEvents()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertIn("color_of_eyes", self.widget.ui.readoutBrowser.toPlainText())
        with self.assertRaises(ValueError):
            self.logic.setFinding("margins", "blurred")

    def testFindingThatContradictsTheSetting(self):
        self.loadCase()
        self.logic.getParameterNode().setting = "known_cancer"
        self.logic.setFinding("cancer_history", "absent")
        slicer.app.processEvents()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertEqual(len(self.logic.result.differential.contradictions), 1)
        text = self.widget.ui.readoutBrowser.toPlainText()
        self.assertIn("insufficient evidence", text)
        self.assertIn("contradict", text)

    def testUnknownRoleOfANewerVersion(self):
        self.loadCase()
        self.marrow.SetAttribute("EMHAssist.RegionRole", "liver")
        self.volumes[0].SetAttribute("EMHAssist.SequenceRole", "PET")
        addRoi((10, 0, 0), (10, 10, 10), "marrow", name="other body")
        slicer.app.processEvents()
        text = self.widget.ui.readoutBrowser.toPlainText()
        self.assertIn("body: Unknown region role 'liver'", text)
        self.assertIn("PET: Unknown sequence role 'PET'", text)
        self.assertNotIn("..", text)
        self.assertAlmostEqual(self.ratio("T2").value, 1.2, delta=0.01)
        with tempfile.TemporaryDirectory() as folder:
            self.logic.exportResult(folder)
            with open(Path(folder) / "measurements.csv", encoding="utf-8", newline="") as file:
                rows = {(row["region"], row["sequence"]): row for row in csv.DictReader(file)}
        self.assertEqual(len(rows), 6)
        self.assertIn("Unknown region role 'liver'", rows["body", "T2"]["flags"])
        self.assertIn("Unknown sequence role 'PET'", rows["mass", "PET"]["flags"])
        self.assertNotIn("not measurable", rows["mass", "T2"]["flags"])

    def testNodesRemovedInUse(self):
        self.loadCase()
        self.lesion.SetCenter(-5, 0, 0)
        slicer.mrmlScene.RemoveNode(self.lesion)
        slicer.mrmlScene.RemoveNode(self.volumes[0])
        slicer.app.processEvents()
        self.assertEqual(self.logic.result.comparisons, ())


class ExportTest(ModuleCase):
    """What the panel writes is what it shows."""

    def testFiles(self):
        self.loadCase()
        with tempfile.TemporaryDirectory() as folder:
            self.logic.exportResult(folder)
            content = json.loads((Path(folder) / "readout.json").read_text(encoding="utf-8"))
            names = sorted(path.name for path in Path(folder).iterdir())
        self.assertEqual(names, sorted([*TABLES, "readout.json"]))
        self.assertEqual(content["ratios"][0]["value"], self.ratio().value)
        self.assertIn("Research use only", content["research_use"])


if __name__ == "__main__":
    unittest.main()
