"""Moving the box with the mouse. Slicer's own observers see nothing of a press on the box and of what follows until the
button is up, and everything else."""

from __future__ import annotations

from collections.abc import Callable

# Slicer's observers have zero.
_PRIORITY = 10.0
_SLIP = 3  # pixels that the mouse may move in a click


class BoxDrag:
    """Moves a rectangle of a view while the left button is held on it.

    :param interactor: the vtkRenderWindowInteractor of the view
    :param rectangle: returns x and y of the lower left corner, width and height, pixels; None for none
    :param move: called with x and y of the lower left corner at every step
    :param moved: called at the end, where the rectangle has been moved
    """

    def __init__(self, interactor, rectangle: Callable[[], tuple[int, int, int, int] | None],
                 move: Callable[[int, int], None], moved: Callable[[], None]):
        self._interactor = interactor
        self._rectangle, self._move, self._moved = rectangle, move, moved
        self._grip = self._start = 0, 0
        self._isMoved = False
        self._press = interactor.AddObserver("LeftButtonPressEvent", self._onPress, _PRIORITY)
        # Only while the button is held: every move of the mouse over an image passes here.
        self._held: list[int] = []

    def remove(self) -> None:
        """Watch nothing any more."""
        self._letGo()
        self._interactor.RemoveObserver(self._press)

    def _onPress(self, caller, event) -> None:
        x, y = self._interactor.GetEventPosition()
        rectangle = self._rectangle()
        if rectangle is None or not (rectangle[0] <= x < rectangle[0] + rectangle[2]
                                     and rectangle[1] <= y < rectangle[1] + rectangle[3]):
            return
        self._letGo()
        self._grip, self._start, self._isMoved = (x - rectangle[0], y - rectangle[1]), (x, y), False
        self._held = [self._interactor.AddObserver("MouseMoveEvent", self._onMove, _PRIORITY),
                      self._interactor.AddObserver("LeftButtonReleaseEvent", self._onRelease, _PRIORITY)]
        self._keepFromOthers(self._press)

    def _onMove(self, caller, event) -> None:
        x, y = self._interactor.GetEventPosition()
        if self._isMoved or max(abs(x - self._start[0]), abs(y - self._start[1])) >= _SLIP:
            self._isMoved = True
            self._move(x - self._grip[0], y - self._grip[1])
        self._keepFromOthers(self._held[0])

    def _onRelease(self, caller, event) -> None:
        self._keepFromOthers(self._held[1])
        self._letGo()
        if self._isMoved:
            self._moved()

    def _keepFromOthers(self, tag: int) -> None:
        self._interactor.GetCommand(tag).SetAbortFlag(1)

    def _letGo(self) -> None:
        for tag in self._held:
            self._interactor.RemoveObserver(tag)
        self._held = []
