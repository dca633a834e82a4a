"""A model that learns from own proven cases: the whole way from a CSV table to the files to write."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..Cohort import DEFAULT_SETTING, crossValidate, provenCases, readCases, updateModel
from ..Likelihood import Model, modelText
from .CohortText import ALTERNATIVE_DISCOUNT, cohortJson, cohortSummary, cohortText

MODEL_FILE = "model.json"


@dataclass(frozen=True, eq=False)
class Learned:
    """What has been learned.

    :param model: the updated model
    :param contents: text of each file, by its name
    :param summary: whether the update makes it better, in a few sentences
    :param text: the same in full, for a terminal
    """

    model: Model
    contents: Mapping[str, str]
    summary: str
    text: str


def learn(model: Model, casesPath: str | Path, discount: float = 1.0, setting: str | None = None,
          date: str | None = None, progress: Callable[[float], None] = lambda fraction: None) -> Learned:
    """Update a model with own proven cases and cross-validate it. Writes nothing.

    :param model: the model to start from
    :param casesPath: CSV table of proven cases, see Cohort.CaseTable
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
    return Learned(updated, {MODEL_FILE: modelText(updated),
                             "crossvalidation.json": cohortJson(model, updated, found, table.remarks)},
                   cohortSummary(updated, found, discount, table.remarks),
                   cohortText(model, updated, found, table.remarks))
