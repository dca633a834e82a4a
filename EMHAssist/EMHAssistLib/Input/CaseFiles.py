"""The files of a case read into a MRML scene, which then is like the scene of a user of the module."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unicodedata import normalize

from ..Case import SourceId
from ..Comparability import Objection
from ..Consistency.LabelValues import labelsForSignal
from ..PlainNames import plainName
from ..Roles import RegionRole, SequenceRole, mayBeOneSeries
from ..Scene import Volumes
from ..Scene.Curves import setSlabThickness
from ..Scene.Regions import RegionSource
from ..Scene.StoredObjections import objections, storeObjections, storePadding
from .Account import Asked
from .CaseScene import addVolume, newScene, setRegionName
from .ContourStack import ContourGrid
from .DicomSeries import isDicomFile, readDicom
from .ImageFile import ImageVoxels, readImageFile
from .RegionFile import readRegions


def readCase(series: Sequence[tuple[SequenceRole, str]], regions: Sequence[tuple[RegionRole, str]], shape: str,
             thickness: float | None = None, asked: list[Asked] | None = None):
    """Read all files of a case.

    :param series: role and path of each series: image file, DICOM file, DICOM folder or FOLDER:NUMBER
    :param regions: role and path of each file with regions, as FILE or FILE:PART; see RegionFile
    :param shape: what to measure of a Markups ROI; see RegionShapes
    :param thickness: mm, of the region that a closed curve encloses; None for the default
    :param asked: list to which what was asked for and read is added; see Account
    :return: vtkMRMLScene with the volumes and regions, which have their roles
    :raises ValueError: a file cannot be used, or a region is given twice; the message begins with its option and path
    """
    _refuseTwoRoles(series)
    scene = newScene()
    grids, names = [], set()
    asked = [] if asked is None else asked
    given: dict[tuple[Path, str], str] = {}
    known: list[Objection] = []
    with quietLibraries():
        for role, text in series:
            with _named(role, text):
                grid, node = _readSeries(scene, role, text)
                grids.append(grid)
                known += objections(node)
                asked.append(Asked(f"--{role.option} {text}", (SourceId(node.GetID()),), True))
        for role, text in regions:
            with _named(role, text):
                path, part = splitPart(text)
                sources = readRegions(scene, path, part, grids, known)
                _checkGivenOnce(given, f"--{role.option} {text}", path, sources)
                asked.append(Asked(f"--{role.option} {text}", tuple(source.id for source in sources), False))
                for source in sources:
                    source.noteNameChange(source.name)
                    name = _unique(plainName(source.name), names)
                    names.add(name)
                    setRegionName(source, name)
                    source.setRole(role.name)
                    if source.isRoi:
                        source.setShape(shape)
                    elif source.isCurve and thickness is not None:
                        setSlabThickness(source.node, thickness)
    return scene


def _checkGivenOnce(given: dict[tuple[Path, str], str], option: str, path: Path,
                    sources: Sequence[RegionSource]) -> None:
    """Refuse a region that another option gives, too: it would count twice, or for two tissues.

    :param given: file and name of the regions so far to the option that gave each; these are added
    """
    for source in sources:
        key = path.resolve(), normalize("NFC", source.name)
        if key in given:
            raise ValueError(f"the region '{source.name}' is given twice, also as {given[key]}; leave one of them out")
        given[key] = option


def splitPart(text: str) -> tuple[Path, str]:
    """Return the existing path at the start of a text and the part of it that is asked for, "" for the whole.

    The longest path that exists wins, so that colons in names and drive letters do no harm.

    :raises ValueError: nothing of that name exists, or its name cannot be written as UTF-8, which MRML needs
    """
    if not text.isprintable() and any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("the name of the file is not valid UTF-8; rename it")
    head, part = text, ""
    while not head or not (path := _existing(head)):
        if os.path.islink(head):
            raise ValueError("the file or folder that this link points to is not there; check the path")
        head, colon, _ = head.rpartition(":")
        if not colon:
            raise ValueError("there is no such file or folder; check the path")
        part = text[len(head) + 1:]
    return path, part


def _existing(text: str) -> Path | None:
    """Return the path if there is such a file or folder, with accents in one piece or in two, as systems write them."""
    for written in (text, normalize("NFC", text), normalize("NFD", text)):
        try:
            if Path(written).exists():
                return Path(written)
        except (OSError, ValueError):  # longer than names can be, or a NUL in it
            continue
    return None


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


def _readSeries(scene, role: SequenceRole, text: str) -> tuple[ContourGrid, Any]:
    """Read a series into a scene, and return its grid and volume node."""
    path, part = splitPart(text)
    voxels = _readVoxels(path, part)
    # What the file is called may tell how it was acquired; the name is shown nowhere.
    hasDescription = "SeriesDescription" in voxels.metadata
    node = addVolume(scene, "" if hasDescription else plainName(path.name.partition(".")[0]), voxels)
    Volumes.setRole(node, role.name)
    Volumes.setMetadata(node, voxels.metadata)
    storeObjections(node, (*voxels.objections, *labelsForSignal(voxels.array)))
    storePadding(node, voxels.padding)
    return ContourGrid(voxels.array.shape[:3], voxels.ijkToRas, voxels.metadata), node


def _refuseTwoRoles(series: Sequence[tuple[SequenceRole, str]]) -> None:
    """Refuse a path that is given twice.

    :raises ValueError: it is; names both options
    """
    given: list[tuple[tuple[Path, str], SequenceRole, str]] = []
    for role, text in series:
        with _named(role, text):
            path, part = splitPart(text)
            place = (path.resolve(), part)
        for other, earlier, before in given:
            if other == place and not mayBeOneSeries(role.name, earlier.name):
                raise ValueError(f"--{role.option} {text}: the same series was given as --{earlier.option} {before}; "
                                 "leave one of them out")
        given.append((place, role, text))


def _readVoxels(path: Path, part: str) -> ImageVoxels:
    if path.is_dir() or isDicomFile(path):
        return readDicom(path, part)
    if path.name.lower().endswith((".seg.nrrd", ".seg.nhdr")):
        raise ValueError("is a segmentation; give the series that it was drawn on, and this as a region")
    return readImageFile(path, part)


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
