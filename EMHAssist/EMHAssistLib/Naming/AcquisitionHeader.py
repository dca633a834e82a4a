"""How a series was acquired, from its DICOM header and its names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from math import isfinite, nan

from ..Acquisition import Acquisition, SequenceFamily
from ..PlainNames import savable
from .ContrastWords import CONTRAST, CONTRAST_CT, namesAgent, tellsContrast
from .SequenceText import has, wordsOf
from .SequenceWords import (
    BALANCED,
    COMPUTED,
    DIXON,
    FAT_SUPPRESSED,
    GRADIENT_ECHO,
    INVERSION,
    MAP,
    NORMALIZED,
    NOT_SUPPRESSED,
    SLAB,
    SLICES,
    WATER,
)

# Keywords whose value tells nothing but whether two series share it; they are kept as digests.
DIGESTED = ("SeriesInstanceUID", "DeviceSerialNumber", "PatientID")
_DIGEST = "sha256:"
_DIGITS = 16
# Numbers of patients are short and could all be tried out: of their digest so little is kept that thousands share it.
_DIGITS_OF_PATIENT = 4

# Values of ScanOptions, each whole: GE writes SAT_GEMS for the bands that saturate space, not fat.
_FAT_SUPPRESSING = {"FS", "FATSAT", "FAT_SAT", "SPIR", "SPAIR", "WE", "WATEX"}
_PERHAPS_SUPPRESSING = ("FS", "SFS", "FLEX", "IDEAL", "WATER")
_FAT_SUPPRESSED = rf"{FAT_SUPPRESSED}|{INVERSION}"
_SEQUENCE = rf"t1|t2|pd|pdw|adc|flair|dwi|{INVERSION}|{GRADIENT_ECHO}|{BALANCED}"
_SPIN_ECHO = r"se|tse|fse|frfse|ffse|fase|haste|ssfse|sshtse|space|spc\w*|cube|vista|blade|propeller|multivane|fsexl"
# Inversion nulls fat at these times, ms; longer ones null something else (see SequenceNames).
STIR_SHORTEST_TI, STIR_LONGEST_TI, STIR_SHORTEST_TR = 80, 300, 1500
# No spin echo is repeated and read so fast. Assumed.
_GRADIENT_ECHO_TR, _GRADIENT_ECHO_TE = 50.0, 6.0
# What is said of the acquisition is rounded; less than this was not stored finer.
_SMALLEST_INTERPOLATION = 0.9


def acquisitionOf(name: str, metadata: Mapping[str, str]) -> Acquisition:
    """Return how a series was acquired, as far as header and names tell.

    :param name: name of the volume
    :param metadata: DICOM keyword to text, several values joined by a backslash, as far as known; see
        Scene.Volumes.METADATA_TAGS
    :return: without the roles that it speaks for (see SequenceNames.acquisitionAsTold); never raises
    """
    texts = (metadata.get("SeriesDescription", ""), name, metadata.get("ProtocolName", ""))
    imageType = metadata.get("ImageType", "")
    words = wordsOf(" ; ".join((_ownText(texts), metadata.get("SequenceName", ""), imageType)))
    modality = metadata.get("Modality", "").upper()
    value = {keyword: number(metadata.get(keyword)) for keyword in (
        "RepetitionTime", "EchoTime", "InversionTime", "EchoTrainLength", "FlipAngle", "MagneticFieldStrength")}
    return Acquisition(
        family=_family(words, metadata) if modality != "CT" else SequenceFamily.UNKNOWN,
        isThreeDimensional=_isThreeDimensional(words, metadata),
        fatSuppressed=_fatSuppressed(words, metadata) if modality != "CT" else None,
        repetitionTime=value["RepetitionTime"], echoTime=value["EchoTime"],
        inversionTime=value["InversionTime"] if value["InversionTime"] > 0 else nan,
        echoTrainLength=value["EchoTrainLength"], flipAngle=value["FlipAngle"],
        fieldStrength=_tesla(value["MagneticFieldStrength"]),
        coil=metadata.get("ReceiveCoilName", "").strip(), scanner=_scanner(metadata),
        normalized=_normalized(texts, metadata),
        contrastAgent=_contrastAgent(texts, CONTRAST_CT if modality == "CT" else CONTRAST, metadata),
        derived=_isDerived(_ownText(texts), imageType),
        interpolation=_interpolation(metadata), seriesUid=_seriesUid(metadata),
        patient=kept("PatientID", metadata.get("PatientID", "")), modality=modality,
        valueUnits=(metadata.get("RescaleType") or metadata.get("Units") or "").strip().upper())


def _ownText(texts: tuple[str, str, str]) -> str:
    """Return what description and name say, and the protocol only where these do not tell the sequence: some scanners
    have one protocol for the whole examination."""
    description, name, protocol = texts
    own = f"{description} ; {name}"
    return own if has(wordsOf(own), _SEQUENCE) else f"{own} ; {protocol}"


def kept(keyword: str, value: str) -> str:
    """Return what is kept of a value of a header: of those that are DIGESTED a digest, else what a scene can hold."""
    if keyword != "PatientID":
        return digest(value) if keyword in DIGESTED else savable(value)
    # Scanners and archives fill identities with spaces and zeros.
    plain = "".join(value.split()).casefold().lstrip("0")
    return value if value.startswith(_DIGEST) else digest(plain)[:len(_DIGEST) + _DIGITS_OF_PATIENT]


def digest(text: str) -> str:
    """Return what stands for a text and tells nothing of it; that of a digest is the digest, of nothing nothing."""
    if not text or text.startswith(_DIGEST):
        return text
    return _DIGEST + sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def number(text: str | None) -> float:
    """Return a finite number, the first of several; NaN where there is none."""
    try:
        value = float(str(text).split("\\")[0])
    except ValueError:
        return nan
    return value if isfinite(value) else nan


def toldFatSuppression(words: str, metadata: Mapping[str, str]) -> bool | None:
    """Tell whether words or header say that fat is suppressed, or the header that it is not; None where neither does.
    """
    selected = metadata.get("SpectrallySelectedSuppression", "").upper()
    options = {option.strip().upper() for option in metadata.get("ScanOptions", "").split("\\")} - {""}
    words = re.sub(f" (?:{NOT_SUPPRESSED}) ", "  ", words)
    if has(words, _FAT_SUPPRESSED) or "FAT" in selected or options & _FAT_SUPPRESSING:
        return True
    # Others of the kind are not documented, or of Dixon.
    isClear = not any(option.startswith(_PERHAPS_SUPPRESSING) for option in options)
    return False if selected or (options and isClear) else None


def _fatSuppressed(words: str, metadata: Mapping[str, str]) -> bool | None:
    isDixon = has(words, DIXON) or has(words, r"water (?:\w+ )*t[12]")
    inversion, repetition = number(metadata.get("InversionTime")), number(metadata.get("RepetitionTime"))
    isNulled = STIR_SHORTEST_TI <= inversion <= STIR_LONGEST_TI and repetition >= STIR_SHORTEST_TR
    return True if isNulled or (isDixon and has(words, WATER)) else toldFatSuppression(words, metadata)


def _family(words: str, metadata: Mapping[str, str]) -> SequenceFamily:
    told = set(metadata.get("ScanningSequence", "").upper().split("\\")) | _enhancedSequence(metadata)
    if "EP" in told:
        return SequenceFamily.ECHO_PLANAR
    if "GR" in told or not told & {"SE", "IR"}:
        if "SSFP" in told or has(words, BALANCED):
            return SequenceFamily.BALANCED
        if "GR" in told or has(words, GRADIENT_ECHO):
            return SequenceFamily.GRADIENT_ECHO
    if "IR" in told or has(words, INVERSION):
        return SequenceFamily.INVERSION_RECOVERY
    if "SE" in told or has(words, _SPIN_ECHO):
        return SequenceFamily.SPIN_ECHO
    repetition, echo = number(metadata.get("RepetitionTime")), number(metadata.get("EchoTime"))
    if 0 < repetition < _GRADIENT_ECHO_TR and 0 < echo < _GRADIENT_ECHO_TE:
        return SequenceFamily.GRADIENT_ECHO
    return SequenceFamily.UNKNOWN


def _enhancedSequence(metadata: Mapping[str, str]) -> set[str]:
    """Return what the attributes of enhanced MR (DICOM PS3.3 C.8.13.4) say, in words of ScanningSequence."""
    told = set()
    if metadata.get("EchoPlanarPulseSequence", "").upper() == "YES":
        told.add("EP")
    told |= {"SPIN": {"SE"}, "GRADIENT": {"GR"}, "BOTH": {"GR"}}.get(
        metadata.get("EchoPulseSequence", "").upper(), set())
    if metadata.get("InversionRecovery", "").upper() == "YES":
        told.add("IR")
    if metadata.get("SteadyStatePulseSequence", "").upper() == "FREE_PRECESSION":
        told |= {"GR", "SSFP"}
    return told


def _isThreeDimensional(words: str, metadata: Mapping[str, str]) -> bool | None:
    told = metadata.get("MRAcquisitionType", "").upper()
    if told in ("2D", "3D"):
        return told == "3D"
    return True if has(words, SLAB) else False if has(words, SLICES) else None


def _tesla(field: float) -> float:
    """Return the field in tesla: some scanners write it in gauss."""
    return field / 1e4 if field > 100 else field if field > 0 else nan


def _seriesUid(metadata: Mapping[str, str]) -> str:
    """Return what tells that two volumes are one series: echoes, phases, water and fat, and moments of one may share
    its UID."""
    own = digest(metadata.get("SeriesInstanceUID", ""))
    others = ("ImageType", "EchoTime", "AcquisitionDate", "AcquisitionTime")
    return digest("\n".join((own, *(metadata.get(keyword, "") for keyword in others)))[len(_DIGEST):]) if own else ""


def _scanner(metadata: Mapping[str, str]) -> str:
    parts = (metadata.get("Manufacturer", ""), metadata.get("ManufacturerModelName", ""),
             digest(metadata.get("DeviceSerialNumber", "")))
    return " ".join(filter(None, (part.strip() for part in parts)))


def _normalized(texts: tuple[str, ...], metadata: Mapping[str, str]) -> bool | None:
    """Tell whether the sensitivity of the coil was evened out: Siemens always says so, others in names at most."""
    imageType = metadata.get("ImageType", "").upper().split("\\")
    if "NORM" in imageType or has(wordsOf(" ".join(texts)), NORMALIZED):
        return True
    return False if "SIEMENS" in metadata.get("Manufacturer", "").upper() and len(imageType) > 1 else None


def _contrastAgent(texts: tuple[str, ...], pattern: str, metadata: Mapping[str, str]) -> bool | None:
    """Tell whether contrast agent was given: the words of description and name go before the header, which may hold the
    agent of the whole examination; the protocol, which may serve before and after, comes last."""
    *own, protocol = (tellsContrast(wordsOf(text), pattern) for text in texts)
    if has(wordsOf(" ; ".join(texts[:2])), _SEQUENCE):
        protocol = None
    told = (*own, namesAgent(metadata.get("ContrastBolusAgent", "")), protocol)
    return next((one for one in told if one is not None), None)


def _isDerived(text: str, imageType: str) -> bool | None:
    """Tell whether words say that an image was computed: "synthetic" alone does so in the image type only. DERIVED is
    also what reformatted and anonymized images are."""
    computed = rf"{COMPUTED}|{MAP}|adc"
    if has(wordsOf(text), computed) or has(wordsOf(imageType), rf"{computed}|synthetic"):
        return True
    return False if imageType.upper().startswith("ORIGINAL") else None


def _interpolation(metadata: Mapping[str, str]) -> float:
    """Return how many times finer the pixels are stored than acquired, by the side where it is less: along the other
    one the field of view may have been wider, or the steps fewer."""
    acquired = [number(text) for text in metadata.get("AcquisitionMatrix", "").split("\\")]
    rows, columns = number(metadata.get("Rows")), number(metadata.get("Columns"))
    if len(acquired) != 4:
        return nan
    ratios = [stored / (first or second) for stored, first, second in
              ((rows, acquired[0], acquired[2]), (columns, acquired[1], acquired[3])) if first or second]
    least = min(ratios, default=nan)
    return max(least, 1.0) if least >= _SMALLEST_INTERPOLATION else nan
