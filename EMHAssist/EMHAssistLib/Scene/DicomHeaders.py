"""The headers of the files that Slicer has loaded a volume from, held against each other once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import slicer

from ..Comparability import Consequence, Objection
from ..Consistency.DicomImages import differencesBetweenSlices, imagesOf, listed
from ..Consistency.DicomSlice import Slice, slicesOf
from ..Consistency.DicomStack import stackSlices
from ..Consistency.DicomValues import paddingInSlicer, valuesObjections
from .StoredObjections import objections, storeObjections, storePadding

# On the volume: how many of its files were read. It is done once; what was found is saved with the volume.
READ_ATTRIBUTE = "EMHAssist.DicomHeadersRead"


def checkHeaders(volumeNode) -> None:
    """Read the headers of a volume of Slicer's DICOM database the first time it is seen, and keep what they contradict
    on the volume.

    What the files are not there for stays as it is. Never raises.
    """
    if volumeNode.GetAttribute(READ_ATTRIBUTE) is not None:
        return
    database = getattr(slicer, "dicomDatabase", None)
    instances = (volumeNode.GetAttribute("DICOM.instanceUIDs") or "").split()
    if not instances or not database:
        return
    headers = _headers(database, instances)
    if not headers:
        return
    volumeNode.SetAttribute(READ_ATTRIBUTE, str(len(headers)))
    try:
        found = headerObjections(headers)
        filling = _padding(headers)
    except Exception as error:
        # A header may hold anything, and a volume that Slicer shows must not keep the panel from showing it.
        logging.warning("The DICOM headers of a volume cannot be checked: %s", type(error).__name__)
        return
    if len(headers) < len(instances):
        found.append(Objection("headers_missing", f"the DICOM database has {len(headers)} of the {len(instances)} "
                               "files that it was loaded from: what the others say was not checked",
                               Consequence.FINE))
    storeObjections(volumeNode, [*objections(volumeNode), *found])
    if filling is not None:
        storePadding(volumeNode, filling)


def headerObjections(headers: Sequence[tuple[Path, object]]) -> list[Objection]:
    """Return what the headers of a volume contradict.

    :param headers: files and their headers (pydicom.Dataset), in any order
    """
    return [*_stackObjections(headers), *valuesObjections([data for _, data in headers])]


def _stackObjections(headers: Sequence[tuple[Path, object]]) -> list[Objection]:
    slices: list[Slice] = []
    try:
        for file, data in headers:
            slices += slicesOf(file, data)
        images = imagesOf(slices)
        if len(images) > 1:
            return [Objection("several_images", f"it is put together from several images: {listed(images)}; load one "
                              "of them alone, as the Advanced view of the DICOM module offers them",
                              Consequence.REFUSED)]
        stack = stackSlices(slices)
        return [*stack.objections(), *differencesBetweenSlices(stack.slices)]
    except ValueError as error:
        return [Objection("slices", str(error), Consequence.REFUSED)]


def _padding(headers: Sequence[tuple[Path, object]]) -> tuple[float, float] | None:
    try:
        return paddingInSlicer([data for _, data in headers])
    except ValueError:
        # That the values cannot be told is among the objections.
        return None


def _headers(database, instances: Sequence[str]) -> list[tuple[Path, object]]:
    """Return file and header of each instance whose file can be read; none where that of the first one is not there."""
    import pydicom

    headers = []
    for place, instance in enumerate(instances):
        file = database.fileForInstance(instance)
        if file:
            try:
                headers.append((Path(file), pydicom.dcmread(file, stop_before_pixels=True, force=True)))
            except Exception as error:
                logging.warning("A DICOM header cannot be read: %s", type(error).__name__)
        if place == 0 and not headers:
            return []
    return headers
