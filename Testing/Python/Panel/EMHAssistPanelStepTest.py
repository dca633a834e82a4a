"""What a step of a drag, and a region more or less, touch in the panel: what has changed, and nothing else."""

import random
import unittest

import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase, wait
from EMHAssistCases.SceneCase import addRoi
from EMHAssistLib.Guidance import MISSING, missingSteps, steps
from EMHAssistLib.Panel.Widgets.Kept import Kept, ofLast
from EMHAssistLib.Panel.Widgets.TableCells import changedRows
from EMHAssistLib.Scene.Regions import RegionSource


class LayoutCounter(qt.QObject):
    """Counts how often a widget is laid out."""

    def __init__(self, widget):
        qt.QObject.__init__(self)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() == qt.QEvent.LayoutRequest
        return False


class StepTest(ModuleCase):
    """Drives the widgets."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.ui = self.widget.ui

    def cells(self, table):
        return [[table.item(line, column) for column in range(table.columnCount)] for line in range(table.rowCount)]

    def texts(self, table):
        return [[cell.text() for cell in row] for row in self.cells(table)]

    def addCurve(self, name, role):
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsClosedCurveNode", name)
        for point in ((-14, -4, 0), (-6, -4, 0), (-6, 4, 0), (-14, 4, 0)):
            node.AddControlPoint(point)
        RegionSource(node).setRole(role)
        slicer.app.processEvents()
        return node

    def testRowsOfRegionsStayWhereOthersComeAndGo(self):
        table = self.ui.regionTable
        curve = self.addCurve("curve", "other_lesion")
        before = self.cells(table)
        self.assertEqual([row[0].text() for row in before], ["mass", "body", "curve"])
        # Curves stand behind: a row comes between others.
        added = addRoi((10, 10, 0), (6, 6, 6), "marrow", name="more")
        slicer.app.processEvents()
        after = self.cells(table)
        self.assertEqual([row[0].text() for row in after], ["mass", "body", "more", "curve"])
        self.assertEqual([*after[:2], after[3]], before)
        self.assertEqual(table.currentRow(), 2)
        slicer.mrmlScene.RemoveNode(self.marrow)
        slicer.app.processEvents()
        self.assertEqual(self.cells(table), [after[0], *after[2:]])
        # What was selected still is.
        self.assertEqual([index.row() for index in table.selectionModel().selectedRows()], [1])
        slicer.mrmlScene.RemoveNode(added)
        slicer.app.processEvents()
        self.assertEqual(list(table.selectionModel().selectedRows()), [])
        table.cellClicked.emit(1, 3)
        self.assertFalse(curve.GetDisplayNode().GetVisibility())

    def testLinesOfValuesStayWhereOthersComeAndGo(self):
        table = self.ui.ratioTable
        self.addCurve("curve", "other_lesion")
        before = self.cells(table)
        added = addRoi((-10, 12, 0), (6, 6, 6), "other_lesion", name="more")
        slicer.app.processEvents()
        after, names = self.cells(table), [table.verticalHeaderItem(line).text() for line in range(table.rowCount)]
        self.assertEqual(names, ["mass", "more", "curve"])
        self.assertEqual([after[0], after[2]], before)
        shown = [[f"{cell.row.comparison.value:.2f}" for (line, _column), cell in sorted(
            self.logic.ratios().cells.items(), key=lambda item: item[0]) if line == one] for one in range(3)]
        self.assertEqual([[text.split()[0] for text in row] for row in self.texts(table)], shown)
        slicer.mrmlScene.RemoveNode(added)
        slicer.app.processEvents()
        self.assertEqual(self.cells(table), [after[0], after[2]])

    def testADragDoesNotLayOutThePanel(self):
        label, before = self.ui.furtherLabel, self.ui.furtherLabel.text
        counter = LayoutCounter(self.ui.sectionsWidget)
        self.addCleanup(self.ui.sectionsWidget.removeEventFilter, counter)
        counter.count = 1
        while counter.count:  # what comes when the mouse rests
            counter.count = 0
            wait(lambda: False, 0.5)
        self.lesion.SetSize(10, 10, 10.4)
        for _turn in range(3):
            slicer.app.processEvents()
        self.assertNotEqual(label.text, before)
        self.assertEqual(counter.count, 0)

    def testTheTextBelowTheValuesIsAsHighAsItsLines(self):
        label, holder = self.ui.furtherLabel, self.ui.furtherWidget
        heights = []
        for number in range(3):
            self.assertEqual(holder.height, label.heightForWidth(holder.width))
            self.assertEqual((label.width, label.height), (holder.width, holder.height))
            heights.append(holder.height)
            addRoi((-10, 8, 4 * number), (6, 6, 6), "other_lesion", name=f"lesion {number}")
            slicer.app.processEvents()
        self.assertEqual(heights, sorted(set(heights)))

    def testWhatIsMissingIsWhatTheGuideSays(self):
        """Whatever comes, goes, and cannot be measured."""
        chance = random.Random(3)
        for _step in range(25):
            node = chance.choice((self.lesion, self.marrow))
            RegionSource(node).setRole(chance.choice(("", "marrow", "muscle", "epidural_lesion")))
            node.RemoveAllControlPoints() if chance.random() < 0.3 else node.SetCenter(10, 0, 0)
            self.logic.setSequenceRole(self.volumes[0], chance.choice(("", "T1")))
            self.logic.setSequenceRole(self.volumes[1], chance.choice(("", "T2")))
            result = self.logic.update()
            self.assertEqual(len(missingSteps(result)), sum(step.state == MISSING for step in steps(result)))


class KeptTest(unittest.TestCase):
    """What was made before is not made again."""

    def testOfObjectsThatComeAgain(self):
        made = []
        kept = Kept(lambda one: made.append(one) or len(made))
        one, equal, other = [1], [1], [2]
        self.assertEqual(kept.each([one, equal]), [1, 2])
        self.assertEqual(kept.each([one, other]), [1, 3])
        self.assertEqual(kept.each([equal]), [4])  # was forgotten

    def testOfTheLastOne(self):
        made = []
        answer = ofLast(lambda one: made.append(one) or len(made))
        one, equal = [1], [1]
        self.assertEqual([answer(one), answer(one), answer(equal), answer(None), answer(None)], [1, 1, 2, 3, 4])

    def testChangedRows(self):
        chance = random.Random(7)
        for _step in range(200):
            before, after = ([chance.randint(0, 3) for _one in range(chance.randint(0, 6))] for _side in range(2))
            first, gone, new = changedRows(before, after)
            self.assertEqual(before[:first] + after[first:first + new] + before[first + gone:], after)
        self.assertEqual(changedRows("abcd", "abXcd"), (2, 0, 1))
        self.assertEqual(changedRows("aaa", "aa"), (2, 1, 0))
        self.assertEqual(changedRows("ab", "ab"), (2, 0, 0))


if __name__ == "__main__":
    unittest.main()
