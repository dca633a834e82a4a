"""The words of what scanners and people call a series, with those that they glue together taken apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# What is glued to a weighting: before it ("SAGT1", "FST2", Philips' "eT1W"), and behind it ("T1FSSAG", "T1CE").
_BEFORE = r"(?:e|ss|[23]d|fs|wfs|fatsat|o?sag|o?ax|tra|o?cor)"
_BEFORE_W = r"(?:s|v)"
_BEHIND = r"fatsat|frfse|mprage|flair|space|spair|mdixon|dixon|ideal|vibe|cube|spgr|stir|tirm|post|gado|spir|" \
          r"gad|tse|fse|spc|sag|tra|cor|pos|pre|gre|ffe|tfe|wfs|tir|seg|gd|km|ce|ax|fs|se|[23]d|c"
_WEIGHTED = re.compile(rf"({_BEFORE}*)(t[12]|stir|tirm)(?:w(?:i|eighted)?)?((?![0-9](?!d))[a-z0-9]*)")
_PREFIXED = re.compile(rf"{_BEFORE_W}?({_BEFORE}*)(t[12])w(?:i|eighted)?([a-z0-9]*)")
_MOMENT = re.compile(r"(pre|post?)(gad\w*|gd|km|[ck]ontrast\w*|inj\w*)")
_AGENT_BEHIND = re.compile(r"(spair|spir|fs|vibe|thrive)(c|gd|km)")
_INVERSIONS = ("stir", "tirm")

# Contrast agent in scripts that have no ASCII: Russian and Ukrainian, Chinese and Japanese. Without it before with it.
_FOREIGN = tuple((re.compile(pattern), into) for pattern, into in (
    ("\u0431\u0435\u0437 ?(?:\u043a\u043e\u043d\u0442\u0440\u0430\u0441\u0442\\w*|\u043a\u0443)|"
     "\u5e73[\u626b\u6383]|\u5358\u7d14|\u9020\u5f71\u524d", " without contrast "),
    ("\u043a\u043e\u043d\u0442\u0440\u0430\u0441\u0442\\w*|\u0441 ?\u043a\u0443(?!\\w)|"
     "\u589e[\u5f3a\u5f37]|\u9020\u5f71", " contrast "),
))

# Each in lower case ASCII, before the separators go.
_REWRITTEN = tuple((re.compile(pattern), into) for pattern, into in (
    # Vertebral levels such as T5-T6, L4/5 are no weighting.
    (r"(?<![a-z0-9])[ctls]\d{1,2} ?- ?[ctls]\d{1,2}(?![a-z0-9])", " "),
    (r"(?<![a-z0-9])(?!t[12](?!\d))[ctls]\d{1,2} ?[-/] ?[ctls]?\d{1,2}(?![a-z0-9])", " "),
    # BIDS begins names with sub-SUBJECT_ses-SESSION_, which is no subtraction.
    (r"(?<![a-z0-9])(?:sub|ses)-[a-z0-9]+(?=[_.])", " "),
    # What ends in the weighting is an image, whatever it is labeled.
    (r"(?<![a-z0-9])label-[a-z0-9]+(?=(?:_[a-z0-9-]+)*_t[12]w(?![a-z0-9_-]))", " "),
    (r"t2\*", " t2star "),
    # Two of them in one series cannot be told apart.
    (r"(?<![a-z0-9])((?:t[12]|pd)w?) ?[/+] ?(t[12]|stir|tirm|pd)", r" either \1 \2"),
    (r"(?<![a-z0-9])w ?/ ?w ?/? ?o(?![a-z0-9])|(?<![a-z])with (?:and|&) without", " pre und post "),
    (r"(?<![a-z0-9])w ?(?:\+|&|and) ?w ?/? ?o(?![a-z0-9])", " pre und post "),
    (r"(?<![a-z0-9])w ?/ ?o(?![a-z0-9])", " without "),
    (r"(?<![a-z0-9])w/(?!f(?![a-z0-9]))", " with "),
    # "With contrast agent" and "without" in Spanish and Portuguese, on their own.
    (r"(?<![a-z0-9/])c/c(?![a-z0-9])", " contrast "),
    (r"(?<![a-z0-9/])s/c(?![a-z0-9])", " without contrast "),
    (r"\+ ?[ck](?![a-z0-9])|(?<![a-z0-9])[ck] ?\+", " contrast "),
    (r"(?<![a-z0-9])c-(?! ?[a-z0-9])", " without contrast "),
    (r"(?<![a-z0-9])i\. ?v\.?", "iv "),
    (r"(?<![a-z0-9])k\. ?l\.?", "kl "),
    # One before and five after contrast agent.
    (r"(?<![0-9])1 ?\+ ?\d", " dynamic "),
    # Images of a Dixon, told apart before the name.
    (r"^[^a-z0-9]*(in|ip|out|opp?|w|f) ?:", r" dixon \1 "),
    (r"(t[12])-w(?![a-z0-9/])", r"\1 "),
    # The cervical spine, not contrast agent.
    (r"^[^a-z0-9]*c(?=[^a-z0-9])|(?<![a-z0-9])c[ _-]?(?=sp(?:ine)?(?![a-z])|wirbel|col)", " "),
))


@lru_cache(maxsize=1024)
def wordsOf(text: str) -> str:
    """Return the words of a text in lower case ASCII, with one space before and after each."""
    text = text.lower()
    for pattern, into in _FOREIGN:
        text = pattern.sub(into, text)
    text = unicodedata.normalize("NFKD", text.replace("\u0131", "i")).encode("ascii", "ignore").decode().lower()
    for pattern, into in _REWRITTEN:
        text = pattern.sub(into, text)
    return " " + " ".join(word for token in re.findall("[a-z0-9]+", text) for word in _apart(token)) + " "


def has(words: str, pattern: str) -> bool:
    """Tell whether one of the words of a pattern is among those of a text."""
    return re.search(rf" (?:{pattern}) ", words) is not None


def _apart(token: str) -> list[str]:
    """Return the words that are glued together in one."""
    if token == "t2star":
        return [token]
    found = _WEIGHTED.fullmatch(token) or _PREFIXED.fullmatch(token)
    if found:
        before, weighting, behind = found.groups()
        tail = _pieces(behind, _BEHIND)
        if tail is not None or weighting not in _INVERSIONS:
            return [*(_pieces(before, _BEFORE) or ()), weighting, *(tail if tail is not None else [behind])]
    for pattern in (_MOMENT, _AGENT_BEHIND):
        found = pattern.fullmatch(token)
        if found:
            return list(found.groups())
    return [token]


def _pieces(text: str, vocabulary: str) -> list[str] | None:
    """Return a text cut into words of a vocabulary, None where it is not made of them."""
    pieces = re.findall(vocabulary, text)
    return pieces if "".join(pieces) == text else None
