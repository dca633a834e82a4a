"""What was made of an object before: objects that never change are told apart by identity, which takes less time than
comparing what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")


def ofLast(function: Callable[[Any], T]) -> Callable[[Any], T]:
    """Have a function remember what it made of the last object: several parts of the panel ask the same of one result.

    :param function: takes an object that never changes; depends on nothing else
    """
    last: tuple = (None, None)

    @wraps(function)
    def answer(one):
        nonlocal last
        if last[0] is not one or one is None:
            last = one, function(one)
        return last[1]

    return answer


class Kept:
    """What was made of each of several objects; that of objects which do not come again is forgotten.

    :param make: makes something of an object that never changes
    """

    def __init__(self, make: Callable[[Any], Any]):
        self._make = make
        # The object itself is kept as well: as long as it is, no other has its id.
        self._known: dict[int, tuple[Any, Any]] = {}

    def each(self, objects: Iterable) -> list:
        """Return what is made of each object."""
        entries = [self._known.get(id(one)) or (one, self._make(one)) for one in objects]
        self._known = {id(entry[0]): entry for entry in entries}
        return [made for _one, made in entries]
