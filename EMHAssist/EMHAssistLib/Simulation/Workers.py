"""Work in several processes, with the same results as in one."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context


def runAll(function: Callable, jobs: Sequence, processes: int) -> Iterator:
    """Yield what a function returns for each job, in their order.

    :param function: of a module, so that other processes find it
    :param processes: 1 stays in this process
    """
    if processes == 1:
        yield from map(function, jobs)
        return
    # A worker has one core: the threads of numpy's linear algebra would only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Ctrl+C is for the one who started them; leaving the block ends them.
    with get_context("spawn").Pool(processes, signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
        yield from pool.imap(function, jobs)
