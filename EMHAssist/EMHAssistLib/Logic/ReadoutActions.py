"""Readout: the prior, how findings are weighed, and the results as files."""

from __future__ import annotations

from ..Likelihood import Assumptions
from ..Likelihood.ClinicalSetting import clinicalSetting
from ..Report.ResultFiles import writeResult
from . import Choices
from .LiveCase import LiveCase

# Ends of what the parameters can hold.
_LARGEST_PRIOR, _LARGEST_CAP = 99.9, 1000


class ReadoutActions(LiveCase):
    """Readout: the prior, how findings are weighed, and the results as files."""

    def clinicalSetting(self) -> str:
        """Return the id of the clinical setting that is used as prior.

        A scene may name one that the model does not have: then there is no answer, as any other prior would be wrong.
        """
        return Choices.clinicalSetting(self.getParameterNode(), self.model)

    def setClinicalSetting(self, setting: str) -> None:
        """Use the prior of a clinical setting.

        :param setting: id of a clinical setting of the model, "" for its first one
        :raises ValueError: the model has no such setting
        """
        self.getParameterNode().setting = clinicalSetting(self.model, setting).id if setting else ""

    def setPrior(self, percent: float | None) -> None:
        """Set how probable EMH is before any finding; the other diagnoses keep their proportions.

        :param percent: above 0, at most 99.9; None for the prior of the clinical setting
        :raises ValueError: it is not in that range
        """
        if percent is not None and not 0 < percent <= _LARGEST_PRIOR:
            raise ValueError(f"The prior must be above 0 and at most {_LARGEST_PRIOR} %, not {percent}. "
                             "Use None for that of the clinical setting.")
        self.getParameterNode().priorPercent = float(percent or 0)

    def setCap(self, cap: float | None) -> None:
        """Set the factor by which a finding may change the odds of two diagnoses at most.

        :param cap: 1 to 1000; None for that of the model
        :raises ValueError: it is not in that range
        """
        if cap is not None and not 1 <= cap <= _LARGEST_CAP:
            raise ValueError(f"The cap must be from 1 to {_LARGEST_CAP}, not {cap}. Use None for that of the model.")
        self.getParameterNode().likelihoodRatioCap = float(cap or 0)

    def setTemper(self, temper: float) -> None:
        """Set what the weight of all findings is multiplied by.

        :param temper: 0 to 2; 1 is that of the model
        :raises ValueError: it is not in that range
        """
        self.getParameterNode().temper = float(Assumptions(temper=temper).temper)

    def assumptions(self) -> Assumptions:
        """Return how findings are weighed.

        :raises ValueError: prior, cap or temper cannot be
        """
        return Choices.assumptions(self.getParameterNode())

    def exportResult(self, folder: str) -> list:
        """Write the tables as CSV (see EMHAssistLib.Report.ResultFiles.TABLES) and readout.json.

        :param folder: made if it does not exist
        :return: the files
        :raises ValueError: there is no result yet, or the own model of the case cannot be used
        :raises OSError: a file cannot be written
        """
        if self.result is None:
            raise ValueError("There is no result to write yet. " + self.problem)
        if self.modelProblem():
            raise ValueError(self.modelProblem())
        return writeResult(self.result, self.model, folder)

    # Former names, for scripts that use them.
    setting = clinicalSetting
    setSetting = setClinicalSetting
    weighing = assumptions
