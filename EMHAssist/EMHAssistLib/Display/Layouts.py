"""Another layout for a while, such as one with a plot, and the layout of the user again."""

from __future__ import annotations

import slicer

# Attribute of the layout node while its layout is lent: this and what for. Its value: the layout that was lent, the one
# to give back, and the views that the user had enlarged.
_LENT = "EMHAssist.Lent."
_PLOT = "Plot"


def lendLayout(layoutNode, purpose: str, layout: int) -> None:
    """Bring up another layout; giveLayoutBack brings back that of the user, with the views that are enlarged.

    :param layoutNode: vtkMRMLLayoutNode
    :param purpose: what for; each purpose has its own way back
    :param layout: number of a layout that the node knows
    """
    enlarged = [layoutNode.GetMaximizedViewNode(index).GetID()
                for index in range(layoutNode.GetNumberOfMaximizedViewNodes())]
    layoutNode.SetAttribute(_LENT + purpose, " ".join([str(layout), str(layoutNode.GetViewArrangement()), *enlarged]))
    # One of them would hide all that the layout adds.
    layoutNode.RemoveAllMaximizedViewNodes()
    layoutNode.SetViewArrangement(layout)


def giveLayoutBack(layoutNode, purpose: str) -> None:
    """Give the layout back that was there before lendLayout, unless the user has chosen another one since."""
    lent, before, *enlarged = (layoutNode.GetAttribute(_LENT + purpose) or "- -").split()
    layoutNode.RemoveAttribute(_LENT + purpose)
    if str(layoutNode.GetViewArrangement()) == lent:
        layoutNode.RemoveAllMaximizedViewNodes()
        layoutNode.SetViewArrangement(int(before))
        for nodeId in enlarged:
            layoutNode.AddMaximizedViewNode(layoutNode.GetScene().GetNodeByID(nodeId))


def isChartShown(scene, applicationLogic, chart) -> bool:
    """Tell whether the layout has plot views, and the chart is the one they are to show."""
    layoutNode = _layoutNode(scene)
    return (None not in (chart, layoutNode) and _hasPlot(layoutNode)
            and applicationLogic.GetSelectionNode().GetActivePlotChartID() == chart.GetID())


def showChart(scene, applicationLogic, chart) -> None:
    """Show a chart; in a layout with a plot view, the one that is most like the present one, if that has none."""
    applicationLogic.GetSelectionNode().SetActivePlotChartID(chart.GetID())
    layoutNode = _layoutNode(scene)
    if layoutNode is not None and not _hasPlot(layoutNode):
        lendLayout(layoutNode, _PLOT, slicer.vtkSlicerPlotsLogic.GetLayoutWithPlot(layoutNode.GetViewArrangement()))
    # Plot views are made when a layout first shows them.
    applicationLogic.PropagatePlotChartSelection()


def hideChart(scene, applicationLogic) -> None:
    """Take the chart out of the plot views and give the layout back."""
    applicationLogic.GetSelectionNode().SetActivePlotChartID(None)
    applicationLogic.PropagatePlotChartSelection()
    layoutNode = _layoutNode(scene)
    if layoutNode is not None:
        giveLayoutBack(layoutNode, _PLOT)


def _layoutNode(scene):
    """Return the vtkMRMLLayoutNode of the scene; None without a main window."""
    return scene.GetFirstNodeByClass("vtkMRMLLayoutNode")


def _hasPlot(layoutNode) -> bool:
    layout = layoutNode.GetViewArrangement()
    return slicer.vtkSlicerPlotsLogic.GetLayoutWithPlot(layout) == layout
