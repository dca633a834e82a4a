"""SlicerHost: a scripted module in the shape of Slicer's module template lives in it as in Slicer.

Outside Slicer only: it tests the stand-ins, not the module.
"""

import importlib
import logging
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from SlicerHost import startHost  # noqa: E402

HOST = startHost()

import ctk  # noqa: E402
import qt  # noqa: E402
import slicer  # noqa: E402
import vtk  # noqa: E402

MODULE = '''
import enum
import logging
from typing import Annotated, Optional
import slicer
from slicer.i18n import tr as _
from slicer.ScriptedLoadableModule import *
from slicer.parameterNodeWrapper import Choice, Default, WithinRange, parameterNodeWrapper
from slicer.util import VTKObservationMixin
from slicer import vtkMRMLScalarVolumeNode

calls = vars(slicer.modules).setdefault("hostProbeCalls", [])  # the same list after a reload


class Side(enum.Enum):
    Left = 1
    Right = 2


@parameterNodeWrapper
class HostProbeParameterNode:
    volume: vtkMRMLScalarVolumeNode
    other: Optional[vtkMRMLScalarVolumeNode]
    threshold: Annotated[float, WithinRange(-100, 500)] = 100
    count: Annotated[int, WithinRange(0, 10)] = 3
    invert: bool = False
    side: Side = Side.Right
    title: str = "none"
    unit: Annotated[str, Choice(["mm", "cm"])] = "cm"
    names: list[str]


class HostProbe(ScriptedLoadableModule):
    def __init__(self, parent):
        ScriptedLoadableModule.__init__(self, parent)
        self.parent.title = _("Host probe")
        self.parent.categories = ["Testing"]
        self.parent.helpText = self.getDefaultModuleDocumentationLink()
        slicer.app.connect("startupCompleted()", registerSampleData)


def registerSampleData():
    import SampleData
    calls.append("startupCompleted")
    SampleData.SampleDataLogic.registerCustomSampleDataCategory("HostProbe", title="Host probe data")
    SampleData.SampleDataLogic.registerCustomSampleDataSource(
        category="HostProbe", sampleName="HostProbe1", uris="none:", fileNames="none",
        customDownloader=lambda source: calls.append("download " + source.sampleName))


class HostProbeWidget(ScriptedLoadableModuleWidget, VTKObservationMixin):
    def __init__(self, parent=None):
        ScriptedLoadableModuleWidget.__init__(self, parent)
        VTKObservationMixin.__init__(self)
        self.logic = None
        self.parameterNode = None
        self.tag = None

    def setup(self):
        ScriptedLoadableModuleWidget.setup(self)
        uiWidget = slicer.util.loadUI(self.resourcePath("UI/HostProbe.ui"))
        self.layout.addWidget(uiWidget)
        self.ui = slicer.util.childWidgetVariables(uiWidget)
        uiWidget.setMRMLScene(slicer.mrmlScene)
        self.logic = HostProbeLogic()
        self.addObserver(slicer.mrmlScene, slicer.mrmlScene.StartCloseEvent, self.onStartClose)
        self.addObserver(slicer.mrmlScene, slicer.mrmlScene.EndCloseEvent, self.onEndClose)
        self.ui.applyButton.connect("clicked(bool)", self.onApply)
        self.initialize()
        calls.append("setup")

    def initialize(self):
        self.setParameterNode(self.logic.getParameterNode())

    def setParameterNode(self, node):
        if self.parameterNode:
            self.parameterNode.disconnectGui(self.tag)
        self.parameterNode = node
        if node:
            self.tag = node.connectGui(self.ui)

    def cleanup(self):
        self.removeObservers()
        calls.append("cleanup")

    def enter(self):
        self.initialize()
        calls.append("enter")

    def exit(self):
        calls.append("exit")

    def onStartClose(self, caller, event):
        self.setParameterNode(None)
        calls.append("startClose")

    def onEndClose(self, caller, event):
        calls.append("endClose")
        if self.parent.isEntered:
            self.initialize()

    def onApply(self, checked):
        calls.append(f"apply {checked}")


class HostProbeLogic(ScriptedLoadableModuleLogic):
    def getParameterNode(self):
        return HostProbeParameterNode(super().getParameterNode())


class HostProbeTest(ScriptedLoadableModuleTest):
    def test_passes(self):
        self.delayDisplay("running")
        calls.append("test")
'''

