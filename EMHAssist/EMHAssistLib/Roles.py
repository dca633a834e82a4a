"""Roles of series and regions: the one place for their names, titles, colors, places, keys and command line options.

Names are written to node attributes, CSV and JSON and are never translated. Titles and places are shown to the user and
are translated where they are shown, in the context of this file (see Panel/Titles.py).

Where a region goes and what it keeps off:

- Marrow: as the vertebral bone quality score is measured, in the marrow of several vertebral bodies on a midline image,
  off cortical bone, focal lesions and the basivertebral vein (Ehresman et al. 2020, Spine J 20:1037; compared over
  fields in 10.1186/s13018-023-04268-5).
- Muscle: multifidus or erector spinae as Crawford et al. define them (2017, 10.1186/s12891-016-1378-z), but off the fat
  between their fibers, which they measure and a reference must not hold.

Assumed: every size; what cord, disc, CSF and fat regions keep off.
"""

from __future__ import annotations

from dataclasses import dataclass

from .Language import mark as _


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
        alike share. Gradient echoes are not: the bone between marrow darkens it, and that outside of bones not
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
    :param place: where a good region lies, how large it is and what it keeps off, for the user (English source)
    :param key: keyboard shortcut of placing a region, "" for none; see Panel/Keyboard for the keys that are free
    :param segments: names of segments that show this tissue: words of which one has to be there, and words that may
        stand beside them; a name with any other word ("cord lesion", "disc herniation") is not this tissue
    """

    name: str
    title: str
    option: str
    color: tuple[float, float, float]
    size: float = 8.0
    isLesion: bool = False
    shortTitle: str = ""
    place: str = _("Inside the tissue, away from its borders")
    key: str = ""
    segments: tuple[tuple[str, str], ...] = ()


SEQUENCE_ROLES = (
    SequenceRole("T1", _("T1"), "t1"),
    SequenceRole("T2", _("T2"), "t2"),
    SequenceRole("STIR", _("STIR / T2 fat-suppressed"), "stir"),
    SequenceRole("T1post", _("T1 post-contrast"), "t1-post", native=False),
    SequenceRole("T1FS", _("T1 fat-suppressed"), "t1-fs"),
    SequenceRole("T1GRE", _("T1 gradient echo"), "t1-gre", native=False),
    SequenceRole("Balanced", _("Balanced gradient echo"), "balanced", native=False),
    SequenceRole("InPhase", _("In-phase"), "in-phase"),
    SequenceRole("OpposedPhase", _("Opposed-phase"), "opposed-phase"),
    SequenceRole("ADC", _("ADC"), "adc", units="10-6.mm2/s", native=False),
    SequenceRole("CT", _("CT"), "ct", units="[hnsf'U]", quantitative=True, native=False),
    SequenceRole("CTpost", _("CT post-contrast"), "ct-post", units="[hnsf'U]", quantitative=True, native=False),
)

# What a series after contrast agent can be compared with: the same before, of the same kind.
PRE_CONTRAST = ("T1", "T1FS", "T1GRE")

REGION_ROLES = (
    RegionRole(
        "epidural_lesion", _("Epidural lesion"), "epidural-lesion", (0.95, 0.35, 0.10), isLesion=True,
        shortTitle=_("Epidural"), key="Alt+1",
        place=_("The solid part, inside its edge, as large as fits; avoid CSF, fat and epidural veins")),
    RegionRole(
        "paravertebral_lesion", _("Paravertebral lesion"), "paravertebral-lesion", (0.95, 0.65, 0.00), isLesion=True,
        shortTitle=_("Paravert."), key="Alt+2",
        place=_("The solid part, 10 mm across or more, inside its edge; avoid vessels, ribs and lung")),
    RegionRole(
        "other_lesion", _("Other lesion"), "lesion", (0.90, 0.50, 0.75), isLesion=True, shortTitle=_("Other"),
        key="Alt+3", place=_("The solid part, inside its edge, as large as fits; avoid cysts, necrosis and vessels")),
    RegionRole(
        "marrow", _("Marrow"), "marrow", (0.35, 0.75, 0.95), 10.0, key="Alt+4",
        place=_("Center of a vertebral body, half its height (10 to 15 mm); avoid endplates, the basivertebral vein, "
                "hemangiomas, fractures and metastases"),
        segments=(("marrow", "bone vertebra vertebrae vertebral"),
                  ("vertebra vertebrae vertebral", "body bodies corpus border"))),
    RegionRole(
        "cord", _("Spinal cord"), "cord", (0.95, 0.90, 0.30), 5.0, shortTitle=_("Cord"), key="Alt+5",
        place=_("Center of the cord, 5 mm across, longer along it; avoid its rim (partial volume with CSF) and "
                "compressed or hyperintense cord"),
        segments=(("cord", "spinal"),)),
    RegionRole(
        "muscle", _("Muscle"), "muscle", (0.00, 0.70, 0.50), 10.0, key="Alt+6",
        place=_("Multifidus or erector spinae at the level of the lesion, 10 mm across; avoid fatty streaks"),
        segments=(("autochthon multifidus psoas iliopsoas erector paraspinal muscle",
                   "major spinae muscle muscles deep of back skeletal"),)),
    RegionRole(
        "disc", _("Disc"), "disc", (0.25, 0.50, 0.95), 5.0, key="Alt+7",
        place=_("Center of a disc without degeneration, half its height; avoid endplates"),
        segments=(("disc discs disk disks ivd ivds", "intervertebral vertebra"),)),
    # A spinal canal is none: around the cord it holds epidural fat and veins as well as CSF.
    RegionRole(
        "csf", _("CSF"), "csf", (0.60, 0.95, 0.95), 4.0, key="Alt+8",
        place=_("CSF where it is widest, 3 mm across; avoid cord, nerve roots and flow artifacts"),
        segments=(("csf", "spinal"),)),
    RegionRole(
        "fat", _("Fat"), "fat", (0.80, 0.80, 0.65), key="Alt+9",
        place=_("Subcutaneous fat of the back, 10 mm across; avoid the layer next to the coil"),
        segments=(("fat", "subcutaneous epidural"),)),
)

_SEQUENCES = {role.name: role for role in SEQUENCE_ROLES}
_REGIONS = {role.name: role for role in REGION_ROLES}


def isSequenceRole(name: str) -> bool:
    """Tell whether a sequence role of this name is known."""
    return name in _SEQUENCES


def sequenceRole(name: str) -> SequenceRole:
    """Return the sequence role of this name.

    :raises ValueError: the name is not a sequence role; the message lists those that are
    """
    if name not in _SEQUENCES:
        raise ValueError(f"Unknown sequence role '{name}'. Use one of: {', '.join(_SEQUENCES)}.")
    return _SEQUENCES[name]


def mayBeOneSeries(one: str, other: str) -> bool:
    """Tell whether one series may have both of two roles: what is in phase is a T1 or a T2 as well.

    :param one: name of a sequence role
    :param other: name of another one
    """
    return {one, other} in ({"InPhase", "T1"}, {"InPhase", "T2"})


def isRegionRole(name: str) -> bool:
    """Tell whether a region role of this name is known."""
    return name in _REGIONS


def regionRole(name: str) -> RegionRole:
    """Return the region role of this name.

    :raises ValueError: the name is not a region role; the message lists those that are
    """
    if name not in _REGIONS:
        raise ValueError(f"Unknown region role '{name}'. Use one of: {', '.join(_REGIONS)}.")
    return _REGIONS[name]
