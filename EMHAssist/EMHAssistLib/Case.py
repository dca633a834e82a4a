"""A case and its result, as plain data that knows nothing of files or of 3D Slicer.

A case is series with roles, regions with roles, the findings the user entered and the clinical setting. Scene builds
it from MRML nodes, Analysis computes the result, Report writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .Likelihood import Differential, Finding
from .Measurement import Comparison, Image, Measurement, Shape
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
    """

    label: str
    role: str
    key: tuple
    image: Image | None
    problem: str = ""
    frameOfReference: str = ""


@dataclass(frozen=True, eq=False)
class Region:
    """A region of interest with a role.

    :param name: name given by the user
    :param role: name of the region role
    :param key: changes whenever the shape or its place changes
    :param shape: the shape in world space, or None when it cannot be used
    :param problem: why it cannot be used
    """

    name: str
    role: str
    key: tuple
    shape: Shape | None
    problem: str = ""


@dataclass(frozen=True)
class Case:
    """All that goes in.

    :param findings: feature of the model to level, as entered by the user
    :param setting: clinical setting of the model, which is the prior
    """

    series: tuple[Series, ...]
    regions: tuple[Region, ...]
    findings: Mapping[str, str]
    setting: str


@dataclass(frozen=True)
class Row:
    """A comparison of one lesion with one reference role on one series."""

    lesion: Region
    reference: str
    series: Series
    comparison: Comparison
    note: str


@dataclass(frozen=True)
class Result:
    """All that comes out.

    :param measurements: (region, series) by region name order of the case, then series, to measurement
    :param comparisons: each lesion against each reference role present on each series
    :param findings: feature to finding, entered ones before measured ones
    :param differential: ranked diagnoses; None when findings and setting contradict each other, then a warning says so
    :param warnings: what the reader must know before trusting the numbers, in plain English
    """

    case: Case
    measurements: tuple[tuple[Region, Series, Measurement], ...]
    comparisons: tuple[Row, ...]
    findings: Mapping[str, Finding]
    differential: Differential | None
    warnings: tuple[str, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """Reference roles that lesions were compared with, in the order of Roles: marrow, the question asked, first."""
        present = {row.reference for row in self.comparisons}
        return tuple(role.name for role in REGION_ROLES if role.name in present)
