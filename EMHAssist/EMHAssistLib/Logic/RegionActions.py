"""Regions: adding, placing and naming them."""

from __future__ import annotations

import slicer

from ..Scene.CurveNodes import addCurve
from ..Scene.FromScene import sourcesOfNode, unusedSources, useAsRegions
from ..Scene.Nodes import nodesByClass
from ..Scene.Placing import startPlacing
from ..Scene.References import DEFAULT_MARGIN, Reference, useAsReferences
from ..Scene.Regions import DEFAULT_SHAPE, RegionSource
from ..Scene.RoiNodes import addRoi


class RegionActions:
    """Regions: adding, placing and naming them."""

    def addRegion(self, name: str, role: str, center, radii, axes=None, shape: str = DEFAULT_SHAPE):
        """Add a region as a Markups ROI node; see EMHAssistLib.Scene.RoiNodes.addRoi.

        :param name: name of the node
        :param role: region role ("epidural_lesion", "marrow", ...; see EMHAssistLib.Roles)
        :param center: (3,) RAS mm
        :param radii: (3,) half the size along each axis, mm
        :param axes: (3, 3) directions of the axes in RAS as columns; None along R, A and S
        :param shape: "Ellipsoid" or "Box"
        :return: the vtkMRMLMarkupsROINode
        :raises ValueError: the role or shape is unknown, or the name holds a percent sign
        """
        return addRoi(slicer.mrmlScene, name, role, center, radii, axes, shape)

    def addCurve(self, name: str, role: str, points, thickness: float):
        """Add a region as a Markups closed curve.

        :param name: name of the node
        :param role: name of a region role
        :param points: (N, 3) control points in RAS mm, three or more in a plane
        :param thickness: mm, half of it to each side of the plane
        :return: the vtkMRMLMarkupsClosedCurveNode
        :raises ValueError: the role is unknown, or points, thickness or name cannot be used
        """
        return addCurve(slicer.mrmlScene, name, role, points, thickness)

    def placeRegion(self, role: str, shape: str = DEFAULT_SHAPE):
        """Start placing a region: the user clicks two opposite corners in a slice view, or the points of a curve.

        :param shape: "Ellipsoid", "Box" or "Curve"
        :return: the markups node, empty until it is placed
        :raises ValueError: the role or shape is unknown
        """
        return startPlacing(slicer.mrmlScene, slicer.app.applicationLogic(), role, shape)

    def useSegmentsAsReferences(self, segmentationNode=None, margin: float = DEFAULT_MARGIN) -> list[Reference]:
        """Make segments references by their names, eroded; see EMHAssistLib.Scene.References.useAsReferences.

        :param segmentationNode: vtkMRMLSegmentationNode; None for all in the scene
        :param margin: mm left out along the surface of each segment, which itself is not changed
        :return: the segments with their role and the margin that is left out
        :raises ValueError: the margin is negative, or the name of no segment tells a tissue
        """
        nodes = [segmentationNode] if segmentationNode else nodesByClass(slicer.mrmlScene, "vtkMRMLSegmentationNode")
        return useAsReferences(nodes, margin)

    def unusedRegions(self) -> list[RegionSource]:
        """Return the ROI nodes, closed curves and segments of the scene that have no role."""
        return unusedSources(slicer.mrmlScene)

    def useAsRegions(self, sources, role: str = "", margin: float = DEFAULT_MARGIN) -> list[RegionSource]:
        """Give what is in the scene already a role; all or none.

        :param sources: ROI nodes, closed curve nodes, segmentation nodes (all their segments) and RegionSources
        :param role: region role ("marrow", ...; see EMHAssistLib.Roles); "" for what the name of each tells
        :param margin: mm left out along the surface of segments on reference tissue, twice as much of a whole vertebra;
            lesions are measured whole
        :return: the regions
        :raises ValueError: nothing among them can be a region, role or margin cannot be, a name tells no tissue, or a
            segment is empty
        """
        found = [source for one in sources
                 for source in ([one] if isinstance(one, RegionSource) else sourcesOfNode(one))]
        return useAsRegions(found, role, margin)

    def setLevel(self, region: RegionSource, level: str) -> None:
        """Name the vertebral level of a region ("T5"), or several ("T5-T7"); "" for none.

        :param region: RegionSource(roiNode), or RegionSource(segmentationNode, segmentId)
        :raises ValueError: it is not a vertebral level
        """
        region.setLevel(level)
