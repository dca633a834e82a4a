"""Does the header of a series contradict the role it was given?"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from ...Acquisition import Acquisition, SequenceFamily
from ...Cache import Cache
from ...Case import Case, Series
from ...Comparability import Consequence, Statement
from ...Naming.SequenceNames import COMPUTED_IMAGE, roleOfTimes
from ...Roles import PRE_CONTRAST, sequenceRole
from ..Signals import Signals
from .AssumedDeviations import NOT_SAID_TO_BE_SUPPRESSED, PHASES_AFTER_CONTRAST

# Modalities whose values no role is for.
_OTHER_MODALITIES = ("PT", "NM", "US", "XA", "RF", "CR", "DX", "MG", "SEG", "RTDOSE", "RTIMAGE", "SM")
# What the signal of a role is weighted by: roles of one kind may be taken for each other, and are told apart below.
_KINDS = {"T1": "T1", "T1FS": "T1", "T1GRE": "T1", "T1post": "T1", "T2": "T2", "STIR": "T2", "CTpost": "CT"}
_PHASES = ("InPhase", "OpposedPhase")
_SUPPRESSED = ("T1FS", "STIR")
_POST = ("T1post", "CTpost")
_SPIN_ECHO = (SequenceFamily.SPIN_ECHO, SequenceFamily.INVERSION_RECOVERY)
_FAMILIES = {
    SequenceFamily.SPIN_ECHO: "a spin echo",
    SequenceFamily.INVERSION_RECOVERY: "an inversion recovery",
    SequenceFamily.GRADIENT_ECHO: "a gradient echo",
    SequenceFamily.BALANCED: "a balanced gradient echo",
    SequenceFamily.ECHO_PLANAR: "an echo-planar sequence",
}
# Role to the ways its echo may be formed; others may be formed in any.
_ALLOWED = {"T1": _SPIN_ECHO, "T1FS": _SPIN_ECHO, "T2": _SPIN_ECHO, "STIR": _SPIN_ECHO,
            "T1GRE": (SequenceFamily.GRADIENT_ECHO,), "Balanced": (SequenceFamily.BALANCED,)}


def headersAgainstRoles(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Return what headers and names have against the roles of the series: the first objection to each, and whether
    contrast agent was given."""
    for series in case.series:
        yield from cache.call(_statements, series)


def _statements(series: Series) -> tuple[Statement, ...]:
    found = ((topic, reason) for topic, check in _CHECKS if (reason := check(series.role, series.acquisition)))
    objection = next(found, None)
    if objection is None:
        return (*_notSuppressed(series), *_contrast(series))
    topic, reason = objection
    return (Statement(topic, (series.label,), reason, Consequence.REFUSED), *_contrast(series))


def _modality(role: str, acquisition: Acquisition) -> str:
    isCT = sequenceRole(role).quantitative
    told = acquisition.modality
    if told in _OTHER_MODALITIES or (told in ("MR", "CT") and isCT != (told == "CT")):
        return f"its header says that it is {told}, and it was given as {_title(role)}"
    return ""


def _weighting(role: str, acquisition: Acquisition) -> str:
    given = _KINDS.get(role, role)
    told = {_KINDS.get(spoken, spoken) for spoken in acquisition.mayBe}
    if not told or given in told:
        return ""
    # Either of the phases may be of a T1 or a T2, and an in-phase image is one.
    if (role in _PHASES and told <= {"T1", "T2"}) or ("InPhase" in told and given in ("T1", "T2")):
        return ""
    spoken = " or ".join(_title(one) for one in acquisition.mayBe)
    return (f"its header or name speaks for {spoken}{_times(acquisition)}, and it was given as {_title(role)}; "
            "change its role")


def _content(role: str, acquisition: Acquisition) -> str:
    if not acquisition.shows:
        return ""
    return f"by its header or name it is {acquisition.shows}, and it was given as {_title(role)}; use another series"


def _weightingByTimes(role: str, acquisition: Acquisition) -> str:
    """Names may be wrong where the times are not: a spin echo is weighted by them."""
    given = _KINDS.get(role, role)
    if acquisition.family not in (*_SPIN_ECHO, SequenceFamily.UNKNOWN) or given not in ("T1", "T2"):
        return ""
    told = roleOfTimes(acquisition.repetitionTime, acquisition.echoTime, acquisition.inversionTime)
    if not told or _KINDS[told] == given:
        return ""
    return (f"its times are those of {_title(told)}{_times(acquisition)}, and it was given as {_title(role)}; "
            "change its role")


