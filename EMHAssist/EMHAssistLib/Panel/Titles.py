"""Texts that several parts of the panel show: titles of roles, flags, words and the model, in the language of the
application."""

from __future__ import annotations

from collections.abc import Sequence

from slicer.i18n import tr as _

from ..Display.Translation import translated
from ..Guidance import Step
from ..Language import MODEL
from ..Likelihood.ClinicalSetting import CUSTOM_PRIOR_TITLE, ClinicalSetting, PriorStep
from ..Measurement import FLAG_TEXTS, Flag
from ..RegionShapes import ROI_SHAPES, RegionShape
from ..Report.DifferentialText import priorText
from ..Report.Words import wordText
from ..Roles import REGION_ROLES, SEQUENCE_ROLES, RegionRole, SequenceRole, regionRole
from ..Suggestion.Suggest import Remark
from ..Word import Word

# Contexts that Slicer's translation tools give to the texts of Roles.py, Guidance.py and RegionShapes.py: folder and
# file.
_CONTEXT = "EMHAssistLib.Roles"
_GUIDANCE = "EMHAssistLib.Guidance"
_SHAPES = "EMHAssistLib.RegionShapes"
# The same for those of Flags.py.
_FLAG_CONTEXT = "Measurement.Flags"


def title(role: SequenceRole | RegionRole) -> str:
    """Return the title of a role for the user."""
    return translated(_CONTEXT, role.title)


def shortTitle(role: RegionRole) -> str:
    """Return the title of a region role where room is scarce."""
    return translated(_CONTEXT, role.shortTitle or role.title)


def placeText(role: RegionRole) -> str:
    """Return where a region of a role goes."""
    return translated(_CONTEXT, role.place)


def guidanceText(text: str) -> str:
    """Return a text of Guidance.py for the user."""
    return translated(_GUIDANCE, text) if text else ""


def stepTexts(step: Step) -> tuple[str, str, str]:
    """Return what a step of the check list is about, what there is, and what to do, "" for nothing."""
    name = {"series": _("Series"), "lesion": _("Lesions")}.get(step.name) or title(regionRole(step.name))
    status, action = (guidanceText(text).format(**step.values) for text in (step.status, step.action))
    return name, status, action


def doubtText(text: str) -> str:
    """Return why a suggestion is doubtful, for the user."""
    return translated("Suggestion.Proposal", text)


def remarkText(remark: Remark) -> str:
    """Return why something is not suggested, for the user."""
    values = {name: translated("Suggestion.Suggest", value) for name, value in remark.values.items()}
    return _("Not suggested: {reason}").format(reason=translated("Suggestion.Suggest", remark.text).format(**values))


def flagText(flag: Flag) -> str:
    """Return a reason to doubt a number, with what raised it."""
    return f"{translated(_FLAG_CONTEXT, FLAG_TEXTS[flag.name])} ({flag.value:.3g})"


def sequenceChoices() -> list[tuple[str, str]]:
    """Return (name, title) of all sequence roles."""
    return [(role.name, title(role)) for role in SEQUENCE_ROLES]


def regionChoices() -> list[tuple[str, str]]:
    """Return (name, title) of all region roles."""
    return [(role.name, title(role)) for role in REGION_ROLES]


def shapeTitle(shape: RegionShape) -> str:
    """Return the title of a shape for the user."""
    return translated(_SHAPES, shape.title)


def shapeChoices(shapes: Sequence[RegionShape] = ROI_SHAPES) -> list[tuple[str, str]]:
    """Return (name, title) of shapes, by default of those that a ROI node can have."""
    return [(shape.name, shapeTitle(shape)) for shape in shapes]


def wordTitle(word: Word) -> str:
    """Return a verdict, relation, side or position for the user; files have the word itself."""
    return wordText(word, translated)


def modelWord(text: str) -> str:
    """Return a title or another text of the model in the language of the user."""
    return translated(MODEL, text)


def settingTitle(setting: ClinicalSetting) -> str:
    """Return what a clinical setting is made of, for the user."""
    parts = [stepTitle(step) for step in setting.steps]
    return "; ".join([*parts, _("set by the user")] if setting.isOverridden else parts)


def settingSteps(setting: ClinicalSetting) -> str:
    """Return how the prior of a clinical setting comes about, one step after the other: "Nothing else known:
    1 %", with arrows between; what does not count is left out."""
    return " \u2192 ".join(f"{stepTitle(step)}: {priorText(step.prior)}" for step in setting.steps if step.counts)


def stepTitle(step: PriorStep) -> str:
    """Return the title of a base prior or condition for the user, or of a prior of the user's own."""
    isOwn = step.title == CUSTOM_PRIOR_TITLE
    return translated("Likelihood.ClinicalSetting", step.title) if isOwn else modelWord(step.title)
