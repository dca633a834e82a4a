"""A model that learns from own proven cases: from a CSV table to the updated model and what it is worth."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..Likelihood import Model
from .CaseTable import readCases
from .CrossValidation import CrossValidation, crossValidate
from .Evaluation import DEFAULT_SETTING
from .ModelUpdate import provenCases, updateModel

# What is compared besides the discount that was asked for.
ALTERNATIVE_DISCOUNT = 0.5


@dataclass(frozen=True, eq=False)
class Learned:
    """What has been learned.

    :param base: the model before
    :param model: the updated model
    :param discount: what each count of the model before was multiplied by
    :param crossValidation: how the updated model does on cases that it has not seen, beside the one before
    :param remarks: what was left out or not understood of the table
    """

    base: Model
    model: Model
    discount: float
    crossValidation: CrossValidation
    remarks: tuple[str, ...]


def learn(model: Model, casesPath: str | Path, discount: float = 1.0, setting: str | None = None,
          date: str | None = None, progress: Callable[[float], None] = lambda fraction: None) -> Learned:
    """Update a model with own proven cases and cross-validate it.

    :param model: the model to start from
    :param casesPath: CSV table of proven cases, see CaseTable
    :param discount: what each count of the model is multiplied by first, above 0 and at most 1
    :param setting: clinical setting under which cases are weighed for the comparison; None for DEFAULT_SETTING
    :param date: of the update, YYYY-MM-DD; None for today
    :param progress: called with the fraction done; may raise to cancel
    :raises ValueError: the cases cannot be read, are too few or are in the model already, or a parameter cannot be
    """
    table = provenCases(readCases(casesPath, model))
    updated = updateModel(model, table.cases, discount, date=date or datetime.date.today().isoformat(),
                          title=Path(casesPath).name)
    found = crossValidate(model, table.cases, DEFAULT_SETTING if setting is None else setting,
                          (discount, ALTERNATIVE_DISCOUNT), progress)
    return Learned(model, updated, discount, found, table.remarks)
