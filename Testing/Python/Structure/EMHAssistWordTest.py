"""Words of a fixed set are the plain words wherever they are written, and have titles where the user sees them."""

import csv
import io
import json
import pickle
import unittest

from EMHAssistLib.Likelihood import Verdict
from EMHAssistLib.Measurement import Position, Quantity, Relation, Side
from EMHAssistLib.Panel.Titles import wordTitle

WORDS = {
    Verdict: "likely possible unlikely insufficient",
    Relation: "similar lower higher undetermined different ",
    Quantity: "ratio difference enhancement chemical_shift absolute",
    Side: "left right midline both ",
    Position: "anterior posterior lateral around ",
}


class WordTest(unittest.TestCase):

    def testWordsAreThoseOfTheFiles(self):
        for kind, words in WORDS.items():
            self.assertEqual([str(word) for word in kind], words.split(" "))

    def testWrittenPlainly(self):
        """On every version of Python, which differ in how they write members of an enumeration that are text, too."""
        word, text = Relation.LOWER, io.StringIO()
        csv.writer(text).writerow([word, Relation.NONE])
        self.assertEqual(text.getvalue(), "lower,\r\n")
        self.assertEqual(json.dumps({word: [word]}), '{"lower": ["lower"]}')
        for written in (str(word), f"{word}", f"{word!r}".strip("'"), "{word}".format(word=word), "%s" % word,
                        ", ".join([word]), f"{word:>7}".strip()):
            self.assertEqual((written, type(written)), ("lower", str))

    def testEqualsTheWord(self):
        self.assertEqual({Relation.LOWER: 1}["lower"], 1)
        self.assertEqual(sorted([Relation.SIMILAR, Relation.HIGHER]), ["higher", "similar"])
        self.assertFalse(Side.UNKNOWN)
        self.assertIs(pickle.loads(pickle.dumps(Side.LEFT)), Side.LEFT)
        self.assertIs(Verdict("likely"), Verdict.LIKELY)

    def testTitlesAreTheWordsInEnglish(self):
        for kind in (Verdict, Relation, Side, Position):
            for word in kind:
                self.assertEqual(wordTitle(word), str(word))


if __name__ == "__main__":
    unittest.main()
