"""How much of each voxel a shape holds, and of the shape the image: against points in every voxel and geometry."""

import math
import unittest

import numpy as np

from EMHAssistLib.Measurement import Box, Ellipsoid, Image, Mask, Prism, Shape, measure, sample


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


def insideBox(shape, points):
    return (np.abs(points) <= 1).all(axis=-1)


def insideEllipsoid(shape, points):
    return np.linalg.norm(points, axis=-1) <= 1


def insidePrism(shape, points):
    """Cast a ray along x from each point, against one edge after the other."""
    x, y, z = np.moveaxis(points, -1, 0)
    odd = np.zeros(x.shape, dtype=bool)
    for (x0, y0), (x1, y1) in zip(shape.polygon, np.roll(shape.polygon, -1, axis=0)):
        if y0 != y1:
            odd ^= ((y0 > y) != (y1 > y)) & (x < x0 + (y - y0) / (y1 - y0) * (x1 - x0))
    return odd & (np.abs(z) <= 1)


def insideMask(shape, points):
    """Return the weight of the voxel of the mask each point lies in."""
    padded = np.pad(shape.array.astype(float), 1)
    i, j, k = np.moveaxis(np.floor(points + 1.5).astype(int), -1, 0)
    return padded[tuple(index.clip(0, size - 1) for index, size in zip((k, j, i), padded.shape))]


def bruteForce(image, shape, inside, number=8):
    """Return the weights of all voxels of the image: the fraction of the points in each, number**3, that are inside."""
    offsets = (np.arange(number) + 0.5) / number - 0.5
    grids = [np.add.outer(np.arange(size), offsets).ravel() for size in image.array.shape]
    k, j, i = np.meshgrid(*grids, indexing="ij")
    world = image.ijkToWorld @ np.array([i.ravel(), j.ravel(), k.ravel(), np.ones(i.size)])
    points = np.linalg.solve(shape.toWorld, world)[:3].T.reshape(*i.shape, 3)
    split = [part for size in image.array.shape for part in (size, number)]
    return inside(shape, points).reshape(split).mean(axis=(1, 3, 5))


def allWeights(image, shape):
    """Return the weights of all voxels of the image."""
    samples = sample(image, shape)
    weights = np.zeros(image.array.shape)
    samples.block(weights)[:] = samples.weights
    return weights


