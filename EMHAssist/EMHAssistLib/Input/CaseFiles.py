"""The files of a case read into a MRML scene, which then is like the scene of a user of the module."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import contextmanager

from ..Roles import RegionRole, SequenceRole
from ..Scene import Volumes
from ..Scene.Curves import setSlabThickness
from .CaseScene import addVolume, newScene, setRegionName
from .DicomFile import isDicomFile
from .DicomSeries import readDicom
from .ImageFile import readImageFile
from .LibraryWarnings import quietLibraries
from .Paths import splitPart
from .RegionFile import readRegions
from .StructureSet import ContourGrid
from .Voxels import ImageVoxels


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


def _readSeries(scene, role: SequenceRole, text: str) -> ContourGrid:
    voxels = _readVoxels(text)
    node = addVolume(scene, role.name, voxels)
    Volumes.setRole(node, role.name)
    Volumes.setMetadata(node, voxels.metadata)
    return ContourGrid(voxels.array.shape[:3], voxels.ijkToRas, voxels.metadata)


def _readVoxels(text: str) -> ImageVoxels:
    path, part = splitPart(text)
    if path.is_dir():
        return readDicom(path, part)
    if part:
        raise ValueError(f"only DICOM folders hold several series; leave out ':{part}'")
    return readDicom(path) if isDicomFile(path) else readImageFile(path)


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