UI = '''<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0">
 <class>HostProbe</class>
 <widget class="qMRMLWidget" name="HostProbe">
  <layout class="QVBoxLayout" name="verticalLayout">
   <item>
    <widget class="ctkCollapsibleButton" name="inputsButton">
     <property name="text"><string>Inputs</string></property>
     <layout class="QFormLayout" name="formLayout">
      <item row="0" column="0"><widget class="QLabel" name="label">
       <property name="text"><string>Volume:</string></property></widget></item>
      <item row="0" column="1"><widget class="qMRMLNodeComboBox" name="volumeSelector">
       <property name="nodeTypes"><stringlist notr="true"><string>vtkMRMLScalarVolumeNode</string></stringlist>
       </property>
       <property name="noneEnabled"><bool>true</bool></property>
       <property name="SlicerParameterName" stdset="0"><string>volume</string></property></widget></item>
      <item row="1" column="1"><widget class="ctkSliderWidget" name="thresholdSlider">
       <property name="SlicerParameterName" stdset="0"><string>threshold</string></property></widget></item>
      <item row="2" column="1"><widget class="QSpinBox" name="countBox">
       <property name="SlicerParameterName" stdset="0"><string>count</string></property></widget></item>
      <item row="3" column="1"><widget class="QCheckBox" name="invertBox">
       <property name="SlicerParameterName" stdset="0"><string>invert</string></property></widget></item>
      <item row="4" column="1"><widget class="QComboBox" name="sideBox">
       <property name="SlicerParameterName" stdset="0"><string>side</string></property></widget></item>
      <item row="5" column="1"><widget class="QLineEdit" name="titleEdit">
       <property name="SlicerParameterName" stdset="0"><string>title</string></property></widget></item>
      <item row="6" column="1"><widget class="QComboBox" name="unitBox">
       <property name="SlicerParameterName" stdset="0"><string>unit</string></property></widget></item>
     </layout>
    </widget>
   </item>
   <item><widget class="qMRMLTableView" name="tableView"/></item>
   <item><widget class="QPushButton" name="applyButton">
    <property name="text"><string>Apply</string></property></widget></item>
  </layout>
 </widget>
 <customwidgets>
  <customwidget><class>qMRMLWidget</class><extends>QWidget</extends><container>1</container></customwidget>
  <customwidget><class>ctkCollapsibleButton</class><extends>QWidget</extends><container>1</container></customwidget>
  <customwidget><class>qMRMLNodeComboBox</class><extends>QWidget</extends></customwidget>
  <customwidget><class>qMRMLTableView</class><extends>QTableView</extends></customwidget>
  <customwidget><class>ctkSliderWidget</class><extends>QWidget</extends></customwidget>
 </customwidgets>
 <connections>
  <connection>
   <sender>HostProbe</sender><signal>mrmlSceneChanged(vtkMRMLScene*)</signal>
   <receiver>volumeSelector</receiver><slot>setMRMLScene(vtkMRMLScene*)</slot>
  </connection>
 </connections>
</ui>
'''

_folder = tempfile.TemporaryDirectory()


def setUpModule():
    """Write the probe module and load it, as --additional-module-paths does."""
    path = Path(_folder.name)
    (path / "Resources" / "UI").mkdir(parents=True)
    (path / "Resources" / "UI" / "HostProbe.ui").write_text(UI)
    (path / "HostProbe.py").write_text(textwrap.dedent(MODULE))
    HOST.loadModule(path / "HostProbe.py")


def tearDownModule():
    """Leave the probe module."""
    slicer.mrmlScene.Clear()
    slicer.util.mainWindow().moduleSelector().selectModule("")
    _folder.cleanup()


def calls():
    """What the probe module did, in order."""
    return slicer.modules.hostProbeCalls


