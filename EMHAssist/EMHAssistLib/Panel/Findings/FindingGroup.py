"""The lines of one kind of features, under a heading that says how many of them are assessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ctk
import qt
from slicer.i18n import tr as _

from ...Likelihood import Contribution, Finding
from .FindingLine import FindingLine

_MARGINS = 6, 2, 0, 4  # pixels
_SPACING = 3  # pixels between lines


class FindingGroup:
    """Holds lines, and can be folded away. ``box`` is the whole.

    :param title: the heading
    :param lines: in the order of the model
    """

    def __init__(self, title: str, lines: Sequence[FindingLine]):
        self.box = ctk.ctkCollapsibleGroupBox()
        self.box.setProperty("collapsedHeight", 0)
        self.box.setFlat(True)
        self.lines = list(lines)
        self._title, self._count = title, None
        # A folded group box hides what it holds directly: in a widget of their own lines stay hidden or not by filter.
        self._body = qt.QWidget()
        outer = qt.QVBoxLayout(self.box)
        outer.setContentsMargins(*_MARGINS)
        outer.addWidget(self._body)
        self._layout = qt.QVBoxLayout(self._body)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_SPACING)
        for line in self.lines:
            self._layout.addWidget(line.widget)

    def refresh(self, entered: Mapping[str, str], measured: Mapping[str, Finding],
                stated: Mapping[str, Sequence[str]], weighed: Mapping[str, Contribution]) -> list[FindingLine]:
        """Show answers, and return the lines that are assessed now and were not before, or the other way around."""
        changed = []
        for line in self.lines:
            feature, before = line.feature.id, line.isAssessed
            line.refresh(entered.get(feature, ""), measured.get(feature), stated.get(feature, ()),
                         weighed.get(feature))
            if line.isAssessed != before:
                changed.append(line)
        count = sum(line.isAssessed for line in self.lines)
        if count != self._count:
            self._count = count
            self.box.setTitle(_("{title}: {count} of {all}").format(
                title=self._title, count=count, all=len(self.lines)))
        return changed

    def takeBack(self, elsewhere: Sequence[FindingLine]) -> None:
        """Hold all lines again, each at its place, but for those that are shown elsewhere."""
        place = 0
        for line in self.lines:
            if line in elsewhere:
                continue
            if self._layout.indexOf(line.widget) < 0:
                self._layout.insertWidget(place, line.widget)
            place += 1

    def showIfAny(self, elsewhere: Sequence[FindingLine]) -> None:
        """Be hidden while no line is shown here."""
        isAny = any(not line.widget.isHidden() for line in self.lines if line not in elsewhere)
        if isAny == self.box.isHidden():
            self.box.setVisible(isAny)
