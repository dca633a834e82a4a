"""Geometry of the lesions of a case: how large they are and where, in the words of a case report.

Everything is measured along the axis of the spine (Measurement.Spine), found from what the case knows of it. Levels
come from vertebrae that a segmentation names, and from marrow regions whose level the user has named.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from math import hypot, nan

import numpy as np

from ..Case import Case, Region
from ..Measurement import LevelScale, PointCloud, Position, Shape, Side, Size, Solid, Spine, fitSpine, places, solid
from ..Naming.LevelSpan import LevelSpan
from ..Result import CaseGeometry, LesionGeometry, LesionGroup
from ..Roles import REGION_ROLES, regionRole
from .AtSpine import FARTHEST_FROM_BODIES, isAtSpine, showsSpine

# References this much farther along the spine than the nearest one are at its level too: a quarter of a thoracic
# vertebra, about as exactly as a region is placed.
_SAME_LEVEL = 6.0  # mm
_EPIDURAL, _PARAVERTEBRAL = "epidural_lesion", "paravertebral_lesion"
# The near side of a lesion is no farther from the middle of the cord, or from that of the vertebral bodies: the canal
# is 15 to 25 mm wide, and masses beside the spine begin where the bodies or the ribs do. Assumed.
_FARTHEST = {_EPIDURAL: 20.0, _PARAVERTEBRAL: FARTHEST_FROM_BODIES}  # mm


@dataclass
class GeometryCache:
    """What the last call has measured, so that dragging one region measures one region.

    :param solids: key of a region, or its outline, to what measures it
    :param lines: key of a region of cord or CSF to the points that show its course
    :param spine: the axis, and the keys and places it was fitted to
    :param scale: the levels along that axis, what is wrong with them, and what they rest on
    :param stretch: where along that axis the case shows a spine, and what that rests on
    :param sizes: key of a lesion, or its outline, to its size along that axis
    :param spans: key of a region, or its outline, to its ends along that axis
    :param lesions: what a lesion was described from to its description, and what to warn of
    """

    solids: dict[Hashable, Solid | PointCloud] = field(default_factory=dict)
    lines: dict[Hashable, np.ndarray] = field(default_factory=dict)
    spine: tuple[tuple, Spine] | None = None
    scale: tuple[tuple, LevelScale, tuple[str, ...]] | None = None
    stretch: tuple[tuple, tuple[float, float] | None] | None = None
    sizes: dict[Hashable, Size] = field(default_factory=dict)
    spans: dict[Hashable, tuple[float, float]] = field(default_factory=dict)
    lesions: dict[tuple, tuple[LesionGeometry, str]] = field(default_factory=dict)


def lesionGeometry(case: Case, cache: GeometryCache | None = None) -> CaseGeometry:
    """Measure the lesions of a case along its spine.

    :param case: its regions and vertebrae
    :param cache: keeps what was measured between calls; only what is still in the case stays in it
    :return: the geometry; what keeps a part of it from being known is among its warnings
    :raises ValueError: a role is unknown
    """
    cache = cache if cache is not None else GeometryCache()
    regions = [region for region in case.regions if region.shape is not None]
    sizedBy = {region.key: _sizedBy(region) for region in regions if regionRole(region.role).isLesion}
    shapes = {region.key: region.shape for region in regions} | {
        outline: outline for outline in sizedBy.values() if isinstance(outline, Shape)}
    cache.solids = {key: cache.solids.get(key) or solid(shape) for key, shape in shapes.items()}
    spine = _spine(case.vertebrae, regions, cache)
    _measure(regions, sizedBy, spine, cache)
    _key, scale, warnings = cache.scale = _scale(case, regions, spine, cache)
    _key, stretch = cache.stretch = _stretch(case, regions, spine, cache)
    levels = {region.key: region.level or scale.span(*cache.spans[sizedBy.get(region.key, region.key)])
              for region in regions}
    hasCord = any(region.role == "cord" for region in regions)
    measured = {}
    for region in regions:
        if region.key in sizedBy:
            own = sizedBy[region.key]
            given = region, levels[region.key], cache.sizes[own], spine, hasCord, own is region.outline
            measured[given] = cache.lesions.get(given) or _lesion(cache.solids[own], *given)
    cache.lesions = measured
    lesions = [lesion for lesion, _distance in measured.values()]
    positions = {region.key: cache.spans[region.key] for region in regions}
    return CaseGeometry(tuple(lesions), _groups(lesions), positions, levels, spine.description,
                        (*warnings, *(distance for _entry, distance in measured.values() if distance)),
                        spine, scale,
                        any(isAtSpine(lesion.lesion, lesion.size, stretch) for lesion in lesions))


def _sizedBy(region: Region) -> Hashable:
    """Return the outline of a lesion if the middle of its region lies where that is, else the key of the region."""
    outline = region.outline
    if outline is None:
        return region.key
    low, high = outline.bounds
    middle = region.shape.bounds.mean(axis=0)
    return outline if (low <= middle).all() and (middle <= high).all() else region.key


def _lesion(body: Solid | PointCloud, region: Region, level: LevelSpan, size: Size, spine: Spine, hasCord: bool,
            isOutlinedApart: bool) -> tuple[LesionGeometry, str]:
    """Return size and place of a lesion, and what to warn of, "" for nothing."""
    position = size.positionToCord(spine) if hasCord else Position.UNKNOWN
    far, distance = _farFromSpine(region.role, size, spine, hasCord), ""
    if far:
        end = "cord" if region.role == _EPIDURAL and hasCord else "axis of the spine"
        distance = (f"{region.name}: its region lies {far:.0f} mm from the {end}, too far for its role "
                    f"({regionRole(region.role).title}); place and number are taken without it.")
    elif region.outline is not None and not isOutlinedApart:
        distance = f"{region.name}: its region does not lie within its outline, which is not used."
    return LesionGeometry(region, level, body.volume, tuple(body.center.tolist()), size,
                          size.side if spine.isKnown else Side.UNKNOWN, position, far,
                          region.isOutline or isOutlinedApart), distance


def _farFromSpine(role: str, size: Size, spine: Spine, hasCord: bool) -> float:
    """Return how far a lesion is from the spine, or an epidural one from the cord, if too far for its role; else 0."""
    if not spine.isKnown or role not in _FARTHEST:
        return 0.0
    toCord = role == _EPIDURAL and hasCord and spine.cord is not None
    right, anterior = spine.cord if toCord else (0.0, 0.0)
    farthest = _FARTHEST[_EPIDURAL if toCord else _PARAVERTEBRAL]
    distance = hypot(size.right - right, size.anterior - anterior) - size.thickness / 2
    return distance if distance > farthest else 0.0


def spineOf(regions: Sequence[Region], vertebrae: Mapping[str, tuple[float, float, float]]) -> Spine:
    """Return the axis of the spine that regions and vertebrae show.

    :param vertebrae: vertebral level to the center of its body in RAS mm
    """
    usable = [region for region in regions if region.shape is not None]
    cache = GeometryCache({region.key: solid(region.shape) for region in usable})
    return _spine(vertebrae, usable, cache)


def nearestReferences(lesion: Region, references: Sequence[Region],
                      positions: Mapping[Hashable, tuple[float, float]]) -> list[Region]:
    """Return the reference regions at the level nearest to a lesion along the spine.

    Levels count from the center of a reference to the nearest end of the lesion; a reference beside the lesion is at
    its level. References up to 6 mm farther than the nearest one are at that level too, such as the muscles of both
    sides. ``sct_extract_metric -norm-method sbs`` does so slice by slice (Spinal Cord Toolbox).

    :param positions: CaseGeometry.positions
    :return: those of the references, in their order; all of them when the lesion has no position, or none of them has
    """
    if lesion.key not in positions:
        return list(references)
    low, high = positions[lesion.key]
    distances = {}
    for region in references:
        if region.key in positions:
            center = sum(positions[region.key]) / 2
            # A reference that is longer than the lesion, such as the whole cord, is beside it.
            reaches = positions[region.key][0] <= low and positions[region.key][1] >= high
            distances[region.key] = 0.0 if reaches else max(low - center, center - high, 0.0)
    if not distances:
        return list(references)
    nearest = min(distances.values())
    return [region for region in references if distances.get(region.key, np.inf) <= nearest + _SAME_LEVEL]


def _spine(vertebrae: Mapping[str, tuple[float, float, float]], regions: Sequence[Region],
           cache: GeometryCache) -> Spine:
    """Return the axis through vertebrae, marrow and discs, and the cord, or CSF where there is no cord."""
    bodies = [region.key for region in regions if region.role in ("marrow", "disc")]
    cord = ([region.key for region in regions if region.role == "cord"]
            or [region.key for region in regions if region.role == "csf"])
    cache.lines = {key: cache.lines[key] if key in cache.lines else cache.solids[key].line() for key in cord}
    key = tuple(bodies), tuple(cord), tuple(vertebrae.items())
    if cache.spine is None or cache.spine[0] != key:
        centers = [*vertebrae.values(), *(cache.solids[key].center for key in bodies)]
        lines = [cache.lines[key] for key in cord]
        cache.spine = key, fitSpine(np.reshape(centers, (-1, 3)), np.concatenate(lines) if lines else np.empty((0, 3)))
        cache.sizes, cache.spans = {}, {}
    return cache.spine[1]


def _measure(regions: Sequence[Region], sizedBy: Mapping[Hashable, Hashable], spine: Spine,
             cache: GeometryCache) -> None:
    """Bring sizes and spans up to date.

    :param sizedBy: key of a lesion to its outline, or to its key, by which it is sized
    """
    # A region keeps its key when it is made a lesion.
    sized = set(sizedBy.values())
    missing = list(dict.fromkeys([*(region.key for region in regions if region.key not in cache.spans),
                                  *(key for key in sizedBy.values() if key not in cache.sizes)]))
    for key, place in zip(missing, places(spine, [cache.solids[key].center for key in missing])):
        body = cache.solids[key]
        if key in sized:
            size = cache.sizes[key] = body.size(place)
            cache.spans[key] = size.low, size.high
        else:
            cache.spans[key] = body.span(place)
    cache.sizes = {key: size for key, size in cache.sizes.items() if key in cache.solids}
    cache.spans = {key: span for key, span in cache.spans.items() if key in cache.solids}


def _scale(case: Case, regions: Sequence[Region], spine: Spine,
           cache: GeometryCache) -> tuple[tuple, LevelScale, tuple[str, ...]]:
    """Return the levels along the spine and what is wrong with them, after what they rest on."""
    named = {region.level.single: region.key for region in regions if region.role == "marrow" and region.level.single}
    key = cache.spine[0], tuple(named.items())
    if cache.scale is not None and cache.scale[0] == key:
        return cache.scale
    centers = {**{level: cache.solids[key].center for level, key in named.items()}, **case.vertebrae}
    along = spine.coordinates(np.reshape(list(centers.values()), (-1, 3)))[:, 2]
    try:
        return key, LevelScale(dict(zip(centers, along.tolist()))), ()
    except ValueError as error:
        return key, LevelScale({}), (f"Vertebral levels are not used: {error}. Check the names of the segments and the "
                                     "levels of the marrow regions.",)


def _stretch(case: Case, regions: Sequence[Region], spine: Spine,
             cache: GeometryCache) -> tuple[tuple, tuple[float, float] | None]:
    """Return from where to where along the axis the case shows a spine, None for nowhere, after what that rests on."""
    own = tuple(region.key for region in regions if showsSpine(region))
    key = cache.spine[0], own
    if cache.stretch is not None and cache.stretch[0] == key:
        return cache.stretch
    along = spine.coordinates(np.reshape(list(case.vertebrae.values()), (-1, 3)))[:, 2].tolist()
    along += [end for region in own for end in cache.spans[region]]
    return key, (min(along), max(along)) if along else None


def _groups(lesions: Sequence[LesionGeometry]) -> tuple[LesionGroup, ...]:
    groups = []
    for role in REGION_ROLES:
        own = [lesion for lesion in lesions if lesion.lesion.role == role.name]
        if not own:
            continue
        lateral = [lesion for lesion in own if lesion.side in (Side.LEFT, Side.RIGHT, Side.BOTH)
                   and not lesion.farFromSpine]
        sides = {lesion.side for lesion in lateral}
        isBilateral = Side.BOTH in sides or {Side.LEFT, Side.RIGHT} <= sides
        left = sum(lesion.volume * lesion.size.leftFraction for lesion in lateral)
        right = sum(lesion.volume * (1 - lesion.size.leftFraction) for lesion in lateral)
        groups.append(LesionGroup(role.name, len(own), sum(lesion.volume for lesion in own), isBilateral,
                                  min(left, right) / max(left, right) if isBilateral else nan))
    return tuple(groups)
