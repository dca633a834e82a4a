"""A map of the apparent diffusion coefficient, acquired like a series of the phantom."""

from dataclasses import dataclass, replace

import numpy as np

from .PhantomTissues import FIELD_STRENGTH_TESLA
from .Protocols import PROTOCOLS
from .ScanGrid import ScanGrid


@dataclass(frozen=True)
class DiffusionMap:
    """A map in 10^-6 mm2/s; what has no signal, or no known coefficient, is 0. Stands among the Protocols."""

    name: str
    role: str
    description: str
    grid: ScanGrid
    noiseSigma: float  # 10^-6 mm2/s

    usesCoil = False  # sensitivities cancel in a map

    def signal(self, tissue):
        """Coefficient of a tissue."""
        return tissue.diffusion.value if tissue.diffusion else 0.0

    def withMoreFat(self, tissue, points):
        """Coefficient of a tissue with more fat, which hardly diffuses; points is scalar or array."""
        return self.signal(tissue) * (1.0 - 0.01 * np.asarray(points))

    def acquisition(self):
        """Acquisition parameters under their DICOM keywords."""
        return {"ScanningSequence": "EP", "ImageType": "DERIVED\\PRIMARY\\DIFFUSION\\ADC", "RepetitionTime": 4500.0,
                "EchoTime": 70.0, "MagneticFieldStrength": FIELD_STRENGTH_TESLA,
                "SliceThickness": self.grid.spacing[2]}


# Coarser than the other series and of few values: assumed, as usual.
DIFFUSION_MAP = DiffusionMap("Synthetic sagittal ADC", "ADC", "SAG DWI ADC T-SPINE",
                             replace(PROTOCOLS[2].grid, dimensions=(126, 184, 19), spacing=(1.4, 1.4, 4.0)), 90.0)
