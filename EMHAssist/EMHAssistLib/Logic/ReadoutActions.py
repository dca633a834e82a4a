"""Readout: the prior, how findings are weighed, and the results as files."""

from __future__ import annotations

from collections.abc import Iterable

from slicer.i18n import tr as _

from ..Likelihood import Assumptions
from ..Likelihood.ClinicalSetting import clinicalSetting, settingId
from ..Report.ResultFiles import writeResult
from ..Scene.Cases import FINDING_PREFIX
from ..Scene.FormerAnswers import SETTING, confirmAnswer
from . import Choices
from .LiveCase import LiveCase
from .Undoable import undoable

# Ends of what the parameters can hold.
_LARGEST_PRIOR, _LARGEST_CAP = 99.9, 1000


class ReadoutActions(LiveCase):
    """Readout: the prior, how findings are weighed, and the results as files."""

    def clinicalSetting(self) -> str:
        """Return the clinical setting that is used as prior: ids of a base prior and of conditions, joined by "+".

        A scene may name one that the model does not have: then there is no answer, as any other prior would be wrong.
        """
        return Choices.clinicalSetting(self.getParameterNode(), self.model)

    @undoable(lambda: _("Setting"))
    def setClinicalSetting(self, setting: str) -> None:
        """Use the prior of a clinical setting.

        :param setting: at most one base prior of the model and any of its conditions, as ids joined by "+", for example
            "known_hemolysis+known_cancer"; "" for the first base prior alone
        :raises ValueError: the model has no such setting, or its parts cannot be combined
        """
        self.getParameterNode().setting = clinicalSetting(self.model, setting).id if setting else ""

    def basePrior(self) -> str:
        """Return the id of the base prior that the setting starts from, "" where the model does not have the
        setting."""
        parts = Choices.settingParts(self.getParameterNode(), self.model)
        return parts[0].id if parts else ""

    def conditions(self) -> tuple[str, ...]:
        """Return the ids of the conditions of the patient that are part of the setting, but not those that findings
        state; none where the model does not have the setting."""
        parts = Choices.settingParts(self.getParameterNode(), self.model)
        return tuple(condition.id for condition in parts[1]) if parts else ()

    @undoable(lambda: _("Setting"))
    def setBasePrior(self, base: str) -> None:
        """Have the setting start from another base prior. The conditions stay; where the base prior takes none, what
        they state is entered as findings instead, unless such a finding is entered already. Of conditions that state
        different answers to one question, it is that of the one which counts.

        :param base: id of a base prior of the model
        :raises ValueError: the model has no such base prior
        """
        prior = self.model.basePrior(base)
        parameters = self.getParameterNode()
        parts = Choices.settingParts(parameters, self.model)
        conditions = parts[1] if parts else ()
        if prior.takesConditions:
            parameters.setting = settingId(base, [condition.id for condition in conditions])
            return
        entered = Choices.findings(parameters, FINDING_PREFIX)
        try:
            counting = [step.id for step in clinicalSetting(self.model, parameters.setting).steps if step.counts]
        except ValueError:  # conditions that deny each other, or a setting that the model does not have
            counting = []
        node = parameters.parameterNode
        wasModifying = node.StartModify()
        for condition in sorted(conditions, key=lambda condition: condition.id not in counting):
            for feature, answer in condition.states.items():
                if feature not in entered:
                    entered[feature] = answer
                    node.SetParameter(FINDING_PREFIX + feature, answer)
        parameters.setting = base
        node.EndModify(wasModifying)

    @undoable(lambda: _("What is known of the patient"))
    def setConditions(self, conditions: Iterable[str]) -> None:
        """Make some conditions of the patient part of the setting, and no others.

        :param conditions: ids of conditions of the model, in any order
        :raises ValueError: the model has no such condition, some deny each other, or the base prior takes none
        """
        wanted = {self.model.condition(one).id for one in conditions}
        setting = settingId(self.basePrior(), [one.id for one in self.model.conditions if one.id in wanted])
        clinicalSetting(self.model, setting)
        parameters = self.getParameterNode()
        confirmAnswer(parameters.parameterNode, SETTING)
        parameters.setting = setting

    @undoable(lambda: _("What is known of the patient"))
    def setCondition(self, condition: str, isTicked: bool) -> None:
        """Make a condition of the patient part of the setting (True), or no longer (False).

        :param condition: id of a condition of the model
        :raises ValueError: the model has no such condition, another one denies it, or the base prior takes none
        """
        self.model.condition(condition)
        others = [one for one in self.conditions() if one != condition]
        self.setConditions([*others, condition] if isTicked else others)

    @undoable(lambda: _("Prior"), isGradual=True)
    def setPrior(self, percent: float | None) -> None:
        """Set how probable EMH is before any finding; the other diagnoses keep their proportions.

        :param percent: above 0, at most 99.9; None for the prior of the clinical setting
        :raises ValueError: it is not in that range
        """
        if percent is not None and not 0 < percent <= _LARGEST_PRIOR:
            raise ValueError(f"The prior must be above 0 and at most {_LARGEST_PRIOR} %, not {percent}. "
                             "Use None for that of the clinical setting.")
        self.getParameterNode().priorPercent = float(percent or 0)

    @undoable(lambda: _("Cap of a finding"), isGradual=True)
    def setCap(self, cap: float | None) -> None:
        """Set the factor by which a finding may change the odds of two diagnoses at most.

        :param cap: 1 to 1000; None for that of the model
        :raises ValueError: it is not in that range
        """
        if cap is not None and not 1 <= cap <= _LARGEST_CAP:
            raise ValueError(f"The cap must be from 1 to {_LARGEST_CAP}, not {cap}. Use None for that of the model.")
        self.getParameterNode().likelihoodRatioCap = float(cap or 0)

    @undoable(lambda: _("Weight of the findings"), isGradual=True)
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
