"""The command ``emhassist simulate``: what the intervals, the findings and the checks of series are worth."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from functools import partial

from .Output import checkFolder, folder, showProgress, writeTexts

SUMMARY = "Simulate patients with known truth to see how often intervals, findings and checks of series are right."
_WHAT = """coverage: how often the 95 %% interval of a ratio holds the truth;
lesions: what is measured of lesions of known tissue in a phantom, and what the images say they are;
detection: whether it is noticed when series of a phantom cannot be compared"""


def addOptions(parser: argparse.ArgumentParser) -> None:
    """Add the options to the parser of ``emhassist simulate``."""
    parser.add_argument("what", choices=list(_SIMULATIONS), help=_WHAT)
    parser.add_argument("--quick", action="store_true", help="of coverage: fewer cells and cases, in about a minute; "
                                                             "the full run takes long")
    parser.add_argument("--seeds", metavar="N", type=int, help="of lesions and detection: number of patients (default: "
                                                               "5 of each lesion, 200)")
    parser.add_argument("--processes", metavar="N", type=int, default=os.cpu_count() or 1, help="number of processes "
                                                                                                "(default: one per "
                                                                                                "core). The result "
                                                                                                "does not depend on it")
    parser.add_argument("--out", metavar="DIR", type=folder, required=True, help="folder for the tables, .csv and .md; "
                        "created if it does not exist")


def run(options: argparse.Namespace) -> int:
    """Simulate patients, show what came out, write it, and return the exit status."""
    if options.processes < 1:
        raise ValueError("--processes: give at least 1")
    if options.seeds is not None and options.seeds < 1:
        raise ValueError("--seeds: give at least 1")
    if options.quick and options.what != "coverage":
        raise ValueError("--quick: is for coverage; give --seeds")
    if options.seeds is not None and options.what == "coverage":
        raise ValueError("--seeds: is for lesions and detection; give --quick")
    checkFolder(options.out)
    text, contents = _SIMULATIONS[options.what](options, partial(showProgress, "Simulating"))
    files = writeTexts(options.out, {**contents, f"{options.what}.md": text})
    print(text, "Written: ", ", ".join(str(file) for file in files), sep="")
    return 0


def _coverage(options: argparse.Namespace, progress: Callable[[float], None]) -> tuple[str, dict[str, str]]:
    from .. import Simulation

    design, spine = ((Simulation.QUICK, Simulation.QUICK_SPINE) if options.quick
                     else (Simulation.FULL, Simulation.SPINE))
    hard = Simulation.simulateSpine(spine, lambda fraction: progress(fraction / 2))
    cells, fixed = Simulation.simulate(design, lambda fraction: progress((1 + fraction) / 2), options.processes)
    text = (f"## Patients as hard as real ones\n\n{Simulation.spineText(hard)}\n## Single regions\n\n"
            f"{Simulation.summary(cells)}\n\n{Simulation.tableText(cells, fixed)}\n")
    return text, {"coverage_spine.csv": Simulation.spineCsv(hard), "coverage.csv": Simulation.cellsCsv(cells),
                  "coverage_between.csv": Simulation.betweenCsv(fixed)}


def _lesions(options: argparse.Namespace, progress: Callable[[float], None]) -> tuple[str, dict[str, str]]:
    from .. import Simulation

    ratios, answers = Simulation.simulateLesions(*_patients(options), progress=progress, processes=options.processes)
    return (f"{Simulation.lesionsText(ratios, answers)}\n",
            {"lesions.csv": Simulation.lesionsCsv(ratios), "differential.csv": Simulation.answersCsv(answers)})


def _detection(options: argparse.Namespace, progress: Callable[[float], None]) -> tuple[str, dict[str, str]]:
    from .. import Simulation

    detections = Simulation.simulateDetection(*_patients(options), progress=progress, processes=options.processes)
    return f"{Simulation.detectionText(detections)}\n", {"detection.csv": Simulation.detectionCsv(detections)}


def _patients(options: argparse.Namespace) -> tuple[int, ...]:
    return () if options.seeds is None else (options.seeds,)


# Each returns what to show and write as Markdown, and its files.
_SIMULATIONS = {"coverage": _coverage, "lesions": _lesions, "detection": _detection}
