"""The model judged on proven cases: by hand on a made-up table, and what must hold on the published cases."""

import csv
import hashlib
import json
import math
import re
import subprocess
import sys
import tempfile
import unittest
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import numpy as np

import EMHAssistLib
from EMHAssistCases.CommandCase import CommandCase
from EMHAssistCases.Paths import VIGNETTES, needs, pythonProgram
from EMHAssistLib.Cohort import (
    BLIND_CONDITIONS,
    CONDITIONS,
    DEFAULT_SETTING,
    EQUAL_PRIORS,
    FROM_HOST,
    MEASURES,
    SUBSETS,
    evaluateFile,
    performanceOf,
    resultsByClass,
)
from EMHAssistLib.Likelihood import Verdict, defaultModelPath, evaluate, loadModel
from EMHAssistLib.Report.DifferentialText import percent
from EMHAssistLib.Report.EvaluationFigures import figuresText
from EMHAssistLib.Report.EvaluationFiles import evaluationContents
from EMHAssistLib.Report.EvaluationSheet import sheetText
from EMHAssistLib.Report.EvaluationText import evaluationText
from EMHAssistLib.Report.Statements import statements, unusualText

MODEL = loadModel()
# Two typical cases and mimics each, one hard case, and one of nothing but its diagnosis.
CASES = """case_id,diagnosis,proof,hard_case,hematologic_disorder,fever_or_infection_signs,cancer_history,\
epidural_position,paravertebral,enhancement,multiplicity,levels
a,emh,histology,no,thalassemia_major,no,no,posterior,bilateral,none,multiple,T3-T8
b,emh,typical_imaging,no,thalassemia_intermedia,ns,ns,posterior,bilateral,ns,multiple,T4-T6
c,abscess,histology,no,ns,yes,no,anterior,ns,rim,single,L3-L4
d,metastasis,histology,no,none,no,solid,anterior,ns,marked,single,T6
e,emh,histology,yes,none,no,solid,anterior,ns,marked,single,L4
f,lymphoma,unknown,no,ns,ns,ns,ns,ns,ns,ns,ns
"""


