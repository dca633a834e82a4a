"""A real series through eight healthy vertebrae (T2, cmbcrc_t2_dicom, SCAN_001), shrunken, with regions placed by hand.

Slices are 8 mm thick; two of them show the disc in part of T12 and L4 (their marrow is 25 % darker than the others').
"""

import functools

import numpy as np

from EMHAssistCases.Paths import DATA
from EMHAssistLib.Case import Case, Region, Series
from EMHAssistLib.Input.DicomSeries import readDicom
from EMHAssistLib.Measurement import Ellipsoid, Image

ABDOMEN = DATA / "cmbcrc_t2_dicom" / "SCAN_001" / "t2_image"
_SHRINK = 6  # pixels of 0.68 mm
# Slice to column and row of the middle of the vertebral body, from L5 upward, at the original size.
_MARROW = {5: (307, 297), 9: (305, 285), 13: (302, 297), 17: (300, 310), 21: (295, 332), 25: (292, 350), 28: (291, 358),
           32: (289, 355)}
# Slice to columns, right and left, and row: erector muscles, and psoas, both sides.
_ERECTOR = {5: (257, 350, 382), 9: (238, 367, 385), 13: (243, 358, 388), 17: (240, 355, 398), 21: (243, 346, 405),
            25: (246, 340, 416), 28: (250, 336, 422)}
_PSOAS = {5: (244, 374, 278), 9: (243, 370, 287), 13: (240, 360, 303), 17: (242, 350, 315)}
_MARROW_RADII, _MUSCLE_RADII = (7.0, 5.5, 4.0), (6.0, 5.0, 4.0)  # mm
_TABLE = -126.0  # mm anterior: where the skin of the back lies on the coil


@functools.cache
def abdomen():
    """Return the image, blocks of pixels averaged."""
    voxels = readDicom(ABDOMEN)
    array = voxels.array.astype(np.float32)
    rows, columns = (length // _SHRINK for length in array.shape[1:])
    array = array[:, :rows * _SHRINK, :columns * _SHRINK].reshape(len(array), rows, _SHRINK, columns, _SHRINK)
    toPixels = np.diag([_SHRINK, _SHRINK, 1.0, 1.0])
    toPixels[:2, 3] = (_SHRINK - 1) / 2
    return Image(array.mean(axis=(2, 4)), voxels.ijkToRas @ toPixels)


def aroundTheSpine(image):
    """Return the part of the image, or of the like, that holds all places."""
    first = np.array([36, 42, 0])
    toPart = np.eye(4)
    toPart[:3, 3] = first
    return Image(image.array[:, first[1]:76, first[0]:66], image.ijkToWorld @ toPart)


@functools.cache
def places():
    """Return the shape of each place: tissue and number of it, from the lowest upward."""
    toRas = readDicom(ABDOMEN).ijkToRas
    found = {("marrow", number): _ellipsoid(toRas, (*place, slice_), _MARROW_RADII)
             for number, (slice_, place) in enumerate(_MARROW.items())}
    muscles = [(column, row, slice_) for group in (_ERECTOR, _PSOAS) for slice_, (*columns, row) in group.items()
               for column in columns]
    return found | {("muscle", number): _ellipsoid(toRas, place, _MUSCLE_RADII)
                    for number, place in enumerate(muscles)}


def _ellipsoid(toRas, index, radii):
    toWorld = np.diag([*radii, 1.0])
    toWorld[:3, 3] = (toRas @ [*index, 1])[:3]
    return Ellipsoid(toWorld)


# Log sensitivity of points (..., 3) in RAS mm: that of the synthetic case; the same with elements that undulate; a
# fall-off along the table alone; a steep one.
def posterior(points):
    depth = np.maximum(points[..., 1] - _TABLE, 0)
    return np.log(0.55 + 0.75 * np.exp(-depth / 38)) - ((points[..., 2] + 40) / 400) ** 2


def undulating(points):
    return posterior(points) + 0.1 * np.sin(2 * np.pi * points[..., 2] / 110)


def alongTheTable(points):
    return -((points[..., 2] + 40) / 400) ** 2


def steep(points):
    return -(points[..., 1] - _TABLE) / 70


def through(coil):
    """Return the image as another coil would have shown it."""
    image = abdomen()
    points = np.stack(np.indices(image.array.shape)[::-1], axis=-1) @ image.ijkToWorld[:3, :3].T
    return Image((image.array * np.exp(coil(points + image.ijkToWorld[:3, 3]))).astype(np.float32), image.ijkToWorld)


def choices(count, seed=1):
    """Return choices of references that a user may make: 2 to 4 vertebrae and 2 to 4 muscles, by their places."""
    random = np.random.default_rng(seed)
    keys = {tissue: [key for key in places() if key[0] == tissue] for tissue in ("marrow", "muscle")}
    return [tuple(keys[tissue][number] for tissue in keys
                  for number in random.choice(len(keys[tissue]), random.integers(2, 5), replace=False))
            for _number in range(count)]


def caseOf(image, lesion, references, corrected=None):
    """Return a case of one series in which a healthy vertebra stands for the lesion."""
    series = Series("T2", "T2", ("abdomen", id(image), id(corrected)), image, corrected=corrected)
    regions = [Region("lesion", "epidural_lesion", (lesion,), places()[lesion])]
    regions += [Region(f"{key[0]} {key[1]}", key[0], (key,), places()[key]) for key in references]
    return Case((series,), tuple(regions), {}, "unselected_mass")
