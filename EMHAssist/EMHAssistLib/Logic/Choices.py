"""What the parameters of a case mean: the choices of the user as the analysis takes them. Nothing is changed here."""

from __future__ import annotations

from ..Case import MarrowState, Options
from ..Likelihood import Assumptions, Model
from ..Likelihood import ClinicalSetting as Settings
from ..Likelihood.Model import BasePrior, Condition
from ..Measurement import Margins
from ..Result import Result
from .ParameterNode import EMHAssistParameterNode


def findings(parameters: EMHAssistParameterNode, prefix: str) -> dict[str, str]:
    """Return findings that stand in the parameters, feature id to answer id.

    :param prefix: what the names of the parameters begin with, FINDING_PREFIX or CLEARED_PREFIX
    """
    node = parameters.parameterNode
    return {name[len(prefix):]: node.GetParameter(name) for name in node.GetParameterNames() if name.startswith(prefix)}


def clinicalSetting(parameters: EMHAssistParameterNode, model: Model) -> str:
    """Return the clinical setting that is used as prior, as ids joined by "+"; the model need not have it."""
    return parameters.setting or model.basePriors[0].id


def settingParts(parameters: EMHAssistParameterNode, model: Model) -> tuple[BasePrior, tuple[Condition, ...]] | None:
    """Return base prior and conditions of the clinical setting, None where the model does not have it."""
    try:
        return Settings.settingParts(model, parameters.setting)
    except ValueError:
        return None


def options(parameters: EMHAssistParameterNode) -> Options:
    """Return how regions are compared.

    :raises ValueError: the margins of similar signal cannot be, or the state of the marrow is unknown to us
    """
    return Options(Margins(parameters.similarLow, parameters.similarHigh), parameters.nearestReference,
                   parameters.ironMarked, marrowState=marrowState(parameters.marrowState))


def marrowState(name: str) -> MarrowState:
    """Return whether the marrow is red or fatty.

    :raises ValueError: it is not a state of the marrow; the message lists those that are
    """
    if name not in list(MarrowState):
        raise ValueError(f"Unknown state of the marrow '{name}'. Use one of: {', '.join(MarrowState)}.")
    return MarrowState(name)


def assumptions(parameters: EMHAssistParameterNode) -> Assumptions:
    """Return how findings are weighed.

    :raises ValueError: prior, cap or temper cannot be
    """
    return Assumptions(parameters.priorPercent / 100 or None, parameters.likelihoodRatioCap or None, parameters.temper)


def reference(parameters: EMHAssistParameterNode, result: Result | None) -> str:
    """Return the reference role that single values refer to, "" while there is no reference."""
    present = result.references if result else ()
    return parameters.reference if parameters.reference in present else next(iter(present), "")
