"""Vertebral levels: their names and order, and which segment of a segmentation is which vertebra.

Names are those of TotalSegmentator and TotalSpineSeg ("vertebrae_T5"; "T5" in the label map of TotalSpineSeg), of
TPTBox and SPINEPS ("T5", or its number in a label map) and of SNOMED CT as 3D Slicer shows them ("T5 vertebra").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

# Most spines have neither T13 nor L6: between two known vertebrae they count only when one is named.
LEVELS = (*(f"C{number}" for number in range(1, 8)), *(f"T{number}" for number in range(1, 14)),
          *(f"L{number}" for number in range(1, 7)), *(f"S{number}" for number in range(1, 6)))
VARIANT_LEVELS = ("T13", "L6")

# Typical distance in mm from the center of a vertebral body to the next, disc included. Thoracic: bodies of 17.6 to
# 20.5 mm from T2 to T9 (208 vertebrae; Egwu et al., J Anat Soc India 2019;68:110-8) with discs of 4.5 to 7.2 mm (Kunkel
# et al., J Anat 2011;219:375-87). The others are assumed: bodies of 13 to 15 and 26 to 29 mm and their discs. Only used
# with wide limits.
PITCH = {"C": 18.0, "T": 24.0, "L": 36.0, "S": 26.0}

_BEFORE = r"(?:vertebrae|vertebral?[ _-]?body|vertebra|vert|corpus)[ _-]"
_AFTER = r"[ _-](?:vertebrae|vertebral?[ _-]?body|vertebra|vert|body|corpus)"
_NAMED = re.compile(rf"{_BEFORE}([ctls]\d+)(?:[ _-](?:body|corpus))?|([ctls]\d+){_AFTER}", re.IGNORECASE)
_BARE = re.compile(r"[ctls]\d+", re.IGNORECASE)
# T1 and T2 are sequences of MR as well, and a lesion may be drawn on both: three in a row are levels.
_FEWEST_BARE = 3

# What Slicer calls the labels of a file that brings no names.
_NUMBERED = re.compile(r"(?:segment_|label_)?(\d+)", re.IGNORECASE)
# Label of a vertebra in the instance masks of SPINEPS (TPTBox, Vertebra_Instance); 100 and 200 more are its lower disc
# and its endplates.
_SPINEPS = {**{index: f"C{index}" for index in range(1, 8)}, **{index + 7: f"T{index}" for index in range(1, 13)},
            **{index + 19: f"L{index}" for index in range(1, 7)}, 28: "T13"}


def vertebraLevel(name: str) -> str:
    """Return the level of a segment whose name alone says that it is a vertebra, "" for any other.

    A mere "T5" does not say so; see vertebraLevels.
    """
    match = _NAMED.fullmatch(name.strip())
    level = (match[1] or match[2]).upper() if match else ""
    return level if level in LEVELS else ""


def vertebraLevels(names: Sequence[str]) -> list[str]:
    """Return the level of each segment of one segmentation, "" for those that are not a vertebra.

    :param names: names of all its segments. A mere "T5" counts among at least three consecutive ones. Numbers count
        when they are those of an instance mask of SPINEPS, with the discs and endplates it comes with; other tools
        have changed their numbers between versions.
    """
    levels = [vertebraLevel(name) for name in names]
    bare = [name.strip().upper() if _BARE.fullmatch(name.strip()) else "" for name in names]
    accepted = _inRows(bare)
    numbers = segmentNumbers(names)
    isSpineps = _isSpinepsInstances(numbers)
    return [level or (alone if alone in accepted else "") or (_SPINEPS.get(number, "") if isSpineps else "")
            for level, alone, number in zip(levels, bare, numbers)]


def segmentNumbers(names: Sequence[str]) -> list[int]:
    """Return the labels that Slicer made names of ("Segment_5", "Label_5", "5"), -1 for a name that is not one."""
    matches = [_NUMBERED.fullmatch(name.strip()) for name in names]
    return [int(match[1]) if match else -1 for match in matches]


def orderedLevels(levels) -> tuple[str, ...]:
    """Return all levels from the head down that a spine with these has: T13 and L6 only when they are among them."""
    return tuple(level for level in LEVELS if level not in VARIANT_LEVELS or level in levels)


def _inRows(levels: Sequence[str]) -> set[str]:
    """Return the levels that stand in a row of at least three."""
    order = orderedLevels(levels)
    rows = [list(row) for isPresent, row in groupby(order, key=lambda level: level in levels) if isPresent]
    return {level for row in rows if len(row) >= _FEWEST_BARE for level in row}


def _isSpinepsInstances(numbers: Sequence[int]) -> bool:
    """Tell whether labels are those of vertebrae together with their discs and endplates."""
    vertebrae = {number for number in numbers if number in _SPINEPS}
    complete = [number for number in vertebrae if number + 100 in numbers and number + 200 in numbers]
    return len(vertebrae) >= 2 and len(complete) >= len(vertebrae) - 1
