"""Work that takes long: planned, computed in the background, and stored once all of it is done."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from .BackgroundTask import BackgroundTask
from .Signal import Signal


@dataclass(frozen=True)
class Work:
    """What has to be done.

    :param title: what it is done to, for the user
    :param compute: called with a progress function, which takes the finished fraction, 0 to 1, and may raise to cancel;
        returns what is to be stored, not None. It must not touch the scene or widgets.
    :param store: called with that, in the thread of the event loop; returns the outcome
    """

    title: str
    compute: Callable[[Callable[[float], None]], Any]
    store: Callable[[Any], Any]

    def run(self, progress: Callable[[float], None]) -> Any:
        """Do all of it now and return the outcome; nothing is stored where an error ends it."""
        return self.store(self.compute(progress))


class LongTask:
    """Does work in the background while the event loop goes on, one piece at a time.

    :param plan: returns the Work; called with the arguments of start()

    ``changed`` is emitted when it begins, gets on or is being canceled; ``ended`` when all is done. From then on
    ``outcome`` is what came of it, or ``error`` what went wrong; both are None after a cancel.
    """

    def __init__(self, plan: Callable[..., Work]):
        self.changed, self.ended = Signal(), Signal()
        self.title, self.fraction, self.isCanceling = "", 0.0, False
        self.outcome: Any = None
        self.error: Exception | None = None
        self._plan = plan
        self._task: BackgroundTask | None = None

    @property
    def isRunning(self) -> bool:
        """True from the start until the outcome is stored."""
        return self._task is not None

    def start(self, *arguments) -> None:
        """Start; does nothing while it runs.

        :raises ValueError: there is nothing that could be done
        """
        if self._task is not None:
            return
        work = self._plan(*arguments)
        self.title, self.fraction, self.isCanceling, self.outcome, self.error = work.title, 0.0, False, None, None
        self._task = BackgroundTask(work.compute, self._onProgress, partial(self._onEnded, work.store))
        self._task.start()
        self.changed.emit()

    def cancel(self) -> None:
        """Cancel it, if it runs; nothing is stored then."""
        if self._task is not None:
            self._task.cancel()
            self.isCanceling = True
            self.changed.emit()

    def abandon(self) -> None:
        """Cancel it, wait for its thread, and tell nobody any more."""
        self.changed.disconnectAll()
        self.ended.disconnectAll()
        if self._task is not None:
            self._task.abandon()
            self._task = None

    def _onProgress(self, fraction: float) -> None:
        self.fraction = fraction
        self.changed.emit()

    def _onEnded(self, store: Callable[[Any], Any], computed: Any, error: Exception | None) -> None:
        self._task = None
        if computed is not None:
            try:
                self.outcome = store(computed)
            except (ValueError, OSError) as failure:
                error = failure
        self.error = error
        if isinstance(error, (ValueError, OSError)):
            logging.warning(f"EMHAssist: {self.title}: {error}")
        elif error is not None:
            logging.error(f"EMHAssist: {self.title} failed", exc_info=error)
        self.ended.emit()
