"""Numpy by hand: the practical limit of what can be had from voxels in Python."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from EMHAssistLib.Measurement import Image

from .Blocks import Block
from .Peer import Peer, inOrder


def _blocks(blocks: Sequence[Block], images: Sequence[Image]) -> tuple:
    """Return for each region its voxels on all series, each a view, and the mask."""
    return ([([image.array[block.place] for image in images], block.inside) for block in blocks],)


def _sorted(blocks) -> list:
    return [inOrder(np.array([voxels[inside] for voxels in series])) for series, inside in blocks]


def _callByCall(blocks) -> list:
    results = []
    for series, inside in blocks:
        values = np.array([voxels[inside] for voxels in series])
        results.append((values.mean(axis=1), values.std(axis=1, ddof=1), np.median(values, axis=1),
                        values.min(axis=1), values.max(axis=1)))
    return results


NUMPY_PEERS = (
    Peer("numpy", "by hand on blocks, sorted once", _blocks, _sorted, (0, 2, 1)),
    Peer("numpy", "by hand on blocks, a call for each statistic", _blocks, _callByCall, (0, 2, 1)),
)
