"""The axis of the spine in space, with its levels."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk

from ..Measurement import Spine
from .SceneActors import surfaceActor

_RADIUS, _MARK_RADIUS = 1.1, 2.0  # mm
_COLOR = (0.93, 0.91, 0.84)
_BEYOND = 8.0  # mm past the last place that is known
_STEPS = 80
# Names stand in front of the vertebral bodies: the longest are some 35 mm deep.
_IN_FRONT = 24.0  # mm


class SpineAxis:
    """A smooth line along the spine, thicker where a level is named.

    ``actors`` are what draws it, to be added to a renderer.
    """

    def __init__(self):
        self._line, self._marks = vtk.vtkPolyData(), vtk.vtkPolyData()
        tube, ball, glyphs = vtk.vtkTubeFilter(), vtk.vtkSphereSource(), vtk.vtkGlyph3D()
        tube.SetInputData(self._line)
        tube.SetRadius(_RADIUS)
        tube.SetNumberOfSides(20)
        tube.CappingOn()
        ball.SetRadius(_MARK_RADIUS)
        ball.SetThetaResolution(20)
        ball.SetPhiResolution(20)
        glyphs.SetInputData(self._marks)
        glyphs.SetSourceConnection(ball.GetOutputPort())
        glyphs.ScalingOff()
        self.actors = [surfaceActor(), surfaceActor()]
        for actor, source in zip(self.actors, (tube, glyphs)):
            actor.GetMapper().SetInputConnection(source.GetOutputPort())
            actor.GetProperty().SetColor(*_COLOR)
            actor.VisibilityOff()
        # Each with where it is, and where its name is to stand: beside the vertebral body.
        self.names: list[tuple[str, np.ndarray, np.ndarray]] = []

    def show(self, spine: Spine | None, levels: Mapping[str, float], ends: tuple[float, float]) -> None:
        """Show an axis; none where it is not known.

        :param levels: names of levels and where they are along it, mm
        :param ends: of what shows its course, mm along it
        """
        isKnown = spine is not None and spine.isKnown
        for actor in self.actors:
            actor.SetVisibility(isKnown)
        self.names = []
        if not isKnown:
            return
        _setPoints(self._line, spine.points(np.linspace(ends[0] - _BEYOND, ends[1] + _BEYOND, _STEPS)))
        lines = vtk.vtkCellArray()
        lines.InsertNextCell(_STEPS, range(_STEPS))
        self._line.SetLines(lines)
        places = spine.points(np.array(list(levels.values()))) if levels else np.empty((0, 3))
        _setPoints(self._marks, places)
        if levels:
            anterior = spine.locate(places)[1][:, :, 1]
            self.names = list(zip(levels, places, places + _IN_FRONT * anterior))


def _setPoints(data: vtk.vtkPolyData, points: np.ndarray) -> None:
    data.SetPoints(vtk.vtkPoints())
    data.GetPoints().SetData(numpy_to_vtk(np.ascontiguousarray(points, dtype=np.float32), deep=True))
