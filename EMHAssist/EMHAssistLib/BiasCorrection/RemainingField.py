"""N4: what is left of the shading after the fit, where it bends more than the fit can.

Tustison et al., N4ITK: improved N3 bias correction, IEEE Trans Med Imaging 2010;29:1310-20, after Sled et al., IEEE
Trans Med Imaging 1998;17:87-97. It sharpens the histogram of the whole image, and takes for shading that tissues at
different depth differ. So it is given the tissues divided by their levels, all of one brightness.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

# One mesh element of cubic splines in the whole box: shading is smooth, lesions and vertebrae are not.
_CONTROL_POINTS = 4
_ITERATIONS = 50
# N4's own default: an iteration that changes the field by less than this, as coefficient of variation, is the last.
# Smaller ones follow the heterogeneity of the tissues.
_CONVERGENCE = 1e-3
_SCALE = 100.0


def remainingField(flat: np.ndarray, mask: np.ndarray, spacing, progress: Callable[[float], None]) -> np.ndarray:
    """Return the (K, J, I) natural logarithm of the field N4 finds; zero where there is too little for it.

    :param flat: (K, J, I) signal around 1, tissue levels and fitted shading taken out
    :param mask: (K, J, I) of bool: where it is reference tissue
    :param spacing: (3,) mm along I, J and K
    :param progress: called with the finished fraction; what it raises ends N4 and reaches the caller
    """
    import SimpleITK as sitk

    # The splines need as many voxels each way as control points, and N4 a histogram that is not a single bin.
    if min(flat.shape) < _CONTROL_POINTS or flat[mask].std() < 1e-6:
        return np.zeros(flat.shape)
    filter = sitk.N4BiasFieldCorrectionImageFilter()
    filter.SetMaximumNumberOfIterations([_ITERATIONS])
    filter.SetNumberOfControlPoints([_CONTROL_POINTS] * 3)
    filter.SetConvergenceThreshold(_CONVERGENCE)
    # Sums over several threads depend on their number in the last bits.
    filter.SetNumberOfThreads(1)
    errors = []

    def onIteration():
        try:
            progress(min(filter.GetElapsedIterations() / _ITERATIONS, 1.0))
        except BaseException as error:  # also Ctrl+C; what C++ calls must not raise, so it is raised again below
            errors.append(error)
            filter.Abort()

    filter.AddCommand(sitk.sitkIterationEvent, onIteration)
    image, maskImage = _toSitk(flat * _SCALE, spacing), _toSitk(mask.astype(np.uint8), spacing)
    try:
        filter.Execute(image, maskImage)
    except RuntimeError:
        if not errors:
            raise
    if errors:
        raise errors[0]
    return sitk.GetArrayFromImage(filter.GetLogBiasFieldAsImage(image)).astype(np.float64)


def _toSitk(array: np.ndarray, spacing):
    import SimpleITK as sitk

    image = sitk.GetImageFromArray(array.astype(np.float32) if array.dtype.kind == "f" else array)
    image.SetSpacing([float(length) for length in spacing])
    return image
