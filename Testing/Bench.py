"""Measure how fast EMHAssist is, beside SimpleITK and scipy, on 20 regions and 6 series.

Leaves bench.json in the output folder and prints it as a table. Called by
``python3 Testing/Run.py bench --out DIR``. Times depend on the machine; the ratios are what it is for.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from EMHAssistLib.Files import replaceTexts

ROOT = Path(__file__).resolve().parent.parent
BENCHMARK = ROOT / "Testing" / "Benchmark"
OURS = "EMHAssist"
SUMMARY = {
    "recompute_ms": "everything recomputed",
    "fastest_peer_ms": "fastest peer, from regions and voxel arrays",
    "recompute_ratio": "  times as long as EMHAssist",
    "fastest_peer_filter_only_ms": "fastest peer, label map and images made before",
    "recompute_ratio_filter_only": "  times as long as EMHAssist",
    "drag_median_ms": "one step of a drag, median",
    "drag_p99_ms": "one step of a drag, 99th percentile",
    "evaluate_ms": "findings to differential, every finding",
    "evaluate_first_ms": "  the first time, when tables are drawn",
    "sensitivity_ms": "  how far it hangs on cap, temper and findings",
    "next_findings_ms": "  what to look at next, half of them known",
    "tall_volume_ratio": "many slices over the usual number, time",
    "peak_memory_fraction": "memory on top, of one volume",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark and return the exit status."""
    parser = argparse.ArgumentParser(prog="Run.py bench", description=__doc__.splitlines()[0])
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for bench.json")
    parser.add_argument("--dimensions", type=int, nargs=3, default=(512, 512, 60), metavar=("I", "J", "K"),
                        help="voxels of each series (512 512 60)")
    parser.add_argument("--tall-slices", type=int, default=400, metavar="K", help="slices of the tall series (400)")
    parser.add_argument("--drag-steps", type=int, default=300, metavar="N", help="steps for each of two regions (300)")
    options = parser.parse_args(arguments)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "benchmark.json"
            status = run(options, file)
            if status:
                return status
            result = summary(json.loads(file.read_text(encoding="utf-8")), options)
        text = json.dumps(result, indent=1, allow_nan=False) + "\n"
        replaceTexts(options.out, {"bench.json": text})
    except OSError as error:
        parser.error(f"--out {options.out}: {error.strerror or error}")
    print(table(result))
    return 0


def run(options: argparse.Namespace, file: Path) -> int:
    """Run pytest-benchmark; return its exit status.

    :param file: JSON file that it writes
    """
    return pytest.main([
        str(BENCHMARK / "EMHAssistBenchmark.py"), f"--rootdir={ROOT}", "-q", "-p", "no:cacheprovider",
        "-p", "no:warnings",
        "--override-ini=addopts=", "--benchmark-quiet", f"--benchmark-json={file}",
        "--dimensions", *map(str, options.dimensions), "--tall-slices", str(options.tall_slices),
        "--drag-steps", str(options.drag_steps)])


def summary(raw: dict, options: argparse.Namespace) -> dict:
    """Return the content of bench.json.

    :param raw: what pytest-benchmark wrote
    """
    times: dict[str, dict[str, list[float]]] = {}  # group to subject to ms of all rounds of all turns
    extra: dict[str, dict[str, dict]] = {}
    for entry in raw["benchmarks"]:
        group, subject = entry["group"], entry["extra_info"].pop("subject")
        milliseconds = [1000 * seconds for seconds in entry["stats"]["data"]]
        times.setdefault(group, {}).setdefault(subject, []).extend(milliseconds)
        extra.setdefault(group, {})[subject] = entry["extra_info"]
    medians = {group: {subject: float(np.median(values)) for subject, values in subjects.items()}
               for group, subjects in times.items()}
    recompute = medians["recompute"].pop(OURS)
    peers = {name: {"ms": value, "filter_only_ms": medians["filter only"][name]}
             for name, value in medians["recompute"].items()}
    fastest = min(peer["ms"] for peer in peers.values())
    fastestFilter = min(peer["filter_only_ms"] for peer in peers.values())
    steps = np.concatenate(list(times["drag"].values()))
    return {
        "recompute_ms": recompute,
        "fastest_peer_ms": fastest,
        "recompute_ratio": fastest / recompute,
        "fastest_peer_filter_only_ms": fastestFilter,
        "recompute_ratio_filter_only": fastestFilter / recompute,
        "drag_median_ms": float(np.median(steps)),
        "drag_p99_ms": float(np.percentile(steps, 99)),
        **{f"{subject.replace(' ', '_')}_ms": value for subject, value in medians["likelihood"].items()},
        "tall_volume_ratio": medians["height"]["tall"] / medians["height"]["flat"],
        "peak_memory_fraction": extra["memory"][OURS]["fraction"],
        "peers": peers,
        "drag": {name: {"median_ms": float(np.median(values)), "p99_ms": float(np.percentile(values, 99)),
                        "maximum_ms": max(values), **extra["drag"][name]} for name, values in times["drag"].items()},
        "size": {"dimensions": list(options.dimensions), "tall_slices": options.tall_slices,
                 "drag_steps": len(steps), **extra["recompute"][OURS]},
        "machine": {"cpu": raw["machine_info"]["cpu"].get("brand_raw", ""),
                    "cores": raw["machine_info"]["cpu"]["count"], "system": platform.system(),
                    "python": platform.python_version(),
                    **{name: version(name) for name in ("numpy", "scipy", "SimpleITK", "slicer-core")}},
    }


def table(result: dict) -> str:
    """Return the result as text for a terminal."""
    lines = [f"{text:<50}{result[key]:>12.4g}{' ms' if key.endswith('_ms') else ''}" for key, text in SUMMARY.items()]
    lines += ["", f"{'peer':<62}{'ms':>8}{'filter only':>14}"]
    lines += [f"{name:<62}{peer['ms']:>8.0f}{peer['filter_only_ms']:>14.0f}" for name, peer in result["peers"].items()]
    lines += ["", f"{'dragged':<20}{'median':>10}{'p99':>10}{'maximum':>10}{'processor':>12}{'its p99':>10}"
                  f"{'painting the panel':>22}   (ms)"]
    lines += [f"{name:<20}{drag['median_ms']:>10.2f}{drag['p99_ms']:>10.2f}{drag['maximum_ms']:>10.2f}"
              f"{drag['processor_median_ms']:>12.2f}{drag['processor_p99_ms']:>10.2f}"
              f"{drag['painting_median_ms']:>22.2f}" for name, drag in result["drag"].items()]
    lines += ["", ", ".join(f"{name} {value}" for part in ("size", "machine") for name, value in result[part].items())]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
