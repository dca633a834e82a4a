"""Size and place of shapes along the spine: formulas of solids, voxels of the same solids, motion and mirror images."""

import unittest
from math import pi

import numpy as np

from EMHAssistLib.Measurement import Box, Ellipsoid, Mask, Prism, fitSpine, places, solid

RADII = np.array([7.0, 4.0, 15.0])


def rotation(random, largest=180.0):
    """Return a random (3, 3) rotation by at most an angle in degrees (Rodrigues)."""
    axis = random.normal(size=3)
    x, y, z = axis / np.linalg.norm(axis)
    angle = np.radians(random.uniform(0, largest))
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def matrix(linear=None, center=(0, 0, 0)):
    """Return the (4, 4) matrix of a linear part and a center."""
    result = np.eye(4)
    result[:3, :3] = np.eye(3) if linear is None else linear
    result[:3, 3] = center
    return result


def straightSpine(along=(0, 0, 1)):
    """Return a spine along a direction through the origin, bodies in front of a cord 20 mm behind them."""
    heights = np.outer(np.linspace(-60, 60, 6), along)
    back = np.cross(along, (1, 0, 0))
    return fitSpine(heights, heights - 20 * back / np.linalg.norm(back))


def bentSpine(count=15):
    """Return a spine on a circle of radius 400 mm, as points every 22 mm of its length, and that circle."""
    angles = (np.arange(count) - count // 2) * 22 / 400
    return np.column_stack([np.zeros(count), 400 - 400 * np.cos(angles), 400 * np.sin(angles)])


def measure(shape, spine):
    """Return the size of a shape."""
    body = solid(shape)
    return body.size(places(spine, [body.center])[0])


def frameAt(spine, point):
    """Return the (3, 3) directions right, anterior and superior of a spine at a point."""
    return spine.locate(np.reshape(point, (1, 3)))[1][0]


def voxels(shape, ijkToWorld, dimensions):
    """Return the voxels whose centers lie in a shape, as a mask."""
    i, j, k = np.meshgrid(*(np.arange(size) for size in dimensions), indexing="ij")
    toShape = shape.fromWorld @ ijkToWorld
    local = np.tensordot(toShape[:3, :3], np.array([i, j, k]), axes=1) + toShape[:3, 3, None, None, None]
    inside = (local ** 2).sum(axis=0) <= 1 if isinstance(shape, Ellipsoid) else (np.abs(local) <= 1).all(axis=0)
    return Mask(ijkToWorld, np.ascontiguousarray(inside.transpose(2, 1, 0)))


class SolidTest(unittest.TestCase):
    """Boxes and ellipsoids against their formulas, and sections found by going outward from the center."""

    def setUp(self):
        self.random = np.random.default_rng(11)

    def testAlignedWithTheSpine(self):
        for kind, volume in ((Ellipsoid, 4 / 3 * pi), (Box, 8.0)):
            shape = kind(matrix(np.diag(RADII), (30, 5, 10)))
            size = measure(shape, straightSpine())
            self.assertAlmostEqual(solid(shape).volume, volume * RADII.prod())
            self.assertAlmostEqual(size.extent, 30)
            self.assertAlmostEqual(size.low, -5)
            self.assertAlmostEqual(size.thickness, 8)
            self.assertAlmostEqual(size.right, 30)
            self.assertAlmostEqual(size.anterior, 5)

    def testRotated(self):
        angles = np.linspace(0, pi, 7201)
        for _case in range(50):
            linear = rotation(self.random) @ np.diag(self.random.uniform(2, 20, 3))
            spine = straightSpine(rotation(self.random, 40)[:, 2])
            for kind in (Ellipsoid, Box):
                shape = kind(matrix(linear, self.random.uniform(-20, 20, 3)))
                size = measure(shape, spine)
                frame = frameAt(spine, shape.toWorld[:3, 3])
                if kind is Box:
                    corners = np.array(np.meshgrid(*[(-1, 1)] * 3)).reshape(3, -1).T @ linear.T
                    extent = np.ptp(corners @ frame[:, 2])
                else:
                    extent = 2 * np.sqrt(frame[:, 2] @ linear @ linear.T @ frame[:, 2])
                self.assertAlmostEqual(size.extent, extent, places=9)
                rays = frame[:, :2] @ np.array([np.cos(angles), np.sin(angles)])
                local = np.linalg.inv(linear) @ rays
                radius = 1 / (np.abs(local).max(axis=0) if kind is Box else np.linalg.norm(local, axis=0))
                # The narrowest strip around a section that is symmetric about its center touches it at the nearest
                # place of its boundary.
                self.assertAlmostEqual(size.thickness, 2 * radius.min(), delta=1e-4 * size.thickness)

    def testCentralSectionIsTheThickest(self):
        """Voxels know nothing of central sections."""
        for _case in range(5):
            linear = rotation(self.random) @ np.diag(self.random.uniform(4, 12, 3))
            for kind in (Ellipsoid, Box):
                shape = kind(matrix(linear))
                mask = voxels(shape, matrix(np.eye(3) * 0.4, (-9.6 * 2, -9.6 * 2, -9.6 * 2)), (97, 97, 97))
                spine = straightSpine()
                self.assertAlmostEqual(measure(mask, spine).thickness, measure(shape, spine).thickness, delta=1.3)
                self.assertAlmostEqual(measure(mask, spine).extent, measure(shape, spine).extent, delta=0.8)

    def testShareOnTheLeft(self):
        """Of a ball, a cap of half the radius holds 5/32 of the volume."""
        ball = Ellipsoid(matrix(np.eye(3) * 10, (5, 0, 0)))
        self.assertAlmostEqual(measure(ball, straightSpine()).leftFraction, 5 / 32, places=9)
        box = Box(matrix(np.eye(3) * 10, (5, 0, 0)))
        self.assertAlmostEqual(measure(box, straightSpine()).leftFraction, 1 / 4)


class MaskTest(unittest.TestCase):
    """Voxels of a solid are as large as the solid, to a voxel."""

    def testVoxelsOfEllipsoids(self):
        random = np.random.default_rng(12)
        for case in range(20):
            spacing = random.permutation([0.5, 0.6, 4.0]) if case % 2 else np.full(3, 0.7)
            linear = rotation(random, 30) @ np.diag(random.uniform(5, 14, 3))
            shape = Ellipsoid(matrix(linear, random.uniform(-10, 10, 3)))
            grid = rotation(random, 20) @ np.diag(spacing)
            dimensions = np.ceil(44 / spacing).astype(int)
            mask = voxels(shape, matrix(grid, shape.toWorld[:3, 3] - grid @ dimensions / 2), dimensions)
            spine = straightSpine(rotation(random, 20)[:, 2])
            expected, found = measure(shape, spine), measure(mask, spine)
            frame = frameAt(spine, shape.toWorld[:3, 3])
            voxel = np.abs(frame.T @ grid).sum(axis=1)
            with self.subTest(case=case, spacing=spacing):
                self.assertAlmostEqual(found.extent, expected.extent, delta=voxel[2])
                self.assertAlmostEqual(found.thickness, expected.thickness, delta=max(voxel[:2]))
                self.assertAlmostEqual(found.right, expected.right, delta=0.2)
                self.assertAlmostEqual(found.leftFraction, expected.leftFraction, delta=0.06)
                self.assertAlmostEqual(solid(mask).volume / solid(shape).volume, 1, delta=0.05)

    def testBlockOfVoxels(self):
        array = np.zeros((20, 20, 20), dtype=bool)
        array[4:14, 8:10, 3:9] = True
        mask = Mask(matrix(np.diag([1.0, 2.0, 3.0]), (5, 5, 5)), array)
        size = measure(mask, straightSpine())
        self.assertAlmostEqual(solid(mask).volume, 10 * 2 * 6 * 6)
        np.testing.assert_allclose(solid(mask).center, (5 + 5.5, 5 + 2 * 8.5, 5 + 3 * 8.5))
        self.assertAlmostEqual(size.extent, 30)
        self.assertAlmostEqual(size.thickness, 4)

    def testPartsOfVoxelsCount(self):
        array = np.zeros((5, 5, 5))
        array[2, 2, 1:4] = 0.5, 1.0, 0.5
        try:
            mask = Mask(np.eye(4), array)
        except ValueError:
            self.skipTest("masks hold whole voxels only")
        self.assertAlmostEqual(solid(mask).volume, 2)
        np.testing.assert_allclose(solid(mask).center, (2, 2, 2))

    def testBothSides(self):
        """Two masses in one segment, and one mass that reaches to both sides."""
        array = np.zeros((20, 20, 61), dtype=bool)
        array[5:15, 5:15, 5:15] = array[5:15, 5:15, 45:55] = True
        toWorld = matrix(center=(-30, 0, -10))
        size = measure(Mask(toWorld, array), straightSpine())
        self.assertEqual(size.side, "both")
        self.assertAlmostEqual(size.leftFraction, 0.5)
        array[9:11, 9:11, 5:55] = True
        self.assertEqual(measure(Mask(toWorld, array), straightSpine()).side, "midline")

    def testLongMaskAlongABentSpine(self):
        """A band of 6 mm along 150 mm of a curve is 6 mm thick, which no straight axis would find."""
        spine = fitSpine(bentSpine(), np.empty((0, 3)))
        j, k = np.meshgrid(np.arange(60) - 20.0, np.arange(180) - 90.0)
        angle, radius = np.arctan2(k, 400 - j), np.hypot(400 - j, k)
        inside = (np.abs(radius - 400) <= 3) & (np.abs(angle) <= 75 / 400)
        mask = Mask(matrix(center=(-10, -20, -90)), np.repeat(inside[:, :, None], 21, axis=2))
        size = measure(mask, spine)
        self.assertAlmostEqual(size.extent, 150, delta=1.5)
        self.assertAlmostEqual(size.thickness, 6, delta=1.2)


class PrismTest(unittest.TestCase):
    """Outlines drawn in a slice, against boxes and cylinders of the same form."""

    def setUp(self):
        self.random = np.random.default_rng(16)

    def testSquareIsABox(self):
        for _case in range(30):
            toWorld = matrix(rotation(self.random) @ np.diag(self.random.uniform(3, 15, 3)),
                             self.random.uniform(-20, 20, 3))
            prism, box = Prism(toWorld, [(-1, -1), (1, -1), (1, 1), (-1, 1)]), Box(toWorld)
            spine = straightSpine(rotation(self.random, 40)[:, 2])
            expected, found = measure(box, spine), measure(prism, spine)
            self.assertAlmostEqual(solid(prism).volume, solid(box).volume)
            np.testing.assert_allclose(solid(prism).center, toWorld[:3, 3], atol=1e-9)
            self.assertAlmostEqual(found.extent, expected.extent)
            self.assertAlmostEqual(found.thickness / expected.thickness, 1, delta=0.05)
            self.assertAlmostEqual(found.leftFraction, expected.leftFraction, delta=0.03)

    def testEllipseInAnAxialAndASagittalSlice(self):
        angles = np.linspace(0, 2 * pi, 90, endpoint=False)
        ellipse = np.column_stack([9 * np.cos(angles), 4 * np.sin(angles)])
        axial = measure(Prism(matrix(np.diag([1.0, 1, 2.5]), (3, -8, 10)), ellipse), straightSpine())
        self.assertAlmostEqual(axial.extent, 5)
        self.assertAlmostEqual(axial.thickness, 8, delta=0.1)
        sagittal = np.array([[0, 0, 2.5], [0, 1, 0], [1.0, 0, 0]])  # x of the outline runs along the spine
        size = measure(Prism(matrix(sagittal, (3, -8, 10)), ellipse), straightSpine())
        self.assertAlmostEqual(size.extent, 18, delta=0.05)
        self.assertAlmostEqual(size.thickness, 5, delta=0.1)

    def testConcaveOutline(self):
        """A C has its centroid outside of it; area and centroid by its three bars."""
        outline = [(0, 0), (6, 0), (6, 2), (2, 2), (2, 8), (6, 8), (6, 10), (0, 10)]
        prism = Prism(matrix(np.diag([1.0, 1, 3]), (10, 0, 0)), outline)
        self.assertAlmostEqual(solid(prism).volume, 36 * 6)
        np.testing.assert_allclose(solid(prism).center, (10 + (12 * 3 * 2 + 12 * 1) / 36, 5, 0))
        self.assertAlmostEqual(measure(prism, straightSpine()).thickness, 6, delta=0.1)

    def testOutlineThatCrossesItself(self):
        """Two triangles that share a tip, drawn in one stroke: the shoelace formula takes one from the other."""
        for top, right in ((10, 5.0), (9, 9.0 * 10 / 19)):
            body = solid(Prism(matrix(np.diag([1.0, 1, 3]), (20, 0, 0)), [(0, 0), (10, 10), (10, 0), (0, top)]))
            # Base on the side x = 0 or x = 10, tip where the lines cross.
            areas = np.array([top * right / 2, 10 * (10 - right) / 2])
            self.assertAlmostEqual(body.volume, areas.sum() * 6)
            center = (areas * [right / 3, 10 - (10 - right) / 3]).sum() / areas.sum()
            self.assertAlmostEqual(body.center[0], 20 + center)

    def testDirectionOfDrawing(self):
        outline = np.array([(0, 0), (6, 0), (6, 2), (1, 5)])
        one, other = (solid(Prism(np.eye(4), points)) for points in (outline, outline[::-1]))
        self.assertAlmostEqual(one.volume, other.volume)
        np.testing.assert_allclose(one.center, other.center)


class SpineTest(unittest.TestCase):
    """The axis and the coordinates along it."""

    def testCoordinatesOnACircle(self):
        spine = fitSpine(bentSpine(), np.empty((0, 3)))
        random = np.random.default_rng(13)
        for _case in range(20):
            s, p, x = random.uniform(-140, 140), random.uniform(-30, 30), random.uniform(-40, 40)
            angle = s / 400
            point = np.array([x, 400 - (400 - p) * np.cos(angle), (400 - p) * np.sin(angle)])
            np.testing.assert_allclose(spine.coordinates(point[None])[0] - spine.coordinates(np.zeros((1, 3)))[0],
                                       [x, p, s], atol=1.0)
            superior = frameAt(spine, point)[:, 2]
            self.assertGreater(superior @ [0, np.sin(angle), np.cos(angle)], np.cos(np.radians(2)))

    def testFramesAreRightHandedAndOrthonormal(self):
        spine = fitSpine(bentSpine(), np.empty((0, 3)))
        for frame in spine.locate(np.random.default_rng(3).uniform(-100, 100, (20, 3)))[1]:
            np.testing.assert_allclose(frame.T @ frame, np.eye(3), atol=1e-12)
            self.assertAlmostEqual(np.linalg.det(frame), 1)

    def testRigidMotionChangesNothing(self):
        """The front is known from bodies and cord, so that even a turned patient has a left and a right."""
        random = np.random.default_rng(14)
        bodies = bentSpine() + random.normal(0, 0.5, (15, 3))
        cord = bentSpine()[3:12] + (0, -20, 0) + random.normal(0, 0.5, (9, 3))
        lesion = Ellipsoid(matrix(rotation(random) @ np.diag(RADII), (-6, -28, 20)))
        array = np.zeros((20, 16, 16), dtype=bool)
        array[3:18, 4:12, 5:13] = True
        mask = Mask(matrix(center=(10, -5, -30)), array)
        for shape in (lesion, mask):
            first = fitSpine(bodies, cord)
            before = measure(shape, first)
            for _case in range(10):
                motion = matrix(rotation(random, 45), random.uniform(-300, 300, 3))
                moved = [np.asarray(points) @ motion[:3, :3].T + motion[:3, 3] for points in (bodies, cord)]
                spine = fitSpine(*moved)
                body = Mask(motion @ mask.toWorld, array) if shape is mask else Ellipsoid(motion @ shape.toWorld)
                after = measure(body, spine)
                self.assertAlmostEqual(solid(body).volume, solid(shape).volume, places=6)
                # The polynomial is one of heights above a mean direction, which the motion finds a little differently.
                self.assertAlmostEqual(after.extent, before.extent, delta=0.15)
                self.assertAlmostEqual(after.thickness, before.thickness, delta=0.15)
                self.assertAlmostEqual(after.right, before.right, delta=0.3)
                self.assertEqual(after.side, before.side)
                self.assertEqual(after.positionToCord(spine), before.positionToCord(first))

    def testMirrorSwapsSides(self):
        mirror = np.diag([-1.0, 1, 1, 1])
        random = np.random.default_rng(15)
        bodies, cord = bentSpine() + (3, 0, 0), bentSpine() + (3, -20, 0)
        swapped = {"left": "right", "right": "left", "midline": "midline"}
        for x in (-30, -8, 3, 9, 31):
            shape = Ellipsoid(matrix(rotation(random, 10) @ np.diag([6.0, 4, 10]), (x, -10, 20)))
            before = measure(shape, fitSpine(bodies, cord))
            spine = fitSpine(bodies * (-1, 1, 1), cord * (-1, 1, 1))
            after = measure(Ellipsoid(mirror @ shape.toWorld), spine)
            self.assertEqual(after.side, swapped[before.side])
            self.assertAlmostEqual(after.right, -before.right)
            self.assertAlmostEqual(after.leftFraction, 1 - before.leftFraction)
            self.assertAlmostEqual(after.thickness, before.thickness)

    def testWhatIsNotKnownIsSaid(self):
        nothing = np.empty((0, 3))
        spine = fitSpine(nothing, nothing)
        self.assertFalse(spine.isKnown)
        self.assertIn("no marrow", spine.description)
        one = fitSpine(np.array([[3.0, 4, 5]]), nothing)
        self.assertIn("0 mm only", one.description)
        np.testing.assert_allclose(one.coordinates(np.array([[10.0, 0, 25]])), [[7, -4, 20]])
        self.assertIsNone(one.cord)
        iliac = fitSpine(np.array([[-60.0, 0, 0], [60, 0, 3]]), nothing)
        self.assertIn("above each other", iliac.description)
        np.testing.assert_allclose(frameAt(iliac, np.zeros(3)), np.eye(3), atol=1e-12)

    def testPositionAroundTheCord(self):
        spine = straightSpine()
        for center, expected in (((0, -35, 0), "posterior"), ((3, -12, 0), "anterior"), ((25, -5, 0), "lateral"),
                                 ((1, -20.5, 0), "around"), ((-10, -24, 0), "lateral")):
            size = measure(Ellipsoid(matrix(np.eye(3) * 3, center)), spine)
            self.assertEqual(size.positionToCord(spine), expected, center)


if __name__ == "__main__":
    unittest.main()
