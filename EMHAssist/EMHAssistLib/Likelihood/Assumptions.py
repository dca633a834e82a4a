"""What a user may set beside the findings: the prior, the cap and the temper. Neither has an empirical basis."""

from dataclasses import dataclass

SMALLEST_PRIOR = 1e-9
"""Of any class. A smaller one could not be told from 0 in a readout, and no finding would change it."""


@dataclass(frozen=True)
class Assumptions:
    """How findings are weighed.

    :param prior: prior probability of the target class, SMALLEST_PRIOR to 1 - SMALLEST_PRIOR, the others keeping their
        proportions; None for that of the setting
    :param cap: no finding changes the odds of two forms by more than this factor, at least 1; None for that of the
        model
    :param temper: 0 to 2, multiplies the temper of every block
    :raises ValueError: a number outside its range
    """

    prior: float | None = None
    cap: float | None = None
    temper: float = 1.0

    def __post_init__(self):
        # Each condition is also false for NaN.
        if self.prior is not None and not SMALLEST_PRIOR <= self.prior <= 1 - SMALLEST_PRIOR:
            raise ValueError(f"The prior probability must be from {SMALLEST_PRIOR:g} to 1 - {SMALLEST_PRIOR:g}, "
                             f"not {self.prior}.")
        if self.cap is not None and not 1 <= self.cap <= 1e9:
            raise ValueError(f"The cap of the likelihood ratio must be from 1 to 1e9, not {self.cap}.")
        if not 0 <= self.temper <= 2:
            raise ValueError(f"The temper must be from 0 to 2, not {self.temper}.")
