"""Findings from where regions lie, on the synthetic spine; and that what is not placed is never taken as absent."""

import dataclasses
import math
import unittest

from EMHAssistCases.LikelihoodCase import shippedData
from EMHAssistCases.SpineCase import bodies, case, phantomRegions, region
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Likelihood.Schema import readModel
from EMHAssistLib.Naming.LevelSpan import parseLevel
from EMHAssistLib.Phantom.SpinalCanal import CORD_CENTER
from EMHAssistLib.Phantom.SpineCoordinates import levelPosition, toRas

MODEL = loadModel()


def findings(*regions, vertebrae=None, **options):
    """Return feature to finding of regions without series."""
    own = dataclasses.replace(case(*regions, vertebrae=vertebrae), clinicalSetting="uniform", **options)
    return analyze(own, MODEL).findings


def levels(found):
    return {feature: finding.answer for feature, finding in found.items()}


def place(name, role, right, anterior, level, radii=(3, 3, 3)):
    return region(name, role, toRas(right, anterior, levelPosition(level)), radii)


CORD = place("cord", "cord", 0.0, CORD_CENTER, 6.0, (3, 3, 40))
EPIDURAL, BESIDE = "epidural_lesion", "paravertebral_lesion"


class LocationFindingsTest(unittest.TestCase):

    def testSyntheticCase(self):
        found = findings(*phantomRegions(), vertebrae=bodies())
        self.assertEqual(levels(found), {
            "epidural": "present", "epidural_position": "posterior", "paravertebral_mass": "bilateral",
            "level": "thoracic", "extent": "medium", "number": "multiple"})
        self.assertTrue(all(finding.source == "measured" and finding.detail for finding in found.values()))
        self.assertEqual(found["level"].detail, "Epidural T5/6 at T5 to T6, Paravertebral left T6 at T6 to T7, "
                                                "Paravertebral right T7 at T7 to T8")

    def testWhatIsNotPlacedIsNotAbsent(self):
        """One region never makes a single lesion, nor a side without one, nor an empty canal."""
        beside = levels(findings(place("mass", BESIDE, -25, 0, 6), CORD, vertebrae=bodies()))
        self.assertEqual(set(beside), {"paravertebral_mass", "level"})
        canal = levels(findings(place("mass", EPIDURAL, 0, CORD_CENTER - 9, 6), CORD, vertebrae=bodies()))
        self.assertEqual(set(canal), {"epidural", "epidural_position", "level"})
        other = levels(findings(place("mass", "other_lesion", 0, 40, 6), CORD, vertebrae=bodies()))
        self.assertEqual(set(other), {"level"})

    def testOneSideLeavesTheOtherOpen(self):
        mass = findings(place("mass", BESIDE, -25, 0, 6), vertebrae=bodies())["paravertebral_mass"]
        self.assertEqual(dict(mass.weights), {"none": 0.0, "unilateral": 0.5, "bilateral": 0.5})
        # Without an axis there is no midline.
        pair = place("left", BESIDE, -25, 0, 6), place("right", BESIDE, 25, 0, 6)
        self.assertEqual(levels(findings(*pair, vertebrae=bodies()))["paravertebral_mass"], "bilateral")
        self.assertEqual(findings(*pair)["paravertebral_mass"].weights["bilateral"], 0.5)

    def testPositionOfTheLargestEpiduralLesion(self):
        behind, before = (CORD_CENTER - 9, "posterior"), (CORD_CENTER + 9, "anterior")
        for (large, expected), (small, _other) in ((behind, before), (before, behind)):
            found = findings(place("small", EPIDURAL, 0, small, 5), place("large", EPIDURAL, 0, large, 7, (3, 3, 6)),
                             CORD, vertebrae=bodies())
            self.assertEqual(found["epidural_position"].answer, expected)
            self.assertIn("large", found["epidural_position"].detail)
        around = findings(place("mass", EPIDURAL, 0, CORD_CENTER, 6, (9, 9, 9)), CORD, vertebrae=bodies())
        self.assertEqual(around["epidural_position"].answer, "circumferential")
        self.assertNotIn("epidural_position", findings(place("mass", EPIDURAL, 0, CORD_CENTER - 9, 6)))

    def testTooFarFromTheSpineIsWarnedOfAndNotCounted(self):
        """A region 12 cm beside the spine is none of its masses, and one 4 cm from the cord is not in the canal."""
        near, far = place("near", BESIDE, -25, 0, 6), place("far", BESIDE, 120, 0, 6)
        inside, outside = (place(name, EPIDURAL, right, CORD_CENTER - 9, 6) for name, right in (("in", 0), ("out", 40)))
        for regions, absent in (((far, CORD), {"paravertebral_mass", "level", "number"}),
                                ((outside, CORD), {"epidural", "epidural_position", "level"})):
            self.assertEqual(set(findings(*regions, vertebrae=bodies())) & absent, set())
            result = analyze(dataclasses.replace(case(*regions, vertebrae=bodies()), clinicalSetting="uniform"), MODEL)
            warning, = (one for one in result.warnings if "too far for its role" in one)
            self.assertIn(regions[0].name, warning)
        self.assertAlmostEqual(result.geometry.lesions[0].farFromSpine, math.hypot(40, 9) - 3, delta=1.0)
        both = findings(near, far, CORD, inside, outside, vertebrae=bodies())
        self.assertEqual(both["paravertebral_mass"].weights["bilateral"], 0.5)
        self.assertNotIn("far", both["level"].detail)
        self.assertEqual(both["epidural"].detail, "regions with this role: in")
        # Another lesion may lie anywhere, and without a spine nobody knows.
        self.assertIn("level", findings(place("lung", "other_lesion", 120, 0, 6), CORD, vertebrae=bodies()))
        self.assertIn("paravertebral_mass", findings(far))

    def testSeveralOnlyWhereClearlyApart(self):
        one = region("one", EPIDURAL, (0, 0, 0), (4, 4, 10))
        for distance, expected in ((15, None), (39.5, None), (40.5, "multiple"), (200, "multiple")):
            found = findings(one, region("two", EPIDURAL, (0, 0, distance), (4, 4, 10)))
            self.assertEqual(levels(found).get("number"), expected, distance)
        # Apart in the plane and along the spine: 16 and 12 mm from box to box make 20 mm.
        for shift, expected in ((-0.5, None), (0.5, "multiple")):
            found = findings(one, region("two", BESIDE, (24 + shift, 0, 32 + shift), (4, 4, 10)))
            self.assertEqual(levels(found).get("number"), expected)

    def testElsewhereTakesAllLevels(self):
        lumbar = dataclasses.replace(place("lumbar", EPIDURAL, 0, 20, 6), level=parseLevel("L3"))
        neck = dataclasses.replace(place("neck", EPIDURAL, 0, 20, 2), level=parseLevel("C5"))
        unknown = place("unknown", EPIDURAL, 0, 20, 8)
        self.assertEqual(levels(findings(lumbar, neck))["level"], "elsewhere")
        self.assertNotIn("level", findings(lumbar, unknown))
        thoracic = dataclasses.replace(unknown, level=parseLevel("T9"))
        self.assertEqual(levels(findings(lumbar, thoracic))["level"], "thoracic")

    def testSacralWhereNothingIsThoracic(self):
        def level(*texts):
            return findings(*(dataclasses.replace(place(f"mass {number}", BESIDE, -25, 0, 6), level=parseLevel(text))
                              for number, text in enumerate(texts)))["level"]

        for texts, answer in ((["S2"], "sacral"), (["S1-S4"], "sacral"), (["L4-S1"], "sacral"),
                              (["L3", "S2"], "sacral"), (["L5", "S1"], "sacral"), (["T12", "S2"], "thoracic"),
                              (["T12-S2"], "thoracic"), (["L4-L5"], "elsewhere"), (["C5", "L3"], "elsewhere")):
            self.assertEqual(level(*texts).answer, answer, texts)
        self.assertEqual(level("L3", "S2").detail, "mass 1 at S2")
        # The disc below the lumbar spine is not yet the sacrum, and a mass there may reach it.
        self.assertEqual(dict(level("L5-S1").weights), {"thoracic": 0.0, "sacral": 0.5, "elsewhere": 0.5})

    def testBelowTheLastKnownVertebraItMayBeSacral(self):
        lumbar = {f"L{number}": (0, 0, -36.0 * number) for number in (3, 4)}
        mass = region("mass", BESIDE, (-25, 0, -36.0 * 5.5), (5, 5, 40))
        found = findings(mass, vertebrae=lumbar)["level"]
        self.assertEqual(dict(found.weights), {"thoracic": 0.0, "sacral": 0.5, "elsewhere": 0.5})
        self.assertNotIn("level", findings(region("mass", BESIDE, (-25, 0, -36.0 * 2.5), (5, 5, 40)), vertebrae=lumbar),
                         "above L3 there may be a thoracic one")

    def testAModelThatKnowsNoSacralLevel(self):
        data = shippedData()
        feature = next(one for one in data["features"] if one["id"] == "level")
        feature["levels"] = [one for one in feature["levels"] if one["id"] != "sacral"]
        for rows in feature["evidence"].values():
            for row in rows:
                row["counts"].pop("sacral", None)
                row["n"] = sum(row["counts"].values())
        mass = dataclasses.replace(place("mass", BESIDE, -25, 0, 6), level=parseLevel("S2"))
        own = dataclasses.replace(case(mass), clinicalSetting="uniform")
        self.assertEqual(analyze(own, readModel(data)).measured["level"].answer, "elsewhere")

    def testUserGoesFirst(self):
        mass = place("mass", EPIDURAL, 0, CORD_CENTER - 9, 6)
        found = findings(mass, CORD, vertebrae=bodies(), findings={"epidural_position": "lateral",
                                                                   "epidural": "not_assessed"})
        self.assertEqual(set(found), {"epidural_position", "level"})
        self.assertEqual((found["epidural_position"].answer, found["epidural_position"].source), ("lateral", "entered"))


if __name__ == "__main__":
    unittest.main()
