"""Several cases in one scene: each has its own series, regions, findings, choices and tables."""

import unittest

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addRoi, addVolume
from EMHAssistLib.Scene import Cases, Volumes
from EMHAssistLib.Scene.CaseMembers import members
from EMHAssistLib.Scene.Regions import RegionSource, regionSources


def hierarchyItem(node):
    """Return the subject hierarchy item of a node. Slicer makes one as it is added, its core alone does not."""
    hierarchy = slicer.mrmlScene.GetSubjectHierarchyNode()
    return hierarchy.GetItemByDataNode(node) or hierarchy.CreateItem(hierarchy.GetSceneItemID(), node)


class TwoCasesCase(ModuleCase):
    """The small case of ModuleCase, and a second one with a lesion of 300 and marrow of 100 on T1 alone."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.first = self.logic.activeCase()

    def loadSecond(self):
        self.second = self.logic.newCase()
        array = np.random.default_rng(6).normal(100, 2, (40, 40, 40))
        array[:, :, 20:] += 200
        ijkToRas = np.diag([-1.0, -1.0, 1.0, 1.0])
        ijkToRas[:3, 3] = 20, 20, -20
        self.secondVolume = addVolume(array.astype(np.float32), ijkToRas, "other", "T1")
        self.secondLesion = addRoi((-10, 0, 0), (10, 10, 10), "epidural_lesion", name="other mass")
        self.secondMarrow = addRoi((10, 0, 0), (10, 10, 10), "marrow", name="other body")
        slicer.app.processEvents()

    def names(self, table):
        """Return the names in the first column of a table of the panel, without what is said of them below."""
        texts = [table.item(row, 0).text() for row in range(table.rowCount)]
        return [text for text in texts if "\n" not in text]

    def choose(self, case):
        """Choose a case in the panel, as the user does."""
        box = self.widget.ui.caseBox
        index = box.findData(case.GetID())
        box.setCurrentIndex(index)
        box.activated.emit(index)
        slicer.app.processEvents()


class SeparationTest(TwoCasesCase):
    """Nothing of one case gets into the other."""

    def testEachCaseHasItsOwnSeriesRegionsAndValues(self):
        self.loadSecond()
        ui = self.widget.ui
        self.assertAlmostEqual(self.ratio().value, 3.0, delta=0.03)
        self.assertEqual(self.names(ui.seriesTable), ["other"])
        self.assertEqual(self.names(ui.regionTable), ["other mass", "other body"])
        self.choose(self.first)
        self.assertIs(self.logic.activeCase(), self.first)
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertEqual(self.names(ui.seriesTable), ["T1", "T2"])
        self.assertEqual(self.names(ui.regionTable), ["mass", "body"])

    def testEachCaseHasItsOwnFindingsAndChoices(self):
        self.logic.setFinding("margins", "well_defined")
        self.logic.getParameterNode().temper = 0.5
        self.logic.getParameterNode().setting = "uniform"
        self.loadSecond()
        self.assertEqual(self.logic.enteredFindings(), {})
        self.assertEqual(self.logic.getParameterNode().setting, "")
        self.logic.setFinding("margins", "ill_defined")
        self.choose(self.first)
        self.assertEqual(self.logic.enteredFindings(), {"margins": "well_defined"})
        self.assertEqual(self.logic.getParameterNode().temper, 0.5)
        self.choose(self.second)
        self.assertEqual(self.logic.enteredFindings(), {"margins": "ill_defined"})

    def testWidgetsWriteToTheCaseThatIsShownAlone(self):
        """Slicer's issue 8009: parameter nodes that were connected to the same widgets."""
        self.loadSecond()
        box = self.widget.ui.showValuesCheckBox
        for shown, other in ((self.first, self.second), (self.second, self.first)):
            self.choose(shown)
            before = {name: other.GetParameter(name) for name in other.GetParameterNames()}
            for checked in (not box.checked, box.checked):
                box.checked = checked
                slicer.app.processEvents()
                self.assertEqual(shown.GetParameter("showValues"), str(checked))
            self.assertEqual({name: other.GetParameter(name) for name in other.GetParameterNames()}, before)

    def testWrappedNodesAreIndependent(self):
        self.loadSecond()
        wrappers = []
        for case in (self.first, self.second):
            self.logic.activateCase(case)
            wrappers.append(self.logic.getParameterNode())
        wrappers[0].similarLow = 0.5
        self.assertNotEqual(wrappers[1].similarLow, 0.5)
        wrappers[1].similarLow = 0.6
        self.assertEqual(wrappers[0].similarLow, 0.5)

    def testEachCaseHasItsOwnTables(self):
        self.loadSecond()
        tables = [[case.GetNodeReference(name) for name in ("measurementTable", "ratioTable", "differentialTable")]
                  for case in (self.first, self.second)]
        self.assertEqual(len({node.GetID() for row in tables for node in row}), 6)
        self.assertEqual(len({node.GetName() for row in tables for node in row}), 6)
        self.assertAlmostEqual(tables[0][1].GetTable().GetColumnByName("ratio").GetValue(0), 1.2, delta=0.01)
        self.assertAlmostEqual(tables[1][1].GetTable().GetColumnByName("ratio").GetValue(0), 3.0, delta=0.03)

    def testValuesStandAtTheLesionsOfTheActiveCaseAlone(self):
        self.loadSecond()
        self.assertEqual(self.valueOn(self.lesion), "")
        self.assertIn("3.0", self.valueOn(self.secondLesion))
        self.choose(self.first)
        self.assertIn("1.20", self.valueOn(self.lesion))
        self.assertEqual(self.valueOn(self.secondLesion), "")

    def testCopiesStayInTheirCase(self):
        RegionSource(self.lesion).setLevel("T5")
        RegionSource(self.lesion).setShape("Box")
        slicer.app.processEvents()
        self.loadSecond()
        before = members(slicer.mrmlScene)
        slicer.modules.subjecthierarchy.logic().CloneSubjectHierarchyItem(
            slicer.mrmlScene.GetSubjectHierarchyNode(), hierarchyItem(self.lesion))
        (clone,) = [node for node in members(slicer.mrmlScene) if node not in before]
        copy = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "copy")
        copy.Copy(self.lesion)
        slicer.app.processEvents()
        for node in (clone, copy):
            source = RegionSource(node)
            self.assertEqual((source.role, source.shape, source.level), ("epidural_lesion", "Box", "T5"))
        self.assertEqual(len(self.logic.result.case.regions), 2)
        self.choose(self.first)
        self.assertEqual([Cases.caseOf(node) for node in (clone, copy)], [self.first, self.first])
        self.assertEqual(len(self.logic.result.case.regions), 4)

    def testCopyIsInNoOtherCaseEvenBeforeTheNextUpdate(self):
        self.loadSecond()
        copy = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "copy")
        copy.Copy(self.lesion)
        copy.SetNodeReferenceID(Cases.CASE_REFERENCE, None)  # as Slicer's clones are
        self.assertEqual(Cases.inActiveCase(slicer.mrmlScene, [copy, self.secondLesion]), [self.secondLesion])
        Cases.activate(slicer.mrmlScene, self.first)
        self.assertEqual(Cases.inActiveCase(slicer.mrmlScene, [copy, self.secondLesion]), [copy])

    def testCasesOfOneFileAreToldApart(self):
        self.loadSecond()
        second = self.logic.activeCase()
        for node in (second, self.secondLesion):
            node.SetAttribute("EMHAssist.CaseKey", Cases.key(self.first))
        self.logic.update()
        self.assertNotEqual(Cases.key(second), Cases.key(self.first))
        self.assertEqual(Cases.key(self.secondLesion), Cases.key(second))
        self.assertEqual(Cases.key(self.lesion), Cases.key(self.first))

    def testNameOfItsOwnWithSpacesAroundIsTheSame(self):
        self.logic.renameCase(self.first, f" {self.first.GetName()} ")
        self.assertEqual(self.first.GetName(), self.first.GetName().strip())

    def testCoilCorrectionAndReferencesStayInTheCase(self):
        self.loadSecond()
        self.assertEqual([series.source for one in self.logic.planBiasFieldCorrection() for series in one.series],
                         [self.secondVolume.GetID()])

    def testPausedCaseIsShownAllTheSame(self):
        self.logic.getParameterNode().autoUpdate = False
        self.loadSecond()
        self.choose(self.first)
        self.assertFalse(self.widget.ui.autoUpdateCheckBox.checked)
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)


