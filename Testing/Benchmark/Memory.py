"""How much memory something takes."""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path


def peak(run: Callable[[], object]) -> int:
    """Return the most bytes that Python and numpy allocate on top while something runs."""
    gc.collect()
    tracemalloc.start()
    before, _peak = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    run()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most - before


def resident() -> int:
    """Return the bytes of this process that are in memory, where the system tells (Linux)."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
