"""The module in a fresh application: imported, opened, opened again; and the synthetic case loaded."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time

from SlicerHost import startHost

from .Part import MODULE
from .Plan import Plan

# Takes the first opening of any module on itself.
_EMPTY = """
from slicer.ScriptedLoadableModule import ScriptedLoadableModule, ScriptedLoadableModuleLogic
from slicer.ScriptedLoadableModule import ScriptedLoadableModuleWidget


class EmptyModule(ScriptedLoadableModule):
    pass


class EmptyModuleWidget(ScriptedLoadableModuleWidget):
    pass


class EmptyModuleLogic(ScriptedLoadableModuleLogic):
    pass
"""


def measure(plan: Plan) -> dict[str, float]:
    """Measure once.

    :return: ms of the clock, and as ``..._processor_ms`` of the processor, to import the module; to open an empty one,
        the first of this application; to open this one, on an empty scene, for the first time and again; and to load
        and measure the synthetic case
    """
    host = startHost()
    import slicer

    times: dict[str, float] = {}

    def time(name: str, act: Callable[[], object]) -> None:
        clock, processor = perf_counter(), process_time()
        act()
        times[f"{name}_ms"] = 1000 * (perf_counter() - clock)
        times[f"{name}_processor_ms"] = 1000 * (process_time() - processor)

    def select(name: str) -> None:
        slicer.util.selectModule(name)
        slicer.app.processEvents()

    def loadSample() -> None:
        logic = slicer.util.getModuleLogic("EMHAssist")
        logic.loadSample()
        while not (logic.result and logic.result.comparisons):
            slicer.app.processEvents()

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "EmptyModule.py"
        file.write_text(_EMPTY, encoding="utf-8")
        host.loadModule(file)
        time("host", lambda: select("EmptyModule"))
    time("import", lambda: host.loadModule(MODULE))
    time("module_open", lambda: select("EMHAssist"))
    select("EmptyModule")
    time("module_open_again", lambda: select("EMHAssist"))
    time("synthetic_case", loadSample)
    return times
