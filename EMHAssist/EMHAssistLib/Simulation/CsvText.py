"""Tables of simulations as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def csvText(names: Sequence[str], rows: Iterable[Sequence]) -> str:
    """Return a table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return text.getvalue()
