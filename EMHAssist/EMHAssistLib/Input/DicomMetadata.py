"""What may be kept of the header of a DICOM image."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..Naming.AcquisitionHeader import kept
from ..Scene.Volumes import METADATA_TAGS

# What RTSTRUCT contours refer to; kept with the voxels as it is, in the scene as a digest.
SERIES_KEYWORD = "SeriesInstanceUID"

# Keywords of images of one frame to those that enhanced images have instead (DICOM PS3.3 C.8.13).
_ENHANCED = {
    "EchoTime": "EffectiveEchoTime",
    "InversionTime": "InversionTimes",
    "EchoTrainLength": "RFEchoTrainLength",
    "SequenceName": "PulseSequenceName",
}


def metadataOf(data, frame=None) -> dict[str, str]:
    """Return what may be kept of a header: keyword to text, several values joined as in DICOM.

    :param data: pydicom.Dataset; of an enhanced image the groups all frames share are read, and those of one
    :param frame: the item of PerFrameFunctionalGroupsSequence to read, None for the first one
    """
    texts = {}
    for keyword in METADATA_TAGS:
        value = _found(data, keyword, frame)
        if value is None and keyword in _ENHANCED:
            value = _found(data, _ENHANCED[keyword], frame)
        if keyword == "ImageType" and value is not None and "MIXED" in value:
            value = _found(data, "FrameType", frame) or value
        if value is not None:
            texts[keyword] = value if isinstance(value, str) else "\\".join(map(str, np.atleast_1d(value)))
    if "PatientID" in texts:
        texts["PatientID"] = kept("PatientID", texts["PatientID"])
    if "AcquisitionMatrix" not in texts and "NumberOfFrames" in data:
        texts |= _acquisitionMatrix(data, frame)
    return texts


def _found(data, keyword: str, frame):
    """Return a value of an image, or of its functional groups; None where it has none."""
    for item in (data, *_groupItems(data, frame)):
        value = item.get(keyword)
        if value is not None and value != "" and not (hasattr(value, "__len__") and len(value) == 0):
            return value
    return None


def _groupItems(data, frame) -> Iterator:
    """Yield the items of the functional groups: what all frames share, then what one of them has."""
    own = (data.get("PerFrameFunctionalGroupsSequence") or ())[:1] if frame is None else (frame,)
    for groups in (*(data.get("SharedFunctionalGroupsSequence") or ())[:1], *own):
        for element in groups:
            if element.VR == "SQ" and not element.tag.is_private:
                yield from element.value[:1]


def _acquisitionMatrix(data, frame) -> dict[str, str]:
    """Return the steps of encoding in the order of AcquisitionMatrix: of frequency and of phase, down and across."""
    frequency, phase = (_found(data, keyword, frame) for keyword in
                        ("MRAcquisitionFrequencyEncodingSteps", "MRAcquisitionPhaseEncodingStepsInPlane"))
    if not frequency or not phase:
        return {}
    isAcross = str(_found(data, "InPlanePhaseEncodingDirection", frame) or "").upper().startswith("COL")
    return {"AcquisitionMatrix": "\\".join(map(str, (0, frequency, phase, 0) if isAcross else
                                               (frequency, 0, 0, phase)))}
