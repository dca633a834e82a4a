"""The likelihood model as immutable data: what a model file holds once it has been read and checked."""

from dataclasses import dataclass
from typing import Mapping, Optional, Tuple

import numpy as np


class ModelError(ValueError):
    """A model file that cannot be used; the message names the place in the file."""


@dataclass(frozen=True)
class DiagnosisClass:
    """A diagnosis. ``dangerous``: to be named whenever it cannot be dismissed."""

    id: str
    title: str
    dangerous: bool


@dataclass(frozen=True)
class Block:
    """Features that tend to occur together. ``temper`` (0 to 1) weakens each of them to allow for that."""

    id: str
    title: str
    temper: float
    reason: str


@dataclass(frozen=True)
class Level:
    """One of the answers a feature can have."""

    id: str
    title: str


@dataclass(frozen=True)
class Evidence:
    """What one source says: of ``n`` patients of one class, how many (``counts``) show each level.

    ``provenance`` is "counted" (as printed), "computed" (from printed percentages, or as the complement)
    or "elicited" (a judgment, worth ``n`` patients; ``reason`` says whence).
    """

    counts: Tuple[float, ...]
    n: float
    source: str
    url: str
    provenance: str
    reason: str


@dataclass(frozen=True, eq=False)
class Feature:
    """A question with its possible answers, and per class id the evidence on how often each is given."""

    id: str
    title: str
    description: str
    block: Block
    levels: Tuple[Level, ...]
    evidence: Mapping[str, Tuple[Evidence, ...]]

    def levelIds(self) -> Tuple[str, ...]:
        """Return the ids of the levels in the order of the file."""
        return tuple(level.id for level in self.levels)

    def counts(self) -> np.ndarray:
        """Return the pooled patient counts, float64 of shape (classes, levels), in the order of the file."""
        return np.array([np.sum([entry.counts for entry in entries], axis=0) for entries in self.evidence.values()])


@dataclass(frozen=True)
class Setting:
    """A clinical situation: prior probability per class id, and the findings which that prior already holds.

    ``given`` maps the id of such a feature to the level the setting states, or to None where the setting
    states none (a consequence of it, whose level says little more). They are not counted a second time.
    """

    id: str
    title: str
    priors: Mapping[str, float]
    given: Mapping[str, Optional[str]]
    reason: str


@dataclass(frozen=True, eq=False)
class Parameters:
    """Numbers of the method rather than of the literature; all assumed, ``reasons`` says why per file key."""

    pseudoCount: float
    likelihoodRatioCap: float
    draws: int
    seed: int
    minimumFindings: int
    maximumIntervalWidth: float
    likelyProbability: float
    likelyLow: float
    unlikelyHigh: float
    alternativeHigh: float
    reasons: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Model:
    """A whole model. ``target`` is the id of the class the verdict is about."""

    name: str
    version: str
    date: str
    statement: str
    description: str
    target: str
    parameters: Parameters
    classes: Tuple[DiagnosisClass, ...]
    blocks: Tuple[Block, ...]
    settings: Tuple[Setting, ...]
    features: Tuple[Feature, ...]

    def classIds(self) -> Tuple[str, ...]:
        """Return the ids of the classes in the order of the file, the order of every array over classes."""
        return tuple(diagnosis.id for diagnosis in self.classes)

    def feature(self, featureId: str) -> Feature:
        """Return the feature of that id; ValueError listing the known ids otherwise."""
        return _byId(self.features, featureId, "feature")

    def setting(self, settingId: str) -> Setting:
        """Return the setting of that id; ValueError listing the known ids otherwise."""
        return _byId(self.settings, settingId, "setting")


def _byId(items, wantedId, kind):
    for item in items:
        if item.id == wantedId:
            return item
    raise ValueError(f"Unknown {kind} {wantedId!r}; this model has: {', '.join(item.id for item in items)}.")
