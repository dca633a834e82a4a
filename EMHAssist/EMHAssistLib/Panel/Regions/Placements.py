"""Where good and bad regions lie on the synthetic case, for the drawing of the guide.

The images beneath are made from this by Testing/UpdatePictures.py; a test holds the places against the tissues of the
phantom.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...Language import mark as _

_PICTURES = Path(__file__).parents[3] / "Resources" / "Pictures"

# Axes of the picture in RAS, as radiologists look at it: right and down; front on the left, or patient's right.
_AXES = {"sagittal": ((1, -1), (2, -1)), "axial": ((0, -1), (1, -1))}


@dataclass(frozen=True)
class Spot:
    """An ellipsoid along the axes of the body: center and radii in RAS, mm."""

    center: tuple[float, float, float]
    radii: tuple[float, float, float]


@dataclass(frozen=True)
class Placement:
    """A detail of an image with good places and bad ones.

    :param role: name of the region role
    :param series: role of the series shown
    :param plane: "sagittal" or "axial"
    :param center: of the detail, RAS mm
    :param width: of the detail, which is a square, mm
    :param good: inside one tissue
    :param bad: over more than one
    :param reason: what is wrong with the bad ones, for the user (English source)
    """

    role: str
    series: str
    plane: str
    center: tuple[float, float, float]
    width: float
    good: tuple[Spot, ...]
    bad: tuple[Spot, ...]
    reason: str

    @property
    def picture(self) -> Path:
        """File of the image, gray, without the places."""
        return _PICTURES / f"Placement-{self.role}.png"

    @property
    def axes(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Axis of RAS and sign of what points to the right and down in the picture."""
        return _AXES[self.plane]

    def box(self, spot: Spot) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a place, as shares of the width of the detail."""
        (across, toRight), (along, down) = self.axes
        left, top = (0.5 + (sign * (spot.center[axis] - self.center[axis]) - spot.radii[axis]) / self.width
                     for axis, sign in ((across, toRight), (along, down)))
        return left, top, 2 * spot.radii[across] / self.width, 2 * spot.radii[along] / self.width


PLACEMENTS = (
    Placement("marrow", "T1", "sagittal", (0.0, 0.0, -12.0), 56.0,
              (Spot((0.0, 4.8, 0.0), (5.0, 6.5, 6.0)),),
              (Spot((-0.3, 7.5, -14.5), (5.0, 6.0, 5.5)), Spot((-0.5, -8.5, -24.8), (3.0, 4.0, 4.5))),
              _("over the endplate into the disc, or over the basivertebral vein, which enters from behind")),
    Placement("cord", "T2", "sagittal", (-1.0, -14.0, -45.0), 56.0,
              (Spot((-1.0, -15.3, -57.6), (2.2, 1.7, 8.0)),),
              (Spot((-0.7, -20.3, -32.0), (2.2, 2.8, 7.0)),),
              _("over its edge: CSF fills part of the voxels (partial volume)")),
    Placement("muscle", "T1post", "axial", (0.0, -48.0, 0.0), 84.0,
              (Spot((-23.0, -50.0, 0.0), (7.0, 7.0, 5.0)),),
              (Spot((12.5, -58.0, 0.0), (7.0, 7.0, 5.0)),),
              _("over the fat between muscles")),
    Placement("paravertebral_lesion", "T1post", "axial", (0.0, -2.0, -10.0), 90.0,
              (Spot((-25.2, -1.9, -9.9), (7.0, 7.5, 5.0)),),
              (Spot((37.0, -2.0, -9.9), (7.0, 7.5, 5.0)),),
              _("over its edge, into lung, fat or bone")),
)
