"""Measures all regions on all series of a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite, nan

from ..Cache import Cache
from ..Case import Case, Series
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


def measureAll(case: Case, cache: Cache, progress: Callable[[float], None] | None) -> tuple[MeasurementRow, ...]:
    """Measure each region on each series, and on its bias-corrected image where there is one.

    :param progress: called with the finished fraction, 0 to 1; may raise to cancel
    :return: rows in the order of the regions, then of the series
    """
    together, noises = _byGrid(case.series), _noises(case.series, cache)
    flagsOf = {series.key: flags for series, flags in zip(case.series, seriesFlags(case.series))}
    touches = touching(case.regions, cache)
    rows = []
    for number, region in enumerate(case.regions):
        if progress:
            progress(number / len(case.regions))
        measured: dict[Image, Measurement] = {}
        for images in together if not region.problem else ():
            measured.update(cache.call(_byImage, images, tuple(noises[image] for image in images),
                                       region.shape))
        for series in case.series:
            problem = region.problem or series.problem
            measurement = cache.call(notMeasured, problem) if problem else measured[series.image]
            found = () if problem else meaningful(measurement.flags, series)
            thin = () if problem or measurement.problem else cache.call(_thinFlags, series.image, region.shape)
            odd = () if problem or measurement.problem else _oddSliceFlags(series, region.shape, cache)
            onCorrected = None
            if series.corrected is not None:
                onCorrected = measurement if problem else measured[series.corrected]
            rows.append(MeasurementRow(region, series, measurement, onCorrected,
                                       (*found, *thin, *odd, *touches[region.key],
                                        *flagsOf[series.key])))
    if progress:
        progress(1.0)
    return tuple(rows)


def _oddSliceFlags(series: Series, shape: Shape, cache: Cache) -> tuple[Flag, ...]:
    """Flag a region that lies in slices that stand out from their neighbors."""
    found = cache.call(oddSlices, series.image) if hasSlices(series) else None
    share = cache.call(OddSlices.share, found, series.image, shape) if found and found.steps else 0.0
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


def _byImage(images: tuple[Image, ...], noises: tuple[ImageNoise, ...], shape: Shape) -> dict[Image, Measurement]:
    return dict(zip(images, measureTogether(images, shape, noises)))
