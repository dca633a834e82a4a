"""EMHAssist, a scripted module of 3D Slicer: is this spinal lesion extramedullary hematopoiesis?

Wiring only: the computation is in EMHAssistLib, the state is in the scene.
"""

import logging
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import qt
import slicer
import vtk
from slicer.i18n import tr as _
from slicer.i18n import translate
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleWidget,
)
from slicer.util import VTKObservationMixin

from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Cache import Cache
from EMHAssistLib.Case import Case
from EMHAssistLib.Display.Drawings import Drawings
from EMHAssistLib.Display.RatioPlotNodes import RatioPlotWriter
from EMHAssistLib.Display.SeriesLayout import SeriesLayout
from EMHAssistLib.Display.TableNodes import TableWriter
from EMHAssistLib.Likelihood import Model
from EMHAssistLib.Logic.CaseActions import CaseActions
from EMHAssistLib.Logic.FindingActions import FindingActions
from EMHAssistLib.Logic.ModelActions import ModelActions
from EMHAssistLib.Logic.ParameterNode import VIEW_PARAMETERS, EMHAssistParameterNode
from EMHAssistLib.Logic.PlacingActions import PlacingActions
from EMHAssistLib.Logic.ReadoutActions import ReadoutActions
from EMHAssistLib.Logic.RegionActions import RegionActions
from EMHAssistLib.Logic.SampleData import registerSampleData
from EMHAssistLib.Logic.SeriesActions import SeriesActions
from EMHAssistLib.Logic.ValueActions import ValueActions
from EMHAssistLib.Logic.ViewActions import ViewActions
from EMHAssistLib.Panel.Panel import Panel
from EMHAssistLib.Report.ResultTables import differentialTable, measurementTable, ratioTable
from EMHAssistLib.Result import Result
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.CaseMembers import assignUnassigned
from EMHAssistLib.Scene.Curves import guessSlabThickness
from EMHAssistLib.Scene.Nodes import nodesByClass
from EMHAssistLib.Scene.OwnModel import ModelReader
from EMHAssistLib.Scene.Placement import Placement
from EMHAssistLib.Scene.RegionReader import RegionReader
from EMHAssistLib.Scene.Regions import RegionSource
from EMHAssistLib.Scene.RemovedRegions import RemovedRegions
from EMHAssistLib.Scene.SceneFiles import SceneFiles
from EMHAssistLib.Scene.SceneObserver import SceneObserver
from EMHAssistLib.Scene.SceneVersion import upgrade
from EMHAssistLib.Scene.SeriesOverview import SeriesOverview
from EMHAssistLib.Scene.Vertebrae import VertebraReader

# Slicer looks for it in this file.
from EMHAssistLib.SelfTest import EMHAssistTest  # noqa: F401


class EMHAssist(ScriptedLoadableModule):
    """The module as Slicer lists it."""

    def __init__(self, parent):
        ScriptedLoadableModule.__init__(self, parent)
        self.parent.title = _("EMHAssist")
        self.parent.categories = [translate("qSlicerAbstractCoreModule", "Quantification")]
        self.parent.dependencies = []
        self.parent.contributors = ["The EMHAssist developers"]
        self.parent.helpText = _("""
Signal-intensity ratios of epidural and paravertebral lesions of the spine against marrow and other references, and how
likely the lesions are extramedullary hematopoiesis rather than metastasis, lymphoma, infection or another mimic.
Research use only: not validated on any patient. A high value never replaces biopsy; a low one never excludes EMH,
infection or cord compression. EMH and a malignancy can be there together. What the numbers rest on and what they are
worth: "Model card", under "Model" in the panel.
""")
        self.parent.acknowledgementText = _("""
Built on the case reports of Hoe Han Guan (Radiopaedia) and of Tural, Ates and Kara
(Clin Case Rep Open Access 2025;8(1):330).
""")
        slicer.app.connect("startupCompleted()", registerSampleData)


