"""One view has the box, the others a line: which, how much it covers, and that the mouse moves it and nothing else."""

import unittest

import slicer

from EMHAssistCases.ViewCase import ViewCase, renderersOf
from EMHAssistLib.Display.BoxView import coveredPart
from EMHAssistLib.Display.Views import allViews

VIEWS = ("Red", "Green", "Yellow", "3D")
# Of the views at 1280 x 800, four at a time.
SIZE = 460, 330


class BoxViewCase(ViewCase):
    """What stands in each view beside the labels of regions."""

    def shown(self, name):
        """Draw a view; return text and rectangle of what is in it."""
        self.view(name).forceRender()
        for renderer in renderersOf(self.view(name)):
            for prop in renderer.GetViewProps():
                if prop.IsA("vtkTextActor") and prop.GetVisibility() and "research use only" in " ".join(
                        (prop.GetInput() or "").split()):
                    size = [0.0, 0.0]
                    prop.GetSize(renderer, size)
                    return prop.GetInput(), (*prop.GetPosition(), *size)
        return None

    def boxed(self):
        """Return the views that show the box."""
        return [name for name in VIEWS if "EMHAssist" in (self.shown(name) or ("",))[0]]

    def covered(self, name):
        """Return how much of a view is covered."""
        width, height = self.view(name).renderWindow().GetSize()
        x, y, *size = self.shown(name)[1]
        self.assertTrue(x >= 0 and y >= 0 and x + size[0] <= width + 1 and y + size[1] <= height + 1)
        return size[0] * size[1] / (width * height)

    def mouse(self, name, *events):
        """Let the mouse do something in a view: (event, x, y)."""
        interactor = self.view(name).renderWindow().GetInteractor()
        for event, x, y in events:
            interactor.SetEventInformation(round(x), round(y))
            interactor.InvokeEvent(event)
        slicer.app.processEvents()

    def drag(self, name, start, end):
        self.mouse(name, ("MouseMoveEvent", *start), ("LeftButtonPressEvent", *start),
                   ("MouseMoveEvent", (start[0] + end[0]) / 2, (start[1] + end[1]) / 2), ("MouseMoveEvent", *end),
                   ("LeftButtonReleaseEvent", *end))


class CoverTest(BoxViewCase):
    """How much of the images is covered."""

    def setUp(self):
        super().setUp()
        for feature, level in (("epidural_position", "posterior"), ("cord_compression", "grade_2")):
            self.logic.setFinding(feature, level)
        self.logic.setClinicalSetting("unselected_mass+known_cancer")
        for index in range(3):
            self.logic.addRegion(f"Paravertebral left T{index}", "other_lesion", (-10, 3 * index - 6, 0), (2, 2, 2))
        slicer.app.processEvents()

    def testAQuarterOfASmallWindow(self):
        for name in VIEWS:
            self.addCleanup(self.view(name).resize, *self.view(name).renderWindow().GetSize())
            self.view(name).resize(*SIZE)
        for name, dpi in (("Red", 72), ("Red", 96), ("3D", 96)):
            self.logic.setBoxView("1" if name == "3D" else name)
            for each in VIEWS:
                window = self.view(each).renderWindow()
                self.addCleanup(window.SetDPI, window.GetDPI())
                window.SetDPI(dpi)
                self.assertEqual(tuple(window.GetSize()), SIZE)
                text, covered = self.shown(each)[0], self.covered(each)
                if each == name:
                    self.assertRegex(" ".join(text.split()),
                                     r"^! Compression .* EMH .* Picture: .* Setting: .* Together: ")
                    self.assertLess(covered, 1 / 6, (each, dpi))
                else:
                    self.assertEqual(len(text.splitlines()), 1)
                    self.assertLess(covered, 1 / 18, (each, dpi))

    def testRatiosAreThoseOfTheSeriesInTheView(self):
        self.view("Red").resize(*SIZE)
        for volume, own, other in ((self.volumes[0], "T1", "T2"), (self.volumes[1], "T2", "T1")):
            self.logic.setBoxView("Red")
            self.manager.sliceWidget("Red").mrmlSliceCompositeNode().SetBackgroundVolumeID(volume.GetID())
            text = self.shown("Red")[0]
            self.assertIn(f"mass  {own} 1.20", text)
            self.assertNotIn(f"  {other} ", text)
        self.view("Red").resize(1600, 1200)
        self.assertRegex(self.shown("Red")[0], r"mass  T1 1.20 \(.\)  T2 1.20")


