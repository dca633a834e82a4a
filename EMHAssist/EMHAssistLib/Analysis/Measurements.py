"""Measures all regions on all series of a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..Cache import Cache
from ..Case import Case, Region, Series
from ..Measurement import Flag, Measurement, measureTogether, notMeasured
from ..Measurement.Flags import RELATIVE_FLAGS
from ..Result import MeasurementRow
from ..Roles import sequenceRole
from .Overlap import touching
from .SeriesFlags import seriesFlags


def measureAll(case: Case, cache: Cache, progress: Callable[[float], None] | None) -> tuple[MeasurementRow, ...]:
    """Measure each region on each series, and on its bias-corrected image where there is one.

    :param progress: called with the finished fraction, 0 to 1; may raise to cancel
    :return: rows in the order of the regions, then of the series
    """
    grids = _byGrid(case.series)
    flagsOf = {series.key: flags for series, flags in zip(case.series, seriesFlags(case.series))}
    touches = touching(case.regions, cache)
    rows = []
    for number, region in enumerate(case.regions):
        if progress:
            progress(number / len(case.regions))
        plain, corrected = _measureRegion(region, grids, cache)
        for series in case.series:
            problem = region.problem or series.problem
            measurement = notMeasured(problem) if problem else plain[series.key]
            onCorrected = None
            if series.corrected is not None:
                onCorrected = measurement if problem else corrected[series.key]
            rows.append(MeasurementRow(region, series, measurement, onCorrected,
                                       (*meaningful(measurement.flags, series), *touches[region.key],
                                        *flagsOf[series.key])))
    if progress:
        progress(1.0)
    return tuple(rows)


def meaningful(flags: Sequence[Flag], series: Series) -> tuple[Flag, ...]:
    """Return those of the flags that mean something on the scale of a series."""
    if not sequenceRole(series.role).quantitative:
        return tuple(flags)
    return tuple(flag for flag in flags if flag.name not in RELATIVE_FLAGS)


def _byGrid(allSeries: Sequence[Series]) -> list[tuple[tuple, list]]:
    """Return what is measured together: (key of the group, [(series key, is corrected, image)])."""
    grids: dict[tuple, list] = {}
    for series in allSeries:
        if series.problem:
            continue
        for isCorrected, image in enumerate((series.image, series.corrected)):
            if image is not None:
                grids.setdefault((image.dimensions, image.ijkToWorld.tobytes()), []).append(
                    (series.key, bool(isCorrected), image))
    return [(tuple(entry[:2] for entry in entries), entries) for entries in grids.values()]


def _measureRegion(region: Region, grids: list[tuple[tuple, list]],
                   cache: Cache) -> tuple[dict[tuple, Measurement], dict[tuple, Measurement]]:
    """Return series key to measurement, plain and bias-corrected."""
    plain: dict[tuple, Measurement] = {}
    corrected: dict[tuple, Measurement] = {}
    for key, entries in grids if not region.problem else ():
        measurements = cache.get(("measured", region.key, key), lambda: measureTogether(
            [image for _key, _isCorrected, image in entries], region.shape))
        for (seriesKey, isCorrected, _image), measurement in zip(entries, measurements):
            (corrected if isCorrected else plain)[seriesKey] = measurement
    return plain, corrected
