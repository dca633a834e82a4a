"""Labels beside the regions: what a lesion measures on the series that a view shows, and the names of regions.

In the slices a region has a label where it is cut, in 3D views where its center is in sight. A region that is labeled
with its name by Slicer itself gets no second name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import vtk

from ..Report.ViewText import RegionLabel
from ..Scene.CorrectedVolumes import correctedNode
from .ColoredLines import ColoredLines
from .LabelLayout import overlaps, placeLabels
from .TextBoxes import TextBox
from .ViewDrawings import ViewDrawing, ViewDrawings
from .Views import View, allViews, renderersOf

_FONT_SIZE = 12
# Slicer writes the name of a region from its center on: our value goes below that line.
_BELOW_NAME = 18  # pixels
_CORNERS = np.array([(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)] + [(0, 0, 0)], dtype=bool)
# A label that is farther away is joined with its region by a line.
_NEAR = 4  # pixels


class RegionLabels:
    """The labels in all views.

    :param scene: the scene
    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    :param taken: returns the rectangle of a view that labels keep clear of, x, y, width and height in pixels; or None
    """

    def __init__(self, scene, layoutManager, taken: Callable[[View], tuple | None] = lambda view: None):
        self._scene = scene
        self.taken = taken
        self._labels: tuple[RegionLabel, ...] = ()
        self._drawings = ViewDrawings(lambda: allViews(layoutManager), lambda view: _ViewLabels(view, scene, self))
        self.originals: dict[str, str] = {}

    @property
    def labels(self) -> tuple[RegionLabel, ...]:
        """What is shown."""
        return self._labels

    def show(self, labels: tuple[RegionLabel, ...]) -> None:
        """Show these labels and no others; nothing is drawn anew when they are shown already."""
        isOther = labels != self._labels
        self._labels = labels
        if isOther:
            self.originals = self._findOriginals()
        if self._hasLabels():
            self._drawings.show(isOther)
        else:
            self._drawings.remove()

    def refresh(self) -> None:
        """Draw in the views that are there now. To be called when the layout has changed."""
        if self._hasLabels():
            self._drawings.show()

    def _hasLabels(self) -> bool:
        return any(label.isShown for label in self._labels)

    def _findOriginals(self) -> dict[str, str]:
        """Return the id of each bias-corrected volume to that of the series it was made of."""
        nodes = [self._scene.GetNodeByID(volume) for volume in {key: None for label in self._labels
                                                                for key in label.values}]
        return {correctedNode(node).GetID(): node.GetID() for node in nodes if node and correctedNode(node)}


class _ViewLabels(ViewDrawing):
    """The labels in one view.

    :param scene: the scene
    :param source: tells which labels to show
    """

    def __init__(self, view: View, scene, source: RegionLabels):
        self._scene = scene
        self._source = source
        self._texts: list[TextBox] = []
        self._leaders = ColoredLines()
        self._bounds: dict[object, np.ndarray] = {}
        self._boundsKey = None
        # Shape to size and lower left corner of its label, as long as the view looks at the same place.
        self._placed: dict[object, tuple[tuple, tuple]] = {}
        self._placedKey = None
        self._shown = None
        super().__init__(view, self._leaders.actors)

    def update(self) -> None:
        """Bring the labels up to date."""
        size = tuple(self.renderer.GetSize())
        place = size, self._placeTime()
        visible = [(label.region.shape, *text) for label, text in self._visible()]
        taken = self._source.taken(self.view)
        key = (place, self._dpi(), taken, visible)
        if key == self._shown:
            return
        self._shown = key
        if place != self._boundsKey:
            self._bounds, self._boundsKey = {}, place
        known, self._bounds = self._bounds, {}
        inView = self._toView() if self.view.isSlice else self._cameraMatrix()
        for shape, *_ in visible:
            bounds = known.get(shape)
            self._bounds[shape] = bounds if bounds is not None else (
                shape.boundsIn(inView) if self.view.isSlice else _projected(shape, inView, size))
        cut = [entry for entry in visible if _isCut(self._bounds[entry[0]])]
        self._draw([entry for entry in cut if entry[1]], size, taken, [entry[0] for entry in cut if not entry[1]])

    def _draw(self, shown: list[tuple], size: tuple[int, int], taken: tuple | None, avoided: list) -> None:
        while len(self._texts) < len(shown):
            self._texts.append(TextBox(_FONT_SIZE))
            self.add([self._texts[-1].actor])
        for text in self._texts[len(shown):]:
            text.hide()
        sizes = np.array([text.show(content, color, self._dpi()) for text, (_, content, color, _) in
                          zip(self._texts, shown)]).reshape(-1, 2)
        bounds = np.array([self._bounds[shape][:, :2] for shape, *_ in shown]).reshape(-1, 2, 2)
        anchors = bounds - [[[0, _BELOW_NAME * isNamed]] for *_, isNamed in shown] if shown else bounds
        corners = self._place([shape for shape, *_ in shown], bounds, anchors, sizes, size, taken, avoided)
        for text, corner in zip(self._texts, corners):
            text.moveTo(*corner.tolist())
        self._drawLeaders(bounds, corners, sizes, [color for _, _, color, _ in shown])

    def _place(self, shapes: list, bounds, anchors, sizes, size, taken, avoided) -> np.ndarray:
        """Return the lower left corners of the labels. While one region is dragged, the labels of the others stay, as
        long as it does not come under them."""
        key = self._boundsKey, taken
        known, self._placed = self._placed if key == self._placedKey else {}, {}
        self._placedKey = key
        owns = [tuple(own) for own in sizes.tolist()]
        stays = np.array([shape in known and known[shape][0] == own for shape, own in zip(shapes, owns)], dtype=bool)
        corners = np.array([known[shape][1] if stay else (0, 0) for shape, stay in zip(shapes, stays)], dtype=int)
        corners = corners.reshape(-1, 2)
        regions = np.concatenate([bounds[:, 0], bounds[:, 1] - bounds[:, 0]], axis=1)
        if not stays.all():
            if stays.any():
                stays &= ~overlaps(np.hstack([corners, sizes]), regions)
            blocks = [*([taken] if taken else []), *regions, *np.hstack([corners, sizes])[stays]]
            soft = np.array([self._bounds[shape][:, :2] for shape in avoided]).reshape(-1, 2, 2)
            corners[~stays] = placeLabels(anchors[~stays], sizes[~stays], size, blocks,
                                          np.concatenate([soft[:, 0], soft[:, 1] - soft[:, 0]], axis=1))
        self._placed = {shape: (own, tuple(corner)) for shape, own, corner in zip(shapes, owns, corners.tolist())}
        return corners

    def _drawLeaders(self, bounds, corners, sizes, colors) -> None:
        """Join labels with their regions: from the edge of an ellipse within its bounds, which is that of most."""
        if not len(corners):
            if not self._leaders.isEmpty:
                self._leaders.set(np.empty((0, 2, 2)), np.empty((0, 4)))
            return
        centers, halves = bounds.mean(axis=1), np.maximum(np.ptp(bounds, axis=1) / 2, 0.5)
        ends = np.clip(centers, corners, corners + sizes)
        ways = ends - centers
        length = np.maximum(np.hypot(*(ways / halves).T), 1e-6)[:, np.newaxis]
        starts = centers + ways / np.maximum(length, 1.0)
        isFar = np.hypot(*(ends - starts).T) > _NEAR
        opaque = np.column_stack([np.reshape(colors, (-1, 3)), np.ones(len(colors))])
        self._leaders.set(np.stack([starts, ends], axis=1)[isFar], opaque[isFar])

    def _visible(self) -> Iterable[tuple[RegionLabel, tuple]]:
        """Yield what is to be seen: label, and its text, color and whether Slicer shows the name already; what has no
        label without a text."""
        viewId, volumes = self.view.node.GetID(), self._volumes()
        for label in self._source.labels:
            node = self._scene.GetNodeByID(label.region.source.item)
            display = node.GetDisplayNode() if node else None
            if display is None or not display.GetVisibility(viewId):
                continue
            if not (label.isLesion or self.view.isSlice):
                continue  # in 3D all regions are there at once
            isMarkups = node.IsA("vtkMRMLMarkupsNode")
            if not isMarkups and not _isSegmentVisible(node, display, label.region.source.part):
                continue
            isNamed = isMarkups and bool(display.GetPropertiesLabelVisibility())
            text = "\n".join(filter(None, ("" if isNamed else label.name, label.value(volumes))))
            if not label.isShown:
                yield label, ("", (), False)
            elif text:
                color = display.GetSelectedColor() if isMarkups else (
                    node.GetSegmentation().GetSegment(label.region.source.part).GetColor())
                yield label, (text, tuple(color), isNamed)

    def _volumes(self) -> list[str]:
        """Return the ids of the series that the view shows, the one that is seen best first."""
        return [self._source.originals.get(volume, volume) for volume in self.view.volumes]

    def _placeTime(self):
        """Return what changes whenever the view looks at another place."""
        return self.view.node.GetMTime() if self.view.isSlice else self._mainRenderer().GetActiveCamera().GetMTime()

    def _toView(self) -> np.ndarray:
        return np.linalg.inv(np.reshape(self.view.node.GetXYToRAS().GetData(), (4, 4)))

    def _cameraMatrix(self) -> np.ndarray:
        """Return the matrix from the world to a 3D view, -1 to 1 from edge to edge, before division by its last row."""
        renderer = self._mainRenderer()
        return np.reshape(renderer.GetActiveCamera().GetCompositeProjectionTransformMatrix(
            renderer.GetTiledAspectRatio(), -1, 1).GetData(), (4, 4))

    def _mainRenderer(self) -> vtk.vtkRenderer:
        return renderersOf(self.view.window)[0]

    def _dpi(self) -> int:
        return self.view.window.GetDPI()


def _isCut(bounds: np.ndarray) -> bool:
    """Tell whether something of these bounds is in the plane of the view."""
    return bool(bounds[0, 2] <= 0 <= bounds[1, 2])


def _projected(shape, toView: np.ndarray, viewSize: tuple[int, int]) -> np.ndarray:
    """Return the bounds of a shape in a 3D view, pixels; NaN where its center is out of sight.

    :param toView: see _cameraMatrix
    """
    low, high = shape.boundsIn(np.eye(4))
    points = np.column_stack([*(np.where(_CORNERS[:, axis], high[axis], low[axis]) for axis in range(3)), np.ones(9)])
    points[-1, :3] = (low + high) / 2
    mapped = points @ toView.T
    if not (mapped[:, 3] > 0).all() or (np.abs(mapped[-1, :3]) > mapped[-1, 3]).any():
        return np.full((2, 3), np.nan)
    pixels = (mapped[:, :2] / mapped[:, 3:] + 1) / 2 * viewSize
    return np.column_stack([np.stack([pixels.min(axis=0), pixels.max(axis=0)]), (0.0, 0.0)])


def _isSegmentVisible(node, display, segmentId: str) -> bool:
    segmentation = node.GetSegmentation()
    isThere = segmentation is not None and segmentation.GetSegment(segmentId) is not None
    return isThere and display.GetSegmentVisibility(segmentId)
