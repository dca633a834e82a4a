"""A text as high as what it holds: a text to scroll within a panel to scroll hides what matters."""

from __future__ import annotations

from math import ceil

import qt


def fitToText(browser: qt.QTextBrowser) -> None:
    """Keep a text browser as high as its text from now on."""
    def fit(size) -> None:
        height = ceil(size.height()) + 2 * browser.frameWidth
        if height != browser.height:
            browser.setFixedHeight(height)

    browser.setVerticalScrollBarPolicy(qt.Qt.ScrollBarAlwaysOff)
    browser.document.documentLayout().connect("documentSizeChanged(QSizeF)", fit)
