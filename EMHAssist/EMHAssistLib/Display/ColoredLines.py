"""Colored lines over the image of a view."""

from __future__ import annotations

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray

_LINE_WIDTH = 2  # pixels
# A dark line under the colored one keeps it readable on bright fat and CSF.
_EDGE_WIDTH = 4  # pixels
_EDGE_OPACITY = 0.4


class ColoredLines:
    """Closed lines in pixels of a view.

    ``actors`` are what draws them, to be added to a renderer.
    """

    def __init__(self):
        self._lines = vtk.vtkPolyData()
        self.actors = lineActors(self._lines, _EDGE_OPACITY)

    @property
    def isEmpty(self) -> bool:
        """Whether there is no line."""
        return self._lines.GetNumberOfCells() == 0

    def setScale(self, scale: float) -> None:
        """Draw lines this many times as wide as on a screen."""
        for actor, width in zip(self.actors, (_EDGE_WIDTH, _LINE_WIDTH)):
            actor.GetProperty().SetLineWidth(scale * width)

    def set(self, outlines: np.ndarray, colors: np.ndarray) -> None:
        """Draw these lines and no others.

        :param outlines: (N, P, 2) points around each line, pixels
        :param colors: (N, 4) red, green, blue and opacity of each line, 0 to 1
        """
        count, size = outlines.shape[:2]
        points = np.zeros((count * size, 3), dtype=np.float32)
        points[:, :2] = outlines.reshape(-1, 2)
        lines = self._lines
        if lines.GetNumberOfCells() != count:
            # Each line ends at the point where it begins.
            indices = np.arange(count)[:, np.newaxis] * size + np.append(np.arange(size), 0)
            cells = vtk.vtkCellArray()
            cells.SetData(numpy_to_vtkIdTypeArray(np.arange(count + 1) * (size + 1), deep=True),
                          numpy_to_vtkIdTypeArray(indices.ravel(), deep=True))
            lines.SetLines(cells)
        lines.SetPoints(vtk.vtkPoints())
        lines.GetPoints().SetData(numpy_to_vtk(points, deep=True))
        lines.GetCellData().SetScalars(numpy_to_vtk(np.rint(255 * colors).astype(np.uint8), deep=True))


def lineActors(lines: vtk.vtkPolyData, edgeOpacity: float) -> list[vtk.vtkActor2D]:
    """Return what draws lines in their colors, after what draws their dark edge."""
    edge, line = _actor(lines, _EDGE_WIDTH), _actor(lines, _LINE_WIDTH)
    edge.GetMapper().ScalarVisibilityOff()
    edge.GetProperty().SetColor(0.0, 0.0, 0.0)
    edge.GetProperty().SetOpacity(edgeOpacity)
    return [edge, line]


def _actor(lines: vtk.vtkPolyData, width: float) -> vtk.vtkActor2D:
    mapper = vtk.vtkPolyDataMapper2D()
    mapper.SetInputData(lines)
    actor = vtk.vtkActor2D()
    actor.SetMapper(mapper)
    actor.PickableOff()
    actor.GetProperty().SetLineWidth(width)
    return actor
