"""What a mass beside the spinal cord may be made of, and marrow of other kinds, for the harder cases of the phantom.

The times of lesions are nowhere published as a set: they are chosen so that the signal of each tissue against marrow
is as radiologists describe it. Such values are "assumed" and say why. Units and provenance as in PhantomTissues.
"""

from dataclasses import dataclass, replace

from .PhantomTissues import (
    DE_BAZELAIRE,
    FINGERPRINTING,
    MORITANI,
    NO_AGENT,
    TISSUES,
    Label,
    PhantomTissue,
    assumed,
    published,
)

PLANK = "Plank 2007 Neuroradiology, doi 10.1007/s00234-007-0275-4 (3 epidural lesions)"
RUSCHKE = "Ruschke 2021 NMR Biomed e4439, doi 10.1002/nbm.4439 (median of 260)"
_CELLULAR_DENSITY = "cellular tissue, somewhat less water than marrow has protons"


@dataclass(frozen=True)
class Lesion:
    """A kind of mass. rim is the tissue of its outermost layer where that differs, None otherwise.

    isEmh tells whether the mass is extramedullary hematopoiesis.
    """

    tissue: PhantomTissue
    rim: PhantomTissue | None = None
    isEmh: bool = False

    @property
    def name(self):
        """Identifier, that of its tissue."""
        return self.tissue.name


_EMH = replace(TISSUES[Label.Emh], name="emh_active")
_FAT = TISSUES[Label.Fat]

_FATTY_EMH = PhantomTissue(
    "emh_fatty", assumed(480.0, "burnt out: between red marrow and fat"), assumed(60.0, "as marrow and fat"),
    assumed(93.0, "between red marrow and fat"), assumed(0.04, "hardly any uptake, as inactive masses"),
    fatFraction=assumed(0.6, "mostly fat"), t2Star=assumed(17.0, "little iron"),
    diffusion=assumed(400.0, "fat hardly diffuses"))
_IRON_EMH = PhantomTissue(
    "emh_iron", assumed(700.0, "red marrow, T1 shortened by iron"),
    assumed(12.0, "iron: dark on T2, and darker than a disc on T1"),
    _EMH.protonDensity, assumed(0.06, "little uptake, and what there is dephases"), fatFraction=_EMH.fatFraction,
    t2Star=assumed(3.0, "as in marrow of thalassemia, T2* 7.5 ms at 1.5 T (doi 10.1007/s11547-022-01554-w)"),
    diffusion=_EMH.diffusion)
_METASTASIS = PhantomTissue(
    "metastasis", published(1674.6, FINGERPRINTING.replace("red marrow deposition", "osteoblastic metastasis")),
    assumed(78.0, "fat-suppressed T2 is then 3.1 times that of adult marrow; Park and Huh, Br J Radiol, found 3.2"),
    assumed(86.0, _CELLULAR_DENSITY), assumed(0.15, "marked enhancement"), diffusion=published(1050.0, PLANK))
_LYMPHOMA = PhantomTissue(
    "lymphoma", assumed(1350.0, "darker than marrow on T1, less than metastases"),
    assumed(64.5, "like red marrow on T2: densely packed cells"), assumed(84.0, _CELLULAR_DENSITY),
    assumed(0.12, "moderate, even enhancement"), diffusion=published(660.0, PLANK))
_PUS = PhantomTissue(
    "abscess", assumed(2000.0, "a fluid with much protein"), assumed(130.0, "a viscous fluid"),
    assumed(90.0, "mostly water"), NO_AGENT, diffusion=published(930.0, MORITANI))
_GRANULATION = PhantomTissue(
    "abscess_rim", assumed(1200.0, "inflamed tissue"), assumed(90.0, "inflamed tissue"), assumed(85.0, "as cells"),
    assumed(0.8, "the rim of an abscess enhances as vessels do"), diffusion=assumed(1300.0, "edema"))
_SUBACUTE = PhantomTissue(
    "hematoma_subacute", assumed(325.0, "methemoglobin shortens T1 to about that of fat"),
    assumed(155.0, "lysed cells: bright on T2"), assumed(77.0, "clot"), NO_AGENT,
    t2Star=assumed(60.0, "lysed cells"), diffusion=assumed(1000.0, "clot"))
_ACUTE = PhantomTissue(
    "hematoma_acute", assumed(1200.0, "clotted blood"), assumed(25.0, "deoxyhemoglobin in intact cells: dark on T2"),
    assumed(85.0, "clot"), NO_AGENT, t2Star=assumed(8.0, "deoxyhemoglobin"), diffusion=assumed(500.0, "clot"))
_SCHWANNOMA = PhantomTissue(
    "schwannoma", assumed(1500.0, "loose tissue with much water"), assumed(130.0, "bright on T2"),
    assumed(88.0, "much water"), assumed(0.2, "marked enhancement"), diffusion=assumed(1500.0, "loose tissue"))

LESIONS = {lesion.name: lesion for lesion in (
    Lesion(_EMH, isEmh=True),
    Lesion(_FATTY_EMH, isEmh=True),
    Lesion(_IRON_EMH, isEmh=True),
    Lesion(_METASTASIS),
    Lesion(_LYMPHOMA),
    Lesion(_PUS, _GRANULATION),
    Lesion(_SUBACUTE),
    Lesion(_ACUTE),
    Lesion(replace(_FAT, name="lipomatosis", diffusion=assumed(100.0, "fat hardly diffuses"))),
    Lesion(_SCHWANNOMA),
)}

_RED = TISSUES[Label.Marrow]
MARROWS = {
    "red": _RED,
    # The sum of water and fat, measured as one: so it comes out right on T1, T2 and STIR, and fat suppression takes
    # the share that is fat.
    "adult": replace(_RED, t1=published(586.0, DE_BAZELAIRE), t2=published(49.0, DE_BAZELAIRE),
                     fatFraction=published(0.368, RUSCHKE), diffusion=assumed(350.0, "fat hardly diffuses")),
    "iron": replace(_RED, t1=_IRON_EMH.t1, t2=_IRON_EMH.t2, t2Star=_IRON_EMH.t2Star),
}
