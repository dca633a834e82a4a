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
    """

    name: str
    t1: Value
    t2: Value
    protonDensity: Value
    concentration: Value
    echoTrainT2: Value | None = None

    def effectiveT2(self, isEchoTrain):
        """T2 in ms that governs a fast (isEchoTrain) or a conventional spin echo sequence."""
        if isEchoTrain and self.echoTrainT2 is not None:
            return self.echoTrainT2.value
        return self.t2.value


DE_BAZELAIRE = "de Bazelaire 2004 Radiology 230:652, doi 10.1148/radiol.2303021331 (3 T)"
SMITH = "Smith 2008 Magn Reson Med 60:213, doi 10.1002/mrm.21596 (3 T, cervical cord white matter)"
SYNTHETIC_MRI = "Synthetic MRI of the normal spine, AJNR 2018, PMC7410772 (field strength not shown)"
FINGERPRINTING = "3D MR fingerprinting of spine and pelvis, red marrow deposition (field strength not shown)"
STANISZ = "Stanisz 2005 Magn Reson Med 54:507, doi 10.1002/mrm.20605 (3 T, recalled)"

# Gadobutrol in human plasma at 3 T, L/(mmol s).
RELAXIVITY = Value(4.97, "Szomolanyi 2019 Invest Radiol 54:559, doi 10.1097/RLI.0000000000000577", "abstract")


def _published(value, source):
    return Value(value, source, "abstract")


def _assumed(value, reason):
    return Value(value, reason, "assumed")


NO_AGENT = _assumed(0.0, "no or hardly any uptake (intact barrier, no vessels, or no signal)")
NO_SIGNAL_TIME = _assumed(1.0, "any time: the proton density is zero")


def _withoutSignal(name, reason):
    return PhantomTissue(name, NO_SIGNAL_TIME, NO_SIGNAL_TIME, _assumed(0.0, reason), NO_AGENT)


_MUSCLE_T1 = _published(898.0, DE_BAZELAIRE)
_MUSCLE_T2 = _published(29.0, DE_BAZELAIRE)
_MARROW_T1 = _published(858.7, FINGERPRINTING)
_MARROW_T2 = _published(58.0, FINGERPRINTING)
_CORD_T1 = _published(876.0, SMITH)
_CORD_T2 = _published(73.0, SMITH)
_CORD_DENSITY = _published(58.7, SYNTHETIC_MRI)

TISSUES = (
    _withoutSignal("air", "no protons; also airways and bowel gas"),
    PhantomTissue("skin", _MUSCLE_T1, _MUSCLE_T2, _assumed(45.0, "thin and fibrous, darker than muscle"), NO_AGENT),
    PhantomTissue("fat", _published(382.0, DE_BAZELAIRE), _published(68.0, DE_BAZELAIRE),
                  _assumed(100.0, "about that of water; no proton density published in the sources used"), NO_AGENT,
                  _assumed(125.0, "fat is brighter in echo trains (Henkelman 1992 J Magn Reson Imaging 2:533); "
                           "the amount is assumed")),
    PhantomTissue("muscle", _MUSCLE_T1, _MUSCLE_T2, _assumed(80.0, "water content of muscle, about 0.8"),
                  _assumed(0.06, "slight uptake")),
    PhantomTissue("lung", _MUSCLE_T1, _assumed(12.0, "susceptibility of air, short"),
                  _assumed(20.0, "mostly air"), NO_AGENT),
    _withoutSignal("flowVoid", "blood that leaves the slice between excitation and echo"),
    PhantomTissue("vein", Value(1932.0, STANISZ, "background"), Value(275.0, STANISZ, "background"),
                  _assumed(75.0, "slow flow, part of the signal is lost"),
                  _assumed(0.9, "blood pool minutes after injection")),
    PhantomTissue("corticalBone", _MUSCLE_T1, _assumed(8.0, "mineralized, very short"),
                  _assumed(6.0, "little mobile water"), NO_AGENT),
    PhantomTissue("marrow", _MARROW_T1, _MARROW_T2, _published(91.1, SYNTHETIC_MRI + ", vertebral body"),
                  _assumed(0.06, "normal marrow enhances a little")),
    PhantomTissue("ligament", _MUSCLE_T1, _assumed(10.0, "collagen, short; also dura"),
                  _assumed(35.0, "fibrous"), NO_AGENT),
    PhantomTissue("disc", _published(1164.9, SYNTHETIC_MRI), _published(101.9, SYNTHETIC_MRI),
                  _published(78.9, SYNTHETIC_MRI), NO_AGENT),
    PhantomTissue("innerAnnulus", _published(723.0, SYNTHETIC_MRI + ", intermediate disc"),
                  _published(66.8, SYNTHETIC_MRI + ", intermediate disc"),
                  _published(60.8, SYNTHETIC_MRI + ", intermediate disc"), NO_AGENT),
    PhantomTissue("outerAnnulus", _published(554.4, SYNTHETIC_MRI + ", desiccated disc"),
                  _published(55.6, SYNTHETIC_MRI + ", desiccated disc"),
                  _published(47.6, SYNTHETIC_MRI + ", desiccated disc"), NO_AGENT),
    PhantomTissue("csf", _published(4273.4, SYNTHETIC_MRI), _published(1577.6, SYNTHETIC_MRI),
                  _published(107.5, SYNTHETIC_MRI), NO_AGENT),
    PhantomTissue("cord", _CORD_T1, _CORD_T2, _CORD_DENSITY, NO_AGENT),
    PhantomTissue("nerve", _CORD_T1, _CORD_T2, _assumed(58.7, "as cord"), _assumed(0.1, "root ganglia enhance")),
    PhantomTissue("emh", _assumed(858.7, "as red marrow: no EMH relaxation times are published"),
                  _assumed(58.0, "as red marrow: no EMH relaxation times are published"),
                  _assumed(91.1, "as the vertebral body: no proton density of EMH is published"),
                  _assumed(0.12, "minimal to mild enhancement, as in the first seed case; others report more")),
)

TISSUE_NAMES = tuple(tissue.name for tissue in TISSUES)
