"""How much room texts take. What was measured is kept: the same texts come many times a second in a drag."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import qt

T = TypeVar("T")
_MOST_TEXTS = 400


class Lettering:
    """Measures texts in a font, regular and bold.

    :param widget: whose font it is; with another one it needs another lettering
    """

    def __init__(self, widget: qt.QWidget):
        self.fonts = {isBold: qt.QFont(widget.font) for isBold in (False, True)}
        self.fonts[True].setBold(True)
        self.fonts[False].setBold(False)
        self.metrics = {isBold: qt.QFontMetrics(font) for isBold, font in self.fonts.items()}
        self.lineHeight = widget.fontMetrics().lineSpacing()
        self._known: dict[Hashable, object] = {}

    def widthOf(self, text: str, isBold: bool = False) -> int:
        """Return the width of a text in pixels, with a little space behind it."""
        return self._get((text, isBold), lambda: widthOf(self.metrics[isBold], text))

    def linesOf(self, text: str, width: float, isBold: bool = False) -> tuple[str, ...]:
        """Return a text in lines that fit a width."""
        return self._get((text, int(width), isBold), lambda: wrapped(self.metrics[isBold], text, width))

    def _get(self, key: Hashable, measure: Callable[[], T]) -> T:
        if key not in self._known:
            if len(self._known) >= _MOST_TEXTS:
                self._known.clear()
            self._known[key] = measure()
        return self._known[key]


def wrapped(metrics: qt.QFontMetrics, text: str, width: float) -> tuple[str, ...]:
    """Return a text in lines that fit a width, broken between words; a word that is too long has its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and widthOf(metrics, longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def widthOf(metrics: qt.QFontMetrics, text: str) -> int:
    """Return the width of a text in a font, with a little space behind it."""
    return metrics.boundingRect(text + "n").width()
