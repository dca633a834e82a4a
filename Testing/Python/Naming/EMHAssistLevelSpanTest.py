"""Vertebral levels that something reaches: their words, and which part of the spine they are in."""

import unittest

from EMHAssistLib.Naming.LevelSpan import ABOVE, BELOW, LevelEnd, LevelSpan, parseLevel
from EMHAssistLib.Naming.VertebralLevels import LEVELS


def everySpan():
    """Return all spans that there can be: from a level or above it to a level or below it, or beyond one."""
    found = [LevelSpan()]
    for number, first in enumerate(LEVELS):
        found += [LevelSpan(LevelEnd(first, beyond), LevelEnd(first, beyond)) for beyond in (ABOVE, BELOW)]
        found += [LevelSpan(LevelEnd(first, above), LevelEnd(last, below)) for last in LEVELS[number:]
                  for above in ("", ABOVE) for below in ("", BELOW)]
    return found


class LevelSpanTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.spans = {span.text(): span for span in everySpan()}

    def testWordsTellSpansApart(self):
        self.assertEqual(len(self.spans), len(everySpan()))

    def testLevels(self):
        for level, expected in (("T5", True), ("C7 to T2", True), ("C6 to L1", True), ("T8 and below", True),
                                ("above T4 to T6", True), ("T12 to below L1", True), ("L2", False), ("C3 to C5", False),
                                ("L1 to S2", False), ("L3 and below", False), ("C2 and above", False), ("", None),
                                ("above T4", None), ("below T9", None), ("L2 and above", None), ("below C5", None),
                                ("above L1 to L3", None), ("above T4 to below T9", True), ("above T4 to L2", True),
                                ("above T1", False), ("below L5", False)):
            with self.subTest(level):
                self.assertIs(self.spans[level].reaches("T"), expected)

    def testOtherParts(self):
        self.assertEqual([self.spans["C7 to T2"].reaches(part) for part in "CTLS"], [True, True, False, False])
        self.assertEqual([self.spans["below T9"].reaches(part) for part in "CTLS"], [False, None, None, None])
        self.assertEqual([self.spans["T12 to below L1"].reaches(part) for part in "CTLS"], [False, True, True, None])

    def testKnownAndSingle(self):
        self.assertFalse(LevelSpan())
        self.assertEqual({text for text, span in self.spans.items() if not span}, {""})
        self.assertEqual({text: span.single for text, span in self.spans.items() if span.single},
                         {level: level for level in LEVELS})

    def testTypedSpansAreReadBack(self):
        typed = [span for span in everySpan() if not (span.first.beyond or span.last.beyond)]
        self.assertEqual([parseLevel(span.text()) for span in typed], typed)


if __name__ == "__main__":
    unittest.main()
