"""Lesions and references as surfaces in the 3D views, with a slice, the axis of the spine and its levels.

Drawn by ourselves: nothing of it is in the scene. What Slicer would draw there, such as the box of each region, is out
of sight meanwhile, and comes back, also in a scene that is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import slicer
from slicer.util import VTKObservationMixin

from ..Case import Region
from ..Measurement import Spine
from ..Report.ViewText import RegionLabel
from ..Roles import regionRole
from .LentSettings import LentSettings
from .SceneCamera import Viewpoint, moveCamera, viewpoint, viewpointOf
from .SceneLabels import PlacedText, SceneLabels
from .SceneActors import surfaceActor
from .SpatialSlice import SpatialSlice
from .SpineAxis import SpineAxis
from .Surfaces import Surfaces
from .ViewDrawings import ViewDrawing, ViewDrawings
from .Views import View, renderersOf, sliceViews, threeDViews

_REFERENCE_OPACITY = 0.38
# What Slicer shows in a 3D view until the user chooses another: light blue, and what is shown instead, as in slices.
_SLICER_COLORS = (0.756863, 0.764706, 0.909804), (0.454902, 0.470588, 0.745098)
_BACKGROUND = (0.05, 0.05, 0.06), (0.16, 0.17, 0.20)
_OUTLINE_POINTS = 64


@dataclass(frozen=True, eq=False)
class SceneContent:
    """What is in the 3D views.

    :param case: id of the case, whose lesions are looked at once
    :param regions: those that have a shape
    :param labels: of lesions, and of what else is to be named
    :param spine: its axis, None where there is none
    :param levels: names of levels and where they are along the axis, mm
    """

    case: str = ""
    regions: tuple[Region, ...] = ()
    labels: tuple[RegionLabel, ...] = ()
    spine: Spine | None = None
    levels: Mapping[str, float] = field(default_factory=dict)


class Scene3D(VTKObservationMixin):
    """The surfaces in all 3D views.

    :param scene: the scene
    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    :param taken: returns the rectangle of a view that labels keep clear of, x, y, width and height in pixels; or None
    """

    def __init__(self, scene, layoutManager, taken: Callable[[View], tuple | None] = lambda view: None):
        VTKObservationMixin.__init__(self)
        self._scene = scene
        self._layoutManager = layoutManager
        self.taken = taken
        self.content = SceneContent()
        self.surfaces: list[tuple] = []
        self._memory = Surfaces()
        self._lent = LentSettings(scene)
        self._lentKey: object = None
        # ID of a view node to where its camera was before, and where it was put.
        self._cameras: dict[str, tuple[Viewpoint, Viewpoint]] = {}
        self._drawings = ViewDrawings(lambda: threeDViews(layoutManager), lambda view: _ViewScene(view, self))

    @property
    def isShown(self) -> bool:
        """Whether anything is drawn."""
        return bool(self.content.regions)

    def show(self, content: SceneContent) -> None:
        """Show this; without regions the views are as the user had them."""
        if self._layoutManager is None or not content.regions:
            self.remove()
            return
        before, self.content = self.content, content
        isOther = (content.regions, content.labels, content.spine, content.levels) != (
            before.regions, before.labels, before.spine, before.levels)
        if not before.regions:
            self.addObserver(self._scene, self._scene.StartSaveEvent, self._onStartSave)
            self.addObserver(self._scene, self._scene.EndSaveEvent, self._onEndSave)
        if content.regions != before.regions:
            self.surfaces = self._memory.of(list(content.regions))
        self._drawings.show(isOther)
        self._lend()
        self._look()

    def refresh(self) -> None:
        """Draw in the views that are there now. To be called when the layout has changed."""
        if self.isShown:
            self._drawings.show()
            self._lentKey = None
            self._lend()
            self._look()

    def remove(self) -> None:
        """Take everything out of the views, and give back what the user had there."""
        if not self.isShown:
            return
        self.removeObservers()
        self._drawings.remove()
        self.content, self.surfaces = SceneContent(), []
        self._memory.forget()
        self._giveBack()
        for view in threeDViews(self._layoutManager):
            before, ours = self._cameras.get(view.node.GetID(), (None, None))
            if ours is not None and viewpointOf(view).isAt(ours):
                moveCamera(view, before)
        self._cameras.clear()

    def center(self) -> None:
        """Look at the lesions, in all 3D views.

        :raises ValueError: nothing is shown
        """
        if not self.isShown:
            raise ValueError("There is nothing to look at: place a region, and have the 3D scene shown.")
        for view in threeDViews(self._layoutManager):
            self._lookFrom(view)
            view.scheduleRender()

    def _look(self) -> None:
        """Look at the lesions of a case when it is shown for the first time, unless the user has moved the camera."""
        isLesion = any(regionRole(region.role).isLesion for region in self.content.regions)
        views = threeDViews(self._layoutManager)
        case = self._scene.GetNodeByID(self.content.case) if self.content.case else None
        if case is None or not isLesion or not views:
            return
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

    def _onStartSave(self, caller, event) -> None:
        self._giveBack()

    def _onEndSave(self, caller, event) -> None:
        self._lend()

    def isVisible(self, region: Region) -> bool:
        """Tell whether the user wants to see a region, in whatever view."""
        node = self._scene.GetNodeByID(region.source.item)
        display = node.GetDisplayNode() if node else None
        if display is None or not display.GetVisibility():
            return False
        return not region.source.part or bool(display.GetSegmentVisibility(region.source.part))

    def shownSlice(self):
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


# Attribute of a case: the IDs of the view nodes in which its lesions have been looked at.
_LOOKED = "EMHAssist.LookedAt"


class _ViewScene(ViewDrawing):
    """The surfaces in one 3D view.

    :param source: tells what to show
    """

    def __init__(self, view: View, source: Scene3D):
        self._source = source
        self._slice, self._axis = SpatialSlice(), SpineAxis()
        self._actors: list = []
        self._shown: object = None
        self._axisShown: object = None
        self._textsShown: object = None
        # What is translucent is drawn in this order, where a view does not sort it.
        super().__init__(view, [*self._slice.actors, *self._axis.actors], renderer=renderersOf(view.window)[0])
        self._labels = SceneLabels(self.addOver)

    def update(self) -> None:
        """Bring surfaces, slice, axis and texts up to date."""
        source, content = self._source, self._source.content
        visible = tuple(source.isVisible(region) for region in content.regions)
        key = content.regions, visible
        if key != self._shown:
            self._shown = key
            self._showSurfaces(visible)
        volume, sliceNode = source.shownSlice()
        self._slice.show(volume, sliceNode)
        if self._axisShown != (content.spine, content.levels):
            self._axisShown = content.spine, content.levels
            self._axis.show(content.spine, content.levels)
        self._showTexts(visible, volume)

    def _showSurfaces(self, visible: tuple[bool, ...]) -> None:
        regions, surfaces = self._source.content.regions, self._source.surfaces
        if len(self._actors) < len(regions):
            added = [surfaceActor() for _ in range(len(regions) - len(self._actors))]
            self._actors += added
            self.add(added)
        for actor in self._actors[len(regions):]:
            actor.VisibilityOff()
        # Lesions last.
        order = sorted(range(len(regions)), key=lambda number: regionRole(regions[number].role).isLesion)
        for actor, number in zip(self._actors, order):
            data, toWorld = surfaces[number]
            role = regionRole(regions[number].role)
            actor.SetVisibility(visible[number])
            if actor.GetMapper().GetInput() is not data:
                actor.GetMapper().SetInputData(data)
            matrix = actor.GetUserMatrix()
            if matrix is None or tuple(matrix.GetData()) != tuple(toWorld.ravel()):
                actor.SetUserMatrix(slicer.util.vtkMatrixFromArray(toWorld))
            actor.GetProperty().SetColor(*role.color)
            actor.GetProperty().SetOpacity(1.0 if role.isLesion else _REFERENCE_OPACITY)

    def _showTexts(self, visible: tuple[bool, ...], volume) -> None:
        content, renderer = self._source.content, self.renderer
        size, dpi = tuple(renderer.GetSize()), self.view.window.GetDPI()
        taken = self._source.taken(self.view)
        key = (content.labels, content.regions, visible, volume and volume.GetID(), content.levels, size, dpi, taken,
               renderer.GetActiveCamera().GetMTime())
        if key == self._textsShown or 0 in size:
            return
        self._textsShown = key
        shown = {region.source: surface for region, surface, isVisible in
                 zip(content.regions, self._source.surfaces, visible) if isVisible}
        volumes = [volume.GetID()] if volume else []
        labels = []
        for label in content.labels:
            if label.region.source in shown:
                text = "\n".join(filter(None, (label.name, label.value(volumes))))
                labels.append(PlacedText(text, regionRole(label.region.role).color,
                                         _around(*shown[label.region.source])))
        camera = renderer.GetActiveCamera()
        toView = slicer.util.arrayFromVTKMatrix(
            camera.GetCompositeProjectionTransformMatrix(size[0] / size[1], -1, 1))
        self._labels.show(labels, self._axis.names, toView, size, dpi, [taken] if taken else [])


def _around(data, toWorld: np.ndarray) -> np.ndarray:
    """Return points of a surface in RAS mm, a few from all of it."""
    count = data.GetNumberOfPoints()
    points = np.array([data.GetPoint(number) for number in np.linspace(0, count - 1, _OUTLINE_POINTS).astype(int)])
    return points @ toWorld[:3, :3].T + toWorld[:3, 3]
