"""The box with the readout in every slice and 3D view.

An actor of our own: the corner annotation of the views belongs to the DataProbe module, which overwrites it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..Report.ViewText import BoxText
from .BoxFit import Fit, fitText
from .Corners import cornerAnnotations, freeCorner
from .TextBoxes import TextBox
from .ViewDrawings import ViewDrawing, ViewDrawings
from .Views import View, allViews

CORNERS = ("upperLeft", "upperRight", "lowerLeft", "lowerRight")
# Largest letters in points, and which part of a view the short text may cover.
_SIZES = {"small": (10, 1 / 16), "medium": (14, 1 / 8), "large": (20, 1 / 4)}
SIZES = tuple(_SIZES)
_MOST_FITS = 8  # until what is drawn is no wider than the view


@dataclass(frozen=True)
class BoxContent:
    """What the boxes show, and where.

    :param slices: text in slice views
    :param threeD: text in 3D views
    :param corner: one of CORNERS
    :param size: one of SIZES
    """

    slices: BoxText = BoxText()
    threeD: BoxText = BoxText()
    corner: str = CORNERS[0]
    size: str = "medium"


class CaseBox:
    """Text in a corner of every view of a layout manager.

    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    """

    def __init__(self, layoutManager):
        self.content = BoxContent()
        self._drawings = ViewDrawings(lambda: allViews(layoutManager), lambda view: _ViewBox(view, self))

    def show(self, content: BoxContent) -> None:
        """Show this in all views of the current layout; without lines the box is taken out of them."""
        isOther = content != self.content
        self.content = content
        if isOther and content.slices.lines:
            self._drawings.show(isOther)
        elif isOther:
            self._drawings.remove()

    def rectangle(self, view: View) -> tuple[int, int, int, int] | None:
        """Return where the box is in a view: x and y of its lower left corner, width and height, pixels."""
        drawing = self._drawings.drawing(view)
        return drawing.rectangle if drawing else None

    def refresh(self) -> None:
        """Attach the box to the views that are there now. To be called when the layout has changed."""
        if self.content.slices.lines:
            self._drawings.show()


class _ViewBox(ViewDrawing):
    """The box in one view.

    :param source: tells what to show
    """

    def __init__(self, view: View, source: CaseBox):
        self._source = source
        self._fit = None
        self._shown = None
        self._text = TextBox(_SIZES["medium"][0])
        self._annotations = cornerAnnotations(view)
        self.rectangle = 0, 0, 0, 0
        # Labels keep clear of the box.
        super().__init__(view, [self._text.actor], priority=1.0)
        self.update()

    def update(self) -> None:
        """Choose the size of the letters, break lines, and keep clear of what Slicer writes into the corner."""
        content, size, dpi = self._source.content, tuple(self.renderer.GetSize()), self.view.window.GetDPI()
        key = content, size, dpi
        if key != self._shown:
            self._shown = key
            fontSize, part = _SIZES[content.size]
            text = content.slices if self.view.isSlice else content.threeD
            width = size[0]
            for _turn in range(_MOST_FITS):
                self._fit: Fit = fitText(text, (width, size[1]), dpi / 72, fontSize, part)
                self._text.actor.GetTextProperty().SetFontSize(self._fit.fontSize)
                drawn = self._text.show(self._fit.text, None, dpi)[0]
                if drawn <= size[0] or width <= 0:
                    break
                # A line of many wide letters: the text is broken as for a narrower view.
                width = int(width * size[0] / drawn - self._fit.fontSize * dpi / 72)
        own = self._text.show(self._fit.text, None, dpi)
        corner = freeCorner(self.view, self._annotations, content.corner, size, own, dpi / 72)
        self._text.moveTo(*corner)
        self.rectangle = *corner, *own
