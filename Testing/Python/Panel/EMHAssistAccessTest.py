"""The panel for everybody: with the keyboard alone, with a screen reader, with large letters, on a narrow screen."""

import unittest
from itertools import pairwise

import qt
import slicer

from EMHAssistCases.German import installGerman
from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addRoi
from EMHAssistLib.Logic.SampleData import loadSample
from EMHAssistLib.Panel.Widgets.TabOrder import orderTabs

NARROW, FRAME, SCROLL_BAR = 320, 36, 20  # pixels: the narrowest panel, and what Slicer's dock and the panel take of it
LARGE = 1.5  # letters; the panel itself has to be that narrow then, the dock around it may be wider
MARGIN = 2  # pixels, of rounding in the metrics of fonts
_MOST_PRESSES = 1000  # of the Tab key, to go around once
CONTROLS = ("QAbstractButton", "QComboBox", "QAbstractSpinBox", "QLineEdit", "QAbstractSlider", "QAbstractItemView",
            "QTextEdit", "QGroupBox")
# What Qt makes inside of controls.
PARTS = ("QHeaderView", "QScrollBar", "QTableCornerButton", "QSizeGrip")
WHOLES = ("QComboBox", "QComboBoxPrivateContainer", "QAbstractSpinBox", "QHeaderView", "ctkSliderWidget")
# Keys of Slicer's main window and of its modules that listen all the time; Slicer 5.13.
SLICERS_OWN = {
    *(f"Ctrl+{key}" for key in "0123456`ABCFGHOSVWXYZ"), "Ctrl+Left", "Ctrl+Right", "Alt+Left", "Alt+Right",
    *(f"Ctrl+Shift+{key}" for key in ("A", "T", "Space", "Down", "Left", "Right"))}


def parents(widget):
    """Yield what a widget lies in, from the inside out."""
    while widget.parent() is not None:
        widget = widget.parent()
        yield widget


def isControl(widget):
    """Tell whether a widget is something to press, choose or read with the keyboard, and no part of such."""
    if not any(map(widget.inherits, CONTROLS)) or any(map(widget.inherits, PARTS)):
        return False
    if widget.inherits("QGroupBox") and not widget.checkable:
        return False
    # The list of a drop-down list is a window of its own.
    return not any(parent.inherits(name) for parent in parents(widget) for name in WHOLES)


def nameOf(widget):
    """Return what a screen reader calls a widget, "" for nothing."""
    for part in ("accessibleName", "text", "title"):
        name = getattr(widget, part, "")
        if isinstance(name, str) and name.strip():
            return name
    return ""


def place(widget, frame, other):
    """Return left and top of the middle of a widget in a frame; that of its table, if another one is not in it.

    A cell may be scrolled out of sight.
    """
    tables = [parent for parent in parents(widget) if parent.inherits("QTableWidget") and parent not in parents(other)]
    widget = tables[-1] if tables else widget
    middle = widget.mapTo(frame, widget.rect.center())
    return middle.x(), middle.y()


class AccessCase(ModuleCase):
    """The panel with a case, everything unfolded."""

    def setUp(self):
        super().setUp()
        self.load()
        self.panel = self.widget.panel.widget
        slicer.app.processEvents()
        folded = [child for child in self.panel.findChildren(qt.QWidget)
                  if child.inherits("ctkCollapsibleButton") or child.inherits("ctkCollapsibleGroupBox")]
        # From the outside in: what is inside of a folded one is hidden with it.
        for child in sorted(folded, key=lambda child: len(list(parents(child)))):
            self.addCleanup(self.fold, child, bool(child.collapsed))
            child.collapsed = False
        slicer.app.processEvents()

    def fold(self, child, isCollapsed):
        """Fold a part of the panel as it was, unless the module has been reloaded."""
        if self.widget.panel.widget is self.panel:
            child.collapsed = isCollapsed

    def load(self):
        """Make the case."""
        self.loadCase()

    def controls(self):
        """Return all that can be pressed, chosen or read."""
        return [child for child in self.panel.findChildren(qt.QWidget) if isControl(child) and child.visible]

    def setWidth(self, width):
        """Make the panel so many pixels wide, until the end of the test."""
        self.panel.setFixedWidth(width)
        self.addCleanup(slicer.app.processEvents)
        self.addCleanup(self.panel.setMaximumWidth, 16777215)
        self.addCleanup(self.panel.setMinimumWidth, 0)
        self.settle()

    def setLargeFont(self):
        """Make all letters larger, until the end of the test."""
        font = qt.QFont(qt.QApplication.font())
        self.addCleanup(self.settle)
        self.addCleanup(qt.QApplication.setFont, qt.QFont(font))
        if font.pointSizeF() > 0:
            font.setPointSizeF(LARGE * font.pointSizeF())
        else:
            font.setPixelSize(round(LARGE * font.pixelSize()))
        qt.QApplication.setFont(font)
        self.settle()

    def settle(self):
        """Have layouts follow, which ask one another over several turns of the event loop."""
        for _turn in range(5):
            slicer.app.processEvents()


