"""Result files: their columns, numbers that survive them, files whole or not there, and no patient in them."""

import csv
import dataclasses
import json
import math
import os
import stat
import tempfile
import unittest
from pathlib import Path

import numpy as np

from EMHAssistCases.AwkwardResult import AWKWARD_NAME, MODEL, makeResult
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Case import NOT_ASSESSED, SourceId
from EMHAssistLib.Files import replaceFiles
from EMHAssistLib.Likelihood import Verdict, evaluate
from EMHAssistLib.Likelihood.Differential import REASON_RARE_OPEN
from EMHAssistLib.Measurement import Comparison, Concordance, Margins
from EMHAssistLib.Report.Deciders import mostInformative
from EMHAssistLib.Report.DifferentialText import decibansText, mostInfluential, percent, rangeText
from EMHAssistLib.Report.RatioPlot import ratioRange
from EMHAssistLib.Report.Readout import (
    RESEARCH_USE,
    concordanceLine,
    headline,
    longValue,
    shortInterval,
    shortName,
    shortValue,
    verdictTitle,
)
from EMHAssistLib.Report.ReadoutFile import readout
from EMHAssistLib.Report.ResultFiles import writeResult
from EMHAssistLib.Report.Statements import shortStatements, unusualText
from EMHAssistLib.Report.ViewText import fullBoxText, lineText, shortBoxText, urgentLineText
from EMHAssistLib.Result import ConcordanceRow

FILES = {"measurements.csv", "ratios.csv", "comparability.csv", "tissues.csv", "indices.csv", "concordance.csv",
         "geometry.csv", "differential.csv", "readout.json"}
# Columns that have been there from the first version on: scripts of users count on them.
MEASUREMENT_COLUMNS = ("region, region_role, sequence, n, volume_mm3, mean, sd, median, p10, p90, min, max, coverage, "
                       "flags")
RATIO_COLUMNS = "lesion, reference, sequence, ratio, low, high, note"


def boxText(result, reference):
    """Return the full text of the box in the views."""
    return "\n".join(fullBoxText(result, reference).lines)


class ReportCase(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.result = makeResult()

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name) / "a" / "b"

    def write(self, result=None):
        return writeResult(result or self.result, MODEL, self.folder)

    def rows(self, name):
        with open(self.folder / name, encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream))


