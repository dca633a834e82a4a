"""Shows two series in turn in the same place: what lies elsewhere jumps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import qt
import slicer

_INTERVAL = 700  # ms


class Flicker:
    """Shows volumes in turn.

    :param parent: widget that the timer belongs to
    :param show: called with the volume node to show
    """

    def __init__(self, parent: qt.QWidget, show: Callable[[object], None]):
        self._show, self._turn = show, 0
        self._nodeIds: list[str] = []
        self._timer = qt.QTimer(parent)
        self._timer.setInterval(_INTERVAL)
        self._timer.connect("timeout()", self._onTimeout)

    def show(self, nodeIds: Sequence[str]) -> None:
        """Show these volumes in turn from now on; none to stop, with the first one of the last in sight."""
        self._turn, isOn = 0, bool(nodeIds)
        self._nodeIds = list(nodeIds) or self._nodeIds
        if self._nodeIds:
            self._showNext()
        if isOn:
            self._timer.start()
        else:
            self._timer.stop()
            self._nodeIds = []

    def cleanup(self) -> None:
        """Leave nothing behind; the connection would keep all of this alive."""
        self._nodeIds = []
        self._timer.stop()
        self._timer.disconnect("timeout()", self._onTimeout)

    def _onTimeout(self) -> None:
        self._turn += 1
        self._showNext()

    def _showNext(self) -> None:
        node = slicer.mrmlScene.GetNodeByID(self._nodeIds[self._turn % len(self._nodeIds)])
        try:
            self._show(node)
        except ValueError:
            self._timer.stop()  # it is no longer there
