"""Lesions and references as surfaces in the 3D views, with a slice, the axis of the spine and its levels.

Drawn by ourselves: nothing of it is in the scene. What Slicer would draw there, such as the box of each region, is out
of sight meanwhile, and comes back.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..Case import Region
from ..Roles import regionRole
from .LentSettings import LentSettings
from .SceneCamera import Viewpoint, moveCamera, viewpoint, viewpointOf
from .SceneDrawing import SceneContent, SceneDrawing, SceneState
from .ScenePicture import writePicture
from .Surfaces import DrawnSurface, Surfaces
from .ViewDrawings import ViewDrawing, ViewDrawings
from .Views import View, allViews, renderersOf, sliceViews, threeDViews

# Attribute of a case: the IDs of the view nodes in which its lesions have been looked at.
_LOOKED = "EMHAssist.LookedAt"
# What Slicer shows in a 3D view until the user chooses another: light blue, and what is shown instead, as in slices.
_SLICER_COLORS = (0.756863, 0.764706, 0.909804), (0.454902, 0.470588, 0.745098)
_BACKGROUND = (0.05, 0.05, 0.06), (0.16, 0.17, 0.20)

class Scene3D:
    """The surfaces in all 3D views.

    :param scene: the scene
    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    :param taken: returns the rectangle of a view that labels keep clear of, x, y, width and height in pixels; or None
    """

    def __init__(self, scene, layoutManager, taken: Callable[[View], tuple | None] = lambda view: None):
        self._scene = scene
        self._layoutManager = layoutManager
        self.taken = taken
        self.content = SceneContent()
        self.surfaces: list[DrawnSurface] = []
        self._memory = Surfaces()
        self._lent = LentSettings(scene)
        self._lentKey: object = None
        # The same of when it was shown last, and of which case, to come back to.
        self._left: dict[str, tuple[str, Viewpoint, Viewpoint]] = {}
        self._lookedAt = ""  # the case that was seen last
        # ID of a view node to where its camera was before, and where it was put.
        self._cameras: dict[str, tuple[Viewpoint, Viewpoint]] = {}
        self._drawings = ViewDrawings(lambda: threeDViews(layoutManager), lambda view: _ViewScene(view, self))

    @property
    def isShown(self) -> bool:
        """Whether anything is drawn."""
        return bool(self.content.regions)

    def show(self, content: SceneContent) -> None:
        """Show this; without regions the views are as the user had them."""
        if self._layoutManager is None or not content.regions or not content.isWanted:
            self.remove()
            self._giveBackFound(content)
            return
        before, self.content = self.content, content
        isOther = (content.regions, content.labels, content.spine, content.levels, content.ends) != (
            before.regions, before.labels, before.spine, before.levels, before.ends)
        if not before.regions:
            self._comeBack()
        if content.regions != before.regions:
            self.surfaces = self._memory.of(list(content.regions))
        self._drawings.show(isOther)
        self._lend()
        self._look()

    def refresh(self) -> None:
        """Draw in the views that are there now. To be called when the layout has changed."""
        if self.isShown:
            self._drawings.show()
            self._lentKey, self._lookedAt = None, ""
            self._lend()
            self._look()

    def remove(self) -> None:
        """Take everything out of the views, and give back what the user had there."""
        if not self.isShown:
            return
        case = self.content.case
        self._drawings.remove()
        self.content, self.surfaces = SceneContent(), []
        self._memory.forget()
        self._giveBack()
        for view in threeDViews(self._layoutManager):
            before, ours = self._cameras.get(view.node.GetID(), (None, None))
            if ours is not None and viewpointOf(view).isAt(ours):
                moveCamera(view, before)
                self._left[view.node.GetID()] = case, before, ours
        self._cameras.clear()
        self._lookedAt = ""

    def forget(self) -> None:
        """Take everything out, and do not come back to where the cameras are now."""
        self.remove()
        self._left.clear()

    def center(self) -> None:
        """Look at the lesions, in all 3D views.

        :raises ValueError: nothing is shown
        """
        if not self.isShown:
            raise ValueError("There is nothing to look at: place a region, and have the 3D scene shown.")
        for view in threeDViews(self._layoutManager):
            self._lookFrom(view)
            view.scheduleRender()

    def _comeBack(self) -> None:
        """Look from where a case was seen last, unless the user has moved the camera since."""
        for view in threeDViews(self._layoutManager):
            case, before, ours = self._left.pop(view.node.GetID(), ("", None, None))
            if case == self.content.case and viewpointOf(view).isAt(before):
                moveCamera(view, ours)
                self._cameras[view.node.GetID()] = before, ours

    def _look(self) -> None:
        """Look at the lesions of a case when it is shown for the first time, unless the user has moved the camera."""
        if self._lookedAt == self.content.case:
            return
        isLesion = any(regionRole(region.role).isLesion for region in self.content.regions)
        views = threeDViews(self._layoutManager)
        case = self._scene.GetNodeByID(self.content.case) if self.content.case else None
        if case is None or not isLesion or not views:
            return
        self._lookedAt = self.content.case
        looked = (case.GetAttribute(_LOOKED) or "").split()
        new = [view for view in views if view.node.GetID() not in looked]
        for view in new:
            if view.node.GetID() not in self._cameras or viewpointOf(view).isAt(self._cameras[view.node.GetID()][1]):
                self._lookFrom(view)
        if new:
            case.SetAttribute(_LOOKED, " ".join([*looked, *(view.node.GetID() for view in new)]))

    def _lookFrom(self, view: View) -> None:
        lesions = [region for region in self.content.regions if regionRole(region.role).isLesion]
        bounds = np.array([region.shape.boundsIn(np.eye(4)) for region in lesions or self.content.regions])
        axes, middle = np.eye(3), bounds.mean(axis=(0, 1))
        spine = self.content.spine
        if spine is not None and spine.isKnown:
            coordinates, directions = spine.locate(middle[np.newaxis])
            axes = directions[0]
            middle = middle - axes[:, :2] @ coordinates[0, :2]
        size = view.window.GetSize()
        before = self._cameras[view.node.GetID()][0] if view.node.GetID() in self._cameras else viewpointOf(view)
        moveCamera(view, viewpoint(bounds, axes, middle, view.widget.cameraNode().GetViewAngle(),
                                   size[0] / max(size[1], 1)))
        self._cameras[view.node.GetID()] = before, viewpointOf(view)

    def _lend(self) -> None:
        """Have what Slicer itself draws of the regions, and around them, out of the 3D views."""
        key = tuple(region.source for region in self.content.regions)
        if key == self._lentKey:
            return
        self._lentKey = key
        keys = []
        for source in key:
            node = self._scene.GetNodeByID(source.item)
            display = node.GetDisplayNode() if node else None
            if display is not None:
                keys.append(self._lent.lend(display, "SegmentVisibility3D", False, source.part) if source.part else
                            self._lent.lend(display, "Visibility3D", 0))
        for view in threeDViews(self._layoutManager):
            keys += [self._lent.lend(view.node, name, 0) for name in ("BoxVisible", "AxisLabelsVisible")]
            if np.allclose([view.node.GetBackgroundColor(), view.node.GetBackgroundColor2()], _SLICER_COLORS,
                           atol=1e-3) or view.node.GetAttribute("EMHAssist.Lent.BackgroundColor"):
                keys += [self._lent.lend(view.node, name, color)
                         for name, color in zip(("BackgroundColor", "BackgroundColor2"), _BACKGROUND)]
        keys += [self._lent.lend(view.node, "SliceVisible", 0) for view in sliceViews(self._layoutManager)]
        self._lent.keepOnly(keys)

    def _giveBack(self) -> None:
        self._lent.giveBack()
        self._lentKey = None

    def _giveBackFound(self, content: SceneContent) -> None:
        """Give back what a scene has lent that was saved while all this was shown, where it is not to be shown."""
        key = content.case, tuple(region.source for region in content.regions)
        if key == self._lentKey or self._layoutManager is None:
            return
        self._lentKey = key
        nodes = [self._scene.GetNodeByID(region.source.item) for region in content.regions]
        self._lent.giveBackFound([*(node.GetDisplayNode() for node in nodes if node and node.GetDisplayNode()),
                                  *(view.node for view in allViews(self._layoutManager))])

    def writePicture(self, path: str, size: tuple[int, int], dpi: int, background: tuple[float, float, float]) -> None:
        """Write what is shown as a PNG file of any size, seen as in the first 3D view.

        :param path: of the file
        :param size: width and height, pixels
        :param dpi: pixels per inch of paper, which letters and lines are as large for
        :param background: its color
        :raises ValueError: nothing is shown
        :raises OSError: the file cannot be written
        """
        views = threeDViews(self._layoutManager)
        if not self.isShown or not views:
            raise ValueError("There is nothing to draw: place a region, and have the 3D scene shown.")
        writePicture(self.state(), renderersOf(views[0].window)[0].GetActiveCamera(), path, size, dpi, background)

    def state(self) -> SceneState:
        """Return what is shown now."""
        return SceneState(self.content, self.surfaces, tuple(map(self._isVisible, self.content.regions)),
                          *self._shownSlice())

    def _isVisible(self, region: Region) -> bool:
        """Tell whether the user wants to see a region in 3D views."""
        node, part = self._scene.GetNodeByID(region.source.item), region.source.part
        display = node.GetDisplayNode() if node else None
        if display is None or not display.GetVisibility():
            return False
        if part:
            return bool(display.GetSegmentVisibility(part)) and not self._lent.wasOff(
                display, "SegmentVisibility3D", part)
        return not self._lent.wasOff(display, "Visibility3D")

    def _shownSlice(self):
        """Return the volume and the node of the sagittal slice view; None and None where there is none, or where the
        user has Slicer draw it in 3D."""
        views = sorted(sliceViews(self._layoutManager), key=lambda view: not view.node.IsMappedInLayout())
        for view in views:
            # Its name says how it was, not how it is turned.
            across = np.abs(np.reshape(view.node.GetSliceToRAS().GetData(), (4, 4))[:3, 2])
            volume = self._scene.GetNodeByID(view.layers.GetBackgroundVolumeID() or "")
            if across.argmax() == 0 and volume is not None and volume.GetImageData() is not None:
                return (None, None) if view.node.GetSliceVisible() else (volume, view.node)
        return None, None


class _ViewScene(ViewDrawing):
    """The surfaces in one 3D view.

    :param source: tells what to show
    """

    def __init__(self, view: View, source: Scene3D):
        self._source = source
        super().__init__(view, [], renderer=renderersOf(view.window)[0])
        self._drawing = SceneDrawing(self.renderer, self.add, self.addOver)

    def update(self) -> None:
        """Bring surfaces, slice, axis and texts up to date."""
        taken = self._source.taken(self.view)
        self._drawing.update(self._source.state(), self.view.window.GetDPI(), [taken] if taken else [])