class FilesTest(ReportCase):

    def testFilesAndColumns(self):
        self.assertEqual({path.name for path in self.write()}, FILES)
        self.assertEqual({path.name for path in self.folder.iterdir()}, FILES)
        for name, columns, count in (("measurements.csv", MEASUREMENT_COLUMNS, 16), ("ratios.csv", RATIO_COLUMNS, 12)):
            header, *rows = self.rows(name)
            self.assertEqual([column for column in header if column in columns.split(", ")], columns.split(", "))
            self.assertEqual(len(set(header)), len(header))
            self.assertEqual(len(rows), count)
            self.assertEqual({len(row) for row in rows}, {len(header)})

    def testMeasurementsComeBackToTheLastBit(self):
        self.write()
        rows = iter(self.rows("measurements.csv")[1:])
        for entry in self.result.measurements:
            row, measurement = next(rows), entry.measurement
            self.assertEqual(row[:3], [entry.region.name, entry.region.role, entry.series.label])
            for text, value in zip(row[3:], measurement.statistics.values()):
                if math.isnan(value):
                    self.assertEqual(text, "")
                else:
                    self.assertEqual(float(text), value)
            self.assertEqual(row[3], str(measurement.statistics["n"]))

    def testRatiosComeBackToTheLastBit(self):
        self.write()
        rows = iter(self.rows("ratios.csv")[1:])
        for entry in self.result.comparisons:
            row, comparison = next(rows), entry.comparison
            self.assertEqual(row[:3], [entry.lesion.name, entry.reference, entry.series.label])
            numbers = [float(text) if text else math.nan for text in row[3:6]]
            np.testing.assert_array_equal(numbers, [comparison.value, comparison.low, comparison.high])
            numbers = [float(text) if text else math.nan for text in row[6:11]]
            np.testing.assert_array_equal(numbers, [comparison.hereLow, comparison.hereHigh, *comparison.claimed,
                                                    entry.spread])
            self.assertEqual(row[11], entry.note)

    def testNoNumberSaysWhy(self):
        self.write()
        notes = {(row[1], row[2]): row for row in self.rows("ratios.csv")[1:]}
        self.assertEqual(notes["cord", "T1"][3:6], ["", "", ""])
        self.assertIn("not measurable: reference: the region lies outside the image", notes["cord", "T1"][11])
        self.assertIn("the volume has no voxels", notes["marrow", "STIR"][11])
        self.assertIn("difference in HU", notes["marrow", "CT"][11])
        flags = {(row[0], row[2]): row[-1] for row in self.rows("measurements.csv")[1:]}
        self.assertIn("not_finite=0.0", flags[AWKWARD_NAME, "T1"])
        self.assertIn("few_voxels=1", flags["Marrow of one voxel", "T1"])
        self.assertIn("outside=0", flags["Elsewhere", "T1"])
        self.assertIn("not measurable: the region lies outside the image", flags["Elsewhere", "T1"])

    def testJsonIsStrictAndComplete(self):
        self.write()

        def refuse(constant):
            raise AssertionError(f"{constant} is not JSON")
        data = json.loads((self.folder / "readout.json").read_text(encoding="utf-8"), parse_constant=refuse)
        self.assertEqual(data, json.loads(json.dumps(readout(self.result, MODEL))))
        self.assertEqual(data["research_use"], RESEARCH_USE)
        self.assertEqual(data["headline"], headline(self.result))
        self.assertAlmostEqual(sum(entry["probability"] for entry in data["differential"]), 1)
        self.assertAlmostEqual(data["prior_decibans"] + sum(entry["decibans"] for entry in data["contributions"]),
                               data["total_decibans"], places=6)
        self.assertEqual([finding["feature"] for finding in data["findings"] if finding["source"] == "entered"],
                         ["splenomegaly", "margins"])
        self.assertEqual(data["warnings"], list(self.result.warnings))
        self.assertEqual(data["options"], {"similar": [0.8, 1.25], "nearest_reference": False, "iron_marked": False,
                                           "spread": None, "marrow": "unknown"})
        ratios = {(row["reference"], row["sequence"]): row for row in data["ratios"]}
        self.assertEqual(ratios["marrow", "T1"]["value"], self.result.comparisons[0].comparison.value)
        self.assertEqual((ratios["marrow", "CT"]["quantity"], ratios["marrow", "CT"]["units"]),
                         ("difference", "[hnsf'U]"))
        self.assertIsNone(ratios["cord", "T1"]["value"])
        self.assertIsNone(ratios["cord", "T1"]["low"])

    def testSameBytesEveryTime(self):
        before = {path.name: path.read_bytes() for path in self.write()}
        after = {path.name: path.read_bytes() for path in self.write(makeResult())}
        self.assertEqual(before, after)

    def testNoPatientIdentity(self):
        """Nothing but roles, the names of regions and numbers: not keys and sources, which hold node and file names."""
        secret = "Mustermann^Erika"
        case = self.result.case
        series = tuple(dataclasses.replace(one, key=(secret, one.key), frameOfReference=secret + one.role,
                                           source=secret) for one in case.series)
        regions = tuple(dataclasses.replace(one, key=(secret, one.key), source=SourceId(secret, secret))
                        for one in case.regions)
        self.write(analyze(dataclasses.replace(case, series=series, regions=regions), MODEL))
        for name in FILES:
            self.assertNotIn("Mustermann", (self.folder / name).read_text(encoding="utf-8"))

    def testKeysTellNothing(self):
        """Whatever tells series and regions apart can be their key: nobody takes it apart."""
        before = {path.name: path.read_bytes() for path in self.write()}
        case = self.result.case
        series, regions = (tuple(dataclasses.replace(one, key=object()) for one in parts)
                           for parts in (case.series, case.regions))
        after = {path.name: path.read_bytes() for path in self.write(
            analyze(dataclasses.replace(case, series=series, regions=regions), MODEL))}
        self.assertEqual(before, after)


