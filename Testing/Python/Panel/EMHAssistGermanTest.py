"""A German panel is German: what it shows of the synthetic case, with findings entered and everything unfolded.

What stays English, and why: whole sentences with numbers and names that go to files, logs and the terminal as well
(warnings, what may not be compared, contradictions, why something is not measurable, what a measured finding rests on,
why a series has its role), what is cited (literature and what is to be known of it), and the model card, a document.
Names of nodes are the user's. All of them are listed in `english`; what the files hold is English to the byte.
"""

import ast
import html
import re
import tempfile
import unittest
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

import qt
import slicer

from EMHAssistCases.German import TRANSLATIONS, installGerman
from EMHAssistCases.ModuleCase import MODULE, ModuleCase, wait
from EMHAssistCases.Paths import ROOT, needs
from EMHAssistLib.Comparability import statementText
from EMHAssistLib.Logic.SampleData import loadSample
from EMHAssistLib.Panel.Widgets.Chart import Canvas

LIBRARY = ROOT / "EMHAssist" / "EMHAssistLib"
SETTING = "known_hemolysis"
# One of them is an alert, one is part of the setting.
FINDINGS = {"splenomegaly": "present", "paravertebral_mass": "bilateral", "epidural_position": "posterior",
            "enhancement": "mild", "cord_compression": "present", "hematologic_disorder": "hemolytic"}
TEXTS = ("text", "toolTip", "title", "accessibleName", "accessibleDescription", "placeholderText", "prefix", "suffix",
         "specialValueText")
ROLES = (qt.Qt.DisplayRole, qt.Qt.ToolTipRole, qt.Qt.AccessibleTextRole)
# International, or written so in German reports, too.
SAME = {"adc", "alt", "bias", "card", "csf", "csv", "ctrl", "de", "del", "emh", "emhassist", "field", "json", "lr",
        "matrix", "model", "mri", "multifidus", "opposed", "phase", "post", "readout", "resels", "sd", "slicer",
        "stir", "tse"}


def words(text):
    """Return the words of a text in small letters, without markup."""
    return re.findall(r"[a-z\u00e4\u00f6\u00fc\u00df]{2,}", re.sub(r"<[^<>]*>", " ", html.unescape(text)).lower())


def englishWords():
    """Return the words that the sources, documentation included, are written in and the German translation is not."""
    found = set()
    for path in LIBRARY.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                found.update(words(node.value))
    messages = ElementTree.parse(TRANSLATIONS / "EMHAssist_de.ts").getroot()
    found.update(word for source in messages.iter("source") for word in words(source.text))
    german = {word for text in messages.iter("translation") for word in words(text.text)}
    return found - german - SAME


def shownTexts(widget):
    """Yield all texts of a widget and what lies in it, drawings and lists included."""
    for child in (widget, *widget.findChildren(qt.QWidget)):
        for name in TEXTS:
            text = getattr(child, name, "")
            if isinstance(text, str):
                yield text
        if child.inherits("QComboBox"):
            yield from (child.itemText(index) for index in range(child.count))
        elif child.inherits("QTextEdit"):
            yield child.toPlainText()
        elif child.inherits("QTableWidget"):
            items = [child.item(row, column) for row in range(child.rowCount) for column in range(child.columnCount)]
            items += [child.horizontalHeaderItem(column) for column in range(child.columnCount)]
            items += [child.verticalHeaderItem(row) for row in range(child.rowCount)]
            yield from (item.data(role) for item in items if item for role in ROLES if isinstance(item.data(role), str))
    yield from (action.text for action in widget.findChildren(qt.QAction))
    drawn = []
    write = Canvas.write

    def listen(canvas, text, *arguments, **options):
        drawn.append(text)
        write(canvas, text, *arguments, **options)

    with mock.patch.object(Canvas, "write", listen):
        widget.grab()
    yield from drawn


