"""A case and its result, as plain data that knows nothing of files or of 3D Slicer.

A case is series with roles, regions with roles, the findings the user entered and the clinical setting. Scene builds
it from MRML nodes, Analysis computes the result, Report writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan

from .Likelihood import Differential, Finding
from .Measurement import Comparison, Concordance, Flag, Image, Margins, Measurement, Shape
from .Roles import REGION_ROLES


@dataclass(frozen=True, eq=False)
class Series:
    """A volume with a sequence role.

    :param label: name of the role, numbered where several series share it ("T1", "T1 (2)")
    :param role: name of the sequence role
    :param key: changes whenever the voxels or their geometry change
    :param image: the voxels, or None when they cannot be used
    :param problem: why they cannot be used
    :param frameOfReference: DICOM Frame of Reference UID, "" when not known
    :param acquired: when it was acquired, in hours since any moment that all series share; NaN when not known
    :param corrected: the voxels after coil correction, on the same grid; None where there are none
    """

    label: str
    role: str
    key: tuple
    image: Image | None
    problem: str = ""
    frameOfReference: str = ""
    acquired: float = nan
    corrected: Image | None = None


@dataclass(frozen=True, eq=False)
class Region:
    """A region of interest with a role.

    :param name: name given by the user
    :param role: name of the region role
    :param key: changes whenever the shape or its place changes
    :param shape: the shape in world space, or None when it cannot be used
    :param problem: why it cannot be used
    :param level: vertebral level named by the user ("T5"), "" for none
    """

    name: str
    role: str
    key: tuple
    shape: Shape | None
    problem: str = ""
    level: str = ""


@dataclass(frozen=True)
class Options:
    """How regions are compared.

    :param margins: within which a ratio is called similar
    :param nearestReference: compare each lesion with the reference regions at the nearest level alone, instead of all
    :param ironMarked: the user knows of iron in the marrow or the lesions
    """

    margins: Margins = Margins()
    nearestReference: bool = False
    ironMarked: bool = False


@dataclass(frozen=True)
class Case:
    """All that goes in.

    :param findings: feature of the model to level, as entered by the user
    :param setting: clinical setting of the model, which is the prior
    :param options: how regions are compared
    :param vertebrae: vertebral level to the center of its body in RAS mm, from segmentations that name vertebrae
    """

    series: tuple[Series, ...]
    regions: tuple[Region, ...]
    findings: Mapping[str, str]
    setting: str
    options: Options = Options()
    vertebrae: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class MeasurementRow:
    """What one region holds on one series.

    :param corrected: the same after coil correction of the series; None where there is none
    :param flags: reasons for doubt, of the measurement and of the region
    """

    region: Region
    series: Series
    measurement: Measurement
    corrected: Measurement | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class Row:
    """A comparison of one lesion with one reference role on one series.

    :param corrected: the same after coil correction of the series; None where there is none
    :param flags: reasons for doubt, beside those of the measurements
    """

    lesion: Region
    reference: str
    series: Series
    comparison: Comparison
    note: str
    corrected: Comparison | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def best(self) -> Comparison:
        """The coil-corrected comparison where there is one, else the plain one."""
        return self.corrected if self.corrected is not None and self.corrected.measurable else self.comparison


@dataclass(frozen=True)
class TissueRow:
    """A comparison of one reference tissue with another on one series: is the marrow itself dark?"""

    tissue: str
    reference: str
    series: Series
    comparison: Comparison


@dataclass(frozen=True)
class IndexRow:
    """A number that takes more than one series, or no reference.

    :param index: "enhancement", "chemical_shift" or "adc"
    :param reference: the reference role it refers to; "" for none
    :param series: labels of the series it is made of
    :param comparison: the number with its interval; not measurable, with the reason, where it is suppressed
    :param units: UCUM
    :param note: what to know before trusting it
    """

    lesion: Region
    index: str
    reference: str
    series: tuple[str, ...]
    comparison: Comparison
    units: str
    note: str


@dataclass(frozen=True)
class ConcordanceRow:
    """Whether a lesion looks like marrow, or like another lesion, on every native sequence.

    :param other: what it is compared with: "marrow", or the name of the other lesion
    :param concordance: see Measurement.Concordance
    """

    lesion: Region
    other: str
    concordance: Concordance


@dataclass(frozen=True)
class Result:
    """All that comes out.

    :param measurements: what each region holds on each series, in the order of the case
    :param comparisons: each lesion against each reference role present on each series
    :param tissues: marrow against disc and muscle on each series
    :param indices: enhancement, chemical shift and ADC of each lesion
    :param concordances: each lesion against marrow and against the other lesions, over the native sequences
    :param findings: feature to finding, entered ones before measured ones
    :param differential: ranked diagnoses; None when findings and setting contradict each other, then a warning says so
    :param warnings: what the reader must know before trusting the numbers, in plain English
    """

    case: Case
    measurements: tuple[MeasurementRow, ...]
    comparisons: tuple[Row, ...]
    tissues: tuple[TissueRow, ...]
    indices: tuple[IndexRow, ...]
    concordances: tuple[ConcordanceRow, ...]
    findings: Mapping[str, Finding]
    differential: Differential | None
    warnings: tuple[str, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """Reference roles that lesions were compared with, in the order of Roles: marrow, the question asked, first."""
        present = {row.reference for row in self.comparisons}
        return tuple(role.name for role in REGION_ROLES if role.name in present)