def addVolume(name="volume"):
    """A scalar volume of 20 x 20 x 20 voxels of 1 mm, centered at the origin, with a bright cube."""
    array = np.zeros((20, 20, 20), np.int16)
    array[5:15, 5:15, 5:15] = 100
    ijkToRas = np.diag([-1.0, -1.0, 1.0, 1.0])
    ijkToRas[:3, 3] = 10, 10, -10
    node = slicer.util.addVolumeFromArray(array, ijkToRAS=ijkToRas, name=name)
    slicer.util.setSliceViewerLayers(background=node, fit=True)
    return node


class HostTest(unittest.TestCase):
    """Starts from an empty scene, with the probe module open."""

    def setUp(self):
        slicer.mrmlScene.Clear()
        slicer.util.selectModule("HostProbe")
        self.widget = slicer.util.getModuleWidget("HostProbe")
        self.ui = self.widget.ui
        calls().clear()


class LifecycleTest(HostTest):
    """Loading, opening, closing the scene, leaving, reloading."""

    def test_startIsIdempotent(self):
        self.assertIs(startHost(), HOST)

    def test_registration(self):
        module = slicer.modules.hostprobe
        self.assertEqual((module.name, module.title), ("HostProbe", "Host probe"))
        self.assertEqual(slicer.util.modulePath("HostProbe"), str(Path(_folder.name) / "HostProbe.py"))
        self.assertIs(slicer.modules.HostProbeInstance.parent, module)
        self.assertIs(slicer.modules.HostProbeWidget, self.widget)
        self.assertIs(module.widgetRepresentation().self(), self.widget)
        self.assertIs(slicer.util.getModuleLogic("HostProbe"), self.widget.logic)
        self.assertIn("HostProbe", slicer.util.moduleNames())
        self.assertEqual(slicer.moduleNames.HostProbe, "HostProbe")
        self.assertEqual(self.widget.resourcePath("UI/HostProbe.ui"),
                         str(Path(_folder.name) / "Resources/UI/HostProbe.ui"))

    def test_order(self):
        self.assertTrue(self.widget.parent.isEntered)
        slicer.mrmlScene.Clear()
        slicer.util.selectModule("SampleData")
        self.assertFalse(self.widget.parent.isEntered)
        slicer.mrmlScene.Clear()
        slicer.util.selectModule("HostProbe")
        self.assertEqual(calls(), ["startClose", "endClose", "exit", "startClose", "endClose", "enter"])

    def test_endOfTheProcess(self):
        path = str(Path(_folder.name) / "HostProbe.py")
        script = ("import atexit; atexit.register(lambda: print(slicer.modules.hostProbeCalls));"
                  "from SlicerHost import startHost; host = startHost(); import slicer;"
                  f"host.loadModule({path!r}); slicer.util.selectModule('HostProbe')")
        ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120,
                               cwd=Path(__file__).resolve().parent.parent)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        self.assertEqual(ended.stdout.strip(), "['startupCompleted', 'setup', 'enter', 'exit', 'cleanup']")

    def test_reloadAndTest(self):
        self.widget.onReloadAndTest()
        self.assertEqual(calls(), ["cleanup", "setup", "test"])
        widget = slicer.util.getModuleWidget("HostProbe")
        self.assertIsNot(widget, self.widget)
        widget.ui.applyButton.click()
        self.assertEqual(calls()[-1], "apply False")

    def test_failingSelfTestRaises(self):
        module = sys.modules["HostProbe"]
        module.HostProbeTest.test_passes = lambda self: self.fail("on purpose")
        with self.assertRaisesRegex(AssertionError, "on purpose"):
            slicer.selfTests["HostProbe"]()
        slicer.util.reloadScriptedModule("HostProbe")

    def test_errorInSetupIsRaised(self):
        path = Path(_folder.name) / "HostFailing.py"
        path.write_text("from slicer.ScriptedLoadableModule import *\n"
                        "class HostFailing(ScriptedLoadableModule): pass\n"
                        "class HostFailingWidget(ScriptedLoadableModuleWidget):\n"
                        "    def setup(self): raise ValueError('in setup')\n")
        module = HOST.loadModule(path)
        self.assertIs(HOST.loadModule(path), module)
        with self.assertRaisesRegex(ValueError, "in setup"):
            slicer.util.selectModule("HostFailing")

    def test_brokenModuleLeavesNothing(self):
        path = Path(_folder.name) / "HostBroken.py"
        path.write_text("raise ValueError('broken on purpose')")
        with self.assertRaisesRegex(ValueError, "on purpose"):
            HOST.loadModule(path)
        self.assertNotIn("HostBroken", slicer.util.moduleNames())
        self.assertNotIn("HostBroken", sys.modules)
        self.assertFalse(hasattr(slicer.modules, "hostbroken"))

    def test_topLevelWidget(self):
        from slicer.ScriptedLoadableModule import ScriptedLoadableModuleWidget
        widget = ScriptedLoadableModuleWidget()
        self.assertTrue(widget.parent.visible)
        self.assertIs(widget.parent.mrmlScene(), slicer.mrmlScene)
        widget.parent.close()


