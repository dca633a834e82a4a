"""Regions as lit surfaces with a slice, the axis of the spine and texts, in one renderer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import slicer
import vtk

from ..Case import Region
from ..Measurement import Spine
from ..Report.ViewText import RegionLabel
from ..Roles import regionRole
from .SceneActors import surfaceActor
from .SceneLabels import PlacedText, SceneLabels
from .SpatialSlice import SpatialSlice
from .SpineAxis import SpineAxis
from .Surfaces import DrawnSurface

_REFERENCE_OPACITY = 0.38


@dataclass(frozen=True, eq=False)
class SceneContent:
    """What is in the 3D views.

    :param case: id of the case, whose lesions are looked at once
    :param regions: those that have a shape
    :param labels: those of lesions are shown: in 3D all regions are there at once
    :param spine: its axis, None where there is none
    :param levels: names of levels and where they are along the axis, mm
    :param ends: from where to where the axis is drawn, mm along it
    :param isWanted: whether the user wants to see it
    """

    case: str = ""
    regions: tuple[Region, ...] = ()
    labels: tuple[RegionLabel, ...] = ()
    spine: Spine | None = None
    levels: Mapping[str, float] = field(default_factory=dict)
    ends: tuple[float, float] = (0.0, 0.0)
    isWanted: bool = True


@dataclass(frozen=True, eq=False)
class SceneState:
    """What is shown at a moment.

    :param content: what there is
    :param surfaces: of each region
    :param visible: whether the user wants to see each region
    :param volume: of the slice, None for no slice
    :param sliceNode: whose plane is shown
    """

    content: SceneContent
    surfaces: Sequence[DrawnSurface]
    visible: tuple[bool, ...]
    volume: object
    sliceNode: object


class SceneDrawing:
    """What is drawn in one renderer.

    :param renderer: whose camera looks at it
    :param add: draws props
    :param addOver: draws props over all others
    """

    def __init__(self, renderer: vtk.vtkRenderer, add, addOver):
        self._renderer, self._add = renderer, add
        self._slice, self._axis = SpatialSlice(), SpineAxis()
        self._actors: list[vtk.vtkActor] = []
        self._shown: tuple | None = None
        self._axisShown: tuple | None = None
        self._textsShown: tuple | None = None
        # What is translucent is drawn in this order, where a view does not sort it.
        add([*self._slice.actors, *self._axis.actors])
        self._labels = SceneLabels(addOver)

    def update(self, state: SceneState, dpi: int, taken: Sequence[tuple]) -> None:
        """Draw what is new; cheap when nothing is.

        :param dpi: resolution of the view
        :param taken: rectangles that labels keep clear of, x, y, width and height in pixels
        """
        content = state.content
        surfaces, axis = (content.regions, state.visible), (content.spine, content.levels, content.ends)
        isOther = self._slice.show(state.volume, state.sliceNode, content.regions)
        if self._shown != surfaces:
            self._shown, isOther = surfaces, True
            self._showSurfaces(state)
        if self._axisShown != axis:
            self._axisShown, isOther = axis, True
            self._axis.show(*axis)
        if isOther:
            # Else what is new is cut off in front and behind.
            self._renderer.ResetCameraClippingRange()
        self._showTexts(state, dpi, taken)

    def _showSurfaces(self, state: SceneState) -> None:
        regions = state.content.regions
        if len(self._actors) < len(regions):
            added = [surfaceActor() for _ in range(len(regions) - len(self._actors))]
            self._actors += added
            self._add(added)
        for actor in self._actors[len(regions):]:
            actor.VisibilityOff()
        # Lesions last.
        order = sorted(range(len(regions)), key=lambda number: regionRole(regions[number].role).isLesion)
        for actor, number in zip(self._actors, order):
            data, toWorld = state.surfaces[number].data, state.surfaces[number].toWorld
            role = regionRole(regions[number].role)
            actor.SetVisibility(state.visible[number])
            if actor.GetMapper().GetInput() is not data:
                actor.GetMapper().SetInputData(data)
            matrix = actor.GetUserMatrix()
            if matrix is None or tuple(matrix.GetData()) != tuple(toWorld.ravel()):
                actor.SetUserMatrix(slicer.util.vtkMatrixFromArray(toWorld))
            actor.GetProperty().SetColor(*role.color)
            actor.GetProperty().SetOpacity(1.0 if role.isLesion else _REFERENCE_OPACITY)

    def _showTexts(self, state: SceneState, dpi: int, taken: Sequence[tuple]) -> None:
        content, camera, size = state.content, self._renderer.GetActiveCamera(), tuple(self._renderer.GetSize())
        volumes = [state.volume.GetID()] if state.volume else []
        isLight = self._isLight()
        key = (content.labels, content.regions, state.visible, volumes, content.spine, content.levels, content.ends,
               size, dpi, tuple(taken), isLight, camera.GetMTime())
        if key == self._textsShown or 0 in size:
            return
        self._textsShown = key
        shown = {region.source: surface for region, surface, isVisible in
                 zip(content.regions, state.surfaces, state.visible) if isVisible}
        labels = [PlacedText("\n".join(filter(None, (label.name, label.value(volumes)))),
                             regionRole(label.region.role).color, shown[label.region.source].samples)
                  for label in content.labels if label.isLesion and label.region.source in shown]
        toView = slicer.util.arrayFromVTKMatrix(
            camera.GetCompositeProjectionTransformMatrix(size[0] / size[1], -1, 1))
        self._labels.show(labels, self._axis.names, toView, size, dpi, taken, isLight,
                          isLight and not self._slice.isShown)

    def _isLight(self) -> bool:
        colors = [self._renderer.GetBackground()]
        if self._renderer.GetGradientBackground():
            colors.append(self._renderer.GetBackground2())
        return bool(np.mean(colors) > 0.5)
