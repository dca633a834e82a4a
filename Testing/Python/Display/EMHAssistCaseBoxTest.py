"""The box in the views: its text, size and place, what it keeps clear of, and when it is there."""

import unittest

import slicer

from EMHAssistCases.ViewCase import ViewCase, renderersOf
from EMHAssistLib.Display.BoxFit import brokenLines, fitText
from EMHAssistLib.Display.CaseBox import CORNERS, SIZES
from EMHAssistLib.Report.ViewText import PAUSED, BoxText

VIEWS = ("Red", "Green", "Yellow", "3D")


class BoxCase(ViewCase):
    """The box over the small case, in views that may be small."""

    def setUp(self):
        super().setUp()
        self.logic.setBoxSize("large")

    def box(self, name="Red"):
        """Put the box into a view and draw it; return the text actor of the box and its rectangle, or None."""
        self.logic.setBoxView("1" if name == "3D" else name)
        self.view(name).forceRender()
        for renderer in renderersOf(self.view(name)):
            for prop in renderer.GetViewProps():
                if prop.IsA("vtkTextActor") and "EMHAssist" in (prop.GetInput() or ""):
                    size = [0.0, 0.0]
                    prop.GetSize(renderer, size)
                    return prop, (*prop.GetPosition(), *size)
        return None


class TextTest(BoxCase):
    """What the box says."""

    def testShortAndFull(self):
        short = self.box()[0].GetInput()
        for part in ("research use only", "Lesion / marrow", "mass  T1 1.20"):
            self.assertIn(part, short)
        self.assertNotIn("Not excluded", short)
        self.logic.setBoxContent("full")
        self.assertIn("Not excluded", self.box()[0].GetInput())
        self.assertIn("Not excluded", self.box("3D")[0].GetInput())
        self.assertGreater(len(self.box()[0].GetInput()), len(short))

    def testNumberNeverStandsAlone(self):
        """Picture and setting are in the box beside the probability, however small the letters."""
        for feature, level in (("epidural_position", "posterior"), ("margins", "well_defined"), ("level", "thoracic")):
            self.logic.setFinding(feature, level)
        self.logic.setClinicalSetting("unselected_mass+known_cancer")
        slicer.app.processEvents()
        for size in SIZES:
            self.logic.setBoxSize(size)
            for name in VIEWS:
                text = " ".join(self.box(name)[0].GetInput().split())
                self.assertRegex(text, r"Picture: .* Setting: [\d.]+ % \(.*\) Together: <?\d+ %", (size, name))

    def testThatItIsForResearchStaysTogether(self):
        """Whatever the letters of a system make of the width."""
        text = "EMH less likely than alternatives: 12 % (research use only)"
        for columns in range(22, 70):
            with self.subTest(columns):
                self.assertIn("research use only", brokenLines(text, columns))
                self.assertLessEqual(max(map(len, brokenLines(text, columns).splitlines())), columns)

    def testNoMoreThanThreeLesionsInShort(self):
        for index in range(5):
            self.logic.addRegion(f"lesion {index}", "other_lesion", (-10, 3 * index - 6, 0), (4, 4, 4))
        slicer.app.processEvents()
        text = self.box()[0].GetInput()
        self.assertEqual(text.count("  T1 "), 3)
        self.assertIn("Lesion / marrow (6 in all):", text)

    def testPausedIsSaid(self):
        self.logic.pause()
        self.assertIn(PAUSED, self.box()[0].GetInput())
        self.logic.resume()
        slicer.app.processEvents()
        self.assertNotIn(PAUSED, self.box()[0].GetInput())

    def testOffWithOneClick(self):
        check = self.widget.ui.showCaseBoxCheckBox
        check.click()
        self.assertEqual([self.box(name) for name in VIEWS], [None] * 4)
        check.click()
        self.assertTrue(all(self.box(name) for name in VIEWS))

    def testChoicesThatAreNone(self):
        for choose, value in ((self.logic.setBoxPosition, "middle"), (self.logic.setBoxSize, "huge"),
                              (self.logic.setBoxContent, "")):
            with self.assertRaises(ValueError):
                choose(value)
        node = self.logic.getParameterNode()
        for parameter in ("boxPosition", "boxSize", "boxContent"):
            setattr(node, parameter, "of a newer version")
        self.assertIsNotNone(self.box())

    def testPanelAndParametersAgree(self):
        for choose, value, box in ((self.logic.setBoxPosition, "lowerLeft", self.widget.ui.boxPositionBox),
                                   (self.logic.setBoxSize, "large", self.widget.ui.boxSizeBox),
                                   (self.logic.setBoxContent, "full", self.widget.ui.boxContentBox)):
            choose(value)
            self.assertEqual(box.itemData(box.currentIndex), value)
        box = self.widget.ui.boxPositionBox
        index = box.findData("upperRight")
        box.setCurrentIndex(index)
        box.activated.emit(index)
        self.assertEqual(self.logic.getParameterNode().boxPosition, "upperRight")


