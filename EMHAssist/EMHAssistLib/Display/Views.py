"""The views of a layout manager and where to draw over their images."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import vtk


@dataclass(frozen=True)
class View:
    """A slice or 3D view.

    :param widget: the qMRMLSliceView or qMRMLThreeDView
    :param node: its vtkMRMLSliceNode or vtkMRMLViewNode
    :param layers: the vtkMRMLSliceCompositeNode, which tells the volumes of a slice view; None for a 3D view
    """

    widget: Any
    node: Any
    layers: Any = None

    @property
    def window(self) -> vtk.vtkRenderWindow:
        """The render window, which stays the same object while a view lives."""
        return self.widget.renderWindow()

    @property
    def isSlice(self) -> bool:
        """Whether this is a slice view."""
        return self.layers is not None

    @property
    def name(self) -> str:
        """Name of the view in layouts: "Red", "Yellow", "1"."""
        return self.node.GetLayoutName() or ""

    @property
    def isShown(self) -> bool:
        """Whether the view is in the present layout, and no other one is enlarged over it."""
        return bool(self.node.IsMappedInLayout())

    @property
    def volumes(self) -> list[str]:
        """Ids of the volumes that a slice view shows, the one that is seen best first; none of a 3D view."""
        if self.layers is None:
            return []
        ids = [self.layers.GetBackgroundVolumeID(), self.layers.GetForegroundVolumeID()]
        if self.layers.GetForegroundOpacity() > 0.5:
            ids.reverse()
        return [volume for volume in ids if volume]

    def scheduleRender(self) -> None:
        """Have the view drawn soon."""
        self.widget.scheduleRender()


def sliceWidgets(layoutManager) -> list:
    """Return the widgets of all slice views there are, shown or not.

    :param layoutManager: slicer.app.layoutManager(); None without a main window, then there are none
    """
    return [layoutManager.sliceWidget(name) for name in layoutManager.sliceViewNames()] if layoutManager else []


def sliceViews(layoutManager) -> list[View]:
    """Return all slice views there are, shown or not; parameter as that of sliceWidgets."""
    return [View(widget.sliceView(), widget.mrmlSliceNode(), widget.mrmlSliceCompositeNode())
            for widget in sliceWidgets(layoutManager)]


def allViews(layoutManager) -> list[View]:
    """Return all slice and 3D views there are, shown or not; parameter as that of sliceWidgets."""
    return sliceViews(layoutManager) + threeDViews(layoutManager)


def threeDViews(layoutManager) -> list[View]:
    """Return all 3D views there are, shown or not; parameter as that of sliceWidgets."""
    count = layoutManager.threeDViewCount if layoutManager else 0
    widgets = [layoutManager.threeDWidget(index) for index in range(count)]
    return [View(widget.threeDView(), widget.mrmlViewNode()) for widget in widgets]


def renderersOf(renderWindow) -> list[vtk.vtkRenderer]:
    """Return the renderers of a window, the main one first."""
    renderers = renderWindow.GetRenderers()
    return [renderers.GetItemAsObject(index) for index in range(renderers.GetNumberOfItems())]


def topRenderer(renderWindow) -> vtk.vtkRenderer:
    """Return the renderer that draws last, over the image, of those that the mouse acts on: the others are in a corner
    of their own, or will be as soon as Slicer has something to draw there."""
    return max((renderer for renderer in renderersOf(renderWindow) if renderer.GetInteractive()),
               key=lambda renderer: renderer.GetLayer())
