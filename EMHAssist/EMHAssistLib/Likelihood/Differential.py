"""The answer: a ranked differential with its contributions, and the stated rules that turn it into a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..Language import mark as _
from ..Word import Word
from .ClinicalSetting import ClinicalSetting
from .Finding import Finding
from .Model import Parameters
from .Picture import Leaning, Picture


class Verdict(Word):
    """What can be said of the target."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    INSUFFICIENT = "insufficient"


REASON_CONTRADICTION = _("Findings contradict each other; resolve this first.")
REASON_TOO_FEW = _("Too few findings have been assessed.")
REASON_TOO_WIDE = _("The published evidence leaves the interval too wide.")
REASON_ELSEWHERE = _("No lesion lies at the spine, which this is made for: ratios only, no likelihood. If one does, "
                     "give it the role of an epidural or paravertebral lesion or name its level, or place a region on "
                     "a disc or the cord.")
REASON_LIKELY = _("The probability is high, and so is the lower end of its interval. This does not replace a biopsy.")
REASON_UNLIKELY = _("The images speak against it, and even the upper end of the interval is low. This does not exclude "
                    "the diagnosis.")
REASON_RARE_FITS = _("Rare in this setting; the picture fits EMH. The number is low because of the patient, not "
                     "because of the images.")
REASON_RARE_OPEN = _("Rare in this setting; the images do not speak against EMH. The number is low because of the "
                     "patient, not because of the images.")
REASON_RARE_UNSEEN = _("Rare in this setting; no finding in the images has been assessed.")
RARE_REASONS = frozenset((REASON_RARE_FITS, REASON_RARE_OPEN, REASON_RARE_UNSEEN))
REASON_LOW_PATIENT = _("The number is low because of the patient; no finding in the images speaks against EMH.")
REASON_HIGH_AGAINST = _("The probability is high because of the patient; the images speak against it.")
REASON_POSSIBLE = _("The probability is neither high nor low enough for a firmer verdict.")


@dataclass(frozen=True)
class FormShare:
    """A form of a diagnosis and its share in the probability of that diagnosis, 0 to 1."""

    id: str
    title: str
    share: float


@dataclass(frozen=True)
class RankedClass:
    """A diagnosis with its posterior probability and 95 % credible interval, 0 <= low <= probability <= high <= 1.

    :param forms: its forms, the most probable first
    """

    id: str
    title: str
    probability: float
    low: float
    high: float
    forms: tuple[FormShare, ...] = ()


@dataclass(frozen=True)
class Counted:
    """Patients of proven, published or own cases, judgments left out: ``count`` of ``n`` gave an answer.

    :param sources: ids of who counted them, in the order of the tables
    """

    count: float
    n: float
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contribution:
    """What one finding adds to the log odds of the target against all the rest, in decibans (10 log10).

    :param title: of the feature
    :param answer: title of the answer, the most plausible one of an uncertain finding
    :param ofTarget: of the counted patients with the target, how many gave this answer
    :param ofOthers: the same of all other diagnoses together
    :param note: empty, or why the finding was left out of the calculation; its decibans are then 0
    :param settledBy: id to title of what it follows from, wholly or in part: conditions of the setting that hold it, or
        else other findings
    """

    finding: Finding
    title: str
    answer: str
    decibans: float
    ofTarget: Counted
    ofOthers: Counted
    note: str
    # Compared, but no part of the hash, since a dict has none.
    settledBy: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Unusual:
    """A finding that the leading diagnosis seldom gives, and the target more often.

    :param feature: id
    :param title: of the feature
    :param answer: title of the answer
    :param probability: how often the leading diagnosis gives it
    :param ofTarget: how often the target gives it
    """

    feature: str
    title: str
    answer: str
    probability: float
    ofTarget: float


@dataclass(frozen=True)
class Differential:
    """The result for one case.

    :param setting: the prior and where it comes from.
    :param picture: what the findings in the images say by themselves.
    :param classes: all diagnoses, the most probable first.
    :param target: that of them the verdict is about.
    :param verdict: ``reason`` says by which rule.
    :param alternatives: dangerous diagnoses which the case does not dismiss, the most probable first.
    :param alerts: what the findings, or what the setting states, ask for at once whatever the diagnosis, such as
        cord compression.
    :param contradictions: which findings contradict each other or the setting; they are left out.
    :param unusual: what is unusual for the most probable diagnosis where that is not the target, the strangest first;
        MOST_UNUSUAL of Inference at most.
    :param priorDecibans: 10 log10 of the prior odds of the target; together with the decibans of all
        ``contributions`` (in the order of the model) it adds up to ``totalDecibans``, those of the posterior.
    """

    setting: ClinicalSetting
    picture: Picture
    classes: tuple[RankedClass, ...]
    target: RankedClass
    verdict: Verdict
    reason: str
    alternatives: tuple[RankedClass, ...]
    alerts: tuple[str, ...]
    contradictions: tuple[str, ...]
    unusual: tuple[Unusual, ...]
    priorDecibans: float
    contributions: tuple[Contribution, ...]
    totalDecibans: float

    def probabilities(self) -> dict[str, float]:
        """Return the probability of each diagnosis by its id, the most probable first."""
        return {entry.id: entry.probability for entry in self.classes}


_RARE = {Leaning.FAVORS: REASON_RARE_FITS, Leaning.OPEN: REASON_RARE_OPEN, Leaning.UNKNOWN: REASON_RARE_UNSEEN}


def decideVerdict(parameters: Parameters, target: RankedClass, leaning: Leaning, findingCount: int,
                  contradictory: bool = False, isRare: bool = True) -> tuple[Verdict, str]:
    """Return (verdict, reason) by the first rule that applies.

    1. findings contradict each other or the setting: insufficient
    2. fewer than ``minimumFindings`` findings entered the calculation: insufficient
    3. interval wider than ``maximumIntervalWidth``: insufficient
    4. probability at least ``likelyProbability`` and low at least ``likelyLow``: likely, but possible where the images
       speak against the target, since the number is high because of the patient alone
    5. high at most ``unlikelyHigh``: unlikely where the images speak against the target, otherwise possible, since the
       number is low because of the setting (``isRare``: the target is rarer beforehand than a diagnosis is on the
       average) or because of other findings of the patient
    6. anything else: possible

    The thresholds are assumptions of the model file, without empirical basis.
    """
    if contradictory:
        return Verdict.INSUFFICIENT, REASON_CONTRADICTION
    if findingCount < parameters.minimumFindings:
        return Verdict.INSUFFICIENT, REASON_TOO_FEW
    if target.high - target.low > parameters.maximumIntervalWidth:
        return Verdict.INSUFFICIENT, REASON_TOO_WIDE
    if target.probability >= parameters.likelyProbability and target.low >= parameters.likelyLow:
        if leaning == Leaning.AGAINST:
            return Verdict.POSSIBLE, REASON_HIGH_AGAINST
        return Verdict.LIKELY, REASON_LIKELY
    if target.high <= parameters.unlikelyHigh:
        if leaning == Leaning.AGAINST:
            return Verdict.UNLIKELY, REASON_UNLIKELY
        return Verdict.POSSIBLE, _RARE[leaning] if isRare else REASON_LOW_PATIENT
    return Verdict.POSSIBLE, REASON_POSSIBLE
