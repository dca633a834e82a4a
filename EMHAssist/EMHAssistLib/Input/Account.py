"""What was asked for, held against what is in the result: nothing that was given vanishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..Case import SourceId
from ..Comparability import Consequence
from ..Result import Result


@dataclass(frozen=True)
class Asked:
    """A series or regions as the user asked for them.

    :param text: option and path, as they were given
    :param sources: what was read of it: the id of a volume, or of each region
    :param isSeries: a series, else regions
    """

    text: str
    sources: tuple[SourceId, ...]
    isSeries: bool


def notMeasured(asked: Sequence[Asked], result: Result) -> list[str]:
    """Return a line for each series and region that was asked for and was not measured, as the tables have it: on all
    series, or on one of them.

    :raises ValueError: something that was asked for is not in the result at all, which is a fault of this program
    """
    lines: list[str] = []
    for one in asked:
        if not one.sources:
            raise ValueError(f"{one.text}: nothing was read of it, which must not be; report it")
        for source in one.sources:
            lines += dict.fromkeys(_series(one.text, source, result) if one.isSeries else
                                   _region(one.text, source, result))
    return lines


def notCompared(result: Result) -> list[str]:
    """Return a line for each series that is not compared at all, with the reason."""
    return [f"{statement.series[0]}: not compared: {statement.reason}"
            for statement in result.comparability.statements
            if statement.consequence == Consequence.REFUSED and len(statement.series) == 1]


def _series(text: str, source: SourceId, result: Result) -> Iterator[str]:
    found = [series for series in result.case.series if series.source == source.item]
    if not found:
        raise ValueError(f"{text}: the series is not in the result, which must not be; report it")
    for series in found:
        if series.problem:
            yield f"{text}: not measured: {series.problem}"


def _region(text: str, source: SourceId, result: Result) -> Iterator[str]:
    found = [region for region in result.case.regions if region.source == source]
    if not found:
        raise ValueError(f"{text}: the region is not in the result, which must not be; report it")
    for region in found:
        if region.problem:
            yield f"{text}: {region.name} not measured: {region.problem}"
            continue
        rows = [row for row in result.measurements if row.region is region]
        if len(rows) != len(result.case.series):
            raise ValueError(f"{text}: a series lacks the region, which must not be; report it")
        for row in rows:
            if row.measurement.problem and not row.series.problem:
                yield f"{text}: {region.name} not measured on {row.series.label}: {row.measurement.problem}"
