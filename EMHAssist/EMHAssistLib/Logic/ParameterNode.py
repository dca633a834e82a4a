"""Choices of the user and where the results are, kept in the parameter node of the module."""

from typing import TYPE_CHECKING, Annotated

from slicer import vtkMRMLPlotChartNode, vtkMRMLScriptedModuleNode, vtkMRMLTableNode, vtkMRMLTextNode
from slicer.parameterNodeWrapper import WithinRange, parameterNodeWrapper

from ..Case import MarrowState
from ..Display.BoxView import AUTOMATIC
from ..Likelihood import Assumptions
from ..Measurement import Margins
from ..RegionShapes import DEFAULT_SHAPE
from ..Roles import REGION_ROLES
from ..Scene.Cases import FINDING_PREFIX

# What the names of parameters begin with that stand beside those of the wrapper: of findings that were cleared last,
# this and the id of the feature; of sizes that the user has chosen, this and the name of the role.
CLEARED_PREFIX = "ClearedFinding."
SIZE_PREFIX = "PlaceSize."
FURTHER_PARAMETERS = (FINDING_PREFIX, CLEARED_PREFIX, SIZE_PREFIX)
# Parameters that change what is shown and nothing that is computed.
VIEW_PARAMETERS = frozenset({"showValues", "showReferenceNames", "showCaseBox", "showScene3D", "boxPosition", "boxSize",
                             "boxContent", "boxView", "boxPlace", "keepInViews", "ratioOrder", "ratioOrderDescending",
                             "placeRole", "placeShape", "placeSeveral", "suggestions"})
# Parameters that are references to nodes.
NODE_PARAMETERS = frozenset({"modelText", "measurementTable", "ratioTable", "differentialTable", "ratioChart"})


@parameterNodeWrapper
class EMHAssistParameterNode:
    """Choices of the user and where the results are. Entered findings stand beside, as "Finding.<feature>",
    and those that were cleared last, as "ClearedFinding.<feature>".

    setting - clinical setting, which is the prior: ids of a base prior and of conditions of the model, joined by "+";
        empty for the first base prior of the model.
    priorPercent - prior probability of EMH in percent; 0 for that of the setting.
    likelihoodRatioCap - no finding changes the odds of two diagnoses by more than this factor; 0 for that of the model.
    temper - multiplies the weight of all findings.
    reference - reference role that single values refer to; empty for the first one there is.
    similarLow, similarHigh - margins within which a ratio is called similar.
    nearestReference - compare each lesion with the reference regions at its level alone.
    ironMarked - the user knows of iron in marrow or lesions.
    marrowState - whether the marrow is red or fatty; see EMHAssistLib.Case.MarrowState.
    autoUpdate - compute again whenever something changes.
    showValues - show the ratios beside the lesions.
    showReferenceNames - show the names of references as well.
    showCaseBox - show the readout in the slice and 3D views: a box in one, a line in the others.
    boxView - name of the view with the box; "automatic" or "none".
    boxPlace - where the user has moved the box, as two numbers from 0 to 1, left to right and bottom to top; empty for
        the corner.
    showScene3D - show lesions and references as surfaces in the 3D views.
    boxPosition, boxSize, boxContent - corner, size ("small", "medium", "large") and text ("short", "full") of that box;
        see EMHAssistLib.Logic.ViewActions.
    keepInViews - leave all that is drawn in the views when the user goes on to another module.
    ratioOrder, ratioOrderDescending - label of the series that the shown ratios are sorted by; empty for no sorting.
    modelName - name and version of the user's own likelihood model; empty for the built-in one.
    modelText - its text.
    placeRole - region role that was placed last; the size of its regions stands beside, as "PlaceSize.<role>".
    placeShape - shape of regions to place; see EMHAssistLib.RegionShapes.
    placeSeveral - go on placing after a region is placed, until the user ends it.
    suggestions - regions that are proposed and wait for the user, as EMHAssistLib.Suggestion.ProposalText writes them.
    measurementTable, ratioTable, differentialTable - the results.
    ratioChart - the plot of the ratios, once it was shown.
    """

    setting: str = ""
    priorPercent: Annotated[float, WithinRange(0, 99.9)] = 0.0
    likelihoodRatioCap: Annotated[float, WithinRange(0, 1000)] = 0.0
    temper: Annotated[float, WithinRange(0, 2)] = Assumptions().temper
    reference: str = ""
    similarLow: float = Margins().low
    similarHigh: float = Margins().high
    nearestReference: bool = False
    ironMarked: bool = False
    marrowState: str = MarrowState.UNKNOWN.value
    autoUpdate: bool = True
    showValues: bool = True
    showReferenceNames: bool = False
    showCaseBox: bool = True
    showScene3D: bool = True
    boxPosition: str = "upperLeft"
    boxSize: str = "medium"
    boxContent: str = "short"
    boxView: str = AUTOMATIC
    boxPlace: str = ""
    keepInViews: bool = True
    ratioOrder: str = ""
    ratioOrderDescending: bool = False
    modelName: str = ""
    modelText: vtkMRMLTextNode
    placeRole: str = REGION_ROLES[0].name
    placeShape: str = DEFAULT_SHAPE
    placeSeveral: bool = False
    suggestions: str = ""
    measurementTable: vtkMRMLTableNode
    ratioTable: vtkMRMLTableNode
    differentialTable: vtkMRMLTableNode
    ratioChart: vtkMRMLPlotChartNode

    if TYPE_CHECKING:
        # What the wrapper adds.
        parameterNode: vtkMRMLScriptedModuleNode

        def __init__(self, parameterNode: vtkMRMLScriptedModuleNode) -> None: ...
