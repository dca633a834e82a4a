"""The cases of the sample data: the synthetic case with the history of a published one, and a teaching set.

Of the teaching set nobody is told what the masses are made of until they ask. Histories are made up to be plausible for
the tissue, not to give it away: one mass of hematopoiesis is in a patient with cancer, as in the case of Tural et al.
(doi 10.46527/2582-5038.330). Nothing of the likelihood model was chosen for them, nor they for what it says.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType

from ..Language import mark as _
from .LesionTissues import LESIONS
from .Protocols import SAMPLE_PROTOCOLS
from .SyntheticCase import SyntheticCase, syntheticCase
from .Variant import REGIONS_BOX, Variant
from .VariantCase import variantCase

_SEED = 20261201


@dataclass(frozen=True)
class SampleCase:
    """A case to load.

    - number: 1, 2... in the teaching set, 0 for the synthetic case
    - story: the history in a sentence
    - conditions: ids of conditions of the built-in model that the history states
    - findings: features of that model to answers, those of history and clinic alone: what images show is measured
    - lesion, marrow: what masses and marrow are made of, see LesionTissues
    - diagnosis: the class of the built-in model that the lesion belongs to
    - title: what the lesion is, for the user
    """

    number: int
    story: str
    conditions: tuple
    findings: MappingProxyType
    lesion: str = "emh_active"
    marrow: str = "red"
    diagnosis: str = "emh"
    title: str = field(default=_("Extramedullary hematopoiesis, active"))

    def make(self, progress: Callable | None = None) -> SyntheticCase:
        """Compute the series; see syntheticCase."""
        if not self.number:
            return syntheticCase(progress=progress, protocols=SAMPLE_PROTOCOLS)
        variant = Variant(self.lesion, self.marrow, protocols=SAMPLE_PROTOCOLS, box=REGIONS_BOX)
        return variantCase(variant, _SEED + self.number, progress or (lambda fraction, text: None))

    @property
    def isEmh(self) -> bool:
        """Whether the masses are hematopoiesis."""
        return LESIONS[self.lesion].isEmh


def _case(number, story, lesion, marrow, diagnosis, title, conditions=(), **findings):
    return SampleCase(number, story, conditions, MappingProxyType(findings), lesion, marrow, diagnosis, title)


# The history of Hoe Han Guan, Radiopaedia: thalassemia major with regular transfusions.
SYNTHETIC = SampleCase(
    0, _("30 years old, thalassemia major with regular transfusions; back pain"), ("known_hemolysis",),
    MappingProxyType({"anemia": "present", "transfusion": "present", "age": "younger"}))

# In an order that does not tell.
TEACHING_SET = (
    _case(1, _("58 years old, breast cancer ten years ago; back pain for two months"),
          "metastasis", "adult", "metastasis", _("Metastasis"), ("known_cancer",), age="older"),
    _case(2, _("34 years old, sickle cell disease, no recent transfusion; found by chance"),
          "emh_fatty", "red", "emh", _("Extramedullary hematopoiesis, inactive and fatty"), ("known_hemolysis",),
          age="younger", anemia="present", transfusion="absent"),
    _case(3, _("71 years old, takes an anticoagulant; sudden back pain nine days ago"),
          "hematoma_subacute", "adult", "hematoma", _("Hematoma of some days"), ("bleeding_risk",), age="elderly",
          infection_signs="absent"),
    _case(4, _("63 years old, lung cancer under treatment, anemia; back pain"),
          "emh_active", "red", "emh", _("Extramedullary hematopoiesis, active"), ("known_cancer",), age="older",
          anemia="present"),
    _case(5, _("49 years old, diabetes, fever and rising pain for a week"),
          "abscess", "adult", "infection", _("Abscess"), ("fever_or_sepsis",), age="older"),
    _case(6, _("27 years old, thalassemia intermedia, transfused for years"),
          "emh_iron", "iron", "emh", _("Extramedullary hematopoiesis with iron"), ("known_hemolysis",), age="younger",
          anemia="present", transfusion="present"),
    _case(7, _("66 years old, weight loss and night sweats; blood count normal"),
          "lymphoma", "adult", "lymphoma", _("Lymphoma"), ("none_known",), age="elderly", infection_signs="absent"),
    _case(8, _("41 years old, pain that has slowly risen for two years; otherwise healthy"),
          "schwannoma", "adult", "nerve_sheath", _("Nerve sheath tumor"), ("none_known",), age="younger",
          infection_signs="absent", cancer_history="absent"),
    _case(9, _("52 years old, glucocorticoids for eight years; legs slowly weaker"),
          "lipomatosis", "adult", "fatty", _("Epidural lipomatosis"), (), age="older"),
    _case(10, _("38 years old, fell from a ladder yesterday; legs weak since the night"),
          "hematoma_acute", "adult", "hematoma", _("Fresh hematoma"), ("bleeding_risk",), age="younger",
          infection_signs="absent"),
)
