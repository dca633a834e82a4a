"""The box with the readout in every slice and 3D view.

An actor of our own: the corner annotation of the views belongs to the DataProbe module, which overwrites it.
"""

from __future__ import annotations

import vtk

from .Views import allViews, topRenderer

# Narrow views get smaller letters, so that the longest line fits.
_SMALLEST_FONT, _LARGEST_FONT = 10, 14
_WIDTH_OF_LETTER = 0.46  # of its height, on the average
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
        self._boxes: dict[vtk.vtkRenderWindow, _ViewBox] = {}
        self._text = ""

    def setText(self, text: str) -> None:
        """Show a text in all views of the current layout; "" takes the box out of them."""
        if text != self._text:
            self._text = text
            self.refresh()

    def refresh(self) -> None:
        """Attach the box to the views that are there now. To be called when the layout has changed."""
        views = {view.renderWindow(): view for view in allViews(self._layoutManager)}
        for window in [window for window in self._boxes if window not in views or not self._text]:
            self._boxes.pop(window).remove()
            if window in views:
                views[window].scheduleRender()
        for window, view in views.items() if self._text else ():
            if window not in self._boxes:
                self._boxes[window] = _ViewBox(window)
            if self._boxes[window].setText(self._text):
                view.scheduleRender()


class _ViewBox:
    """The box in one view.

    :param renderWindow: the window of the view
    """

    def __init__(self, renderWindow):
        self._renderer = topRenderer(renderWindow)
        self._actor = _textActor()
        self._renderer.AddViewProp(self._actor)
        # The user may make the view wider or narrower at any time.
        self._tag = self._renderer.AddObserver(vtk.vtkCommand.StartEvent, self._fit)

    def remove(self) -> None:
        """Take the box out of the view."""
        self._renderer.RemoveObserver(self._tag)
        self._renderer.RemoveViewProp(self._actor)

    def setText(self, text: str) -> bool:
        """Show a text; tell whether it is another one."""
        isOther = text != self._actor.GetInput()
        self._actor.SetInput(text)
        return isOther

    def _fit(self, caller, event) -> None:
        """Choose the size of the letters before they are drawn."""
        longest = max(map(len, self._actor.GetInput().splitlines()))
        size = int(self._renderer.GetSize()[0] / (longest * _WIDTH_OF_LETTER))
        self._actor.GetTextProperty().SetFontSize(min(max(size, _SMALLEST_FONT), _LARGEST_FONT))


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
