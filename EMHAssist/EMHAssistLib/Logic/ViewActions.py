"""What is drawn in the views, and whether it follows what changes."""

from __future__ import annotations

import dataclasses

import slicer
from slicer.i18n import tr as _

from ..Display.BoxView import AUTOMATIC, NOWHERE
from ..Display.CaseBox import CORNERS, SIZES, BoxContent, Place
from ..Display.Drawings import Drawings
from ..Display.NodeValues import NodeValues
from ..Display.SceneDrawing import SceneContent
from ..Display.SeriesLayout import isSeriesView
from ..Display.Translation import translated
from ..Display.Views import allViews
from ..Report.ViewText import PAUSED, BoxText, fullBoxText, lineText, regionLabels, shortBoxText, urgentLineText
from ..Result import Result
from ..Scene.Regions import RegionSource
from . import Choices
from .LiveCase import LiveCase
from .ParameterNode import EMHAssistParameterNode
from .Undoable import undoable

# Texts of the box: the answer and the values of the first lesions, or all that the box can say.
BOX_CONTENTS = ("short", "full")
# Roles of regions along whose length the axis of the spine is drawn.
_ALONG_SPINE = ("marrow", "disc", "cord", "csf")


class ViewActions(LiveCase):
    """What is drawn in the views, and whether it follows what changes."""

    def __init__(self) -> None:
        super().__init__()
        self._drawings = Drawings(self._scene, slicer.app.layoutManager(), self._onBoxMoved)
        self._values = NodeValues(self._scene)
        self._isPanelOpen = True
        self._layoutCount = 0

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
        """Show the readout in the slice and 3D views, a box in one and a line in the others, or take it out."""
        self.getParameterNode().showCaseBox = show

    @undoable(lambda: _("Place of the box"))
    def setBoxPosition(self, corner: str) -> None:
        """Put the box into a corner of its view, and the lines of the others likewise; also where it was moved away.

        :param corner: "upperLeft", "upperRight", "lowerLeft" or "lowerRight"
        :raises ValueError: there is no such corner
        """
        _checked(corner, CORNERS, "corner")
        node = self.getParameterNode()
        node.boxPlace = ""
        node.boxPosition = corner

    def boxViews(self) -> list[tuple[str, bool]]:
        """Return the views that can have the box: those of the present layout, and the chosen one; the name of each,
        and whether it is a 3D view."""
        wanted = self.getParameterNode().boxView
        return [(view.name, not view.isSlice) for view in allViews(slicer.app.layoutManager())
                if view.name == wanted or (view.isShown and not (view.isSlice and isSeriesView(view.node)))]

    @undoable(lambda: _("View of the box"))
    def setBoxView(self, name: str) -> None:
        """Choose the view with the box; the others have a line.

        :param name: name of a slice or 3D view ("Red", "Yellow", "1"), which has it as long as that is shown;
            "automatic": the largest, or of several the one where it covers least of the image; "none": no view
        :raises ValueError: there is no such view
        """
        names = [view.name for view in allViews(slicer.app.layoutManager())]
        self.getParameterNode().boxView = _checked(name, (AUTOMATIC, NOWHERE, *names), "view")

    @property
    def shownBoxView(self) -> str:
        """Name of the view that has the box now, "" for none."""
        return self._drawings.boxView

    @undoable(lambda: _("Place of the box"), isGradual=True)
    def moveBox(self, fromLeft: float, fromBottom: float) -> None:
        """Move the box to any place of its view, as dragging it with the mouse does; setBoxPosition() puts it back.

        :param fromLeft: how much of the room beside the box is to its left, 0 to 1
        :param fromBottom: how much of the room above and below it is below it, 0 to 1
        :raises ValueError: one of them is not a number from 0 to 1
        """
        place = float(fromLeft), float(fromBottom)
        if not all(0 <= part <= 1 for part in place):
            raise ValueError(f"The box cannot be at {fromLeft}, {fromBottom}. Use two numbers from 0 to 1.")
        self.getParameterNode().boxPlace = f"{place[0]:.4f} {place[1]:.4f}"

    def _onBoxMoved(self, place: Place) -> None:
        self.moveBox(*place)

    @undoable(lambda: _("Size of the box"))
    def setBoxSize(self, size: str) -> None:
        """Set the size of the box.

        :param size: "small", "medium" or "large": the short text covers at most a 16th, a 7th or a quarter of its
            view, where what it must say fits into that
        :raises ValueError: there is no such size
        """
        self.getParameterNode().boxSize = _checked(size, SIZES, "size")

    @undoable(lambda: _("Text of the box"))
    def setBoxContent(self, content: str) -> None:
        """Choose the text of the box.

        :param content: "short": result, urgent findings, first lesions; "full": also second reference, similarity, what
            is not excluded and warnings
        :raises ValueError: there is no such text
        """
        self.getParameterNode().boxContent = _checked(content, BOX_CONTENTS, "content")

    @undoable(lambda: _("3D scene"))
    def setScene3D(self, show: bool = True) -> None:
        """Show lesions and references as surfaces in the 3D views, with the sagittal slice, the axis of the spine and
        its levels; or give the 3D views back as they were: boxes of regions, slices, background, and the camera unless
        it was moved since."""
        self.getParameterNode().showScene3D = show

    def centerScene3D(self) -> None:
        """Turn the 3D views to the lesions, as when a case is shown for the first time.

        :raises ValueError: there is no region to look at, or the surfaces are not shown
        """
        self._drawings.scene3D.center()

    def writeScene3D(self, path: str, width: int = 2000, height: int = 1500, dpi: int = 300,
                     background: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> None:
        """Write the 3D scene as a PNG file for print, seen as in the first 3D view.

        :param path: of the file
        :param width: pixels, as height
        :param dpi: pixels per inch of paper, for which letters and lines are as large as on the screen
        :param background: red, green and blue, 0 to 1
        :raises ValueError: there is no region to draw, the surfaces are not shown, or a size cannot be
        :raises OSError: the file cannot be written
        """
        if min(width, height, dpi) < 1 or max(width, height) > 16384:
            raise ValueError("A picture needs a width and height of 1 to 16384 pixels, and pixels per inch.")
        self._drawings.scene3D.writePicture(path, (width, height), dpi, background)

    def showHandles(self, region: RegionSource | None) -> None:
        """Show the handles of a region, a ROI node, until another one is chosen; those of the others are there while
        the mouse is over them. Regions that the user has styled himself are left alone.

        :param region: None for none
        """
        self._drawings.selectRegion(region.node.GetID() if region is not None and region.isRoi else "")

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
        self._layoutCount += 1
        self._drawings.refresh()

    @property
    def layoutCount(self) -> int:
        """How many layouts there have been: another number, perhaps other views."""
        return self._layoutCount

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
        self._drawings.show(labels, _boxContent(node, result, role), _sceneContent(node, result, labels))

    def clearViews(self) -> None:
        """Take everything out of the views, and forget what was shown; values stay on the nodes."""
        self._drawings.forget()
        self._values.forget()


def _boxContent(node: EMHAssistParameterNode, result: Result | None, role: str) -> BoxContent:
    # A scene of another version may hold a choice that is none here.
    corner = node.boxPosition if node.boxPosition in CORNERS else BoxContent.corner
    size = node.boxSize if node.boxSize in SIZES else BoxContent.size
    shown = result if node.showCaseBox else None
    box = (fullBoxText if node.boxContent == "full" else shortBoxText)(shown, role, translated)
    line, alone = lineText(shown, translated), urgentLineText(shown, translated)
    if not node.autoUpdate:
        box, line, alone = _paused(box), _paused(line), _paused(alone)
    return BoxContent(box, line, alone, node.boxView, corner, size, _boxPlace(node.boxPlace))


def _boxPlace(text: str) -> Place | None:
    """Return where the user has moved the box; None where he has not, or that cannot be read."""
    try:
        fromLeft, fromBottom = map(float, text.split())
    except ValueError:
        return None
    return (fromLeft, fromBottom) if 0 <= fromLeft <= 1 and 0 <= fromBottom <= 1 else None


def _sceneContent(node: EMHAssistParameterNode, result: Result | None, labels) -> SceneContent:
    if result is None:
        return SceneContent()
    geometry = result.geometry
    regions = tuple(region for region in result.case.regions if region.shape is not None)
    levels = geometry.scale.places() if geometry.scale else {}
    ends = [*levels.values(), *(end for region in regions if region.role in _ALONG_SPINE
                                for end in geometry.positions.get(region.key, ()))]
    return SceneContent(node.parameterNode.GetID(), regions, labels, geometry.spine if ends else None, levels,
                        (min(ends), max(ends)) if ends else (0.0, 0.0), node.showScene3D)


def _paused(text: BoxText) -> BoxText:
    paused = translated("Report.ViewText", PAUSED)
    return dataclasses.replace(text, lines=(*text.lines[:1], paused, *text.lines[1:])) if text.lines else text


def _checked(value: str, allowed: tuple[str, ...], title: str) -> str:
    if value not in allowed:
        raise ValueError(f"There is no {title} '{value}'. Use one of: {', '.join(allowed)}.")
    return value
