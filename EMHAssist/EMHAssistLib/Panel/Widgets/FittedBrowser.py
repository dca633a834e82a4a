"""A text as high as what it holds: a text to scroll within a panel to scroll hides what matters."""

from __future__ import annotations

from math import ceil

import qt


class FittedBrowser:
    """Keeps a text browser as high as its text from now on."""

    def __init__(self, browser: qt.QTextBrowser):
        self._browser, self._isSet = browser, True
        browser.setVerticalScrollBarPolicy(qt.Qt.ScrollBarAlwaysOff)
        browser.document.documentLayout().connect("documentSizeChanged(QSizeF)", self._fit)

    def setHtml(self, html: str) -> None:
        """Show another text."""
        # On its way Qt has less text. The panel would be laid out for that as well, at every step of a drag.
        self._isSet = False
        self._browser.setHtml(html)
        self._isSet = True
        self._fit(self._browser.document.size)

    def _fit(self, size: qt.QSizeF) -> None:
        height = ceil(size.height()) + 2 * self._browser.frameWidth
        if self._isSet and height != self._browser.height:
            self._browser.setFixedHeight(height)
