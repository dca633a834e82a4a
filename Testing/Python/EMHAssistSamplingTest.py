"""Which voxels a shape holds and how much of it lies in the image: against loops over voxels and geometry."""

import math
import unittest

import numpy as np

from EMHAssistLib.Measurement import Box, Ellipsoid, Image, Mask, Shape, measure, sample


def rotation(generator):
    """Return a random (3, 3) rotation."""
    matrix, _ = np.linalg.qr(generator.normal(size=(3, 3)))
    return matrix * np.sign(np.linalg.det(matrix))


def affine(linear, translation=(0, 0, 0)):
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = linear, translation
    return matrix


def rigid(generator):
    """Return a random (4, 4) rotation and translation."""
    return affine(rotation(generator), generator.uniform(-300, 300, size=3))


def randomImage(generator, kind):
    """Return an image of unequal dimensions whose voxels are all different."""
    linear = rotation(generator) @ np.diag(generator.uniform(0.5, 2.0, size=3))
    if kind == "anisotropic":
        linear = linear @ np.diag([0.6, 1.0, 5.0])
    elif kind == "left-handed":
        linear[:, generator.integers(3)] *= -1
    elif kind == "sheared":
        linear = linear @ (np.eye(3) + np.triu(generator.uniform(-0.7, 0.7, size=(3, 3)), 1))
    shape = generator.permutation([6, 8, 11])
    values = generator.permutation(int(shape.prod())).reshape(shape)
    return Image(values.astype(np.int32), affine(linear, generator.uniform(-50, 50, size=3)))


def randomPlacement(generator, image):
    """Return a matrix that places a shape of random size near a random voxel, often partly outside of the image."""
    index = generator.uniform(-2, np.array(image.dimensions) + 1)
    center = image.ijkToWorld @ [*index, 1]
    return affine(rotation(generator) @ np.diag(generator.uniform(0.7, 6.0, size=3)), center[:3])


def multiply(matrix, point):
    """Return an affine matrix times a point, in plain arithmetic."""
    return [sum(matrix[row][column] * point[column] for column in range(3)) + matrix[row][3] for row in range(3)]


def solve(matrix, point):
    """Return what multiply() maps to the point, by Cramer's rule."""
    right = [point[row] - matrix[row][3] for row in range(3)]
    columns = [[matrix[row][column] for row in range(3)] for column in range(3)]
    whole = determinant(columns)
    return [determinant([right if other == column else columns[other] for other in range(3)]) / whole
            for column in range(3)]


def determinant(columns):
    (a, b, c), (d, e, f), (g, h, i) = columns
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def insideBox(point, shape):
    return all(-1 <= coordinate <= 1 for coordinate in solve(shape.toWorld, point))


def insideEllipsoid(point, shape):
    return math.hypot(*solve(shape.toWorld, point)) <= 1


def insideMask(point, shape):
    i, j, k = (math.floor(coordinate + 0.5) for coordinate in solve(shape.toWorld, point))
    size = shape.array.shape
    return 0 <= i < size[2] and 0 <= j < size[1] and 0 <= k < size[0] and bool(shape.array[k, j, i])


def bruteForce(image, shape, isInside):
    """Return the sorted values of the voxels inside, one voxel at a time."""
    values = []
    for k in range(image.array.shape[0]):
        for j in range(image.array.shape[1]):
            for i in range(image.array.shape[2]):
                if isInside(multiply(image.ijkToWorld, (i, j, k)), shape):
                    values.append(float(image.array[k, j, i]))
    return sorted(values)


class EMHAssistSamplingAgainstBruteForceTest(unittest.TestCase):

    def check(self, makeShape, isInside, seed):
        generator = np.random.default_rng(seed)
        found = 0
        for kind in ("oblique", "anisotropic", "left-handed", "sheared"):
            for trial in range(8):
                image = randomImage(generator, kind)
                shape = makeShape(generator, image)
                values = sorted(sample(image, shape).values().tolist())
                self.assertEqual(values, bruteForce(image, shape, isInside), f"{kind} {trial}")
                found += len(values) > 0
        self.assertGreater(found, 20)

    def test_Box(self):
        self.check(lambda generator, image: Box(randomPlacement(generator, image)), insideBox, 1)

    def test_Ellipsoid(self):
        self.check(lambda generator, image: Ellipsoid(randomPlacement(generator, image)), insideEllipsoid, 2)

    def test_ShearedEllipsoid(self):
        """A region under a parent transform that is not rigid."""
        def shape(generator, image):
            matrix = randomPlacement(generator, image)
            return Ellipsoid(matrix @ affine(np.eye(3) + np.tril(generator.uniform(-0.8, 0.8, size=(3, 3)), -1)))
        self.check(shape, insideEllipsoid, 3)

    def test_MaskOnAnotherGrid(self):
        def shape(generator, image):
            placement = randomPlacement(generator, image) @ np.diag([0.4, 0.3, 0.5, 1])
            return Mask(placement, generator.random(size=generator.permutation([4, 6, 7])) < 0.5)
        self.check(shape, insideMask, 4)

    def test_MaskOnTheSameGrid(self):
        generator = np.random.default_rng(5)
        image = randomImage(generator, "left-handed")
        mask = generator.random(image.array.shape) < 0.3
        samples = sample(image, Mask(image.ijkToWorld, mask))
        np.testing.assert_array_equal(np.sort(samples.values()), np.sort(image.array[mask]))
        self.assertEqual(samples.coverage, 1)


