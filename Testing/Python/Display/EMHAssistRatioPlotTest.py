"""The plot of the ratios: what its nodes hold, that it follows the result, and that the layout comes back."""

import math
import unittest

import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addRoi, reopenScene
from EMHAssistLib.Measurement import Comparison, Margins
from EMHAssistLib.Report.RatioPlot import MOST_LESIONS, ratioRange
from EMHAssistLib.Scene import Volumes


class RatioPlotCase(ModuleCase):
    """Two lesions on T1 and T2."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.second = addRoi((10, 8, 10), (8, 8, 8), "other_lesion", name="second")
        slicer.app.processEvents()

    def tearDown(self):
        self.logic.showRatioPlot(False)
        super().tearDown()

    def chart(self):
        return self.logic.getParameterNode().parameterNode.GetNodeReference("ratioChart")

    def series(self):
        chart = self.chart()
        return [chart.GetNthPlotSeriesNode(index) for index in range(chart.GetNumberOfPlotSeriesNodes())]

    def numbers(self, series):
        """Return the points of a series, those with NaN left out."""
        table = series.GetTableNode().GetTable()
        columns = [table.GetColumnByName(name) for name in (series.GetXColumnName(), series.GetYColumnName())]
        points = [tuple(column.GetValue(row) for column in columns) for row in range(table.GetNumberOfRows())]
        return [point for point in points if not any(map(math.isnan, point))]

    def layout(self):
        return slicer.mrmlScene.GetFirstNodeByClass("vtkMRMLLayoutNode").GetViewArrangement()


class ChartTest(RatioPlotCase):
    """The nodes."""

    def testNamesAreNoFormulas(self):
        self.lesion.SetName("costs $1$ | more")
        slicer.app.processEvents()
        self.logic.showRatioPlot(True)
        # Asked of what draws the legend: a backslash before a dollar sign is not drawn, and a broken bar is none.
        name = self.series()[2].GetName()
        self.assertIn("costs \\$1\\$", name)
        self.assertNotIn("|", name)

    def testPlotHoldsRatiosIntervalsAndMargins(self):
        self.logic.showRatioPlot(True)
        band, interval, *lesions = self.series()
        self.assertEqual([node.GetName().strip() for node in lesions], ["mass", "second"])
        rows = [row for name in ("mass", "second") for row in self.logic.result.comparisons
                if row.lesion.name == name]
        self.assertEqual([y for node in lesions for _x, y in self.numbers(node)],
                         [row.comparison.value for row in rows])
        self.assertEqual([y for _x, y in self.numbers(interval)],
                         [end for row in rows for end in row.comparison.claimed])
        self.assertEqual({y for _x, y in self.numbers(band)}, {Margins().low, Margins().high})
        # Each ratio stands on its interval, at the place of its sequence.
        places = [x for node in lesions for x, _y in self.numbers(node)]
        self.assertEqual(places, [x for x, _y in self.numbers(interval)][::2])
        self.assertEqual([round(x) for x in places], [1, 2, 1, 2])
        self.assertEqual(len(set(places)), 4)
        for place, label in enumerate(("T1", "T2"), start=1):
            self.assertIn(f"{place} = {label}", self.chart().GetXAxisTitle())
        self.assertIn("research use", self.chart().GetTitle())

    def testLesionIsFoundByItsName(self):
        self.logic.showRatioPlot(True)
        self.assertIs(slicer.util.getNode("mass"), self.lesion)

    def testAxisHoldsAllRatios(self):
        slicer.util.arrayFromVolume(self.volumes[0])[:, :, 20:] *= 3
        slicer.util.arrayFromVolumeModified(self.volumes[0])
        slicer.app.processEvents()
        self.logic.showRatioPlot(True)
        low, high = self.chart().GetYAxisRange()
        values = [row.comparison.value for row in self.logic.result.comparisons]
        self.assertGreater(max(values), 3)
        self.assertTrue(all(low < value < high for value in values))

    def testMeaningIsNotByColorAlone(self):
        self.logic.showRatioPlot(True)
        lesions = self.series()[2:]
        self.assertEqual(len({node.GetMarkerStyle() for node in lesions}), len(lesions))
        self.assertEqual(len({node.GetColor() for node in lesions}), len(lesions))

    def testDifferencesAreLeftOutAndItIsSaid(self):
        Volumes.setRole(self.volumes[1], "CT")
        slicer.app.processEvents()
        self.logic.showRatioPlot(True)
        self.assertIn("without CT", self.chart().GetTitle())
        self.assertEqual([len(self.numbers(node)) for node in self.series()[2:]], [1, 1])

    def testManyLesionsWithOneName(self):
        for number in range(15):
            addRoi((-10 + number % 5, number % 7, number % 11), (4, 4, 4), "other_lesion", name="a | b $x$")
        slicer.app.processEvents()
        self.logic.showRatioPlot(True)
        names = [node.GetName().strip() for node in self.series()[2:]]
        self.assertEqual(len(set(names)), MOST_LESIONS)
        self.assertIn(f"first {MOST_LESIONS} of 17", self.chart().GetTitle())
        for node in self.series()[2:]:  # however many, each is nearest to its own sequence
            self.assertEqual([round(x) for x, _y in self.numbers(node)], [1, 2])

    def testWithoutAReferenceThePlotIsEmpty(self):
        self.logic.showRatioPlot(True)
        slicer.mrmlScene.RemoveNode(self.marrow)
        slicer.app.processEvents()
        self.assertEqual(len(self.series()), 2)
        self.assertEqual(self.numbers(self.series()[1]), [])

    def testRangeHoldsEverythingAndStandsStill(self):
        margins = Margins()
        for value in (0.02, 0.9, 1.0, 7.3, 40.0):
            low, high = ratioRange([Comparison("ratio", value, value * 0.9, value * 1.1)], margins)
            self.assertTrue(low < min(value, margins.low) and high > max(value, margins.high), value)
        moved = {ratioRange([Comparison("ratio", 1 + step / 1000, 0.9, 1.1)], margins) for step in range(20)}
        self.assertEqual(len(moved), 1)
        # An interval that tells nothing must not press the band to a line.
        self.assertLess(ratioRange([Comparison("ratio", 1.0, 0.001, 1000.0)], margins)[1], 5)


class LiveTest(RatioPlotCase):
    """The plot follows the result."""

    def testFollowsADragInPlace(self):
        self.logic.showRatioPlot(True)
        before, nodes = self.numbers(self.series()[2]), self.series()
        self.lesion.SetCenter(10, 0, 0)
        slicer.app.processEvents()
        after = self.numbers(self.series()[2])
        self.assertEqual(self.series(), nodes)
        self.assertAlmostEqual(before[0][1], 1.2, delta=0.01)
        self.assertAlmostEqual(after[0][1], 1.0, delta=0.01)

    def testNothingIsTouchedWhenNothingChanges(self):
        self.logic.showRatioPlot(True)
        slicer.app.processEvents()
        nodes = [self.chart(), *self.series(), *(node.GetTableNode() for node in self.series()[:2])]
        modified = [node.GetMTime() for node in nodes]
        self.logic.update()
        self.assertEqual(modified, [node.GetMTime() for node in nodes])

    def testNothingIsAddedBeforeThePlotIsWanted(self):
        self.assertIsNone(self.chart())
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLPlotSeriesNode"), 0)

    def testLesionsComeAndGo(self):
        self.logic.showRatioPlot(True)
        third = addRoi((0, 8, -8), (8, 8, 8), "paravertebral_lesion", name="third")
        slicer.app.processEvents()
        self.assertEqual([node.GetName().strip() for node in self.series()[2:]], ["mass", "second", "third"])
        slicer.mrmlScene.RemoveNode(third)
        slicer.mrmlScene.RemoveNode(self.second)
        slicer.app.processEvents()
        self.assertEqual([node.GetName().strip() for node in self.series()[2:]], ["mass"])
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLPlotSeriesNode"), 3)

    def testSeriesOfTheUserAreLeftAlone(self):
        self.logic.showRatioPlot(True)
        own = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLPlotSeriesNode", "mine")
        self.chart().AddAndObservePlotSeriesNodeID(own.GetID())
        slicer.mrmlScene.RemoveNode(self.second)
        slicer.app.processEvents()
        self.assertIn(own, self.series())
        self.assertEqual(own.GetName(), "mine")

    def testDeletedNodesAreMadeAgain(self):
        self.logic.showRatioPlot(True)
        for remove in (lambda: self.series()[1], lambda: self.series()[2].GetTableNode(), self.chart):
            slicer.mrmlScene.RemoveNode(remove())
            self.logic.update()
            self.logic.showRatioPlot(True)
            self.assertEqual(len(self.numbers(self.series()[2])), 2)

    def testSavedAndLoaded(self):
        self.logic.showRatioPlot(True)
        before = [self.numbers(node) for node in self.series()]
        reopenScene()
        slicer.app.processEvents()
        self.assertEqual([self.numbers(node) for node in self.series()], before)
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLPlotChartNode"), 1)
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLPlotSeriesNode"), len(before))


@unittest.skipIf(slicer.app.layoutManager() is None, "there is no main window and so no layout")
class LayoutTest(RatioPlotCase):
    """The plot comes into the layout, and the layout of the user back."""

    def setUp(self):
        super().setUp()
        slicer.app.layoutManager().setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        slicer.app.processEvents()

    def testLayoutComesBack(self):
        button = self.widget.ui.plotRatiosButton
        for layout in ("SlicerLayoutFourUpView", "SlicerLayoutConventionalView", "SlicerLayoutOneUpRedSliceView"):
            number = getattr(slicer.vtkMRMLLayoutNode, layout)
            slicer.app.layoutManager().setLayout(number)
            slicer.app.processEvents()
            button.click()
            slicer.app.processEvents()
            self.assertNotEqual(self.layout(), number)
            self.assertTrue(self.logic.isRatioPlotShown() and button.checked)
            self.assertEqual(slicer.app.applicationLogic().GetSelectionNode().GetActivePlotChartID(),
                             self.chart().GetID())
            button.click()
            slicer.app.processEvents()
            self.assertEqual(self.layout(), number)
            self.assertFalse(self.logic.isRatioPlotShown() or button.checked)

    def testEnlargedViewComesBack(self):
        layoutNode = slicer.mrmlScene.GetFirstNodeByClass("vtkMRMLLayoutNode")
        red = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
        layoutNode.AddMaximizedViewNode(red)
        self.addCleanup(layoutNode.RemoveAllMaximizedViewNodes)
        self.logic.showRatioPlot(True)
        self.assertEqual(layoutNode.GetNumberOfMaximizedViewNodes(), 0)  # it would hide the plot
        self.logic.showRatioPlot(False)
        self.assertIs(layoutNode.GetMaximizedViewNode(0), red)

    def testPlotOfAnotherCaseGivesTheLayoutBackToo(self):
        number = self.layout()
        self.logic.showRatioPlot(True)
        self.logic.newCase()
        self.logic.showRatioPlot(True)
        self.logic.showRatioPlot(False)
        self.assertEqual(self.layout(), number)

    def testPlotAndSeriesSideBySide(self):
        number, plot, series = self.layout(), self.logic.showRatioPlot, self.logic.showAllSeries
        shown = {"plot": self.logic.isRatioPlotShown, "series": lambda: self.logic.showsAllSeries}
        back = {"plot": lambda: plot(False), "series": self.logic.restoreLayout}
        for steps, expected, closing in (
                ([series, lambda: plot(True)], "plot", ["plot"]),
                ([series, lambda: plot(True)], "plot", ["series", "plot"]),
                ([lambda: plot(True), series], "series", ["series", "plot"]),
                ([lambda: plot(True), series, lambda: plot(True)], "plot", ["plot"]),
                ([series, lambda: plot(True), series], "series", ["plot", "series", "plot"])):
            with self.subTest(f"{len(steps)} steps, {closing}"):
                for step in steps:
                    step()
                    slicer.app.processEvents()
                self.assertEqual([name for name, isShown in shown.items() if isShown()], [expected])
                for name in closing:
                    back[name]()
                    slicer.app.processEvents()
                self.assertEqual(self.layout(), number)
                self.assertEqual([name for name, isShown in shown.items() if isShown()], [])

    def testALayoutTheUserChoosesMeanwhileStays(self):
        self.logic.showRatioPlot(True)
        slicer.app.processEvents()
        self.assertTrue(self.widget.ui.plotRatiosButton.checked)
        chosen = slicer.vtkMRMLLayoutNode.SlicerLayoutOneUpRedSliceView
        slicer.app.layoutManager().setLayout(chosen)
        slicer.app.processEvents()
        self.assertFalse(self.widget.ui.plotRatiosButton.checked)
        self.logic.showRatioPlot(False)
        self.assertEqual(self.layout(), chosen)

    def testALayoutWithAPlotStays(self):
        chosen = slicer.vtkMRMLLayoutNode.SlicerLayoutConventionalPlotView
        slicer.app.layoutManager().setLayout(chosen)
        self.logic.showRatioPlot(True)
        self.assertEqual(self.layout(), chosen)
        self.logic.showRatioPlot(False)
        self.assertEqual(self.layout(), chosen)

    def testPlotViewsShowTheChart(self):
        if slicer.app.layoutManager().plotViewCount == 0:
            self.logic.showRatioPlot(True)
        if slicer.app.layoutManager().plotViewCount == 0:
            self.skipTest("there are no plot views here")
        self.logic.showRatioPlot(True)
        node = slicer.app.layoutManager().plotWidget(0).mrmlPlotViewNode()
        self.assertEqual(node.GetPlotChartNodeID(), self.chart().GetID())


if __name__ == "__main__":
    unittest.main()
