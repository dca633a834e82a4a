"""Vertebral levels as case reports write them ("T3-8", "D2-D12", "foramen magnum-L2"): is any of them thoracic?

Not VertebralLevels, which knows one vertebra by the name of its segment: here is free text, mostly of several levels.
"""

from __future__ import annotations

import re

THORACIC = "thoracic"
ELSEWHERE = "elsewhere"

# How many vertebrae of each kind there can be, from the head down; C8 is a nerve root.
_COUNTS = {"c": 8, "t": 13, "l": 6, "s": 5}
# What stands for a level or for a range of levels, as a pattern and the levels it means; the first match counts.
_WORDS = (
    (r"(?:whole|entire|complete|total)[ -]+spin\w*|holospinal|pan-?spinal", "c1-s5"),
    (r"foramen magnum|skull base|craniocervical|craniovertebral", "c1-"),
    (r"\bdownwards?\b|\b(?:and|or) below\b", "-s5"),
    (r"\bupwards?\b|\b(?:and|or) above\b", "-c1"),
    (r"cervic(?:al|o)?", " c4 "),
    (r"thora(?:x|cic|co)?|dors(?:al|o)", " t6 "),
    (r"lumb(?:ar|o)?", " l3 "),
    (r"sacr(?:al|um|o)?|coccy\w*|cauda\b", " s2 "),
    (r"(?<![a-z])th(?=\s*\d)|(?<![a-z])d(?=\s*\d)", "t"),
)
_RANGE = re.compile(r"(?<![a-z])([ctls])\s*(\d{1,2})(?!\d)"
                    r"(?:\s*(?:-+|/|\bto\b|\bthrough\b|\buntil\b)\s*([ctls]?)\s*(\d{1,2})(?!\d))?")


def spinalRegion(text: str) -> str:
    """Tell whether a text on levels names the thoracic spine.

    A range counts with all it crosses: C5-L1 is thoracic. D stands for T, as in many countries.

    :return: "thoracic" if any thoracic level is involved, "elsewhere" if only others are, "" if no level is named
    """
    text = re.sub("[\u2010-\u2015\u2212]", "-", text.lower())
    for pattern, levels in _WORDS:
        text = re.sub(pattern, levels, text)
    text = re.sub(r"\s*-[\s-]*", "-", text)
    spans = [span for span in map(_span, _RANGE.finditer(text)) if span]
    first, last = _position("t", 1), _position("t", _COUNTS["t"])
    if any(low <= last and high >= first for low, high in spans):
        return THORACIC
    return ELSEWHERE if spans else ""


def _span(match):
    """Return the ends of a range as positions along the spine, None if there is no such level."""
    kind, number, otherKind, otherNumber = match.groups()
    ends = [_position(kind, int(number))]
    if otherNumber:
        ends.append(_position(otherKind or kind, int(otherNumber)))
    return (min(ends), max(ends)) if all(ends) else None


def _position(kind, number):
    """Return how far down a level is, from 1; 0 if there is none of that number."""
    kinds = list(_COUNTS)
    if not 1 <= number <= _COUNTS[kind]:
        return 0
    return sum(_COUNTS[above] for above in kinds[:kinds.index(kind)]) + number
