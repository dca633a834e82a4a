"""Labels beside the regions: what a lesion measures on the series that a view shows, and the names of regions.

In the slices a label is where its region is cut, in 3D views where its center is. A region that is labeled with its
name by Slicer itself gets no second name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import vtk

from ..Report.ViewText import RegionLabel
from ..Scene.CorrectedVolumes import correctedNode
from .ColoredLines import ColoredLines
from .LabelLayout import placeLabels
from .TextBoxes import TextBox
from .ViewDrawings import ViewDrawing, ViewDrawings
from .Views import View, allViews, renderersOf

_FONT_SIZE = 12
# Slicer writes the name of a region from its center on: our value goes below that line.
_BELOW_NAME = 18  # pixels
# A label that had to go farther away than this part of its height is joined with its region by a line.
_NEAR = 0.75


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
        if labels:
            self._drawings.show(isOther)
        else:
            self._drawings.remove()

    def refresh(self) -> None:
        """Draw in the views that are there now. To be called when the layout has changed."""
        if self._labels:
            self._drawings.show()

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
        shown = [(label.region.shape, *text) for label, text in self._visible()]
        taken = self._source.taken(self.view)
        key = (place, self._dpi(), taken, shown)
        if key == self._shown:
            return
        self._shown = key
        if place != self._boundsKey:
            self._bounds, self._boundsKey = {}, place
        known, self._bounds = self._bounds, {}
        toView = self._toView() if self.view.isSlice else None
        for shape, *_ in shown:
            bounds = known.get(shape)
            self._bounds[shape] = bounds if bounds is not None else (
                shape.boundsIn(toView) if toView is not None else self._pointBounds(shape))
        self._draw([entry for entry in shown if _isCut(self._bounds[entry[0]])], size, taken)

    def _draw(self, shown: list[tuple], size: tuple[int, int], taken: tuple | None) -> None:
        while len(self._texts) < len(shown):
            self._texts.append(TextBox(_FONT_SIZE))
            self.add([self._texts[-1].actor])
        for text in self._texts[len(shown):]:
            text.hide()
        sizes = np.array([text.show(content, color, self._dpi()) for text, (_, content, color, _) in
                          zip(self._texts, shown)]).reshape(-1, 2)
        anchors = np.array([self._bounds[shape][:, :2] - [0, _BELOW_NAME * isNamed]
                            for shape, _, _, isNamed in shown]).reshape(-1, 2, 2)
        corners = self._place([shape for shape, *_ in shown], anchors, sizes, size, taken)
        for text, corner in zip(self._texts, corners):
            text.moveTo(*corner.tolist())
        self._drawLeaders(anchors, corners, sizes, [color for _, _, color, _ in shown])

    def _place(self, shapes: list, anchors, sizes, size, taken) -> np.ndarray:
        """Return the lower left corners of the labels. While one region is dragged, the labels of the others stay."""
        key = self._boundsKey, taken
        known, self._placed = self._placed if key == self._placedKey else {}, {}
        self._placedKey = key
        owns = [tuple(own) for own in sizes.tolist()]
        stays = np.array([shape in known and known[shape][0] == own for shape, own in zip(shapes, owns)], dtype=bool)
        corners = np.array([known[shape][1] if stay else (0, 0) for shape, stay in zip(shapes, stays)], dtype=int)
        corners = corners.reshape(-1, 2)
        blocks = [*([taken] if taken else []), *np.hstack([corners, sizes])[stays]]
        corners[~stays] = placeLabels(anchors[~stays], sizes[~stays], size, blocks)
        self._placed = {shape: (own, tuple(corner)) for shape, own, corner in zip(shapes, owns, corners.tolist())}
        return corners

    def _drawLeaders(self, anchors, corners, sizes, colors) -> None:
        """Join labels that had to go far away with their regions."""
        isRight = corners[:, 0] > anchors[:, :, 0].mean(axis=1)
        heights = corners[:, 1] + sizes[:, 1] / 2, anchors[:, :, 1].mean(axis=1)
        isFar = np.abs(heights[0] - heights[1]) > _NEAR * sizes[:, 1]
        if not isFar.any() and self._leaders.isEmpty:
            return
        ends = np.column_stack([np.where(isRight, corners[:, 0], corners[:, 0] + sizes[:, 0]), heights[0]])
        starts = np.column_stack([np.where(isRight, anchors[:, 1, 0], anchors[:, 0, 0]), heights[1]])
        opaque = np.column_stack([np.reshape(colors, (-1, 3)), np.ones(len(colors))])
        self._leaders.set(np.stack([starts, ends], axis=1)[isFar], opaque[isFar])

    def _visible(self) -> Iterable[tuple[RegionLabel, tuple]]:
        """Yield what is to be shown: label, and its text, color and whether Slicer shows the name already."""
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
            if text:
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

    def _pointBounds(self, shape) -> np.ndarray:
        """Return where the center of a shape is in a 3D view, as bounds that hold only it; NaN behind the camera."""
        renderer = self._mainRenderer()
        center = shape.boundsIn(np.eye(4)).mean(axis=0)
        renderer.SetWorldPoint(*center, 1.0)
        renderer.WorldToDisplay()
        x, y, depth = renderer.GetDisplayPoint()
        width, height = renderer.GetSize()
        isInView = 0 <= x <= width and 0 <= y <= height and 0 <= depth <= 1
        return np.array([[x, y, 0.0]] * 2) if isInView else np.full((2, 3), np.nan)

    def _mainRenderer(self) -> vtk.vtkRenderer:
        return renderersOf(self.view.window)[0]

    def _dpi(self) -> int:
        return self.view.window.GetDPI()


def _isCut(bounds: np.ndarray) -> bool:
    """Tell whether something of these bounds is in the plane of the view."""
    return bool(bounds[0, 2] <= 0 <= bounds[1, 2])


def _isSegmentVisible(node, display, segmentId: str) -> bool:
    segmentation = node.GetSegmentation()
    isThere = segmentation is not None and segmentation.GetSegment(segmentId) is not None
    return isThere and display.GetSegmentVisibility(segmentId)
