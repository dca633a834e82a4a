"""What would decide the case: a line for each examination, with what it would tell; burden and risk in its tool tip."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Likelihood import NextExamination
from ...Report.Deciders import deciders, deciderText, telling
from ...Result import Result
from ..Titles import modelWord
from ..Widgets.PlainText import richLabel
from ..Widgets.ThemeWatch import showAgain
from ..Widgets.ToolTip import toolTip
from ..Widgets.Typography import unbroken

_MOST_FINDINGS = 2  # of an examination, by name


class DeciderList:
    """Lists examinations, the most informative first and what decides by itself last. ``widget`` is the list.

    :param goToFinding: called with the id of a feature whose link the user follows
    """

    def __init__(self, goToFinding: Callable[[str], None]):
        self.widget = qt.QWidget()
        self._goToFinding = goToFinding
        self._layout = qt.QVBoxLayout(self.widget)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3)
        self._labels: list[qt.QLabel] = []
        self._shown: tuple[NextExamination, ...] | None = None

    def showAnswer(self, result: Result) -> None:
        """Show what would decide a case; touches nothing that is shown already."""
        entries = deciders(result)
        if entries == self._shown:
            return
        self._shown = entries
        while len(self._labels) < max(len(entries), 1):
            self._labels.append(self._newLabel())
        for index, label in enumerate(self._labels):
            label.setVisible(index < max(len(entries), 1))
            if index < len(entries):
                label.setText(unbroken(_html(entries[index])))
                label.setToolTip(toolTip(_details(entries[index]), _words(entries[index])))
        if not entries:
            self._labels[0].setText(_("All findings of the model have been assessed."))
            self._labels[0].setToolTip(_("Nothing is left to ask."))

    def recolor(self) -> None:
        """Show links in the colors of the theme."""
        for label in self._labels:
            showAgain(label)

    def _newLabel(self) -> qt.QLabel:
        label = richLabel()
        label.setWordWrap(True)
        label.setTextInteractionFlags(qt.Qt.TextBrowserInteraction)
        label.connect("linkActivated(QString)", self._goToFinding)
        self._layout.addWidget(label)
        return label


def _html(entry: NextExamination) -> str:
    """Return an examination, what it would tell, each a link to its line in the form, and its burden and risk in a few
    words."""
    examination = entry.examination
    title = f"<b>{escape(modelWord(examination.title))}</b>"
    links = ", ".join(f"<a href='{escape(one.feature)}'>{escape(modelWord(one.title))}</a>"
                      for one in telling(entry, _MOST_FINDINGS))
    tells = _("{examination} decides by itself").format(examination=title) if examination.isDecisive else (
        _("{examination}: {findings}").format(examination=title, findings=links))
    burden = _brief(modelWord(examination.burden)) if examination.burden else ""
    risk = _("Risk: {risk}").format(risk=_brief(modelWord(examination.risk))) if examination.risk else ""
    return "<br>".join(filter(None, (tells, escape(". ".join(filter(None, (burden, risk)))))))


def _details(entry: NextExamination) -> str:
    """Return burden and risk in full, why, and how much it is expected to tell."""
    bits = "" if entry.examination.isDecisive else _("Expected to tell EMH from the rest by {bits} bits.").format(
        bits=f"{entry.targetBits:.2g}")
    return "\n".join(filter(None, (deciderText(entry, translated), entry.examination.reason, bits)))


def _words(entry: NextExamination) -> str:
    """Return what is named of an examination, for its abbreviations."""
    return " ".join((modelWord(entry.examination.title), *(modelWord(one.title) for one in telling(entry))))


def _brief(text: str) -> str:
    """Return the beginning of a text, which the tool tip has in full: its first statement."""
    for end in (". ", ";", " (", ", "):
        text = text.partition(end)[0]
    return text.rstrip(".")
