"""Suggestions: references that are proposed beside one marrow region, accepted or dismissed by the user."""

from __future__ import annotations

from typing import Any

import numpy as np
import slicer
from slicer.i18n import tr as _

from ..Analysis.Geometry import lesionGeometry
from ..Display.SuggestionOutlines import SuggestionOutlines
from ..Display.ViewMouse import MOVE, PRESS, RELEASE, ViewMouse, modifiers
from ..Display.Views import View
from ..RegionShapes import DEFAULT_SHAPE
from ..Scene.Regions import RegionSource
from ..Scene.RoiNodes import addRoi
from ..Suggestion.Proposal import Proposal
from ..Suggestion.ProposalText import proposalsOf, textOf
from ..Suggestion.Suggest import Remark, onLesion, suggest
from .PlacingActions import PlacingActions
from .RegionActions import RegionActions
from .Undoable import undoable
from .ViewActions import ViewActions


class SuggestionActions(RegionActions, PlacingActions, ViewActions):
    """Suggestions. They are in the scene as text and in the views as dashed outlines; nothing is measured in them.

    A click into one accepts it, and a drag accepts it and takes it along.
    """

    def __init__(self) -> None:
        super().__init__()
        # Why something is not among the suggestions.
        self.suggestionRemarks: tuple[Remark, ...] = ()
        self._outlines = SuggestionOutlines(slicer.app.layoutManager())
        self._suggestionMouse = ViewMouse(slicer.app.layoutManager(), self._onSuggestionMouse)
        self._parsed: tuple[str, tuple[Proposal, ...]] = "", ()
        self._dragged: tuple[Any, np.ndarray] | None = None  # node, from the mouse to its center
        self.placingChanged.connect(self._onPlaced)

    @property
    def suggestions(self) -> tuple[Proposal, ...]:
        """What is proposed and neither accepted nor dismissed."""
        text = self.getParameterNode().suggestions
        if text != self._parsed[0]:
            self._parsed = text, proposalsOf(text)
        return self._parsed[1]

    @undoable(lambda: _("Suggest regions"))
    def suggest(self) -> tuple[Proposal, ...]:
        """Propose marrow above and below a marrow region, the cord and the paraspinal muscles, where they are missing.

        What was proposed before makes way. Why something is not proposed is in suggestionRemarks.

        :return: the proposals, see EMHAssistLib.Suggestion.Proposal
        :raises ValueError: there is no marrow region, or no image shows the spine around it
        """
        case = self._reader.case(self.getParameterNode())
        found = suggest(case, lesionGeometry(case.ofKnownRoles).levels)
        self.suggestionRemarks = found.remarks
        self._setSuggestions(found.proposals)
        return found.proposals

    @undoable(lambda: _("Accept a suggestion"))
    def acceptSuggestion(self, number: int):
        """Make a region of a suggestion.

        :param number: its place among suggestions, from 0
        :return: the vtkMRMLMarkupsROINode
        :raises ValueError: there is none of this number, or a lesion has been placed there
        """
        one = self._suggestion(number)
        if onLesion(one, self._reader.regions()):
            raise ValueError(f"{one.name}: a lesion lies there now. Dismiss the suggestion.")
        self._setSuggestions(tuple(other for other in self.suggestions if other is not one))
        return self._add(one)

    @undoable(lambda: _("Accept all suggestions"))
    def acceptSuggestions(self) -> list:
        """Make regions of all suggestions, but for those where a lesion has been placed since.

        :return: the vtkMRMLMarkupsROINodes
        """
        suggestions, regions = self.suggestions, self._reader.regions()
        self._setSuggestions(())
        return [self._add(one) for one in suggestions if not onLesion(one, regions)]

    @undoable(lambda: _("Dismiss a suggestion"))
    def dismissSuggestion(self, number: int) -> None:
        """Propose this no longer.

        :raises ValueError: there is none of this number
        """
        one = self._suggestion(number)
        self._setSuggestions(tuple(other for other in self.suggestions if other is not one))

    @undoable(lambda: _("Dismiss all suggestions"))
    def dismissSuggestions(self) -> None:
        """Propose nothing."""
        self.suggestionRemarks = ()
        self._setSuggestions(())

    def showInViews(self) -> None:
        """Show the present result and suggestions in the views; see ViewActions."""
        super().showInViews()
        self._showSuggestions()

    def refreshViews(self) -> None:
        """Draw in the views of the present layout."""
        super().refreshViews()
        self._suggestionMouse.stop()
        self._showSuggestions()

    def clearViews(self) -> None:
        """Take everything out of the views."""
        super().clearViews()
        self._hideSuggestions()
        self.suggestionRemarks = ()

    def _suggestion(self, number: int) -> Proposal:
        count = len(self.suggestions)
        if number not in range(count):
            raise ValueError(f"There is no suggestion {number}. There are {count}, from 0 on.")
        return self.suggestions[number]

    def _setSuggestions(self, proposals: tuple[Proposal, ...]) -> None:
        text = textOf(proposals)
        if text != self.getParameterNode().suggestions:
            self.getParameterNode().suggestions = text

    def _add(self, one: Proposal):
        name = self._scene.GenerateUniqueName(one.name) if self._scene.GetFirstNodeByName(one.name) else one.name
        node = addRoi(self._scene, name, one.role, one.center, one.radii, one.axesMatrix, DEFAULT_SHAPE)
        if one.level:
            RegionSource(node).setLevel(one.level)
        return node

    def _showSuggestions(self) -> None:
        suggestions = self.suggestions if self._isPanelOpen and self.isStarted else ()
        if not suggestions and self._dragged is None:
            self._hideSuggestions()
            return
        self._outlines.show(suggestions)
        if not self._suggestionMouse.isListening:
            self._suggestionMouse.start()

    def _hideSuggestions(self) -> None:
        self._dragged = None
        self._outlines.show(())
        self._suggestionMouse.stop()

    def _onPlaced(self) -> None:
        """Propose more once the first marrow region is placed by hand."""
        placed = self._placing.placed
        if placed is not None and placed.role == "marrow":
            self.later(self._suggestMore)

    def _suggestMore(self) -> None:
        if sum(region.role == "marrow" for region in self._reader.regions()) == 1 and not self.placingRole:
            try:
                self.suggest()
            except ValueError:
                pass  # nobody has asked; the button says why

    def _onSuggestionMouse(self, view: View, event: str, place: np.ndarray) -> bool:
        """Accept what is clicked or dragged; all else is left to Slicer."""
        if event == PRESS and self._dragged is None and not self._isPlaceMode:
            return self._press(view, place)
        if self._dragged is None:
            return False
        node, offset = self._dragged
        if event == MOVE:
            if self._scene.IsNodePresent(node):
                node.SetCenterWorld(*(place + offset).tolist())
            return True
        if event == RELEASE:
            self._dragged = None
            self._showSuggestions()
            return True
        return False

    @property
    def _isPlaceMode(self) -> bool:
        interaction = slicer.app.applicationLogic().GetInteractionNode()
        return interaction.GetCurrentInteractionMode() != interaction.ViewTransform

    def _press(self, view: View, place: np.ndarray) -> bool:
        """Accept the suggestion whose outline is around a place."""
        if modifiers(view):
            return False
        for number, one in enumerate(self.suggestions):
            inside = np.linalg.solve(one.toWorld[:3, :3], place - one.center)
            if inside @ inside <= 1:
                self._dragged = None, np.array(one.center) - place  # so that accepting the last one observes on
                try:
                    node = self.acceptSuggestion(number)
                except ValueError:
                    self._dragged = None
                    return False
                self._dragged = node, np.array(one.center) - place
                return True
        return False
