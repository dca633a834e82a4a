"""What a drag, which brings a new result many times a second, does not wait for."""

from __future__ import annotations

from collections.abc import Callable

import qt

_IDLE = 300  # ms


def idleTimer(parent: qt.QWidget, act: Callable[[], None]) -> qt.QTimer:
    """Return a timer that calls a function, without arguments, a moment after it was started last.

    :param parent: widget that it belongs to: one that belongs to no one would keep what it calls alive
    """
    timer = qt.QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(_IDLE)
    timer.connect("timeout()", act)
    return timer
