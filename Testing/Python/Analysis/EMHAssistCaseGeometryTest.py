"""Geometry of the lesions of a case, on the synthetic spine, whose anatomy is known, and on made-up ones."""

import dataclasses
import unittest
from math import isnan

import numpy as np

from EMHAssistCases.SpineCase import bodies, case, phantomRegions, region
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Analysis.Geometry import GeometryCache, lesionGeometry, nearestReferences
from EMHAssistLib.Case import Region
from EMHAssistLib.Measurement import Mask
from EMHAssistLib.Phantom import Anatomy
from EMHAssistLib.Phantom.PhantomTissues import Label
from EMHAssistLib.Phantom.SpinalCanal import LESION_CENTER
from EMHAssistLib.Phantom.SpineCoordinates import toRas
from EMHAssistLib.Report.Readout import lesionLines
from EMHAssistLib.Report.ResultTables import geometryTable
from EMHAssistLib.Report.Terminal import furtherText


class SyntheticSpineTest(unittest.TestCase):
    """The synthetic spine is measured along its bodies, so it comes out as it was drawn."""

    @classmethod
    def setUpClass(cls):
        cls.geometry = lesionGeometry(case(*phantomRegions(), vertebrae=bodies()))
        cls.lesions = {lesion.lesion.name: lesion for lesion in cls.geometry.lesions}

    def testRegions(self):
        expected = {"Epidural T5/6": ("midline", "posterior", "T5 to T6", 18.0, 3.4),
                    "Paravertebral left T6": ("left", "lateral", "T6 to T7", 16.0, 13.0),
                    "Paravertebral right T7": ("right", "lateral", "T7 to T8", 13.0, 13.0)}
        self.assertEqual(set(self.lesions), set(expected))
        for name, (side, position, level, extent, thickness) in expected.items():
            lesion = self.lesions[name]
            self.assertEqual((lesion.side, lesion.position, lesion.level.text()), (side, position, level))
            self.assertAlmostEqual(lesion.size.extent, extent, delta=0.15)
            self.assertAlmostEqual(lesion.size.thickness, thickness, delta=0.05)
        self.assertEqual(self.geometry.levels[phantomRegions()[3].key].text(), "T4")

    def testGroups(self):
        epidural, paravertebral = self.geometry.groups
        self.assertEqual((epidural.role, epidural.count, epidural.isBilateral), ("epidural_lesion", 1, False))
        self.assertTrue(isnan(epidural.symmetry))
        self.assertEqual((paravertebral.role, paravertebral.count, paravertebral.isBilateral),
                         ("paravertebral_lesion", 2, True))
        self.assertAlmostEqual(paravertebral.symmetry, 6.5 / 8)
        self.assertAlmostEqual(paravertebral.volume, 4 / 3 * np.pi * 6.5 * 7 * (8 + 6.5))

    def testNearestReferences(self):
        regions = phantomRegions()
        byRole = {role: [each for each in regions if each.role == role] for role in ("marrow", "muscle")}
        names = {name: [each.name for each in nearestReferences(lesion.lesion, byRole["marrow"],
                                                                self.geometry.positions)]
                 for name, lesion in self.lesions.items()}
        self.assertEqual(names, {"Epidural T5/6": ["Marrow T6"], "Paravertebral left T6": ["Marrow T6"],
                                 "Paravertebral right T7": ["Marrow T8"]})
        self.assertEqual(nearestReferences(regions[0], byRole["muscle"], self.geometry.positions), byRole["muscle"])

    def testEpiduralTissueAsDrawn(self):
        """The epidural lesion of the phantom is 6.5 mm thick, as in the seed case, and 80.5 mm long along the bodies.

        Its outline is uneven by up to half a millimeter.
        """
        spacing = np.array([1.0, 0.5, 1.0])
        low = toRas(0.0, 0.0, LESION_CENTER) - (12, 42, 52)
        shape = (np.array([24, 36, 104]) / spacing).astype(int)
        i, j, k = np.meshgrid(*(np.arange(size) for size in shape), indexing="ij")
        points = np.stack([i, j, k], axis=-1) * spacing + low
        labels = Anatomy.tissueAt(points.reshape(-1, 3)).reshape(shape)
        toWorld = np.eye(4)
        toWorld[:3, :3], toWorld[:3, 3] = np.diag(spacing), low
        mask = Mask(toWorld, np.ascontiguousarray((labels == int(Label.Emh)).transpose(2, 1, 0)))
        tissue = Region("tissue", "epidural_lesion", ("tissue",), mask)
        cord = [each for each in phantomRegions() if each.role == "cord"]
        (lesion,) = lesionGeometry(case(tissue, *cord, vertebrae=bodies())).lesions
        self.assertAlmostEqual(lesion.size.thickness, 6.5, delta=1.0)
        self.assertAlmostEqual(lesion.size.extent, 80.5, delta=2)
        self.assertEqual((lesion.side, lesion.position, lesion.level.text()), ("midline", "posterior", "T4 to T7"))


