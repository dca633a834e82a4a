"""Prior, cap and temper that the user sets: in the panel, in a script, in the saved scene and on the command line."""

import json
import logging
import math
import tempfile
import unittest
from pathlib import Path

import slicer

from EMHAssistCases.CommandCase import MeasureCase
from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.Packages import needNibabel

setUpModule = needNibabel

FINDINGS = {"margins": "well_defined", "enhancement": "rim", "internal_fat": "absent"}


class PanelTest(ModuleCase):
    """What the user sets in the panel or in a script."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        for feature, level in FINDINGS.items():
            self.logic.setFinding(feature, level)
        slicer.app.processEvents()

    def testNothingSetIsWhatSettingAndModelSay(self):
        ui = self.widget.ui
        prior = self.logic.model.basePriors[0].priors[self.logic.model.target]
        self.assertEqual([ui.priorPercentBox.text, ui.likelihoodRatioCapBox.text],
                         [f"{100 * prior:g} % (setting)", "as in the model"])
        self.assertAlmostEqual(self.logic.result.differential.priorDecibans, 10 * math.log10(prior / (1 - prior)))
        self.assertNotIn("Set by the user", ui.readoutBrowser.toPlainText())

    def testPriorSetInThePanel(self):
        self.widget.ui.priorPercentBox.value = 25
        slicer.app.processEvents()
        self.assertAlmostEqual(self.logic.result.differential.priorDecibans, 10 * math.log10(0.25 / 0.75))
        self.assertIn("prior of the target 25 %", self.widget.ui.readoutBrowser.toPlainText())
        self.widget.ui.priorPercentBox.value = 0
        slicer.app.processEvents()
        self.assertNotIn("Set by the user", self.widget.ui.readoutBrowser.toPlainText())

    def testCapOfOneAndNoTemperLeaveThePrior(self):
        for name, value in (("likelihoodRatioCap", 1.0), ("temper", 0.0)):
            with self.subTest(name):
                node = self.logic.getParameterNode()
                before = getattr(node, name)
                setattr(node, name, value)
                differential = self.logic.update().differential
                self.assertAlmostEqual(differential.totalDecibans, differential.priorDecibans, places=6)
                setattr(node, name, before)

    def testBadValuesAreRefused(self):
        node = self.logic.getParameterNode()
        for name, value in (("priorPercent", -1.0), ("priorPercent", 100.0), ("temper", 2.5),
                            ("likelihoodRatioCap", -3.0), ("likelihoodRatioCap", math.nan)):
            with self.subTest(name, value=value), self.assertRaises(ValueError):
                setattr(node, name, value)
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)
        node.likelihoodRatioCap = 0.5
        self.assertIsNone(self.logic.update())
        self.assertIn("cap of the likelihood ratio must be from 1", self.logic.problem)
        node.likelihoodRatioCap = 0.0
        self.assertIsNotNone(self.logic.update())

    def testItIsSavedWithTheScene(self):
        node = self.logic.getParameterNode()
        node.priorPercent, node.likelihoodRatioCap, node.temper = 12.5, 5.0, 0.5
        expected = self.logic.update().differential
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "case.mrb")
            self.assertTrue(slicer.util.saveScene(path))
            slicer.mrmlScene.Clear()
            self.assertIsNone(self.logic.assumptions().prior)
            slicer.util.loadScene(path)
            assumptions = self.logic.assumptions()
            self.assertEqual((assumptions.prior, assumptions.cap, assumptions.temper), (0.125, 5.0, 0.5))
            self.assertEqual(self.logic.update().differential.target, expected.target)

    def testExportSaysWhatWasUsed(self):
        self.logic.getParameterNode().priorPercent = 50
        self.logic.update()
        with tempfile.TemporaryDirectory() as folder:
            self.logic.exportResult(folder)
            content = json.loads((Path(folder) / "readout.json").read_text(encoding="utf-8"))
        self.assertEqual(content["weighing"]["prior"], 0.5)
        self.assertEqual(content["weighing"]["cap"], self.logic.model.parameters.likelihoodRatioCap)
        self.assertEqual(content["prior_decibans"], 0)
        self.assertIn("prior of the target 50 %", content["weighing"]["set_by_user"])
        total = content["prior_decibans"] + sum(entry["decibans"] for entry in content["contributions"])
        self.assertAlmostEqual(total, content["total_decibans"], places=6)


class CommandLineTest(MeasureCase):
    """The same on the command line."""

    def testOptions(self):
        self.writeCase()
        output = self.measure(*self.arguments, "--finding", "margins=well_defined", "--prior", 0.5, "--cap", 3,
                              "--temper", 0.5)
        readout = self.readout()
        self.assertEqual([readout["weighing"][name] for name in ("prior", "cap", "temper")], [0.5, 3, 0.5])
        self.assertEqual(readout["prior_decibans"], 0)
        self.assertIn("Set by the user: prior of the target 50 %, cap 3, temper 0.5", output)
        # Beside each number that says how likely something is.
        self.assertRegex(output, "EMH[^\\n]* - research use only\\n")
        self.assertEqual({row["note"] for row in self.rows("differential.csv")}, {"research use only"})
        self.assertAlmostEqual(sum(float(row["probability"]) for row in self.rows("differential.csv")), 1, places=6)

    def testBadValuesAreRefusedBeforeImagesAreRead(self):
        for option, value, message in (("--prior", 1.5, "prior probability must be from"),
                                       ("--prior", 0, "prior probability must be from"),
                                       ("--prior", "nan", "prior probability must be from"),
                                       ("--cap", 0.5, "cap of the likelihood ratio must be from 1"),
                                       ("--temper", -1, "temper must be from 0 to 2"), ("--temper", "x", "--temper")):
            with self.subTest(option, value=value):
                status, output, errors = self.run_("measure", "--t1", "missing.nii", "--epidural-lesion",
                                                   "missing.nrrd:1", option, value, "--out", self.out)
                self.assertEqual((status, output), (2, ""))
                self.assertIn(message, errors)


if __name__ == "__main__":
    unittest.main()