class SamplingAgainstBruteForceTest(unittest.TestCase):

    def check(self, makeShape, inside, seed, worst=0.1):
        generator = np.random.default_rng(seed)
        found = 0
        for kind in ("oblique", "anisotropic", "left-handed", "sheared"):
            for trial in range(5):
                image = randomImage(generator, kind)
                shape = makeShape(generator, image)
                weights, expected = allWeights(image, shape), bruteForce(image, shape, inside)
                self.assertTrue(((weights >= 0) & (weights <= 1)).all())
                error, surface = weights - expected, expected % 1 > 0
                self.assertLess(np.abs(error).max(), worst, f"{kind} {trial}")
                self.assertLessEqual((error[surface] ** 2).sum(), (worst / 3) ** 2 * surface.sum(), f"{kind} {trial}")
                self.assertTrue((expected[weights == 1] > 1 - worst / 2).all())
                found += expected.max() > 0
        self.assertGreater(found, 12)

    def testBox(self):
        self.check(lambda generator, image: Box(randomPlacement(generator, image)), insideBox, 1)

    def testEllipsoid(self):
        self.check(lambda generator, image: Ellipsoid(randomPlacement(generator, image)), insideEllipsoid, 2)

    def testShearedEllipsoid(self):
        """A region under a parent transform that is not rigid."""
        def shape(generator, image):
            matrix = randomPlacement(generator, image)
            return Ellipsoid(matrix @ affine(np.eye(3) + np.tril(generator.uniform(-0.8, 0.8, size=(3, 3)), -1)))
        self.check(shape, insideEllipsoid, 3)

    def testPrism(self):
        def shape(generator, image):
            turns = np.arange(24) * 2 * np.pi / 24
            radii = 0.7 + 0.3 * np.cos(3 * turns + generator.uniform(0, 6))
            return Prism(randomPlacement(generator, image), np.c_[np.cos(turns), np.sin(turns)] * radii[:, None])
        self.check(shape, insidePrism, 6)

    def testPrismThatCrossesItself(self):
        bow = [(-1, -1), (1, 1), (1, -1), (-1, 1)]
        self.check(lambda generator, image: Prism(randomPlacement(generator, image), bow), insidePrism, 7)

    def testMaskOnAnotherGrid(self):
        def shape(generator, image):
            placement = randomPlacement(generator, image) @ np.diag([0.4, 0.3, 0.5, 1])
            return Mask(placement, generator.random(size=generator.permutation([4, 6, 7])) < 0.5)
        self.check(shape, insideMask, 4, 0.3)

    def testMaskOnAlignedGrid(self):
        """The same axes in another order and direction, with other spacings: exact, but for the points it is held
        against."""
        def shape(generator, image):
            axes = np.eye(3)[generator.permutation(3)] * generator.choice([-1, 1], size=3)
            placement = affine(axes * generator.uniform(0.4, 2.5, size=3), generator.uniform(2, 6, size=3))
            return Mask(image.ijkToWorld @ placement, generator.random(size=generator.permutation([2, 3, 4])))
        self.check(shape, insideMask, 5, 0.2)

    def testMaskOnTheSameGrid(self):
        """Its own voxels, exactly: whole ones and parts, cropped or beyond the image."""
        generator = np.random.default_rng(8)
        image = randomImage(generator, "left-handed")
        weights = generator.random(image.array.shape)
        for mask in (weights < 0.3, weights, weights.astype(np.float32)):
            samples = sample(image, Mask(image.ijkToWorld, mask))
            np.testing.assert_array_equal(samples.weights, mask)
            self.assertEqual((samples.start, samples.insideFraction), ((0, 0, 0), 1))
            shifted = sample(image, Mask(image.ijkToWorld @ affine(np.eye(3), (2, -1, -3)), mask))
            np.testing.assert_array_equal(shifted.weights, mask[3:, 1:, :-2])
            self.assertEqual(shifted.start, (2, 0, 0))
            share = mask[3:, 1:, :-2].sum(dtype=float) / mask.sum(dtype=float)
            self.assertAlmostEqual(shifted.insideFraction, share, 12)


