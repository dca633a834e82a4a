"""What the user changes of a region: name, size, visibility, lock."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..PlainNames import plainName
from .Regions import RegionSource
from .RoiNodes import checkName, checkSize
from .Segments import LABELMAP, SURFACE
from .Transforms import matrixToWorld


def isThere(source: RegionSource) -> bool:
    """Tell whether a region is still in a scene: nodes and segments may be removed at any time, even in a drag."""
    if source.node is None or source.node.GetScene() is None:
        return False
    if not source.segmentId:
        return True
    segmentation = source.node.GetSegmentation()
    return segmentation is not None and segmentation.GetSegment(source.segmentId) is not None


def checkThere(source: RegionSource) -> None:
    """Refuse what is no region, or no longer in a scene.

    :raises ValueError: it is not
    """
    if not isinstance(source, RegionSource):
        raise ValueError("This is not a region. Use RegionSource(node), or RegionSource(segmentationNode, segmentId).")
    if not isThere(source):
        raise ValueError("This region is no longer in the scene. Choose another one.")


def renameRegion(source: RegionSource, name: str) -> None:
    """Give a region another name; what cannot be saved of it is left out, and noted.

    :raises ValueError: the name is empty, or holds a percent sign or a line break
    """
    checkThere(source)
    checkName(name)
    nameRegion(source, plainName(name))
    source.noteNameChange(name)


def nameRegion(source: RegionSource, name: str) -> None:
    """Give a node or segment a name, whatever it is."""
    if source.segmentId:
        source.node.GetSegmentation().GetSegment(source.segmentId).SetName(name)
    else:
        source.node.SetName(name)


def deleteRegion(source: RegionSource, takeOut: Callable[[object], object]) -> None:
    """Take a ROI node or curve out of the scene, or a segment out of the case.

    :param takeOut: takes a node out of the scene
    :raises ValueError: the region is no longer there, or the segment is not in the case
    """
    checkThere(source)
    if not source.segmentId:
        takeOut(source.node)
    elif source.role:
        source.setRole("")
    else:
        raise ValueError(f"{source.name} is not in the case. Segments are deleted in the Segment Editor.")


def isLocked(source: RegionSource) -> bool:
    """Tell whether a region cannot be dragged. A segment never can."""
    return bool(source.segmentId) or bool(source.node.GetLocked())


def lockRegion(source: RegionSource, locked: bool = True) -> None:
    """Keep a region from being dragged, or no longer.

    :raises ValueError: the region is a segment
    """
    checkThere(source)
    if source.segmentId:
        raise ValueError("A segment cannot be dragged, so there is nothing to lock.")
    source.node.SetLocked(locked)


def isVisible(source: RegionSource) -> bool:
    """Tell whether a region is drawn in the views."""
    display = source.node.GetDisplayNode()
    if display is None:
        return False
    return bool(display.GetVisibility()) and (
        not source.segmentId or bool(display.GetSegmentVisibility(source.segmentId)))


def showRegion(source: RegionSource, visible: bool = True) -> None:
    """Draw a region in the views, or hide it together with its handles. It is measured all the same.

    :raises ValueError: it is no longer there
    """
    checkThere(source)
    source.node.CreateDefaultDisplayNodes()
    display = source.node.GetDisplayNode()
    if source.segmentId:
        display.SetSegmentVisibility(source.segmentId, visible)
    if visible or not source.segmentId:
        display.SetVisibility(visible)


def regionSize(source: RegionSource) -> tuple[float, float, float] | None:
    """Return the size of a ROI node along its axes in mm; None for a curve or a segment, which have none."""
    return tuple(source.node.GetSize()) if source.isRoi else None


def setRegionSize(source: RegionSource, size) -> None:
    """Make a ROI node larger or smaller; its center stays.

    :param size: (3,) mm along each of its axes
    :raises ValueError: a length is not above zero, or the region is not a ROI node
    """
    checkThere(source)
    if not source.isRoi:
        raise ValueError("Only ellipsoids and boxes have a size. Drag the points of a curve; a segment is changed in "
                         "the Segment Editor.")
    if len(size) != 3:
        raise ValueError("A region has three lengths, one along each of its axes.")
    checkSize(size)
    source.node.SetSize(*map(float, size))


def regionCenter(source: RegionSource) -> np.ndarray:
    """Return (3,) the center of a region, RAS mm.

    :raises ValueError: it is no longer there, has no place yet, or one that is not finite
    """
    checkThere(source)
    center = np.zeros(3)
    if source.segmentId:
        center[:] = _segmentCenter(source)
    elif not source.node.GetNumberOfDefinedControlPoints():
        raise ValueError(f"{source.name} has not been placed yet.")
    elif source.isCurve:
        bounds = np.zeros(6)
        source.node.GetRASBounds(bounds)
        center[:] = (bounds[::2] + bounds[1::2]) / 2
    else:
        source.node.GetCenterWorld(center)
    # Views that are turned to it show nothing any more, and may take Slicer down.
    if not np.isfinite(center).all():
        raise ValueError(f"{source.name} has no finite place; make it again.")
    return center


def _segmentCenter(source: RegionSource) -> np.ndarray:
    """Return (3,) the center of a segment, RAS mm.

    :raises ValueError: it is empty
    """
    segment = source.node.GetSegmentation().GetSegment(source.segmentId)
    labelmap = segment.GetRepresentation(LABELMAP)
    surface = segment.GetRepresentation(SURFACE)
    if labelmap is not None:
        # Slicer takes it that there are voxels.
        hasVoxels = labelmap.GetPointData().GetScalars() is not None
        found = source.node.GetSegmentCenterRAS(source.segmentId) if hasVoxels else None
        if found is not None:
            return np.array(found)
    elif surface is not None and surface.GetNumberOfPoints():
        # Asked for its center, Slicer would convert a segment that stands beside others with voxels, and may crash.
        bounds = np.reshape(surface.GetBounds(), (3, 2))
        # VTK's bounds of no finite point are the wrong way round.
        if not np.isfinite(bounds).all() or (bounds[:, 0] > bounds[:, 1]).any():
            raise ValueError(f"{source.name} has no finite place; make it again.")
        return (matrixToWorld(source.node) @ [*bounds.mean(axis=1), 1.0])[:3]
    raise ValueError(f"{source.name} is empty.")
