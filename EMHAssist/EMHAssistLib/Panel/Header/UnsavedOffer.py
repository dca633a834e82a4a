"""The offer to restore a case that was left unsaved when the program ended."""

from __future__ import annotations

from slicer.i18n import tr as _

from ..Widgets.PlainText import errorsShown


class UnsavedOffer:
    """A line in the panel, and two buttons; hidden as long as there is nothing to restore.

    :param ui: the widgets unsavedWidget, unsavedLabel, restoreUnsavedButton and discardUnsavedButton
    :param logic: logic of the module
    """

    def __init__(self, ui, logic):
        self._ui, self._logic = ui, logic
        ui.restoreUnsavedButton.connect("clicked()", self._onRestore)
        ui.discardUnsavedButton.connect("clicked()", self._onDiscard)
        self.refresh()

    def refresh(self, said: str = "") -> None:
        """Look for what was left, and offer the last of it.

        :param said: what else there is to say
        """
        found = self._logic.unsavedCases()
        text = ""
        if found:
            text = _("An unsaved case of {time}: {regions} regions, {findings} findings.").format(
                time=found[0].time, regions=found[0].regionCount, findings=found[0].findingCount)
        self._ui.unsavedLabel.setText("\n".join(filter(None, (said, text))))
        self._ui.unsavedWidget.setVisible(bool(text or said))
        for button in (self._ui.restoreUnsavedButton, self._ui.discardUnsavedButton):
            button.setVisible(bool(found))

    def _onRestore(self) -> None:
        with errorsShown(_("The case could not be restored.")):
            self.refresh("\n".join(self._logic.restoreUnsaved(self._logic.unsavedCases()[0])))

    def _onDiscard(self) -> None:
        self._logic.discardUnsaved(self._logic.unsavedCases()[0])
        self.refresh()
