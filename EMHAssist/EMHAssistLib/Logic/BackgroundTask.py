"""A computation in another thread, watched from the event loop."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import qt

# How often the thread is looked at, and how long it then has Python to itself, in ms: half of the time, so that it gets
# on, in pieces too short to be felt.
_INTERVAL = 20


class Cancelled(Exception):
    """Raised in the computation when the user has cancelled it."""


class _Collector:
    """Python's cyclic garbage collector, switched off while threads run.

    It runs in whatever thread happens to allocate, and widgets that it destroys in another thread than their own take
    the application down. What no cycle holds is freed at once all the same.
    """

    def __init__(self):
        self._threads, self._wasEnabled = 0, False

    def pause(self) -> None:
        """Switch it off until resume() has been called as often."""
        if self._threads == 0:
            self._wasEnabled = gc.isenabled()
            gc.disable()
        self._threads += 1

    def resume(self) -> None:
        """Switch it on again, if nobody else wants it off."""
        self._threads -= 1
        if self._threads == 0 and self._wasEnabled:
            gc.enable()


_collector = _Collector()


class BackgroundTask:
    """Runs a function once. All callbacks come from the event loop of the thread that made the task.

    :param work: the function; called with a progress function that takes the finished fraction, 0 to 1, and raises
        Cancelled; must not touch the scene or widgets
    :param progressed: called with the finished fraction now and then
    :param ended: called at the end with what the function returned and the exception it raised, None for the other;
        both are None after a cancel
    """

    def __init__(self, work: Callable[[Callable[[float], None]], object], progressed: Callable[[float], None],
                 ended: Callable[[object, Exception | None], None]):
        self._work, self._progressed, self._ended = work, progressed, ended
        self._fraction, self._cancelled = 0.0, False
        self._result: object = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._timer = qt.QTimer()
        # Started anew after each look: one that repeats would be due again at once, and keep other work from its turn.
        self._timer.setSingleShot(True)
        self._timer.setInterval(_INTERVAL)
        self._timer.connect("timeout()", self._poll)

    def start(self) -> None:
        """Start the computation and return at once."""
        _collector.pause()
        self._thread.start()
        self._timer.start()

    def cancel(self) -> None:
        """Have the computation end at its next step and its result dropped; ``ended`` is called then."""
        self._cancelled = True

    def abandon(self) -> None:
        """Cancel, wait for the thread, and call nothing any more."""
        self.cancel()
        self._thread.join()
        self._finish()

    def _run(self) -> None:
        try:
            self._result = self._work(self._onProgress)
        except Exception as error:  # whatever it is, the user is told, by ended()
            self._error = error

    def _onProgress(self, fraction: float) -> None:
        if self._cancelled:
            raise Cancelled()
        self._fraction = fraction

    def _poll(self) -> None:
        # Slicer's event loop keeps Python to itself while it waits; join() lets the thread have it.
        self._thread.join(_INTERVAL / 1000)
        if self._thread.is_alive():
            self._progressed(self._fraction)
            self._timer.start()
            return
        self._finish()
        if self._cancelled:
            self._result, self._error = None, None
        self._ended(self._result, self._error)

    def _finish(self) -> None:
        self._timer.stop()
        # The connection would keep the task alive, with all that it has computed.
        self._timer.disconnect("timeout()", self._poll)
        _collector.resume()