class EMHAssistSamplingTest(unittest.TestCase):

    def setUp(self):
        self.generator = np.random.default_rng(20)

    def test_VolumeConvergesToThatOfTheShape(self):
        linear = np.array([[4.0, 0.5, 0.0], [-0.3, 6.0, 1.0], [0.2, 0.0, 9.0]])
        for shape, unit in ((Box(affine(linear)), 8), (Ellipsoid(affine(linear)), 4 / 3 * math.pi)):
            expected = unit * abs(np.linalg.det(linear))
            for spacing, tolerance in ((1.0, 0.03), (0.25, 0.003)):
                matrix = affine(rotation(self.generator) @ np.diag([spacing, spacing, -spacing]))
                count = int(26 / spacing)
                matrix[:3, 3] = -matrix[:3, :3] @ np.full(3, count / 2 + 0.2)
                image = Image(np.zeros((count,) * 3, dtype=np.uint8), matrix)
                volume = measure(image, shape).statistics["volume_mm3"]
                self.assertAlmostEqual(volume / expected, 1, delta=tolerance, msg=f"{type(shape)} {spacing}")

    def test_CentersOnTheSurface(self):
        """As many voxels as lattice points in a ball (OEIS A000605), and in a box those of its volume, however turned
        and rounded."""
        for radius, count in ((1, 7), (2, 33), (3, 123), (5, 515)):
            for trial in range(10):
                spacing = self.generator.uniform(0.3, 3)
                scene = rigid(self.generator)
                image = Image(np.zeros((17, 15, 13)), scene @ np.diag([spacing, spacing, spacing, 1]))
                placement = scene @ affine(np.eye(3) * radius * spacing, spacing * np.array([6, 7, 8]))
                self.assertEqual(sample(image, Ellipsoid(placement)).inside.sum(), count)
                self.assertEqual(sample(image, Box(placement)).inside.sum(), (2 * radius) ** 3)

    def test_CentersOnFacesOfAMaskTakeTheUpperVoxel(self):
        """An image twice as coarse as the mask whose corners are those of the mask: every center is on a face."""
        mask = self.generator.random((8, 10, 12)) < 0.5
        for trial in range(10):
            scene = rigid(self.generator) @ np.diag([0.7, 0.7, 0.7, 1])
            image = Image(np.zeros((4, 5, 6)), scene @ affine(2 * np.eye(3), (0.5, 0.5, 0.5)))
            self.assertEqual(sample(image, Mask(scene, mask)).inside.sum(), mask[1::2, 1::2, 1::2].sum())

    def test_MovingTheWholeSceneChangesNothing(self):
        for kind in ("anisotropic", "left-handed", "sheared"):
            image = randomImage(self.generator, kind)
            placement = randomPlacement(self.generator, image)
            grid = self.generator.random((4, 5, 6)) < 0.7
            for make in (Box, Ellipsoid, lambda matrix: Mask(matrix, grid)):
                before = measure(image, make(placement))
                for _ in range(5):
                    motion = rigid(self.generator)
                    after = measure(Image(image.array, motion @ image.ijkToWorld), make(motion @ placement))
                    self.assertAlmostEqual(after.coverage, before.coverage, delta=1e-3)
                    for name, value in before.statistics.items():
                        np.testing.assert_allclose(after.statistics[name], value, rtol=1e-9)

    def test_FlippingTheStorageOfTheImageChangesNothing(self):
        image = randomImage(self.generator, "oblique")
        shape = Ellipsoid(image.ijkToWorld @ affine(np.diag([3.0, 2.2, 2.6]), np.array(image.dimensions) / 2.1))
        flip = affine(np.diag([-1.0, 1.0, 1.0]), (image.dimensions[0] - 1, 0, 0))
        flipped = Image(image.array[:, :, ::-1], image.ijkToWorld @ flip)
        self.assertEqual(sorted(sample(image, shape).values()), sorted(sample(flipped, shape).values()))

    def test_TheImageIsNeitherCopiedNorWritten(self):
        values = np.arange(24.0).reshape(2, 3, 4)
        values.flags.writeable = False
        image = Image(values, np.eye(4))
        self.assertIs(image.array, values)
        samples = sample(image, Box(affine(np.eye(3) * 1.2, (1, 1, 1))))
        self.assertTrue(np.shares_memory(samples.block, values))
        self.assertFalse(samples.block.flags.writeable)
        self.assertEqual(measure(image, Box(affine(np.eye(3) * 9))).statistics["mean"], 11.5)

    def test_RegionsWithoutVoxels(self):
        image = Image(np.ones((5, 6, 7)), np.diag([2.0, 2.0, 2.0, 1.0]))
        outside = "the region lies outside the image"
        tiny = "the region holds no voxel center; make it larger than a voxel"
        for shape, problem in ((Box(affine(np.eye(3), (100, 0, 0))), outside),
                               (Ellipsoid(affine(np.eye(3), (0, 0, -1e9))), outside),
                               (Mask(affine(np.eye(3), (0, -50, 0)), np.ones((2, 2, 2), dtype=bool)), outside),
                               (Ellipsoid(affine(0.4 * np.eye(3), (5, 5, 5))), tiny),
                               (Mask(affine(0.1 * np.eye(3), (5, 5, 5)), np.ones((2, 2, 2), dtype=bool)), tiny)):
            measurement = measure(image, shape)
            self.assertEqual((measurement.problem, measurement.statistics["n"]), (problem, 0))
            self.assertEqual(measurement.coverage, 0 if problem == outside else 1)

    def test_EmptyMask(self):
        measurement = measure(Image(np.ones((5, 6, 7)), np.eye(4)), Mask(np.eye(4), np.zeros((5, 6, 7), dtype=bool)))
        self.assertEqual(measurement.statistics["n"], 0)
        self.assertTrue(measurement.problem)


