"""What may be compared with what: statements about series, each with its reason and its consequence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from .Word import Word


class Consequence(Word):
    """What a statement does to what is claimed."""

    FINE = "fine"  # worth knowing, changes nothing
    DOUBTFUL = "doubtful"  # compared, with more uncertainty, and named
    REFUSED = "refused"  # not compared


@dataclass(frozen=True)
class Statement:
    """Something that speaks about whether signals may be compared.

    :param topic: identifier of what it is about, such as "fat_suppression"; never translated
    :param series: labels of the series it is about: one for all that is read from it, two for what compares them with
        each other, such as enhancement
    :param reason: in plain English, one sentence that names the figures
    :param consequence: what it does to what is claimed
    :param deviation: what it adds to the error of a log ratio, as SD; 0 unless doubtful
    """

    topic: str
    series: tuple[str, ...]
    reason: str
    consequence: Consequence
    deviation: float = 0.0


@dataclass(frozen=True)
class Objection:
    """Something that a file or its header claims and that its voxels, its geometry or another part of it contradict.

    What cannot be measured at all is refused by the reader; this is what can be, with a word. It becomes a statement
    about the series.

    :param topic: identifier of what it is about; never translated
    :param reason: in plain English, one sentence: what, where, why, what to do
    :param consequence: what it does to what is claimed
    :param deviation: what it adds to the error of a log ratio, as SD; 0 unless doubtful
    """

    topic: str
    reason: str
    consequence: Consequence
    deviation: float = 0.0


def statementText(statement: Statement) -> str:
    """Return a statement in plain English: the series, what follows and why."""
    effect = {Consequence.FINE: "", Consequence.DOUBTFUL: "doubtful: ",
              Consequence.REFUSED: "not compared: " if len(statement.series) == 1 else "not compared with each other: "}
    return f"{', '.join(statement.series)}: {effect[statement.consequence]}{statement.reason}"


class Comparability:
    """All statements about the series of a case, and what follows from them.

    :param statements: in the order they are shown
    """

    def __init__(self, statements: Iterable[Statement] = ()):
        self.statements = tuple(statements)
        # Asked for each comparison of each step of a drag; the labels are few.
        self._refusals: dict[tuple[str, ...], str] = {}
        self._deviations: dict[tuple[str, ...], float] = {}

    def about(self, *labels: str) -> list[Statement]:
        """Return the statements that concern what is computed from these series together: those about each one, and
        those about two of them."""
        return [statement for statement in self.statements if set(statement.series) <= set(labels)]

    def refusal(self, *labels: str) -> str:
        """Return why nothing may be computed from these series together, "" where it may."""
        if labels not in self._refusals:
            reasons = [statement.reason for statement in self.about(*labels)
                       if statement.consequence == Consequence.REFUSED]
            self._refusals[labels] = "; ".join(dict.fromkeys(reasons))
        return self._refusals[labels]

    def deviation(self, *labels: str) -> float:
        """Return what the doubts about these series add to the error of a log ratio, as SD."""
        if labels not in self._deviations:
            self._deviations[labels] = hypot(*(statement.deviation for statement in self.about(*labels)
                                               if statement.consequence == Consequence.DOUBTFUL))
        return self._deviations[labels]
