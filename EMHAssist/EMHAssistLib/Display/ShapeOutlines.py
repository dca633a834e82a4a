"""Shapes of ROI nodes drawn as what they are in every slice view. Slicer itself draws the box around each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..Measurement import OUTLINE_POINTS, Shape
from ..RegionShapes import RegionShape, regionShape
from ..Scene.Nodes import nodesByClass
from ..Scene.RegionReader import roiShape
from ..Scene.Regions import RegionSource, isPlaced
from .ColoredLines import ColoredLines
from .ViewDrawings import ViewDrawing, ViewDrawings
from .Views import View, sliceViews


class ShapeOutlines:
    """The outlines of all ROI nodes whose shape is not their box, in all slice views.

    :param scene: the scene
    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    """

    def __init__(self, scene, layoutManager):
        self._scene = scene
        self._drawings = ViewDrawings(lambda: sliceViews(layoutManager),
                                      lambda view: _ViewOutlines(view, self._outlined))
        self._shapes: dict[str, tuple[int, tuple[RegionShape, Shape] | None]] = {}

    def show(self) -> None:
        """Draw in the slice views that are there now. To be called again when the layout has changed."""
        self._drawings.show()

    def remove(self) -> None:
        """Take the outlines out of all views."""
        self._drawings.remove()
        self._shapes.clear()

    def _outlined(self) -> list[tuple]:
        """Return (node, kind of shape, shape) of all ROI nodes there is an outline of."""
        known, self._shapes, found = self._shapes, {}, []
        for node in nodesByClass(self._scene, "vtkMRMLMarkupsROINode"):
            # A ROI node counts as modified when a transform above it changes, too.
            key, time = node.GetID(), node.GetMTime()
            entry = self._shapes[key] = known[key] if key in known and known[key][0] == time else (
                time, _outlinedShape(node))
            if entry[1]:
                found.append((node, *entry[1]))
        return found


def _outlinedShape(node) -> tuple[RegionShape, Shape] | None:
    """Return the shape of a ROI node; None if its box is its outline, it is not placed or cannot be measured."""
    source = RegionSource(node)
    try:
        kind = regionShape(source.shape)
        return (kind, roiShape(source)) if kind.outlinesInPlane and isPlaced(node) else None
    except ValueError:
        return None  # the readout says why


class _ViewOutlines(ViewDrawing):
    """The outlines in one slice view.

    :param outlined: returns (node, kind of shape, shape) of what there is to draw
    """

    def __init__(self, view: View, outlined: Callable[[], list[tuple]]):
        self._outlined = outlined
        self._shown = None
        self._lines = ColoredLines()
        super().__init__(view, self._lines.actors)

    def update(self) -> None:
        """Bring the outlines up to date."""
        sliceNode = self.view.node
        viewId = sliceNode.GetID()
        visible = [(kind, shape, _color(node)) for node, kind, shape in self._outlined()
                   if node.GetDisplayNode() and node.GetDisplayNode().GetVisibility(viewId)]
        shown = (sliceNode.GetMTime(), visible)
        if shown == self._shown:
            return
        self._shown = shown
        worldToView = np.linalg.inv(np.reshape(sliceNode.GetXYToRAS().GetData(), (4, 4)))
        outlines, colors = np.empty((0, OUTLINE_POINTS, 2)), np.empty((0, 4))
        for kind in dict.fromkeys(kind for kind, _shape, _color in visible):
            own = [(shape.toWorld, color) for each, shape, color in visible if each is kind]
            toView = worldToView @ np.array([toWorld for toWorld, _color in own])
            outlines = np.concatenate([outlines, kind.outlinesInPlane(toView)])
            colors = np.concatenate([colors, [color for _toWorld, color in own]])
        isCut = np.isfinite(outlines[:, 0, 0])
        self._lines.set(outlines[isCut], colors[isCut])


def _color(node) -> tuple[float, float, float, float]:
    """Return the color and opacity in which Slicer draws a ROI node."""
    display = node.GetDisplayNode()
    return (*(display.GetSelectedColor() if node.GetNthControlPointSelected(0) else display.GetColor()),
            display.GetOpacity())