class SampleDataTest(HostTest):
    """Sample data another module registers."""

    def test_customDownloader(self):
        import SampleData
        source = SampleData.SampleDataLogic().sourceForSampleName("HostProbe1")
        self.assertIn(source, slicer.modules.sampleDataSources["HostProbe"])
        self.assertEqual(SampleData.SampleDataLogic.categoryTitle("HostProbe"), "Host probe data")
        slicer.util.selectModule("SampleData")
        parent = slicer.modules.SampleDataWidget.parent
        slicer.util.findChild(parent, "HostProbe1PushButton").click()
        self.assertEqual(calls(), ["exit", "download HostProbe1"])

    def test_downloadDoesNotCallIt(self):
        import SampleData
        with self.assertRaises(RuntimeError):
            SampleData.downloadSample("HostProbe1")

    def test_registeringTwice(self):
        sys.modules["HostProbe"].registerSampleData()
        SampleData = importlib.import_module("SampleData")
        arguments = {"category": "Twice", "sampleName": "a", "uris": "none:", "fileNames": "a"}
        for _ in range(2):
            SampleData.SampleDataLogic.registerCustomSampleDataSource(**arguments)
        self.assertEqual(len(slicer.modules.sampleDataSources["Twice"]), 1)


class PythonQtTest(unittest.TestCase):
    """Qt as PythonQt gives it to modules."""

    def test_properties(self):
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

    def test_propertiesOfSubclasses(self):
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

    def test_misspelledPropertyRaises(self):
        button = qt.QPushButton()
        with self.assertRaisesRegex(AttributeError, "tooltip"):
            button.tooltip = "t"
        with self.assertRaises(AttributeError):
            getattr(button, "tooltip")
        with self.assertRaises(AttributeError):
            button.isActive = True
        with self.assertRaisesRegex(AttributeError, "not writable"):
            qt.QComboBox().count = 3

    def test_signals(self):
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

    def test_timer(self):
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

    def test_enums(self):
        table = qt.QTableWidget(2, 3)
        table.setEditTriggers(qt.QAbstractItemView.NoEditTriggers)
        table.horizontalHeader().setSectionResizeMode(0, qt.QHeaderView.Stretch)
        table.setItem(0, 0, qt.QTableWidgetItem("cell"))
        self.assertEqual((table.rowCount, table.columnCount, table.item(0, 0).text()), (2, 3, "cell"))
        label = qt.QLabel()
        label.alignment = qt.Qt.AlignRight | qt.Qt.AlignTop
        self.assertEqual(label.alignment, qt.Qt.AlignRight | qt.Qt.AlignTop)
        label.setSizePolicy(qt.QSizePolicy.Expanding, qt.QSizePolicy.Fixed)

    def test_settingsAreTemporary(self):
        qt.QSettings().setValue("HostProbe/value", 3)
        self.assertTrue(qt.QSettings().fileName().startswith(slicer.app.temporaryPath))
        self.assertEqual(slicer.util.settingsValue("HostProbe/value", 0, converter=int), 3)


