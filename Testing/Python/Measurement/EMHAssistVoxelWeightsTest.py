"""Properties that the weights of voxels have in any scene: searched for counterexamples with hypothesis."""

import math
import unittest

import numpy as np

from EMHAssistLib.Measurement import Box, Ellipsoid, Image, Mask, Prism, sample

try:
    import hypothesis
    from hypothesis import strategies
except ImportError:
    hypothesis = None

STAR = [(0.0, 1.0), (0.6, -0.8), (-0.95, 0.3), (0.95, 0.3), (-0.6, -0.8)]
SHAPES = {
    "box": (Box, 8),
    "ellipsoid": (Ellipsoid, 4 / 3 * math.pi),
    "hexagon": (lambda matrix: Prism(matrix, [(math.cos(a), math.sin(a)) for a in np.arange(6) * math.pi / 3]),
                3 * math.sqrt(3)),
    "L": (lambda matrix: Prism(matrix, [(-1, -1), (1, -1), (1, 0), (0, 0), (0, 1), (-1, 1)]), 6),
    # Two triangles that touch at the center.
    "bow": (lambda matrix: Prism(matrix, [(-1, -1), (1, 1), (1, -1), (-1, 1)]), 4),
}
CONVEX = ("box", "ellipsoid", "hexagon")


