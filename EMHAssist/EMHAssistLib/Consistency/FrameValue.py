"""Where the header of a DICOM image keeps what holds for one of its frames."""

from __future__ import annotations

# What to do about a header that cannot be right.
EXPORT_AGAIN = "export the series again, from the scanner or archive it comes from"


def frameValue(data, frame, sequence: str, keyword: str):
    """Return a value of a frame, from its functional group or the shared one, or of a single-frame image.

    :param data: pydicom.Dataset of the image
    :param frame: its item of PerFrameFunctionalGroupsSequence, None for a single-frame image
    :param sequence: keyword of the functional group that holds the value
    :param keyword: of the value
    :return: None where it is not there
    """
    if frame is None:
        return data.get(keyword)
    for groups in (frame, *(data.get("SharedFunctionalGroupsSequence") or ())):
        for item in groups.get(sequence) or ():
            if keyword in item:
                return item.get(keyword)
    return None
