"""Removes the bias field, the shading by the receive coil, from an image.

A surface coil sees less the deeper it looks, so that a lesion in the canal reads brighter than marrow of the very same
tissue in front of it. N4 alone does not undo that: whatever its settings, it left between 0.4 and 1.6 of the error of
the ratios of the synthetic case, as bright fat near the coil and dark tissue far from it look like shading to it. Where
the user has marked reference tissue, the change of signal within each tissue tells more:

    regions -> TissueGrowth    the tissue around each reference region; lesions kept out
            -> Shading         signal of the tissues and a smooth shading in one robust fit; both steps are repeated
            -> RemainingField  N4 on the tissues divided by their signal, for what the fit leaves

The field is 1 on average over the reference tissue, so that corrected signal compares with what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..Measurement import Image, Shape
from .CoarseImage import CoarseImage, shrink
from .RemainingField import remainingField
from .Shading import Shading, tissueLevels
from .TissueGrowth import Growth

_ROUNDS = 4
# Fewer blocks of reference tissue than this are no witnesses of a field with nine terms.
_FEWEST = 50
# What the steps take of the whole time.
_FIT_SHARE, _N4_SHARE = 0.4, 0.5


def correctBiasField(image: Image, references: Sequence[Shape], lesions: Sequence[Shape] = (),
                     progress: Callable[[float], None] | None = None) -> np.ndarray:
    """Return the voxels of an image without its bias field, the shading by the receive coil.

    The same input gives the same bits. Voxels that are not finite stay as they are.

    :param image: the image; only read
    :param references: regions on reference tissue, any shapes
    :param lesions: regions on lesions, which are kept out
    :param progress: called with the finished fraction, 0 to 1; may raise to cancel
    :return: (K, J, I) float32
    :raises ValueError: there is too little reference tissue with signal
    """
    report = progress or (lambda fraction: None)
    report(0.0)
    coarse = shrink(image, [*references, *lesions])
    growth, shading = Growth(image, coarse, references, lesions), Shading(coarse)
    logField = np.zeros(coarse.log.shape)
    for number in range(_ROUNDS):
        labels = growth.grow(logField)
        if np.count_nonzero(labels) < _FEWEST:
            raise ValueError("Bias field correction found too little reference tissue with signal: place larger "
                             "regions on marrow and muscle, inside the image.")
        logField = shading.fit(labels)
        report(_FIT_SHARE * (number + 1) / _ROUNDS)
    used = labels > 0
    levels = tissueLevels(coarse.log - logField, labels)
    flat = np.ones(used.shape)
    flat[used] = np.exp((coarse.log - logField)[used] - levels[labels[used]])
    logField += remainingField(flat, used, coarse.spacing, lambda part: report(_FIT_SHARE + _N4_SHARE * part))
    logField -= logField[used].mean()
    report(_FIT_SHARE + _N4_SHARE)
    corrected = _divide(image, coarse, logField)
    report(1.0)
    return corrected


def _divide(image: Image, coarse: CoarseImage, logField: np.ndarray) -> np.ndarray:
    """Return the image divided by the field, which beyond its grid stays as it is at its border."""
    import SimpleITK as sitk

    field = sitk.GetImageFromArray(np.exp(logField).astype(np.float32))
    # In voxels of the image: whatever its axes in space, the two grids are aligned.
    field.SetSpacing([float(factor) for factor in coarse.factors])
    field.SetOrigin([float(value) for value in coarse.start + (coarse.factors - 1) / 2])
    resampler = sitk.ResampleImageFilter()
    resampler.SetSize([int(size) for size in image.dimensions])
    resampler.SetInterpolator(sitk.sitkLinear)
    resampler.UseNearestNeighborExtrapolatorOn()
    full = sitk.GetArrayFromImage(resampler.Execute(field))
    with np.errstate(invalid="ignore", over="ignore"):
        return np.divide(image.array, full, dtype=np.float32, casting="unsafe")
