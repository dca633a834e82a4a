"""Likelihood of extramedullary hematopoiesis against its mimics: a model file, findings, a differential.

Numbers come from the model file alone (``EMHAssistModel.json``); this package reads it, checks it and applies
Bayes' theorem to it. numpy, scipy inside functions, and the standard library only.
"""

from .Assumptions import Assumptions
from .Differential import Contribution, Differential, RankedClass, Verdict
from .Finding import ENTERED, MEASURED, Finding
from .Inference import evaluate
from .Model import Model, ModelError
from .ModelFile import defaultModelPath, loadModel, modelOfText
from .ModelText import modelText
from .NextExamination import NextExamination, nextExaminations
from .NextFinding import NextFinding, nextFindings
from .Sensitivity import Sensitivity, overPriors, sensitivity

__all__ = [
    "Contribution",
    "Differential",
    "ENTERED",
    "Finding",
    "MEASURED",
    "Model",
    "ModelError",
    "NextExamination",
    "NextFinding",
    "RankedClass",
    "Sensitivity",
    "Verdict",
    "Assumptions",
    "defaultModelPath",
    "evaluate",
    "loadModel",
    "modelOfText",
    "modelText",
    "nextExaminations",
    "nextFindings",
    "overPriors",
    "sensitivity",
]
