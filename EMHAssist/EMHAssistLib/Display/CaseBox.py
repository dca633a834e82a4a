"""The box with the readout in one view, and the answer in a line in the others.

An actor of our own: the corner annotation of the views belongs to the DataProbe module, which overwrites it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..Report.ViewText import REFORMATTED, BoxText
from .BoxDrag import BoxDrag
from .BoxFit import fitText
from .BoxView import AUTOMATIC, boxView
from .Corners import cornerAnnotations, freeCorner
from .ShownVolume import reformattedAcross
from .TextBoxes import TextBox
from .Translation import translated
from .ViewDrawings import ViewDrawing, ViewDrawings
from .Views import View, allViews

CORNERS = ("upperLeft", "upperRight", "lowerLeft", "lowerRight")
# Largest letters in points, and which part of a view the short text may cover.
_SIZES = {"small": (10, 1 / 16), "medium": (13, 1 / 7), "large": (20, 1 / 4)}
SIZES = tuple(_SIZES)
_LINE_SIZE, _LINE_PART = 11, 1 / 24
_MOST_FITS = 8  # until what is drawn covers no more than it may

Place = tuple[float, float]


@dataclass(frozen=True)
class BoxContent:
    """What the views show of the readout, and where.

    :param box: text of the box
    :param line: text of the views without it
    :param alone: text of all views where none has the box
    :param view: name of the view with the box; AUTOMATIC or NOWHERE, see BoxView
    :param corner: one of CORNERS
    :param size: one of SIZES
    :param place: where the user has moved the box: how much of the room beside it is to its left, and below it, 0 to 1;
        None for the corner
    """

    box: BoxText = BoxText()
    line: BoxText = BoxText()
    alone: BoxText = BoxText()
    view: str = AUTOMATIC
    corner: str = CORNERS[0]
    size: str = "medium"
    place: Place | None = None


class CaseBox:
    """The box in one view of a layout manager, and a line in the others.

    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    :param moved: called with the place of the box, as that of BoxContent, where the user has moved it
    :param original: returns the id of the series that a volume was made of, or that of the volume
    """

    def __init__(self, layoutManager, moved: Callable[[Place], None] = lambda place: None,
                 original: Callable[[str], str] = lambda volume: volume):
        self.content = BoxContent()
        self.moved, self.original = moved, original
        self._drawings = ViewDrawings(lambda: allViews(layoutManager), lambda view: _ViewBox(view, self))
        self._chosen: View | None = None
        self._chosenFor: tuple | None = None

    def show(self, content: BoxContent) -> None:
        """Show this in the views of the current layout; without lines it is taken out of them."""
        isOther = content != self.content
        self.content = content
        if isOther and content.box.lines:
            self._drawings.show(isOther)
        elif isOther:
            self._drawings.remove()

    def rectangle(self, view: View) -> tuple[int, int, int, int] | None:
        """Return where the box or line is in a view: x and y of its lower left corner, width and height, pixels."""
        drawing = self._drawings.drawing(view)
        return drawing.rectangle if isinstance(drawing, _ViewBox) else None

    def refresh(self) -> None:
        """Draw in the views that are there now. To be called when the layout has changed."""
        if self.content.box.lines:
            self._drawings.show()

    def boxView(self) -> View | None:
        """Return the view that has the box; None for none.

        Chosen anew when views come, go, get another size or show another volume: it does not jump about while the user
        goes through slices.
        """
        views = self._drawings.views
        key = (self.content.view, self.content.corner, [(view.window, view.isShown, view.window.GetSize(),
               view.layers.GetBackgroundVolumeID() if view.layers else None) for view in views])
        if key != self._chosenFor:
            before, self._chosenFor = self._chosen, key
            self._chosen = boxView(views, self.content.view, self.content.corner)
            if self._chosen is not before:
                for view in filter(None, (before, self._chosen)):
                    if view in views:
                        view.scheduleRender()
        return self._chosen


class _ViewBox(ViewDrawing):
    """The box, or the line, in one view.

    :param source: tells what to show
    """

    def __init__(self, view: View, source: CaseBox):
        self._source = source
        self._shown: tuple | None = None
        self._hasBox = False
        self._size = 0, 0
        self._dragged: tuple[int, int] | None = None
        self._text = TextBox(_SIZES["medium"][0])
        self._annotations = cornerAnnotations(view)
        self.rectangle = 0, 0, 0, 0
        # Labels keep clear of the box.
        super().__init__(view, [self._text.actor], priority=1.0)
        self._drag = BoxDrag(view.window.GetInteractor(), lambda: self.rectangle if self._hasBox else None,
                             self._move, self._moved)

    def remove(self) -> None:
        """Take everything out of the view."""
        self._drag.remove()
        super().remove()

    def update(self) -> None:
        """Choose the size of the letters, break lines, and keep clear of what Slicer writes into the corner."""
        content, size, dpi = self._source.content, tuple(self.renderer.GetSize()), self.view.window.GetDPI()
        boxed = self._source.boxView()
        # Another object for the same view, where what was drawn had been taken out meanwhile.
        self._hasBox = boxed is not None and boxed.window is self.view.window
        volumes = [self._source.original(volume) for volume in self.view.volumes] if self._hasBox else []
        thickness = reformattedAcross(self.view) if self.view.isSlice else 0.0
        key = content, size, dpi, boxed, volumes, thickness
        if key != self._shown:
            self._shown = key
            text = content.box if self._hasBox else content.line if boxed else content.alone
            if thickness:
                note = translated("Report.ViewText", REFORMATTED).format(thickness=thickness)
                text = replace(text, lines=(*text.lines, note))
            self._fit(text, size, dpi, volumes)
        place = self._place(size) if self._hasBox else None
        if place is None:
            place = freeCorner(self.view, self._annotations, content.corner, size, self._size, dpi / 72)
        self._text.moveTo(*place)
        self.rectangle = *place, *self._size

    def _fit(self, text: BoxText, size: tuple[int, int], dpi: int, volumes: list[str]) -> None:
        """Show a text as it fits; what is drawn may be wider than was reckoned, where many letters are."""
        fontSize, part = _SIZES[self._source.content.size] if self._hasBox else (_LINE_SIZE, _LINE_PART)
        width, scale = size[0], dpi / 72
        for _turn in range(_MOST_FITS):
            fit = fitText(text, (width, size[1]), scale, fontSize, part * size[0] / max(width, 1), volumes)
            self._text.actor.GetTextProperty().SetFontSize(fit.fontSize)
            self._size = self._text.show(fit.text, None, dpi)
            if self._size[0] <= size[0] or width <= 0:
                break
            # The text is broken as for a narrower view.
            width = int(width * size[0] / self._size[0] - fit.fontSize * scale)

    def _place(self, size: tuple[int, int]) -> tuple[int, int] | None:
        """Return where the user has moved the box to, within the view; None where he has not."""
        room = [max(length - own, 0) for length, own in zip(size, self._size)]
        if self._dragged is not None:
            return min(max(self._dragged[0], 0), room[0]), min(max(self._dragged[1], 0), room[1])
        place = self._source.content.place
        return None if place is None else (round(place[0] * room[0]), round(place[1] * room[1]))

    def _move(self, x: int, y: int) -> None:
        self._dragged = x, y
        self.view.scheduleRender()

    def _moved(self) -> None:
        size = tuple(self.renderer.GetSize())
        x, y = self._place(size) or (0, 0)
        self._dragged = None
        room = [max(length - own, 1) for length, own in zip(size, self._size)]
        self._source.moved((x / room[0], y / room[1]))
        self.view.scheduleRender()
