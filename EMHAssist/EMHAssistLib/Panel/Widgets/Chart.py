"""What all drawings of the panel share: a widget that draws its content, and what it draws with."""

from __future__ import annotations

from collections.abc import Sequence

import qt

from .Lettering import Lettering
from .ToolTip import toolTip

# For and against the target; a pair that the color-blind tell apart, on a light and on a dark ground. Side and sign say
# the same.
_FOR, _AGAINST = ("#c4561a", "#f0925a"), ("#2a6f9e", "#74b4e0")
_DARK = 128  # lightness below which a ground is dark, 0 to 255
_BAND_OPACITY = 70  # 0 to 255
_DOT = 7  # pixels


class Colors:
    """Colors of a drawing, by the theme of its widget; gray where the widget is disabled, or on demand.

    ``text`` and, weaker, ``quiet`` for what is written, ``ground`` behind it, ``favor`` and ``against`` for what speaks
    for and against.
    """

    def __init__(self, widget: qt.QWidget, isGray: bool = False):
        palette = widget.palette
        isDark = palette.color(qt.QPalette.Window).lightness() < _DARK
        self.text, self.ground = palette.color(qt.QPalette.WindowText), palette.color(qt.QPalette.Window)
        self.quiet = _mixed(self.text, self.ground)
        colors = [qt.QColor(pair[isDark]) for pair in (_FOR, _AGAINST)]
        self.favor, self.against = colors if widget.enabled and not isGray else (self.quiet, self.quiet)


class Canvas(Colors):
    """Draws on a widget, within its paint event.

    :param widget: the widget that is being painted
    :param lettering: of the widget
    :param top: upper end of what has to be painted, pixels; texts beyond are not written
    :param bottom: its lower end
    :param isGray: whether it is drawn without colors
    """

    def __init__(self, widget: qt.QWidget, lettering: Lettering, top: float, bottom: float, isGray: bool = False):
        super().__init__(widget, isGray)
        self._lettering, self._top, self._bottom = lettering, top, bottom
        self._painter = qt.QPainter(widget)
        self._painter.setRenderHint(qt.QPainter.Antialiasing)
        self.lineHeight = lettering.lineHeight

    def end(self) -> None:
        """Stop drawing; Qt wants it before the paint event is over."""
        self._painter.end()

    def write(self, text: str, left: float, top: float, width: float, color=None, isBold: bool = False,
              align=qt.Qt.AlignLeft) -> None:
        """Write one line, shortened in its middle where it does not fit: answers and limits stand at the end."""
        if top > self._bottom or top + self.lineHeight < self._top:
            return
        if self._lettering.widthOf(text, isBold) > width:
            text = self._lettering.metrics[isBold].elidedText(text, qt.Qt.ElideMiddle, int(width))
        self._painter.setFont(self._lettering.fonts[isBold])
        self._painter.setPen(color or self.text)
        self._painter.drawText(qt.QRectF(left, top, width, self.lineHeight), align | qt.Qt.AlignVCenter, text)

    def writeLines(self, lines: Sequence[str], left: float, top: float, width: float, **style) -> float:
        """Write lines below each other, and return where the last one ends; for ``style`` see write()."""
        for line in lines:
            self.write(line, left, top, width, **style)
            top += self.lineHeight
        return top

    def fitting(self, texts: Sequence[str], width: float, isBold: bool = False) -> str:
        """Return the first of several wordings that fits, the last one if none does."""
        return next((text for text in texts if self.widthOf(text, isBold) <= width), texts[-1])

    def widthOf(self, text: str, isBold: bool = False) -> int:
        """Return the width of a text, with a little space behind it."""
        return self._lettering.widthOf(text, isBold)

    def bar(self, left: float, top: float, right: float, bottom: float, color) -> None:
        """Fill a rectangle, at least a pixel wide; ``right`` may lie on the left."""
        left, right = min(left, right), max(left, right)
        self._painter.fillRect(qt.QRectF(left, top, max(right - left, 1), bottom - top), color)

    def hatch(self, left: float, top: float, right: float, bottom: float, color) -> None:
        """Hatch a rectangle: there is nothing to read off."""
        self._painter.fillRect(qt.QRectF(left, top, right - left, bottom - top), qt.QBrush(color, qt.Qt.BDiagPattern))

    def frame(self, left: float, top: float, right: float, bottom: float, color) -> None:
        """Draw the outline of a rectangle."""
        self._painter.setPen(color)
        self._painter.setBrush(qt.QBrush())
        self._painter.drawRect(qt.QRectF(left, top, right - left, bottom - top))

    def line(self, left: float, top: float, right: float, bottom: float, color) -> None:
        """Draw a straight line."""
        self._painter.setPen(color)
        self._painter.drawLine(qt.QPointF(left, top), qt.QPointF(right, bottom))

    def dot(self, x: float, y: float, color) -> None:
        """Draw a dot."""
        self._painter.setPen(color)
        self._painter.setBrush(qt.QBrush(color))
        self._painter.drawEllipse(qt.QRectF(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT))

    def ellipse(self, left: float, top: float, width: float, height: float, color, fill=None, thickness=1) -> None:
        """Draw an ellipse, filled where there is something to fill it with."""
        self._painter.setPen(qt.QPen(color, thickness))
        self._painter.setBrush(qt.QBrush(fill) if fill is not None else qt.QBrush())
        self._painter.drawEllipse(qt.QRectF(left, top, width, height))

    def outline(self, points: Sequence[tuple[float, float]], color) -> None:
        """Draw the border of a polygon."""
        self._painter.setPen(qt.QPen(color, 1))
        self._painter.setBrush(qt.QBrush())
        self._painter.drawPath(_path([*points, points[0]]))

    def image(self, pixmap: qt.QPixmap, left: float, top: float, size: float) -> None:
        """Draw a square picture, smoothly whatever its pixels and those of the screen are."""
        self._painter.setRenderHint(qt.QPainter.SmoothPixmapTransform)
        self._painter.drawPixmap(qt.QRectF(left, top, size, size), pixmap, qt.QRectF(pixmap.rect()))

    def curve(self, points: Sequence[tuple[float, float]], color, thickness=2) -> None:
        """Draw a line through points."""
        self._painter.setPen(qt.QPen(color, thickness))
        self._painter.setBrush(qt.QBrush())
        self._painter.drawPath(_path(points))

    def band(self, points: Sequence[tuple[float, float]], color) -> None:
        """Fill the inside of a polygon faintly."""
        self._painter.fillPath(_path(points), qt.QBrush(faint(color)))


