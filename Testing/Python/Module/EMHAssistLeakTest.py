"""Nothing is left behind: actors, observers and Python objects, counted over many cycles."""

import gc
import re
import unittest
from collections import Counter

import qt
import slicer
import vtk

from EMHAssistCases.ModuleCase import MODULE, ModuleCase
from EMHAssistCases.ViewCase import layoutManager, renderersOf

# Objects of all classes of ours are counted but those of the likelihood model: caches of a fixed size keep some.
UNCOUNTED = "EMHAssistLib.Likelihood."


def isCounted(item):
    """Tell whether an object is one that must not be left behind."""
    module = str(type(item).__module__)
    return module.partition(".")[0] in (MODULE, "EMHAssistLib") and not module.startswith(UNCOUNTED)


def observerCount(vtkObject, event=r"\d+"):
    """Return how many observers a VTK object has, of an event or of any, as VTK itself prints them."""
    return len(re.findall(rf"Event: {event}\n", str(vtkObject)))


class LeakTest(ModuleCase):
    """The small case, opened and closed over and over."""

    def setUp(self):
        super().setUp()
        self.loadCase()

    def views(self):
        manager = slicer.app.layoutManager()
        if manager is None:
            return []
        return [manager.sliceWidget(name).sliceView() for name in manager.sliceViewNames()] + [
            manager.threeDWidget(index).threeDView() for index in range(manager.threeDViewCount)]

    def census(self):
        """Return all that could leak: props and observers by view, observers of the scene, objects by class."""
        for _turn in range(3):
            slicer.app.processEvents()
        for view in self.views():
            view.forceRender()
        # Widgets that are not needed any more, and all that they are connected with, go in their own time.
        slicer.app.sendPostedEvents(None, qt.QEvent.DeferredDelete)
        gc.collect()
        counts = Counter()
        for number, view in enumerate(self.views()):
            for place, renderer in enumerate(renderersOf(view)):
                counts["props", number, place] = renderer.GetViewProps().GetNumberOfItems()
                # Slicer itself leaves an observer of another event behind with each ROI node.
                counts["observers", number, place] = observerCount(renderer, vtk.vtkCommand.StartEvent)
            counts["window", number] = observerCount(view.renderWindow())
        manager = slicer.app.layoutManager()
        for name, observed in (("scene", slicer.mrmlScene),
                               ("selection", slicer.app.applicationLogic().GetSelectionNode()),
                               ("layout", manager and manager.layoutLogic().GetLayoutNode()),
                               ("parameters", self.logic.getParameterNode().parameterNode)):
            counts["observers", name] = observerCount(observed) if observed else 0
        for node in slicer.util.getNodesByClass("vtkMRMLMarkupsNode") + slicer.util.getNodesByClass(
                "vtkMRMLScalarVolumeNode"):
            counts["observers", node.GetName()] = observerCount(node)
        for item in gc.get_objects():
            if isCounted(item):
                counts["objects", type(item).__qualname__] += 1
        return counts

    def assertSame(self, before, after, cycles):
        """Nothing more is in the views or observed, and no objects were left behind once or more in each cycle."""
        more = {key: after[key] - before[key] for key in before | after if after[key] != before[key]}
        self.assertEqual({key: count for key, count in more.items()
                          if (count >= cycles if key[0] == "objects" else count)}, {})

    def testHundredTimesInAndOutOfTheModule(self):
        for keep in (True, False):
            with self.subTest(keep=keep):
                self.logic.keepInViews(keep)
                before = self.census()
                self.assertGreater(before["objects", "ViewDrawings"], 0)
                for _cycle in range(100):
                    self.widget.exit()
                    self.widget.enter()
                self.assertSame(before, self.census(), 100)
        self.widget.exit()
        left = self.census()
        self.assertEqual(left["objects", "TextBox"], 0)
        self.assertEqual(left["objects", "_ViewOutlines"], 0)
        self.widget.enter()

    def testTwentyTimesTheSceneIsClosed(self):
        def again():
            slicer.mrmlScene.Clear()
            slicer.app.processEvents()
            self.loadCase()

        slicer.mrmlScene.Clear()
        empty = self.census()  # other tests may keep results of their own
        again()
        before = self.census()
        for _cycle in range(20):
            again()
        self.assertSame(before, self.census(), 20)
        slicer.mrmlScene.Clear()
        closed = self.census()
        for name in ("TextBox", "Region", "Series", "Result"):
            self.assertLessEqual(closed["objects", name], empty["objects", name], name)

    def testLayoutsEvenInADrag(self):
        manager = layoutManager()
        layouts = slicer.vtkMRMLLayoutNode
        order = (layouts.SlicerLayoutOneUp3DView, layouts.SlicerLayoutThreeOverThreeView,
                 layouts.SlicerLayoutOneUpRedSliceView, layouts.SlicerLayoutFourUpView)

        def cycle():
            for number, layout in enumerate(order):
                self.lesion.SetCenter(-9, 0, 0.1 * number)
                manager.setLayout(layout)
                self.lesion.SetCenter(-10, 0, 0)
                slicer.app.processEvents()

        cycle()
        before = self.census()
        for _cycle in range(5):
            cycle()
        self.assertSame(before, self.census(), 5)

    def testDisplaySwitchesAHundredTimes(self):
        before = self.census()
        for _cycle in range(100):
            for switch in (self.logic.showValues, self.logic.showCaseBox):
                switch(False)
                switch(True)
        self.logic.history.clear()  # which keeps as many steps, and no more
        self.assertSame(before, self.census(), 100)

    def testReloads(self):
        def reload():
            slicer.util.reloadScriptedModule(MODULE)
            self.widget = slicer.util.getModuleWidget(MODULE)
            self.logic = self.widget.logic
            self.widget.enter()
            slicer.app.processEvents()

        reload()
        before = self.census()
        for _cycle in range(3):
            reload()
        self.assertSame(before, self.census(), 3)


if __name__ == "__main__":
    unittest.main()
