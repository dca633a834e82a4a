"""Guess the sequence role of a series from its DICOM metadata and its names. A guess, always to be overridden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..Acquisition import SequenceFamily
from .AcquisitionHeader import STIR_LONGEST_TI, STIR_SHORTEST_TI, acquisitionOf, number, toldFatSuppression
from .SequenceWords import (
    BALANCED,
    BOTH_PHASES,
    CONTRAST_CT,
    DERIVED,
    DIFFUSION,
    DIXON,
    FAT,
    GRADIENT_ECHO,
    IN,
    INVERSION,
    LOCALIZER,
    MAP,
    NO_CONTRAST,
    OPPOSED,
    OTHER_WEIGHTING,
    WATER,
    has,
    namesAgent,
    tellsContrast,
    wordsOf,
)

# Typical spin-echo limits in ms for series that tell no more than their times; textbook values (Bushberg, The Essential
# Physics of Medical Imaging, 3rd ed. 2011, section 12.4: T1 weighting TR 400-600, TE 5-30; T2 weighting TR 2000-4000,
# TE 60-150). Longer inversion times than that of STIR null something else than fat.
_T1_LONGEST_TR, _T1_LONGEST_TE = 1000, 35
_T2_SHORTEST_TR, _T2_SHORTEST_TE = 1500, 55

# In this order: the first whose words are found wins. Both phases in one series cannot be told apart.
_WORDS = (
    ("", rf"{LOCALIZER}|{DERIVED}|eadc|exponential"),
    ("ADC", r"[ds]?adc|apparent diffusion coefficient"),
    ("", rf"{MAP}|{DIFFUSION}|{OTHER_WEIGHTING}|{BOTH_PHASES}"),
    ("OpposedPhase", rf"{OPPOSED}|(?:{DIXON}|gre|ffe|vibe) (?:\w+ )*op"),
    ("InPhase", rf"{IN}|(?:{DIXON}|gre|fl2d|vibe) (?:\w+ )*in"),
    ("Balanced", BALANCED),
    ("STIR", INVERSION),
)
# Gradient echoes that are T1-weighted whether their names say so or not.
_T1_GRADIENT_ECHO = r"star ?vibe|vibe|bravo|mp ?rage|mprage|[ef]*spgr\w*|lava\w*|e?thrive"
# Contrast agent, or the cervical spine.
_PERHAPS_CONTRAST = "c"


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
        words = wordsOf(f"{text} {imageType}")
        evidence = f"{source} '{text}'" + (f", ImageType '{imageType}'" if imageType else "")
        if modality == "CT" or (not modality and has(words, "ct|ctpost")):
            return Guess(_ctRole(words, metadata), evidence + (", Modality CT" if modality else ""))
        role = _roleFromWords(words, metadata)
        if role is not None:
            return Guess(role, evidence)
    return _guessFromTimes(name, metadata)


def _ctRole(words: str, metadata: Mapping[str, str]) -> str:
    if has(words, LOCALIZER):
        return ""
    contrast = tellsContrast(words, rf"{CONTRAST_CT}|ctpost")
    return "CTpost" if (_contrastAgent(metadata) if contrast is None else contrast) else "CT"


def _roleFromWords(words: str, metadata: Mapping[str, str]) -> str | None:
    """Return the role that words tell, "" when they tell that the series has none, None when they tell nothing."""
    for role, pattern in _WORDS:
        if has(words, pattern):
            return role
    dixon = has(words, DIXON) or has(words, r"(?:water|fat) (?:\w+ )*t[12]")
    if dixon and has(words, rf"(?:{FAT})(?! (?:sat|sup))"):
        return ""
    suppressed = toldFatSuppression(words, metadata) or (dixon and has(words, WATER))
    if has(words, "t2"):
        return "STIR" if suppressed else "T2"
    gradientEcho = has(words, GRADIENT_ECHO) or _family(metadata) == SequenceFamily.GRADIENT_ECHO
    if has(words, "t1") or has(words, _T1_GRADIENT_ECHO):
        if not has(words, NO_CONTRAST) and (_contrastAgent(metadata) or tellsContrast(words)):
            return "T1post"
        if has(words, _PERHAPS_CONTRAST) and suppressed:
            return ""
        return "T1GRE" if gradientEcho else "T1FS" if suppressed else "T1"
    return None


def _family(metadata: Mapping[str, str]) -> SequenceFamily:
    return acquisitionOf("", metadata).family


def _guessFromTimes(name: str, metadata: Mapping[str, str]) -> Guess:
    """Return the guess from repetition, echo and inversion time."""
    repetition, echo, inversion = (number(metadata.get(keyword)) for keyword in
                                   ("RepetitionTime", "EchoTime", "InversionTime"))
    if repetition != repetition or echo != echo:
        return Guess("", "nothing in the name or the DICOM metadata indicates the sequence")
    evidence = f"TR {repetition:g} ms, TE {echo:g} ms"
    acquisition = acquisitionOf(name, metadata)
    if acquisition.family in (SequenceFamily.GRADIENT_ECHO, SequenceFamily.BALANCED, SequenceFamily.ECHO_PLANAR):
        return Guess("", f"{evidence}: of a gradient echo, whose weighting times do not tell")
    if inversion > 0:
        evidence += f", TI {inversion:g} ms"
        if STIR_SHORTEST_TI <= inversion <= STIR_LONGEST_TI and repetition >= _T2_SHORTEST_TR:
            return Guess("STIR", evidence)
    elif 0 < repetition <= _T1_LONGEST_TR and 0 < echo <= _T1_LONGEST_TE:
        if _contrastAgent(metadata):
            return Guess("T1post", f"{evidence}, with contrast agent")
        return Guess("T1FS", f"{evidence}, fat suppressed") if acquisition.fatSuppressed else Guess("T1", evidence)
    elif repetition >= _T2_SHORTEST_TR and echo >= _T2_SHORTEST_TE:
        return Guess("STIR", f"{evidence}, fat suppressed") if acquisition.fatSuppressed else Guess("T2", evidence)
    return Guess("", f"{evidence} fit no sequence role")


def _contrastAgent(metadata: Mapping[str, str]) -> bool:
    return bool(namesAgent(metadata.get("ContrastBolusAgent", "")))
