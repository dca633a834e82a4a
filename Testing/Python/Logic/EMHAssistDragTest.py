"""After a drag everything that is shown is what a logic and a panel that never saw the drag make of the same scene."""

import numpy as np
import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase, wait
from EMHAssistCases.SceneCase import addRoi, addTransform
from EMHAssistLib.Panel.Panel import Panel

# The mouse rests, s: what is put off meanwhile is shown then.
_REST = 0.5
_TABLES = ("measurementTable", "ratioTable", "differentialTable")


class DragTest(ModuleCase):
    """Drags of some steps, each of which is shown."""

    def setUp(self):
        super().setUp()
        self.hideWindow()
        self.loadCase()
        # Wherever a region goes, its signal is another.
        across = np.linspace(0, 7, 40)
        slope = 1 + 0.3 * (np.sin(across)[:, None, None] + np.sin(across)[:, None] + np.sin(across) ** 2)
        for volume in self.volumes:
            slicer.util.arrayFromVolume(volume)[:] *= slope
            slicer.util.arrayFromVolumeModified(volume)
        self.transform = addTransform(np.eye(4))
        self.under = addRoi((-11, 7, 4), (5, 5, 5), "paravertebral_lesion", name="under a transform")
        self.under.SetAndObserveTransformNodeID(self.transform.GetID())
        addRoi((9, -8, 6), (6, 6, 6), "muscle", name="psoas")
        self.logic.showReferenceNames(True)
        slicer.app.processEvents()

    def testLesion(self):
        self.drag(lambda step: self.lesion.SetCenter(-10 + step, 0.5 * step, 0))

    def testReference(self):
        self.drag(lambda step: self.marrow.SetCenter(10 - 2 * step, 0.5 * step, 0))

    def testRegionUnderATransform(self):
        self.drag(lambda step: self.under.SetSize(5 + step, 5, 5 + step))

    def testTransformAlone(self):
        def move(step):
            matrix = np.eye(4)
            matrix[:3, 3] = 2 * step, -step, 0
            self.transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(matrix))

        self.drag(move)

    def testValueThatSomebodyTookOffIsWrittenAgain(self):
        value = self.valueOn(self.lesion)
        self.assertTrue(value)
        while self.lesion.GetNumberOfMeasurements() and self.valueOn(self.lesion):
            self.lesion.RemoveNthMeasurement(self.lesion.GetNumberOfMeasurements() - 1)
        self.lesion.Modified()
        self.logic.update()
        self.assertEqual(self.valueOn(self.lesion), value)

    def testNumberBehindAValueIsThatOfTheResult(self):
        """Also where so small a step leaves the digits that are shown."""
        for step in range(10):
            self.lesion.SetCenter(-10 + 0.02 * step, 0, 0)
            slicer.app.processEvents()
            row = next(row for row in self.logic.result.comparisons
                       if row.lesion.source.item == self.lesion.GetID() and row.reference == "marrow")
            self.assertEqual(numbersOn(self.lesion), [row.comparison.known])

    def drag(self, move):
        """Move something several times, and compare what is shown before and after with what comes of the scene anew.

        :param move: makes the step of that number
        """
        before = shown(self.logic, self.widget.panel)
        for step in range(1, 5):
            move(step)
            slicer.app.processEvents()
        wait(lambda: False, _REST)
        live = shown(self.logic, self.widget.panel)
        for what, content in self.shownAnew().items():
            with self.subTest(what):
                self.assertEqual(live[what], content)
                self.assertTrue(content)
                if what != "differentialTable":  # another ratio may be the same finding
                    self.assertNotEqual(content, before[what])

    def shownAnew(self):
        """Return what a logic and a panel make of the scene that have not seen any of it before."""
        logic = type(self.logic)()
        panel = Panel(self.widget.resourcePath, logic)
        try:
            # Tables that are not there yet are written as a whole.
            parameters = logic.getParameterNode()
            for name in _TABLES:
                slicer.mrmlScene.RemoveNode(getattr(parameters, name))
            logic.update()
            panel.refresh()
            wait(lambda: False, _REST)
            return shown(logic, panel)
        finally:
            panel.cleanup()
            logic.cleanup()


def shown(logic, panel):
    """Return tables, values on nodes, what is drawn in the views, and all texts of the panel; as what can be compared.
    """
    parameters = logic.getParameterNode()
    drawings = logic._drawings
    nodes = slicer.util.getNodesByClass("vtkMRMLMarkupsROINode")
    return {
        **{name: content(getattr(parameters, name)) for name in _TABLES},
        "values": [(node.GetName(), ModuleCase.valueOn(node), numbersOn(node)) for node in nodes],
        "labels": [(label.name, label.isLesion, label.values) for label in drawings.labels],
        "box": drawings.box,
        "panel": texts(panel.widget),
    }


def numbersOn(node):
    """Return the numbers behind the values on a node, which have more digits."""
    return [node.GetNthMeasurement(index).GetValue() for index in range(node.GetNumberOfMeasurements())
            if node.GetNthMeasurement(index).GetName().startswith("Signal/")]


def content(tableNode):
    """Return the columns of a table node as text, in which NaN equals NaN."""
    table = tableNode.GetTable()
    return [(column.GetName(), repr([column.GetValue(row) for row in range(table.GetNumberOfRows())]))
            for column in map(table.GetColumn, range(table.GetNumberOfColumns()))]


def texts(widget):
    """Return the texts of labels, browsers and tables in a widget, and what charts tell those who cannot see them.

    What is hidden counts only once it is shown: it may hold what another test has left there.
    """
    for child in widget.findChildren(qt.QWidget):
        if child.className() == "ctkCollapsibleButton":
            child.collapsed = False

    def seen(kind):
        return [child for child in widget.findChildren(kind) if child.isVisibleTo(widget)]

    found = [child.text for child in seen(qt.QLabel)]
    found += [child.plainText for child in seen(qt.QTextBrowser)]
    found += [child.accessibleDescription for child in seen(qt.QWidget)]
    for table in seen(qt.QTableWidget):
        items = [table.item(row, column) for row in range(table.rowCount) for column in range(table.columnCount)]
        found += [text for item in items if item is not None for text in (item.text(), item.toolTip())]
    return sorted(filter(None, found))
