"""The picture: what the findings in the images say by themselves, whatever the prior and whoever the patient."""

from dataclasses import dataclass

from ..Word import Word


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
