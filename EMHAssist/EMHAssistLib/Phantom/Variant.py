"""How a harder case differs from the kind one. All figures are assumed where no source stands beside them."""

from dataclasses import dataclass, field, replace
from types import MappingProxyType

from .LesionTissues import LESIONS, MARROWS
from .Movement import Movement
from .Protocols import PROTOCOLS

# SD between vertebral levels of one patient, as a fraction of the signal: in two real T2 series 0.089 and 0.095, of
# which a part is coil.
LEVEL_SPREAD = 0.08
# Percentage points of fat that marrow has more in each vertebra than in the one above: Heliyon 2021;7:e05992 (T12 to
# L5, 46 subjects).
FAT_GRADIENT = 1.37
# Pixels are acquired larger than those of the kind case and stored half as wide: about 0.7 of those, as scanners do.
ACQUIRED_PIXEL = 1.4


@dataclass(frozen=True)
class Variant:
    """A case to be acquired.

    - lesion: name of the mass, one of LESIONS
    - marrow: name of the marrow, one of MARROWS
    - levelSpread: SD of the logarithm of marrow signal between levels
    - fatGradient: percentage points of fat per level downwards
    - fattyMuscle: streaks of fat run through the muscles, more of them backwards and downwards
    - interpolation: stored pixels per acquired one along each side of the slices; above 1, neighbors share noise
    - protocols: one for each series
    - movements: role of a series to where the patient had moved by then
    - box: RAS mm, (least, greatest) along each axis, of what is acquired; None for the whole field of view
    """

    lesion: str = "emh_active"
    marrow: str = "red"
    levelSpread: float = LEVEL_SPREAD
    fatGradient: float = FAT_GRADIENT
    fattyMuscle: bool = True
    interpolation: int = 2
    protocols: tuple = PROTOCOLS
    movements: MappingProxyType = field(default_factory=lambda: MappingProxyType({}))
    box: tuple | None = None

    def __post_init__(self):
        for name, known in ((self.lesion, LESIONS), (self.marrow, MARROWS)):
            if name not in known:
                raise ValueError(f"Unknown tissue {name!r}; there are: {', '.join(known)}.")

    def withProtocol(self, role, **changes):
        """The same with another protocol for the series of a role: see Protocol for what can change."""
        return replace(self, protocols=tuple(replace(one, **changes) if one.role == role else one
                                             for one in self.protocols))

    def withMovement(self, role, movement):
        """The same, but for the series of a role the patient has moved."""
        return replace(self, movements=MappingProxyType({**self.movements, role: movement}))

    def movement(self, role):
        """Where the patient was for the series of a role."""
        return self.movements.get(role, Movement())


# Around all regions of the phantom, and the air behind the back.
REGIONS_BOX = ((-42.0, -93.0, -78.0), (42.0, 26.0, 72.0))
# A spoiled gradient echo of a slab, in phase at 3 T: its marrow is dark, as trabecular bone dephases it.
GRADIENT_ECHO = MappingProxyType({"repetitionTime": 11.0, "echoTime": 4.6, "flipAngle": 15.0, "echoTrainLength": 1,
                                  "gain": 60.0, "description": "SAG T1 VIBE 3D"})
# Fat suppression took 70 % of the signal of fat: Acad Radiol 1996, PMID 8883513.
FAT_SUPPRESSION = MappingProxyType({"fatRemainder": 0.3, "description": "SAG T1 TSE FS T-SPINE GD"})
