"""The case of the benchmark: 20 regions of the sizes that users place, on noisy series of a spine, as MRML nodes.

Needs SlicerHost to be started, or 3D Slicer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, product

import numpy as np
import slicer

from EMHAssistLib.Case import Case, Region
from EMHAssistLib.Measurement import Ellipsoid
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.Nodes import nodesByClass
from EMHAssistLib.Scene.RegionReader import RegionReader
from EMHAssistLib.Scene.RoiNodes import addRoi

# Name, role, center (RAS mm) and semi-axes (mm) of a region.
Place = tuple[str, str, tuple, tuple]

# As a user who follows the tutorial enters them.
FINDINGS = {"splenomegaly": "present", "paravertebral_mass": "bilateral", "epidural_position": "posterior"}
SEQUENCES = ("T1", "T2", "STIR", "T1post", "InPhase", "OpposedPhase")
# Sagittal slices of 4 mm with pixels of 0.6 mm at 512 x 512 x 60. Other sizes cover the same field of view.
FIELD_OF_VIEW = (307.2, 307.2, 240.0)  # mm, posterior, inferior and right
_SEED = 20250801
_SIGNAL, _SHADING, _NOISE = 300, 60, 30  # gray levels: mean, slow change over the image, SD


@dataclass(frozen=True)
class Size:
    """How large the series are.

    :param dimensions: columns, rows and slices of each of the six series
    :param tallSlices: slices of the one series of many slices; they are as thick as those of the others
    """

    dimensions: tuple[int, int, int] = (512, 512, 60)
    tallSlices: int = 400


def regionPlaces() -> dict[str, tuple[str, tuple, tuple]]:
    """Return name to role, center (RAS mm) and semi-axes (mm) of the 20 regions; they do not overlap."""
    places = {}
    for number, level in enumerate((-90.0, -30.0, 30.0, 90.0), start=1):
        side, radius = (-1) ** number, 6.0 + number % 3
        places[f"Epidural {number}"] = "epidural_lesion", (0.0, -18.0, level), (3.0, 3.0, 10.0)
        places[f"Paravertebral {number}"] = "paravertebral_lesion", (35.0 * side, 5.0, level), (12.0, 12.0, 12.0)
        places[f"Marrow {number}"] = "marrow", (0.0, 20.0, level), (radius, radius, radius)
    for number, level in enumerate((-60.0, 60.0), start=1):
        places[f"Cord {number}"] = "cord", (0.0, -10.0, level), (3.0, 3.0, 3.0)
        places[f"Muscle {number}"] = "muscle", (35.0, -40.0, level), (6.0, 6.0, 6.0)
        places[f"Disc {number}"] = "disc", (0.0, 20.0, level), (8.0, 8.0, 3.0)
        places[f"Fat {number}"] = "fat", (0.0, -60.0, level), (6.0, 4.0, 6.0)
    return places


def _roles() -> list[str]:
    """Return the roles of the 20 regions, those of lesions and of references in turns."""
    return [role for role, _center, _radii in regionPlaces().values()]


def overlappingPlaces(count: int) -> Iterator[Place]:
    """Yield regions at one place, each shifted a little, of the same roles as the 20."""
    roles = _roles()
    for number in range(count):
        shift = 2 * np.array([np.sin(number), np.sin(1.7 * number), np.sin(2.9 * number)])
        yield f"Region {number}", roles[number % len(roles)], tuple(shift), (6.0, 6.0, 8.0)


def spreadPlaces(count: int) -> Iterator[Place]:
    """Yield regions spread over the volume, none of which overlap, of the same roles as the 20."""
    across = max(int(np.ceil(count ** (1 / 3))), 2)
    steps = (np.arange(across) + 0.5) / across - 0.5
    room = 0.9 * np.array(FIELD_OF_VIEW)[[2, 0, 1]]
    radius = min(6.0, 0.4 * float(room.min()) / across)
    roles = _roles()
    for number, place in enumerate(islice(product(steps, repeat=3), count)):
        yield f"Region {number}", roles[number % len(roles)], tuple(place * room), (radius,) * 3


def addVolume(scene, sequence: str, size: Size, slices: int, fieldOfView: tuple[float, ...] = FIELD_OF_VIEW):
    """Add a series of noise (int16) with a slow change of signal, so that values change wherever a region is dragged.

    :param sequence: name of its sequence role; the noise of each is another
    :param slices: number of slices, centered in the body
    :param fieldOfView: what the dimensions of the size cover, as FIELD_OF_VIEW
    :return: the vtkMRMLScalarVolumeNode
    """
    columns, rows, _slices = size.dimensions
    spacing = np.array(fieldOfView) / size.dimensions
    ijkToRas = np.eye(4)
    ijkToRas[:3, :3] = np.array([[0, 0, 1], [-1, 0, 0], [0, -1, 0]]) * spacing
    ijkToRas[:3, 3] = -ijkToRas[:3, :3] @ ((np.array([columns, rows, slices]) - 1) / 2)

    random = np.random.default_rng([_SEED, SEQUENCES.index(sequence)])
    x, y = np.meshgrid(np.arange(columns) * spacing[0], np.arange(rows) * spacing[1])
    plane = (_SIGNAL + _SHADING * (np.sin(x / 15) + np.cos(y / 18))).astype(np.float32)
    array = np.empty((slices, rows, columns), np.int16)
    for image in array:
        image[:] = plane + _NOISE * random.standard_normal(plane.shape, dtype=np.float32)

    node = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", sequence)
    node.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(ijkToRas))
    slicer.util.updateVolumeFromArray(node, array)
    Volumes.setMetadata(node, {"Modality": "MR", "SeriesDescription": f"sag {sequence}", "RepetitionTime": "600",
                               "EchoTime": "12", "FrameOfReferenceUID": "1.2.3"})
    Volumes.setRole(node, sequence)
    return node


def fillScene(size: Size, places: Iterable[Place] | None = None, series: int = len(SEQUENCES),
              fieldOfView: tuple[float, ...] = FIELD_OF_VIEW) -> None:
    """Put series and regions into the scene of the application.

    :param places: None for the 20 regions
    :param series: how many; of more than six some are of the same sequence
    :param fieldOfView: see addVolume
    """
    slicer.mrmlScene.Clear()
    for number in range(series):
        addVolume(slicer.mrmlScene, SEQUENCES[number % len(SEQUENCES)], size, size.dimensions[2], fieldOfView)
    addRegions(((name, *place) for name, place in regionPlaces().items()) if places is None else places)


def addRegions(places: Iterable[Place]) -> None:
    """Put further regions into the scene."""
    for name, role, center, radii in places:
        addRoi(slicer.mrmlScene, name, role, center, radii)


def clearRegions() -> None:
    """Take all regions out of the scene."""
    for node in nodesByClass(slicer.mrmlScene, "vtkMRMLMarkupsROINode"):
        slicer.mrmlScene.RemoveNode(node)


def readCase(setting: str, volumeScene=None) -> Case:
    """Return the case of the scene, read anew: nothing of it remembers an earlier analysis.

    :param volumeScene: scene that the series are taken from, if not from that of the regions
    """
    return withNewRegions(Case(Volumes.series(volumeScene or slicer.mrmlScene), (), FINDINGS, setting))


def withNewRegions(case: Case) -> Case:
    """Return the same series with the regions of the scene, read anew."""
    return replace(case, regions=RegionReader().regions(slicer.mrmlScene))


def regionsAt(places: Iterable[Place]) -> tuple[Region, ...]:
    """Return regions without nodes, each time others."""
    regions = []
    for name, role, center, radii in places:
        toWorld = np.diag([*radii, 1.0])
        toWorld[:3, 3] = center
        regions.append(Region(name, role, name, Ellipsoid(toWorld)))
    return tuple(regions)
