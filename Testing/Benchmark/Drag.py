"""A region dragged with the panel open, in a scene of 20 regions and six series."""

from __future__ import annotations

import numpy as np

from SlicerHost import startHost

from .Part import MODULE
from .Plan import Plan

DRAGGED = ("Epidural 1", "Marrow 1")  # a lesion, and a reference that every lesion is compared with
_WARM_UP = 20  # steps


def measure(plan: Plan) -> dict:
    """Drag two regions.

    :return: name to median, 99th percentile and maximum of the clock, those of the processor, and what each step
        leaves to do, ms; ``all`` for both together
    """
    startHost().loadModule(MODULE)
    from .BenchmarkCase import Size, fillScene
    from .Steps import OpenPanel

    fillScene(Size(plan.dimensions, plan.tallSlices))
    panel = OpenPanel()
    times = {name: panel.drag(name, plan.dragSteps, min(_WARM_UP, plan.dragSteps)) for name in DRAGGED}
    times["all"] = np.concatenate(list(times.values()))
    return {name: _summary(steps) for name, steps in times.items()}


def _summary(steps: np.ndarray) -> dict[str, float]:
    clock, processor, afterwards = steps.T
    return {"median_ms": float(np.median(clock)), "p99_ms": float(np.percentile(clock, 99)),
            "maximum_ms": float(clock.max()), "processor_median_ms": float(np.median(processor)),
            "processor_p99_ms": float(np.percentile(processor, 99)),
            "afterwards_median_ms": float(np.median(afterwards)), "steps": len(steps)}
