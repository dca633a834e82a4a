"""What tables, readout.json and the terminal say of a row: declared once, so that none lacks what another has."""

import json
import math
import unittest
from unittest import mock

from EMHAssistCases.AwkwardResult import MODEL, makeResult
from EMHAssistLib.Report import ReadoutFile, ResultTables, Terminal
from EMHAssistLib.Report.Columns import Column, cells, entries, names
from EMHAssistLib.Report.ReadoutFile import readout
from EMHAssistLib.Report.ResultFiles import TABLES
from EMHAssistLib.Report.ResultTables import (
    CONCORDANCE_COLUMNS,
    DIFFERENTIAL_COLUMNS,
    GEOMETRY_COLUMNS,
    INDEX_COLUMNS,
    RATIO_COLUMNS,
    TISSUE_COLUMNS,
)

# As users have them: CSV header, and keys of readout.json.
RATIOS = ("lesion reference sequence ratio low high here_low here_high claimed_low claimed_high spread note relation "
          "corrected_ratio corrected_low corrected_high corrected_relation flags",
          "lesion reference sequence quantity units value low high here_low here_high claimed_low claimed_high spread "
          "relation coil_corrected note flags")
TISSUES = ("tissue reference sequence ratio low high relation note",
           "tissue reference sequence value low high relation note")
INDICES = ("lesion index reference sequences value low high units note",
           "lesion index reference sequences units value low high note")
CONCORDANCE = ("lesion other sequences relations relation rms_log_ratio low high",
               "lesion other sequences relation rms_log_ratio low high")
GEOMETRY = ("lesion role level side position_to_cord volume_mm3 extent_mm thickness_mm outline center_r center_a "
            "center_s",
            "lesion level side position_to_cord volume_mm3 extent_mm thickness_mm outline")
DIFFERENTIAL = ("diagnosis form picture picture_low picture_high setting probability low high note",
                "class title picture picture_low picture_high setting probability low high")
COLUMNS = (RATIO_COLUMNS, TISSUE_COLUMNS, INDEX_COLUMNS, CONCORDANCE_COLUMNS, GEOMETRY_COLUMNS, DIFFERENTIAL_COLUMNS)
# Columns that one of both has on purpose; another one fails the test by its name. readout.json has all forms.
ONLY_IN_TABLE = {"relations", "role", "center_r", "center_a", "center_s", "form", "note"}
ONLY_IN_JSON = {"quantity", "units", "class"}


class ColumnsTest(unittest.TestCase):
    """Columns in general."""

    columns = (Column("second", lambda row: row["b"], rank=1), Column("first", lambda row: row["a"]),
               Column("", lambda row: "x", "alone"), Column("shown", lambda row: "y", ""),
               Column("inner_low", lambda row: row["low"], "inner.low"),
               Column("inner_high", lambda row: math.inf, "inner.high"))

    def testTableAndEntries(self):
        row = {"a": ("p", 2), "b": math.nan, "low": 0.5}
        self.assertEqual(names(self.columns), ("second", "first", "shown", "inner_low", "inner_high"))
        second, *others = cells(self.columns, row)
        self.assertTrue(math.isnan(second))
        self.assertEqual(others, ["p; 2", "y", 0.5, math.inf])
        found = entries(self.columns, row)
        self.assertEqual(found, {"first": ["p", "2"], "alone": "x", "inner": {"low": 0.5, "high": None},
                                 "second": None})
        self.assertEqual(list(found), ["first", "alone", "inner", "second"])
        self.assertEqual(entries(self.columns, row, ["inner"])["inner"], None)


