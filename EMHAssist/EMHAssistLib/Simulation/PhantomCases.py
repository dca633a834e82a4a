"""Cases of the phantom as they come out of a scanner: with what their headers tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import numpy as np

from ..Acquisition import Acquisition, SequenceFamily
from ..Case import Case, Options, Region, Series
from ..Measurement import Ellipsoid, Image
from ..Phantom.PhantomRegions import PhantomRegion
from ..Phantom.SyntheticCase import PhantomSeries, SyntheticCase

# Each prior of the model alike, so that nothing but the images moves the odds.
FLAT_SETTING = "uniform"
_FAMILIES = {"SE": SequenceFamily.SPIN_ECHO, "IR": SequenceFamily.INVERSION_RECOVERY,
             "GR": SequenceFamily.GRADIENT_ECHO, "EP": SequenceFamily.ECHO_PLANAR}
# One scanner, one coil, one examination, a series every five minutes.
_SCANNER, _COIL, _FRAME, _HOURS = "Phantom 3T", "Spine", "1", 5 / 60

_keys = count()


def phantomCase(patient: SyntheticCase, options: Options = Options()) -> Case:
    """Return a case of the phantom under the flat setting."""
    series = [phantomSeries(one, number) for number, one in enumerate(patient.series)]
    return Case(tuple(series), phantomRegions(patient.regions), {}, FLAT_SETTING, options)


def phantomSeries(series: PhantomSeries, number: int, acquisition: Acquisition | None = None) -> Series:
    """Return a series of the phantom.

    :param number: of the series in its examination
    :param acquisition: what its header tells; None for all there is
    """
    if acquisition is None:
        acquisition = acquisitionOf(series)
    return Series(series.role, series.role, ("phantom", next(_keys)), Image(series.array, series.ijkToRas),
                  frameOfReference=_FRAME, acquired=number * _HOURS, acquisition=acquisition)


def acquisitionOf(series: PhantomSeries) -> Acquisition:
    """Return what a complete header tells."""
    header = series.acquisition
    family = _FAMILIES[header["ScanningSequence"]]
    numbers = {name: float(header[keyword]) for name, keyword in (
        ("repetitionTime", "RepetitionTime"), ("echoTime", "EchoTime"), ("inversionTime", "InversionTime"),
        ("echoTrainLength", "EchoTrainLength"), ("flipAngle", "FlipAngle"), ("fieldStrength", "MagneticFieldStrength"))
        if keyword in header}
    return Acquisition(
        family=family, isThreeDimensional=header.get("MRAcquisitionType") == "3D",
        fatSuppressed="ScanOptions" in header or family == SequenceFamily.INVERSION_RECOVERY, coil=_COIL,
        scanner=_SCANNER, normalized=False, contrastAgent="ContrastBolusAgent" in header,
        derived="DERIVED" in header.get("ImageType", ()), seriesUid=f"{series.role} {series.name}", **numbers)


def phantomRegions(regions: Sequence[PhantomRegion]) -> tuple[Region, ...]:
    """Return the regions of the phantom. Their keys are their places, so that a cache knows them again."""
    made = []
    for region in regions:
        matrix = np.eye(4)
        matrix[:3, :3], matrix[:3, 3] = region.axes * region.radii, region.center
        made.append(Region(region.name, region.role, (region.name, matrix.tobytes()), Ellipsoid(matrix)))
    return tuple(made)
