"""Which segments of a segmentation show a tissue that lesions are compared with, by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..Roles import REGION_ROLES
from .TissueCodes import codedTissue
from .VertebralLevels import LEVELS, segmentNumbers, vertebraLevels


@dataclass(frozen=True)
class SegmentTissue:
    """What a segment shows.

    :param role: name of a region role
    :param level: vertebral level, "" when it is not a vertebra with a name
    :param isWholeVertebra: the arch and its processes, which are mostly cortical bone, belong to the segment
    """

    role: str
    level: str = ""
    isWholeVertebra: bool = False


# Region role, words of which one has to be there, and words that may stand beside them.
_TISSUES = tuple((role.name, set(needed.split()), set(allowed.split()))
                 for role in REGION_ROLES for needed, allowed in role.segments)
# In a name, these say that something is not the tissue it is coded as.
_NOT_NORMAL = {"lesion", "tumor", "tumour", "mass", "metastasis", "metastases", "fracture", "edema", "cyst"}
_BODY = {"body", "bodies", "corpus", "marrow"}
_NEUTRAL = {"left", "right", "l", "r", "s", *(level.lower() for level in LEVELS)}
# Abbreviations in the label map of TotalSpineSeg, and its discs ("T5-T6"): too short to be trusted without levels.
_AMONG_LEVELS = {"sc": "cord"}
_DISC_AMONG_LEVELS = re.compile(r"[CTL]\d+-[CTLS]\d*")
# Labels in the subregion masks of SPINEPS, which hold all of the second and nothing beyond the third set.
_SPINEPS = {49: "marrow", 50: "marrow", 60: "cord", 100: "disc"}
_SPINEPS_ALWAYS = {41, 49, 61}
_SPINEPS_KNOWN = {26, *range(41, 51), 60, 61, 62, 100}


def segmentTissues(names: Sequence[str], terminologies: Sequence[str] = ()) -> list[SegmentTissue | None]:
    """Return the tissue of each segment of one segmentation, None for those that show no such tissue.

    What a segment is coded as counts before its name, which may be in any language.

    :param names: names of all its segments. Abbreviations of TotalSpineSeg and label numbers of SPINEPS count only in a
        segmentation that is recognized as theirs.
    :param terminologies: terminology entry of each as 3D Slicer writes it, "" for none; empty where none has one
    """
    named = _namedTissues(names)
    coded = [codedTissue(entry) for entry in terminologies] or [None] * len(names)
    tissues: list[SegmentTissue | None] = []
    for name, code, tissue in zip(names, coded, named):
        if code is None:
            tissues.append(tissue)
        elif not code.role or (tissue is None and _words(name) & _NOT_NORMAL):
            tissues.append(None)  # a canal; or a lesion that is coded by where it lies
        else:
            # The body alone has no code of its own.
            isWhole = code.isVertebra and not _words(name) & _BODY
            level = code.level or (tissue.level if tissue and tissue.role == code.role else "")
            tissues.append(SegmentTissue(code.role, level, isWhole))
    return tissues


def segmentLevels(names: Sequence[str], terminologies: Sequence[str] = ()) -> list[str]:
    """Return the vertebral level of each segment of one segmentation, "" for those that are no vertebra; as
    segmentTissues."""
    coded = [codedTissue(entry) for entry in terminologies] or [None] * len(names)
    return [code.level if code and code.isVertebra and code.level else "" if code else level
            for code, level in zip(coded, vertebraLevels(names))]


def _namedTissues(names: Sequence[str]) -> list[SegmentTissue | None]:
    """Return the tissue that the name of each segment tells."""
    levels = vertebraLevels(names)
    numbers = segmentNumbers(names)
    isSpineps = _SPINEPS_ALWAYS <= set(numbers) - {-1} <= _SPINEPS_KNOWN
    tissues = []
    for name, level, number in zip(names, levels, numbers):
        role, words = ("marrow", _words(name)) if level else _tissueRole(name)
        if not role and any(levels):
            role = "disc" if _DISC_AMONG_LEVELS.fullmatch(name) else _AMONG_LEVELS.get(name.lower(), "")
        if not role and isSpineps:
            role = _SPINEPS.get(number, "")
        isWhole = role == "marrow" and not words & _BODY and not isSpineps
        tissues.append(SegmentTissue(role, level, isWhole) if role else None)
    return tissues


def _tissueRole(name: str) -> tuple[str, set[str]]:
    """Return the region role that a name tells, "" for none, and the words of the name."""
    words = _words(name) - _NEUTRAL
    for role, needed, allowed in _TISSUES:
        if words & needed and words <= needed | allowed:
            return role, words
    return "", words


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+\d*", name.lower()))
