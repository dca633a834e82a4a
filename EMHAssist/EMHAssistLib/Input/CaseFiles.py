"""The files of a case read into a MRML scene, which then is like the scene of a user of the module."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..Roles import RegionRole, SequenceRole
from ..Scene import Volumes
from ..Scene.Curves import setSlabThickness
from ..Scene.StoredObjections import storeObjections, storePadding
from .CaseScene import addVolume, newScene, setRegionName
from .DicomSeries import isDicomFile, readDicom
from .ImageFile import ImageVoxels, readImageFile
from .RegionFile import readRegions
from .StructureSet import ContourGrid


def readCase(series: Sequence[tuple[SequenceRole, str]], regions: Sequence[tuple[RegionRole, str]], shape: str,
             thickness: float | None = None):
    """Read all files of a case.

    :param series: role and path of each series: image file, DICOM file, DICOM folder or FOLDER:NUMBER
    :param regions: role and path of each file with regions, as FILE or FILE:PART; see RegionFile
    :param shape: what to measure of a Markups ROI; see RegionShapes
    :param thickness: mm, of the region that a closed curve encloses; None for the default
    :return: vtkMRMLScene with the volumes and regions, which have their roles
    :raises ValueError: a file cannot be used; the message begins with its option and path
    """
    scene = newScene()
    grids, names = [], set()
    with quietLibraries():
        for role, text in series:
            with _named(role, text):
                grids.append(_readSeries(scene, role, text))
        for role, text in regions:
            with _named(role, text):
                for source in readRegions(scene, *splitPart(text), grids):
                    name = _unique(source.name, names)
                    names.add(name)
                    setRegionName(source, name)
                    source.setRole(role.name)
                    if source.isRoi:
                        source.setShape(shape)
                    elif source.isCurve and thickness is not None:
                        setSlabThickness(source.node, thickness)
    return scene


def splitPart(text: str) -> tuple[Path, str]:
    """Return the existing path at the start of a text and the part of it that is asked for, "" for the whole.

    The longest path that exists wins, so that colons in names and drive letters do no harm.

    :raises ValueError: nothing of that name exists, or its name cannot be written as UTF-8, which MRML needs
    """
    if not text.isprintable() and any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("the name of the file is not valid UTF-8; rename it")
    head, part = text, ""
    while not Path(head).exists() or not head:
        head, colon, _ = head.rpartition(":")
        if not colon:
            raise ValueError("there is no such file or folder; check the path")
        part = text[len(head) + 1:]
    return Path(head), part


@contextmanager
def quietLibraries():
    """Silence the warnings of VTK, ITK, pydicom and nibabel inside a ``with`` block.

    What matters of them is in the errors of the readers.
    """
    import SimpleITK
    import vtk

    vtkWarnings = vtk.vtkObject.GetGlobalWarningDisplay()
    itkWarnings = SimpleITK.ProcessObject.GetGlobalWarningDisplay()
    nibabelLog = logging.getLogger("nibabel.global")
    wasDisabled, nibabelLog.disabled = nibabelLog.disabled, True
    vtk.vtkObject.SetGlobalWarningDisplay(0)
    SimpleITK.ProcessObject.SetGlobalWarningDisplay(False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        nibabelLog.disabled = wasDisabled
        vtk.vtkObject.SetGlobalWarningDisplay(vtkWarnings)
        SimpleITK.ProcessObject.SetGlobalWarningDisplay(itkWarnings)


def _readSeries(scene, role: SequenceRole, text: str) -> ContourGrid:
    voxels = _readVoxels(text)
    # What the file is called may tell how it was acquired; the name is shown nowhere.
    hasDescription = "SeriesDescription" in voxels.metadata
    node = addVolume(scene, "" if hasDescription else splitPart(text)[0].name.partition(".")[0], voxels)
    Volumes.setRole(node, role.name)
    Volumes.setMetadata(node, voxels.metadata)
    storeObjections(node, voxels.objections)
    storePadding(node, voxels.padding)
    return ContourGrid(voxels.array.shape[:3], voxels.ijkToRas, voxels.metadata)


def _readVoxels(text: str) -> ImageVoxels:
    path, part = splitPart(text)
    if path.is_dir() or isDicomFile(path):
        return readDicom(path, part)
    if part:
        raise ValueError(f"only DICOM holds several series or images; leave out ':{part}'")
    return readImageFile(path)


def _unique(name: str, taken: Iterable[str]) -> str:
    """Return the name, numbered if it is taken: "mass", "mass (2)"."""
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{name} ({number})"
    return unique


@contextmanager
def _named(role: SequenceRole | RegionRole, text: str):
    """Say in errors which option and path they are about."""
    try:
        yield
    except OSError as error:
        raise ValueError(f"--{role.option} {text}: cannot be read: {error}") from error
    except ValueError as error:
        raise ValueError(f"--{role.option} {text}: {error}") from error
