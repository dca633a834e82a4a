"""Can two series be set against each other: the same before and after contrast agent, in phase and opposed?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import isfinite, log

import numpy as np

from ...Acquisition import SequenceFamily
from ...Cache import Cache
from ...Case import Case, Series
from ...Comparability import Consequence, Statement
from ...Measurement.Flags import ACQUIRED_APART
from ...Roles import PRE_CONTRAST
from ..Signals import Signals
from .AssumedDeviations import COIL, PLANE, PLANE_ANGLE, PROTOCOL, PROTOCOL_FACTOR

_PROTOCOL = (("repetitionTime", "TR", "ms"), ("echoTime", "TE", "ms"), ("inversionTime", "TI", "ms"),
             ("echoTrainLength", "echo train", "echoes"), ("flipAngle", "flip angle", "degrees"))


def prePostPairs(case: Case) -> list[tuple[Series, Series]]:
    """Return each series before contrast agent with each after."""
    return list(product([one for one in case.series if one.role in PRE_CONTRAST],
                        [one for one in case.series if one.role == "T1post"]))


def acquiredAlike(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Return what headers and grids have against comparing two series with each other."""
    for pre, post in prePostPairs(case):
        yield from cache.call(_statements, pre, post)
    phases = ([one for one in case.series if one.role == role] for role in ("InPhase", "OpposedPhase"))
    for inPhase, opposed in zip(*phases):
        yield from cache.call(_ofPhases, inPhase, opposed)


def _statements(pre: Series, post: Series) -> tuple[Statement, ...]:
    return (*_sequence(pre, post), *_protocol(pre, post), *_equipment(pre, post), *_plane(pre, post),
            *_time(pre, post))


def _ofPhases(inPhase: Series, opposed: Series) -> tuple[Statement, ...]:
    protocol = (one for one in _PROTOCOL if one[0] != "echoTime")  # which is what makes the phase
    return (*_sequence(inPhase, opposed), *_protocol(inPhase, opposed, tuple(protocol)), *_equipment(inPhase, opposed),
            *_plane(inPhase, opposed), *_time(inPhase, opposed))


def _sequence(one: Series, other: Series) -> Iterator[Statement]:
    first, second = one.acquisition, other.acquisition
    # The role says it, too.
    families = [SequenceFamily.GRADIENT_ECHO if series.role == "T1GRE" else series.acquisition.family
                for series in (one, other)]
    if all(families) and families[0] != families[1]:
        words = [family.replace("_", " ") for family in families]
        yield _refused("sequence_family", one, other, f"{one.label} is {words[0]}, {other.label} {words[1]}")
    elif None not in (first.isThreeDimensional, second.isThreeDimensional) and (
            first.isThreeDimensional != second.isThreeDimensional):
        words = ["3D" if acquisition.isThreeDimensional else "2D" for acquisition in (first, second)]
        yield _refused("sequence_family", one, other, f"{one.label} is {words[0]}, {other.label} {words[1]}")


def _protocol(one: Series, other: Series, protocol=_PROTOCOL) -> Iterator[Statement]:
    found = []
    for name, title, unit in protocol:
        values = [getattr(series.acquisition, name) for series in (one, other)]
        if _differ(*values, PROTOCOL_FACTOR):
            found.append(f"{title} {values[0]:g} and {values[1]:g} {unit}")
    if found:
        yield _doubtful("protocol", one, other, f"acquired differently: {', '.join(found)}", PROTOCOL)


def _equipment(one: Series, other: Series) -> Iterator[Statement]:
    first, second = one.acquisition, other.acquisition
    if _differ(first.fieldStrength, second.fieldStrength, PROTOCOL_FACTOR):
        yield _refused("field_strength", one, other,
                       f"acquired at {first.fieldStrength:g} and {second.fieldStrength:g} T")
    elif first.scanner and second.scanner and not (first.scanner.startswith(second.scanner)
                                                   or second.scanner.startswith(first.scanner)):
        yield _refused("scanner", one, other, "acquired on different scanners")
    if first.coil and second.coil and first.coil != second.coil:
        yield _doubtful("coil", one, other, f"received by different coils: {first.coil} and {second.coil}", COIL)
    if None not in (first.normalized, second.normalized) and first.normalized != second.normalized:
        evened, plain = (one, other) if first.normalized else (other, one)
        yield _doubtful("normalization", one, other, "the scanner has evened out the sensitivity of the coil on "
                        f"{evened.label}, not on {plain.label}", COIL)


def _plane(one: Series, other: Series) -> Iterator[Statement]:
    if one.image is None or other.image is None:
        return
    normals = [_normal(series.image.ijkToWorld) for series in (one, other)]
    angle = float(np.degrees(np.arccos(min(abs(normals[0] @ normals[1]), 1.0))))
    if angle > PLANE_ANGLE:
        yield _doubtful("plane", one, other, f"their slices lie at {angle:.0f} degrees to each other, so thin regions "
                        "hold other shares of what lies beside them", PLANE)


def _normal(ijkToWorld: np.ndarray) -> np.ndarray:
    normal = np.cross(ijkToWorld[:3, 0], ijkToWorld[:3, 1])
    return normal / np.linalg.norm(normal)


def _time(one: Series, other: Series) -> Iterator[Statement]:
    hours = abs(one.acquired - other.acquired)
    if hours > ACQUIRED_APART:
        yield _refused("acquired_apart", one, other, f"acquired {hours:.0f} hours apart")


def _differ(first: float, second: float, factor: float) -> bool:
    return isfinite(first) and isfinite(second) and min(first, second) > 0 and abs(log(first / second)) > log(factor)


def _refused(topic: str, one: Series, other: Series, reason: str) -> Statement:
    return Statement(topic, (one.label, other.label), reason, Consequence.REFUSED)


def _doubtful(topic: str, one: Series, other: Series, reason: str, deviation: float) -> Statement:
    return Statement(topic, (one.label, other.label), reason, Consequence.DOUBTFUL, deviation)
