"""Is it noticed when series cannot be compared, and is nothing said when they can?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..Analysis import analyze
from ..Cache import Cache
from ..Case import Case, Region, Series
from ..Comparability import Consequence
from ..Displacement import displacementOf
from ..Phantom.PhantomRegions import makeRegions
from ..Roles import regionRole
from .Conditions import CONDITIONS, Condition, Patient
from .PhantomCases import FLAT_SETTING, phantomRegions
from .Workers import runAll

PATIENTS = 200
# Displacement is looked for in every patient whose number this divides: it takes seven times as long as all else.
_LOOKED_AT_EVERY = 10
# The series that the regions were drawn on.
_FIXED = "T1"
# What is asked for.
NOTICED, FALSE_ALARMS = 0.95, 0.02


@dataclass(frozen=True)
class Detection:
    """What was said under one condition.

    :param patients: number of patients
    :param noticed: of these, those with a doubt or a refusal under one of the topics of the condition; where there is
        nothing to notice, under any topic
    :param topics: number of patients with a doubt or a refusal, by topic
    """

    condition: Condition
    patients: int
    noticed: int
    topics: Counter

    @property
    def fraction(self) -> float:
        """Of patients in whom it was noticed, or in whom there was a false alarm."""
        return self.noticed / self.patients

    @property
    def isGood(self) -> bool:
        """As often as is asked for."""
        return self.fraction >= NOTICED if self.condition.isChanged else self.fraction <= FALSE_ALARMS


def simulateDetection(patients: int = PATIENTS, progress: Callable[[float], None] = lambda fraction: None,
                      processes: int = 1) -> list[Detection]:
    """Do to patients of the harder phantom what can happen, and count what is said of it. The same bits whatever the
    processes.

    :param progress: called with the fraction done
    """
    said: dict[str, list[frozenset[str]]] = {condition.name: [] for condition in CONDITIONS}
    for done, topics in enumerate(runAll(_simulate, range(patients), processes), start=1):
        for name, found in topics.items():
            said[name].append(found)
        progress(done / patients)
    return [_tally(condition, said[condition.name]) for condition in CONDITIONS]


def _tally(condition: Condition, said: Sequence[frozenset[str]]) -> Detection:
    noticed = sum(bool(topics & condition.topics if condition.isChanged else topics) for topics in said)
    return Detection(condition, len(said), noticed, Counter(topic for topics in said for topic in topics))


def _simulate(number: int) -> dict[str, frozenset[str]]:
    """Return the topics with a doubt or a refusal under each condition that is tried, for one patient."""
    patient, cache, regions = Patient(number), Cache(), phantomRegions(makeRegions())
    topics = {}
    for condition in CONDITIONS:
        if condition.lookedAt and number % _LOOKED_AT_EVERY:
            continue
        series = _withDisplacements(condition.make(patient), condition.lookedAt, regions)
        case = Case(tuple(series), regions, {}, FLAT_SETTING)
        statements = analyze(case, None, cache).comparability.statements
        topics[condition.name] = frozenset(one.topic for one in statements if one.consequence != Consequence.FINE)
    return topics


def _withDisplacements(series: list[Series], roles: Sequence[str], regions: Sequence[Region]) -> list[Series]:
    """Look for the displacement of the series of some roles."""
    if not roles:
        return series
    [fixed] = [one for one in series if one.role == _FIXED]
    lesions = [region.shape for region in regions if regionRole(region.role).isLesion]
    return [replace(one, displacement=displacementOf(fixed.image, one.image, lesions, onto=fixed.label))
            if one.role in roles else one for one in series]