class EMHAssistWidget(ScriptedLoadableModuleWidget, VTKObservationMixin):
    """The panel in its life cycle; what it shows is in EMHAssistLib.Panel."""

    def __init__(self, parent=None) -> None:
        ScriptedLoadableModuleWidget.__init__(self, parent)
        VTKObservationMixin.__init__(self)
        self.logic = None
        self.panel = None
        self._parameterNode = None
        self._parameterNodeGuiTag = None

    def setup(self) -> None:
        """Build the panel when the module is opened for the first time."""
        ScriptedLoadableModuleWidget.setup(self)
        self.logic = EMHAssistLogic()
        self.panel = Panel(self.resourcePath, self.logic)
        self.ui = self.panel.ui
        self.layout.addWidget(self.panel.widget)

        self.addObserver(slicer.mrmlScene, slicer.mrmlScene.StartCloseEvent, self.onSceneStartClose)
        self.addObserver(slicer.mrmlScene, slicer.mrmlScene.EndCloseEvent, self.onSceneEndClose)
        layoutManager = slicer.app.layoutManager()
        if layoutManager is not None:
            layoutManager.connect("layoutChanged(int)", self.onLayoutChanged)
        self.logic.addResultListener(self._followCase)
        self.logic.addResultListener(self.panel.refresh)
        self.initializeParameterNode()
        # Reloaded while it is open, it is not entered again.
        self.panel.listen(self.parent.isEntered)

    def cleanup(self) -> None:
        """Leave nothing behind when the module is reloaded or the application closes."""
        layoutManager = slicer.app.layoutManager()
        if layoutManager is not None:
            layoutManager.disconnect("layoutChanged(int)", self.onLayoutChanged)
        self.setParameterNode(None)
        self.removeObservers()
        if self.panel is not None:
            self.panel.cleanup()
            self.logic.cleanup()
            # Slicer's reload button, which stays, holds this widget.
            self.ui = self.panel = self.logic = None

    def onReload(self) -> None:
        """Load the source of the module again, that of its library included; the state is in the scene."""
        for name in [name for name in sys.modules if name.partition(".")[0] == "EMHAssistLib"]:
            del sys.modules[name]
        ScriptedLoadableModuleWidget.onReload(self)

    def enter(self) -> None:
        """Show the present state each time the module is opened."""
        self.initializeParameterNode()
        self.logic.setPanelOpen(True)
        self.panel.listen(True)

    def exit(self) -> None:
        """Keep the values live while the user works in another module, such as Markups, and in the views if so chosen;
        but stop placing."""
        self.panel.listen(False)
        self.logic.cancelPlacing()
        self.logic.setPanelOpen(False)

    def onSceneStartClose(self, caller, event) -> None:
        """Let go of the parameter node before the scene is closed."""
        self.setParameterNode(None)
        self.panel.cancel()
        self.logic.stop()

    def onSceneEndClose(self, caller, event) -> None:
        """Start anew after the scene is closed, if the module is open."""
        self.panel.refresh()
        if self.parent.isEntered:
            self.initializeParameterNode()

    def initializeParameterNode(self) -> None:
        """Make sure that there is a parameter node and that it is observed."""
        self.setParameterNode(self.logic.getParameterNode())
        self.logic.start()

    def setParameterNode(self, parameterNode) -> None:
        """Connect the panel with a parameter node, None with no one."""
        if self._parameterNode:
            self._parameterNode.disconnectGui(self._parameterNodeGuiTag)
            self._parameterNodeGuiTag = None
        self._parameterNode = parameterNode
        if self._parameterNode:
            self._parameterNodeGuiTag = self._parameterNode.connectGui(self.ui)

    def _followCase(self) -> None:
        """Connect the panel with the active case, if that is another one now."""
        if self.logic.getParameterNode() is not self._parameterNode:
            self.setParameterNode(self.logic.getParameterNode())

    def onLayoutChanged(self, layout: int) -> None:
        """Draw in the views of the new layout, and show whether the plot is in it."""
        self.logic.refreshViews()
        self.panel.refresh()