@lru_cache
def evaluationOfCases():
    """Return the evaluation of CASES, which many tests look at."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.csv"
        path.write_text(CASES, encoding="utf-8")
        return evaluateFile(path, MODEL)


class EvaluationCase(CommandCase):
    COMMAND = ("evaluate",)

    def setUp(self):
        super().setUp()
        self.path = self.folder / "cases.csv"
        self.path.write_text(CASES, encoding="utf-8")

    def assertUsable(self, data):
        """Check the structure of evaluation.json: every measure is there, and is in order where it is defined."""
        for subset in SUBSETS:
            for condition in CONDITIONS:
                one = data[subset][condition]
                with self.subTest(subset=subset, condition=condition):
                    self.assertEqual(set(one), {"n", "n_emh", "reliability", *MEASURES})
                    self.assertIsInstance(one["n"], int)
                    self.assertEqual(sum(part["n"] for part in one["reliability"]), one["n"])
                    self.assertEqual(sum(part["n_emh"] for part in one["reliability"]), one["n_emh"])
                    for name in MEASURES:
                        self.assertEqual(set(one[name]), {"value", "low", "high"})
                        value, low, high = one[name]["value"], one[name]["low"], one[name]["high"]
                        if None not in (value, low, high):
                            self.assertLessEqual(low, value)
                            self.assertLessEqual(value, high)
                        if name != "calibration_slope" and value is not None:
                            self.assertTrue(0 <= value <= 1, name)
        n = data["all"]["all"]["n"]
        for name, sections in (("by_class", CONDITIONS), ("by_setting", (EQUAL_PRIORS, FROM_HOST))):
            self.assertEqual(set(data[name]), set(sections))
            for classes in data[name].values():
                self.assertEqual(sum(one["n"] for one in classes.values()), n)
                for one in classes.values():
                    self.assertEqual(set(one), {"n", "top1", "top3", "emh_dismissed", "verdicts"})
                    self.assertEqual(set(one["verdicts"]), set(Verdict))
                    self.assertEqual(sum(one["verdicts"].values()), one["n"])
        self.assertEqual(set(data["missingness"]), set(SUBSETS))
        for conditions in data["missingness"].values():
            self.assertEqual(set(conditions), set(BLIND_CONDITIONS))
            self.assertEqual({key for one in conditions.values() for key in one}, {"auc"})


class EvaluationTest(EvaluationCase):
    def testMeasuresByHand(self):
        evaluation = evaluationOfCases()
        answers = [evaluate(MODEL, case.findings, DEFAULT_SETTING) for case in evaluation.cases]
        self.assertEqual([one.classes for one in evaluation.differentials], [one.classes for one in answers])
        probabilities = [{entry.id: entry.probability for entry in answer.classes} for answer in answers]
        truth = ["emh", "emh", "infection", "metastasis", "emh", "lymphoma"]
        p = [one["emh"] for one in probabilities]
        performance = evaluation.performances["all"]["all"]
        pairs = [(p[i] > p[j]) + 0.5 * (p[i] == p[j]) for i in (0, 1, 4) for j in (2, 3, 5)]
        expected = {
            "auc": sum(pairs) / 9,
            "brier": sum((x - (name == "emh")) ** 2 for x, name in zip(p, truth)) / 6,
            # Without findings every class comes first alike.
            "top1": (sum(max(one, key=one.get) == name for one, name in zip(probabilities[:5], truth)) + 1 / 8) / 6,
            "mimics_called_emh": sum(x >= 0.9 for x, name in zip(p, truth) if name != "emh") / 3,
            "emh_dismissed": sum(x <= 0.1 for x, name in zip(p, truth) if name == "emh") / 3,
        }
        for name, value in expected.items():
            self.assertAlmostEqual(performance.measures[name].value, value, 12, name)
        self.assertEqual((performance.n, performance.nTarget), (6, 3))
        histology = evaluation.performances["histology"]["all"]
        self.assertEqual((histology.n, histology.nTarget), (4, 2))

    def testConditionsLeaveOutWhatTheySay(self):
        evaluation = evaluationOfCases()
        host = {feature.id for feature in MODEL.features if feature.kind == "host"}
        # What the table above denies of each case.
        denied = {"a": {"infection_signs", "cancer_history"}, "c": {"cancer_history"},
                  "d": {"hematologic_disorder", "infection_signs"}, "e": {"hematologic_disorder", "infection_signs"}}
        for condition, without in (("imaging_only", lambda case: host),
                                   ("host_unknown", lambda case: denied.get(case.caseId, set()))):
            answers = [evaluate(MODEL, {name: finding for name, finding in case.findings.items()
                                        if name not in without(case)}, DEFAULT_SETTING) for case in evaluation.cases]
            again = performanceOf(MODEL, [case.classId for case in evaluation.cases], answers)
            with self.subTest(condition):
                self.assertEqual(again.measures, evaluation.performances["all"][condition].measures)

    def testEachClassByHand(self):
        evaluation = evaluationOfCases()
        emh = [index for index, case in enumerate(evaluation.cases) if case.classId == "emh"]
        answers = [evaluation.differentials[index] for index in emh]
        one = evaluation.byClass["all"]["emh"]
        places = [[entry.id for entry in answer.classes].index("emh") for answer in answers]
        self.assertEqual(one.n, 3)
        self.assertAlmostEqual(one.top1.value, sum(place == 0 for place in places) / 3, 12)
        self.assertAlmostEqual(one.top3.value, sum(place < 3 for place in places) / 3, 12)
        self.assertAlmostEqual(one.dismissed.value, sum(answer.target.probability <= 0.1 for answer in answers) / 3, 12)
        self.assertEqual(one.verdicts, {str(verdict): sum(answer.verdict == verdict for answer in answers)
                                        for verdict in Verdict})
        # A case without findings shares each place with seven others.
        self.assertAlmostEqual(evaluation.byClass["all"]["lymphoma"].top3.value, 3 / 8, 12)
        self.assertEqual(list(evaluation.byClass["all"]), ["emh", "metastasis", "lymphoma", "infection"])

    def testIntervalsOfEachClassAreThoseOfWilson(self):
        from scipy.stats import binomtest

        answers = [evaluate(MODEL, {}, {classId: 0.65 if classId == first else 0.05 for classId in MODEL.classIds()})
                   for first in ("emh", "emh", "emh", "hematoma")]
        one = resultsByClass(MODEL, ["emh"] * 4, answers)["emh"]
        exact = binomtest(3, 4).proportion_ci(method="wilson")
        np.testing.assert_allclose((one.top1.value, one.top1.low, one.top1.high), (0.75, exact.low, exact.high))
        np.testing.assert_allclose(one.dismissed.value, 0.25)
        self.assertAlmostEqual(one.called["insufficient"].value, 1)

    def testSettingFollowsFromTheHost(self):
        """Of each case as a user would have it: what host findings state is ticked, from the first base prior on."""
        evaluation = evaluateFile(self.path, MODEL, "known_cancer")
        for case, answer in zip(evaluation.cases, evaluation.hostAnswers):
            self.assertEqual(answer.classes, evaluate(MODEL, case.findings, "unselected_mass").classes)
        self.assertIn("known_hemolysis", evaluation.hostAnswers[0].setting.id)
        self.assertIn("known_cancer", evaluation.hostAnswers[3].setting.id)
        # Equal priors are told whatever the setting asked for.
        equal = [evaluate(MODEL, case.findings, "uniform") for case in evaluation.cases]
        self.assertEqual(evaluation.bySetting[EQUAL_PRIORS],
                         resultsByClass(MODEL, [case.classId for case in evaluation.cases], equal))

    def testStrictRowsAreWithoutPresacral(self):
        self.path.write_text("diagnosis,levels,note\nemh,presacral,\nemh,T5,PRESACRAL\nemh,T5; sacrum,\nabscess,L4,\n",
                             encoding="utf-8")
        evaluation = evaluateFile(self.path, MODEL)
        self.assertEqual([evaluation.performances[subset]["all"].n for subset in SUBSETS], [4, 0, 2])

    def testAMissingGroupLeavesNull(self):
        self.path.write_text("diagnosis,proof,epidural\nemh,unknown,yes\nemh,unknown,no\n", encoding="utf-8")
        evaluation = evaluateFile(self.path, MODEL)
        data = json.loads(evaluationContents(evaluation)["evaluation.json"])
        self.assertUsable(data)
        self.assertIsNone(data["all"]["all"]["auc"]["value"])
        self.assertIsNone(data["all"]["all"]["calibration_slope"]["value"])
        self.assertIsNotNone(data["all"]["all"]["brier"]["value"])
        self.assertEqual(data["histology"]["all"]["n"], 0)
        self.assertIsNone(data["histology"]["all"]["top1"]["value"])
        self.assertIn("infinite", evaluationText(evaluateFile(self.separated(), MODEL)))

    def separated(self):
        """Write a table whose log odds separate EMH from the rest, so that the slope is infinite."""
        self.path.write_text("diagnosis,hematologic_disorder,cancer_history\nemh,thalassemia_major,no\n"
                             "metastasis,none,yes\n", encoding="utf-8")
        return self.path

    def testInfiniteIsNull(self):
        data = json.loads(evaluationContents(evaluateFile(self.separated(), MODEL))["evaluation.json"])
        self.assertEqual(data["all"]["all"]["auc"]["value"], 1)
        self.assertEqual(data["all"]["all"]["calibration_slope"], {"value": None, "low": None, "high": None})

    def testDigestIsThatOfTheFile(self):
        self.assertEqual(evaluateFile(self.path, MODEL).sha256, hashlib.sha256(self.path.read_bytes()).hexdigest())

    def testSameBits(self):
        contents = [evaluationContents(evaluateFile(self.path, MODEL)) for _ in range(2)]
        self.assertEqual(*contents)

    def testSettingIsThatOfAllCases(self):
        evaluation = evaluateFile(self.path, MODEL, "known_cancer")
        for answer in evaluation.differentials:
            self.assertIn("known_cancer", [step.id for step in answer.setting.steps])
        with self.assertRaisesRegex(ValueError, "uniform"):
            evaluateFile(self.path, MODEL, "nowhere")

    def testProgressEndsWithOne(self):
        fractions = []
        evaluateFile(self.path, MODEL, progress=fractions.append)
        self.assertEqual(fractions, sorted(fractions))
        self.assertAlmostEqual(fractions[-1], 1, 12)

    def testNothingHeavyIsLoaded(self):
        module = Path(sys.modules["EMHAssistLib"].__file__).resolve().parents[1]
        code = (f"import sys; sys.path.insert(0, {str(module)!r}); from EMHAssistLib.Cohort import evaluateFile; "
                "from EMHAssistLib.Likelihood import loadModel; "
                f"evaluateFile({str(self.path)!r}, loadModel()); print(*sorted(sys.modules))")
        ended = subprocess.run([pythonProgram(), "-c", code], capture_output=True, text=True, check=True)
        loaded = ended.stdout.split()
        self.assertEqual({name.split(".")[0] for name in loaded} & {"scipy", "slicer", "vtk", "sklearn"}, set())


class CommandTest(EvaluationCase):
    def testFiles(self):
        status, output, errors = self.run_(self.path, "--out", self.out)
        self.assertEqual((status, errors), (0, ""))
        self.assertEqual({path.name for path in self.out.iterdir()}, {"evaluation.json", "cases.csv", "cases.html",
                                                                      "figures.md", "reliability.png"})
        self.assertTrue((self.out / "reliability.png").read_bytes().startswith(b"\x89PNG"))
        data = json.loads((self.out / "evaluation.json").read_text(encoding="utf-8"), parse_constant=self.fail)
        self.assertUsable(data)
        self.assertIn("Research use only", data["research_use"])
        self.assertEqual(data["setting"], "uniform")
        for words in ("Research use only", "AUC", "imaging only", "host unknown", "Reliability", "hard cases"):
            self.assertIn(words, output)
        self.assertTrue(output.isascii())

    def testCases(self):
        self.assertEqual(self.run_(self.path, "--out", self.out)[0], 0)
        with open(self.out / "cases.csv", newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        self.assertEqual(list(rows[0]), ["case_id", "diagnosis", *(f"probability_{name}" for name in MODEL.classIds()),
                                         "verdict", "contributions", "note"])
        self.assertEqual([row["case_id"] for row in rows], list("abcdef"))
        self.assertEqual([row["diagnosis"] for row in rows],
                         ["emh", "emh", "abscess", "metastasis", "emh", "lymphoma"])
        for row in rows:
            with self.subTest(row["case_id"]):
                p = [float(row[f"probability_{name}"]) for name in MODEL.classIds()]
                self.assertAlmostEqual(sum(p), 1, 7)
                self.assertIn("Research use only", row["note"])
                parts = row["contributions"].split("; ")
                numbers = [float(re.search(r"[+-][\d.]+$", part)[0]) for part in parts]
                self.assertEqual((parts[0].split()[0], parts[-1].split()[0]), ("prior", "total"))
                self.assertAlmostEqual(sum(numbers[:-1]), numbers[-1], delta=0.001 * len(numbers))
                self.assertAlmostEqual(numbers[-1], 10 * math.log10(p[0] / (1 - p[0])), 2)
        self.assertIn("hematologic_disorder=hemolytic +", rows[0]["contributions"])
        self.assertNotIn("left out", rows[0]["contributions"])
        self.assertEqual(rows[5]["verdict"], "insufficient")

    def testContradictionsAreLeftOutAndUncertainLevelsNamed(self):
        self.path.write_text("diagnosis,anemia,transfusion,paravertebral\nemh,no,present,present_ns\n")
        self.assertEqual(self.run_(self.path, "--out", self.out)[0], 0)
        with open(self.out / "cases.csv", newline="", encoding="utf-8") as stream:
            [row] = csv.DictReader(stream)
        _prior, *parts, _total = row["contributions"].split("; ")
        self.assertEqual(parts[:2], ["anemia=absent left out", "transfusion=present left out"])
        self.assertRegex(parts[2], r"^paravertebral_mass=unilateral\|bilateral [+-]\d")
        self.assertEqual((len(parts), row["verdict"]), (3, "insufficient"))

    def testNumbersInTheFileAreThoseOfTheMeasures(self):
        evaluation = evaluationOfCases()
        data = json.loads(evaluationContents(evaluation)["evaluation.json"])
        for condition in CONDITIONS:
            for name, one in evaluation.performances["all"][condition].measures.items():
                for part, number in data["all"][condition][name].items():
                    expected = getattr(one, part)
                    self.assertEqual(number, round(expected, 6) if math.isfinite(expected) else None)

    def testOwnModel(self):
        data = json.loads(Path(defaultModelPath()).read_text(encoding="utf-8"))
        data["name"] = "Mine"
        (self.folder / "mine.json").write_text(json.dumps(data), encoding="utf-8")
        status, output, _ = self.run_(self.path, "--out", self.out, "--model", self.folder / "mine.json",
                                      "--setting", "unselected_mass")
        self.assertEqual(status, 0)
        self.assertIn("Mine", output)
        self.assertIn("unselected_mass", output)

    def testBadInputIsTold(self):
        (self.folder / "bad.csv").write_text("case_id,diagnosis\na,emh\na,emh\n", encoding="utf-8")
        for arguments, words in (((self.folder / "none.csv",), "cannot be read"),
                                 ((self.folder / "bad.csv",), "line 3"),
                                 ((self.path, "--setting", "nowhere"), "nowhere"),
                                 ((self.path, "--model", self.path), "not valid JSON")):
            with self.subTest(words):
                status, output, errors = self.run_(*arguments, "--out", self.out)
                self.assertEqual((status, output), (2, ""))
                self.assertIn(words, errors)
                self.assertEqual(errors.count("\n"), 1)
                self.assertFalse(self.out.exists())
        self.assertIn("give a folder", self.run_(self.path, "--out", self.path)[2])
        self.assertIn("give a folder", self.run_(self.path)[2])


class FiguresTest(EvaluationCase):
    def testTablesAreWholeAndOfTheFile(self):
        evaluation = evaluationOfCases()
        text = figuresText(evaluation)
        self.assertTrue(text.isascii())
        for table in text.split("\n\n")[1:]:
            rows = table.strip().split("\n")
            self.assertEqual(len({row.count(" | ") for row in rows}), 1)
            self.assertRegex(rows[1], r"^\|( --- \|)+$")
        auc = evaluation.performances["all"]["imaging_only"].measures["auc"]
        [row] = [row for row in text.split("\n") if row.startswith("| AUC, EMH against mimics, all cases")]
        self.assertEqual(row.split(" | ")[2], f"{auc.value:.2f} ({auc.low:.2f} to {auc.high:.2f})")
        [row] = [row for row in text.split("\n") if row.startswith("| Extramedullary hematopoiesis, setting")]
        self.assertEqual([int(cell) for cell in row.strip("| ").split(" | ")[3:]],
                         list(evaluation.bySetting[FROM_HOST]["emh"].verdicts.values()))


class SheetParser(HTMLParser):
    """Collects text and what a page refers to, and fails where tags do not match."""

    VOID = {"meta", "img", "br"}

    def __init__(self):
        super().__init__()
        self.open, self.words, self.references, self.ids = [], [], [], set()

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)
        named = dict(attrs)
        self.references += [named[name] for name in ("src", "href") if name in named]
        self.ids |= {f"#{named['id']}"} if "id" in named else set()

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            raise AssertionError(f"</{tag}> closes nothing")

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)


class SheetTest(EvaluationCase):
    def read(self, evaluation, picture=b"\x89PNG"):
        parser = SheetParser()
        parser.feed(sheetText(evaluation, picture))
        self.assertEqual(parser.open, [])
        return parser, " ".join(parser.words)

    def testEveryCaseCanBeRead(self):
        evaluation = evaluationOfCases()
        parser, text = self.read(evaluation)
        self.assertIn("Research use only", text)
        for index, (case, answer, host) in enumerate(zip(evaluation.cases, evaluation.differentials,
                                                         evaluation.hostAnswers)):
            with self.subTest(case.caseId):
                self.assertIn(f"#case-{index}", parser.ids)
                for one in (answer, host):
                    for line in (*statements(one), f"Verdict: {one.verdict}. {one.reason}", unusualText(one),
                                 *(percent(entry.probability) for entry in one.classes[:3])):
                        self.assertIn(line, text)
                for contribution in answer.contributions:
                    self.assertIn(contribution.title, text)
        self.assertIn("wrong", sheetText(evaluation))

    def testItNeedsNothingElse(self):
        parser, _text = self.read(evaluationOfCases())
        for reference in parser.references:
            self.assertTrue(reference.startswith("data:image/png;base64,") or reference in parser.ids, reference)
        without, _text = self.read(evaluationOfCases(), b"")
        self.assertFalse([each for each in without.references if each.startswith("data:")])

    def testNoPatientIsNamed(self):
        self.path.write_text("case_id,diagnosis,title,note,proof,margins,hematologic_detail\n"
                             "a<b>,emh,Mary Poppins,Poppins 1910,biopsy of Poppins,Poppins-like,Poppins disease\n",
                             encoding="utf-8")
        _parser, text = self.read(evaluateFile(self.path, MODEL))
        self.assertNotIn("Poppins", text)
        self.assertIn("a<b>", text)  # and it is text, not a tag


@needs(VIGNETTES)
class VignettesTest(EvaluationCase):
    """Bounds that leave room: they tell a broken model or reader, and do not pin what was measured."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.evaluation = evaluateFile(VIGNETTES, MODEL)

    def testBounds(self):
        evaluation = self.evaluation
        self.assertUsable(json.loads(evaluationContents(evaluation)["evaluation.json"]))
        performances = evaluation.performances["all"]
        self.assertEqual({one.n for one in performances.values()}, {96})
        self.assertGreaterEqual(performances["all"].measures["auc"].value, 0.85)
        self.assertGreaterEqual(performances["host_unknown"].measures["auc"].value, 0.85)
        self.assertGreaterEqual(performances["imaging_only"].measures["auc"].value, 0.70)
        for subset in evaluation.performances.values():
            for one in subset.values():
                self.assertLessEqual(one.measures["confident_errors"].value, 0.02)
        for index, case in enumerate(evaluation.cases):
            if case.isHard:
                self.assertFalse(evaluation.isConfidentlyWrong(index), case.caseId)

    def testDocumentationHoldsTheFigures(self):
        """Testing/UpdateEvaluation.py brings them up to date."""
        path = Path(EMHAssistLib.__file__).parents[1] / "Resources" / "Docs" / "Evaluation.md"
        _before, figures = path.read_text(encoding="utf-8").split("<!-- figures begin -->\n")
        self.assertEqual(figures.split("<!-- figures end -->")[0], figuresText(self.evaluation),
                         f"{path.name} is out of date; run Testing/UpdateEvaluation.py")

    def testAucAgainstScipy(self):
        from scipy.stats import mannwhitneyu

        evaluation = self.evaluation
        p = np.array([answer.target.probability for answer in evaluation.differentials])
        isTarget = np.array([case.classId == "emh" for case in evaluation.cases])
        expected = mannwhitneyu(p[isTarget], p[~isTarget]).statistic / isTarget.sum() / (~isTarget).sum()
        self.assertAlmostEqual(evaluation.performances["all"]["all"].measures["auc"].value, expected, 12)


if __name__ == "__main__":
    unittest.main()