class NamesTest(AccessCase):
    """What a screen reader says."""

    def testEveryControlHasAName(self):
        buddies = [child.buddy() for child in self.panel.findChildren(qt.QLabel) if child.buddy() is not None]
        controls = self.controls()
        self.assertGreater(len(controls), 40)
        for control in controls:
            with self.subTest(control.className(), name=control.name, parent=control.parent().name):
                self.assertTrue(nameOf(control) or control in buddies)

    def testNoTwoControlsOfASectionHaveTheSameName(self):
        for section in self.panel.findChildren(qt.QWidget):
            if section.inherits("ctkCollapsibleButton"):
                names = [(nameOf(control), control.className()) for control in self.controls()
                         if section in parents(control) and nameOf(control)]
                with self.subTest(section.name):
                    self.assertEqual(sorted({name for name in names if names.count(name) > 1}), [])


class KeyboardTest(AccessCase):
    """What can be done without a mouse."""

    def chain(self):
        """Return the controls in the order in which Tab visits them."""
        window = self.panel.window()
        controls, visited = self.controls(), []
        controls[0].setFocus()
        for _press in range(_MOST_PRESSES):
            widget = window.focusWidget()
            if visited and widget is visited[0]:
                break
            if widget not in visited:  # the links of a text are visited one by one
                visited.append(widget)
            slicer.app.sendEvent(widget, qt.QKeyEvent(qt.QEvent.KeyPress, qt.Qt.Key_Tab, qt.Qt.NoModifier))
        reached = [widget for widget in visited if widget in controls]
        self.widget.ui.sectionsArea.verticalScrollBar().setValue(0)
        # Begin with the header, wherever the round began.
        isHeader = [self.widget.ui.headerWidget in parents(widget) for widget in reached]
        start = next(number for number in range(len(reached)) if isHeader[number] and not isHeader[number - 1])
        return reached[start:] + reached[:start]

    def testTabReachesEveryControl(self):
        reached = self.chain()
        for control in self.controls():
            with self.subTest(control.className(), name=control.name, title=nameOf(control)):
                self.assertTrue(int(control.focusPolicy) & int(qt.Qt.TabFocus))
                self.assertTrue(control in reached or not control.enabled)

    def testTabGoesFromTopToBottomAndFromLeftToRight(self):
        reached = self.chain()
        for first, second in pairwise(reached):
            with self.subTest(first=(first.name, nameOf(first)), second=(second.name, nameOf(second))):
                # A section, a group or a table comes before what it holds.
                if first in parents(second):
                    continue
                self.assertNotIn(second, parents(first))
                left, top = place(first, self.panel, second)
                nextLeft, nextTop = place(second, self.panel, first)
                isSameLine = abs(top - nextTop) < min(first.height, second.height) / 2
                self.assertTrue(nextLeft > left if isSameLine else nextTop > top)

    def testTabLeavesEveryControl(self):
        window = self.panel.window()
        for control in self.controls():
            if control.inherits("QAbstractItemView") or control.inherits("QTextEdit"):
                with self.subTest(control.name):
                    control.setFocus()
                    for _press in range(100):  # the links of a text are visited one by one
                        slicer.app.sendEvent(window.focusWidget() or control, qt.QKeyEvent(
                            qt.QEvent.KeyPress, qt.Qt.Key_Tab, qt.Qt.NoModifier))
                        if window.focusWidget() is not control:
                            break
                    self.assertNotEqual(window.focusWidget(), control)

    def testOrderIsThatOfTheLayoutWhateverWasMadeFirst(self):
        ui = self.widget.ui
        qt.QWidget.setTabOrder(ui.exportButton, ui.autoUpdateCheckBox)
        self.assertGreater(self.chain().index(ui.autoUpdateCheckBox), self.chain().index(ui.exportButton))
        orderTabs(self.panel)
        self.testTabGoesFromTopToBottomAndFromLeftToRight()


