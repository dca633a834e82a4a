"""Tests of closed surfaces as regions: against volumes and weights by geometry, and against boxes and ellipsoids."""

import unittest
from math import pi

import numpy as np
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from EMHAssistLib.Measurement import Box, Ellipsoid, Image, Mesh, fitSpine, measure, places, sample, solid
from EMHAssistLib.Measurement.Erosion import eroded, possibleErosion

# Slices of 4 mm in which lies what is bright, in voxels of 2 x 2 x 4 mm; left-handed and oblique ones beside it.
STRAIGHT = np.array([[2, 0, 0, -23], [0, 2, 0, -23], [0, 0, 4, -18], [0, 0, 0, 1.0]])
MIRRORED = STRAIGHT @ np.array([[-1, 0, 0, 23], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1.0]])
OBLIQUE = np.array([[1.1, 0.3, 0.4, -17], [-0.4, 1.2, 0.3, -9], [0.2, -0.2, 3.1, -15], [0, 0, 0, 1.0]])
SHUFFLED = STRAIGHT[:, [2, 0, 1, 3]]
GRIDS = [(STRAIGHT, (24, 24, 10)), (MIRRORED, (24, 24, 10)), (OBLIQUE, (30, 30, 12)), (SHUFFLED, (10, 24, 24))]


def polyData(source):
    """Return points and triangles of a VTK source."""
    cut = vtk.vtkTriangleFilter()
    cut.SetInputConnection(source.GetOutputPort())
    cut.Update()
    data = cut.GetOutput()
    return (vtk_to_numpy(data.GetPoints().GetData()).astype(float),
            vtk_to_numpy(data.GetPolys().GetConnectivityArray()).reshape(-1, 3))


def cube(size, center=(0, 0, 0)):
    source = vtk.vtkCubeSource()
    source.SetXLength(2)
    source.SetYLength(2)
    source.SetZLength(2)
    points, triangles = polyData(source)
    return points * np.array(size) / 2 + center, triangles


def sphere(radius, center=(0, 0, 0), resolution=60):
    source = vtk.vtkSphereSource()
    source.SetRadius(radius)
    source.SetThetaResolution(resolution)
    source.SetPhiResolution(resolution)
    points, triangles = polyData(source)
    return points + center, triangles


def joined(*surfaces):
    """Return several surfaces as one."""
    starts = np.cumsum([0, *(len(points) for points, _ in surfaces)])
    return (np.concatenate([points for points, _ in surfaces]),
            np.concatenate([triangles + start for (_, triangles), start in zip(surfaces, starts)]))


def mesh(surface, toWorld=None):
    return Mesh(np.eye(4) if toWorld is None else toWorld, *surface)


def image(matrix, size):
    return Image(np.random.default_rng(4).normal(100, 10, size[::-1]), matrix)


class VolumeTest(unittest.TestCase):
    """Volumes by geometry."""

    def testBoxThickness(self):
        """A box counts by the share that lies inside, exactly, whichever way the slices are cut."""
        for thickness in (0.3, 5, 7, 9):
            for matrix, size in (GRIDS[0], GRIDS[1], GRIDS[3]):
                shape = mesh(cube((12, 12, thickness)))
                self.assertAlmostEqual(shape.volume / (144 * thickness), 1, places=6)
                weights = sample(image(matrix, size), shape).weights
                expected = sample(image(matrix, size), Box(np.diag([6, 6, thickness / 2, 1]))).weights
                self.assertLess(np.abs(weights - expected).max(), 1e-6, (thickness, matrix))

    def testAgainstEllipsoid(self):
        """Weights of a fine sphere are those of the ellipsoid, under a transform that stretches, shears and mirrors."""
        for toWorld in (np.eye(4), np.array([[-0.8, 0.2, 0, 3], [0.1, 1.2, 0.3, 1], [0, 0.1, 0.7, -2], [0, 0, 0, 1]])):
            shape = mesh(sphere(9, resolution=120), toWorld)
            exact = Ellipsoid(toWorld @ np.diag([9.0, 9, 9, 1]))
            self.assertAlmostEqual(shape.volume / exact.volume, 1, delta=2e-3)
            for matrix, size in GRIDS:
                own, other = (sample(image(matrix, size), one) for one in (shape, exact))
                self.assertLess(np.sqrt(np.mean((own.weights - other.weights) ** 2)), 0.02)
                self.assertAlmostEqual(own.weights.sum() * image(matrix, size).voxelVolume / shape.volume, 1, places=6)

    def testVolumeOfVtk(self):
        """Against the mass properties of VTK."""
        source = vtk.vtkSuperquadricSource()
        source.SetPhiRoundness(0.4)
        source.SetSize(8)
        points, triangles = polyData(source)
        whole = vtk.vtkPolyData()
        whole.DeepCopy(source.GetOutput())
        cut, properties = vtk.vtkTriangleFilter(), vtk.vtkMassProperties()
        cut.SetInputData(whole)
        properties.SetInputConnection(cut.GetOutputPort())
        self.assertAlmostEqual(mesh((points, triangles)).volume / properties.GetVolume(), 1, places=4)

    def testWhicheverWayTrianglesAreTurned(self):
        points, triangles = cube((12, 12, 5))
        some = triangles.copy()
        some[::3] = some[::3, ::-1]
        for turned in (triangles[:, ::-1], some):
            shape = mesh((points, turned))
            self.assertAlmostEqual(shape.volume / 720, 1, places=6)
            self.assertAlmostEqual(measure(image(*GRIDS[0]), shape).statistics["n"], 45, places=6)

    def testLinesThroughCorners(self):
        """Lines that meet corners and edges neither lose nor gain a crossing."""
        points, triangles = cube((8, 8, 8))
        turn = np.array([[1, -1, 0], [1, 1, -1], [1, 1, 2]]) / np.sqrt([[2], [3], [6]])
        shape = mesh((np.rint(points @ turn * 16) / 16, triangles))
        grid = np.diag([0.5, 0.5, 0.5, 1])
        grid[:3, 3] = -10
        weights = sample(Image(np.zeros((40, 40, 40)), grid), shape).weights
        self.assertAlmostEqual(weights.sum() / 8 / shape.volume, 1, delta=1e-6)
        self.assertGreaterEqual(weights.min(), 0)
        self.assertLessEqual(weights.max(), 1)


