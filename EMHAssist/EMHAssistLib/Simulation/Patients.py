"""Simulated patients: a lesion and reference regions with heterogeneity, noise and a true ratio."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..Measurement import Ellipsoid, Image, Measurement, measureTogether
from ..Measurement.BetweenRegions import SPREAD_DEGREES, assumedSpread, typicalSpread

# Voxels are thicker than wide, as slices are; a sphere in the world is an ellipsoid in voxels.
_SPACING = (1.0, 1.0, 2.0)  # mm
# The centers of regions lie anywhere among the voxels.
_CENTER = (0.17, -0.21, 0.26)  # mm
# True ratios of lesion to reference.
_RATIOS = (0.5, 2.0)
# Values this many correlation lengths apart are independent: their correlation is 0.0003.
_MARGIN_LENGTHS = 4


@dataclass(frozen=True, eq=False)
class Patients:
    """What is true of some patients.

    :param ratios: (P,) mean of the lesion over the mean of the reference tissue, log-uniform from 0.5 to 2
    :param means: (1 + R, P) means of the tissue the lesion, first, and each reference region is part of, where the
        reference tissue as a whole has the mean 1
    """

    ratios: np.ndarray
    means: np.ndarray


def drawPatients(generator: np.random.Generator, count: int, references: int, between: float | None = None) -> Patients:
    """Draw patients.

    :param between: SD of the logarithm of the means of reference regions, the same for all patients; if None, each
        patient has an SD of his own, drawn from what Ratio assumes about patients
    """
    ratios = np.exp(generator.uniform(*np.log(_RATIOS), count))
    chiSquared = generator.chisquare(SPREAD_DEGREES, count)
    drawn = typicalSpread(assumedSpread()) * np.sqrt(SPREAD_DEGREES / chiSquared)
    spread = drawn if between is None else between
    levels = np.exp(spread * generator.standard_normal((references, count)))
    return Patients(ratios, np.concatenate([ratios[None], levels]))


class SimulatedRegion:
    """Images of one region in many patients.

    :param voxels: size of the region; it holds about as many
    :param length: correlation length of the heterogeneity in voxels: neighbors d voxels apart have the correlation
        exp(-d^2 / (2 length^2)), alike along all three axes; 0 for independent voxels
    """

    def __init__(self, voxels: int, length: float):
        radius = (voxels * np.prod(_SPACING) * 3 / (4 * np.pi)) ** (1 / 3)
        self.shape = Ellipsoid(np.array([[radius, 0, 0, _CENTER[0]], [0, radius, 0, _CENTER[1]],
                                         [0, 0, radius, _CENTER[2]], [0, 0, 0, 1]]))
        half = [int(np.ceil(radius / spacing)) + 1 for spacing in _SPACING]
        self.dimensions = tuple(2 * size + 1 for size in half[::-1])
        self.toWorld = np.diag([*_SPACING, 1.0])
        self.toWorld[:3, 3] = [-size * spacing for size, spacing in zip(half, _SPACING)]
        self.length = length

    def draw(self, generator: np.random.Generator, count: int) -> np.ndarray:
        """Return (3, count, K, J, I) numbers of unit variance: heterogeneity, and the two parts of complex noise."""
        return np.stack([gaussianField(generator, count, self.dimensions, self.length),
                         *generator.standard_normal((2, count, *self.dimensions))])

    def measure(self, drawn: np.ndarray, means: np.ndarray, sigma: float, noise: np.ndarray) -> tuple[Measurement, ...]:
        """Measure the region in magnitude images (Rician noise).

        :param drawn: see draw
        :param means: (P,) true mean in each patient
        :param sigma: SD of the heterogeneity as a fraction of the mean
        :param noise: (P,) SD of the noise in each part of the complex image
        """
        means, noise = means[:, None, None, None], noise[:, None, None, None]
        magnitude = np.hypot(means * (1 + sigma * drawn[0]) + noise * drawn[1], noise * drawn[2])
        return measureTogether([Image(array, self.toWorld) for array in magnitude], self.shape)


def gaussianField(generator: np.random.Generator, count: int, dimensions: tuple[int, ...],
                  length: float | tuple[float, ...]) -> np.ndarray:
    """Return (count, *dimensions) normal numbers of mean 0, SD 1 and the correlation exp(-d^2 / (2 length^2)).

    White noise, filtered by the root of the spectrum on a torus so large that it does not close on itself.

    :param length: in voxels, of all axes or of each
    """
    if length == 0:
        return generator.standard_normal((count, *dimensions))
    lengths = length if isinstance(length, tuple) else (length,) * len(dimensions)
    torus = tuple(size + int(np.ceil(_MARGIN_LENGTHS * one)) for size, one in zip(dimensions, lengths))
    axes = tuple(range(1, 1 + len(torus)))
    spectrum = np.fft.rfftn(generator.standard_normal((count, *torus)), axes=axes) * _filter(torus, lengths)
    return np.fft.irfftn(spectrum, s=torus, axes=axes)[(slice(None), *(slice(size) for size in dimensions))]


@lru_cache(maxsize=4)
def _filter(torus: tuple[int, ...], lengths: tuple[float, ...]) -> np.ndarray:
    correlation = np.ones(())
    for size, length in zip(torus, lengths):
        distance = np.minimum(np.arange(size), size - np.arange(size))
        correlation = correlation[..., None] * np.exp(-distance ** 2 / (2 * length ** 2))
    return np.sqrt(np.maximum(np.fft.rfftn(correlation).real, 0))
