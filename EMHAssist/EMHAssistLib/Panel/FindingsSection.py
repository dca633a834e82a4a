"""Section of the panel: the check list of findings."""

from __future__ import annotations

from .FindingsForm import FindingsForm
from .Section import Section


class FindingsSection(Section):
    """Findings."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self.form = FindingsForm(ui.findingsForm, logic.model, logic.setFinding)

    def refresh(self) -> None:
        """Show what was entered and what was measured."""
        result = self.logic.result
        self.form.refresh(self.logic.enteredFindings(), result.measured if result else {})
