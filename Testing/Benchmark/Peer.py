"""What all peers have in common: the same regions, the same voxels, the same five statistics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from EMHAssistLib.Measurement import Image

from .Blocks import Block

FIVE = ("mean", "sd", "median", "min", "max")
# Between two ways to compute the same number.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Truth:
    """What everybody has to return, computed in the plainest way.

    :param numbers: (R, S, 5)
    :param middle: (2, R, S) the two values in the middle of each region and series, between which medians lie
    :param counts: (R,) voxels of the regions
    """

    numbers: np.ndarray
    middle: np.ndarray
    counts: np.ndarray

    @classmethod
    def of(cls, blocks: Sequence[Block], images: Sequence[Image]) -> Truth:
        """Return that of the voxels in blocks."""
        values = [[np.sort(image.array[block.place][block.inside]).tolist() for image in images] for block in blocks]
        numbers = [[(np.mean(row), np.std(row, ddof=1), np.median(row), row[0], row[-1]) for row in rows]
                   for rows in values]
        middle = [[[row[place(len(row))] for row in rows] for rows in values]
                  for place in (lambda size: (size - 1) // 2, lambda size: size // 2)]
        return cls(np.array(numbers), np.array(middle), np.array([len(rows[0]) for rows in values]))


@dataclass(frozen=True)
class Peer:
    """One way to get the five statistics.

    :param library: what computes them
    :param form: how it is asked
    :param prepare: (blocks, images) to what ``measure`` takes: images and labels as the library has them
    :param measure: that to numbers, in any order of regions, series and statistics
    :param order: axes of the result that are the regions, the series and the five
    :param isBestForm: it is given what is around the regions alone; not the whole volume, as most people call it
    :param dividesByN: its SD divides by N, not by N - 1
    :param medianWithin: gray levels, about a bin, by which its median, taken from a histogram, may lie beyond the two
        values in the middle; 0 where it is their mean
    """

    library: str
    form: str
    prepare: Callable[[Sequence[Block], Sequence[Image]], tuple]
    measure: Callable[..., Sequence]
    order: tuple[int, int, int]
    isBestForm: bool = True
    dividesByN: bool = False
    medianWithin: float = 0.0

    @property
    def name(self) -> str:
        """Library and form."""
        return f"{self.library}, {self.form}"

    def table(self, result: Sequence, counts: np.ndarray) -> np.ndarray:
        """Return what was measured as (R, S, 5) numbers in the order of `FIVE`, their SD divided by N - 1.

        :param counts: (R,) voxels of the regions
        """
        numbers = np.array(result, dtype=np.float64).transpose(self.order)
        if self.dividesByN:
            numbers[..., 1] *= np.sqrt(counts / (counts - 1))[:, None]
        return numbers

    def check(self, result: Sequence, truth: Truth) -> None:
        """Compare what was measured with what it should be: nobody is to be fast with a wrong answer.

        :raises ArithmeticError: they differ
        """
        numbers = self.table(result, truth.counts)
        close = np.abs(numbers - truth.numbers) <= _ROUNDING * np.abs(truth.numbers)
        if self.medianWithin:
            low, high = truth.middle
            close[..., 2] = ((numbers[..., 2] >= low - self.medianWithin)
                             & (numbers[..., 2] <= high + self.medianWithin))
        if not close.all():
            raise ArithmeticError(f"{self.name}: its {FIVE[np.argwhere(~close)[0, 2]]} is not that of the voxels")


def inOrder(values: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return the five statistics of the values in a region, as one who knows numpy would write it: sorted once.

    :param values: (S, N), a row a series; sorted in place
    :return: five times (S,)
    """
    values.sort(axis=1)
    size = values.shape[1]
    numbers = values.astype(np.float64)
    mean = numbers.sum(axis=1) / size
    median = (numbers[:, (size - 1) // 2] + numbers[:, size // 2]) / 2
    numbers -= mean[:, None]
    sd = np.sqrt(np.einsum("sn,sn->s", numbers, numbers) / (size - 1))
    return mean, sd, median, values[:, 0], values[:, -1]
