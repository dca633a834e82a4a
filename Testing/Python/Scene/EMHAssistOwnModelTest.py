"""A model of the user's own: kept in the scene, shown in the panel, and never silently replaced."""

import json
import tempfile
import unittest
from pathlib import Path

import qt
import slicer

from EMHAssistCases.LikelihoodCase import keepFeatures
from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.Paths import ROOT
from EMHAssistLib.Likelihood import ModelError, defaultModelPath, loadModel, modelText
from EMHAssistLib.Scene.OwnModel import MODEL_REFERENCE


class OwnModelTest(ModuleCase):
    """The module with a model that has another name, a feature less and other patients."""

    def setUp(self):
        super().setUp()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        data = json.loads(Path(defaultModelPath()).read_text(encoding="utf-8"))
        data.update(name="Own model", version="7.5")
        self.dropped = "margins"
        keepFeatures(data, {feature["id"] for feature in data["features"]} - {self.dropped})
        self.path = Path(self.folder.name) / "own.json"
        self.path.write_text(json.dumps(data), encoding="utf-8")

    def textNode(self):
        return self.logic.getParameterNode().parameterNode.GetNodeReference(MODEL_REFERENCE)

    def textNodes(self):
        return slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLTextNode")

    def asked(self):
        """Return the questions of the form."""
        layout = self.widget.ui.findingsForm.layout()
        self.assertEqual(layout.count(), 1)
        return [box.accessibleName for box in layout.itemAt(0).widget().findChildren(qt.QComboBox)]

    def testAnswerComesFromTheOwnModel(self):
        self.loadCase()
        self.logic.setFinding(self.dropped, "well_defined")
        self.assertIn(self.dropped, self.logic.update().findings)
        title = self.logic.model.feature(self.dropped).title
        self.logic.useModel(self.path)
        slicer.app.processEvents()
        self.assertEqual(modelText(self.logic.model), modelText(loadModel(self.path)))
        self.assertNotIn(self.dropped, self.logic.result.findings)
        self.assertIsNotNone(self.logic.result.differential)
        self.assertTrue(any(self.dropped in warning for warning in self.logic.result.warnings))
        self.assertIn("Own model 7.5", self.widget.ui.modelLabel.text)
        self.assertTrue(self.widget.ui.builtInModelButton.isEnabled())
        with tempfile.TemporaryDirectory() as folder:
            self.logic.exportResult(folder)
            readout = json.loads((Path(folder) / "readout.json").read_text(encoding="utf-8"))
        self.assertEqual((readout["model"]["name"], readout["model"]["version"]), ("Own model", "7.5"))
        slicer.app.processEvents()
        self.assertFalse([question for question in self.asked() if question == title])
        self.logic.useBuiltInModel()
        slicer.app.processEvents()
        self.assertEqual(self.logic.model.version, loadModel().version)
        self.assertIn(self.dropped, self.logic.result.findings)
        self.assertIn("built-in", self.widget.ui.modelLabel.text)
        self.assertTrue([question for question in self.asked() if question == title])
        self.assertEqual(self.textNodes(), 0)

    def testSurvivesSaveAndReload(self):
        self.loadCase()
        self.logic.useModel(self.path)
        probability = self.logic.update().differential.target.probability
        path = str(Path(self.folder.name) / "case.mrb")
        self.assertTrue(slicer.util.saveScene(path))
        # The scene needs the file no more.
        self.path.unlink()
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertEqual(self.logic.model.version, loadModel().version)
        slicer.util.loadScene(path)
        slicer.app.processEvents()
        self.assertEqual((self.logic.model.name, self.logic.modelProblem()), ("Own model", ""))
        self.assertEqual(self.logic.update().differential.target.probability, probability)

    def testUnusableFileChangesNothing(self):
        self.logic.useModel(self.path)
        bad = Path(self.folder.name) / "bad.json"
        for content in ("", "{}", "not JSON", "[1, 2]"):
            bad.write_text(content, encoding="utf-8")
            with self.assertRaises(ModelError):
                self.logic.useModel(bad)
        with self.assertRaises(ModelError):
            self.logic.useModel(Path(self.folder.name) / "missing.json")
        self.assertEqual(self.logic.model.name, "Own model")
        self.assertEqual(self.textNodes(), 1)

    def checkNoAnswer(self, word):
        result = self.logic.update()
        self.assertIsNone(result.differential)
        self.assertTrue(result.comparisons[0].comparison.measurable)
        self.assertIn(word, result.warnings[0])
        self.assertNotIn("\n", result.warnings[0])
        self.assertIn(word, self.widget.ui.modelLabel.text)
        with self.assertRaisesRegex(ValueError, word), tempfile.TemporaryDirectory() as folder:
            self.logic.exportResult(folder)

    def testDamagedModelGivesNoAnswerAndSaysWhy(self):
        self.loadCase()
        self.logic.useModel(self.path)
        slicer.app.processEvents()
        self.textNode().SetText(self.textNode().GetText().replace('"levels"', '"levers"'))
        self.checkNoAnswer("damaged")
        self.textNode().SetText("")
        self.checkNoAnswer("no longer in the scene")
        self.logic.useBuiltInModel()
        self.assertIsNotNone(self.logic.update().differential)

    def testRemovedModelGivesNoAnswerAndSaysWhy(self):
        self.loadCase()
        self.logic.useModel(self.path)
        slicer.app.processEvents()
        slicer.mrmlScene.RemoveNode(self.textNode())
        self.checkNoAnswer("no longer in the scene")
        self.logic.useModel(self.path)
        self.assertIsNotNone(self.logic.update().differential)

    def testSettingThatTheOtherModelLacks(self):
        data = json.loads(self.path.read_text(encoding="utf-8"))
        last = data["conditions"].pop()["id"]
        self.path.write_text(json.dumps(data), encoding="utf-8")
        self.loadCase()
        self.logic.getParameterNode().setting = last
        self.assertIsNotNone(self.logic.update().differential)
        self.logic.useModel(self.path)
        self.assertIsNone(self.logic.update().differential)

    def testTwoCasesEachWithItsOwnModel(self):
        self.logic.useModel(self.path)
        other = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScriptedModuleNode", "other case")
        other.SetNodeReferenceID(MODEL_REFERENCE, self.textNode().GetID())
        self.logic.useBuiltInModel()
        # The other case still refers to it.
        self.assertEqual(self.textNodes(), 1)

    def testModelOfSchemaVersion2IsUpgradedAndThatIsSaid(self):
        """As long as it is used, also after the scene was saved and loaded: it is kept as it was written."""
        self.loadCase()
        self.logic.useModel(ROOT / "Testing" / "Python" / "Data" / "EMHAssistModelSchema2.json")
        self.logic.setClinicalSetting("known_hemolysis")
        probability = self.logic.update().differential.target.probability
        slicer.app.processEvents()
        self.assertEqual(json.loads(self.textNode().GetText())["schema_version"], 2)
        self.assertIn("Written for schema version 2 and upgraded", self.widget.ui.modelLabel.text)
        path = str(Path(self.folder.name) / "case.mrb")
        self.assertTrue(slicer.util.saveScene(path))
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertNotIn("upgraded", self.widget.ui.modelLabel.text)
        slicer.util.loadScene(path)
        slicer.app.processEvents()
        self.assertEqual(self.logic.update().differential.target.probability, probability)
        self.assertEqual(self.logic.modelProblem(), "")
        self.assertIn("Written for schema version 2 and upgraded", self.widget.ui.modelLabel.text)

    def testPanelShowsWhatIsWrongWithAFile(self):
        self.path.write_text("nonsense", encoding="utf-8")
        self.widget.panel.sections["ModelSection"].useModel(self.path)
        self.assertIn("Not used: ", self.widget.ui.modelLabel.text)
        self.assertIn("not valid JSON", self.widget.ui.modelLabel.text)


if __name__ == "__main__":
    unittest.main()
