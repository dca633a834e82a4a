"""The axis of the spine through what is known of it, and coordinates along it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

# Shorter than this, regions that are a few millimeters off center tilt the line more than spines are tilted.
_SHORTEST_LINE = 40.0  # mm
# From this length and number of points on, the curves of a spine show in it: one bend, two bends.
_BENDS = ((120.0, 5, 2), (250.0, 8, 3))  # mm, points, degree of the polynomial
# The front and the top found this far from those of the patient coordinates come from regions that are not in line.
_SMALLEST_COSINE = 0.5
# From the centers of vertebral bodies to the middle of the cord; else a region is not where its role says.
_CORD_DISTANCE = (5.0, 60.0)  # mm
_KNOTS = 65
_RIGHT, _ANTERIOR, _SUPERIOR = np.eye(3)


@dataclass(frozen=True, eq=False)
class Spine:
    """A smooth curve along the spine, with directions to the right, the front and the top at each place of it.

    :param origin: (3,) RAS mm
    :param axes: (3, 3) right, anterior and superior of the whole as columns
    :param right: coefficients of the distance to the right over the height along superior, mm, constant first
    :param anterior: the same for the distance to the front
    :param low: lowest known height, mm; below it the curve goes on straight
    :param high: highest known height, mm; likewise
    :param cord: (2,) from the curve to the middle of the cord, right and anterior, mm; None when no cord is known
    :param isKnown: the curve stands where the spine is, so that there is a midline
    :param description: where the axis comes from, in plain English
    """

    origin: np.ndarray
    axes: np.ndarray
    right: np.ndarray
    anterior: np.ndarray
    low: float
    high: float
    cord: np.ndarray | None
    isKnown: bool
    description: str

    def coordinates(self, points: np.ndarray) -> np.ndarray:
        """Return where points are along the spine.

        :param points: (N, 3) RAS mm
        :return: (N, 3) mm: to the right of the curve, in front of it, and length along it, upward
        """
        return self.locate(points)[0]

    def locate(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where points are along the spine, and which directions it has there.

        :param points: (N, 3) RAS mm
        :return: (N, 3) coordinates; (N, 3, 3) directions right, anterior and superior as columns, in RAS
        """
        # Not as a product of matrices, whose last digits depend on how many points there are.
        offsets = np.asarray(points, dtype=np.float64) - self.origin
        x, y, z = (offsets[:, None, :] * self.axes.T).sum(axis=2).T
        height = z
        # Newton's method for the foot of the perpendicular; for a straight line the first step is exact.
        for _step in range(1 if len(self.right) <= 2 else 4):
            (right, rightSlope, rightBend), (front, frontSlope, frontBend) = self._curve(height)
            slope = height - z + (right - x) * rightSlope + (front - y) * frontSlope
            bend = 1 + rightSlope ** 2 + frontSlope ** 2 + (right - x) * rightBend + (front - y) * frontBend
            # At the center of curvature every place of the curve is as near as the next.
            height = height - slope / np.maximum(bend, 0.2)
        (right, rightSlope, _), (front, frontSlope, _) = self._curve(height)

        # In the axes of the whole: superior is (rightSlope, frontSlope, 1), anterior is at right angles to it and has
        # no component to the right, right is at right angles to both.
        zero, one = np.zeros_like(height), np.ones_like(height)
        anterior = np.array([zero, one, -frontSlope]) / np.sqrt(1 + frontSlope ** 2)
        superior = np.array([rightSlope, frontSlope, one]) / np.sqrt(1 + rightSlope ** 2 + frontSlope ** 2)
        toRight = np.array([anterior[1] * superior[2] - anterior[2] * superior[1], anterior[2] * superior[0],
                            -anterior[1] * superior[0]])
        frames = np.array([toRight, anterior, superior]).transpose(2, 1, 0)
        across = np.array([x - right, y - front, z - height])
        coordinates = np.array([(across * toRight).sum(axis=0), (across * anterior).sum(axis=0), self._length(height)])
        return coordinates.T, self.axes @ frames

    def points(self, along: np.ndarray) -> np.ndarray:
        """Return places of the curve.

        :param along: (N,) length along the curve, mm, as coordinates() has it
        :return: (N, 3) RAS mm
        """
        along = np.asarray(along, dtype=np.float64)
        knots, lengths, speed = self._lengths
        height = np.interp(along, lengths, knots) + np.minimum(along - lengths[0], 0) / speed[0] + np.maximum(
            along - lengths[-1], 0) / speed[-1] if self.high > self.low else along
        (right, _, _), (anterior, _, _) = self._curve(height)
        return self.origin + np.column_stack([right, anterior, height]) @ self.axes.T

    def _curve(self, height: np.ndarray):
        """Return position, slope and bend of the curve to the right and to the front."""
        inside = np.clip(height, self.low, self.high)
        # Both at once, a row each.
        first, *others = self._coefficients
        position, slope, bend = first + np.zeros((2, len(inside))), np.zeros((2, len(inside))), 0.0
        for coefficient in others:
            bend = bend * inside + 2 * slope
            slope = slope * inside + position
            position = position * inside + coefficient
        position = position + slope * (height - inside)
        return zip(position, slope, bend * (inside == height) + np.zeros_like(position))

    @cached_property
    def _coefficients(self) -> list[np.ndarray]:
        """Coefficients to the right and to the front, (2, 1) for each power, the highest first."""
        return [np.array([[right], [anterior]]) for right, anterior in zip(self.right[::-1], self.anterior[::-1])]

    def _length(self, height: np.ndarray) -> np.ndarray:
        """Return the length along the curve from its origin."""
        knots, lengths, speed = self._lengths
        return (np.interp(height, knots, lengths) + np.minimum(height - self.low, 0) * speed[0]
                + np.maximum(height - self.high, 0) * speed[-1])

    @cached_property
    def _lengths(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Heights, lengths along the curve from the origin to them, and how length grows with height."""
        knots = np.linspace(self.low, self.high, _KNOTS)
        (_, rightSlope, _), (_, frontSlope, _) = self._curve(knots)
        speed = np.sqrt(1 + rightSlope ** 2 + frontSlope ** 2)
        lengths = np.concatenate([[0.0], np.cumsum((speed[1:] + speed[:-1]) / 2 * np.diff(knots))])
        return knots, lengths - np.interp(0.0, knots, lengths), speed


def fitSpine(bodies: np.ndarray, cord: np.ndarray) -> Spine:
    """Find the axis of the spine, a curve through the vertebral bodies, or through the cord where no body is known.

    The cord runs behind the bodies at a constant distance, so that both together show the course of the spine, and one
    relative to the other where its front is. What they do not show is taken from the patient coordinates (RAS).

    :param bodies: (N, 3) RAS mm, centers of vertebral bodies and discs; may be empty
    :param cord: (M, 3) RAS mm, points of the cord or the dural sac; may be empty
    :return: the axis; its description says what it rests on
    """
    points = np.concatenate([np.reshape(bodies, (-1, 3)), np.reshape(cord, (-1, 3))]).astype(np.float64)
    isCord = np.arange(len(points)) >= len(bodies)
    if len(points) == 0:
        return Spine(np.zeros(3), np.eye(3), np.zeros(1), np.zeros(1), 0.0, 0.0, None, False,
                     "superior axis of the patient coordinates: no marrow, disc, cord or vertebra is known")
    hasBoth = isCord.any() and not isCord.all()
    superior, length, why = _superior(points, isCord)
    origin = points[~isCord].mean(axis=0) if not isCord.all() else points.mean(axis=0)
    degree = 0 if why else max([1, *(degree for least, count, degree in _BENDS
                                     if length >= least and len(points) >= count)])
    # Twice: the front has to be known for the axes, and the axes for the front.
    anterior = _unit(_ANTERIOR - (_ANTERIOR @ superior) * superior)
    for _round in range(2 if hasBoth else 1):
        axes = np.column_stack([np.cross(anterior, superior), anterior, superior])
        local = (points - origin) @ axes
        terms = [local[:, 2] ** power for power in range(degree + 1)] + ([isCord.astype(float)] if hasBoth else [])
        solution = np.linalg.lstsq(np.column_stack(terms), local[:, :2], rcond=None)[0]
        toCord = solution[-1] if hasBoth else np.zeros(2)
        distance = np.linalg.norm(toCord)
        if hasBoth and _CORD_DISTANCE[0] <= distance <= _CORD_DISTANCE[1] and (
                -(axes[:, :2] @ toCord) @ _ANTERIOR >= _SMALLEST_COSINE * distance):
            anterior = -(axes[:, :2] @ toCord) / distance
    heights = local[:, 2]
    what = " and ".join(name for name, present in (("vertebral bodies", not isCord.all()), ("cord", isCord.any()))
                        if present)
    description = (f"superior axis of the patient coordinates at the {what}: {why}" if why
                   else f"{('line', 'curve', 'curve')[degree - 1]} through {len(points)} points of {what} "
                        f"over {length:.0f} mm")
    return Spine(origin, axes, solution[:degree + 1, 0], solution[:degree + 1, 1], heights.min(), heights.max(),
                 toCord if isCord.any() else None, True, description)


def _superior(points: np.ndarray, isCord: np.ndarray) -> tuple[np.ndarray, float, str]:
    """Return the direction in which points extend, the length over which they do, and why it is not that of the spine.
    """
    centered = points.copy()
    for group in (isCord, ~isCord):
        if group.any():
            centered[group] -= centered[group].mean(axis=0)
    direction = np.linalg.svd(centered, full_matrices=False)[2][0]
    direction = direction if direction @ _SUPERIOR >= 0 else -direction
    length = max(np.ptp(points[group] @ direction) for group in (isCord, ~isCord) if group.any())
    if length < _SHORTEST_LINE:
        return _SUPERIOR, length, f"they are known over {length:.0f} mm only"
    if direction @ _SUPERIOR < _SMALLEST_COSINE:
        return _SUPERIOR, length, "they do not lie above each other"
    return direction, length, ""


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
