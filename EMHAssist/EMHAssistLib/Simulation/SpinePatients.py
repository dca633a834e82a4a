"""Simulated patients as hard as real ones: levels that differ, a gradient along the spine, doubled pixels, texture.

Regions are cut out of sagittal series of three sequences: pixels of 0.5 mm stored for 1 mm acquired, slices of 4 mm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..Measurement import Ellipsoid, Image, ImageNoise, Measurement, measureTogether
from ..Measurement.BetweenRegions import SHARED_BETWEEN_SEQUENCES, assumedSpread, drift
from .Patients import gaussianField

SEQUENCES = ("T1", "T2", "STIR")
# Change of marrow downward; see BetweenRegions.
_DIRECTIONS = np.array([1.0, 1.0, -1.0])
# The logarithm of the SD between places scatters by this much from patient to patient. Assumed.
_SCATTER = 0.3
_SPACING = (0.5, 0.5, 4.0)  # mm
_DOUBLED = 2
_CENTER = (0.09, -0.06, 0.4)  # mm
# Ratios of lesions to marrow, log-uniform.
_RATIOS = (0.6, 1.6)
# Pixels that are thrown away at the border, where the transform closes on itself.
_BORDER = 8


@dataclass(frozen=True, eq=False)
class SpinePatients:
    """What is true of P patients on Q sequences.

    :param ofMarrow: (Q, P) ratio of the first lesion to marrow at its own place, and of the second to mean marrow
    :param lesions: levels between the first lesion and the references, to (Q, P) signals of that lesion, mean marrow
        being 1
    :param marrow: (R, Q, P) signals of the marrow at the places of the references
    """

    ofMarrow: np.ndarray
    lesions: dict[float, np.ndarray]
    marrow: np.ndarray


def drawSpinePatients(generator: np.random.Generator, count: int, references: int,
                      levels: Sequence[float]) -> SpinePatients:
    """Draw patients whose own SD between places has the root mean square that is assumed of each sequence.

    :param references: number of reference regions
    :param levels: how many vertebral levels the first lesion lies below them, each in turn
    """
    spread = np.array([assumedSpread(sequence) for sequence in SEQUENCES])
    spread = spread[:, None] * np.exp(_SCATTER * generator.standard_normal(count) - _SCATTER ** 2)
    common = generator.standard_normal((references + 1, 1, count))
    own = generator.standard_normal((references + 1, len(SEQUENCES), count))
    places = np.exp(spread * (np.sqrt(SHARED_BETWEEN_SEQUENCES) * common
                              + np.sqrt(1 - SHARED_BETWEEN_SEQUENCES) * own))
    ratios = np.exp(generator.uniform(*np.log(_RATIOS), (len(SEQUENCES), count)))
    gradient = _DIRECTIONS * [drift(sequence, "marrow", 1.0) for sequence in SEQUENCES]
    lesions = {number: ratios * places[0] * np.exp(number * gradient)[:, None] for number in levels}
    return SpinePatients(ratios, lesions, places[1:])


class SpineRegion:
    """Images of one spherical region of 12 mm in many patients.

    :param length: correlation length of the texture, mm
    """

    def __init__(self, length: float, diameter: float = 12.0):
        radius = diameter / 2
        self._shape = Ellipsoid(np.array([[radius, 0, 0, _CENTER[0]], [0, radius, 0, _CENTER[1]],
                                          [0, 0, radius, _CENTER[2]], [0, 0, 0, 1]]))
        half = [int(np.ceil(radius / spacing)) + 1 for spacing in _SPACING]
        self._dimensions = tuple(2 * size + 1 for size in half[::-1])
        self._toWorld = np.diag([*_SPACING, 1.0])
        self._toWorld[:3, 3] = [-size * spacing for size, spacing in zip(half, _SPACING)]
        self._lengths = tuple(length / spacing for spacing in _SPACING[::-1])

    def draw(self, generator: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Return (count, K, J, I) texture and complex noise, of unit variance and unit variance in each part."""
        depth, height, width = self._dimensions
        size = [-(-(side + _BORDER) // _DOUBLED) for side in (height, width)]
        shape = (count, depth, *size)
        spectrum = generator.standard_normal(shape) + 1j * generator.standard_normal(shape)
        padded = np.zeros((count, depth, *(side * _DOUBLED for side in size)), complex)
        padded[:, :, :size[0], :size[1]] = spectrum
        # Frequencies acquired lie around zero.
        padded = np.roll(padded, [-(side // 2) for side in size], axis=(2, 3))
        # The mean of squares of what an acquired pixel holds is spread over those stored for it.
        noise = np.fft.ifft2(padded) * (_DOUBLED ** 2 * np.sqrt(size[0] * size[1]))
        return (gaussianField(generator, count, self._dimensions, self._lengths),
                noise[:, :, :height, :width])

    def measure(self, drawn: tuple[np.ndarray, np.ndarray], means: np.ndarray, sigma: float,
                noise: float) -> tuple[Measurement, ...]:
        """Measure the region in magnitude images, the noise being known from their background.

        :param means: (P,) true mean in each patient
        :param sigma: SD of the texture as a fraction of the mean
        :param noise: SD of the noise in each part of the complex image
        """
        texture, parts = drawn
        magnitude = np.abs(means[:, None, None, None] * (1 + sigma * texture) + noise * parts)
        known = ImageNoise((_DOUBLED, _DOUBLED, 1), noise, noise * np.sqrt(2))
        return measureTogether([Image(array, self._toWorld) for array in magnitude], self._shape,
                               [known] * len(magnitude))
