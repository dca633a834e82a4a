"""Numbers made of two series: contrast enhancement and the chemical shift index."""

from __future__ import annotations

from dataclasses import replace
from math import exp, hypot

from .MeanSignal import MeanSignal
from .Ratio import Comparison, Quantity
from .Relation import Relation


def enhancement(pre: Comparison, post: Comparison) -> Comparison:
    """Return the relative enhancement of a lesion: (lesion / reference) post over the same before contrast, minus 1.

    Two series may differ in receiver gain, so that the plain (post - pre) / pre of a lesion is without meaning; the
    reference on the same two series takes the gain out. It is too low by as much as the reference itself enhances.
    The margins add in squares, see Ratio.compare.

    :param pre: ratio of lesion to reference before contrast
    :param post: the same ratio after contrast
    :return: a fraction (1 is +100 %)

    >>> before, after = Comparison("ratio", 1.0, 0.9, 1.1), Comparison("ratio", 1.3, 1.2, 1.41)
    >>> f"{enhancement(before, after).value:+.0%}"
    '+30%'
    """
    for name, one in (("before", pre), ("after", post)):
        if not one.measurable:
            return Comparison(Quantity.ENHANCEMENT, problem=f"{name} contrast: {one.problem}")
        if one.isBound:
            return Comparison(Quantity.ENHANCEMENT, problem=f"{name} contrast: a signal is below the noise")
    change, margin = post.value / pre.value, hypot(pre.logMargin, post.logMargin)
    return Comparison(Quantity.ENHANCEMENT, change - 1, change * exp(-margin) - 1, change * exp(margin) - 1)


def chemicalShift(ratio: Comparison) -> Comparison:
    """Return the chemical shift index of a region from its opposed-phase over in-phase ratio.

    Below a cut-off between 0.80 and 0.96, by source, it speaks for fat within the voxels, as marrow has (Suh 2018,
    meta-analysis of 12 studies, 663 lesions of marrow). Iron shortens T2* and raises it: at 1.5 T marrow with a T2* of
    7.5 ms reads a true 0.80 as 1.09.

    :param ratio: opposed-phase signal over in-phase signal of the same region in one acquisition
    """
    if ratio.isBound:
        return Comparison(Quantity.CHEMICAL_SHIFT, problem="a signal is below the noise")
    return replace(ratio, quantity=Quantity.CHEMICAL_SHIFT, relation=Relation.NONE)


def absolute(signal: MeanSignal) -> Comparison:
    """Return a signal of physical units, such as an ADC, as a number with its interval."""
    if signal.problem:
        return Comparison(Quantity.ABSOLUTE, problem=signal.problem)
    return Comparison(Quantity.ABSOLUTE, signal.mean, signal.mean - signal.margin, signal.mean + signal.margin)
