"""The command ``emhassist evaluate``: how well the model does on cases whose diagnosis is proven."""

from __future__ import annotations

import argparse
from functools import partial

from .Output import checkFolder, folder, showProgress, writeTexts

SUMMARY = "Evaluate the likelihood model on cases with a proven diagnosis."


def addOptions(parser: argparse.ArgumentParser) -> None:
    """Add the options to the parser of ``emhassist evaluate``."""
    parser.add_argument("cases", metavar="FILE", help="CSV table of proven cases, in the columns of the published "
                        "vignettes or with a column for each feature of the model; see Evaluation.md")
    parser.add_argument("--model", metavar="FILE", help="likelihood model to use instead of the built-in one")
    parser.add_argument("--setting", metavar="ID", help="clinical setting of the model, the same for all cases "
                                                        "(default: 'uniform', under which all diagnoses are equally "
                                                        "likely beforehand)")
    parser.add_argument("--choose-temper", action="store_true", help="show by cross-validation how strongly findings "
                        "should count, instead of evaluating; writes nothing")
    parser.add_argument("--out", metavar="DIR", type=folder, help="folder for evaluation.json, cases.csv, cases.html, "
                        "figures.md and reliability.png; created if it does not exist")


def run(options: argparse.Namespace) -> int:
    """Weigh the cases, show how well the model does, write it, and return the exit status."""
    if options.choose_temper:
        return _chooseTemper(options)
    if options.out is None:
        raise ValueError("--out: give a folder")
    checkFolder(options.out)
    from ..Cohort import DEFAULT_SETTING, evaluateFile
    from ..Display.ReliabilityFigure import reliabilityPng
    from ..Likelihood import loadModel
    from ..Report.EvaluationFiles import evaluationContents
    from ..Report.EvaluationText import evaluationText

    setting = DEFAULT_SETTING if options.setting is None else options.setting
    evaluation = evaluateFile(options.cases, loadModel(options.model), setting, partial(showProgress, "Evaluating"))
    picture = reliabilityPng(evaluation)
    files = writeTexts(options.out, {**evaluationContents(evaluation, picture), "reliability.png": picture})
    print(evaluationText(evaluation))
    print("\nWritten:", ", ".join(map(str, files)))
    return 0


def _chooseTemper(options: argparse.Namespace) -> int:
    if options.out is not None:
        raise ValueError("--choose-temper: writes nothing; leave --out away")
    from ..Cohort import DEFAULT_SETTING, chooseTemper, readCases
    from ..Likelihood import loadModel
    from ..Report.TemperText import temperText

    model = loadModel(options.model)
    table = readCases(options.cases, model)
    setting = DEFAULT_SETTING if options.setting is None else options.setting
    print(temperText(chooseTemper(model, table.cases, setting, progress=partial(showProgress, "Cross-validating"))))
    return 0
