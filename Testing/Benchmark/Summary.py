"""What was measured, as bench.json, as text for a terminal and as the page Performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

from .Compared import EVERYTHING, FIRST, FIVE_STATISTICS
from .Plan import Plan

# Key to what it is, in the order of the tables. "Library" is the fastest of scipy and SimpleITK, in its best form, with
# five statistics, from regions and voxel arrays.
ROWS = {
    "five_statistics_ms": "five statistics (mean, SD, median, min, max) of all regions",
    "five_statistics_ratio": "library over five statistics",
    "numpy_ratio": "five statistics over numpy by hand, given blocks, sorted once",
    "numpy_calls_ratio": "five statistics over numpy by hand, given blocks, call by call",
    "physical_limit_share": "memory and a sort alone, of five statistics",
    "recompute_ms": "everything recomputed, the series known",
    "everything_ratio": "library over everything recomputed",
    "recompute_ratio": "the same, under its former name",
    "recompute_first_ms": "everything computed, the series seen for the first time",
    "drag_median_ms": "step of a drag, median",
    "drag_p99_ms": "step of a drag, 99th percentile",
    "hundred_overlapping_ms": "step of a drag of one of a hundred regions at one place",
    "hundred_overlapping_recompute_ms": "everything of a hundred regions at one place recomputed",
    "add_region_ratio": "to add a region, with 500 over with 5 present",
    "add_region_ms": "to add a region, with 500 present",
    "evaluate_first_ms": "findings to differential, the first time in a process",
    "evaluate_ms": "findings to differential",
    "sensitivity_ms": "how far it hangs on cap, temper and findings",
    "next_findings_ms": "what to look at next, half of the findings known",
    "module_open_ms": "module opened the first time",
    "module_open_again_ms": "module opened again",
    "host_ms": "an empty module, opened before it",
    "import_ms": "module imported",
    "scipy_ms": "scipy loaded, of which opening the module takes what it needs",
    "model_ms": "model loaded",
    "synthetic_case_ms": "synthetic case loaded and measured",
    "tall_volume_ratio": "many slices over the usual number, everything recomputed",
    "tall_volume_first_ratio": "many slices over the usual number, seen for the first time",
    "peak_memory_fraction": "memory on top to recompute everything, of one volume",
    "peak_memory_first_fraction": "memory on top, the series seen for the first time",
}


def summary(parts: dict, plan: Plan) -> dict:
    """Return the content of bench.json.

    :param parts: name of a part to what it measured
    """
    compared, volumes, crowded, drag = (parts[name] for name in ("Compared", "Volumes", "Crowded", "Drag"))
    ours, peers = compared["ours"], compared["peers"]
    opening, answers = ({key: median(one[key] for one in parts[name]) for key in parts[name][0]}
                        for name in ("Opening", "Answers"))
    numpy = [peer for peer in peers if peer["library"] == "numpy"]
    best = min((peer for peer in peers if peer["library"] != "numpy"), key=lambda peer: peer["ms"])
    everythingRatio = best["ms"] / ours[EVERYTHING]
    return {
        "five_statistics_ms": ours[FIVE_STATISTICS],
        "five_statistics_ratio": best["ms"] / ours[FIVE_STATISTICS],
        "numpy_ratio": ours[FIVE_STATISTICS] / numpy[0]["given_ms"],
        "numpy_calls_ratio": ours[FIVE_STATISTICS] / numpy[1]["given_ms"],
        "physical_limit_share": compared["limit"]["limit_ms"] / ours[FIVE_STATISTICS],
        "recompute_ms": ours[EVERYTHING],
        "everything_ratio": everythingRatio,
        "recompute_ratio": everythingRatio,
        "recompute_first_ms": ours[FIRST],
        "drag_median_ms": drag["all"]["median_ms"],
        "drag_p99_ms": drag["all"]["p99_ms"],
        "hundred_overlapping_ms": crowded["overlapping"]["ms"],
        "hundred_overlapping_recompute_ms": crowded["overlapping"]["recompute_ms"],
        "add_region_ratio": crowded["add_to_many"]["ms"] / crowded["add_to_few"]["ms"],
        "add_region_ms": crowded["add_to_many"]["ms"],
        **answers, **opening,
        "tall_volume_ratio": volumes["tall_ms"] / volumes["flat_ms"],
        "tall_volume_first_ratio": volumes["tall_first_ms"] / volumes["flat_first_ms"],
        "peak_memory_fraction": volumes["peak_fraction"],
        "peak_memory_first_fraction": volumes["peak_first_fraction"],
        "best_peer": f"{best['library']}, {best['form']}",
        "best_peer_ms": best["ms"],
        "peers": peers, "limit": compared["limit"], "drag": drag, "crowded": crowded,
        **({"growth": parts["Growth"]} if "Growth" in parts else {}),
        "size": {"dimensions": list(plan.dimensions), "tall_slices": plan.tallSlices,
                 "drag_steps": drag["all"]["steps"],
                 **{key: compared[key] for key in ("regions", "series", "voxels", "comparisons")}},
        "machine": {"cpu": _processor(), "cores": os.cpu_count(), "system": platform.system(),
                    "python": platform.python_version(),
                    **{name: version(name) for name in ("numpy", "scipy", "SimpleITK", "slicer-core")}},
    }


def table(result: dict) -> str:
    """Return the result as text for a terminal."""
    lines = [f"{text:<72}{result[key]:>10.4g}{' ms' if key.endswith('_ms') else ''}" for key, text in ROWS.items()]
    lines += ["", f"{'five statistics by peers':<72}{'ms':>10}{'on given blocks or labels':>28}"]
    lines += [f"{peer['library'] + ', ' + peer['form']:<72}{peer['ms']:>10.2f}{peer['given_ms']:>28.2f}"
              for peer in result["peers"]]
    lines += ["", f"{'dragged':<20}{'median':>10}{'p99':>10}{'maximum':>10}{'processor':>12}{'its p99':>10}"
                  f"{'left to do':>14}   (ms)"]
    lines += [f"{name:<20}{drag['median_ms']:>10.2f}{drag['p99_ms']:>10.2f}{drag['maximum_ms']:>10.2f}"
              f"{drag['processor_median_ms']:>12.2f}{drag['processor_p99_ms']:>10.2f}"
              f"{drag['afterwards_median_ms']:>14.2f}" for name, drag in result["drag"].items()]
    lines += ["", *(f"{text:<72}{value:>14}" for text, value in growthRows(result))]
    lines += ["", ", ".join(f"{name} {value}" for part in ("size", "machine") for name, value in result[part].items())]
    return "\n".join(lines)


def performancePage(result: dict) -> str:
    """Return what Resources/Docs/Performance.md is to say."""
    columns, rows, slices = result["size"]["dimensions"]
    machine, limit = result["machine"], result["limit"]
    lines = [
        "# Performance", "",
        f"`python3 Testing/Run.py bench --out out` measures a scene of {result['size']['regions']} regions and "
        f"{result['size']['series']} series of {columns} x {rows} x {slices},",
        "side by side with its peers in one run, and leaves `bench.json` and this page. On "
        f"{machine['cores']} cores ({machine['cpu']}), {date.today()}:", "",
        "| EMHAssist | measured |", "|---|---|",
        *(f"| {text} | {_number(key, result[key])} |" for key, text in ROWS.items() if key not in _NOT_SHOWN),
        *(f"| {text} | {value} |" for text, value in growthRows(result)), "",
        "| five statistics by others, ms of processor time on one thread | from regions and voxel arrays | on blocks "
        "or labels made before |", "|---|---|---|",
        *(f"| {peer['library']}, {peer['form']} | {_short(peer['ms'])} | {_short(peer['given_ms'])} |"
          for peer in result["peers"]), "",
        _NOTES.format(bandwidth=_short(limit["bandwidth_gb_per_s"]), voxels=_short(1000 * limit["voxels_ms"]),
                      sort=_short(1000 * limit["sort_ms"]))]
    return "\n".join(lines)


# Twice the same, or of the host alone.
_NOT_SHOWN = ("recompute_ratio", "host_ms")
_NOTES = """\
All measure the same regions on the same voxels and return mean, SD, median, lowest and highest value, and each run
checks them against each other. The peers count whole voxels, EMHAssist fractions of voxels. SD of scipy divides by N;
medians of SimpleITK are those of histograms, right to 2 gray levels here. "Best form" is given what is around the
regions alone; "on whole volumes" is how most people call it. The best library is the fastest of scipy and SimpleITK
that is given images and labels; called without labels, `scipy.ndimage` is numpy by other names and stands with it.

