"""What follows from other findings, wholly or in part, and is not counted a second time."""

from collections.abc import Sequence

import numpy as np

from .Finding import CERTAIN, AssessedFinding
from .Model import Follows


def unsettledShares(items: Sequence[AssessedFinding], known: Sequence[AssessedFinding] = ()) -> np.ndarray:
    """Return what part of each finding does not follow from the others, 0 to 1, shape (items,).

    Several findings that settle a part each leave the product of what each leaves. A finding of which less than
    1 - CERTAIN is left has none left: all it says is said already. It settles others all the same, as do those from
    which it follows. Where findings follow from each other in a ring, the first of them counts for the rest.

    :param items: findings, in the order of the model
    :param known: what is known beside them and counted elsewhere, as part of the prior
    """
    shares = _shares(items, (*items, *known))
    settled = {index for index, share in enumerate(shares) if share <= 1 - CERTAIN}
    grounded = [item for index, item in enumerate(items) if index not in settled]
    waiting = sorted(settled)
    while waiting:
        left = dict(zip(waiting, _shares([items[index] for index in waiting], (*grounded, *known))))
        following = [index for index in waiting if left[index] <= 1 - CERTAIN]
        for index in following:
            shares[index] = 0.0
        if not following:
            first = _firstOfRing([items[index] for index in waiting])
            following = [index for index in waiting if items[index] is first]
            shares[following[0]] = left[following[0]]
        grounded += [items[index] for index in following]
        waiting = [index for index in waiting if index not in following]
    return shares


def settledShare(rule: Follows, other: AssessedFinding) -> float:
    """Return what part of a finding follows from another one, 0 to 1."""
    return sum(share * other.weightOf([answerId]) for answerId, share in rule.shares.items())


def _firstOfRing(items):
    """Return the first of findings that follow from each other in a ring, leaving aside what only follows from them."""
    while True:
        settling = [item for item in items if any(
            rule.feature == item.feature.id and settledShare(rule, item) > 0
            for other in items for rule in other.feature.follows)]
        if len(settling) == len(items):
            return items[0]
        items = settling


def _shares(items, known):
    itemById = {item.feature.id: item for item in known}
    shares = np.ones(len(items))
    for index, item in enumerate(items):
        for rule in item.feature.follows:
            other = itemById.get(rule.feature)
            if other is not None:
                shares[index] *= max(1 - settledShare(rule, other), 0.0)
    return shares
