"""How often each interval holds the truth in patients as hard as real ones; see SpinePatients."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import log, nan, sqrt

import numpy as np

from ..Measurement import Comparison, Measurement, compare, concordance, regionSignal, tissueSignal
from ..Measurement.BetweenRegions import assumedSpread, drift
from .Coverage import LEAST_COUNTED
from .SpinePatients import SEQUENCES, SpinePatients, SpineRegion, drawSpinePatients

_SEED = 20261129
_BATCH = 100


@dataclass(frozen=True)
class SpineDesign:
    """What is simulated: every combination.

    :param cases: patients for each combination, a multiple of 100
    :param textures: SD as a fraction of the mean and correlation length in mm
    :param snrs: marrow over the SD of the noise in each part of the complex image
    :param references: numbers of reference regions
    :param levels: levels between the lesion and the references
    """

    cases: int = 1000
    textures: Sequence[tuple[float, float]] = ((0.05, 1.5), (0.05, 3.0), (0.10, 3.0), (0.10, 6.0))
    snrs: Sequence[float] = (5, 10, 30)
    references: Sequence[int] = (1, 3, 5)
    levels: Sequence[float] = (0, 4)


SPINE = SpineDesign()
QUICK_SPINE = SpineDesign(cases=200, textures=((0.05, 1.5), (0.10, 6.0)), snrs=(10,), references=(1, 3), levels=(0,))


@dataclass(frozen=True)
class SpineCell:
    """Cases of one kind.

    :param question: "mean" (lesion to mean marrow), "here" (to marrow at its place), "lesions" (lesion to lesion),
        "concordance" (to marrow at its place, over three sequences)
    :param cases: comparisons with an interval
    :param flagged: of these, those with a quality flag
    :param covered: comparisons without a flag whose interval holds the truth; coveredFlagged: the same with a flag
    """

    question: str
    texture: float
    length: float
    snr: float
    references: int
    levels: float
    cases: int
    flagged: int
    covered: int
    coveredFlagged: int

    @property
    def unflagged(self) -> float:
        """Fraction held of the cases without a flag; NaN when they are too few."""
        return _share(self.covered, self.cases - self.flagged)

    @property
    def ofFlagged(self) -> float:
        """Fraction held of the cases with a flag."""
        return _share(self.coveredFlagged, self.flagged)

    @property
    def all(self) -> float:
        """Fraction held of all cases."""
        return _share(self.covered + self.coveredFlagged, self.cases)


def _share(part: int, whole: int) -> float:
    return part / whole if whole >= min(LEAST_COUNTED, 100) else nan


def simulateSpine(design: SpineDesign, progress: Callable[[float], None] = lambda fraction: None) -> list[SpineCell]:
    """Simulate all cells of a design: the same numbers on every run."""
    counts: dict[tuple, np.ndarray] = {}
    kinds = list(product(design.textures, design.snrs, range(design.cases // _BATCH)))
    for done, ((sigma, length), snr, number) in enumerate(kinds, start=1):
        generator = np.random.default_rng([_SEED, round(1000 * sigma), round(10 * length), round(snr), number])
        for key, isFlagged, isHeld in _batch(generator, design, sigma, length, snr):
            row = counts.setdefault((key[0], sigma, length, snr, *key[1:]), np.zeros(4, int))
            row += [1, isFlagged, isHeld and not isFlagged, isHeld and isFlagged]
        progress(done / len(kinds))
    order = {question: place for place, question in enumerate(("mean", "here", "lesions", "concordance"))}
    return [SpineCell(*key, *row.tolist()) for key, row in
            sorted(counts.items(), key=lambda item: (order[item[0][0]], *item[0][1:]))]


def _batch(generator: np.random.Generator, design: SpineDesign, sigma: float, length: float,
           snr: float) -> Iterator[tuple[tuple[str, int, float], bool, bool]]:
    """Yield question, number of references and levels, whether a case is flagged and whether it is held."""
    region = SpineRegion(length)
    most = max(design.references)

    def measured(means: np.ndarray) -> list[Sequence[Measurement]]:
        return [region.measure(region.draw(generator, _BATCH), row, sigma, 1 / snr) for row in means]

    for levels in design.levels:
        patients = drawSpinePatients(generator, _BATCH, most, levels)
        lesions = [measured(means) for means in patients.lesions]
        marrow = [measured(means) for means in patients.marrow]
        for case in range(_BATCH):
            first, second = ([rows[case] for rows in lesion] for lesion in lesions)
            places = [[rows[case] for rows in one] for one in marrow]
            yield from _case(design, patients, case, levels, first, second, places)


def _case(design: SpineDesign, patients: SpinePatients, case: int, levels: float, first: Sequence[Measurement],
          second: Sequence[Measurement],
          places: Sequence[Sequence[Measurement]]) -> Iterator[tuple[tuple[str, int, float], bool, bool]]:
    for references in design.references:
        ratios: list[Comparison] = []
        isAnyFlagged = False
        for number, sequence in enumerate(SEQUENCES):
            used = [place[number] for place in places[:references]]
            tissue = tissueSignal(used, spread=assumedSpread(sequence))
            isDoubted = bool(tissue.flags) or any(one.flags for one in used)
            here = compare(regionSignal(first[number]), tissue, drift=drift(sequence, "marrow", levels))
            ratios.append(here)
            isFlagged = isDoubted or bool(first[number].flags)
            isAnyFlagged |= isFlagged
            if here.measurable:
                yield ("here", references, levels), isFlagged, _holds(here.claimed, patients.ofMarrow[number, case])
            mean = compare(regionSignal(second[number]), tissue)
            if mean.measurable and levels == 0:
                yield (("mean", references, levels), isDoubted or bool(second[number].flags),
                       _holds((mean.low, mean.high), patients.toMean[number, case]))
        together = concordance(SEQUENCES, ratios)
        if together.low == together.low:
            true = sqrt(sum(log(ratio) ** 2 for ratio in patients.ofMarrow[:, case]) / len(SEQUENCES))
            yield ("concordance", references, levels), isAnyFlagged, _holds((together.low, together.high), true)
    for number in range(len(SEQUENCES)):
        found = compare(regionSignal(first[number]), regionSignal(second[number]))
        true = patients.lesions[0, number, case] / patients.lesions[1, number, case]
        if found.measurable and levels == 0:
            yield (("lesions", 0, levels), bool(first[number].flags or second[number].flags),
                   _holds((found.low, found.high), true))


def _holds(ends: tuple[float, float], truth: float) -> bool:
    return bool(ends[0] <= truth <= ends[1])
