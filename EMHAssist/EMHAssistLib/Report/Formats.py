"""Tables and data as the text of a file: CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import math

from .ResultTables import Table


def jsonText(data: dict) -> str:
    """Return data as JSON; ValueError if there is a number in it that JSON does not have, such as NaN."""
    return json.dumps(data, indent=1, allow_nan=False, ensure_ascii=False) + "\n"


def csvText(table: Table, delimiter: str = ",") -> str:
    """Return a table as CSV (RFC 4180); numbers in full precision, empty where there is none.

    :param delimiter: a tab for what is pasted into a spreadsheet
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(["" if isinstance(cell, float) and not math.isfinite(cell) else cell for cell in row])
    return text.getvalue()