class PanelTest(HostTest):
    """The .ui file and the stand-ins in it."""

    def test_table(self):
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

    def test_nodeSelector(self):
        selector = self.ui.volumeSelector
        received = []
        selector.connect("currentNodeChanged(vtkMRMLNode*)", received.append)
        self.assertIs(selector.mrmlScene(), slicer.mrmlScene)  # by the connection in the .ui file
        first, second = addVolume("first"), addVolume("second")
        slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTableNode")
        self.assertEqual((selector.nodeCount(), selector.currentNode()), (2, None))
        selector.setCurrentNode(second)
        selector.currentNodeID = first.GetID()
        slicer.mrmlScene.RemoveNode(first)
        self.assertEqual(received, [second, first, None])
        selector.noneEnabled = False
        self.assertIs(selector.currentNode(), second)
        selector.noneEnabled = True

    def test_collapsibleButton(self):
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

    def test_unknownWidgetRaises(self):
        path = Path(_folder.name) / "Unknown.ui"
        path.write_text(UI.replace("ctkSliderWidget", "ctkRangeWidget"))
        with self.assertRaisesRegex(RuntimeError, "ctkRangeWidget"):
            slicer.util.loadUI(str(path))
        path.write_text(UI.replace("noneEnabled", "nobodyEnabled"))
        with self.assertRaisesRegex(RuntimeError, "nobodyEnabled"):
            slicer.util.loadUI(str(path))


class ParameterNodeTest(HostTest):
    """The parameter node wrapper and its widgets."""

    def setUp(self):
        super().setUp()
        self.parameters = self.widget.parameterNode
        self.Side = sys.modules["HostProbe"].Side

    def test_defaultsAndStoredNames(self):
        node = self.parameters.parameterNode
        stored = {name: node.GetParameter(name) for name in node.GetParameterNames()}
        # As Slicer 5.10's parameterNodeWrapper stores them.
        self.assertEqual(stored, {"volume": "", "other.1": "True", "threshold": "100", "count": "3", "invert": "False",
                                  "side": "Right", "title": "none", "unit": "cm", "names.len": "0"})
        self.assertEqual(node.GetAttribute("ModuleName"), "HostProbe")

    def test_widgetsFollow(self):
        volume = addVolume()
        self.parameters.volume = volume
        self.parameters.threshold = 12.5
        self.parameters.count = 4
        self.parameters.invert = True
        self.parameters.side = self.Side.Left
        self.parameters.title = "text"
        self.parameters.unit = "mm"
        ui = self.ui
        self.assertEqual((ui.volumeSelector.currentNode(), ui.thresholdSlider.value, ui.countBox.value,
                          ui.invertBox.checked, ui.sideBox.currentText, ui.titleEdit.text, ui.unitBox.currentText),
                         (volume, 12.5, 4, True, "Left", "text", "mm"))

    def test_widgetsWrite(self):
        volume = addVolume()
        ui = self.ui
        ui.volumeSelector.setCurrentNode(volume)
        ui.thresholdSlider.value = -30.5
        ui.countBox.value = 7
        ui.invertBox.checked = True
        ui.sideBox.currentIndex = 0
        ui.titleEdit.text = "typed"
        ui.unitBox.currentIndex = 0
        parameters = self.parameters
        self.assertEqual((parameters.volume, parameters.threshold, parameters.count, parameters.invert,
                          parameters.side, parameters.title, parameters.unit),
                         (volume, -30.5, 7, True, self.Side.Left, "typed", "mm"))
        self.assertEqual((ui.thresholdSlider.minimum, ui.thresholdSlider.maximum), (-100, 500))
        parameters.disconnectGui(self.widget.tag)
        ui.titleEdit.text = "not connected"
        self.assertEqual(parameters.title, "typed")

    def test_refusedValues(self):
        for name, value in (("threshold", 501.0), ("threshold", None), ("unit", "km"), ("title", 3), ("invert", 1),
                            ("volume", self.parameters.parameterNode), ("names", ["a", 3])):
            before = getattr(self.parameters, name)
            with self.subTest(name=name), self.assertRaises((TypeError, ValueError)):
                setattr(self.parameters, name, value)
            self.assertEqual(getattr(self.parameters, name), before)
        with self.assertRaises(ValueError):
            self.parameters.getValue("unknown")

    def test_listsAndOptional(self):
        self.parameters.names = ["a", "b"]
        self.parameters.names.append("c")
        self.parameters.names[0] = "z"
        del self.parameters.names[1]
        self.assertEqual(self.parameters.names, ["z", "c"])
        node = self.parameters.parameterNode
        self.assertEqual([node.GetParameter(f"names.{key}") for key in ("len", 0, 1, 2)], ["2", "z", "c", ""])
        volume = addVolume()
        self.parameters.other = volume
        self.assertIs(self.parameters.other, volume)
        self.assertEqual(node.GetNodeReferenceID("other.0"), volume.GetID())
        self.parameters.other = None
        self.assertIsNone(self.parameters.other)

    def test_changesOfTheNodeAreSeen(self):
        self.parameters.parameterNode.SetParameter("title", "from outside")
        self.assertEqual(self.parameters.title, "from outside")
        self.assertEqual(self.ui.titleEdit.text, "from outside")

    def test_unsupportedTypeRaises(self):
        from slicer.parameterNodeWrapper import parameterNodeWrapper

        class Unsupported:
            value: dict[str, int]

        with self.assertRaises(TypeError):
            parameterNodeWrapper(Unsupported)

    def test_saveAndReload(self):
        self.parameters.volume = addVolume("kept")
        self.parameters.side = self.Side.Left
        self.parameters.names = ["one", "two"]
        path = os.path.join(_folder.name, "parameters.mrb")
        self.assertTrue(slicer.util.saveScene(path))
        slicer.mrmlScene.Clear()
        self.assertIsNone(self.widget.parameterNode.volume)
        slicer.util.loadScene(path)
        parameters = self.widget.logic.getParameterNode()
        self.assertEqual((parameters.volume.GetName(), parameters.side, parameters.names),
                         ("kept", self.Side.Left, ["one", "two"]))
        self.widget.enter()  # until then a selector may show what was before the scene was loaded (Slicer #7492)
        self.assertIs(self.ui.volumeSelector.currentNode(), parameters.volume)


