"""Everything of a case computed anew, as EMHAssist does when regions have changed, and when it has seen none of it."""

from __future__ import annotations

from dataclasses import replace

from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Cache import Cache
from EMHAssistLib.Case import Case
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Result import Result

MODEL = loadModel()
SETTING = MODEL.basePriors[0].id


class KnownSeries:
    """A case whose series are known, and nothing of its regions.

    What depends on a series alone, such as its noise, is looked at once, when the series arrives; regions are what
    changes then.

    :param case: its series
    """

    def __init__(self, case: Case):
        self._withoutRegions = replace(case, regions=())
        self._cache = Cache()

    def forgetRegions(self) -> None:
        """Forget what depends on a region: what an analysis does not ask for is not kept."""
        analyze(self._withoutRegions, MODEL, self._cache)

    def recompute(self, case: Case) -> Result:
        """Compute a case of these series, from regions and voxels to the differential."""
        return analyze(case, MODEL, self._cache)


def seenFirst(case: Case) -> Result:
    """Compute a case of which nothing is known."""
    return analyze(case, MODEL, Cache())
