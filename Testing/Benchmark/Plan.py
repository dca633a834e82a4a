"""How large the benchmark is, and how often it measures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """What Bench.py asks of the parts.

    :param dimensions: columns, rows and slices of each of the six series
    :param tallSlices: slices of the one series of many slices; they are as thick as those of the others
    :param dragSteps: steps for each of two regions
    :param rounds: in which all that is compared runs once, one after the other
    :param slowRounds: of these, those in which what takes longer than the blink of an eye runs
    :param processes: fresh ones, for what happens once in each
    :param overlapping: regions at one place
    :param few: regions that there are when one is added
    :param many: the same, of many
    :param additions: regions added to each
    :param growth: regions from case to case
    :param updates: after which memory is looked at again
    :param spacing: mm between the voxels of the segmented vertebrae
    """

    dimensions: tuple[int, int, int] = (512, 512, 60)
    tallSlices: int = 400
    dragSteps: int = 300
    rounds: int = 25
    slowRounds: int = 5
    processes: int = 3
    overlapping: int = 100
    few: int = 5
    many: int = 500
    additions: int = 5
    growth: tuple[int, ...] = (10, 100, 1000)
    updates: int = 1000
    spacing: float = 0.5


# To see that the benchmark itself works.
QUICK = {"dragSteps": 3, "rounds": 2, "slowRounds": 1, "processes": 1, "overlapping": 4, "few": 2, "many": 5,
         "additions": 1, "growth": (2, 4), "updates": 5, "spacing": 4.0}
