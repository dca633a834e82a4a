"""Regions: adding, changing, copying and deleting them."""

from __future__ import annotations

from slicer.i18n import tr as _

from ..Display.Navigation import isShown, jumpTo
from ..RegionShapes import DEFAULT_SHAPE
from ..Roles import regionRole
from ..Scene import RegionCopies, RegionEdits
from ..Scene.Cases import inActiveCase
from ..Scene.CurveNodes import addCurve
from ..Scene.Curves import setSlabThickness
from ..Scene.Midline import midsagittalPlane
from ..Scene.Nodes import segmentationNodes
from ..Scene.References import DEFAULT_EROSION, Reference, useAsReferences
from ..Scene.RegionCandidates import sourcesOfNode, unusedSources, useAsRegions
from ..Scene.Regions import RegionSource, regionSource, regionSources
from ..Scene.RoiNodes import addRoi
from .LiveCase import LiveCase
from .Undoable import undoable


class RegionActions(LiveCase):
    """Regions: adding, changing, copying and deleting them.

    A region is RegionSource(roiNode), RegionSource(curveNode) or RegionSource(segmentationNode, segmentId). Each method
    raises ValueError, which says what to do, where the region is no longer in the scene.
    """

    def region(self, name: str) -> RegionSource:
        """Return the region of the case that bears a name.

        :raises ValueError: there is none, or there are several; the message lists the names
        """
        named = [source for source in regionSources(self._scene) if source.role]
        found = [source for source in named if source.name == name]
        if len(found) != 1:
            raise ValueError(f"{len(found) or 'No'} regions are named '{name}'. There are: "
                             f"{', '.join(source.name for source in named) or 'none'}.")
        return found[0]

    @undoable(lambda: _("Add {name}"))
    def addRegion(self, name: str, role: str, center, radii, axes=None, shape: str = DEFAULT_SHAPE):
        """Add a region as a Markups ROI node; see EMHAssistLib.Scene.RoiNodes.addRoi.

        :param name: name of the node
        :param role: region role ("epidural_lesion", "marrow", ...; see EMHAssistLib.Roles)
        :param center: (3,) RAS mm
        :param radii: (3,) half the size along each axis, mm
        :param axes: (3, 3) directions of the axes in RAS as columns; None along R, A and S
        :param shape: "Ellipsoid", "Box"; see EMHAssistLib.RegionShapes
        :return: the vtkMRMLMarkupsROINode
        :raises ValueError: the role or shape is unknown, the name is empty or holds a percent sign or a line break, or
            center, radii or axes cannot be; nothing is added then
        """
        return addRoi(self._scene, name, role, center, radii, axes, shape)

    @undoable(lambda: _("Add {name}"))
    def addCurve(self, name: str, role: str, points, thickness: float):
        """Add a region as a Markups closed curve.

        :param name: name of the node
        :param role: name of a region role
        :param points: (N, 3) control points in RAS mm, three or more in a plane
        :param thickness: mm, half of it to each side of the plane
        :return: the vtkMRMLMarkupsClosedCurveNode
        :raises ValueError: the role is unknown, or points, thickness or name cannot be used
        """
        return addCurve(self._scene, name, role, points, thickness)

    @undoable(lambda: _("Role of {name}"))
    def setRegionRole(self, region: RegionSource, role: str) -> None:
        """Give a region a role; "" takes it out of the case.

        :raises ValueError: the role is unknown
        """
        RegionEdits.checkThere(region)
        region.setRole(role)

    @undoable(lambda: _("Shape of {name}"))
    def setRegionShape(self, region: RegionSource, shape: str) -> None:
        """Measure the box of a ROI node or another shape inscribed in it.

        :param shape: "Ellipsoid", "Box"; see EMHAssistLib.RegionShapes
        :raises ValueError: the shape is unknown, or the region is a curve or segment
        """
        RegionEdits.checkThere(region)
        region.setShape(shape)

    @undoable(lambda: _("Size of {name}"), isGradual=True)
    def setRegionSize(self, region: RegionSource, size) -> None:
        """Make a ROI node larger or smaller; its center stays.

        :param size: (3,) mm along each of its own axes
        :raises ValueError: a length is not above zero, or the region is a curve or segment
        """
        RegionEdits.setRegionSize(region, size)

    @undoable(lambda: _("Thickness of {name}"), isGradual=True)
    def setThickness(self, region: RegionSource, thickness: float) -> None:
        """Set the thickness of a region that is a curve.

        :param thickness: mm, half of it to each side of the plane of the curve
        :raises ValueError: the thickness is not above zero, or the region is no curve
        """
        RegionEdits.checkThere(region)
        if not region.isCurve:
            raise ValueError("Only curves have a thickness. Set the size of an ellipsoid or box instead.")
        setSlabThickness(region.node, thickness)

    @undoable(lambda: _("Level of {name}"))
    def setLevel(self, region: RegionSource, level: str) -> None:
        """Name the vertebral level of a region ("T5"), or several ("T5-T7"); "" for none.

        :raises ValueError: it is not a vertebral level
        """
        RegionEdits.checkThere(region)
        region.setLevel(level)

    @undoable(lambda: _("Outline of {name}"))
    def setOutline(self, region: RegionSource, outline: RegionSource | None) -> None:
        """Say which segment outlines the whole of the lesion that a ROI node or curve samples a part of; None for none.
        Its size, extent and level are those of the lesion then; signal is measured in the region as before.

        :param outline: a segment, which needs no role
        :raises ValueError: the region is a segment itself, or the outline is none
        """
        RegionEdits.checkThere(region)
        if outline is not None:
            RegionEdits.checkThere(outline)
        region.setOutlineApart(outline)

    @undoable(lambda: _("Rename {name}"))
    def renameRegion(self, region: RegionSource, name: str) -> None:
        """Give a region another name.

        :raises ValueError: the name is empty, or holds a percent sign or a line break
        """
        RegionEdits.renameRegion(region, name)

    @undoable(lambda: _("Lock or unlock {name}"))
    def lockRegion(self, region: RegionSource, locked: bool = True) -> None:
        """Keep a region from being dragged in the views (``locked``), or no longer.

        :raises ValueError: the region is a segment
        """
        RegionEdits.lockRegion(region, locked)

    @undoable(lambda: _("Show or hide {name}"))
    def showRegion(self, region: RegionSource, visible: bool = True) -> None:
        """Draw a region in the views (``visible``), or hide it with its handles. It is measured all the same."""
        RegionEdits.showRegion(region, visible)

    @undoable(lambda: _("Duplicate {name}"))
    def duplicateRegion(self, region: RegionSource) -> RegionSource:
        """Add a copy of a ROI node or curve just below it.

        :return: the copy
        :raises ValueError: the region is a segment, has not been placed, or is under a transform that is not linear
        """
        return RegionCopies.duplicateRegion(region)

    @undoable(lambda: _("Copy {name} to the other side"))
    def copyToOtherSide(self, region: RegionSource) -> tuple[RegionSource, str]:
        """Add a copy of a ROI node or curve, mirrored across the mid-sagittal plane and named for the other side.

        The plane goes through the axis of the spine at the height of the region, as the other regions and segmented
        vertebrae show it; where they show none, through the middle of the image.

        :return: the copy, and what the plane rests on
        :raises ValueError: as duplicateRegion; or the region lies on the midline; or nothing tells where that is
        """
        RegionEdits.checkThere(region)
        others = [other for other in self._reader.regions() if other.source != region.id]
        plane = midsagittalPlane(self._scene, others, self._reader.vertebrae(), RegionEdits.regionCenter(region))
        return RegionCopies.copyAcross(region, plane), plane.description

    @undoable(lambda: _("Delete {name}"))
    def deleteRegion(self, region: RegionSource) -> None:
        """Take a ROI node or curve out of the scene; a segment out of the case alone. undo() brings it back.

        :raises ValueError: the region is a segment that is not in the case
        """
        RegionEdits.deleteRegion(region, self.history.takeOut)

    def jumpTo(self, region: RegionSource) -> None:
        """Turn all slice views to the center of a region.

        :raises ValueError: the region has no place yet
        """
        jumpTo(self._scene, RegionEdits.regionCenter(region))

    def jumpToNextLesion(self) -> RegionSource:
        """Center all slice views on the next lesion; on the first one after the last.

        :return: the lesion
        :raises ValueError: the case has no lesion
        """
        sources = [regionSource(self._scene, region)
                   for region in (self.result.case.regions if self.result else ())
                   if region.shape is not None and regionRole(region.role).isLesion]
        if not sources:
            raise ValueError("There is no lesion to go to. Place a region on one first.")
        shown = [isShown(self._scene, RegionEdits.regionCenter(source)) for source in sources]
        following = sources[(shown.index(True) + 1) % len(sources) if True in shown else 0]
        self.jumpTo(following)
        return following

    @undoable(lambda: _("Segments as references"))
    def useSegmentsAsReferences(self, segmentationNode=None, margin: float = DEFAULT_EROSION) -> list[Reference]:
        """Make segments references by their names, eroded; see EMHAssistLib.Scene.References.useAsReferences.

        :param segmentationNode: vtkMRMLSegmentationNode; None for all of the active case
        :param margin: erosion at the surface of each segment in mm; the segment itself is not changed
        :return: the segments with their role and erosion
        :raises ValueError: the margin is negative, or the name of no segment tells a tissue
        """
        nodes = [segmentationNode] if segmentationNode else inActiveCase(self._scene,
                                                                         segmentationNodes(self._scene))
        return useAsReferences(nodes, margin)

    def unusedRegions(self) -> list[RegionSource]:
        """Return the ROI nodes, closed curves and segments of the scene that have no role."""
        return unusedSources(self._scene)

    @undoable(lambda: _("Regions from the scene"))
    def useAsRegions(self, sources, role: str = "", margin: float = DEFAULT_EROSION) -> list[RegionSource]:
        """Give what is in the scene already a role; all or none.

        :param sources: ROI nodes, closed curve nodes, segmentation nodes (all their segments) and RegionSources
        :param role: region role ("marrow", ...; see EMHAssistLib.Roles); "" for what the name of each tells
        :param margin: erosion at the surface of segments on reference tissue in mm, twice as much for a whole vertebra;
            lesions are measured whole
        :return: the regions
        :raises ValueError: nothing among them can be a region, role or margin cannot be, a name tells no tissue, or a
            segment is empty
        """
        found = [source for one in sources
                 for source in ([one] if isinstance(one, RegionSource) else sourcesOfNode(one))]
        return useAsRegions(found, role, margin)