class ShellsTest(unittest.TestCase):
    """Surfaces of several shells."""

    def testCavityIslandAndUnion(self):
        outer, inner, island = cube((16, 16, 16)), cube((8, 8, 8)), cube((4, 4, 4))
        beside = cube((16, 16, 16), (8, 0, 0))
        for surfaces, volume in (((outer, inner), 16 ** 3 - 8 ** 3),
                                 ((outer, inner, island), 16 ** 3 - 8 ** 3 + 4 ** 3),
                                 ((outer, (inner[0], inner[1][:, ::-1])), 16 ** 3 - 8 ** 3),
                                 ((outer, outer), 16 ** 3), ((outer, beside), 24 * 16 * 16),
                                 ((outer, cube((4, 4, 4), (20, 0, 0))), 16 ** 3 + 4 ** 3)):
            shape = mesh(joined(*surfaces))
            self.assertAlmostEqual(shape.volume / volume, 1, delta=2e-3)
            self.assertAlmostEqual(sample(image(STRAIGHT, (40, 24, 10)), shape).weights.sum() * 16 / volume, 1,
                                   delta=2e-3)
        nearly = outer[0] * (1 + 1e-4), outer[1]
        for surfaces, isRepeated in (((outer, outer), True), ((outer, nearly), True), ((outer, inner), False)):
            self.assertEqual(mesh(joined(*surfaces)).isRepeated, isRepeated)

    def testRefused(self):
        points, triangles = cube((4, 4, 4))
        for surface, reason in (((points, triangles[1:]), "not closed"), ((points, triangles[:0]), "no triangles"),
                                ((points * [1, 1, np.nan], triangles), "not finite"),
                                ((points * [1, 1, 0], triangles), "encloses no volume"),
                                ((points, np.concatenate([triangles, triangles[:1]])), "not closed")):
            with self.assertRaisesRegex(ValueError, reason):
                mesh(surface)


class GeometryTest(unittest.TestCase):
    """Size along the spine, and erosion."""

    def testSizeIsThatOfTheBox(self):
        spine = fitSpine(np.array([[0, 0, -40.0], [0, 0, 40]]), np.empty((0, 3)))
        turn = np.eye(4)
        turn[:3, :3] = [[np.cos(0.4), -np.sin(0.4), 0], [np.sin(0.4), np.cos(0.4), 0], [0, 0, 1]]
        turn[:3, 3] = [-15, 3, 2]
        bodies = solid(mesh(cube((6, 9, 20)), turn)), solid(Box(turn @ np.diag([3, 4.5, 10, 1])))
        own, other = (body.size(place) for body, place in zip(bodies, places(spine, [body.center for body in bodies])))
        for name in ("low", "high", "thickness", "right", "anterior"):
            self.assertAlmostEqual(getattr(own, name), getattr(other, name), delta=0.03, msg=name)
        self.assertEqual(own.leftFraction, 1.0)
        np.testing.assert_allclose(bodies[0].center, bodies[1].center, atol=1e-6)

    def testThicknessOfAPyramid(self):
        """Of 10 x 10 x 16 mm: sections are taken at every sixteenth of the height, the widest a sixteenth up, turned or
        not about the axis of the spine."""
        spine = fitSpine(np.array([[0, 0, -40.0], [0, 0, 40]]), np.empty((0, 3)))
        points = np.array([[-5, -5, -8], [5, -5, -8], [5, 5, -8], [-5, 5, -8], [0, 0, 8.0]])
        triangles = np.array([[0, 2, 1], [0, 3, 2], [0, 1, 4], [1, 2, 4], [2, 3, 4], [3, 0, 4]])
        for angle in np.radians([0, 20]):  # widths are taken at whole degrees
            turn = np.eye(4)
            turn[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
            body = solid(mesh((points, triangles), turn))
            size = body.size(places(spine, [body.center])[0])
            self.assertAlmostEqual(size.thickness, 10 * 15 / 16, delta=0.01)

    def testErosion(self):
        """A margin is taken off on all sides, from the surface on."""
        surface = mesh(sphere(12, resolution=80))
        self.assertAlmostEqual(eroded(surface, 3).volume / (4 / 3 * pi * 9 ** 3), 1, delta=0.06)
        self.assertEqual(possibleErosion(surface, 3), 3)
        less = possibleErosion(surface, 12)
        self.assertGreater(eroded(surface, less).volume, 30)
        self.assertLess(eroded(surface, less).volume, 80)
        self.assertEqual(possibleErosion(mesh(cube((2, 2, 2))), 2), 0)
        with self.assertRaisesRegex(ValueError, "nothing of the segment remains"):
            eroded(surface, 13)


if __name__ == "__main__":
    unittest.main()
