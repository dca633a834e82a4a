"""A smooth function of place, as a sum of few terms."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np

# No bend shorter than this, in mm, from crest to crest: coils are smooth; vertebrae and discs, which alternate every 30
# to 40 mm, are not to be followed. Two of them are a full wave. Assumed; a spine coil has elements of about 100 mm.
_SHORTEST_WAVE = 75.0
# Of products of several directions; along the table alone, where elements follow each other, up to the second.
_HIGHEST_DEGREE, _HIGHEST_ALONG = 4, 8


@dataclass(frozen=True, eq=False)
class SmoothTerms:
    """Products of Legendre polynomials along R, A and S, without the constant.

    :param low: (3,) lowest R, A and S of where they are to be used, mm; beyond, they stay as they are there
    :param high: (3,) highest
    """

    low: np.ndarray
    high: np.ndarray

    @property
    def orders(self) -> list[tuple[int, ...]]:
        """Degrees along R, A and S of each term."""
        most = [floor(2 * length / _SHORTEST_WAVE) for length in self.high - self.low]
        limits = [min(most[0], _HIGHEST_DEGREE), min(most[1], _HIGHEST_DEGREE), min(most[2], _HIGHEST_ALONG)]
        return [order for order in np.ndindex(*(limit + 1 for limit in limits))
                if sum(order) > 0 and (sum(order) <= _HIGHEST_DEGREE or sum(order) == order[2])]

    def at(self, points: np.ndarray) -> np.ndarray:
        """Return the (N, number of terms) terms at points (N, 3), RAS mm."""
        orders = self.orders
        place = np.clip(2 * (points - self.low) / np.maximum(self.high - self.low, 1e-9) - 1, -1, 1)
        powers = np.polynomial.legendre.legvander(place, max((max(order) for order in orders), default=0))
        terms = np.empty((len(points), len(orders)))
        for number, (right, front, up) in enumerate(orders):
            terms[:, number] = powers[:, 0, right] * powers[:, 1, front] * powers[:, 2, up]
        return terms


@dataclass(frozen=True, eq=False)
class SmoothField:
    """Natural logarithm of the sensitivity of a coil, but for a constant.

    :param coefficients: of the terms
    """

    terms: SmoothTerms
    coefficients: np.ndarray

    def at(self, points: np.ndarray) -> np.ndarray:
        """Return the (N,) values at points (N, 3), RAS mm."""
        return self.terms.at(points) @ self.coefficients
