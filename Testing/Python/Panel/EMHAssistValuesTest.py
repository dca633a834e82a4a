"""The values in the panel: intervals, colors and symbols, sorted, copied, saved, and drawn."""

import csv
import io
import os
import tempfile
import unittest

import qt
import slicer

from EMHAssistCases.Contrast import contrast
from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addRoi
from EMHAssistLib.Case import MarrowState
from EMHAssistLib.Measurement import Margins
from EMHAssistLib.Report.RatioGrid import SHOWN_COLUMNS
from EMHAssistLib.Report.Readout import RELATION_COLORS, RELATION_SYMBOLS, RESEARCH_USE
from EMHAssistLib.Scene import Volumes

# Grounds of tables and panels in Slicer's light and dark themes.
LIGHT, DARK = "#ffffff", "#323232"
ODD_NAMES = ("<b>bold</b>", "100 %", "tab\there", "two\nlines", "\u0141\u00f3d\u017a \u810a\u6912", '"quoted", comma',
             "x" * 200)


def over(top, ground):
    """Return what is seen of a transparent color on a ground."""
    share = top.alpha() / 255
    return qt.QColor(*(round(share * getattr(top, part)() + (1 - share) * getattr(ground, part)())
                       for part in ("red", "green", "blue")))


class ValuesCase(ModuleCase):
    """Three lesions: of 120, of 100 and of both, against marrow of 100."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.like = addRoi((10, 8, 10), (8, 8, 8), "other_lesion", name="like")
        self.between = addRoi((0, 8, -8), (8, 8, 8), "paravertebral_lesion", name="between")
        slicer.app.processEvents()
        self.ui, self.table = self.widget.ui, self.widget.ui.ratioTable

    def names(self):
        return [self.table.verticalHeaderItem(line).text() for line in range(self.table.rowCount)]

    def sortBy(self, column):
        self.table.horizontalHeader().sectionClicked.emit(column)
        slicer.app.processEvents()

    def best(self, name, sequence="T1"):
        (row,) = [row for row in self.logic.result.comparisons
                  if row.lesion.name == name and row.series.label == sequence]
        return row.comparison


class TableTest(ValuesCase):
    """The table holds what was measured, and says it without hovering."""

    def testEachCellHasValueIntervalSymbolAndColor(self):
        self.assertEqual(self.names(), ["mass", "like", "between"])
        self.logic.setMargins(0.7, 1.4)  # one region of marrow alone shows no lesion similar by the usual ones
        slicer.app.processEvents()
        relations = set()
        for line, name in enumerate(self.names()):
            for column, sequence in enumerate(("T1", "T2")):
                best, item = self.best(name, sequence), self.table.item(line, column)
                value, interval = item.text().splitlines()
                self.assertTrue(value.startswith(f"{best.value:.2f} {RELATION_SYMBOLS[best.relation]}"), value)
                self.assertEqual(interval, "\u2013".join(f"{end:.2f}" for end in best.claimed))
                self.assertEqual(item.background().color().name(), RELATION_COLORS[best.relation])
                self.assertIn(best.relation, item.data(qt.Qt.AccessibleTextRole))
                relations.add(best.relation)
        self.assertGreater(len(relations), 1)

    def testColorsAreToldApartAndLeaveTextReadable(self):
        self.assertEqual(set(RELATION_COLORS), set(RELATION_SYMBOLS))
        for ground, text in ((LIGHT, "#000000"), (DARK, "#ffffff")):
            for relation, color in RELATION_COLORS.items():
                with self.subTest(relation, ground=ground):
                    self.assertGreaterEqual(contrast(qt.QColor(color), qt.QColor(ground)), 2.9)
            for line in range(self.table.rowCount):
                tint = self.table.item(line, 0).background().color()
                self.assertGreaterEqual(contrast(over(tint, qt.QColor(ground)), qt.QColor(text)), 4.5)

    def testWhatCannotBeMeasuredHasNoColor(self):
        self.like.SetCenter(500, 0, 0)
        slicer.app.processEvents()
        item = self.table.item(1, 0)
        self.assertTrue(item.text().startswith("-"))
        self.assertEqual(item.background().style(), qt.Qt.NoBrush)
        self.assertIn("not measurable", item.toolTip())

    def testDifferencesInHounsfieldUnits(self):
        self.volumes[1].SetName("CT")
        Volumes.setRole(self.volumes[1], "CT")
        slicer.app.processEvents()
        best = self.best("mass", "CT")
        self.assertEqual(self.table.item(0, 1).text().removesuffix(" !").splitlines(),
                         [f"{best.value:+.0f} HU", " to ".join(f"{end:+.0f}" for end in best.claimed)])

    def testColumnsAreAsWideAsWhatIsThereNow(self):
        def widths():
            slicer.app.processEvents()
            return [self.table.columnWidth(column) for column in range(self.table.columnCount)]

        before = widths()
        wide = addRoi((-10, -8, -10), (0.6, 0.6, 0.6), "other_lesion", name="a few voxels, so a wide interval")
        for volume in self.volumes:
            slicer.util.arrayFromVolume(volume)[:4] *= 1000
            slicer.util.arrayFromVolumeModified(volume)
        wide.SetCenter(-10, -8, -18)
        self.assertGreater(widths()[0], before[0])
        slicer.mrmlScene.RemoveNode(wide)
        self.assertEqual(widths(), before)

    def testAnotherFontIsShownInFull(self):
        before = self.table.verticalHeader().defaultSectionSize
        font = qt.QFont(self.widget.panel.widget.font)
        self.addCleanup(self.widget.panel.widget.setFont, qt.QFont(font))
        font.setPixelSize(2 * self.table.fontMetrics().height())
        self.widget.panel.widget.setFont(font)
        for _turn in range(3):
            slicer.app.processEvents()
        self.assertGreater(self.table.verticalHeader().defaultSectionSize, 1.5 * before)

    def testNamesStayInSightInANarrowPanel(self):
        self.assertTrue(self.table.verticalHeader().visible or not self.table.visible)
        self.between.SetName("x" * 200)
        slicer.app.processEvents()
        self.assertLessEqual(self.table.verticalHeader().maximumWidth, 320 / 2)
        self.assertIn("x" * 200, self.table.verticalHeaderItem(2).toolTip())


class SortTest(ValuesCase):
    """By value, and back."""

    def testByValueAndBackToTheOrderOfTheCase(self):
        original = ["mass", "like", "between"]
        values = [self.best(name).value for name in original]
        ascending = [name for _value, name in sorted(zip(values, original))]
        self.assertEqual(ascending, ["like", "between", "mass"])
        for expected in (ascending, ascending[::-1], original):
            self.sortBy(0)
            self.assertEqual(self.names(), expected)
            self.assertEqual([self.table.item(line, 0).text().split()[0] for line in range(3)],
                             [f"{self.best(name).value:.2f}" for name in expected])
        self.assertEqual(self.logic.getParameterNode().ratioOrder, "")

    def testByNumberNotByText(self):
        # As text "-5 HU" comes before "-90 HU", and "0.9" before "10".
        Volumes.setRole(self.volumes[0], "CT")
        slicer.app.processEvents()
        self.logic.sortRatios("CT")
        values = [self.logic.ratios().cells[line, list(self.logic.ratios().sequences).index("CT")].row.comparison.value
                  for line in range(3)]
        self.assertEqual(values, sorted(values))

    def testNotMeasurableComesLastBothWays(self):
        self.like.SetCenter(500, 0, 0)
        slicer.app.processEvents()
        for descending in (False, True):
            self.logic.sortRatios("T1", descending)
            slicer.app.processEvents()
            self.assertEqual(self.names()[-1], "like")

    def testOrderSurvivesLiveUpdates(self):
        self.logic.sortRatios("T1", descending=True)
        slicer.app.processEvents()
        self.assertEqual(self.names(), ["mass", "between", "like"])
        items = [self.table.item(line, column) for line in range(3) for column in range(2)]
        self.lesion.SetCenter(10, 0, 0)
        self.like.SetCenter(-10, 8, 10)
        slicer.app.processEvents()
        self.assertEqual(self.names()[0], "like")
        values = [float(self.table.item(line, 0).text().split()[0]) for line in range(3)]
        self.assertEqual(values, sorted(values, reverse=True))
        self.assertEqual([self.table.item(line, column) for line in range(3) for column in range(2)], items)

    def testOrderIsSavedWithTheScene(self):
        self.logic.sortRatios("T2", descending=True)
        node = self.logic.getParameterNode().parameterNode
        texts = [node.GetParameter(name) for name in node.GetParameterNames()]
        self.assertIn("T2", texts)

    def testUnknownSequenceLeavesTheOrderOfTheCase(self):
        self.logic.sortRatios("STIR")
        slicer.app.processEvents()
        self.assertEqual(self.names(), ["mass", "like", "between"])


class CopyTest(ValuesCase):
    """The same numbers, to the last bit, in the order shown."""

    def rows(self, text, delimiter):
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))

    def testCopiedTextHoldsTheNumbersAndSaysWhatTheyAreFor(self):
        self.logic.sortRatios("T1")
        header, *rows, last = self.rows(self.logic.copyRatios(), "\t")
        self.assertEqual(header, list(SHOWN_COLUMNS))
        self.assertEqual(last, [RESEARCH_USE])
        self.assertEqual([row[0] for row in rows], ["like", "like", "between", "between", "mass", "mass"])
        for row in rows:
            entry = dict(zip(header, row))
            best = self.best(entry["lesion"], entry["sequence"])
            self.assertEqual([float(entry[name]) for name in ("ratio", "low", "high")],
                             [best.value, best.low, best.high])
            self.assertEqual(entry["relation"], best.relation)

    def testDoubtsAreCopied(self):
        self.lesion.SetSize(2, 2, 2)
        slicer.app.processEvents()
        header, first, *_others = self.rows(self.logic.copyRatios(), "\t")
        self.assertIn("few_voxels", dict(zip(header, first))["lesion_flags"])

    def testButtonAndKeyCopy(self):
        self.ui.copyRatiosButton.click()
        # The clipboard may have other line ends than what was put into it.
        self.assertEqual(slicer.app.clipboard().text().split(), self.logic.copyRatios().split())
        slicer.app.clipboard().setText("")
        actions = {action.shortcut.toString(): action for action in self.table.actions()}
        actions["Ctrl+C"].trigger()
        self.assertEqual(slicer.app.clipboard().text().split(), self.logic.copyRatios().split())

    def testSavedFile(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "ratios.csv")
            self.assertEqual(str(self.logic.exportRatios(path)), path)
            with open(path, encoding="utf-8", newline="") as file:
                self.assertEqual(self.rows(file.read(), ","), self.rows(self.logic.copyRatios(), "\t")[:-1])
            self.assertEqual(os.listdir(folder), ["ratios.csv"])
            with self.assertRaises(OSError):
                self.logic.exportRatios(os.path.join(path, "below_a_file.csv"))

    def testOddNamesSurvive(self):
        for name in ODD_NAMES:
            with self.subTest(name):
                self.lesion.SetName(name)
                slicer.app.processEvents()
                # A saved scene holds no tab.
                self.assertEqual(self.rows(self.logic.copyRatios(), "\t")[1][0], name.replace("\t", " "))
                self.assertEqual(" ".join(self.names()[0].split()), " ".join(name.split()))
                self.assertNotIn("<b>", self.table.verticalHeaderItem(0).toolTip())


class ActionsTest(ValuesCase):
    """What a script can do."""

    def testReference(self):
        addRoi((10, -10, -10), (6, 6, 6), "muscle", name="muscle")
        slicer.app.processEvents()
        self.logic.setReference("muscle")
        slicer.app.processEvents()
        self.assertEqual(self.logic.reference(), "muscle")
        self.assertEqual({cell.row.reference for cell in self.logic.ratios().cells.values()}, {"muscle"})
        for role in ("epidural_lesion", "liver"):
            with self.assertRaisesRegex(ValueError, "marrow"):
                self.logic.setReference(role)
        self.assertEqual(self.logic.reference(), "muscle")

    def testMargins(self):
        self.logic.setMargins(0.5, 2.0)
        slicer.app.processEvents()
        self.assertEqual(self.logic.result.case.options.margins, Margins(0.5, 2.0))
        self.assertEqual({self.best(name).relation for name in self.names()}, {"similar"})
        with self.assertRaises(ValueError):
            self.logic.setMargins(1.1, 1.2)
        self.assertEqual(self.logic.options().margins, Margins(0.5, 2.0))

    def testSwitches(self):
        self.logic.setNearestReference(True)
        self.logic.setIronKnown(True)
        options = self.logic.options()
        self.assertTrue(options.nearestReference and options.ironMarked)

    def testMarrowStateIsChosenInThePanelAndByTheLogic(self):
        box = self.ui.marrowStateBox
        self.assertEqual([box.itemData(index) for index in range(box.count)], list(MarrowState))
        self.assertEqual(self.logic.options().marrowState, MarrowState.UNKNOWN)
        box.activated.emit(box.findData("fatty"))
        self.assertEqual(self.logic.options().marrowState, MarrowState.FATTY)
        self.logic.setMarrowState("red")
        slicer.app.processEvents()
        self.assertEqual(box.itemData(box.currentIndex), "red")
        self.assertEqual(self.logic.result.case.options.marrowState, MarrowState.RED)
        with self.assertRaisesRegex(ValueError, "unknown, red, fatty"):
            self.logic.setMarrowState("yellow")

    def testWithoutAReferenceThereIsNothingToCopyAndItIsSaid(self):
        slicer.mrmlScene.RemoveNode(self.marrow)
        slicer.app.processEvents()
        self.assertEqual(self.table.rowCount, 0)
        self.assertFalse(self.ui.copyRatiosButton.enabled or self.ui.saveRatiosButton.enabled)
        with self.assertRaisesRegex(ValueError, "reference"):
            self.logic.copyRatios()


class DrawingTest(ValuesCase):
    """The drawing under the table."""

    def chart(self):
        (chart,) = [child for child in self.ui.ratioChartWidget.findChildren(qt.QWidget) if child.accessibleName]
        return chart

    def testEveryRatioIsSaidInWords(self):
        lines = self.chart().accessibleDescription.splitlines()
        self.assertEqual(len(lines), 6)
        self.assertIn(f"mass, T1: {self.best('mass').value:.3f}", lines[0])

    def testDifferencesHaveNoPlaceOnTheScale(self):
        Volumes.setRole(self.volumes[1], "CT")
        slicer.app.processEvents()
        self.assertNotIn("CT", self.chart().accessibleDescription)

    def testDrawsInAnyWidthWhateverThereIs(self):
        self.like.SetCenter(500, 0, 0)
        self.lesion.SetName("y" * 200)
        slicer.app.processEvents()
        chart = self.chart()
        for width in (40, 320, 1000):
            chart.resize(width, chart.height)
            chart.grab()

    def testAHundredLesions(self):
        for number in range(100):
            addRoi((-10 + number % 5, number % 7, number % 11), (4, 4, 4), "other_lesion", name=f"lesion {number}")
        slicer.app.processEvents()
        self.assertEqual(self.table.rowCount, 103)
        self.assertLess(self.table.height, 400)
        self.assertLess(self.chart().height, 800)
        self.chart().grab()
        self.logic.sortRatios("T1")
        slicer.app.processEvents()
        values = [cell.row.comparison.value for (line, column), cell in sorted(self.logic.ratios().cells.items(),
                                                                         key=lambda item: item[0]) if column == 0]
        self.assertEqual(values, sorted(values))


if __name__ == "__main__":
    unittest.main()
