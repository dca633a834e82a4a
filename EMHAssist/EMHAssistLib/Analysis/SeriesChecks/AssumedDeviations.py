"""How far what makes series doubtful may shift a comparison, as SD of its logarithm: the one place for these numbers.

All are assumed. They say "this could be ten percent", not "it is"; where a shift was measured it is used instead.
"""

# Repetition, echo or inversion time, echo train or flip angle of two series that are set against each other differ by
# more than this factor.
PROTOCOL_FACTOR = 1.2
PROTOCOL = 0.10
# Another receive coil, or the scanner evened out one of the two alone: places of different depth.
COIL = 0.15
# Slices that lie across each other; regions thinner than a slice bear a flag of their own.
PLANE = 0.02
PLANE_ANGLE = 20.0  # degrees
# Contrast agent before a T2, which it hardly changes, before a fat-suppressed one, and, by the clock alone, before a
# T1 or a STIR.
T2_AFTER_CONTRAST = 0.05
FAT_SUPPRESSED_AFTER_CONTRAST = 0.10
AFTER_CONTRAST_BY_CLOCK = 0.30
# In-phase and opposed-phase images with contrast agent.
PHASES_AFTER_CONTRAST = 0.10
# The header does not say that fat is suppressed where the role does.
NOT_SAID_TO_BE_SUPPRESSED = 0.30
# It cannot be told whether fat suppression is the same before and after contrast agent.
FAT_SUPPRESSION_UNKNOWN = 0.30
# A T1 that may be a gradient echo: marrow over disc is 0.20 on the MPRAGE of a healthy volunteer, and 1.3 on a spin
# echo by the signal equations of the phantom.
MAYBE_GRADIENT_ECHO = 1.9
