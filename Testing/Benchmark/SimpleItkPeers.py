"""The filters of SimpleITK, on one thread: on blocks further ones cost more than they bring."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import SimpleITK

from EMHAssistLib.Measurement import Image

from .Blocks import Block, boundingBox, labelImage
from .Peer import Peer

_toItk = SimpleITK.GetImageFromArray
# Of the range of an image of which LabelIntensityStatistics makes a histogram for the median.
_BINS = 128


def useOneThread() -> None:
    """Have all filters of this process run on one thread."""
    SimpleITK.ProcessObject.SetGlobalDefaultNumberOfThreads(1)


def _blocks(blocks: Sequence[Block], images: Sequence[Image]) -> tuple:
    """Return label image and images of each region."""
    return ([(_toItk(block.inside.view(np.uint8)), [_toItk(image.array[block.place]) for image in images])
             for block in blocks],)


def _box(blocks: Sequence[Block], images: Sequence[Image]) -> tuple:
    box = boundingBox(blocks)
    return _toItk(labelImage(images[0].dimensions, blocks)[box]), [_toItk(image.array[box]) for image in images]


def _row(blocks: Sequence[Block], images: Sequence[Image]) -> tuple:
    """Return label image and images of a single row, in which the voxels of all regions stand one after the other."""
    labels = np.repeat(np.arange(1, len(blocks) + 1, dtype=np.uint8), [block.inside.sum() for block in blocks])
    rows = [np.concatenate([image.array[block.place][block.inside] for block in blocks]) for image in images]
    return _toItk(labels[None, None]), [_toItk(row[None, None]) for row in rows]


def _volumes(blocks: Sequence[Block], images: Sequence[Image]) -> tuple:
    return _toItk(labelImage(images[0].dimensions, blocks)), [_toItk(image.array) for image in images]


def _labelStatistics(labels, images) -> list:
    results = []
    for image in images:
        filtered = SimpleITK.LabelStatisticsImageFilter()
        filtered.UseHistogramsOn()  # for the median
        filtered.Execute(image, labels)
        results.append([(filtered.GetMean(label), filtered.GetSigma(label), filtered.GetMedian(label),
                         filtered.GetMinimum(label), filtered.GetMaximum(label))
                        for label in sorted(filtered.GetLabels()) if label])
    return results


def _labelIntensityStatistics(labels, images) -> list:
    results = []
    for image in images:
        filtered = SimpleITK.LabelIntensityStatisticsImageFilter()
        filtered.SetNumberOfBins(_BINS)
        filtered.Execute(labels, image)
        results.append([(filtered.GetMean(label), filtered.GetStandardDeviation(label), filtered.GetMedian(label),
                         filtered.GetMinimum(label), filtered.GetMaximum(label)) for label in filtered.GetLabels()])
    return results


def _onBlocks(measure):
    return lambda blocks: [[one for [one] in measure(labels, images)] for labels, images in blocks]


def _peers(filterName: str, measure, medianWithin: float) -> tuple[Peer, ...]:
    library = f"SimpleITK {filterName}"
    return (
        Peer(library, "on blocks", _blocks, _onBlocks(measure), (0, 1, 2), medianWithin=medianWithin),
        Peer(library, "on one row of the voxels of all regions", _row, measure, (1, 0, 2), medianWithin=medianWithin),
        Peer(library, "on one box around all regions", _box, measure, (1, 0, 2), medianWithin=medianWithin),
        Peer(library, "on whole volumes", _volumes, measure, (1, 0, 2), isBestForm=False, medianWithin=medianWithin),
    )


# Its bins are one gray level wide, those of the other a part of the range of the image.
SIMPLEITK_PEERS = (*_peers("LabelStatistics", _labelStatistics, 1.5),
                   *_peers("LabelIntensityStatistics", _labelIntensityStatistics, 3.0))
