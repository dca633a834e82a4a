"""A region that is proposed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..Language import mark as _

# Why a proposal is doubtful. Assumed limits are where they are used.
WEAK, OTHER_SIGNAL, UNEVEN = "weak", "other_signal", "uneven"
DOUBTS = {
    WEAK: _("looks less like the first one than neighbors do"),
    OTHER_SIGNAL: _("its signal differs from that of the first one"),
    UNEVEN: _("its signal is uneven"),
}


@dataclass(frozen=True)
class Proposal:
    """An ellipsoid that the user may accept as a region.

    :param role: name of a region role
    :param name: name of the region that it becomes
    :param center: (3,) RAS mm
    :param radii: (3,) half the size along each axis, mm
    :param axes: (9,) directions of the axes in RAS, row by row of the matrix that has them as columns
    :param level: vertebral level, "" where none is known
    :param likeness: how like the pattern that was looked for, up to 1
    :param doubt: a key of DOUBTS, "" for none
    """

    role: str
    name: str
    center: tuple[float, ...]
    radii: tuple[float, ...]
    axes: tuple[float, ...]
    level: str = ""
    likeness: float = 1.0
    doubt: str = ""

    @property
    def toWorld(self) -> np.ndarray:
        """(4, 4) from the sphere of radius 1 to RAS mm."""
        matrix = np.eye(4)
        matrix[:3, :3] = np.reshape(self.axes, (3, 3)) * self.radii
        matrix[:3, 3] = self.center
        return matrix

    @property
    def axesMatrix(self) -> np.ndarray:
        """(3, 3) directions of the axes in RAS as columns."""
        return np.reshape(self.axes, (3, 3))


def proposal(role: str, name: str, center, radii, axes, **rest) -> Proposal:
    """Make a proposal of arrays, rounded to what a file holds and nobody sees a difference in."""
    center, radii, axes = (tuple(np.round(np.ravel(array), digits).tolist())
                           for array, digits in ((center, 3), (radii, 3), (axes, 9)))
    return Proposal(role, name, center, radii, axes, **rest)
