"""Are all series of one patient?"""

from __future__ import annotations

from collections.abc import Iterator

from ...Cache import Cache
from ...Case import Case, Series
from ...Comparability import Consequence, Statement
from ..Signals import Signals


def ofOnePatient(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Refuse series of another patient than most, the first of several: regions lie on other anatomy there."""
    yield from cache.call(_statements, case.series)


def _statements(allSeries: tuple[Series, ...]) -> tuple[Statement, ...]:
    patients = [series.acquisition.patient for series in allSeries if series.acquisition.patient]
    common = max(dict.fromkeys(patients), key=patients.count, default="")
    there = ", ".join(series.label for series in allSeries if series.acquisition.patient == common)
    return tuple(Statement("patient", (series.label,), f"it and {there} are of different patients by their PatientID: "
                           "give those of one patient", Consequence.REFUSED)
                 for series in allSeries if series.acquisition.patient not in ("", common))
