"""Measure how fast EMHAssist is, beside SimpleITK, scipy and numpy, on 20 regions and 6 series.

Leaves bench.json, and performance.md for Resources/Docs, in the output folder and prints a table. Called by
``python3 Testing/Run.py bench --out DIR``. Times depend on the machine; the ratios are what it is for.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from Benchmark.Part import measured
from Benchmark.Plan import QUICK, Plan
from Benchmark.Summary import performancePage, summary, table
from EMHAssistLib.Files import replaceTexts

# What is compared by processor time computes on one thread, so that nobody's threads wait at the cost of others.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark and return the exit status."""
    parser = argparse.ArgumentParser(prog="Run.py bench", description=__doc__.splitlines()[0])
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for bench.json")
    parser.add_argument("--dimensions", type=int, nargs=3, default=Plan.dimensions, metavar=("I", "J", "K"),
                        help="voxels of each series (512 512 60)")
    parser.add_argument("--tall-slices", type=int, default=Plan.tallSlices, metavar="K",
                        help="slices of the tall series (400)")
    parser.add_argument("--drag-steps", type=int, default=Plan.dragSteps, metavar="N",
                        help="steps for each of two regions (300)")
    parser.add_argument("--growth", action="store_true",
                        help="measure what grows with regions, series, segments and updates, too; takes minutes more")
    parser.add_argument("--quick", action="store_true",
                        help="few rounds, steps and regions, to see that the benchmark works")
    options = parser.parse_args(arguments)
    plan = Plan(**{"dimensions": tuple(options.dimensions), "tallSlices": options.tall_slices,
                   "dragSteps": options.drag_steps, **(QUICK if options.quick else {})})
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        result = summary(measureParts(plan, options.growth), plan)
        replaceTexts(options.out, {"bench.json": json.dumps(result, indent=1, allow_nan=False) + "\n",
                                   "performance.md": performancePage(result)})
    except OSError as error:
        parser.error(f"--out {options.out}: {error.strerror or error}")
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(table(result))
    return 0


def measureParts(plan: Plan, growth: bool) -> dict:
    """Run all parts, one after the other, and return what each measured; of those in several processes a list."""
    parts = measured("Compared", "Volumes", plan=plan, environment=ONE_THREAD) | measured("Drag", "Crowded", plan=plan)
    for part in ("Opening", "Answers"):
        parts[part] = [measured(part, plan=plan)[part] for _ in range(plan.processes)]
    return parts | measured("Growth", plan=plan) if growth else parts


if __name__ == "__main__":
    sys.exit(main())
