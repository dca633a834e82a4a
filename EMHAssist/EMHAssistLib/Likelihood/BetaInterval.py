"""How far a count leaves a probability open: the central interval of a Beta distribution."""

import numpy as np


def betaInterval(a: np.ndarray, b: np.ndarray, level: float = 0.95) -> np.ndarray:
    """Return the ends of the central interval of Beta distributions.

    Of x successes in n with a prior Beta(p, q) the posterior is Beta(x + p, n - x + q) (Gelman et al., Bayesian Data
    Analysis, 3rd ed. 2013, section 2.4).

    :param a: above 0, shape (n,)
    :param b: above 0, shape (n,)
    :param level: probability inside
    :return: low and high, shape (2, n)
    """
    from scipy.special import betaincinv

    return betaincinv(a, b, [[(1 - level) / 2], [(1 + level) / 2]])
