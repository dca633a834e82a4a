"""scipy.ndimage, given images and labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import ndimage

from EMHAssistLib.Measurement import Image

from .Blocks import Block, labelImage
from .Peer import Peer

# Minimum and maximum apart take less time than extrema, which looks for their positions, too.
_STATISTICS = (ndimage.mean, ndimage.standard_deviation, ndimage.median, ndimage.minimum, ndimage.maximum)


def _blocks(blocks: Sequence[Block], images: Sequence[Image]) -> tuple:
    return ([([image.array[block.place] for image in images], block.inside) for block in blocks],)


def _volumes(blocks: Sequence[Block], images: Sequence[Image]) -> tuple:
    return labelImage(images[0].dimensions, blocks), [image.array for image in images]


def _onBlocks(blocks) -> list:
    return [[[statistic(voxels, inside) for statistic in _STATISTICS] for voxels in series]
            for series, inside in blocks]


def _byObjects(labels, images) -> list:
    found = ndimage.find_objects(labels)
    return _onBlocks([([image[place] for image in images], labels[place] == number)
                      for number, place in enumerate(found, start=1)])


def _onVolumes(labels, images) -> list:
    index = np.arange(1, labels.max() + 1)
    return [[statistic(image, labels, index) for statistic in _STATISTICS] for image in images]


def _byName(blocks) -> list:
    """Numpy picks the voxels, and scipy without labels calls numpy."""
    results = []
    for series, inside in blocks:
        picked = [voxels[inside] for voxels in series]
        results.append([[statistic(values) for statistic in _STATISTICS] for values in picked])
    return results


SCIPY_PEERS = (
    Peer("scipy.ndimage", "on blocks", _blocks, _onBlocks, (0, 1, 2), dividesByN=True),
    Peer("scipy.ndimage", "on the blocks of find_objects", _volumes, _byObjects, (0, 1, 2), dividesByN=True),
    Peer("scipy.ndimage", "on whole volumes", _volumes, _onVolumes, (2, 0, 1), isBestForm=False, dividesByN=True),
)
# Asked without labels it does what numpy does, by way of numpy.
NUMPY_BY_SCIPY = Peer("numpy", "by the names it has in scipy.ndimage, on voxels picked by hand", _blocks, _byName,
                      (0, 1, 2), dividesByN=True)
