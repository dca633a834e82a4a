"""Reasons to doubt a number: the one place for their names, texts and thresholds.

All thresholds are assumed unless a source stands beside them: no study of EMH gives any.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..Language import mark as _


@dataclass(frozen=True)
class Flag:
    """A reason to doubt a number.

    :param name: identifier, one of FLAG_TEXTS; never translated
    :param value: the number that raised the flag
    """

    name: str
    value: float

    def __str__(self) -> str:
        return f"{self.name}={self.value:.4g}"


# A region that holds fewer resels (independent resolution elements) than this does not show how uncertain its mean is.
# That matters where autocorrelation makes the standard error of the mean larger than this fraction of it: below, the
# interval of a ratio comes from the spread between regions of one tissue (see Ratio) rather than from the voxels.
FEW_RESELS = 12
SMALL_ERROR = 0.06
# SD over mean above which a region holds more than one tissue.
HETEROGENEOUS_CV = 0.35
# Noise makes the mean of magnitude images too high, by the fraction 1 / (2 (mean / SD of the noise)^2) (Gudbjartsson
# and Patz, Magn Reson Med 1995;34:910-4): by 3 % at this value, and more below.
NOISE_MEAN_OVER_SD = 4.0
# Where there is no signal, mean over SD is sqrt(pi / (4 - pi)) = 1.91 (Rayleigh, ibid.), even where the image was
# interpolated and neighbors share their noise.
EMPTY_MEAN_OVER_SD = 2.2
# Rim and core whose means differ by more than this fraction, and by more than this many standard errors of their
# difference, hold different tissues.
RIM_DIFFERENCE = 0.15
RIM_STANDARD_ERRORS = 3.0
# A region of which this part is inside the image is whole, and one that shares this part with another one touches it:
# below is rounding, and the error of integrating what two shapes share.
WHOLE = 1 - 1e-4
TOUCHING = 1e-3
# This share of the voxels at the very highest value, at least this many, and this many times as many as at the next
# lower one: clipped.
SATURATED_SHARE = 0.05
SATURATED_VOXELS = 5
SATURATED_PILE = 3.0
# Means of reference regions of one tissue whose SD is above this fraction of their mean.
REFERENCES_CV = 0.15
# Lesion and reference farther apart than this from front to back lie at different depths of a surface coil.
DEPTH_DIFFERENCE = 20.0  # mm
# Slices that a region has to reach across: a thinner one takes up the signal of what lies above and below it.
THINNEST = 0.99
# What slices that stand out do to the mean of a region counts from this on, as a logarithm.
ODD_SLICE = 0.01
# Series of one examination are acquired within this time.
ACQUIRED_APART = 6.0  # h

# Those that weigh something by the mean: on a scale whose zero is not "no signal", such as CT, they say nothing.
RELATIVE_FLAGS = ("heterogeneous", "noise_floor", "rim", "references_disagree")

FLAG_TEXTS = {
    "few_voxels": _("too few independent patches of signal (resels) to tell how certain the mean is"),
    "outside": _("the region lies outside the image"),
    "partly_outside": _("only this fraction of the region lies inside the image"),
    "not_finite": _("this fraction of the region holds no value (NaN, infinite or padding) and is excluded"),
    "heterogeneous": _("SD over mean: the region contains more than one tissue"),
    "noise_floor": _("mean over SD is that of noise, which biases the mean upward"),
    "saturated": _("this fraction of the voxels shares the highest value: the signal may be clipped"),
    "rim": _("mean of the rim over mean of the core: the rim contains other tissue; see the mean without the rim"),
    "thinner_than_slice": _("slices that the region reaches across: its voxels hold what lies beside it, too"),
    "touches": _("this fraction of the region lies in a region of another tissue"),
    "shares": _("this fraction of the region lies in another region of the same tissue"),
    "references_disagree": _("SD over mean of the reference regions: they disagree"),
    "depth": _("mm between lesion and reference from front to back: a surface coil receives them differently"),
    "coil": _("bias-corrected over uncorrected ratio: they differ by more than the interval"),
    "frame_of_reference": _("number of different frames of reference among the series: regions may lie on different "
                            "anatomy"),
    "odd_slice": _("logarithm of how much brighter the slices that the region lies in are than their neighbors"),
    "acquired_apart": _("hours between this series and most of the others"),
}
