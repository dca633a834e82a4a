"""The picture: what the findings in the images say by themselves, whatever the prior and whoever the patient.

Of the patient it depends in one way: an image finding that the setting holds already is left out, and one that shares
a block with host findings counts less beside them, as in the answer. Else picture and setting would not make it up.
"""

from dataclasses import dataclass

import numpy as np

from ..Word import Word
from .Draws import quantiles
from .LogLikelihoods import meanLogShares
from .Rounding import rounded
from .WeighedFindings import WeighedFindings

LARGEST_FACTOR = 1e9
"""A factor beyond this, either way, is given as this: any reader takes it for certain."""


class Leaning(Word):
    """Which way the findings in the images point."""

    FAVORS = "favors"
    OPEN = "open"
    AGAINST = "against"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Factor:
    """How many times findings favor the target over something else, with the 95 % interval; below 1 they disfavor."""

    value: float
    low: float
    high: float

    @property
    def inverse(self) -> "Factor":
        """How many times they favor the other one."""
        return Factor(*(1 / max(value, 1 / LARGEST_FACTOR) for value in (self.value, self.high, self.low)))


@dataclass(frozen=True)
class Picture:
    """How many times the findings in the images (kinds morphology and signal) favor the target.

    :param findings: how many there are that count
    :param average: over the average alternative, all alternatives being equally frequent
    :param strongest: over the alternative that the images fit best
    :param rival: id of that alternative
    :param rivalTitle: its title
    """

    findings: int
    average: Factor
    strongest: Factor
    rival: str
    rivalTitle: str

    @property
    def leaning(self) -> Leaning:
        """Whether the images favor the target over the average alternative; open where the interval holds 1."""
        if not self.findings:
            return Leaning.UNKNOWN
        if self.average.low > 1:
            return Leaning.FAVORS
        return Leaning.AGAINST if self.average.high < 1 else Leaning.OPEN


def pictureOf(weighed: WeighedFindings, evidence: np.ndarray, drawn: np.ndarray) -> Picture:
    """Return what the findings in the images say.

    The forms of a diagnosis are mixed by their shares, whatever the setting states of the patient.

    :param evidence: log likelihoods as they enter the posterior, shape (findings, forms)
    :param drawn: weight of each class under drawn tables, shape (classes, draws), see drawnClasses
    """
    model, target = weighed.model, weighed.targetIndex
    isImage = np.array([not item.feature.isHost for item in weighed.used], dtype=bool)
    logMean = weighed.logClasses(meanLogShares(model) + evidence[isImage].sum(axis=0))
    others = [index for index in range(len(model.classes)) if index != target]
    rival = max(others, key=lambda index: logMean[index])
    average = np.logaddexp.reduce(logMean[others]) - np.log(len(others))
    # exp(700) is still a float64.
    value = _within(np.exp(np.minimum(logMean[target] - np.array([average, logMean[rival]]), 700)))
    low, high = _within(quantiles(drawn[target] / np.array([drawn[others].mean(axis=0), drawn[rival]])))
    ofAverage, ofStrongest = (Factor(rounded(each), rounded(min(ends[0], each)), rounded(max(ends[1], each)))
                              for each, ends in zip(value, zip(low, high)))
    return Picture(int(isImage.sum()), ofAverage, ofStrongest, model.classes[rival].id, model.classes[rival].title)


def _within(factors):
    return np.clip(factors, 1 / LARGEST_FACTOR, LARGEST_FACTOR)
