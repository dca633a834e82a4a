"""A label whose text changes at every step of a drag: in a layout, each text would have the whole panel laid out anew,
however many lines it has."""

from __future__ import annotations

import qt

_HIGHEST = 10000  # pixels, of a paragraph


class FittedLabel(qt.QObject):
    """Keeps a wrapped label, and the widget that holds it, as high as the text.

    :param label: label in a widget that holds nothing else and has no layout
    """

    def __init__(self, label: qt.QLabel):
        qt.QObject.__init__(self)
        self._label, self._holder = label, label.parentWidget()
        self._font, self._total = "", 0
        # Paragraphs and their heights in the present width and font.
        self._heights: dict[str, int] = {}
        self._holder.installEventFilter(self)
        self._fit()

    def setText(self, text: str) -> None:
        """Show another text."""
        if text == self._label.text:
            return
        self._label.setText(text)
        paragraphs = text.split("\n")
        self._heights = {one: self._heights.get(one) or self._heightOf(one) for one in paragraphs}
        total = sum(self._heights[one] for one in paragraphs)
        # The label itself takes many times as long to tell how high it is.
        if total != self._total:
            self._total = total
            self._fit()

    def eventFilter(self, watched, event) -> bool:
        """Fit the text into another width, or in another font."""
        isOther = event.type() == qt.QEvent.LayoutRequest and self._label.font.toString() != self._font
        if isOther or event.type() == qt.QEvent.Resize:
            self._heights, self._total = {}, 0
            self._fit()
        return False

    def _heightOf(self, paragraph: str) -> int:
        room = qt.QRect(0, 0, self._holder.width, _HIGHEST)
        return self._label.fontMetrics().boundingRect(room, int(qt.Qt.TextWordWrap), paragraph).height()

    def _fit(self) -> None:
        self._font, width = self._label.font.toString(), self._holder.width
        height = max(self._label.heightForWidth(width), 0)
        self._label.setGeometry(0, 0, width, height)
        if height != self._holder.height:
            self._holder.setFixedHeight(height)
