"""What no program can do without: to bring the voxels of the regions from memory, and to sort them for the median."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from time import perf_counter, process_time

import numpy as np

from EMHAssistLib.Measurement import Image

from .Blocks import Block

_BYTES = 256 * 2 ** 20  # far more than caches hold


def bandwidth(rounds: int) -> float:
    """Return bytes a second that one thread copies from memory to memory, read and written counted both."""
    source, target = np.ones(_BYTES, np.uint8), np.zeros(_BYTES, np.uint8)
    times = []
    for _ in range(rounds):
        begin = perf_counter()
        np.copyto(target, source)
        times.append(perf_counter() - begin)
    # The fastest: what the machine can do, not what it does beside other work.
    return 2 * _BYTES / min(times)


def physicalLimit(blocks: Sequence[Block], images: Sequence[Image], rounds: int) -> dict[str, float]:
    """Return the least time for the five statistics, and what it is made of.

    :return: ``bandwidth_gb_per_s``; ``voxels_ms`` to read the voxels inside the regions; ``sort_ms`` to sort them with
        numpy, region by region; ``limit_ms``, both together
    """
    values = [np.array([image.array[block.place][block.inside] for image in images]) for block in blocks]
    sorting = []
    for _ in range(rounds):
        begin = process_time()
        for rows in values:
            np.sort(rows, axis=1)
        sorting.append(1000 * (process_time() - begin))
    speed = bandwidth(rounds)
    reading = 1000 * sum(rows.nbytes for rows in values) / speed
    return {"bandwidth_gb_per_s": speed / 1e9, "voxels_ms": reading, "sort_ms": median(sorting),
            "limit_ms": reading + median(sorting)}
