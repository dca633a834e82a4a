"""Roles of series and regions: the one place for their names, titles, colors and command line options.

Names are written to node attributes, CSV and JSON and are never translated. Titles are shown to the user and are
translated where they are shown, in the context of this file (see Panel/Titles.py).
"""

from __future__ import annotations

from dataclasses import dataclass


def _(text: str) -> str:
    """Mark a text for the translation tools; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class SequenceRole:
    """What a volume shows.

    :param name: identifier, used on nodes and in files
    :param title: text for the user (English source)
    :param option: option of the command line that gives a series this role
    :param units: units of the voxel values, in UCUM; MR signal is in arbitrary units
    :param quantitative: the values have an absolute scale with a physical zero point that is not "no signal"
        (Hounsfield units), so that two regions compare by difference and a ratio would be meaningless
    :param native: signal of the tissue itself, without contrast agent and not a computed map: what tissues that are
        alike share
    """

    name: str
    title: str
    option: str
    units: str = "[arb'U]"
    quantitative: bool = False
    native: bool = True

    @property
    def isSignal(self) -> bool:
        """True for MR signal, which coil and receiver scale; ADC and CT have a scale of their own."""
        return self.units == "[arb'U]"


@dataclass(frozen=True)
class RegionRole:
    """What a region of interest lies on.

    :param name: identifier, used on nodes and in files
    :param title: text for the user (English source)
    :param option: option of the command line that gives a region this role
    :param color: red, green, blue in 0..1, from a palette that stays apart for color-blind readers
        (after Okabe and Ito, Color Universal Design, 2008)
    :param size: mm across a region that is placed with one click, until the user chooses another: what lies well
        inside the tissue of an adult's thoracic spine, away from its borders
    :param isLesion: lesions are compared with references; everything else is a reference
    :param shortTitle: the title where room is scarce, "" for the title itself
    """

    name: str
    title: str
    option: str
    color: tuple[float, float, float]
    size: float
    isLesion: bool = False
    shortTitle: str = ""


SEQUENCE_ROLES = (
    SequenceRole("T1", _("T1"), "t1"),
    SequenceRole("T2", _("T2"), "t2"),
    SequenceRole("STIR", _("STIR / T2 fat-suppressed"), "stir"),
    SequenceRole("T1post", _("T1 post-contrast"), "t1-post", native=False),
    SequenceRole("InPhase", _("In-phase"), "in-phase"),
    SequenceRole("OpposedPhase", _("Opposed-phase"), "opposed-phase"),
    SequenceRole("ADC", _("ADC"), "adc", units="10-6.mm2/s", native=False),
    SequenceRole("CT", _("CT"), "ct", units="[hnsf'U]", quantitative=True, native=False),
)

REGION_ROLES = (
    RegionRole("epidural_lesion", _("Epidural lesion"), "epidural-lesion", (0.95, 0.35, 0.10), 8.0, isLesion=True,
               shortTitle=_("Epidural")),
    RegionRole("paravertebral_lesion", _("Paravertebral lesion"), "paravertebral-lesion", (0.95, 0.65, 0.00), 8.0,
               isLesion=True, shortTitle=_("Paravert.")),
    RegionRole("other_lesion", _("Other lesion"), "lesion", (0.90, 0.50, 0.75), 8.0, isLesion=True,
               shortTitle=_("Other")),
    RegionRole("marrow", _("Marrow"), "marrow", (0.35, 0.75, 0.95), 10.0),
    RegionRole("cord", _("Spinal cord"), "cord", (0.95, 0.90, 0.30), 5.0, shortTitle=_("Cord")),
    RegionRole("muscle", _("Muscle"), "muscle", (0.00, 0.70, 0.50), 10.0),
    RegionRole("disc", _("Disc"), "disc", (0.25, 0.50, 0.95), 5.0),
    RegionRole("csf", _("CSF"), "csf", (0.60, 0.95, 0.95), 4.0),
    RegionRole("fat", _("Fat"), "fat", (0.80, 0.80, 0.65), 8.0),
)

_SEQUENCES = {role.name: role for role in SEQUENCE_ROLES}
_REGIONS = {role.name: role for role in REGION_ROLES}


def sequenceRole(name: str) -> SequenceRole:
    """Return the sequence role of this name.

    :raises ValueError: the name is not a sequence role; the message lists those that are
    """
    if name not in _SEQUENCES:
        raise ValueError(f"Unknown sequence role '{name}'. Use one of: {', '.join(_SEQUENCES)}.")
    return _SEQUENCES[name]


def regionRole(name: str) -> RegionRole:
    """Return the region role of this name.

    :raises ValueError: the name is not a region role; the message lists those that are
    """
    if name not in _REGIONS:
        raise ValueError(f"Unknown region role '{name}'. Use one of: {', '.join(_REGIONS)}.")
    return _REGIONS[name]
