"""Vertebrae and tissues by the names that segmentation tools publish; levels along the spine."""

import unittest
from itertools import pairwise

from EMHAssistLib.Measurement import LevelScale
from EMHAssistLib.Naming.LevelSpan import parseLevel
from EMHAssistLib.Naming.SegmentNames import segmentTissues
from EMHAssistLib.Naming.VertebralLevels import LEVELS, vertebraLevel, vertebraLevels

USUAL = [level for level in LEVELS if level[0] != "S" and level not in ("T13", "L6")]
# The classes of TotalSpineSeg as its README lists them, and as its label map abbreviates them.
TOTAL_SPINE_SEG = ["spinal_cord", "spinal_canal", "sacrum", *(f"vertebrae_{level}" for level in USUAL), "disc_L5_S",
                   *(f"disc_{upper}_{lower}" for upper, lower in pairwise(USUAL[1:]))]
TOTAL_SPINE_SEG_MAP = ["SC", "CSF", "sacrum", *USUAL, "L5-S",
                       *(f"{upper}-{lower}" for upper, lower in pairwise(USUAL[1:]))]
# Those classes of TotalSegmentator that are near the spine; SNOMED CT titles are what Slicer shows for them.
TOTAL_SEGMENTATOR = ["sacrum", "vertebrae_S1", *(f"vertebrae_{level}" for level in USUAL), "spinal_cord", "aorta",
                     "autochthon_left", "autochthon_right", "iliopsoas_left", "iliopsoas_right", "rib_left_5",
                     "gluteus_maximus_left", "costal_cartilages", "esophagus", "kidney_left"]
SNOMED = [*(f"{level} vertebra" for level in USUAL), "Spinal cord", "Deep muscle of back", "Sacrum", "Aorta"]
# The subregions of SPINEPS by name and by label, and labels of its instance masks with discs and endplates.
SPINEPS = ["Arcus_Vertebrae", "Spinosus_Process", "Costal_Process_Left", "Superior_Articular_Left",
           "Vertebra_Corpus_border", "Spinal_Cord", "Spinal_Canal", "Endplate", "Vertebra_Disc", "Sacrum"]
SPINEPS_LABELS = [41, 42, 43, 45, 49, 60, 61, 62, 100, 26]
SPINEPS_INSTANCES = [18, 19, 20, 21, 118, 119, 120, 121, 218, 219, 220]


def roles(names):
    """Return the role of each name that tells one."""
    return {name: tissue.role for name, tissue in zip(names, segmentTissues(names)) if tissue}


class VertebraNamesTest(unittest.TestCase):
    """Which segment is which vertebra."""

    def testToolsNameVertebrae(self):
        for names in (TOTAL_SPINE_SEG, TOTAL_SEGMENTATOR, SNOMED, TOTAL_SPINE_SEG_MAP):
            found = {level: name for name, level in zip(names, vertebraLevels(names)) if level}
            self.assertEqual(set(found), set(USUAL) | ({"S1"} if "vertebrae_S1" in names else set()))
            for level, name in found.items():
                self.assertIn(name, (level, f"vertebrae_{level}", f"{level} vertebra"))

    def testOtherWaysToSayIt(self):
        for name in ("vertebrae_T5", "vertebra T5", "Vertebra_T5", "vertebral body T5", "vertebrae_T5_body",
                     "T5 vertebra", "T5 vertebral body", "T5_corpus", " T5 body "):
            self.assertEqual(vertebraLevel(name), "T5", name)
        self.assertEqual(vertebraLevel("vertebrae_T13"), "T13")

    def testNotAVertebra(self):
        for name in ("T1", "T2", "T5", "disc_T5_T6", "T5-T6", "T5_ivd", "T5_endplate", "vertebrae_T14", "vertebrae_C8",
                     "T2 lesion", "sag T2", "T1 post", "vertebrae", "rib_left_5", "vertebrae_T5_lesion", "nerve T5",
                     "lesion at vertebra T5", "vertebral artery", "T1 map", "S1", "", "5"):
            self.assertEqual(vertebraLevel(name), "", name)

    def testSequencesAreNotLevels(self):
        """A lesion drawn on T1 and on T2, also beside real vertebrae."""
        self.assertEqual(vertebraLevels(["T1", "T2"]), ["", ""])
        self.assertEqual(vertebraLevels(["T1", "T2", "STIR", "vertebrae_T3"]), ["", "", "", "T3"])
        self.assertEqual(vertebraLevels(["C7", "T1", "T2"]), ["C7", "T1", "T2"])
        self.assertEqual(vertebraLevels(["T12", "L1", "L3"]), ["", "", ""])

    def testLabelsOfSpineps(self):
        """In its instance masks T11 is 18, L1 is 20 and T13 is 28; discs and endplates give the mask away."""
        for prefix in ("Segment_", "Label_", ""):
            names = [f"{prefix}{label}" for label in SPINEPS_INSTANCES]
            self.assertEqual(vertebraLevels(names)[:4], ["T11", "T12", "L1", "L2"])
            self.assertEqual(set(vertebraLevels(names)[4:]), {""})
        self.assertEqual(set(vertebraLevels([f"Segment_{number}" for number in range(1, 30)])), {""})

    def testLevelsOfUsers(self):
        self.assertEqual([parseLevel(text).text() for text in (" t5 ", "T13", "L6", "S5", "")],
                         ["T5", "T13", "L6", "S5", ""])
        for text in ("T14", "C8", "L7", "S6", "T5/6", "D5", "5"):
            with self.assertRaisesRegex(ValueError, "C1 to C7"):
                parseLevel(text)


