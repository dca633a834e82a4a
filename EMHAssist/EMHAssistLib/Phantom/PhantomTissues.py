"""Tissues of the synthetic case: relaxation times, proton densities and where each value comes from.

The field strength is 3 T, because the 3 T values of muscle, fat and cord were seen in a published abstract while
those at 1.5 T could only be recalled. Where a source does not show its field strength the value is taken as it is
and says so. Times are in ms, proton densities in percent of pure water (pu), concentrations in mmol/L.

"assumed" marks a value nobody measured for this purpose; its source then gives the reason. No relaxation time
of extramedullary hematopoiesis (EMH) has been published. The synthetic case therefore tests arithmetic, never
diagnostic validity.
"""

from dataclasses import dataclass
from enum import IntEnum

FIELD_STRENGTH_TESLA = 3.0


class Label(IntEnum):
    """Number of a tissue in label arrays; TISSUES has the same order."""

    Air = 0
    Skin = 1
    Fat = 2
    Muscle = 3
    Lung = 4
    FlowVoid = 5
    Vein = 6
    CorticalBone = 7
    Marrow = 8
    Ligament = 9
    Disc = 10
    InnerAnnulus = 11
    OuterAnnulus = 12
    Csf = 13
    Cord = 14
    Nerve = 15
    Emh = 16


@dataclass(frozen=True)
class Value:
    """A number, the source it was taken from and how it is known: "abstract" (seen in a stored abstract),
    "background" (recalled, to be verified) or "assumed" (nothing published; the source gives the reason)."""

    value: float
    source: str
    provenance: str


@dataclass(frozen=True)
class PhantomTissue:
    """What the signal equations need to know of a tissue.

    echoTrainT2 replaces t2 in fast spin echo sequences where the two differ, None where they do not.
    concentration is that of the contrast agent on the post-contrast series.
    fatFraction is the share of the proton density that is fat: the times are those of water and fat together, and
    fat suppression takes the fat. t2Star is for gradient echo sequences; None: a share of t2 (see Protocols).
    diffusion is the apparent diffusion coefficient in 10^-6 mm2/s.
    """

    name: str
    t1: Value
    t2: Value
    protonDensity: Value
    concentration: Value
    echoTrainT2: Value | None = None
    fatFraction: Value | None = None
    t2Star: Value | None = None
    diffusion: Value | None = None

    def effectiveT2(self, isEchoTrain):
        """T2 in ms that governs a fast (isEchoTrain) or a conventional spin echo sequence."""
        if isEchoTrain and self.echoTrainT2 is not None:
            return self.echoTrainT2.value
        return self.t2.value


DE_BAZELAIRE = "de Bazelaire 2004 Radiology 230:652, doi 10.1148/radiol.2303021331 (3 T)"
SMITH = "Smith 2008 Magn Reson Med 60:213, doi 10.1002/mrm.21596 (3 T, cervical cord white matter)"
SYNTHETIC_MRI = "Synthetic MRI of the normal spine, AJNR 2018, PMC7410772 (field strength not shown)"
FINGERPRINTING = "3D MR fingerprinting of spine and pelvis, red marrow deposition (field strength not shown)"
MORITANI = "Moritani, American Society of Spine Radiology 2006 (b 0 and 1000)"
STANISZ = "Stanisz 2005 Magn Reson Med 54:507, doi 10.1002/mrm.20605 (3 T, recalled)"

# Gadobutrol in human plasma at 3 T, L/(mmol s).
RELAXIVITY = Value(4.97, "Szomolanyi 2019 Invest Radiol 54:559, doi 10.1097/RLI.0000000000000577", "abstract")


def published(value, source):
    """A value seen in a stored abstract."""
    return Value(value, source, "abstract")


def assumed(value, reason):
    """A value that nobody has published, with the reason for it."""
    return Value(value, reason, "assumed")


NO_AGENT = assumed(0.0, "no or hardly any uptake (intact barrier, no vessels, or no signal)")
NO_SIGNAL_TIME = assumed(1.0, "any time: the proton density is zero")


def _withoutSignal(name, reason):
    return PhantomTissue(name, NO_SIGNAL_TIME, NO_SIGNAL_TIME, assumed(0.0, reason), NO_AGENT)


_MUSCLE_T1 = published(898.0, DE_BAZELAIRE)
_MUSCLE_T2 = published(29.0, DE_BAZELAIRE)
_MARROW_T1 = published(858.7, FINGERPRINTING)
_MARROW_T2 = published(58.0, FINGERPRINTING)
RED_MARROW_FAT = assumed(0.20, "hyperplastic red marrow; adults have 0.37 (Ruschke 2021)")
MARROW_T2_STAR = assumed(8.5, "half of the 17.1 ms at 1.5 T of healthy marrow (Radiol Med 2022;127:1199, doi "
                         "10.1007/s11547-022-01554-w): trabecular bone dephases twice as fast at 3 T")
