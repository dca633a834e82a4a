"""Regions from what is in the scene already: ROI nodes, closed curves and segments that have no role yet."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qs, urlparse

import slicer
import vtk

from ..Naming.SegmentNames import SegmentTissue, segmentTissues
from ..Roles import regionRole
from .References import checkErosion, useSegment
from .RegionEdits import checkThere
from .RegionReader import segmentShape
from .Regions import RegionSource, regionSources


def unusedSources(scene) -> list[RegionSource]:
    """Return the ROI nodes, closed curves and segments of a scene that have no role, in scene order."""
    return [source for source in regionSources(scene) if not source.role]


def namedTissue(source: RegionSource) -> SegmentTissue | None:
    """Return the tissue that a region shows by its code, or by its name with the other segments beside it; None when
    neither tells one."""
    if not source.segmentId:
        return segmentTissues([source.name])[0]
    segmentation = source.node.GetSegmentation()
    beside = [RegionSource(source.node, segmentId) for segmentId in segmentation.GetSegmentIDs()]
    tissues = segmentTissues([one.name for one in beside], [one.terminology for one in beside])
    return tissues[beside.index(source)]


def useAsRegions(sources: Sequence[RegionSource], role: str, erosion: float) -> list[RegionSource]:
    """Give ROI nodes, closed curves and segments a role; all or none. Vertebrae get their level where none is named.

    :param role: name of a region role; "" for what the name of each tells
    :param erosion: mm at the surface of segments on reference tissue, twice as much for a whole vertebra,
        less of a small one; lesions are measured whole
    :return: the sources
    :raises ValueError: there is none, or one is no longer there, role or erosion cannot be, a name tells no tissue, or
        a segment is empty
    """
    if not sources:
        raise ValueError("Nothing was chosen that can be a region. Choose Markups ROI nodes, closed curves or "
                         "segments.")
    for source in sources:
        checkThere(source)
    checkErosion(erosion)
    tissues = [_tissue(source, role) for source in sources]
    for source, tissue in zip(sources, tissues):
        if source.segmentId and not regionRole(tissue.role).isLesion:
            useSegment(source, tissue, erosion)
        else:
            source.setLevel(source.level or tissue.level)
            source.setRole(tissue.role)
    return list(sources)


def _tissue(source: RegionSource, role: str) -> SegmentTissue:
    """Return what a region is to be used as.

    :raises ValueError: the role is unknown, none is given and the name tells none, or the segment is empty
    """
    tissue = namedTissue(source)
    if not role and tissue is None:
        raise ValueError(f"The name '{source.name}' does not indicate a reference tissue. Choose a role.")
    if role:
        regionRole(role)
    if source.segmentId:
        try:
            segmentShape(source)
        except ValueError as error:
            raise ValueError(f"'{source.name}' cannot be used: {error}.") from error
    if not role:
        return tissue
    return tissue if tissue is not None and tissue.role == role else SegmentTissue(role)


def sourcesOfNode(node) -> list[RegionSource]:
    """Return what of a node can be a region: itself, or all segments of a segmentation; nothing of other nodes."""
    if not isinstance(node, slicer.vtkMRMLNode):
        return []
    if node.IsA("vtkMRMLSegmentationNode"):
        return [RegionSource(node, segmentId) for segmentId in node.GetSegmentation().GetSegmentIDs()]
    isRegion = node.IsA("vtkMRMLMarkupsROINode") or node.IsA("vtkMRMLMarkupsClosedCurveNode")
    return [RegionSource(node)] if isRegion else []


def sourcesOfUrls(scene, urls: Sequence[str]) -> list[RegionSource]:
    """Return what of dragged items of the subject hierarchy can be a region; of folders what lies in them.

    :param urls: such as "mrml://scene/subjecthierarchy/item?id=7", which Slicer's trees drag
    """
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    found: dict[RegionSource, None] = {}
    for url in map(urlparse, urls):
        numbers = parse_qs(url.query).get("id", [""])
        if (url.scheme, url.netloc, url.path) == ("mrml", "scene", "/subjecthierarchy/item") and numbers[0].isdigit():
            found.update(dict.fromkeys(_sourcesOfItem(hierarchy, int(numbers[0]))))
    return list(found)


def _sourcesOfItem(hierarchy, item: int) -> list[RegionSource]:
    segmentId = hierarchy.GetItemAttribute(item, slicer.vtkMRMLSegmentationNode.GetSegmentIDAttributeName())
    if segmentId:
        return [RegionSource(hierarchy.GetItemDataNode(hierarchy.GetItemParent(item)), segmentId)]
    node = hierarchy.GetItemDataNode(item)
    if node is not None:
        return sourcesOfNode(node)
    children = vtk.vtkIdList()
    hierarchy.GetItemChildren(item, children)
    return [source for number in range(children.GetNumberOfIds())
            for source in _sourcesOfItem(hierarchy, children.GetId(number))]
