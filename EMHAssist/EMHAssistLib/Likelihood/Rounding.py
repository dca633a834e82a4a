"""Numbers are rounded at the end, so that the last bits, in which processors differ, never reach a reader."""

DECIMALS = 9


def rounded(value: float) -> float:
    """Return the number as it is given to the reader; never -0.0, whose sign is one of those last bits."""
    return round(float(value), DECIMALS) + 0.0
