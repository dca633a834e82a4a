"""A picture drawn without a display: smooth lines, discs, boxes and text on white, as a PNG for print and screen.

Shapes are blended by how much of each pixel they cover, from their signed distance; letters are drawn by VTK's
FreeType. Neither takes a window, a graphics card or another library.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

Color = tuple[int, int, int]
Point = tuple[float, float]
LEFT, CENTER, RIGHT = 0.0, 0.5, 1.0
_DOTS_PER_INCH = 72


class Canvas:
    """A white picture; x to the right and y downward in units of which ``scale`` pixels make one.

    :param width, height: in units
    :param scale: pixels a unit
    """

    def __init__(self, width: float, height: float, scale: int = 2):
        self._scale = scale
        self._pixels = np.full((round(height * scale), round(width * scale), 3), 255.0)

    @property
    def pixels(self) -> np.ndarray:
        """The picture, uint8 of shape (height, width, 3)."""
        return np.round(self._pixels).astype(np.uint8)

    def box(self, x: float, y: float, width: float, height: float, color: Color, opacity: float = 1.0) -> None:
        """Fill a rectangle whose upper left corner is at (x, y)."""
        across, down = (np.clip(np.minimum(np.arange(count) + 1, end * self._scale)
                                - np.maximum(np.arange(count), start * self._scale), 0.0, 1.0)
                        for count, start, end in ((self._pixels.shape[1], x, x + width),
                                                  (self._pixels.shape[0], y, y + height)))
        rows, columns = np.flatnonzero(down), np.flatnonzero(across)
        if rows.size and columns.size:
            top, left = rows[0], columns[0]
            self._blend(top, left, down[rows][:, np.newaxis] * across[columns] * opacity, color)

    def disc(self, center: Point, radius: float, color: Color, edge: Color | None = None, line: float = 0.0) -> None:
        """Fill a disc, with an edge of another color."""
        for reach, fill in ((radius, edge), (radius - line, color)) if edge else ((radius, color),):
            self._shape([center], reach, fill, lambda x, y: np.hypot(x - center[0], y - center[1]))

    def line(self, points: Sequence[Point], color: Color, width: float = 1.0, dash: float = 0.0) -> None:
        """Draw a line through points.

        :param dash: length of dashes and gaps, 0 for a line without gaps
        """
        for part in _dashes(points, dash) if dash else [points]:
            self._shape(part, width / 2, color, lambda x, y: _distance(part, x, y))

    def text(self, text: str, at: Point, size: float, color: Color = (0, 0, 0), align: float = LEFT,
             isBold: bool = False, isUpright: bool = False) -> None:
        """Write a line of text whose baseline is at y, from, around or up to x.

        :param size: height of the letters from top to bottom, as fonts are measured
        :param align: LEFT, CENTER or RIGHT
        :param isUpright: turned by 90 degrees, to be read from below: then around or up to y, the baseline at x
        """
        coverage, above = _letters(text, round(size * self._scale), isBold)
        x, y = at[0] * self._scale, at[1] * self._scale
        if isUpright:
            top, left = y - (1 - align) * coverage.shape[1], x - above
            coverage = np.rot90(coverage)
        else:
            top, left = y - above, x - align * coverage.shape[1]
        self._blend(round(top), round(left), coverage, color)

    def png(self) -> bytes:
        """Return the picture as the content of a PNG file."""
        pixels = self.pixels
        image = vtk.vtkImageData()
        image.SetDimensions(pixels.shape[1], pixels.shape[0], 1)
        image.GetPointData().SetScalars(numpy_to_vtk(
            np.ascontiguousarray(pixels[::-1]).reshape(-1, 3), deep=True, array_type=vtk.VTK_UNSIGNED_CHAR))
        writer = vtk.vtkPNGWriter()
        writer.WriteToMemoryOn()
        writer.SetInputData(image)
        writer.Write()
        return vtk_to_numpy(writer.GetResult()).tobytes()

    def _shape(self, points, reach, color, distance):
        """Fill what is within reach of a distance, in the pixels around the points; all in units."""
        scale = self._scale
        low = np.floor((np.min(points, axis=0) - reach) * scale - 1).astype(int)
        high = np.ceil((np.max(points, axis=0) + reach) * scale + 1).astype(int)
        x = (np.arange(low[0], high[0]) + 0.5) / scale
        y = (np.arange(low[1], high[1]) + 0.5) / scale
        coverage = np.clip((reach - distance(x, y[:, np.newaxis])) * scale + 0.5, 0.0, 1.0)
        self._blend(low[1], low[0], coverage, color)

    def _blend(self, top, left, coverage, color):
        """Blend a color in by coverage, shape (rows, columns) from a pixel on; what lies outside is cut off."""
        rows, columns = self._pixels.shape[:2]
        coverage = coverage[max(0, -top):max(0, rows - top), max(0, -left):max(0, columns - left)]
        top, left = max(0, top), max(0, left)
        part = self._pixels[top:top + coverage.shape[0], left:left + coverage.shape[1]]
        part += coverage[:, :, np.newaxis] * (np.array(color, dtype=np.float64) - part)


def textWidth(text: str, size: float, isBold: bool = False) -> float:
    """Return how wide a line of text is, in the unit of its size."""
    scale = 8
    return _letters(text, round(size * scale), isBold)[0].shape[1] / scale


def _letters(text, pixels, isBold):
    """Return how much of each pixel letters cover, 0 to 1, shape (rows, columns), and how many rows are above the
    baseline."""
    coverage = _drawn(text, pixels, isBold)
    # All lines of a font are equally high, with room for ascenders and descenders; H stands on the baseline.
    rows = np.flatnonzero(_drawn("H", pixels, isBold).max(axis=1) > 0.5)
    return coverage, int(rows[-1]) + 1


@lru_cache(maxsize=64)
def _drawn(text, pixels, isBold):
    """Return how much of each pixel a line of text covers, shape (rows, columns)."""
    style = vtk.vtkTextProperty()
    style.SetFontFamilyToArial()
    style.SetFontSize(pixels)
    style.SetBold(isBold)
    renderer = vtk.vtkTextRenderer.GetInstance()
    box, image = [0, 0, 0, 0], vtk.vtkImageData()
    if not (renderer.GetBoundingBox(style, text, box, _DOTS_PER_INCH)
            and renderer.RenderString(style, text, image, [0, 0], _DOTS_PER_INCH)):
        raise RuntimeError("VTK draws no text without FreeType.")
    columns, rows, _depth = image.GetDimensions()
    opacity = vtk_to_numpy(image.GetPointData().GetScalars()).reshape(rows, columns, -1)[:, :, -1]
    # The image is padded above and to the right, and its first row is the lowest.
    return opacity[:box[3] - box[2] + 1, :box[1] - box[0] + 1][::-1] / 255.0


def _distance(points, x, y):
    """Return the distance from a line through points."""
    nearest = np.inf
    for (startX, startY), (endX, endY) in pairwise(points):
        alongX, alongY = endX - startX, endY - startY
        length = alongX**2 + alongY**2
        place = np.clip(((x - startX) * alongX + (y - startY) * alongY) / length, 0, 1) if length else 0.0
        nearest = np.minimum(nearest, np.hypot(x - startX - place * alongX, y - startY - place * alongY))
    return nearest


def _dashes(points, dash):
    """Return the parts of a line that are drawn, each a list of points."""
    points = np.array(points, dtype=np.float64)
    ends = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
    parts = []
    for start in np.arange(0.0, ends[-1], 2 * dash):
        stop = min(start + dash, ends[-1])
        within = ends[(ends > start) & (ends < stop)]
        places = np.concatenate(([start], within, [stop]))
        parts.append([(float(np.interp(place, ends, points[:, 0])), float(np.interp(place, ends, points[:, 1])))
                      for place in places])
    return parts
