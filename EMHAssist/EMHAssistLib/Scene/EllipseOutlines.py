"""Ellipsoids drawn as the ellipses they are in every slice view. Slicer itself draws the box around each.

Nothing is observed but the drawing of a view: whenever Slicer draws one, because a ROI, a transform above it or the
slice has changed, the ellipses are brought up to date first, and only if something has changed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray

from ..Measurement import Ellipsoid, ellipsesInPlane
from .Nodes import nodesByClass
from .Regions import RegionSource, isPlaced, roiShape
from .Views import sliceWidgets, topRenderer

_LINE_WIDTH = 2  # pixels
# A dark line under the colored one keeps it readable on bright fat and CSF.
_EDGE_WIDTH = 4  # pixels
_EDGE_OPACITY = 0.4


class EllipseOutlines:
    """The outlines of all ellipsoids in all slice views.

    :param scene: the scene
    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    """

    def __init__(self, scene, layoutManager):
        self._scene = scene
        self._layoutManager = layoutManager
        self._views: dict[vtk.vtkRenderWindow, _ViewOutlines] = {}
        self._shapes: dict[str, tuple[int, Ellipsoid | None]] = {}

    def show(self) -> None:
        """Draw in the slice views that are there now. To be called again when the layout has changed."""
        widgets = self._widgets()
        for window in self._views.keys() - widgets.keys():
            self._views.pop(window).remove()
        for window in widgets.keys() - self._views.keys():
            self._views[window] = _ViewOutlines(window, widgets[window].mrmlSliceNode(), self._ellipsoids)
            widgets[window].sliceView().scheduleRender()

    def remove(self) -> None:
        """Take the outlines out of all views."""
        widgets = self._widgets()
        for window, view in self._views.items():
            view.remove()
            if window in widgets:
                widgets[window].sliceView().scheduleRender()
        self._views.clear()
        self._shapes.clear()

    def _widgets(self) -> dict:
        """Return render window, which stays the same object while a view lives, to slice widget."""
        return {widget.sliceView().renderWindow(): widget for widget in sliceWidgets(self._layoutManager)}

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


class _ViewOutlines:
    """The outlines in one slice view.

    :param renderWindow: the window of the view
    :param sliceNode: its slice
    :param ellipsoids: returns (node, shape) of what there is to draw
    """

    def __init__(self, renderWindow, sliceNode, ellipsoids: Callable[[], list[tuple]]):
        self._sliceNode = sliceNode
        self._ellipsoids = ellipsoids
        self._shown = None
        self._lines = vtk.vtkPolyData()
        self._actors = [_actor(self._lines, _EDGE_WIDTH), _actor(self._lines, _LINE_WIDTH)]
        edge = self._actors[0]
        edge.GetMapper().ScalarVisibilityOff()
        edge.GetProperty().SetColor(0.0, 0.0, 0.0)
        edge.GetProperty().SetOpacity(_EDGE_OPACITY)
        self._renderer = topRenderer(renderWindow)
        for actor in self._actors:
            self._renderer.AddViewProp(actor)
        self._tag = self._renderer.AddObserver(vtk.vtkCommand.StartEvent, self._update)

    def remove(self) -> None:
        """Take the outlines out of the view."""
        self._renderer.RemoveObserver(self._tag)
        for actor in self._actors:
            self._renderer.RemoveViewProp(actor)

    def _update(self, caller, event) -> None:
        """Bring the outlines up to date before they are drawn."""
        viewId = self._sliceNode.GetID()
        visible = [(shape, _color(node)) for node, shape in self._ellipsoids()
                   if node.GetDisplayNode() and node.GetDisplayNode().GetVisibility(viewId)]
        shown = (self._sliceNode.GetMTime(), visible)
        if shown == self._shown:
            return
        self._shown = shown
        worldToView = np.linalg.inv(np.reshape(self._sliceNode.GetXYToRAS().GetData(), (4, 4)))
        outlines = ellipsesInPlane(worldToView @ np.array([shape.toWorld for shape, _ in visible]).reshape(-1, 4, 4))
        isCut = np.isfinite(outlines[:, 0, 0])
        colors = np.array([color for _, color in visible]).reshape(-1, 4)
        _setLines(self._lines, outlines[isCut], colors[isCut])


def _color(node) -> tuple[float, float, float, float]:
    """Return the color and opacity in which Slicer draws a ROI node."""
    display = node.GetDisplayNode()
    return (*(display.GetSelectedColor() if node.GetNthControlPointSelected(0) else display.GetColor()),
            display.GetOpacity())


def _setLines(lines: vtk.vtkPolyData, outlines: np.ndarray, colors: np.ndarray) -> None:
    """Make poly data hold closed lines.

    :param outlines: (N, P, 2) points around each line, pixels
    :param colors: (N, 4) red, green, blue and opacity of each line, 0 to 1
    """
    count, size = outlines.shape[:2]
    points = np.zeros((count * size, 3), dtype=np.float32)
    points[:, :2] = outlines.reshape(-1, 2)
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


def _actor(lines: vtk.vtkPolyData, width: float) -> vtk.vtkActor2D:
    mapper = vtk.vtkPolyDataMapper2D()
    mapper.SetInputData(lines)
    actor = vtk.vtkActor2D()
    actor.SetMapper(mapper)
    actor.PickableOff()
    actor.GetProperty().SetLineWidth(width)
    return actor
