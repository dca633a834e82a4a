"""EMHAssist, a scripted module of 3D Slicer: is this spinal lesion extramedullary hematopoiesis?

Wiring only: the computation is in EMHAssistLib, the state is in the scene.
"""

import logging
import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import qt
import vtk

import slicer
from slicer.i18n import tr as _
from slicer.i18n import translate
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleTest,
    ScriptedLoadableModuleWidget,
)
from slicer.parameterNodeWrapper import WithinRange, parameterNodeWrapper
from slicer.util import VTKObservationMixin

from slicer import vtkMRMLTableNode

from EMHAssistLib.Analysis import Cache, analyze
from EMHAssistLib.Case import NOT_ASSESSED, Case, Options
from EMHAssistLib.Likelihood import Model, Weighing, loadModel
from EMHAssistLib.Measurement import Margins
from EMHAssistLib.Panel.ChoiceBox import ChoiceBox
from EMHAssistLib.Panel.CoilPanel import CoilPanel
from EMHAssistLib.Panel.FindingsForm import FindingsForm
from EMHAssistLib.Panel.RatioTable import RatioTable
from EMHAssistLib.Panel.ReadoutView import ReadoutView
from EMHAssistLib.Panel.RegionTable import RegionTable
from EMHAssistLib.Panel.SeriesTable import SeriesTable
from EMHAssistLib.Panel.Titles import regionChoices, shapeChoices, title
from EMHAssistLib.Report.Files import writeResult
from EMHAssistLib.Report.Readout import boxText, summaryText
from EMHAssistLib.Report.Tables import differentialTable, measurementTable, ratioTable
from EMHAssistLib.Result import Result
from EMHAssistLib.Roles import regionRole
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.CaseBox import CaseBox
from EMHAssistLib.Scene.CoilCorrections import (
    CoilCorrection,
    computeCorrections,
    planCorrections,
    storeCorrections,
)
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.Curves import guessSlabThickness, setSlabThickness
from EMHAssistLib.Scene.EllipseOutlines import EllipseOutlines
from EMHAssistLib.Scene.Labels import showValues
from EMHAssistLib.Scene.Nodes import nodesByClass
from EMHAssistLib.Scene.Placing import startPlacing
from EMHAssistLib.Scene.References import DEFAULT_MARGIN, Reference, useAsReferences
from EMHAssistLib.Scene.Regions import CURVE, DEFAULT_SHAPE, RegionReader, RegionSource
from EMHAssistLib.Scene.RoiNodes import addRoi
from EMHAssistLib.Scene.Sample import loadSyntheticCase
from EMHAssistLib.Scene.SceneObserver import SceneObserver
from EMHAssistLib.Scene.Tables import TableWriter
from EMHAssistLib.Scene.Vertebrae import VertebraReader

SAMPLE_NAME = "EMHAssist synthetic spine"
# Parameters of the entered findings: this and the id of the feature.
_FINDING_PREFIX = "Finding."


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
worth: "Model card", the last section of the panel, and its text in the README.
""")
        self.parent.acknowledgementText = _("""
