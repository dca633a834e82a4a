"""The benchmark command runs and says what it is asked for, and its peers agree. How fast anything is no test asserts.

Outside Slicer only: the benchmark runs in SlicerHost.
"""

import json
import math
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

from Benchmark.Blocks import cutBlocks
from Benchmark.NumpyPeers import NUMPY_PEERS
from Benchmark.Ours import fiveStatistics
from Benchmark.Part import measured
from Benchmark.Peer import FIVE, Truth
from Benchmark.Plan import QUICK, Plan
from Benchmark.ScipyPeers import NUMPY_BY_SCIPY, SCIPY_PEERS
from Benchmark.SimpleItkPeers import SIMPLEITK_PEERS
from Benchmark.Summary import growthRows
from EMHAssistCases.Paths import ROOT
from EMHAssistLib.Measurement import Ellipsoid, Image, Mask

BENCH = ROOT / "Testing" / "Bench.py"
KEYS = ("five_statistics_ms", "five_statistics_ratio", "numpy_ratio", "numpy_calls_ratio", "physical_limit_share",
        "recompute_ms", "recompute_ratio", "everything_ratio", "recompute_first_ms", "drag_median_ms", "drag_p99_ms",
        "hundred_overlapping_ms", "add_region_ratio", "evaluate_ms", "evaluate_first_ms", "sensitivity_ms",
        "next_findings_ms", "module_open_ms", "module_open_again_ms", "import_ms", "synthetic_case_ms",
        "tall_volume_ratio", "tall_volume_first_ratio", "peak_memory_fraction", "peak_memory_first_fraction")
PEERS = (*NUMPY_PEERS, NUMPY_BY_SCIPY, *SCIPY_PEERS, *SIMPLEITK_PEERS)


class BenchTest(unittest.TestCase):
    """Runs the benchmark on small volumes."""

    def bench(self):
        """Return the content of bench.json, performance.md and what was printed."""
        with tempfile.TemporaryDirectory() as folder:
            ended = subprocess.run(
                [sys.executable, BENCH, "--out", folder, "--quick", "--dimensions", "160", "160", "48", "--tall-slices",
                 "60"], capture_output=True, text=True, timeout=300)
            self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
            return (json.loads((Path(folder) / "bench.json").read_text(encoding="utf-8")),
                    (Path(folder) / "performance.md").read_text(encoding="utf-8"), ended.stdout)

    def testBenchFile(self):
        content, page, printed = self.bench()
        for key in KEYS:
            with self.subTest(key):
                self.assertTrue(math.isfinite(content[key]) and content[key] > 0)
        self.assertEqual((content["size"]["regions"], content["size"]["series"]), (20, 6))
        self.assertEqual(content["size"]["drag_steps"], 2 * 3)
        libraries = [peer for peer in content["peers"] if peer["library"] != "numpy"]
        fastest = min(peer["ms"] for peer in libraries)
        self.assertEqual(content["five_statistics_ratio"], fastest / content["five_statistics_ms"])
        self.assertEqual(content["recompute_ratio"], fastest / content["recompute_ms"])
        self.assertEqual({library["library"] for library in libraries},
                         {"scipy.ndimage", "SimpleITK LabelStatistics", "SimpleITK LabelIntensityStatistics"})
        self.assertTrue(all(peer["ms"] > peer["given_ms"] > 0 for peer in content["peers"]))
        for text in (page, printed):
            self.assertIn("SimpleITK LabelIntensityStatistics, on one box", text)

    def testGrowth(self):
        content = measured("Growth", plan=Plan(**QUICK, dimensions=(96, 96, 24)))["Growth"]
        self.assertEqual((set(content["regions"]), set(content["series"])), ({"2", "4"}, {"6", "20"}))
        rows = list(growthRows({"growth": content}))
        self.assertEqual(len(rows), 2 + 2 + 4)
        for text, value in rows:
            with self.subTest(text):
                number = float(value.split()[0])
                self.assertTrue(math.isfinite(number) and (number > 0 or "updates" in text))

    def testTooFewVoxels(self):
        with tempfile.TemporaryDirectory() as folder:
            ended = subprocess.run([sys.executable, BENCH, "--out", folder, "--quick", "--dimensions", "20", "20", "8"],
                                   capture_output=True, text=True, timeout=300)
            self.assertEqual((ended.returncode, list(Path(folder).iterdir())), (1, []))
        self.assertIn("A region holds less than two voxels", ended.stderr)


class PeersTest(unittest.TestCase):
    """Everybody measures the same regions and returns the same numbers."""

    def setUp(self):
        random = np.random.default_rng(1)
        toWorld = np.array([[0, 0, 2.0, -20], [-1, 0, 0, 30], [0, -1.5, 0, 40], [0, 0, 0, 1]])
        arrays = [random.normal(300, 40, (24, 50, 60)).astype(np.int16) for _ in range(3)]
        self.images = [Image(array, toWorld) for array in arrays]
        turned = np.array([[5.1, -4, 0, 4.2], [4, 5.3, 0, -5.1], [0, 0, 9.1, 10], [0, 0, 0, 1]])
        edge = np.diag([8.0, 8.0, 8.0, 1.0])
        edge[:3, 3] = -20, 28, 38
        self.shapes = [Ellipsoid(turned), Ellipsoid(edge)]
        self.blocks = cutBlocks(self.images[0], self.shapes)
        self.truth = Truth.of(self.blocks, self.images)

    def testBlocksHoldTheVoxelsInside(self):
        k, j, i = np.indices(self.images[0].array.shape)
        world = np.stack([i, j, k, np.ones_like(i)], axis=-1) @ self.images[0].ijkToWorld.T
        for block, shape in zip(self.blocks, self.shapes):
            inside = ((world @ shape.fromWorld.T)[..., :3] ** 2).sum(axis=-1) <= 1
            found = np.zeros_like(inside)
            found[block.place] = block.inside
            np.testing.assert_array_equal(found, inside)

    def testPeersAgree(self):
        for peer in PEERS:
            with self.subTest(peer.name):
                peer.check(peer.measure(*peer.prepare(self.blocks, self.images)), self.truth)

    def testWrongNumbersAreRefused(self):
        for peer in PEERS:
            result = peer.table(peer.measure(*peer.prepare(self.blocks, self.images)), self.truth.counts)
            for statistic in range(len(FIVE)):
                numbers = result.copy()
                numbers[1, 1, statistic] += 20
                # Back to the order in which the peer returns them.
                if peer.dividesByN:
                    numbers[..., 1] /= np.sqrt(self.truth.counts / (self.truth.counts - 1))[:, None]
                with self.subTest(peer.name, statistic=FIVE[statistic]), self.assertRaises(ArithmeticError):
                    peer.check(numbers.transpose(np.argsort(peer.order)), self.truth)

    def testOursOfWholeVoxelsIsTheSame(self):
        masks = []
        for block in self.blocks:
            whole = np.zeros(self.images[0].array.shape, bool)
            whole[block.place] = block.inside
            masks.append(Mask(self.images[0].ijkToWorld, whole))
        ours = fiveStatistics(self.images, masks)
        np.testing.assert_allclose(np.stack([ours[name] for name in FIVE], axis=-1), self.truth.numbers, rtol=1e-12)


if __name__ == "__main__":
    unittest.main()
