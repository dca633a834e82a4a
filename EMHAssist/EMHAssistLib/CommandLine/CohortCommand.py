"""The command ``emhassist cohort``: update a model with own proven cases, and tell whether that makes it better."""

from __future__ import annotations

import argparse
from functools import partial

from .Output import checkFolder, folder, showProgress, writeTexts

SUMMARY = "Update a likelihood model with your own proven cases and cross-validate it."


def addOptions(parser: argparse.ArgumentParser) -> None:
    """Add the options to the parser of ``emhassist cohort``."""
    parser.add_argument("cases", metavar="FILE", help="CSV table of proven cases, as for evaluate. The name of the "
                        "file ends up in the model: keep patients' names out of it")
    parser.add_argument("--model", metavar="FILE", help="likelihood model to update instead of the built-in one")
    parser.add_argument("--discount", metavar="D", type=float, default=1.0, help="factor applied to each count of the "
                                                                                 "model before those of the cases are "
                                                                                 "added, above 0 and at most 1 "
                                                                                 "(default: 1)")
    parser.add_argument("--setting", metavar="ID", help="clinical setting under which the cases are evaluated for the "
                                                        "comparison (default: 'uniform')")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="date for the history of the model (default: today)")
    parser.add_argument("--out", metavar="DIR", type=folder, required=True, help="folder for model.json and "
                        "crossvalidation.json; created if it does not exist")


def run(options: argparse.Namespace) -> int:
    """Update the model, show how it compares with the one before, write both, and return the exit status."""
    checkFolder(options.out)
    from ..Cohort import learn
    from ..Likelihood import loadModel
    from ..Report.CohortFiles import learningReport

    learned = learn(loadModel(options.model), options.cases, options.discount, options.setting, options.date,
                    partial(showProgress, "Cross-validating"))
    report = learningReport(learned)
    files = writeTexts(options.out, report.contents)
    print(report.text)
    print("\nWritten:", ", ".join(map(str, files)))
    return 0
