"""Every shape of the table of shapes is placed, measured, outlined, saved and read: tells what a new one lacks."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import reopenScene
from EMHAssistLib.Input.CaseFiles import quietLibraries
from EMHAssistLib.Input.CaseScene import newScene
from EMHAssistLib.Input.RegionFile import readRegions
from EMHAssistLib.Measurement import Image, Mask, Shape, fitSpine, places, sample, solid
from EMHAssistLib.RegionShapes import CURVE, REGION_SHAPES, ROI_SHAPES, regionShape
from EMHAssistLib.Scene.RegionReader import RegionReader
from EMHAssistLib.Scene.Regions import RegionSource

STEP = 0.25  # mm
# A ROI of 12 x 8 x 20 mm, turned and sheared.
TO_WORLD = np.array([[5.2, -1.6, 3.0, 4.0], [2.6, 3.4, 1.0, -3.0], [-1.4, 1.2, 9.5, 2.0], [0, 0, 0, 1]])


def fineMask(shape, toWorld=np.eye(4)):
    """Return a shape as the fractions of fine voxels inside it, on the axes of other coordinates of the same unit."""
    low, high = shape.boundsIn(np.linalg.inv(toWorld))
    size = np.ceil((high - low) / STEP).astype(int) + 4
    ijkToWorld = toWorld @ np.array([[STEP, 0, 0, 0], [0, STEP, 0, 0], [0, 0, STEP, 0], [0, 0, 0, 1]])
    ijkToWorld[:3, 3] = (toWorld @ [*(low - 2 * STEP), 1])[:3]
    image = Image(np.zeros(size[::-1], np.float32), ijkToWorld)
    samples, weights = sample(image, shape), np.zeros(size[::-1])
    samples.block(weights)[:] = samples.weights
    return Mask(ijkToWorld, weights)


class RoiGeometryTest(unittest.TestCase):
    """Formulas of a shape against its own voxels."""

    def setUp(self):
        heights = np.outer(np.linspace(-60, 60, 6), (0.1, -0.1, 0.99))
        self.spine = fitSpine(heights, heights - (0, 20, 2))

    def size(self, shape):
        body = solid(shape)
        return body.size(places(self.spine, [body.center])[0])

    def testSizeAlongTheSpine(self):
        for kind in ROI_SHAPES:
            with self.subTest(kind.name):
                shape = kind.geometry(TO_WORLD)
                mask = fineMask(shape)
                self.assertAlmostEqual(mask.volume / shape.volume, 1, delta=1e-6)
                own, voxels = self.size(shape), self.size(mask)
                self.assertAlmostEqual(own.extent, voxels.extent, delta=4 * STEP)
                self.assertAlmostEqual(own.thickness, voxels.thickness, delta=4 * STEP)
                self.assertAlmostEqual(own.right, voxels.right, delta=STEP)
                self.assertAlmostEqual(own.leftFraction, voxels.leftFraction, delta=0.02)

    def testLiesInItsBoxAndReachesItsFaces(self):
        """What is inscribed in the box of a ROI node, whose handles are on the faces."""
        for kind in ROI_SHAPES:
            with self.subTest(kind.name):
                np.testing.assert_allclose(kind.geometry(np.eye(4)).boundsIn(np.eye(4)), [[-1] * 3, [1] * 3])

    def testOutlineIsTheEdgeOfTheVoxelsInAPlane(self):
        outlined = [kind for kind in ROI_SHAPES if kind.outlinesInPlane]
        self.assertTrue(outlined)
        turn = np.linalg.qr([[1.0, 0.3, 0.2], [-0.2, 1, 0.5], [0.1, -0.4, 1]])[0]
        for kind in outlined:
            for offset in (0, 2, -5):
                with self.subTest(kind.name, offset=offset):
                    shape = kind.geometry(TO_WORLD)
                    planeToWorld = np.eye(4)
                    planeToWorld[:3, :3] = turn
                    planeToWorld[:3, 3] = TO_WORLD[:3, 3] + offset * turn[:, 2]
                    mask = fineMask(shape, planeToWorld)
                    maskToPlane = np.linalg.inv(planeToWorld) @ mask.toWorld
                    section = mask.array[round(-maskToPlane[2, 3] / STEP)]
                    (outline,) = kind.outlinesInPlane((np.linalg.inv(planeToWorld) @ shape.toWorld)[np.newaxis])
                    x, y = outline.T
                    area = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
                    self.assertAlmostEqual(area / (section.sum() * STEP ** 2), 1, delta=0.05)
                    center = outline.mean(axis=0)
                    for factor, expected in ((0.85, 1), (1.15, 0)):
                        points = center + factor * (outline - center)
                        columns, rows = ((points - maskToPlane[:2, 3]) / STEP).round().astype(int).T
                        inImage = (np.array([rows, columns]).T >= 0).all(axis=1) & (rows < section.shape[0]) & (
                            columns < section.shape[1])
                        self.assertTrue((section[rows[inImage], columns[inImage]] == expected).all())
                        self.assertTrue(inImage.all() or expected == 0)

    def testNoOutlineWhereThePlaneMisses(self):
        away = np.diag([4.0, 3, 2, 1])
        away[2, 3] = 9
        for kind in ROI_SHAPES:
            if kind.outlinesInPlane:
                with self.subTest(kind.name):
                    self.assertTrue(np.isnan(kind.outlinesInPlane(away[np.newaxis])).all())


class TableTest(unittest.TestCase):
    """The table itself."""

    def testNamesAndClasses(self):
        self.assertEqual(len({shape.name for shape in REGION_SHAPES}), len(REGION_SHAPES))
        self.assertTrue(all(issubclass(shape.geometry, Shape) and shape.title for shape in REGION_SHAPES))
        self.assertEqual([shape for shape in REGION_SHAPES if not shape.isRoi], [CURVE])

    def testUnknownNames(self):
        with self.assertRaisesRegex(ValueError, "Unknown shape 'Cone'. Use one of: Ellipsoid, Box.*, Curve"):
            regionShape("Cone")
        with self.assertRaisesRegex(ValueError, "Unknown shape 'Curve'"):
            regionShape("Curve", ROI_SHAPES)


class EveryShapeTest(ModuleCase):
    """Each shape from the click to the file."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.addCleanup(self.logic.cancelPlacing)

    def place(self, shape):
        """Place a region on the lesion as clicks in a view do."""
        node = self.logic.placeRegion("other_lesion", shape.name, 9.0)
        if shape.isRoi:
            node.AddControlPointWorld(np.array([-10.0, 2, 3]))
        else:
            for point in ((-14, -4, 0), (-6, -4, 0), (-6, 4, 0), (-14, 4, 0)):
                node.AddControlPointWorld(np.array(point, dtype=float))
        # A view ends the mode after the click, the user after the last one.
        slicer.app.applicationLogic().GetInteractionNode().SwitchToViewTransformMode()
        slicer.app.processEvents()
        self.assertEqual(self.logic.placingRole, "")
        return RegionSource(node)

    def testPlacedMeasuredSavedRead(self):
        for shape in REGION_SHAPES:
            with self.subTest(shape.name):
                source = self.place(shape)
                self.assertEqual((source.shape, source.isRoi), (shape.name, shape.isRoi))
                self.assertEqual(source.isCurve, not shape.isRoi)
                result = self.logic.update()
                [region] = [one for one in result.case.regions if one.role == "other_lesion"]
                self.assertEqual((type(region.shape), region.problem), (shape.geometry, ""))
                [measured, _] = [row.measurement for row in result.measurements if row.region is region]
                self.assertAlmostEqual(measured.statistics["volume_mm3"] / region.shape.volume, 1, delta=1e-4)
                self.assertAlmostEqual(measured.statistics["mean"], 120, delta=1)
                [geometry] = [one for one in result.geometry.lesions if one.lesion is region]
                self.assertGreater(geometry.size.thickness, 3)
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder) / "region.mrk.json"
                    self.assertTrue(slicer.util.saveNode(source.node, str(path)))
                    scene = newScene()
                    with quietLibraries():
                        [read] = readRegions(scene, path, "", ())
                    read.setRole("other_lesion")
                    if shape.isRoi:
                        read.setShape(shape.name)
                    [again] = RegionReader().regions(scene)
                self.assertEqual(type(again.shape), shape.geometry)
                self.assertAlmostEqual(again.shape.volume / region.shape.volume, 1, delta=1e-6 if shape.isRoi else 0.5)
                slicer.mrmlScene.RemoveNode(source.node)

    def testInTheSavedScene(self):
        sources = {shape.name: self.place(shape) for shape in REGION_SHAPES}
        for name, source in sources.items():
            source.node.SetName(name)
        reopenScene()
        slicer.app.processEvents()
        regions = {region.name: region for region in self.logic.update().case.regions}
        for shape in REGION_SHAPES:
            self.assertEqual(type(regions[shape.name].shape), shape.geometry)

    def testBoxIsFaintWhereTheShapeIsOutlined(self):
        for shape in ROI_SHAPES:
            display = self.place(shape).node.GetDisplayNode()
            self.assertEqual(display.GetOutlineOpacity() < 1, shape.outlinesInPlane is not None)

    def testPanelOffersAll(self):
        box = self.widget.ui.placeShapeBox
        self.assertEqual([box.itemText(index) for index in range(box.count)], [shape.title for shape in REGION_SHAPES])


if __name__ == "__main__":
    unittest.main()
