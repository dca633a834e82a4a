"""The module's small case drawn in four views."""

import unittest

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase


def layoutManager():
    """Return the layout manager, and skip the test where there is none."""
    manager = slicer.app.layoutManager()
    if manager is None:
        raise unittest.SkipTest("there are no views without a main window")
    return manager


def renderersOf(view):
    """Return the renderers of a view."""
    renderers = view.renderWindow().GetRenderers()
    return [renderers.GetItemAsObject(index) for index in range(renderers.GetNumberOfItems())]


class ViewCase(ModuleCase):
    """The small case in four views."""

    def setUp(self):
        self.manager = layoutManager()
        super().setUp()
        self.manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        slicer.app.processEvents()
        self.loadCase()
        for node in (self.lesion, self.marrow):  # as those that the module makes
            node.GetDisplayNode().SetPropertiesLabelVisibility(False)
        slicer.util.setSliceViewerLayers(background=self.volumes[0], fit=True)
        for name in self.manager.sliceViewNames():
            self.manager.sliceWidget(name).mrmlSliceNode().JumpSlice(0, 0, 0)
        slicer.app.processEvents()

    def view(self, name="Red"):
        if name == "3D":
            return self.manager.threeDWidget(0).threeDView()
        return self.manager.sliceWidget(name).sliceView()

    def texts(self, name="Red"):
        """Draw a view and return the text actors of ours that are seen in it, but not the box."""
        self.view(name).forceRender()
        return [prop for renderer in renderersOf(self.view(name)) for prop in renderer.GetViewProps()
                if prop.IsA("vtkTextActor") and prop.GetVisibility() and prop.GetTextProperty().GetFrame()]

    def labels(self, name="Red"):
        """Return the lines of the labels in a view, in order of their text."""
        return sorted([line.strip() for line in actor.GetInput().splitlines()] for actor in self.texts(name))

    def rectangles(self, name="Red"):
        """Return x, y, width and height of the labels in a view, as VTK draws them."""
        found = []
        for actor in self.texts(name):
            size = [0.0, 0.0]
            renderer = next(one for one in renderersOf(self.view(name)) if one.HasViewProp(actor))
            actor.GetSize(renderer, size)
            found.append((*actor.GetPosition(), *size))
        return np.array(found).reshape(-1, 4)
