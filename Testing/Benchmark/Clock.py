"""Times of what is compared, taken in turns: whatever else the machine does slows all of it alike."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import process_time
from typing import Any


@dataclass
class Subject:
    """One of those that are compared.

    :param name: its name
    :param prepare: () to the arguments of ``run``
    :param run: what it does
    :param rounds: how often; not in every round where it is slow
    :ivar preparing: ms of each round for ``prepare``
    :ivar running: ms of each round for ``run``
    :ivar result: what ``run`` returned the last time
    """

    name: str
    prepare: Callable[[], tuple]
    run: Callable[..., Any]
    rounds: int
    preparing: list[float] = field(default_factory=list)
    running: list[float] = field(default_factory=list)
    result: Any = None

    @property
    def ms(self) -> float:
        """Median of ``run``."""
        return median(self.running)

    @property
    def preparedMs(self) -> float:
        """Median of both together."""
        return median(map(sum, zip(self.preparing, self.running)))


def takeTurns(subjects: Sequence[Subject]) -> None:
    """Run all subjects, once in each round, and once before.

    Times are those of the processor, in all threads of this process: on one thread and an idle machine they are those
    of the clock, and on a busy one they stay so.
    """
    for subject in subjects:
        if subject.rounds > 1:
            subject.run(*subject.prepare())
    gc.collect()
    for number in range(max(subject.rounds for subject in subjects)):
        for subject in subjects:
            if number < subject.rounds:
                _time(subject)


def _time(subject: Subject) -> None:
    begin = process_time()
    arguments = subject.prepare()
    between = process_time()
    subject.result = subject.run(*arguments)
    end = process_time()
    subject.preparing.append(1000 * (between - begin))
    subject.running.append(1000 * (end - between))
