"""What of the panel is unfolded when a case comes whole, such as the sample or a saved scene."""

from __future__ import annotations

from collections.abc import Sequence

from ..Result import Result


class FirstLook:
    """Folds what has been done already, so that values stand below the answer without scrolling. What a user places
    region by region folds nothing under his hand, and what he unfolds stays so.

    :param done: ctkCollapsibleButtons of what a whole case needs no more
    :param next: those of what is looked at then
    """

    def __init__(self, done: Sequence, next: Sequence):
        self._done, self._next = done, next
        self._wasPlaced = 0

    def refresh(self, result: Result | None) -> bool:
        """Return whether a case has come whole."""
        placed = len(result.case.regions) if result else 0
        before, self._wasPlaced = self._wasPlaced, placed
        isWhole = before == 0 and placed > 1 and result is not None and bool(result.comparisons)
        if isWhole:
            for sections, isFolded in ((self._done, True), (self._next, False)):
                for section in sections:
                    section.collapsed = isFolded
        return isWhole
