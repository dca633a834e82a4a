"""The form of findings: one line a feature of the model, all of them not assessed until measured or entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ctk
import qt
from slicer.i18n import tr as _

from ..Case import NOT_ASSESSED
from ..Likelihood import Finding, Model
from ..Likelihood.Model import Feature
from ..Report.Answer import answerText
from .Titles import toolTip


class FindingsForm:
    """Shows and enters findings, under a heading for each kind.

    :param widget: empty QWidget to fill
    :param model: the likelihood model, whose features are asked
    :param enter: called with (feature id, level id) when the user chooses a level; "" for not entered, NOT_ASSESSED to
        leave out what was measured
    """

    def __init__(self, widget: qt.QWidget, model: Model, enter: Callable[[str, str], None]):
        layout = qt.QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._groups = []
        for kind, title in (("host", _("Patient")), ("morphology", _("Place and shape")), ("signal", _("Signal"))):
            features = [feature for feature in model.features if feature.kind == kind]
            if features:
                group = _Group(title, features, enter)
                layout.addWidget(group.box)
                self._groups.append(group)

    def refresh(self, entered: Mapping[str, str], measured: Mapping[str, Finding]) -> None:
        """Show what was entered, and what was measured, whether it counts or not. Touches only what has changed.

        :param entered: feature id to level id
        :param measured: feature id to measured finding
        """
        for group in self._groups:
            group.refresh(entered, measured)


class _Group:
    """The lines of one kind of features, which can be folded away."""

    def __init__(self, title: str, features: list[Feature], enter: Callable[[str, str], None]):
        self.box = ctk.ctkCollapsibleGroupBox()
        # A narrow panel has no room for question and answer side by side.
        layout = qt.QVBoxLayout(self.box)
        self._title, self._count = title, None
        self._lines = [_Line(feature, enter) for feature in features]
        for line in self._lines:
            layout.addWidget(line.label)
            layout.addWidget(line.box)

    def refresh(self, entered: Mapping[str, str], measured: Mapping[str, Finding]) -> None:
        for line in self._lines:
            line.refresh(entered.get(line.feature.id, ""), measured.get(line.feature.id))
        count = sum(line.isAssessed for line in self._lines)
        if count != self._count:
            self._count = count
            self.box.setTitle(_("{title}: {count} of {all}").format(
                title=self._title, count=count, all=len(self._lines)))


class _Line:
    """A question with its answer, and whence the answer comes."""

    def __init__(self, feature: Feature, enter: Callable[[str, str], None]):
        self.feature, self.isAssessed = feature, False
        self._shown: tuple | None = None
        # Translated once: looking up a text takes Slicer longer than showing it.
        self._notAssessed, self._measured, self._leftOut = _("not assessed"), _("measured: {answer}"), _("left out")
        self._sources = {"entered": _("entered"), "leftOut": _("left out")}
        self._yield = _("From: {examination}").format(examination=feature.examination)
        self.label = qt.QLabel()
        self.label.setWordWrap(True)
        self.box = qt.QComboBox()
        self.box.setAccessibleName(feature.title)
        # Long level titles must not make the panel wide.
        self.box.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Fixed)
        self.box.addItem(self._notAssessed, "")
        for level in feature.levels:
            self.box.addItem(level.title, level.id)
        self.label.setBuddy(self.box)

        def onActivated(index: int) -> None:
            self._shown = None  # it shows what the user chose, whatever becomes of it
            enter(feature.id, self.box.itemData(index))

        # "activated" is the user's choice alone, unlike "currentIndexChanged".
        self.box.connect("activated(int)", onActivated)

    def refresh(self, entered: str, measured: Finding | None) -> None:
        """Show an answer. Nothing is touched that is shown already: results come many times a second during a drag."""
        # A scene may come from a time when the model had other levels: those do not count.
        if entered not in (*self.feature.levelIds(), NOT_ASSESSED):
            entered = ""
        if self._shown == (entered, measured):
            return
        self._shown = entered, measured
        self.isAssessed = entered != NOT_ASSESSED and (bool(entered) or measured is not None)
        answer = self._measured.format(answer=answerText(self.feature, measured)) if measured else ""
        wasBlocked = self.box.blockSignals(True)
        self.box.setItemText(0, answer or self._notAssessed)
        # Only what was measured can be left out.
        place = self.box.findData(NOT_ASSESSED)
        if (place < 0) and (measured is not None or entered == NOT_ASSESSED):
            self.box.addItem(self._leftOut, NOT_ASSESSED)
        elif place >= 0 and measured is None and entered != NOT_ASSESSED:
            self.box.removeItem(place)
        self.box.setCurrentIndex(max(self.box.findData(entered), 0))
        self.box.blockSignals(wasBlocked)
        self._explain(entered, measured, answer)

    def _explain(self, entered: str, measured: Finding | None, answer: str) -> None:
        """Say beside the question whence the answer comes, and more in the tool tip."""
        source = self._sources["leftOut" if entered == NOT_ASSESSED else "entered"] if entered else ""
        remarks = ", ".join(filter(None, (source, answer if entered else "")))
        level = entered or (measured.level if measured else "")
        alert = self.feature.level(level).alert if level in self.feature.levelIds() else ""
        self.label.setText(f"{self.feature.title}{' !' if alert else ''}{f' ({remarks})' if remarks else ''}:")
        explanation = "\n".join(filter(None, (self.feature.description, self._yield,
                                              measured.detail if measured else "", alert)))
        for widget in (self.label, self.box):
            widget.setToolTip(toolTip(explanation))
