"""Marrow, cord and muscles proposed in a drawn spine, whose centers are known."""

import unittest

import numpy as np

from EMHAssistLib.Case import Case, Region, Series
from EMHAssistLib.Measurement import Ellipsoid, Image
from EMHAssistLib.Naming.LevelSpan import parseLevel
from EMHAssistLib.Suggestion.ProposalText import proposalsOf, textOf
from EMHAssistLib.Suggestion.Suggest import onLesion, suggest

# Bodies from T4 to T8, 22 to 26 mm apart, in a curve; mm to the front and upward.
CENTERS = {"T4": (6.0, 47.0), "T5": (2.5, 24.0), "T6": (0.0, 0.0), "T7": (0.5, -25.0), "T8": (3.0, -51.0)}
MARROW, DISC, CORD, CSF, MUSCLE, FAT, TISSUE = range(7)
SIGNALS = {"T1": (400, 250, 230, 120, 200, 800, 300), "T2": (350, 200, 300, 900, 180, 700, 260)}
SPACING = 2.0


def spineImage(role, changed=None, top=70.0, gain=lambda up: 1.0):
    """Draw the spine on a grid of 2 mm.

    :param changed: level to the factor of its marrow signal
    :param top: where the image ends, mm
    """
    right, front, up = np.meshgrid(np.arange(-40, 41, SPACING), np.arange(-80, 41, SPACING),
                                   np.arange(-80, top, SPACING), indexing="ij")
    signals = SIGNALS[role]
    image = np.full(right.shape, float(signals[TISSUE]))
    image[front < -70] = signals[FAT]
    image[(np.abs(right) > 9) & (np.abs(right) < 38) & (front < -32) & (front > -68)] = signals[MUSCLE]
    curve = np.interp(up, [one[1] for one in CENTERS.values()][::-1], [one[0] for one in CENTERS.values()][::-1])
    around = front - curve + 25
    image[(right / 9) ** 2 + (around / 8) ** 2 < 1] = signals[CSF]
    image[(right / 4.5) ** 2 + (around / 3.4) ** 2 < 1] = signals[CORD]
    column = (np.abs(right) < 15) & (np.abs(front - curve) < 13)
    image[column] = signals[DISC]
    for level, (forward, height) in CENTERS.items():
        body = column & (np.abs(up - height) < 9.5) & (np.abs(front - forward) < 13)
        image[body] = signals[MARROW] * (changed or {}).get(level, 1.0)
    image = image * gain(up) + np.random.default_rng(3).normal(0, 8, image.shape)
    toWorld = np.diag([SPACING, SPACING, SPACING, 1.0])
    toWorld[:3, 3] = -40, -80, -80
    return Image(image.transpose(2, 1, 0).astype(np.float32), toWorld)


def region(name, role, center, radii=(5, 5, 5)):
    matrix = np.diag([*radii, 1.0])
    matrix[:3, 3] = center
    return Region(name, role, name, Ellipsoid(matrix))


def proposed(*regions, roles=("T1", "T2"), level="T6", **drawn):
    """Return what is suggested by role and level, or name, and the remarks as text."""
    series = tuple(Series(role, role, role, spineImage(role, **drawn)) for role in roles)
    regions = regions or (region("first", "marrow", (0, 0, 0)),)
    found = suggest(Case(series, tuple(regions), {}, ""), {"first": parseLevel(level)})
    remarks = [one.text.format(**one.values) for one in found.remarks]
    return {one.level if one.role == "marrow" else one.name: one for one in found.proposals}, remarks


class SuggestTest(unittest.TestCase):
    """What is proposed, and what is not."""

    def testCentersOfVertebrae(self):
        # The place in the body that was clicked is that in the next one, however the coil shades the image.
        for shift in ((0, 0, 0), (2, -3, 2)):
            with self.subTest(shift=shift):
                found, _remarks = proposed(region("first", "marrow", shift), gain=lambda up: np.exp(up / 300))
                for level in ("T4", "T5", "T7", "T8"):
                    expected = np.array([0, *CENTERS[level]]) + shift
                    self.assertLess(np.linalg.norm(found[level].center - expected), SPACING, level)
                    self.assertEqual(found[level].doubt, "")

    def testWithoutALevelNoLevelIsNamed(self):
        found, _remarks = proposed(level="")
        self.assertEqual([one for one in found if one.startswith("T")], [])
        self.assertIn("", found)

    def testCordAndMuscles(self):
        found, remarks = proposed()
        cord = next(one for name, one in found.items() if name.startswith("Spinal cord"))
        height = cord.center[2]
        middle = np.interp(height, [-51, -25, 0, 24, 47], [3, 0.5, 0, 2.5, 6]) - 25
        np.testing.assert_allclose(cord.center[:2], (0, middle), atol=1.6)
        left, right = (np.array(found[f"Muscle {side}"].center) for side in ("left", "right"))
        self.assertLess(left[0], right[0])
        for center in (left, right):
            self.assertTrue(14 <= abs(center[0]) <= 33 and -63 <= center[1] <= -37, center)
        self.assertEqual(remarks, [])

    def testMetastasisIsNotProposed(self):
        found, remarks = proposed(changed={"T5": 0.5})
        self.assertNotIn("T5", found)
        self.assertTrue(any("T5" in one and "metastasis" in one for one in remarks), remarks)
        self.assertLess(np.linalg.norm(found["T4"].center - np.array([0, *CENTERS["T4"]])), 2.0)
        self.assertEqual(proposed(changed={"T5": 0.7})[0]["T5"].doubt, "other_signal")

    def testNeverOntoALesion(self):
        lesion = region("mass", "other_lesion", (4, 1, -27), (8, 8, 8))
        found, remarks = proposed(region("first", "marrow", (0, 0, 0)), lesion)
        self.assertNotIn("T7", found)
        self.assertTrue(any("lesion lies there" in one for one in remarks), remarks)
        self.assertFalse(any(onLesion(one, [lesion]) for one in found.values()))

    def testNothingBeyondTheImage(self):
        found, _remarks = proposed(top=42.0)
        self.assertIn("T5", found)
        self.assertNotIn("T4", found)

    def testWhatIsThereIsNotProposedAgain(self):
        placed = [region("first", "marrow", (0, 0, 0)), region("T5", "marrow", (0, *CENTERS["T5"])),
                  region("cord", "cord", (0, -25, 0), (2, 2, 6)), region("m", "muscle", (-22, -50, 0))]
        found, _remarks = proposed(*placed)
        self.assertEqual(set(found), {"T4", "T7", "T8", "Muscle right"})
        np.testing.assert_allclose(found["Muscle right"].center, (22, -50, 0), atol=2.0)

    def testRefusedWithAReason(self):
        with self.assertRaisesRegex(ValueError, "Place one region on the marrow"):
            proposed(region("mass", "other_lesion", (0, 0, 0)))
        with self.assertRaisesRegex(ValueError, "no native series"):
            proposed(roles=())

    def testText(self):
        found = tuple(proposed()[0].values())
        self.assertEqual(proposalsOf(textOf(found)), found)
        self.assertEqual(textOf(()), "")
        for text in ("", "{", "[1]", '[{"role": "marrow"}]', textOf(found).replace("marrow", "nonsense"), "7"):
            self.assertEqual(proposalsOf(text), ())
