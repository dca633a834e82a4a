"""The commands ``emhassist model show`` and ``emhassist model validate``."""

from __future__ import annotations

import argparse
from pathlib import Path

from .Output import writeTexts

SUMMARY = "Show or check a likelihood model."


def addOptions(parser: argparse.ArgumentParser) -> None:
    """Add both subcommands to the parser of ``emhassist model``."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    summary = "Print the whole model, every number with its source."
    show = actions.add_parser("show", help=summary, description=summary, allow_abbrev=False)
    show.add_argument("--model", metavar="FILE", help="likelihood model to show instead of the built-in one")
    show.add_argument("--feature", metavar="ID", help="only this feature")
    show.add_argument("--csv", metavar="FILE", type=Path, help="also write one row per cell to this CSV file")
    show.set_defaults(action=_show)
    summary = "Check a model file, summarize its evidence and warn of its weak points."
    validate = actions.add_parser("validate", help=summary, description=summary, allow_abbrev=False)
    validate.add_argument("model", metavar="FILE", help="likelihood model")
    validate.set_defaults(action=_validate)


def run(options: argparse.Namespace) -> int:
    """Do what was asked for and return the exit status; ValueError if a model or feature cannot be used."""
    return options.action(options)


def _show(options: argparse.Namespace) -> int:
    from ..Likelihood import loadModel
    from ..Report.Formats import csvText
    from ..Report.ModelListing import modelListing
    from ..Report.ModelTable import cellTable

    model = loadModel(options.model)
    text = modelListing(model, options.feature)
    if options.csv is not None:
        writeTexts(options.csv.parent, {options.csv.name: csvText(cellTable(model))}, f"--csv {options.csv}")
    print(text)
    return 0


def _validate(options: argparse.Namespace) -> int:
    from ..Likelihood import loadModel
    from ..Report.ModelSummary import modelSummary, modelWarnings

    model = loadModel(options.model)
    print(f"{options.model} is valid. {modelSummary(model)}")
    for remark in model.remarks:
        print(remark)
    for warning in modelWarnings(model):
        print(f"Warning: {warning}")
    print(model.statement)
    return 0
