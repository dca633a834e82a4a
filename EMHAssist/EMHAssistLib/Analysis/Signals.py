"""Signals of the regions and tissues of a case, looked up by region and series."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from ..Cache import Cache
from ..Case import Case, Region, Series
from ..Measurement import Measurement, Signal, regionSignal, tissueSignal
from ..Result import MeasurementRow
from ..Roles import REGION_ROLES, regionRole, sequenceRole
from .Geometry import nearestReferences


class Signals:
    """What has been measured in a case, as signals of regions and tissues.

    :param case: the case
    :param rows: all its measurements
    :param positions: key of each region to its ends along the spine, see CaseGeometry
    :param cache: what was computed before
    """

    def __init__(self, case: Case, rows: Sequence[MeasurementRow], positions: Mapping[Hashable, tuple[float, float]],
                 cache: Cache):
        self._rows = {(row.region.key, row.series.key): row for row in rows}
        self._cache = cache
        self._positions = positions
        self._nearestOnly = case.options.nearestReference
        self._byRole: dict[str, tuple[Region, ...]] = {}
        for region in case.regions:
            self._byRole[region.role] = (*self._byRole.get(region.role, ()), region)
        self.lesions = tuple(region for region in case.regions if regionRole(region.role).isLesion)
        # In the order of Roles: marrow, the question asked, first.
        self.references = tuple(role.name for role in REGION_ROLES if not role.isLesion and role.name in self._byRole)
        # Stands for all that the rows of a comparison show of the series and depend on of the options: the same object
        # as long as these are the same. It is part of many keys, where a long tuple would be slow.
        self.identity = cache.get(("series", tuple((series.key, series.label, series.role) for series in case.series),
                                   case.options), object)

    def regions(self, role: str) -> tuple[Region, ...]:
        """Return the regions of a role in the order of the case."""
        return self._byRole.get(role, ())

    def chosen(self, lesion: Region, role: str) -> tuple[Region, ...]:
        """Return the regions of a reference role that a lesion is compared with: all, or those at its level."""
        regions = self.regions(role)
        return tuple(nearestReferences(lesion, regions, self._positions)) if self._nearestOnly else regions

    def measurement(self, region: Region, series: Series, corrected: bool = False) -> Measurement:
        """Return what a region holds on a series, or on its bias-corrected image, which has to be there."""
        row = self._rows[region.key, series.key]
        return row.corrected if corrected else row.measurement

    def lesion(self, region: Region, series: Series, corrected: bool = False) -> Signal:
        """Return the signal of a single region."""
        return self._cache.get(("signal", region.key, series.key, corrected),
                               lambda: regionSignal(self.measurement(region, series, corrected)))

    def tissue(self, regions: Sequence[Region], series: Series, corrected: bool = False) -> Signal:
        """Return the signal of a tissue, combined from its regions."""
        key = ("tissue", tuple(region.key for region in regions), self.identity, series.label, corrected)
        return self._cache.get(key, lambda: tissueSignal(
            [self.measurement(region, series, corrected) for region in regions],
            sequenceRole(series.role).quantitative))


def identity(region: Region) -> tuple:
    """Return all that the rows of a comparison show of a region."""
    return (region.key, region.name, region.role, region.level)
