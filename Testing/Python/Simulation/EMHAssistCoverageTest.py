"""Simulated patients: what is simulated is what is said, and intervals hold the truth as often as they should."""

import csv
import math
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np

from EMHAssistCases.CommandCase import CommandCase
from EMHAssistLib import Simulation
from EMHAssistLib.Simulation import Design, SpineDesign
from EMHAssistLib.Simulation.Coverage import LEAST_COUNTED, Tally
from EMHAssistLib.Simulation.Patients import SimulatedRegion, drawPatients, gaussianField
from EMHAssistLib.Simulation.SpinePatients import SpineRegion, drawSpinePatients

SMALL = Design(cases={100: 500, 500: 250}, sigmas=(0.05,), lengths=(1,), references=(1, 3), snrs=(50,), between=(0.06,))

SPINE = SpineDesign(cases=100, textures=((0.05, 1.5),), snrs=(10,), references=(3,), levels=(0, 4))


class SpineTest(unittest.TestCase):
    """Patients as hard as real ones."""

    def testPlacesDifferAndGoTogether(self):
        patients = drawSpinePatients(np.random.default_rng(3), 20000, 2, (0, 4))
        logs = np.log(patients.marrow)
        np.testing.assert_allclose(logs.std(axis=(0, 2)), (0.08, 0.08, 0.10), rtol=0.03)
        self.assertAlmostEqual(np.corrcoef(logs[0])[0, 2], 0.8, delta=0.03)
        self.assertAlmostEqual(np.corrcoef(logs[:, 0])[0, 1], 0, delta=0.03)
        away = np.log(patients.lesions[4] / patients.lesions[0]).mean(axis=1)
        np.testing.assert_allclose(away, (0.040, 0.056, -0.084), rtol=1e-6)

    def testNoiseIsSharedByTwoPixels(self):
        """White below half the highest frequency, nothing beyond; neighbors have the correlation sinc(1/2)."""
        _texture, noise = SpineRegion(1.5).draw(np.random.default_rng(4), 200)
        self.assertAlmostEqual(noise.real.std(), 1, delta=0.02)
        for distance, expected in ((1, 2 / math.pi), (2, 0)):
            for one, other in ((noise[..., distance:], noise[..., :-distance]),
                               (noise[:, :, distance:], noise[:, :, :-distance])):
                self.assertAlmostEqual((one.real * other.real).mean(), expected, delta=0.03)

    def testIntervalsHold(self):
        for cell in Simulation.simulateSpine(SPINE):
            self.assertGreater(cell.all, 0.91, cell)
            self.assertEqual(cell.cases, 100 if cell.question == "concordance" else 300)


class PatientsTest(unittest.TestCase):

    def testTextureHasTheCorrelationItIsAskedFor(self):
        generator = np.random.default_rng(5)
        for length in (0, 1, 2.5):
            numbers = gaussianField(generator, 300, (9, 10, 11), length)
            self.assertAlmostEqual(numbers.var(), 1, delta=0.05)
            for axis in (1, 2, 3):
                for distance in (1, 3):
                    first = numbers.take(range(numbers.shape[axis] - distance), axis)
                    second = numbers.take(range(distance, numbers.shape[axis]), axis)
                    expected = math.exp(-distance ** 2 / (2 * length ** 2)) if length else 0
                    self.assertAlmostEqual((first * second).mean(), expected, delta=0.06)

    def testTextureDoesNotCloseOnItself(self):
        numbers = gaussianField(np.random.default_rng(6), 2000, (4, 4, 12), 1)
        self.assertAlmostEqual((numbers[..., 0] * numbers[..., -1]).mean(), 0, delta=0.03)

    def testPatients(self):
        patients = drawPatients(np.random.default_rng(7), 20000, 3)
        self.assertTrue((patients.ratios >= 0.5).all() and (patients.ratios <= 2).all())
        self.assertAlmostEqual(np.log(patients.ratios).mean(), 0, delta=0.01)
        np.testing.assert_array_equal(patients.means[0], patients.ratios)
        # Student's t of 6 degrees of freedom: half of it lies within 0.7176 scales; its SD is 8 %.
        self.assertAlmostEqual((np.abs(np.log(patients.means[1:])) < 0.7176 * 0.0653).mean(), 0.5, delta=0.01)
        self.assertAlmostEqual(np.log(patients.means[1:]).std(), 0.08, delta=0.003)
        fixed = drawPatients(np.random.default_rng(7), 20000, 3, 0.1)
        self.assertAlmostEqual(np.log(fixed.means[1:]).std(), 0.1, delta=0.002)

    def testNoiseIsRician(self):
        """Second moment of magnitude: mean^2 + 2 SD^2 of the noise (Gudbjartsson and Patz 1995)."""
        region = SimulatedRegion(500, 0)
        drawn = region.draw(np.random.default_rng(8), 200)
        measurements = region.measure(drawn, np.full(200, 1.0), 0.0, np.full(200, 1 / 3))
        squares = [one.statistics["mean"] ** 2 + one.statistics["sd"] ** 2 for one in measurements]
        self.assertAlmostEqual(np.mean(squares), 1 + 2 / 9, delta=0.01)

    def testRegionsHoldAboutTheVoxelsAskedFor(self):
        for voxels in (20, 100, 500, 5000):
            region = SimulatedRegion(voxels, 0)
            drawn = region.draw(np.random.default_rng(9), 1)
            statistics = region.measure(drawn, np.ones(1), 0.1, np.ones(1))[0].statistics
            self.assertAlmostEqual(statistics["n"] / voxels, 1, delta=0.3)
            self.assertEqual(statistics["coverage"], 1)


