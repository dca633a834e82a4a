"""Tests of vertebral levels as case reports write them: the part of the spine, and the extent along it."""

import unittest

from EMHAssistLib.Naming.SpinalLevels import extentWord, segmentCount, spinalExtent, spinalRegion


class SpinalRegionTest(unittest.TestCase):
    def testTexts(self):
        for text, region in (
                ("T3-T8", "thoracic"), ("D2-D12", "thoracic"), ("C5-T2", "thoracic"), ("C6 to L1", "thoracic"),
                ("C5-L1", "thoracic"), ("C3\u2013S1", "thoracic"), ("T11-12 left foramen", "thoracic"),
                ("Th5/6", "thoracic"), ("t 7", "thoracic"), ("foramen magnum-L2", "thoracic"),
                ("T8 downwards", "thoracic"), ("C4 downwards", "thoracic"), ("L3 upwards", "thoracic"),
                ("whole spine", "thoracic"), ("thoracic", "thoracic"), ("mid-dorsal", "thoracic"),
                ("dorsolumbar", "thoracic"), ("cervicothoracic", "thoracic"), ("cervical to lumbar", "thoracic"),
                ("L2; also T4", "thoracic"), ("D4-S4; foramina L4-5, L5-S1", "thoracic"), ("T13", "thoracic"),
                ("presacral; T5", "thoracic"), ("C8-T1", "thoracic"),
                ("sacrum", "sacral"), ("presacral", "sacral"), ("lumbosacral", "sacral"), ("L5-S3", "sacral"),
                ("L4-S1", "sacral"), ("S2", "sacral"), ("lumbar to sacral", "sacral"), ("C3, S2", "sacral"),
                ("L4-5", "elsewhere"), ("L4/L5", "elsewhere"), ("lower lumbar", "elsewhere"), ("C2-7", "elsewhere"),
                ("L5-S1", "elsewhere"), ("foramina L4-5, L5-S1", "elsewhere"), ("L2 downwards", "elsewhere"),
                ("C3, L4", "elsewhere"), ("cervical, lumbar", "elsewhere"), ("foramen magnum", "elsewhere"),
                ("C8", "elsewhere"),
                ("", ""), ("left", ""), ("T14", ""), ("T45", ""), ("L9", ""), ("multiple", ""), ("section 3", ""),
                ("12", "")):
            with self.subTest(text):
                self.assertEqual(spinalRegion(text), region)


class SpinalExtentTest(unittest.TestCase):
    def testTexts(self):
        for text, extent in (
                ("T3-T10", "long"), ("D2-D12", "long"), ("D4-S4; foramina L4-5, L5-S1", "long"), ("T3-8", "long"),
                ("foramen magnum-L2", "long"), ("whole spine", "long"), ("T1-2 / T4-6", "long"),
                ("T3-8; later T10-12", "long"), ("C3, L4", "long"), ("thoracic, worst T3-T9", "long"),
                ("T8\u2013T10", "short"), ("T5", "short"), ("T8-T9", "short"), ("Th5/6", "short"), ("L5-S1", "short"),
                ("foramina L4-5, L5-S1", "short"), ("thoracic (T5-T6)", "short"), ("T5-T7, left foramen", "short"),
                ("L5-S3", "medium"), ("T5-9", "medium"), ("T11-L2", "medium"), ("T5-T8", "medium")):
            with self.subTest(text):
                self.assertEqual(spinalExtent(text), extent)

    def testWordsTellNoEnd(self):
        for text in ("", "left", "multiple", "thoracic", "lumbosacral", "dorsolumbar", "lower lumbar", "presacral",
                     "foramen magnum", "L2; thoracic", "thoracic to L2", "L2 downwards", "T3 upwards", "T14"):
            with self.subTest(text):
                self.assertEqual(spinalExtent(text), "")

    def testWordsFarApartTellALongOne(self):
        for text in ("C5-T2 epidural; mid-thoracic to lumbar prevertebral", "cervical to lumbar", "cervical, lumbar",
                     "mid-dorsal to L2", "T5 and presacral", "T8 downwards", "L3 upwards"):
            with self.subTest(text):
                self.assertEqual(spinalExtent(text), "long")

    def testTheWorstLevelIsNotTheExtent(self):
        for text in ("thoracic, worst T5/T6", "worst at T5-T9", "multiple levels, e.g. T5", "mainly T4-T6",
                     "T5-T6 with cord compression"):
            with self.subTest(text):
                self.assertEqual(spinalExtent(text), "")

    def testRootsAndVariantsAreNoFurtherSegments(self):
        self.assertEqual(spinalExtent("C7-T2"), "short")
        self.assertEqual(spinalExtent("C8-T2"), "short")
        self.assertEqual(spinalExtent("T11-L1"), "short", "no T13 unless it is named")
        self.assertEqual(spinalExtent("T12-L2"), "short")
        self.assertEqual(spinalExtent("L4-S1"), "short", "no L6 unless it is named")
        self.assertEqual(segmentCount("T12", "T13"), 2)
        self.assertEqual(segmentCount("C7", "C7"), 1)
        self.assertEqual(segmentCount("L1", "T1"), 1)

    def testTheBoundsOfTheWords(self):
        self.assertEqual([extentWord(count) for count in range(1, 8)],
                         ["short"] * 3 + ["medium"] * 2 + ["long"] * 2)
