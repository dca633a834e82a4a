"""Guess the sequence role of a series from its DICOM metadata and its names. A guess, always to be overridden."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# Typical spin-echo limits in ms for series that tell no more than their times; textbook values (Bushberg, The Essential
# Physics of Medical Imaging, 3rd ed. 2011, section 12.4: T1 weighting TR 400-600, TE 5-30; T2 weighting TR 2000-4000,
# TE 60-150). Longer inversion times than that of STIR null something else than fat.
_T1_LONGEST_TR, _T1_LONGEST_TE = 1000, 35
_T2_SHORTEST_TR, _T2_SHORTEST_TE = 1500, 55
_STIR_SHORTEST_TI, _STIR_LONGEST_TI = 80, 300

# Words of technologists in English, German and French, and of DICOM's Image Type, alone between separators.
_LOCALIZER = r"loc|localizer|localiser|scout|aahscout|survey|topogram|surview|scano\w*|calibration|cal|refscan"
_DERIVED = r"eadc|exponential|mip|mpr|subtraction|sub|map|mapping|rho|myelo\w*|mra|tof|angio\w*"
_DIFFUSION = r"dwi|dwibs|diff|diffusion|trace|tracew|ep2d|epi|resolve|b\d{2,4}|dyn\w*|perf\w*|twist|dce"
# T2*, proton density and FLAIR are neither of the roles T1 and T2; T1 FLAIR is T1.
_OTHER_WEIGHTING = r"t2star|t2 star|medic|merge|mffe|swi|swan|pd|pdw|proton|dark fluid|" \
                   r"t2 (?:\w+ )*(?:gre|ffe|me2d|flair)|flair (?:\w+ )*t2"
_OPPOSED = r"opp|opposed(?: ?phase)?|oop|out ?of ?phase|out ?ph(?:ase)?"
_IN = r"in ?ph(?:ase)?|ip"
_BOTH_PHASES = rf"(?:{_IN}|in) (?:{_OPPOSED}|op|out)|(?:{_OPPOSED}|op|out) (?:{_IN}|in)"
_CONTRAST = r"post|gad|gado|gadolinium|gd|gbca|contrast|ce|km|kontrastmittel|inj\w*|dotarem|gadovist"
_NO_CONTRAST = rf"pre(?! op)|nativ\w*|unenhanced|(?:vor|ohne|sans|no|non|without|wo|w o) (?:{_CONTRAST})"
_NOT_CONTRAST = r"post (?:op\w*|lumbar|lam\w*|surg\w*|fusion|trauma\w*|rt|rad\w*)"
_FAT_SUPPRESSED = r"fs|fatsat|fatsep|spair|spir|fat ?sat\w*|fat ?sup\w*|chemsat"
_DIXON, _WATER, _FAT = r"m?dixon|ideal|flex|wfs", r"w|water", r"f|fat"

# In this order: the first whose words are found wins. Both phases in one series cannot be told apart.
_WORDS = (
    ("", rf"{_LOCALIZER}|{_DERIVED}"),
    ("ADC", r"[ds]?adc|apparent diffusion coefficient"),
    ("", rf"{_DIFFUSION}|{_OTHER_WEIGHTING}|{_BOTH_PHASES}"),
    ("OpposedPhase", rf"{_OPPOSED}|(?:{_DIXON}|ffe|vibe) (?:\w+ )*op"),
    ("InPhase", rf"{_IN}|(?:{_DIXON}|fl2d|vibe) (?:\w+ )*in"),
    ("STIR", r"stir|tirm"),
)


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

    Words in the series description, protocol and name come first, since they are what the technologist meant, each
    together with the image type, which tells the images of one acquisition apart; the repetition, echo and inversion
    times decide where words do not.

    :param name: name of the volume
    :param metadata: DICOM keyword to value, as far as known: Modality, SeriesDescription, ProtocolName, ImageType,
        ContrastBolusAgent, RepetitionTime, EchoTime, InversionTime (ms)
    :return: the guess with its reason; never raises
    """
    modality, imageType = metadata.get("Modality", "").upper(), metadata.get("ImageType", "")
    texts = {"SeriesDescription": metadata.get("SeriesDescription", ""),
             "ProtocolName": metadata.get("ProtocolName", ""), "name": name}
    for source, text in texts.items():
        words = _words(f"{text} {imageType}")
        evidence = f"{source} '{text}'" + (f", ImageType '{imageType}'" if imageType else "")
        if modality == "CT" or (not modality and _has(words, "ct")):
            return Guess("" if _has(words, _LOCALIZER) else "CT", evidence + (", Modality CT" if modality else ""))
        role = _roleFromWords(words, _contrastAgent(metadata))
        if role is not None:
            return Guess(role, evidence)
    return _guessFromTimes(metadata)


