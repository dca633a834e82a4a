"""The scanner of the synthetic case: from tissue signals to the voxels of a series.

Partial volume by sampling the anatomy inside the voxels, heterogeneity of the tissues, the fall-off of a posterior
surface coil, a saturation band, Rician noise and rounding to int16. All constants are assumed: typical, not measured.
"""

import numpy as np

from .AnatomyOnGrid import AnatomyOnGrid

COIL_PLANE = -88.0  # mm anterior: the table the patient lies on
COIL_DECAY = 38.0  # mm
# Sensitivity at the table and deep in the body, before scaling to the reference: what the scanner's own correction
# leaves of the fall-off. An epidural lesion reads about 15 % above marrow of the same tissue, which is farther away.
COIL_NEAR, COIL_FAR = 1.3, 0.55
COIL_HALF_LENGTH = 400.0  # mm along the table, where a spine coil has several elements
COIL_REFERENCE = (0.0, -21.0, 0.0)  # RAS of the canal at T6, where the sensitivity is 1

SATURATION_START = 36.0  # mm anterior, in front of all regions of interest
SATURATION_RAMP = 14.0  # mm
SATURATION_REMAINDER = 0.15

BLUR = 0.13  # share of the signal that each neighbor in the plane takes

PATTERN_SPACING = 0.7  # mm
PATTERN_SIZE = 96
_FINEST, _COARSEST = 1.6, 4.5  # mm, wave lengths in the pattern
_ELONGATION = 2.0  # along the body, as trabeculae and muscle fibers


def coilSensitivity(points):
    """Relative sensitivity of the posterior surface coil.

    :param points: RAS positions in mm, array of shape (N, 3)
    :return: multiplicative factor, float64 array of shape (N,), 1 in the canal at T6
    """
    points = np.asarray(points, dtype=np.float64)
    return _rawSensitivity(points) / _rawSensitivity(np.array([COIL_REFERENCE]))


def _rawSensitivity(points):
    depth = np.maximum(points[:, 1] - COIL_PLANE, 0.0)
    near = np.exp(-depth / COIL_DECAY)
    return (COIL_FAR + (COIL_NEAR - COIL_FAR) * near) * np.exp(-(points[:, 2] / COIL_HALF_LENGTH) ** 2)


def saturation(points):
    """Share of the signal left by the saturation band in front of the spine, 1 where the band has no effect.

    :param points: RAS positions in mm, array of shape (N, 3)
    :return: factor 0 to 1, float64 array of shape (N,)
    """
    anterior = np.asarray(points, dtype=np.float64)[:, 1]
    ramp = np.clip((anterior - SATURATION_START) / SATURATION_RAMP, 0.0, 1.0)
    return 1.0 - (1.0 - SATURATION_REMAINDER) * ramp * ramp * (3.0 - 2.0 * ramp)


def randomPattern(generator):
    """Random spatial pattern of mean 0 and SD 1, periodic, float32 array of shape (PATTERN_SIZE,) * 3 (x, y, z).

    Only wave lengths of a few mm occur, so that it averages out over a region of interest.
    """
    noise = generator.standard_normal((PATTERN_SIZE,) * 3, dtype=np.float32)
    frequency = np.fft.fftfreq(PATTERN_SIZE, PATTERN_SPACING)
    halfFrequency = np.fft.rfftfreq(PATTERN_SIZE, PATTERN_SPACING)
    squared = (frequency[:, None, None] ** 2 + frequency[None, :, None] ** 2
               + (_ELONGATION * halfFrequency[None, None, :]) ** 2)
    band = np.exp(-squared * _FINEST ** 2) * (1.0 - np.exp(-squared * _COARSEST ** 2))
    pattern = np.fft.irfftn(np.fft.rfftn(noise) * band, s=noise.shape, axes=(0, 1, 2))
    return (pattern / pattern.std()).astype(np.float32)


def patternAt(pattern, points):
    """Value of a pattern at RAS points (N, 3), nearest sample, float32 array of shape (N,)."""
    index = np.rint(points * np.float32(1.0 / PATTERN_SPACING)).astype(np.int32) % PATTERN_SIZE
    return pattern[index[:, 0], index[:, 1], index[:, 2]]


def scan(grid, signals, heterogeneity, pattern, noiseSigma, generator):
    """Acquire a series.

    :param grid: the voxel :class:`ScanGrid`
    :param signals: signal of each tissue, array indexed by label; signed, as tissues add up within a voxel
    :param heterogeneity: relative SD of the signal within each tissue, sequence indexed by label
    :param pattern: pattern from :func:`randomPattern`
    :param noiseSigma: SD of the noise in the real and in the imaginary channel, in the unit of signals
    :param generator: numpy random generator of the noise
    :return: magnitude image, int16 array of shape (K, J, I), C-contiguous

    Source of the noise: Gudbjartsson and Patz, Magn Reson Med 1995;34:910.
    """
    anatomy = AnatomyOnGrid(grid, generator)
    tables = np.stack([signals, np.multiply(signals, heterogeneity)]).astype(np.float32)
    signal, amplitude = anatomy.mixed(tables)
    image = signal + amplitude * patternAt(pattern, anatomy.points)
    image *= sensitivity(anatomy.points)
    return _magnitude(_blurred(image.reshape(anatomy.shape)), noiseSigma, generator)


def sensitivity(points):
    """Factor of coil and saturation band at RAS points (N, 3), float32 array of shape (N,)."""
    return (coilSensitivity(points) * saturation(points)).astype(np.float32)


def _blurred(image):
    """In-plane point spread of the acquisition, which resolves a little less than a voxel."""
    for axis in (1, 2):
        image = np.moveaxis(image, axis, 0)
        smooth = image.copy()
        smooth[1:-1] += BLUR * (image[2:] - 2.0 * image[1:-1] + image[:-2])
        image = np.moveaxis(smooth, 0, axis)
    return image


def _magnitude(image, noiseSigma, generator):
    noise = generator.standard_normal((2,) + image.shape, dtype=np.float32) * np.float32(noiseSigma)
    return np.rint(np.sqrt((image + noise[0]) ** 2 + noise[1] ** 2)).astype(np.int16, order="C")
