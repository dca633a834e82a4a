"""The module in a fresh application: imported, opened, opened again; and the synthetic case loaded."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter

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
    """Measure by the clock, once.

    :return: ms to import the module; to open an empty one, the first of this application; to open this one, on an empty
        scene, for the first time and again; and to load and measure the synthetic case
    """
    host = startHost()
    import slicer

    def select(name: str) -> float:
        begin = perf_counter()
        slicer.util.selectModule(name)
        slicer.app.processEvents()
        return 1000 * (perf_counter() - begin)

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "EmptyModule.py"
        file.write_text(_EMPTY, encoding="utf-8")
        host.loadModule(file)
        empty = select("EmptyModule")
    begin = perf_counter()
    host.loadModule(MODULE)
    imported = 1000 * (perf_counter() - begin)
    first = select("EMHAssist")
    select("EmptyModule")
    again = select("EMHAssist")
    begin = perf_counter()
    logic = slicer.util.getModuleLogic("EMHAssist")
    logic.loadSample()
    while not (logic.result and logic.result.comparisons):
        slicer.app.processEvents()
    sample = 1000 * (perf_counter() - begin)
    return {"import_ms": imported, "host_ms": empty, "module_open_ms": first, "module_open_again_ms": again,
            "synthetic_case_ms": sample}