class ChoiceTest(BoxViewCase):
    """Which view has the box."""

    def testWhereTheCornerIsFree(self):
        """A 3D view has no image; of the slices the one whose image leaves the corner free."""
        self.assertEqual(self.boxed(), ["3D"])
        self.assertEqual(self.logic.shownBoxView, "1")
        self.manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutSideBySideView)  # red and yellow
        slicer.app.processEvents()
        for free, full in (("Red", "Yellow"), ("Yellow", "Red")):
            slicer.util.setSliceViewerLayers(background=None)
            slicer.app.processEvents()
            nodes = {name: self.manager.sliceWidget(name).mrmlSliceNode() for name in (free, full)}
            for name, factor in ((free, 0.4), (full, 4)):
                width, height = self.view(name).renderWindow().GetSize()
                nodes[name].SetFieldOfView(40 / factor, 40 / factor * height / width, 1)
            slicer.util.setSliceViewerLayers(background=self.volumes[0])
            slicer.app.processEvents()
            views = {view.name: view for view in allViews(self.manager)}
            self.assertAlmostEqual(coveredPart(views[full], "upperLeft"), 1)
            self.assertLess(coveredPart(views[free], "upperLeft"), 0.5)
            self.assertEqual(self.logic.shownBoxView, free)

    def testTheSameViewWhenTheUserComesBack(self):
        self.logic.keepInViews(False)
        for name, view in (("3D", "automatic"), ("Green", "Green")):
            self.logic.setBoxView(view)
            self.assertEqual(self.boxed(), [name])
            self.widget.exit()
            self.assertEqual(self.boxed(), [])
            self.widget.enter()
            self.assertEqual(self.boxed(), [name])

    def testLargestView(self):
        self.manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutConventionalView)
        slicer.app.processEvents()
        self.assertEqual(self.boxed(), ["3D"])
        self.manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutOneUpRedSliceView)
        slicer.app.processEvents()
        self.assertEqual(self.logic.shownBoxView, "Red")

    def testChosenInThePanel(self):
        box = self.widget.ui.boxViewBox
        names = [box.itemData(index) for index in range(box.count)]
        self.assertEqual(names[0], "automatic")
        self.assertEqual(set(names), {"automatic", "Red", "Green", "Yellow", "1", "none"})
        for name in ("Green", "none"):
            index = box.findData(name)
            box.setCurrentIndex(index)
            box.activated.emit(index)
            self.assertEqual(self.logic.getParameterNode().boxView, name)
            self.assertEqual(self.boxed(), [] if name == "none" else [name])
        # A view that is not shown gives the box to another one, until it is shown again.
        self.logic.setBoxView("Green")
        self.manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutOneUpRedSliceView)
        slicer.app.processEvents()
        self.assertEqual(self.logic.shownBoxView, "Red")
        self.assertIn("Green", [box.itemData(index) for index in range(box.count)])
        self.manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        slicer.app.processEvents()
        self.assertEqual(self.logic.shownBoxView, "Green")
        with self.assertRaises(ValueError):
            self.logic.setBoxView("Purple")


