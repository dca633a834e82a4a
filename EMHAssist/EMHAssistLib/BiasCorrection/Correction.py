"""Removes the bias field, the shading by the receive coil, from the series of one coil, where that is shown to help.

    images -> FieldFit    one smooth field each, from the whole body; the regions of the case are left out
           -> CoilField   their median, as it is one coil; it stays as it is beyond the reference regions
           -> Evidence    do regions of one tissue agree better after it? Does it look like that of a coil?

The field is 1 on average over the reference regions, so that corrected signal compares with what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..Measurement import Image, Shape
from .CoarseImage import CoarseImage, shrink
from .CoilField import CoilField, coilField
from .Evidence import Reference, checkField, checkReferences
from .FieldFit import fitField

# What the fit takes of the whole time.
_FIT_SHARE = 0.9


def correctBiasField(images: Sequence[Image], references: Sequence[Reference], lesions: Sequence[Shape] = (),
                     progress: Callable[[float], None] | None = None) -> list[np.ndarray]:
    """Return the voxels of the images of one coil without its field.

    The same input gives the same bits. Voxels that are not finite stay as they are.

    :param images: at least one; only read
    :param references: regions on reference tissue
    :param lesions: shapes on lesions, which have no say either
    :param progress: called with the finished fraction, 0 to 1; may raise to cancel
    :return: (K, J, I) float32 each
    :raises ValueError: it is not shown to help, or cannot be shown; says why
    """
    report = progress or (lambda fraction: None)
    report(0.0)
    usable = [one for one in references if one.shape.ownVolume > 0]
    checkReferences(usable)
    leftOut = [*(one.shape for one in usable), *lesions]
    fields = [fitField(image, leftOut,
                       lambda part, number=number: report(_FIT_SHARE * (number + part) / len(images)))
              for number, image in enumerate(images)]
    field = coilField(fields, np.array([one.shape.bounds for one in usable]))
    checkField(field, images, usable)
    corrected = [_divide(image, field) for image in images]
    report(1.0)
    return corrected


def _divide(image: Image, field: CoilField) -> np.ndarray:
    """Return the image divided by the field."""
    import SimpleITK as sitk

    coarse: CoarseImage = shrink(image)
    logField = field.at(coarse.points.reshape(-1, 3)).reshape(coarse.mean.shape)
    onBlocks = sitk.GetImageFromArray(np.exp(logField).astype(np.float32))
    # In voxels of the image: whatever its axes in space, the two grids are aligned.
    onBlocks.SetSpacing([float(factor) for factor in coarse.factors])
    onBlocks.SetOrigin([float(value) for value in (coarse.factors - 1) / 2])
    resampler = sitk.ResampleImageFilter()
    resampler.SetSize([int(size) for size in image.dimensions])
    resampler.SetInterpolator(sitk.sitkLinear)
    resampler.UseNearestNeighborExtrapolatorOn()
    full = sitk.GetArrayFromImage(resampler.Execute(onBlocks))
    with np.errstate(invalid="ignore", over="ignore"):
        return np.divide(image.array, full, dtype=np.float32, casting="unsafe")
