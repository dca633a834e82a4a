"""How each diagnosis fares by itself: how often its own cases are right, and what they are told of the target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..Likelihood import Differential, Model, Verdict
from .Bootstrap import Estimate
from .Metrics import CONFIDENT, topCredit, wilsonInterval


@dataclass(frozen=True)
class ClassResult:
    """The proven cases of one diagnosis.

    :param n: how many there are
    :param top1: share of them whose own class comes first
    :param top3: share of them whose own class is among the first three
    :param dismissed: share of them with a probability of the target of 10 % or less
    :param verdicts: {verdict: number of cases} of every verdict there is
    """

    n: int
    top1: Estimate
    top3: Estimate
    dismissed: Estimate
    verdicts: Mapping[str, int] = field(hash=False)

    @property
    def called(self) -> Mapping[str, Estimate]:
        """The share of cases with each verdict."""
        return {verdict: share(count, self.n) for verdict, count in self.verdicts.items()}


def resultsByClass(model: Model, classIds: Sequence[str], differentials: Sequence[Differential]
                   ) -> dict[str, ClassResult]:
    """Return the result of each class that has cases, in the order of the model.

    :param classIds: the true class of each case
    :param differentials: the differential of each case
    """
    probabilities = probabilitiesOf(model, differentials)
    truth = np.array([model.classIds().index(classId) for classId in classIds], dtype=int)
    first, amongThree = (topCredit(probabilities, truth, places) for places in (1, 3))
    isDismissed = 1 - probabilities[:, model.classIds().index(model.target)] >= CONFIDENT
    results = {}
    for index, classId in enumerate(model.classIds()):
        members = np.flatnonzero(truth == index)
        if members.size:
            verdicts = Counter(differentials[member].verdict for member in members)
            results[classId] = ClassResult(
                members.size, *(share(float(counted[members].sum()), members.size)
                                for counted in (first, amongThree, isDismissed)),
                {str(verdict): verdicts[verdict] for verdict in Verdict})
    return results


def probabilitiesOf(model: Model, differentials: Sequence[Differential]) -> np.ndarray:
    """Return the probability of each class in the order of the model, shape (cases, classes)."""
    byClass = [one.probabilities() for one in differentials]
    return np.array([[each[classId] for classId in model.classIds()] for each in byClass]).reshape(
        -1, len(model.classes))


def share(count: float, total: int) -> Estimate:
    """Return a proportion with its 95 % interval of Wilson; ``count`` may hold parts, where classes share a place."""
    return Estimate(count / total, *wilsonInterval(count, total))
