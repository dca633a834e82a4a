"""Views on series that were acquired in their planes: which, where, and never over a choice of the user."""

import unittest

import numpy as np
import slicer
import vtk

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addRoi, addVolume, reopenScene
from EMHAssistCases.ViewCase import layoutManager, renderersOf

NORMALS = {"Red": 2, "Green": 1, "Yellow": 0}


def grid(plane, thickness=4.0, degrees=0.0, count=16):
    """Return IJK to RAS of slices in a plane, 1 mm in it, around the origin, turned about R."""
    axes = {"axial": [0, 1, 2], "sagittal": [1, 2, 0], "coronal": [0, 2, 1]}[plane]
    directions = np.eye(3)[:, axes] * (1.0, 1.0, thickness)
    angle = np.radians(degrees)
    turned = np.array([[1, 0, 0], [0, np.cos(angle), -np.sin(angle)], [0, np.sin(angle), np.cos(angle)]]) @ directions
    matrix = np.eye(4)
    matrix[:3, :3] = turned
    matrix[:3, 3] = turned @ (-32, -32, -count / 2 + 0.5)
    return matrix


class OwnPlanesCase(ModuleCase):
    """Three slice views, and series in several planes."""

    def setUp(self):
        self.manager = layoutManager()
        super().setUp()
        self.manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        for name in NORMALS:
            node = self.manager.sliceWidget(name).mrmlSliceNode()
            node.SetOrientation({"Red": "Axial", "Green": "Coronal", "Yellow": "Sagittal"}[name])
            node.SetSliceOffset(0)
        slicer.app.processEvents()

    def add(self, name, plane, role="", **options):
        array = np.random.default_rng(len(name)).normal(100, 5, (16, 64, 64)).astype(np.float32)
        node = addVolume(array, grid(plane, **options), name, role)
        if not role:
            for attribute in ("SequenceRole", "SequenceRoleReason"):
                node.RemoveAttribute(f"EMHAssist.{attribute}")
        return node

    def load(self, *arguments, **options):
        """Load a volume without a role as Slicer does, which shows it in all views."""
        node = self.add(*arguments, **options)
        slicer.util.setSliceViewerLayers(background=node, fit=True)
        slicer.app.processEvents()
        return node

    def shown(self):
        """Return the names of the volumes that the views show: axial, coronal, sagittal."""
        ids = [self.manager.sliceWidget(name).mrmlSliceCompositeNode().GetBackgroundVolumeID() for name in NORMALS]
        return [slicer.mrmlScene.GetNodeByID(each).GetName() if each else "" for each in ids]

    def sliceIn(self, name, node):
        """Return the plane of a view in voxels of a volume: its normal, and K of its center."""
        toRas = slicer.util.arrayFromVTKMatrix(self.manager.sliceWidget(name).mrmlSliceNode().GetSliceToRAS())
        matrix = vtk.vtkMatrix4x4()
        node.GetRASToIJKMatrix(matrix)
        toIjk = slicer.util.arrayFromVTKMatrix(matrix)
        normal = toIjk[:3, :3] @ toRas[:3, 2]
        return np.abs(normal) / np.linalg.norm(normal), (toIjk @ toRas[:, 3])[2]


