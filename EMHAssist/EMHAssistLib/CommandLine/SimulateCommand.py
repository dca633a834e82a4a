"""The command ``emhassist simulate``: what the intervals of ratios are worth."""

from __future__ import annotations

import argparse
import os
from functools import partial

from .Output import checkFolder, folder, showProgress, writeTexts

SUMMARY = "Simulate patients with known ratios to see how often the intervals hold the truth."


def addOptions(parser: argparse.ArgumentParser) -> None:
    """Add the options to the parser of ``emhassist simulate``."""
    parser.add_argument("what", choices=["coverage"], help="coverage: how often the 95 %% interval of a ratio holds "
                        "the truth")
    parser.add_argument("--quick", action="store_true", help="fewer cells and cases, in about a minute; the full run "
                                                             "takes long")
    parser.add_argument("--processes", metavar="N", type=int, default=os.cpu_count() or 1, help="number of processes "
                                                                                                "(default: one per "
                                                                                                "core). The result "
                                                                                                "does not depend on it")
    parser.add_argument("--out", metavar="DIR", type=folder, required=True, help="folder for coverage.csv, "
                        "coverage_between.csv and coverage.md; created if it does not exist")


def run(options: argparse.Namespace) -> int:
    """Simulate patients, show how often the intervals hold the truth, write it, and return the exit status."""
    if options.processes < 1:
        raise ValueError("--processes: give at least 1")
    checkFolder(options.out)
    from .. import Simulation

    design = Simulation.QUICK if options.quick else Simulation.FULL
    cells, fixed = Simulation.simulate(design, partial(showProgress, "Simulating"), options.processes)
    text = f"{Simulation.summary(cells)}\n\n{Simulation.tableText(cells, fixed)}\n"
    contents = {"coverage.csv": Simulation.cellsCsv(cells), "coverage_between.csv": Simulation.betweenCsv(fixed),
                "coverage.md": text}
    files = writeTexts(options.out, contents)
    print(text, "Written: ", ", ".join(str(file) for file in files), sep="")
    return 0
