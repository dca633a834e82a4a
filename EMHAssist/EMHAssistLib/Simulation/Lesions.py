"""Lesions of known tissue through the whole chain: what is measured of them, and what the images say they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ..Analysis import analyze
from ..Cache import Cache
from ..Case import NOT_ASSESSED, MarrowState, Options
from ..Likelihood import Model, loadModel
from ..Measurement import Comparison
from ..Phantom import Variant, variantCase
from ..Phantom.LesionTissues import LESIONS
from ..Phantom.Variant import REGIONS_BOX
from .PhantomCases import phantomCase
from .Workers import runAll

PATIENTS = 5
_SEED = 20260901
# The class of the built-in model that each tissue belongs to.
CLASSES = {"emh_active": "emh", "emh_fatty": "emh", "emh_iron": "emh", "metastasis": "metastasis",
           "lymphoma": "lymphoma", "abscess": "infection", "hematoma_subacute": "hematoma",
           "hematoma_acute": "hematoma", "lipomatosis": "fatty", "schwannoma": "nerve_sheath"}
# Each tissue beside the red marrow of hemolysis and the fatty one of adults; that of iron beside marrow with iron too.
KINDS = (*((lesion, marrow) for lesion in LESIONS for marrow in ("red", "adult")), ("emh_iron", "iron"))
# What must be named, whatever else the lesion may be.
DANGERS = {"abscess": "abscess", "hematoma_subacute": "hematoma", "hematoma_acute": "hematoma"}
_MARROW_STATES = {"red": MarrowState.RED, "adult": MarrowState.FATTY, "iron": MarrowState.RED}
# What the marrow itself is like is as it is, whatever the lesion.
_OF_MARROW = frozenset({"diffuse_low_marrow"})
# Signal that moves the odds by less than this says nothing either way, in decibans.
_NOTHING = 0.05


@dataclass(frozen=True)
class LesionRatio:
    """A measured ratio of a lesion to marrow, and the true one.

    :param patient: number of the patient
    :param region: name of the lesion's region
    :param isEpidural: the region lies nearer to the coil than marrow
    :param refused: why it may not be used; empty when it may
    """

    patient: int
    lesion: str
    marrow: str
    region: str
    sequence: str
    truth: float
    comparison: Comparison
    isEpidural: bool
    refused: str

    @property
    def isHeld(self) -> bool:
        """The interval for the mean marrow holds the truth."""
        return self._holds((self.comparison.low, self.comparison.high))

    @property
    def isClaimHeld(self) -> bool:
        """The interval that is claimed holds the truth."""
        return self._holds(self.comparison.claimed)

    def _holds(self, ends: tuple[float, float]) -> bool:
        return not (ends[0] > self.truth or ends[1] < self.truth)


@dataclass(frozen=True)
class LesionAnswer:
    """What the images of one patient say.

    :param without: probability of each class without what was measured of the signal of the lesions
    :param probabilities: with it
    :param decibans: what it moves the odds of EMH by
    :param decibansUntold: the same where the user has told neither the state of the marrow nor iron
    :param dangers: kinds of dangers that are named
    """

    patient: int
    lesion: str
    marrow: str
    without: Mapping[str, float]
    probabilities: Mapping[str, float]
    decibans: float
    decibansUntold: float
    dangers: tuple[str, ...]

    @property
    def isRight(self) -> bool:
        """The signal of EMH does not speak against it, that of anything else not for it."""
        return self.decibans > -_NOTHING if LESIONS[self.lesion].isEmh else self.decibans < _NOTHING

    @property
    def better(self) -> list[str]:
        """The classes that the signal fits better than EMH, the best first."""
        fit = {name: probability / self.without[name] for name, probability in self.probabilities.items()}
        return [name for name in sorted(fit, key=fit.get, reverse=True) if fit[name] > fit["emh"]]

    @property
    def isDangerNamed(self) -> bool:
        """The danger that the tissue is, is named; True where it is none."""
        return DANGERS.get(self.lesion, "compression") in self.dangers

    @property
    def isNamed(self) -> bool:
        """The class that the tissue belongs to is EMH, or named as fitting better than EMH."""
        return CLASSES[self.lesion] in ("emh", *self.better)


def simulateLesions(patients: int = PATIENTS, progress: Callable[[float], None] = lambda fraction: None,
                    processes: int = 1) -> tuple[list[LesionRatio], list[LesionAnswer]]:
    """Measure lesions of each tissue in patients of the harder phantom. The same bits whatever the processes.

    :param patients: for each tissue and marrow
    :param progress: called with the fraction done
    """
    jobs = [(lesion, marrow, number) for lesion, marrow in KINDS for number in range(patients)]
    ratios, answers = [], []
    for done, (measured, answer) in enumerate(runAll(_simulate, jobs, processes), start=1):
        ratios += measured
        answers.append(answer)
        progress(done / len(jobs))
    return ratios, answers


def _simulate(job: tuple[str, str, int]) -> tuple[Sequence[LesionRatio], LesionAnswer]:
    lesion, marrow, number = job
    patient = variantCase(Variant(lesion, marrow, box=REGIONS_BOX), _SEED + number)
    model, cache = _model(), Cache()
    case = phantomCase(patient, Options(ironMarked=lesion == "emh_iron", marrowState=_MARROW_STATES[marrow]))
    signal = {feature.id: NOT_ASSESSED for feature in model.features
              if feature.kind == "signal" and feature.id not in _OF_MARROW}
    without = analyze(replace(case, findings=signal), model, cache).differential
    untold = analyze(replace(case, options=Options()), model, cache).differential
    result = analyze(case, model, cache)
    truth = {role: signals["emh"] / signals["marrow"] for role, signals in patient.truth.items()}
    ratios = [LesionRatio(number, lesion, marrow, row.lesion.name, row.series.role, truth[row.series.role],
                          row.comparison, row.lesion.role == "epidural_lesion", row.refused)
              for row in result.comparisons if row.reference == "marrow"]
    answer = LesionAnswer(number, lesion, marrow, without.probabilities(), result.differential.probabilities(),
                          result.differential.totalDecibans - without.totalDecibans,
                          untold.totalDecibans - without.totalDecibans,
                          tuple(danger.kind.value for danger in result.dangers))
    return ratios, answer


@lru_cache(maxsize=1)
def _model() -> Model:
    return loadModel()
