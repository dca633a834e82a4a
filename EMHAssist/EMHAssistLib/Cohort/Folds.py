"""Proven cases dealt out to folds, those of the target and of every other diagnosis evenly."""

from __future__ import annotations

import numpy as np

FOLDS = 5


def checkFolds(isTarget: np.ndarray, target: str) -> None:
    """Check that there are enough cases to deal out.

    :param isTarget: bool of shape (cases,)
    :param target: id of the target
    :raises ValueError: fewer than FOLDS cases of the target or of all others
    """
    for number, title in ((isTarget.sum(), f"'{target}'"), ((~isTarget).sum(), "all other diagnoses together")):
        if number < FOLDS:
            raise ValueError(f"Only {number} cases of {title}: cross-validation in {FOLDS} folds needs {FOLDS} or "
                             "more.")


def dealOut(truth: np.ndarray, target: int, random: np.random.Generator) -> np.ndarray:
    """Return a fold for each case: of each class and of all mimics the folds hold the same number, but for one.

    :param truth: class of each case, shape (cases,)
    :param target: the class that is dealt out first; the others follow one after another
    """
    shuffled = random.permutation(len(truth))
    ordered = shuffled[np.lexsort((truth[shuffled], truth[shuffled] != target))]
    folds = np.empty(len(truth), dtype=int)
    folds[ordered] = np.arange(len(truth)) % FOLDS
    return folds