class ActionTest(OwnPlanesCase):
    """The button."""

    def setUp(self):
        super().setUp()
        self.axial = self.add("axial t2", "axial", "T2", degrees=20)
        self.sagittal = self.add("sag t1", "sagittal", "T1")
        self.add("sag t2", "sagittal", "T2", thickness=2.0)
        addRoi((9, 9, 9), (10, 10, 10), "paravertebral_lesion", name="beside")
        addRoi((-5, 3, 6.4), (3, 3, 6), "epidural_lesion", name="in the canal")
        addRoi((5, 3, -5), (6, 6, 6), "marrow", name="body")
        slicer.app.processEvents()

    def testEachInItsPlaneThroughTheLesion(self):
        linked = self.manager.sliceWidget("Red").mrmlSliceCompositeNode()
        linked.SetLinkedControl(True)
        self.addCleanup(linked.SetLinkedControl, False)
        self.widget.ui.ownPlanesButton.click()
        slicer.app.processEvents()
        # In none was the coronal plane acquired: of 20 degrees off, 4 mm and 2 mm the thinnest slices.
        self.assertEqual(self.shown(), ["axial t2", "sag t2", "sag t1"])
        self.assertTrue(linked.GetLinkedControl())
        for name, node in (("Red", self.axial), ("Yellow", self.sagittal)):
            normal, k = self.sliceIn(name, node)
            np.testing.assert_allclose(normal, (0, 0, 1), atol=1e-6)
            self.assertAlmostEqual(k, round(k), places=4)  # a slice as it was acquired
            sliceNode = self.manager.sliceWidget(name).mrmlSliceNode()
            toSlice = np.linalg.inv(slicer.util.arrayFromVTKMatrix(sliceNode.GetSliceToRAS()))
            self.assertLess(abs((toSlice @ (-5, 3, 6.4, 1))[2]), 2.01)
            self.assertGreater(sliceNode.GetFieldOfView()[0], 60)
        self.assertEqual(self.logic.showInOwnPlanes(), ["Green"])
        self.assertEqual([self.saysReformatted(name) for name in NORMALS], [False, True, False])

    def saysReformatted(self, name):
        """Draw a view; tell whether it says that it is no slice as it was acquired."""
        view = self.manager.sliceWidget(name).sliceView()
        view.forceRender()
        texts = [prop.GetInput() or "" for renderer in renderersOf(view) for prop in renderer.GetViewProps()
                 if prop.IsA("vtkTextActor") and prop.GetVisibility()]
        self.assertTrue(any("research use only" in " ".join(text.split()) for text in texts))
        return any("Reformatted" in text for text in texts)

    def testASliceThatMissesTheLesionIsNotTaken(self):
        lesion = self.logic.region("in the canal").node
        lesion.SetSize(1, 1, 1)
        lesion.SetCenter(-4, 0, 0)  # between two sagittal slices
        slicer.app.processEvents()
        self.logic.showInOwnPlanes()
        _normal, k = self.sliceIn("Yellow", self.sagittal)
        self.assertAlmostEqual(abs(k - round(k)), 0.5, places=3)

    def testWithoutSeriesItIsRefused(self):
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        with self.assertRaisesRegex(ValueError, "load the images"):
            self.logic.showInOwnPlanes()
        self.assertFalse(self.widget.ui.ownPlanesButton.enabled)


class FirstShownTest(OwnPlanesCase):
    """Of itself, once a series gets its first role."""

    def testSeriesAsTheyAreLoaded(self):
        self.load("sag t1", "sagittal")
        self.assertEqual(self.shown(), ["sag t1"] * 3)
        self.load("axial t2", "axial")
        self.assertEqual(self.shown(), ["axial t2", "sag t1", "sag t1"])

    def testWhatTheUserHasChosenStays(self):
        first = self.load("sag t1", "sagittal")
        self.load("axial t2", "axial")
        mine = self.add("cor stir", "coronal", "STIR")
        composite = self.manager.sliceWidget("Red").mrmlSliceCompositeNode()
        composite.SetBackgroundVolumeID(mine.GetID())
        self.add("cor t1", "coronal")  # by a script: Slicer shows nothing of it
        slicer.app.processEvents()
        self.assertEqual(self.shown(), ["cor stir", "cor stir", "sag t1"])
        self.logic.showSeries(first)
        self.add("cor t2", "coronal")
        slicer.app.processEvents()
        self.assertEqual(self.shown(), ["sag t1"] * 3)

    def testASceneOpensAsItWasSaved(self):
        first = self.load("sag t1", "sagittal")
        self.load("axial t2", "axial")
        slicer.util.setSliceViewerLayers(background=first)
        reopenScene()
        slicer.app.processEvents()
        self.assertEqual(self.shown(), ["sag t1"] * 3)


if __name__ == "__main__":
    unittest.main()