"Everything" is voxel weights, statistics, texture, flags, intervals, all ratios, findings and the differential, of
regions never seen. What depends on a series alone (noise, odd slices, checks of header and voxels) is computed once,
when the series arrives, and known then; the time with nothing known is a row of its own. Memory and a sort alone are
the time to read the voxels inside the regions ({bandwidth} GB/s, {voxels} us) and to sort them with numpy ({sort} us).

Steps of a drag, and what is opened, are times of the clock, from the MRML event until tables, labels, box and panel
hold the result, views paused; what is compared with others is processor time.
"""


def growthRows(result: dict) -> Iterator[tuple[str, str]]:
    """Yield text and value of what was measured when asked for growth, nothing when not."""
    growth = result.get("growth")
    if growth:
        for key in ("regions", "series"):
            yield from ((f"everything recomputed with {count} {key}, for each", f"{_short(ms / int(count))} ms")
                        for count, ms in growth[key].items())
        spine = growth["spine"]
        yield "24 segmented vertebrae as references: first", f"{_short(spine['first']['ms'])} ms"
        yield "24 segmented vertebrae as references: step of a drag after", f"{_short(spine['after']['ms'])} ms"
        yield ("memory for a vertebra on a turned grid, of one volume",
               f"{_short(100 * growth['turned_mask_fraction'])} %")
        yield f"memory after {growth['updates']} updates, minus before", f"{_short(growth['growth_mb'])} MB"


def _number(key: str, value: float) -> str:
    if key.endswith(("fraction", "share")):
        return f"{_short(100 * value)} %"
    return f"{_short(value)} ms" if key.endswith("_ms") else _short(value)


def _short(value: float) -> str:
    """Return two digits that count, and no exponent."""
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"


def _processor() -> str:
    """Return the name of the processor, "" where the system does not tell."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
