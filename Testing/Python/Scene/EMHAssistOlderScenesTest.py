"""Scenes that other versions of the module have written: older ones work, of newer ones nothing is destroyed."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistLib.Scene import Cases, Volumes
from EMHAssistLib.Scene.CaseMembers import members
from EMHAssistLib.Scene.Regions import RegionSource
from EMHAssistLib.Scene.SceneVersion import VERSION, VERSION_ATTRIBUTE, version

# What the parameter node held at four times before versions had a number, and what else there was on the nodes.
_FIRST = {"setting": "known_hemolysis", "reference": "", "similarLow": "0.9", "similarHigh": "1.1",
          "autoUpdate": "True", "showValues": "True", "showCaseBox": "True", "measurementTable": "", "ratioTable": "",
          "differentialTable": "", "Finding.margins": "well_defined"}
OLDER = {
    "first": (_FIRST, {}),
    "coil correction": ({**_FIRST, "nearestReference": "False"}, {"EMHAssist.CoilCorrected": ""}),
    "weighing": ({**_FIRST, "nearestReference": "True", "ironMarked": "False", "priorPercent": "20.0", "temper": "0.5",
                  "likelihoodRatioCap": "0.0"}, {}),
    "findings of a model of that time": ({**_FIRST, "Finding.color_of_eyes": "blue"}, {}),
}


def writeOldScene(parameters, attributes=(), tag="EMHAssist"):
    """Put a small case into the scene as it was before versions: nodes with attributes and a singleton."""
    scene = slicer.mrmlScene
    for case in Cases.cases(scene):
        scene.RemoveNode(case)
    array = np.random.default_rng(5).normal(100, 2, (40, 40, 40))
    array[:, :, 20:] += 20
    volume = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "sag t1")
    slicer.util.updateVolumeFromArray(volume, array.astype(np.float32))
    ijkToRas = np.diag([-1.0, -1.0, 1.0, 1.0])
    ijkToRas[:3, 3] = 20, 20, -20
    volume.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(ijkToRas))
    volume.SetAttribute("EMHAssist.SequenceRole", "T1")
    volume.SetAttribute("EMHAssist.SequenceRoleReason", "the name says so")
    for name, value in dict(attributes).items():
        volume.SetAttribute(name, value)
    for name, role, center in (("old mass", "epidural_lesion", -10), ("old body", "marrow", 10)):
        roi = scene.AddNewNodeByClass("vtkMRMLMarkupsROINode", name)
        roi.SetSize(10, 10, 10)
        roi.SetCenter(center, 0, 0)
        roi.SetAttribute("EMHAssist.RegionRole", role)
        roi.SetAttribute("EMHAssist.Shape", "Ellipsoid")
        roi.SetAttribute("EMHAssist.Level", "T5")
    node = slicer.vtkMRMLScriptedModuleNode()
    node.SetSingletonTag(tag)
    node.SetAttribute("ModuleName", "EMHAssist")
    node.SetName("EMHAssist")
    for name, value in parameters.items():
        node.SetParameter(name, value)
    table = scene.AddNewNodeByClass("vtkMRMLTableNode", "EMHAssist ratios")
    node = scene.AddNode(node)
    node.SetNodeReferenceID("ratioTable", table.GetID())
    return node


class ScenesCase(ModuleCase):
    """Writes scenes with the module closed, and opens them with the module open."""

    def setUp(self):
        super().setUp()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, parameters, attributes=(), change=lambda node: None):
        """Write an old scene, changed before it is saved, and return its path; leaves an empty scene."""
        path = str(Path(self.folder.name) / "old.mrb")
        slicer.mrmlScene.Clear()
        self.widget.onSceneStartClose(None, None)  # closes the module
        change(writeOldScene(parameters, attributes))
        self.assertTrue(slicer.util.saveScene(path))
        slicer.mrmlScene.Clear()
        for node in slicer.util.getNodesByClass("vtkMRMLScriptedModuleNode"):
            if node.GetSingletonTag() == "EMHAssist":
                slicer.mrmlScene.RemoveNode(node)
        self.widget.initializeParameterNode()
        slicer.app.processEvents()
        return path

    def notice(self):
        self.widget.panel.caseBar.showNotices()  # shown a moment after the last change
        return self.widget.ui.caseNoticeLabel.text


class OlderTest(ScenesCase):
    """Scenes without a number."""

    def testEachOfThemWorks(self):
        for title, (parameters, attributes) in OLDER.items():
            with self.subTest(title):
                path = self.write(parameters, attributes)
                slicer.util.loadScene(path)
                slicer.app.processEvents()
                (case,) = self.logic.cases()
                self.assertEqual((version(case), case.GetName(), case.GetSingletonTag()), (VERSION, "Case 1", None))
                self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
                self.assertEqual(self.logic.enteredFindings()["margins"], "well_defined")
                node = self.logic.getParameterNode()
                self.assertEqual(node.setting, "known_hemolysis")
                self.assertEqual(node.temper, float(parameters.get("temper", node.default("temper").value)))
                self.assertEqual([region.level.text() for region in self.logic.result.case.regions], ["T5", "T5"])
                self.assertEqual(self.notice(), "")
                self.assertIs(Cases.caseOf(slicer.util.getNode("old mass")), case)
                # The table that the scene brings is used, not another one made.
                self.assertEqual(len([node for node in slicer.util.getNodesByClass("vtkMRMLTableNode")
                                      if node.GetName().startswith("EMHAssist ratios")]), 1)

    def testAddedToACaseItIsAFurtherOne(self):
        path = self.write(_FIRST)
        self.loadCase()
        self.logic.setFinding("margins", "ill_defined")
        first = self.logic.activeCase()
        for count in (2, 3):
            slicer.util.loadScene(path, {"clear": False})
            slicer.app.processEvents()
            self.assertEqual([case.GetName() for case in self.logic.cases()],
                             [f"Case {number}" for number in range(1, count + 1)])
            self.assertEqual([region.name for region in self.logic.result.case.regions], ["old mass", "old body"])
            self.assertEqual(self.logic.enteredFindings(), {"margins": "well_defined"})
        self.logic.activateCase(first)
        self.assertEqual(self.logic.enteredFindings(), {"margins": "ill_defined"})
        self.assertEqual([region.name for region in self.logic.result.case.regions], ["mass", "body"])
        self.assertEqual([node for node in members(slicer.mrmlScene) if Cases.caseOf(node) is None], [])

    def testScriptThatSetsAttributesAlone(self):
        self.loadCase()
        roi = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "scripted")
        roi.SetSize(8, 8, 8)
        roi.SetCenter(10, -8, 0)
        roi.SetAttribute("EMHAssist.RegionRole", "muscle")
        slicer.app.processEvents()
        self.assertEqual(self.logic.result.references, ("marrow", "muscle"))


class FormerAnswersTest(ScenesCase):
    """Answers that meant more in version 1 than they do now."""

    FORMER = {**_FIRST, "setting": "known_hemolysis", "Finding.age": "older", "Finding.cancer_history": "present",
              "Finding.level": "elsewhere", "Finding.cord_compression": "present"}

    def load(self, parameters):
        path = self.write(parameters, {}, lambda node: node.SetAttribute(VERSION_ATTRIBUTE, "1"))
        slicer.util.loadScene(path)
        slicer.app.processEvents()

    def testTheyAreKeptAndSaidUntilGivenAgain(self):
        self.load(self.FORMER)
        self.assertEqual(self.logic.enteredFindings(), {
            "age": "older", "cancer_history": "present", "cord_compression": "present", "level": "elsewhere",
            "margins": "well_defined"})
        for text in ("now 45 to 64 years", "now solid cancer", "not sacral"):
            self.assertIn(text, self.notice())
        again = str(Path(self.folder.name) / "again.mrb")
        self.assertTrue(slicer.util.saveScene(again))
        slicer.mrmlScene.Clear()
        slicer.util.loadScene(again)
        slicer.app.processEvents()
        self.assertIn("now 45 to 64 years", self.notice())
        self.logic.setFinding("age", "elderly")
        self.logic.setFinding("age", "older")
        self.logic.setFinding("level", "sacral")
        self.assertNotIn("age", self.notice())
        self.assertNotIn("level", self.notice())
        self.logic.setFinding("cancer_history", "blood")
        self.assertEqual(self.notice(), "")

    def testSetting(self):
        self.load({**_FIRST, "setting": "known_cancer"})
        self.assertIn("now known solid cancer", self.notice())
        self.logic.setConditions(["known_cancer"])
        self.assertEqual(self.notice(), "")

    def testCasesOfThisVersionAreNotAskedAbout(self):
        self.loadCase()
        self.logic.setFinding("age", "older")
        self.logic.setConditions(["known_cancer"])
        self.logic.update()
        self.assertEqual(self.notice(), "")


class NewerTest(ScenesCase):
    """Scenes of a version that is to come."""

    def testItSaysSoAndDestroysNothing(self):
        def change(node):
            node.SetAttribute(VERSION_ATTRIBUTE, str(VERSION + 1))
            node.SetSingletonTag(None)
            node.SetParameter("viewOfTheFuture", "hologram")
            slicer.util.getNode("sag t1").SetAttribute("EMHAssist.SequenceRole", "quantum")
            slicer.util.getNode("old mass").SetAttribute("EMHAssist.Shape", "Torus")
            slicer.util.getNode("old body").SetAttribute("EMHAssist.RegionRole", "liver")
            slicer.util.getNode("old body").SetAttribute("EMHAssist.Mood", "good")

        path = self.write({**_FIRST, "temper": "cold", "setting": "mars"}, {}, change)
        slicer.util.loadScene(path)
        slicer.app.processEvents()
        notice = self.notice()
        self.assertIn("newer version", notice)
        self.assertIn("viewOfTheFuture", notice)
        self.assertIn("'cold' is not a valid value of temper", notice)
        (case,) = self.logic.cases()
        again = str(Path(self.folder.name) / "again.mrb")
        self.assertTrue(slicer.util.saveScene(again))
        slicer.mrmlScene.Clear()
        slicer.util.loadScene(again)
        slicer.app.processEvents()
        (case,) = self.logic.cases()
        self.assertEqual(case.GetAttribute(VERSION_ATTRIBUTE), str(VERSION + 1))
        self.assertEqual(case.GetParameter("viewOfTheFuture"), "hologram")
        self.assertEqual(case.GetParameter("setting"), "mars")
        self.assertEqual(slicer.util.getNode("sag t1").GetAttribute("EMHAssist.SequenceRole"), "quantum")
        self.assertEqual(slicer.util.getNode("old mass").GetAttribute("EMHAssist.Shape"), "Torus")
        self.assertEqual(slicer.util.getNode("old body").GetAttribute("EMHAssist.RegionRole"), "liver")
        self.assertEqual(slicer.util.getNode("old body").GetAttribute("EMHAssist.Mood"), "good")
        self.assertIn("cold", self.notice())

    def testWhatIsUnderstoodWorks(self):
        def change(node):
            node.SetAttribute(VERSION_ATTRIBUTE, str(VERSION + 1))
            node.SetSingletonTag(None)

        slicer.util.loadScene(self.write(_FIRST, {}, change))
        slicer.app.processEvents()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertIn("newer version", self.notice())

    def testVersionThatIsNoNumber(self):
        slicer.util.loadScene(self.write(_FIRST, {}, lambda node: node.SetAttribute(VERSION_ATTRIBUTE, "two")))
        slicer.app.processEvents()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertIn("newer version", self.notice())

    def testUnknownShapeIsSaid(self):
        self.loadCase()
        self.lesion.SetAttribute("EMHAssist.Shape", "Torus")
        slicer.app.processEvents()
        self.assertIn("Unknown shape 'Torus'", " ".join(self.logic.result.warnings))
        self.assertEqual(RegionSource(self.lesion).shape, "Torus")
        self.assertEqual(Volumes.role(self.volumes[0]), "T1")


if __name__ == "__main__":
    unittest.main()
