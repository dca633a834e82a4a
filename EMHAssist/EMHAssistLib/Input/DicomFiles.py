"""Which files of a folder are the images of DICOM series, and which are none of their slices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .DicomDamage import UnusableDicomError, damageReported
from .DicomMetadata import SERIES_KEYWORD

# Files that must not be passed over when they cannot be read: a slice would be missing.
_DICOM_SUFFIXES = (".dcm", ".dicom", ".ima")
# What systems and DICOM media put beside images; hidden files besides, such as the ._ files of macOS.
_OTHERS = ("thumbs.db", "desktop.ini", "dicomdir", "icon\r")
# Suffixes of what people put beside images.
_OTHER_SUFFIXES = (".txt", ".md", ".json", ".xml", ".csv", ".tsv", ".pdf", ".jpg", ".jpeg", ".png", ".html", ".htm",
                   ".log", ".ini", ".db", ".inf", ".nii", ".gz", ".nrrd", ".zip", ".bval", ".bvec", ".mrml", ".exe")
_PREAMBLE, _MAGIC = 128, b"DICM"
# Value representations of the first elements of a header; DICOM PS3.5, section 6.2.
_FIRST_VRS = (b"UL", b"UI", b"CS", b"OB", b"SH", b"DA", b"TM", b"LO")
_LONGEST_FIRST_ELEMENT = 1024
_SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
_PICTURES = {"SCREEN SAVE", "SCREENSHOT", "SCREEN CAPTURE"}
_LOCALIZER_WORDS = ("localizer", "localiser", "scout", "survey", "topogram", "loc", "3-pl", "3plane", "surview")


@dataclass(frozen=True)
class DicomHeader:
    """What is needed of the header of a DICOM image, and the rest of it."""

    file: Path
    data: object
    seriesUid: str
    seriesNumber: str
    seriesDescription: str

    @cached_property
    def isNoSlice(self) -> bool:
        """Whether it is none of the slices of a series that holds others: a screenshot or a localizer."""
        return self._isPicture or self._isLocalizer

    @property
    def isSecondaryCapture(self) -> bool:
        """Whether it is stored as a picture of images is."""
        storage = str(self.data.get("SOPClassUID") or "")  # type: ignore[attr-defined]
        return storage.startswith(_SECONDARY_CAPTURE)

    @property
    def shared(self) -> tuple:
        """What the images of one series share; a series UID is not among it."""
        keywords = ("StudyInstanceUID", "FrameOfReferenceUID", "Modality", "PatientID")
        return (self.seriesNumber, self.seriesDescription,
                *(str(self.data.get(keyword) or "") for keyword in keywords))  # type: ignore[attr-defined]

    @property
    def _isPicture(self) -> bool:
        """Whether it is a picture of images, without a place in the patient."""
        if "ImagePositionPatient" in self.data:  # type: ignore[operator]
            return False
        return self.isSecondaryCapture or bool(_PICTURES & self._imageType)

    @property
    def _isLocalizer(self) -> bool:
        """Whether it was made to plan others on."""
        words = self.seriesDescription.lower().replace("_", " ").split()
        return any(word in _LOCALIZER_WORDS for word in words) or "LOCALIZER" in self._imageType

    @property
    def _imageType(self) -> set[str]:
        value = self.data.get("ImageType") or ()  # type: ignore[attr-defined]
        return {str(part).strip().upper() for part in ([value] if isinstance(value, str) else value)}


def isDicomFile(path: Path) -> bool:
    """Tell whether a file starts as DICOM files do (PS3.10, section 7.1), or as what some programs write: the data
    without the preamble.

    :raises OSError: the file cannot be read
    """
    with open(path, "rb") as stream:
        head = stream.read(_PREAMBLE + len(_MAGIC))
    return head[_PREAMBLE:] == _MAGIC or (_startsAsDataSet(head) and _header(path) is not None)


def imageHeaders(path: Path) -> tuple[list[DicomHeader], list[str]]:
    """Return the headers of the DICOM images in a folder, or of a single file, and the names of the files that were
    left out and might have been a slice.

    :raises ValueError: a file that has to be a slice cannot be read
    :raises OSError: a file cannot be read
    """
    if not path.is_dir():
        return list(_headerOf(path, [])), []
    files = sorted(file for file in path.iterdir() if file.is_file())
    if not files and not any(path.iterdir()):
        raise ValueError("the folder is empty; give the folder that holds the files of the series")
    leftOut: list[str] = []
    return [header for file in files if not _isOther(file) for header in _headerOf(file, leftOut)], leftOut


def _isOther(file: Path) -> bool:
    return file.name.startswith(".") or file.name.lower() in _OTHERS


def _headerOf(file: Path, leftOut: list[str]) -> Iterator[DicomHeader]:
    """Yield the header of a file if it is a DICOM image; say in the list that it may have been one."""
    import pydicom

    with open(file, "rb") as stream:
        head = stream.read(_PREAMBLE + len(_MAGIC))
        if head[_PREAMBLE:] == _MAGIC:
            stream.seek(0)
            with damageReported(file):
                data = pydicom.dcmread(stream, stop_before_pixels=True)
                isImage = _isImage(file, data)
    if head[_PREAMBLE:] != _MAGIC:
        data = _header(file) if _startsAsDataSet(head) else None
        isImage = data is not None and "Rows" in data
        if data is None:
            if file.suffix.lower() in _DICOM_SUFFIXES:
                raise UnusableDicomError(f"{file.name} is not a DICOM file or damaged; copy or export the series again")
            if file.suffix.lower() not in _OTHER_SUFFIXES:
                leftOut.append(file.name)
    if isImage:
        with damageReported(file):
            texts = (str(data.get(keyword, "")) for keyword in (SERIES_KEYWORD, "SeriesNumber", "SeriesDescription"))
            yield DicomHeader(file, data, *texts)


def _startsAsDataSet(head: bytes) -> bool:
    """Tell whether bytes may be the first element of a header, in the byte order that almost all files have."""
    if len(head) < 132 or head[:2] not in (b"\x02\0", b"\x08\0") or head[3] != 0:
        return False
    return head[4:6] in _FIRST_VRS or int.from_bytes(head[4:8], "little") <= _LONGEST_FIRST_ELEMENT


def _header(file: Path):
    """Return the header of a file without preamble, None where it is none."""
    import pydicom

    try:
        data = pydicom.dcmread(file, stop_before_pixels=True, force=True)
        storage = str(data.get("SOPClassUID") or data.file_meta.get("MediaStorageSOPClassUID") or "")
    except Exception:
        # Whatever pydicom trips over, it is no DICOM.
        return None
    return data if storage.startswith("1.2.840.10008.") else None


def _isImage(file: Path, data) -> bool:
    """Tell an image from a report, structure set or directory."""
    kind = data.file_meta.get("MediaStorageSOPClassUID")
    if "Rows" not in data and (kind is None or kind.name.endswith(" Image Storage")):
        raise UnusableDicomError(f"{file.name} is cut off or damaged; copy or export the series again")
    return "Rows" in data