class SamplingTest(unittest.TestCase):

    def setUp(self):
        self.generator = np.random.default_rng(20)

    def testVolumeIsThatOfTheShape(self):
        """On any grid, for shapes of many voxels, thinner than a slice and within one voxel."""
        linear = np.array([[4.0, 0.5, 0.0], [-0.3, 6.0, 1.0], [0.2, 0.0, 9.0]])
        for scale in (np.eye(3), np.diag([1, 0.03, 1]), 0.02 * np.eye(3)):
            expected = abs(np.linalg.det(linear @ scale))
            for make, unit in ((Box, 8), (Ellipsoid, 4 / 3 * math.pi)):
                for spacing in ((0.4, 0.4, 4.0), (1, 1, 1), (2, 3, 8)):
                    matrix = affine(rotation(self.generator) @ np.diag(spacing) @ np.diag([1, 1, -1]))
                    count = np.ceil(26 / np.array(spacing)).astype(int)
                    matrix[:3, 3] = -matrix[:3, :3] @ (count / 2 + 0.2)
                    image = Image(np.zeros(count[::-1], dtype=np.uint8), matrix)
                    shape = make(affine(linear @ scale))
                    self.assertAlmostEqual(shape.volume / (unit * expected), 1, 12)
                    volume = sample(image, shape).weights.sum() * image.voxelVolume
                    self.assertAlmostEqual(volume / (unit * expected), 1, delta=0.001)

    def testFacesThroughCenters(self):
        """A box whose faces halve voxels: half of these count, a quarter at its edges, an eighth at its corners."""
        for _trial in range(10):
            spacing = self.generator.uniform(0.3, 3)
            scene = rigid(self.generator)
            image = Image(np.zeros((17, 15, 13)), scene @ np.diag([spacing, spacing, spacing, 1]))
            for radius in (1, 2, 5):
                placement = affine(np.eye(3) * radius * spacing, spacing * np.array([6, 7, 8]))
                samples = sample(image, Box(scene @ placement))
                line = np.ones(2 * radius + 1)
                line[[0, -1]] = 0.5
                self.assertEqual(samples.start, (6 - radius, 7 - radius, 8 - radius))
                np.testing.assert_allclose(samples.weights, np.einsum("k,j,i", line, line, line), rtol=0, atol=1e-9)
                self.assertTrue((samples.weights[1:-1, 1:-1, 1:-1] == 1).all())

    def testBoxAlignedWithTheGrid(self):
        """The product of the overlaps along each axis, wherever the faces are and however thick the slices."""
        image = Image(np.zeros((17, 15, 13)), np.diag([0.4, -0.5, 6.0, 1]))
        for _trial in range(50):
            low = self.generator.uniform(0, [12, 14, 16])
            high = self.generator.uniform(low, [12, 14, 16])
            placement = affine(np.diag(high - low) / 2, (low + high) / 2)
            borders = [np.clip(np.arange(size + 1) - 0.5, first, last)
                       for size, first, last in zip(image.dimensions, low, high)]
            overlaps = map(np.diff, borders)
            np.testing.assert_allclose(allWeights(image, Box(image.ijkToWorld @ placement)),
                                       np.einsum("i,j,k->kji", *overlaps), rtol=0, atol=1e-9)

    def testInnerVoxelsCountWhole(self):
        """A voxel whose corners are all inside a convex shape weighs 1, not nearly so."""
        for make, inside in ((Box, insideBox), (Ellipsoid, insideEllipsoid)):
            whole = 0
            for kind in ("oblique", "anisotropic", "sheared"):
                image = randomImage(self.generator, kind)
                shape = make(image.ijkToWorld @ affine(rotation(self.generator) * 3.4, np.array(image.dimensions) / 2))
                k, j, i = np.meshgrid(*(np.arange(size + 1) - 0.5 for size in image.array.shape), indexing="ij")
                corners = image.ijkToWorld @ np.array([i.ravel(), j.ravel(), k.ravel(), np.ones(i.size)])
                corner = inside(shape, np.linalg.solve(shape.toWorld, corners)[:3].T).reshape(i.shape)
                inner = corner[1:] & corner[:-1]
                inner = inner[:, 1:] & inner[:, :-1]
                inner = inner[:, :, 1:] & inner[:, :, :-1]
                self.assertTrue((allWeights(image, shape)[inner] == 1).all())
                whole += inner.sum()
            self.assertGreater(whole, 20)

    def testFinerMask(self):
        """A mask with whole numbers of voxels in each voxel of the image: their mean."""
        mask = self.generator.random((8, 15, 12))
        for _trial in range(10):
            scene = rigid(self.generator) @ np.diag([0.7, -0.4, 0.7, 1])
            image = Image(np.zeros((4, 5, 6)), scene @ affine(np.diag([2, 3, 2]), (0.5, 1, 0.5)))
            samples = sample(image, Mask(scene, mask))
            np.testing.assert_allclose(samples.weights, mask.reshape(4, 2, 5, 3, 6, 2).mean(axis=(1, 3, 5)), atol=1e-9)
            whole = sample(image, Mask(scene, np.ones(mask.shape, dtype=bool)))
            self.assertTrue((whole.weights == 1).all())
            self.assertEqual(whole.insideFraction, 1)

    def testMovingTheWholeSceneChangesNothing(self):
        grid = self.generator.random((4, 5, 6)) < 0.7
        for kind in ("anisotropic", "left-handed", "sheared"):
            image = randomImage(self.generator, kind)
            placement = randomPlacement(self.generator, image)
            for make in (Box, Ellipsoid, lambda matrix: Prism(matrix, [(-1, -1), (1, -0.5), (0, 0), (0.3, 1)])):
                before = sample(image, make(placement))
                for _ in range(5):
                    motion = rigid(self.generator)
                    after = sample(Image(image.array, motion @ image.ijkToWorld), make(motion @ placement))
                    self.assertAlmostEqual(after.insideFraction, before.insideFraction, 6)
                    self.assertEqual(after.start, before.start)
                    np.testing.assert_allclose(after.weights, before.weights, rtol=0, atol=1e-6)
            before = measure(image, Mask(placement, grid))
            after = measure(Image(image.array, motion @ image.ijkToWorld), Mask(motion @ placement, grid))
            for name, value in before.statistics.items():
                np.testing.assert_allclose(after.statistics[name], value, rtol=1e-9)

    def testFlippingTheStorageOfTheImageChangesNothing(self):
        image = randomImage(self.generator, "oblique")
        shape = Ellipsoid(image.ijkToWorld @ affine(np.diag([3.0, 2.2, 2.6]), np.array(image.dimensions) / 2.1))
        flip = affine(np.diag([-1.0, 1.0, 1.0]), (image.dimensions[0] - 1, 0, 0))
        flipped = Image(image.array[:, :, ::-1], image.ijkToWorld @ flip)
        np.testing.assert_allclose(allWeights(flipped, shape)[:, :, ::-1], allWeights(image, shape), rtol=0, atol=1e-9)

    def testTheImageIsNeitherCopiedNorWritten(self):
        values = np.arange(24.0).reshape(2, 3, 4)
        values.flags.writeable = False
        image = Image(values, np.eye(4))
        self.assertIs(image.array, values)
        samples = sample(image, Box(affine(np.eye(3) * 1.2, (1, 1, 1))))
        block = samples.block(image.array)
        self.assertEqual(block.shape, samples.weights.shape)
        self.assertTrue(np.shares_memory(block, values))
        self.assertFalse(block.flags.writeable)
        self.assertEqual(measure(image, Box(affine(np.eye(3) * 9))).statistics["mean"], 11.5)

    def testRegionsOutside(self):
        image = Image(np.ones((5, 6, 7)), np.diag([2.0, 2.0, 2.0, 1.0]))
        for shape in (Box(affine(np.eye(3), (100, 0, 0))), Ellipsoid(affine(np.eye(3), (0, 0, -1e9))),
                      Mask(affine(np.eye(3), (0, -50, 0)), np.ones((2, 2, 2), dtype=bool))):
            samples = sample(image, shape)
            self.assertEqual((samples.weights.size, samples.insideFraction), (0, 0))
            self.assertEqual(samples.block(image.array).shape, samples.weights.shape)
            measurement = measure(image, shape)
            self.assertEqual((measurement.problem, measurement.statistics["n"],
                              measurement.statistics["coverage"]),
                             ("the region lies outside the image", 0, 0))

    def testRegionsWithinAVoxel(self):
        """They hold no center of a voxel, and yet their share of the voxel."""
        image = Image(np.ones((5, 6, 7)), np.diag([2.0, 2.0, 2.0, 1.0]))
        mask = np.ones((2, 2, 2), dtype=bool)
        for shape, volume in ((Ellipsoid(affine(0.4 * np.eye(3), (5.5, 5.5, 5.5))), 4 / 3 * math.pi * 0.4 ** 3),
                              (Box(affine(0.01 * rotation(self.generator), (5.5, 5.5, 5.5))), 8e-6),
                              (Mask(affine(0.1 * np.eye(3), (5.5, 5.5, 5.5)), mask), 0.008),
                              (Mask(affine(0.1 * rotation(self.generator), (5.5, 5.5, 5.5)), mask), 0.008)):
            samples = sample(image, shape)
            self.assertEqual((samples.start, samples.weights.shape, samples.insideFraction), ((3, 3, 3), (1, 1, 1), 1))
            self.assertAlmostEqual(samples.weights.item() * 8 / volume, 1, delta=0.001)

    def testEmptyMask(self):
        image, mask = Image(np.ones((5, 6, 7)), np.eye(4)), Mask(np.eye(4), np.zeros((5, 6, 7), dtype=bool))
        samples = sample(image, mask)
        self.assertEqual((samples.weights.size, samples.insideFraction, mask.volume), (0, 0, 0))
        self.assertTrue(measure(image, mask).problem)


