"""How far a long work is that is done in equal steps."""

from __future__ import annotations

from collections.abc import Callable


class Steps:
    """Tells how far a part of the work is that is done in equal steps.

    :param progress: called with the fraction done of the whole work; may raise to cancel
    :param count: number of steps
    :param end: fraction of the whole work that is done at the end of the part
    :param start: and at its start
    """

    def __init__(self, progress: Callable[[float], None], count: int, end: float = 1.0, start: float = 0.0):
        self._progress, self._count, self._start, self._end = progress, count, start, end
        self._finished = 0

    def within(self, fraction: float) -> None:
        """Tell what fraction of the present step is done."""
        self._progress(self._start + (self._end - self._start) * (self._finished + fraction) / self._count)

    def done(self) -> None:
        """Tell that one more step is done."""
        self._finished += 1
        self.within(0.0)