def rotation(quaternion):
    """Return the (3, 3) rotation of a quaternion of any length (Kuipers, Quaternions and Rotation Sequences, 1999)."""
    w, x, y, z = np.array(quaternion) / np.linalg.norm(quaternion)
    return np.array([[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
                     [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
                     [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]])


def affine(linear, translation=(0, 0, 0)):
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = linear, translation
    return matrix


class Scene:
    """A shape on an image.

    :param turn: of the image; spacing in mm; flips: sign of each axis; shear: of the axes of the image
    :param kind: key of SHAPES; radii in mm; tilt: rotation of the shape; parent: shear of its parent transform
    :param place: center of the shape, in voxels from the middle of the image
    """

    def __init__(self, turn, spacing, flips, shear, kind, radii, tilt, parent, place):
        linear = rotation(turn) @ np.diag(spacing) @ np.diag(flips)
        linear = linear @ np.array([[1, shear[0], shear[1]], [0, 1, shear[2]], [0, 0, 1]])
        shape = np.eye(3) + np.triu(np.full((3, 3), parent), 1)
        shape = shape @ rotation(tilt) @ np.diag(radii)
        # As many voxels as the largest of all these shapes needs, and its center near that of the image.
        reach = np.linalg.norm(np.linalg.solve(linear, shape), axis=1) * math.sqrt(3)
        self.dimensions = np.ceil(2 * reach + 4).astype(int)
        center = (self.dimensions - 1) / 2 + place
        self.image = self.onGrid(affine(linear, (31, -57, 110)), self.dimensions)
        self.placement = affine(shape, (self.image.ijkToWorld @ [*center, 1])[:3])
        make, unit = SHAPES[kind]
        self.isOutline = kind not in ("box", "ellipsoid")
        self.make = make
        self.volume = unit * abs(np.linalg.det(shape))

    @staticmethod
    def onGrid(ijkToWorld, dimensions):
        return Image(np.broadcast_to(np.uint8(0), dimensions[::-1]), ijkToWorld)

    def samples(self):
        return sample(self.image, self.make(self.placement))


def scenes(kinds=tuple(SHAPES), smallest=0.2):
    """Return the strategy of all scenes: thick slices, oblique, left-handed or sheared axes, large and tiny shapes."""
    def vector(low, high, size=3):
        return strategies.tuples(*[strategies.floats(low, high)] * size)
    turns = vector(-1, 1, 4).filter(lambda quaternion: np.linalg.norm(quaternion) > 0.1)
    return strategies.builds(
        Scene, turn=turns, spacing=strategies.tuples(strategies.floats(0.3, 1.5), strategies.floats(0.3, 1.5),
                                                     strategies.floats(0.5, 8)),
        flips=strategies.tuples(*[strategies.sampled_from([1, -1])] * 3), shear=vector(-0.5, 0.5),
        kind=strategies.sampled_from(kinds), radii=vector(smallest, 5),
        tilt=strategies.one_of(turns, strategies.just((1, 0, 0, 0))), parent=strategies.sampled_from([0, 0, 0.3]),
        place=vector(-0.5, 0.5))


@unittest.skipIf(hypothesis is None, "hypothesis is not installed; Slicer does not bring it")
class VoxelWeightsTest(unittest.TestCase):

    def forAll(self, check, examples=40, **given):
        """Call a check with many examples, the same in every run."""
        settings = hypothesis.settings(max_examples=examples, deadline=None, derandomize=True, database=None)
        settings(hypothesis.given(**given)(check))()

    def assertNear(self, one, other, difference=1e-6):
        np.testing.assert_allclose(one, other, rtol=0, atol=difference)

    def assertAlike(self, one, other):
        """Compare weights that are integrated along different lines. The worst voxels are those with a face almost
        along the lines, which they all hit or all miss."""
        self.assertNear(one, other, 0.4)
        self.assertLess(np.sqrt(np.mean((one - other)[(one > 0) | (other > 0)] ** 2)), 0.06)

    def testWeightsSumToTheAnalyticVolume(self):
        def check(scene):
            samples = scene.samples()
            self.assertTrue(((samples.weights >= 0) & (samples.weights <= 1)).all())
            self.assertEqual(samples.insideFraction, 1)
            self.assertAlmostEqual(samples.weights.sum() * scene.image.voxelVolume / scene.volume, 1, delta=0.005)
            self.assertAlmostEqual(scene.make(scene.placement).volume / scene.volume, 1, 9)
        self.forAll(check, 100, scene=scenes(smallest=0.02))

    def testNothingIsLostWhereTheImageIsCut(self):
        """The two halves of an image hold together what the whole does."""
        def check(scene, axis, part):
            cut = int(scene.dimensions[axis] * part)
            shift = np.zeros(3)
            shift[axis] = cut
            first, second = scene.dimensions.copy(), scene.dimensions.copy()
            first[axis], second[axis] = cut, first[axis] - cut
            shape = scene.make(scene.placement)
            near = sample(scene.onGrid(scene.image.ijkToWorld, first), shape)
            far = sample(scene.onGrid(scene.image.ijkToWorld @ affine(np.eye(3), shift), second), shape)
            volume = (near.weights.sum() + far.weights.sum()) * scene.image.voxelVolume
            self.assertAlmostEqual(volume / scene.volume, 1, delta=0.03)
            self.assertAlmostEqual(near.insideFraction + far.insideFraction, 1, delta=0.03)
        self.forAll(check, 60, scene=scenes(), axis=strategies.integers(0, 2), part=strategies.floats(0.3, 0.7))

    def testMovingTheWholeSceneChangesNothing(self):
        """Nothing but rounding; where corners of an outline fall together by rounding, its nodes move a little."""
        def check(scene, turn):
            before = scene.samples()
            motion = affine(rotation((1.1, *turn)), (150, -80, 33))
            scene.image = scene.onGrid(motion @ scene.image.ijkToWorld, scene.dimensions)
            scene.placement = motion @ scene.placement
            after = scene.samples()
            self.assertEqual(after.start, before.start)
            self.assertNear(after.weights, before.weights, 0.1 if scene.isOutline else 1e-6)
            self.assertNear(after.weights.sum(), before.weights.sum(), 1e-6)
        self.forAll(check, scene=scenes(), turn=strategies.tuples(*[strategies.floats(-1, 1)] * 3))

    def testMovingByVoxelsMovesTheBlock(self):
        def check(scene, shift):
            before = scene.samples()
            scene.dimensions = scene.dimensions + 3
            scene.image = scene.onGrid(scene.image.ijkToWorld @ affine(np.eye(3), -np.array(shift)), scene.dimensions)
            after = scene.samples()
            self.assertEqual(after.start, tuple(np.add(before.start, shift)))
            self.assertNear(after.weights, before.weights)
        self.forAll(check, scene=scenes(), shift=strategies.tuples(*[strategies.integers(0, 3)] * 3))

    def testFlippingAndReorderingAxesMirrorsTheBlock(self):
        """Near enough: which of the axes is integrated exactly may change."""
        def check(scene, order, axis):
            before = scene.samples()
            matrix = scene.image.ijkToWorld[:, [*order, 3]]
            flip = np.eye(4)
            flip[axis, axis], flip[axis, 3] = -1, scene.dimensions[list(order)][axis] - 1
            scene.image = scene.onGrid(matrix @ flip, scene.dimensions[list(order)])
            after = scene.samples()
            expected = np.flip(before.weights.transpose([2 - order[2], 2 - order[1], 2 - order[0]]), 2 - axis)
            self.assertAlike(after.weights, expected)
        self.forAll(check, scene=scenes(CONVEX, 1), order=strategies.permutations(range(3)),
                    axis=strategies.integers(0, 2))

    def testShapesSideBySideFillSpace(self):
        """A box cut in two: together the weights of both parts are those of the whole."""
        def check(scene, part):
            low = scene.placement @ affine(np.diag([part, 1, 1]), (part - 1, 0, 0))
            high = scene.placement @ affine(np.diag([1 - part, 1, 1]), (part, 0, 0))
            whole, both = np.zeros(scene.image.array.shape), np.zeros(scene.image.array.shape)
            for sums, placements in ((whole, [scene.placement]), (both, [low, high])):
                for placement in placements:
                    samples = sample(scene.image, scene.make(placement))
                    block = samples.block(sums)
                    block += samples.weights
            self.assertAlike(both, whole)
        self.forAll(check, scene=scenes(("box",), 1), part=strategies.floats(0.1, 0.9))

    def testOutlineDirectionAndStartDoNotMatter(self):
        def check(scene, start):
            star = np.array(STAR)
            forward = sample(scene.image, Prism(scene.placement, star))
            backward = sample(scene.image, Prism(scene.placement, np.roll(star[::-1], start, axis=0)))
            closed = sample(scene.image, Prism(scene.placement, np.concatenate([star, star[:1]])))
            self.assertNear(backward.weights, forward.weights)
            self.assertNear(closed.weights, forward.weights)
        self.forAll(check, scene=scenes(), start=strategies.integers(0, 4))

    def testSquareOutlineIsABox(self):
        def check(scene):
            square = Prism(scene.placement, [(-1, -1), (1, -1), (1, 1), (-1, 1)])
            self.assertAlike(sample(scene.image, square).weights, scene.samples().weights)
        self.forAll(check, scene=scenes(("box",), 1))

    def testMaskOfWeightsIsMeasuredAgain(self):
        """The weights of a shape, as a mask on the same grid, are measured as they are; on a grid turned against it and
        finer their volume stays."""
        def check(scene, turn):
            samples = scene.samples()
            mask = Mask(scene.image.ijkToWorld @ affine(np.eye(3), samples.start), samples.weights)
            again = sample(scene.image, mask)
            first, last = mask.occupied
            np.testing.assert_array_equal(again.weights, samples.weights[tuple(map(slice, first[::-1], last[::-1]))])
            self.assertEqual(again.start, tuple(np.add(samples.start, first)))
            self.assertAlmostEqual(mask.volume / scene.volume, 1, delta=0.005)
            turned = scene.image.ijkToWorld @ affine(rotation((1.1, *turn)) * 0.7)
            reach = np.linalg.norm(last - first)
            turned[:3, 3] = (mask.toWorld @ [*(first + last - 1) / 2, 1] - turned @ [reach, reach, reach, 0])[:3]
            image = scene.onGrid(turned, np.full(3, int(2 * reach) + 1))
            self.assertAlmostEqual(sample(image, mask).weights.sum() * image.voxelVolume / mask.volume, 1, delta=0.005)
        self.forAll(check, 25, scene=scenes(("box", "ellipsoid"), 1.5),
                    turn=strategies.tuples(*[strategies.floats(-1, 1)] * 3))


if __name__ == "__main__":
    unittest.main()
