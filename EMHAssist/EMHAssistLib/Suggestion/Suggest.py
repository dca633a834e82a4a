"""What could be placed next: marrow above and below, the cord, the paraspinal muscles. Never onto a lesion.

Assumed: how much signal may differ, between vertebrae of a patient who has both, and from what on it is another tissue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..Analysis.Geometry import spineOf
from ..Analysis.Overlap import Fitted
from ..Case import Case, Region
from ..Language import mark as _
from ..Measurement import ConvexShape, Ellipsoid, Image, solid
from ..Naming.LevelSpan import LevelSpan
from ..Naming.VertebralLevels import PITCH, orderedLevels
from ..Roles import regionRole
from .Cord import cordNear
from .Muscles import ball, bothMuscles, isAlike
from .Proposal import OTHER_SIGNAL, UNEVEN, WEAK, Proposal, proposal
from .Sampling import seenFrom, signalAt
from .Vertebrae import Found, neighbors

VERTEBRAE = 2  # above, and below
# Likeness from which on a neighbor is beyond doubt.
_LIKE = 0.65
# Signal over that of the first: doubtful, and another tissue.
_DIFFERS, _IS_OTHER = 1.3, 1.6
_UNEVEN = 2.0  # SD over mean, to that of the first
_CORD_HALF_LENGTH = 6.0  # mm
_CORD_REACH = 45.0  # mm from the lesion
_APART = 2.0  # mm that a proposal keeps off everything that is placed
_TOUCHES = 0.005  # fraction of its volume
_RIGHT, _ANTERIOR, _SUPERIOR = range(3)


@dataclass(frozen=True)
class Remark:
    """What is not proposed and why, or said of all.

    :param text: template of English source
    :param values: what stands in it
    """

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Suggestions:
    """Proposals, in the order of their list, and what is said about others."""

    proposals: tuple[Proposal, ...] = ()
    remarks: tuple[Remark, ...] = ()


def suggest(case: Case, levels: Mapping[object, LevelSpan]) -> Suggestions:
    """Propose references beside one marrow region.

    :param case: its regions and series
    :param levels: key of a region to its vertebral level, see Result.CaseGeometry
    :return: none that touches a lesion or what is placed already
    :raises ValueError: there is no marrow region to begin with, or no image shows it
    """
    regions = [region for region in case.ofKnownRoles.regions if region.shape is not None]
    marrow = [region for region in regions if region.role == "marrow"]
    if not marrow:
        raise ValueError("Nothing can be suggested yet. Place one region on the marrow of a normal vertebra first.")
    named = [region for region in marrow if region.key in levels and levels[region.key].single]
    return _Search(case, regions, _first(named or marrow, regions), levels).all()


def onLesion(one: Proposal, regions: Sequence[Region]) -> bool:
    """Tell whether a proposal has come to touch a lesion."""
    lesions = [region for region in regions if regionRole(region.role).isLesion]
    return _anyTouches(one.center, np.array(one.radii), one.axesMatrix, lesions)


def _anyTouches(center, radii: np.ndarray, axes: np.ndarray, regions: Sequence[Region]) -> bool:
    """Tell whether one of these regions lies in an ellipsoid, or next to it."""
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = axes * (np.asarray(radii) + _APART), center
    fitted = Fitted(Ellipsoid(matrix))
    return any(fitted.share(region.shape) > _TOUCHES for region in regions if region.shape is not None)


def _first(marrow: Sequence[Region], regions: Sequence[Region]) -> Region:
    """Return the marrow region next to the first lesion, the last placed where there is no lesion."""
    lesions = [region for region in regions if regionRole(region.role).isLesion]
    if not lesions:
        return marrow[-1]
    place = solid(lesions[0].shape).center
    return min(marrow, key=lambda region: float(np.linalg.norm(solid(region.shape).center - place)))


class _Search:
    def __init__(self, case: Case, regions: Sequence[Region], first: Region, levels: Mapping[object, LevelSpan]):
        self._regions, self._first = regions, first
        self._center = np.asarray(solid(first.shape).center, dtype=float)
        self._axes = spineOf(regions, case.vertebrae).locate(self._center[np.newaxis])[1][0]
        self._native = seenFrom(case.series, self._axes, ())
        level = levels.get(first.key)
        self._level = level.single if level else ""
        self._radii, self._shapeAxes = self._size(first)
        self._remarks: list[Remark] = []

    @staticmethod
    def _size(region: Region) -> tuple[np.ndarray, np.ndarray]:
        """Return radii and axes of a region, of one that is no ellipsoid or box those that are usual."""
        if not isinstance(region.shape, ConvexShape):
            return np.full(3, regionRole(region.role).size / 2), np.eye(3)
        matrix = region.shape.toWorld[:3, :3]
        radii = np.linalg.norm(matrix, axis=0)
        return radii, matrix / radii

    def all(self) -> Suggestions:
        fromTheSide = seenFrom(self._native, self._axes, (_ANTERIOR, _SUPERIOR))
        if not fromTheSide:
            raise ValueError("Nothing can be suggested: no native series shows the spine from the side in voxels of "
                             "3 mm or less. Place the regions by hand.")
        if not np.isfinite(signalAt(fromTheSide[0].image, self._center[np.newaxis])).all():
            raise ValueError(f"Nothing can be suggested: '{self._first.name}' lies outside the image.")
        distance = PITCH[self._level[0]] if self._level else None
        found = neighbors([one.image for one in fromTheSide], self._center, self._axes, distance, VERTEBRAE)
        for sign, text in ((1, _("no further vertebra is recognized above")),
                           (-1, _("no further vertebra is recognized below"))):
            steps = [sign * one.steps for one in found if sign * one.steps > 0]
            if not steps:
                self._remarks.append(Remark(text))
            for step in set(range(1, max(steps, default=0))) - set(steps):
                level = _levelAt(self._level, -sign * step)
                self._remarks.append(Remark(_("{name}: not like its neighbors (metastasis, fracture?)"),
                                            {"name": level or (_("below"), _("above"))[sign > 0]}))
        proposals = [made for made in map(self._marrow, found[::-1]) if made]
        self._along(found)
        proposals += [*self._cord(), *self._muscles()]
        return Suggestions(tuple(proposals), tuple(self._remarks))

    def _marrow(self, found: Found) -> Proposal | None:
        level = _levelAt(self._level, -found.steps)
        name = f"{regionRole('marrow').title} {level}".strip()
        made = proposal("marrow", name, found.center, self._radii, self._shapeAxes, level=level,
                        likeness=round(found.likeness, 3))
        who = {"name": level or (_("above"), _("below"))[found.steps < 0]}
        if self._touches(made.center, self._radii, made.axesMatrix, lesionsOnly=True):
            self._remarks.append(Remark(_("{name}: a lesion lies there"), who))
            return None
        if self._touches(made.center, self._radii, made.axesMatrix):
            return None  # placed already
        doubt = self._doubt(np.asarray(made.center))
        if doubt is None:
            self._remarks.append(Remark(_("{name}: its signal is another one (metastasis, fracture, hemangioma?)"),
                                        who))
            return None
        return replace(made, doubt=doubt or (WEAK if found.likeness < _LIKE else ""))

    def _doubt(self, center: np.ndarray) -> str | None:
        """Return why a place is not like the first, "" where it is, None where it is another tissue."""
        points = ball(1.0) * self._radii @ self._shapeAxes.T
        doubt, seen = "", 0
        for one in self._native:
            first, here = (signalAt(one.image, place + points) for place in (self._center, center))
            if not (np.isfinite(first).all() and np.isfinite(here).all()) or min(first.mean(), here.mean()) <= 0:
                continue
            seen += 1
            factor = max(first.mean() / here.mean(), here.mean() / first.mean())
            if factor > _IS_OTHER:
                return None
            if factor > _DIFFERS:
                doubt = OTHER_SIGNAL
            elif here.std() / here.mean() > max(_UNEVEN * first.std() / first.mean(), 0.15):
                doubt = doubt or UNEVEN
        return doubt if seen else None

    def _along(self, found: Sequence[Found]) -> None:
        """Take the course of the spine from the vertebrae that are found."""
        bodies = sorted([self._center, *(one.center for one in found)], key=lambda center: center @ self._axes[:, 2])
        if len(bodies) > 1:
            superior = (bodies[-1] - bodies[0]) / np.linalg.norm(bodies[-1] - bodies[0])
            anterior = self._axes[:, 1] - (self._axes[:, 1] @ superior) * superior
            anterior /= np.linalg.norm(anterior)
            self._axes = np.column_stack([np.cross(anterior, superior), anterior, superior])
        self._steps = sorted([0, *(one.steps for one in found)])
        self._course = (np.array(bodies) - self._center) @ self._axes
        lesions = [region for region in self._regions if regionRole(region.role).isLesion]
        places = [solid(region.shape).center for region in lesions] or [self._center]
        self._wanted = float((places[0] - self._center) @ self._axes[:, 2])

    def _place(self, points: np.ndarray) -> np.ndarray:
        """Return RAS mm of points to the right, in front of and along the curve of the bodies."""
        course, along = self._course, points[..., 2]
        right, front = (np.interp(along, course[:, 2], course[:, axis]) for axis in (0, 1))
        return self._center + np.stack([points[..., 0] + right, points[..., 1] + front, along], axis=-1) @ self._axes.T

    def _cord(self) -> list[Proposal]:
        if any(region.role == "cord" for region in self._regions):
            return []
        radius = regionRole("cord").size / 2
        radii = np.array([radius, radius, _CORD_HALF_LENGTH])
        found = cordNear(self._native, self._place, self._wanted, _CORD_REACH, self._free(radii))
        if found is None:
            self._remarks.append(Remark(_("cord: not seen with CSF around it")))
            return []
        center, height, contrast = found
        level = self._levelAlong(height)
        return [proposal("cord", f"{regionRole('cord').title} {level}".strip(), center, radii, self._axes,
                         likeness=round(contrast, 3))]

    def _muscles(self) -> list[Proposal]:
        placed = [region for region in self._regions if region.role == "muscle"]
        radius = regionRole("muscle").size / 2
        if len(placed) > 1:
            return []
        if placed:
            return self._otherMuscle(placed[0])
        points = self._center + ball(1.0) * self._radii @ self._shapeAxes.T
        marrow = [float(signalAt(one.image, points).mean()) for one in self._native]
        found = bothMuscles(self._native, self._place, self._wanted, radius, marrow, self._free(np.full(3, radius)))
        if found is None:
            self._remarks.append(Remark(_("muscle: no even place is alike on both sides")))
            return []
        return [proposal("muscle", f"{regionRole('muscle').title} {side}", center, np.full(3, radius), self._axes)
                for side, center in zip(("left", "right"), found)]

    def _otherMuscle(self, placed: Region) -> list[Proposal]:
        """Mirror a muscle at the midline, where the image is alike there."""
        radii, axes = self._size(placed)
        center = np.asarray(solid(placed.shape).center, dtype=float)
        along = (center - self._center) @ self._axes
        mirror = np.eye(3) - 2 * np.outer(self._axes[:, 0], self._axes[:, 0])
        middle = self._place(np.array([[0.0, 0.0, along[2]]]))[0]
        there, turned = middle + mirror @ (center - middle), mirror @ axes
        turned[:, 2] *= np.sign(np.linalg.det(turned))
        points = ball(1.0) * radii
        images: list[Image] = [one.image for one in self._native]
        alike = isAlike(images, center + points @ axes.T, there + points @ turned.T)
        if not alike:
            self._remarks.append(Remark(_("muscle: the other side is not in the image") if alike is None else
                                        _("muscle: the other side does not look like '{name}'"),
                                        {"name": placed.name}))
            return []
        side = "left" if (center - middle) @ self._axes[:, 0] > 0 else "right"
        if self._touches(there, radii, turned):
            return []
        return [proposal("muscle", f"{regionRole('muscle').title} {side}", there, radii, turned)]

    def _free(self, radii: np.ndarray) -> Callable[[np.ndarray], bool]:
        return lambda center: not self._touches(center, radii, self._axes)

    def _touches(self, center, radii: np.ndarray, axes: np.ndarray, lesionsOnly: bool = False) -> bool:
        """Tell whether something is placed there, or next to it."""
        return _anyTouches(center, radii, axes, [region for region in self._regions
                                                 if regionRole(region.role).isLesion or not lesionsOnly])

    def _levelAlong(self, height: float) -> str:
        """Return the level at a height along the spine, from the vertebrae that are found."""
        steps = round(float(np.interp(height, self._course[:, 2], self._steps)))
        isOutside = not self._course[0, 2] - 12 <= height <= self._course[-1, 2] + 12
        return "" if isOutside else _levelAt(self._level, -steps)


def _levelAt(level: str, steps: int) -> str:
    """Return the level so many below another one, "" where none is known."""
    order = orderedLevels((level,))
    if level not in order or not 0 <= order.index(level) + steps < len(order):
        return ""
    return order[order.index(level) + steps]
