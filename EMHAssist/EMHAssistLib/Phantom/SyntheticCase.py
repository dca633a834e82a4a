"""The synthetic case: four MR series of one thoracic spine with known truth.

A phantom tests arithmetic, never diagnostic validity: the tissue values are partly assumed (see Tissues) and the
anatomy is drawn, not measured.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from . import Anatomy, Scanner
from .PhantomRegions import makeRegions
from .PhantomTissues import TISSUE_NAMES, TISSUES
from .Protocols import PROTOCOLS

# Relative SD of the signal within a tissue; assumed: enough to look like tissue, little enough to measure.
HETEROGENEITY = {"marrow": 0.09, "emh": 0.06, "muscle": 0.12, "fat": 0.08, "lung": 0.3, "disc": 0.03, "csf": 0.03,
                 "cord": 0.02}
_AT_ONCE = 2  # each takes some 200 MB while it is made


@dataclass(frozen=True)
class PhantomSeries:
    """One series: array of shape (K, J, I), int16, and the (4, 4) matrix from voxel indices (i, j, k) to RAS mm."""

    name: str
    role: str
    description: str
    array: np.ndarray
    ijkToRas: np.ndarray
    acquisition: dict  # DICOM keywords; times in ms, field strength in tesla
    noiseSigma: float  # SD in the real and imaginary channel, in the unit of the array


@dataclass(frozen=True)
class SyntheticCase:
    """Series, regions of interest inside known tissue, and the truth behind them.

    truth[role][tissue] is the noiseless signal magnitude in the unit of the array where the coil sensitivity is 1.
    In front of the spine (see Scanner.saturation) a saturation band lowers the signal further.
    """

    series: tuple
    regions: tuple
    truth: dict
    tissueNames: tuple = TISSUE_NAMES

    def tissueAt(self, pointsRas):
        """Tissue at RAS points in mm, shape (N, 3), as indices into tissueNames, uint8 array of shape (N,)."""
        return Anatomy.tissueAt(pointsRas)

    def coilSensitivity(self, pointsRas):
        """Multiplicative coil field at RAS points in mm, shape (N, 3), float64 array of shape (N,)."""
        return Scanner.coilSensitivity(pointsRas)


def syntheticCase(seed=20261120, progress=None, protocols=PROTOCOLS):
    """Make the synthetic case; it takes a few seconds.

    :param seed: seed of heterogeneity and noise; the same seed gives the same bits, the anatomy is always the same
    :param progress: callable(fraction 0 to 1, text) called before each series and at the end, or None;
        what it raises ends the generation and reaches the caller
    :param protocols: a Protocol for each series; further ones leave the bits of the first as they are
    :return: :class:`SyntheticCase`
    """
    report = progress or (lambda fraction, text: None)
    patternSeed, *noiseSeeds = np.random.SeedSequence(seed).spawn(1 + len(protocols))
    heterogeneity = [HETEROGENEITY.get(name, 0.0) for name in TISSUE_NAMES]
    report(0.0, "Preparing the heterogeneity of the tissues")
    pattern = Scanner.randomPattern(np.random.default_rng(patternSeed))
    signals = {protocol: np.array([protocol.signal(tissue) for tissue in TISSUES]) for protocol in protocols}
    noise = dict(zip(protocols, noiseSeeds))

    def acquire(protocol):
        array = Scanner.scan(protocol.grid, signals[protocol], heterogeneity, pattern, protocol.noiseSigma,
                             np.random.default_rng(noise[protocol]))
        return PhantomSeries(protocol.name, protocol.role, protocol.description, array, protocol.grid.ijkToRas(),
                             protocol.acquisition(), protocol.noiseSigma)

    series = acquireAll(protocols, acquire, report)
    truth = {protocol.role: dict(zip(TISSUE_NAMES, np.abs(signals[protocol]).tolist())) for protocol in protocols}
    return SyntheticCase(series, makeRegions(), truth)


def acquireAll(protocols, acquire: Callable, report: Callable):
    """Acquire series, two at a time: numpy lets other threads work meanwhile.

    :param acquire: callable(protocol), in some thread
    :param report: callable(fraction 0 to 1, text) in this thread, before each series and at the end; what it raises
        ends the generation and reaches the caller
    :return: what acquire returns for each protocol, a tuple
    """
    pool = ThreadPoolExecutor(max_workers=_AT_ONCE)
    try:
        waiting = [pool.submit(acquire, protocol) for protocol in protocols]
        series = []
        for index, protocol in enumerate(protocols):
            report((index + 0.1) / (len(protocols) + 0.1), f"Acquiring {protocol.name}")
            series.append(waiting[index].result())
        report(1.0, "Synthetic case ready")
        return tuple(series)
    finally:
        pool.shutdown(cancel_futures=True)
