"""Signals of the regions and tissues of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan, nan

from ..Cache import Cache
from ..Case import Case, Region, Series
from ..Measurement import Flag, MeanSignal, Measurement, regionSignal, tissueSignal
from ..Measurement.BetweenRegions import assumedSpread
from ..Naming.VertebralLevels import PITCH
from ..Result import CaseGeometry, MeasurementRow
from ..Roles import REGION_ROLES, regionRole, sequenceRole
from .Doubt import SERIES_FLAGS, deviationOf, refusalOf
from .Geometry import nearestReferences

# The pitch where no level is known. Assumed: that of the thoracic spine, where most lesions lie.
_PITCH = PITCH["T"]


@dataclass(frozen=True)
class _Rest:
    """What the signal of a tissue rests on.

    :param names: of the regions that count, in words
    :param notes: what to know of their number
    :param isNoise: one of them varies as much as noise
    """

    names: str
    notes: tuple[str, ...]
    isNoise: bool


class RegionSignals:
    """One region on each series. The same object as long as all that it was made of is the same.

    :param rows: what the region holds on each of the series
    """

    def __init__(self, region: Region, allSeries: tuple[Series, ...], rows: tuple[MeasurementRow, ...]):
        self.region = region
        self.allSeries = allSeries
        self._rows = dict(zip(allSeries, rows))
        self._refusals: dict[Series, str] = {}
        self._signals: dict[tuple[Series, bool], MeanSignal] = {}

    def measurement(self, series: Series, isCorrected: bool = False) -> Measurement:
        """Return what the region holds on a series, or on its bias-corrected image, which has to be there."""
        row = self._rows[series]
        return row.corrected if isCorrected else row.measurement

    def flags(self, series: Series) -> tuple[Flag, ...]:
        """Return the reasons to doubt what the region holds on a series."""
        return self._rows[series].flags

    def refusal(self, series: Series) -> str:
        """Return why nothing may be claimed from the region on a series, "" where something may."""
        if series not in self._refusals:
            self._refusals[series] = refusalOf(self.flags(series))
        return self._refusals[series]

    def signal(self, series: Series, isCorrected: bool = False) -> MeanSignal:
        """Return the signal of the region alone."""
        key = series, isCorrected
        if key not in self._signals:
            self._signals[key] = regionSignal(self.measurement(series, isCorrected))
        return self._signals[key]

    @cached_property
    def depth(self) -> float:
        """Anterior coordinate of its middle, mm; of a region without problem."""
        return float(self.region.shape.bounds.mean(axis=0)[1])


class TissueSignals:
    """A tissue on each series, combined from its regions. The same object as long as these are the same.

    :param role: name of their region role
    :param regions: at least one
    :param spread: how much its places differ, as stated by the user; NaN for what is assumed
    """

    def __init__(self, role: str, regions: tuple[RegionSignals, ...], spread: float = nan):
        self.role = role
        self._stated = spread
        self.regions = regions
        self.allSeries = regions[0].allSeries
        self._signals: dict[tuple[Series, bool], MeanSignal] = {}
        self._doubts: dict[Series, float] = {}
        self._refusals: dict[Series, str] = {}
        self._rests: dict[Series, _Rest] = {}

    def spread(self, series: Series) -> float:
        """Return how much places of the tissue are taken to differ, as a fraction, or in HU."""
        return assumedSpread(series.role, self.role, sequenceRole(series.role).quantitative, self._stated)

    def signal(self, series: Series, isCorrected: bool = False) -> MeanSignal:
        """Return the signal of the tissue."""
        key = series, isCorrected
        if key not in self._signals:
            self._signals[key] = tissueSignal([region.measurement(series, isCorrected) for region in self.regions],
                                              sequenceRole(series.role).quantitative, self.spread(series))
        return self._signals[key]

    @cached_property
    def depth(self) -> float:
        """Mean anterior coordinate of the regions, mm; NaN where none has a shape that can be used."""
        places = [one.depth for one in self.regions if not one.region.problem]
        return sum(places) / len(places) if places else nan

    def doubt(self, series: Series) -> float:
        """Return what the flags of its regions add to the error of the logarithm of its signal on a series, as SD; but
        for those of the series, which are alike for all regions."""
        if series not in self._doubts:
            own = [flag for one in self.regions for flag in one.flags(series) if flag.name not in SERIES_FLAGS]
            self._doubts[series] = deviationOf(own) / len(self.regions)
        return self._doubts[series]

    def refusal(self, series: Series) -> str:
        """Return why nothing may be claimed from the tissue on a series: from none of its regions may be."""
        if series not in self._refusals:
            reasons = [one.refusal(series) for one in self.regions if not one.measurement(series).problem]
            self._refusals[series] = reasons[0] if reasons and all(reasons) else ""
        return self._refusals[series]

    def restsOn(self, series: Series) -> _Rest:
        """Return what its signal on a series rests on."""
        if series not in self._rests:
            measured = [(one.region.name, one.measurement(series)) for one in self.regions]
            usable = [(name, measurement) for name, measurement in measured if not measurement.problem]
            notes = []
            if len(usable) == 1:
                notes.append("one reference region: its variation from place to place is assumed")
            if len(usable) < len(measured):
                notes.append(f"{len(measured) - len(usable)} reference region(s) left out: nothing measured there")
            self._rests[series] = _Rest("reference: " + " + ".join(name for name, _measurement in usable),
                                        tuple(notes), any(one.flag("noise_floor") for _name, one in usable))
        return self._rests[series]


class Signals:
    """What has been measured in a case, as signals of regions and tissues.

    :param case: the case
    :param rows: all its measurements
    :param geometry: where its regions are along the spine
    :param cache: what was computed before
    """

    def __init__(self, case: Case, rows: Sequence[MeasurementRow], geometry: CaseGeometry, cache: Cache):
        self._cache = cache
        self._positions = geometry.positions
        self._levels = geometry.levels
        self._stated = case.options.spread
        self._places: dict[TissueSignals, float] = {}
        self._nearestOnly = case.options.nearestReference
        byRole: dict[str, list[RegionSignals]] = {}
        count = len(case.series)
        for number, region in enumerate(case.regions):
            byRole.setdefault(region.role, []).append(cache.call(
                RegionSignals, region, case.series, tuple(rows[number * count:(number + 1) * count])))
        self.regions = tuple(one for regions in byRole.values() for one in regions)
        self._tissues = {role: cache.call(TissueSignals, role, tuple(regions), self._stated)
                         for role, regions in byRole.items()}
        # In the order of the case.
        lesions = {one.region: one for role, regions in byRole.items() if regionRole(role).isLesion for one in regions}
        self.lesions = tuple(lesions[region] for region in case.regions if region in lesions)
        # In the order of Roles: marrow, the question asked, first.
        self.references = tuple(role.name for role in REGION_ROLES if not role.isLesion and role.name in byRole)

    def tissue(self, role: str) -> TissueSignals | None:
        """Return the tissue of all regions of a role; None where there are none."""
        return self._tissues.get(role)

    def chosen(self, lesion: RegionSignals, role: str) -> TissueSignals:
        """Return the reference tissue that a lesion is compared with: all of its regions, or those at its level."""
        tissue = self._tissues[role]
        if not self._nearestOnly:
            return tissue
        near = nearestReferences(lesion.region, [one.region for one in tissue.regions], self._positions)
        return self._cache.call(TissueSignals, role, tuple(one for one in tissue.regions if one.region in near),
                                self._stated)

    def levelsApart(self, lesion: RegionSignals, tissue: TissueSignals) -> float:
        """Return how many vertebral levels a lesion is from the mean place of the regions of a tissue, to 0.1."""
        place, own = self._placeOf(tissue), lesion.region.key
        if isnan(place) or own not in self._positions:
            return 0.0
        level = self._levels[own].first.level if own in self._levels else ""
        distance = sum(self._positions[own]) / 2 - place
        return round(abs(distance) / PITCH.get(level[:1], _PITCH), 1)

    def _placeOf(self, tissue: TissueSignals) -> float:
        """Return the mean place of the regions of a tissue along the spine, mm; NaN where none has one."""
        if tissue not in self._places:
            places = [sum(self._positions[key]) / 2 for key in (one.region.key for one in tissue.regions)
                      if key in self._positions]
            self._places[tissue] = sum(places) / len(places) if places else nan
        return self._places[tissue]
