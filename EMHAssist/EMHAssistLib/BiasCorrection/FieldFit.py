"""The smooth field that makes the histogram of an image the sharpest: N3 and N4 with few terms for the field.

N4 itself (SimpleITK) takes a minute for a large series, and stops half-way where the field is steep: what is dark far
from the coil stays out of its mask, and peaks that the field moves by more than their distance are taken for each
other. So the field is a sum of few smooth terms that join one after the other, first a slope and a wide peak, and the
mask is drawn again on the corrected image.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..Measurement import Image, Shape
from .CoarseImage import shrink
from .Sharpening import sharpened
from .SmoothField import SmoothField, SmoothTerms

# Highest degree of the terms that take part in each round, and by how much the field still widens peaks, as full width
# at half maximum of log signal; the last is that of N4. A mask is drawn for each.
_ROUNDS = ((1, 0.6), (1, 0.3), (2, 0.15), (None, 0.15))
_ITERATIONS = 100  # of sharpening in one round, at most
# N4's own default: an iteration that changes the field by less than this, as coefficient of variation, is the last.
_CONVERGENCE = 1e-3
# Keeps terms that the mask hardly shows from growing.
_RIDGE = 1e-4
# Blocks of tissue for each term of the field.
_FEWEST = 30
# More blocks show few terms no better, and take time: of more, every second, third... takes part.
_MOST = 30_000
_TOO_LITTLE = "the image holds too little tissue with signal"


def fitField(image: Image, leftOut: Sequence[Shape], progress: Callable[[float], None]) -> SmoothField:
    """Return the field of an image.

    :param leftOut: shapes that have no say
    :param progress: called with the finished fraction, 0 to 1; may raise to cancel
    :raises ValueError: there is too little tissue with signal
    """
    coarse = shrink(image)
    points = coarse.points.reshape(-1, 3)
    terms = SmoothTerms(points.min(axis=0), points.max(axis=0))
    count = len(terms.orders)
    if not count:
        raise ValueError("the image is too small to show a smooth field")
    isUsable = coarse.mean > 0
    for shape in leftOut:
        isUsable &= ~coarse.touchedBy(shape)
    usable = np.flatnonzero(isUsable)
    usable = usable[::max(len(usable) // _MOST, 1)]
    if len(usable) < _FEWEST * count:
        raise ValueError(_TOO_LITTLE)
    log, columns = np.log(coarse.mean.ravel()[usable]), terms.at(points[usable])
    coefficients = np.zeros(count)
    for number, (degree, width) in enumerate(_ROUNDS):
        used = _isBright(log - columns @ coefficients)
        if np.count_nonzero(used) < _FEWEST * count:
            raise ValueError(_TOO_LITTLE)
        taking = np.array([degree is None or sum(order) <= degree for order in terms.orders])
        coefficients[taking] += _sharpen(
            log[used], columns[used], coefficients, taking, width,
            lambda part, number=number: progress((number + part) / len(_ROUNDS)))
    progress(1.0)
    return SmoothField(terms, coefficients)


def _sharpen(log: np.ndarray, columns: np.ndarray, coefficients: np.ndarray, taking: np.ndarray, width: float,
             progress: Callable[[float], None]) -> np.ndarray:
    """Return by how much coefficients change for the histogram to become sharper.

    :param log: (N,) signal
    :param columns: (N, number of terms) terms at the same places
    :param coefficients: of all terms until now
    :param taking: (number of terms,) of bool: which take part
    """
    flat = log - columns @ coefficients
    columns = columns[:, taking] - columns[:, taking].mean(axis=0)
    solve = np.linalg.solve(columns.T @ columns / len(log) + _RIDGE * np.eye(columns.shape[1]), columns.T / len(log))
    total = np.zeros(columns.shape[1])
    for step in range(_ITERATIONS):
        progress(step / _ITERATIONS)
        change = solve @ (flat - sharpened(flat, width))
        total += change
        bend = columns @ change
        flat = flat - bend
        if np.std(bend) < _CONVERGENCE:
            break
    return total


def _isBright(log: np.ndarray) -> np.ndarray:
    """Return the (N,) of bool: where corrected signal is above the threshold of Otsu, IEEE Trans Syst Man Cybern 1979.

    :param log: (N,) of it
    """
    import SimpleITK as sitk

    signal = sitk.GetImageFromArray(np.exp(log - np.median(log)).reshape(1, -1))
    return sitk.GetArrayFromImage(sitk.OtsuThreshold(signal, 0, 1)).ravel().astype(bool)
