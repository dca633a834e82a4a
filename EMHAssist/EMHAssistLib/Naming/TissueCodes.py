"""What coded segments show: SNOMED CT codes of tissues and vertebrae, the one place for them.

Vertebrae and discs: DICOM PS3.16, context groups CID 7603 and CID 7604. Cord, erector spinae and CSF: the segmentation
types and anatomic regions of 3D Slicer's DICOM terminology. Bone marrow: SNOMED CT. TotalSegmentator in 3D Slicer
writes the same codes.
"""

from __future__ import annotations

from dataclasses import dataclass

SCHEME = "SCT"

# Code of the vertebra at each level.
_VERTEBRAE = {
    "C1": "14806007", "C2": "39976000", "C3": "113205007", "C4": "5329002", "C5": "36978003", "C6": "36054005",
    "C7": "87391001", "T1": "64864005", "T2": "53733008", "T3": "1626008", "T4": "73071006", "T5": "56401006",
    "T6": "45296009", "T7": "62487009", "T8": "11068009", "T9": "82687006", "T10": "7610001", "T11": "12989004",
    "T12": "23215003", "L1": "66794005", "L2": "14293000", "L3": "36470004", "L4": "11994002", "L5": "49668003"}
# Code of the disc below each level.
_DISCS = {
    "C2": "1078209008", "C3": "58820006", "C4": "49400002", "C5": "73959003", "C6": "75095006", "C7": "37414007",
    "T1": "40908007", "T2": "6004007", "T3": "2620004", "T4": "82965004", "T5": "72692000", "T6": "74401007",
    "T7": "28693002", "T8": "9188009", "T9": "113209001", "T10": "34959001", "T11": "1537001", "T12": "76206002",
    "L1": "80064006", "L2": "67459009", "L3": "62551000", "L4": "84020006", "L5": "715056000"}
_VERTEBRA = "51282000"  # of any level
_TISSUES = {"14016003": "marrow", "2748008": "cord", "44947003": "muscle", "280401006": "csf"}
# What a code names that is none of these tissues: a canal holds fat and veins beside CSF.
_OTHERS = {"61853006"}


@dataclass(frozen=True)
class CodedTissue:
    """What a code says.

    :param role: name of a region role, "" for a known tissue that is no reference
    :param level: vertebral level, "" where it is not a vertebra of a known level
    :param isVertebra: a whole vertebra
    """

    role: str
    level: str = ""
    isVertebra: bool = False


_BY_CODE = {
    **{code: CodedTissue("marrow", level, True) for level, code in _VERTEBRAE.items()},
    **{code: CodedTissue("disc") for code in _DISCS.values()},
    _VERTEBRA: CodedTissue("marrow", "", True),
    **{code: CodedTissue(role) for code, role in _TISSUES.items()},
    **{code: CodedTissue("") for code in _OTHERS},
}


def codedTissue(terminology: str) -> CodedTissue | None:
    """Return what the terminology entry of a segment says.

    :param terminology: as 3D Slicer writes it: context, category, type, modifier, context, region and its modifier,
        each "scheme^value^meaning", joined by "~". Bone marrow of a vertebra has the marrow as type, the
        vertebra as region
    :return: None where type and region are none of these codes: then the name may tell
    """
    parts = terminology.split("~")
    kind, region = (_BY_CODE.get(_code(parts[index])) if len(parts) > index else None for index in (2, 5))
    if kind is not None and region is not None and kind.role == "marrow" and not kind.level:
        return CodedTissue(kind.role, region.level, kind.isVertebra)
    return kind if kind is not None else region if region is not None and _isTissueWord(parts[2]) else None


def _isTissueWord(kind: str) -> bool:
    """Tell whether a type says no more than that it is anatomy: then the region says which. A mass in it does more."""
    return _code(kind) in ("85756007", "123037004", "")


def _code(triple: str) -> str:
    scheme, _separator, rest = triple.partition("^")
    return rest.partition("^")[0] if scheme == SCHEME else ""