def _words(text: str) -> str:
    """Return the words of a text in lower case ASCII, with one space before and after each."""
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    # Vertebral levels such as T5-T6 are no weighting.
    text = re.sub(r"(?<![a-z0-9])[ctls]\d{1,2} ?- ?[ctls]\d{1,2}(?![a-z0-9])", " ", text)
    text = text.replace("t2*", " t2star ")
    text = re.sub(r"\+ ?c(?![a-z0-9])|(?<![a-z0-9])c ?\+", " contrast ", text)
    # T1W, T2-weighted, T1FS: the weighting stands alone.
    text = re.sub(r"(?<![a-z0-9])(t[12])(?!star)[_-]?(?:w(?:eighted|i)?(?![a-z0-9/]))?(?=[^0-9]|$)", r"\1 ", text)
    return " " + " ".join(re.findall(r"[a-z0-9]+", text)) + " "


def _roleFromWords(words: str, contrastAgent: bool) -> str | None:
    """Return the role that words tell, "" when they tell that the series has none, None when they tell nothing."""
    for role, pattern in _WORDS:
        if _has(words, pattern):
            return role
    dixon = _has(words, _DIXON) or _has(words, r"(?:water|fat) (?:\w+ )*t[12]")
    if dixon and _has(words, rf"(?:{_FAT})(?! (?:sat|sup))"):
        return ""
    if _has(words, "t2"):
        return "STIR" if _has(words, _FAT_SUPPRESSED) or (dixon and _has(words, _WATER)) else "T2"
    if _has(words, "t1"):
        if _has(words, _NO_CONTRAST):
            return "T1"
        return "T1post" if contrastAgent or _has(re.sub(f" (?:{_NOT_CONTRAST}) ", " ", words), _CONTRAST) else "T1"
    return None


def _guessFromTimes(metadata: Mapping[str, str]) -> Guess:
    """Return the guess from repetition, echo and inversion time."""
    repetition, echo, inversion = (_number(metadata.get(keyword)) for keyword in
                                   ("RepetitionTime", "EchoTime", "InversionTime"))
    if repetition is None or echo is None:
        return Guess("", "nothing in the name or the DICOM metadata indicates the sequence")
    evidence = f"TR {repetition:g} ms, TE {echo:g} ms"
    if inversion:
        evidence += f", TI {inversion:g} ms"
        if _STIR_SHORTEST_TI <= inversion <= _STIR_LONGEST_TI and repetition >= _T2_SHORTEST_TR:
            return Guess("STIR", evidence)
    elif 0 < repetition <= _T1_LONGEST_TR and 0 < echo <= _T1_LONGEST_TE:
        if _contrastAgent(metadata):
            return Guess("T1post", f"{evidence}, with contrast agent")
        return Guess("T1", evidence)
    elif repetition >= _T2_SHORTEST_TR and echo >= _T2_SHORTEST_TE:
        return Guess("T2", evidence)
    return Guess("", f"{evidence} fit no sequence role")


def _contrastAgent(metadata: Mapping[str, str]) -> bool:
    """Tell whether the header names a contrast agent; some scanners write that there is none."""
    return metadata.get("ContrastBolusAgent", "").strip().lower() not in ("", "none", "no", "n/a", "ohne", "nativ")


def _has(words: str, pattern: str) -> bool:
    return re.search(rf" (?:{pattern}) ", words) is not None


def _number(text: str | None) -> float | None:
    try:
        return float(text)
    except (TypeError, ValueError):
        return None
