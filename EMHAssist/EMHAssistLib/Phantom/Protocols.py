"""The four series of the synthetic case: sequence, contrast and voxel grid of each.

The grids differ in spacing, orientation and position as they do in practice: three sagittal series with different
matrices, one of them oblique, and a transverse one.
"""

from dataclasses import dataclass, replace

import numpy as np

from .PhantomTissues import FIELD_STRENGTH_TESLA, RELAXIVITY, TISSUES, Label
from .ScanGrid import ScanGrid
from .SignalEquations import (
    contrastEnhancedT1,
    inversionRecovery,
    nullingInversionTime,
    spinEcho,
    spoiledGradientEcho,
)

_RIGHT, _LEFT = (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0)
_POSTERIOR, _SUPERIOR, _INFERIOR = (0.0, -1.0, 0.0), (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)
_SAGITTAL = (_POSTERIOR, _INFERIOR, _RIGHT)
_TRANSVERSE = (_LEFT, _POSTERIOR, _SUPERIOR)


# Where the T2* of a tissue is not known: its share of T2, assumed.
_T2_STAR_SHARE = 0.7


@dataclass(frozen=True)
class Protocol:
    """One series as it is prescribed. Times in ms; inversionTime is None for a spin echo sequence.

    flipAngle in degrees makes it a spoiled gradient echo of a slab; fatRemainder is the share of the signal of fat that
    fat suppression leaves, 1 without.
    """

    name: str
    role: str
    description: str
    repetitionTime: float
    echoTime: float
    grid: ScanGrid
    gain: float  # units of the array per percent of proton density
    noiseSigma: float
    inversionTime: float | None = None
    echoTrainLength: int = 1
    contrastAgent: str | None = None
    flipAngle: float | None = None
    fatRemainder: float = 1.0

    usesCoil = True  # its voxels are signal, which the coil scales

    def signal(self, tissue):
        """Signed noiseless signal of a tissue in the unit of the array, at coil sensitivity 1."""
        signal = self._signal(tissue)
        if self.fatRemainder < 1.0:
            signal -= (1.0 - self.fatRemainder) * self._fatPart(tissue)
        return signal

    def withMoreFat(self, tissue, points):
        """Signal of a tissue whose fat fraction is higher by so many percentage points, scalar or array, water and
        fat keeping their own signal. Where the fat is pure, or none is known of, it is that of the tissue."""
        signal, fraction = self.signal(tissue), tissue.fatFraction.value if tissue.fatFraction else 0.0
        if not 0.0 < fraction < 1.0:
            return signal + 0.0 * np.asarray(points)
        fat = self.fatRemainder * self._fatPart(tissue)
        return signal + 0.01 * np.asarray(points) * (fat / fraction - (signal - fat) / (1.0 - fraction))

    def _fatPart(self, tissue):
        """Signal of the fat in a tissue, without fat suppression."""
        fraction = tissue.fatFraction.value if tissue.fatFraction else 0.0
        if fraction in (0.0, 1.0):
            return fraction * self._signal(tissue)
        # What echo trains add to the signal of fat is left out: the times of the whole tissue do not hold it either.
        fat = replace(TISSUES[Label.Fat], protonDensity=tissue.protonDensity, concentration=tissue.concentration,
                      echoTrainT2=None)
        return fraction * self._signal(fat)

    def _signal(self, tissue):
        t1, density = tissue.t1.value, tissue.protonDensity.value
        if self.contrastAgent:
            t1 = contrastEnhancedT1(t1, RELAXIVITY.value, tissue.concentration.value)
        if self.flipAngle is not None:
            t2Star = tissue.t2Star.value if tissue.t2Star else _T2_STAR_SHARE * tissue.t2.value
            return self.gain * spoiledGradientEcho(density, t1, t2Star, self.repetitionTime, self.echoTime,
                                                   self.flipAngle)
        times = (t1, tissue.effectiveT2(self.echoTrainLength > 1), self.repetitionTime, self.echoTime)
        if self.inversionTime is None:
            return self.gain * spinEcho(density, *times)
        return self.gain * inversionRecovery(density, *times, self.inversionTime)

    def acquisition(self):
        """Acquisition parameters under their DICOM keywords."""
        parameters = {
            "ScanningSequence": self._scanningSequence(),
            "RepetitionTime": self.repetitionTime,
            "EchoTime": self.echoTime,
            "EchoTrainLength": self.echoTrainLength,
            "MagneticFieldStrength": FIELD_STRENGTH_TESLA,
            "SliceThickness": self.grid.spacing[2],
        }
        if self.inversionTime is not None:
            parameters["InversionTime"] = self.inversionTime
        if self.contrastAgent:
            parameters["ContrastBolusAgent"] = self.contrastAgent
        if self.flipAngle is not None:
            parameters.update(MRAcquisitionType="3D", FlipAngle=self.flipAngle)
        if self.fatRemainder < 1.0:
            parameters["ScanOptions"] = "FS"
        return parameters

    def _scanningSequence(self):
        if self.flipAngle is not None:
            return "GR"
        return "SE" if self.inversionTime is None else "IR"


