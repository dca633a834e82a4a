"""What is kept from update to update is never stale: whatever changes, all that is shown equals a computation anew."""

import random

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addBendingTransform, addRoi, addTransform, reopenScene
from EMHAssistCases.SegmentationCase import addSegmentation
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Cache import Cache
from EMHAssistLib.Case import Case
from EMHAssistLib.Report.Readout import plainValue, shortValue
from EMHAssistLib.Report.ResultTables import differentialTable, measurementTable, ratioTable
from EMHAssistLib.Report.ViewText import BoxText, regionLabels, shortBoxText
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.CorrectedVolumes import checksum, storeCorrected
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.Curves import setSlabThickness
from EMHAssistLib.Scene.RegionReader import RegionReader
from EMHAssistLib.Scene.Regions import RegionSource
from EMHAssistLib.Scene.Vertebrae import VertebraReader

_SEED = 20250802


def shift(x, y, z):
    """Return the (4, 4) matrix of a translation, mm."""
    matrix = np.eye(4)
    matrix[:3, 3] = x, y, z
    return matrix


class LiveUpdateCase(ModuleCase):
    """Compares what is shown with a result that nothing was kept for."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.second = addRoi((-10, 8, 5), (6, 6, 6), "paravertebral_lesion", name="second")
        slicer.app.processEvents()

    def assertFresh(self):
        """Everything shown is what a computation from the scene alone gives."""
        slicer.app.processEvents()
        scene, logic = slicer.mrmlScene, self.logic
        case = Case(Volumes.series(scene), RegionReader().regions(scene), logic.enteredFindings(),
                    logic.clinicalSetting(), logic.options(), VertebraReader().vertebrae(scene))
        fresh = analyze(case, logic.model, Cache())
        node = logic.getParameterNode()
        for table, tableNode in ((measurementTable(fresh), node.measurementTable), (ratioTable(fresh), node.ratioTable),
                                 (differentialTable(fresh), node.differentialTable)):
            self.assertEqual(self.content(tableNode), repr([list(table.columns), *map(self.cells, table.rows)]))
        self.assertEqual(logic.result.warnings, fresh.warnings)
        self.assertEqual([(region.name, region.role, region.level) for region in logic.result.case.regions],
                         [(region.name, region.role, region.level) for region in case.regions])
        reference = logic.reference()
        self.assertEqual(self.shownRatios(), [shortValue(row) for row in fresh.comparisons
                                              if row.reference == reference])
        self.assertEqual(logic._drawings.box.box, shortBoxText(fresh, reference) if node.showCaseBox else BoxText())
        self.assertEqual([(label.name, label.values) for label in logic._drawings.labels],
                         [(label.name, label.values) for label in regionLabels(fresh, reference, False)]
                         if node.showValues else [])
        for source in (self.lesion, self.second):
            values = [f"{row.series.label} {plainValue(row)}" for row in fresh.comparisons if row.comparison.measurable
                      and row.reference == reference and row.lesion.source.item == source.GetID()]
            if scene.IsNodePresent(source):
                self.assertEqual(self.valueOn(source), "  ".join(values) if node.showValues else "")

    @staticmethod
    def cells(row):
        """Return a row as the table node holds it: text, or numbers in double precision."""
        return [cell if isinstance(cell, str) else float(cell) for cell in row]

    def content(self, tableNode):
        """Return column names and rows of a table node, as text, in which NaN equals NaN."""
        table = tableNode.GetTable()
        columns = [table.GetColumn(index) for index in range(table.GetNumberOfColumns())]
        return repr([[column.GetName() for column in columns],
                     *([column.GetValue(row) for column in columns] for row in range(table.GetNumberOfRows()))])

    def shownRatios(self):
        """Return the values that the panel shows, row by row, without the mark of doubt."""
        table = self.widget.ui.ratioTable
        return [table.item(row, column).text().splitlines()[0].removesuffix(" !") for row in range(table.rowCount)
                for column in range(table.columnCount)]


class StaleTest(LiveUpdateCase):
    """One change after the other."""

    def testRegions(self):
        transform, above = addTransform(np.eye(4)), addTransform(np.eye(4))
        changes = {
            "center": lambda: self.lesion.SetCenter(-9, 1, 1),
            "size": lambda: self.lesion.SetSize(7, 8, 9),
            "matrix": lambda: self.lesion.GetObjectToNodeMatrix().SetElement(0, 3, -8),
            "shape": lambda: RegionSource(self.lesion).setShape("Box"),
            "name": lambda: self.lesion.SetName("renamed"),
            "role": lambda: RegionSource(self.second).setRole("other_lesion"),
            "role of the reference": lambda: RegionSource(self.marrow).setRole("cord"),
            "level": lambda: RegionSource(self.lesion).setLevel("T5"),
            "color": lambda: self.lesion.GetDisplayNode() and self.lesion.GetDisplayNode().SetColor(0, 1, 0),
            "transform": lambda: self.lesion.SetAndObserveTransformNodeID(transform.GetID()),
            "its matrix": lambda: transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(shift(1, 2, 3))),
            "transform above": lambda: transform.SetAndObserveTransformNodeID(above.GetID()),
            "matrix above": lambda: above.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(shift(2, 0, 0))),
            "transform above off": lambda: transform.SetAndObserveTransformNodeID(None),
            "bent": lambda: transform.SetAndObserveTransformNodeID(addBendingTransform().GetID()),
            "straight": lambda: transform.SetAndObserveTransformNodeID(None),
            "hardened": lambda: self.lesion.HardenTransform(),
            "flat": lambda: self.lesion.SetSize(0, 1, 1),
            "not flat": lambda: self.lesion.SetSize(9, 9, 9),
            "another": lambda: addRoi((8, 5, 5), (5, 5, 5), "marrow", name="more"),
            "removed": lambda: slicer.mrmlScene.RemoveNode(self.second),
        }
        self.check(changes)

    def testVolumes(self):
        first, second = self.volumes
        transform = addTransform(np.eye(4))
        array = slicer.util.arrayFromVolume(first)
        changes = {
            "voxels": lambda: (array.__imul__(2), slicer.util.arrayFromVolumeModified(first)),
            "another array": lambda: slicer.util.updateVolumeFromArray(second, array[::-1].copy()),
            "another type": lambda: slicer.util.updateVolumeFromArray(second, array.astype(np.int16)),
            "spacing": lambda: second.SetSpacing(1.1, 1, 1),
            "origin": lambda: second.SetOrigin(21, 20, -20),
            "transform": lambda: first.SetAndObserveTransformNodeID(transform.GetID()),
            "its matrix": lambda: transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(shift(1, 2, 3))),
            "role": lambda: Volumes.setRole(second, "CT"),
            "frame of reference": lambda: [Volumes.setMetadata(node, {"FrameOfReferenceUID": uid}) for node, uid in
                                           ((first, "1.2.3"), (second, "1.2.4"))],
            "guess": lambda: slicer.mrmlScene.RemoveNode(first),
            "no voxels": lambda: second.SetAndObserveImageData(None),
        }
        self.check(changes)

    def testVoxelsOfACorrectedVolume(self):
        """What somebody does to the voxels of a bias-corrected volume is seen, as it is on the volume itself."""
        node = storeCorrected(slicer.mrmlScene, self.volumes[0],
                              slicer.util.arrayFromVolume(self.volumes[0]) * np.float32(1.25),
                              checksum(self.volumes[0]))
        self.assertFresh()

        def corrected():
            return [row.corrected.statistics["mean"] for row in self.logic.result.measurements if row.corrected]

        before = corrected()
        self.assertTrue(before)
        slicer.util.arrayFromVolume(node)[:] += 7
        slicer.util.arrayFromVolumeModified(node)
        self.assertFresh()
        np.testing.assert_allclose(corrected(), np.add(before, 7), rtol=1e-6)

    def testRenamedVolumeIsGuessedAgain(self):
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "sag stir")
        slicer.util.updateVolumeFromArray(node, np.ones((4, 4, 4), np.int16))
        self.assertFresh()
        self.assertEqual(Volumes.role(node), "STIR")
        node.SetName("sag t2")
        self.assertFresh()
        self.assertEqual(self.logic.result.case.series[-1].label, "T2 (2)")

    def testOrderOfSegments(self):
        labels = np.zeros((40, 40, 40), np.uint8)
        labels[15:25, 15:25, 5:10], labels[15:25, 15:25, 12:18] = 1, 2
        ijkToRas = np.diag([-1.0, -1.0, 1.0, 1.0])
        ijkToRas[:3, 3] = 20, 20, -20
        node = addSegmentation(labels, ijkToRas, ["vertebra T5", "vertebra T6"])
        self.logic.useSegmentsAsReferences(node, 0)
        slicer.app.processEvents()
        node.GetSegmentation().SetSegmentIndex(node.GetSegmentation().GetNthSegmentID(1), 0)
        self.assertFresh()
        self.assertEqual([region.name for region in self.logic.result.case.regions[-2:]],
                         ["vertebra T6", "vertebra T5"])

    def testSegments(self):
        labels = np.zeros((40, 40, 40), np.uint8)
        labels[15:20, 15:20, 5:10] = 1
        labelNode = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode")
        labelNode.CopyOrientation(self.volumes[0])
        slicer.util.updateVolumeFromArray(labelNode, labels)
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        slicer.vtkSlicerSegmentationsModuleLogic.ImportLabelmapToSegmentationNode(labelNode, node)
        (segmentId,) = node.GetSegmentation().GetSegmentIDs()
        segment = node.GetSegmentation().GetSegment(segmentId)

        def paint():
            image = segment.GetRepresentation("Binary labelmap")
            image.SetScalarComponentFromDouble(*image.GetExtent()[::2], 0, 0)
            image.Modified()

        self.check({
            "role": lambda: RegionSource(node, segmentId).setRole("muscle"),
            "paint": paint,
            "name": lambda: segment.SetName("psoas"),
            "transform": lambda: node.SetAndObserveTransformNodeID(addTransform(shift(1, 0, 0)).GetID()),
            "margin": lambda: RegionSource(node, segmentId).setErosion(1.0),
            "vertebra": lambda: segment.SetName("T5"),
            "role again": lambda: RegionSource(node, segmentId).setRole("cord"),
            "removed": lambda: node.GetSegmentation().RemoveSegment(segmentId),
        })

    def testCurves(self):
        corners = [(-14, -4, 0), (-6, -4, 0), (-6, 4, 0), (-14, 4, 0)]
        node = addCurve(slicer.mrmlScene, "outline", "other_lesion", corners,
                        3.0)
        self.check({
            "point": lambda: node.SetNthControlPointPosition(0, -16, -5, 0),
            "thickness": lambda: setSlabThickness(node, 6.0),
            "transform": lambda: node.SetAndObserveTransformNodeID(addTransform(shift(2, 0, 0)).GetID()),
            "moved": lambda: node.GetParentTransformNode().SetMatrixTransformToParent(
                slicer.util.vtkMatrixFromArray(shift(0, 3, 0))),
            "bent": lambda: node.SetAndObserveTransformNodeID(addBendingTransform().GetID()),
            "straight": lambda: node.SetAndObserveTransformNodeID(None),
            "name": lambda: node.SetName("renamed"),
            "point removed": lambda: node.RemoveNthControlPoint(1),
            "too few": lambda: node.RemoveNthControlPoint(1),
            "removed": lambda: slicer.mrmlScene.RemoveNode(node),
        })

    def testEnteredAndChosen(self):
        node = self.logic.getParameterNode()
        addRoi((10, -8, 0), (8, 8, 8), "muscle")
        self.check({
            "finding": lambda: self.logic.setFinding("margins", "well_defined"),
            "finding taken back": lambda: self.logic.setFinding("margins", ""),
            "setting": lambda: setattr(node, "setting", "uniform"),
            "reference": lambda: setattr(node, "reference", "muscle"),
            "values off": lambda: setattr(node, "showValues", False),
            "values on": lambda: setattr(node, "showValues", True),
            "box off": lambda: setattr(node, "showCaseBox", False),
            "box on": lambda: setattr(node, "showCaseBox", True),
        })

    def testBatchAndUndo(self):
        scene = slicer.mrmlScene

        def batch():
            scene.StartState(scene.BatchProcessState)
            self.lesion.SetCenter(-5, 0, 0)
            slicer.app.processEvents()
            scene.EndState(scene.BatchProcessState)

        def moveAndUndo():
            scene.SaveStateForUndo()
            self.lesion.SetCenter(9, 0, 0)
            slicer.app.processEvents()
            scene.Undo()

        self.lesion.SetUndoEnabled(True)
        scene.SetUndoOn()
        try:
            self.check({"batch": batch, "undo": moveAndUndo, "redo": scene.Redo})
        finally:
            scene.SetUndoOff()
            scene.ClearUndoStack()
            scene.ClearRedoStack()

    def testReload(self):
        tables = sorted(node.GetName() for node in slicer.util.getNodesByClass("vtkMRMLTableNode"))
        self.assertEqual(len(tables), 3)
        reopenScene()
        self.lesion, self.second = slicer.util.getNode("mass"), slicer.util.getNode("second")
        self.assertFresh()
        self.assertEqual(sorted(node.GetName() for node in slicer.util.getNodesByClass("vtkMRMLTableNode")), tables)
        self.lesion.SetCenter(-7, 0, 0)
        self.assertFresh()

    def testTablesThatTheUserTouches(self):
        node = self.logic.getParameterNode()

        def edit():
            node.ratioTable.SetLocked(False)
            node.ratioTable.GetTable().GetColumnByName("ratio").SetValue(0, 5.0)
            node.ratioTable.GetTable().Modified()
            self.logic.update()

        def addRow():
            node.ratioTable.AddEmptyRow()
            self.logic.update()

        self.check({
            "edited": edit,
            "row added": addRow,
            "column removed": lambda: (node.ratioTable.RemoveColumn(0), self.logic.update()),
            "emptied": lambda: (node.ratioTable.SetAndObserveTable(None), self.logic.update()),
            "removed": lambda: (slicer.mrmlScene.RemoveNode(node.measurementTable), self.logic.update()),
        })
        self.assertTrue(node.ratioTable.GetLocked())

    def check(self, changes):
        """Make changes one after the other and look at everything after each."""
        self.assertFresh()
        for name, change in changes.items():
            with self.subTest(name):
                change()
                self.assertFresh()


class RandomTest(LiveUpdateCase):
    """Many changes in any order."""

    def testAnyOrderOfChanges(self):
        chance = random.Random(_SEED)
        transform = addTransform(np.eye(4))
        rois = [self.lesion, self.second, self.marrow, addRoi((9, -7, 3), (8, 6, 7), "muscle")]

        def place():
            return [chance.uniform(-15, 15) for _axis in range(3)]

        changes = (
            lambda roi: roi.SetCenter(*place()),
            lambda roi: roi.SetSize(*(abs(size) + 2 for size in place())),
            lambda roi: RegionSource(roi).setShape(chance.choice(("Box", "Ellipsoid"))),
            lambda roi: RegionSource(roi).setRole(chance.choice(("epidural_lesion", "marrow", "muscle", ""))),
            lambda roi: roi.SetAndObserveTransformNodeID(chance.choice((None, transform.GetID()))),
            lambda roi: transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(shift(*place()))),
            lambda roi: roi.SetName(chance.choice("abc")),
            lambda roi: Volumes.setRole(chance.choice(self.volumes), chance.choice(("T1", "STIR", "CT", ""))),
        )
        for step in range(30):
            with self.subTest(step=step):
                for _number in range(chance.randint(1, 3)):
                    chance.choice(changes)(chance.choice(rois))
                self.assertFresh()


class EconomyTest(LiveUpdateCase):
    """What has not changed is neither made anew nor touched."""

    def testDragLeavesTheRestAlone(self):
        case, modified = self.logic.result.case, []
        table = self.logic.getParameterNode().measurementTable
        tags = [(node, node.AddObserver("ModifiedEvent", lambda caller, event: modified.append(caller.GetName())))
                for node in (table, self.second, self.marrow)]
        self.lesion.SetCenter(-9.5, 0, 0)
        slicer.app.processEvents()
        for node, tag in tags:
            node.RemoveObserver(tag)
        self.assertEqual(modified, [table.GetName()])
        after = {region.name: region for region in self.logic.result.case.regions}
        for region in case.regions:
            self.assertEqual(after[region.name] is region, region.name != "mass")
        for before, now in zip(case.series, self.logic.result.case.series):
            self.assertIs(now, before)

    def testPanelKeepsItsCells(self):
        table = self.widget.ui.ratioTable
        before = [table.item(row, column) for row in range(2) for column in range(2)]
        self.marrow.SetCenter(9, 0, 0)
        self.assertFresh()
        self.assertEqual([table.item(row, column) for row in range(2) for column in range(2)], before)

    def testReadoutStaysWhereTheUserHasScrolledIt(self):
        bar = self.widget.ui.readoutBrowser.verticalScrollBar()
        self.widget.ui.readoutBrowser.setFixedHeight(40)
        slicer.app.processEvents()
        bar.setValue(5)
        position = bar.value
        self.logic.update()
        self.assertEqual((position > 0, bar.value), (True, position))