class PlaceTest(BoxCase):
    """Where the box is, and how large."""

    def testCorners(self):
        for corner in CORNERS:
            self.logic.setBoxPosition(corner)
            for name in VIEWS:
                x, y, width, height = self.box(name)[1]
                size = self.view(name).renderWindow().GetSize()
                gaps = {"Left": x, "Right": size[0] - x - width, "upper": size[1] - y - height, "lower": y}
                for edge, gap in gaps.items():
                    self.assertGreaterEqual(gap, 0, (corner, name, edge))
                    if edge in corner and (edge != "lower" or name == "3D"):
                        self.assertLess(gap, 12, (corner, name, edge))

    def testCoversAtMostItsPart(self):
        for index in range(5):
            self.logic.addRegion(f"a lesion of a long name {index}", "other_lesion", (-10, 3 * index - 6, 0), (4, 4, 4))
        slicer.app.processEvents()
        for size, part in (("small", 1 / 16), ("medium", 1 / 7), ("large", 1 / 4)):
            self.logic.setBoxSize(size)
            for name in VIEWS:
                width, height = self.box(name)[1][2:]
                area = self.view(name).renderWindow().GetSize()
                self.assertLessEqual(width * height, 1.05 * part * area[0] * area[1], (size, name))

    def testWideLettersAreNotCutAtTheEdge(self):
        self.lesion.SetName("WMWM WMWM WMWM WMWM WMWM")
        for content in ("short", "full"):
            self.logic.setBoxContent(content)
            for size in SIZES:
                self.logic.setBoxSize(size)
                slicer.app.processEvents()
                for name in VIEWS:
                    width, view = self.box(name)[1][2], self.view(name).renderWindow().GetSize()[0]
                    self.assertLessEqual(width, view, (content, size, name))

    def testKeepsClearOfOrientationMarkerAndRuler(self):
        self.logic.setBoxPosition("lowerRight")
        node = self.manager.sliceWidget("Red").mrmlSliceNode()
        low = self.box()[1][1]
        try:
            node.SetRulerType(node.RulerTypeThin)
            overRuler = self.box()[1][1]
            self.assertGreater(overRuler, max(low, 20) - 1)
            node.SetOrientationMarkerType(node.OrientationMarkerTypeCube)
            node.SetOrientationMarkerSize(node.OrientationMarkerSizeMedium)
            self.assertGreaterEqual(self.box()[1][1], 0.25 * self.view().renderWindow().GetSize()[1])
            # Neither is anything drawn into the corner of the marker.
            self.logic.setBoxPosition("upperLeft")
            self.assertGreater(self.box()[1][1], self.view().renderWindow().GetSize()[1] / 2)
        finally:
            node.SetOrientationMarkerType(node.OrientationMarkerTypeNone)
            node.SetRulerType(node.RulerTypeNone)

    def testKeepsClearOfTheCornerAnnotation(self):
        import vtk

        self.logic.showCaseBox(False)
        annotation = vtk.vtkCornerAnnotation()
        annotation.SetMaximumFontSize(14)
        annotation.SetMinimumFontSize(14)
        annotation.SetText(0, "B: T1\nL: mask")
        renderer = renderersOf(self.view())[0]
        renderer.AddViewProp(annotation)
        try:
            self.logic.showCaseBox(True)
            self.logic.setBoxPosition("lowerLeft")
            self.assertGreater(self.box()[1][1], 2 * 14)
        finally:
            renderer.RemoveViewProp(annotation)

    def testLabelsKeepClearOfTheBox(self):
        for corner in CORNERS:
            self.logic.setBoxPosition(corner)
            x, y, width, height = self.box()[1]
            toRas = slicer.util.arrayFromVTKMatrix(self.manager.sliceWidget("Red").mrmlSliceNode().GetXYToRAS())
            center = (toRas @ (x + width / 2, y + height / 2, 0, 1))[:3]
            self.lesion.SetCenter(*center)
            self.marrow.SetCenter(10, 0, 0)
            slicer.app.processEvents()
            if self.box() is None:
                continue  # outside of the image nothing is measured
            x, y, width, height = self.box()[1]
            for left, bottom, labelWidth, labelHeight in self.rectangles():
                self.assertTrue(left >= x + width - 1 or left + labelWidth <= x + 1 or bottom >= y + height - 1
                                or bottom + labelHeight <= y + 1, corner)


