"""A case and everything that follows from it: the whole computation as one pure function.

A case is series with roles, regions with roles, the findings the user entered and the clinical setting. ``analyze``
turns it into measurements, comparisons, findings and the differential. It knows nothing of files or of 3D Slicer:
Scene builds the case from MRML nodes, Report writes the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from . import Findings
from .Likelihood import Differential, Finding, Model, evaluate
from .Measurement import Comparison, Image, Measurement, Shape, compare, measure, notMeasured
from .Roles import REGION_ROLES, regionRole, sequenceRole


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
    :param differential: ranked diagnoses
    :param warnings: what the reader must know before trusting the numbers, in plain English
    """

    case: Case
    measurements: tuple[tuple[Region, Series, Measurement], ...]
    comparisons: tuple[Row, ...]
    findings: Mapping[str, Finding]
    differential: Differential
    warnings: tuple[str, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """Reference roles that lesions were compared with, in the order of Roles: marrow, the question asked, first."""
        present = {row.reference for row in self.comparisons}
        return tuple(role.name for role in REGION_ROLES if role.name in present)


@dataclass
class Cache:
    """Measurements of the last analysis, so that dragging one region measures one region."""

    measurements: dict[tuple, Measurement] = field(default_factory=dict)


def analyze(case: Case, model: Model, cache: Cache | None = None,
            progress: Callable[[float], None] | None = None) -> Result:
    """Measure all regions on all series, compare lesions with references and weigh the findings.

    :param case: what goes in
    :param model: the likelihood model
    :param cache: keeps measurements between calls; only what is still in the case stays in it
    :param progress: called with the finished fraction, 0 to 1; may raise to cancel
    :raises ValueError: a role, finding or setting is unknown
    """
    _checkRoles(case)
    measured = _measureAll(case, cache if cache is not None else Cache(), progress)
    comparisons = _compareAll(case, measured)
    findings = {**Findings.measuredFindings(comparisons, model), **Findings.enteredFindings(case.findings, model)}
    differential = evaluate(model, findings, case.setting)
    measurements = tuple((region, series, measured[region.key, series.key])
                         for region in case.regions for series in case.series)
    return Result(case, measurements, comparisons, findings, differential, _warnings(case))


def _checkRoles(case: Case) -> None:
    """Refuse a case with an unknown role whole, before it costs time."""
    for series in case.series:
        sequenceRole(series.role)
    for region in case.regions:
        try:
            regionRole(region.role)
        except ValueError as error:
            raise ValueError(f"{region.name}: {error}") from None


def _measureAll(case: Case, cache: Cache, progress: Callable[[float], None] | None) -> dict[tuple, Measurement]:
    pairs = {(region.key, series.key): (region, series) for region in case.regions for series in case.series}
    kept = {}
    for number, (key, (region, series)) in enumerate(pairs.items()):
        if progress:
            progress(number / len(pairs))
        kept[key] = cache.measurements.get(key) or _measureOne(region, series)
    cache.measurements = kept
    return kept


def _measureOne(region: Region, series: Series) -> Measurement:
    problem = region.problem or series.problem
    return notMeasured(problem) if problem else measure(series.image, region.shape)


def _compareAll(case: Case, measured: Mapping[tuple, Measurement]) -> tuple[Row, ...]:
    lesions = [region for region in case.regions if regionRole(region.role).isLesion]
    references = {role.name: [region for region in case.regions if region.role == role.name]
                  for role in REGION_ROLES if not role.isLesion}
    rows = []
    for lesion in lesions:
        for role, regions in references.items():
            for series in case.series if regions else ():
                measurements = [measured[region.key, series.key] for region in regions]
                usable = [region.name for region, measurement in zip(regions, measurements) if not measurement.problem]
                comparison = compare(measured[lesion.key, series.key], measurements,
                                     difference=sequenceRole(series.role).quantitative)
                rows.append(Row(lesion, role, series, comparison, _note(comparison, usable, len(regions))))
    return tuple(rows)


def _note(comparison: Comparison, usable: list[str], count: int) -> str:
    """Say what the number is, or why there is none, and which regions it rests on.

    :param usable: names of the reference regions that hold voxels
    :param count: number of all regions of the reference role
    """
    if not comparison.measurable:
        return f"not measurable: {comparison.problem}"
    parts = ["difference in HU"] if comparison.quantity == "difference" else []
    parts.append("reference: " + " + ".join(usable))
    if len(usable) < count:
        parts.append(f"{count - len(usable)} reference region(s) left out: nothing measured there")
    return "; ".join(parts)


def _warnings(case: Case) -> tuple[str, ...]:
    """Return what is wrong with the case as a whole."""
    warnings = []
    frames = {series.frameOfReference: series.label for series in reversed(case.series) if series.frameOfReference}
    if len(frames) > 1:
        warnings.append(f"The series {', '.join(sorted(frames.values()))} have different frames of reference: the same "
                        "region may lie on different anatomy. Register them first, or place regions for each.")
    warnings += [f"{series.label}: {series.problem}." for series in case.series if series.problem]
    warnings += [f"{region.name}: {region.problem}." for region in case.regions if region.problem]
    return tuple(warnings)
