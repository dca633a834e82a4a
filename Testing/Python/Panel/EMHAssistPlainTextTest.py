"""One nasty name in every place: it is shown as it is, never as HTML, which would open the files it names."""

import ast
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addVolume
from EMHAssistLib import Likelihood, Panel
from EMHAssistLib.Comparability import Consequence, Objection
from EMHAssistLib.Panel.Widgets.PlainText import confirmed, errorsShown
from EMHAssistLib.Report.Readout import shortName
from EMHAssistLib.Report.ViewText import shortBoxText
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.Regions import RegionSource
from EMHAssistLib.Scene.StoredObjections import storeObjections

NASTY = '<b>x</b><img src="file:///etc/passwd">&amp;'
PANEL = Path(Panel.__file__).parent
MODEL_FILE = Path(Likelihood.__file__).parent / "EMHAssistModel.json"


def rendered(text):
    """Return what Qt shows of a text that it may take for HTML, and whether there is an image or a bold letter."""
    if not qt.Qt.mightBeRichText(text):
        return text, False
    document = qt.QTextDocument()
    document.setHtml(text)
    html = document.toHtml()
    return document.toPlainText(), "<img" in html


class PlainTextTest(ModuleCase):
    """All widgets of the panel, walked through."""

    def setUp(self):
        super().setUp()
        self.hideWindow()
        self.seen = set()

    def everyWidget(self):
        return [self.widget.panel.widget, *slicer.util.findChildren(self.widget.panel.widget)]

    def checkTip(self, text, where):
        if "img" in text:
            shown, hasImage = rendered(text)
            self.assertIn(NASTY, shown, where)
            self.assertFalse(hasImage, where)
            self.seen.add("tip")

    def checkAll(self):
        """Check that nothing in the panel shows the name as HTML."""
        for widget in self.everyWidget():
            where = f"{widget.className()} {widget.objectName}"
            if not callable(getattr(widget, "setToolTip", None)):
                continue
            self.checkTip(widget.toolTip, where)
            kind = widget.className()
            if kind == "QLabel" and "img" in widget.text:
                self.seen.add(kind)
                if widget.textFormat != qt.Qt.PlainText:
                    shown, hasImage = rendered(widget.text)
                    self.assertIn("<img", shown, where)
                    self.assertFalse(hasImage, where)
            elif kind == "QTextBrowser" and "img" in widget.toHtml():
                self.seen.add(kind)
                self.assertIn("<img src=", widget.toPlainText(), where)
                self.assertNotIn("<img", widget.toHtml(), where)
            elif kind == "QTableWidget":
                headers = [*map(widget.verticalHeaderItem, range(widget.rowCount)),
                           *map(widget.horizontalHeaderItem, range(widget.columnCount))]
                for header in filter(None, headers):
                    self.checkTip(header.toolTip(), where)
                for row in range(widget.rowCount):
                    for column in range(widget.columnCount):
                        item = widget.item(row, column)
                        if item is not None:
                            self.checkTip(item.toolTip(), where)
                            self.seen |= {kind} if "img" in item.text() else set()
        for action in self.widget.ui.regionTable.actions():
            self.checkTip(action.toolTip, action.text)

    def checkResult(self, ui):
        """Check that what is measured, and what is not, is shown under the name as it is."""
        self.assertIsNotNone(self.logic.result, self.logic.problem)
        readout = ui.readoutBrowser.toPlainText()
        for part in (f"Unknown region role '{NASTY}'", f"Unknown sequence role '{NASTY}'", f"{NASTY}: note {NASTY}.",
                     f"T1: doubtful: {NASTY}."):
            self.assertIn(part, readout)
        self.assertEqual((ui.ratioTable.rowCount, ui.ratioTable.columnCount), (1, 2))
        self.assertEqual(" ".join(ui.ratioTable.verticalHeaderItem(0).text().split()), NASTY)
        self.assertIn("1.2", ui.ratioTable.item(0, 0).text())
        self.assertTrue(any(NASTY in rendered(ui.seriesTable.item(0, column).toolTip())[0]
                            for column in range(ui.seriesTable.columnCount) if ui.seriesTable.item(0, column)))
        # Drawn letter by letter, but for formulas.
        name = shortName(NASTY)
        self.assertIn("<b>x</b><img", name)
        self.assertIn(name, "\n".join(shortBoxText(self.logic.result, "marrow").further))
        self.logic.showRatioPlot(True)
        chart = self.logic.getParameterNode().parameterNode.GetNodeReference("ratioChart")
        self.assertIn(name, chart.GetNthPlotSeriesNode(2).GetName())
        self.logic.showRatioPlot(False)
        with mock.patch.object(slicer.util, "confirmYesNoDisplay", return_value=False) as asked:
            ui.removeCaseButton.click()
        shown, hasImage = rendered(asked.call_args[0][0])
        self.assertIn(f"Remove {NASTY} with", shown)
        self.assertFalse(hasImage)

    def testNamesOfNodes(self):
        self.loadCase()
        segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", NASTY)
        segmentation.GetSegmentation().AddEmptySegment("one", NASTY)
        segmentation.GetSegmentation().AddEmptySegment("two", NASTY)
        RegionSource(segmentation, "one").setRole("marrow")
        curve = addCurve(slicer.mrmlScene, NASTY, "other_lesion", [[-10, 0, 9], [-8, 0, 9], [-8, 2, 9]], 2)
        other = addVolume(np.ones((2, 2, 2), np.float32), name=NASTY)
        Volumes.setMetadata(self.volumes[0], {"SeriesDescription": NASTY})
        for node in (*self.volumes, self.lesion, self.marrow, self.logic.activeCase()):
            node.SetName(NASTY)
        # As a reader of files might write.
        storeObjections(self.volumes[0], [Objection("position", NASTY, Consequence.DOUBTFUL, 0.1)])
        RegionSource(self.marrow).setNotes([f"note {NASTY}"])
        self.logic.newCase(f"2 {NASTY}")
        self.logic.activateCase(self.logic.cases()[0])
        # As another version might write.
        curve.SetAttribute("EMHAssist.RegionRole", NASTY)
        other.SetAttribute("EMHAssist.SequenceRole", NASTY)
        self.logic.setFinding("margins", "well_defined")
        self.logic.activeCase().SetParameter("Finding.unknown", NASTY)
        slicer.app.processEvents()
        ui = self.widget.ui
        self.checkResult(ui)
        for row in range(ui.regionTable.rowCount):
            ui.regionTable.selectRow(row)
            self.checkAll()
        duplicate = self.logic.duplicateRegion(RegionSource(self.lesion))
        self.logic.deleteRegion(duplicate)
        self.widget.panel.sections["RegionsSection"].fromScene._use([RegionSource(segmentation, "two")], "")
        self.widget.panel.sections["ModelSection"].useModel("/no/" + NASTY)
        self.assertIn("<img", ui.modelLabel.text)
        self.checkAll()
        ui.learnLabel.setText(NASTY)
        ui.alignmentLabel.setText(NASTY)
        ui.biasFieldLabel.setText(NASTY)
        self.widget.panel.caseBar.showNotices()
        slicer.app.processEvents()
        self.checkAll()
        self.assertEqual(self.seen, {"tip", "QLabel", "QTextBrowser", "QTableWidget"})
        for label in (ui.modelLabel, ui.addRegionLabel, ui.caseNoticeLabel, ui.regionProblemLabel):
            self.assertEqual(label.textFormat, qt.Qt.PlainText)

    def testOwnModel(self):
        text = MODEL_FILE.read_text(encoding="utf-8")
        data = json.loads(text)

        def spoil(value, key=""):
            if isinstance(value, dict):
                return {name: spoil(one, name) for name, one in value.items()}
            if isinstance(value, list):
                return [spoil(one, key) for one in value]
            return f"{NASTY} {value}" if key in ("title", "description", "statement", "citation", "name") else value

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.json"
            path.write_text(json.dumps(spoil(data)), encoding="utf-8")
            self.loadCase()
            self.logic.useModel(path)
        self.logic.setFinding("margins", "well_defined")
        self.logic.update()
        slicer.app.processEvents()
        # Shown a moment after the last change.
        view = self.widget.panel.sections["ReadoutSection"]._view
        view._showEvidence("margins")
        view.showDoubt()
        self.assertIn(NASTY, view._evidence.browser.toPlainText())
        self.checkAll()
        self.assertIn("QLabel", self.seen)



