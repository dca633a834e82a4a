"""Autosave: what is done is there again after the program was killed."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

import qt
import slicer
from slicer.i18n import tr as _
from slicer.util import VTKObservationMixin

from ..Scene.CaseRecord import caseRecord
from ..Scene.RestoredCase import restoreCase
from .AutosaveFiles import AutosaveFiles, UnsavedCase
from .Undoable import undoable
from .UndoActions import UndoActions

# Settings of the application: whether, and where if not beside those settings.
AUTOSAVE_SETTING, FOLDER_SETTING = "EMHAssist/Autosave", "EMHAssist/AutosaveFolder"
_DELAY = 3000  # ms after the last change
_LOOK = 1000  # ms between two looks whether the scene was saved: Slicer has no event for that


class AutosaveActions(UndoActions):
    """Autosave: a small file without voxels, beside the scene or with the settings of the application, a moment after
    the last change. It is removed when the scene is saved or closed and when the application closes.
    """

    def __init__(self) -> None:
        super().__init__()
        self._autosaveFiles: AutosaveFiles | None = None
        self._autosaved: dict | None = None  # what needs not be written: it is in the file, or saved with the scene
        self._sceneEvents = VTKObservationMixin()
        self._autosaveTimer = qt.QTimer()
        self._autosaveTimer.setSingleShot(True)
        self._autosaveTimer.setInterval(_DELAY)
        self._savedTimer = qt.QTimer()
        self._savedTimer.setInterval(_LOOK)
        self._storedTime = 0
        self.resultChanged.connect(self._autosaveSoon)
        self.historyChanged.connect(self._autosaveSoon)

    def start(self) -> None:
        """Save from now on."""
        wasStarted = self.isStarted
        super().start()
        if not wasStarted:
            self._storedTime = self._scene.GetStoredTime()
            self._savedTimer.start()
            self._autosaveTimer.connect("timeout()", self.autosave)
            self._savedTimer.connect("timeout()", self._lookWhetherSaved)
            self._sceneEvents.addObserver(self._scene, self._scene.EndImportEvent, self._onImported)

    def stop(self) -> None:
        """Save no more; what was not saved is not wanted, as the scene is closed, or the application."""
        if self.isStarted:
            self._autosaveTimer.stop()
            self._savedTimer.stop()
            self._autosaveTimer.disconnect("timeout()", self.autosave)
            self._savedTimer.disconnect("timeout()", self._lookWhetherSaved)
            self._sceneEvents.removeObservers()
            self._removeAutosave()
        super().stop()

    def _autosaveSoon(self) -> None:
        # Begun anew at each step of a drag: written once it is over.
        if self.isStarted:
            self._autosaveTimer.start()

    @property
    def isAutosaving(self) -> bool:
        """Whether unsaved cases are kept, as the settings of the application say."""
        return slicer.util.settingsValue(AUTOSAVE_SETTING, True, converter=slicer.util.toBool)

    def setAutosave(self, isOn: bool) -> None:
        """Keep unsaved cases (True), or not; a setting of the application."""
        slicer.app.settings().setValue(AUTOSAVE_SETTING, bool(isOn))
        if isOn:
            self._autosaveTimer.start()
        else:
            self._removeAutosave()

    def autosave(self) -> bool:
        """Write what is unsaved now, if there is anything, and tell whether it was written."""
        if self.isDragging:
            self._autosaveTimer.start()
            return False
        if not self.isAutosaving:
            return False
        self._lookWhetherSaved()
        record = caseRecord(self._scene)
        if record == self._autosaved:
            return False
        self._autosaved = record
        try:
            if not (record["regionCount"] or record["findingCount"]):
                self._files.remove()
                return False
            self._files.write({**record, "time": datetime.now().strftime("%Y-%m-%d %H:%M")}, self._scene.GetURL() or "")
        except OSError as error:
            # Nothing the user can be asked about each few seconds.
            logging.warning(f"EMHAssist: the unsaved case cannot be kept: {error}")
            return False
        return True

    def unsavedCases(self) -> list[UnsavedCase]:
        """Return what programs have left that ended without saving, the last one first."""
        return self._files.left()

    def restoreUnsaved(self, left: UnsavedCase) -> list[str]:
        """Put an unsaved case back: regions, findings and settings, on the volumes that are loaded or whose files are
        still there. It is a step that can be undone.

        :param left: one of unsavedCases(), which forgets it
        :return: what could not be put back as it was, a sentence each
        :raises ValueError: it is none of unsavedCases()
        """
        self._checkLeft(left)
        notes = self._restoreRecord(left.record)
        self.update()
        if self.autosave() or not self.isAutosaving:
            self._files.discard(left)
        return notes

    def discardUnsaved(self, left: UnsavedCase) -> None:
        """Delete an unsaved case for good.

        :param left: one of unsavedCases()
        :raises ValueError: it is none of unsavedCases()
        """
        self._checkLeft(left)
        self._files.discard(left)

    @undoable(lambda: _("Restore an unsaved case"))
    def _restoreRecord(self, record: dict) -> list[str]:
        return restoreCase(self._scene, record, self.history.takeOut)

    def _checkLeft(self, left: UnsavedCase) -> None:
        if not isinstance(left, UnsavedCase) or not left.path.exists():
            raise ValueError("This is no unsaved case, or it was restored or discarded already; see unsavedCases().")

    @property
    def _files(self) -> AutosaveFiles:
        if self._autosaveFiles is None:
            beside = Path(slicer.app.slicerUserSettingsFilePath).parent / "EMHAssist"
            self._autosaveFiles = AutosaveFiles(Path(slicer.util.settingsValue(FOLDER_SETTING, "") or beside))
        return self._autosaveFiles

    def _removeAutosave(self) -> None:
        self._autosaved = None
        try:
            self._files.remove()
        except OSError as error:
            logging.warning(f"EMHAssist: the file of the unsaved case cannot be removed: {error}")

    def _lookWhetherSaved(self) -> None:
        # As a number: the scene gets another one whenever it is saved, or opened.
        stored = self._scene.GetStoredTime()
        if stored != self._storedTime:
            self._storedTime = stored
            self._removeAutosave()
            self._autosaved = caseRecord(self._scene)

    def _onImported(self, caller, event) -> None:
        # What has just been read needs no copy, once it is completed.
        self.later(self._takeAsSaved)

    def _takeAsSaved(self) -> None:
        if self.isStarted and not self.undoTitle:
            self._autosaved = caseRecord(self._scene)
