"""Make the pictures of the guide anew from the synthetic case: details of its images, and the drawing as a whole.

    .environment/bin/python Testing/UpdatePictures.py

Needed after a change of EMHAssistLib/Panel/Regions/Placements.py or of the phantom.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
from scipy.ndimage import map_coordinates

ROOT = Path(__file__).resolve().parent.parent
_PIXELS = 256  # of a detail, which is twice what it is drawn with, for fine screens
_DARKEST, _BRIGHTEST = 1.0, 99.5  # percent of the pixels of a detail
_DRAWING = ROOT / "EMHAssist" / "Resources" / "Docs" / "Pictures" / "placements.png"
_DRAWING_WIDTH = 620  # pixels


def detail(placement, case) -> np.ndarray:
    """Return the image of a placement as gray levels 0 to 255, uint8 array of shape (_PIXELS, _PIXELS)."""
    (series,) = [series for series in case.series if series.role == placement.series]
    offsets = ((np.arange(_PIXELS) + 0.5) / _PIXELS - 0.5) * placement.width
    points = np.empty((_PIXELS, _PIXELS, 3))
    points[:] = placement.center
    (across, toRight), (along, down) = placement.axes
    points[..., across] += toRight * offsets[None, :]
    points[..., along] += down * offsets[:, None]
    ijk = (points - series.ijkToRas[:3, 3]) @ np.linalg.inv(series.ijkToRas[:3, :3]).T
    # One slice as it was acquired: nothing is mixed across slices.
    ijk[..., 2] = np.rint(ijk[..., 2])
    values = map_coordinates(series.array.astype(float), np.moveaxis(ijk[..., ::-1], -1, 0), order=3, mode="nearest")
    low, high = np.percentile(values, (_DARKEST, _BRIGHTEST))
    return np.round(255 * np.clip((values - low) / (high - low), 0, 1)).astype(np.uint8)


def main() -> int:
    """Write all pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(ROOT / "Testing"), str(ROOT / "EMHAssist")]
    from SlicerHost import startHost

    startHost()
    import qt

    from EMHAssistLib.Panel.Regions.PlacementDrawing import PlacementDrawing
    from EMHAssistLib.Panel.Regions.Placements import PLACEMENTS
    from EMHAssistLib.Phantom.SyntheticCase import syntheticCase

    case = syntheticCase()
    for placement in PLACEMENTS:
        levels = detail(placement, case)
        image = qt.QImage(levels.tobytes(), _PIXELS, _PIXELS, _PIXELS, qt.QImage.Format_Grayscale8)
        placement.picture.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(placement.picture)):
            raise OSError(f"{placement.picture} cannot be written")
    drawing = PlacementDrawing()
    drawing.describe()
    drawing.resize(_DRAWING_WIDTH, 100)
    drawing.grab()  # Qt tells of a new width only then, and the height follows
    _DRAWING.parent.mkdir(parents=True, exist_ok=True)
    if not drawing.grab().save(str(_DRAWING)):
        raise OSError(f"{_DRAWING} cannot be written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