class BoxTest(unittest.TestCase):
    """Boxes that are not shown in tests."""

    def testMessageBoxes(self):
        with mock.patch("EMHAssistLib.Panel.Widgets.PlainText.slicer") as host:
            host.app.testingEnabled.return_value = False
            confirmed(f"Remove {NASTY}?")
            with self.assertRaises(ValueError), errorsShown(f"No {NASTY}"):
                raise ValueError(f"because of {NASTY}")
        asked, told = host.util.confirmYesNoDisplay, host.util.errorDisplay
        for call, count in ((asked, 1), (told, 2)):
            shown, hasImage = rendered(call.call_args[0][0])
            self.assertEqual((shown.count(NASTY), hasImage), (count, False))


class StructureTest(unittest.TestCase):
    """Whoever writes the next label, tool tip or box cannot forget it."""

    def testTextIsShownByOnePlaceAlone(self):
        for path in sorted(PANEL.rglob("*.py")):
            if path.name in ("PlainText.py", "ToolTip.py"):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                    continue
                where = f"{path.name}:{node.lineno}"
                self.assertNotIn(node.func.attr, (
                    "QLabel", "QMessageBox", "confirmYesNoDisplay", "confirmOkCancelDisplay", "errorDisplay",
                    "warningDisplay", "infoDisplay", "messageBox", "tryWithErrorDisplay", "setWhatsThis"), where)
                if node.func.attr == "setToolTip":
                    self.assertTrue(all(map(_isSafe, node.args)), where)


def _isSafe(node):
    """Tell whether an expression is a text of ours without anything put in, or has been through toolTip()."""
    if isinstance(node, ast.IfExp):
        return _isSafe(node.body) and _isSafe(node.orelse)
    if isinstance(node, ast.BoolOp):
        return _isSafe(node.values[-1])
    if isinstance(node, ast.Name):
        return node.id == "text"  # what a .ui file said
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("toolTip", "_")


if __name__ == "__main__":
    unittest.main()
