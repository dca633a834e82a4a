"""The clinical setting: where the prior starts, what is known of the patient, and the prior that follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import qt
from slicer.i18n import tr as _

from ...Likelihood import Model
from ...Likelihood.ClinicalSetting import ClinicalSetting, PriorStep, clinicalSetting, denies
from ...Likelihood.Model import Condition
from ...Report.DifferentialText import priorText
from ..Section import parametersTime
from ..Titles import modelWord, settingSteps
from ..Widgets.ChoiceBox import ChoiceBox
from ..Widgets.PlainText import errorsShown
from ..Widgets.Typography import unbroken
from ..Widgets.WrappedCheckBox import WrappedCheckBox


class SettingView:
    """Shows and changes the setting.

    :param ui: the widgets settingBox, conditionsWidget, settingStepsLabel, priorPercentBox and priorResetButton
    :param logic: logic of the module
    """

    def __init__(self, ui, logic):
        self._ui, self._logic = ui, logic
        self._bases = ChoiceBox(ui.settingBox, self._onBase)
        self._model: Model | None = None
        self._boxes: dict[str, WrappedCheckBox] = {}
        self._stating: set[str] = set()
        self._shown: tuple | None = None
        layout = qt.QVBoxLayout(ui.conditionsWidget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        self._ask()
        ui.priorResetButton.connect("clicked()", lambda: logic.setPrior(None))

    def refresh(self) -> None:
        """Show the setting; touches nothing that is shown already, as results come many times a second in a drag."""
        logic = self._logic
        if logic.model is not self._model:
            self._ask()
        weighed = logic.result.weighed if logic.result else None
        # What may state a condition; the rest of the findings changes with each step of a drag.
        assessed = [item for item in (weighed.assessed if weighed and weighed.model is self._model else ())
                    if item.feature.id in self._stating]
        shown = parametersTime(logic), [(item.feature.id, item.weights.tobytes()) for item in assessed]
        if shown == self._shown:
            return
        self._shown = shown
        base, ticked, percent = logic.basePrior(), logic.conditions(), logic.getParameterNode().priorPercent
        self._bases.fill([(prior.id, modelWord(prior.title)) for prior in self._model.basePriors],
                         base or logic.clinicalSetting())
        setting = self._setting(assessed)
        steps = {step.id: step for step in setting.steps} if setting else {}
        isTaken = not base or self._model.basePrior(base).takesConditions
        for condition in self._model.conditions:
            self._showCondition(condition, ticked, steps, isTaken)
        self._showPrior(setting, percent)

    def _setting(self, assessed) -> ClinicalSetting | None:
        """Return the setting with what findings state of it, None where there is none that can be used."""
        try:
            return clinicalSetting(self._model, self._logic.clinicalSetting(), assessed)
        except ValueError:
            return None

    def _showCondition(self, condition: Condition, ticked: Sequence[str], steps: Mapping[str, PriorStep],
                       isTaken: bool) -> None:
        box, reason, step = self._boxes[condition.id], condition.reason, steps.get(condition.id)
        uncounted = "" if step is None or step.counts else _("does not count beside the other")
        denying = [other for other in self._model.conditions
                   if other.id in (*ticked, *steps) and denies(self._model, condition, other)]
        if condition.id in ticked:
            # It can always be cleared.
            box.show(True, True, uncounted, reason)
        elif step is not None:
            statement = _("Stated by the finding {findings}.").format(findings=self._statements(condition))
            box.show(True, False, ", ".join(filter(None, (_("by a finding"), uncounted))), f"{statement}\n{reason}")
        elif not isTaken:
            box.show(False, False, "", _("This start takes no conditions: enter what is known of the patient as "
                                         "findings."))
        elif denying:
            box.show(False, False, "", _("The opposite is part of the setting: {condition}.").format(
                condition=modelWord(denying[0].title)))
        else:
            box.show(False, True, "", reason)

    def _statements(self, condition: Condition) -> str:
        features = {feature: self._model.feature(feature) for feature in condition.states}
        return "; ".join(f"{modelWord(features[one].title)}: {modelWord(features[one].answer(answer).title)}"
                         for one, answer in condition.states.items())

    def _showPrior(self, setting: ClinicalSetting | None, percent: float) -> None:
        """Show how the prior comes about, and that of the setting where the user has not set another."""
        text = _("{prior} (setting)").format(
            prior=priorText(setting.steps[-1].prior)) if setting else _("as in the setting")
        self._ui.priorPercentBox.setSpecialValueText(text)
        self._ui.priorResetButton.setEnabled(percent > 0)
        steps = settingSteps(setting) if setting else ""
        if setting and percent:
            steps = " \u2192 ".join((steps, _("set by the user: {percent} %").format(percent=f"{percent:g}")))
        self._ui.settingStepsLabel.setText(unbroken(steps))
        self._ui.settingStepsLabel.setVisible(bool(steps))

    def _ask(self) -> None:
        """Ask for the conditions of the present model, in place of those of another."""
        layout, self._model, self._shown = self._ui.conditionsWidget.layout(), self._logic.model, None
        for box in self._boxes.values():
            layout.removeWidget(box.widget)
            box.widget.hide()
            box.widget.deleteLater()
        self._boxes = {condition.id: WrappedCheckBox(
            modelWord(condition.title), lambda isTicked, one=condition.id: self._onCondition(one, isTicked))
            for condition in self._model.conditions}
        for box in self._boxes.values():
            layout.addWidget(box.widget)
        stating = {feature for condition in self._model.conditions for feature in condition.states}
        # What is contradicted states nothing.
        self._stating = stating.union(*(rule.answers for rule in self._model.contradictions
                                        if stating & rule.answers.keys()))

    def _onBase(self, base: str) -> None:
        self._shown = None
        with errorsShown(_("The setting could not be changed.")):
            self._logic.setBasePrior(base)
        self.refresh()

    # The boxes show what was ticked also while the panel is paused, when no result comes.
    def _onCondition(self, condition: str, isTicked: bool) -> None:
        self._shown = None
        try:
            with errorsShown(_("The setting could not be changed.")):
                self._logic.setCondition(condition, isTicked)
        finally:
            self.refresh()
