"""What grows with what: regions, series, a segmented spine, and memory with the updates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from SlicerHost import startHost

from .Part import MODULE
from .Plan import Plan

_SERIES = (6, 20)


def measure(plan: Plan) -> dict:
    """Measure all of it.

    :return: ``regions`` and ``series``: how many to ms of everything recomputed; ``spine``: ms until its vertebrae are
        references, and of a step of a drag after; ``turned_mask_fraction``: memory for a mask on a turned grid, of one
        volume; ``growth_mb``: memory after the updates minus before
    """
    startHost().loadModule(MODULE)
    return {
        "regions": {count: _recomputeMs(plan, regions=count) for count in plan.growth},
        "series": {count: _recomputeMs(plan, series=count) for count in _SERIES},
        "turned_mask_fraction": _turnedMask(plan),
        "spine": _spine(plan),
        "growth_mb": _updates(plan), "updates": plan.updates,
    }


def _size(plan: Plan):
    from .BenchmarkCase import Size

    return Size(plan.dimensions, plan.tallSlices)


def _recomputeMs(plan: Plan, regions: int = 20, series: int = 6) -> float:
    """Return the ms of everything recomputed, the series known."""
    from .BenchmarkCase import fillScene, readCase, regionsAt, spreadPlaces
    from .Clock import Subject, takeTurns
    from .Recompute import SETTING, KnownSeries

    fillScene(_size(plan), (), series)
    case = readCase(SETTING)
    known = KnownSeries(case)

    def changedRegions() -> tuple:
        known.forgetRegions()
        return (replace(case, regions=regionsAt(spreadPlaces(regions))),)

    subject = Subject("", changedRegions, known.recompute, min(plan.slowRounds, 3))
    takeTurns([subject])
    return subject.ms


def _turnedMask(plan: Plan) -> float:
    """Return the memory that a vertebra on a grid of another orientation takes, as a fraction of a volume."""
    from EMHAssistLib.Case import Region
    from EMHAssistLib.Measurement import Mask

    from .BenchmarkCase import fillScene, readCase
    from .Memory import peak
    from .Recompute import SETTING, KnownSeries
    from .SegmentedSpine import vertebra

    fillScene(_size(plan), ())
    case = readCase(SETTING)
    known = KnownSeries(case)
    known.forgetRegions()
    # Columns of a turn by 30 and 20 degrees.
    turn = np.array([[0.866, 0.470, 0.171], [-0.5, 0.814, 0.296], [0.0, -0.342, 0.940]])
    toWorld = np.eye(4)
    toWorld[:3, :3], toWorld[:3, 3] = plan.spacing * turn, (-30.0, -20.0, 0.0)

    def recompute() -> None:
        mask = Mask(toWorld, vertebra(plan.spacing))
        known.recompute(replace(case, regions=(Region("Vertebra", "marrow", "mask", mask),)))

    return (peak(recompute) - vertebra(plan.spacing).nbytes) / case.series[0].image.array.nbytes


def _spine(plan: Plan) -> dict:
    """Return the ms until 24 vertebrae are references, and of a step of a drag after."""
    from .BenchmarkCase import fillScene, regionPlaces
    from .SegmentedSpine import LEVELS, SPINE_VIEW, addSpine
    from .Steps import OpenPanel, middle

    lesions = [(name, *place) for name, place in regionPlaces().items() if place[0].endswith("_lesion")]
    fillScene(_size(plan), lesions, fieldOfView=SPINE_VIEW)
    panel = OpenPanel()
    panel.drag(lesions[0][0], 1)
    node = addSpine(plan.spacing)
    references: list = []
    first = panel.step(lambda: references.extend(panel.logic.useSegmentsAsReferences(node)))
    if len(references) != len(LEVELS):
        raise ArithmeticError(f"{len(references)} of {len(LEVELS)} vertebrae have become references")
    return {"first": middle(np.array([first])),
            "after": middle(panel.drag(lesions[0][0], max(plan.dragSteps // 10, 1)))}


def _updates(plan: Plan) -> float:
    """Return by how many MB the process has grown after many updates."""
    from .BenchmarkCase import fillScene
    from .Memory import resident
    from .Steps import OpenPanel

    fillScene(_size(plan))
    panel = OpenPanel()
    panel.drag("Epidural 1", 1)
    before = resident()
    panel.drag("Epidural 1", plan.updates, warmUp=0)
    return (resident() - before) / 2 ** 20
