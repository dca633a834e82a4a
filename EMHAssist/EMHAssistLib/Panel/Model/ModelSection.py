"""Section of the panel: the likelihood model, the user's own or the built-in one, and what it is worth."""

from __future__ import annotations

from pathlib import Path

import qt
import slicer
from slicer.i18n import tr as _

from ..Section import Section
from ..Titles import translated
from .LearningPanel import LearningPanel

_MODEL_CARD = Path(__file__).parents[3] / "Resources" / "Docs" / "ModelCard.md"


class ModelSection(Section):
    """Model."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self.cohort = LearningPanel(ui, logic.learning, self.useModel)
        ui.chooseModelButton.connect("clicked()", self._onChoose)
        ui.builtInModelButton.connect("clicked()", self._onBuiltIn)
        self._shown = None
        self.recolor()

    def recolor(self) -> None:
        """Show the model card, with links in the colors of the theme."""
        self.ui.modelCardBrowser.setMarkdown(_MODEL_CARD.read_text(encoding="utf-8"))

    def refresh(self) -> None:
        """Show which model is used."""
        model, problem, isOwn = self.logic.model, self.logic.modelProblem(), self.logic.isOwnModel()
        if (model, problem, isOwn) == self._shown:
            return
        self._shown = model, problem, isOwn
        name = f"{model.name} {model.version}"
        text = _("{name}, {date}: your own model, stored in the scene. The model card below is that of the built-in "
                 "model.") if isOwn else _("{name}, {date}: the built-in model.")
        lines = [text.format(name=name, date=model.date),
                 *(translated("Likelihood.SchemaUpgrade", remark) for remark in model.remarks)]
        self.ui.modelLabel.setText(problem or "\n".join(lines))
        self.ui.builtInModelButton.setEnabled(isOwn)

    def _onChoose(self) -> None:
        path = qt.QFileDialog.getOpenFileName(slicer.util.mainWindow(), _("Likelihood model"), "",
                                              _("Models (*.json)"))
        if path:
            self.useModel(path)

    def useModel(self, path: str | Path) -> None:
        """Use the model of a file; what is wrong with it is shown."""
        try:
            self.logic.useModel(path)
        except ValueError as error:
            # What is used has not changed: it is shown again with the next change.
            self._shown = None
            self.ui.modelLabel.setText(_("Not used: {reason}").format(reason=error))
            return
        self.logic.update()

    def _onBuiltIn(self) -> None:
        self.logic.useBuiltInModel()
        self.logic.update()
