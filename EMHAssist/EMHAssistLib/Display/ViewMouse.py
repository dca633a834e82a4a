"""The mouse in slice views, for as long as something of ours follows it. Slicer gets every event that is not used."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .Views import View, sliceViews

MOVE, LEAVE, PRESS, RELEASE = "MouseMoveEvent", "LeaveEvent", "LeftButtonPressEvent", "LeftButtonReleaseEvent"
# With Shift some systems turn a wheel sideways.
LARGER, SMALLER = ("MouseWheelForwardEvent", "MouseWheelLeftEvent"), ("MouseWheelBackwardEvent", "MouseWheelRightEvent")
_EVENTS = (MOVE, LEAVE, PRESS, RELEASE, *LARGER, *SMALLER)
# Before Slicer's own, and before ours that use up nothing.
_FIRST = 100.0


class ViewMouse:
    """Hands events of the mouse in slice views to a function, before Slicer has them.

    :param layoutManager: slicer.app.layoutManager(); None without a main window, then there are no events
    :param react: called with the view, the name of the event and the place, (3,) RAS mm; returns whether the event is
        used, so that nobody else gets it
    :param priority: of what observes; Slicer's own have zero
    """

    def __init__(self, layoutManager, react: Callable[[View, str, np.ndarray], bool], priority: float = _FIRST):
        self._layoutManager, self._react, self._priority = layoutManager, react, priority
        self._observed: list[tuple] = []  # interactor, tag

    @property
    def isListening(self) -> bool:
        """Whether anything is observed."""
        return bool(self._observed)

    def start(self) -> None:
        """Follow the mouse in the slice views that are there now. To be called again when the layout has changed."""
        self.stop()
        for view in sliceViews(self._layoutManager):
            interactor = view.widget.interactor()
            for name in _EVENTS:
                tags: list[int] = []

                def onEvent(caller, event, view=view, name=name, tags=tags):
                    if self._react(view, name, place(view, caller)):
                        caller.GetCommand(tags[0]).SetAbortFlag(1)

                tags.append(interactor.AddObserver(name, onEvent, self._priority))
                self._observed.append((interactor, tags[0]))

    def stop(self) -> None:
        """Observe nothing."""
        for interactor, tag in self._observed:
            interactor.RemoveObserver(tag)
        self._observed.clear()


def modifiers(view: View) -> set[str]:
    """Return which of the keys "shift", "control" and "alt" are down."""
    interactor = view.widget.interactor()
    return {name for name, isDown in (("shift", interactor.GetShiftKey()), ("control", interactor.GetControlKey()),
                                      ("alt", interactor.GetAltKey())) if isDown}


def place(view: View, interactor) -> np.ndarray:
    """Return where the mouse is in a slice view, (3,) RAS mm."""
    return np.array(view.node.GetXYToRAS().MultiplyPoint((*interactor.GetEventPosition(), 0.0, 1.0))[:3])
