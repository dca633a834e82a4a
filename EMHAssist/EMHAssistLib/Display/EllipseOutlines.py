"""Ellipsoids drawn as the ellipses they are in every slice view. Slicer itself draws the box around each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..Measurement import Ellipsoid, ellipsesInPlane
from ..Scene.Nodes import nodesByClass
from ..Scene.RegionReader import roiShape
from ..Scene.Regions import RegionSource, isPlaced
from .ColoredLines import ColoredLines
from .ViewDrawings import ViewDrawing, ViewDrawings
from .Views import View, sliceViews


class EllipseOutlines:
    """The outlines of all ellipsoids in all slice views.

    :param scene: the scene
    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    """

    def __init__(self, scene, layoutManager):
        self._scene = scene
        self._drawings = ViewDrawings(lambda: sliceViews(layoutManager),
                                      lambda view: _ViewOutlines(view, self._ellipsoids))
        self._shapes: dict[str, tuple[int, Ellipsoid | None]] = {}

    def show(self) -> None:
        """Draw in the slice views that are there now. To be called again when the layout has changed."""
        self._drawings.show()

    def remove(self) -> None:
        """Take the outlines out of all views."""
        self._drawings.remove()
        self._shapes.clear()

    def _ellipsoids(self) -> list[tuple]:
        """Return (node, shape) of all placed ROI nodes that are ellipsoids and can be measured."""
        known, self._shapes, found = self._shapes, {}, []
        for node in nodesByClass(self._scene, "vtkMRMLMarkupsROINode"):
            # A ROI node counts as modified when a transform above it changes, too.
            key, time = node.GetID(), node.GetMTime()
            entry = self._shapes[key] = known[key] if key in known and known[key][0] == time else (
                time, _ellipsoid(node))
            if entry[1]:
                found.append((node, entry[1]))
        return found


def _ellipsoid(node) -> Ellipsoid | None:
    """Return the ellipsoid of a ROI node; None if it is none, or one that cannot be measured."""
    source = RegionSource(node)
    if source.shape != "Ellipsoid" or not isPlaced(node):
        return None
    try:
        return roiShape(source)
    except ValueError:
        return None  # the readout says why


class _ViewOutlines(ViewDrawing):
    """The outlines in one slice view.

    :param ellipsoids: returns (node, shape) of what there is to draw
    """

    def __init__(self, view: View, ellipsoids: Callable[[], list[tuple]]):
        self._ellipsoids = ellipsoids
        self._shown = None
        self._lines = ColoredLines()
        super().__init__(view, self._lines.actors)

    def update(self) -> None:
        """Bring the outlines up to date."""
        sliceNode = self.view.node
        viewId = sliceNode.GetID()
        visible = [(shape, _color(node)) for node, shape in self._ellipsoids()
                   if node.GetDisplayNode() and node.GetDisplayNode().GetVisibility(viewId)]
        shown = (sliceNode.GetMTime(), visible)
        if shown == self._shown:
            return
        self._shown = shown
        worldToView = np.linalg.inv(np.reshape(sliceNode.GetXYToRAS().GetData(), (4, 4)))
        outlines = ellipsesInPlane(worldToView @ np.array([shape.toWorld for shape, _ in visible]).reshape(-1, 4, 4))
        isCut = np.isfinite(outlines[:, 0, 0])
        colors = np.array([color for _, color in visible]).reshape(-1, 4)
        self._lines.set(outlines[isCut], colors[isCut])


def _color(node) -> tuple[float, float, float, float]:
    """Return the color and opacity in which Slicer draws a ROI node."""
    display = node.GetDisplayNode()
    return (*(display.GetSelectedColor() if node.GetNthControlPointSelected(0) else display.GetColor()),
            display.GetOpacity())
