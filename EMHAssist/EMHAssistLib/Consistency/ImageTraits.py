"""What tells the images of one DICOM series from each other: echoes, image types, b-values, phases, stacks."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from math import isnan, nan

import numpy as np

from .DicomSlice import Slice, numbersOf, valuesOf

# Measured numbers of two slices are the same below this relative and this absolute difference: scanners round echo
# times. 64 echoes differ by 1.6 % at the end.
_SAME, _LEAST = 0.005, 0.02
_LONGEST_WORD = 30
_FRAME_TYPES = tuple((f"{kind}ImageFrameTypeSequence", "FrameType") for kind in ("MR", "CT", "XRay3D")) + (
    ("PETFrameTypeSequence", "FrameType"),)
# Diffusion weighting where the standard element is missing: group, private creator, element. The first of several
# numbers; GE adds multiples of a million.
_PRIVATE_B_VALUES = ((0x0019, "SIEMENS MR HEADER", 0x0C), (0x2001, "Philips Imaging DD 001", 0x03),
                     (0x0043, "GEMS_PARM_01", 0x39))
_GE_B_VALUE_UNIT = 1_000_000
# GE says here what the image type of others says: magnitude, phase, real, imaginary.
_GE_DATA_TYPE = (0x0043, "GEMS_PARM_01", 0x2F)
_GE_DATA_TYPES = {0: "MAGNITUDE", 1: "PHASE", 2: "REAL", 3: "IMAGINARY"}
# Directions of slices that differ by less are one, as direction cosines.
_ONE_DIRECTION = 1e-3

Values = Sequence[Hashable]


@dataclass(frozen=True)
class Trait:
    """Something by which images of a series may differ.

    :param word: what its values are called, such as "TE"; for the names of images
    :param values: of slices, a value for each, None where the header does not tell
    :param isMissingTelling: not to have it is a value of its own
    """

    word: str
    values: Callable[[Sequence[Slice]], Values]
    isMissingTelling: bool = False

    def label(self, value: Hashable, others: Sequence[Hashable]) -> str:
        """Return a value as part of the name of an image, which tells it from those of the other images."""
        if value is None:
            return f"NO {self.word}"
        if isinstance(value, tuple):
            return _distinct(value, others)
        text = f"{value:g}" if isinstance(value, (int, float)) else str(value)
        return f"{self.word} {_printable(text)}".strip()


def _distinct(value: tuple, others: Sequence[Hashable]) -> str:
    """Return of a value with parts the part that tells it from all others, or all parts that do from some."""
    rest = [other for other in others if isinstance(other, tuple) and other != value]
    parts = [(place, part) for place, part in enumerate(value)
             if any(place >= len(other) or other[place] != part for other in rest)]
    alone = [part for place, part in parts if all(part not in other for other in rest)
             and any(place < len(other) for other in rest)] or [
                 part for _, part in parts if all(part not in other for other in rest)]
    return _printable(alone[-1] if alone else " ".join(part for _, part in parts) or " ".join(value))


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text).strip()[:_LONGEST_WORD]


def _numbers(keyword: str, *enhanced: tuple[str, str]) -> Callable[[Sequence[Slice]], Values]:
    return lambda slices: _merged(numbersOf(slices, keyword, *enhanced))


def _counts(keyword: str, *enhanced: tuple[str, str]) -> Callable[[Sequence[Slice]], Values]:
    return lambda slices: [None if isnan(number) else number for number in numbersOf(slices, keyword, *enhanced)]


def _texts(keyword: str, *enhanced: tuple[str, str]) -> Callable[[Sequence[Slice]], Values]:
    def values(slices: Sequence[Slice]) -> Values:
        found = valuesOf(slices, keyword, *enhanced)
        return [None if value is None else _text(value) or None for value in found]
    return values


def _text(value) -> str:
    return value.strip() if isinstance(value, str) else " ".join(str(part).strip() for part in np.atleast_1d(value))


def _merged(numbers: Sequence[float]) -> Values:
    """Return numbers, those that differ by rounding alone as one; None for NaN."""
    stands: dict[float, float] = {}
    stand = last = nan
    for number in sorted({number for number in numbers if not isnan(number)}):
        if not number - last <= max(_LEAST, _SAME * abs(number)):
            stand = number
        stands[number], last = stand, number
    return [stands.get(number) for number in numbers]


def _imageTypes(slices: Sequence[Slice]) -> Values:
    found = valuesOf(slices, "ImageType", *_FRAME_TYPES)
    return [None if value is None else tuple(str(part).strip().upper() for part in np.atleast_1d(value))
            for value in found]


def _bValues(slices: Sequence[Slice]) -> Values:
    numbers = numbersOf(slices, "DiffusionBValue", ("MRDiffusionSequence", "DiffusionBValue"))
    for where in _PRIVATE_B_VALUES if any(map(isnan, numbers)) else ():
        numbers = [item.privateNumber(*where) % _GE_B_VALUE_UNIT if isnan(number) else number
                   for item, number in zip(slices, numbers)]
    return _merged(numbers)


def _dataTypes(slices: Sequence[Slice]) -> Values:
    return [_GE_DATA_TYPES.get(int(number)) if not isnan(number := item.privateNumber(*_GE_DATA_TYPE)) else None
            for item in slices]


def _directions(slices: Sequence[Slice]) -> Values:
    """Return the number of the direction that slices lie in, where each direction has several slices."""
    if np.ptp([item.orientation for item in slices], axis=0).max() <= _ONE_DIRECTION:
        return [None] * len(slices)
    known: list[np.ndarray] = []
    numbers = []
    for item in slices:
        same = [index for index, one in enumerate(known) if np.abs(item.orientation - one).max() <= _ONE_DIRECTION]
        if not same:
            known.append(item.orientation)
        numbers.append(same[0] + 1 if same else len(known))
    counts = [numbers.count(number + 1) for number in range(len(known))]
    return numbers if min(counts) > 1 else [None] * len(slices)


def _sizes(slices: Sequence[Slice]) -> Values:
    if len({item.size for item in slices}) == 1:
        return [None] * len(slices)
    sizes = [f"{item.size[0]} x {item.size[1]}" for item in slices]
    return sizes if min(sizes.count(size) for size in set(sizes)) > 1 else [None] * len(slices)


def _rounds(slices: Sequence[Slice]) -> Values:
    """Return how often each place had been imaged before, by the numbers of the images, where those tell it."""
    places: dict[tuple, list[int]] = {}
    numbers = numbersOf(slices, "InstanceNumber")
    for index, item in enumerate(slices):
        places.setdefault(tuple(np.round(item.position, 2)), []).append(index)
    unknown: Values = [None] * len(slices)
    if len(set(numbers)) < len(numbers) or len({len(indices) for indices in places.values()}) > 1:
        return unknown
    rounds = [0] * len(slices)
    for indices in places.values():
        for count, index in enumerate(sorted(indices, key=lambda index: numbers[index])):
            rounds[index] = count + 1
    # Round after round, or place after place: otherwise the numbers tell nothing.
    inOrder = [rounds[index] for index in sorted(range(len(slices)), key=lambda index: numbers[index])]
    count = max(rounds)
    byPlace = list(range(1, count + 1)) * len(places)
    return rounds if inOrder in (sorted(inOrder), byPlace) else unknown


def _halves(slices: Sequence[Slice]) -> Values:
    """Return which of two images that lie between each other's slices each belongs to, where their numbers tell it."""
    normal = np.cross(*slices[0].orientation)
    order = sorted(range(len(slices)), key=lambda index: float(slices[index].position @ normal))
    numbers = [slices[index].number("InstanceNumber") for index in order]
    first, second = numbers[::2], numbers[1::2]
    if min(len(first), len(second)) < 2 or not (max(first) < min(second) or max(second) < min(first)):
        return [None] * len(slices)
    halves: list[Hashable] = [None] * len(slices)
    for place, index in enumerate(order):
        halves[index] = 1 + (place % 2 == 0) * (max(second) < min(first)) + (place % 2) * (max(first) < min(second))
    return halves


