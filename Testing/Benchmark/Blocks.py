"""Ellipsoids as the peers take them: whole voxels, in a block cut out around each region, or in one label image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from EMHAssistLib.Measurement import Ellipsoid, Image


@dataclass(frozen=True)
class Block:
    """The voxels around one region.

    :param place: slices along k, j and i of a volume
    :param inside: (k, j, i) of bool: voxels whose center the region holds
    """

    place: tuple[slice, slice, slice]
    inside: np.ndarray


def cutBlocks(grid: Image, shapes: Sequence[Ellipsoid]) -> list[Block]:
    """Return the block of each region.

    :param grid: an image on the grid of the voxels
    """
    blocks = []
    for shape in shapes:
        toShape, toIjk = shape.fromWorld @ grid.ijkToWorld, grid.worldToIjk @ shape.toWorld
        reach = np.linalg.norm(toIjk[:3, :3], axis=1)  # of the unit sphere along i, j, k
        low = np.ceil(toIjk[:3, 3] - reach).astype(int).clip(0, grid.dimensions).tolist()
        high = (np.floor(toIjk[:3, 3] + reach) + 1).astype(int).clip(low, grid.dimensions).tolist()
        place = slice(low[2], high[2]), slice(low[1], high[1]), slice(low[0], high[0])
        k, j, i = np.ogrid[place]
        x, y, z = (row[0] * i + (row[1] * j + (row[2] * k + row[3])) for row in toShape[:3])
        blocks.append(Block(place, x * x + y * y + z * z <= 1))
    return blocks


def labelImage(dimensions: Sequence[int], blocks: Sequence[Block]) -> np.ndarray:
    """Return the regions in one volume.

    :param dimensions: columns, rows and slices
    :return: (K, J, I) of uint8: number of the region, from 1, at each voxel
    """
    labels = np.zeros(tuple(dimensions)[::-1], np.uint8)
    for number, block in enumerate(blocks, start=1):
        labels[block.place][block.inside] = number
    return labels


def boundingBox(blocks: Sequence[Block]) -> tuple[slice, ...]:
    """Return the slices along k, j and i of the box that holds all blocks."""
    return tuple(slice(min(one.start for one in slices), max(one.stop for one in slices))
                 for slices in zip(*(block.place for block in blocks)))
