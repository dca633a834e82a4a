"""Guess the sequence role of a series from its DICOM metadata and its names. A guess, always to be overridden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..Acquisition import Acquisition, SequenceFamily
from ..Roles import SEQUENCE_ROLES, sequenceRole
from . import SequenceWords as Words
from .AcquisitionHeader import STIR_LONGEST_TI, STIR_SHORTEST_TI, acquisitionOf, number, toldFatSuppression
from .ContrastWords import CONTRAST_CT, PERHAPS, namesAgent, saysBoth, tellsContrast
from .SequenceText import has, wordsOf

# Typical spin-echo limits in ms for series that tell no more than their times; textbook values (Bushberg, The Essential
# Physics of Medical Imaging, 3rd ed. 2011, section 12.4: T1 weighting TR 400-600, TE 5-30; T2 weighting TR 2000-4000,
# TE 60-150). Longer inversion times than that of STIR null something else than fat.
T1_LONGEST_TR, T1_LONGEST_TE = 1000, 35
T2_SHORTEST_TR, T2_SHORTEST_TE = 1500, 55

# What is said of images of which no more is known.
COMPUTED_IMAGE = "computed from other images"

# What tells a role, or what a series shows that has none: the first whose words are found wins.
_MADE_OF_PHASES = rf"{Words.DIXON}|{Words.GRADIENT_ECHO}"
_WORDS = (
    ("", "a localizer", Words.LOCALIZER),
    ("", "a map of labels", Words.LABELS),
    ("", "", Words.MASK),
    ("", "a projection", Words.PROJECTION),
    ("", COMPUTED_IMAGE, rf"{Words.COMPUTED}|{Words.EXPONENTIAL}"),
    ("", "", Words.REFORMATTED),
    ("", "an image of fluid or flow", Words.FLUID_ONLY),
    ("ADC", "", Words.ADC),
    ("", "a map", Words.MAP),
    ("", "", Words.DYNAMIC),
    ("", "diffusion-weighted or echo-planar", Words.DIFFUSION),
    ("", "a phase image", Words.PHASE),
    ("", "T2*-weighted", Words.T2_STAR),
    ("", "of magnetization transfer", "mt[cs]?|mton|mtoff"),
    ("", "", "either"),
    ("", "proton-density-weighted", Words.PROTON_DENSITY),
    ("", "", Words.BOTH_PHASES),
    ("OpposedPhase", "", rf"{Words.OPPOSED}|(?:{_MADE_OF_PHASES}) (?:\w+ )*(?:op|out)"),
    ("InPhase", "", rf"{Words.IN}|(?:{_MADE_OF_PHASES}) (?:\w+ )*in"),
    ("Balanced", "", Words.BALANCED),
)
# Values of AcquisitionContrast (DICOM PS3.3 C.8.13.1) that no role has. T1, T2 and proton density are not asked:
# scanners write them by the name of the protocol.
_CONTRASTS = {"DIFFUSION": "diffusion-weighted", "FLOW_ENCODED": "flow-encoded", "PERFUSION": "perfusion-weighted",
              "TIME_OF_FLIGHT": "an angiography", "TAGGING": "tagged", "T2_STAR": "T2*-weighted",
              "SUSCEPTIBILITY": "susceptibility-weighted"}
_COMPONENTS = {"P": "a phase image", "PHASE": "a phase image", "PHASE MAP": "a phase image", "R": "a real part",
               "REAL": "a real part", "I": "an imaginary part", "IMAGINARY": "an imaginary part"}
# The project's own names of the roles come back as themselves where nothing else decides.
_OWN_NAMES = {text.lower(): role.name for role in SEQUENCE_ROLES for text in (role.name, role.title, role.option)}
# Water or fat at the end of the name of a gradient echo, before the image type.
_LAST = r"[wf](?= $| original | derived )"


@dataclass(frozen=True)
class Guess:
    """A guessed sequence role.

    :param role: name of the role, or "" where nothing speaks for one alone
    :param reason: what the guess rests on, in plain English
    :param mayBe: names of the roles it may have: the role, or those between which nothing decides; empty where unknown
    :param shows: what a series shows that no role is for ("a localizer"), in plain English; "" for all others
    """

    role: str
    reason: str
    mayBe: tuple[str, ...] = ()
    shows: str = ""


@dataclass(frozen=True)
class _Told:
    """What words tell: the fields of a Guess without its evidence, and what is not told."""

    role: str = ""
    mayBe: tuple[str, ...] = ()
    shows: str = ""
    unknown: str = ""


def guessSequenceRole(name: str, metadata: Mapping[str, str]) -> Guess:
    """Guess what a series shows.

    Words in the series description, protocol and name come first, since they are what the technologist meant, each
    together with the image type, which tells the images of one acquisition apart; the repetition, echo and inversion
    times decide where words do not. No role is better than a wrong one.

    :param name: name of the volume
    :param metadata: DICOM keyword to value, as far as known: Modality, SeriesDescription, ProtocolName, ImageType,
        ContrastBolusAgent, RepetitionTime, EchoTime, InversionTime (ms)
    :return: the guess with its reason; never raises
    """
    modality, imageType = metadata.get("Modality", "").upper(), metadata.get("ImageType", "")
    shown = _shownByHeader(metadata)
    if shown:
        return shown
    texts = {"SeriesDescription": metadata.get("SeriesDescription", ""),
             "ProtocolName": metadata.get("ProtocolName", ""), "name": name}
    for source, text in texts.items():
        if modality == "CT" and not text.strip() and source != "name":
            continue
        words = wordsOf(f"{text} {imageType}")
        evidence = f"{source} '{text}'" + (f", ImageType '{imageType}'" if imageType else "")
        own = _OWN_NAMES.get(text.strip().lower(), "")
        if modality == "CT" or (not modality and has(words, "ct|ctpost")):
            return _guess(_ctRole(words, metadata), evidence + (", Modality CT" if modality else ""))
        told = _toldByWords(words, metadata)
        if told is not None:
            return _guess(_Told(own) if own in told.mayBe else told, evidence)
    return _guessFromTimes(name, metadata)


def acquisitionAsTold(name: str, metadata: Mapping[str, str]) -> Acquisition:
    """Return how a series was acquired, with the roles that its header and its names speak for; see acquisitionOf."""
    guess = guessSequenceRole(name, metadata)
    return replace(acquisitionOf(name, metadata), speaksFor=guess.role, mayBe=guess.mayBe, shows=guess.shows)


def _guess(told: _Told, evidence: str) -> Guess:
    reason = evidence + "".join(f": {text}" for text in (told.shows or told.unknown,) if text)
    return Guess(told.role, reason, told.mayBe or ((told.role,) if told.role else ()), told.shows)


def _shownByHeader(metadata: Mapping[str, str]) -> Guess | None:
    """Return that the header says that no role is for the series, None where it does not."""
    modality = metadata.get("Modality", "").strip().upper()
    if modality not in ("", "MR", "CT", "OT"):
        return Guess("", f"it is of modality {modality}", (), f"of modality {modality}")
    imageType = [value.strip().upper() for value in metadata.get("ImageType", "").split("\\")]
    component = metadata.get("ComplexImageComponent", "").strip().upper()
    # Siemens has the component third, Philips in any place behind.
    shows = next((_COMPONENTS[value] for value in (component, *imageType[2:]) if value in _COMPONENTS), "")
    if modality != "CT" and shows:
        return Guess("", f"ImageType '{metadata.get('ImageType', '')}' {component}".rstrip() + f": {shows}", (), shows)
    contrast = metadata.get("AcquisitionContrast", "").strip().upper()
    weighted = number(metadata.get("DiffusionBValue")) > 0 or contrast == "DIFFUSION"
    words = wordsOf(f"{metadata.get('SeriesDescription', '')} {metadata.get('ImageType', '')}")
    if weighted and not has(words, Words.ADC):
        return Guess("", "its b-value or AcquisitionContrast: diffusion-weighted", (), "diffusion-weighted")
    if contrast in _CONTRASTS and contrast != "DIFFUSION":
        return Guess("", f"AcquisitionContrast {contrast}", (), _CONTRASTS[contrast])
    return None


def _ctRole(words: str, metadata: Mapping[str, str]) -> _Told:
    for shows, pattern in (("a localizer", Words.LOCALIZER), ("a projection", Words.PROJECTION),
                           ("a map of labels", Words.LABELS),
                           (COMPUTED_IMAGE, rf"{Words.COMPUTED}|{Words.NO_ATTENUATION}|{Words.DYNAMIC}")):
        if has(words, pattern):
            return _Told(shows=shows)
    if not metadata.get("Modality") and has(words, "t[12]|stir|tirm|mrt?|mri"):
        return _Told(unknown="CT and MR are named")
    contrast = tellsContrast(words, rf"{CONTRAST_CT}|ctpost")
    return _Told("CTpost" if (_contrastAgent(metadata) if contrast is None else contrast) else "CT")


def _toldByWords(words: str, metadata: Mapping[str, str]) -> _Told | None:
    """Return what words tell, None where they tell nothing."""
    for role, shows, pattern in _WORDS:
        if has(words, pattern):
            return _Told(role, shows=shows)
    isT1, isT2, inversion = has(words, "t1"), has(words, "t2"), has(words, Words.INVERSION)
    if isT1 and (isT2 or inversion):
        return _Told(unknown="it names two weightings")
    if has(words, Words.FLAIR) and not isT1:
        return _Told(shows="a FLAIR")
    if inversion:
        return _Told("STIR")
    isT1 = isT1 or (not isT2 and has(words, Words.T1_GRADIENT_ECHO))
    if not (isT1 or isT2):
        return None
    gradientEcho = has(words, Words.GRADIENT_ECHO) or _family(metadata) == SequenceFamily.GRADIENT_ECHO
    isDixon = has(words, rf"{Words.DIXON}|(?:water|fat) (?:\w+ )*t[12]|(?:{Words.GRADIENT_ECHO}) (?:\w+ )*{_LAST}")
    # The bare name of GE's LAVA-Flex is that of its water.
    isWater = has(words, Words.WATER) or has(words, r"lava flex")
    isFat = has(words, rf"(?:{Words.FAT})(?! (?:sat|sup))")
    if isDixon and isFat and not has(words, Words.WATER):
        return _Told(shows="the fat of a Dixon")
    suppressed = bool(toldFatSuppression(words, metadata)) or (isDixon and isWater)
    if isDixon and (isFat or not suppressed):
        return _Told(unknown="it does not say which of the images of a Dixon it is")
    if isT2:
        if has(words, "ir"):
            return _Told(unknown="it does not say what its inversion nulls")
        if gradientEcho:
            return _Told(shows="T2*-weighted")
        return _Told("STIR" if suppressed else "T2")
    return _t1Role(words, metadata, gradientEcho, suppressed)


def _t1Role(words: str, metadata: Mapping[str, str], gradientEcho: bool, suppressed: bool) -> _Told:
    """Return the role of a T1.

    Where fat is suppressed it has to be said whether contrast agent was given: that is done after it, often without a
    word.
    """
    before = "T1GRE" if gradientEcho else "T1FS" if suppressed else "T1"
    both = (before, "T1post")
    if saysBoth(words):
        return _Told(mayBe=both, unknown="it names images before contrast agent and after")
    said = tellsContrast(words)
    agent = namesAgent(metadata.get("ContrastBolusAgent", ""))
    if said or (agent and said is None):
        return _Told("T1post")
    if said is None and has(words, PERHAPS):
        return _Told(mayBe=both, unknown="C may be contrast agent or the cervical spine; choose its role")
    if said is None and agent is None and suppressed:
        return _asked(before)
    return _Told(before)


def _asked(before: str) -> _Told:
    titles = " or ".join(sequenceRole(role).title for role in (before, "T1post"))
    return _Told(mayBe=(before, "T1post"), unknown="fat is suppressed, and nothing says whether contrast agent had "
                                                   f"been given; choose {titles}")


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
    suppressed = acquisition.fatSuppressed
    if inversion > 0:
        evidence += f", TI {inversion:g} ms"
    told = roleOfTimes(repetition, echo, inversion)
    if told == "T1" and _contrastAgent(metadata):
        return Guess("T1post", f"{evidence}, with contrast agent", ("T1post",))
    if told == "T1" and suppressed:
        isSaid = namesAgent(metadata.get("ContrastBolusAgent", "")) is False
        return _guess(_Told("T1FS") if isSaid else _asked("T1FS"), f"{evidence}, fat suppressed")
    if told == "T2" and suppressed:
        return Guess("STIR", f"{evidence}, fat suppressed", ("STIR",))
    return Guess(told, evidence if told else f"{evidence} fit no sequence role", (told,) if told else ())


def roleOfTimes(repetition: float, echo: float, inversion: float) -> str:
    """Return the role that the times of a spin echo speak for: T1, T2, STIR, or "" where they speak for none.

    :param repetition: ms
    :param echo: ms
    :param inversion: ms; NaN or 0 for none
    """
    if inversion > 0:
        isStir = STIR_SHORTEST_TI <= inversion <= STIR_LONGEST_TI and repetition >= T2_SHORTEST_TR
        return "STIR" if isStir else ""
    if 0 < repetition <= T1_LONGEST_TR and 0 < echo <= T1_LONGEST_TE:
        return "T1"
    return "T2" if repetition >= T2_SHORTEST_TR and echo >= T2_SHORTEST_TE else ""


def _contrastAgent(metadata: Mapping[str, str]) -> bool:
    return bool(namesAgent(metadata.get("ContrastBolusAgent", "")))
