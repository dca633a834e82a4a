"""Columns that a table and readout.json share: each declared once, with its name in both."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

# What joins several things in one cell.
_JOIN = "; "


@dataclass(frozen=True)
class Column:
    """What is said of each row, such as a ratio.

    :param name: of the column of the table; "" where the table has none
    :param value: returns it for a row: a text, a number, NaN for none, or a tuple of things
    :param key: of the entry in JSON, "part.key" for one inside another; "" where JSON has none, None for the name
    :param rank: JSON has entries of a lower rank first, those of one rank in the order of the table
    """

    name: str
    value: Callable[[Any], object]
    key: str | None = None
    rank: int = 0


def names(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the header of the table."""
    return tuple(column.name for column in columns if column.name)


def cells(columns: Iterable[Column], row) -> tuple[object, ...]:
    """Return what the table has in one row: plain texts and numbers."""
    return tuple([_cell(column.value(row)) for column in columns if column.name])


class RowMemory:
    """What was made of each row of the last table: most rows of the next one are the same objects. One for each table.
    """

    def __init__(self) -> None:
        self._rows: Sequence = ()
        self._made: tuple[tuple[object, ...], ...] = ()

    def each(self, make: Callable[[Any], tuple[object, ...]], rows: Sequence) -> tuple[tuple[object, ...], ...]:
        """Return what a function makes of each row: of one that was there the last time, the same object again.

        :param make: depends on the row alone; the same function every time
        """
        if len(rows) == len(self._rows):
            # In a drag each row stands where it stood.
            made = tuple([one if row is before else make(row)
                          for row, before, one in zip(rows, self._rows, self._made)])
        else:
            # The rows are kept: as long as they are, no other object has the id of one.
            known = dict(zip(map(id, self._rows), self._made))
            made = tuple([known.get(id(row)) or make(row) for row in rows])
        self._rows, self._made = rows, made
        return made


def entries(columns: Sequence[Column], row, absent: Sequence[str] = ()) -> dict[str, object]:
    """Return what JSON has of one row.

    :param absent: parts there is nothing of; they are None
    """
    found: dict[str, Any] = {}
    for column in sorted(columns, key=lambda column: column.rank):
        part, _dot, key = (column.name if column.key is None else column.key).rpartition(".")
        if part in absent:
            found[part] = None
        elif key:
            (found.setdefault(part, {}) if part else found)[key] = _entry(column.value(row))
    return found


def joined(things: Iterable[object]) -> str:
    """Return several things in one cell."""
    return _JOIN.join(map(str, things))


def _cell(value: object) -> object:
    if isinstance(value, float):  # most of them
        return value
    if isinstance(value, tuple):
        return joined(value)
    return str(value) if isinstance(value, str) else value


def _entry(value: object) -> object:
    if isinstance(value, tuple):
        return list(map(str, value))
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value
