"""Values: what lesions are compared with and how, and the ratios as text and file."""

from __future__ import annotations

from pathlib import Path

from slicer.i18n import tr as _

from ..Case import Options
from ..Files import replaceTexts
from ..Measurement import Margins
from ..Report.Formats import csvText
from ..Report.RatioGrid import RatioGrid, ratioGrid, shownTable
from ..Report.Readout import RESEARCH_USE
from ..Report.ReferenceTable import referenceTable
from ..Roles import REGION_ROLES
from . import Choices
from .LiveCase import LiveCase
from .Undoable import undoable


class ValueActions(LiveCase):
    """Values: what lesions are compared with and how, and the ratios as text and file."""

    def options(self) -> Options:
        """Return how regions are compared.

        :raises ValueError: the margins of similar signal cannot be
        """
        return Choices.options(self.getParameterNode())

    def reference(self) -> str:
        """Return the reference role that single values refer to, "" while there is no reference."""
        return Choices.reference(self.getParameterNode(), self.result)

    @undoable(lambda: _("Reference"))
    def setReference(self, role: str) -> None:
        """Choose the reference that single values refer to, in the panel, beside the lesions and in the views.

        :param role: reference role ("marrow", "muscle", ...; see EMHAssistLib.Roles); "" for the first one there is
        :raises ValueError: it is not a reference role
        """
        references = [entry.name for entry in REGION_ROLES if not entry.isLesion]
        if role and role not in references:
            raise ValueError(f"'{role}' is not a reference role. Use one of: {', '.join(references)}.")
        self.getParameterNode().reference = role

    @undoable(lambda: _("Margins of similar signal"), isGradual=True)
    def setMargins(self, low: float, high: float) -> None:
        """Set the margins within which a ratio is called similar.

        :param low: below 1, above 0
        :param high: above 1
        :raises ValueError: they are not on both sides of 1
        """
        margins = Margins(low, high)
        node = self.getParameterNode()
        node.similarLow, node.similarHigh = margins.low, margins.high

    @undoable(lambda: _("Nearest reference"))
    def setNearestReference(self, isNearest: bool) -> None:
        """Compare each lesion with the reference regions beside it along the spine (True), or with all of them."""
        self.getParameterNode().nearestReference = isNearest

    @undoable(lambda: _("Iron known"))
    def setIronKnown(self, isKnown: bool) -> None:
        """Say whether marrow or lesions are known to hold iron; the chemical shift index is not shown then."""
        self.getParameterNode().ironMarked = isKnown

    @undoable(lambda: _("State of the marrow"))
    def setMarrowState(self, state: str) -> None:
        """Say whether the marrow that lesions are compared with is red or fatty.

        :param state: "unknown", "red" or "fatty"; see EMHAssistLib.Case.MarrowState
        :raises ValueError: it is none of these
        """
        self.getParameterNode().marrowState = Choices.marrowState(state).value

    @undoable(lambda: _("Order of the ratios"))
    def sortRatios(self, sequence: str = "", descending: bool = False) -> None:
        """Sort the lesions of the table of values, and of what is copied and saved; values not measurable come last.

        :param sequence: label of the series to sort by ("T1", "T1 (2)"); "" for the order of the case
        :param descending: the highest value first
        """
        node = self.getParameterNode()
        node.ratioOrder, node.ratioOrderDescending = sequence, descending

    def ratios(self) -> RatioGrid:
        """Return the ratios against the chosen reference as they are shown: lesions by sequences."""
        node = self.getParameterNode()
        return ratioGrid(self.result, self.reference(), node.ratioOrder, node.ratioOrderDescending)

    def copyRatios(self) -> str:
        """Return the ratios as they are shown, as text to paste into a spreadsheet: a row a lesion and sequence.

        Columns are separated by tabs, in the order of EMHAssistLib.Report.RatioGrid.SHOWN_COLUMNS; the last line says
        that it is for research use only.

        :raises ValueError: there is no ratio
        """
        return csvText(shownTable(self._shownRatios()), "\t") + RESEARCH_USE + "\r\n"

    def copyReferences(self) -> str:
        """Return the references by level with size and mean signal on each series, as text that spreadsheets take.

        :raises ValueError: there is no reference yet
        """
        rows = referenceTable(self.result) if self.result else []
        if len(rows) < 2:
            raise ValueError("There is no reference to copy yet. Place one, or use the segments of a segmentation.")
        return "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in rows)

    def exportRatios(self, path: str | Path) -> Path:
        """Write the ratios as they are shown as CSV; see copyRatios for the columns, and exportResult for all tables.

        :param path: of the file, which is replaced if it exists
        :return: the file
        :raises ValueError: there is no ratio
        :raises OSError: the file cannot be written
        """
        file = Path(path)
        (written,) = replaceTexts(file.parent, {file.name: csvText(shownTable(self._shownRatios()))})
        return written

    def _shownRatios(self) -> RatioGrid:
        grid = self.ratios()
        if not grid.cells:
            raise ValueError("There is no ratio yet. " + (self.problem or "Place regions on a lesion and on a "
                                                                          "reference."))
        return grid
