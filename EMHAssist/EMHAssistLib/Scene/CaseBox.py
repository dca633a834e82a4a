"""The box with the readout in every slice and 3D view.

An actor of our own: the corner annotation of the views belongs to the DataProbe module, which overwrites it.
"""

from __future__ import annotations

import vtk

from .Views import allViews, topRenderer

# Narrow views get smaller letters, so that the lines fit.
_SMALLEST_FONT, _LARGEST_FONT = 10, 14
_WIDTH_PER_POINT = 38  # pixels
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
        if text != self._text:
            self._text = text
            self.refresh()

    def refresh(self) -> None:
        """Attach the box to the views that are there now. To be called when the layout has changed."""
        views = {view.renderWindow(): view for view in allViews(self._layoutManager)}
        for window in [window for window in self._actors if window not in views or not self._text]:
            renderer, actor = self._actors.pop(window)
            renderer.RemoveViewProp(actor)
            if window in views:
                views[window].scheduleRender()
        for window, view in views.items() if self._text else ():
            if window not in self._actors:
                self._actors[window] = (topRenderer(window), _textActor())
                self._actors[window][0].AddViewProp(self._actors[window][1])
            actor = self._actors[window][1]
            size = min(max(window.GetSize()[0] // _WIDTH_PER_POINT, _SMALLEST_FONT), _LARGEST_FONT)
            if (actor.GetInput(), actor.GetTextProperty().GetFontSize()) != (self._text, size):
                actor.SetInput(self._text)
                actor.GetTextProperty().SetFontSize(size)
                view.scheduleRender()


def _textActor() -> vtk.vtkTextActor:
    actor = vtk.vtkTextActor()
    actor.SetTextScaleModeToNone()
    actor.GetPositionCoordinate().SetCoordinateSystemToNormalizedViewport()
    actor.SetPosition(*_POSITION)
    text = actor.GetTextProperty()
    text.SetFontFamilyToArial()
    text.SetJustificationToLeft()
    text.SetVerticalJustificationToTop()
    # White on a dark ground is readable on bright and on dark images.
    text.SetColor(1.0, 1.0, 1.0)
    text.SetBackgroundColor(0.0, 0.0, 0.0)
    text.SetBackgroundOpacity(_BACKGROUND_OPACITY)
    return actor
