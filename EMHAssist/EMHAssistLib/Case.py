"""A case, as plain data that knows nothing of files or of 3D Slicer.

A case is series with roles, regions with roles, the findings the user entered and the clinical setting. Scene builds
it from MRML nodes, Analysis computes its Result.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import hypot, isnan, nan

from .Acquisition import Acquisition
from .Comparability import Objection
from .Likelihood import Assumptions
from .Measurement import Image, Margins, Shape
from .Naming.LevelSpan import LevelSpan
from .Roles import isRegionRole, isSequenceRole
from .Word import Word

# The answer a user enters to have a measured finding left out.
NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True)
class SourceId:
    """What the maker of a case knows a region by, to find it again. Nothing is computed from it.

    :param item: id of what it was made from, or of what holds that
    :param part: id of the part of it, "" for the whole
    """

    item: str
    part: str = ""


@dataclass(frozen=True)
class Displacement:
    """How far the anatomy around the lesions on one series lies from where the series that the regions were drawn on
    shows it.

    :param onto: label of the series that the regions were drawn on
    :param shift: mm to the right, to the front and upward, at the middle of the lesions
    :param turn: about that middle, as rotation vector: degrees about the axes to the right, to the front and upward
    :param error: half the 95 % interval of the shift in its least certain direction, mm; NaN where it cannot be told
    :param turnError: half the 95 % interval of the turn about its least certain axis, degrees
    :param problem: why it cannot be told; empty when it can
    :param middle: of the lesions, RAS mm
    :param largest: shift of the corner of the box of the lesions that moves farthest, mm
    :param madeUp: mm that the series was moved by to make up for its displacement, 0 where it was not
    """

    onto: str
    shift: tuple[float, float, float] = (nan, nan, nan)
    turn: tuple[float, float, float] = (nan, nan, nan)
    error: float = nan
    turnError: float = nan
    problem: str = ""
    middle: tuple[float, float, float] = (nan, nan, nan)
    largest: float = nan
    madeUp: float = 0.0

    @property
    def distance(self) -> float:
        """Length of the shift in mm, NaN where it cannot be told."""
        return hypot(*self.shift)

    @property
    def angle(self) -> float:
        """Of the turn in degrees, NaN where it cannot be told."""
        return hypot(*self.turn)


@dataclass(frozen=True, eq=False)
class Series:
    """A volume with a sequence role.

    :param label: name of the role, numbered where several series share it ("T1", "T1 (2)")
    :param role: name of the sequence role
    :param key: differs from that of any other series, and changes whenever the voxels or their geometry change; tells
        nothing else
    :param image: the voxels, or None when they cannot be used
    :param problem: why they cannot be used
    :param frameOfReference: DICOM Frame of Reference UID, "" when not known
    :param acquired: when it was acquired, in hours since any moment that all series share; NaN when not known
    :param corrected: the voxels after bias field correction, on the same grid; None where there are none
    :param source: what the maker of the case knows its volume by, to find it again
    :param acquisition: how it was acquired
    :param displacement: from the series that the regions were drawn on; None where nobody has looked
    :param objections: what its file or header claims and its content contradicts
    """

    label: str
    role: str
    key: Hashable
    image: Image | None
    problem: str = ""
    frameOfReference: str = ""
    acquired: float = nan
    corrected: Image | None = None
    source: str = ""
    acquisition: Acquisition = Acquisition()
    displacement: Displacement | None = None
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True, eq=False)
class Region:
    """A region of interest with a role.

    :param name: name given by the user
    :param role: name of the region role
    :param key: differs from that of any other region, and changes whenever the shape or its place changes; tells
        nothing else
    :param shape: the shape in world space, or None when it cannot be used
    :param problem: why it cannot be used
    :param level: vertebral level or levels named by the user
    :param source: what the maker of the case knows it by, to find it again
    :param isOutline: it is as large as what it lies on, such as a segment; else it samples a part of that, and its size
        tells nothing of it
    :param outline: the whole of what it samples a part of, where that was outlined apart
    :param notes: what the reader had to decide or leave out, each in plain English and one line
    """

    name: str
    role: str
    key: Hashable
    shape: Shape | None
    problem: str = ""
    level: LevelSpan = LevelSpan()
    source: SourceId = SourceId("")
    isOutline: bool = False
    outline: Shape | None = None
    notes: tuple[str, ...] = ()


class MarrowState(Word):
    """What the marrow that lesions are compared with is made of, as the user knows it."""

    UNKNOWN = "unknown"
    RED = "red"  # of children, and of anyone whose blood formation is driven
    FATTY = "fatty"  # of most adults


@dataclass(frozen=True)
class Options:
    """How regions are compared.

    :param margins: within which a ratio is called similar
    :param nearestReference: compare each lesion with the reference regions at the nearest level only, instead of all
    :param ironMarked: the user knows of iron in the marrow or the lesions
    :param spread: how much places of one tissue differ in a patient, as SD over mean, on all MR series; NaN for what is
        assumed of each sequence, see Measurement.BetweenRegions
    :param marrowState: whether the marrow is red or fatty
    :raises ValueError: the spread is not above 0 and below 1
    """

    margins: Margins = Margins()
    nearestReference: bool = False
    ironMarked: bool = False
    spread: float = nan
    marrowState: MarrowState = MarrowState.UNKNOWN

    def __post_init__(self):
        if not (isnan(self.spread) or 0 < self.spread < 1):
            raise ValueError(f"The spread between places of one tissue has to be above 0 and below 1; this one is "
                             f"{self.spread:g}.")


@dataclass(frozen=True)
class Case:
    """All that goes in.

    :param findings: feature of the model to answer as entered by the user; NOT_ASSESSED as answer leaves out what was
        measured
    :param clinicalSetting: clinical setting of the model, which is the prior
    :param options: how regions are compared
    :param vertebrae: vertebral level to the center of its body in RAS mm, from segmentations that name vertebrae
    :param assumptions: how findings are weighed, where not as setting and model have it
    """

    series: tuple[Series, ...]
    regions: tuple[Region, ...]
    findings: Mapping[str, str]
    clinicalSetting: str
    options: Options = Options()
    vertebrae: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    assumptions: Assumptions = Assumptions()

    @cached_property
    def ofKnownRoles(self) -> Case:
        """The case without series and regions whose role is unknown, as another version or a script may have left it:
        nobody can say what they are to be compared with."""
        series = tuple(one for one in self.series if isSequenceRole(one.role))
        regions = tuple(one for one in self.regions if isRegionRole(one.role))
        isWhole = len(series) == len(self.series) and len(regions) == len(self.regions)
        return self if isWhole else replace(self, series=series, regions=regions)
