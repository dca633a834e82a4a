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
    parser.add_argument("--out", metavar="DIR", type=folder, required=True, help="folder for evaluation.json and "
                        "cases.csv; created if it does not exist")


def run(options: argparse.Namespace) -> int:
    """Weigh the cases, show how well the model does, write it, and return the exit status."""
    checkFolder(options.out)
    from ..Cohort import DEFAULT_SETTING, evaluateFile
    from ..Likelihood import loadModel
    from ..Report.EvaluationFiles import evaluationContents
    from ..Report.EvaluationText import evaluationText

    setting = DEFAULT_SETTING if options.setting is None else options.setting
    evaluation = evaluateFile(options.cases, loadModel(options.model), setting, partial(showProgress, "Evaluating"))
    files = writeTexts(options.out, evaluationContents(evaluation))
    print(evaluationText(evaluation))
    print("\nWritten:", ", ".join(map(str, files)))
    return 0