class ViewTest(HostTest):
    """Layout and drawing."""

    def tearDown(self):
        slicer.app.layoutManager().setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)

    def pixels(self, view):
        view.forceRender()
        toImage = vtk.vtkWindowToImageFilter()
        toImage.SetInput(view.renderWindow())
        toImage.Update()
        return vtk.util.numpy_support.vtk_to_numpy(toImage.GetOutput().GetPointData().GetScalars()).astype(int)

    def test_fourUp(self):
        manager = slicer.app.layoutManager()
        self.assertEqual(set(manager.sliceViewNames()), {"Red", "Yellow", "Green"})
        orientations = {name: manager.sliceWidget(name).mrmlSliceNode().GetOrientation()
                        for name in manager.sliceViewNames()}
        self.assertEqual(orientations, {"Red": "Axial", "Yellow": "Sagittal", "Green": "Coronal"})
        self.assertEqual((manager.threeDViewCount, manager.threeDWidget(0).mrmlViewNode().GetID()),
                         (1, "vtkMRMLViewNode1"))
        self.assertIsNone(manager.sliceWidget("Purple"))

    def test_layoutChanged(self):
        manager = slicer.app.layoutManager()
        received = []
        manager.connect("layoutChanged(int)", received.append)
        manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutOneUpRedSliceView)
        self.assertFalse(manager.sliceWidget("Green").visible)
        manager.layout = slicer.vtkMRMLLayoutNode.SlicerLayoutDual3DView
        manager.disconnect("layoutChanged(int)", received.append)
        self.assertEqual(received, [6, 15])
        self.assertEqual(manager.threeDViewCount, 2)
        manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        self.assertTrue(manager.sliceWidget("Green").visible)
        self.assertEqual(manager.layoutLogic().GetLayoutNode().GetViewArrangement(), manager.layout)

    def test_volumeAndRoiAreDrawn(self):
        views = [slicer.app.layoutManager().sliceWidget("Red").sliceView(),
                 slicer.app.layoutManager().threeDWidget(0).threeDView()]
        addVolume()
        gray = self.pixels(views[0])
        self.assertGreater(np.count_nonzero(gray.max(axis=1) > 200), 1000)
        self.assertEqual(np.count_nonzero(np.ptp(gray, axis=1) > 10), 0)
        before = [np.count_nonzero(np.ptp(self.pixels(view)[:, :2], axis=1) > 100) for view in views]
        roi = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "roi")
        roi.SetSize(8, 8, 8)
        roi.GetDisplayNode().SetSelectedColor(1, 0, 0)
        after = [np.count_nonzero(np.ptp(self.pixels(view)[:, :2], axis=1) > 100) for view in views]
        for index in range(2):
            self.assertGreater(after[index], before[index] + 200)

    def test_renderPaused(self):
        view = slicer.app.layoutManager().sliceWidget("Red").sliceView()
        with slicer.util.RenderBlocker():
            self.assertTrue(view.renderPaused())
        self.assertFalse(view.renderPaused())

    def test_viewsSurviveSceneClose(self):
        events = []
        tags = [slicer.mrmlScene.AddObserver(event, lambda caller, name, event=event: events.append(event))
                for event in (slicer.mrmlScene.StartCloseEvent, slicer.mrmlScene.EndCloseEvent)]
        addVolume()
        nodes = [slicer.util.getNode(name) for name in ("vtkMRMLSliceNodeRed", "vtkMRMLSelectionNodeSingleton",
                                                        "vtkMRMLInteractionNodeSingleton")]
        slicer.mrmlScene.Clear()
        for tag in tags:
            slicer.mrmlScene.RemoveObserver(tag)
        self.assertEqual(events, [slicer.mrmlScene.StartCloseEvent, slicer.mrmlScene.EndCloseEvent])
        for node in nodes:
            self.assertIs(slicer.mrmlScene.GetNodeByID(node.GetID()), node)
        self.assertEqual(self.pixels(slicer.app.layoutManager().sliceWidget("Red").sliceView()).max(), 0)
        addVolume()
        self.assertEqual(self.pixels(slicer.app.layoutManager().sliceWidget("Red").sliceView()).max(), 255)

    def test_screenshot(self):
        addVolume()
        path = os.path.join(_folder.name, "picture.png")
        HOST.screenshot(path, panelWidth=300)
        picture = qt.QImage(path)
        self.assertEqual((picture.width(), picture.height()), (1700, 1000))
        bars = {picture.pixelColor(x, y).name() for x, y in ((900, 5), (500, 508), (1300, 508))}
        self.assertEqual(bars, {"#f34a33", "#6eb04b", "#edd54c"})
        self.assertGreater(max(picture.pixelColor(x, 250).red() for x in range(310, 990)), 200)
        self.assertEqual([name for name in os.listdir(_folder.name) if name.endswith(".png")], ["picture.png"])


