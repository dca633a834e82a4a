"""A line of the form of findings: a question with its answer, and where the answer comes from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import qt
from slicer.i18n import tr as _

from ...Case import NOT_ASSESSED
from ...Display.Translation import translated
from ...Likelihood import Contribution, Finding
from ...Likelihood.Model import Feature
from ...Likelihood.WeighedFindings import NOTE_CONTRADICTION, NOTE_FOLLOWS, NOTE_GIVEN, NOTE_NEUTRAL
from ...Report.DifferentialText import answerText, noteText
from ..Titles import modelWord
from ..Widgets.Lettering import widthOf, wrapped
from ..Widgets.ListHover import ListHover
from ..Widgets.PlainText import plainLabel
from ..Widgets.ToolTip import toolTip

# Said by a word and by a sign.
_MEASURED, _ENTERED, _LEFT_OUT, _SETTING, _BACK, _ALERT = "\u25c6", "\u270e", "\u2715", "\u25c7", "\u21a9", "\u26a0"

_SPACING = 4  # pixels
# How much of the width a question takes that stands beside its answer: all alike, but for those whose answer is long.
_SHARES = 0.5, 0.36


class FindingLine:
    """A question with its answer: side by side where that takes less height, else below each other.

    :param feature: the question
    :param definition: what the sign is, with its source
    :param enter: called with (feature id, answer id) when the user chooses an answer; "" for not entered, NOT_ASSESSED
        to leave out what was measured
    :param consider: called like ``enter`` with an answer that the user looks at in the open list; with ("", "") when
        the list has closed

    ``label`` is the question, ``box`` the answer, ``remark`` says where the answer comes from and
    whether it counts, ``outlook`` what another one would change.
    """

    def __init__(self, feature: Feature, definition: str, enter: Callable[[str, str], None],
                 consider: Callable[[str, str], None]):
        self.feature, self.isAssessed = feature, False
        self._definition = definition
        self._shown: tuple | None = None
        self._said: tuple[str, str, str] | None = None
        # Translated once: looking up a text takes Slicer longer than showing it.
        self._notAssessed, self._leftOut = _("not assessed"), f"{_LEFT_OUT} " + _("left out")
        self._measured, self._entered = f"{_MEASURED} " + _("measured: {answer}"), f"{_ENTERED} " + _("entered")
        self._ofSetting = f"{_SETTING} " + _("part of the setting: {answer}")
        # Why a finding does not count, in few words; the tool tip has the sentence.
        self._uncounted = {NOTE_GIVEN: _("part of the setting"), NOTE_FOLLOWS: _("follows from another finding"),
                           NOTE_CONTRADICTION: _("contradiction")}
        self._neutral = "" if feature.evidence else _("raises alarms, weighs nothing")
        self._title, self._answers = modelWord(feature.title), [modelWord(answer.title) for answer in feature.answers]
        self._words = " ".join((self._title, *self._answers))
        self._yield = _("From: {examination}").format(examination=modelWord(feature.examination.title))
        self.widget = _Row(self._fit)
        self.label = plainLabel()
        self.label.setWordWrap(True)
        # As wide as its column, whatever its words are.
        self.label.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        self.box = self._newBox(enter)
        self._hover = ListHover(self.box, lambda answer: consider(feature.id, answer), lambda: consider("", ""))
        self.label.setBuddy(self.box)
        self.back = qt.QToolButton()
        self.back.setText(_BACK)
        self.back.setAccessibleName(_("Revert to measured: {title}").format(title=self._title))
        self.back.connect("clicked()", lambda: enter(feature.id, ""))
        self.back.setVisible(False)
        self.remark, self._full, self.outlook = plainLabel(), plainLabel(), plainLabel()
        for label in (self.remark, self._full, self.outlook):
            label.setWordWrap(True)
            label.setVisible(False)
        self._share: float | None = None
        self._grid = qt.QGridLayout(self.widget)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_SPACING)
        self._grid.setVerticalSpacing(1)
        self._grid.addWidget(self.label, 0, 0, 1, 3)
        self._grid.addWidget(self.box, 1, 0, 1, 2)
        self._grid.addWidget(self.back, 1, 2)
        self._grid.addWidget(self._full, 2, 0, 1, 3)
        self._grid.addWidget(self.remark, 3, 0, 1, 3)
        self._grid.addWidget(self.outlook, 4, 0, 1, 3)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)

    @property
    def isAt(self) -> bool:
        """Whether the keyboard is at this line, also while another window is before that of the panel."""
        return self.box.window().focusWidget() == self.box

    def showOutlook(self, text: str) -> None:
        """Say below the question what its answers would change; "" for nothing."""
        if text != self.outlook.text:
            self.outlook.setText(text)
        if self.outlook.isHidden() == bool(text):
            self.outlook.setVisible(bool(text))

    def matches(self, text: str) -> bool:
        """Tell whether a text, in small letters, occurs in the question or in one of its answers."""
        words = self._title, modelWord(self.feature.description), *self._answers
        return any(text in word.lower() for word in words)

    def refresh(self, entered: str, measured: Finding | None, stated: Sequence[str] = (),
                weighed: Contribution | None = None) -> None:
        """Show an answer. Nothing is touched that is shown already: results come many times a second during a drag.

        :param entered: id of the entered answer, "" for none, or NOT_ASSESSED
        :param measured: the measured finding, whether it counts or not
        :param stated: ids of the answers that conditions of the setting state
        :param weighed: what it adds to the result, None where there is no result, or the finding is not part of it
        """
        shown = (entered, measured, stated,
                 (weighed.note, weighed.settledBy) if weighed else None)  # not its weight, which a drag changes
        if self._shown == shown:
            return
        self._shown = shown
        # A scene may come from a time when the model had other answers: those do not count.
        if entered not in (*self.feature.answerIds(), NOT_ASSESSED):
            entered = ""
        self.isAssessed = entered != NOT_ASSESSED and bool(entered or measured is not None or stated)
        answer = self._measured.format(answer=answerText(self.feature, measured, translated)) if measured else ""
        ofSetting = self._ofSetting.format(answer="; ".join(
            modelWord(self.feature.answer(one).title) for one in stated)) if stated else ""
        wasBlocked = self.box.blockSignals(True)
        title = answer or ofSetting or self._notAssessed
        if title != self.box.itemText(0):
            self.box.setItemText(0, title)
        # Only what was measured can be left out.
        place = self.box.findData(NOT_ASSESSED)
        if (place < 0) and (measured is not None or entered == NOT_ASSESSED):
            self.box.addItem(self._leftOut, NOT_ASSESSED)
        elif place >= 0 and measured is None and entered != NOT_ASSESSED:
            self.box.removeItem(place)
        self.box.setCurrentIndex(max(self.box.findData(entered), 0))
        self.box.blockSignals(wasBlocked)
        self.back.setVisible(bool(entered) and measured is not None)
        self._explain(entered, measured, answer, stated, weighed)

    def _explain(self, entered: str, measured: Finding | None, answer: str, stated: Sequence[str],
                 weighed: Contribution | None) -> None:
        """Say below the question where the answer comes from and whether it counts, and more in the tool tip."""
        source = (self._leftOut if entered == NOT_ASSESSED else self._entered) if entered else ""
        uncounted = self._uncounted.get(weighed.note, "") if weighed else ""
        others = [text for text in (answer if entered else "", uncounted, self._neutral) if text]
        # What is entered and nothing else is told by a sign, and by the tool tip.
        remarks = ", ".join((source, *others)) if source and others else ", ".join(others)
        answer = entered or (measured.answer if measured else next(iter(stated), ""))
        alert = modelWord(self.feature.answer(answer).alert) if answer in self.feature.answerIds() else ""
        signs = (_ALERT if alert else "") + (_ENTERED if source == self._entered and not others else "")
        question = f"{self._title}{f' {signs}' if signs else ''}:"
        said = question, remarks, self.box.currentText
        # In a drag it is often the numbers in the tool tip alone that change.
        if said != self._said:
            self._said = said
            self.label.setText(question)
            self.remark.setText(remarks)
            self.remark.setVisible(bool(remarks))
            self.back.setToolTip(toolTip(_("Withdraw the entered answer: {answer}").format(answer=said[-1])))
            self._fit()
        note = noteText(weighed, translated) if weighed else ""
        if self._neutral:
            note = translated("Likelihood.WeighedFindings", NOTE_NEUTRAL)
        explanation = "\n".join(filter(None, (source, alert, measured.detail if measured else "", note,
                                              self._definition, self._yield)))
        for widget in (self.label, self.box, self.remark):
            widget.setToolTip(toolTip(explanation, self._words))

    def _fit(self) -> None:
        """Put question and answer beside or below each other; write an answer that is too long for its box once more
        below, in full."""
        share, isLong = self._fitting()
        # Boxes begin below each other, whether a button follows them or not.
        left = round((share or 0.5) * self.widget.width)
        for column, width in enumerate((left, self.widget.width - left - self._behind())):
            if width != self._grid.columnStretch(column):
                self._grid.setColumnStretch(column, max(width, 1))
        if share != self._share:
            self._share = share
            for widget in (self.label, self.box):
                self._grid.removeWidget(widget)
            row, column = (1, 0) if share is None else (0, 1)
            self._grid.addWidget(self.label, 0, 0, 1, 3 if share is None else 1)
            self._grid.removeWidget(self.back)
            self._grid.addWidget(self.box, row, column, 1, 2 - column)
            self._grid.addWidget(self.back, row, 2)
        text = self.box.currentText
        if isLong and self._full.text != text:
            self._full.setText(text)
        if isLong == self._full.isHidden():
            self._full.setVisible(isLong)

    def _fitting(self) -> tuple[float | None, bool]:
        """Return what part of the width the question takes beside its answer, None for all of it above the answer, and
        whether the answer is too long for its box: what takes the least height."""
        metrics, question, answer = self.label.fontMetrics(), self.label.text, self.box.currentText
        width, behind, high = self.widget.width, self._behind(), self.box.sizeHint.height()
        # The arrow takes about as much as the box is high.
        needed = widthOf(self.box.fontMetrics(), answer) + high
        line, lines = metrics.lineSpacing(), len(wrapped(metrics, answer, width))
        word = max((widthOf(metrics, word) for word in question.split()), default=0)
        # Ties go to the last: below each other, an answer is said but once.
        choices: list[tuple[float, int, float | None, bool]] = []
        for place, share in enumerate(_SHARES):
            room = share * width
            isLong = needed > width - room - _SPACING - behind
            if word <= room:
                height = max(high, len(wrapped(metrics, question, room)) * line) + isLong * lines * line
                choices.append((height, place, share, isLong))
        isLong = needed > width - behind
        height = len(wrapped(metrics, question, width)) * line + high + isLong * lines * line
        choices.append((height, -1, None, isLong))
        _height, _place, share, isLong = min(choices, key=lambda choice: choice[:2])
        return share, isLong

    def _behind(self) -> int:
        """Return how wide the button behind the answer is, 0 while there is none."""
        return 0 if self.back.isHidden() else self.back.sizeHint.width() + _SPACING

    def _newBox(self, enter: Callable[[str, str], None]) -> qt.QComboBox:
        box = qt.QComboBox()
        box.setAccessibleName(self._title)
        # Long answers must not make the panel wide; the list of them may be wider than the panel.
        box.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Fixed)
        box.addItem(self._notAssessed, "")
        for answer, title in zip(self.feature.answers, self._answers):
            box.addItem(title, answer.id)
        longest = max(widthOf(box.fontMetrics(), text) for text in (
            self._leftOut,
            *(self._measured.format(answer=f"{title} (100 %)") for title in self._answers),
            *(self._ofSetting.format(answer=title) for title in self._answers)))
        box.view().setMinimumWidth(longest)

        def onActivated(index: int) -> None:
            self._shown = None  # it shows what the user chose, whatever becomes of it
            enter(self.feature.id, box.itemData(index))

        # "activated" is the user's choice alone, unlike "currentIndexChanged".
        box.connect("activated(int)", onActivated)
        return box


class _Row(qt.QWidget):
    """A widget that tells when its width has changed.

    :param resized: called without arguments
    """

    def __init__(self, resized: Callable[[], None]):
        qt.QWidget.__init__(self)
        # Not at once: layouts that are just being made would not hear that a text is longer now, and cut it.
        self._timer = qt.QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.connect("timeout()", resized)

    def resizeEvent(self, event) -> None:
        """The answer may fit now, or not any more."""
        self._timer.start()
