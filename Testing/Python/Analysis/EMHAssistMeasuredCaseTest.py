"""Measured findings of the synthetic case, whose relations are known, and what the user says against them."""

import dataclasses
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np

from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Analysis.Findings.Enhancement import MARKED, MILD
from EMHAssistLib.Cache import Cache
from EMHAssistLib.Case import NOT_ASSESSED, Case, Options, Region, Series
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Measurement import Ellipsoid, Image, Margins
from EMHAssistLib.Phantom import syntheticCase
from EMHAssistLib.Report.ResultFiles import writeResult
from EMHAssistLib.Result import CONSENSUS

MODEL = loadModel()
PHANTOM = None


def setUpModule():
    global PHANTOM
    PHANTOM = syntheticCase()


def phantomCase(noise=0.0, **changes):
    """Return the synthetic case; the noise is added to its voxels, normal, a fraction of their mean."""
    generator = np.random.default_rng(7)
    allSeries, regions = [], []
    for one in PHANTOM.series:
        array = one.array if not noise else one.array + generator.normal(0, noise * one.array.mean(), one.array.shape)
        allSeries.append(Series(one.role, one.role, (one.role, noise), Image(array, one.ijkToRas)))
    for one in PHANTOM.regions:
        matrix = np.eye(4)
        matrix[:3, :3], matrix[:3, 3] = one.axes * one.radii, one.center
        regions.append(Region(one.name, one.role, (one.name,), Ellipsoid(matrix)))
    return Case(tuple(allSeries), tuple(regions), **{"findings": {}, "clinicalSetting": "unselected_mass", **changes})


def relation(role, reference, margins=Margins()):
    """Return the true relation of the lesions to a tissue."""
    ratio = PHANTOM.truth[role]["emh"] / PHANTOM.truth[role][reference]
    return margins.relation(ratio, ratio)


class MeasuredCaseTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.case = phantomCase()
        cls.result = analyze(cls.case, MODEL)

    def testTrueRelationsHaveTheMostWeight(self):
        found = self.result.findings
        self.assertEqual({feature: found[feature].answer for feature in (
            "t1_marrow", "t2_marrow", "t1_soft_tissue", "t2_soft_tissue")}, {
            "t1_marrow": relation("T1", "marrow"), "t2_marrow": relation("T2", "marrow"),
            "t1_soft_tissue": relation("T1", "cord"), "t2_soft_tissue": relation("T2", "cord")})
        self.assertEqual({relation(role, "marrow") for role in ("T1", "T2", "STIR")}, {"similar"})
        self.assertEqual(found["marrow_like"].answer, "present")
        # The marrow of the phantom is red: brighter than disc on T1, and less so than the fatty marrow of adults.
        self.assertAlmostEqual(PHANTOM.truth["T1"]["marrow"] / PHANTOM.truth["T1"]["disc"], 1.34, delta=0.01)
        self.assertNotIn("diffuse_low_marrow", found)
        self.assertEqual(found["enhancement"].answer, "mild")
        self.assertLess(found["enhancement"].weights["none"], 0.05)

    def testEnhancementIsTheTrueOne(self):
        """That of the tissue, since cord and CSF take up nothing."""
        truth = PHANTOM.truth["T1post"]["emh"] / PHANTOM.truth["T1"]["emh"] - 1
        self.assertTrue(MILD < truth < MARKED)
        rows = [row for row in self.result.indices if row.reference == CONSENSUS]
        self.assertEqual(len(rows), 3)
        for row in rows:
            self.assertTrue(row.comparison.low < truth < row.comparison.high, row)
            self.assertAlmostEqual(row.comparison.value, truth, delta=0.05)
            self.assertLess(row.comparison.high - row.comparison.low, 0.25)
            self.assertIn("disc left out: thinner", row.note)
        thin = {(row.region.name, row.series.label) for row in self.result.measurements
                for flag in row.flags if flag.name == "thinner_than_slice"}
        self.assertEqual(thin, {("Disc T7/8", "T1post")})

    def testOtherMarginsOtherRelations(self):
        narrow = Margins(0.95, 1.02)
        options = Options(margins=narrow)
        found = analyze(phantomCase(options=options), MODEL).findings
        self.assertEqual(relation("T2", "cord", narrow), "higher")
        self.assertEqual(found["t2_soft_tissue"].answer, "higher")

    def testNoiseTakesTheWeightAway(self):
        noisy = analyze(phantomCase(noise=30.0), MODEL)
        for feature in ("t1_marrow", "t2_marrow", "t1_soft_tissue", "t2_soft_tissue", "marrow_like"):
            before = self.result.findings[feature]
            after = noisy.findings.get(feature)
            self.assertLess(after.weights[before.answer] if after else 0.34, before.weights[before.answer], feature)
        for entry in noisy.differential.contributions:
            if entry.finding.feature.endswith(("marrow", "tissue", "like")):
                self.assertLess(abs(entry.decibans), 1.0, entry)

    def testNoContradictionOfItsOwn(self):
        self.assertEqual(self.result.differential.contradictions, ())

    def testSameBitsWithAndWithoutMemory(self):
        cache = Cache()
        again = [analyze(phantomCase(), MODEL, cache) for _ in range(2)]
        for one in again:
            self.assertEqual(repr(one.findings), repr(self.result.findings))
            self.assertEqual(repr(one.differential), repr(self.result.differential))

    def testMemoryFollowsMarginsAndRegions(self):
        cache = Cache()
        moved = list(self.case.regions)
        matrix = moved[0].shape.toWorld.copy()
        matrix[0, 3] += 3
        moved[0] = dataclasses.replace(moved[0], key=("moved",), shape=Ellipsoid(matrix))
        cases = [self.case, phantomCase(options=Options(margins=Margins(0.95, 1.02))), self.case,
                 dataclasses.replace(self.case, regions=tuple(moved)), self.case]
        found = [analyze(case, MODEL, cache).measured for case in cases]
        self.assertEqual([repr(one) for one in found], [repr(analyze(case, MODEL).measured) for case in cases])
        self.assertEqual(len(set(map(repr, found))), 3)

    def testReadsAsANeuroradiologistWould(self):
        """Likeness to marrow is among the heaviest lines, and red marrow brighter than cord is not the fatty form."""
        entered = {"splenomegaly": "present", "paravertebral_mass": "bilateral", "epidural_position": "posterior",
                   "enhancement": "mild", "level": "thoracic", "cord_compression": "grade_2"}
        answer = analyze(phantomCase(findings=entered, clinicalSetting="known_hemolysis"), MODEL).differential
        emh = answer.classes[0]
        self.assertEqual((emh.id, emh.forms[0].id), ("emh", "emh_active"))
        self.assertGreater(emh.forms[0].share, 0.5)
        lines = {one.finding.feature: one for one in answer.contributions}
        kinds = {feature.id: feature.kind for feature in MODEL.features}
        imaging = sorted((feature for feature in lines if kinds[feature] in ("morphology", "signal")),
                         key=lambda feature: -abs(lines[feature].decibans))
        self.assertIn("marrow_like", imaging[:2])
        self.assertGreater(lines["marrow_like"].decibans, 1)
        for feature in ("t1_marrow", "t2_marrow"):
            self.assertGreaterEqual(lines[feature].decibans, 0)
        for feature in ("t1_soft_tissue", "t2_soft_tissue", "cord_compression"):
            self.assertEqual(lines[feature].decibans, 0, feature)
        self.assertIn("marrow_like", lines["t1_soft_tissue"].settledBy)

    def testIronIsMarked(self):
        marked = analyze(phantomCase(options=Options(ironMarked=True)), MODEL)
        self.assertEqual(set(self.result.measured) - set(marked.measured), {"t1_marrow", "t2_marrow", "marrow_like"})
        self.assertTrue(any("Iron is known" in warning for warning in marked.warnings))
        self.assertFalse(any("Iron is known" in warning for warning in self.result.warnings))
        entered = analyze(phantomCase(options=Options(ironMarked=True), findings={"marrow_like": "present"}), MODEL)
        self.assertEqual(entered.findings["marrow_like"].source, "entered")

    def testUserGoesFirst(self):
        findings = {"t1_soft_tissue": "lower", "t2_soft_tissue": "similar", "number": NOT_ASSESSED,
                    "hemolytic_disorder": "present"}
        result = analyze(phantomCase(findings=findings), MODEL)
        self.assertEqual(result.measured, self.result.measured)
        self.assertEqual({one.feature for one in result.overridden}, {"t1_soft_tissue", "t2_soft_tissue", "number"})
        self.assertNotIn("number", result.findings)
        self.assertEqual(result.findings["t1_soft_tissue"].answer, "lower")
        plane, denied, unknown = result.warnings
        self.assertIn("T1, T1post: doubtful: their slices lie at 90 degrees", plane)
        self.assertIn('T1 against cord or muscle: "Darker" was entered and counts, but "Brighter" was measured', denied)
        self.assertIn("hemolytic_disorder", unknown)
        self.assertEqual(self.result.overridden, ())

    def testModelOfAUserThatAsksOtherwise(self):
        features = [feature for feature in MODEL.features if feature.id not in ("enhancement", "epidural", "t1_marrow")]
        features.append(dataclasses.replace(MODEL.feature("t1_marrow"), answers=MODEL.feature("t1_marrow").answers[:2]))
        model = dataclasses.replace(MODEL, features=tuple(features), contradictions=())
        measured = analyze(self.case, model).measured
        self.assertEqual(set(self.result.measured) - set(measured), {"enhancement", "epidural", "t1_marrow"})

    def testReadoutHasTheWeights(self):
        result = analyze(phantomCase(findings={"t1_soft_tissue": "lower"}), MODEL)
        with tempfile.TemporaryDirectory() as folder:
            writeResult(result, MODEL, folder)
            data = json.loads((Path(folder) / "readout.json").read_text(encoding="utf-8"))
        found = {entry["feature"]: entry for entry in data["findings"]}
        self.assertEqual(found["t1_soft_tissue"]["weights"], {"lower": 1.0})
        self.assertEqual(found["t1_marrow"]["weights"], dict(result.findings["t1_marrow"].answerWeights))
        self.assertEqual(found["t1_marrow"]["source"], "measured")
        overridden, = data["overridden"]
        self.assertEqual((overridden["feature"], overridden["level"]), ("t1_soft_tissue", "higher"))
        self.assertAlmostEqual(sum(overridden["weights"].values()), 1)


if __name__ == "__main__":
    unittest.main()
