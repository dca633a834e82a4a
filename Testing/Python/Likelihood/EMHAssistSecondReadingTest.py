"""Published counts of the shipped model beside what a second reader took from the same sources."""

import csv
import unittest
from pathlib import Path

from EMHAssistCases.PublishedCounts import PUBLISHED_COUNTS
from EMHAssistLib.Likelihood import loadModel

FILE = Path(__file__).parents[1] / "Data" / "SecondReading.csv"
# Of a share of patients: counts were scaled and rounded.
TOLERANCE = 0.012


def secondReading():
    """Return {(feature, form, source): (counts, n)} as read; answers of which the source gives no number are left
    out."""
    with open(FILE, newline="", encoding="ascii") as stream:
        return {(row["feature"], row["form"], row["source"]): (_counts(row["counts"]), float(row["n"]))
                for row in csv.DictReader(stream)}


def _counts(text):
    return {answer: float(count) for answer, count in (part.rsplit(" ", 1) for part in text.split("; "))}


class SecondReadingTest(unittest.TestCase):

    def setUp(self):
        self.published = {}
        for feature in loadModel().features:
            for formId, entries in feature.evidence.items():
                if feature.origins[formId] == formId:
                    for entry in entries:
                        if entry.provenance != "elicited":
                            counts = dict(zip(feature.answerIds(), entry.counts))
                            self.published[feature.id, formId, entry.source.id] = counts, entry.n

    def testCountsAreThoseOfTheSecondReader(self):
        for key, (counts, n) in secondReading().items():
            with self.subTest(key):
                self.assertTrue(counts)
                entry, size = self.published[key]
                for answer, count in counts.items():
                    self.assertAlmostEqual(entry[answer] / size, count / n, delta=TOLERANCE, msg=answer)

    def testEveryPublishedEntryWasReadTwice(self):
        """By the second reader, or beside the evidence base (see PublishedCounts)."""
        self.assertEqual(self.published.keys() - secondReading().keys() - PUBLISHED_COUNTS.keys(), set())


if __name__ == "__main__":
    unittest.main()
