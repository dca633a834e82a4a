"""Make the pictures of the guide and of the documents anew from the synthetic case: details of its images, the drawing
of good and bad places, and sections of the panel.

    .environment/bin/python Testing/UpdatePictures.py

Needed after a change of EMHAssistLib/Panel/Regions/Placements.py, of the phantom, or of the look of the panel.
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
_PICTURES = ROOT / "EMHAssist" / "Resources" / "Docs" / "Pictures"
_DRAWING_WIDTH = 560  # pixels
# Sections of the panel that the documents show, and how much of each, pixels.
_SECTIONS = {"seriesSection": 420, "regionsSection": 420, "valuesSection": 460, "findingsSection": 420,
             "readoutSection": 620}
_SECTION_WIDTH = 420  # pixels


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


def drawPlacements(case) -> None:
    """Write the details of the images, and the drawing that is made of them."""
    import qt

    from EMHAssistLib.Panel.Regions.PlacementDrawing import PlacementDrawing
    from EMHAssistLib.Panel.Regions.Placements import PLACEMENTS

    for placement in PLACEMENTS:
        levels = detail(placement, case)
        image = qt.QImage(levels.tobytes(), _PIXELS, _PIXELS, _PIXELS, qt.QImage.Format_Grayscale8)
        save(image, placement.picture)
    drawing = PlacementDrawing()
    drawing.describe()
    drawing.resize(_DRAWING_WIDTH, 100)
    drawing.grab()  # Qt tells of a new width only then, and the height follows
    save(drawing.grab(), _PICTURES / "placements.png")


def drawSections() -> None:
    """Write the upper part of sections of the panel, with the case of the demo."""
    import qt
    import slicer

    import Demo
    from EMHAssistLib.Logic.SampleData import loadSample

    slicer.util.selectModule("EMHAssist")
    widget = slicer.util.getModuleWidget("EMHAssist")
    loadSample()
    widget.logic.setConditions([Demo.SETTING])
    for feature, answer in Demo.FINDINGS.items():
        widget.logic.setFinding(feature, answer)
    widget.panel.widget.setFixedWidth(_SECTION_WIDTH)
    Demo.wait(1.0)
    for name, height in _SECTIONS.items():
        section = getattr(widget.ui, name)
        section.collapsed = False
        Demo.wait(0.5)
        picture = section.grab(qt.QRect(0, 0, section.width, min(height, section.height)))
        save(picture, _PICTURES / f"{name.removesuffix('Section')}.png")
        section.collapsed = True


def save(picture, path: Path) -> None:
    """Write a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(path)):
        raise OSError(f"{path} cannot be written")


def main() -> int:
    """Write all pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path[:0] = [str(ROOT / "Testing"), str(ROOT / "EMHAssist")]
    from SlicerHost import startHost

    host = startHost()
    host.loadModule(ROOT / "EMHAssist" / "EMHAssist.py")
    from EMHAssistLib.Phantom.SyntheticCase import syntheticCase

    drawPlacements(syntheticCase())
    drawSections()
    return 0


if __name__ == "__main__":
    sys.exit(main())
