"""Units of length that files state, in millimeters."""

from __future__ import annotations

# Micro sign and Greek letter, both of which are written.
_MILLIMETERS = {
    1.0: ("mm", "millimeter", "millimetre"),
    1e-3: ("um", "\u00b5m", "\u03bcm", "micron", "micrometer", "micrometre"),
    1e-6: ("nm", "nanometer", "nanometre"),
    10.0: ("cm", "centimeter", "centimetre"),
    100.0: ("dm", "decimeter", "decimetre"),
    1e3: ("m", "meter", "metre"),
    25.4: ("in", "inch", "[in_i]"),
}
_BY_NAME = {name: millimeters for millimeters, names in _MILLIMETERS.items() for name in names}


def millimeters(unit: str) -> float:
    """Return how many millimeters a unit of length is.

    :param unit: its symbol (UCUM), or its English name in the singular or plural
    :raises ValueError: it is none that is known
    """
    name = unit.strip().lower()
    for known in (name, name.removesuffix("s"), name.removesuffix("es")):
        if known in _BY_NAME:
            return _BY_NAME[known]
    raise ValueError(f"its unit of length '{unit}' is not known; give it in mm")
