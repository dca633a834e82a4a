"""All that a case holds, read from the nodes of the scene one by one, as text to compare to the bit."""

import slicer
import vtk

from EMHAssistLib.Scene.Nodes import markupsRegions, nodesByClass, segmentationNodes

# What the tools are set to, and what is computed.
_TOOLS = ("placeRole", "placeShape", "placeSeveral", "PlaceSize.")
_TAGS = ("EMHAssist.RegionRole", "EMHAssist.Level", "EMHAssist.Erosion", "EMHAssist.Notes")


def sceneState():
    """Return the state: class and name of each node with what it holds."""
    scene = slicer.mrmlScene
    cases = [node for node in nodesByClass(scene, "vtkMRMLScriptedModuleNode")
             if node.GetAttribute("ModuleName") == "EMHAssist"]
    nodes = [*cases, *nodesByClass(scene, "vtkMRMLScalarVolumeNode"), *markupsRegions(scene), *segmentationNodes(scene)]
    return [(node.GetClassName(), node.GetName(), *_held(node)) for node in nodes]


def _held(node):
    yield {name: node.GetAttribute(name) for name in node.GetAttributeNames() if name.startswith("EMHAssist.")}
    for role in ("EMHAssist.Case", "EMHAssist.Alignment", "EMHAssist.DisplacedFrom", "modelText"):
        other = node.GetNodeReference(role)
        yield other and (other.GetName(), other.GetText() if other.IsA("vtkMRMLTextNode") else "")
    if node.IsA("vtkMRMLScriptedModuleNode"):
        yield {name: node.GetParameter(name) for name in node.GetParameterNames() if not name.startswith(_TOOLS)}
    if node.IsA("vtkMRMLTransformableNode"):
        matrix = vtk.vtkMatrix4x4()
        if node.GetParentTransformNode():
            node.GetParentTransformNode().GetMatrixTransformToParent(matrix)
        yield tuple(value.hex() for value in matrix.GetData())
    if node.IsA("vtkMRMLMarkupsNode"):
        yield from _markups(node)
    if node.IsA("vtkMRMLSegmentationNode"):
        yield from _segments(node)


def _markups(node):
    display = node.GetDisplayNode()
    yield node.GetLocked(), display and (display.GetVisibility(), display.GetColor(), display.GetSelectedColor(),
                                         display.GetOutlineOpacity())
    if not node.IsA("vtkMRMLMarkupsROINode"):
        for number in range(node.GetNumberOfControlPoints()):
            yield tuple(value.hex() for value in node.GetNthControlPointPosition(number))
    else:  # its control point follows from these
        yield tuple(value.hex() for value in (*node.GetSize(), *node.GetObjectToNodeMatrix().GetData()))


def _segments(node):
    for segmentId in node.GetSegmentation().GetSegmentIDs():
        segment, value = node.GetSegmentation().GetSegment(segmentId), vtk.mutable("")
        yield segment.GetName(), [str(value) if segment.GetTag(tag, value) else "" for tag in _TAGS]
