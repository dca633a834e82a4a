"""What is drawn in the views, and whether it follows what changes."""

from __future__ import annotations

import dataclasses

import slicer
from slicer.i18n import tr as _

from ..Display.CaseBox import CORNERS, SIZES, BoxContent
from ..Display.Drawings import Drawings
from ..Display.NodeValues import NodeValues
from ..Display.Translation import translated
from ..Report.ViewText import PAUSED, BoxText, fullBoxText, regionLabels, shortBoxText
from ..Result import Result
from . import Choices
from .LiveCase import LiveCase
from .ParameterNode import EMHAssistParameterNode
from .Undoable import undoable

# Texts of the box: the answer and the values of the first lesions, or all that the box can say.
BOX_CONTENTS = ("short", "full")


class ViewActions(LiveCase):
    """What is drawn in the views, and whether it follows what changes."""

    def __init__(self) -> None:
        super().__init__()
        self._drawings = Drawings(self._scene, slicer.app.layoutManager())
        self._values = NodeValues(self._scene)
        self._isPanelOpen = True

    @undoable(lambda: _("Values in the views"))
    def showValues(self, show: bool = True) -> None:
        """Show the names of lesions in the views, with their ratio on the series that a view shows, or no labels."""
        self.getParameterNode().showValues = show

    @undoable(lambda: _("Names of references in the views"))
    def showReferenceNames(self, show: bool = True) -> None:
        """Show the names of references in the views as well, while values are shown, or only those of lesions."""
        self.getParameterNode().showReferenceNames = show

    @undoable(lambda: _("Box in the views"))
    def showCaseBox(self, show: bool = True) -> None:
        """Show the box with the readout in all slice and 3D views, or take it out."""
        self.getParameterNode().showCaseBox = show

    @undoable(lambda: _("Place of the box"))
    def setBoxPosition(self, corner: str) -> None:
        """Put the box into a corner of the views.

        :param corner: "upperLeft", "upperRight", "lowerLeft" or "lowerRight"
        :raises ValueError: there is no such corner
        """
        self.getParameterNode().boxPosition = _checked(corner, CORNERS, "corner")

    @undoable(lambda: _("Size of the box"))
    def setBoxSize(self, size: str) -> None:
        """Set the size of the box.

        :param size: "small", "medium" or "large": the short text covers at most a 16th, an 8th or a quarter of a view
        :raises ValueError: there is no such size
        """
        self.getParameterNode().boxSize = _checked(size, SIZES, "size")

    @undoable(lambda: _("Text of the box"))
    def setBoxContent(self, content: str) -> None:
        """Choose the text of the box in slice views; in 3D views it is always short.

        :param content: "short": result, urgent findings, first lesions; "full": also second reference, similarity, what
            is not excluded and warnings
        :raises ValueError: there is no such text
        """
        self.getParameterNode().boxContent = _checked(content, BOX_CONTENTS, "content")

    @undoable(lambda: _("Leave in the views"))
    def keepInViews(self, keep: bool = True) -> None:
        """Leave all that is drawn in the views when the user goes on to another module, or take it out until the user
        comes back."""
        self.getParameterNode().keepInViews = keep

    @undoable(lambda: _("Pause"))
    def pause(self) -> None:
        """Keep the result as it is, whatever changes, until resume() or update(). The box says so."""
        self.getParameterNode().autoUpdate = False

    @undoable(lambda: _("Live"))
    def resume(self) -> None:
        """Follow all changes again, those in the meantime as well."""
        self.getParameterNode().autoUpdate = True

    def setPanelOpen(self, isOpen: bool) -> None:
        """Tell whether the user is in the module; see keepInViews. A script without a panel need not."""
        if isOpen != self._isPanelOpen:
            self._isPanelOpen = isOpen
            self.showInViews()

    def refreshViews(self) -> None:
        """Draw in the views of the present layout."""
        self._drawings.refresh()

    def showInViews(self) -> None:
        """Show the present result in the views, and its values on the nodes, as the parameters say; compute nothing."""
        node, result = self.getParameterNode(), self.result
        role = Choices.reference(node, result)
        with self.quietly():
            self._values.write(result if node.showValues else None, role)
        if not (self._isPanelOpen or node.keepInViews) or (result is None and not self.isStarted):
            self._drawings.remove()
            return
        labels = regionLabels(result if node.showValues else None, role, node.showReferenceNames, translated)
        self._drawings.show(labels, _boxContent(node, result, role))

    def clearViews(self) -> None:
        """Take everything out of the views, and forget what was shown; values stay on the nodes."""
        self._drawings.remove()
        self._values.forget()


def _boxContent(node: EMHAssistParameterNode, result: Result | None, role: str) -> BoxContent:
    # A scene of another version may hold a choice that is none here.
    corner = node.boxPosition if node.boxPosition in CORNERS else BoxContent.corner
    size = node.boxSize if node.boxSize in SIZES else BoxContent.size
    short = shortBoxText(result if node.showCaseBox else None, role, translated)
    full = short
    if node.boxContent == "full":
        full = fullBoxText(result if node.showCaseBox else None, role, translated)
    if not node.autoUpdate:
        short, full = _paused(short), _paused(full)
    return BoxContent(full, short, corner, size)


def _paused(text: BoxText) -> BoxText:
    paused = translated("Report.ViewText", PAUSED)
    return dataclasses.replace(text, lines=(*text.lines[:1], paused, *text.lines[1:])) if text.lines else text


def _checked(value: str, allowed: tuple[str, ...], title: str) -> str:
    if value not in allowed:
        raise ValueError(f"There is no {title} '{value}'. Use one of: {', '.join(allowed)}.")
    return value
