"""Movement of the patient between series."""

from dataclasses import dataclass

import numpy as np

from .SpinalCanal import LESION_CENTER
from .SpineCoordinates import toRas

# What turns turn about: the vertebral body in front of the epidural lesion.
PIVOT = toRas(0.0, 0.0, LESION_CENTER)


@dataclass(frozen=True)
class Movement:
    """Where the patient has moved to: a turn about the middle of the lesions, then a shift.

    shift is in RAS mm; turn is a rotation vector in RAS whose length is the angle in degrees.
    """

    shift: tuple = (0.0, 0.0, 0.0)
    turn: tuple = (0.0, 0.0, 0.0)

    def rotation(self):
        """The turn as a matrix, float64 array of shape (3, 3) (Rodrigues)."""
        angle = np.radians(np.linalg.norm(self.turn))
        if angle == 0.0:
            return np.eye(3)
        x, y, z = np.array(self.turn) / np.linalg.norm(self.turn)
        cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
        return np.eye(3) + np.sin(angle) * cross + (1.0 - np.cos(angle)) * cross @ cross

    def moved(self, points):
        """Where points of the anatomy (N, 3) have moved to, RAS mm."""
        return (np.asarray(points) - PIVOT) @ self.rotation().T + PIVOT + self.shift

    def origin(self, points):
        """What points of the anatomy (N, 3), RAS mm, have moved to these places: the inverse of moved."""
        return (np.asarray(points) - self.shift - PIVOT) @ self.rotation() + PIVOT