class EMHAssistCoverageTest(unittest.TestCase):

    def setUp(self):
        self.generator = np.random.default_rng(30)

    def monteCarlo(self, image, shape, isEllipsoid):
        """Return the fraction of 200,000 random points of the shape inside the image: right to 0.4 % (3.5 SE)."""
        points = self.generator.uniform(-1, 1, size=(400000, 3))
        if isEllipsoid:
            points = points[(points ** 2).sum(axis=1) < 1]
        points = np.c_[points[:200000], np.ones(200000)]
        indices = np.linalg.solve(image.ijkToWorld, shape.toWorld @ points.T)[:3].T
        return np.mean(np.all((indices > -0.5) & (indices < np.array(image.dimensions) - 0.5), axis=1))

    def test_AgainstRandomPoints(self):
        partial = 0
        for kind in ("oblique", "anisotropic", "left-handed", "sheared"):
            for make in (Box, Ellipsoid):
                for _ in range(6):
                    image = randomImage(self.generator, kind)
                    shape = make(randomPlacement(self.generator, image))
                    expected = self.monteCarlo(image, shape, make is Ellipsoid)
                    self.assertAlmostEqual(sample(image, shape).coverage, expected, delta=0.01)
                    partial += 0.1 < expected < 0.9
        self.assertGreater(partial, 15)

    def test_CutAlongAnAxis(self):
        """The worst case for regular points: a plane along the axes of the region, at any place."""
        image = Image(np.zeros((100, 100, 100), dtype=np.uint8), np.eye(4))
        for cut in np.linspace(-0.97, 0.97, 41):
            placement = affine(np.diag([8.0, 9.0, 10.0]), (-0.5 + 8.0 * cut, 50, 50))
            self.assertAlmostEqual(sample(image, Box(placement)).coverage, (1 + cut) / 2, delta=0.01)
            # Spherical cap of height 1 + cut over the sphere.
            self.assertAlmostEqual(sample(image, Ellipsoid(placement)).coverage, (2 + 3 * cut - cut ** 3) / 4,
                                   delta=0.01)

    def test_ExactCases(self):
        for trial in range(5):
            scene = rigid(self.generator) @ np.diag([0.5, 0.7, -3.0, 1.0])
            image = Image(np.zeros((20, 30, 40), dtype=np.uint8), scene)
            for make in (Box, Ellipsoid):
                for radii in ((3.0, 4.0, 5.0), (9.0, 2.0, 4.0)):
                    for center, expected in (((20, 15, 10), 1), ((-0.5, 15, 10), 0.5), ((20, 29.5, 10), 0.5),
                                             ((20, 15, 19.5), 0.5), ((-20, 15, 10), 0), ((20, 15, 40), 0)):
                        coverage = sample(image, make(scene @ affine(np.diag(radii), center))).coverage
                        self.assertAlmostEqual(coverage, expected, places=3 if expected == 0.5 else 12)

    def test_RegionThatEndsWithTheImageIsCovered(self):
        for trial in range(10):
            scene = rigid(self.generator) @ np.diag([0.45, 0.45, 3.3, 1.0])
            image = Image(np.zeros((8, 10, 12)), scene)
            whole = scene @ affine(np.diag([6.0, 5.0, 4.0]), (5.5, 4.5, 3.5))
            self.assertEqual(measure(image, Box(whole)).flags, ())
            self.assertEqual(measure(image, Box(whole)).statistics["n"], 8 * 10 * 12)

    def test_OnlyTheShapeCountsNotItsBoundingBox(self):
        image = Image(np.zeros((20, 20, 20)), np.eye(4))
        turned = affine(np.array([[1, -1, 0], [1, 1, 0], [0, 0, math.sqrt(2)]]) / math.sqrt(2))
        self.assertEqual(sample(image, Ellipsoid(affine(9 * turned[:3, :3], (9.5, 9.5, 9.5)))).coverage, 1)
        beyondTheEdge = affine(np.eye(3) * 4, (-3.5, -3.5, 10))
        self.assertEqual(sample(image, Ellipsoid(beyondTheEdge)).coverage, 0)
        self.assertGreater(sample(image, Box(beyondTheEdge)).coverage, 0)

    def test_MaskCountsItsVoxels(self):
        image = Image(np.zeros((5, 6, 7)), np.eye(4))
        mask = self.generator.random((5, 6, 7)) < 0.5
        self.assertAlmostEqual(sample(image, Mask(affine(np.eye(3), (3, 0, 0)), mask)).coverage,
                               mask[:, :, :4].sum() / mask.sum(), places=12)

    def test_Flags(self):
        image = Image(np.ones((20, 20, 20)), np.eye(4))

        def flags(center, radius=4.0):
            measurement = measure(image, Ellipsoid(affine(np.eye(3) * radius, center)))
            return {flag.name: flag.value for flag in measurement.flags}
        self.assertEqual(flags((10, 10, 10)), {})
        self.assertAlmostEqual(flags((-0.5, 10, 10))["partly_outside"], 0.5, places=3)
        self.assertEqual(flags((-30, 10, 10)), {"outside": 0, "few_voxels": 0})
        # Far less than a point of the coverage reaches into the image, but some voxels do.
        self.assertIn("partly_outside", flags((-1999.5, 10, 10), 2000.0))


