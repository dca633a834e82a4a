"""Buttons, progress and outcome of work in the background."""

from __future__ import annotations

from dataclasses import dataclass

from slicer.i18n import tr as _


@dataclass(frozen=True)
class TaskTexts:
    """What is said of a task.

    :param running: with {title}
    :param failed: with {reason}
    :param canceled: after a cancel
    """

    running: str
    failed: str
    canceled: str


class TaskPanel:
    """Shows a task; what it does and whether it runs is the task's.

    :param task: a LongTask
    :param startButton: cannot be pressed while the task runs; who starts it connects it
    :param texts: what is said of it

    ``outcome`` says what came of the last run, "" while it runs.
    """

    def __init__(self, task, startButton, progressBar, cancelButton, label, texts: TaskTexts):
        self._task, self._texts, self.outcome = task, texts, ""
        self._startButton, self._progressBar, self._cancelButton, self._label = (startButton, progressBar, cancelButton,
                                                                                 label)
        cancelButton.connect("clicked()", task.cancel)
        task.changed.connect(self._onChanged)
        task.ended.connect(self._onEnded)
        self._showRunning(False)
        self._say("")

    @property
    def isRunning(self) -> bool:
        """True from the start until the outcome is stored."""
        return self._task.isRunning

    def _start(self, *arguments) -> None:
        """Start the task; what keeps it from starting is shown."""
        try:
            self._task.start(*arguments)
        except ValueError as error:
            self.outcome = str(error)
            self._say(self.outcome)

    def _succeeded(self, outcome) -> str:
        """Return what is said when all is done.

        :param outcome: that of the task
        """
        raise NotImplementedError

    def _onChanged(self) -> None:
        self.outcome = ""
        self._showRunning(True)
        self._progressBar.setValue(round(100 * self._task.fraction))
        self._say(_("Canceling...") if self._task.isCanceling else self._texts.running.format(title=self._task.title))

    def _onEnded(self) -> None:
        self._showRunning(False)
        if self._task.error is not None:
            self.outcome = self._texts.failed.format(reason=self._task.error)
        elif self._task.outcome is None:
            self.outcome = self._texts.canceled
        else:
            self.outcome = self._succeeded(self._task.outcome)
        self._say(self.outcome)

    def _say(self, text: str) -> None:
        self._label.setText(text)
        self._label.setVisible(bool(text))

    def _showRunning(self, isRunning: bool) -> None:
        self._startButton.setEnabled(not isRunning)
        self._progressBar.setVisible(isRunning)
        self._cancelButton.setVisible(isRunning)