class CoverageTest(unittest.TestCase):

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

    def testAgainstRandomPoints(self):
        partial = 0
        for kind in ("oblique", "anisotropic", "left-handed", "sheared"):
            for make in (Box, Ellipsoid):
                for _ in range(6):
                    image = randomImage(self.generator, kind)
                    shape = make(randomPlacement(self.generator, image))
                    expected = self.monteCarlo(image, shape, make is Ellipsoid)
                    self.assertAlmostEqual(sample(image, shape).insideFraction, expected, delta=0.005)
                    partial += 0.1 < expected < 0.9
        self.assertGreater(partial, 15)

    def testCutAlongAnAxis(self):
        """The worst case for regular points: a plane along the axes of the region, at any place."""
        image = Image(np.zeros((100, 100, 100), dtype=np.uint8), np.eye(4))
        for cut in np.linspace(-0.97, 0.97, 41):
            placement = affine(np.diag([8.0, 9.0, 10.0]), (-0.5 + 8.0 * cut, 50, 50))
            self.assertAlmostEqual(sample(image, Box(placement)).insideFraction, (1 + cut) / 2, delta=0.001)
            # Spherical cap of height 1 + cut over the sphere.
            self.assertAlmostEqual(sample(image, Ellipsoid(placement)).insideFraction, (2 + 3 * cut - cut ** 3) / 4,
                                   delta=0.001)

    def testExactCases(self):
        for _trial in range(5):
            scene = rigid(self.generator) @ np.diag([0.5, 0.7, -3.0, 1.0])
            image = Image(np.zeros((20, 30, 40), dtype=np.uint8), scene)
            for make in (Box, Ellipsoid):
                for radii in ((3.0, 4.0, 5.0), (9.0, 2.0, 4.0)):
                    for center, expected in (((20, 15, 10), 1), ((-0.5, 15, 10), 0.5), ((20, 29.5, 10), 0.5),
                                             ((20, 15, 19.5), 0.5), ((-20, 15, 10), 0), ((20, 15, 40), 0)):
                        insideFraction = sample(image, make(scene @ affine(np.diag(radii), center))).insideFraction
                        self.assertAlmostEqual(insideFraction, expected, places=3 if expected == 0.5 else 12)

    def testRegionThatEndsWithTheImageIsCovered(self):
        for _trial in range(10):
            scene = rigid(self.generator) @ np.diag([0.45, 0.45, 3.3, 1.0])
            image = Image(np.zeros((8, 10, 12)), scene)
            whole = scene @ affine(np.diag([6.0, 5.0, 4.0]), (5.5, 4.5, 3.5))
            self.assertEqual(measure(image, Box(whole)).flags, ())
            self.assertEqual(measure(image, Box(whole)).statistics["n"], 8 * 10 * 12)

    def testOnlyTheShapeCountsNotItsBoundingBox(self):
        image = Image(np.zeros((20, 20, 20)), np.eye(4))
        turned = affine(np.array([[1, -1, 0], [1, 1, 0], [0, 0, math.sqrt(2)]]) / math.sqrt(2))
        self.assertEqual(sample(image, Ellipsoid(affine(9 * turned[:3, :3], (9.5, 9.5, 9.5)))).insideFraction, 1)
        beyondTheEdge = affine(np.eye(3) * 4, (-3.5, -3.5, 10))
        self.assertEqual(sample(image, Ellipsoid(beyondTheEdge)).insideFraction, 0)
        self.assertGreater(sample(image, Box(beyondTheEdge)).insideFraction, 0)

    def testMaskCountsItsVoxels(self):
        image = Image(np.zeros((5, 6, 7)), np.eye(4))
        mask = self.generator.random((5, 6, 7)) < 0.5
        self.assertAlmostEqual(sample(image, Mask(affine(np.eye(3), (3, 0, 0)), mask)).insideFraction,
                               mask[:, :, :4].sum() / mask.sum(), places=12)

    def testFlags(self):
        image = Image(np.ones((20, 20, 20)), np.eye(4))

        def flags(center, radius=4.0):
            measurement = measure(image, Ellipsoid(affine(np.eye(3) * radius, center)))
            return {flag.name: flag.value for flag in measurement.flags}
        self.assertEqual(flags((10, 10, 10)), {})
        self.assertAlmostEqual(flags((-0.5, 10, 10))["partly_outside"], 0.5, places=3)
        self.assertEqual(flags((-30, 10, 10)), {"outside": 0})
        # Far less than a point of the coverage reaches into the image, but some voxels do.
        self.assertIn("partly_outside", flags((-1999.5, 10, 10), 2000.0))


