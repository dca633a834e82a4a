"""The command ``emhassist cohort``: update a model with own proven cases, and tell whether that makes it better."""

from __future__ import annotations

import argparse
import datetime
from functools import partial
from pathlib import Path

from .Output import checkFolder, folder, showProgress, writeTexts

SUMMARY = "Update a likelihood model with own proven cases and cross-validate it."


def addOptions(parser: argparse.ArgumentParser) -> None:
    """Add the options to the parser of ``emhassist cohort``."""
    parser.add_argument("cases", metavar="FILE", help="CSV table of proven cases, as for evaluate. The name of the "
                        "file ends up in the model: keep patients' names out of it")
    parser.add_argument("--model", metavar="FILE", help="likelihood model to update instead of the one that comes "
                        "along")
    parser.add_argument("--discount", metavar="D", type=float, default=1.0, help="what each count of the model is "
                        "multiplied by before those of the cases are added, above 0 and at most 1; 1 if not given")
    parser.add_argument("--setting", metavar="ID", help="clinical setting under which the cases are weighed for the "
                        "comparison; 'uniform' if not given")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="date for the history of the model; today if not given")
    parser.add_argument("--out", metavar="DIR", type=folder, required=True, help="folder for model.json and "
                        "crossvalidation.json; made if it does not exist")


def run(options: argparse.Namespace) -> int:
    """Update the model, show how it compares with the one before, write both, and return the exit status."""
    checkFolder(options.out)
    from ..Cohort import DEFAULT_SETTING, crossValidate, provenCases, readCases, updateModel
    from ..Likelihood import loadModel, modelText
    from ..Report.CohortText import ALTERNATIVE_DISCOUNT, cohortJson, cohortText

    model = loadModel(options.model)
    table = provenCases(readCases(options.cases, model))
    date = options.date or datetime.date.today().isoformat()
    updated = updateModel(model, table.cases, options.discount, date=date, title=Path(options.cases).name)
    setting = DEFAULT_SETTING if options.setting is None else options.setting
    found = crossValidate(model, table.cases, setting, (options.discount, ALTERNATIVE_DISCOUNT),
                          partial(showProgress, "Cross-validating"))
    files = writeTexts(options.out, {"model.json": modelText(updated),
                                     "crossvalidation.json": cohortJson(model, updated, found, table.remarks)})
    print(cohortText(model, updated, found, table.remarks))
    print("\nWritten:", ", ".join(map(str, files)))
    return 0
