"""Volumes as series: their sequence role, DICOM metadata and voxels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import nan

import slicer
import vtk

from ..Case import Displacement, Series
from ..Consistency.NoTissue import withoutPadding
from ..Measurement import Image
from ..Naming.AcquisitionHeader import kept
from ..Naming.SequenceNames import Guess, acquisitionAsTold, guessSequenceRole
from ..PlainNames import savable
from ..Roles import SEQUENCE_ROLES, sequenceRole
from .Cases import inActiveCase
from .CorrectedVolumes import SOURCE_ATTRIBUTE, correctedImage, correctedNode, isCorrected
from .DicomHeaders import checkHeaders
from .Nodes import NodeError, nodesByClass
from .Sequences import sequenceObjections
from .StoredDisplacements import displacement
from .StoredObjections import objections, padding
from .Transforms import elementsToWorld, ijkToWorld, isMoved

SEQUENCE_ROLE_ATTRIBUTE = "EMHAssist.SequenceRole"
# Why the role was guessed; empty once the user has chosen.
REASON_ATTRIBUTE = "EMHAssist.SequenceRoleReason"
# Role of a volume that the user or the guess keeps out of the case.
NO_ROLE = "none"

METADATA_PREFIX = "EMHAssist.DICOM."
# What the guess and the checks need, and nothing that tells who the patient is.
METADATA_TAGS = {
    "Modality": "0008,0060",
    "SeriesDescription": "0008,103E",
    "ProtocolName": "0018,1030",
    "ImageType": "0008,0008",
    "ContrastBolusAgent": "0018,0010",
    "RepetitionTime": "0018,0080",
    "EchoTime": "0018,0081",
    "InversionTime": "0018,0082",
    "MagneticFieldStrength": "0018,0087",
    "FrameOfReferenceUID": "0020,0052",
    # Only the time between two series leaves the scene.
    "AcquisitionDate": "0008,0022",
    "AcquisitionTime": "0008,0032",
    # How it was acquired.
    "ScanningSequence": "0018,0020",
    "SequenceVariant": "0018,0021",
    "ScanOptions": "0018,0022",
    "MRAcquisitionType": "0018,0023",
    "SequenceName": "0018,0024",
    "EchoTrainLength": "0018,0091",
    "FlipAngle": "0018,1314",
    "ReceiveCoilName": "0018,1250",
    "AcquisitionMatrix": "0018,1310",
    "Rows": "0028,0010",
    "Columns": "0028,0011",
    "SliceThickness": "0018,0050",
    "EchoPulseSequence": "0018,9008",
    "InversionRecovery": "0018,9009",
    "SteadyStatePulseSequence": "0018,9017",
    "EchoPlanarPulseSequence": "0018,9018",
    "SpectrallySelectedSuppression": "0018,9025",
    # What it shows.
    "AcquisitionContrast": "0008,9209",
    "ComplexImageComponent": "0008,9208",
    "DiffusionBValue": "0018,9087",
    "RescaleType": "0028,1054",
    "Units": "0054,1001",
    # On which scanner, and what tells that two volumes are one series; of numbers that could be looked up elsewhere a
    # digest alone is kept.
    "Manufacturer": "0008,0070",
    "ManufacturerModelName": "0008,1090",
    "DeviceSerialNumber": "0018,1000",
    "SeriesInstanceUID": "0020,000E",
    # What tells two patients apart.
    "PatientID": "0010,0020",
}


def imageVolumes(scene) -> list:
    """Return the volume nodes of the scene that hold images, in scene order: no label maps."""
    return [node for node in nodesByClass(scene, "vtkMRMLScalarVolumeNode")
            if not node.IsA("vtkMRMLLabelMapVolumeNode")]


def allVolumes(scene) -> list:
    """Return the volume nodes of the scene that could be a series, in scene order: no label maps, and no bias-corrected
    volumes, which belong to their originals."""
    return [node for node in imageVolumes(scene) if not isCorrected(node)]


def candidateVolumes(scene) -> list:
    """Return the volume nodes that could be a series of the active case, in scene order; see allVolumes."""
    return inActiveCase(scene, allVolumes(scene))


def checkVolume(volumeNode) -> None:
    """Refuse what is not a volume of the scene.

    :raises ValueError: it is of another class, or no longer in a scene
    """
    if not isinstance(volumeNode, slicer.vtkMRMLScalarVolumeNode) or volumeNode.GetScene() is None:
        raise ValueError("This is not a volume, or it is no longer in the scene. Choose another one.")


def role(volumeNode) -> str:
    """Return the name of the sequence role of a volume, "" when it has none."""
    name = volumeNode.GetAttribute(SEQUENCE_ROLE_ATTRIBUTE) or ""
    return "" if name == NO_ROLE else name


def setRole(volumeNode, name: str) -> None:
    """Give a volume a sequence role; "" keeps it out of the case.

    :raises ValueError: the role is unknown, or this is no volume of the scene
    """
    checkVolume(volumeNode)
    if name:
        sequenceRole(name)
    _write(volumeNode, name, "")


def guessRole(volumeNode) -> Guess | None:
    """Give a volume whose role nobody has chosen the guessed one; a new name may bring another guess.

    :return: the guess, None when somebody has chosen, or another version has guessed what this one does not know
    """
    present = volumeNode.GetAttribute(SEQUENCE_ROLE_ATTRIBUTE)
    isKnown = present in (None, NO_ROLE, *(known.name for known in SEQUENCE_ROLES))
    if present is not None and not (isKnown and volumeNode.GetAttribute(REASON_ATTRIBUTE)):
        return None
    guess = guessSequenceRole(volumeNode.GetName() or "", metadata(volumeNode))
    _write(volumeNode, guess.role, guess.reason)
    return guess


def _write(volumeNode, name: str, reason: str) -> None:
    with slicer.util.NodeModify(volumeNode):
        volumeNode.SetAttribute(SEQUENCE_ROLE_ATTRIBUTE, name or NO_ROLE)
        volumeNode.SetAttribute(REASON_ATTRIBUTE, savable(reason))


def metadata(volumeNode) -> dict[str, str]:
    """Return what DICOM says of a volume: keyword to value, only what is known; see METADATA_TAGS.

    Read from the node itself, and from Slicer's DICOM database the first time, so that a scene keeps it elsewhere.
    """
    values = {keyword: volumeNode.GetAttribute(METADATA_PREFIX + keyword) for keyword in METADATA_TAGS}
    known = {keyword: value for keyword, value in values.items() if value}
    database = getattr(slicer, "dicomDatabase", None)
    instances = (volumeNode.GetAttribute("DICOM.instanceUIDs") or "").split()
    if not known and instances and database:
        known = {keyword: value for keyword, tag in METADATA_TAGS.items()
                 if (value := database.instanceValue(instances[0], tag))}
        setMetadata(volumeNode, known)
        known = {keyword: kept(keyword, value) for keyword, value in known.items()}
    return known


def setMetadata(volumeNode, values: Mapping[str, str]) -> None:
    """Write DICOM metadata to a volume.

    :param values: keyword to value; keywords other than METADATA_TAGS are left out, so that nothing personal is kept,
        and of serial numbers and UIDs that tell whose series it is a digest is
    """
    for keyword in METADATA_TAGS:
        if values.get(keyword):
            volumeNode.SetAttribute(METADATA_PREFIX + keyword, kept(keyword, str(values[keyword])))


@dataclass(frozen=True)
class _Read:
    """A series as it was read.

    :param state: changes whenever anything of it does
    :param place: what changes whenever its voxels, the corrected ones or their place do
    :param images: voxels, the corrected ones, and why there are none
    :param series: what came of it
    """

    state: tuple
    place: tuple
    images: tuple[Image | None, Image | None, str]
    series: Series


class SeriesReader:
    """Turns volumes into series; those that have not changed are the same objects again."""

    def __init__(self):
        self._known: dict[str, _Read] = {}
        self._state: list[tuple] | None = None
        self._series: tuple[Series, ...] = ()
        self._guessed: set[int] = set()

    def series(self, scene) -> tuple[Series, ...]:
        """Return all volumes that have a sequence role, labeled by it, in scene order."""
        nodes = [node for node in candidateVolumes(scene) if role(node)]
        for node in nodes:
            # What it finds, padding among it, belongs to the voxels.
            checkHeaders(node)
        state = [(node.GetID(), _state(node)) for node in nodes]
        # The times do not tell what somebody is about to change in several steps.
        isSettled = not any(node.GetModifiedEventPending() for node in nodes)
        if not isSettled or state != self._state:
            self._readAll(nodes)
            self._state = state if isSettled else None
        return self._series

    def _readAll(self, nodes) -> None:
        known, self._known = self._known, {}
        labels = seriesLabels(nodes)
        for node in nodes:
            nodeId = node.GetID()
            self._known[nodeId] = _read(node, labels[nodeId], displacement(node, labels), known.get(nodeId))
        self._series = tuple(read.series for read in self._known.values())

    def guessRoles(self, scene) -> bool:
        """Give the volumes whose role nobody has chosen the guessed one, again where a volume has changed since.

        :return: whether a volume that never had a role has one now
        """
        nodes = candidateVolumes(scene)
        hasNew = False
        for node in nodes:
            if node.GetMTime() not in self._guessed:
                isFirst = node.GetAttribute(SEQUENCE_ROLE_ATTRIBUTE) is None
                guess = guessRole(node)
                hasNew |= isFirst and guess is not None and bool(guess.role)
        self._guessed = {node.GetMTime() for node in nodes}
        return hasNew


def series(scene) -> tuple[Series, ...]:
    """Return all volumes that have a sequence role, labeled by it, in scene order."""
    return SeriesReader().series(scene)


def seriesLabels(volumeNodes) -> dict[str, str]:
    """Return the label of each series by the ID of its volume: its role, numbered where several share it."""
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for node in volumeNodes:
        name = role(node)
        counts[name] = counts.get(name, 0) + 1
        labels[node.GetID()] = name if counts[name] == 1 else f"{name} ({counts[name]})"
    return labels


def contentKey(volumeNode) -> tuple:
    """Return what changes whenever name, attributes, voxels or place of a volume change."""
    # The time of the node covers name, attributes and geometry. No two objects ever have the same time.
    return (volumeNode.GetMTime(), _imageTime(volumeNode), _imageTime(correctedNode(volumeNode)),
            elementsToWorld(volumeNode))


def _imageTime(volumeNode) -> int:
    imageData = volumeNode.GetImageData() if volumeNode is not None else None
    return imageData.GetMTime() if imageData is not None else 0


def _state(volumeNode) -> tuple:
    """Return what changes whenever anything of a volume does, or of the corrected one."""
    corrected = correctedNode(volumeNode)
    return contentKey(volumeNode), corrected.GetMTime() if corrected else 0


def _read(volumeNode, label: str, displaced: Displacement | None, known: _Read | None) -> _Read:
    """Return a series, as far as it has not changed with the same objects as the last time."""
    state = (*_state(volumeNode), label, displaced)
    # The times do not tell what somebody is about to change in several steps.
    isSettled = not volumeNode.GetModifiedEventPending()
    if known and isSettled and state == known.state:
        return known
    # With another name, or role of its kind, the voxels are the same objects still: what was measured in them stays
    # known.
    place = _place(volumeNode)
    images = known.images if known and place == known.place else _images(volumeNode)
    return _Read(state if isSettled else (), place, images,
                 _series(volumeNode, role(volumeNode), label, place, displaced, *images))


def _place(volumeNode) -> tuple:
    """Return the node and what changes whenever its voxels, the corrected ones or their place do."""
    ijkToRas = vtk.vtkMatrix4x4()
    volumeNode.GetIJKToRASMatrix(ijkToRas)
    corrected = correctedNode(volumeNode)
    return (volumeNode.GetID(), _imageTime(volumeNode), ijkToRas.GetData(), elementsToWorld(volumeNode),
            padding(volumeNode), _isHounsfield(volumeNode), _imageTime(corrected),
            corrected and corrected.GetAttribute(SOURCE_ATTRIBUTE))


def _images(volumeNode) -> tuple[Image | None, Image | None, str]:
    """Return the voxels, the corrected ones, and why there are none."""
    try:
        image = readImage(volumeNode)
        return image, correctedImage(volumeNode, image), ""
    except ValueError as error:
        return None, None, str(error)


def _series(volumeNode, name: str, label: str, place: tuple, displaced: Displacement | None, image: Image | None,
            corrected: Image | None, problem: str) -> Series:
    known = metadata(volumeNode)
    frame, acquired = known.get("FrameOfReferenceUID", ""), acquisitionHours(known)
    if isMoved(volumeNode):
        # Somebody has moved it: where it lies now is no longer told by its header.
        frame = ""
    try:
        sequenceRole(name)
    except ValueError as error:
        image, corrected, problem = None, None, str(error).rstrip(".")
    volumeName = volumeNode.GetName() or ""
    acquisition = acquisitionAsTold(volumeName, known)
    # As text, whose hash Python computes once.
    return Series(label, name, repr(place), image, problem, frame, acquired, corrected, volumeNode.GetID(), acquisition,
                  displaced, (*objections(volumeNode), *sequenceObjections(volumeNode)))


def readImage(volumeNode) -> Image:
    """Return the voxels of a volume, and where they are in the world.

    :raises NodeError: they cannot be measured; says why
    """
    imageData = volumeNode.GetImageData()
    if imageData is None or imageData.GetPointData().GetScalars() is None:
        raise NodeError("the volume has no voxels", "load its image again")
    components = imageData.GetNumberOfScalarComponents()
    if components != 1 and _holdsImages(volumeNode):
        raise NodeError(f"the volume holds {components} images, such as moments or b-values",
                        "load one of them alone, or copy one out of it with the MultiVolume Explorer")
    if components != 1:
        raise NodeError(f"the volume has {components} values per voxel",
                        "extract one component with the Vector to Scalar Volume module and use that")
    array = slicer.util.arrayFromVolume(volumeNode)
    return Image(withoutPadding(array, padding(volumeNode), _isHounsfield(volumeNode)),
                 ijkToWorld(volumeNode))


def _holdsImages(volumeNode) -> bool:
    """Tell whether the values of a voxel are several images, as the readers of dynamic and diffusion series have it."""
    return any(volumeNode.IsA(name) for name in ("vtkMRMLMultiVolumeNode", "vtkMRMLDiffusionWeightedVolumeNode"))


def _isHounsfield(volumeNode) -> bool:
    """Tell whether the role of a volume says that its values are those of CT."""
    try:
        return sequenceRole(role(volumeNode)).quantitative
    except ValueError:
        return False


def acquisitionHours(known: Mapping[str, str]) -> float:
    """Return when a series was acquired in hours since the year 1, NaN when DICOM does not tell.

    :param known: metadata of the volume; date YYYYMMDD and time HHMMSS as in DICOM PS3.5, section 6.2
    """
    date, time = known.get("AcquisitionDate", ""), known.get("AcquisitionTime", "").partition(".")[0]
    try:
        # Minutes and seconds may be left out, the hour not: midnight would be hours away from the other series.
        moment = datetime.strptime(date + (time and time.ljust(6, "0")), "%Y%m%d%H%M%S")
    except ValueError:
        return nan
    return (moment - datetime.min).total_seconds() / 3600