class ShortcutsTest(AccessCase):
    """Keys, while the module is open."""

    def ours(self):
        window = slicer.util.mainWindow() or self.panel.window()
        keys = {written for written, _what in self.widget.panel.sections["KeyboardSection"].listed}
        return [shortcut for shortcut in window.findChildren(qt.QShortcut)
                if shortcut.key.toString(qt.QKeySequence.NativeText) in keys]

    def press(self, keys):
        [shortcut] = [shortcut for shortcut in self.ours() if shortcut.key.toString() == keys]
        self.assertTrue(shortcut.enabled)
        slicer.app.sendEvent(shortcut, qt.QShortcutEvent(shortcut.key, shortcut.id()))
        slicer.app.processEvents()

    def testKeysHaveModifiersAndAreNobodyElses(self):
        ours = self.ours()
        texts = [shortcut.key.toString() for shortcut in ours]
        self.assertEqual(len(ours), len(self.widget.panel.sections["KeyboardSection"].listed))
        self.assertEqual(len(set(texts)), len(texts))
        self.assertEqual(set(texts) & SLICERS_OWN, set())
        for text in texts:
            self.assertRegex(text, r"^(Ctrl|Alt)\+")
        window = slicer.util.mainWindow()
        if window is None:
            self.skipTest("there is no main window whose keys could be the same")
        others = {sequence.toString() for action in window.findChildren(qt.QAction) for sequence in action.shortcuts()}
        others |= {shortcut.key.toString() for shortcut in window.findChildren(qt.QShortcut) if shortcut not in ours}
        self.assertEqual(set(texts) & others, set())

    def testKeysWorkWhileTheModuleIsShown(self):
        count = len(self.ours())
        self.assertTrue(all(shortcut.enabled for shortcut in self.ours()))
        for _cycle in range(20):
            self.widget.exit()
            self.assertFalse(any(shortcut.enabled for shortcut in self.ours()))
            self.widget.enter()
        self.assertTrue(all(shortcut.enabled for shortcut in self.ours()))
        self.assertEqual(len(self.ours()), count)

    def testKeysDoWhatTheButtonsDo(self):
        node = self.logic.getParameterNode()
        self.press("Ctrl+Shift+P")
        self.assertFalse(node.autoUpdate)
        before = self.logic.result
        lesion = slicer.mrmlScene.GetNodeByID(before.comparisons[0].lesion.source.item)
        lesion.SetCenter(0, 0, 0)
        slicer.app.processEvents()
        self.assertIs(self.logic.result, before)
        self.press("Ctrl+Shift+M")
        self.assertIsNot(self.logic.result, before)
        self.press("Ctrl+Shift+B")
        self.assertFalse(node.showCaseBox)
        self.press("Alt+5")
        self.assertEqual(self.logic.placingRole, "cord")
        self.press("Alt+5")
        self.assertEqual(self.logic.placingRole, "")

    def testNextLesionGoesAround(self):
        second = addRoi((-10, 5, 6), (6, 6, 6), "other_lesion", name="second")
        slicer.app.processEvents()
        for lesion in (self.lesion, second, self.lesion):
            self.press("Ctrl+Shift+J")
            for node in slicer.util.getNodesByClass("vtkMRMLSliceNode"):
                toRas = slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS())
                away = (lesion.GetCenterWorld() - toRas[:3, 3]) @ toRas[:3, 2]
                self.assertAlmostEqual(away, 0, delta=0.5)

    def testNextLesionSaysThatThereIsNone(self):
        slicer.mrmlScene.RemoveNode(self.lesion)
        slicer.app.processEvents()
        self.press("Ctrl+Shift+J")
        self.assertIn("no lesion", self.widget.ui.regionProblemLabel.text)

    def testKeysAreSaidWhereTheyAreLookedFor(self):
        text = self.widget.ui.keyboardLabel.text
        for keys, what in self.widget.panel.sections["KeyboardSection"].listed:
            self.assertIn(keys, text)
            self.assertIn(what, text)
        self.assertIn("Ctrl+Shift+M", self.widget.ui.updateButton.toolTip)
        [cord] = [button for button in self.widget.ui.placeButtonsWidget.findChildren(qt.QToolButton)
                  if button.name == "placeButton_cord"]
        self.assertIn("Alt+5", cord.toolTip)