Built on the case reports of Hoe Han Guan (Radiopaedia) and of Tural, Ates and Kara
(Clin Case Rep Open Access 2025;8(1):330).
""")
        slicer.app.connect("startupCompleted()", registerSampleData)


def registerSampleData() -> None:
    """Add the synthetic case to the Sample Data module. It is computed, not downloaded: no network, no patient."""
    import SampleData

    SampleData.SampleDataLogic.registerCustomSampleDataCategory("EMHAssist", title=_("EMHAssist"))
    SampleData.SampleDataLogic.registerCustomSampleDataSource(
        category="EMHAssist",
        sampleName=SAMPLE_NAME,
        uris="",
        fileNames="",
        nodeNames=SAMPLE_NAME,
        thumbnailFileName=os.path.join(os.path.dirname(__file__), "Resources/Icons/EMHAssistSyntheticCase.png"),
        customDownloader=loadSample,
    )


def loadSample(source=None) -> list:
    """Load the synthetic case; what the button in the Sample Data module calls.

    :return: the volume nodes
    """
    volumes = loadSyntheticCase(slicer.mrmlScene, slicer.util.showStatusMessage)
    if slicer.app.layoutManager() is not None:
        slicer.util.resetThreeDViews()
    return volumes


@parameterNodeWrapper
class EMHAssistParameterNode:
    """Choices of the user and where the results are. Entered findings stand beside, as "Finding.<feature>".

    setting - clinical setting of the model, which is the prior; empty for the first one of the model.
    priorPercent - prior probability of EMH in percent; 0 for that of the setting.
    likelihoodRatioCap - no finding changes the odds of two diagnoses by more than this factor; 0 for that of the model.
    temper - multiplies the weight of all findings.
    reference - reference role that single values refer to; empty for the first one there is.
    similarLow, similarHigh - margins within which a ratio is called similar.
    nearestReference - compare each lesion with the reference regions at its level alone.
    ironMarked - the user knows of iron in marrow or lesions.
    autoUpdate - compute again whenever something changes.
    showValues - show the ratios beside the lesions.
    showCaseBox - show the readout in the slice and 3D views.
    measurementTable, ratioTable, differentialTable - the results.
    """

    setting: str = ""
    priorPercent: Annotated[float, WithinRange(0, 99.9)] = 0.0
    likelihoodRatioCap: Annotated[float, WithinRange(0, 1000)] = 0.0
    temper: Annotated[float, WithinRange(0, 2)] = Weighing().temper
    reference: str = ""
    similarLow: float = Margins().low
    similarHigh: float = Margins().high
    nearestReference: bool = False
    ironMarked: bool = False
    autoUpdate: bool = True
    showValues: bool = True
    showCaseBox: bool = True
    measurementTable: vtkMRMLTableNode
    ratioTable: vtkMRMLTableNode
    differentialTable: vtkMRMLTableNode


class EMHAssistWidget(ScriptedLoadableModuleWidget, VTKObservationMixin):
    """The panel."""

    def __init__(self, parent=None) -> None:
        ScriptedLoadableModuleWidget.__init__(self, parent)
        VTKObservationMixin.__init__(self)
        self.logic = None
        self._parameterNode = None
        self._parameterNodeGuiTag = None

    def setup(self) -> None:
        """Build the panel when the module is opened for the first time."""
        ScriptedLoadableModuleWidget.setup(self)
        uiWidget = slicer.util.loadUI(self.resourcePath("UI/EMHAssist.ui"))
        self.layout.addWidget(uiWidget)
        self.ui = slicer.util.childWidgetVariables(uiWidget)
        uiWidget.setMRMLScene(slicer.mrmlScene)

        self.logic = EMHAssistLogic()
        self._series = SeriesTable(self.ui.seriesTable, slicer.mrmlScene, self.logic.setSequenceRole)
        self._coil = CoilPanel(self.ui, slicer.mrmlScene, self.logic.planCoilCorrection)
        self._regions = RegionTable(self.ui.regionTable, slicer.mrmlScene, self._onRoleChosen,
                                    RegionSource.setShape, setSlabThickness)
        self._ratios = RatioTable(self.ui.ratioTable)
        self._findings = FindingsForm(self.ui.findingsForm, self.logic.model, self.logic.setFinding)
        self._readout = ReadoutView(self.ui.readoutBrowser, self.ui.answerWidget)
        self.ui.modelCardBrowser.setMarkdown(Path(self.resourcePath("Docs/ModelCard.md")).read_text(encoding="utf-8"))
        self._references = ChoiceBox(self.ui.referenceBox, self.onReferenceChosen)
        self._settings = ChoiceBox(self.ui.settingBox, self.onSettingChosen)
        ChoiceBox(self.ui.placeRoleBox).fill(regionChoices(), "")
        self.ui.marginBox.setValue(DEFAULT_MARGIN)
        ChoiceBox(self.ui.placeShapeBox).fill([*shapeChoices(), (CURVE, _("Curve"))], DEFAULT_SHAPE)

        self.addObserver(slicer.mrmlScene, slicer.mrmlScene.StartCloseEvent, self.onSceneStartClose)
        self.addObserver(slicer.mrmlScene, slicer.mrmlScene.EndCloseEvent, self.onSceneEndClose)
        self.ui.placeButton.connect("clicked()", self.onPlace)
        self.ui.referencesButton.connect("clicked()", self.onUseSegments)
        self.ui.sampleButton.connect("clicked()", self.onLoadSample)
        self.ui.exportButton.connect("clicked()", self.onExport)
        self.ui.updateButton.connect("clicked()", self.logic.update)
        layoutManager = slicer.app.layoutManager()
        if layoutManager is not None:
            layoutManager.connect("layoutChanged(int)", self.onLayoutChanged)
        self.logic.addResultListener(self.onResult)
        self.initializeParameterNode()

    def cleanup(self) -> None:
        """Leave nothing behind when the module is reloaded or the application closes."""
        layoutManager = slicer.app.layoutManager()
        if layoutManager is not None:
            layoutManager.disconnect("layoutChanged(int)", self.onLayoutChanged)
        self.setParameterNode(None)
        self.removeObservers()
        if self.logic is not None:
            self._coil.cleanup()
            self._readout.cleanup()
            self.logic.cleanup()

    def enter(self) -> None:
        """Show the present state each time the module is opened."""
        self.initializeParameterNode()

    def exit(self) -> None:
        """Keep the values live while the user works in another module, such as Markups."""

    def onSceneStartClose(self, caller, event) -> None:
        """Let go of the parameter node before the scene is closed."""
        self.setParameterNode(None)
        self._coil.cancel()
        self.logic.stop()

    def onSceneEndClose(self, caller, event) -> None:
        """Start anew after the scene is closed, if the module is open."""
        self.onResult()
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

    def onResult(self) -> None:
        """Show what the logic has computed."""
        result = self.logic.result
        self._series.refresh(result.case.series if result else ())
        self._coil.refresh(result.case.series if result else ())
        self._regions.refresh()
        self._ratios.refresh(result, self.logic.reference())
        # Plain text beside the readout: it changes at every step of a drag, and rich text is slow to lay out.
        self.ui.furtherLabel.setText(summaryText(result))
        self._references.fill([(name, title(regionRole(name))) for name in result.references] if result else [],
                              self.logic.reference())
        self._findings.refresh(self.logic.enteredFindings(), result.measured if result else {})
        self._readout.show(result, self.logic.problem)
        self._settings.fill([(setting.id, setting.title) for setting in self.logic.model.settings],
                            self.logic.setting())
        self.ui.exportButton.setEnabled(result is not None and bool(result.measurements))
        # The sample is for those who have nothing loaded yet.
        self.ui.sampleButton.setVisible(not Volumes.candidateVolumes(slicer.mrmlScene))

    def onSettingChosen(self, setting: str) -> None:
        """Use the prior of the clinical setting the user has chosen."""
        self._parameterNode.setting = setting

    def onReferenceChosen(self, reference: str) -> None:
        """Show values against the reference the user has chosen."""
        self._parameterNode.reference = reference

    def _onRoleChosen(self, source: RegionSource, role: str) -> None:
        with slicer.util.tryWithErrorDisplay(_("The role could not be set.")):
            source.setRole(role)

    def onPlace(self) -> None:
        """Have the user place a region of the chosen role and shape in a slice view."""
        with slicer.util.tryWithErrorDisplay(_("The region could not be placed.")):
            self.logic.placeRegion(*(box.itemData(box.currentIndex)
                                     for box in (self.ui.placeRoleBox, self.ui.placeShapeBox)))

    def onUseSegments(self) -> None:
        """Use segments that are named for a tissue as references, without the margin the user has chosen."""
        with slicer.util.tryWithErrorDisplay(_("No segment could be used as reference."), waitCursor=True):
            references = self.logic.useSegmentsAsReferences(margin=self.ui.marginBox.value)
            text = _("{count} segments are references now, measured without their margin.")
            if any(reference.isLess for reference in references):
                text = _("{count} segments are references now. Small ones are measured with a part of their margin, "
                         "for nothing would remain.")
            slicer.util.showStatusMessage(text.format(count=len(references)), 10000)

    def onLoadSample(self) -> None:
        """Load the synthetic case."""
        with slicer.util.tryWithErrorDisplay(_("The synthetic case could not be loaded."), waitCursor=True):
            loadSample()

    def onExport(self) -> None:
        """Write the tables as CSV and readout.json to a folder."""
        folder = qt.QFileDialog.getExistingDirectory(slicer.util.mainWindow(), _("Folder for the results"))
        if folder:
            with slicer.util.tryWithErrorDisplay(_("The results could not be written.")):
                self.logic.exportResult(folder)

    def onLayoutChanged(self, layout: int) -> None:
        """Draw in the views of the new layout."""
        self.logic.refreshViews()


class EMHAssistLogic(ScriptedLoadableModuleLogic):
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
        self._model: Model | None = None
        self._parameterNode: EMHAssistParameterNode | None = None
        self._cache = Cache()
        self._seriesReader = Volumes.SeriesReader()
        self._regionReader = RegionReader()
        self._vertebrae = VertebraReader()
        self._tableWriters: dict[str, TableWriter] = defaultdict(TableWriter)
        self._caseBox = CaseBox(slicer.app.layoutManager())
        self._outlines = EllipseOutlines(slicer.mrmlScene, slicer.app.layoutManager())
        self._sceneObserver: SceneObserver | None = None
        self._parameterObserver: tuple[object, int] | None = None
        self._listeners: list[Callable[[], None]] = []
        self._updating = False
        # Collects the many events of one drag step or one loaded scene into one update.
        self._timer = qt.QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.connect("timeout()", self.update)

    @property
    def model(self) -> Model:
        """The likelihood model that comes with the module."""
        if self._model is None:
            self._model = loadModel()
        return self._model

    def getParameterNode(self) -> EMHAssistParameterNode:
        """Return the parameter node of the module, made if there is none."""
        node = super().getParameterNode()
        # Wrapping a node anew at every event of a drag would be slow.
        if self._parameterNode is None or self._parameterNode.parameterNode is not node:
            self._parameterNode = EMHAssistParameterNode(node)
        return self._parameterNode

    def setting(self) -> str:
        """Return the id of the clinical setting that is used as prior.

        A scene may name one that the model does not have: then there is no answer, as any other prior would be wrong.
        """
        return self.getParameterNode().setting or self.model.settings[0].id

    def options(self) -> Options:
        """Return how regions are compared.

        :raises ValueError: the margins of similar signal cannot be
        """
        node = self.getParameterNode()
        return Options(Margins(node.similarLow, node.similarHigh), node.nearestReference, node.ironMarked)

    def weighing(self) -> Weighing:
        """Return how findings are weighed.

        :raises ValueError: prior, cap or temper cannot be
        """
        node = self.getParameterNode()
        return Weighing(node.priorPercent / 100 or None, node.likelihoodRatioCap or None, node.temper)

    def reference(self) -> str:
        """Return the reference role that single values refer to, "" while there is no reference."""
        present = self.result.references if self.result else ()
        chosen = self.getParameterNode().reference
        return chosen if chosen in present else next(iter(present), "")

    def setFinding(self, feature: str, level: str) -> None:
        """Enter a finding.

        :param feature: id of a feature of the model
        :param level: id of one of its levels, "" for not entered, NOT_ASSESSED to leave out what was measured
        :raises ValueError: the model has no such feature or level
        """
        levels = self.model.feature(feature).levelIds()
        if level and level not in (*levels, NOT_ASSESSED):
            raise ValueError(f"Unknown level '{level}' of {feature}. Use one of: {', '.join(levels)}.")
        node = self.getParameterNode().parameterNode
        if level:
            node.SetParameter(_FINDING_PREFIX + feature, level)
        else:
            node.UnsetParameter(_FINDING_PREFIX + feature)

    def enteredFindings(self) -> dict[str, str]:
        """Return the entered findings, feature id to level id."""
        node = self.getParameterNode().parameterNode
        return {name[len(_FINDING_PREFIX):]: node.GetParameter(name) for name in node.GetParameterNames()
                if name.startswith(_FINDING_PREFIX)}

    def setSequenceRole(self, volumeNode, role: str) -> None:
        """Give a volume a sequence role ("T1", "STIR", ...; see EMHAssistLib.Roles); "" takes it out of the case.

        :raises ValueError: the role is unknown
        """
        Volumes.setRole(volumeNode, role)

    def addRegion(self, name: str, role: str, center, radii, axes=None, shape: str = DEFAULT_SHAPE):
        """Add a region as a Markups ROI node; see EMHAssistLib.Scene.RoiNodes.addRoi.

        :param name: name of the node
        :param role: region role ("epidural_lesion", "marrow", ...; see EMHAssistLib.Roles)
        :param center: (3,) RAS mm
        :param radii: (3,) half the size along each axis, mm
        :param axes: (3, 3) directions of the axes in RAS as columns; None along R, A and S
        :param shape: "Ellipsoid" or "Box"
        :return: the vtkMRMLMarkupsROINode
        :raises ValueError: the role or shape is unknown, or the name holds a percent sign
        """
        return addRoi(slicer.mrmlScene, name, role, center, radii, axes, shape)

    def addCurve(self, name: str, role: str, points, thickness: float):
        """Add a region as a Markups closed curve.

        :param name: name of the node
        :param role: name of a region role
        :param points: (N, 3) control points in RAS mm, three or more in a plane
        :param thickness: mm, half of it to each side of the plane
        :return: the vtkMRMLMarkupsClosedCurveNode
        :raises ValueError: the role is unknown, or points, thickness or name cannot be used
        """
        return addCurve(slicer.mrmlScene, name, role, points, thickness)

    def placeRegion(self, role: str, shape: str = DEFAULT_SHAPE):
        """Start placing a region: the user clicks two opposite corners in a slice view, or the points of a curve.

        :param shape: "Ellipsoid", "Box" or "Curve"
        :return: the markups node, empty until it is placed
        :raises ValueError: the role or shape is unknown
        """
        return startPlacing(slicer.mrmlScene, slicer.app.applicationLogic(), role, shape)

    def useSegmentsAsReferences(self, segmentationNode=None, margin: float = DEFAULT_MARGIN) -> list[Reference]:
        """Make segments references by their names, eroded; see EMHAssistLib.Scene.References.useAsReferences.

        :param segmentationNode: vtkMRMLSegmentationNode; None for all in the scene
        :param margin: mm left out along the surface of each segment, which itself is not changed
        :return: the segments with their role and the margin that is left out
        :raises ValueError: the margin is negative, or the name of no segment tells a tissue
        """
        nodes = [segmentationNode] if segmentationNode else nodesByClass(slicer.mrmlScene, "vtkMRMLSegmentationNode")
        return useAsReferences(nodes, margin)

    def setLevel(self, region: RegionSource, level: str) -> None:
        """Name the vertebral level of a region ("T5"); "" for none.

        :param region: RegionSource(roiNode), or RegionSource(segmentationNode, segmentId)
        :raises ValueError: it is not a vertebral level
        """
        region.setLevel(level)

    def planCoilCorrection(self) -> tuple[CoilCorrection, ...]:
        """Return the series that can be coil-corrected, with the regions to do it by.

        :raises ValueError: there is no such series, or no reference region
        """
        return planCorrections(slicer.mrmlScene, self._regionReader.regions(slicer.mrmlScene))

    def correctCoil(self, progress: Callable[[float], None] | None = None) -> list:
        """Take the shading of the coil out of all MR series, into new volumes; both values are measured from then on.

        :param progress: called with the finished fraction, 0 to 1; may raise to cancel, then nothing has changed
        :return: the corrected volume nodes, each referenced from its original
        :raises ValueError: there is nothing to correct, or too little reference tissue to do it by
        """
        corrections = self.planCoilCorrection()
        return storeCorrections(slicer.mrmlScene, corrections, computeCorrections(corrections, progress))

    def start(self) -> None:
        """Keep the results up to date from now on, unless autoUpdate is off. Starting twice does no harm."""
        node = self.getParameterNode().parameterNode
        if self._sceneObserver is None:
            self._sceneObserver = SceneObserver(slicer.mrmlScene, self._onChanged)
        if self._parameterObserver is None or self._parameterObserver[0] is not node:
            self._unobserveParameterNode()
            self._parameterObserver = (node, node.AddObserver(vtk.vtkCommand.ModifiedEvent, self._onParameters))
        self._outlines.show()
        self._onChanged()

    def stop(self) -> None:
        """Watch nothing, forget the result and take it out of the views; the nodes keep theirs."""
        self._timer.stop()
        if self._sceneObserver is not None:
            self._sceneObserver.stop()
            self._sceneObserver = None
        self._unobserveParameterNode()
        self.result, self.problem = None, ""
        self._parameterNode = None
        # What is kept from update to update holds on to voxels.
        self._cache, self._seriesReader, self._regionReader = Cache(), Volumes.SeriesReader(), RegionReader()
        self._outlines.remove()
        self._caseBox.setText("")

    def cleanup(self) -> None:
        """Stop for good."""
        self._listeners.clear()
        self.stop()

    def addResultListener(self, listener: Callable[[], None]) -> None:
        """Have a function called, without arguments, whenever there is a new result."""
        self._listeners.append(listener)

    def update(self) -> Result | None:
        """Compute the case of the scene now and show it in tables, at the lesions and in the views.

        Volumes that have never had a role get the guessed one, curves without a thickness that of the slices they were
        drawn on.

        :return: the result; None when there is none, then ``problem`` says why
        """
        parameterNode = self.getParameterNode()
        self._updating = True
        try:
            self._seriesReader.guessRoles(slicer.mrmlScene)
            for node in nodesByClass(slicer.mrmlScene, "vtkMRMLMarkupsClosedCurveNode"):
                if RegionSource(node).role:
                    guessSlabThickness(node)
            case = Case(self._seriesReader.series(slicer.mrmlScene), self._regionReader.regions(slicer.mrmlScene),
                        self.enteredFindings(), self.setting(), self.options(),
                        self._vertebrae.vertebrae(slicer.mrmlScene), self.weighing())
            self.result, self.problem = analyze(case, self.model, self._cache), ""
            self._writeTables(parameterNode)
        except ValueError as error:
            logging.warning(f"EMHAssist has no result: {error}")
            self.result, self.problem = None, str(error)
        finally:
            self._updating = False
        self._show(parameterNode)
        for listener in self._listeners:
            listener()
        return self.result

    def refreshViews(self) -> None:
        """Show ellipsoids and readout in the views of the present layout."""
        if self._sceneObserver is not None:
            self._outlines.show()
        self._caseBox.refresh()

    def exportResult(self, folder: str) -> list:
        """Write the tables as CSV (see EMHAssistLib.Report.Files.TABLES) and readout.json.

        :raises ValueError: there is no result yet
        :raises OSError: a file cannot be written
        """
        if self.result is None:
            raise ValueError("There is no result to write yet. " + self.problem)
        return writeResult(self.result, self.model, folder)

    def _show(self, parameterNode: EMHAssistParameterNode) -> None:
        self._updating = True
        try:
            reference = self.reference()
            showValues(slicer.mrmlScene, self.result if parameterNode.showValues else None, reference)
            self._caseBox.setText(boxText(self.result if parameterNode.showCaseBox else None, reference))
        finally:
            self._updating = False

    def _writeTables(self, parameterNode: EMHAssistParameterNode) -> None:
        for parameter, name, table in (
                ("measurementTable", "EMHAssist measurements", measurementTable(self.result)),
                ("ratioTable", "EMHAssist ratios", ratioTable(self.result)),
                ("differentialTable", "EMHAssist differential", differentialTable(self.result))):
            node = parameterNode.parameterNode.GetNodeReference(parameter)
            # Nothing is added to a scene that holds nothing of ours.
            if node is None and self.result.measurements:
                node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTableNode", name)
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
        # Whether and where results are shown does not wait for the next update.
        if not self._updating and not self.getParameterNode().autoUpdate:
            self._show(self.getParameterNode())
        self._onChanged()

    def _unobserveParameterNode(self) -> None:
        if self._parameterObserver is not None:
            node, tag = self._parameterObserver
            node.RemoveObserver(tag)
            self._parameterObserver = None


class EMHAssistTest(ScriptedLoadableModuleTest):
    """The tutorial on the synthetic case, from loading it to the readout."""

    def setUp(self) -> None:
        """Start from an empty scene."""
        slicer.mrmlScene.Clear()

    def runTest(self) -> None:
        """Run all tests; "Reload and Test" and the SelfTests module call this."""
        self.setUp()
        self.test_Tutorial()

    def test_Tutorial(self) -> None:
        """Load the sample, get ratios near the truth, move a region and see the values follow."""
        self.delayDisplay("Loading the synthetic case")
        import SampleData

        registerSampleData()
        source = SampleData.SampleDataLogic().sourceForSampleName(SAMPLE_NAME)
        source.customDownloader(source)
        logic = EMHAssistLogic()
        try:
            result = logic.update()
            self.assertIsNotNone(result, logic.problem)
            lesions = [row for row in result.comparisons if row.reference == "marrow"]
            self.assertEqual({row.series.role for row in lesions}, {"T1", "T2", "STIR", "T1post"})
            for row in lesions:
                self.assertTrue(row.comparison.measurable, row.note)
            self.delayDisplay("Ratios are measured")

            logic.start()
            slicer.app.processEvents()
            node = slicer.mrmlScene.GetNodeByID(lesions[0].lesion.key[0])
            before = logic.result.comparisons[0].comparison.value
            center = [0.0] * 3
            node.GetCenter(center)
            node.SetCenter(center[0], center[1], center[2] + 2 * node.GetSize()[2])
            # Updates wait for the event loop, where the open panel may take its turn first.
            for _turn in range(100):
                slicer.app.processEvents()
                if logic.result.comparisons[0].comparison.value != before:
                    break
            self.assertNotEqual(logic.result.comparisons[0].comparison.value, before)
            self.delayDisplay("Test passed")
        finally:
            logic.cleanup()
