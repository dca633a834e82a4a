"""What can keep series from being compared: each done to patients of the phantom, and the topics that must name it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ..Acquisition import Acquisition
from ..Case import Series
from ..Phantom import Movement, Variant, variantCase
from ..Phantom.DiffusionMap import DIFFUSION_MAP
from ..Phantom.Protocols import PROTOCOLS
from ..Phantom.SyntheticCase import PhantomSeries
from ..Phantom.Variant import FAT_SUPPRESSION, GRADIENT_ECHO, REGIONS_BOX
from .PhantomCases import phantomSeries

_SEED = 20261001
BRIGHTER = 1.12  # as measured on two real series
# After contrast agent the slices lie as before, which is what it takes to compare the two.
_POST = replace(PROTOCOLS[3], name="Synthetic sagittal T1 post-contrast", description="SAG T1 TSE T-SPINE GD",
                grid=PROTOCOLS[0].grid)
# The whole field of view: what slices look like rests on all of it.
_HARD = Variant(marrow="adult", protocols=(*PROTOCOLS[:3], _POST, DIFFUSION_MAP))


class Patient:
    """A patient of the harder phantom with adult marrow, and what can happen to his series.

    :param number: other numbers are other patients
    """

    def __init__(self, number: int):
        self._seed = _SEED + number
        self.generator = np.random.default_rng([self._seed, 1])
        self.acquired = {series.role: series for series in self.acquire(_HARD).series}

    def acquire(self, variant: Variant):
        """Acquire a variant of this patient."""
        return variantCase(variant, self._seed)

    @cached_property
    def series(self) -> dict[str, Series]:
        """All series as they should be, by role."""
        return {role: phantomSeries(one, self._number(role)) for role, one in self.acquired.items()}

    @cached_property
    def suppressed(self) -> PhantomSeries:
        """The series after contrast agent, with fat suppression."""
        return self.again("T1post", _HARD.withProtocol("T1post", **FAT_SUPPRESSION))

    def replaced(self, role: str, series: PhantomSeries, acquisition: Acquisition | None = None) -> list[Series]:
        """Return all series, that of one role replaced.

        :param acquisition: what the header of the new one tells; None for all there is
        """
        return list({**self.series, role: phantomSeries(series, self._number(role), acquisition)}.values())

    def again(self, role: str, variant: Variant) -> PhantomSeries:
        """Acquire the series of one role once more, as a variant has it."""
        alone = replace(variant, protocols=tuple(one for one in variant.protocols if one.role == role))
        [series] = self.acquire(alone).series
        return replace(series, role=role)

    def moved(self, role: str, movement: Movement) -> list[Series]:
        """Return all series, that of one role after a movement, of which no more is acquired than what is around the
        regions."""
        return self.replaced(role, self.again(role, replace(_HARD, box=REGIONS_BOX).withMovement(role, movement)))

    def direction(self) -> np.ndarray:
        """Return a random direction, a unit vector."""
        vector = self.generator.standard_normal(3)
        return vector / np.linalg.norm(vector)

    def _number(self, role: str) -> int:
        return list(self.acquired).index(role)


@dataclass(frozen=True)
class Condition:
    """Something that should be noticed.

    :param name: identifier
    :param title: in plain English
    :param topics: of statements that name it; empty for a case of which nothing should be said
    :param make: the series of a patient under it
    :param lookedAt: roles of the series whose displacement is looked for; that takes seconds
    """

    name: str
    title: str
    topics: frozenset[str]
    make: Callable[[Patient], list[Series]]
    lookedAt: tuple[str, ...] = ()

    @property
    def isChanged(self) -> bool:
        """There is something to notice."""
        return bool(self.topics)


def _unchanged(patient: Patient) -> list[Series]:
    return list(patient.series.values())


def _withoutHeaders(series: list[Series]) -> list[Series]:
    return [replace(one, acquisition=Acquisition()) for one in series]


def _shifted(role: str, length: float) -> Callable[[Patient], list[Series]]:
    return lambda patient: patient.moved(role, Movement(shift=tuple(length * patient.direction())))


def _turned(role: str, degrees: float) -> Callable[[Patient], list[Series]]:
    return lambda patient: patient.moved(role, Movement(turn=tuple(degrees * patient.direction())))


def _suppressed(patient: Patient) -> list[Series]:
    return patient.replaced("T1post", patient.suppressed)


def _gradientEcho(role: str) -> Callable[[Patient], list[Series]]:
    return lambda patient: patient.replaced(role, patient.again(role, _HARD.withProtocol(role, **GRADIENT_ECHO)))


def _twice(patient: Patient) -> list[Series]:
    first = patient.acquired["T1"]
    return patient.replaced("T1post", replace(first, role="T1post"), patient.series["T1"].acquisition)


def _brightSlice(patient: Patient) -> list[Series]:
    series = patient.acquired["T2"]
    array = series.array.copy()
    # Any slice that has neighbors on both sides, where the regions are.
    number = patient.generator.integers(4, len(array) - 4)
    array[number] = np.rint(BRIGHTER * array[number])
    return patient.replaced("T2", replace(series, array=array))


def _otherUnits(patient: Patient) -> list[Series]:
    series = patient.acquired["ADC"]
    return patient.replaced("ADC", replace(series, array=(1e-3 * series.array).astype(np.float32)))


_DISPLACEMENT = frozenset({"displacement"})
_FAT = frozenset({"fat_suppression"})
_FAMILY = frozenset({"sequence_family"})

# The one place that knows by which topics the statements of SeriesChecks name what.
CONDITIONS = (
    Condition("unchanged", "nothing", frozenset(), _unchanged),
    Condition("unchanged_no_header", "nothing, headers lost", frozenset(),
              lambda one: _withoutHeaders(_unchanged(one))),
    Condition("unchanged_displacement", "nothing, displacement looked for", frozenset(), _unchanged,
              ("T2", "STIR", "T1post")),
    Condition("shift_3mm_T2", "T2 shifted by 3 mm in any direction", _DISPLACEMENT, _shifted("T2", 3.0),
              ("T2",)),
    Condition("shift_4mm_T1post", "T1 post-contrast shifted by 4 mm in any direction", _DISPLACEMENT,
              _shifted("T1post", 4.0), ("T1post",)),
    Condition("turn_3deg_T2", "T2 turned by 3 degrees about any axis", _DISPLACEMENT, _turned("T2", 3.0),
              ("T2",)),
    Condition("fat_suppressed_post", "T1 post-contrast with fat suppression", _FAT, _suppressed),
    Condition("fat_suppressed_post_no_header", "the same, headers lost", _FAT,
              lambda one: _withoutHeaders(_suppressed(one))),
    Condition("gradient_echo_T1", "T1 a 3D gradient echo", _FAMILY, _gradientEcho("T1")),
    Condition("gradient_echo_T1post", "T1 post-contrast a 3D gradient echo", _FAMILY, _gradientEcho("T1post")),
    Condition("same_series_twice", "T1 given as T1 post-contrast too", frozenset({"same_series"}), _twice),
    Condition("bright_slice_T2", "one slice of T2 12 % brighter", frozenset({"odd_slice"}), _brightSlice),
    Condition("adc_units", "ADC in 10^-3 mm2/s", frozenset({"units"}), _otherUnits),
)