class MadeUpCaseTest(unittest.TestCase):
    """What is known decides what is said."""

    def testNothingButALesion(self):
        geometry = lesionGeometry(case(region("mass", "epidural_lesion", (30, 0, 0), (4, 6, 20))))
        (lesion,) = geometry.lesions
        self.assertEqual((lesion.side, lesion.position, lesion.level.text()), ("", "", ""))
        self.assertAlmostEqual(lesion.size.extent, 40)
        self.assertAlmostEqual(lesion.size.thickness, 8)
        self.assertEqual(lesion.center, (30, 0, 0))
        self.assertIn("no marrow", geometry.axis)

    def testLevelsThatTheUserNames(self):
        marrow = [region(f"m{number}", "marrow", (0, 0, -24 * number), level=f"T{number}") for number in (4, 6, 9)]
        lesion = region("mass", "epidural_lesion", (0, -30, -24 * 7), (3, 3, 20))
        geometry = lesionGeometry(case(lesion, *marrow))
        self.assertEqual(geometry.lesions[0].level.text(), "T6 to T8")
        named = region("mass", "epidural_lesion", (0, -30, -24 * 7), (3, 3, 20), level="L1")
        self.assertEqual(lesionGeometry(case(named, *marrow)).lesions[0].level.text(), "L1")

    def testVertebraeOfASegmentationBeforeMarrowRegions(self):
        marrow = region("body", "marrow", (0, 9, -120), level="T5")
        vertebrae = {"T5": (0.0, 0.0, -100.0), "T6": (0.0, 0.0, -124.0)}
        lesion = region("mass", "epidural_lesion", (0, -30, -100), (3, 3, 3))
        self.assertEqual(lesionGeometry(case(lesion, marrow, vertebrae=vertebrae)).lesions[0].level.text(), "T5")

    def testMisnamedVertebraeGiveNoLevelAndAWarning(self):
        lesion = region("mass", "epidural_lesion", (0, -30, 0))
        geometry = lesionGeometry(case(lesion, vertebrae={"C6": (0, 0, 37), "C7": (0, 0, 0)}))
        self.assertEqual(geometry.lesions[0].level.text(), "")
        self.assertRegex(geometry.warnings[0], "C7 lies 37 mm below C6")

    def testPositionNeedsACord(self):
        lesion = region("mass", "epidural_lesion", (0, -30, 0))
        marrow = [region(f"m{height}", "marrow", (0, 0, height)) for height in (-50, 0, 50)]
        self.assertEqual(lesionGeometry(case(lesion, *marrow)).lesions[0].position, "")
        csf = region("sac", "csf", (0, -20, 0), (2, 2, 20))
        self.assertEqual(lesionGeometry(case(lesion, *marrow, csf)).lesions[0].position, "")
        cord = region("cord", "cord", (0, -20, 0), (2, 2, 20))
        self.assertEqual(lesionGeometry(case(lesion, *marrow, cord)).lesions[0].position, "posterior")

    def testMasksOnBothSidesInOneRegion(self):
        array = np.zeros((20, 20, 61), dtype=bool)
        array[5:15, 5:15, 5:15] = array[5:15, 5:15, 45:50] = True
        toWorld = np.eye(4)
        toWorld[:3, 3] = -30, 0, -10
        mass = Region("masses", "paravertebral_lesion", ("masses",), Mask(toWorld, array))
        geometry = lesionGeometry(case(mass, region("body", "marrow", (0, 0, 0))))
        self.assertEqual(geometry.lesions[0].side, "both")
        self.assertTrue(geometry.groups[0].isBilateral)
        self.assertAlmostEqual(geometry.groups[0].symmetry, 0.5)

    def testRegionsThatCannotBeUsedAreLeftOut(self):
        flat = Region("flat", "epidural_lesion", ("flat",), None, "the ROI is flat")
        geometry = lesionGeometry(case(flat, region("mass", "epidural_lesion", (0, 0, 0))))
        self.assertEqual([lesion.lesion.name for lesion in geometry.lesions], ["mass"])
        self.assertNotIn(flat.key, geometry.positions)
        marrow = [region("m", "marrow", (0, 0, 0))]
        self.assertEqual(nearestReferences(flat, marrow, geometry.positions), marrow)
        # Nor where no reference has a place.
        self.assertEqual(nearestReferences(geometry.lesions[0].lesion, [flat], geometry.positions), [flat])

    def testLongReferencesAreBesideEveryLesion(self):
        lesion = region("mass", "epidural_lesion", (0, -30, 40))
        cord = [region("cord", "cord", (0, -20, 0), (4, 4, 100)), region("piece", "cord", (0, -20, -60), (4, 4, 5))]
        geometry = lesionGeometry(case(lesion, *cord))
        self.assertEqual([each.name for each in nearestReferences(lesion, cord, geometry.positions)], ["cord"])


