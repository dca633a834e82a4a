"""Guess the sequence role of a series from its DICOM metadata and its names. A guess, always to be overridden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Typical spin-echo limits in ms for series that tell no more than their times; textbook values (Bushberg, The Essential
# Physics of Medical Imaging, 3rd ed. 2011, section 12.4: T1 weighting TR 400-600, TE 5-30; T2 weighting TR 2000-4000,
# TE 60-150).
_T1_LONGEST_TR, _T1_LONGEST_TE = 1000, 35
_T2_SHORTEST_TR, _T2_SHORTEST_TE = 1500, 55

_CONTRAST = r"post|gad|gado|gadolinium|gd|gbca|contrast|ce|km|dotarem|gadovist"
_FAT_SUPPRESSED = r"fs|fatsat|spair|spir|fat ?sat|fat ?supp\w*|chemsat|water|w(?= *$)"

# In this order: the first whose words are found wins. Words stand alone between separators.
_WORDS = (
    (None, r"loc|localizer|localiser|scout|survey|calibration|dwi|trace|b\d{2,4}|mip|mpr|subtraction|sub"),
    ("ADC", r"adc|apparent diffusion coefficient"),
    ("OpposedPhase", r"opp|opposed|oop|out ?of ?phase|out ?phase|outphase"),
    ("InPhase", r"in ?phase|inphase|ip"),
    ("STIR", r"stir|tirm|t2 ?w?fs|t2 ?fat ?sat"),
)
_T1, _T2, _CT = r"t1|t1w|t1 ?tse|t1 ?fse|t1 ?se", r"t2|t2w", r"ct"


@dataclass(frozen=True)
class Guess:
    """A guessed sequence role.

    :param role: name of the role, or "" where nothing speaks for any
    :param reason: what the guess rests on, in plain English
    """

    role: str
    reason: str


def guessSequenceRole(name: str, metadata: Mapping[str, str]) -> Guess:
    """Guess what a series shows.

    Words in the series description, protocol and name come first, since they are what the technologist meant; the
    repetition, echo and inversion times decide where words do not.

    :param name: name of the volume
    :param metadata: DICOM keyword to value, as far as known: Modality, SeriesDescription, ProtocolName, ImageType,
        ContrastBolusAgent, RepetitionTime, EchoTime, InversionTime (ms)
    :return: the guess with its reason; never raises
    """
    modality = metadata.get("Modality", "").upper()
    if modality == "CT":
        return Guess("CT", "Modality is CT")
    for source in ("SeriesDescription", "ProtocolName", "ImageType", ""):
        text = metadata.get(source, "") if source else name
        guess = _guessFromWords(text, f"{source or 'name'} '{text}'", metadata)
        if guess and not (guess.role == "CT" and modality):
            return guess
    return _guessFromTimes(metadata)


def _guessFromWords(text: str, evidence: str, metadata: Mapping[str, str]) -> Guess | None:
    """Return the guess from one text, None when it tells nothing."""
    words = " " + re.sub(r"[^a-z0-9+]+", " ", text.lower()) + " "
    for role, pattern in _WORDS:
        if _has(words, pattern):
            return Guess(role or "", evidence)
    if _has(words, _T2):
        return Guess("STIR" if _has(words, _FAT_SUPPRESSED) else "T2", evidence)
    if _has(words, _T1):
        if _has(words, _CONTRAST) or "+c" in words:
            return Guess("T1post", evidence)
        if metadata.get("ContrastBolusAgent", "").strip():
            return Guess("T1post", f"{evidence}, with contrast agent")
        return Guess("T1", evidence)
    if _has(words, _CT):
        return Guess("CT", evidence)
    return None


def _guessFromTimes(metadata: Mapping[str, str]) -> Guess:
    """Return the guess from repetition, echo and inversion time."""
    repetition, echo, inversion = (_number(metadata.get(keyword)) for keyword in
                                   ("RepetitionTime", "EchoTime", "InversionTime"))
    if repetition is None or echo is None:
        return Guess("", "nothing in the name or the DICOM metadata tells the sequence")
    evidence = f"TR {repetition:g} ms, TE {echo:g} ms"
    if inversion and 80 <= inversion <= 300 and repetition >= _T2_SHORTEST_TR:
        return Guess("STIR", f"{evidence}, TI {inversion:g} ms")
    if repetition <= _T1_LONGEST_TR and echo <= _T1_LONGEST_TE:
        if metadata.get("ContrastBolusAgent", "").strip():
            return Guess("T1post", f"{evidence}, with contrast agent")
        return Guess("T1", evidence)
    if repetition >= _T2_SHORTEST_TR and echo >= _T2_SHORTEST_TE:
        return Guess("T2", evidence)
    return Guess("", f"{evidence} fit no sequence role")


def _has(words: str, pattern: str) -> bool:
    return re.search(rf" (?:{pattern}) ", words) is not None


def _number(text: str | None) -> float | None:
    try:
        return float(text)
    except (TypeError, ValueError):
        return None