def _units(role: str, acquisition: Acquisition) -> str:
    if sequenceRole(role).quantitative and acquisition.valueUnits not in ("", "HU", "US", "HOUNSFIELD"):
        return f"its values are no Hounsfield units: its header has {acquisition.valueUnits} as RescaleType"
    return ""


def _computed(role: str, acquisition: Acquisition) -> str:
    if acquisition.derived and sequenceRole(role).isSignal:
        shows = acquisition.shows
        if shows in ("", COMPUTED_IMAGE):
            shows = "synthetic MR, a subtraction or a map"
        return (f"it was {COMPUTED_IMAGE}: by its header or name it is {shows}; use the series as it was "
                "acquired")
    return ""


def _family(role: str, acquisition: Acquisition) -> str:
    family = acquisition.family
    if family == SequenceFamily.UNKNOWN or family in _ALLOWED.get(role, (family,)):
        return ""
    advice = {"T1": "T1 gradient echo", "T1FS": "T1 gradient echo"}.get(role, "another one")
    if family != SequenceFamily.GRADIENT_ECHO:
        advice = "another one"
    return (f"it is {_FAMILIES[family]}{_times(acquisition)}, on which bone darkens marrow as iron does, and it was "
            f"given as {_title(role)}; give it the role {advice}" if family not in _SPIN_ECHO else
            f"it is {_FAMILIES[family]}{_times(acquisition)} and was given as {_title(role)}; change its role")


def _fatSuppression(role: str, acquisition: Acquisition) -> str:
    if role in ("T1", "T2") and acquisition.fatSuppressed:
        other = {"T1": "T1FS", "T2": "STIR"}[role]
        return (f"fat is suppressed on it, as its header or name says, and marrow with it; give it the role "
                f"{_title(other)}")
    if role in _SUPPRESSED and acquisition.fatSuppressed is False and acquisition.speaksFor in ("T1", "T2"):
        return f"fat is not suppressed on it by its header; give it the role {acquisition.speaksFor}"
    return ""


_CHECKS = (("modality", _modality), ("weighting", _weighting), ("units", _units), ("computed", _computed),
           ("content", _content), ("weighting", _weightingByTimes), ("sequence_family", _family),
           ("fat_suppression", _fatSuppression))


def _notSuppressed(series: Series) -> Iterator[Statement]:
    if series.role in _SUPPRESSED and series.acquisition.fatSuppressed is False:
        yield Statement("fat_suppression", (series.label,), "its header does not say that fat is suppressed",
                        Consequence.DOUBTFUL, NOT_SAID_TO_BE_SUPPRESSED)


def _contrast(series: Series) -> Iterator[Statement]:
    told, role = series.acquisition.contrastAgent, series.role
    if told and role in (*PRE_CONTRAST, "CT"):
        other = _title("CTpost" if role == "CT" else "T1post")
        yield Statement("contrast_agent", (series.label,), "its header or name says that contrast agent had been "
                        f"given; give it the role {other}", Consequence.REFUSED)
    elif told and role in (*_PHASES, "Balanced"):
        yield Statement("contrast_agent", (series.label,), "its header or name says that contrast agent had been given",
                        Consequence.DOUBTFUL, PHASES_AFTER_CONTRAST)
    elif told is False and role in _POST:
        yield Statement("contrast_agent", (series.label,), "its header or name says that no contrast agent was given; "
                        "change its role", Consequence.REFUSED)


def _title(role: str) -> str:
    return sequenceRole(role).title


def _times(acquisition: Acquisition) -> str:
    """Return the times that the header has, in brackets, "" for none."""
    times = (("TR", acquisition.repetitionTime, "ms"), ("TE", acquisition.echoTime, "ms"),
             ("TI", acquisition.inversionTime, "ms"), ("flip angle", acquisition.flipAngle, "degrees"))
    known = [f"{name} {value:g} {unit}" for name, value, unit in times if isfinite(value)]
    return f" ({', '.join(known)})" if known else ""