class EMHAssistBadGeometryTest(unittest.TestCase):

    def test_Image(self):
        values = np.ones((2, 3, 4))
        flat = np.diag([1.0, 1.0, 0.0, 1.0])
        for array, matrix, message in ((values[0], np.eye(4), "three dimensions"),
                                       (np.ones((2, 3, 4, 3)), np.eye(4), "three dimensions"),
                                       (np.ones((0, 3, 4)), np.eye(4), "three dimensions"),
                                       (values.astype(complex), np.eye(4), "real number"),
                                       (values.astype(object), np.eye(4), "real number"),
                                       (values, flat, "flat"),
                                       (values, np.full((4, 4), np.nan), "finite affine"),
                                       (values, np.eye(3), "finite affine"),
                                       (values, np.ones((4, 4)), "finite affine")):
            with self.assertRaisesRegex(ValueError, message):
                Image(array, matrix)

    def test_Shapes(self):
        for make in (Box, Ellipsoid, lambda matrix: Mask(matrix, np.ones((2, 2, 2), dtype=bool))):
            with self.assertRaisesRegex(ValueError, "flat"):
                make(np.diag([1.0, 0.0, 1.0, 1.0]))
        for array in (None, np.ones((2, 2), dtype=bool), np.ones((2, 2, 2))):
            with self.assertRaisesRegex(ValueError, "three-dimensional array of bool"):
                Mask(np.eye(4), array)
        with self.assertRaises(NotImplementedError):
            sample(Image(np.ones((2, 2, 2)), np.eye(4)), Shape(np.eye(4)))

    def test_ThinVoxelsAreNotFlat(self):
        self.assertAlmostEqual(Image(np.ones((2, 2, 2)), np.diag([1e-3, 1e-3, 100.0, 1.0])).voxelVolume, 1e-4)


if __name__ == "__main__":
    unittest.main()
