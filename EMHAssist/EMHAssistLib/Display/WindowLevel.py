"""Brightness and contrast of a series: sensible where nobody has chosen them, otherwise left alone."""

from __future__ import annotations

import numpy as np
import slicer

# Window and level that were set here, on the display node. Once the user changes them they differ, and are the user's.
_ATTRIBUTE = "EMHAssist.WindowLevel"
# Lowest and highest value shown: soft tissue, where the lesions are (HU); ADC from none to that of water at body
# temperature and a half less (10-6 mm2/s), which is where tissue is.
_FIXED = {"CT": (-160.0, 240.0), "CTpost": (-160.0, 240.0), "ADC": (0.0, 2000.0)}
# An ADC map whose tissue reaches no higher than this is in other units, and is shown by what it holds.
_LOWEST_ADC = 100.0
_LOW_PERCENTILE, _HIGH_PERCENTILE = 1.0, 99.0
_SAMPLES = 200_000  # voxels looked at, evenly spread: contrast needs no more


def setWindowLevel(volumeNode, role: str) -> bool:
    """Give a volume the brightness and contrast of its role, unless somebody has chosen them.

    Slicer's automatic choice counts as nobody's; what a DICOM file asks for, as somebody's.

    :param volumeNode: scalar volume with one value a voxel; others are left alone
    :param role: name of its sequence role, "" for none
    :return: whether they are those of the role now
    """
    imageData = volumeNode.GetImageData()
    scalars = imageData.GetPointData().GetScalars() if imageData is not None else None
    if scalars is None or scalars.GetNumberOfComponents() != 1:
        return False
    if volumeNode.GetDisplayNode() is None:
        volumeNode.CreateDefaultDisplayNodes()
    display = volumeNode.GetDisplayNode()
    if display is None or not display.IsA("vtkMRMLScalarVolumeDisplayNode"):
        return False
    if not display.GetAutoWindowLevel() and display.GetAttribute(_ATTRIBUTE) != _text(display):
        return False
    low, high = displayRange(slicer.util.arrayFromVolume(volumeNode), role)
    with slicer.util.NodeModify(display):
        display.SetAutoWindowLevel(False)
        display.SetWindowLevelMinMax(low, high)
        display.SetAttribute(_ATTRIBUTE, _text(display))
    return True


def displayRange(array: np.ndarray, role: str) -> tuple[float, float]:
    """Return the lowest and the highest value to show.

    CT and ADC have a scale of their own. MR signal is shown from the noise of the air to the brightest tissue, without
    the one percent that the coil or flowing blood makes brighter still.

    :param array: (K, J, I) voxel values
    :param role: name of the sequence role, "" for none
    """
    step = max(1, round((array.size / _SAMPLES) ** (1 / 3)))
    values = array[::step, ::step, ::step].astype(np.float64).ravel()
    values = values[np.isfinite(values)]
    if not values.size:
        return 0.0, 1.0
    tissue = values[values > values.mean()]
    low = float(np.percentile(values, _LOW_PERCENTILE))
    high = float(np.percentile(tissue if tissue.size else values, _HIGH_PERCENTILE))
    if role in _FIXED and not (role == "ADC" and high < _LOWEST_ADC):
        return _FIXED[role]
    return (low, high) if high > low else (low, low + 1.0)


def _text(display) -> str:
    return f"{display.GetWindow():.6g} {display.GetLevel():.6g}"
