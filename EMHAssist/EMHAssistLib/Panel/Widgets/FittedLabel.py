"""A label whose text changes at every step of a drag: in a layout, each text would have the whole panel laid out anew,
however many lines it has."""

from __future__ import annotations

import qt


class FittedLabel(qt.QObject):
    """Keeps a wrapped label, and the widget that holds it, as high as the text.

    :param label: label in a widget that holds nothing else and has no layout
    """

    def __init__(self, label: qt.QLabel):
        qt.QObject.__init__(self)
        self._label, self._holder = label, label.parentWidget()
        self._holder.installEventFilter(self)
        self._fit()

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self._label.text:
            self._label.setText(text)
            self._fit()

    def eventFilter(self, watched, event) -> bool:
        """Fit the text into another width, or in another font."""
        if event.type() in (qt.QEvent.Resize, qt.QEvent.LayoutRequest, qt.QEvent.Show):
            self._fit()
        return False

    def _fit(self) -> None:
        width = self._holder.width
        height = max(self._label.heightForWidth(width), 0)
        self._label.setGeometry(0, 0, width, height)
        if height != self._holder.height:
            self._holder.setFixedHeight(height)
