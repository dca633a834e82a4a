"""How much findings count that repeat each other.

Within one form, findings of a block are not independent: large lesions are lobulated and multiple, a patient with
thalassemia is anemic and has a large spleen. Multiplying their likelihood ratios as if they were keeps the ranking but
drives probabilities toward 0 and 1 (Russek et al. 1983; Hand and Yu 2001). A block's log likelihoods are therefore
scaled from their plain sum to a p-norm of their strengths, p = 1 / (1 - dependence), and by the block's temper:

- a finding alone in its block counts as it stands, times the temper
- no finding counts more than its own table says: what it is multiplied by is 1 at most, whatever the tempers
- m findings of equal strength count like m ** (1 - dependence) of them; with dependence 1 like one
- a finding that says nothing changes nothing, and one more that points the same way never weakens the others
"""

from collections.abc import Sequence

import numpy as np

from .Model import Block


def strength(logLikelihoods: np.ndarray) -> np.ndarray:
    """Return how far each finding can move the odds of any two forms: the range of the last axis, natural log."""
    return logLikelihoods.max(axis=-1) - logLikelihoods.min(axis=-1)


def findingFactors(blocks: Sequence[Block], strengths: np.ndarray, temper: float, present: np.ndarray) -> np.ndarray:
    """Return the factor of each finding's log likelihood.

    :param blocks: block of each finding
    :param strengths: of the findings, shape (findings,), or in each selection, shape (..., findings)
    :param temper: multiplies the temper of every block
    :param present: which findings there are, bool of shape (..., findings): as many selections as one likes
    :return: the same shape; 0 for findings that are not there
    """
    factors = np.zeros(present.shape)
    there = np.where(present, strengths, 0.0)
    for block in dict.fromkeys(blocks):
        members = np.array([each is block for each in blocks])
        chosen = there[..., members]
        total, largest = chosen.sum(axis=-1, keepdims=True), chosen.max(axis=-1, keepdims=True)
        relative = np.divide(chosen, largest, out=np.zeros_like(chosen), where=largest > 0)
        exponent = 1 - block.dependence
        norm = (relative ** (1 / exponent)).sum(axis=-1, keepdims=True) ** exponent if exponent > 0 else 1.0
        share = np.divide(norm * largest, total, out=np.ones_like(total), where=total > 0)
        factors[..., members] = np.where(present[..., members], np.minimum(temper * block.temper * share, 1.0), 0.0)
    return factors
