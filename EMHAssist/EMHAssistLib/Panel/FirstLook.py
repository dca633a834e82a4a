"""What of the panel is unfolded when a case comes whole, such as the sample or a saved scene."""

from __future__ import annotations

from collections.abc import Sequence

import qt

from ..Result import Result


class FirstLook:
    """Folds what has been done already, so that values stand below the answer without scrolling. What a user places
    region by region folds nothing under his hand, and what he unfolds stays so. What was folded comes back when nothing
    is left to look at, such as after the scene was closed.

    :param done: ctkCollapsibleButtons of what a whole case needs no more
    :param next: those of what is looked at then
    :param shown: what of it has to be in sight, though a low screen has no room for what is folded above it
    """

    def __init__(self, done: Sequence, next: Sequence, shown: qt.QWidget):
        self._done, self._next, self._shown = done, next, shown
        self._wasPlaced = 0
        self._hasFolded = False

    def refresh(self, result: Result | None) -> qt.QWidget | None:
        """See whether a case has come whole, or is gone.

        :return: what to scroll to when the panel shows the result, None to scroll nowhere
        """
        placed = len(result.case.regions) if result else 0
        before, self._wasPlaced = self._wasPlaced, placed
        if before == 0 and placed > 1 and result is not None and result.comparisons:
            self._fold(self._done, True)
            self._fold(self._next, False)
            self._hasFolded = True
            return self._shown
        if placed == 0 and self._hasFolded:
            self._fold(self._done, False)
            self._hasFolded = False
            return self._done[0]
        return None

    @staticmethod
    def _fold(sections: Sequence, isFolded: bool) -> None:
        for section in sections:
            section.collapsed = isFolded
