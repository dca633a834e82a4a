"""What headers say of the distance, the number and the order of slices, held against their positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite, nan

import numpy as np

from ..Comparability import Consequence, Objection
from .DicomSlice import Slice, numbersOf

# Relative difference of two distances of slices that is taken for rounding, and of a distance from its whole multiple.
_SAME, _MULTIPLE = 0.05, 0.05
# What it may shift the logarithm of a ratio, as SD, where slices may be missing or may belong to several images:
# part of the region is then not measured, or not where it is taken to be. Assumed.
_SLICES_IN_DOUBT = 0.10
# Slices with gaps of nearly their thickness between them.
_LARGE_GAP = 1.9
# More slices than this part out of order are another order.
_FEW_ASTRAY = 0.25

_THICKNESS = ("SliceThickness", ("PixelMeasuresSequence", "SliceThickness"))
_SPACING = ("SpacingBetweenSlices", ("PixelMeasuresSequence", "SpacingBetweenSlices"))
_NUMBER = ("InstanceNumber", ("FrameContentSequence", "InStackPositionNumber"))
# How many slices there are, where a header says it: of emission tomography (PS3.3 C.8.9.4) and CT, and private ones of
# Philips and GE with their creator.
_COUNTS = ("NumberOfSlices", "ImagesInAcquisition")
_PRIVATE_COUNTS = ((0x2001, "Philips Imaging DD 001", 0x18), (0x0021, "GEMS_RELA_01", 0x4F))


def claimedExtent(item: Slice) -> float:
    """Return how far a slice that stands alone extends along its normal, mm.

    :raises ValueError: its header does not say
    """
    for value in (item.number(*_THICKNESS), abs(item.number(*_SPACING))):
        if value > 0:
            return value
    raise ValueError(f"the series is one slice ({item.path.name}) and its header does not say how thick it is "
                     "(SliceThickness); give the whole series")


def objectionsToStack(slices: Sequence[Slice], distance: float, step: float) -> Iterator[Objection]:
    """Yield what the headers of a regular stack contradict.

    :param slices: in order along their normal
    :param distance: of the slices along their normal, mm; for one slice its extent
    :param step: length of the way from the first pixel of one slice to that of the next, mm; more than the distance
        where the gantry was tilted
    :raises ValueError: slices are missing, by what two parts of the headers say
    """
    _checkParts(slices)
    thickness = _common(slices, _THICKNESS)
    if len(slices) == 1:
        yield Objection("single_slice", f"it is one slice; its extent of {distance:g} mm is what the header tells, and "
                        "what a region holds beyond it is not measured; if the series has more, give all of it",
                        Consequence.FINE)
        return
    # Negative in files of emission tomography and of some other scanners: the direction of the order.
    claims = [("SpacingBetweenSlices", abs(_common(slices, _SPACING))), ("SliceLocation", _locationStep(slices))]
    claims = [(name, value) for name, value in claims if value > 0]
    wrong = [(name, value) for name, value in claims
             if not (_isClose(value, distance) or _isClose(value, step) or _isGap(value, thickness, distance))]
    if len(slices) == 2 and not wrong:
        yield from _twoSlices(distance, thickness, bool(claims))
    yield from _wrongDistances(slices, distance, thickness, wrong)
    if not claims:
        yield from _gaps(slices, distance, thickness)
    yield from _order(slices)
    yield from _numberOrder(slices)
    yield from _number(slices)


def _checkParts(slices: Sequence[Slice]) -> None:
    """Refuse an image in several files (a concatenation, PS3.3 C.7.6.16.2.2.4) one of which is not there."""
    there = {int(number) for number in numbersOf(slices, "InConcatenationNumber") if isfinite(number)}
    total = slices[0].number("InConcatenationTotalNumber")
    missing = set(range(1, int(total if isfinite(total) else max(there, default=0)) + 1)) - there
    if there and missing:
        raise ValueError(f"part {', '.join(map(str, sorted(missing)))} of the image is missing, which is stored in "
                         f"several files such as {slices[0].path.name} (InConcatenationNumber); give all of them")


def _twoSlices(distance: float, thickness: float, isConfirmed: bool) -> Iterator[Objection]:
    # A gap of up to the thickness itself is common; more is a slice that may be missing.
    if isConfirmed or 0.5 * thickness <= distance <= 1.5 * thickness:
        yield Objection("two_slices", f"it is two slices, {distance:g} mm apart as far as the header tells",
                        Consequence.FINE)
    else:
        yield Objection("two_slices", f"it is two slices {distance:g} mm apart, and nothing in the header confirms "
                        "that none is missing between them; give the whole series", Consequence.DOUBTFUL,
                        _SLICES_IN_DOUBT)


def _wrongDistances(slices: Sequence[Slice], distance: float, thickness: float,
                    wrong: Sequence[tuple[str, float]]) -> Iterator[Objection]:
    """Yield what speaks for other distances than those of the positions."""
    apart = f"its slices lie {distance:g} mm apart by their positions"
    numbered = _numberStep(slices)
    for name, value in wrong:
        times, parts = _multiple(distance, value), _multiple(value, distance)
        if times >= 2 and times == numbered:
            raise ValueError(f"slices are missing: they lie {distance:g} mm apart, {name} says {value:g} mm, and their "
                             f"numbers go in steps of {numbered} ({slices[0].path.name} to {slices[-1].path.name}); "
                             "export the whole series again")
        if times >= 2:
            yield Objection("slices_missing", f"{apart} and {name} says {value:g} mm: {times - 1} of {times} slices "
                            "may be missing; export the whole series again", Consequence.DOUBTFUL, _SLICES_IN_DOUBT)
        elif parts >= 2:
            yield Objection("slices_of_several_images", f"{apart} and {name} says {value:g} mm: {parts} images may be "
                            "mixed in it; give each as a series of its own", Consequence.DOUBTFUL, _SLICES_IN_DOUBT)
        else:
            yield Objection("slice_distance", f"{apart} and {name} says {value:g} mm; the positions are used",
                            Consequence.FINE)
        return
    if thickness > 0 and _isEverySecondNumber(slices, distance, thickness):
        yield Objection("slices_missing", f"{apart}, {numbered} times their SliceThickness, and their numbers go in "
                        f"steps of {numbered}: slices may be missing; export the whole series again",
                        Consequence.DOUBTFUL, _SLICES_IN_DOUBT)


def _gaps(slices: Sequence[Slice], distance: float, thickness: float) -> Iterator[Objection]:
    """Yield where the gaps between slices are as thick as these, and nothing in the headers tells of their distance."""
    if len(slices) > 2 and distance >= _LARGE_GAP * thickness > 0 and not _isEverySecondNumber(slices, distance,
                                                                                               thickness):
        yield Objection("slice_gaps", f"its slices are {thickness:g} mm thick and lie {distance:g} mm apart: what lies "
                        f"in the gaps between them is not measured, and slices may be missing", Consequence.FINE)


def _isEverySecondNumber(slices: Sequence[Slice], distance: float, thickness: float) -> bool:
    """Tell whether the numbers say what the gaps do, that slices may be missing."""
    return _numberStep(slices) >= 2 and _multiple(distance, thickness) == _numberStep(slices)


def _numberOrder(slices: Sequence[Slice]) -> Iterator[Objection]:
    """Yield where the numbers of a few slices are in another order than their positions: positions or numbers have been
    exchanged. Whole series are numbered in the order of acquisition, too."""
    numbers = np.array(numbersOf(slices, *_NUMBER))
    if len(slices) < 4 or not np.isfinite(numbers).all() or len(np.unique(numbers)) < len(numbers):
        return
    ranks = np.argsort(np.argsort(numbers))
    if ranks[0] > ranks[-1]:
        ranks = len(ranks) - 1 - ranks
    astray = np.flatnonzero(ranks != np.arange(len(ranks)))
    if 0 < len(astray) <= _FEW_ASTRAY * len(ranks) or len(astray) == 2:
        names = " and ".join(slices[index].path.name for index in astray[:2])
        yield Objection("number_order", f"the numbers of {len(astray)} slices, such as {names}, are in another order "
                        "than their positions (InstanceNumber, ImagePositionPatient): one of the two may be wrong; "
                        "check where the slices lie", Consequence.DOUBTFUL, _SLICES_IN_DOUBT)


def _order(slices: Sequence[Slice]) -> Iterator[Objection]:
    """Yield where SliceLocation puts slices in another order than their positions."""
    locations = np.array(numbersOf(slices, "SliceLocation"))
    if not np.isfinite(locations).all() or len(np.unique(locations)) < len(locations):
        return
    steps = np.diff(locations)
    against = np.sign(steps) != np.sign(np.sum(np.sign(steps)) or 1)
    if against.any():
        place = int(against.argmax())
        yield Objection("slice_order", f"{slices[place].path.name} and {slices[place + 1].path.name} follow each "
                        "other in one order by their positions and in the other by SliceLocation; export the series "
                        "again", Consequence.DOUBTFUL, _SLICES_IN_DOUBT)


def _number(slices: Sequence[Slice]) -> Iterator[Objection]:
    """Yield where a header tells of more slices than there are, and not of those of several images."""
    for name, count in _counts(slices):
        if count > len(slices) and count % len(slices):
            yield Objection("slice_count", f"its header tells of {count:g} slices ({name}) and there are "
                            f"{len(slices)}: slices may be missing at an end", Consequence.FINE)
            return


def _counts(slices: Sequence[Slice]) -> Iterator[tuple[str, float]]:
    item = slices[0]
    if item.groups is not None:
        # Of an enhanced image all frames are in the file.
        return
    for keyword in _COUNTS:
        count = item.number(keyword)
        if count > 0:
            yield keyword, count
    for where in _PRIVATE_COUNTS:
        count = item.privateNumber(*where)
        if isfinite(count) and count > 0:
            yield f"private element of {where[1]}", count


def _common(slices: Sequence[Slice], where: tuple) -> float:
    """Return a number that all slices share, NaN where they do not."""
    values = set(numbersOf(slices, *where))
    return values.pop() if len(values) == 1 else nan


def _locationStep(slices: Sequence[Slice]) -> float:
    """Return the even step of SliceLocation, NaN where there is none."""
    steps = np.abs(np.diff(numbersOf(slices, "SliceLocation")))
    middle = float(np.median(steps))
    # Stored with few decimals at times.
    return middle if np.isfinite(steps).all() and (np.abs(steps - middle) <= max(0.2 * middle, 0.11)).all() else nan


def _numberStep(slices: Sequence[Slice]) -> int:
    """Return the even step of the numbers of the slices, 0 where there is none."""
    steps = {abs(step) for step in np.diff(numbersOf(slices, *_NUMBER))}
    step = steps.pop() if len(steps) == 1 else nan
    return int(step) if isfinite(step) else 0


def _isClose(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME * other


def _isGap(value: float, thickness: float, distance: float) -> bool:
    """Tell whether a value is the gap between slices, which some scanners write for their distance."""
    return value < 0.7 * thickness and _isClose(value + thickness, distance)


def _multiple(large: float, small: float) -> int:
    """Return how many times one distance is another one, 0 where it is no whole number."""
    times = round(large / small)
    return times if abs(large - times * small) <= _MULTIPLE * small else 0
