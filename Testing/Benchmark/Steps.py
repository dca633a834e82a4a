"""Steps of a user with the panel open: from the MRML event until tables, labels, box and panel hold the result.

Views are paused: drawing a frame is not part of it. Needs SlicerHost to be started, or 3D Slicer.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, thread_time

import numpy as np
import slicer

from .BenchmarkCase import FINDINGS


class OpenPanel:
    """The module, open on the scene.

    :ivar logic: its logic
    """

    def __init__(self):
        slicer.util.selectModule("EMHAssist")
        slicer.app.pauseRender()
        self.logic = slicer.util.getModuleLogic("EMHAssist")
        for feature, level in FINDINGS.items():
            self.logic.setFinding(feature, level)
        self._refreshed = False
        self.logic.addResultListener(self._note)  # after that of the panel
        slicer.app.processEvents()

    def _note(self) -> None:
        self._refreshed = True

    def step(self, change: Callable[[], object]) -> tuple[float, float, float]:
        """Change something and wait for the result.

        :return: ms of the clock, and of the processor; and of the clock for what is left to do then, such as painting
        """
        self._refreshed = False
        begin, processor = perf_counter(), thread_time()
        change()
        while not self._refreshed:
            slicer.app.processEvents()
        processor, end = thread_time() - processor, perf_counter()
        slicer.app.processEvents()
        return 1000 * (end - begin), 1000 * processor, 1000 * (perf_counter() - end)

    def drag(self, name: str, steps: int, warmUp: int = 3) -> np.ndarray:
        """Drag the region of a name about its place.

        :return: (steps, 3) ms, see `step`; without those to warm up
        """
        node = slicer.util.getNode(name)
        start = np.array(node.GetCenter())
        times = []
        for phase in range(warmUp + steps):
            center = start + 4 * np.array([np.sin(phase / 7), np.cos(phase / 9), np.sin(phase / 11)])
            times.append(self.step(lambda: node.SetCenter(center)))
        self.step(lambda: node.SetCenter(start))
        return np.array(times[warmUp:])


def middle(times: np.ndarray) -> dict[str, float]:
    """Return the medians of steps.

    :param times: (N, 3) ms, see `OpenPanel.step`
    """
    clock, processor, afterwards = np.median(times, axis=0).tolist()
    return {"ms": clock, "processor_ms": processor, "afterwards_ms": afterwards}
