"""The views of a layout manager and where to draw over their images."""

from __future__ import annotations

import vtk


def sliceWidgets(layoutManager) -> list:
    """Return the widgets of all slice views there are, shown or not.

    :param layoutManager: slicer.app.layoutManager(); None without a main window, then there are none
    """
    return [layoutManager.sliceWidget(name) for name in layoutManager.sliceViewNames()] if layoutManager else []


def allViews(layoutManager) -> list:
    """Return all slice and 3D views there are, shown or not.

    :param layoutManager: slicer.app.layoutManager(); None without a main window, then there are none
    """
    views = [widget.sliceView() for widget in sliceWidgets(layoutManager)]
    count = layoutManager.threeDViewCount if layoutManager else 0
    return views + [layoutManager.threeDWidget(index).threeDView() for index in range(count)]


def topRenderer(renderWindow) -> vtk.vtkRenderer:
    """Return the renderer that fills the window and draws last, over the image."""
    renderers = renderWindow.GetRenderers()
    candidates = [renderers.GetItemAsObject(index) for index in range(renderers.GetNumberOfItems())]
    full = [renderer for renderer in candidates if tuple(renderer.GetViewport()) == (0.0, 0.0, 1.0, 1.0)]
    return max(full or candidates, key=lambda renderer: renderer.GetLayer())
