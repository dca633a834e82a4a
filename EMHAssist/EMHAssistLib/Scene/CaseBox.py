"""The box with the readout in every slice and 3D view.

An actor of our own: the corner annotation of the views belongs to the DataProbe module, which overwrites it.
"""

from __future__ import annotations

import vtk

_FONT_SIZE = 14
_BACKGROUND_OPACITY = 0.55
# Upper left corner, in fractions of the view.
_POSITION = (0.008, 0.985)


class CaseBox:
    """Text in a corner of every view of a layout manager.

    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    """

    def __init__(self, layoutManager):
        self._layoutManager = layoutManager
        # By render window, which stays the same object while a view lives; a layout change makes and hides views.
        self._actors: dict[vtk.vtkRenderWindow, tuple[vtk.vtkRenderer, vtk.vtkTextActor]] = {}
        self._text = ""

    def setText(self, text: str) -> None:
        """Show a text in all views of the current layout; "" takes the box out of them."""
        self._text = text
        self.refresh()

    def refresh(self) -> None:
        """Attach the box to the views that are there now. To be called when the layout has changed."""
        views = self._views() if self._text else {}
        for window in [window for window in self._actors if window not in views]:
            renderer, actor = self._actors.pop(window)
            renderer.RemoveViewProp(actor)
        for window in views:
            if window not in self._actors:
                self._actors[window] = (_topRenderer(window), _textActor())
                self._actors[window][0].AddViewProp(self._actors[window][1])
            self._actors[window][1].SetInput(self._text)
        for view in self._views().values():
            view.scheduleRender()

    def _views(self) -> dict:
        """Return render window to view, of slice and 3D views."""
        manager = self._layoutManager
        if manager is None:
            return {}
        views = [manager.sliceWidget(name).sliceView() for name in manager.sliceViewNames()]
        views += [manager.threeDWidget(index).threeDView() for index in range(manager.threeDViewCount)]
        return {view.renderWindow(): view for view in views}


def _textActor() -> vtk.vtkTextActor:
    actor = vtk.vtkTextActor()
    actor.SetTextScaleModeToNone()
    actor.GetPositionCoordinate().SetCoordinateSystemToNormalizedViewport()
    actor.SetPosition(*_POSITION)
    text = actor.GetTextProperty()
    text.SetFontFamilyToArial()
    text.SetFontSize(_FONT_SIZE)
    text.SetJustificationToLeft()
    text.SetVerticalJustificationToTop()
    # White on a dark ground is readable on bright and on dark images.
    text.SetColor(1.0, 1.0, 1.0)
    text.SetBackgroundColor(0.0, 0.0, 0.0)
    text.SetBackgroundOpacity(_BACKGROUND_OPACITY)
    return actor


def _topRenderer(renderWindow) -> vtk.vtkRenderer:
    """Return the renderer that fills the window and draws last, over the image."""
    renderers = renderWindow.GetRenderers()
    candidates = [renderers.GetItemAsObject(index) for index in range(renderers.GetNumberOfItems())]
    full = [renderer for renderer in candidates if tuple(renderer.GetViewport()) == (0.0, 0.0, 1.0, 1.0)]
    return max(full or candidates, key=lambda renderer: renderer.GetLayer())