class BadGeometryTest(unittest.TestCase):

    def testImage(self):
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

    def testShapes(self):
        for make in (Box, Ellipsoid, lambda matrix: Mask(matrix, np.ones((2, 2, 2), dtype=bool))):
            with self.assertRaisesRegex(ValueError, "flat"):
                make(np.diag([1.0, 0.0, 1.0, 1.0]))
        for array, message in ((None, "three-dimensional array of bool"),
                               (np.ones((2, 2), dtype=bool), "three-dimensional array of bool"),
                               (np.ones((2, 2, 2), dtype=int), "three-dimensional array of bool"),
                               (np.full((2, 2, 2), 1.01), "from 0 to 1"), (np.full((2, 2, 2), np.nan), "from 0 to 1")):
            with self.assertRaisesRegex(ValueError, message):
                Mask(np.eye(4), array)
        for polygon, message in ((None, "three points"), ([(0, 0), (1, 1)], "three points"),
                                 (np.ones((4, 3)), "three points"), ([(0, 0), (1, 1), (2, 2)], "no area"),
                                 ([(0, 0), (1, 1), (np.inf, 0)], "finite")):
            with self.assertRaisesRegex(ValueError, message):
                Prism(np.eye(4), polygon)
        with self.assertRaises(NotImplementedError):
            sample(Image(np.ones((2, 2, 2)), np.eye(4)), Shape(np.eye(4)))

    def testThinVoxelsAreNotFlat(self):
        self.assertAlmostEqual(Image(np.ones((2, 2, 2)), np.diag([1e-3, 1e-3, 100.0, 1.0])).voxelVolume, 1e-4)