class ReplaceFileTest(ReportCase):

    def setUp(self):
        super().setUp()
        self.folder.mkdir(parents=True)
        self.path = self.folder / "case.mrb"

    def testNewAndReplaced(self):
        for text in ("one", "two"):
            replaceFiles(self.folder, {self.path.name: lambda path: Path(path).write_text(text)})
            self.assertEqual((self.path.read_text(), os.listdir(self.folder)), (text, ["case.mrb"]))

    def testWrittenBesideItsPlaceUnderItsName(self):
        seen = []
        replaceFiles(self.folder, {self.path.name: lambda path: (seen.append(Path(path)), Path(path).touch())})
        self.assertEqual((seen[0].name, seen[0].parent.parent), ("case.mrb", self.folder))

    def testFailingWriteLeavesTheOldFileAndNothingElse(self):
        self.path.write_text("old")

        def fail(path):
            Path(path).write_text("half")
            raise OSError("the disk is full")
        with self.assertRaisesRegex(OSError, "disk is full"):
            replaceFiles(self.folder, {self.path.name: fail})
        self.assertEqual((self.path.read_text(), os.listdir(self.folder)), ("old", ["case.mrb"]))

    def testWriterThatWritesNothing(self):
        self.path.write_text("old")
        with self.assertRaises(OSError):
            replaceFiles(self.folder, {self.path.name: lambda path: None})
        self.assertEqual((self.path.read_text(), os.listdir(self.folder)), ("old", ["case.mrb"]))

    def testResultThatCannotBeWrittenLeavesTheOldFiles(self):
        before = {path.name: path.read_bytes() for path in self.write()}
        contribution = dataclasses.replace(self.result.differential.contributions[0], decibans=math.nan)
        differential = dataclasses.replace(self.result.differential, contributions=(contribution,))
        with self.assertRaises(ValueError):
            self.write(dataclasses.replace(self.result, comparisons=(), differential=differential))
        self.assertEqual({path.name: path.read_bytes() for path in self.folder.iterdir()}, before)

    def testFolderThatIsAFile(self):
        self.path.write_text("old")
        with self.assertRaises(OSError):
            writeResult(self.result, MODEL, self.path)
        self.assertEqual(self.path.read_text(), "old")

    @unittest.skipIf(os.name == "nt", "Windows has no file mode")
    def testModeIsThatOfAnOrdinaryFile(self):
        replaceFiles(self.folder, {self.path.name: lambda path: Path(path).touch()})
        ordinary = self.folder / "ordinary"
        ordinary.write_text("")
        self.assertEqual(stat.S_IMODE(self.path.stat().st_mode), stat.S_IMODE(ordinary.stat().st_mode))


