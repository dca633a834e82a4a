"""From a case to its result: the whole computation as one pure function.

Measurements, Geometry -> Signals -> SeriesChecks -> Comparisons -> LesionIndices, LesionConcordance -> Findings ->
Likelihood.
"""

from __future__ import annotations

from collections.abc import Callable

from ..Cache import Cache
from ..Case import Case
from ..Likelihood import Assumptions, Differential, Finding, Model
from ..Likelihood.Inference import differentialOf
from ..Likelihood.WeighedFindings import WeighedFindings, weigh
from ..Result import Result
from ..Roles import isRegionRole, isSequenceRole, regionRole, sequenceRole
from .Comparisons import compareAll, compareTissues
from .Dangers import dangers
from .Findings import countingFindings, measuredFindings
from .Geometry import GeometryCache, lesionGeometry
from .LesionConcordance import concordances
from .LesionIndices import indices, ironReason
from .Measurements import measureAll
from .SeriesChecks import comparabilityOf
from .Signals import Signals
from .Warnings import caseWarnings

__all__ = ["analyze"]


def analyze(case: Case, model: Model | None, cache: Cache | None = None,
            progress: Callable[[float], None] | None = None) -> Result:
    """Measure all regions on all series, compare lesions with references and weigh the findings.

    :param case: what goes in
    :param model: the likelihood model; None where there is none that can be used: then nothing is weighed
    :param cache: keeps what was computed between calls; only what is still in the case stays in it
    :param progress: called with the finished fraction, 0 to 1; may raise to cancel
    :return: the result; what keeps a part of it from being computed is among its warnings
    :raises ValueError: a role is unknown, and the case holds no reason why that series or region is not measured

    >>> import numpy as np
    >>> from EMHAssistLib.Case import Region, Series
    >>> from EMHAssistLib.Measurement import Ellipsoid, Image
    >>> voxels = np.full((20, 20, 20), 100.0)
    >>> voxels[:, :, 10:] = 120.0  # the right half is brighter
    >>> def ball(x):
    ...     return Ellipsoid(np.array([[3, 0, 0, x], [0, 3, 0, 10], [0, 0, 3, 10], [0, 0, 0, 1]]))
    >>> series = Series("T1", "T1", ("t1",), Image(voxels, np.eye(4)))
    >>> lesion = Region("Mass", "paravertebral_lesion", ("mass",), ball(15))
    >>> marrow = Region("T5", "marrow", ("T5",), ball(5))
    >>> result = analyze(Case((series,), (lesion, marrow), {}, "uniform"), None)
    >>> [row.comparison.value for row in result.comparisons]
    [1.2]
    """
    _checkRoles(case)
    cache = cache if cache is not None else Cache()
    measurements = measureAll(case, cache, progress)
    known = case.ofKnownRoles
    rows = measurements if known is case else tuple(
        row for row in measurements if isSequenceRole(row.series.role) and isRegionRole(row.region.role))
    geometry = lesionGeometry(known, cache.call(GeometryCache))
    signals = Signals(known, rows, geometry, cache)
    comparability = comparabilityOf(known, signals, cache)
    comparisons = compareAll(case.options.margins, signals, comparability, cache)
    tissues = compareTissues(case.options.margins, signals, comparability, cache)
    indexRows = indices(known, tissues, signals, comparability, cache)
    measured, findings, doubts = {}, {}, []
    weighed = differential = None
    if model is not None:
        measured = measuredFindings(case.options, model, rows, comparisons, tissues, indexRows, geometry)
        findings, doubts = countingFindings(measured, case.findings, model)
    warnings = [*caseWarnings(case, measurements, comparisons, tissues, comparability), *geometry.warnings, *doubts]
    try:
        # What the model knows was counted in lesions of the spine.
        if model is not None and not geometry.isElsewhere:
            weighed, differential = cache.call(_answer, model, tuple(findings.values()), case.clinicalSetting,
                                               case.assumptions)
    except ValueError as error:
        # A setting that this model does not have must not take the measurements away.
        warnings.append(str(error))
    result = Result(case, measurements, comparisons, tissues, indexRows,
                    concordances(case.options.margins, comparisons, signals, comparability),
                    geometry, measured, findings,
                    weighed, differential, tuple(warnings), comparability,
                    dangers(comparisons, indexRows, rows, geometry, case.findings,
                            bool(ironReason(case.options, tissues))))
    cache.sweep()
    return result


def _answer(model: Model, findings: tuple[Finding, ...], clinicalSetting: str,
            assumptions: Assumptions) -> tuple[WeighedFindings, Differential]:
    weighed = weigh(model, {finding.feature: finding for finding in findings}, clinicalSetting, assumptions)
    return weighed, differentialOf(weighed)


def _checkRoles(case: Case) -> None:
    """Refuse a case with an unknown role, unless it says itself that this is not measured, before it costs time."""
    for series in case.series:
        if not series.problem:
            sequenceRole(series.role)
    for region in case.regions:
        try:
            if not region.problem:
                regionRole(region.role)
        except ValueError as error:
            raise ValueError(f"{region.name}: {error}") from None
