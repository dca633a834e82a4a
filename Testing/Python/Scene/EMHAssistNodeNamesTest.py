"""Odd characters in every name: the case can be saved and loaded again, measures the same, and says what it left out.
"""

import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import reopenScene
from EMHAssistLib import Likelihood
from EMHAssistLib.PlainNames import CHANGED, fileSafe, plainName, savable
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.CorrectedVolumes import checksum, storeCorrected
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.RegionCopies import duplicateRegion
from EMHAssistLib.Scene.Regions import RegionSource

MODEL_FILE = Path(Likelihood.__file__).parent / "EMHAssistModel.json"
# XML 1.0 knows none of them.
UNSAVABLE = ("\x01", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff")
# Can be saved: they stay as another module has written them.
ODD = ("\n", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff", " & ", "&amp;", "<b>", "\"'>", "=1+1",
       "\U0001f600", "\U0001fffe", "\\n", "%20", "%n%s%")


class PlainNamesTest(unittest.TestCase):
    """The texts alone."""

    def testWhatIsLeft(self):
        for given, plain in (("mass", "mass"), ("a\x00\x01b", "ab"), ("a\ufffe\uffffb", "ab"), ("a\ud800b", "ab"),
                             ("a\nb\tc", "a b c"), ("\u202etxt\u202c", "txt"), (" a  b ", " a  b "), (None, ""),
                             ("\u00e4\u4e2d\U0001f600", "\u00e4\u4e2d\U0001f600"), (b"M\xe4rz", "M\u00e4rz"),
                             ("a & b", "a & b"), ("x" * 300, "x" * 197 + "...")):
            with self.subTest(ascii(given)):
                self.assertEqual(plainName(given), plain)
        self.assertEqual((savable("a\n\u202eb"), fileSafe("T1 & T2")), ("a\n\u202eb", "T1 + T2"))


class SavedNamesTest(ModuleCase):
    """Saved, and loaded again."""

    def setUp(self):
        super().setUp()
        self.hideWindow()
        # As while the user works in another module; each test updates by itself.
        self.widget.parent.exit()
        self.addCleanup(self.widget.parent.enter)

    def results(self):
        return [(row.lesion.name, row.reference.name if hasattr(row.reference, "name") else "", row.series.label,
                 row.comparison.value) for row in self.logic.update().comparisons]

    def reload(self):
        reopenScene()
        slicer.app.processEvents()

    def testNamesThatAreSetByOthers(self):
        """By another module, or Slicer's own reader of DICOM."""
        text = "".join(UNSAVABLE)
        for odd in (text, "c".join(ODD), "\u00e4" * 300):
            with self.subTest(ascii(odd)[:20]):
                slicer.mrmlScene.Clear()
                slicer.app.processEvents()
                self.loadCase()
                name = f"a{odd}b"
                segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", name)
                segmentation.GetSegmentation().AddEmptySegment("one", name)
                Volumes.setMetadata(self.volumes[0], {"SeriesDescription": name, "ScanningSequence": "SE"})
                for node in (*self.volumes, self.lesion, self.marrow, self.logic.activeCase()):
                    node.SetName(name)
                    node.SetDescription(name)
                before = self.results()
                self.assertTrue(before)
                self.reload()
                self.assertEqual(self.results(), before)
                self.assertEqual(self.volumes[0].GetDescription(), "ab" if odd is text else name)
                if odd is text:
                    self.assertEqual(before[0][0], "ab")
                    self.assertIn(f"ab: {CHANGED}.", self.logic.result.warnings)
                    statements = self.logic.result.comparability.statements
                    self.assertIn(CHANGED, [statement.reason for statement in statements])
                else:
                    self.assertEqual(before[0][0], name)
                    self.assertNotIn(f"{before[0][0]}: {CHANGED}.", self.logic.result.warnings)

    def testNoName(self):
        """Slicer gives a node that has none the name of its class when it opens the scene."""
        self.loadCase()
        self.lesion.SetName("")
        before = self.results()
        self.reload()
        self.assertEqual((self.results(), before[0][0]), (before, "region"))

    def testVolumesThatAreNoSeries(self):
        """They are saved with the case, and would take it with them."""
        self.loadCase()
        array = slicer.util.arrayFromVolume(self.volumes[0])
        corrected = storeCorrected(slicer.mrmlScene, self.volumes[0], array * np.float32(2), checksum(self.volumes[0]))
        labels = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode")
        slicer.util.updateVolumeFromArray(labels, (array > 110).astype(np.uint8))
        colors = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLVectorVolumeNode")
        slicer.util.updateVolumeFromArray(colors, np.zeros((2, 2, 2, 3), np.uint8))
        for number, node in enumerate((corrected, labels, colors)):
            node.SetName(f"bell\x07{number}")
            node.SetDescription("and \uffff this")
        before = self.results()
        self.reload()
        self.assertEqual(self.results(), before)
        for number in range(3):
            self.assertEqual(slicer.util.getNode(f"bell{number}").GetDescription(), "and  this")

    def testNamesThatComeThroughUs(self):
        self.loadCase()
        for number, odd in enumerate(("\x01\x0b", "\uffff", "\ud800", "\u202e", "&", "x" * 300)):
            with self.subTest(ascii(odd)[:20]):
                place = -10, 3 * number - 12, 8
                node = self.logic.addRegion(f"a{odd}b", "other_lesion", place, (1, 1, 1))
                self.assertEqual(node.GetName(), plainName(f"a{odd}b"))
                self.logic.renameRegion(RegionSource(node), f"c{odd}d")
                self.assertEqual(node.GetName(), plainName(f"c{odd}d"))
                self.assertEqual(RegionSource(node).notes, () if odd == "&" else (CHANGED,))
                points = np.array([[-10, 0, 0], [-12, 0, 0], [-10, 2, 0.0]]) + [0, 0, number]
                addCurve(slicer.mrmlScene, f"e{odd}f", "other_lesion", points, 2)
        self.logic.newCase("g\x01\ud800h")
        self.assertEqual(self.logic.activeCase().GetName(), "gh")
        self.logic.renameCase(self.logic.activeCase(), "i\ufffej")
        self.logic.activateCase(self.logic.cases()[0])
        before = self.results()
        self.reload()
        self.assertEqual(self.results(), before)

    def testTextThatIsNotUtf8(self):
        """As some files are, in spite of what they say."""
        self.loadCase()
        for node in (self.volumes[0], self.lesion):
            node.SetName(b"M\xe4rz")
        before = self.results()
        self.assertEqual((before[0][0], self.volumes[0].GetName()), ("M\u00e4rz", "M\u00e4rz"))
        self.reload()
        self.assertEqual(self.results(), before)

    def testOwnModel(self):
        data = json.loads(MODEL_FILE.read_text(encoding="utf-8"))
        data["name"] = "Mine & \ufffe"
        data["description"] = "So \uffff far"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.json"
            path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            self.loadCase()
            self.logic.useModel(path)
        self.logic.update()
        self.reload()
        self.logic.update()
        self.assertEqual((self.logic.modelProblem(), self.logic.isOwnModel(), self.logic.model.description),
                         ("", True, "So \uffff far"))

    def testCopyOfARegionWithAPercentSign(self):
        """Given where points were there already; in the copy they are added."""
        self.loadCase()
        curve = addCurve(slicer.mrmlScene, "curve", "marrow", [[0, 0, 0], [5, 0, 0], [0, 5, 0]], 2)
        for node in (curve, self.lesion):
            node.SetName("50 %n%s")
            self.assertEqual(duplicateRegion(RegionSource(node)).name.partition("_")[0], "50  percentn percents")


if __name__ == "__main__":
    unittest.main()
