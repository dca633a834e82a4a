"""Section of the panel: the lesions against a reference."""

from __future__ import annotations

from ..Report.Readout import summaryText
from ..Roles import regionRole
from .ChoiceBox import ChoiceBox
from .RatioTable import RatioTable
from .Section import Section
from .Titles import title


class ValuesSection(Section):
    """Values."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self._ratios = RatioTable(ui.ratioTable)
        self._references = ChoiceBox(ui.referenceBox, self._onReferenceChosen)

    def refresh(self) -> None:
        """Show the values of the present result."""
        result, reference = self.logic.result, self.logic.reference()
        self._ratios.refresh(result, reference)
        # Plain text beside the readout: it changes at every step of a drag, and rich text is slow to lay out.
        self.ui.furtherLabel.setText(summaryText(result))
        self._references.fill([(name, title(regionRole(name))) for name in result.references] if result else [],
                              reference)

    def _onReferenceChosen(self, reference: str) -> None:
        self.logic.getParameterNode().reference = reference
