"""Regions from what is in the scene already: by logic, by drop-down list and by drag and drop."""

import unittest

import numpy as np
import qt
import slicer
import vtk

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SegmentationCase import addSegmentation, sources, spineLabels
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.RegionCandidates import namedTissue, sourcesOfUrls
from EMHAssistLib.Scene.Regions import RegionSource


class FromSceneCase(ModuleCase):
    """A segmentation of a spine, a curve and a ROI node, all of them without a role."""

    def setUp(self):
        super().setUp()
        labels, ijkToRas = spineLabels()
        self.segmentation = addSegmentation(labels, ijkToRas, ["T5 vertebra", "T6 vertebra", "T7 vertebra",
                                                               "T8 vertebra", "spinal cord", "thing"], "spine")
        self.roi = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "box & <b>")
        self.roi.CreateDefaultDisplayNodes()
        self.curve = addCurve(slicer.mrmlScene, "ring", "marrow", [(0, 0, 0), (9, 0, 0), (9, 9, 0), (0, 9, 0)], 4)
        RegionSource(self.curve).setRole("")
        slicer.app.processEvents()

    def roles(self):
        return {source.name: source.role for source in (RegionSource(self.roi), RegionSource(self.curve),
                                                        *sources(self.segmentation).values())}


class LogicTest(FromSceneCase):
    """The logic call."""

    def testNodesAndSegmentsOfAllKinds(self):
        cord = sources(self.segmentation)["spinal cord"]
        used = self.logic.useAsRegions([self.roi, self.curve, cord], "muscle", margin=1.0)
        self.assertEqual([source.name for source in used], ["box & <b>", "ring", "spinal cord"])
        self.assertEqual({name for name, role in self.roles().items() if role == "muscle"},
                         {"box & <b>", "ring", "spinal cord"})
        self.assertEqual([source.erosion for source in used], [0, 0, 1])

    def testNameTellsRoleAndLevel(self):
        vertebra = sources(self.segmentation)["T6 vertebra"]
        self.logic.useAsRegions([vertebra], margin=1.0)
        self.assertEqual((vertebra.role, vertebra.level), ("marrow", "T6"))
        # A whole vertebra: twice the margin.
        self.assertEqual(vertebra.erosion, 2.0)

    def testLesionsAreMeasuredWhole(self):
        thing = sources(self.segmentation)["thing"]
        self.logic.useAsRegions([thing], "epidural_lesion", margin=2.0)
        self.assertEqual((thing.role, thing.erosion), ("epidural_lesion", 0))

    def testAllOrNone(self):
        empty = self.segmentation.GetSegmentation().AddEmptySegment("", "empty")
        for call in (lambda: self.logic.useAsRegions([self.segmentation]),
                     lambda: self.logic.useAsRegions([self.segmentation], "marrow"),
                     lambda: self.logic.useAsRegions([self.roi], "tumor"),
                     lambda: self.logic.useAsRegions([self.roi], "marrow", margin=-1),
                     lambda: self.logic.useAsRegions([self.roi]),
                     lambda: self.logic.useAsRegions([slicer.mrmlScene.GetNthNode(0)], "marrow"),
                     lambda: self.logic.useAsRegions([], "marrow")):
            with self.assertRaises(ValueError):
                call()
            self.assertEqual(set(self.roles().values()), {""})
        self.assertEqual(RegionSource(self.segmentation, empty).role, "")

    def testUnusedAreThoseWithoutARole(self):
        self.assertEqual(len(self.logic.unusedRegions()), 8)
        self.logic.useAsRegions([self.roi], "marrow")
        self.assertNotIn(RegionSource(self.roi), self.logic.unusedRegions())

    def testNameAloneTellsALevelOnlyAmongVertebrae(self):
        self.assertEqual(namedTissue(sources(self.segmentation)["T7 vertebra"]).level, "T7")
        self.assertIsNone(namedTissue(sources(self.segmentation)["thing"]))
        self.assertIsNone(namedTissue(RegionSource(self.roi)))


