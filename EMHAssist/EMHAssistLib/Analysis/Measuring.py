"""Measures all regions on all series of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ..Case import Case, MeasurementRow, Region, Series
from ..Measurement import Flag, Measurement, measureTogether, notMeasured
from ..Measurement.Flags import ACQUIRED_APART
from .Cache import Cache


def measureAll(case: Case, cache: Cache, progress: Callable[[float], None] | None) -> tuple[MeasurementRow, ...]:
    """Measure each region on each series, and on its coil-corrected image where there is one.

    :param progress: called with the finished fraction, 0 to 1; may raise to cancel
    :return: rows in the order of the regions, then of the series
    """
    grids = _byGrid(case.series)
    seriesFlags = {series.key: flags for series, flags in zip(case.series, _seriesFlags(case.series))}
    touches = touching(case.regions, cache)
    rows = []
    for number, region in enumerate(case.regions):
        if progress:
            progress(number / len(case.regions))
        plain, corrected = _measureRegion(region, grids, cache)
        for series in case.series:
            problem = region.problem or series.problem
            measurement = notMeasured(problem) if problem else plain[series.key]
            rows.append(MeasurementRow(region, series, measurement, corrected.get(series.key),
                                       (*measurement.flags, *touches[region.key], *seriesFlags[series.key])))
    if progress:
        progress(1.0)
    return tuple(rows)


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
    """Return series key to measurement, plain and coil-corrected."""
    plain: dict[tuple, Measurement] = {}
    corrected: dict[tuple, Measurement] = {}
    for key, entries in grids if not region.problem else ():
        measurements = cache.get(("measured", region.key, key), lambda: measureTogether(
            [image for _key, _isCorrected, image in entries], region.shape))
        for (seriesKey, isCorrected, _image), measurement in zip(entries, measurements):
            (corrected if isCorrected else plain)[seriesKey] = measurement
    return plain, corrected


def _seriesFlags(allSeries: Sequence[Series]) -> list[tuple[Flag, ...]]:
    """Return for each series what keeps it from being compared with the others place by place."""
    frames = {series.frameOfReference for series in allSeries if series.frameOfReference}
    # The frame that most series share is the one the regions were most probably placed in.
    names = [series.frameOfReference for series in allSeries]
    common = max(sorted(frames), key=names.count, default="")
    times = [series.acquired for series in allSeries if series.acquired == series.acquired]
    flags = []
    for series in allSeries:
        own = []
        if series.frameOfReference not in ("", common):
            own.append(Flag("frame_of_reference", len(frames)))
        if times and series.acquired - min(times) > ACQUIRED_APART:
            own.append(Flag("acquired_apart", series.acquired - min(times)))
        flags.append(tuple(own))
    return flags


def touching(regions: Sequence[Region], cache: Cache) -> Mapping[tuple, tuple[Flag, ...]]:
    """Return for each region the flag that says which fraction of it lies in other regions at most.

    :return: key of the region to no flag or one
    """
    usable = [region for region in regions if not region.problem]
    shares = {region.key: 0.0 for region in regions}
    if usable:
        bounds = np.array([cache.get(("bounds", region.key), lambda: _bounds(region)) for region in usable])
        low, high = bounds[:, 0], bounds[:, 1]
        near = ((low[:, None] < high[None]) & (low[None] < high[:, None])).all(axis=2)
        for one, other in zip(*np.nonzero(near)):
            if one != other:
                first, second = usable[one], usable[other]
                share = cache.get(("shared", first.key, second.key), lambda: _sharedFraction(first, second))
                shares[first.key] = max(shares[first.key], share)
    return {key: (Flag("touches", share),) if share > 0 else () for key, share in shares.items()}


def _bounds(region: Region) -> np.ndarray:
    """Return (2, 3) lowest and highest corner of a region, RAS mm."""
    corners = region.shape.cornersWorld()
    return np.array([corners.min(axis=0), corners.max(axis=0)])


def _sharedFraction(region: Region, other: Region) -> float:
    """Return the fraction of a region that lies inside another one."""
    points = region.shape.samplePoints()
    if len(points) == 0:
        return 0.0
    toOther = other.shape.fromWorld @ region.shape.toWorld
    return float(other.shape.contains(*(toOther[:3, :3] @ points.T + toOther[:3, 3:])).mean())
