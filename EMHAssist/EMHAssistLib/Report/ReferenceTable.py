"""The references of a case by level: how large each is, and its signal on each series."""

from __future__ import annotations

from ..Naming.VertebralLevels import LEVELS
from ..Result import Result
from ..Roles import regionRole


def referenceTable(result: Result) -> list[list[str]]:
    """Return rows of text, the first the titles: level, name, role, milliliters, and mean signal on each series.

    From the head down, those without a level last. A cell is empty where a series does not show the reference.
    """
    labels = [series.label for series in result.case.series if series.image is not None]
    rows: dict[object, dict[str, str]] = {}
    for row in result.measurements:
        if regionRole(row.region.role).isLesion:
            continue
        statistics = row.measurement.statistics
        cells = rows.setdefault(row.region.key, {})
        if not row.measurement.problem:
            cells[row.series.label] = f"{statistics['mean']:.4g}"
            cells.setdefault("ml", f"{statistics['volume_mm3'] / 1000:.3g}")
    regions = {region.key: region for region in result.case.regions}
    levels = result.geometry.levels

    def place(key: object) -> int:
        first = levels[key].first.level if key in levels else ""
        return LEVELS.index(first) if first in LEVELS else len(LEVELS)

    body = [[levels[key].text() if key in levels else "", regions[key].name, regions[key].role,
             rows[key].get("ml", ""), *(rows[key].get(label, "") for label in labels)]
            for key in sorted(rows, key=place)]
    return [["level", "reference", "role", "ml", *labels], *body]
