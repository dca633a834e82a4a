"""The cases of the sample data as MRML nodes, with roles, history and regions placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from ..Phantom.LesionOutlines import lesionOutlines
from ..Phantom.SampleCases import SYNTHETIC, TEACHING_SET, SampleCase
from ..RegionShapes import ELLIPSOID
from ..Roles import regionRole
from . import Volumes
from .CaseMembers import assignUnassigned, members
from .Cases import (
    FINDING_PREFIX,
    activate,
    activeCase,
    addCase,
    assign,
    cases,
    inActiveCase,
    makePermanent,
    renameCase,
)
from .OwnModel import ownModelName
from .Regions import RegionSource
from .RoiNodes import addRoi
from .SceneVersion import upgrade

# On a case: number of the sample it is, and whether the user has asked what the masses are made of.
_NUMBER_ATTRIBUTE, _ANSWERED_ATTRIBUTE = "EMHAssist.Sample", "EMHAssist.SampleAnswered"
# On a case while its sample is written to it.
_COMING_ATTRIBUTE = "EMHAssist.SampleComing"
# Of the parameter node; see Logic.ParameterNode.
_SETTING = "setting"
# Percent of the view: a dozen names have to fit.
_TEXT_SCALE = 2.2


def loadSampleCase(scene, sample: SampleCase, name: str = "",
                   showStatus: Callable[[str], object] | None = None) -> list:
    """Add a sample to a scene, computed on the spot: no network, no patient. It goes into the active case if there is
    nothing in that, else into a new one: the history of a sample is not that of a patient.

    :param scene: the scene
    :param name: name of the case, "" for the one it would have anyway
    :param showStatus: called with a text while it is being computed
    :return: the volume nodes, the first of which is shown in the slice views
    """
    progress = (lambda fraction, text: showStatus(f"{text} ({fraction:.0%})")) if showStatus else None
    made = sample.make(progress)
    case = _caseFor(scene)
    if name:
        renameCase(scene, case, _freeName(scene, name))
    prefix = "Synthetic" if not sample.number else f"Case {sample.number}"
    volumes = [_addVolume(scene, series, series.name.replace("Synthetic", prefix)) for series in made.series]
    regions = {region.name: _addRegion(scene, region) for region in made.regions}
    for node in (*volumes, *regions.values(), *_addOutlines(scene, prefix, regions)):
        assign(node, case)
    with _coming(case), slicer.util.NodeModify(case):
        case.SetAttribute(_NUMBER_ATTRIBUTE, str(sample.number))
        for feature, answer in sample.findings.items():
            case.SetParameter(FINDING_PREFIX + feature, answer)
        if sample.conditions:
            case.SetParameter(_SETTING, "+".join(sample.conditions))
    slicer.util.setSliceViewerLayers(background=volumes[0], fit=True)
    return volumes


def sampleOf(case) -> SampleCase | None:
    """Return the sample that a case is, None where it is none."""
    number = case.GetAttribute(_NUMBER_ATTRIBUTE)
    return next((sample for sample in (SYNTHETIC, *TEACHING_SET) if str(sample.number) == number), None)


def isAnswered(case) -> bool:
    """Tell whether the user has asked what the masses of a sample are made of."""
    return case.GetAttribute(_ANSWERED_ATTRIBUTE) is not None


def setAnswered(case, answered: bool) -> None:
    """Remember that the user has asked for it, or wants it hidden again."""
    case.SetAttribute(_ANSWERED_ATTRIBUTE, "true" if answered else None)


def isComing(case) -> bool:
    """Tell whether what changes in a case comes with a sample that is being loaded, and not from the user."""
    return case.GetAttribute(_COMING_ATTRIBUTE) is not None


@contextmanager
def _coming(case) -> Iterator[None]:
    case.SetAttribute(_COMING_ATTRIBUTE, "true")
    try:
        yield
    finally:
        case.RemoveAttribute(_COMING_ATTRIBUTE)


def _caseFor(scene):
    """Return the active case if nothing is in it, else a new one, which is active then."""
    case = activeCase(scene) or addCase(scene, isAutomatic=True)
    # Of this version before a finding is entered: answers of older ones are marked.
    upgrade(scene)
    isEmpty = not (inActiveCase(scene, members(scene)) or ownModelName(case) or case.GetParameter(_SETTING)
                   or any(name.startswith(FINDING_PREFIX) for name in case.GetParameterNames()))
    if isEmpty:
        return case
    makePermanent(case)
    assignUnassigned(scene, case)
    case = addCase(scene)
    upgrade(scene)
    activate(scene, case)
    return case


def _freeName(scene, name: str) -> str:
    names = {case.GetName() for case in cases(scene)}
    tried = (name if number == 1 else f"{name} ({number})" for number in range(1, len(names) + 2))
    return next(one for one in tried if one not in names)


def _addOutlines(scene, prefix: str, regions: dict) -> list:
    """Add the whole masses as segments, and have the regions that sample them know it; a segmentation for each role,
    since Slicer saves the segments of one on one grid."""
    nodes = {}
    for outline in lesionOutlines():
        if outline.role not in nodes:
            name = f"{prefix} {outline.role.replace('_', ' ')}"
            nodes[outline.role] = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", name)
            nodes[outline.role].CreateDefaultDisplayNodes()
        node = nodes[outline.role]
        image = slicer.vtkOrientedImageData()
        image.SetDimensions(*outline.array.shape[::-1])
        image.AllocateScalars(vtk.VTK_UNSIGNED_CHAR, 1)
        vtk_to_numpy(image.GetPointData().GetScalars())[:] = outline.array.ravel()
        image.SetImageToWorldMatrix(slicer.util.vtkMatrixFromArray(outline.ijkToRas))
        segmentId = node.AddSegmentFromBinaryLabelmapRepresentation(image, outline.name,
                                                                    regionRole(outline.role).color)
        for region in outline.regions:
            RegionSource(regions[region]).setOutlineApart(RegionSource(node, segmentId))
        # A line around each mass: what is in it is what is looked at.
        node.GetDisplayNode().SetAllSegmentsVisibility2DFill(False)
    return list(nodes.values())


def _addVolume(scene, series, name: str):
    node = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", name)
    node.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(series.ijkToRas))
    slicer.util.updateVolumeFromArray(node, series.array)
    node.CreateDefaultDisplayNodes()
    Volumes.setMetadata(node, {"Modality": "MR", "SeriesDescription": series.description,
                               **series.acquisition})
    Volumes.guessRole(node)
    return node


def _addRegion(scene, region):
    node = addRoi(scene, region.name, region.role, region.center, region.radii, region.axes, ELLIPSOID.name)
    if region.level:
        RegionSource(node).setLevel(region.level)
    # The handles of a dozen regions would hide the anatomy. Regions can be dragged by their center all the same.
    node.GetDisplayNode().SetHandlesInteractive(False)
    node.GetDisplayNode().SetTextScale(_TEXT_SCALE)
    return node
