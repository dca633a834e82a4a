"""New Markups ROI nodes."""

from __future__ import annotations

import numpy as np
import slicer

from ..PlainNames import plainName
from ..RegionShapes import DEFAULT_SHAPE, ROI_SHAPES, regionShape
from ..Roles import regionRole
from .RegionLook import offerHover
from .Regions import RegionSource

# Percent of the view, half of what Slicer takes: handles cover what is measured.
_HANDLE_SIZE = 1.5


def addRoi(scene, name: str, role: str, center, radii, axes=None, shape: str = DEFAULT_SHAPE):
    """Add a region as a Markups ROI node.

    :param name: name of the node
    :param role: name of a region role
    :param center: (3,) RAS mm
    :param radii: (3,) half the size along each axis, mm
    :param axes: (3, 3) directions of the axes in RAS as columns; None along R, A and S
    :param shape: name of a shape that a ROI node can have; see RegionShapes
    :return: the vtkMRMLMarkupsROINode
    :raises ValueError: the role or shape is unknown, the name holds a percent sign, or center, radii or axes cannot be;
        nothing is added then
    """
    checkName(name)
    place = np.asarray(center, dtype=float), np.eye(3) if axes is None else np.asarray(axes, dtype=float)
    size = 2 * np.asarray(radii, dtype=float)
    if [array.shape for array in (*place, size)] != [(3,), (3, 3), (3,)]:
        raise ValueError("A region needs three coordinates of its center, three radii, and axes of three rows and "
                         "columns.")
    if not all(np.isfinite(array).all() for array in place) or not np.linalg.det(place[1]):
        raise ValueError("The center and axes of a region need finite numbers, and axes in three directions.")
    checkSize(size)
    return newRoi(scene, name, role, shape, (place[0], size, place[1]))


def setRoi(node, center, size, axes=None) -> None:
    """Say where a ROI node is.

    :param center: (3,) mm, in the space of the node, which is RAS unless it is under a transform
    :param size: (3,) mm along each axis
    :param axes: (3, 3) directions of the axes as columns; None along R, A and S
    """
    toNode = np.eye(4)
    toNode[:3, :3] = np.eye(3) if axes is None else axes
    toNode[:3, 3] = center
    node.SetSize(*map(float, size))
    node.SetAndObserveObjectToNodeMatrix(slicer.util.vtkMatrixFromArray(toNode))


def checkSize(size) -> None:
    """Refuse what cannot be the size of a ROI node.

    :param size: mm along each axis
    :raises ValueError: a length is not a number above zero
    """
    for length in size:
        if not 0 < length < np.inf:
            raise ValueError(f"A region cannot be {length} mm across. Use a number above zero.")


def checkName(name: str) -> None:
    """Refuse what cannot be the name of a markups node.

    Characters that cannot be saved are left out by those who call this, see plainName.

    :raises ValueError: the name is empty, or holds a percent sign or a line break
    """
    if not plainName(name).strip():
        raise ValueError("A region needs a name.")
    if "\n" in name or "\r" in name:
        raise ValueError("The name of a region must be on one line. Remove the line break.")
    if "%" in name:
        # Slicer takes the name of a markups node for a printf format when it labels points, and may crash.
        raise ValueError(f"The region name '{name}' contains a percent sign, which 3D Slicer cannot show. Remove it.")


def labelOurselves(display) -> None:
    """Leave the label of a markups node of ours to RegionLabels, and make its handles small.

    :param display: display node of the markups node
    """
    display.SetPropertiesLabelVisibility(False)
    display.SetGlyphScale(_HANDLE_SIZE)
    display.SetInteractionHandleScale(_HANDLE_SIZE)


def newRoi(scene, name: str, role: str, shape: str, place: tuple | None = None):
    """Add a ROI node with a role.

    :param place: center, size and axes as setRoi takes them; None for a node without a place
    :raises ValueError: the role or shape is unknown; nothing is added then
    """
    regionRole(role)
    regionShape(shape, ROI_SHAPES)
    node = scene.CreateNodeByClass("vtkMRMLMarkupsROINode")
    node.UnRegister(None)  # the scene leaves it to its caller
    node.SetName(plainName(name))
    # Before it is in the scene: there all views look at all markups whenever one of them changes.
    source = RegionSource(node)
    source.noteNameChange(name)
    source.setShape(shape)
    source.setRole(role)
    if place is not None:
        setRoi(node, *place)
    scene.AddNode(node)
    node.CreateDefaultDisplayNodes()
    display = node.GetDisplayNode()
    # All views follow each change.
    with slicer.util.NodeModify(display):
        # Nothing covers the anatomy that is measured. The inside stays visible, if without color: only such a box can
        # be dragged by its edges.
        display.SetFillOpacity(0.0)
        display.SetOutlineOpacity(1.0)
        labelOurselves(display)
        offerHover(display)
        # Now for how it is drawn.
        source.setShape(shape)
        source.setRole(role)
    return node