class ReadoutTextTest(ReportCase):

    def testMostInfluentialFindings(self):
        """Those whose absence changes the probability most, upward or downward."""
        answers = {"hematologic_disorder": "hemolytic", "epidural_position": "posterior", "enhancement": "rim",
                   "infection_signs": "present", "age": "younger", "number": "multiple", "level": "thoracic"}
        result = analyze(dataclasses.replace(self.result.case, series=(), regions=(), findings=answers), MODEL)
        change = {feature: abs(evaluate(MODEL, {key: level for key, level in answers.items() if key != feature},
                                        "unselected_mass").target.probability - result.differential.target.probability)
                  for feature in answers}
        self.assertEqual([entry.feature for entry in mostInfluential(result)],
                         sorted(change, key=change.get, reverse=True)[:5])
        signs = {entry.probability > result.differential.target.probability for entry in mostInfluential(result)}
        self.assertEqual(signs, {True, False})

    def row(self, *numbers, quantity="ratio", **others):
        relation = "undetermined" if quantity == "ratio" and numbers else ""
        if relation and len(numbers) == 3:
            relation = Margins().relation(*numbers[1:])
        comparison = Comparison(quantity, *numbers, **{"relation": relation, **others})
        return dataclasses.replace(self.result.comparisons[0], comparison=comparison, note="the note")

    def testWhatIsLeftOutIsNotAskedFor(self):
        asked = [entry.feature for entry in mostInformative(self.result)]
        findings = {**self.result.case.findings, asked[0]: NOT_ASSESSED}
        result = analyze(dataclasses.replace(self.result.case, findings=findings), MODEL)
        self.assertEqual([entry.feature for entry in mostInformative(result)][:2], asked[1:])

    def testShortValue(self):
        self.assertEqual(shortValue(self.row(0.97, 0.9, 1.05)), "0.97 (=)")
        self.assertEqual(shortValue(self.row(0.5, 0.45, 0.55)), "0.50 (-)")
        self.assertEqual(shortValue(self.row(2.0, 1.8, 2.2)), "2.00 (+)")
        self.assertEqual(shortValue(self.row(1.2, 1.0, 1.4)), "1.20 (?)")
        self.assertEqual(shortValue(self.row(-90.4, -95.0, -85.0, quantity="difference")), "-90 HU")
        self.assertEqual(shortValue(self.row(problem="none")), "-")

    def testLongValue(self):
        self.assertEqual(longValue(self.row(0.97, 0.9, 1.05)), "0.970 (0.900 to 1.050), similar")
        self.assertEqual(longValue(self.row(7.0, 5.0, 9.0, quantity="difference")), "+7.0 HU (+5.0 to +9.0)")
        self.assertEqual(longValue(self.row(0.97)), "0.970 (interval unknown), undetermined")
        self.assertEqual(longValue(self.row(problem="none")), "the note")
        self.assertEqual(longValue(self.row(0.97, 0.9, 1.05, hereLow=0.8, hereHigh=1.2)),
                         "0.970 (mean marrow 0.900 to 1.050; marrow here 0.800 to 1.200), similar")
        self.assertEqual(longValue(self.row(1.0, 0.8, 1.25, doubt=0.1)),
                         "1.000 (0.800 to 1.250; with the doubts 0.743 to 1.346), similar")

    def testOfHowManyLesionsLikenessStaysOpen(self):
        lesion = self.result.case.regions[0]

        def line(*relations):
            rows = tuple(ConcordanceRow(lesion, "marrow", Concordance(("T1",), (relation,), 0.1, 0.0, 0.2))
                         for relation in relations)
            return concordanceLine(dataclasses.replace(self.result, concordances=rows))

        self.assertEqual(line("similar", "lower"), ["Like marrow on T1: 1 of 2 lesion(s)"])
        self.assertEqual(line("similar", "undetermined", "higher", "undetermined"),
                         ["Like marrow on T1: 1 of 4 lesion(s), 2 undetermined"])
        self.assertEqual(line(), [])

    def testBounds(self):
        """Where a signal is below the noise there is no value to write, and none to draw."""
        above = self.row(math.nan, 25.4, math.inf, relation="higher", hereLow=23.1, hereHigh=math.inf)
        below = self.row(math.nan, 0.0, 0.31, relation="lower")
        self.assertEqual([shortValue(row) for row in (above, below)], ["> 25 (+)", "< 0.31 (-)"])
        self.assertEqual(longValue(above), "> 25, below the noise floor, higher")
        self.assertEqual(shortInterval(above.comparison), "")
        self.assertEqual(above.comparison.words, "above 23, reference below the noise")
        low, high = ratioRange([above.comparison, below.comparison], Margins())
        self.assertTrue(0 < low < 0.31 and 23.1 < high < 100)

    def testBothValuesOfACorrectedSeries(self):
        row = dataclasses.replace(self.row(1.15, 1.1, 1.2),
                                  corrected=Comparison("ratio", 1.02, 0.97, 1.07, "similar"))
        self.assertEqual(shortValue(row), "1.15 (=) corrected 1.02")
        self.assertEqual(longValue(row), "1.150 (1.100 to 1.200), similar; "
                                         "bias-corrected 1.020 (0.970 to 1.070), similar")

    def testPercent(self):
        for probability, text in ((0, "<1 %"), (0.0099, "<1 %"), (0.01, "1 %"), (0.5, "50 %"), (0.99, "99 %"),
                                  (0.991, ">99 %"), (1, ">99 %")):
            self.assertEqual(percent(probability), text)

    def testDecibansAreNeverMinusZero(self):
        for decibans, text in ((-0.04, "+0.0"), (0.0, "+0.0"), (-0.06, "-0.1"), (12.34, "+12.3")):
            self.assertEqual(decibansText(decibans), text)

    def testRangeOfProbabilities(self):
        for low, high, text in ((0.031, 0.152, "3 to 15 %"), (0.0001, 0.05, "<1 to 5 %"), (0.4, 0.999, "40 to >99 %"),
                                (0.0001, 0.004, "<1 %"), (0.112, 0.114, "11 %"), (0.995, 0.999, ">99 %")):
            self.assertEqual(rangeText(low, high), text)

    def testBox(self):
        text = boxText(self.result, "marrow")
        self.assertIn("research use only", text)
        self.assertIn(verdictTitle(self.result), text)
        self.assertRegex(text, r"Lesion / marrow:\n.*  T1 0\.9\d \(\?\)  T2 1\.6\d \(\?\)  CT -1[56]\d HU  STIR -\n")
        self.assertIn("warning", text)
        self.assertNotIn("nan", text)
        self.assertEqual(boxText(None, "marrow"), "")

    def testBoxHasNoNumberAlone(self):
        differential = dataclasses.replace(self.result.differential, verdict=Verdict.POSSIBLE, reason=REASON_RARE_OPEN)
        result = dataclasses.replace(self.result, differential=differential)
        lines = boxText(result, "marrow").splitlines()
        number = next(index for index, line in enumerate(lines) if line.startswith("Together: "))
        self.assertEqual(lines[number - 2:number + 1], shortStatements(differential))
        self.assertTrue(lines[number + 1].startswith("Rare in this setting; the picture "))
        self.assertIn(unusualText(differential, most=1), lines)
        short = shortBoxText(result, "marrow").lines
        self.assertEqual(list(short[-4:]), lines[number - 2:number + 2])
        self.assertNotIn("%", "\n".join(short[:-4]))

    def testBoxWithoutEnoughEvidenceHasNoNumber(self):
        result = analyze(dataclasses.replace(self.result.case, findings={"margins": "well_defined"}), MODEL)
        differential = dataclasses.replace(result.differential, verdict=Verdict.INSUFFICIENT)
        short = shortBoxText(dataclasses.replace(result, differential=differential), "marrow").lines
        verdict = next(line for line in short if not line.startswith("! "))
        self.assertTrue(verdict.startswith("EMH: insufficient evidence - "))
        self.assertNotIn("%", "\n".join(short))
        (line,) = lineText(dataclasses.replace(result, differential=differential)).lines
        self.assertEqual(line, "EMH: insufficient evidence - research use only")

    def testWhatIsUrgentIsFirst(self):
        """Above the answer in the box; and in the lines where no view has the box."""
        urgent = dataclasses.replace(self.result.differential, alerts=("Act now.",))
        result = dataclasses.replace(self.result, differential=urgent)
        self.assertEqual(shortBoxText(result, "marrow").lines[0], "! Act now.")
        self.assertEqual(urgentLineText(result).lines[0], "! Act now.")
        self.assertEqual(urgentLineText(result).lines[-1:], lineText(result).lines)

    def testBoxShowsWhatCountsAlsoBesideACorrection(self):
        first, *others = self.result.comparisons
        series = dataclasses.replace(first.series, corrected=first.series.image)
        row = dataclasses.replace(first, corrected=Comparison("ratio", 1.02, 0.97, 1.07, "similar"))
        case = dataclasses.replace(self.result.case, series=(series, *self.result.case.series[1:]))
        text = boxText(dataclasses.replace(self.result, case=case, comparisons=(row, *others)), first.reference)
        self.assertIn(f"Lesion / {first.reference}:\n", text)
        self.assertIn(f"  T1 {first.comparison.value:.2f} ", text)
        self.assertNotIn("1.02", text)

    def testLesionsOfOneNameStayApart(self):
        case = self.result.case
        twin = dataclasses.replace(case.regions[0], key=("twin",))
        text = boxText(analyze(dataclasses.replace(case, regions=(*case.regions, twin)), MODEL), "marrow")
        self.assertEqual(text.count(f"{shortName(AWKWARD_NAME)}  T1 "), 2)
        self.assertIn(f"{shortName(AWKWARD_NAME)} / fat:  T1 ", text)

    def testBoxStaysSmall(self):
        case = self.result.case
        crowd = [dataclasses.replace(case.regions[0], key=(number,), name=f"lesion\n{number} " + "x" * 300)
                 for number in range(50)]
        text = boxText(analyze(dataclasses.replace(case, regions=(*case.regions, *crowd)), MODEL), "marrow")
        self.assertLess(len(text.splitlines()), 18)
        self.assertLess(max(map(len, text.splitlines())), 120)
        self.assertIn("and 47 more", text)


if __name__ == "__main__":
    unittest.main()
