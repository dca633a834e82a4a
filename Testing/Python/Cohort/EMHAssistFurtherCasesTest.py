"""The shipped model on published cases that were coded after its first tables were written, see Evaluation.md.

What it must not do to a patient, and the figures that the documents give. The bounds are no aims: they are what a
reader was promised.
"""

import unittest
from pathlib import Path

import slicer

from EMHAssistLib.Cohort import evaluateFile
from EMHAssistLib.Likelihood import evaluate, loadModel
from EMHAssistLib.Report.EvaluationFigures import shortTable

FILE = Path(__file__).parents[1] / "Data" / "FurtherCases.csv"
DOCUMENTS = Path(slicer.modules.emhassist.path).parent / "Resources" / "Docs"


class FurtherCasesTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.model = loadModel()
        cls.evaluation = evaluateFile(FILE, cls.model)

    def measure(self, name, condition="all"):
        return self.evaluation.performances["all"][condition].measures[name].value

    def testHardlyAnyConfidentError(self):
        self.assertEqual(len(self.evaluation.cases), 123)
        self.assertLessEqual(self.measure("confident_errors"), 0.01)

    def testHardlyAnyHematopoiesisIsCalledUnlikely(self):
        """With the setting that follows from the host, as a user would have it."""
        emh = self.evaluation.bySetting["from_host"]["emh"]
        self.assertLessEqual(emh.verdicts["unlikely"], 0.05 * emh.n)

    def testImagesAloneTellHematopoiesisFromMimics(self):
        self.assertGreater(self.measure("auc", "imaging_only"), 0.86)

    def testNeurofibromatosisIsNoHematopoiesis(self):
        patients = [case for case in self.evaluation.cases if "neurofibromatosis" in case.findings
                    and case.findings["neurofibromatosis"].answer == "present"]
        self.assertEqual(len(patients), 5)
        for case in patients:
            for setting in ("uniform", ""):
                leading = evaluate(self.model, case.findings, setting).classes[0]
                self.assertEqual(leading.id, "nerve_sheath", f"{case.caseId} {setting}")

    def testFiguresInTheDocumentsAreOfThisModel(self):
        for name in ("Evaluation.md", "ModelCard.md"):
            _before, rest = (DOCUMENTS / name).read_text(encoding="utf-8").split("<!-- further begin -->\n")
            self.assertEqual(rest.split("<!-- further end -->")[0].strip(), shortTable(self.evaluation),
                             f"{name} is out of date; run Testing/UpdateEvaluation.py")


if __name__ == "__main__":
    unittest.main()
