"""Vertebral levels as case reports write them ("T3-8", "D2-D12", "foramen magnum-L2"): which part of the spine, and how
much of it?

Not VertebralLevels, which knows one vertebra by the name of its segment: here is free text, mostly of several levels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .VertebralLevels import LEVELS, orderedLevels

THORACIC, SACRAL, ELSEWHERE = "thoracic", "sacral", "elsewhere"
SHORT, MEDIUM, LONG = "short", "medium", "long"
# The fewest segments that are called medium, and long.
FEWEST_MEDIUM, FEWEST_LONG = 4, 6

# What stands for a level, for one of several or for a range of levels, as a pattern and what it means: "t1~t12" is
# somewhere in the thoracic spine. The first match counts.
_WORDS = (
    (r"(?:whole|entire|complete|total)[ -]+spin\w*|holospinal|pan-?spinal", " c1-s5 "),
    (r"foramen magnum|skull base|craniocervical|craniovertebral", " c1~c1 "),
    # At least to the end of that part of the spine.
    (r"\bdownwards?\b|\b(?:and|or) below\b", "-l5~s5 "),
    (r"\bupwards?\b|\b(?:and|or) above\b", "-c1~t1 "),
    (r"upper[ -]+cervical", " c1~c4 "), (r"lower[ -]+cervical", " c4~c7 "),
    (r"cervic(?:al|o)?", " c1~c7 "),
    (r"upper[ -]+(?:thoracic|dorsal)", " t1~t5 "), (r"mid(?:dle)?[ -]*(?:thoracic|dorsal)", " t4~t9 "),
    (r"lower[ -]+(?:thoracic|dorsal)", " t8~t12 "),
    (r"thora(?:x|cic|co)?|dors(?:al|o)", " t1~t12 "),
    (r"upper[ -]+lumbar", " l1~l3 "), (r"lower[ -]+lumbar", " l3~l5 "),
    (r"lumb(?:ar|o)?", " l1~l5 "),
    (r"sacr(?:al|um|o)?|coccy\w*|cauda\b", " s1~s5 "),
    (r"(?<![a-z])th(?=\s*\d)|(?<![a-z])d(?=\s*\d)", "t"),
    # A nerve root, between C7 and T1.
    (r"(?<![a-z])c\s*8(?!\d)", "c7"),
)
_RANGE = re.compile(r"(?<![a-z])([ctls])\s*(\d{1,2})(?!\d)(?:~([a-z]\d+))?"
                    r"(?:\s*(?:-+|/|\bto\b|\bthrough\b|\buntil\b)\s*([ctls]?)\s*(\d{1,2})(?!\d)(?:~([a-z]\d+))?)?")
# What says that the levels named are a part of what is there.
_PART = re.compile(r"\b(?:worst|max\w*|most\w*|main\w*|predominant\w*|chiefly|especially|particularly|includ\w+|e\.g\.|"
                   r"at least|compress\w*|multiple|several|diffuse\w*|extensive\w*|etc)")


@dataclass(frozen=True)
class _End:
    """One end of a range of levels, somewhere between two levels, which are one where it is known.

    :param above: the uppermost level it may be
    :param below: the lowest level it may be
    """

    above: str
    below: str
    isWord: bool = False

    def includes(self, other: _End) -> bool:
        return self.isWord and _index(self.above) <= _index(other.above) and _index(other.below) <= _index(self.below)


def spinalRegion(text: str) -> str:
    """Tell which part of the spine a text on levels names.

    A range counts with all it crosses: C5-L1 is thoracic. D stands for T, as in many countries. L5-S1 alone is the disc
    or the foramen below the lumbar spine and not yet sacral.

    :return: "thoracic" if any thoracic level is involved, else "sacral" if any sacral one is, "elsewhere" if only
        others are, "" if no level is named
    """
    regions = [_region(span) for span in _spans(text)]
    return next((region for region in (THORACIC, SACRAL, ELSEWHERE) if region in regions), "")


def spinalExtent(text: str) -> str:
    """Tell how far along the spine a lesion extends, or several do together, by a text on levels.

    From the first level named to the last, both included. A word for a part of the spine ("thoracic") tells where
    something is, not how long it is there; yet what reaches from the cervical to the lumbar spine is long. Nor is all
    said where only the worst level is.

    :return: "short" for up to 3 segments, "medium" for 4 or 5, "long" for 6 and more, "" where the text does not tell
    """
    ends = [end for span in _spans(text) for end in span]
    exact = [end for end in ends if not end.isWord]
    # "thoracic, T5-T6" says where T5 and T6 are.
    words = [end for end in ends if end.isWord and not any(end.includes(other) for other in exact)]
    if not exact and not words:
        return ""
    fewest = segmentCount(min((end.below for end in exact + words), key=_index),
                          max((end.above for end in exact + words), key=_index))
    isAll = not words and not _PART.search(text.lower())
    return extentWord(fewest) if isAll or fewest >= FEWEST_LONG else ""


def segmentCount(first: str, last: str) -> int:
    """Return how many segments there are from one level to another below it, both included.

    T13 and L6 count only where one of the two is such a vertebra. One where the levels are not in this order.

    >>> segmentCount("T11", "L2")
    4
    """
    order = orderedLevels((first, last))
    return max(order.index(last) - order.index(first) + 1, 1)


def extentWord(segments: float) -> str:
    """Return the word for an extent of so many segments."""
    return SHORT if segments < FEWEST_MEDIUM else MEDIUM if segments < FEWEST_LONG else LONG


def _spans(text: str) -> list[tuple[_End, ...]]:
    """Return the levels and ranges of levels that a text names, each as its one end or its two."""
    text = re.sub("[\u2010-\u2015\u2212]", "-", text.lower())
    for pattern, levels in _WORDS:
        text = re.sub(pattern, levels, text)
    text = re.sub(r"\s*-[\s-]*", "-", text)
    found = []
    for kind, number, upTo, otherKind, otherNumber, otherUpTo in _RANGE.findall(text):
        named = [(kind + number, upTo)]
        if otherNumber:
            named.append(((otherKind or kind) + otherNumber, otherUpTo))
        ends = tuple(_End(level.upper(), (last or level).upper(), bool(last)) for level, last in named)
        if all(end.above in LEVELS for end in ends):
            found.append(ends)
    return found


def _region(span: tuple[_End, ...]) -> str:
    """Return the part of the spine that a range reaches for certain, or that a word names."""
    ends = sorted((min((end.below for end in span), key=_index), max((end.above for end in span), key=_index)),
                  key=_index)
    if ends == ["L5", "S1"] and not any(end.isWord for end in span):
        return ELSEWHERE
    crossed = "".join(LEVELS[_index(ends[0]):_index(ends[1]) + 1])
    return THORACIC if "T" in crossed else SACRAL if "S" in crossed else ELSEWHERE


def _index(level: str) -> int:
    return LEVELS.index(level)
