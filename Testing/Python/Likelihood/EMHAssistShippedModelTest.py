"""The shipped likelihood model against the evidence base."""

import csv
import unittest

from EMHAssistCases.Paths import EVIDENCE, needs
from EMHAssistCases.PublishedCounts import PUBLISHED_COUNTS
from EMHAssistLib.Likelihood import defaultModelPath, loadModel

EVIDENCE_FILE = EVIDENCE / "evidence.csv"

CLASS_IDS = ("emh", "metastasis", "lymphoma", "infection", "hematoma", "nerve_sheath", "fatty", "other")



def evidenceRows():
    """Return the rows of the evidence base."""
    with open(EVIDENCE_FILE, newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def findRow(rows, place, entry):
    """Return the one row at a place of PublishedCounts that the source of an entry holds, by its address or, where that
    has been replaced by a better one, by its number of patients; the exact level wins."""
    diagnosis, name, start = place.split(" | ")
    found = [row for row in rows if row["diagnosis"] == diagnosis and row["feature"] == name
             and row["level"].startswith(start)]
    found = ([row for row in found if row["doi_or_url"] == entry.source.url]
             or [row for row in found if float(row["n"]) == entry.n])
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

    def testEveryBasePriorAddsUpToOne(self):
        for base in self.model.basePriors:
            self.assertAlmostEqual(sum(base.priors.values()), 1, places=12, msg=base.id)

    def testConditionsOfThePatient(self):
        """What the issue asks for can be ticked; a condition states the finding that it is."""
        states = {condition.id: dict(condition.states) for condition in self.model.conditions}
        self.assertEqual(states["known_hemolysis"], {"hematologic_disorder": "hemolytic"})
        self.assertEqual(states["known_cancer"], {"cancer_history": "present"})
        self.assertEqual(states["fever_or_sepsis"], {"infection_signs": "present"})
        self.assertLessEqual({"known_myeloproliferative", "marrow_failure", "bleeding_risk", "neurofibromatosis",
                              "none_known"}, set(states))

    def testConditionsFavorWhatTheyAreKnownFor(self):
        for conditionId, classId in (("known_hemolysis", "emh"), ("known_myeloproliferative", "emh"),
                                     ("known_cancer", "metastasis"), ("fever_or_sepsis", "infection"),
                                     ("bleeding_risk", "hematoma"), ("neurofibromatosis", "nerve_sheath")):
            weights = self.model.condition(conditionId).weights
            self.assertEqual(max(weights, key=weights.get), classId, conditionId)

    def testGradesOfCompressionWeighNothing(self):
        """And raise the alarm from the first one on at which the cord is touched."""
        feature = self.model.feature("cord_compression")
        self.assertEqual((feature.evidence, feature.origins), ({}, {}))
        self.assertEqual(feature.counts().shape, (0, len(feature.answers)))
        alerts = {answer.id: bool(answer.alert) for answer in feature.answers}
        self.assertFalse(alerts["grade_0"])
        self.assertTrue(alerts["grade_2"] and alerts["grade_3"])

    def testWhatDecidesSaysWhatItAsksOfThePatient(self):
        for examination in self.model.examinations:
            if examination.isDecisive:
                self.assertTrue(examination.burden and examination.risk and examination.reason, examination.id)

    def entries(self):
        """Yield (feature, form id, index, entry) of every entry, shared tables once."""
        for feature in self.model.features:
            for formId, entries in feature.evidence.items():
                if feature.origins[formId] == formId:
                    for index, entry in enumerate(entries):
                        yield feature, formId, index, entry

    def testElicitedEntriesStayWeak(self):
        """Judgment alone is worth 20 patients as a rule and 40 at most; only a split of published patients may be worth
        more."""
        worth = []
        for feature, formId, _index, entry in self.entries():
            if entry.provenance == "elicited" and not entry.source.url:
                self.assertLessEqual(entry.n, 40, f"{feature.id} {formId}")
                worth.append(entry.n)
        self.assertGreater(sum(n <= 20 for n in worth), 0.9 * len(worth))

    def testTextIsAscii(self):
        with open(defaultModelPath(), "rb") as stream:
            stream.read().decode("ascii")

    def testEveryPublishedEntrySaysWhereItStands(self):
        """In the evidence base, or in words what was printed; twice the same source in one table would be ambiguous."""
        published = [((feature.id, formId, entry.source.id), entry)
                     for feature, formId, _index, entry in self.entries() if entry.provenance != "elicited"]
        self.assertEqual(len(published), len({place for place, _entry in published}))
        self.assertLessEqual(PUBLISHED_COUNTS.keys(), {place for place, _entry in published})
        for place, entry in published:
            if place not in PUBLISHED_COUNTS:
                self.assertTrue(entry.reason, place)

    @needs(EVIDENCE_FILE)
    def testPublishedCountsEqualTheEvidenceBase(self):
        rows = evidenceRows()
        for (featureId, formId, sourceId), levels in PUBLISHED_COUNTS.items():
            feature = self.model.feature(featureId)
            entry, = (entry for entry in feature.evidence[formId]
                      if entry.source.id == sourceId and entry.provenance != "elicited")
            counts = dict(zip(feature.answerIds(), entry.counts))
            for level, places in levels.items():
                with self.subTest(feature=featureId, form=formId, source=sourceId, level=level):
                    found = [findRow(rows, place, entry) for place in places]
                    self.assertEqual(counts.pop(level), sum(float(row["positives"]) for row in found))
                    self.assertEqual({float(row["n"]) for row in found}, {entry.n})
            # One level may hold the rest; a second one would have been divided by judgment.
            self.assertLessEqual(sum(count > 0 for count in counts.values()), 1, f"{featureId} {formId} {sourceId}")

    def testPublishedSourcesCanBeFound(self):
        """By a DOI or on the web."""
        for source in self.model.sources:
            if source.id != "judgment":
                self.assertTrue(source.url, source.id)
        for _feature, _formId, _index, entry in self.entries():
            if entry.provenance != "elicited":
                self.assertTrue(entry.source.url, entry.source.id)


if __name__ == "__main__":
    unittest.main()