class ReloadTest(ModuleCase):
    """The module is reloaded, and its panel made anew."""

    ours = ShortcutsTest.ours

    def testReloadLeavesNoKeysBehind(self):
        count = len(self.ours())
        slicer.util.reloadScriptedModule("EMHAssist")
        self.widget = slicer.util.getModuleWidget("EMHAssist")
        self.logic = self.widget.logic
        slicer.app.processEvents()
        slicer.app.sendPostedEvents(None, qt.QEvent.DeferredDelete)
        self.assertEqual(len(self.ours()), count)
        self.assertTrue(all(shortcut.enabled for shortcut in self.ours()))


class RoomTest(AccessCase):
    """Nothing is cut off, however narrow the panel and however large the letters: with the long names of the sample."""

    def load(self):
        loadSample()

    def assertFits(self, width):
        parts = [child for child in self.panel.findChildren(qt.QWidget) if child.inherits("ctkCollapsibleButton")]
        needed = {part.name: part.layout().minimumSize().width() for part in (self.widget.ui.headerWidget, *parts)}
        self.assertEqual({name: least for name, least in needed.items() if least > width}, {})
        for child in self.panel.findChildren(qt.QWidget):
            if not child.visible or child.inherits("QMenu") or any(
                    parent.inherits(name) for parent in parents(child) for name in
                    ("QAbstractItemView", "QComboBox", "QAbstractSpinBox")):
                continue
            with self.subTest(child.className(), name=child.name, title=nameOf(child)):
                left = child.mapTo(self.panel, qt.QPoint(0, 0)).x()
                self.assertGreaterEqual(left, 0)
                self.assertLessEqual(left + child.width, self.panel.width)
                if child.inherits("QPushButton") or child.inherits("QCheckBox") or child.inherits("QAbstractSpinBox"):
                    self.assertGreaterEqual(child.width + MARGIN, child.minimumSizeHint.width())
                elif child.inherits("QLabel"):
                    wanted = (child.heightForWidth(child.width) if child.wordWrap else child.minimumSizeHint.height())
                    self.assertGreaterEqual(child.height + MARGIN, wanted)
                elif child.inherits("QComboBox"):
                    text = child.currentText
                    room = child.fontMetrics().boundingRect(text).width() <= child.width - child.height
                    self.assertTrue(room or child.toolTip, f"{text!r} is cut and said nowhere")

    def testNarrow(self):
        self.setWidth(NARROW)
        self.assertFits(NARROW - FRAME)

    def testNarrowWithLargeLetters(self):
        self.setLargeFont()
        self.setWidth(NARROW)
        self.assertFits(NARROW - SCROLL_BAR)


class GermanRoomTest(RoomTest):
    """German is longer, and fits where English does."""

    def setUp(self):
        installGerman(self)
        super().setUp()


class PlainTest(AccessCase):
    """Standard widgets look as the user has set Slicer up."""

    def testNoStyleSheetsAndNoPalettes(self):
        for child in (self.panel, *self.panel.findChildren(qt.QWidget)):
            with self.subTest(child.className(), name=child.name):
                self.assertEqual(child.styleSheet, "")
                self.assertFalse(child.testAttribute(qt.Qt.WA_SetPalette))


if __name__ == "__main__":
    unittest.main()
