"""The four series of the synthetic case: sequence, contrast and voxel grid of each.

The grids differ in spacing, orientation and position as they do in practice: three sagittal series with different
matrices, one of them oblique, and a transverse one.
"""

from dataclasses import dataclass

import numpy as np

from .PhantomTissues import FIELD_STRENGTH_TESLA, RELAXIVITY, TISSUES, Label
from .Scanner import ScanGrid
from .SignalEquations import contrastEnhancedT1, inversionRecovery, nullingInversionTime, spinEcho

_RIGHT, _LEFT = (1.0, 0.0, 0.0), (-1.0, 0.0, 0.0)
_POSTERIOR, _SUPERIOR, _INFERIOR = (0.0, -1.0, 0.0), (0.0, 0.0, 1.0), (0.0, 0.0, -1.0)
_SAGITTAL = (_POSTERIOR, _INFERIOR, _RIGHT)
_TRANSVERSE = (_LEFT, _POSTERIOR, _SUPERIOR)


@dataclass(frozen=True)
class Protocol:
    """One series as it is prescribed. Times in ms; inversionTime is None for a spin echo sequence."""

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

    def signal(self, tissue):
        """Signed noiseless signal of a tissue in the unit of the array, at coil sensitivity 1."""
        t1 = tissue.t1.value
        if self.contrastAgent:
            t1 = contrastEnhancedT1(t1, RELAXIVITY.value, tissue.concentration.value)
        times = (t1, tissue.effectiveT2(self.echoTrainLength > 1), self.repetitionTime, self.echoTime)
        if self.inversionTime is None:
            return self.gain * spinEcho(tissue.protonDensity.value, *times)
        return self.gain * inversionRecovery(tissue.protonDensity.value, *times, self.inversionTime)

    def acquisition(self):
        """Acquisition parameters under their DICOM keywords."""
        parameters = {
            "ScanningSequence": "SE" if self.inversionTime is None else "IR",
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
        return parameters


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