class LeavingTest(BoxCase):
    """Other modules."""

    def seen(self):
        return [name for name in VIEWS if self.box(name) or self.texts(name)]

    def testKeptOrNotWhenTheUserLeavesTheModule(self):
        self.widget.exit()
        self.assertEqual(self.seen(), list(VIEWS))
        self.lesion.SetCenter(10, 0, 0)
        slicer.app.processEvents()
        self.assertIn("T1 1.00", self.box()[0].GetInput())
        self.logic.keepInViews(False)
        self.assertEqual(self.seen(), [])
        self.lesion.SetCenter(-10, 0, 0)
        slicer.app.processEvents()
        self.assertEqual(self.seen(), [])
        self.widget.enter()
        self.assertEqual(self.seen(), list(VIEWS))
        self.assertIn("T1 1.20", self.box()[0].GetInput())
        self.widget.exit()
        self.assertEqual(self.seen(), [])
        self.logic.keepInViews(True)
        self.assertEqual(self.seen(), list(VIEWS))
        self.widget.enter()

    def testClosedSceneLeavesNothing(self):
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertEqual(self.seen(), [])


class FitTest(unittest.TestCase):
    """How a text becomes smaller."""

    text = BoxText(("answer " + "x" * 40, "! alert"),
                   ("Lesion / marrow:", *(f"lesion {number}  T1 1.0{number}" for number in range(3))))

    def testMustsAreNeverLeftOut(self):
        squares = [(width, width) for width in range(50, 700, 5)]
        for size in ((800, 600), (200, 150), (60, 40), (1, 1), (300, 1), *squares):
            shown = fitText(self.text, size, 1, 14, 1 / 8)
            self.assertIn("answer", shown.text)
            self.assertIn("! alert", shown.text)
            self.assertLessEqual(shown.fontSize, 14)
            # The heading of the values never stands alone.
            self.assertEqual("Lesion / marrow" in shown.text.replace("\n  ", " "), "T1" in shown.text)

    def testLargerViewsShowMore(self):
        lengths = [len(fitText(self.text, (width, width * 3 // 4), 1, 14, 1 / 8).text) for width in range(50, 900, 50)]
        self.assertGreater(lengths[-1], lengths[0])
        self.assertIn("lesion 2", fitText(self.text, (900, 700), 1, 14, 1 / 8).text)

    def testTwiceTheResolutionIsTwiceTheView(self):
        self.assertEqual(fitText(self.text, (800, 600), 2, 14, 1 / 8), fitText(self.text, (400, 300), 1, 14, 1 / 8))


if __name__ == "__main__":
    unittest.main()