class PanelTest(FromSceneCase):
    """The drop-down list, and drops onto the table."""

    def choose(self, box, text):
        index = next(index for index in range(box.count) if box.itemText(index).startswith(text))
        box.setCurrentIndex(index)
        box.activated.emit(index)

    def urlOf(self, node):
        return f"mrml://scene/subjecthierarchy/item?id={self.itemOf(node)}"

    def itemOf(self, node):
        """Return the item of a node; Slicer adds it itself, where its subject hierarchy has its plugins."""
        hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(slicer.mrmlScene)
        return hierarchy.GetItemByDataNode(node) or hierarchy.CreateItem(hierarchy.GetSceneItemID(), node)

    def drop(self, *urls):
        """Drop what a tree of the subject hierarchy drags; return whether it was taken."""
        data = qt.QMimeData()
        data.setUrls([qt.QUrl(url) for url in urls])
        viewport = self.widget.ui.regionTable.viewport()
        enter = qt.QDragEnterEvent(qt.QPoint(5, 5), qt.Qt.MoveAction, data, qt.Qt.LeftButton, qt.Qt.NoModifier)
        enter.ignore()
        qt.QApplication.sendEvent(viewport, enter)
        event = qt.QDropEvent(qt.QPointF(5, 5), qt.Qt.MoveAction, data, qt.Qt.LeftButton, qt.Qt.NoModifier)
        if enter.isAccepted():
            qt.QApplication.sendEvent(viewport, event)
            # The tree must not take away what it takes for moved.
            self.assertFalse(event.isAccepted())
        slicer.app.processEvents()
        return enter.isAccepted()

    def testDropDownOffersWhatHasNoRole(self):
        box = self.widget.ui.sceneRegionBox
        self.assertEqual([box.itemText(index) for index in range(box.count)],
                         ["box & <b>", "ring", "T5 vertebra (spine)", "T6 vertebra (spine)", "T7 vertebra (spine)",
                          "T8 vertebra (spine)", "spinal cord (spine)", "thing (spine)"])
        self.choose(box, "spinal cord")
        roles = self.widget.ui.sceneRoleBox
        self.assertEqual(roles.itemData(roles.currentIndex), "cord")
        self.widget.ui.addRegionButton.click()
        slicer.app.processEvents()
        self.assertEqual(self.roles()["spinal cord"], "cord")
        self.assertEqual(box.count, 7)
        self.assertEqual(self.widget.ui.addRegionLabel.text, "Added: spinal cord.")

    def testWhatCannotBeAddedIsSaidInThePanel(self):
        self.choose(self.widget.ui.sceneRegionBox, "box")
        self.widget.ui.addRegionButton.click()
        self.assertIn("Choose a role", self.widget.ui.addRegionLabel.text)
        self.choose(self.widget.ui.sceneRoleBox, "Fat")
        self.widget.ui.addRegionButton.click()
        self.assertEqual(self.roles()["box & <b>"], "fat")

    def testEmptySceneOffersNothing(self):
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertFalse(self.widget.ui.addRegionButton.isEnabled())
        self.assertEqual(self.widget.ui.sceneRegionBox.count, 0)

    def testDroppedNodes(self):
        self.choose(self.widget.ui.sceneRoleBox, "Disc")
        self.assertTrue(self.drop(self.urlOf(self.roi), self.urlOf(self.curve)))
        self.assertEqual((self.roles()["box & <b>"], self.roles()["ring"]), ("disc", "disc"))

    def testDroppedSegmentAndFolder(self):
        hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(slicer.mrmlScene)
        folder = hierarchy.CreateFolderItem(hierarchy.GetSceneItemID(), "folder")
        hierarchy.SetItemParent(self.itemOf(self.roi), folder)
        url = "mrml://scene/subjecthierarchy/item?id="
        self.assertEqual(sourcesOfUrls(slicer.mrmlScene, [f"{url}{folder}"]), [RegionSource(self.roi)])
        cord = sources(self.segmentation)["spinal cord"]
        parent = self.itemOf(self.segmentation)
        items = self.itemsBelow(hierarchy, parent) or [hierarchy.CreateHierarchyItem(parent, "cord", "Segments")]
        attribute = slicer.vtkMRMLSegmentationNode.GetSegmentIDAttributeName()
        if not hierarchy.GetItemAttribute(items[0], attribute):
            hierarchy.SetItemAttribute(items[0], attribute, cord.segmentId)
        item = next(item for item in items if hierarchy.GetItemAttribute(item, attribute) == cord.segmentId)
        # What is suggested for the first entry of the list, marrow, is not meant.
        self.choose(self.widget.ui.sceneRegionBox, "T5 vertebra")
        self.assertTrue(self.drop(f"{url}{item}"))
        self.assertEqual(self.roles()["spinal cord"], "cord")

    def itemsBelow(self, hierarchy, parent):
        children = vtk.vtkIdList()
        hierarchy.GetItemChildren(parent, children)
        return [children.GetId(number) for number in range(children.GetNumberOfIds())]

    def testOtherDropsAreLeftAlone(self):
        # A file is for the application around the table.
        data = qt.QMimeData()
        data.setUrls([qt.QUrl("file:///tmp/scan.nrrd")])
        event = qt.QDragEnterEvent(qt.QPoint(5, 5), qt.Qt.CopyAction, data, qt.Qt.LeftButton, qt.Qt.NoModifier)
        dropFilter = self.widget.panel.sections["RegionsSection"].fromScene.dropFilter
        self.assertFalse(dropFilter.eventFilter(self.widget.ui.regionTable.viewport(), event))
        volume = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "scan")
        slicer.util.updateVolumeFromArray(volume, np.zeros((3, 3, 3)))
        self.assertTrue(self.drop(self.urlOf(volume)))
        self.assertIn("Nothing was chosen", self.widget.ui.addRegionLabel.text)
        self.assertEqual(set(self.roles().values()), {""})


if __name__ == "__main__":
    unittest.main()
