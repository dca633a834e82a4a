"""Icons: squares in the colors of the roles, and Slicer's own for what is shown and what is locked."""

from __future__ import annotations

import qt

from ...Roles import REGION_ROLES


def roleIcon(name: str) -> qt.QIcon:
    """Return a square in the color of a role, an empty icon without one, or with one of another version."""
    for role in REGION_ROLES:
        if role.name == name:
            pixmap = qt.QPixmap(12, 12)
            pixmap.fill(qt.QColor.fromRgbF(*role.color))
            return qt.QIcon(pixmap)
    return qt.QIcon()


def eyeIcon(isOpen: bool) -> qt.QIcon:
    """Return Slicer's eye, open or closed."""
    return _slicerIcon("SlicerVisible" if isOpen else "SlicerInvisible")


def lockIcon(isLocked: bool) -> qt.QIcon:
    """Return Slicer's padlock, locked or not."""
    return _slicerIcon("SlicerLock" if isLocked else "SlicerUnlock")


def _slicerIcon(name: str) -> qt.QIcon:
    return qt.QIcon(f":/Icons/Small/{name}.png")
