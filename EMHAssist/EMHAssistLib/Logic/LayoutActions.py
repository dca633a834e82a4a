"""Layouts that are there for a while: all series side by side, and the plot of the ratios."""

from __future__ import annotations

import slicer

from ..Display.Layouts import hideChart, isChartShown, showChart
from ..Display.RatioPlotNodes import RatioPlotWriter
from ..Display.SeriesLayout import SeriesLayout
from ..Display.Translation import translated
from ..Display.WindowLevel import setWindowLevel
from ..Measurement import Margins
from ..Report.RatioGrid import ratioGrid
from ..Report.RatioPlot import ratioPlot
from . import Choices
from .LiveCase import LiveCase


class LayoutActions(LiveCase):
    """Layouts that are there for a while: all series side by side, and the plot of the ratios."""

    def __init__(self) -> None:
        super().__init__()
        self._seriesLayout = SeriesLayout(self._scene, slicer.app.layoutManager())
        self._ratioChart = RatioPlotWriter()

    def showAllSeries(self) -> None:
        """Show all series of the case side by side, linked, in the plane most of them were acquired in.

        Each is in a slice view of its own that bears its role; the views of the user are left alone. Brightness and
        contrast are those of the roles, unless somebody has chosen others. A scene that is saved meanwhile opens in the
        layout of whoever opens it. restoreLayout(), another layout, and closing the scene end it.

        :raises ValueError: there is no main window, or no series that can be shown
        """
        allSeries = self._reader.series()
        for series in allSeries:
            setWindowLevel(self._scene.GetNodeByID(series.source), series.role)
        self._seriesLayout.show(allSeries)
        # The views get their sizes from the event loop, and what fits depends on them.
        slicer.app.processEvents()
        if self.showsAllSeries:
            self._seriesLayout.fit(self._reader.series())

    def restoreLayout(self) -> None:
        """Give the user's layout back after showAllSeries, with all in it as it was; nothing of ours is left."""
        self._seriesLayout.restore()

    def refreshAllSeries(self) -> None:
        """Have the series that are side by side follow those of the case."""
        if self.showsAllSeries:
            self._seriesLayout.refresh(self._reader.series())

    @property
    def showsAllSeries(self) -> bool:
        """Whether the series are side by side now."""
        return self._seriesLayout.isShown

    def showRatioPlot(self, isShown: bool) -> None:
        """Show the ratios with their intervals in a plot view, which the layout gets if it has none (True), or take
        the plot out of the views and give the former layout back (False). Series side by side end for it.

        The chart is a vtkMRMLPlotChartNode in the scene, the reference "ratioChart" of the parameter node. It follows
        the result from then on, shown or not.
        """
        node, applicationLogic = self.getParameterNode(), slicer.app.applicationLogic()
        if isShown:
            # Else the plot would come into a layout that is there only while the series are side by side.
            self.restoreLayout()
        if isShown == self.isRatioPlotShown():
            return
        if isShown:
            if self._ratioChartNode() is None:
                node.ratioChart = self._scene.AddNewNodeByClass("vtkMRMLPlotChartNode", "EMHAssist ratios")
            self.writeRatioChart()
            showChart(self._scene, applicationLogic, self._ratioChartNode())
        else:
            hideChart(self._scene, applicationLogic)

    def isRatioPlotShown(self) -> bool:
        """Tell whether the plot of the ratios is in the layout; the user may have chosen another layout meanwhile."""
        return isChartShown(self._scene, slicer.app.applicationLogic(), self._ratioChartNode())

    def _ratioChartNode(self):
        # Asked of the node itself: the wrapper keeps what it has read, and while a scene is loaded that is none.
        return self.getParameterNode().parameterNode.GetNodeReference("ratioChart")

    def writeRatioChart(self) -> None:
        """Make the chart show the present result, if there is one."""
        chart = self._ratioChartNode()
        if chart is not None:
            # In the order of the case, not of the table: a lesion keeps its color.
            reference = Choices.reference(self.getParameterNode(), self.result)
            margins = self.result.case.options.margins if self.result else Margins()
            with self.quietly():
                self._ratioChart.write(chart, ratioPlot(
                    ratioGrid(self.result, reference), reference, margins, translated))
