"""Findings that the user enters, and what stands behind each."""

from __future__ import annotations

from collections.abc import Iterable

from slicer.i18n import tr as _

from ..Analysis.WhatIf import whatIf
from ..Case import NOT_ASSESSED
from ..Likelihood import Differential
from ..Report.FindingEvidence import FindingEvidence, findingEvidence
from ..Scene.Cases import FINDING_PREFIX
from ..Scene.FormerAnswers import confirmAnswer
from . import Choices
from .LiveCase import LiveCase
from .ParameterNode import CLEARED_PREFIX
from .Undoable import undoable


class FindingActions(LiveCase):
    """Findings that the user enters, and what stands behind each."""

    @undoable(lambda: _("Answer: {name}"))
    def setFinding(self, feature: str, answer: str) -> None:
        """Enter a finding.

        :param feature: id of a feature of the model
        :param answer: id of one of its answers, "" for not entered, NOT_ASSESSED to leave out what was measured
        :raises ValueError: the model has no such feature or answer
        """
        self._checkAnswer(feature, answer)
        if answer:
            node = self.getParameterNode().parameterNode
            confirmAnswer(node, FINDING_PREFIX + feature)
            node.SetParameter(FINDING_PREFIX + feature, answer)
        else:
            self.clearFinding(feature)

    def whatIf(self, feature: str, answer: str) -> Differential | None:
        """Return the answer that the present result would have with a finding, and change nothing.

        :param feature: id of a feature of the model
        :param answer: id of one of its answers, "" for not entered, NOT_ASSESSED to leave out what was measured
        :return: None where there is no answer now
        :raises ValueError: the model has no such feature or answer
        """
        self._checkAnswer(feature, answer)
        return whatIf(self.result, feature, answer) if self.result else None

    @undoable(lambda: _("Clear: {name}"))
    def clearFinding(self, feature: str) -> None:
        """Take an entered finding back; what was measured counts again.

        :param feature: id of the feature, which the model need not have: a scene may come from another version
        """
        self.getParameterNode().parameterNode.UnsetParameter(FINDING_PREFIX + feature)

    @undoable(lambda: _("Clear all findings"))
    def clearFindings(self) -> None:
        """Take all entered findings back. restoreFindings() enters them again, also after saving and reloading."""
        entered = self.enteredFindings()
        if entered:
            self._replace((*(CLEARED_PREFIX + feature for feature in self.clearedFindings()),
                           *(FINDING_PREFIX + feature for feature in entered)),
                          {CLEARED_PREFIX + feature: answer for feature, answer in entered.items()})

    @undoable(lambda: _("Enter cleared findings again"))
    def restoreFindings(self) -> None:
        """Enter again what clearFindings() took back last, but for what has been entered anew since."""
        cleared, entered = self.clearedFindings(), self.enteredFindings()
        self._replace((CLEARED_PREFIX + feature for feature in cleared),
                      {FINDING_PREFIX + feature: answer for feature, answer in cleared.items()
                       if feature not in entered})

    def enteredFindings(self) -> dict[str, str]:
        """Return the entered findings, feature id to answer id."""
        return Choices.findings(self.getParameterNode(), FINDING_PREFIX)

    def clearedFindings(self) -> dict[str, str]:
        """Return the findings that clearFindings() took back last, feature id to answer id; empty once restored."""
        return Choices.findings(self.getParameterNode(), CLEARED_PREFIX)

    def evidenceOf(self, feature: str) -> FindingEvidence:
        """Return what stands behind a finding: patients by diagnosis, sources, and in the present case its weight.

        :param feature: id of a feature of the model, assessed or not
        :return: plain data; see EMHAssistLib.Report.FindingEvidence
        :raises ValueError: the model has no such feature
        """
        return findingEvidence(self.model, feature, self.result)

    def _checkAnswer(self, feature: str, answer: str) -> None:
        answers = self.model.feature(feature).answerIds()
        if answer and answer not in (*answers, NOT_ASSESSED):
            raise ValueError(f"Unknown answer '{answer}' of {feature}. Use one of: {', '.join(answers)}.")

    def _replace(self, names: Iterable[str], parameters: dict[str, str]) -> None:
        """Take parameters out and set others, as one change of the node."""
        node = self.getParameterNode().parameterNode
        wasModifying = node.StartModify()
        for name in names:
            node.UnsetParameter(name)
        for name, value in parameters.items():
            node.SetParameter(name, value)
        node.EndModify(wasModifying)
