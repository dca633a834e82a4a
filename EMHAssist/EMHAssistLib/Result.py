"""The result of a case, as plain data that knows nothing of files or of 3D Slicer.

Analysis computes it, Report writes it. Rows are told apart by what they are, not by what they say: as long as nothing
of a row has changed, the next result has the same object, so that who shows it need not look into it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import nan

from .Case import Case, Region, Series
from .Comparability import Comparability
from .Likelihood import Differential, Finding, NextFinding, Sensitivity
from .Likelihood.NextFinding import nextFindingsOf
from .Likelihood.Sensitivity import sensitivityOf
from .Likelihood.WeighedFindings import WeighedFindings
from .Measurement import Comparison, Concordance, Flag, LevelScale, Measurement, Position, Side, Size, Spine
from .Naming.LevelSpan import LevelSpan
from .Roles import REGION_ROLES
from .Word import Word

# What an index refers to that several references agree on.
CONSENSUS = "consensus"
# What a row of concordance names where a lesion is held against marrow.
MARROW = "marrow"


@dataclass(frozen=True, eq=False)
class MeasurementRow:
    """What one region holds on one series.

    :param corrected: the same after bias field correction of the series; None where there is none
    :param flags: reasons for doubt, of the measurement and of the region
    """

    region: Region
    series: Series
    measurement: Measurement
    corrected: Measurement | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, eq=False)
class ComparisonRow:
    """A comparison of one lesion with one reference role on one series.

    :param comparison: of the signal as it was acquired: what counts
    :param corrected: the same after bias field correction of the series, to be looked at; None where there is none
    :param flags: reasons for doubt, beside those of the measurements
    :param refused: why nothing may be claimed from it; empty when something may
    :param spread: how much places of the reference are taken to differ: a fraction of its mean, or HU
    """

    lesion: Region
    reference: str
    series: Series
    comparison: Comparison
    note: str
    corrected: Comparison | None = None
    flags: tuple[Flag, ...] = ()
    refused: str = ""
    spread: float = nan


@dataclass(frozen=True, eq=False)
class TissueRow:
    """A comparison of one reference tissue with another on one series: is the marrow itself dark?

    :param comparison: of the signal as it was acquired
    """

    tissue: str
    reference: str
    series: Series
    comparison: Comparison


@dataclass(frozen=True, eq=False)
class IndexRow:
    """A number that takes more than one series, or no reference.

    :param index: "enhancement", "chemical_shift" or "adc"
    :param reference: the reference role it refers to, or CONSENSUS; "" for none
    :param series: labels of the series it is made of
    :param comparison: the number with its interval; not measurable, with the reason, where it is suppressed
    :param units: UCUM
    :param note: what to know before trusting it
    :param agreeing: the reference roles that a consensus rests on
    """

    lesion: Region
    index: str
    reference: str
    series: tuple[str, ...]
    comparison: Comparison
    units: str
    note: str
    agreeing: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class ConcordanceRow:
    """Whether a lesion looks like marrow, or like another lesion, on every native sequence.

    :param other: what it is compared with: "marrow", or the name of the other lesion
    :param concordance: see Measurement.Concordance
    """

    lesion: Region
    other: str
    concordance: Concordance


class ConcordanceRows(Sequence[ConcordanceRow]):
    """Concordance of lesions with marrow, then of each pair of lesions; computed when first asked for: a drag needs the
    relations to marrow alone, and pairs are many.

    :param ofMarrow: of each lesion on which sequences it was compared with marrow, and how it relates to it
    :param rows: returns all rows
    """

    def __init__(self, ofMarrow: Sequence[Concordance], rows: Callable[[], Sequence[ConcordanceRow]]):
        self.ofMarrow = tuple(ofMarrow)
        self._rows = rows

    @cached_property
    def _all(self) -> tuple[ConcordanceRow, ...]:
        return tuple(self._rows())

    def __getitem__(self, index):
        return self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[ConcordanceRow]:
        return iter(self._all)


@dataclass(frozen=True)
class LesionGeometry:
    """Size and place of one lesion; lengths in mm.

    :param level: as named by the user, or else as the named vertebrae show it
    :param volume: mm3
    :param center: RAS
    :param size: extent, thickness, offset from the axis and side; see Measurement.Size
    :param side: unknown when the midline is not known
    :param position: unknown when no cord region is there
    :param farFromSpine: how far it is from spine or cord where that is too far for its role, mm; 0 where it is not
    :param isOutlined: all this is of the whole lesion, which was outlined; else of the region that samples it
    """

    lesion: Region
    level: LevelSpan
    volume: float
    center: tuple[float, float, float]
    size: Size
    side: Side
    position: Position
    farFromSpine: float = 0.0
    isOutlined: bool = False


@dataclass(frozen=True)
class LesionGroup:
    """All lesions of one role.

    :param count: number of regions
    :param volume: sum of their volumes, mm3
    :param isBilateral: there are lesions on the left and on the right of the midline
    :param symmetry: smaller over larger volume of the two sides, lesions at the midline left out; 1 is symmetric, NaN
        unless bilateral
    """

    role: str
    count: int
    volume: float
    isBilateral: bool
    symmetry: float


@dataclass(frozen=True)
class CaseGeometry:
    """Geometry of a case.

    :param lesions: in the order of the case; those whose shape cannot be used are not in it
    :param groups: one for each lesion role that is present, in the order of Roles
    :param positions: key of each region with a shape to its lower and upper end along the spine, mm
    :param levels: the same to its level or levels
    :param axis: what the axis of the spine rests on, in plain English
    :param warnings: what the reader must know, in plain English
    :param spine: the axis
    :param scale: the levels along it
    :param isAtSpine: at least one of the lesions lies at the spine
    """

    lesions: tuple[LesionGeometry, ...]
    groups: tuple[LesionGroup, ...]
    positions: Mapping[Hashable, tuple[float, float]]
    levels: Mapping[Hashable, LevelSpan]
    axis: str
    warnings: tuple[str, ...]
    spine: Spine | None = None
    scale: LevelScale | None = None
    isAtSpine: bool = True

    @property
    def isElsewhere(self) -> bool:
        """Whether there are lesions, and none lies at the spine: nothing is known of how likely EMH is there."""
        return bool(self.lesions) and not self.isAtSpine


class DangerKind(Word):
    """What must not be missed."""

    COMPRESSION = "compression"
    HEMATOMA = "hematoma"
    ABSCESS = "abscess"


@dataclass(frozen=True)
class Danger:
    """Something urgent that the measurements do not exclude, whatever its probability.

    :param reason: which lesions fit it by what, in plain English
    """

    kind: DangerKind
    reason: str


@dataclass(frozen=True)
class Result:
    """All that comes out.

    :param measurements: what each region holds on each series, in the order of the case
    :param comparisons: each lesion against each reference role present on each series
    :param tissues: marrow against disc and muscle on each series
    :param indices: enhancement, chemical shift and ADC of each lesion
    :param concordances: each lesion against marrow and against the other lesions, over the native sequences
    :param geometry: size and place of the lesions
    :param measured: feature to finding, all that the measurements give, whether it counts or not
    :param findings: feature to finding, those that count: an entered one replaces the measured one
    :param weighed: findings and prior on the scales of the model; None when the model does not have the setting, or
        no lesion lies at the spine
    :param differential: ranked diagnoses; None as well, then a warning or the geometry (isElsewhere) says so
    :param warnings: what the reader must know before trusting the numbers, in plain English
    :param comparability: what may be compared with what
    :param dangers: what is urgent and not excluded, whatever the probabilities are
    """

    case: Case
    measurements: tuple[MeasurementRow, ...]
    comparisons: tuple[ComparisonRow, ...]
    tissues: tuple[TissueRow, ...]
    indices: tuple[IndexRow, ...]
    concordances: Sequence[ConcordanceRow]
    geometry: CaseGeometry
    measured: Mapping[str, Finding]
    findings: Mapping[str, Finding]
    weighed: WeighedFindings | None
    differential: Differential | None
    warnings: tuple[str, ...]
    comparability: Comparability = Comparability()
    dangers: tuple[Danger, ...] = ()

    @cached_property
    def nextFindings(self) -> tuple[NextFinding, ...]:
        """The findings to assess next, the most informative first. Computed when first asked for: a drag needs none."""
        return nextFindingsOf(self.weighed) if self.weighed else ()

    @cached_property
    def sensitivity(self) -> Sensitivity | None:
        """How far the answer hangs on cap, temper and single findings. Computed when first asked for."""
        return sensitivityOf(self.weighed) if self.weighed else None

    @property
    def relationsToMarrow(self) -> Sequence[Concordance]:
        """How each lesion relates to marrow on the native sequences; without the numbers."""
        if isinstance(self.concordances, ConcordanceRows):
            return self.concordances.ofMarrow
        return [row.concordance for row in self.concordances if row.other == MARROW]

    @property
    def overridden(self) -> tuple[Finding, ...]:
        """Measured findings that the user has replaced or left out."""
        return tuple(finding for feature, finding in self.measured.items() if self.findings.get(feature) is not finding)

    @cached_property
    def references(self) -> tuple[str, ...]:
        """Reference roles that lesions were compared with, in the order of Roles: marrow, the question asked, first."""
        present = {row.reference for row in self.comparisons}
        return tuple(role.name for role in REGION_ROLES if role.name in present)
