"""Section of the panel: the check list of findings."""

from __future__ import annotations

import slicer
from slicer.i18n import tr as _

from .FindingsForm import FindingsForm
from .Section import Section


class FindingsSection(Section):
    """Findings."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self.form = FindingsForm(ui.findingsForm, logic.model, self._onEntered, self._onRemoved)
        ui.findingsSearchEdit.connect("textChanged(QString)", lambda text: self._filter())
        ui.openFindingsCheckBox.connect("toggled(bool)", lambda isOpenOnly: self._filter())
        ui.clearFindingsButton.connect("clicked()", self._onCleared)
        ui.restoreFindingsButton.connect("clicked()", self._onRestored)

    def refresh(self) -> None:
        """Show what was entered and what was measured."""
        result, entered = self.logic.result, self.logic.enteredFindings()
        self.form.refresh(entered, result.measured if result else {})
        self.ui.clearFindingsButton.setEnabled(bool(entered))
        self.ui.restoreFindingsButton.setVisible(bool(self.logic.clearedFindings()))

    def goTo(self, feature: str) -> None:
        """Unfold, scroll to and focus the line of a feature."""
        self.ui.findingsSearchEdit.clear()
        self.ui.openFindingsCheckBox.checked = False
        self.ui.findingsSection.collapsed = False
        self.form.goTo(feature)

    def _filter(self) -> None:
        self.form.filter(self.ui.findingsSearchEdit.text, self.ui.openFindingsCheckBox.checked)

    # The form shows what was entered also while the panel is paused, when no result comes.
    def _onEntered(self, feature: str, level: str) -> None:
        with slicer.util.tryWithErrorDisplay(_("The finding could not be entered.")):
            self.logic.setFinding(feature, level)
        self.refresh()

    def _onRemoved(self, feature: str) -> None:
        self.logic.clearFinding(feature)
        self.refresh()

    def _onCleared(self) -> None:
        self.logic.clearFindings()
        self.refresh()

    def _onRestored(self) -> None:
        self.logic.restoreFindings()
        self.refresh()
