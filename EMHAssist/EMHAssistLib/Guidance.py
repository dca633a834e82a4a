"""What a case still lacks: the one place for these rules. Where a single region goes is in Roles.

- Marrow of several vertebrae next to the lesion, since marrow signal changes along the spine; lesions of the spine have
  been compared with the adjacent normal vertebra (10.1055/s-0043-57255).
- Several regions rather than one small round one, which repeats badly (mediastinal ADC: ICC 0.87 and variation 17 %
  against 0.94 and 7 % of the whole volume), and two reference tissues: marrow, the question asked, and muscle or cord,
  which iron does not darken.

Assumed: three vertebrae, within two levels of each lesion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .Case import Region
from .Language import Translate, english
from .Language import mark as _
from .Naming.LevelSpan import LevelSpan
from .Naming.VertebralLevels import LEVELS, PITCH
from .Result import Result
from .Roles import regionRole, sequenceRole

# Without it there is no ratio; it could be better; it could be there; it is as it should be.
MISSING, IMPROVE, OPTIONAL, DONE = "missing", "improve", "optional", "done"

VERTEBRAE = 3
NEAR_LEVELS = 2

# What to do about a reason for doubt that placing can mend; a lesion may well hold several tissues.
_ADVICE = {
    "outside": _("lies outside the image; move it"),
    "partly_outside": _("lies partly outside the image; move it"),
    "touches": _("overlaps another region; move it or make it smaller"),
    "few_voxels": _("is too small for a reliable mean; make it larger or longer"),
    "heterogeneous": _("contains more than one tissue; move it or make it smaller"),
    "rim": _("includes other tissue at its rim; make it smaller"),
}
_LESION_ADVICE = ("outside", "partly_outside", "touches", "few_voxels")
# Less of a region outside the image does no harm. Assumed.
_INSIDE = 0.9


@dataclass(frozen=True)
class Step:
    """A line of the check list. Texts are templates of English source for ``values``.

    :param name: "series", "lesion" or the name of a region role
    :param state: MISSING, IMPROVE, OPTIONAL or DONE
    :param status: what there is
    :param action: what to do, "" for nothing
    :param place: name of the region role that the action places, "" where it does not
    :param region: region that the action is about, None for a new one
    """

    name: str
    state: str
    status: str
    action: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    region: Region | None = None


def steps(result: Result, translate: Translate = english) -> tuple[Step, ...]:
    """Return the check list of a case, in the order of doing it.

    :param translate: makes levels the language of the user; see Language
    """
    measured = {}
    for row in result.measurements:
        measured.setdefault(row.region.key, []).append(row)
    return (_seriesStep(result), _lesionStep(result, measured, translate), _marrowStep(result, measured, translate),
            *(_anchorStep(result, measured, role, translate) for role in ("cord", "muscle")))


def missingSteps(result: Result) -> list[str]:
    """Return what is still to be done before there can be a ratio, in the order of doing it."""
    wanted = {"series": _("Load a series and give it a sequence role."), "lesion": _("Place a region on a lesion."),
              "marrow": _("Place a region on a reference, vertebral marrow first.")}
    regions = result.case.ofKnownRoles.regions
    lesions = [region for region in regions if regionRole(region.role).isLesion]
    references = [region for region in regions if not regionRole(region.role).isLesion]
    return [wanted[name] for name, isMissing in (
        ("series", not result.case.series), ("lesion", _isMissing(lesions)),
        ("marrow", _lacksReference(references))) if isMissing]


def _seriesStep(result: Result) -> Step:
    usable = [series for series in result.case.series if series.image is not None]
    if not result.case.series:
        return Step("series", MISSING, _("none yet"), _("load one and assign its role"))
    if not usable:
        return Step("series", IMPROVE, _("none is usable"), _("see the warnings in the readout"))
    values = {"labels": ", ".join(series.label for series in usable),
              "refused": ", ".join(series.label for series in result.case.series if series.image is None)}
    if values["refused"]:
        return Step("series", IMPROVE, _("{labels}; not measured: {refused}"), _("see the warnings in the readout"),
                    values)
    if len({series.role for series in usable if sequenceRole(series.role).native}) < 2:
        return Step("series", IMPROVE, "{labels}", _("add a second native sequence, such as STIR"), values)
    return Step("series", DONE, "{labels}", values=values)


def _lesionStep(result: Result, measured: Mapping, translate: Translate) -> Step:
    lesions = [region for region in result.case.ofKnownRoles.regions if regionRole(region.role).isLesion]
    if not lesions:
        return Step("lesion", MISSING, _("none yet"), _("place a region on each"), place="epidural_lesion")
    return _doubt("lesion", lesions, measured, _LESION_ADVICE) or Step(
        "lesion", DONE, _("{count} ({levels})"), _("place another"), _found(result, lesions, translate),
        lesions[-1].role)


def _marrowStep(result: Result, measured: Mapping, translate: Translate) -> Step:
    marrow = _regions(result, "marrow")
    references = [region for region in result.case.ofKnownRoles.regions if not regionRole(region.role).isLesion]
    state = MISSING if _lacksReference(references) else IMPROVE
    if not marrow:
        return Step("marrow", state, _("none of {needed} vertebrae"),
                    _("place {needed} in vertebrae next to the lesion"), {"needed": str(VERTEBRAE)}, "marrow")
    if all(region.problem for region in marrow):
        return replace(_doubt("marrow", marrow, measured, _ADVICE), state=state)
    count = _vertebrae(result, marrow)
    lonely = _lonelyLesion(result, marrow)
    values = {**_found(result, marrow, translate), "vertebrae": str(count), "needed": str(VERTEBRAE),
              "more": str(VERTEBRAE - count), "near": str(NEAR_LEVELS), "lesion": lonely.name if lonely else ""}
    if count < VERTEBRAE:
        return Step("marrow", IMPROVE, _("{vertebrae} of {needed} vertebrae ({levels})"),
                    _("place {more} more next to '{lesion}'") if lonely else _("place {more} more next to the lesion"),
                    values, "marrow")
    if lonely:
        return Step("marrow", IMPROVE, _("{vertebrae} vertebrae ({levels}), none within {near} levels of '{lesion}'"),
                    _("place one next to it"), values, "marrow")
    return _doubt("marrow", marrow, measured, _ADVICE) or Step(
        "marrow", DONE, _("{vertebrae} vertebrae ({levels}); effective sample size at least {voxels}") if measured else
        _("{vertebrae} vertebrae ({levels})"), _("place another"),
        {**values, "voxels": _fewestVoxels(marrow, measured)}, "marrow")


def _anchorStep(result: Result, measured: Mapping, role: str, translate: Translate) -> Step:
    """Return the step of a tissue that iron does not darken: one is needed beside marrow, both are better."""
    own = _regions(result, role)
    if own:
        return _doubt(role, own, measured, _ADVICE) or Step(
            role, DONE, _("{count} ({levels}); effective sample size at least {voxels}") if measured else
            _("{count} ({levels})"), _("place another"),
            {**_found(result, own, translate), "voxels": _fewestVoxels(own, measured)}, role)
    if _regions(result, "muscle" if role == "cord" else "cord"):
        return Step(role, OPTIONAL, _("none"), _("place one to show on which side of the cord the lesions lie")
                    if role == "cord" else _("place one on each side for the bias field correction"), place=role)
    return Step(role, IMPROVE, _("none"), _("place one: cord or muscle serves as a second reference that iron does not "
                                            "darken"), place=role)


def _regions(result: Result, role: str) -> list[Region]:
    return [region for region in result.case.regions if region.role == role]


def _found(result: Result, regions: Sequence[Region], translate: Translate) -> dict[str, str]:
    """Return how many regions there are and at which levels, or by which names where levels are not known. Those that
    have no shape are nowhere."""
    regions = [region for region in regions if region.shape is not None]
    levels = [result.geometry.levels.get(region.key) for region in regions]
    named = sorted({(-1 if level.first.beyond else LEVELS.index(level.first.level), level.text(translate))
                    for level in levels if level})
    return {"count": str(len(regions)),
            "levels": ", ".join([text for _place, text in named] if all(levels) else
                                [region.name for region in regions])}


def _vertebrae(result: Result, marrow: Sequence[Region]) -> int:
    """Return in how many vertebrae regions lie. Those of one level, or side by side along the spine, are in one; a
    region of several vertebrae counts by its length."""
    count, reached, known = 0, float("-inf"), set()
    positions, levels = result.geometry.positions, result.geometry.levels
    for (low, high), level in sorted((positions[region.key], levels[region.key].single) for region in marrow
                                     if region.key in positions):
        length = high - max(low, reached)
        if low >= reached and level not in known:
            count += max(1, round(length / PITCH["T"]))
        elif high > reached:
            count += round(length / PITCH["T"])
        reached = max(reached, high)
        known |= {level} - {""}
    return count


def _lonelyLesion(result: Result, marrow: Sequence[Region]) -> Region | None:
    """Return the first lesion with no marrow region near, None when there is no such lesion."""
    positions = result.geometry.positions
    centers = {region: sum(positions[region.key]) / 2 for region in marrow if region.key in positions}
    for entry in result.geometry.lesions:
        low, high = positions[entry.lesion.key]
        # Up to half a vertebra farther is still the level.
        if not any(max(low - center, center - high) <= (NEAR_LEVELS + 0.5) * _pitch(result, region)
                   for region, center in centers.items()):
            return entry.lesion
    return None


def _pitch(result: Result, region: Region) -> float:
    end = result.geometry.levels.get(region.key, LevelSpan()).first
    return PITCH["T" if end.beyond or not end.level else end.level[0]]


def _doubt(name: str, regions: Sequence[Region], measured: Mapping, advice) -> Step | None:
    """Return the step for the first region that cannot be measured or could be placed better, None when all is well."""
    for region in regions:
        if region.problem:
            # Of one that is there and cannot be measured there is no ratio either.
            return Step(name, MISSING if name == "lesion" and _isMissing(regions) else IMPROVE, "'{name}'", "{problem}",
                        {"name": region.name, "problem": region.problem}, region=region)
        rows = measured.get(region.key, ())
        raised = Counter(flag.name for row in rows for flag in row.flags
                         if flag.name != "partly_outside" or flag.value < _INSIDE)
        for flag in advice:
            # What is so on a minority of the series is rather their contrast or their field of view.
            if 2 * raised[flag] >= len(rows) > 0:
                return Step(name, IMPROVE, "'{name}'", _ADVICE[flag], {"name": region.name}, region=region)
    return None


def _isMissing(regions: Sequence[Region]) -> bool:
    """Tell whether none of these regions can be measured; of one that is there and cannot be there is no ratio."""
    return all(region.problem for region in regions)


def _lacksReference(references: Sequence[Region]) -> bool:
    """Tell whether there is nothing to compare with. Without marrow any other will do, until it is said why not."""
    isMarrow = any(region.role == "marrow" for region in references)
    return _isMissing(references) if isMarrow else not references


def _fewestVoxels(regions: Sequence[Region], measured: Mapping) -> str:
    """Return the least effective sample size of regions on all series, a dash where nothing was measured."""
    numbers = [row.measurement.statistics["n_effective"] for region in regions for row in measured.get(region.key, ())
               if not row.measurement.problem]
    return f"{min(numbers):.0f}" if numbers else "-"
