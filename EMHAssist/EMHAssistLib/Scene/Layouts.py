"""Showing a chart in the layout, and giving the user's layout back."""

from __future__ import annotations

import slicer


def layoutNode(scene):
    """Return the node that knows the layout, None without a main window."""
    return scene.GetFirstNodeByClass("vtkMRMLLayoutNode")


def isChartShown(scene, applicationLogic, chart) -> bool:
    """Tell whether the layout has plot views, and the chart is the one they are to show."""
    layout = layoutNode(scene)
    return (chart is not None and layout is not None and _hasPlot(layout.GetViewArrangement())
            and applicationLogic.GetSelectionNode().GetActivePlotChartID() == chart.GetID())


def showChart(scene, applicationLogic, chart) -> int:
    """Show a chart in a layout with a plot view, the one that is most like the present one.

    :return: the layout there was; 0 without a main window, or if it has a plot view itself
    """
    applicationLogic.GetSelectionNode().SetActivePlotChartID(chart.GetID())
    layout = layoutNode(scene)
    before = layout.GetViewArrangement() if layout is not None else 0
    if layout is None or _hasPlot(before):
        before = 0
    else:
        layout.SetViewArrangement(slicer.vtkSlicerPlotsLogic.GetLayoutWithPlot(before))
    # Plot views are made when a layout first shows them.
    applicationLogic.PropagatePlotChartSelection()
    return before


def hideChart(scene, applicationLogic, layoutBefore: int) -> None:
    """Take the chart out of the plot views and give the layout back.

    :param layoutBefore: what showChart returned; 0 keeps the layout
    """
    applicationLogic.GetSelectionNode().SetActivePlotChartID(None)
    applicationLogic.PropagatePlotChartSelection()
    layout = layoutNode(scene)
    if layout is not None and layoutBefore:
        layout.SetViewArrangement(layoutBefore)


def _hasPlot(layout: int) -> bool:
    return slicer.vtkSlicerPlotsLogic.GetLayoutWithPlot(layout) == layout
