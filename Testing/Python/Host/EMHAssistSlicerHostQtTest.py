"""SlicerHost: Qt as PythonQt gives it to modules, and the widgets of a .ui file.

Outside Slicer only: it tests the stand-ins, not the module.
"""

import unittest

import numpy as np
import qt
import slicer

from EMHAssistCases.HostProbeCase import PROBE, HostCase, addCube  # first: it brings those below


class PythonQtTest(unittest.TestCase):
    """Qt as PythonQt gives it to modules."""

    def testProperties(self):
        label = qt.QLabel("a")
        self.assertEqual(label.text, "a")
        label.text = "b"
        self.assertEqual(label.text, "b")
        label.setText("c")
        self.assertEqual(label.text, "c")
        with self.assertRaises(TypeError):
            label.text()
        label.enabled = False
        self.assertEqual((label.enabled, label.isEnabled()), (False, False))
        label.name = "first"
        self.assertEqual((label.objectName, label.className()), ("first", "QLabel"))

    def testPropertiesOfSubclasses(self):
        class Button(qt.QPushButton):
            def __init__(self):
                super().__init__("text")
                self.ownAttribute = 5

            def sizeHint(self):
                return qt.QSize(77, 33)

        button = Button()
        self.assertEqual((button.text, button.ownAttribute), ("text", 5))
        box = qt.QWidget()
        box.setLayout(qt.QVBoxLayout())
        box.layout().addWidget(button)
        self.assertEqual(box.layout().itemAt(0).sizeHint(), qt.QSize(77, 33))  # Qt asks the Python method

    def testMisspelledPropertyRaises(self):
        button = qt.QPushButton()
        with self.assertRaisesRegex(AttributeError, "tooltip"):
            button.tooltip = "t"
        with self.assertRaises(AttributeError):
            getattr(button, "tooltip")
        with self.assertRaises(AttributeError):
            button.isActive = True
        with self.assertRaisesRegex(AttributeError, "not writable"):
            qt.QComboBox().count = 3

    def testSignals(self):
        received = []
        button = qt.QPushButton()
        button.checkable = True
        first, second = received.append, lambda: received.append("clicked")
        button.connect("toggled(bool)", first)
        button.connect("clicked()", second)
        button.clicked.connect(lambda: received.append("native"))
        button.click()
        self.assertCountEqual(received, [True, "clicked", "native"])
        self.assertTrue(button.disconnect("toggled(bool)", first))
        self.assertTrue(button.disconnect("clicked()", second))
        received.clear()
        button.click()
        self.assertEqual(received, ["native"])
        edit = qt.QLineEdit()
        button.connect("toggled(bool)", edit, "setEnabled(bool)")
        button.checked = True
        button.checked = False
        self.assertFalse(edit.enabled)
        with self.assertRaisesRegex(AttributeError, "pressedTwice"):
            button.connect("pressedTwice()", second)

    def testTimer(self):
        fired = []
        timer = qt.QTimer()
        timer.setSingleShot(True)
        timer.interval = 1
        timer.setInterval(2)
        timer.connect("timeout()", lambda: fired.append("timer"))
        timer.start()
        qt.QTimer.singleShot(1, lambda: fired.append("static"))
        end = qt.QElapsedTimer()
        end.start()
        while len(fired) < 2 and end.elapsed() < 2000:
            slicer.app.processEvents()
        self.assertCountEqual(fired, ["timer", "static"])

    def testEnums(self):
        table = qt.QTableWidget(2, 3)
        table.setEditTriggers(qt.QAbstractItemView.NoEditTriggers)
        table.horizontalHeader().setSectionResizeMode(0, qt.QHeaderView.Stretch)
        table.setItem(0, 0, qt.QTableWidgetItem("cell"))
        self.assertEqual((table.rowCount, table.columnCount, table.item(0, 0).text()), (2, 3, "cell"))
        label = qt.QLabel()
        label.alignment = qt.Qt.AlignRight | qt.Qt.AlignTop
        self.assertEqual(label.alignment, qt.Qt.AlignRight | qt.Qt.AlignTop)
        label.setSizePolicy(qt.QSizePolicy.Expanding, qt.QSizePolicy.Fixed)

    def testSettingsAreTemporary(self):
        qt.QSettings().setValue("HostProbe/value", 3)
        self.assertTrue(qt.QSettings().fileName().startswith(slicer.app.temporaryPath))
        self.assertEqual(slicer.util.settingsValue("HostProbe/value", 0, converter=int), 3)


