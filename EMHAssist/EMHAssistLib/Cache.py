"""Memory of the last analysis, so that dragging one region computes what depends on that region alone."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")


class Cache:
    """Values by what they were computed from. What an analysis did not ask for is forgotten after it."""

    def __init__(self):
        self._known: dict[Hashable, object] = {}
        self._used: dict[Hashable, object] = {}

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return the value of a key, computed if it is not known.

        :param key: all that the value depends on, and what kind of value it is
        """
        if key in self._used:
            return self._used[key]
        value = self._known[key] if key in self._known else compute()
        self._used[key] = value
        return value

    def sweep(self) -> None:
        """Forget what has not been asked for since the last time."""
        self._known, self._used = self._used, {}
