"""The form of findings: one line a feature of the model, all of them not assessed until measured or entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import ctk
import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Likelihood import Contribution, Finding, Model
from ...Report.FindingEvidence import definitionText
from ..Widgets.Scrolling import showWidget
from .FindingLine import FindingLine
from .UnknownFindings import UnknownFindings


class FindingsForm:
    """Shows and enters findings, under a heading for each kind.

    :param widget: empty QWidget to fill
    :param model: the likelihood model, whose features are asked
    :param enter: called with (feature id, level id) when the user chooses a level; "" for not entered, NOT_ASSESSED to
        leave out what was measured
    :param remove: called with the id of an entered feature that the model does not have
    :param consider: called like ``enter`` with a level that the user looks at; with ("", "") when he does no more
    """

    def __init__(self, widget: qt.QWidget, model: Model, enter: Callable[[str, str], None],
                 remove: Callable[[str], None], consider: Callable[[str, str], None]):
        layout = qt.QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._groups = []
        for kind, title in (("host", _("Patient")), ("morphology", _("Morphology")), ("signal", _("Signal"))):
            features = [feature for feature in model.features if feature.kind == kind]
            if features:
                group = _Group(title, [FindingLine(feature, definitionText(model, feature, translated), enter, consider)
                                       for feature in features])
                layout.addWidget(group.box)
                self._groups.append(group)
        self._unknown = UnknownFindings(model, remove)
        layout.addWidget(self._unknown.widget)

    def refresh(self, entered: Mapping[str, str], measured: Mapping[str, Finding],
                stated: Mapping[str, Sequence[str]] = MappingProxyType({}),
                weighed: Mapping[str, Contribution] = MappingProxyType({})) -> None:
        """Show what was entered, and what was measured, whether it counts or not. Touches only what has changed.

        :param entered: feature id to level id
        :param measured: feature id to measured finding
        :param stated: feature id to the ids of the levels that conditions of the setting state
        :param weighed: feature id to what the finding adds to the result
        """
        for group in self._groups:
            group.refresh(entered, measured, stated, weighed)
        self._unknown.refresh(entered)

    def filter(self, text: str, isOpenOnly: bool) -> None:
        """Show the lines that hold a text alone, and on demand only what is not assessed now."""
        for group in self._groups:
            group.filter(text.strip().lower(), isOpenOnly)

    def line(self, feature: str) -> FindingLine:
        """Return the line of a feature."""
        return next(line for group in self._groups for line in group.lines if line.feature.id == feature)

    def goTo(self, feature: str) -> None:
        """Unfold, scroll to and focus the line of a feature."""
        line = self.line(feature)
        for group in self._groups:
            if line in group.lines:
                group.box.collapsed = False
        showWidget(line.widget)
        line.box.setFocus()


class _Group:
    """The lines of one kind of features, which can be folded away."""

    def __init__(self, title: str, lines: list[FindingLine]):
        self.box = ctk.ctkCollapsibleGroupBox()
        self.box.setProperty("collapsedHeight", 0)
        self.lines = lines
        self._title, self._count = title, None
        self._text, self._isOpenOnly = "", False
        # A folded group box hides what it holds directly: in a widget of their own lines stay hidden or not by filter.
        body = qt.QWidget()
        qt.QVBoxLayout(self.box).addWidget(body)
        # A narrow panel has no room for question and answer side by side.
        layout = qt.QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        for line in lines:
            layout.addWidget(line.widget)

    def refresh(self, entered: Mapping[str, str], measured: Mapping[str, Finding],
                stated: Mapping[str, Sequence[str]], weighed: Mapping[str, Contribution]) -> None:
        for line in self.lines:
            feature = line.feature.id
            line.refresh(entered.get(feature, ""), measured.get(feature), stated.get(feature, ()),
                         weighed.get(feature))
        count = sum(line.isAssessed for line in self.lines)
        if count != self._count:
            self._count = count
            self._showOpen()
            self.box.setTitle(_("{title}: {count} of {all}").format(
                title=self._title, count=count, all=len(self.lines)))

    def filter(self, text: str, isOpenOnly: bool) -> None:
        self._text, self._isOpenOnly = text, isOpenOnly
        for line in self.lines:
            line.widget.setVisible(line.matches(text) and not (isOpenOnly and line.isAssessed))
        self.box.setVisible(not all(line.widget.isHidden() for line in self.lines))
        if text:
            self.box.collapsed = False

    def _showOpen(self) -> None:
        """Show what is not assessed any more. What has just been answered is not hidden: it would go under the hand."""
        if self._isOpenOnly:
            for line in self.lines:
                if not line.isAssessed and line.matches(self._text):
                    line.widget.setVisible(True)
                    self.box.setVisible(True)