class PanelTest(HostCase):
    """The .ui file and the stand-ins in it."""

    def testTable(self):
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTableNode")
        self.ui.tableView.setMRMLTableNode(node)
        slicer.util.updateTableFromArray(node, np.array([[1.5, 2.0], [3.0, 4.0]]), ["mean", "sd"])
        node.SetUseColumnTitleAsColumnHeader(True)
        model = self.ui.tableView.model()
        self.assertEqual((model.rowCount(), model.columnCount()), (2, 2))
        self.assertEqual(model.data(model.index(0, 0)), "1.5")
        self.assertEqual(model.headerData(1, qt.Qt.Horizontal), "sd")
        node.SetUseFirstColumnAsRowHeader(True)
        self.assertEqual((model.columnCount(), model.headerData(0, qt.Qt.Vertical)), (1, "1.5"))
        self.assertIs(self.ui.tableView.mrmlTableNode(), node)

    def testNodeSelector(self):
        selector = self.ui.volumeSelector
        received = []
        selector.connect("currentNodeChanged(vtkMRMLNode*)", received.append)
        self.assertIs(selector.mrmlScene(), slicer.mrmlScene)  # by the connection in the .ui file
        first, second = addCube("first"), addCube("second")
        slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTableNode")
        self.assertEqual((selector.nodeCount(), selector.currentNode()), (2, None))
        selector.setCurrentNode(second)
        selector.currentNodeID = first.GetID()
        slicer.mrmlScene.RemoveNode(first)
        self.assertEqual(received, [second, first, None])
        selector.noneEnabled = False
        self.assertIs(selector.currentNode(), second)
        selector.noneEnabled = True

    def testCollapsibleGroupBox(self):
        import ctk

        box = ctk.ctkCollapsibleGroupBox()
        layout = qt.QVBoxLayout(box)
        shown, hidden = qt.QLabel("a"), qt.QLabel("b")
        for label in (shown, hidden):
            layout.addWidget(label)
        hidden.setVisible(False)
        box.setTitle("T")
        height = box.sizeHint.height()
        box.collapsed = True
        self.assertEqual((box.collapsed, box.checked, shown.isHidden(), hidden.isHidden()), (True, False, True, True))
        self.assertLess(box.sizeHint.height(), height)
        box.setCollapsed(False)
        self.assertEqual((box.collapsed, shown.isHidden(), hidden.isHidden()), (False, False, True))

    def testCollapsibleButton(self):
        self.widget.parent.resize(400, 600)
        button = self.ui.inputsButton
        slicer.app.processEvents()
        opened = button.height
        button.collapsed = True
        slicer.app.processEvents()
        self.assertLess(button.height, 40)
        button.setCollapsed(False)
        slicer.app.processEvents()
        self.assertEqual((button.height > 100, button.collapsed), (opened > 100, False))

    def testUnknownWidgetRaises(self):
        path = self.folder / "Unknown.ui"
        form = (PROBE / "Resources" / "UI" / "HostProbe.ui").read_text()
        path.write_text(form.replace("ctkSliderWidget", "ctkRangeWidget"))
        with self.assertRaisesRegex(RuntimeError, "ctkRangeWidget"):
            slicer.util.loadUI(str(path))
        path.write_text(form.replace("noneEnabled", "nobodyEnabled"))
        with self.assertRaisesRegex(RuntimeError, "nobodyEnabled"):
            slicer.util.loadUI(str(path))


if __name__ == "__main__":
    unittest.main()
