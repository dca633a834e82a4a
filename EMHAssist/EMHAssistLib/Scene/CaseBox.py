"""The box with the readout in every slice and 3D view.

An actor of our own: the corner annotation of the views belongs to the DataProbe module, which overwrites it.
"""

from __future__ import annotations

import re
import textwrap

import vtk

from .Views import allViews, topRenderer

# Narrow views get smaller letters, so that the longest line fits; where even the smallest do not fit, lines are broken.
_SMALLEST_FONT, _LARGEST_FONT = 10, 14
_WIDTH_OF_LETTER = 0.5  # of its height, on the average of a line of many wide ones
_FEWEST_COLUMNS = 20  # a view that is hidden has next to no width
_NO_BREAK = "\u00a0"
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
        self._text = ""
        self._renderer.AddViewProp(self._actor)
        # The user may make the view wider or narrower at any time.
        self._tag = self._renderer.AddObserver(vtk.vtkCommand.StartEvent, self._fit)

    def remove(self) -> None:
        """Take the box out of the view."""
        self._renderer.RemoveObserver(self._tag)
        self._renderer.RemoveViewProp(self._actor)

    def setText(self, text: str) -> bool:
        """Show a text; tell whether it is another one."""
        isOther = text != self._text
        self._text = text
        self._fit()
        return isOther

    def _fit(self, caller=None, event=None) -> None:
        """Choose the size of the letters, and break lines, before they are drawn."""
        letters = self._renderer.GetSize()[0] / _WIDTH_OF_LETTER  # that have one pixel of height
        text = brokenLines(self._text, max(int(letters / _SMALLEST_FONT), _FEWEST_COLUMNS))
        size = int(letters / max(map(len, text.splitlines())))
        self._actor.SetInput(text)
        self._actor.GetTextProperty().SetFontSize(min(max(size, _SMALLEST_FONT), _LARGEST_FONT))


def brokenLines(text: str, columns: int) -> str:
    """Return a text with its long lines broken, and the rest of each indented.

    Where values stand two spaces apart, each stays in one piece.

    :param columns: letters in a line
    """
    broken = []
    for line in text.splitlines():
        if len(line) > columns:
            whole = re.sub(r"(?<! ) (?! )", _NO_BREAK, line) if "  " in line else line
            broken += textwrap.wrap(whole, columns, subsequent_indent="  ", break_long_words=False,
                                    break_on_hyphens=False)
        else:
            broken.append(line)
    return "\n".join(broken).replace(_NO_BREAK, " ")


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
