"""Closed curves as regions: volumes against the formula, thickness, values beside them, and the panel."""

import unittest
from math import cos, pi, sin

import numpy as np
import slicer
import vtk

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import SceneCase, addTransform, addVolume, readRegion, readSeries, reopenScene
from EMHAssistLib.Measurement import measure
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.Curves import (
    DEFAULT_SLAB_THICKNESS,
    SLAB_THICKNESS_ATTRIBUTE,
    guessSlabThickness,
    slabThickness,
)
from EMHAssistLib.Scene.Regions import RegionSource

SQUARE = [(-10, -8, 0), (10, -8, 0), (10, 8, 0), (-10, 8, 0)]


def circle(radius, count=24):
    """Return points on a circle about the origin in the axial plane."""
    angles = np.arange(count) * 2 * pi / count
    return np.column_stack([radius * np.cos(angles), radius * np.sin(angles), np.zeros(count)])


class CurveTest(SceneCase):
    """A curve is what Slicer draws, half of the thickness to each side of its plane."""

    def setUp(self):
        super().setUp()
        ijkToRas = np.diag([0.5, 0.5, 0.5, 1.0])
        ijkToRas[:3, 3] = -24.75
        self.volume = addVolume(np.ones((100, 100, 100), np.uint8), ijkToRas)

    def measuredVolume(self):
        region = readRegion()
        self.assertEqual(region.problem, "")
        return measure(readSeries().image, region.shape).statistics["volume_mm3"]

    def testVolumeOfAPolygonAndOfACircle(self):
        node = addCurve(slicer.mrmlScene, "curve", "marrow", SQUARE, 6)
        node.SetCurveTypeToLinear()
        self.assertAlmostEqual(self.measuredVolume() / (20 * 16 * 6), 1, delta=0.01)
        slicer.mrmlScene.RemoveNode(node)
        addCurve(slicer.mrmlScene, "curve", "marrow", circle(10), 5)
        self.assertAlmostEqual(self.measuredVolume() / (pi * 10 ** 2 * 5), 1, delta=0.01)

    def testVolumeInAnyPlane(self):
        transform = vtk.vtkTransform()
        transform.RotateWXYZ(50, 1, 2, 3)
        turned = [transform.TransformPoint(point) for point in circle(10)]
        addCurve(slicer.mrmlScene, "curve", "marrow", turned, 5)
        self.assertAlmostEqual(self.measuredVolume() / (pi * 10 ** 2 * 5), 1, delta=0.01)

    def testNotConvex(self):
        star = [(radius * cos(angle), radius * sin(angle), 0) for radius, angle in
                zip([14, 6] * 5, np.arange(10) * pi / 5)]
        addCurve(slicer.mrmlScene, "curve", "marrow", star, 4).SetCurveTypeToLinear()
        self.assertAlmostEqual(self.measuredVolume() / (5 * 14 * 6 * sin(pi / 5) * 4), 1, delta=0.02)

    def testThicknessStaysUnderScaling(self):
        """As with a hardened transform, which moves the points and nothing else."""
        node = addCurve(slicer.mrmlScene, "curve", "marrow", SQUARE, 6)
        node.SetCurveTypeToLinear()
        node.SetAndObserveTransformNodeID(addTransform(np.diag([1.2, 0.5, 3, 1])).GetID())
        self.assertAlmostEqual(self.measuredVolume() / (24 * 8 * 6), 1, delta=0.01)

    def testWhatCannotBeMeasuredSaysWhy(self):
        node = addCurve(slicer.mrmlScene, "curve", "marrow", SQUARE, 2)
        node.SetNthControlPointPosition(0, -10, -8, 9)
        self.assertRegex(readRegion().problem, r"leaves its plane by [\d.]+ mm, more than half its thickness of 2 mm")
        node.SetAttribute(SLAB_THICKNESS_ATTRIBUTE, "30")
        self.assertEqual(readRegion().problem, "")
        for text in ("thick", "-1", "nan", "inf", "0"):
            node.SetAttribute(SLAB_THICKNESS_ATTRIBUTE, text)
            self.assertIn(f"thickness '{text}'", readRegion().problem)
        node.SetAttribute(SLAB_THICKNESS_ATTRIBUTE, "2")
        node.RemoveNthControlPoint(0)
        node.RemoveNthControlPoint(0)
        self.assertIn("too few points (2)", readRegion().problem)
        node.RemoveAllControlPoints()
        self.assertIn("not placed yet", readRegion().problem)
        for x in range(3):
            node.AddControlPoint(vtk.vtkVector3d(x, x, 0))
        self.assertIn("on a line", readRegion().problem)

    def testKeyFollowsPointsThicknessAndPlace(self):
        node = addCurve(slicer.mrmlScene, "curve", "marrow", SQUARE, 4)
        keys = [readRegion().key]
        self.assertEqual(readRegion().key, keys[0])
        transform = addTransform(np.eye(4))
        node.SetAndObserveTransformNodeID(transform.GetID())
        shift = np.eye(4)
        shift[:3, 3] = 1, 2, 3
        for change in (lambda: node.SetNthControlPointPosition(0, -11, -8, 0),
                       lambda: node.SetAttribute(SLAB_THICKNESS_ATTRIBUTE, "5"),
                       lambda: node.SetCurveTypeToLinear(),
                       lambda: transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(shift))):
            change()
            keys.append(readRegion().key)
        self.assertEqual(len(set(keys)), len(keys))

    def testThicknessIsThatOfTheSlicesItWasDrawnOn(self):
        axial = addVolume(np.zeros((4, 5, 6), np.int16), np.diag([0.5, 0.5, 3.3, 1]), role="T2")
        tilted = vtk.vtkTransform()
        tilted.RotateX(30)
        axial.SetAndObserveTransformNodeID(addTransform(slicer.util.arrayFromVTKMatrix(tilted.GetMatrix())).GetID())
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsClosedCurveNode")
        guessSlabThickness(node)
        self.assertEqual(slabThickness(node), DEFAULT_SLAB_THICKNESS)
        # As Slicer does when a point is placed in a slice view.
        node.AddControlPoint(vtk.vtkVector3d(0, 0, 0))
        node.SetNthControlPointOrientationMatrixWorld(0, slicer.util.vtkMatrixFromArray(
            slicer.util.arrayFromVTKMatrix(tilted.GetMatrix())[:3, :3]))
        node.SetNthControlPointAssociatedNodeID(0, axial.GetID())
        guessSlabThickness(node)
        self.assertAlmostEqual(slabThickness(node), 3.3)
        slicer.mrmlScene.RemoveNode(axial)
        guessSlabThickness(node)
        self.assertAlmostEqual(slabThickness(node), 3.3)

    def testRoleAndThicknessSurviveSaveAndReload(self):
        addCurve(slicer.mrmlScene, "mass", "epidural_lesion", SQUARE, 5.5)
        before = readRegion()
        reopenScene()
        after = readRegion()
        self.assertEqual((after.role, after.problem), ("epidural_lesion", ""))
        np.testing.assert_allclose(after.shape.toWorld[:3, 3], before.shape.toWorld[:3, 3], atol=1e-4)
        self.assertEqual(slabThickness(slicer.util.getNode("mass")), 5.5)

    def testRefusedCurvesLeaveNothingBehind(self):
        count = slicer.mrmlScene.GetNumberOfNodes()
        for arguments in (("50 %s", "marrow", SQUARE, 4), ("a", "liver", SQUARE, 4), ("a", "marrow", SQUARE[:2], 4),
                          ("a", "marrow", SQUARE, 0), ("a", "marrow", [(0, 0, np.nan)] * 3, 4),
                          ("a", "marrow", SQUARE, np.nan), ("a", "marrow", [(0, 0)] * 3, 4)):
            with self.assertRaises(ValueError):
                addCurve(slicer.mrmlScene, *arguments)
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodes(), count)

    def testShapeIsCurveAndCannotBeChosen(self):
        source = RegionSource(addCurve(slicer.mrmlScene, "curve", "marrow", SQUARE, 4))
        self.assertEqual(source.shape, "Curve")
        with self.assertRaisesRegex(ValueError, "curve"):
            source.setShape("Box")


