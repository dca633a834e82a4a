"""Readout: the prior, how findings are weighed, and the results as files."""

from __future__ import annotations

from ..Likelihood import Weighing
from ..Report.Files import writeResult


class ReadoutActions:
    """Readout: the prior, how findings are weighed, and the results as files."""

    def setting(self) -> str:
        """Return the id of the clinical setting that is used as prior.

        A scene may name one that the model does not have: then there is no answer, as any other prior would be wrong.
        """
        return self.getParameterNode().setting or self.model.settings[0].id

    def weighing(self) -> Weighing:
        """Return how findings are weighed.

        :raises ValueError: prior, cap or temper cannot be
        """
        node = self.getParameterNode()
        return Weighing(node.priorPercent / 100 or None, node.likelihoodRatioCap or None, node.temper)

    def exportResult(self, folder: str) -> list:
        """Write the tables as CSV (see EMHAssistLib.Report.Files.TABLES) and readout.json.

        :raises ValueError: there is no result yet, or the own model of the case cannot be used
        :raises OSError: a file cannot be written
        """
        if self.result is None:
            raise ValueError("There is no result to write yet. " + self.problem)
        if self.modelProblem():
            raise ValueError(self.modelProblem())
        return writeResult(self.result, self.model, folder)