def _obliqueSagittal(degreesAroundLong, degreesAroundTransverse):
    """Sagittal directions, turned first about the body's long axis, then about its transverse axis."""
    a, b = np.radians(degreesAroundLong), np.radians(degreesAroundTransverse)
    aroundLong = np.array([[np.cos(a), -np.sin(a), 0.0], [np.sin(a), np.cos(a), 0.0], [0.0, 0.0, 1.0]])
    aroundTransverse = np.array([[1.0, 0.0, 0.0], [0.0, np.cos(b), -np.sin(b)], [0.0, np.sin(b), np.cos(b)]])
    return tuple(tuple(aroundTransverse @ aroundLong @ np.array(direction)) for direction in _SAGITTAL)


_STIR_REPETITION_TIME = 4000.0
_STIR_INVERSION_TIME = float(nullingInversionTime(TISSUES[Label.Fat].t1.value, _STIR_REPETITION_TIME))

PROTOCOLS = (
    Protocol("Synthetic sagittal T1", "T1", "SAG T1 TSE T-SPINE", 600.0, 10.0,
             ScanGrid((208, 304, 21), (0.85, 0.85, 3.8), _SAGITTAL, (0.0, -8.0, 0.0)), 10.0, 9.0, echoTrainLength=3),
    Protocol("Synthetic sagittal T2", "T2", "SAG T2 TSE T-SPINE", 4000.0, 80.0,
             ScanGrid((224, 336, 21), (0.78, 0.78, 3.6), _obliqueSagittal(4.0, 2.0), (0.5, -8.0, -1.0)), 16.0, 9.0,
             echoTrainLength=17),
    Protocol("Synthetic sagittal STIR", "STIR", "SAG STIR T-SPINE", _STIR_REPETITION_TIME, 50.0,
             ScanGrid((176, 256, 19), (1.0, 1.0, 4.0), _SAGITTAL, (0.0, -9.0, 1.0)), 16.0, 10.0,
             inversionTime=_STIR_INVERSION_TIME, echoTrainLength=11),
    Protocol("Synthetic transverse T1 post-contrast", "T1post", "TRA T1 TSE T-SPINE GD", 600.0, 10.0,
             ScanGrid((232, 192, 30), (0.8, 0.8, 4.0), _TRANSVERSE, (0.0, -16.0, -8.0)), 10.0, 10.0,
             echoTrainLength=3, contrastAgent="Gadobutrol"),
)

# What the sample holds beside: the same T2 across the spine, so that each plane has an acquired series before contrast.
# A slab around spine and masses, for it takes a fifth of the time of all others together as it is.
_SAGITTAL_T2 = PROTOCOLS[1]
TRANSVERSE_T2 = replace(_SAGITTAL_T2, name="Synthetic transverse T2", description="TRA T2 TSE T-SPINE",
                        grid=ScanGrid((176, 176, 30), (0.8, 0.8, 4.0), _TRANSVERSE, (0.0, -24.0, -8.0)))
SAMPLE_PROTOCOLS = (*PROTOCOLS, TRANSVERSE_T2)
