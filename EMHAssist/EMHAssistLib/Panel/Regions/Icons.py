"""Small drawings in the colors of the theme: color of a role, eye, padlock."""

from __future__ import annotations

import qt

from ...Roles import REGION_ROLES

_SIZE = 16  # pixels


def roleIcon(name: str) -> qt.QIcon:
    """Return a square in the color of a role, an empty icon without one, or with one of another version."""
    for role in REGION_ROLES:
        if role.name == name:
            pixmap = qt.QPixmap(12, 12)
            pixmap.fill(qt.QColor.fromRgbF(*role.color))
            return qt.QIcon(pixmap)
    return qt.QIcon()


def eyeIcon(isOpen: bool, color: qt.QColor) -> qt.QIcon:
    """Return an eye, or one that is crossed out."""
    def draw(painter: qt.QPainter) -> None:
        painter.drawEllipse(qt.QRectF(1.5, 4.5, 13, 7))
        painter.setBrush(qt.QBrush(color))
        painter.drawEllipse(qt.QRectF(6, 6, 4, 4))
        if not isOpen:
            painter.drawLine(qt.QPointF(2.5, 14), qt.QPointF(13.5, 2))
    return _icon(draw, color)


def lockIcon(isLocked: bool, color: qt.QColor) -> qt.QIcon:
    """Return a padlock: filled when locked, an open outline when not."""
    def draw(painter: qt.QPainter) -> None:
        # Angles are in 1/16 degree.
        painter.drawArc(qt.QRectF(4.5 if isLocked else 7.5, 2, 7, 10), 0, 180 * 16)
        if isLocked:
            painter.setBrush(qt.QBrush(color))
        painter.drawRect(qt.QRectF(3, 7.5, 10, 6.5))
    return _icon(draw, color)


def _icon(draw, color: qt.QColor) -> qt.QIcon:
    pixmap = qt.QPixmap(_SIZE, _SIZE)
    pixmap.fill(qt.QColor(0, 0, 0, 0))
    painter = qt.QPainter(pixmap)
    painter.setRenderHint(qt.QPainter.Antialiasing)
    pen = qt.QPen(color)
    pen.setWidthF(1.4)
    painter.setPen(pen)
    draw(painter)
    painter.end()
    return qt.QIcon(pixmap)