class EMHAssistLogic(CaseActions, SeriesActions, RegionActions, PlacingActions, ValueActions, FindingActions,
                     ReadoutActions, ViewActions, ModelActions, ScriptedLoadableModuleLogic):
    """Everything the panel does, for scripts::

        logic = EMHAssistLogic()
        logic.setSequenceRole(slicer.util.getNode("t1"), "T1")
        logic.addRegion("Epidural T5", "epidural_lesion", center=(0, -30, 12), radii=(3, 3, 6))
        logic.addRegion("Marrow T8", "marrow", center=(0, 10, -50), radii=(6, 6, 6))
        print(logic.update().differential.verdict)
    """

    def __init__(self) -> None:
        ScriptedLoadableModuleLogic.__init__(self)
        self.result: Result | None = None
        self.problem = ""
        self._modelReader = ModelReader()
        self._parameterNode: EMHAssistParameterNode | None = None
        self._settledAt: tuple | None = None  # state of the scene that the parameter node was found in
        self._cache = Cache()
        self._analyzedWith: Model | None = None
        self._seriesReader = Volumes.SeriesReader()
        self._regionReader = RegionReader()
        self._vertebrae = VertebraReader()
        self._tableWriters: dict[str, TableWriter] = defaultdict(TableWriter)
        self._ratioChart = RatioPlotWriter()
        self._drawings = Drawings(slicer.mrmlScene, slicer.app.layoutManager())
        self._isPanelOpen = True
        self._seriesOverview = SeriesOverview(slicer.mrmlScene)
        self._seriesLayout = SeriesLayout(slicer.mrmlScene, slicer.app.layoutManager())
        self._placing = Placement(slicer.mrmlScene, slicer.app.applicationLogic(), self._onPlacing)
        self._placingListeners: list[Callable[[], None]] = []
        self._removed = RemovedRegions(slicer.mrmlScene)
        self._sceneObserver: SceneObserver | None = None
        self._sceneFiles: SceneFiles | None = None
        self._arrived = ""  # name of a case that has come with an added scene
        self._parameterObserver: tuple[object, int] | None = None
        self._members: list[str] = []  # IDs of the nodes that the active case had at the last update
        self._listeners: list[Callable[[], None]] = []
        self._updating = False
        self._parameters: dict[str, str] = {}
        # Collects the many events of one drag step or one loaded scene into one update.
        self._timer = qt.QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)

    @property
    def isStarted(self) -> bool:
        """Whether the results are kept up to date, or were when they were paused."""
        return self._sceneObserver is not None

    def start(self) -> None:
        """Keep the results up to date from now on, unless autoUpdate is off. Starting twice does no harm."""
        # What an update computes with; loading it takes up to a second, which must not be that of the first drag.
        import scipy.optimize
        import scipy.special  # noqa: F401

        if self._sceneObserver is None:
            self._sceneObserver = SceneObserver(slicer.mrmlScene, self._onChanged)
            self._sceneFiles = SceneFiles(slicer.mrmlScene, self._onArrived)
            self._timer.connect("timeout()", self.update)
        self._observeParameterNode()
        self.showInViews()
        self._onChanged()

    def stop(self) -> None:
        """Watch nothing, forget the result and take it out of the views; the nodes keep theirs."""
        self._timer.stop()
        self.cancelPlacing()
        if self._sceneObserver is not None:
            self._sceneObserver.stop()
            self._sceneFiles.stop()
            self._timer.disconnect("timeout()", self.update)
            self._sceneObserver = self._sceneFiles = None
        self._unobserveParameterNode()
        self.result, self.problem, self._arrived = None, "", ""
        self._parameterNode = None
        # What is kept from update to update holds on to voxels.
        self._cache, self._seriesReader, self._regionReader = Cache(), Volumes.SeriesReader(), RegionReader()
        self._drawings.remove()

    def cleanup(self) -> None:
        """Stop for good."""
        self._listeners.clear()
        self.restoreLayout()
        self._placingListeners.clear()
        self.stop()
        self._removed.removeObservers()

    def later(self, act: Callable[[], None]) -> None:
        """Call a function, without arguments, when all that is going on now has been dealt with."""
        qt.QTimer.singleShot(0, act)

    def addResultListener(self, listener: Callable[[], None]) -> None:
        """Have a function called, without arguments, whenever there is a new result or it is shown in another way."""
        self._listeners.append(listener)

    def update(self) -> Result | None:
        """Compute the case of the scene now and show it in tables, at the lesions and in the views.

        Volumes that have never had a role get the guessed one, curves without a thickness that of the slices they were
        drawn on.

        :return: the result; None when there is none, then ``problem`` says why
        """
        self._updating = True
        try:
            upgrade(slicer.mrmlScene)
            parameterNode = self.getParameterNode()
            if self._sceneObserver is not None:
                self._observeParameterNode()
            self._seriesReader.guessRoles(slicer.mrmlScene)
            for node in nodesByClass(slicer.mrmlScene, "vtkMRMLMarkupsClosedCurveNode"):
                if RegionSource(node).role:
                    guessSlabThickness(node)
            case = Case(self._seriesReader.series(slicer.mrmlScene), self._regionReader.regions(slicer.mrmlScene),
                        self.enteredFindings(), self.clinicalSetting(), self.options(),
                        self._vertebrae.vertebrae(slicer.mrmlScene), self.assumptions())
            self._assignUnassigned(case)
            self.result, self.problem = self._analyze(case), ""
            self._writeTables(parameterNode)
        except ValueError as error:
            logging.warning(f"EMHAssist has no result: {error}")
            self.result, self.problem = None, str(error)
        finally:
            self._updating = False
        self._show()
        return self.result

    def _analyze(self, case: Case) -> Result:
        problem = self.modelProblem()
        model = None if problem else self.model
        if model is not self._analyzedWith:
            # What was computed with another model must not be taken for that of this one.
            self._cache, self._analyzedWith = Cache(), model
        result = analyze(case, model, self._cache)
        return replace(result, warnings=(problem, *result.warnings)) if problem else result

    def _show(self) -> None:
        self.showInViews()
        wasUpdating, self._updating = self._updating, True
        try:
            self._writeRatioChart()
        finally:
            self._updating = wasUpdating
        if self.showsAllSeries:
            self._seriesLayout.refresh(self._seriesReader.series(slicer.mrmlScene))
        for listener in self._listeners:
            listener()

    def _writeTables(self, parameterNode: EMHAssistParameterNode) -> None:
        for parameter, name, table in (
                ("measurementTable", "EMHAssist measurements", measurementTable(self.result)),
                ("ratioTable", "EMHAssist ratios", ratioTable(self.result)),
                ("differentialTable", "EMHAssist differential", differentialTable(self.result))):
            node = parameterNode.parameterNode.GetNodeReference(parameter)
            # Nothing is added to a scene that holds nothing of ours.
            if node is None and self.result.measurements:
                node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTableNode", slicer.mrmlScene.GenerateUniqueName(name))
            # The wrapper keeps what it has read, and while a scene is loaded that is: no table.
            if getattr(parameterNode, parameter) is not node:
                setattr(parameterNode, parameter, node)
            if node is not None:
                self._tableWriters[parameter].write(node, table)

    def _onChanged(self, caller=None, event=None) -> None:
        # What an update itself writes to the scene must not start the next one.
        if not self._updating and self.getParameterNode().autoUpdate:
            self._timer.start()

    def _onParameters(self, caller=None, event=None) -> None:
        before, self._parameters = self._parameters, self._parameterTexts()
        if self._updating:
            return
        changed = {name for name, value in (before.items() ^ self._parameters.items())}
        # Whether and where results are shown neither waits for the next update nor needs one.
        if changed & VIEW_PARAMETERS or not self.getParameterNode().autoUpdate:
            self._show()
        if changed - VIEW_PARAMETERS:
            self._onChanged()

    def _parameterTexts(self) -> dict[str, str]:
        """Return all parameters as text, and the ids of the nodes they refer to."""
        node = self.getParameterNode().parameterNode
        roles = [node.GetNthNodeReferenceRole(index) for index in range(node.GetNumberOfNodeReferenceRoles())]
        return {name: node.GetParameter(name) for name in node.GetParameterNames()} | {
            role: node.GetNodeReferenceID(role) for role in roles}

    def _assignUnassigned(self, case: Case) -> None:
        """Have series and regions refer to the active case, once others have come or gone."""
        members = [part.key[0] for part in (*case.series, *case.regions)]
        if members != self._members:
            assignUnassigned(slicer.mrmlScene, self.getParameterNode().parameterNode)
            self._members = members

    def _onArrived(self, name: str) -> None:
        self._arrived = name

    def _observeParameterNode(self) -> None:
        """Watch the parameter node of the active case, and no other."""
        node = self.getParameterNode().parameterNode
        if self._parameterObserver is None or self._parameterObserver[0] is not node:
            self._unobserveParameterNode()
            self._parameterObserver = (node, node.AddObserver(vtk.vtkCommand.ModifiedEvent, self._onParameters))
            self._parameters = self._parameterTexts()

    def _unobserveParameterNode(self) -> None:
        if self._parameterObserver is not None:
            node, tag = self._parameterObserver
            node.RemoveObserver(tag)
            self._parameterObserver = None
