"""Bringing something in the panel into sight."""

from __future__ import annotations

import qt

_MARGIN = 20  # pixels that stay free above and below


def showWidget(widget: qt.QWidget) -> None:
    """Scroll the panel so that the top of a widget, and if there is room all of it, is in sight."""
    # What was unfolded a moment ago has no place before layouts have been told.
    qt.QCoreApplication.sendPostedEvents(None, int(qt.QEvent.LayoutRequest))
    showPart(widget, 0, widget.height)


def showPart(widget: qt.QWidget, top: float, bottom: float) -> None:
    """Scroll the panel so that a part of a widget is in sight, its upper end first.

    :param top: pixels from the top of the widget
    :param bottom: the same
    """
    area = scrollArea(widget)
    if area is None:
        return
    for y in (bottom, top):
        place = widget.mapTo(area.widget(), qt.QPoint(0, int(y)))
        area.ensureVisible(0, place.y(), 0, _MARGIN)


def scrollArea(widget: qt.QWidget) -> qt.QScrollArea | None:
    """Return the area that a widget is scrolled in, None if it is in none."""
    parent = widget.parentWidget()
    while parent is not None and not parent.inherits("QScrollArea"):
        parent = parent.parentWidget()
    return parent