class TissueNamesTest(unittest.TestCase):
    """Which segment is which reference."""

    def testTotalSpineSeg(self):
        found = roles(TOTAL_SPINE_SEG)
        self.assertEqual(found["spinal_cord"], "cord")
        self.assertEqual(found["disc_T5_T6"], "disc")
        self.assertEqual(found["disc_L5_S"], "disc")
        self.assertEqual(found["vertebrae_T5"], "marrow")
        self.assertEqual(set(TOTAL_SPINE_SEG) - set(found), {"spinal_canal", "sacrum"})
        found = roles(TOTAL_SPINE_SEG_MAP)
        self.assertEqual([found[name] for name in ("SC", "CSF", "T5", "T5-T6", "L5-S")],
                         ["cord", "csf", "marrow", "disc", "disc"])
        self.assertEqual(roles(["SC", "T5-T6"]), {}, "abbreviations alone tell nothing")

    def testTotalSegmentator(self):
        found = roles(TOTAL_SEGMENTATOR)
        for name in ("autochthon_left", "autochthon_right", "iliopsoas_left"):
            self.assertEqual(found[name], "muscle")
        self.assertEqual(found["spinal_cord"], "cord")
        for name in ("aorta", "rib_left_5", "gluteus_maximus_left", "costal_cartilages", "sacrum"):
            self.assertNotIn(name, found)
        self.assertEqual(roles(SNOMED)["Deep muscle of back"], "muscle")
        self.assertEqual(roles(["intervertebral_discs", "vertebrae", "subcutaneous_fat", "body", "torso_fat"]),
                         {"intervertebral_discs": "disc", "vertebrae": "marrow", "subcutaneous_fat": "fat"})

    def testSpineps(self):
        expected = {"Vertebra_Corpus_border": "marrow", "Spinal_Cord": "cord", "Vertebra_Disc": "disc"}
        self.assertEqual(roles(SPINEPS), expected)
        numbered = [f"Segment_{label}" for label in SPINEPS_LABELS]
        self.assertEqual(roles(numbered), {"Segment_49": "marrow", "Segment_60": "cord", "Segment_100": "disc"})
        self.assertEqual(roles([f"Segment_{number}" for number in range(1, 101)]), {})

    def testWholeVertebraeAreTold(self):
        names = ["vertebrae_T5", "T6 vertebral body", "Vertebra_Corpus", "vertebrae", "marrow", "spinal_cord"]
        self.assertEqual([tissue.isWholeVertebra for tissue in segmentTissues(names)],
                         [True, False, False, True, False, False])

    def testLesionsAreNoReferences(self):
        names = ["cord lesion", "disc herniation", "T5 metastasis", "vertebra hemangioma", "marrow edema",
                 "epidural mass", "spinal canal", "muscle abscess", "CSF leak", "fat necrosis", "T1", "lesion",
                 "umbilical cord"]
        self.assertEqual(roles(names), {})


def levelAt(scale, position):
    """Return the level of a single place, in words."""
    return scale.span(position, position).text()


class LevelScaleTest(unittest.TestCase):
    """Levels from places along the spine."""

    def setUp(self):
        self.scale = LevelScale({"T4": 48.0, "T5": 24.0, "T7": -26.0, "T8": -52.0})

    def testNearestAndBetween(self):
        for position, level in ((48, "T4"), (37, "T4"), (35, "T5"), (0, "T6"), (-10, "T6"), (-15, "T7"), (-60, "T8")):
            self.assertEqual(levelAt(self.scale, position), level, position)

    def testBeyondWhatIsKnown(self):
        self.assertEqual(levelAt(self.scale, 59), "T4")
        self.assertEqual(levelAt(self.scale, 61), "above T4")
        self.assertEqual(levelAt(self.scale, -65), "below T8")

    def testSpans(self):
        self.assertEqual(self.scale.span(-30, 30).text(), "T5 to T7")
        self.assertEqual(self.scale.span(20, 30).text(), "T5")
        self.assertEqual(self.scale.span(-70, -50).text(), "T8 and below")
        self.assertEqual(self.scale.span(45, 70).text(), "T4 and above")
        self.assertEqual(self.scale.span(0, 70).text(), "above T4 to T6")
        self.assertEqual(LevelScale({}).span(0, 10).text(), "")

    def testVariants(self):
        """Between T11 and L1 lies T12 alone, unless a T13 is named."""
        self.assertEqual(levelAt(LevelScale({"T11": 0.0, "L1": -56.0}), -28), "T12")
        self.assertEqual(levelAt(LevelScale({"T11": 0.0, "T13": -50.0, "L1": -78.0}), -26), "T12")

    def testMisnamedVertebraeAreRefused(self):
        with self.assertRaisesRegex(ValueError, "T6 lies -24 mm below T5"):
            LevelScale({"T5": 0.0, "T6": 24.0})
        with self.assertRaisesRegex(ValueError, "C7 lies 37 mm below C6, where about 18 mm"):
            LevelScale({"C6": 37.0, "C7": 0.0})


if __name__ == "__main__":
    unittest.main()
