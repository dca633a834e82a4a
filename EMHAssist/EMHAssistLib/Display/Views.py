"""The views of a layout manager and where to draw over their images."""

from __future__ import annotations

from dataclasses import dataclass

import vtk


@dataclass(frozen=True)
class View:
    """A slice or 3D view.

    :param widget: the qMRMLSliceView or qMRMLThreeDView
    :param node: its vtkMRMLSliceNode or vtkMRMLViewNode
    :param layers: the vtkMRMLSliceCompositeNode, which tells the volumes of a slice view; None for a 3D view
    """

    widget: object
    node: object
    layers: object = None

    @property
    def window(self) -> vtk.vtkRenderWindow:
        """The render window, which stays the same object while a view lives."""
        return self.widget.renderWindow()

    @property
    def isSlice(self) -> bool:
        """Whether this is a slice view."""
        return self.layers is not None

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
