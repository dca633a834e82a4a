"""What others use to measure labels on images, given the same regions: SimpleITK's filters and scipy.ndimage.

Each peer gets what it needs from the case: one label image of all regions, and its own images of the voxels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import SimpleITK
from scipy import ndimage

from EMHAssistLib.Case import Case


def labelImage(case: Case) -> np.ndarray:
    """Return the regions of a case, all ellipsoids, rasterized on the grid of its first series.

    :return: (K, J, I) of uint8: number of the region, from 1, at each voxel whose center it holds
    """
    image = case.series[0].image
    labels = np.zeros(image.array.shape, np.uint8)
    for label, region in enumerate(case.regions, start=1):
        toShape = np.linalg.inv(region.shape.toWorld) @ image.ijkToWorld
        toIjk = np.linalg.inv(toShape)
        reach = np.linalg.norm(toIjk[:3, :3], axis=1)  # of the unit sphere along i, j, k
        low = np.clip(np.ceil(toIjk[:3, 3] - reach), 0, image.dimensions).astype(int)
        high = np.clip(np.floor(toIjk[:3, 3] + reach) + 1, low, image.dimensions).astype(int)
        block = labels[low[2]:high[2], low[1]:high[1], low[0]:high[0]]
        k, j, i = np.ogrid[low[2]:high[2], low[1]:high[1], low[0]:high[0]]
        block[sum((row[0] * i + row[1] * j + row[2] * k + row[3]) ** 2 for row in toShape[:3]) <= 1] = label
    return labels


@dataclass(frozen=True)
class Peer:
    """One of the peers.

    :param name: library and filter, and what it returns for each label
    :param prepare: (label array, image arrays) to the images as the filter takes them
    :param measure: those images to statistics by label and image
    :param rounds: how often it is measured in a turn
    """

    name: str
    prepare: Callable[[np.ndarray, Sequence[np.ndarray]], tuple]
    measure: Callable[..., list]
    rounds: int = 3

    def fromRegions(self, case: Case) -> list:
        """Measure a case from its regions and voxel arrays, as "everything recomputed" does."""
        return self.measure(*self.prepare(labelImage(case), arrays(case)))


def arrays(case: Case) -> list[np.ndarray]:
    """Return the voxels of all series."""
    return [series.image.array for series in case.series]


def _toItk(labels: np.ndarray, images: Sequence[np.ndarray]) -> tuple:
    return SimpleITK.GetImageFromArray(labels), [SimpleITK.GetImageFromArray(image) for image in images]


def _labelIntensityStatistics(labels, images) -> list:
    results = []
    for image in images:
        statistics = SimpleITK.LabelIntensityStatisticsImageFilter()
        statistics.Execute(labels, image)
        results.append([(statistics.GetMean(label), statistics.GetStandardDeviation(label), statistics.GetMedian(label),
                         statistics.GetMinimum(label), statistics.GetMaximum(label))
                        for label in statistics.GetLabels()])
    return results


def _labelStatistics(labels, images) -> list:
    results = []
    for image in images:
        statistics = SimpleITK.LabelStatisticsImageFilter()
        statistics.UseHistogramsOff()  # they are for the median and cost several times the rest
        statistics.Execute(image, labels)
        results.append([(statistics.GetMean(label), statistics.GetSigma(label), statistics.GetMinimum(label),
                         statistics.GetMaximum(label)) for label in statistics.GetLabels() if label])
    return results


def _ndimage(labels, images) -> list:
    index = np.flatnonzero(np.bincount(labels.ravel()))[1:]
    return [(ndimage.mean(image, labels, index), ndimage.standard_deviation(image, labels, index),
             ndimage.median(image, labels, index), *ndimage.extrema(image, labels, index)[:2]) for image in images]


PEERS = (
    Peer("SimpleITK LabelIntensityStatistics (mean, SD, median, range)", _toItk, _labelIntensityStatistics),
    Peer("SimpleITK LabelStatistics (mean, SD, range)", _toItk, _labelStatistics),
    Peer("scipy.ndimage (mean, SD, median, range)", lambda labels, images: (labels, images), _ndimage,
         rounds=1),  # a quarter of a minute
)
