"""How often the 95 % interval of a ratio holds the truth, for all kinds of images and regions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import nan

import numpy as np

from ..Measurement import Measurement, compare, regionSignal, tissueSignal
from .Patients import SimulatedRegion, drawPatients
from .Workers import runAll

_SEED = 20260801
# Patients simulated at once: their images fit into memory. Part of what the seed decides.
_BATCH = 250
# Where fewer cases than this pass the flags the fraction that is covered tells nothing: those left are the odd ones.
LEAST_COUNTED = 300


@dataclass(frozen=True)
class Design:
    """What is simulated: every combination.

    :param cases: for each size of region in voxels, cases simulated for each combination, multiples of 250
    :param sigmas: SD of the heterogeneity as fractions of the mean
    :param lengths: correlation lengths of the heterogeneity in voxels
    :param references: numbers of reference regions
    :param snrs: mean of the weaker tissue over the SD of the noise in each part of the complex image
    :param between: SD between reference regions, as fractions, for the second table
    """

    cases: Mapping[int, int] = field(default_factory=lambda: {100: 500, 500: 750})
    sigmas: Sequence[float] = (0.05, 0.10, 0.20)
    lengths: Sequence[int] = (0, 1, 2)
    references: Sequence[int] = (1, 3)
    snrs: Sequence[float] = (3, 5, 10, 50)
    between: Sequence[float] = (0.0, 0.03, 0.06, 0.08, 0.10, 0.15)


FULL = Design()
QUICK = Design(cases={100: 1000, 500: 1000}, sigmas=(0.05, 0.20), lengths=(0, 2), references=(1, 4), snrs=(5, 50),
               between=(0.0, 0.06, 0.15))
# The second table is for one kind of image and region.
_BETWEEN_AT = {"sigma": 0.05, "length": 1, "voxels": 500, "snr": 10}


@dataclass(frozen=True)
class Tally:
    """Cases of one kind.

    :param cases: cases simulated
    :param flagged: cases left out because a flag was raised or there was no number
    :param covered: cases not flagged whose interval holds the truth
    :param flaggedCovered: flagged cases whose interval holds the truth
    """

    cases: int
    flagged: int
    covered: int
    flaggedCovered: int

    @property
    def coverage(self) -> float:
        """Fraction of the cases not flagged whose interval holds the truth; NaN when they are too few."""
        counted = self.cases - self.flagged
        return self.covered / counted if counted >= LEAST_COUNTED else nan

    @property
    def flaggedCoverage(self) -> float:
        """Fraction of the flagged cases whose interval holds the truth; NaN when they are too few."""
        return self.flaggedCovered / self.flagged if self.flagged >= LEAST_COUNTED else nan


@dataclass(frozen=True)
class CoverageCell(Tally):
    """Cases of one kind, with patients who differ in how much their reference regions differ."""

    sigma: float
    length: int
    voxels: int
    references: int
    snr: float


@dataclass(frozen=True)
class BetweenCoverageCell(Tally):
    """Cases of one kind, with the same SD between reference regions in all patients."""

    between: float
    references: int


@dataclass(frozen=True)
class _Batch:
    """A part of the work that takes a few seconds."""

    voxels: int
    length: int
    number: int
    sigmas: Sequence[float]
    snrs: Sequence[float]
    references: Sequence[int]
    between: float | None = None


def simulate(design: Design, progress: Callable[[float], None] = lambda fraction: None,
             processes: int = 1) -> tuple[list[CoverageCell], list[BetweenCoverageCell]]:
    """Simulate all cells of a design. The same bits whatever the number of processes.

    :param progress: called with the fraction done
    """
    # The largest regions, which take longest, come first.
    batches = [_Batch(voxels, length, number, design.sigmas, design.snrs, design.references)
               for voxels in sorted(design.cases, reverse=True) for length in design.lengths
               for number in range(design.cases[voxels] // _BATCH)]
    fixedCases = design.cases[_BETWEEN_AT["voxels"]]
    batches += [_Batch(_BETWEEN_AT["voxels"], _BETWEEN_AT["length"], number, (_BETWEEN_AT["sigma"],),
                       (_BETWEEN_AT["snr"],), design.references, between)
                for between, number in product(design.between, range(fixedCases // _BATCH))]
    tallies: dict[tuple, np.ndarray] = {}
    for done, (batch, counts) in enumerate(runAll(_run, batches, processes), start=1):
        key = (batch.voxels, batch.length, batch.between)
        tallies[key] = tallies.get(key, 0) + counts
        progress(done / len(batches))
    cells = []
    for sigma, length, voxels, references, snr in product(design.sigmas, design.lengths, design.cases,
                                                          design.references, design.snrs):
        place = design.sigmas.index(sigma), design.snrs.index(snr), design.references.index(references)
        counted = tallies[voxels, length, None][place].tolist()
        cells.append(CoverageCell(design.cases[voxels], *counted, sigma, length, voxels, references, snr))
    fixed = []
    for between, references in product(design.between, design.references):
        counts = tallies[_BETWEEN_AT["voxels"], _BETWEEN_AT["length"], between]
        fixed.append(BetweenCoverageCell(fixedCases, *counts[0, 0, design.references.index(references)].tolist(),
                                         between, references))
    return cells, fixed


def _run(batch: _Batch) -> tuple[_Batch, np.ndarray]:
    """Return (sigmas, SNRs, references, 3) numbers of cases, see _count."""
    fixed = 0 if batch.between is None else 1 + round(1000 * batch.between)
    generator = np.random.default_rng([_SEED, batch.voxels, batch.length, fixed, batch.number])
    most = max(batch.references)
    patients = drawPatients(generator, _BATCH, most, batch.between)
    region = SimulatedRegion(batch.voxels, batch.length)
    kinds = list(product(batch.sigmas, batch.snrs))
    regions: dict[tuple, list[Sequence[Measurement]]] = {kind: [] for kind in kinds}
    for means in patients.means:
        drawn = region.draw(generator, _BATCH)
        for sigma, snr in kinds:
            noise = np.minimum(patients.ratios, 1) / snr
            regions[sigma, snr].append(region.measure(drawn, means, sigma, noise))
    counts = [[_count(list(zip(*regions[kind])), patients.ratios, references) for references in batch.references]
              for kind in kinds]
    return batch, np.array(counts).reshape(len(batch.sigmas), len(batch.snrs), len(batch.references), 3)


def _count(cases: Sequence[Sequence[Measurement]], ratios: np.ndarray, references: int) -> tuple[int, int, int]:
    """Return how many cases are flagged, and how many of the others, and of these, have an interval that holds the
    truth."""
    flagged = covered = flaggedCovered = 0
    for (lesion, *others), truth in zip(cases, ratios.tolist()):
        used = others[:references]
        reference = tissueSignal(used)
        comparison = compare(regionSignal(lesion), reference)
        holds = comparison.measurable and comparison.low <= truth <= comparison.high
        if not comparison.measurable or reference.flags or any(one.flags for one in (lesion, *used)):
            flagged += 1
            flaggedCovered += holds
        else:
            covered += holds
    return flagged, covered, flaggedCovered
