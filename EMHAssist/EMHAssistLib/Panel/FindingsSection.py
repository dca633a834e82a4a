"""Section of the panel: the check list of findings."""

from __future__ import annotations

import qt

from .FindingsForm import FindingsForm
from .Section import Section


class FindingsSection(Section):
    """Findings."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        layout = qt.QVBoxLayout(ui.findingsForm)
        layout.setContentsMargins(0, 0, 0, 0)
        self._layout, self._asked, self._model = layout, None, None
        self._ask()

    def refresh(self) -> None:
        """Show what was entered and what was measured."""
        result = self.logic.result
        if self.logic.model is not self._model:
            self._ask()
        self.form.refresh(self.logic.enteredFindings(), result.measured if result else {})

    def _ask(self) -> None:
        """Ask for the features of the present model, in place of those of another."""
        if self._asked is not None:
            self._layout.removeWidget(self._asked)
            self._asked.hide()
            self._asked.deleteLater()
        self._asked, self._model = qt.QWidget(), self.logic.model
        self._layout.addWidget(self._asked)
        self.form = FindingsForm(self._asked, self._model, self.logic.setFinding)
