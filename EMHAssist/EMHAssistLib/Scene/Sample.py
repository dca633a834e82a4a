"""The synthetic case as MRML nodes, with roles and regions placed."""

from __future__ import annotations

from collections.abc import Callable

import slicer

from ..Phantom import syntheticCase
from ..RegionShapes import ELLIPSOID
from . import Volumes
from .RoiNodes import addRoi

# Percent of the view: a dozen names have to fit.
_TEXT_SCALE = 2.2


def loadSyntheticCase(scene, showStatus: Callable[[str], object] | None = None) -> list:
    """Add the synthetic case to a scene. It is computed on the spot: no network, no patient.

    :param scene: the scene
    :param showStatus: called with a text while it is being computed
    :return: the volume nodes, the first of which is shown in the slice views
    """
    progress = (lambda fraction, text: showStatus(f"{text} ({fraction:.0%})")) if showStatus else None
    case = syntheticCase(progress=progress)
    volumes = [_addVolume(scene, series) for series in case.series]
    for region in case.regions:
        _addRegion(scene, region)
    slicer.util.setSliceViewerLayers(background=volumes[0], fit=True)
    return volumes


def _addVolume(scene, series):
    node = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", series.name)
    node.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(series.ijkToRas))
    slicer.util.updateVolumeFromArray(node, series.array)
    node.CreateDefaultDisplayNodes()
    Volumes.setMetadata(node, {"Modality": "MR", "SeriesDescription": series.description,
                               **series.acquisition})
    Volumes.guessRole(node)
    return node


def _addRegion(scene, region) -> None:
    node = addRoi(scene, region.name, region.role, region.center, region.radii, region.axes, ELLIPSOID.name)
    # The handles of a dozen regions would hide the anatomy. Regions can be dragged by their center all the same.
    node.GetDisplayNode().SetHandlesInteractive(False)
    node.GetDisplayNode().SetTextScale(_TEXT_SCALE)