class DeclarationsTest(unittest.TestCase):
    """The columns of the result."""

    @classmethod
    def setUpClass(cls):
        cls.result = makeResult()
        cls.data = json.loads(json.dumps(readout(cls.result, MODEL), allow_nan=False))

    def testHeadersAndKeysAreThoseThatUsersCountOn(self):
        rows = {"ratios": self.data["ratios"], "tissues": self.data["tissues"], "indices": self.data["indices"],
                "concordance": self.data["concordance"], "geometry": self.data["geometry"]["lesions"],
                # Forms are a list of their own.
                "differential": [{key: value for key, value in row.items() if key != "forms"}
                                 for row in self.data["differential"]]}
        for (name, found), (header, keys), columns in zip(
                rows.items(), (RATIOS, TISSUES, INDICES, CONCORDANCE, GEOMETRY, DIFFERENTIAL),
                COLUMNS):
            with self.subTest(name):
                self.assertEqual(TABLES[f"{name}.csv"](self.result).columns, tuple(header.split()))
                declared = dict.fromkeys((column.name if column.key is None else column.key).partition(".")[0]
                                         for column in sorted(columns, key=lambda column: column.rank))
                self.assertEqual([key for key in declared if key], keys.split())
                for row in found:
                    self.assertEqual(list(row), keys.split())

    def testTableAndJsonHaveTheSame(self):
        for columns in COLUMNS:
            inTable = {column.name for column in columns if column.name}
            inJson = {column.key or column.name for column in columns if column.key != ""}
            onlyInTable = {column.name for column in columns if column.key == ""} - inJson
            onlyInJson = {column.key for column in columns if not column.name} - inTable
            self.assertLessEqual(onlyInTable, ONLY_IN_TABLE)
            self.assertLessEqual(onlyInJson, ONLY_IN_JSON)

    def testNumbersOfTableAndJsonAreEqual(self):
        for row, entry in zip(TABLES["ratios.csv"](self.result).rows, self.data["ratios"]):
            cell = dict(zip(RATIOS[0].split(), row))
            corrected = entry["coil_corrected"] or {"value": None, "low": None, "high": None, "relation": ""}
            for name, value in (("ratio", entry["value"]), ("low", entry["low"]), ("high", entry["high"]),
                                ("here_low", entry["here_low"]), ("here_high", entry["here_high"]),
                                ("claimed_low", entry["claimed_low"]), ("claimed_high", entry["claimed_high"]),
                                ("spread", entry["spread"]),
                                ("corrected_ratio", corrected["value"]), ("corrected_low", corrected["low"]),
                                ("corrected_high", corrected["high"])):
                self.assertEqual(cell[name] if math.isfinite(cell[name]) else None, value, name)
            self.assertEqual((cell["relation"], cell["corrected_relation"]), (entry["relation"], corrected["relation"]))
            self.assertEqual((cell["note"], cell["flags"]), (entry["note"], "; ".join(entry["flags"])))

    def testNumbersOfTheDifferentialAreThoseOfTheTable(self):
        table = TABLES["differential.csv"](self.result)
        for row, entry in zip(table.rows, self.data["differential"], strict=True):
            cell = dict(zip(table.columns, row))
            for name in ("picture", "picture_low", "picture_high", "setting", "probability", "low", "high"):
                self.assertEqual(cell[name] if math.isfinite(cell[name]) else None, entry[name], name)

    def testNewColumnOfARatioIsEverywhere(self):
        further = (*RATIO_COLUMNS, Column("regions", lambda row: 12.25))
        with mock.patch.object(ResultTables, "RATIO_COLUMNS", further), \
                mock.patch.object(ReadoutFile, "RATIO_COLUMNS", further), \
                mock.patch.object(Terminal, "RATIO_COLUMNS", further):
            table, text = ResultTables.ratioTable(self.result), Terminal.ratioText(self.result)
            entry = readout(self.result, MODEL)["ratios"][0]
        self.assertEqual((table.columns[-1], table.rows[0][-1], entry["regions"]), ("regions", 12.25, 12.25))
        self.assertIn("regions", text.splitlines()[0])
        self.assertEqual(text.count("12.25"), len(self.result.comparisons))

    def testTerminalKnowsWhatItPutsIntoWords(self):
        self.assertLessEqual(Terminal.IN_WORDS, set(names(RATIO_COLUMNS)))
        header, *rows = Terminal.ratioText(self.result).splitlines()
        self.assertEqual(header.split("  ")[0], "lesion")
        self.assertTrue(header.endswith("ratio (95 % interval), relation"))
        self.assertNotIn("nan", " ".join(rows))


if __name__ == "__main__":
    unittest.main()
