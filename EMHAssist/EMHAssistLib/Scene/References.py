"""An existing segmentation as references: marrow, cord, disc, CSF, muscle and fat by the names of its segments."""

from __future__ import annotations

from dataclasses import dataclass

import slicer

from ..Measurement.Erosion import possibleMargin
from ..Naming.SegmentNames import SegmentTissue, segmentTissues
from .RegionReader import segmentMask
from .Regions import RegionSource

DEFAULT_MARGIN = 2.0  # mm
# Of a whole vertebra twice the margin is left out, for the arch is thin: of the two whole vertebrae of the TPTBox
# sample, 93 percent of what remains without 4 mm is body, and 79 percent without 2 mm.
_WHOLE_VERTEBRA = 2.0


@dataclass(frozen=True)
class Reference:
    """A segment that has been made a reference.

    :param margin: what is left out along its surface, mm
    :param isLess: less than was asked for, since nothing to measure would remain
    """

    source: RegionSource
    role: str
    margin: float
    isLess: bool


def useAsReferences(segmentationNodes, margin: float = DEFAULT_MARGIN) -> list[Reference]:
    """Make each segment whose name tells a tissue a reference, measured without a margin along its surface.

    A segment with another role keeps it. The segments themselves are not changed. Vertebrae get their level.

    :param segmentationNodes: vtkMRMLSegmentationNodes
    :param margin: mm left out along the surface, where voxels are shared with the neighboring tissue; twice as much of
        a segment that is a whole vertebra
    :return: the references
    :raises ValueError: the margin is negative or not finite, the name of no segment tells a tissue, or this is no
        segmentation of the scene
    """
    checkMargin(margin)
    for node in segmentationNodes:
        if not isinstance(node, slicer.vtkMRMLSegmentationNode) or node.GetScene() is None:
            raise ValueError("This is no segmentation, or it is no longer in the scene. Choose another one.")
    references = [reference for node in segmentationNodes for reference in _useNode(node, margin)]
    if not references:
        raise ValueError("No segment is named for a tissue that lesions are compared with, or it has another role. "
                         "Load a segmentation of the spine, or choose the roles of segments in the table.")
    return references


def _useNode(segmentationNode, margin: float) -> list[Reference]:
    sources = [RegionSource(segmentationNode, segmentId)
               for segmentId in segmentationNode.GetSegmentation().GetSegmentIDs()]
    references = []
    for source, tissue in zip(sources, segmentTissues([source.name for source in sources])):
        if tissue is None or source.role not in ("", tissue.role):
            continue
        try:
            references.append(useSegment(source, tissue, margin))
        except ValueError:
            continue  # empty: this tissue is not in the image
    return references


def checkMargin(margin: float) -> None:
    """Refuse what cannot be left out along a surface.

    :raises ValueError: the margin is negative or not finite
    """
    if not 0 <= margin < float("inf"):
        raise ValueError(f"A margin of {margin} mm cannot be taken off. Use 0 mm or more.")


def useSegment(source: RegionSource, tissue: SegmentTissue, margin: float) -> Reference:
    """Make a segment a reference, measured without a margin along its surface; see useAsReferences.

    :param tissue: what it shows
    :raises ValueError: the segment is empty
    """
    asked = margin * _WHOLE_VERTEBRA if tissue.isWholeVertebra else margin
    possible = possibleMargin(segmentMask(source), asked)
    source.setErosion(possible)
    source.setLevel(source.level or tissue.level)
    source.setRole(tissue.role)
    return Reference(source, tissue.role, possible, possible < asked)
