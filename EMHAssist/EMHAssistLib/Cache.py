"""What was computed before, so that dragging one region computes what depends on that region alone."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
_MISSING = object()


class Memory:
    """The values that were computed last, by what they were computed from: for what is looked up from many places.

    :param most: values that are remembered; with one more all are forgotten
    """

    def __init__(self, most: int):
        self._most = most
        self._known: dict[Hashable, Any] = {}

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return the value of a key, computed if it is not known; see Cache.get."""
        if key not in self._known:
            value = compute()
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[key] = value
        return self._known[key]


class Cache:
    """Values by what they were computed from. What an analysis did not ask for is forgotten after it."""

    def __init__(self):
        self._known: dict[Hashable, object] = {}
        self._used: dict[Hashable, object] = {}

    def call(self, function: Callable[..., T], *arguments: Hashable) -> T:
        """Return what a function makes of its arguments, computed if it is not known.

        Equal arguments are the same ones. What is equal to nothing else, such as a region, series, image or shape, has
        to stay the same object for as long as it has not changed.

        :param function: depends on its arguments alone; the same object every time, so no lambda
        """
        key = (function, *arguments)
        value = self._used.get(key, _MISSING)
        if value is _MISSING:
            value = self._known.get(key, _MISSING)
            if value is _MISSING:
                value = function(*arguments)
            self._used[key] = value
        return value

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return the value of a key, computed if it is not known: for what depends on nodes, which change and remain
        the same objects.

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
