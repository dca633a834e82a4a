"""What has been learned from own cases, as the files to write and as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..Cohort import Learned
from ..Likelihood import Model, modelText
from .CohortText import cohortJson, cohortSummary, cohortText

MODEL_FILE = "model.json"


@dataclass(frozen=True, eq=False)
class LearningReport:
    """What has been learned, to be written and read.

    :param model: the updated model
    :param contents: text of each file, by its name
    :param summary: whether the update makes it better, in a few sentences
    :param text: the same in full, for a terminal
    :param modelFile: where the model was written; None where it was not
    """

    model: Model
    contents: Mapping[str, str]
    summary: str
    text: str
    modelFile: Path | None = None


def learningReport(learned: Learned) -> LearningReport:
    """Return the files and texts of what has been learned; writes nothing."""
    return LearningReport(
        learned.model, {MODEL_FILE: modelText(learned.model), "crossvalidation.json": cohortJson(learned)},
        cohortSummary(learned), cohortText(learned))