class CoarseMaskTest(unittest.TestCase):
    """A mask of 3 mm on a finer grid that is turned against it, such as a segmentation drawn on another series."""

    def testWeightsAreThoseOfTheSameBox(self):
        """Of a cube of 12 mm, whose faces are hardest where they are nearly along the grid."""
        cube = np.zeros((8, 8, 8), dtype=bool)
        cube[2:6, 2:6, 2:6] = True
        toWorld = np.diag([3.0, 3.0, 3.0, 1.0])
        toWorld[:3, 3] = -10.5
        box = Box(np.diag([6.0, 6.0, 6.0, 1.0]))
        for angle in (0.1, 0.3, 0.6):
            turn = np.array([[math.cos(angle), -math.sin(angle), 0], [math.sin(angle), math.cos(angle), 0], [0, 0, 1]])
            tilt = np.array([[1, 0, 0], [0, math.cos(angle), -math.sin(angle)], [0, math.sin(angle), math.cos(angle)]])
            grid = np.eye(4)
            grid[:3, :3] = turn @ tilt @ np.diag([0.85, 0.85, 3.8])
            grid[:3, 3] = grid[:3, :3] @ [-14.5, -14.5, -4.5]
            image = Image(np.zeros((10, 30, 30)), grid)
            exact, found = sample(image, box), sample(image, Mask(toWorld, cube))
            self.assertEqual(exact.start, found.start)
            off = (exact.weights - found.weights)[(exact.weights > 0) & (exact.weights < 1)]
            self.assertLess(np.abs(off).max(), 0.12)
            self.assertLess(np.sqrt((off ** 2).mean()), 0.055)


if __name__ == "__main__":
    unittest.main()