class FileTest(HostTest):
    """Files written and read again."""

    def test_roiRoundTrip(self):
        roi = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "roi")
        roi.SetSize(7, 3.5, 18)
        roi.SetCenter(1, -2, 3)
        roi.SetAttribute("Probe.Role", "marrow")
        path = os.path.join(_folder.name, "roi.mrb")
        self.assertTrue(slicer.util.saveScene(path))
        slicer.mrmlScene.Clear()
        slicer.util.loadScene(path)
        loaded = slicer.util.getNode("roi")
        center = [0.0] * 3
        loaded.GetCenter(center)
        self.assertEqual((loaded.GetSize(), center, loaded.GetAttribute("Probe.Role")),
                         ((7, 3.5, 18), [1, -2, 3], "marrow"))

    def test_nodes(self):
        volume = addVolume()
        expected = slicer.util.arrayFromVolume(volume).copy()
        roi = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "roi")
        roi.SetSize(7, 3.5, 18)
        segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "segmentation")
        segmentation.CreateDefaultDisplayNodes()
        segment = segmentation.GetSegmentation().AddEmptySegment("cube")
        slicer.util.updateSegmentBinaryLabelmapFromArray((expected > 0).astype(np.uint8), segmentation, segment, volume)
        table = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTableNode", "table")
        slicer.util.updateTableFromArray(table, np.array([1.0, 2.0]), ["a"])
        names = {volume: "v.nrrd", roi: "r.mrk.json", segmentation: "s.seg.nrrd", table: "t.tsv"}
        for node, name in names.items():
            self.assertTrue(slicer.util.saveNode(node, os.path.join(_folder.name, name)))
        slicer.mrmlScene.Clear()
        loaded = slicer.util.loadVolume(os.path.join(_folder.name, "v.nrrd"))
        np.testing.assert_array_equal(slicer.util.arrayFromVolume(loaded), expected)
        self.assertEqual(slicer.app.layoutManager().sliceWidget("Red").mrmlSliceCompositeNode().GetBackgroundVolumeID(),
                         loaded.GetID())
        self.assertEqual(slicer.util.loadMarkups(os.path.join(_folder.name, "r.mrk.json")).GetSize(), (7, 3.5, 18))
        loadedSegmentation = slicer.util.loadSegmentation(os.path.join(_folder.name, "s.seg.nrrd"))
        self.assertEqual(slicer.util.arrayFromSegmentBinaryLabelmap(loadedSegmentation, "cube", loaded).sum(), 1000)
        self.assertEqual(slicer.util.loadTable(os.path.join(_folder.name, "t.tsv")).GetNumberOfRows(), 2)

    def test_missingFileRaises(self):
        with self.assertRaisesRegex(RuntimeError, "missing.nrrd"):
            slicer.util.loadVolume("/missing.nrrd")
        with self.assertRaisesRegex(RuntimeError, "cannot read"):
            slicer.util.loadSequence("/missing.seq.nrrd")

    def test_moduleLogics(self):
        for name in ("markups", "segmentations", "tables", "volumes", "subjecthierarchy", "transforms"):
            self.assertIs(getattr(slicer.modules, name).logic().GetMRMLScene(), slicer.mrmlScene)


