"""Proposals in slice views: dashed, in the color of their role, with their name. Nothing is measured in them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray

from ..Measurement import ellipsesInPlane
from ..Roles import regionRole
from ..Suggestion.Proposal import Proposal
from .ColoredLines import lineActors
from .ViewDrawings import ViewDrawing, ViewDrawings
from .Views import View, sliceViews

_EDGE_OPACITY = 0.5
_DASHES = 11  # around an ellipse
_FONT_SIZE = 12
_DARK = (0.1, 0.1, 0.1)


class SuggestionOutlines:
    """Draws proposals in all slice views that they are cut in.

    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    """

    def __init__(self, layoutManager):
        self._proposals: tuple[Proposal, ...] = ()
        self._drawings = ViewDrawings(lambda: sliceViews(layoutManager),
                                      lambda view: _ViewSuggestions(view, lambda: self._proposals))

    def show(self, proposals: tuple[Proposal, ...]) -> None:
        """Draw these proposals and no others, in the views that are there now."""
        isOther, self._proposals = proposals != self._proposals, proposals
        if proposals:
            self._drawings.show(isOther)
        elif isOther:
            self._drawings.remove()


class _ViewSuggestions(ViewDrawing):
    """The proposals in one view."""

    def __init__(self, view: View, proposals: Callable[[], tuple[Proposal, ...]]):
        self._proposalsOf = proposals
        self._shown: tuple | None = None
        self._lines = vtk.vtkPolyData()
        self._names: list[vtk.vtkTextActor] = []
        super().__init__(view, lineActors(self._lines, _EDGE_OPACITY))

    def update(self) -> None:
        """Bring outlines and names up to date."""
        node, proposals = self.view.node, self._proposalsOf()
        shown = (proposals, node.GetMTime())
        if shown == self._shown:
            return
        self._shown = shown
        toView = np.linalg.inv(np.reshape(node.GetXYToRAS().GetData(), (4, 4)))
        outlines = np.empty((0, 4, 2))
        if proposals:
            outlines = ellipsesInPlane(toView @ np.array([one.toWorld for one in proposals]))
        isCut = np.isfinite(outlines[:, 0, 0])
        cut = [one for one, isSeen in zip(proposals, isCut) if isSeen]
        self._draw(outlines[isCut], cut)
        self._name(outlines[isCut], cut)

    def _draw(self, outlines: np.ndarray, cut: list[Proposal]) -> None:
        """Draw every other stretch of each outline."""
        size = outlines.shape[1]
        starts = np.arange(size)[(np.arange(size) * 2 * _DASHES // size) % 2 == 0]
        first = (np.arange(len(cut))[:, np.newaxis] * size + starts).ravel()
        second = (np.arange(len(cut))[:, np.newaxis] * size + (starts + 1) % size).ravel()
        cells = vtk.vtkCellArray()
        cells.SetData(numpy_to_vtkIdTypeArray(np.arange(len(first) + 1) * 2, deep=True),
                      numpy_to_vtkIdTypeArray(np.stack([first, second], axis=1).ravel(), deep=True))
        points = np.zeros((len(cut) * size, 3), dtype=np.float32)
        points[:, :2] = outlines.reshape(-1, 2)
        colors = np.repeat([[*regionRole(one.role).color] for one in cut], len(starts), axis=0).reshape(-1, 3)
        self._lines.SetPoints(vtk.vtkPoints())
        self._lines.GetPoints().SetData(numpy_to_vtk(points, deep=True))
        self._lines.SetLines(cells)
        self._lines.GetCellData().SetScalars(numpy_to_vtk(np.rint(255 * colors).astype(np.uint8), deep=True))

    def _name(self, outlines: np.ndarray, cut: list[Proposal]) -> None:
        """Write beside each outline what it would be, with a question mark where that is doubtful."""
        while len(self._names) < len(cut):
            self._names.append(_textActor())
            self.add(self._names[-1:])
        for number, actor in enumerate(self._names):
            actor.SetVisibility(number < len(cut))
            if number < len(cut):
                one, outline = cut[number], outlines[number]
                actor.SetInput((one.level or one.name) + ("?" if one.doubt else ""))
                actor.GetTextProperty().SetColor(*regionRole(one.role).color)
                actor.SetPosition(float(outline[:, 0].max()) + 5, float(outline[:, 1].mean()) - _FONT_SIZE / 2)


def _textActor() -> vtk.vtkTextActor:
    actor = vtk.vtkTextActor()
    actor.PickableOff()
    style = actor.GetTextProperty()
    style.SetFontSize(_FONT_SIZE)
    style.SetBold(True)
    style.SetBackgroundColor(*_DARK)
    style.SetBackgroundOpacity(0.5)
    return actor
