"""Each slice view on a series that was acquired in its plane, through a lesion: pixels as the scanner made them instead
of a blurred reformat across thick slices."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..Case import Region, Series
from ..Measurement.VolumeGeometry import PLANES, VolumeGeometry, volumeGeometry
from ..Roles import regionRole
from .WindowLevel import setWindowLevel

# ID of the volume that a view was given here or by a choice in the panel; on the composite node of the view.
_GIVEN, _CHOSEN = "EMHAssist.GivenVolume", "EMHAssist.ChosenVolume"
_IN_CANAL = "epidural_lesion"


def seriesFor(plane: str, allSeries: Sequence[Series], point=None) -> Series | None:
    """Return the series to look at in a plane: of those whose slices lie in it the first; where there is none, the one
    whose voxels are smallest in it, that is with the thinnest slices. Those that hold the point come first.

    :param plane: one of PLANES
    :param allSeries: the series of a case, in its order
    :param point: (3,) RAS mm; None for any
    """
    usable = [series for series in allSeries if series.image is not None]
    if not usable:
        return None
    holding = [series for series in usable if point is not None and _holds(series, point)] or usable
    inPlane = [series for series in holding if _geometry(series).plane == plane]
    return inPlane[0] if inPlane else min(holding, key=lambda series: _coarsest(series, plane))


def isReformat(plane: str, series: Series) -> bool:
    """Tell whether a plane cuts across the slices of a series."""
    return _geometry(series).plane != plane


def viewPlane(sliceNode) -> str:
    """Return the plane that a slice view is closest to, one of PLANES."""
    return PLANES[int(np.argmax([abs(sliceNode.GetSliceToRAS().GetElement(row, 2)) for row in range(3)]))]


def mainLesion(regions: Sequence[Region]) -> Region | None:
    """Return the lesion to look at first: the largest in the spinal canal, where the cord is; else the largest. None
    where none has a place."""
    lesions = [region for region in regions if region.shape is not None and regionRole(region.role).isLesion]
    inCanal = [region for region in lesions if region.role == _IN_CANAL]
    return max(inCanal or lesions, key=lambda region: float(np.prod(np.ptp(_bounds(region, np.eye(4)), axis=0))),
               default=None)


def showInOwnPlanes(scene, sliceWidgets, allSeries: Sequence[Series], regions: Sequence[Region]) -> list[str]:
    """Show in slice views the series that were acquired in their planes, whole, through the main lesion.

    Whether views are linked stays as it is.

    :param sliceWidgets: widgets of the views
    :param allSeries, regions: those of the case
    :return: names of the views that show a reformat, since no series lies in their plane
    """
    lesion = mainLesion(regions)
    center = None if lesion is None else _bounds(lesion, np.eye(4)).mean(axis=0)
    reformatted = []
    for widget in sliceWidgets:
        sliceNode, compositeNode = widget.mrmlSliceNode(), widget.mrmlSliceCompositeNode()
        plane = viewPlane(sliceNode)
        series = seriesFor(plane, allSeries, center)
        volumeNode = scene.GetNodeByID(series.source) if series else None
        if series is None or volumeNode is None:
            continue
        setWindowLevel(volumeNode, series.role)
        compositeNode.SetBackgroundVolumeID(volumeNode.GetID())
        compositeNode.SetAttribute(_GIVEN, volumeNode.GetID())
        compositeNode.RemoveAttribute(_CHOSEN)
        sliceNode.SetOrientation(plane.capitalize())
        sliceNode.RotateToVolumePlane(volumeNode)
        widget.sliceLogic().FitSliceToBackground()
        if lesion is not None and _holds(series, center):
            _goTo(widget, lesion, center)
        if isReformat(plane, series):
            reformatted.append(sliceNode.GetLayoutName())
    return reformatted


def noteChoice(sliceWidgets) -> None:
    """Keep that the volumes which views show were chosen by the user."""
    for widget in sliceWidgets:
        node = widget.mrmlSliceCompositeNode()
        node.SetAttribute(_CHOSEN, node.GetBackgroundVolumeID())


def unchosen(sliceWidgets) -> list:
    """Return the views, of these, whose volume nobody has chosen: which show nothing, what showInOwnPlanes() gave them,
    or one and the same volume all of them, as Slicer shows what it has loaded last; and no second volume over it."""
    nodes = [widget.mrmlSliceCompositeNode() for widget in sliceWidgets]
    isSame = len({node.GetBackgroundVolumeID() for node in nodes}) == 1
    return [widget for widget, node in zip(sliceWidgets, nodes)
            if not node.GetForegroundVolumeID() and node.GetBackgroundVolumeID() != (node.GetAttribute(_CHOSEN) or "")
            and (not node.GetBackgroundVolumeID() or isSame
                 or node.GetBackgroundVolumeID() == node.GetAttribute(_GIVEN))]


def _goTo(widget, lesion: Region, center) -> None:
    """Turn a view to a lesion: to the slice as acquired that is nearest to its center, if it cuts the lesion."""
    sliceNode = widget.mrmlSliceNode()
    sliceNode.JumpSliceByOffsetting(*map(float, center))
    offset = sliceNode.GetSliceOffset()
    widget.sliceLogic().SnapSliceOffsetToIJK()
    toSlice = np.linalg.inv(np.reshape(sliceNode.GetSliceToRAS().GetData(), (4, 4)))
    low, high = _bounds(lesion, toSlice)[:, 2]
    if not low < 0 < high:
        sliceNode.SetSliceOffset(offset)


def _geometry(series: Series) -> VolumeGeometry:
    assert series.image is not None
    return volumeGeometry(series.image.dimensions, series.image.ijkToWorld)


def _coarsest(series: Series, plane: str) -> float:
    """Return the larger of the two sides of a voxel in a plane, mm."""
    assert series.image is not None
    sides = np.abs(series.image.ijkToWorld[:3, :3]).max(axis=1)  # along R, A and S
    return float(np.delete(sides, PLANES.index(plane)).max())


def _holds(series: Series, point) -> bool:
    """Tell whether a point is within the voxels of a series."""
    assert series.image is not None
    index = (np.linalg.inv(series.image.ijkToWorld) @ np.append(point, 1.0))[:3]
    return bool(((index >= -0.5) & (index <= np.array(series.image.dimensions) - 0.5)).all())


def _bounds(region: Region, toSpace: np.ndarray) -> np.ndarray:
    assert region.shape is not None
    return region.shape.boundsIn(toSpace)