class OutlineTest(unittest.TestCase):
    """The size of a region is that of a lesion only where the region is its outline."""

    def lines(self, *outlined):
        regions = [dataclasses.replace(one, isOutline=one.name in outlined) for one in phantomRegions()]
        self.result = analyze(case(*regions, vertebrae=bodies()), None)
        return dict(line.split(": ", 1) for line in lesionLines(self.result))

    def testWords(self):
        """The epidural region is 18 mm long; the lesion of the phantom that it samples is 80 mm long."""
        name = "Epidural T5/6"
        sampled, outlined = self.lines()[name], self.lines(name)[name]
        self.assertIn(", sampling region 18 mm along the spine, 3.4 mm thick, ", sampled)
        self.assertEqual(sampled.replace("sampling region ", ""), outlined)
        row = dict(zip(geometryTable(self.result).columns, geometryTable(self.result).rows[0]))
        self.assertEqual((row["lesion"], row["outline"]), (name, "yes"))
        self.assertRegex(furtherText(self.result), r"Epidural T5/6 .* lesion  +18.0 mm")
        self.assertRegex(furtherText(self.result), r"Paravertebral left T6 .* sampling region  +16.0 mm")

    def testVolumesOfBothSidesAreComparedWhereAllAreOutlined(self):
        sides = "Paravertebral left T6", "Paravertebral right T7"
        self.assertRegex(self.lines()["Paravertebral lesion"], r"^2 regions, .* ml sampled in all, on both sides$")
        self.assertIn("sampled", self.lines(sides[0])["Paravertebral lesion"])
        self.assertRegex(self.lines(*sides)["Paravertebral lesion"],
                         r" ml in all, on both sides, volume ratio .* 0.8\d$")


class CacheTest(unittest.TestCase):
    """A cache changes the time, not the result."""

    def assertSame(self, one, other):
        self.assertEqual(one.lesions, other.lesions)
        self.assertEqual((one.positions, one.levels, one.axis), (other.positions, other.levels, other.axis))

    def testDragging(self):
        cache, random = GeometryCache(), np.random.default_rng(21)
        regions = phantomRegions()
        for _step in range(40):
            moved = random.integers(len(regions))
            before = regions[moved]
            center = before.shape.toWorld[:3, 3] + random.normal(0, 2, 3)
            regions[moved] = region(before.name, before.role, center, before.shape.toWorld[:3, :3].diagonal())
            self.assertSame(lesionGeometry(case(*regions), cache), lesionGeometry(case(*regions)))
        self.assertEqual(len(cache.solids), len(regions))

    def testRolesThatChange(self):
        cache = GeometryCache()
        for role in ("marrow", "epidural_lesion", "cord", "other_lesion", "muscle"):
            regions = [region("a", role, (0, -20, 0), (4, 4, 30)), region("b", "marrow", (0, 0, 0))]
            self.assertSame(lesionGeometry(case(*regions), cache), lesionGeometry(case(*regions)))

    def testOneRegionOneMeasurement(self):
        cache = GeometryCache()
        lesionGeometry(case(*phantomRegions()), cache)
        solids, spine = dict(cache.solids), cache.spine
        regions = phantomRegions()
        regions[0] = region("Epidural T5/6", "epidural_lesion", (1, -30, 12))
        lesionGeometry(case(*regions), cache)
        self.assertIs(cache.spine, spine)
        self.assertEqual(sum(cache.solids.get(key) is body for key, body in solids.items()), len(regions) - 1)


if __name__ == "__main__":
    unittest.main()
