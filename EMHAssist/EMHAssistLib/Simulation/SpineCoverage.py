"""How often each interval holds the truth in patients as hard as real ones; see SpinePatients."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import isnan, nan

import numpy as np

from ..Measurement import Comparison, MeanSignal, Measurement, compare, concordance, regionSignal, tissueSignal
from ..Measurement.BetweenRegions import assumedSpread, drift
from .SpinePatients import SEQUENCES, SpineRegion, drawSpinePatients

QUESTIONS = ("mean", "here", "lesions", "concordance")
_SEED = 20261129
_BATCH = 100
# Where fewer cases than this are left, the fraction that is held tells nothing.
_LEAST = 100


@dataclass(frozen=True)
class SpineDesign:
    """What is simulated: every combination.

    :param cases: patients for each combination, a multiple of 100
    :param textures: SD as a fraction of the mean and correlation length in mm
    :param snrs: marrow over the SD of the noise in each part of the complex image
    :param references: numbers of reference regions
    :param levels: levels between the lesion and the references, 0 first
    """

    cases: int = 200
    textures: Sequence[tuple[float, float]] = ((0.05, 1.5), (0.05, 3.0), (0.10, 6.0))
    snrs: Sequence[float] = (5, 10, 30)
    references: Sequence[int] = (1, 3, 5)
    levels: Sequence[float] = (0, 4)


SPINE = SpineDesign()
QUICK_SPINE = SpineDesign(cases=100, textures=((0.05, 1.5), (0.10, 6.0)), snrs=(10,), references=(1, 3), levels=(0,))


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
    return part / whole if whole >= _LEAST else nan


def simulateSpine(design: SpineDesign, progress: Callable[[float], None] = lambda fraction: None) -> list[SpineCell]:
    """Simulate all cells of a design: the same numbers on every run."""
    counts: dict[tuple, np.ndarray] = {}
    kinds = list(product(design.textures, range(design.cases // _BATCH)))
    for done, ((sigma, length), number) in enumerate(kinds, start=1):
        generator = np.random.default_rng([_SEED, round(1000 * sigma), round(10 * length), number])
        for (question, snr, *place), isFlagged, isHeld in _batch(generator, design, sigma, length):
            row = counts.setdefault((question, sigma, length, snr, *place), np.zeros(4, int))
            row += [1, isFlagged, isHeld and not isFlagged, isHeld and isFlagged]
        progress(done / len(kinds))
    return [SpineCell(*key, *row.tolist()) for key, row in
            sorted(counts.items(), key=lambda item: (QUESTIONS.index(item[0][0]), *item[0][1:]))]


# What is asked, SNR, number of references and levels away; whether it is flagged; whether the interval holds the truth.
_Outcome = tuple[tuple[str, float, int, float], bool, bool]


def _batch(generator: np.random.Generator, design: SpineDesign, sigma: float, length: float) -> Iterator[_Outcome]:
    region = SpineRegion(length)
    patients = drawSpinePatients(generator, _BATCH, max(design.references), design.levels)

    def measured(means: np.ndarray) -> dict[float, list[Sequence[Measurement]]]:
        """Return for each SNR and sequence the measurements of one region in all patients."""
        drawn = [region.draw(generator, _BATCH) for _sequence in SEQUENCES]
        return {snr: [region.measure(one, row, sigma, 1 / snr) for one, row in zip(drawn, means)]
                for snr in design.snrs}

    lesions = {levels: measured(means) for levels, means in patients.lesions.items()}
    other, marrow = measured(patients.ofMarrow), [measured(means) for means in patients.marrow]
    for snr, case in product(design.snrs, range(_BATCH)):
        second = [rows[case] for rows in other[snr]]
        places = [[rows[case] for rows in one[snr]] for one in marrow]
        truth = patients.ofMarrow[:, case]
        for references in design.references:
            tissues = [_tissue([place[number] for place in places[:references]], sequence)
                       for number, sequence in enumerate(SEQUENCES)]
            yield from _toMean(second, tissues, truth, (snr, references, 0))
            for levels, found in lesions.items():
                yield from _here([rows[case] for rows in found[snr]], tissues, truth, (snr, references, levels))
        first = [rows[case] for rows in lesions[design.levels[0]][snr]]
        ratio = patients.lesions[design.levels[0]][:, case] / truth
        yield from _betweenLesions(first, second, ratio, (snr, 0, 0))


def _tissue(used: Sequence[Measurement], sequence: str) -> tuple[MeanSignal, bool]:
    """Return the signal of marrow, and whether anything about it is flagged."""
    signal = tissueSignal(used, spread=assumedSpread(sequence))
    return signal, bool(signal.flags) or any(one.flags for one in used)


def _toMean(lesion: Sequence[Measurement], tissues, truth: np.ndarray, place: tuple) -> Iterator[_Outcome]:
    for own, (tissue, isDoubted), ratio in zip(lesion, tissues, truth):
        found = compare(regionSignal(own), tissue)
        if found.measurable:
            yield ("mean", *place), isDoubted or bool(own.flags), _holds((found.low, found.high), ratio)


def _here(lesion: Sequence[Measurement], tissues, truth: np.ndarray, place: tuple) -> Iterator[_Outcome]:
    """Tell of a lesion against marrow at its place, on each sequence and on all together."""
    ratios: list[Comparison] = []
    isAnyFlagged = False
    for sequence, own, (tissue, isDoubted), ratio in zip(SEQUENCES, lesion, tissues, truth):
        found = compare(regionSignal(own), tissue, drift=drift(sequence, "marrow", place[-1]))
        isFlagged = isDoubted or bool(own.flags)
        isAnyFlagged |= isFlagged
        ratios.append(found)
        if found.measurable:
            yield ("here", *place), isFlagged, _holds(found.claimed, ratio)
    together = concordance(SEQUENCES, ratios)
    if len(together.sequences) == len(SEQUENCES) and not isnan(together.low):
        yield ("concordance", *place), isAnyFlagged, _holds((together.low, together.high),
                                                            float(np.sqrt((np.log(truth) ** 2).mean())))


def _betweenLesions(first: Sequence[Measurement], second: Sequence[Measurement], truth: np.ndarray,
                    place: tuple) -> Iterator[_Outcome]:
    for one, other, ratio in zip(first, second, truth):
        found = compare(regionSignal(one), regionSignal(other))
        if found.measurable:
            yield ("lesions", *place), bool(one.flags or other.flags), _holds((found.low, found.high), ratio)


def _holds(ends: tuple[float, float], truth: float) -> bool:
    return bool(ends[0] <= truth <= ends[1])