class CoverageTest(unittest.TestCase):

    def testHardCells(self):
        """Heterogeneity of 10 and 20 % that makes 500 voxels about 40 effective ones, and so the interval."""
        design = Design(cases={500: 1000}, sigmas=(0.10, 0.20), lengths=(1,), references=(1, 4), snrs=(10, 50),
                        between=())
        for cell in Simulation.simulate(design)[0]:
            counted = cell.cases - cell.flagged
            if counted >= LEAST_COUNTED:
                # Three standard errors of a fraction beyond 93 and 97 %.
                error = 3 * math.sqrt(0.05 * 0.95 / counted)
                self.assertTrue(0.93 - error < cell.coverage < 0.97 + error, cell)
            else:
                # Where most are flagged, as 40 voxels cannot tell how much they vary, intervals err to the wide side.
                self.assertEqual(cell.sigma, 0.20)
                self.assertGreater((cell.covered + cell.flaggedCovered) / cell.cases, 0.93)

    def testTallyOfTooFewCases(self):
        self.assertTrue(math.isnan(Tally(1000, 701, 280, 650).coverage))
        self.assertEqual(Tally(1000, 500, 480, 450).coverage, 0.96)
        self.assertEqual(Tally(1000, 500, 480, 450).flaggedCoverage, 0.9)

    def testSameBits(self):
        first, second = Simulation.simulate(SMALL), Simulation.simulate(SMALL)
        self.assertEqual(repr(first), repr(second))


class SimulateCommandTest(CommandCase):
    COMMAND = ("simulate",)

    def run_(self, *arguments):
        with mock.patch.object(Simulation, "QUICK", SMALL), mock.patch.object(Simulation, "QUICK_SPINE", SPINE):
            return super().run_(*arguments)

    def testFiles(self):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "new"
            status, output, _ = self.run_("coverage", "--quick", "--processes", "1", "--out", str(out))
            self.assertEqual(status, 0)
            rows = list(csv.DictReader((out / "coverage.csv").open(newline="")))
            self.assertEqual(list(rows[0]), ["sigma", "correlation_length", "voxels", "references", "snr", "flagged",
                                             "cases", "coverage", "coverage_flagged"])
            self.assertEqual([(row["sigma"], row["correlation_length"], row["voxels"], row["references"], row["snr"],
                               row["cases"]) for row in rows],
                             [("0.05", "1", voxels, references, "50", cases)
                              for voxels, cases in (("100", "500"), ("500", "250")) for references in ("1", "3")])
            for row in rows:
                self.assertTrue(0 <= float(row["flagged"]) <= 1)
                self.assertTrue(row["coverage"] == "" or 0.9 < float(row["coverage"]) <= 1)
            fixed = list(csv.DictReader((out / "coverage_between.csv").open(newline="")))
            self.assertEqual([row["between"] for row in fixed], ["0.06", "0.06"])
            self.assertIn((out / "coverage.md").read_text(), output)
            spine = list(csv.DictReader((out / "coverage_spine.csv").open(newline="")))
            self.assertEqual({row["interval"] for row in spine}, {"mean", "here", "lesions", "concordance"})
            self.assertEqual(len(list(out.iterdir())), 4)

    def testBadInput(self):
        with tempfile.NamedTemporaryFile() as file:
            for arguments in (("coverage",), ("nothing", "--out", "x"), ("coverage", "--out", file.name),
                              ("coverage", "--processes", "0", "--out", "x")):
                status, _, errors = self.run_(*arguments)
                self.assertEqual(status, 2, arguments)
                self.assertEqual(errors.count("\n"), 1)


if __name__ == "__main__":
    unittest.main()
