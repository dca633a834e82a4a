"""What is known of a shape that has been measured along the spine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..Word import Word
from .Spine import Spine

# Within this of the midline or of the middle of the cord, a center is on no side: they are placed by hand.
NEAR_MIDLINE = 2.0  # mm


class Side(Word):
    """Where a shape is, seen from the midline."""

    LEFT = "left"
    RIGHT = "right"
    MIDLINE = "midline"
    BOTH = "both"
    UNKNOWN = ""


class Position(Word):
    """Where a shape is, seen from the middle of the cord."""

    ANTERIOR = "anterior"
    POSTERIOR = "posterior"
    LATERAL = "lateral"
    AROUND = "around"
    UNKNOWN = ""


@dataclass(frozen=True, eq=False)
class Place:
    """Where the center of a shape is along the spine.

    :param right: to the right of the axis, mm
    :param anterior: in front of the axis, mm
    :param along: length along the axis, upward, mm
    :param frame: (3, 3) directions right, anterior and superior there as columns, in RAS
    """

    spine: Spine
    right: float
    anterior: float
    along: float
    frame: np.ndarray


def places(spine: Spine, centers: Sequence[np.ndarray]) -> list[Place]:
    """Return the places of (3,) centers in RAS mm, all at once, which takes little longer than one."""
    coordinates, frames = spine.locate(np.reshape(centers, (-1, 3)))
    return [Place(spine, right, anterior, along, frame)
            for (right, anterior, along), frame in zip(coordinates.tolist(), frames)]


@dataclass(frozen=True)
class Size:
    """A shape measured along the spine.

    * Extent: length along the axis of the spine, which case reports give as vertebral levels.
    * Thickness: in each cross-section perpendicular to the axis the smallest distance between two parallel lines that
      enclose the section; the largest of these. It is what "6.5 mm in the thickest part" and "2.5 cm in the thickest
      place" mean: the short diameter in the axial plane, at the level where it is largest. The long diameter follows
      the wall that a lesion lies on, and tells how far it spreads rather than how much room it takes. A thin sheet
      that wraps around the cord is thinner than this number, which then includes its curvature.

    :param low: lower end along the spine, mm
    :param high: upper end along the spine, mm
    :param thickness: largest short diameter perpendicular to the spine, mm
    :param right: center to the right of the axis, mm
    :param anterior: center in front of the axis, mm
    :param leftFraction: part of the volume on the left of the midline, 0 to 1
    :param isApart: there is volume on both sides of the midline, and none near it
    """

    low: float
    high: float
    thickness: float
    right: float
    anterior: float
    leftFraction: float
    isApart: bool

    @property
    def extent(self) -> float:
        """Length along the spine, mm."""
        return self.high - self.low

    @property
    def side(self) -> Side:
        """Side of the midline.

        At the midline when the center is within 2 mm of it, or when a quarter of the volume or more lies on each side;
        on both sides when there is volume on both and none between them.
        """
        if self.isApart:
            return Side.BOTH
        if abs(self.right) <= NEAR_MIDLINE or 0.25 <= self.leftFraction <= 0.75:
            return Side.MIDLINE
        return Side.LEFT if self.right < 0 else Side.RIGHT

    def positionToCord(self, spine: Spine) -> Position:
        """Return the quadrant of the center seen from the middle of the cord at its level.

        :return: around it when the center is within 2 mm of that of the cord; unknown when no cord is
        """
        if spine.cord is None:
            return Position.UNKNOWN
        right, anterior = self.right - spine.cord[0], self.anterior - spine.cord[1]
        if right * right + anterior * anterior <= NEAR_MIDLINE ** 2:
            return Position.AROUND
        if abs(right) > abs(anterior):
            return Position.LATERAL
        return Position.ANTERIOR if anterior > 0 else Position.POSTERIOR
