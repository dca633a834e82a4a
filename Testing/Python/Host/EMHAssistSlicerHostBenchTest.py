"""The benchmark command runs and says what it is asked for. How fast anything is no test asserts.

Outside Slicer only: the benchmark runs in SlicerHost.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from EMHAssistCases.Paths import ROOT

BENCH = ROOT / "Testing" / "Bench.py"
KEYS = ("recompute_ms", "fastest_peer_ms", "recompute_ratio", "fastest_peer_filter_only_ms",
        "recompute_ratio_filter_only", "drag_median_ms", "drag_p99_ms", "evaluate_ms", "evaluate_first_ms",
        "sensitivity_ms", "next_findings_ms", "tall_volume_ratio", "peak_memory_fraction")


class BenchTest(unittest.TestCase):
    """Runs the benchmark on small volumes."""

    def testBenchFile(self):
        # Told that it runs in a worker of pytest-xdist, pytest-benchmark would measure nothing.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}
        with tempfile.TemporaryDirectory() as folder:
            ended = subprocess.run(
                [sys.executable, BENCH, "--out", folder, "--dimensions", "48", "40", "20", "--tall-slices", "30",
                 "--drag-steps", "3"], capture_output=True, text=True, timeout=300, env=environment)
            self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
            content = json.loads((Path(folder) / "bench.json").read_text(encoding="utf-8"))
        for key in KEYS:
            self.assertTrue(math.isfinite(content[key]) and content[key] > 0, key)
        self.assertEqual((content["size"]["regions"], content["size"]["series"]), (20, 6))
        self.assertEqual(content["fastest_peer_ms"], min(peer["ms"] for peer in content["peers"].values()))
        self.assertEqual(content["recompute_ratio"], content["fastest_peer_ms"] / content["recompute_ms"])
        self.assertEqual(content["size"]["drag_steps"], 2 * 3)
        self.assertIn("SimpleITK", ended.stdout)


if __name__ == "__main__":
    unittest.main()
