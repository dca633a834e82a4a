"""How far a count leaves a probability open: the central interval of a Beta distribution, with numpy alone."""

import numpy as np

_POINTS = 4001
_LEAST_LOG_DENSITY = -30.0
_HALVINGS = 20


def betaInterval(a: np.ndarray, b: np.ndarray, level: float = 0.95) -> np.ndarray:
    """Return the ends of the central interval of Beta distributions.

    Of x successes in n with a prior Beta(p, q) the posterior is Beta(x + p, n - x + q) (Gelman et al., Bayesian Data
    Analysis, 3rd ed. 2013, section 2.4). The density is integrated over the log odds, where its logarithm is concave:
    at even steps from where it has fallen by a factor of exp(30) on one side of its top to where it has on the other.

    :param a: above 0, shape (n,)
    :param b: above 0, shape (n,)
    :param level: probability inside
    :return: low and high, shape (2, n), accurate to 0.001 for a and b from 0.1 on, to 0.01 below
    """
    a, b = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    logits = np.linspace(_fallen(a, b, -1), _fallen(a, b, 1), _POINTS)
    density = np.exp(_logDensity(logits, a, b))
    steps = (density[1:] + density[:-1]) / 2
    below = np.concatenate([np.zeros((1, a.size)), np.cumsum(steps, axis=0)]) / steps.sum(axis=0)
    tails = ((1 - level) / 2, (1 + level) / 2)
    ends = [np.interp(tails, below[:, index], logits[:, index]) for index in range(a.size)]
    return np.exp(-np.logaddexp(0, -np.array(ends).reshape(a.size, 2).T))


def _logDensity(logits, a, b):
    """Return the log density of the log odds, 0 at its top."""
    def unscaled(x):
        return -a * np.logaddexp(0, -x) - b * np.logaddexp(0, x)

    return unscaled(logits) - unscaled(np.log(a / b))


def _fallen(a, b, direction):
    """Return the log odds on one side of the top where the log density has fallen to the least that counts."""
    top = np.log(a / b)
    near, far = np.zeros_like(a), np.ones_like(a)
    while np.any(isHigh := _logDensity(top + direction * far, a, b) > _LEAST_LOG_DENSITY):
        far[isHigh] *= 2
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        isHigh = _logDensity(top + direction * middle, a, b) > _LEAST_LOG_DENSITY
        near, far = np.where(isHigh, middle, near), np.where(isHigh, far, middle)
    return top + direction * far
