"""How a series was acquired, as far as its header or its name tells."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from .Word import Word


class SequenceFamily(Word):
    """How the echo that makes the signal is formed."""

    SPIN_ECHO = "spin_echo"  # fast and conventional
    INVERSION_RECOVERY = "inversion_recovery"  # spin echo after an inversion
    GRADIENT_ECHO = "gradient_echo"  # spoiled
    BALANCED = "balanced"  # refocused gradient echo: TrueFISP, FIESTA, bFFE, CISS
    ECHO_PLANAR = "echo_planar"
    UNKNOWN = ""


@dataclass(frozen=True)
class Acquisition:
    """How a series was acquired. What is not known is NaN, "" or None, and never taken as equal or unequal.

    :param family: how the echo is formed
    :param isThreeDimensional: excited as a slab, not slice by slice
    :param fatSuppressed: the signal of fat is suppressed, whatever the method
    :param repetitionTime: ms
    :param echoTime: ms
    :param inversionTime: ms
    :param echoTrainLength: echoes an excitation
    :param flipAngle: degrees
    :param fieldStrength: T
    :param coil: name of the receive coil
    :param scanner: what tells one scanner from another, without its serial number
    :param normalized: the scanner has evened out the sensitivity of the coil
    :param contrastAgent: acquired after a contrast agent was given
    :param derived: computed from other images (synthetic, subtracted, a map); a reformatted series is not
    :param interpolation: stored over acquired pixels along one side of a slice; 2 where the scanner doubled the matrix
    :param seriesUid: what tells that two volumes are one series: a digest, which tells nothing else
    :param modality: as in DICOM, "MR" or "CT"
    :param speaksFor: name of the sequence role that header and names speak for
    :param mayBe: names of the roles it may have by header and names: that one, or those between which nothing decides
    :param shows: what it shows that no role is for, by header and names ("a localizer"), in plain English
    :param patient: what tells that two series are of different patients, and fits thousands of them: no identity
    :param valueUnits: what the values are, where the header says so: "HU", "Z_EFF"
    """

    family: SequenceFamily = SequenceFamily.UNKNOWN
    isThreeDimensional: bool | None = None
    fatSuppressed: bool | None = None
    repetitionTime: float = nan
    echoTime: float = nan
    inversionTime: float = nan
    echoTrainLength: float = nan
    flipAngle: float = nan
    fieldStrength: float = nan
    coil: str = ""
    scanner: str = ""
    normalized: bool | None = None
    contrastAgent: bool | None = None
    derived: bool | None = None
    interpolation: float = nan
    seriesUid: str = ""
    modality: str = ""
    speaksFor: str = ""
    mayBe: tuple[str, ...] = ()
    shows: str = ""
    valueUnits: str = ""
    patient: str = ""