class ApplicationTest(unittest.TestCase):
    """slicer.app, and what is not there."""

    def test_messagesDoNotWait(self):
        with self.assertLogs(level=logging.ERROR):
            slicer.util.errorDisplay("on purpose")
        with self.assertRaises(ValueError), slicer.util.tryWithErrorDisplay("failed"):
            raise ValueError("on purpose")
        with self.assertLogs(level=logging.INFO):
            slicer.util.confirmOkCancelDisplay("go on?")

    def test_errorInSignalIsLogged(self):
        def fail():
            raise ValueError("in a signal")

        button = qt.QPushButton()
        button.connect("clicked()", fail)
        with self.assertLogs(level=logging.ERROR) as log:
            button.click()
        self.assertIn("in a signal", log.output[0])

    def test_runUnitTest(self):
        Path(_folder.name, "HostFailingTest.py").write_text(
            "import unittest\nclass T(unittest.TestCase):\n    def test(self): self.fail()\n")
        with self.assertRaises(Exception):  # noqa: B017 - that is what Slicer raises
            slicer.testing.runUnitTest([_folder.name], "HostFailingTest")

    def test_lackingRaises(self):
        for owner, name in ((slicer, "qMRMLSegmentEditorWidget"), (slicer, "loadVolume"), (slicer.app, "pythonManager"),
                            (slicer.modules, "segmenteditor"), (ctk, "ctkRangeWidget"), (qt, "QWebEngineView"),
                            (slicer.app.layoutManager(), "tableWidget")):
            with self.subTest(name=name), self.assertRaises(AttributeError):
                getattr(owner, name)
        with self.assertRaises(ImportError):
            from slicer.parameterNodeWrapper import parameterPack  # noqa: F401
        with self.assertRaises(AttributeError):
            slicer.modules.hostprobe.titel = "misspelled"
        with self.assertRaises(RuntimeError):
            slicer.util.selectModule("NoSuchModule")

    def test_translation(self):
        self.assertEqual(slicer.i18n.tr("text"), "text")
        self.assertEqual(slicer.i18n.translate("context", "text"), "text")


if __name__ == "__main__":
    unittest.main()