class GermanCase(ModuleCase):
    """The synthetic case in a German panel, everything unfolded."""

    def setUp(self):
        self.removeGerman = installGerman(self)
        super().setUp()
        self.load()

    def load(self):
        loadSample()
        self.logic.getParameterNode().setting = SETTING
        for feature, answer in FINDINGS.items():
            self.logic.setFinding(feature, answer)
        slicer.app.processEvents()
        for child in self.widget.panel.widget.findChildren(qt.QWidget):
            if child.inherits("ctkCollapsibleButton") or child.inherits("ctkCollapsibleGroupBox"):
                child.collapsed = False
        wait(lambda: False, 1.0)  # what is shown when nothing has changed for a while

    def english(self):
        """Return what stays English; see the documentation of this file."""
        result, model = self.logic.result, self.logic.model
        rows = [*result.comparisons, *result.indices]
        return [text for text in (
            *(node.GetName() for node in slicer.util.getNodes(useLists=False).values()), *self.segmentNames(),
            *self.shortenedNames(),
            *(finding.detail for finding in result.measured.values()), *result.warnings,
            *map(statementText, result.comparability.statements), *result.differential.contradictions,
            *(row.note for row in rows), *(row.comparison.problem for row in rows),
            *(row.reason for row in self.logic.seriesOverview()), *(source.citation for source in model.sources),
            *(entry.reason for feature in model.features for entries in feature.evidence.values() for entry in entries),
            *(entry.reason for entry in (*model.conditions, *model.examinations)),
            self.widget.ui.modelCardBrowser.toPlainText(), model.name) if text]

    def shortenedNames(self):
        """Return the names of lesions as the value table shortens them."""
        table = self.widget.ui.ratioTable
        headers = [table.horizontalHeaderItem(column).data(qt.Qt.DisplayRole) for column in range(table.columnCount)]
        return [text for text in headers if "\u2026" in text]

    def segmentNames(self):
        return [node.GetSegmentation().GetNthSegment(index).GetName()
                for node in slicer.util.getNodesByClass("vtkMRMLSegmentationNode")
                for index in range(node.GetSegmentation().GetNumberOfSegments())]


@needs(TRANSLATIONS)
class GermanTest(GermanCase):

    maxDiff = None

    def testEverythingShownIsGerman(self):
        panel = self.widget.panel.widget
        with self.subTest("panel"):
            self.assertIn("wahrscheinlich", self.widget.ui.readoutBrowser.toPlainText())
            self.assertGerman(shownTexts(panel))
        [chooser] = [box for box in panel.findChildren(qt.QComboBox) if box.findData("splenomegaly") >= 0]
        for feature in ("enhancement", "splenomegaly", "hematologic_disorder", "t1_marrow", "diffusion"):
            chooser.setCurrentIndex(chooser.findData(feature))
            with self.subTest(f"evidence behind {feature}"):
                self.assertGerman(browser.toPlainText() for browser in panel.findChildren(qt.QTextBrowser))
        node = self.logic.getParameterNode()
        node.boxContent = "full"
        self.logic.pause()
        slicer.app.processEvents()
        box = self.logic._drawings.box
        lines = [line for text in (box.box, box.line, box.alone) for line in (*text.lines, *text.further)]
        with self.subTest("views"):
            for text, line in zip(("Kompression", "Angehalten", "EMH wahrscheinlich"), box.box.lines):
                self.assertIn(text, line)
            self.assertGerman(lines)

    def testFilesAreTheSameToTheByte(self):
        german = self.written()
        self.removeGerman()
        self.widget = slicer.util.getModuleWidget(MODULE)
        self.logic = self.widget.logic
        self.load()
        self.assertIn("likely", self.widget.ui.readoutBrowser.toPlainText())
        self.assertEqual(german, self.written())

    def written(self):
        """Return the files of the results by name, and what is copied."""
        with tempfile.TemporaryDirectory() as folder:
            self.logic.exportResult(folder)
            files = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        self.assertIn("readout.json", files)
        return {**files, "copied": self.logic.copyRatios()}

    def assertGerman(self, texts):
        foreign, english = englishWords(), sorted(self.english(), key=len, reverse=True)
        found = {}
        for text in set(filter(None, texts)):
            rest = " ".join(html.unescape(text).split()).replace("\u00a0", " ")
            for known in english:
                rest = rest.replace(" ".join(known.split()), "")
            strange = [word for word in words(rest) if word in foreign]
            if strange:
                found[text] = strange
        self.assertEqual(found, {})


if __name__ == "__main__":
    unittest.main()