class CaseBarTest(TwoCasesCase):
    """Adding, renaming, moving and removing, in the panel and by script."""

    def testOneCaseIsHardlySeen(self):
        ui = self.widget.ui
        self.assertFalse(ui.caseBox.isVisibleTo(self.widget.parent))
        self.assertFalse(ui.caseNoticeLabel.isVisibleTo(self.widget.parent))
        ui.newCaseButton.clicked.emit()
        slicer.app.processEvents()
        self.assertTrue(ui.caseBox.isVisibleTo(self.widget.parent))
        self.assertEqual(ui.caseBox.count, 2)
        self.assertEqual(ui.seriesTable.rowCount, 0)

    def testRenaming(self):
        self.loadSecond()
        box = self.widget.ui.caseBox
        self.assertEqual(box.currentText, "Case 2")
        box.setEditText("After transfusion")
        box.lineEdit().editingFinished.emit()
        self.assertEqual(self.second.GetName(), "After transfusion")
        self.assertEqual([box.itemText(index) for index in range(box.count)], ["Case 1", "After transfusion"])
        for name in ("", "  ", "Case 1"):
            with self.assertRaises(ValueError):
                self.logic.renameCase(self.second, name)
        self.assertEqual(box.currentText, "After transfusion")
        with self.assertRaises(ValueError):
            self.logic.newCase("Case 1")
        self.assertEqual(len(self.logic.cases()), 2)

    def testRemovedCaseLeavesItsNodesInNoCase(self):
        self.loadSecond()
        tables = [self.second.GetNodeReference(name).GetID() for name in ("measurementTable", "ratioTable")]
        self.logic.removeCase(self.second)
        slicer.app.processEvents()
        ui = self.widget.ui
        self.assertEqual(self.logic.cases(), [self.first])
        self.assertEqual([slicer.mrmlScene.GetNodeByID(table) for table in tables], [None, None])
        self.assertTrue(slicer.mrmlScene.IsNodePresent(self.secondLesion))
        self.assertEqual(self.names(ui.regionTable), ["mass", "body"])
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertIn("3 nodes", ui.caseNoticeLabel.text)
        self.assertTrue(ui.adoptOrphansButton.isVisibleTo(self.widget.parent))
        ui.adoptOrphansButton.clicked.emit()
        slicer.app.processEvents()
        self.assertEqual(self.names(ui.seriesTable), ["T1", "T2", "other"])
        self.assertFalse(ui.adoptOrphansButton.isVisibleTo(self.widget.parent))
        with self.assertRaises(ValueError):
            self.logic.removeCase(self.first)

    def testMoving(self):
        self.loadSecond()
        self.logic.moveToCase(self.secondLesion, self.first)
        self.assertEqual([region.name for region in self.logic.result.case.regions], ["other body"])
        self.choose(self.first)
        self.assertEqual(len(self.logic.result.case.regions), 3)
        for node, case in ((self.lesion, self.lesion), (self.first, self.second)):
            with self.assertRaises(ValueError):
                self.logic.moveToCase(node, case)

    def testCaseThatTheUserDeletesByHand(self):
        self.loadSecond()
        slicer.mrmlScene.RemoveNode(self.second)
        slicer.app.processEvents()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertEqual(self.names(self.widget.ui.regionTable), ["mass", "body"])
        self.assertIn("3 nodes", self.widget.ui.caseNoticeLabel.text)

    def testOnlyCaseThatTheUserDeletesByHand(self):
        self.logic.setFinding("margins", "well_defined")
        slicer.mrmlScene.RemoveNode(self.first)
        slicer.app.processEvents()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertEqual(len(self.logic.cases()), 1)
        self.assertEqual(self.logic.enteredFindings(), {})
        self.widget.ui.showValuesCheckBox.checked = False
        self.assertEqual(self.logic.activeCase().GetParameter("showValues"), "False")

    def testSeriesOfSeveralPatientsAreWarnedOf(self):
        hierarchy = slicer.mrmlScene.GetSubjectHierarchyNode()
        patients = []
        for node, name in zip(self.volumes, ("Anna Example", "Bert Example")):
            patient = hierarchy.CreateSubjectItem(hierarchy.GetSceneItemID(), name)
            study = hierarchy.CreateStudyItem(patient, "study")
            hierarchy.SetItemUID(patient, "DICOM", name)
            hierarchy.SetItemParent(hierarchyItem(node), study)
            patients.append(patient)
        self.widget.panel.caseBar.showNotices()  # shown a moment after the last change
        text = self.widget.ui.caseNoticeLabel.text
        self.assertIn("different patients", text)
        self.assertNotIn("Example", text)
        # The same patient, loaded twice.
        hierarchy.SetItemUID(patients[1], "DICOM", "Anna Example")
        self.widget.panel.caseBar.showNotices()
        self.assertEqual(self.widget.ui.caseNoticeLabel.text, "")

    def testNodesWithoutARoleAreInEveryCaseUntilTheyHaveOne(self):
        own = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "crop")
        slicer.app.processEvents()
        self.loadSecond()
        self.assertIsNone(Cases.caseOf(own))
        self.assertIn(RegionSource(own), regionSources(slicer.mrmlScene))
        self.choose(self.first)
        self.assertIn(RegionSource(own), regionSources(slicer.mrmlScene))
        RegionSource(own).setRole("muscle")
        slicer.app.processEvents()
        self.choose(self.second)
        self.assertIs(Cases.caseOf(own), self.first)
        self.assertNotIn(RegionSource(own), regionSources(slicer.mrmlScene))

    def testEveryNodeWithARoleIsInOneCase(self):
        self.loadSecond()
        for node in members(slicer.mrmlScene):
            isSecond = node in (self.secondVolume, self.secondLesion, self.secondMarrow)
            self.assertIs(Cases.caseOf(node), self.second if isSecond else self.first)
        self.assertEqual(Volumes.candidateVolumes(slicer.mrmlScene), [self.secondVolume])


if __name__ == "__main__":
    unittest.main()
