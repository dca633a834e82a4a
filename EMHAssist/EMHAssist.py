"""EMHAssist, a scripted module of 3D Slicer: is this spinal lesion extramedullary hematopoiesis?

Wiring only: the computation is in EMHAssistLib, the state is in the scene.
"""

import sys

import slicer
from slicer.i18n import tr as _
from slicer.i18n import translate
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleWidget,
)
from slicer.util import VTKObservationMixin

from EMHAssistLib.Logic.AlignmentActions import AlignmentActions
from EMHAssistLib.Logic.AutosaveActions import AutosaveActions
from EMHAssistLib.Logic.CaseActions import CaseActions
from EMHAssistLib.Logic.FindingActions import FindingActions
from EMHAssistLib.Logic.LayoutActions import LayoutActions
from EMHAssistLib.Logic.ModelActions import ModelActions
from EMHAssistLib.Logic.PlacingActions import PlacingActions
from EMHAssistLib.Logic.ReadoutActions import ReadoutActions
from EMHAssistLib.Logic.RegionActions import RegionActions
from EMHAssistLib.Logic.SampleActions import SampleActions
from EMHAssistLib.Logic.SampleData import registerSampleData
from EMHAssistLib.Logic.SeriesActions import SeriesActions
from EMHAssistLib.Logic.SuggestionActions import SuggestionActions
from EMHAssistLib.Logic.ValueActions import ValueActions
from EMHAssistLib.Logic.ViewActions import ViewActions
from EMHAssistLib.Panel.Panel import Panel

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
Compares the signal intensity of epidural and paravertebral lesions of the spine with marrow and other references, and
estimates how likely the lesions are extramedullary hematopoiesis (EMH) rather than metastasis, lymphoma, infection or
another mimic. Research use only: not validated on any patient. A high value never replaces biopsy; a low one never
excludes EMH, infection or cord compression. EMH and malignancy can coexist. What the numbers rest on and how far they
can be trusted: "Model card", under "Model" in the panel.
""")
        self.parent.helpText += _(
            "The question mark in the title of each section opens its chapter of the user guide, without a network.")
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
        self.panel.caseBar.unsaved.refresh()
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
        """Make sure that there is a parameter node and that it is observed.

        Opened again with all as it was, the module has nothing to do: connecting anew would write each widget.
        """
        self._followCase()
        self.logic.start()

    def setParameterNode(self, parameterNode) -> None:
        """Connect the panel with a parameter node, or disconnect it (None)."""
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


class EMHAssistLogic(SuggestionActions, CaseActions, SampleActions, SeriesActions, AlignmentActions, RegionActions,
                     PlacingActions, ValueActions, FindingActions, ReadoutActions, ViewActions, LayoutActions,
                     ModelActions, AutosaveActions, ScriptedLoadableModuleLogic):
    """Everything the panel does, for scripts::

        logic = EMHAssistLogic()
        logic.setSequenceRole(slicer.util.getNode("t1"), "T1")
        logic.addRegion("Epidural T5", "epidural_lesion", center=(0, -30, 12), radii=(3, 3, 6))
        logic.addRegion("Marrow T8", "marrow", center=(0, 10, -50), radii=(6, 6, 6))
        print(logic.update().differential.verdict)

    How it is computed is in EMHAssistLib.Logic.LiveCase, what can be done in the other classes; here they are put
    together.
    """

    def __init__(self) -> None:
        ScriptedLoadableModuleLogic.__init__(self)
        super().__init__()
        for follow in (self.showInViews, self.writeRatioChart, self.refreshAllSeries):
            self.resultChanged.connect(follow)

    def start(self) -> None:
        """Keep the results up to date from now on, unless autoUpdate is off. Starting twice does no harm."""
        wasStarted = self.isStarted
        super().start()
        if not wasStarted:
            self.showInViews()

    def stop(self) -> None:
        """Watch nothing, forget the result and take it out of the views; the nodes keep theirs."""
        self.cancelPlacing()
        self.biasCorrection.cancel()
        self.alignmentCheck.cancel()
        super().stop()
        self.clearViews()

    def cleanup(self) -> None:
        """Stop for good."""
        self.biasCorrection.abandon()
        self.alignmentCheck.abandon()
        self.learning.abandon()
        self.resultChanged.disconnectAll()
        self.restoreLayout()
        self.placingChanged.disconnectAll()
        self.stop()
        self.history.stop()
