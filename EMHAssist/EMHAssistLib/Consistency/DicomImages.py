"""The images of a DICOM series: several may share it, and a stack that mixes them is no volume."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..Comparability import Consequence, Objection
from .DicomSlice import Slice, numbersOf, valuesOf
from .DicomStack import Stack, stackSlices
from .ImageTraits import ACQUISITION, PERHAPS_TELLING, STACK, TELLING, TIME, Trait

# Slices that lie closer than this fraction of their thickness overlap.
_OVERLAPPING = 0.9
# Two acquisitions with a gap between them, as slices each.
_FEWEST_SLICES = 3
# Slices of one MR stack that differ in what sets their signals: what it may shift the logarithm of a ratio, as SD.
# Assumed.
_MIXED = 0.10
_SAME_REPETITION = 1.1
# What tells the sequence; names of sequences may hold the number of a direction of diffusion.
_SEQUENCE = ("ScanningSequence", "SequenceName", "PulseSequenceName")
# Two of them in one series are two patients.
_PATIENT = ("PatientID", "PatientBirthDate")


@dataclass(eq=False)
class _Group:
    """Slices, and the values of the traits that they were told from others by."""

    slices: tuple[Slice, ...]
    values: dict[Trait, Hashable]

    def split(self, trait: Trait) -> list[_Group]:
        """Return the slices grouped by a trait. Where no place is there twice, a missing value alone tells nothing of
        most traits."""
        parts: dict[Hashable, list[Slice]] = {}
        for value, item in zip(trait.values(self.slices), self.slices):
            parts.setdefault(value, []).append(item)
        told = [value for value in parts if value is not None]
        if not told:
            return [self]
        if len(parts) == 1 or (len(told) == 1 and not (trait.isMissingTelling or self.repeats)):
            self.values[trait] = told[0]
            return [self]
        return [_Group(tuple(part), {**self.values, trait: value}) for value, part in parts.items()]

    @cached_property
    def stack(self) -> Stack | None:
        """Them as one regular stack, None where they form none."""
        try:
            return stackSlices(self.slices)
        except ValueError:
            return None

    @cached_property
    def places(self) -> int:
        """The number of places that they lie at."""
        return len(np.unique(np.round([item.position for item in self.slices], 2), axis=0))

    @property
    def repeats(self) -> bool:
        """Whether a place is there several times."""
        return self.places < len(self.slices)


@dataclass(frozen=True, eq=False)
class SeriesImage:
    """One image of a series.

    :param name: which tells it from the others of the series, whatever the case of its letters; "" for the only one
    :param slices: in any order
    """

    name: str
    slices: tuple[Slice, ...]

    def isCalled(self, name: str) -> bool:
        """Tell whether this is its name, without regard to case and spaces."""
        return _plain(self.name) == _plain(name)


def imagesOf(slices: Sequence[Slice]) -> tuple[SeriesImage, ...]:
    """Return the images that share a series.

    Slices that differ in what always tells images from each other, such as echo time or image type, are of several
    images; those that differ in what may change from slice to slice, such as the acquisition number, are so only where
    they do not form one stack without overlap.

    :param slices: all slices of a series, in any order
    :raises ValueError: they are of several patients or studies
    """
    _checkPatient(slices)
    _checkPositions(slices)
    groups = [_Group(tuple(slices), {})]
    for trait in TELLING:
        groups = [part for group in groups for part in group.split(trait)]
    groups = [part for group in groups for part in _perhapsSeveral(group)]
    if len(groups) == 1:
        return (SeriesImage("", groups[0].slices),)
    return tuple(SeriesImage(name, group.slices) for name, group in zip(_names(groups), groups))


def differencesBetweenSlices(slices: Sequence[Slice]) -> Iterator[Objection]:
    """Yield what differs between the slices of one image: what they are called, and what sets their signals."""
    yield from _differentNames(slices)
    if str(slices[0].value("Modality") or "") != "MR":
        return
    repetition = numbersOf(slices, "RepetitionTime", ("MRTimingAndRelatedParametersSequence", "RepetitionTime"))
    if np.isfinite(repetition).all() and min(repetition) > 0 and max(repetition) > _SAME_REPETITION * min(repetition):
        shortest, longest = slices[int(np.argmin(repetition))], slices[int(np.argmax(repetition))]
        yield Objection("slices_differ", f"its slices have repetition times of {min(repetition):g} to "
                        f"{max(repetition):g} ms ({shortest.path.name}, {longest.path.name}), and so other contrasts",
                        Consequence.DOUBTFUL, _MIXED)
    for keyword in _SEQUENCE:
        values = valuesOf(slices, keyword)
        told = {_plain(re.sub(r"[#\d]+", "", _joined(value))): item for value, item in zip(values, slices)
                if value is not None}
        if len(told) > 1:
            one, other = list(told.values())[:2]
            yield Objection("slices_differ", f"its slices were acquired by different sequences ({one.path.name} and "
                            f"{other.path.name}: {keyword} differs), and so have other contrasts",
                            Consequence.DOUBTFUL, _MIXED)
            return
    for trait in (ACQUISITION, TIME, STACK):
        parts = _Group(tuple(slices), {}).split(trait)
        if len(parts) > 1 and min(len(part.slices) for part in parts) > 1:
            yield Objection("slices_differ", f"its slices are of {len(parts)} parts ({', '.join(_labels(parts, trait))}"
                            "), whose signals may be scaled differently", Consequence.DOUBTFUL, _MIXED)
            return


def _differentNames(slices: Sequence[Slice]) -> Iterator[Objection]:
    """Yield where slices are called by other names, of the series or of the patient; these are not told."""
    for keyword, isOther, what in (("SeriesDescription", _isOtherText, "are called by two descriptions"),
                                   ("PatientName", _isOtherPerson, "have two names of patients")):
        texts = [None if value is None else str(value) for value in valuesOf(slices, keyword)]
        first = next((index for index, text in enumerate(texts) if text), None)
        other = next((index for index, text in enumerate(texts) if first is not None and text
                      and isOther(texts[first], text)), None)
        if first is not None and other is not None:
            yield Objection("slices_differ", f"its slices {what} ({slices[first].path.name} and "
                            f"{slices[other].path.name}: {keyword} differs), so they may not belong together; give "
                            "those of one in a folder of its own", Consequence.DOUBTFUL, _MIXED)


def _isOtherText(one: str, other: str) -> bool:
    return _plain(one) != _plain(other)


def _isOtherPerson(one: str, other: str) -> bool:
    """Tell whether two names have nothing in common: names are written in several ways."""
    words, others = (["".join(filter(str.isalnum, word)) for word in re.split(r"[\s^,=]+", text.casefold())]
                     for text in (one, other))
    return not any(a.startswith(b) or b.startswith(a) for a in words if a for b in others if b)


def _joined(value) -> str:
    return value if isinstance(value, str) else " ".join(map(str, np.atleast_1d(value)))


def listed(images: Sequence[SeriesImage], most: int = 12) -> str:
    """Return the images as a list of names and numbers of slices."""
    texts = [f"'{image.name}' ({len(image.slices)} slice{'s' * (len(image.slices) > 1)})" for image in images]
    return ", ".join(texts[:most]) + (f" and {len(texts) - most} more" if len(texts) > most else "")


def _checkPatient(slices: Sequence[Slice]) -> None:
    # Names are written in several ways; they count where there is no number.
    identities = _PATIENT if any(valuesOf(slices, _PATIENT[0])) else (*_PATIENT, "PatientName")
    for keyword, what in (*((keyword, "patients") for keyword in identities), ("StudyInstanceUID", "studies")):
        first: dict[str, Slice] = {}
        for item, value in zip(slices, valuesOf(slices, keyword)):
            if value:
                first.setdefault(_plain(str(value)), item)
        if len(first) > 1:
            one, other = list(first.values())[:2]
            raise ValueError(f"it holds images of {len(first)} {what} under one series ({one.path.name} and "
                             f"{other.path.name}: {keyword} differs); give those of one in a folder of its own")


def _checkPositions(slices: Sequence[Slice]) -> None:
    """Refuse slices that all have one position and lie elsewhere by SliceLocation."""
    if len(slices) > 1 and _Group(tuple(slices), {}).places == 1:
        locations = {number for number in numbersOf(slices, "SliceLocation") if np.isfinite(number)}
        if len(locations) > 1:
            raise ValueError(f"all its slices have one position (ImagePositionPatient), and SliceLocation goes from "
                             f"{min(locations):g} to {max(locations):g} mm: their places are lost; export the series "
                             "again")


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _perhapsSeveral(group: _Group) -> list[_Group]:
    """Return slices that form no stack, or an overlapping one, as the stacks that they are by what may tell."""
    whole = group.stack
    if len(group.slices) < 2 or (whole is not None and not _overlaps(whole)):
        return [group]
    isCt = str(group.slices[0].value("Modality") or "") == "CT"
    for trait in PERHAPS_TELLING:
        parts = group.split(trait)
        fewest = min(len(part.slices) for part in parts)
        if len(parts) < 2 or (fewest < 2 and group.places > 1) or any(part.stack is None for part in parts):
            continue
        if group.repeats or _interleaved(parts) or (whole is None and fewest >= _FEWEST_SLICES and not isCt):
            return parts
    return [group]


def _overlaps(stack: Stack) -> bool:
    thickness = stack.slices[0].number("SliceThickness", ("PixelMeasuresSequence", "SliceThickness"))
    return stack.distance < _OVERLAPPING * thickness


def _interleaved(parts: Sequence[_Group]) -> bool:
    """Tell whether the first two parts lie between each other's slices."""
    normal = np.cross(*parts[0].slices[0].orientation)
    one, other = ([float(item.position @ normal) for item in part.slices] for part in parts[:2])
    return max(min(one), min(other)) < min(max(one), max(other))


def _names(groups: Sequence[_Group]) -> list[str]:
    """Return a name for each group: of as few traits as tell all of them from each other."""
    names = [""] * len(groups)
    for trait in dict.fromkeys(trait for trait in (*TELLING, *PERHAPS_TELLING) for group in groups
                               if trait in group.values):
        longer = [" ".join(filter(None, pair)) for pair in zip(names, _labels(groups, trait))]
        if len({_plain(name) for name in longer}) > len({_plain(name) for name in names}):
            names = longer
    unique: list[str] = []
    for name in names:
        number, candidate = 1, name or "IMAGE 1"
        while _plain(candidate) in map(_plain, unique):
            number += 1
            candidate = f"{name or 'IMAGE'} {number}"
        unique.append(candidate)
    return unique


def _labels(groups: Sequence[_Group], trait: Trait) -> list[str]:
    values = [group.values.get(trait) for group in groups]
    return [trait.label(value, values) for value in values]