# What always tells images from each other, most telling first.
TELLING = (
    Trait("", _imageTypes),
    Trait("", _dataTypes),
    Trait("b", _bValues, True),
    Trait("TE", _numbers("EchoTime", ("MREchoSequence", "EffectiveEchoTime"))),
    Trait("TI", _numbers("InversionTime", ("MRModifierSequence", "InversionTimes"),
                         ("MRTimingAndRelatedParametersSequence", "InversionTimes"))),
    Trait("FLIP ANGLE", _numbers("FlipAngle", ("MRTimingAndRelatedParametersSequence", "FlipAngle"))),
    Trait("CONTRAST", _texts("ContrastBolusAgent", ("ContrastBolusUsageSequence", "ContrastBolusAgentAdministered")),
          True),
    Trait("ECHO", _counts("EchoNumbers")),
    Trait("kV", _numbers("KVP", ("CTXRayDetailsSequence", "KVP"))),
    Trait("KERNEL", _texts("ConvolutionKernel", ("CTReconstructionSequence", "ConvolutionKernel"))),
    Trait("", _texts("Modality")),
    Trait("STACK", _directions),
    Trait("", _sizes),
)
# What may differ within one image too, most telling first.
STACK = Trait("STACK", _texts("StackID", ("FrameContentSequence", "StackID")))
TIME = Trait("TIME", _counts("TemporalPositionIdentifier", ("FrameContentSequence", "TemporalPositionIndex")))
ACQUISITION = Trait("ACQUISITION", _counts("AcquisitionNumber", ("FrameContentSequence", "FrameAcquisitionNumber")))
PERHAPS_TELLING = (
    TIME, STACK, ACQUISITION,
    Trait("TRIGGER TIME", _counts("TriggerTime",
                                  ("CardiacSynchronizationSequence", "NominalCardiacTriggerDelayTime"))),
    Trait("TR", _numbers("RepetitionTime", ("MRTimingAndRelatedParametersSequence", "RepetitionTime"))),
    Trait("", _texts("SequenceName")),
    Trait("", _texts("SeriesDescription")),
    Trait("DIRECTION", _texts("DiffusionGradientOrientation",
                              ("DiffusionGradientDirectionSequence", "DiffusionGradientOrientation"))),
    Trait("TAKEN AT", _texts("AcquisitionTime", ("FrameContentSequence", "FrameAcquisitionDateTime"))),
    Trait("MADE AT", _texts("ContentTime")),
    Trait("IMAGE", _rounds),
    Trait("IMAGE", _halves),
)
