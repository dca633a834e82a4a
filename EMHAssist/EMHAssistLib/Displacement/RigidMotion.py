"""Rigid motions about a point, as six numbers: a shift in mm and a rotation vector in radians."""

from __future__ import annotations

import numpy as np


def rotation(vector: np.ndarray) -> np.ndarray:
    """Return the (3, 3) matrix of a turn about a (3,) axis by its length in radians (formula of Rodrigues)."""
    angle = float(np.linalg.norm(vector))
    if angle < 1e-12:
        return np.eye(3)
    x, y, z = np.asarray(vector) / angle
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.eye(3) + np.sin(angle) * cross + (1.0 - np.cos(angle)) * cross @ cross


def inverse(motion: np.ndarray) -> np.ndarray:
    """Return the (6,) motion about the same point that undoes a (6,) motion."""
    return np.concatenate([-rotation(-motion[3:]) @ motion[:3], -motion[3:]])


def motionMatrix(motion: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Return the (4, 4) matrix of a (6,) motion about a (3,) point."""
    matrix = np.eye(4)
    matrix[:3, :3] = rotation(motion[3:])
    matrix[:3, 3] = middle + motion[:3] - matrix[:3, :3] @ middle
    return matrix
