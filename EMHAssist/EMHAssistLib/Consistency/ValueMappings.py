"""How the stored values of a DICOM series become the values that are measured: one line for each of its frames.

Headers tell of it in up to three places: the rescaling (Modality LUT), the real-world value mapping, and in MR of
Philips a scale in a private element. Within a series they are held against each other.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, isnan, nan
from typing import Any

from ..Comparability import Consequence, Objection
from .FrameValue import EXPORT_AGAIN, frameValue

# Relative difference of slopes that is taken for rounding: a thousandth changes nothing that is claimed.
_ROUNDING = 1e-3
# One of the two numbers of a rescaling is missing and taken as if it did nothing. Assumed, as SD of a log ratio.
_HALF_A_RESCALING = 0.1
# What UCUM codes make of an apparent diffusion coefficient in 10-6 mm2/s.
_DIFFUSION = {"mm2/s": 1e6, "um2/s": 1.0, "10-6mm2/s": 1.0, "10*-6.mm2/s": 1.0, "10*-6mm2/s": 1.0, "10-3mm2/s": 1e3,
              "10*-3.mm2/s": 1e3, "10*-3mm2/s": 1e3}
_HOUNSFIELD = "[hnsf'U]"
# Philips MR Imaging DD 001: scale slope, and the sequence that holds it in enhanced images.
_PHILIPS, _SCALE_SLOPE, _PHILIPS_FRAME = "Philips MR Imaging DD 001", 0x0E, (0x2005, 0x140F)

Line = tuple[float, float]
_IDENTITY: Line = (1.0, 0.0)


@dataclass(frozen=True)
class Frame:
    """One frame of a series.

    :param name: of its file
    :param data: pydicom.Dataset of the file
    :param item: its item of PerFrameFunctionalGroupsSequence, None for a single-frame image
    """

    name: str
    data: Any
    item: Any = None


@dataclass(frozen=True)
class ValueMappings:
    """What makes values of stored values.

    :param lines: slope and intercept for each frame
    :param objections: what the headers contradict
    :param units: of the values where a real-world value mapping gives them, as RescaleType has them; "" else
    """

    lines: tuple[Line, ...]
    objections: tuple[Objection, ...] = ()
    units: str = ""


def framesOf(name: str, data) -> list[Frame]:
    """Return all frames of a file."""
    items = data.get("PerFrameFunctionalGroupsSequence")
    return [Frame(name, data, item) for item in items] if items else [Frame(name, data)]


def valueMappings(frames: Sequence[Frame]) -> ValueMappings:
    """Return how stored values become values.

    What the rescaling says holds. A real-world value mapping is applied where there is none (a slope of 1 and an
    intercept of 0 is none), the scale of Philips where it makes the values of slices alike (Chenevert et al., Transl
    Oncol 2014;7:65-71).

    :param frames: of one series
    :raises ValueError: it cannot be told, or differs between frames where it must not
    """
    rescales = [_rescale(frame) for frame in frames]
    _checkAlike(frames, rescales)
    lines = [_line(frame, rescale) for frame, rescale in zip(frames, rescales)]
    objections = []
    halves = [frame.name for frame, rescale in zip(frames, rescales) if rescale.count(None) == 1]
    if halves:
        objections.append(Objection(
            "rescale", f"the header of {halves[0]} has only one of RescaleSlope and RescaleIntercept; taken as if the "
            "other did nothing", Consequence.DOUBTFUL, _HALF_A_RESCALING))
    real = [_realWorld(frame) for frame in frames]
    isCt = frames[0].data.get("Modality") == "CT"
    if isCt and not any(real) and all(rescale == (None, None) for rescale in rescales):
        objections.append(Objection(
            "rescale", f"the header of {frames[0].name} has neither RescaleSlope nor RescaleIntercept, which every CT "
            "has: its values may be no Hounsfield units", Consequence.DOUBTFUL))
    isRescaled = any(line != _IDENTITY for line in lines)
    if any(real):
        mapped = _realWorldLines(frames, lines, real, isRescaled)
        if not isRescaled and mapped is not None:
            return ValueMappings(*_inUnits(frames, mapped), units=_units(frames[0], mapped[0]))
        objections += _otherZero(frames, lines, mapped)
    scales = [_philipsScale(frame) for frame in frames]
    products = [line[0] * scale for line, scale in zip(lines, scales)]
    if all(isfinite(product) and product for product in products) and not _areAlike(products):
        lines = [(slope / product, intercept / product) for (slope, intercept), product in zip(lines, products)]
        objections.append(Objection(
            "scale_slope", "slices have different scales in a private element of Philips (2005,100E); values were "
            "divided by them", Consequence.FINE))
    return ValueMappings(tuple(lines), tuple(objections))


def _rescale(frame: Frame) -> tuple[float | None, float | None]:
    """Return slope and intercept, None for those that the header does not have."""
    found = []
    for keyword in ("RescaleSlope", "RescaleIntercept"):
        value = frameValue(frame.data, frame.item, "PixelValueTransformationSequence", keyword)
        if value is None and frame.item is not None:
            value = frame.data.get(keyword)
        found.append(None if value is None or str(value).strip() == "" else _number(frame, keyword, value))
    return found[0], found[1]


def _number(frame: Frame, keyword: str, value) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{frame.name} is damaged: its {keyword} is '{value}', which is no number; copy or export it "
                         "again") from None


def _checkAlike(frames: Sequence[Frame], rescales: Sequence[tuple[float | None, float | None]]) -> None:
    """Refuse frames that do not belong to one scale."""
    types = {str(kind).strip().upper(): frame.name for frame in frames
             if (kind := frameValue(frame.data, frame.item, "PixelValueTransformationSequence", "RescaleType"))}
    if len(types) > 1:
        raise ValueError(f"its slices have values of different kinds (RescaleType {' and '.join(sorted(types))}, such "
                         f"as in {next(iter(types.values()))}); give those of one kind")
    without = [frame.name for frame, rescale in zip(frames, rescales) if rescale == (None, None)]
    isOther = any(rescale not in ((None, None), _IDENTITY) for rescale in rescales)
    if without and isOther:
        raise ValueError(f"{without[0]} has no RescaleSlope, and other slices have one: their values are not on one "
                         f"scale; {EXPORT_AGAIN}")


def _line(frame: Frame, rescale: tuple[float | None, float | None]) -> Line:
    slope, intercept = 1.0 if rescale[0] is None else rescale[0], 0.0 if rescale[1] is None else rescale[1]
    return _checked(frame, slope, intercept, "RescaleSlope", "RescaleIntercept")


def _checked(frame: Frame, slope: float, intercept: float, *keywords: str) -> Line:
    if not isfinite(slope) or not isfinite(intercept) or slope == 0:
        raise ValueError(f"{frame.name} has {keywords[0]} {slope:g} and {keywords[1]} {intercept:g}, which make no "
                         f"values; {EXPORT_AGAIN}")
    return slope, intercept


def _realWorld(frame: Frame) -> list:
    """Return the items of the real-world value mapping of a frame."""
    keyword = "RealWorldValueMappingSequence"
    places = (frame.item, *(frame.data.get("SharedFunctionalGroupsSequence") or ())) if frame.item is not None else ()
    return next((list(found) for place in (*places, frame.data) if (found := place.get(keyword))), [])


def _realWorldLines(frames: Sequence[Frame], lines: Sequence[Line], real: Sequence[list],
                    isRescaled: bool) -> list[Line] | None:
    """Return the lines of the real-world value mappings; None where they say nothing that could be used, nor that
    contradicts.

    :raises ValueError: slices differ by it, and not by the rescaling
    """
    mapped = [[_checked(frame, _number(frame, "RealWorldValueSlope", item.RealWorldValueSlope),
                        _number(frame, "RealWorldValueIntercept", item.get("RealWorldValueIntercept") or 0),
                        "RealWorldValueSlope", "RealWorldValueIntercept")
               for item in items if item.get("RealWorldValueSlope") is not None]
              for frame, items in zip(frames, real)]
    if all(len(one) == len(items) == 1 for one, items in zip(mapped, real)):
        chosen = [one[0] for one in mapped]
        if not isRescaled:
            return chosen
        slopes = [own[0] / line[0] for own, line in zip(chosen, lines)]
        zeros = [own[1] - line[1] * slope for own, line, slope in zip(chosen, lines, slopes)]
        if _areAlike(slopes) and _areAlike(zeros):
            return chosen
    elif (isRescaled and not all(real)) or all(one == mapped[0] and len(one) == len(items)
                                               for one, items in zip(mapped, real)):
        return None
    raise ValueError("the real-world value mapping (RealWorldValueMappingSequence) differs between its slices and does "
                     f"not fit their rescaling, so that their values are not on one scale; {EXPORT_AGAIN}")


def _otherZero(frames: Sequence[Frame], lines: Sequence[Line], mapped: Sequence[Line] | None) -> list[Objection]:
    """Object to a real-world value of MR whose zero is another than that of the rescaled values."""
    if mapped is None or str(frames[0].data.get("Modality")) != "MR":
        return []
    (slope, intercept), (ownSlope, ownIntercept) = lines[0], mapped[0]
    # Stored values that stand for zero.
    zero, own = 0.0 - intercept / slope, 0.0 - ownIntercept / ownSlope
    if abs(zero - own) <= max(1.0, _ROUNDING * max(abs(zero), abs(own))):
        return []
    return [Objection("real_world_values", "the header gives two zeros of signal: by the rescaling it is the stored "
                      f"value {zero:.4g}, by the real-world value mapping {own:.4g}; without a true zero a ratio means "
                      "nothing", Consequence.REFUSED)]


def _unitCode(frame: Frame) -> str:
    for item in _realWorld(frame):
        for code in item.get("MeasurementUnitsCodeSequence") or ():
            return str(code.get("CodeValue") or "").strip()
    return ""


def _inUnits(frames: Sequence[Frame], mapped: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Objection, ...]]:
    """Return lines that give diffusion in 10-6 mm2/s, others as they are."""
    codes = {_unitCode(frame): frame.name for frame in frames}
    if len(codes) > 1:
        raise ValueError(f"its slices have real-world values in different units ({', '.join(sorted(codes))}, such as "
                         f"in {next(iter(codes.values()))}); give those of one kind")
    factor = _DIFFUSION.get(next(iter(codes)), 1.0)
    return tuple((slope * factor, intercept * factor) for slope, intercept in mapped), ()


def _units(frame: Frame, line: Line) -> str:
    code = _unitCode(frame)
    if code == _HOUNSFIELD:
        return "HU"
    return "" if code in ("1", "") or code.startswith("{") or code in _DIFFUSION or line == _IDENTITY else code


def _philipsScale(frame: Frame) -> float:
    """Return the scale slope that Philips keeps in a private element, NaN where there is none."""
    places = [frame.data]
    if frame.item is not None:
        inner = frame.item.get(_PHILIPS_FRAME)
        places = [*(inner.value if inner is not None and inner.VR == "SQ" else ()), frame.data]
    for place in places:
        try:
            value = place.private_block(0x2005, _PHILIPS)[_SCALE_SLOPE].value
        except KeyError:
            continue
        if isinstance(value, bytes):
            value = struct.unpack("<f", value[:4])[0] if len(value) >= 4 else nan
        scale = nan if value is None else float(value)
        if not isnan(scale):
            return scale
    return nan


def _areAlike(numbers: Sequence[float]) -> bool:
    return max(numbers) - min(numbers) <= _ROUNDING * max(abs(max(numbers)), abs(min(numbers)), 1e-30)
