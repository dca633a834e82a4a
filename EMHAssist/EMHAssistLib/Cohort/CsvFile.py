"""Read a CSV file that a stranger made: every row with its line, or an error that says what to do where."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from dataclasses import dataclass

MAXIMUM_TABLE_SIZE = 50 * 1024 * 1024
MAXIMUM_ROWS = 100_000
# Spreadsheets write what their country does.
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class CsvRow:
    """A row as {column: text}, stripped of spaces at its ends.

    :param line: of the file on which the row begins, from 1
    """

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class CsvRows:
    """What a CSV file holds.

    :param columns: named by its first line
    :param rows: in its order
    :param sha256: of its content
    """

    columns: tuple[str, ...]
    rows: list[CsvRow]
    sha256: str


def readRows(path: str | os.PathLike, required: str) -> CsvRows:
    """Return what a CSV file holds (RFC 4180, UTF-8; separated by comma, semicolon or tab).

    Quoted cells may hold line breaks; empty lines do not count.

    :param required: the column without which the file is of no use; it also tells what separates the cells
    :raises ValueError: the file cannot be read or is not such a file; the message names the line
    """
    try:
        with open(path, "rb") as stream:
            content = stream.read(MAXIMUM_TABLE_SIZE + 1)
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror or error}") from error
    try:
        columns, rows = _parse(_decode(content), required)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    return CsvRows(columns, rows, hashlib.sha256(content).hexdigest())


def _decode(content):
    if len(content) > MAXIMUM_TABLE_SIZE:
        raise ValueError(f"larger than {MAXIMUM_TABLE_SIZE // 1024**2} MB; split it")
    if not content.strip():
        raise ValueError("empty; the first line has to name the columns")
    try:
        text = content.decode("utf-8-sig")
        at, fault = content.find(0), "has a NUL byte, which no text has"
    except UnicodeDecodeError as error:
        at, fault = error.start, "is not UTF-8"
    if at >= 0:
        raise ValueError(f"line {content.count(10, 0, at) + 1} {fault}; save the table as CSV in UTF-8")
    return text


def _parse(text, required):
    separator = next((separator for separator in _SEPARATORS if required in _columns(text, separator)), None)
    if separator is None:
        raise ValueError(f"line 1 has no column '{required}'; the first line has to name the columns of a CSV table")
    columns = _columns(text, separator)
    twice = [column for column in columns if column and columns.count(column) > 1]
    if twice:
        raise ValueError(f"line 1 names the column '{twice[0]}' twice")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    next(reader)
    rows = []
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ValueError(f"the row on line {line} cannot be read: {error}; look for a quotation mark") from error
        if cells is None:
            return columns, rows
        if not any(map(str.strip, cells)):
            continue
        if len(cells) != len(columns):
            raise ValueError(f"line {line} has {len(cells)} cells where line 1 names {len(columns)} columns")
        if len(rows) == MAXIMUM_ROWS:
            raise ValueError(f"more than {MAXIMUM_ROWS} rows; split it")
        rows.append(CsvRow(line, dict(zip(columns, map(str.strip, cells)))))


def _columns(text, separator):
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return ()
    return tuple(column.strip() for column in header)
