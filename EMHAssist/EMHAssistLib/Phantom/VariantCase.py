"""Harder cases: many patients, and many tissues, with one sampling of the anatomy."""

from functools import lru_cache

import numpy as np

from . import Scanner
from .AnatomyOnGrid import AnatomyOnGrid
from .HardAnatomy import FIRST_LEVEL, LABEL_COUNT, RIM, HardAnatomy
from .LesionTissues import LESIONS, MARROWS
from .Movement import Movement
from .PhantomRegions import makeRegions
from .PhantomTissues import TISSUE_NAMES, TISSUES, Label
from .Protocols import TRANSVERSE_T2
from .SpineCoordinates import LEVEL_CENTERS, REFERENCE_LEVEL
from .SyntheticCase import HETEROGENEITY, PhantomSeries, SyntheticCase, acquireAll
from .Variant import ACQUIRED_PIXEL, Variant
from .ZeroFilling import noisyMagnitude

# What differs between levels is half the same on all series of a patient, half of each weighting: assumed.
_SHARED_VARIANCE = 0.5
# Of what is drawn once for all patients: where voxels at edges are sampled, and the pattern within tissues.
_ANATOMY_SEED, _PATTERN_SEED = 20261129, 20261130


def variantCase(variant=Variant(), seed=20261120, progress=None):
    """Make a harder case. The same seed gives the same bits; other seeds are other patients of the same anatomy.

    What the anatomy looks like on a grid is kept: a further patient or tissue takes a tenth of the time of the first.

    :param variant: the :class:`Variant`
    :param seed: seed of the differences between levels, heterogeneity and noise
    :param progress: callable(fraction 0 to 1, text), see syntheticCase; series are then acquired two at a time
    :return: :class:`SyntheticCase`; truth[role] holds "rim" as well, and "marrow" is that of T6 without spread
    """
    patient = Patient(seed, variant.levelSpread)
    if progress is None:  # simulations, which use all processors by themselves
        series = tuple(_acquired(variant, protocol, patient) for protocol in variant.protocols)
    else:
        series = acquireAll(variant.protocols, lambda protocol: _acquired(variant, protocol, patient), progress)
    return SyntheticCase(series, makeRegions(), truthOf(variant))


def truthOf(variant):
    """Noiseless signal magnitude of each tissue on the series of each role, {role: {tissue: signal}}."""
    truth = {}
    for protocol in variant.protocols:
        signals = np.abs(tissueSignals(variant, protocol)).tolist()
        truth[protocol.role] = {**dict(zip(TISSUE_NAMES, signals)), "rim": signals[RIM]}
    return truth


class Patient:
    """What differs from patient to patient: marrow signal from level to level, heterogeneity and noise.

    Drawn by name, so that what one series of a patient looks like does not depend on which others there are.
    """

    def __init__(self, seed, levelSpread):
        self._seed = int(seed)
        self._levelSpread = levelSpread

    def levelFactors(self, role):
        """Factor of marrow signal at each level, float64 array of shape (levels,). T1 and T1post share theirs."""
        shared, own = (self.generator(name).standard_normal(len(LEVEL_CENTERS))
                       for name in ("levels", f"levels {role.removesuffix('post')}"))
        return np.exp(self._levelSpread * (np.sqrt(_SHARED_VARIANCE) * shared + np.sqrt(1.0 - _SHARED_VARIANCE) * own))

    def patternOffset(self):
        """Where in the periodic pattern of heterogeneity the patient begins, RAS mm, shape (3,)."""
        size = Scanner.PATTERN_SIZE
        return self.generator("pattern").integers(0, size, 3).astype(np.float32) * np.float32(Scanner.PATTERN_SPACING)

    def generator(self, name):
        """Random generator of something that has a name."""
        return np.random.default_rng([self._seed, *name.encode("ascii")])


def tissueSignals(variant, protocol):
    """Signed noiseless signals by label, the marrow of all levels without spread; float64 array (LABEL_COUNT,)."""
    lesion, marrow = LESIONS[variant.lesion], MARROWS[variant.marrow]
    signals = np.zeros(LABEL_COUNT)
    signals[:len(TISSUES)] = [protocol.signal(tissue) for tissue in TISSUES]
    signals[Label.Emh] = protocol.signal(lesion.tissue)
    signals[RIM] = protocol.signal(lesion.rim or lesion.tissue)
    steps = np.arange(len(LEVEL_CENTERS)) - REFERENCE_LEVEL
    signals[FIRST_LEVEL:] = protocol.withMoreFat(marrow, variant.fatGradient * steps)
    signals[Label.Marrow] = protocol.signal(marrow)
    return signals


def _acquired(variant, protocol, patient):
    """Acquire one series of a patient."""
    grid = protocol.grid
    if variant.interpolation > 1:
        grid = grid.withPixels(ACQUIRED_PIXEL)
    if variant.box is not None:
        grid = grid.cropped(*variant.box)
    movement = variant.movement(protocol.role)
    anatomy, sensitivity, patternPoints = _seenBy(
        grid, variant.fattyMuscle, LESIONS[variant.lesion].rim is not None, movement, protocol.usesCoil)
    signals = tissueSignals(variant, protocol)
    signals[FIRST_LEVEL:] *= patient.levelFactors(protocol.role)
    signal, amplitude = anatomy.mixed(np.stack([signals, signals * _heterogeneity()]).astype(np.float32))
    image = signal + amplitude * Scanner.patternAt(_pattern(), patternPoints + patient.patternOffset())
    image = (image * sensitivity).reshape(anatomy.shape)
    array = noisyMagnitude(image, protocol.noiseSigma, variant.interpolation,
                           patient.generator(f"noise {_noiseName(protocol)}"))
    return PhantomSeries(protocol.name, protocol.role, protocol.description, array,
                         grid.zeroFilled(variant.interpolation).ijkToRas(), protocol.acquisition(),
                         protocol.noiseSigma)


def _noiseName(protocol):
    """Return what the noise of a series is drawn by: the second one of a role has noise of its own."""
    return protocol.name if protocol.name == TRANSVERSE_T2.name else protocol.role


@lru_cache(maxsize=10)
def _seenBy(grid, fattyMuscle, hasRims, movement, usesCoil):
    """What is the same for all patients: tissues on a grid, sensitivity there, and where in the anatomy voxels are."""
    labelsAt = HardAnatomy(fattyMuscle, hasRims, movement).labelsAt
    anatomy = AnatomyOnGrid(grid, np.random.default_rng(_ANATOMY_SEED), labelsAt)
    sensitivity = Scanner.sensitivity(anatomy.points) if usesCoil else np.float32(1.0)
    points = movement.origin(anatomy.points).astype(np.float32) if movement != Movement() else anatomy.points
    return anatomy, sensitivity, points


@lru_cache(maxsize=1)
def _pattern():
    return Scanner.randomPattern(np.random.default_rng(_PATTERN_SEED))


def _heterogeneity():
    """Relative SD within each tissue by label, float64 array of shape (LABEL_COUNT,)."""
    relative = np.zeros(LABEL_COUNT)
    relative[:len(TISSUES)] = [HETEROGENEITY.get(name, 0.0) for name in TISSUE_NAMES]
    relative[RIM] = HETEROGENEITY["emh"]
    relative[FIRST_LEVEL:] = HETEROGENEITY["marrow"]
    return relative
