"""Each abbreviation that the panel shows is explained where it stands."""

import re
import unittest

import qt
import slicer

from EMHAssistCases.AnswerCase import AnswerCase
from EMHAssistLib.Glossary import TERMS, markedUp, termsIn

# What looks like an abbreviation: two capitals, or a weighting. Written by hand, apart from how the glossary looks.
ABBREVIATION = re.compile(r"\b(?:[A-Z]{2,}[A-Za-z0-9]*|T[12][A-Za-z]*)\b")
# A name, units and vertebrae are none.
NONE = {"EMHAssist"}
# Said by the tool tip of the whole, or changed by others while it is shown.
FINDINGS = {"cord_compression": "grade_2", "diffusion": "restricted", "enhancement": "rim", "margins": "ill_defined"}


def explainedIn(tip, term):
    return f"<i>{term}: " in tip


class GlossaryTest(AnswerCase):
    """The panel with an answer, all of it."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.enter(**FINDINGS)
        self.widget.panel.sections["FindingsSection"].showNext()
        self.widget.panel.sections["ReadoutSection"]._view.showDoubt()
        slicer.app.processEvents()

    def terms(self, text):
        return set(ABBREVIATION.findall(text)) - NONE

    def testLabelsButtonsAndTitlesExplainTheirs(self):
        seen = set()
        for section in ("findingsSection", "readoutSection", "valuesSection", "seriesSection"):
            for widget in getattr(self.widget.ui, section).findChildren(qt.QWidget):
                kinds = {"QLabel": "text", "QAbstractButton": "text", "QGroupBox": "title"}
                for name in [name for kind, name in kinds.items() if widget.inherits(kind)]:
                    text = re.sub(r"<[^>]*>", " ", str(getattr(widget, name)))
                    for term in self.terms(text) & TERMS.keys():
                        seen.add(term)
                        if widget.toolTip:
                            self.assertTrue(explainedIn(widget.toolTip, term), f"{term}: {text}: {widget.toolTip}")
        self.assertLessEqual({"MRI", "ESCC", "STIR", "T2", "EMH"}, seen)

    def testNoToolTipShowsItsMarkup(self):
        tips = [str(widget.toolTip) for widget in slicer.util.findChildren(self.widget.panel.widget)
                if not callable(getattr(widget, "toolTip", len))]
        self.assertGreater(len(tips), 50)
        self.assertEqual([tip for tip in tips if "&lt;qt" in tip or "&lt;br" in tip or tip.count("<qt>") > 1], [])

    def testAnswersAndDrawingsExplainTheirs(self):
        form = self.widget.panel.sections["FindingsSection"].form
        line = form.line("cord_compression")
        for widget in (line.label, line.box):
            for term in ("ESCC", "CSF"):
                self.assertTrue(explainedIn(widget.toolTip, term), term)
        chart = self.parts()["Weight of the findings"]
        for term in self.terms(chart.accessibleDescription):
            self.assertTrue(explainedIn(chart.toolTip, term), term)

    def testHeadersExplainTheirs(self):
        table = self.widget.ui.ratioTable
        heads = [*map(table.horizontalHeaderItem, range(table.columnCount)),
                 *map(table.verticalHeaderItem, range(table.rowCount))]
        texts = {term: head for head in filter(None, heads) for term in self.terms(head.text()) & TERMS.keys()}
        self.assertIn("T1", texts)
        for term, head in texts.items():
            self.assertTrue(explainedIn(head.toolTip(), term), term)

    def testReadoutExplainsEachWhereItStands(self):
        document = self.widget.ui.readoutBrowser.document
        found = self.terms(document.toPlainText()) & TERMS.keys()
        self.assertIn("EMH", found)
        for term in found:
            cursor = document.find(term, 0, qt.QTextDocument.FindWholeWords | qt.QTextDocument.FindCaseSensitively)
            self.assertEqual(cursor.charFormat().toolTip(), TERMS[term])

    def testNoAbbreviationIsMissing(self):
        texts = [str(getattr(widget, name, "")) for widget in self.widget.panel.widget.findChildren(qt.QWidget)
                 for name in ("text", "title", "accessibleDescription") if not callable(getattr(widget, name, ""))]
        texts += [feature.title for feature in self.logic.model.features]
        texts += [answer.title for feature in self.logic.model.features for answer in feature.answers]
        shown = {term for text in texts for term in self.terms(re.sub(r"<[^>]*>", " ", text))}
        self.assertEqual(shown - TERMS.keys(), set())


class TermsTest(unittest.TestCase):
    """Where terms are found."""

    def testWholeWordsOnly(self):
        self.assertEqual(termsIn("STIR, T1post (98 %) and n_effective: 3.8 dB"), ("STIR", "T1post", "dB",
                                                                                 "n_effective"))
        self.assertEqual(termsIn("EMHAssist CTX T10 Yes"), ())

    def testMarkupIsLeftAlone(self):
        self.assertEqual(markedUp("<a href='ADC'>ADC &CT; X</a>", "[{term}]"), "<a href='ADC'>[ADC] &CT; X</a>")


if __name__ == "__main__":
    unittest.main()
