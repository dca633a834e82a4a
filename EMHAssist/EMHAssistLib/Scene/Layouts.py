"""Showing a chart in the layout, and giving the user's layout back."""

from __future__ import annotations

import slicer

NO_LAYOUT = -1  # layouts are numbered from 0


def isChartShown(scene, applicationLogic, chart) -> bool:
    """Tell whether the layout has plot views, and the chart is the one they are to show."""
    return (chart is not None and _hasPlot(_layout(scene))
            and applicationLogic.GetSelectionNode().GetActivePlotChartID() == chart.GetID())


def showChart(scene, applicationLogic, chart) -> int:
    """Show a chart in a layout with a plot view, the one that is most like the present one.

    :return: the layout to give back later; NO_LAYOUT without a main window, or if the present one has a plot view
    """
    applicationLogic.GetSelectionNode().SetActivePlotChartID(chart.GetID())
    before = _layout(scene)
    if _hasPlot(before):
        before = NO_LAYOUT
    elif before != NO_LAYOUT:
        _setLayout(scene, slicer.vtkSlicerPlotsLogic.GetLayoutWithPlot(before))
    # Plot views are made when a layout first shows them.
    applicationLogic.PropagatePlotChartSelection()
    return before


def hideChart(scene, applicationLogic, layoutBefore: int) -> None:
    """Take the chart out of the plot views and give the layout back.

    :param layoutBefore: what showChart returned; NO_LAYOUT keeps the present one
    """
    applicationLogic.GetSelectionNode().SetActivePlotChartID(None)
    applicationLogic.PropagatePlotChartSelection()
    if layoutBefore != NO_LAYOUT:
        _setLayout(scene, layoutBefore)


def _layout(scene) -> int:
    node = scene.GetFirstNodeByClass("vtkMRMLLayoutNode")
    return NO_LAYOUT if node is None else node.GetViewArrangement()


def _setLayout(scene, layout: int) -> None:
    node = scene.GetFirstNodeByClass("vtkMRMLLayoutNode")
    if node is not None:
        node.SetViewArrangement(layout)


def _hasPlot(layout: int) -> bool:
    return layout != NO_LAYOUT and slicer.vtkSlicerPlotsLogic.GetLayoutWithPlot(layout) == layout
