"""The shipped likelihood model against the evidence base."""

import csv
import unittest

from EMHAssistCases.Paths import EVIDENCE, needs
from EMHAssistCases.PublishedCounts import DERIVED_COUNTS, PUBLISHED_COUNTS
from EMHAssistLib.Likelihood import defaultModelPath, loadModel

EVIDENCE_FILE = EVIDENCE / "evidence.csv"

CLASS_IDS = ("emh", "metastasis", "lymphoma", "infection", "hematoma", "nerve_sheath", "fatty", "other")

# Found after the evidence base was compiled; the entry says so.
LATER_SOURCES = {"https://journals.viamedica.pl/neurologia_neurochirurgia_polska/article/view/74229"}
# What the evidence base calls its pool of case reports, and the page of the extension that lists them.
CASE_POOL = ("evidence.md#1.3", "Resources/Docs/CasePool.md")


def evidenceRows():
    """Return the rows of the evidence base."""
    with open(EVIDENCE_FILE, newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return [{**row, "doi_or_url": row["doi_or_url"].replace(*CASE_POOL)} for row in rows]


def findRow(rows, place, entry):
    """Return the one row at a place of PublishedCounts that the source of an entry holds; the exact level wins."""
    diagnosis, name, start = place.split(" | ")
    found = [row for row in rows if row["diagnosis"] == diagnosis and row["feature"] == name
             and row["level"].startswith(start) and row["doi_or_url"] == entry.source.url]
    found = [row for row in found if row["level"] == start] or found
    row, = found
    return row


class ShippedModelTest(unittest.TestCase):

    def setUp(self):
        self.model = loadModel()

    def testClasses(self):
        self.assertEqual(self.model.classIds(), CLASS_IDS)
        self.assertEqual(self.model.target, "emh")
        self.assertEqual({item.id for item in self.model.classes if item.dangerous}, {"infection", "hematoma"})
        self.assertIn("research use only", self.model.statement.lower())

    def testEveryPriorAddsUpToOne(self):
        for setting in self.model.clinicalSettings:
            self.assertAlmostEqual(sum(setting.priors.values()), 1, places=12, msg=setting.id)

    def testSettingsDoNotCountTheirOwnConditionTwice(self):
        given = {setting.id: dict(setting.given) for setting in self.model.clinicalSettings}
        self.assertEqual(given["known_hemolysis"], {
            "hematologic_disorder": "hemolytic", "anemia": None, "transfusion": None, "splenomegaly": None})
        self.assertEqual(given["known_cancer"], {"cancer_history": "present"})
        self.assertEqual(given["fever_or_sepsis"], {"infection_signs": "present"})

    def entries(self):
        """Yield (feature, form id, index, entry) of every entry, shared tables once."""
        for feature in self.model.features:
            for formId, entries in feature.evidence.items():
                if feature.origins[formId] == formId:
                    for index, entry in enumerate(entries):
                        yield feature, formId, index, entry

    def testElicitedEntriesStayWeak(self):
        """Judgment alone is worth 20 patients at most; only a split of published patients may be worth more."""
        for feature, formId, _index, entry in self.entries():
            if entry.provenance == "elicited" and not entry.source.url:
                self.assertLessEqual(entry.n, 20, f"{feature.id} {formId}")

    def testTextIsAscii(self):
        with open(defaultModelPath(), "rb") as stream:
            stream.read().decode("ascii")

    def testEveryPublishedEntryIsChecked(self):
        published = {(feature.id, formId, index) for feature, formId, index, entry in self.entries()
                     if entry.provenance != "elicited"}
        self.assertEqual(published, PUBLISHED_COUNTS.keys() | DERIVED_COUNTS.keys())
        self.assertEqual(PUBLISHED_COUNTS.keys() & DERIVED_COUNTS.keys(), set())

    def testDerivedEntriesSayHow(self):
        for feature, formId, index, entry in self.entries():
            if (feature.id, formId, index) in DERIVED_COUNTS:
                self.assertTrue(entry.reason, f"{feature.id} {formId}")

    @needs(EVIDENCE_FILE)
    def testPublishedCountsEqualTheEvidenceBase(self):
        rows = evidenceRows()
        for (featureId, formId, index), levels in PUBLISHED_COUNTS.items():
            feature = self.model.feature(featureId)
            entry = feature.evidence[formId][index]
            counts = dict(zip(feature.answerIds(), entry.counts))
            for level, places in levels.items():
                with self.subTest(feature=featureId, form=formId, index=index, level=level):
                    found = [findRow(rows, place, entry) for place in places]
                    self.assertEqual(counts.pop(level), sum(float(row["positives"]) for row in found))
                    self.assertEqual({float(row["n"]) for row in found}, {entry.n})
            # One level may hold the rest; a second one would have been divided by judgment.
            self.assertLessEqual(sum(count > 0 for count in counts.values()), 1, f"{featureId} {formId} {index}")

    @needs(EVIDENCE_FILE)
    def testPublishedSourcesAreInTheEvidenceBase(self):
        known = {row["doi_or_url"] for row in evidenceRows()} | LATER_SOURCES
        for source in self.model.sources:
            if source.url:
                self.assertIn(source.url, known, source.id)


if __name__ == "__main__":
    unittest.main()
