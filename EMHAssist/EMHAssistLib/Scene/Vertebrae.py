"""Vertebrae that a segmentation names: their level and where their bodies are."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..Measurement import Mask
from ..Measurement.Erosion import depth
from ..Naming.SegmentNames import segmentLevels
from ..Naming.VertebralLevels import orderedLevels
from .Cases import inActiveCase
from .Nodes import segmentationNodes
from .RegionReader import segmentMask
from .Regions import RegionSource
from .Transforms import matrixToWorld

# A body is the thick part of a vertebra: what is at least half as deep as its deepest voxel. In the vertebrae of the
# TPTBox sample the center of that is within 0.7 mm of the center of the body, that of the whole vertebra 8 mm off.
_BODY_DEPTH = 0.5
# A vertebra much thinner than its neighbor shows its arch only: the image cuts it.
_THINNEST = 0.5
# Voxels are passed over up to this size: a center does not need them all.
_COARSE = 1.5  # mm


class VertebraReader:
    """Finds the vertebrae of the segmentations of the active case; keeps those that have not changed."""

    def __init__(self):
        self._known: dict[str, tuple[tuple, dict[str, tuple[float, float, float]]]] = {}

    def vertebrae(self, scene) -> dict[str, tuple[float, float, float]]:
        """Return the center of the body in RAS mm of each vertebra that a segment is named for.

        Of two segmentations with the same vertebra, the first in the scene counts. A segment that cannot be used is
        left out, and so is a vertebra that is cut by the border of the image.
        """
        known, self._known = self._known, {}
        result: dict[str, tuple[float, float, float]] = {}
        for node in inActiveCase(scene, segmentationNodes(scene)):
            segmentation = node.GetSegmentation()
            sources = [RegionSource(node, segmentId) for segmentId in segmentation.GetSegmentIDs()]
            names = tuple((source.name, source.terminology) for source in sources)
            nodeId, levels = node.GetID(), _levels(names)
            if not any(levels):
                continue
            try:
                key = (names, _key(node))
                if nodeId not in known or known[nodeId][0] != key:
                    known[nodeId] = key, _centers(node, levels)
            except ValueError:
                continue  # not linearly transformed: its segments say so once they are regions
            self._known[nodeId] = known[nodeId]
            result = {**known[nodeId][1], **result}
        return result


@lru_cache(maxsize=16)
def _levels(segments: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the level of each segment of one segmentation by names and codes; asked at each step of a drag."""
    return segmentLevels(*zip(*segments)) if segments else []


def _key(node) -> tuple:
    """Return what changes whenever the segments of a segmentation node or their place change."""
    segmentation = node.GetSegmentation()
    name = segmentation.GetSourceRepresentationName()
    layers = (segmentation.GetLayerDataObject(layer, name) for layer in range(segmentation.GetNumberOfLayers(name)))
    return (*(layer.GetMTime() for layer in layers), matrixToWorld(node).tobytes())


def _centers(node, levels: list[str]) -> dict[str, tuple[float, float, float]]:
    found = {}
    for segmentId, level in zip(node.GetSegmentation().GetSegmentIDs(), levels):
        if level:
            try:
                mask = _coarse(segmentMask(RegionSource(node, segmentId)))
            except ValueError:
                continue  # an empty segment: the vertebra is not in the image
            depths = depth(mask)
            body = np.argwhere(depths >= _BODY_DEPTH * depths.max())[:, ::-1].mean(axis=0)
            found[level] = depths.max(), tuple((mask.toWorld[:3, :3] @ body + mask.toWorld[:3, 3]).tolist())
    order = [level for level in orderedLevels(found) if level in found]
    centers = {}
    for level, *neighbors in zip(order, [None, *order], [*order[1:], None]):
        thickest = max((found[neighbor][0] for neighbor in neighbors if neighbor), default=0.0)
        if found[level][0] >= _THINNEST * thickest:
            centers[level] = found[level][1]
    return centers


def _coarse(mask: Mask) -> Mask:
    """Return every nth voxel of a mask along each axis, as many as come to the coarsest voxels that will do."""
    steps = np.maximum(1, np.floor(_COARSE / np.linalg.norm(mask.toWorld[:3, :3], axis=0))).astype(int)
    array = mask.array[::steps[2], ::steps[1], ::steps[0]]
    return Mask(mask.toWorld @ np.diag([*steps, 1.0]), array) if array.any() else mask
