"""How Slicer draws ROI nodes of ours: as little of it as can be while nobody works on a region, since box, handles and
center cover what is measured, and all of it otherwise.

The look that a display node has otherwise is kept in an attribute of it: it survives in a saved scene and in a copy.
"""

from __future__ import annotations

from operator import ne
from typing import NamedTuple

import slicer

# "1" on the display node of a ROI node that may be drawn this way: one that we have made, and the user has not styled.
_ATTRIBUTE = "EMHAssist.HandlesOnHover"
_USUAL_LOOK = "EMHAssist.UsualLook"
_REST_GLYPH = 0.8  # percent of the view
_REST_BOX = 0.0  # opacity of a box that is not the outline of the region: it may be cut where the region is not


class Look(NamedTuple):
    """What is changed of a display node.

    :param hasHandles: whether its handles are there
    :param boxOpacity: of the box
    :param glyphScale: size of its center, percent of a view
    """

    hasHandles: bool
    boxOpacity: float
    glyphScale: float


def offerHover(display) -> None:
    """Say that the handles of a new region may be shown only while the mouse is over it."""
    display.SetAttribute(_ATTRIBUTE, "1")


def isOnHover(display) -> bool:
    """Tell whether a display node may be changed here."""
    return display.GetAttribute(_ATTRIBUTE) == "1"


def rest(display) -> None:
    """Draw little of a region."""
    usual = usualLook(display)
    display.SetAttribute(_USUAL_LOOK, _text(usual))
    _apply(display, _restLook(usual))


def work(display) -> None:
    """Draw all of a region, to work on it."""
    usual = usualLook(display)
    display.SetAttribute(_USUAL_LOOK, _text(usual))
    _apply(display, _workLook(usual))


def giveBack(display) -> None:
    """Draw a region as it was before rest() or work()."""
    if display.GetAttribute(_USUAL_LOOK):
        _apply(display, usualLook(display))
        display.RemoveAttribute(_USUAL_LOOK)


def leaveIfStyled(display) -> bool:
    """Change nothing more of a region that the user has styled since rest() or work(): what he has changed stays, the
    rest is as it was.

    :return: whether that is so
    """
    usual, now = usualLook(display), look(display)
    given = [_restLook(usual), _workLook(usual)]
    if not display.GetAttribute(_USUAL_LOOK) or now in given:
        return False
    before = min(given, key=lambda one: sum(map(ne, one, now)))
    _apply(display, Look(*(there if there != was else own for there, was, own in zip(now, before, usual))))
    display.RemoveAttribute(_USUAL_LOOK)
    display.RemoveAttribute(_ATTRIBUTE)
    return True


def look(display) -> Look:
    """Return how a region is drawn now."""
    return Look(bool(display.GetHandlesInteractive()), display.GetOutlineOpacity(), display.GetGlyphScale())


def usualLook(display) -> Look:
    """Return how a region is drawn without rest() or work()."""
    try:
        handles, opacity, scale = (display.GetAttribute(_USUAL_LOOK) or "").split()
        return Look(handles == "1", float(opacity), float(scale))
    except ValueError:
        return look(display)


def setUsualBoxOpacity(display, opacity: float) -> None:
    """Change how strong the box is drawn, now and after rest() or work()."""
    if not display.GetAttribute(_USUAL_LOOK):
        display.SetOutlineOpacity(opacity)
        return
    usual, isAtRest = usualLook(display), look(display) == _restLook(usualLook(display))
    usual = usual._replace(boxOpacity=opacity)
    display.SetAttribute(_USUAL_LOOK, _text(usual))
    _apply(display, _restLook(usual) if isAtRest else _workLook(usual))


def _restLook(usual: Look) -> Look:
    boxOpacity = min(usual.boxOpacity, _REST_BOX) if usual.boxOpacity < 1 else usual.boxOpacity
    return Look(False, boxOpacity, min(usual.glyphScale, _REST_GLYPH))


def _workLook(usual: Look) -> Look:
    return usual._replace(hasHandles=True)


def _text(usual: Look) -> str:
    return f"{usual.hasHandles:d} {usual.boxOpacity!r} {usual.glyphScale!r}"


def _apply(display, wanted: Look) -> None:
    if look(display) != wanted:
        with slicer.util.NodeModify(display):
            display.SetHandlesInteractive(wanted.hasHandles)
            display.SetOutlineOpacity(wanted.boxOpacity)
            display.SetGlyphScale(wanted.glyphScale)
