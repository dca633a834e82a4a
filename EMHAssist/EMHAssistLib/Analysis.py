"""From a case to its result: the whole computation as one pure function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .Case import Case, Region, Result, Row, Series
from .CaseFindings import enteredFindings, measuredFindings
from .Likelihood import Model, evaluate
from .Measurement import Comparison, Measurement, compare, measure, notMeasured, variesLikeNoise
from .Roles import REGION_ROLES, regionRole, sequenceRole


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
    :return: the result; what keeps a part of it from being computed is among its warnings
    :raises ValueError: a role is unknown
    """
    _checkRoles(case)
    measured = _measureAll(case, cache if cache is not None else Cache(), progress)
    comparisons = _compareAll(case, measured)
    measurements = tuple((region, series, measured[region.key, series.key])
                         for region in case.regions for series in case.series)
    entered, unknown = enteredFindings(case.findings, model)
    findings = {**measuredFindings(comparisons, model), **entered}
    warnings = [*_warnings(case, measured), *unknown]
    try:
        differential = evaluate(model, findings, case.setting)
    except ValueError as error:
        # Findings that contradict each other must not take the measurements away.
        differential = None
        warnings.append(str(error))
    return Result(case, measurements, comparisons, findings, differential, tuple(warnings))


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
    if progress:
        progress(1.0)
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
                comparison = compare(measured[lesion.key, series.key], measurements,
                                     difference=sequenceRole(series.role).quantitative)
                rows.append(Row(lesion, role, series, comparison, _note(comparison, regions, measurements)))
    return tuple(rows)


def _note(comparison: Comparison, regions: list[Region], measurements: list[Measurement]) -> str:
    """Say what the number is, or why there is none, and which reference regions it rests on.

    :param regions: all regions of the reference role, with their measurements
    """
    if not comparison.measurable:
        return f"not measurable: {comparison.problem}"
    usable = [(region.name, measurement) for region, measurement in zip(regions, measurements)
              if not measurement.problem]
    parts = ["difference in HU"] if comparison.quantity == "difference" else []
    parts.append("reference: " + " + ".join(name for name, _measurement in usable))
    if len(usable) == 1:
        parts.append("one region: how the reference varies from place to place is not in the interval")
    if len(usable) < len(regions):
        parts.append(f"{len(regions) - len(usable)} reference region(s) left out: nothing measured there")
    if comparison.quantity == "ratio" and any(variesLikeNoise(measurement) for _name, measurement in usable):
        parts.append("the reference varies as much as noise: it may hold no signal, or several tissues")
    return "; ".join(parts)


def _warnings(case: Case, measured: Mapping[tuple, Measurement]) -> list[str]:
    """Return what is wrong with the series and regions of the case."""
    warnings = []
    frames = {series.frameOfReference: series.label for series in reversed(case.series) if series.frameOfReference}
    if len(frames) > 1:
        warnings.append(f"The series {', '.join(sorted(frames.values()))} have different frames of reference: the same "
                        "region may lie on different anatomy. Register them first, or place regions for each.")
    warnings += [f"{series.label}: {series.problem}." for series in case.series if series.problem]
    warnings += [f"{region.name}: {region.problem}." for region in case.regions if region.problem]
    for region in case.regions:
        problems = {measured[region.key, series.key].problem for series in case.series if not series.problem}
        if problems and "" not in problems and not region.problem:
            warnings.append(f"{region.name}: nothing could be measured on any series; {'; '.join(sorted(problems))}.")
    return warnings
