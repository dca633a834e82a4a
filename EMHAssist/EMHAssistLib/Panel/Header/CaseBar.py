"""The cases of the scene, and what the user has to know of them. Hardly seen as long as there is one."""

from __future__ import annotations

import slicer
from slicer.i18n import tr as _

from ..Widgets.ChoiceBox import ChoiceBox
from ..Widgets.IdleTimer import idleTimer
from ..Widgets.PlainText import confirmed, errorsShown
from .HistoryButtons import HistoryButtons
from .UnsavedOffer import UnsavedOffer


class CaseBar:
    """Shows, adds, renames and removes cases.

    :param ui: the widgets caseLabel, caseBox, newCaseButton, removeCaseButton, caseNoticeLabel and adoptOrphansButton,
        and those of HistoryButtons and UnsavedOffer
    :param logic: logic of the module
    """

    def __init__(self, ui, logic):
        self._ui, self._logic = ui, logic
        self._shown = None
        # Asking the whole scene is too slow for every step of a drag.
        self._timer = idleTimer(ui.caseBox, self.showNotices)
        self._choice = ChoiceBox(ui.caseBox, self._onChosen)
        # It would write the name of one case where the user types that of another.
        ui.caseBox.setCompleter(None)
        ui.caseBox.lineEdit().connect("editingFinished()", self._onRenamed)
        ui.newCaseButton.connect("clicked()", self._onNew)
        ui.removeCaseButton.connect("clicked()", self._onRemove)
        ui.adoptOrphansButton.connect("clicked()", self._onAdoptOrphans)
        self.history = HistoryButtons(ui, logic)
        self.unsaved = UnsavedOffer(ui, logic)

    def refresh(self) -> None:
        """Show the cases of the scene, and a moment later what the user has to know; touches nothing shown already."""
        cases, active = self._logic.cases(), self._logic.activeCase()
        shown = [(case.GetID(), case.GetName() or "") for case in cases], active.GetID()
        if shown != self._shown:
            self._shown = shown
            self._choice.fill(*shown)
            for widget in (self._ui.caseLabel, self._ui.caseBox, self._ui.removeCaseButton):
                widget.setVisible(len(cases) > 1)
            self.showNotices()
        else:
            self._timer.start()

    def showNotices(self) -> None:
        """Say what the user has to know of the scene and the case."""
        self._timer.stop()
        notices = self._logic.caseNotices()
        self._ui.caseNoticeLabel.setText("\n".join(notices))
        self._ui.caseNoticeLabel.setVisible(bool(notices))
        self._ui.adoptOrphansButton.setVisible(self._logic.hasOrphans())

    def cleanup(self) -> None:
        """Show nothing any more."""
        self._timer.stop()
        self.history.cleanup()

    def _onChosen(self, nodeId: str) -> None:
        with errorsShown(_("The case could not be shown.")):
            self._logic.activateCase(slicer.mrmlScene.GetNodeByID(nodeId))

    def _onRenamed(self) -> None:
        case, name = self._logic.activeCase(), self._ui.caseBox.currentText
        # Told also when the box merely loses the focus.
        if name == case.GetName():
            return
        self._shown = None  # it shows what the user has typed, whatever becomes of it
        with errorsShown(_("The case could not be renamed.")):
            self._logic.renameCase(case, name)
        self._choice.forget()
        self.refresh()

    def _onNew(self) -> None:
        self._logic.newCase()

    def _onAdoptOrphans(self) -> None:
        self._logic.adoptOrphans()
        self.showNotices()

    def _onRemove(self) -> None:
        case = self._logic.activeCase()
        question = _("Remove {name} with its findings, settings and tables? Its series and regions stay in the scene "
                     "but belong to no case.")
        if confirmed(question.format(name=case.GetName())):
            with errorsShown(_("The case could not be removed.")):
                self._logic.removeCase(case)
