"""Measures all regions on all series of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, nan

from ..Cache import Cache
from ..Case import Case, Region, Series
from ..Measurement import (
    Flag,
    Image,
    ImageNoise,
    Measurement,
    OddSlices,
    Shape,
    extentInSlices,
    imageNoise,
    measureTogether,
    notMeasured,
    oddSlices,
)
from ..Measurement.Flags import ODD_SLICE, RELATIVE_FLAGS, THINNEST
from ..Result import MeasurementRow
from ..Roles import sequenceRole
from .Overlap import touching
from .SeriesFlags import hasSlices, seriesFlags


@dataclass(frozen=True, eq=False)
class _Grid:
    """Images that are measured together, and the noise of each."""

    images: tuple[Image, ...]
    noises: tuple[ImageNoise, ...]


@dataclass(frozen=True, eq=False)
class _MeasuredSeries:
    """All series of a case, with what stands out in the slices of each."""

    series: tuple[Series, ...]
    odd: tuple[OddSlices | None, ...]


@dataclass(frozen=True, eq=False)
class _OnGrid:
    """What a region holds on the images of one grid, and the flags of its place there."""

    byImage: Mapping[Image, Measurement]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, eq=False)
class _Cells:
    """What a region holds on each series, on its bias-corrected image, and the flags of the region there."""

    cells: tuple[tuple[Measurement, Measurement | None, tuple[Flag, ...]], ...]


def measureAll(case: Case, cache: Cache, progress: Callable[[float], None] | None) -> tuple[MeasurementRow, ...]:
    """Measure each region on each series, and on its bias-corrected image where there is one.

    :param progress: called with the finished fraction, 0 to 1; may raise to cancel
    :return: rows in the order of the regions, then of the series; the same objects as the last time where nothing of
        the row has changed
    """
    noises = _noises(case.series, cache)
    grids = [cache.call(_Grid, images, tuple(noises[image] for image in images)) for images in _byGrid(case.series)]
    allSeries = cache.call(_MeasuredSeries, case.series, tuple(
        cache.call(oddSlices, series.image) if not series.problem and hasSlices(series) else None
        for series in case.series))
    flags, touches = tuple(seriesFlags(case.series)), touching(case.regions, cache)
    rows: list[MeasurementRow] = []
    for number, region in enumerate(case.regions):
        if progress:
            progress(number / len(case.regions))
        measured = () if region.problem else tuple(cache.call(_onGrid, grid, region.shape) for grid in grids)
        cells = cache.call(_cells, region, allSeries, measured)
        rows += cache.call(_rows, region, allSeries, cells, touches[region.key], flags)
    if progress:
        progress(1.0)
    return tuple(rows)


def _onGrid(grid: _Grid, shape: Shape) -> _OnGrid:
    measured = measureTogether(grid.images, shape, grid.noises)
    isMeasured = any(not measurement.problem for measurement in measured)
    return _OnGrid(dict(zip(grid.images, measured)), _thinFlags(grid.images[0], shape) if isMeasured else ())


def _cells(region: Region, allSeries: _MeasuredSeries, measured: tuple[_OnGrid, ...]) -> _Cells:
    byImage = {image: (measurement, onGrid.flags) for onGrid in measured
               for image, measurement in onGrid.byImage.items()}
    return _Cells(tuple(_cell(region, series, odd, byImage) for series, odd in zip(allSeries.series, allSeries.odd)))


def _cell(
        region: Region, series: Series, odd: OddSlices | None,
        byImage: Mapping[Image, tuple[Measurement, tuple[Flag, ...]]],
) -> tuple[Measurement, Measurement | None, tuple[Flag, ...]]:
    problem = region.problem or series.problem
    if problem:
        measurement = notMeasured(problem)
        return measurement, measurement if series.corrected is not None else None, ()
    measurement, ofPlace = byImage[series.image]
    found = meaningful(measurement.flags, series)
    if not measurement.problem:
        found += ofPlace + _oddSliceFlags(series.image, odd, region.shape)
    return measurement, byImage[series.corrected][0] if series.corrected is not None else None, found


def _rows(region: Region, allSeries: _MeasuredSeries, cells: _Cells, touches: tuple[Flag, ...],
          seriesFlags: tuple[tuple[Flag, ...], ...]) -> tuple[MeasurementRow, ...]:
    return tuple(MeasurementRow(region, series, measurement, corrected, found + touches + flags)
                 for series, (measurement, corrected, found), flags in zip(allSeries.series, cells.cells, seriesFlags))


def _oddSliceFlags(image: Image, odd: OddSlices | None, shape: Shape) -> tuple[Flag, ...]:
    """Flag a region that lies in slices that stand out from their neighbors."""
    share = odd.share(image, shape) if odd and odd.steps else 0.0
    return (Flag("odd_slice", share),) if abs(share) > ODD_SLICE else ()


def _thinFlags(image: Image, shape: Shape) -> tuple[Flag, ...]:
    """Flag a region that reaches less far across the slices than one slice does: its voxels hold what lies above and
    below it, too."""
    extent = extentInSlices(image, shape)
    return (Flag("thinner_than_slice", extent),) if extent < THINNEST else ()


def meaningful(flags: Sequence[Flag], series: Series) -> tuple[Flag, ...]:
    """Return those of the flags that mean something on the scale of a series."""
    if not sequenceRole(series.role).quantitative:
        return tuple(flags)
    return tuple(flag for flag in flags if flag.name not in RELATIVE_FLAGS)


def _byGrid(allSeries: Sequence[Series]) -> list[tuple[Image, ...]]:
    """Return the images that are measured together: those on one grid."""
    grids: dict[tuple, list[Image]] = {}
    for series in allSeries:
        for image in (series.image, series.corrected) if not series.problem else ():
            if image is not None:
                grids.setdefault((image.dimensions, image.ijkToWorld.tobytes()), []).append(image)
    return list(map(tuple, grids.values()))


def _noises(allSeries: Sequence[Series], cache: Cache) -> dict[Image, ImageNoise]:
    """Return the noise of each image; that of a bias-corrected one reaches as far, but its level differs by place."""
    found = {}
    for series in allSeries:
        if series.image is not None:
            isMagnitude = sequenceRole(series.role).isSignal
            stated = series.acquisition.interpolation
            known = (cache.call(imageNoise, series.image, stated if isfinite(stated) else nan) if isMagnitude
                     else cache.call(_noMagnitude))
            found[series.image] = known
            if series.corrected is not None and series.corrected is not series.image:
                found[series.corrected] = cache.call(ImageNoise, known.interpolation)
    return found


def _noMagnitude() -> ImageNoise:
    return ImageNoise(isMagnitude=False)
