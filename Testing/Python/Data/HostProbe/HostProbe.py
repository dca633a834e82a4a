"""A scripted module in the shape of Slicer's module template, which notes what is done to it.

EMHAssistSlicerHost*Test.py load it into SlicerHost.
"""

import enum
from typing import Annotated, Optional

import slicer
from slicer import vtkMRMLScalarVolumeNode
from slicer.i18n import tr as _
from slicer.parameterNodeWrapper import Choice, WithinRange, parameterNodeWrapper
from slicer.ScriptedLoadableModule import *
from slicer.util import VTKObservationMixin

calls = vars(slicer.modules).setdefault("hostProbeCalls", [])  # the same list after a reload


class Side(enum.Enum):
    """A choice."""

    Left = 1
    Right = 2


@parameterNodeWrapper
class HostProbeParameterNode:
    """One parameter of each supported kind."""

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
    """The module's name and place."""

    def __init__(self, parent):
        ScriptedLoadableModule.__init__(self, parent)
        self.parent.title = _("Host probe")
        self.parent.categories = ["Testing"]
        self.parent.helpText = self.getDefaultModuleDocumentationLink()
        slicer.app.connect("startupCompleted()", registerSampleData)


def registerSampleData():
    """Offer a data set that nothing is downloaded for."""
    import SampleData
    calls.append("startupCompleted")
    SampleData.SampleDataLogic.registerCustomSampleDataCategory("HostProbe", title="Host probe data")
    SampleData.SampleDataLogic.registerCustomSampleDataSource(
        category="HostProbe", sampleName="HostProbe1", uris="none:", fileNames="none",
        customDownloader=lambda source: calls.append("download " + source.sampleName))


class HostProbeWidget(ScriptedLoadableModuleWidget, VTKObservationMixin):
    """The panel, whose widgets are tied to the parameters."""

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
    """Gives the parameters."""

    def getParameterNode(self):
        return HostProbeParameterNode(super().getParameterNode())


class HostProbeTest(ScriptedLoadableModuleTest):
    """The self-test."""

    def test_passes(self):
        self.delayDisplay("running")
        calls.append("test")