class DragTest(BoxViewCase):
    """The mouse."""

    def setUp(self):
        super().setUp()
        self.logic.setBoxView("Red")

    def testBoxGoesWithTheMouse(self):
        for name in ("Red", "3D"):
            self.logic.setBoxView("1" if name == "3D" else name)
            x, y, _width, height = self.shown(name)[1]
            start = x + 12, y + height - 7
            camera = self.manager.threeDWidget(0).threeDView().cameraNode().GetCamera().GetMTime()
            window = self.volumes[0].GetDisplayNode().GetMTime()
            self.drag(name, start, (start[0] + 60, start[1] - 90))
            moved = self.shown(name)[1]
            self.assertEqual(moved[:2], (x + 60, y - 90))
            # Neither brightness nor camera follow the same mouse.
            self.assertEqual(self.volumes[0].GetDisplayNode().GetMTime(), window)
            self.assertEqual(self.manager.threeDWidget(0).threeDView().cameraNode().GetCamera().GetMTime(), camera)
            # Far outside it stays in the view; and the corner brings it back.
            self.drag(name, (moved[0] + 5, moved[1] + 5), (5000, -4000))
            self.assertLess(self.covered(name), 0.5)
            self.assertEqual(self.shown(name)[1][1], 0)
            self.logic.setBoxPosition("upperLeft")
            self.assertEqual(self.shown(name)[1][:2], (x, y))

    def testPlaceIsKeptAndStaysInTheView(self):
        x, y, _width, _height = self.shown("Red")[1]
        self.drag("Red", (x + 5, y + 5), (x + 5 + 120, y + 5 - 60))
        place = self.logic.getParameterNode().boxPlace
        size = self.view("Red").renderWindow().GetSize()
        for small in ((300, 240), (200, 160), size):
            self.view("Red").resize(*small)
            self.covered("Red")
        self.assertEqual(self.shown("Red")[1][:2], (x + 120, y - 60))
        self.assertEqual(self.logic.getParameterNode().boxPlace, place)
        for wrong in ((-0.1, 0.5), (0.5, 2), (float("nan"), 0)):
            with self.assertRaises(ValueError):
                self.logic.moveBox(*wrong)
        for text in ("a b", "1", "2 3", "nan nan"):
            self.logic.getParameterNode().boxPlace = text
            self.assertEqual(self.shown("Red")[1][:2], (x, y), text)

    def testAClickMovesNothing(self):
        x, y, _width, _height = self.shown("Red")[1]
        self.drag("Red", (x + 5, y + 5), (x + 6, y + 6))
        self.assertEqual(self.shown("Red")[1][:2], (x, y))
        self.assertEqual(self.logic.getParameterNode().boxPlace, "")

    def testEverythingElseIsSlicers(self):
        """A press beside the box, in a view without it, and all that follows one on the box reaches Slicer."""
        seen = []
        for name in ("Red", "Green"):
            interactor = self.view(name).renderWindow().GetInteractor()
            for event in ("LeftButtonPressEvent", "MouseMoveEvent", "LeftButtonReleaseEvent"):
                tag = interactor.AddObserver(event, lambda caller, event: seen.append(event), 1.0)
                self.addCleanup(interactor.RemoveObserver, tag)
        x, y, width, _height = self.shown("Red")[1]
        line = self.shown("Green")[1]
        for name, start in (("Red", (x + width + 4, y + 5)), ("Red", (x + 5, y - 4)),
                            ("Green", (line[0] + 5, line[1] + 5))):
            seen.clear()
            self.drag(name, start, (start[0] + 10, start[1] - 10))
            self.assertEqual(len(seen), 5)
        seen.clear()
        self.drag("Red", (x + 5, y + 5), (x + 30, y - 30))
        self.assertEqual(seen, ["MouseMoveEvent"])  # before the press
        self.mouse("Red", ("MouseMoveEvent", x + 40, y - 25))
        self.assertEqual(len(seen), 2)

    def testNothingIsLeftBehind(self):
        interactor = self.view("Red").renderWindow().GetInteractor()
        self.shown("Red")
        self.logic.showCaseBox(False)
        before = len([prop for renderer in renderersOf(self.view("Red")) for prop in renderer.GetViewProps()])
        has = interactor.HasObserver("LeftButtonPressEvent"), interactor.GetMTime()
        for _turn in range(3):
            self.logic.showCaseBox(True)
            x, y, _width, _height = self.shown("Red")[1]
            self.mouse("Red", ("LeftButtonPressEvent", x + 5, y + 5), ("MouseMoveEvent", x + 30, y - 30))
            self.logic.showCaseBox(False)  # while it is held
            self.mouse("Red", ("MouseMoveEvent", x + 40, y - 40), ("LeftButtonReleaseEvent", x + 40, y - 40))
        self.assertIsNone(self.shown("Red"))
        self.assertEqual(len([prop for renderer in renderersOf(self.view("Red")) for prop in renderer.GetViewProps()]),
                         before)
        self.assertTrue(has[0])
        self.logic.showCaseBox(True)
        self.assertEqual(self.logic.getParameterNode().boxPlace, "")


if __name__ == "__main__":
    unittest.main()
