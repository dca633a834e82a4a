"""All series of a case side by side, each in a slice view of its own, linked, in a layout of its own.

The views of the user are never touched. This layout and its views are there while the series are shown and no longer;
the layout node holds which layout comes back. Nothing of it is saved: a scene saved meanwhile opens in the layout of
whoever opens it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import slicer
import vtk
from slicer.util import VTKObservationMixin

from ..Case import Series
from ..Measurement.VolumeGeometry import volumeGeometry
from ..Scene.Nodes import nodesByClass
from .Layouts import giveLayoutBack, lendLayout

# Far above the numbers of Slicer's layouts and of modules that count up from SlicerLayoutUserView.
LAYOUT = 7304
# Linked with each other and with no view of the user.
_VIEW_GROUP = 7304
_VIEW_NAME = "EMHAssistSeries"
_SHORTEST_ROW, _LONGEST_ROW = 2, 4
# Pixels. The bar over a narrower view cuts off its label, and keeps the main window from being as small as it is.
_NARROWEST = 340
_PURPOSE = "Series"
# Cosine of the angle between two slices that look the same.
_SAME_PLANE = 0.95


class SeriesLayout(VTKObservationMixin):
    """Shows the series of a case side by side and puts everything back.

    :param scene: the scene
    :param layoutManager: slicer.app.layoutManager(); None without a main window, then there is nothing to show them in
    """

    def __init__(self, scene, layoutManager):
        VTKObservationMixin.__init__(self)
        self._scene = scene
        self._layoutManager = layoutManager
        self._shown: list[tuple[str, str]] = []

    @property
    def isShown(self) -> bool:
        """Whether the series are side by side now, whoever asked for that."""
        return self._layoutManager is not None and self._layoutNode().GetViewArrangement() == LAYOUT

    def show(self, allSeries: Sequence[Series]) -> None:
        """Show series side by side; where they are already, show these instead, in the same slice.

        :raises ValueError: there are no views, or no series that can be shown
        """
        if self._layoutManager is None:
            raise ValueError("There are no views to show the series in: start Slicer with its main window.")
        usable = [series for series in allSeries if series.image is not None]
        if not usable:
            raise ValueError("There is no series to show: load the images, and give each its role.")
        isNew = not self.isShown
        self._arrange(len(usable))
        for number, series in enumerate(usable):
            self._fill(self._widgets()[number], series)
        self._shown = [(series.source, series.label) for series in usable]
        if isNew:
            self.fit(usable)
        else:
            self._align()

    def refresh(self, allSeries: Sequence[Series]) -> None:
        """Follow a change of the case, if the series are shown; leaves the views alone when nothing has changed."""
        if self.isShown:
            self._watch()
            usable = [series for series in allSeries if series.image is not None]
            if not usable:
                self.restore()
            elif [(series.source, series.label) for series in usable] != self._shown:
                self.show(usable)

    def fit(self, allSeries: Sequence[Series]) -> None:
        """Show the plane most series were acquired in, where the user looks at now, and all of the images.

        :param allSeries: the series that are shown; to be called when the views have their final size
        """
        usable = [series for series in allSeries if series.image is not None]
        planes = [volumeGeometry(series.image.dimensions, series.image.ijkToWorld).plane for series in usable]
        plane = max(planes, key=planes.count)
        widget = self._widgets()[planes.index(plane)]
        volumeNode = self._scene.GetNodeByID(usable[planes.index(plane)].source)
        sliceNode = widget.mrmlSliceNode()
        sliceNode.SetOrientation(plane.capitalize())
        sliceNode.RotateToVolumePlane(volumeNode)
        widget.sliceLogic().FitSliceToBackground()
        point = self._userPoint(sliceNode)
        if point is not None and _isInside(volumeNode, sliceNode, point):
            sliceNode.JumpSliceByOffsetting(*point)
        self._align(sliceNode)

    def restore(self) -> None:
        """Give the user's layout back, unless he has chosen another one himself; leave nothing behind."""
        self.removeObservers()
        self._shown = []
        if self._layoutManager is None:
            return
        layoutNode = self._layoutNode()
        if not self.isShown and not self._sliceNodes():
            return
        giveLayoutBack(layoutNode, _PURPOSE)
        for sliceNode in self._sliceNodes():
            self._removeView(sliceNode)
        if layoutNode.IsLayoutDescription(LAYOUT):
            layoutNode.SetLayoutDescription(LAYOUT, "")  # forgets it
        layoutNode.SetSaveWithScene(True)

    def _layoutNode(self):
        return self._layoutManager.layoutLogic().GetLayoutNode()

    def _arrange(self, count: int) -> None:
        """Bring up the layout with so many views."""
        layoutNode = self._layoutNode()
        room = self._layoutManager.viewport().width
        description = layoutDescription([f"{_VIEW_NAME}{number + 1}" for number in range(count)],
                                        min(max(room // _NARROWEST, _SHORTEST_ROW), _LONGEST_ROW))
        if not layoutNode.AddLayoutDescription(LAYOUT, description):
            layoutNode.SetLayoutDescription(LAYOUT, description)
        if not self.isShown:
            layoutNode.SetSaveWithScene(False)
            lendLayout(layoutNode, _PURPOSE, LAYOUT)
        for sliceNode in self._sliceNodes()[count:]:
            self._removeView(sliceNode)
        self._watch()

    def _fill(self, widget, series: Series) -> None:
        """Show a series in a view."""
        sliceNode, compositeNode = widget.mrmlSliceNode(), widget.mrmlSliceCompositeNode()
        with slicer.util.NodeModify(sliceNode):
            sliceNode.SetLayoutLabel(series.label)
            sliceNode.SetViewGroup(_VIEW_GROUP)
            sliceNode.SetSaveWithScene(False)
        with slicer.util.NodeModify(compositeNode):
            compositeNode.SetSaveWithScene(False)
            compositeNode.SetBackgroundVolumeID(series.source)
            compositeNode.SetForegroundVolumeID(None)
            compositeNode.SetLabelVolumeID(None)
            # Not hot-linked: that only matters for reformat handles, and Slicer would do it to the user's views, too.
            compositeNode.SetLinkedControl(True)

    def _align(self, source=None) -> None:
        """Show the slice of one view, by default the first, in all, at the same scale."""
        widgets = self._widgets()
        source = source or widgets[0].mrmlSliceNode()
        scale = source.GetFieldOfView()[0] / source.GetDimensions()[0]
        for sliceNode in (widget.mrmlSliceNode() for widget in widgets):
            if sliceNode is not source:
                with slicer.util.NodeModify(sliceNode):
                    sliceNode.GetSliceToRAS().DeepCopy(source.GetSliceToRAS())
                    sliceNode.SetXYZOrigin(*source.GetXYZOrigin())
                    sliceNode.SetFieldOfView(scale * sliceNode.GetDimensions()[0], scale * sliceNode.GetDimensions()[1],
                                             sliceNode.GetFieldOfView()[2])
                    sliceNode.UpdateMatrices()

    def _userPoint(self, sliceNode):
        """Return the center of the view of the user that shows the same plane; None where there is none."""
        normal = _normal(sliceNode)
        for node in nodesByClass(self._scene, "vtkMRMLSliceNode"):
            if not isSeriesView(node) and abs(_normal(node) @ normal) > _SAME_PLANE:
                return [node.GetSliceToRAS().GetElement(row, 3) for row in range(3)]
        return None

    def _sliceNodes(self) -> list:
        nodes = filter(isSeriesView, nodesByClass(self._scene, "vtkMRMLSliceNode"))
        return sorted(nodes, key=lambda node: int(node.GetLayoutName()[len(_VIEW_NAME):]))

    def _widgets(self) -> list:
        return [self._layoutManager.sliceWidget(node.GetLayoutName()) for node in self._sliceNodes()]

    def _removeView(self, sliceNode) -> None:
        """Remove a view with all that Slicer keeps for it, some of which it would leave behind."""
        logic = slicer.app.applicationLogic().GetSliceLogic(sliceNode)
        parts = []
        if logic is not None:
            parts.append(logic.GetSliceCompositeNode())
            model = logic.GetSliceModelNode()
            if model is not None:
                parts += [model.GetDisplayNode(), model.GetParentTransformNode(), model]
        self._scene.RemoveNode(sliceNode)
        for node in parts:
            if node is not None and self._scene.IsNodePresent(node):
                self._scene.RemoveNode(node)

    def _watch(self) -> None:
        scene = self._scene
        for caller, event, callback in (
                (self._layoutNode(), vtk.vtkCommand.ModifiedEvent, self._onLayoutChanged),
                (scene, scene.EndBatchProcessEvent, self._onLayoutChanged),
                (scene, scene.StartCloseEvent, self._onSceneStartClose)):
            if not self.hasObserver(caller, event, callback):
                self.addObserver(caller, event, callback)

    def _onLayoutChanged(self, caller, event) -> None:
        """Leave nothing behind when the user has chosen another layout."""
        if not self.isShown and not self._scene.IsBatchProcessing():
            self.restore()

    def _onSceneStartClose(self, caller, event) -> None:
        self.restore()


def layoutDescription(names: Sequence[str], longestRow: int = _LONGEST_ROW) -> str:
    """Return the description of a layout of slice views, in rows of like length from left to right.

    :param names: names of the views
    :param longestRow: how many there may be in a row
    """
    rowCount = -(-len(names) // longestRow)
    length = -(-len(names) // rowCount)
    rows = ""
    for start in range(0, len(names), length):
        views = "".join(f'<item><view class="vtkMRMLSliceNode" singletontag="{name}"/></item>'
                        for name in names[start:start + length])
        rows += f'<item><layout type="horizontal">{views}</layout></item>'
    return f'<layout type="vertical">{rows}</layout>'


def isSeriesView(sliceNode) -> bool:
    """Tell whether a slice view is one of those that show the series side by side."""
    return (sliceNode.GetLayoutName() or "").startswith(_VIEW_NAME)


def _normal(sliceNode) -> np.ndarray:
    return np.array([sliceNode.GetSliceToRAS().GetElement(row, 2) for row in range(3)])


def _isInside(volumeNode, sliceNode, point) -> bool:
    """Tell whether the slice through a point, in the plane of a view, meets the bounds of a volume."""
    bounds = [0.0] * 6
    volumeNode.GetRASBounds(bounds)
    low, high = np.array(bounds).reshape(3, 2).T
    normal = _normal(sliceNode)
    return bool(abs(normal @ (np.array(point) - (low + high) / 2)) <= np.abs(normal) @ (high - low) / 2)
