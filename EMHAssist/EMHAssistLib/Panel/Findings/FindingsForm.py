"""The form of findings: one line a feature of the model. What would tell most is asked first; what has been measured or
entered stays in sight, the rest is folded away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Likelihood import Contribution, Finding, Model, NextFinding
from ...Report.DifferentialText import percent
from ...Report.FindingEvidence import definitionText
from ..Titles import modelWord
from ..Widgets.Scrolling import showWidget
from ..Widgets.TabOrder import orderTabs
from .FindingGroup import FindingGroup
from .FindingLine import FindingLine
from .FoldLine import FoldLine
from .NextFindings import NextFindings
from .UnknownFindings import UnknownFindings


class FindingsForm:
    """Shows and enters findings, under a heading for each kind.

    :param widget: empty QWidget to fill
    :param model: the likelihood model, whose features are asked
    :param enter: called with (feature id, level id) when the user chooses a level; "" for not entered, NOT_ASSESSED to
        leave out what was measured
    :param remove: called with the id of an entered feature that the model does not have
    :param consider: called like ``enter`` with a level that the user looks at; with ("", "") when he does no more

    ``fold`` is the line that the findings which are not assessed are folded under.
    """

    def __init__(self, widget: qt.QWidget, model: Model, enter: Callable[[str, str], None],
                 remove: Callable[[str], None], consider: Callable[[str, str], None]):
        self._widget, self._model = widget, model
        self._text, self._isOpenOnly = "", False
        # Features that the user has been led to: they stay in sight until he looks for others.
        self._led: set[str] = set()
        layout = qt.QVBoxLayout(widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        self._next = NextFindings()
        self.fold = FoldLine(self._showAll)
        layout.addWidget(self._next.widget)
        layout.addWidget(self.fold.button)
        self._groups: list[FindingGroup] = []
        for kind, title in (("host", _("Patient")), ("morphology", _("Morphology")), ("signal", _("Signal"))):
            features = [feature for feature in model.features if feature.kind == kind]
            if features:
                group = FindingGroup(title, [
                    FindingLine(feature, definitionText(model, feature, translated), enter, consider)
                    for feature in features])
                layout.addWidget(group.box)
                self._groups.append(group)
        self._unknown = UnknownFindings(model, remove)
        layout.addWidget(self._unknown.widget)
        self._showAll()

    def refresh(self, entered: Mapping[str, str], measured: Mapping[str, Finding],
                stated: Mapping[str, Sequence[str]] = MappingProxyType({}),
                weighed: Mapping[str, Contribution] = MappingProxyType({})) -> None:
        """Show what was entered, and what was measured, whether it counts or not. Touches only what has changed.

        :param entered: feature id to level id
        :param measured: feature id to measured finding
        :param stated: feature id to the ids of the levels that conditions of the setting state
        :param weighed: feature id to what the finding adds to the result
        """
        changed = [line for group in self._groups for line in group.refresh(entered, measured, stated, weighed)]
        for line in changed:
            # What has just been answered is not hidden: it would go under the hand.
            if not (self._isOpenOnly and line.isAssessed):
                line.widget.setVisible(self._isShown(line))
        if changed:
            self._showCounts()
        self._unknown.refresh(entered)

    def showNext(self, findings: Sequence[NextFinding]) -> None:
        """Ask first what would tell most; the line that the user is at stays where it is.

        :param findings: the most informative first
        """
        lines = [self.line(finding.feature) for finding in findings]
        at = [line for line in self._next.lines if line not in lines and line.isAt]
        for line, finding in zip(lines, findings):
            line.showOutlook(self._outlook(finding))
        for line in at:
            line.showOutlook("")
        lines = [*at, *lines]
        if lines == self._next.lines:
            return
        for line in set(self._next.lines) - set(lines):
            line.showOutlook("")
        focused = next((line for line in lines if line.isAt), None)
        self._next.show(lines)
        for group in self._groups:
            group.takeBack(lines)
        self._showAll()
        if focused is not None:
            focused.box.setFocus()
        orderTabs(self._widget)

    def filter(self, text: str, isOpenOnly: bool) -> None:
        """Show the lines that hold a text alone, and on demand only what is not assessed now."""
        self._text, self._isOpenOnly = text.strip().lower(), isOpenOnly
        self._led.clear()
        self._showAll()
        if self._text:
            for group in self._groups:
                group.box.collapsed = False

    def line(self, feature: str) -> FindingLine:
        """Return the line of a feature."""
        return next(line for line in self._lines() if line.feature.id == feature)

    def goTo(self, feature: str) -> None:
        """Unfold, scroll to and focus the line of a feature."""
        line = self.line(feature)
        self._led.add(feature)
        self._showAll()
        for group in self._groups:
            if line in group.lines:
                group.box.collapsed = False
        showWidget(line.widget)
        line.box.setFocus()

    def _lines(self) -> list[FindingLine]:
        return [line for group in self._groups for line in group.lines]

    def _isShown(self, line: FindingLine) -> bool:
        if not line.matches(self._text) or (self._isOpenOnly and line.isAssessed):
            return False
        return bool(line.isAssessed or line in self._next.lines or self._text or self._isOpenOnly
                    or self.fold.isOpen or line.feature.id in self._led or line.isAt)

    def _showAll(self) -> None:
        for line in self._lines():
            line.widget.setVisible(self._isShown(line))
        self._showCounts()

    def _showCounts(self) -> None:
        """Hide groups without lines, and say how much is folded."""
        for group in self._groups:
            group.showIfAny(self._next.lines)
        self._next.showIfAny()
        open_ = sum(not line.isAssessed for line in self._lines())
        self.fold.show(open_, isUseful=bool(open_) and not self._text and not self._isOpenOnly)

    def _outlook(self, finding: NextFinding) -> str:
        """Return what the answers that change most would make of the target."""
        feature = self._model.feature(finding.feature)
        outcomes = sorted(finding.outcomes, key=lambda outcome: -outcome[1])
        if len(outcomes) < 2:
            return ""
        return _("EMH would be {outcomes}").format(outcomes=", ".join(
            _("{probability} ({answer})").format(probability=percent(probability),
                                                 answer=modelWord(feature.answer(answer).title))
            for answer, probability in (outcomes[0], outcomes[-1])))