MARROW_DIFFUSION = assumed(600.0, "below the 695 that part marrow from tumor (Park, cited in doi "
                           "10.2478/raon-2024-0049)")
_CORD_T1 = published(876.0, SMITH)
_CORD_T2 = published(73.0, SMITH)
_CORD_DENSITY = published(58.7, SYNTHETIC_MRI)

TISSUES = (
    _withoutSignal("air", "no protons; also airways and bowel gas"),
    PhantomTissue("skin", _MUSCLE_T1, _MUSCLE_T2, assumed(45.0, "thin and fibrous, darker than muscle"), NO_AGENT),
    PhantomTissue("fat", published(382.0, DE_BAZELAIRE), published(68.0, DE_BAZELAIRE),
                  assumed(100.0, "about that of water; no proton density published in the sources used"), NO_AGENT,
                  assumed(125.0, "fat is brighter in echo trains (Henkelman 1992 J Magn Reson Imaging 2:533); "
                           "the amount is assumed"),
                  fatFraction=assumed(1.0, "all of it")),
    PhantomTissue("muscle", _MUSCLE_T1, _MUSCLE_T2, assumed(80.0, "water content of muscle, about 0.8"),
                  assumed(0.06, "slight uptake"), diffusion=published(1440.0, MORITANI)),
    PhantomTissue("lung", _MUSCLE_T1, assumed(12.0, "susceptibility of air, short"),
                  assumed(20.0, "mostly air"), NO_AGENT),
    _withoutSignal("flowVoid", "blood that leaves the slice between excitation and echo"),
    PhantomTissue("vein", Value(1932.0, STANISZ, "background"), Value(275.0, STANISZ, "background"),
                  assumed(75.0, "slow flow, part of the signal is lost"),
                  assumed(0.9, "blood pool minutes after injection")),
    PhantomTissue("corticalBone", _MUSCLE_T1, assumed(8.0, "mineralized, very short"),
                  assumed(6.0, "little mobile water"), NO_AGENT),
    PhantomTissue("marrow", _MARROW_T1, _MARROW_T2, published(91.1, SYNTHETIC_MRI + ", vertebral body"),
                  assumed(0.06, "normal marrow enhances a little"), fatFraction=RED_MARROW_FAT, t2Star=MARROW_T2_STAR,
                  diffusion=MARROW_DIFFUSION),
    PhantomTissue("ligament", _MUSCLE_T1, assumed(10.0, "collagen, short; also dura"),
                  assumed(35.0, "fibrous"), NO_AGENT),
    PhantomTissue("disc", published(1164.9, SYNTHETIC_MRI), published(101.9, SYNTHETIC_MRI),
                  published(78.9, SYNTHETIC_MRI), NO_AGENT, diffusion=assumed(1600.0, "much free water")),
    PhantomTissue("innerAnnulus", published(723.0, SYNTHETIC_MRI + ", intermediate disc"),
                  published(66.8, SYNTHETIC_MRI + ", intermediate disc"),
                  published(60.8, SYNTHETIC_MRI + ", intermediate disc"), NO_AGENT),
    PhantomTissue("outerAnnulus", published(554.4, SYNTHETIC_MRI + ", desiccated disc"),
                  published(55.6, SYNTHETIC_MRI + ", desiccated disc"),
                  published(47.6, SYNTHETIC_MRI + ", desiccated disc"), NO_AGENT),
    PhantomTissue("csf", published(4273.4, SYNTHETIC_MRI), published(1577.6, SYNTHETIC_MRI),
                  published(107.5, SYNTHETIC_MRI), NO_AGENT, diffusion=published(2450.0, MORITANI)),
    PhantomTissue("cord", _CORD_T1, _CORD_T2, _CORD_DENSITY, NO_AGENT,
                  diffusion=assumed(900.0, "as nervous tissue")),
    PhantomTissue("nerve", _CORD_T1, _CORD_T2, assumed(58.7, "as cord"), assumed(0.1, "root ganglia enhance")),
    PhantomTissue("emh", assumed(858.7, "as red marrow: no EMH relaxation times are published"),
                  assumed(58.0, "as red marrow: no EMH relaxation times are published"),
                  assumed(91.1, "as the vertebral body: no proton density of EMH is published"),
                  assumed(0.12, "minimal to mild enhancement, as in the first seed case; others report more"),
                  fatFraction=RED_MARROW_FAT,
                  t2Star=assumed(17.0, "no trabecular bone in it, little iron"), diffusion=MARROW_DIFFUSION),
)

TISSUE_NAMES = tuple(tissue.name for tissue in TISSUES)
