"""Many regions: a hundred at one place, and one more where there are few or many, with the panel open."""

from __future__ import annotations

from statistics import median
from time import process_time

import numpy as np

from SlicerHost import startHost

from .Part import MODULE
from .Plan import Plan


def measure(plan: Plan) -> dict[str, dict[str, float]]:
    """Measure both.

    :return: ``overlapping``: medians of a step of a drag of one of them, and of everything recomputed;
        ``add_to_few``, ``add_to_many``: those of adding a region until it is shown; see `middle`
    """
    startHost().loadModule(MODULE)
    from .BenchmarkCase import (
        Size,
        addRegions,
        clearRegions,
        fillScene,
        overlappingPlaces,
        readCase,
        spreadPlaces,
        withNewRegions,
    )
    from .Recompute import SETTING, KnownSeries
    from .Steps import OpenPanel, middle

    fillScene(Size(plan.dimensions, plan.tallSlices), overlappingPlaces(plan.overlapping))
    case, recomputing = readCase(SETTING), []
    known = KnownSeries(case)
    for _ in range(min(plan.slowRounds, 3)):
        known.forgetRegions()
        changed = withNewRegions(case)
        begin = process_time()
        known.recompute(changed)
        recomputing.append(1000 * (process_time() - begin))
    panel = OpenPanel()
    overlapping = middle(panel.drag("Region 0", max(plan.dragSteps // 10, 1)))

    places = list(spreadPlaces(plan.many + plan.additions))
    room = iter(places[plan.many:] * 2)

    def additions() -> dict[str, float]:
        steps = []
        for _ in range(plan.additions):
            _name, role, center, radii = next(room)
            steps.append(panel.step(lambda: panel.logic.addRegion("Added", role, center, radii)))
        return middle(np.array(steps))

    panel.step(lambda: (clearRegions(), addRegions(places[:plan.few])))
    few = additions()
    panel.step(lambda: (clearRegions(), addRegions(places[:plan.many])))
    return {"overlapping": {**overlapping, "recompute_ms": median(recomputing)}, "add_to_few": few,
            "add_to_many": additions()}
