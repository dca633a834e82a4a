"""What to look at next: which finding not yet assessed would tell most, and which examination yields it."""

from dataclasses import dataclass
from typing import Mapping, Tuple, Union

import numpy as np

from .Blocks import findingFactors, strength
from .Model import Model
from .Rounding import rounded
from .Tables import meanLogLikelihood, meanTable
from .Weighed import Weighed, formProbabilities, weigh
from .Weighing import Weighing


@dataclass(frozen=True)
class NextFinding:
    """A finding that could be obtained.

    :param bits: how much its answer is expected to change the differential, expected information gain
    :param examination: what yields it
    """

    feature: str
    title: str
    examination: str
    bits: float


def nextFindings(model: Model, findings: Mapping, setting: Union[str, Mapping[str, float]],
                 weighing: Weighing = Weighing()) -> Tuple[NextFinding, ...]:
    """Return the findings not yet assessed, the most informative first; for the parameters see evaluate."""
    return nextFindingsOf(weigh(model, findings, setting, weighing))


def nextFindingsOf(weighed: Weighed) -> Tuple[NextFinding, ...]:
    """Return the findings not yet assessed, the most informative first.

    The gain of an answer is the Kullback-Leibler divergence of the differential with it from the one without it; its
    expectation over the answers, each as probable as the differential makes it, is the information the question is
    expected to give (Lindley, Ann Math Stat 1956;27:986-1005).
    """
    model, parameters = weighed.model, weighed.model.parameters
    known = {item.feature.id for item in weighed.assessed} | set(weighed.setting.given)
    features = [feature for feature in model.features if feature.id not in known]
    if not features:
        return ()
    answers = [(feature, index) for feature in features for index in range(len(feature.levels))]
    rows = np.array([meanLogLikelihood(feature, tuple(np.eye(len(feature.levels))[index].tolist()), parameters,
                                       weighed.cap) for feature, index in answers])
    have = weighed.logLikelihoods()
    # One selection of findings an answer: all there are, and this one.
    present = np.hstack([np.ones((len(answers), len(have)), dtype=bool), np.eye(len(answers), dtype=bool)])
    rows = np.vstack([have, rows])
    blocks = weighed.blocks + [feature.block for feature, _index in answers]
    factors = findingFactors(blocks, strength(rows), weighed.temper, present)
    logFormPrior = weighed.logFormPrior()
    after = weighed.classProbabilities(logFormPrior + factors @ rows)
    logNow = logFormPrior + weighed.factors(have) @ have
    now = weighed.classProbabilities(logNow)
    gains = (after * (np.log2(np.maximum(after, _TINY)) - np.log2(np.maximum(now, _TINY)))).sum(axis=1)
    forms, bits = formProbabilities(logNow), {feature.id: 0.0 for feature in features}
    for (feature, index), gain in zip(answers, gains):
        bits[feature.id] += float(forms @ meanTable(feature, parameters)[:, index] * gain)
    found = [NextFinding(feature.id, feature.title, feature.examination, rounded(max(bits[feature.id], 0.0)))
             for feature in features]
    return tuple(sorted(found, key=lambda item: -item.bits))


# A probability that has run out of float64 counts as this.
_TINY = np.finfo(np.float64).tiny
