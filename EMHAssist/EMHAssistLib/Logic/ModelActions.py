"""The likelihood model: the built-in one or the user's own, and learning from own cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from slicer.i18n import tr as _

from ..Cohort import learn
from ..Files import replaceTexts
from ..Likelihood import Model
from ..Report.CohortFiles import MODEL_FILE, LearningReport, learningReport
from ..Scene.OwnModel import ownModelName, useBuiltInModel, useOwnModel
from .LiveCase import LiveCase
from .LongTask import LongTask, Work
from .Undoable import undoable


class ModelActions(LiveCase):
    """The likelihood model: the built-in one or the user's own, and learning from own cases.

    ``learning`` is what learnFromCases() does in the background; its outcome is what that returns.
    """

    def __init__(self) -> None:
        super().__init__()
        self.learning = LongTask(self._learningWork)

    def isOwnModel(self) -> bool:
        """Tell whether the case uses a model of the user's own."""
        return bool(ownModelName(self.getParameterNode().parameterNode))

    @undoable(lambda: _("Use another model"))
    def useModel(self, path) -> Model:
        """Use the model of a file, such as what learnFromCases() wrote. Its text is kept in the scene, with the case.

        :param path: model file, see Docs/ModelFile.md
        :return: the model
        :raises ModelError: (a ValueError) the file cannot be used; the case keeps the model it has
        """
        return useOwnModel(self._scene, self.getParameterNode().parameterNode, path)

    @undoable(lambda: _("Use the built-in model"))
    def useBuiltInModel(self) -> None:
        """Use the model that comes with the module again."""
        useBuiltInModel(self._scene, self.getParameterNode().parameterNode)

    def learnFromCases(self, casesPath, folder, discount: float = 1.0, setting: str | None = None,
                       date: str | None = None,
                       progress: Callable[[float], None] = lambda fraction: None) -> LearningReport:
        """Update the model of the case with own proven cases, cross-validate it, and write both to a folder.

        The case goes on with the model it has; see useModel().

        :param casesPath: CSV table of proven cases, see Docs/OwnCohort.md
        :param folder: for model.json and crossvalidation.json; created if it does not exist
        :param discount: what each count of the model is multiplied by first, above 0 and at most 1
        :param setting: clinical setting for the comparison; None for "uniform"
        :param date: YYYY-MM-DD, for the history of the model; None for today
        :param progress: called with the fraction done; may raise to cancel, then nothing is written
        :return: what has been learned; ``summary`` says whether it is better
        :raises ValueError: the cases cannot be used, or the model of the case cannot be
        :raises OSError: a file cannot be written; then none is
        """
        return self._learningWork(casesPath, folder, discount, setting, date).run(progress)

    def _learningWork(self, casesPath, folder, discount: float = 1.0, setting: str | None = None,
                      date: str | None = None) -> Work:
        if self.modelProblem():
            raise ValueError(self.modelProblem())
        model = self.model

        def compute(progress: Callable[[float], None]) -> LearningReport:
            return learningReport(learn(model, casesPath, discount, setting, date, progress))

        def store(report: LearningReport) -> LearningReport:
            replaceTexts(Path(folder), report.contents)
            return replace(report, modelFile=Path(folder) / MODEL_FILE)

        return Work(Path(casesPath).name, compute, store)