class CurveInTheModuleTest(ModuleCase):
    """A lesion drawn as a curve, in the panel and in the views."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        slicer.mrmlScene.RemoveNode(self.lesion)
        self.curve = self.logic.addCurve("mass", "epidural_lesion", np.array(SQUARE) * 0.5 + [-10, 0, 0], 5)
        slicer.app.processEvents()

    def testResultsFollowTheCurve(self):
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        for index in range(4):
            x, y, z = self.curve.GetNthControlPointPosition(index)
            self.curve.SetNthControlPointPosition(index, x + 20, y, z)
        slicer.app.processEvents()
        self.assertAlmostEqual(self.ratio().value, 1.0, delta=0.01)

    def testEveryChangeOfTheCurveIsWatched(self):
        transform = addTransform(np.diag([1.0, 1.2, 1.0, 1.0]))
        for name, change in {
                "point added": lambda: self.curve.AddControlPoint(vtk.vtkVector3d(-16, 0, 0)),
                "point removed": lambda: self.curve.RemoveNthControlPoint(4),
                "type": self.curve.SetCurveTypeToLinear,
                "thickness": lambda: self.curve.SetAttribute(SLAB_THICKNESS_ATTRIBUTE, "3"),
                "parent": lambda: self.curve.SetAndObserveTransformNodeID(transform.GetID()),
                "transform": lambda: transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(
                    np.diag([1.0, 1.1, 1.0, 1.0]))),
                "all points removed": self.curve.RemoveAllControlPoints}.items():
            with self.subTest(name):
                slicer.app.processEvents()
                before = [region.key for region in self.logic.result.case.regions if region.name == "mass"]
                change()
                slicer.app.processEvents()
                after = [region.key for region in self.logic.result.case.regions if region.name == "mass"]
                self.assertTrue(after != before)

    def testValueStandsBesideMeasurementsOfTheCurve(self):
        length = self.curve.GetMeasurement("length")
        length.SetEnabled(True)
        slicer.app.processEvents()
        self.assertEqual(self.valueOn(self.curve), "T1 1.20  T2 1.20")
        # Slicer's own label stays as the user has it.
        self.assertEqual(self.curve.GetPropertiesLabelText().strip(), length.GetValueWithUnitsAsPrintableString())
        before = length.GetValue()
        self.curve.SetNthControlPointPosition(0, -16, -6, 0)
        slicer.app.processEvents()
        self.assertGreater(length.GetValue(), before)
        self.logic.getParameterNode().showValues = False
        slicer.app.processEvents()
        self.assertEqual(self.valueOn(self.curve), "")
        self.assertTrue(length.GetEnabled())

    def testPanelShowsAndSetsTheThickness(self):
        table, box = self.widget.ui.regionTable, self.widget.ui.regionThicknessBox
        (row,) = [row for row in range(table.rowCount) if table.item(row, 0).text() == "mass"]
        table.setCurrentCell(row, 0)
        self.assertEqual(box.text, "5.0 mm")
        box.setValue(2.5)
        slicer.app.processEvents()
        self.assertEqual(slabThickness(self.curve), 2.5)
        self.curve.SetAttribute(SLAB_THICKNESS_ATTRIBUTE, "3.27")
        slicer.app.processEvents()
        self.assertEqual(box.text, "3.3 mm")
        self.assertEqual(self.curve.GetAttribute(SLAB_THICKNESS_ATTRIBUTE), "3.27")

    def testPlacingTakesPointsUntilTheUserEndsIt(self):
        self.logic.placeRegion("cord", "Curve")
        selection = slicer.app.applicationLogic().GetSelectionNode()
        node = slicer.mrmlScene.GetNodeByID(selection.GetActivePlaceNodeID())
        interaction = slicer.app.applicationLogic().GetInteractionNode()
        self.addCleanup(interaction.SwitchToViewTransformMode)
        self.assertTrue(node.IsA("vtkMRMLMarkupsClosedCurveNode"))
        self.assertEqual(RegionSource(node).role, "cord")
        self.assertEqual((interaction.GetCurrentInteractionMode(), bool(interaction.GetPlaceModePersistence())),
                         (interaction.Place, True))
        other = self.logic.placeRegion("marrow", "Box")
        self.assertEqual(RegionSource(other).shape, "Box")
        # The curve that was never placed is dropped.
        self.assertEqual(len(slicer.util.getNodesByClass("vtkMRMLMarkupsClosedCurveNode")), 1)
        self.assertFalse(interaction.GetPlaceModePersistence())


if __name__ == "__main__":
    unittest.main()
