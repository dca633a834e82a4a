"""A signal of the logic, which panels and scripts connect functions with."""

from __future__ import annotations

from collections.abc import Callable


class Signal:
    """Calls the functions that are connected with it, without arguments, in the order of connecting."""

    def __init__(self):
        self._functions: list[Callable[[], None]] = []

    def connect(self, function: Callable[[], None]) -> None:
        """Have a function called each time from now on."""
        self._functions.append(function)

    def disconnect(self, function: Callable[[], None]) -> None:
        """Call a function no more.

        :raises ValueError: it is not connected
        """
        self._functions.remove(function)

    def disconnectAll(self) -> None:
        """Call nothing any more."""
        self._functions.clear()

    def emit(self) -> None:
        """Call them all; what they connect or disconnect meanwhile counts from the next time on."""
        for function in tuple(self._functions):
            function()
