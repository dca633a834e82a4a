"""An existing segmentation as references: marrow, cord, disc, CSF, muscle and fat by the names of its segments."""

from __future__ import annotations

from dataclasses import dataclass

import slicer

from ..Measurement.Erosion import possibleErosion
from ..Naming.SegmentNames import SegmentTissue, segmentTissues
from .RegionReader import segmentShape
from .Regions import RegionSource

DEFAULT_EROSION = 2.0  # mm
# A whole vertebra is eroded by twice as much, for the arch is thin: of the two whole vertebrae of the TPTBox
# sample, 93 percent of what remains without 4 mm is body, and 79 percent without 2 mm.
_WHOLE_VERTEBRA = 2.0


@dataclass(frozen=True)
class Reference:
    """A segment that has been made a reference.

    :param erosion: at its surface, mm
    :param isLess: less than was asked for, since nothing to measure would remain
    """

    source: RegionSource
    role: str
    erosion: float
    isLess: bool


def useAsReferences(segmentationNodes, erosion: float = DEFAULT_EROSION) -> list[Reference]:
    """Make each segment whose name tells a tissue a reference, measured eroded at its surface.

    A segment with another role keeps it. The segments themselves are not changed. Vertebrae get their level.

    :param segmentationNodes: vtkMRMLSegmentationNodes
    :param erosion: mm at the surface, where voxels are shared with the neighboring tissue; twice as much for a segment
        that is a whole vertebra
    :return: the references
    :raises ValueError: the erosion is negative or not finite, the name of no segment tells a tissue, or this is no
        segmentation of the scene
    """
    checkErosion(erosion)
    for node in segmentationNodes:
        if not isinstance(node, slicer.vtkMRMLSegmentationNode) or node.GetScene() is None:
            raise ValueError("This is not a segmentation, or it is no longer in the scene. Choose another one.")
    references = [reference for node in segmentationNodes for reference in _useNode(node, erosion)]
    if not references:
        raise ValueError("No segment is named for a reference tissue, or it has another role already. "
                         "Load a segmentation of the spine, or choose the roles of segments in the table.")
    return references


def _useNode(segmentationNode, erosion: float) -> list[Reference]:
    sources = [RegionSource(segmentationNode, segmentId)
               for segmentId in segmentationNode.GetSegmentation().GetSegmentIDs()]
    references = []
    for source, tissue in zip(sources, segmentTissues([source.name for source in sources],
                                                      [source.terminology for source in sources])):
        if tissue is None or source.role not in ("", tissue.role):
            continue
        try:
            references.append(useSegment(source, tissue, erosion))
        except ValueError:
            continue  # empty: this tissue is not in the image
    return references


def checkErosion(erosion: float) -> None:
    """Refuse an erosion that cannot be.

    :raises ValueError: the erosion is negative or not finite
    """
    if not 0 <= erosion < float("inf"):
        raise ValueError(f"A segment cannot be eroded by {erosion} mm. Use 0 mm or more.")


def useSegment(source: RegionSource, tissue: SegmentTissue, erosion: float) -> Reference:
    """Make a segment a reference, measured eroded at its surface; see useAsReferences.

    :param tissue: what it shows
    :raises ValueError: the segment is empty
    """
    asked = erosion * _WHOLE_VERTEBRA if tissue.isWholeVertebra else erosion
    possible = possibleErosion(segmentShape(source), asked)
    source.setErosion(possible)
    source.setLevel(source.level or tissue.level)
    source.setRole(tissue.role)
    return Reference(source, tissue.role, possible, possible < asked)
