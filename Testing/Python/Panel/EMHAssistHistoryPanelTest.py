"""Undo in the panel: its buttons, and its keys against those of the application."""

import unittest

import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistLib.Scene.Regions import RegionSource

_KEYS = {"Z": qt.Qt.Key_Z, "Y": qt.Qt.Key_Y}


class HistoryPanelTest(ModuleCase):
    """The main window has Slicer's own actions with the same keys."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.logic.history.clear()
        self.ui, window = self.widget.ui, slicer.util.mainWindow()
        self.pressed = []
        for letter in _KEYS:
            action = qt.QAction(f"Slicer {letter}", window)
            action.setShortcut(qt.QKeySequence(f"Ctrl+{letter}"))
            action.connect("triggered()", lambda letter=letter: self.pressed.append(letter))
            window.addAction(action)
            self.addCleanup(action.deleteLater)
            self.addCleanup(window.removeAction, action)

    def press(self, widget, letter):
        """Press Ctrl and a letter where the focus is: Qt asks the widget first, and its parents, then all shortcuts."""
        window = slicer.util.mainWindow()
        asked = qt.QKeyEvent(qt.QEvent.ShortcutOverride, _KEYS[letter], qt.Qt.ControlModifier)
        asked.ignore()
        while widget is not None and not asked.isAccepted():
            slicer.app.sendEvent(widget, asked)
            target, widget = widget, widget.parentWidget()
        if asked.isAccepted():
            slicer.app.sendEvent(target, qt.QKeyEvent(qt.QEvent.KeyPress, _KEYS[letter], qt.Qt.ControlModifier))
        else:
            self.pressed.append(letter)
        # Qt takes the modifiers of the last key for those that are held.
        slicer.app.sendEvent(window, qt.QKeyEvent(qt.QEvent.KeyPress, qt.Qt.Key_F35, qt.Qt.NoModifier))

    def testButtonsSayWhatTheyDo(self):
        self.assertFalse(self.ui.undoButton.enabled)
        self.logic.renameRegion(RegionSource(self.lesion), "<b>50</b>")
        self.assertIn("Undo: Rename mass (Ctrl+Z)", self.ui.undoButton.toolTip)
        self.ui.undoButton.click()
        self.assertEqual(self.lesion.GetName(), "mass")
        self.assertFalse(self.ui.undoButton.enabled)
        self.assertIn("Redo: Rename mass (Ctrl+Y)", self.ui.redoButton.toolTip)
        self.ui.redoButton.click()
        self.assertEqual(self.lesion.GetName(), "<b>50</b>")
        self.lesion.SetName("by others")
        self.ui.undoButton.click()
        self.assertIn("changed elsewhere since", self.ui.historyLabel.text)
        self.logic.setFinding("splenomegaly", "present")
        self.assertEqual(self.ui.historyLabel.text, "")

    def testKeysInTheViewsWhileTheModuleIsOpen(self):
        view = slicer.app.layoutManager().sliceWidget("Red").sliceView()
        self.logic.setLevel(RegionSource(self.lesion), "T5")
        self.press(view, "Z")
        self.assertEqual((self.logic.undoTitle, self.pressed), ("", []))
        self.press(view, "Y")
        self.assertEqual((self.logic.undoTitle, self.pressed), ("Level of mass", []))
        self.widget.exit()
        self.addCleanup(self.widget.enter)
        self.press(view, "Z")
        self.assertEqual((self.logic.undoTitle, self.pressed), ("Level of mass", ["Z"]))

    def testKeysInThePanelAloneAndNotWhereTextIsTyped(self):
        self.logic.setLevel(RegionSource(self.lesion), "T5")
        self.press(self.ui.regionTable, "Z")
        self.assertEqual((self.logic.undoTitle, self.pressed), ("", []))
        self.press(self.ui.updateButton, "Y")
        self.assertEqual((self.logic.undoTitle, self.pressed), ("Level of mass", []))
        self.press(slicer.util.mainWindow(), "Z")
        self.assertEqual((self.logic.undoTitle, self.pressed), ("Level of mass", ["Z"]))
        self.press(self.ui.regionLevelBox if isinstance(self.ui.regionLevelBox, qt.QLineEdit)
                   else self.ui.regionLevelBox.lineEdit(), "Z")
        self.assertEqual(self.logic.undoTitle, "Level of mass", "the line edit has it for what was typed")


if __name__ == "__main__":
    unittest.main()
