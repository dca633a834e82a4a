"""The ratios as a plot chart node, which Slicer's plot views show and scenes save."""

from __future__ import annotations

from collections import defaultdict

import slicer
from slicer.i18n import tr as _

from ..Measurement import Relation
from ..Report.RatioPlot import BAND_COLUMNS, RatioPlot
from ..Report.Readout import RELATION_COLORS
from .TableNodes import TableWriter
from .TextBoxes import withoutFormulas

# Marks the series that are ours: the user may add others to the chart.
_OURS = "EMHAssist.RatioChart"
_BAND_WIDTH, _INTERVAL_WIDTH, _MARKER_SIZE = 16, 2, 11  # pixels
_TITLE_SIZE, _AXIS_SIZE, _LEGEND_SIZE = 13, 13, 11
# The legend shows the names of series. A space that is not seen lets a script that asks the scene for a lesion by its
# name get the lesion.
_UNLIKE_REGION = "\u00a0"
# Plot views have a light ground in every theme. After Okabe and Ito (Color Universal Design, 2008), without the colors
# that are pale on it.
_COLORS = ((0.84, 0.37, 0.00), (0.00, 0.45, 0.70), (0.80, 0.47, 0.65), (0.00, 0.00, 0.00), (0.00, 0.62, 0.45))
_GRAY = (0.35, 0.35, 0.35)
_BAND_PALE = 0.78  # share of white


class RatioPlotWriter:
    """Keeps one chart node, its series and their tables at the present result; touches only what has changed."""

    def __init__(self):
        self._tables: dict[str, TableWriter] = defaultdict(TableWriter)
        self._ranges: tuple | None = None

    def write(self, chart, plot: RatioPlot) -> None:
        """Make a chart node in a scene show a plot.

        :param chart: vtkMRMLPlotChartNode
        :param plot: what it shows
        """
        with slicer.util.NodeModify(chart):
            series = self._series(chart, 2 + len(plot.lesions))
            band, interval, lesions = series[0], series[1], series[2:]
            bandTable, pointTable = _table(band, "EMHAssist plotted band"), _table(interval, "EMHAssist plotted ratios")
            # A series whose column is not there yet would make the view complain: tables first.
            self._tables["band"].write(bandTable, plot.band)
            self._tables["points"].write(pointTable, plot.points)
            _describe(band, plot.similar, bandTable, BAND_COLUMNS, _pale(RELATION_COLORS[Relation.SIMILAR]),
                      width=_BAND_WIDTH)
            _describe(interval, _("95 % interval"), pointTable, ("x", "interval"), _GRAY, width=_INTERVAL_WIDTH)
            for number, (node, (name, column)) in enumerate(zip(lesions, plot.lesions)):
                _describe(node, withoutFormulas(name) + _UNLIKE_REGION, pointTable, ("x", column),
                          _COLORS[number % len(_COLORS)], marker=_markers()[number % len(_markers())])
                node.SetLabelColumnName("sequence")
            self._describeChart(chart, plot)

    def _describeChart(self, chart, plot: RatioPlot) -> None:
        chart.SetTitle(withoutFormulas(plot.title))
        chart.SetXAxisTitle(withoutFormulas(plot.sequences))
        # What the user has zoomed in on stays until there is something else to see.
        ranges = chart.GetID(), plot.xRange, plot.yRange
        if ranges == self._ranges:
            return
        self._ranges = ranges
        chart.SetYAxisTitle(_("Ratio (log scale)") if plot.isLogarithmic else _("Ratio"))
        chart.SetTitleFontSize(_TITLE_SIZE)
        chart.SetAxisTitleFontSize(_AXIS_SIZE)
        chart.SetLegendFontSize(_LEGEND_SIZE)
        # Numbers that are measured are not for moving.
        chart.EnablePointMoveAlongXOff()
        chart.EnablePointMoveAlongYOff()
        chart.SetYAxisLogScale(plot.isLogarithmic)
        chart.XAxisRangeAutoOff()
        chart.YAxisRangeAutoOff()
        chart.SetXAxisRange(*plot.xRange)
        chart.SetYAxisRange(*plot.yRange)

    def _series(self, chart, count: int) -> list:
        """Return as many series of ours as are needed, in the order they are drawn in."""
        nodes = [chart.GetNthPlotSeriesNode(index) for index in range(chart.GetNumberOfPlotSeriesNodes())]
        ours = [node for node in nodes if node is not None and node.GetAttribute(_OURS)]
        for node in ours[count:]:
            chart.RemovePlotSeriesNodeID(node.GetID())
            chart.GetScene().RemoveNode(node)
        for _number in range(count - len(ours)):
            node = chart.GetScene().AddNewNodeByClass("vtkMRMLPlotSeriesNode")
            node.SetAttribute(_OURS, "1")
            chart.AddAndObservePlotSeriesNodeID(node.GetID())
            ours.append(node)
        return ours[:count]


def _table(series, name: str):
    """Return the table node of a series, made if there is none."""
    return series.GetTableNode() or series.GetScene().AddNewNodeByClass("vtkMRMLTableNode", name)


def _describe(series, name: str, table, columns: tuple[str, str], color, width: float = 0, marker=None) -> None:
    """Say what a series shows and how: a line if it has a width, a marker if it has one."""
    with slicer.util.NodeModify(series):
        series.SetName(name)
        if series.GetTableNodeID() != table.GetID():
            series.SetAndObserveTableNodeID(table.GetID())
        series.SetXColumnName(columns[0])
        series.SetYColumnName(columns[1])
        series.SetPlotType(series.PlotTypeScatter)
        series.SetLineStyle(series.LineStyleSolid if width else series.LineStyleNone)
        series.SetLineWidth(width or 1)
        series.SetMarkerStyle(series.MarkerStyleNone if marker is None else marker)
        series.SetMarkerSize(_MARKER_SIZE)
        series.SetColor(*color)


def _markers() -> tuple[int, ...]:
    node = slicer.vtkMRMLPlotSeriesNode
    # One less than there are colors, so that the pairs repeat late.
    return (node.MarkerStyleCircle, node.MarkerStyleSquare, node.MarkerStyleDiamond, node.MarkerStyleCross)


def _pale(color: str) -> tuple[float, ...]:
    """Return a color, "#rrggbb", mixed with white: lines that overlap may not be transparent."""
    return tuple(_BAND_PALE + (1 - _BAND_PALE) * int(color[start:start + 2], 16) / 255 for start in (1, 3, 5))
