"""Segments in another language, told by what they are coded as; one click for all, and their table by level."""

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addVolume
from EMHAssistCases.SegmentationCase import addSegmentation, sources, spineLabels
from EMHAssistLib.Naming.SegmentNames import segmentLevels, segmentTissues

NAMES = ("Wirbel T5", "Wirbelk\u00f6rper Mark", "Kanal", "vertebrae_T9", "R\u00fcckenmark", "Bandscheibe")


def entry(code, meaning, region=""):
    """Return a terminology entry as 3D Slicer writes it."""
    return (f"Segmentation category and type - DICOM master list~SCT^123037004^Anatomical Structure~"
            f"SCT^{code}^{meaning}~^^~Anatomic codes - DICOM master list~{region or '^^'}~^^")


CODES = (entry("56401006", "T5 vertebra"), entry("14016003", "Bone marrow", "SCT^45296009^T6 vertebra"),
         entry("61853006", "Spinal canal"), "", entry("2748008", "Spinal cord"), entry("72692000", "T5/T6 disc"))


class CodedSegmentsTest(ModuleCase):
    """Codes count before names."""

    def testTissues(self):
        found = [(one.role, one.level, one.isWholeVertebra) if one else None for one in segmentTissues(NAMES, CODES)]
        self.assertEqual(found, [("marrow", "T5", True), ("marrow", "T6", False), None, ("marrow", "T9", True),
                                 ("cord", "", False), ("disc", "", False)])
        self.assertEqual(segmentLevels(NAMES, CODES), ["T5", "", "", "T9", "", ""])
        # A name that contradicts its code, a mass in a vertebra, another scheme, and what is no entry.
        self.assertEqual(segmentTissues(["vertebrae_T9"], [CODES[0]])[0].level, "T5")
        self.assertIsNone(segmentTissues(["lesion"], [entry("4147007", "Mass", "SCT^56401006^T5 vertebra")])[0])
        self.assertIsNone(segmentTissues(["metastasis in T5"], [CODES[0]])[0])
        for text in ("", "~~", "a~b~99X^56401006^T5~", "SCT^56401006"):
            self.assertEqual(segmentTissues(["cord"], [text])[0].role, "cord")

    def testOneClickAndTheTable(self):
        labels, ijkToRas = spineLabels()
        addVolume(np.where(labels == 1, 300, np.where(labels == 5, 200, 100)).astype(np.float32), ijkToRas, "t1", "T1")
        node = addSegmentation(labels, ijkToRas, NAMES)
        for source, code in zip(sources(node).values(), CODES):
            if code:
                node.GetSegmentation().GetSegment(source.segmentId).SetTag(
                    slicer.vtkSegment.GetTerminologyEntryTagName(), code)
        slicer.app.processEvents()
        self.widget.ui.referencesButton.click()
        self.logic.update()
        roles = {source.name: source.role for source in sources(node).values()}
        self.assertEqual([roles[name] for name in NAMES], ["marrow", "marrow", "", "marrow", "cord", "disc"])
        self.widget.ui.copyReferencesButton.click()
        rows = [line.split("\t") for line in slicer.app.clipboard().text().splitlines()]
        self.assertEqual(rows[0], ["level", "reference", "role", "ml", "T1"])
        self.assertEqual((rows[1][0], rows[1][1][:9], rows[1][2]), ("T5", "Wirbel T5", "marrow"))
        self.assertEqual(float(rows[1][4]), 300)
        self.assertEqual(len(rows), 6)
        self.assertIn("5 references", self.widget.ui.regionProblemLabel.text)