def faint(color) -> qt.QColor:
    """Return a color that lets the ground shine through."""
    result = qt.QColor(color)
    result.setAlpha(_BAND_OPACITY)
    return result


def _path(points):
    path = qt.QPainterPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    return path


def _mixed(first, second):
    """Return the color between two: on every ground weaker than text, and still readable."""
    weights = ((0.65, first), (0.35, second))
    return qt.QColor(*(round(sum(weight * getattr(color, part)() for weight, color in weights))
                       for part in ("red", "green", "blue")))


class Chart(qt.QWidget):
    """A drawing as wide as the panel lets it be. What it shows is there as text too, as its tool tip and for screen
    readers.

    :param name: what is drawn, for screen readers
    """

    def __init__(self, name: str):
        qt.QWidget.__init__(self)
        self.setAccessibleName(name)
        self.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Fixed)
        self._content: tuple = ()
        self._description = ""
        self._isFaded = False
        self._lettering: Lettering | None = None

    def setFaded(self, isFaded: bool) -> None:
        """Draw without colors, or with them: what is drawn is little to go by."""
        if isFaded != self._isFaded:
            self._isFaded = isFaded
            self.update()

    def setContent(self, content: tuple, lines: Sequence[str]) -> None:
        """Draw something else; nothing happens if it is the same.

        :param content: what draw() draws, empty for nothing
        :param lines: the same in words
        """
        if content == self._content:
            return
        self._content = content
        description = "\n".join(lines)
        # Of what is drawn, little is another number when it is written.
        if description != self._description:
            self._description = description
            self.setAccessibleDescription(description)
            self.setToolTip(toolTip(description))
        self._fit()
        self.update()

    def changeEvent(self, event) -> None:
        """Be as high as the lines of another font."""
        if event.type() == qt.QEvent.FontChange:
            self._lettering = None
            self._fit()

    def resizeEvent(self, event) -> None:
        """Be as high as the lines of another width."""
        self._fit()

    @property
    def lettering(self) -> Lettering:
        """How much room texts take."""
        if self._lettering is None:
            self._lettering = Lettering(self)
        return self._lettering

    def _fit(self) -> None:
        height = int(self.heightOf(self._content)) if self._content else 0
        if height != self.height:
            self.setFixedHeight(height)

    def paintEvent(self, event) -> None:
        """Draw the content."""
        if not self._content:
            return
        canvas = Canvas(self, self.lettering, event.rect().top(), event.rect().bottom(), self._isFaded)
        try:
            self.draw(canvas, self._content, self.width)
        finally:
            canvas.end()

    def lineHeight(self) -> int:
        """Return the height of a line of text, pixels."""
        return self.lettering.lineHeight

    def heightOf(self, content: tuple) -> float:
        """Return how high the drawing is, pixels."""
        raise NotImplementedError

    def draw(self, canvas: Canvas, content: tuple, width: int) -> None:
        """Draw the content ``width`` pixels wide."""
        raise NotImplementedError
