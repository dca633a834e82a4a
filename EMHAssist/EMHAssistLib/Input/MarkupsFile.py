"""Markups files as Slicer and scripts write them: one ROI or closed curve of them as a node.

Read here rather than by MRML, which takes a ROI without control points for one that is not placed, puts one without a
center at the origin, draws a curve through the points that happen to be defined, and converts no units, all in silence.
Format: markups-schema-v1.0.3.json in Slicer's Markups module.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from unicodedata import normalize

import numpy as np
import vtk

from ..Consistency.LengthUnits import millimeters
from ..Scene.Regions import RegionSource
from ..Scene.RoiNodes import setRoi

_TYPES = ("ROI", "ClosedCurve")
_TO_RAS = {"RAS": np.eye(3), "LPS": np.diag([-1.0, -1.0, 1.0])}
# What a ROI says twice is the same within this; Slicer writes as many digits as there are.
_SAME_PLACE = 0.01  # mm
_FEWEST_POINTS = 3


def readMarkup(scene, path: Path, part: str, name: str) -> RegionSource:
    """Read a Markups ROI or closed curve into a scene.

    :param part: name or number, from 1, of the markup; "" for the only one
    :param name: what to call the region
    :return: the region, without a role
    :raises ValueError: the file is of another kind or does not hold it, or it is not complete; says why
    """
    markup = _chosen(_markups(path), part)
    kind = markup.get("type")
    if kind not in _TYPES:
        raise ValueError(f"is a {kind}, which encloses no volume; give a Markups ROI or closed curve")
    toRas = _TO_RAS.get(markup.get("coordinateSystem", "LPS"))
    if toRas is None:
        raise ValueError(f"its coordinateSystem is '{markup['coordinateSystem']}'; it has to be LPS or RAS")
    toRas = toRas * _unit(markup.get("coordinateUnits", "mm"))
    node = _roi(scene, markup, toRas) if kind == "ROI" else _curve(scene, markup, toRas)
    # Only now: while points are added, a percent sign in the name would be taken for a format.
    node.SetName(name)
    return RegionSource(node)


def _markups(path: Path) -> list[Mapping]:
    try:
        markups = json.loads(path.read_text(encoding="utf-8-sig"))["markups"]
        if not isinstance(markups, list) or not all(isinstance(markup, dict) for markup in markups):
            raise TypeError("'markups' is no list of objects")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"is not a markups file ({error}); save the region from Slicer as .mrk.json") from error
    if not markups:
        raise ValueError("holds nothing; give a file with a Markups ROI or closed curve")
    return markups


def _chosen(markups: Sequence[Mapping], part: str) -> Mapping:
    if not part and len(markups) == 1:
        return markups[0]
    there = "; ".join(f"{number} '{markup.get('name', '')}' ({markup.get('type')})"
                      for number, markup in enumerate(markups, 1))
    if not part:
        raise ValueError(f"holds {len(markups)} markups; say which one, as FILE:NAME or FILE:NUMBER; there are: "
                         f"{there}")
    found = [markup for markup in markups if normalize("NFC", str(markup.get("name", ""))) == normalize("NFC", part)]
    if len(found) > 1:
        raise ValueError(f"holds {len(found)} markups of the name '{part}'; say which one, as FILE:NUMBER; there are: "
                         f"{there}")
    if not found and part.isascii() and part.isdigit() and 0 < int(part) <= len(markups):
        found = [markups[int(part) - 1]]
    if not found:
        raise ValueError(f"there is no markup '{part}'; there are: {there}")
    return found[0]


def _unit(stated) -> float:
    """Return how many millimeters the unit of a markup is: a UCUM symbol, or a code with its scheme and meaning."""
    try:
        symbol, coded = (stated, []) if isinstance(stated, str) else (stated[0], stated[1:])
        if coded and coded[0] != "UCUM" and {*coded} != {symbol}:
            raise ValueError(f"its unit of length is '{symbol}' of {coded[0]}, not of UCUM; give it in mm")
        return millimeters(symbol)
    except (TypeError, AttributeError, IndexError):
        raise ValueError(f"its coordinateUnits are {json.dumps(stated)[:60]}; give it in mm") from None


def _numbers(markup: Mapping, key: str, count: int) -> np.ndarray:
    """Return the numbers of a property of a markup.

    :raises ValueError: they are not so many finite numbers
    """
    value = markup[key]
    isNumbers = isinstance(value, list) and all(type(number) in (int, float) for number in value)
    if not isNumbers or len(value) != count or not np.isfinite(np.array(value, dtype=np.float64)).all():
        raise ValueError(f"its {key} is {json.dumps(value)[:60]}, which is not {count} finite numbers; place it again")
    return np.array(value, dtype=np.float64)


def _points(markup: Mapping, toRas: np.ndarray) -> np.ndarray:
    """Return the (N, 3) control points in RAS mm.

    :raises ValueError: one of them is not placed, or is no point
    """
    points = markup.get("controlPoints") or []
    if not isinstance(points, list) or not all(isinstance(point, dict) for point in points):
        raise ValueError("its controlPoints are no list of points; save it from Slicer again")
    found = []
    for number, point in enumerate(points, 1):
        status = point.get("positionStatus", "defined")
        if status != "defined" or point.get("position") is None:
            what = "without a position" if status == "defined" else f"'{status}'"
            raise ValueError(f"its control point {number} of {len(points)} is {what}, so it is not wholly placed; "
                             "place it or delete it")
        found.append(toRas @ _numbers(point, "position", 3))
    return np.reshape(found, (-1, 3))


def _roi(scene, markup: Mapping, toRas: np.ndarray):
    points = _points(markup, toRas)
    axes = _axes(markup, toRas)
    bounds = None
    if markup.get("roiType", "Box") == "BoundingBox" and len(points):
        along = points @ axes
        bounds = axes @ (along.min(axis=0) + along.max(axis=0)) / 2, np.ptp(along, axis=0)
    elif len(points) == 1:
        bounds = points[0], None
    size = _numbers(markup, "size", 3) * abs(toRas[0, 0]) if "size" in markup else bounds and bounds[1]
    center = toRas @ _numbers(markup, "center", 3) if "center" in markup else bounds and bounds[0]
    for missing, value in (("size", size), ("center", center)):
        if value is None:
            raise ValueError(f"the ROI has no {missing} and no control point that tells it; place it again")
    if not (size > 0).all():
        raise ValueError("the ROI is flat: its size is {:g} x {:g} x {:g} mm; give it a volume".format(*size))
    for what, own, other in zip(("center", "size"), (center, size), bounds or ()):
        if other is not None and np.abs(own - other).max() > _SAME_PLACE:
            apart = np.abs(own - other).max()
            raise ValueError(f"its {what} and its control points contradict each other by {apart:.3g} mm; place it "
                             "again")
    node = scene.AddNewNodeByClass("vtkMRMLMarkupsROINode")
    setRoi(node, center, size, axes)
    return node


def _axes(markup: Mapping, toRas: np.ndarray) -> np.ndarray:
    """Return the (3, 3) directions of the axes of a ROI in RAS as columns."""
    if "orientation" not in markup:
        return np.eye(3)
    axes = np.sign(toRas) @ _numbers(markup, "orientation", 9).reshape(3, 3)
    if not np.allclose(axes.T @ axes, np.eye(3), rtol=0, atol=1e-3):
        raise ValueError("its orientation is not three directions perpendicular to each other; place it again")
    return axes


def _curve(scene, markup: Mapping, toRas: np.ndarray):
    points = _points(markup, toRas)
    if len(points) < _FEWEST_POINTS:
        raise ValueError(f"the curve has too few control points ({len(points)}); place at least three")
    node = scene.AddNewNodeByClass("vtkMRMLMarkupsClosedCurveNode")
    for point in points:
        node.AddControlPoint(vtk.vtkVector3d(*point))
    return node
