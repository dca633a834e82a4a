"""Findings that cannot all be true, or that deny what the setting states: they are named, not averaged away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .Finding import CERTAIN, AssessedFinding
from .Model import Contradiction, Model

if TYPE_CHECKING:
    from .ClinicalSetting import ClinicalSetting


def contradictions(model: Model, assessed: Sequence[AssessedFinding],
                   setting: ClinicalSetting) -> tuple[tuple[str, ...], frozenset]:
    """Return what contradicts what, in plain English, and the ids of the features concerned."""
    itemById = {item.feature.id: item for item in assessed}
    texts, features = [], set()
    for item in assessed:
        stated = setting.given.get(item.feature.id)
        if stated and item.weightOf(stated) <= 1 - CERTAIN:
            conditions = _titles(condition for condition in model.conditions if item.feature.id in condition.states
                                 and any(condition.id == step.id for step in setting.steps))
            states = _titles(item.feature.answer(answerId) for answerId in stated)
            texts.append(f"{_answer(item)} contradicts the setting {conditions}, which states {states}.")
            features.add(item.feature.id)
    for rule in contradicting(model, assessed):
        concerned = [itemById[featureId] for featureId in rule.answers]
        texts.append(f"{' and '.join(map(_answer, concerned))} contradict each other: {rule.reason}")
        features.update(rule.answers)
    return tuple(texts), frozenset(features)


def contradicting(model: Model, assessed: Sequence[AssessedFinding]) -> tuple[Contradiction, ...]:
    """Return the rules by which findings contradict each other."""
    itemById = {item.feature.id: item for item in assessed}
    return tuple(rule for rule in model.contradictions
                 if all(featureId in itemById and _takesPart(itemById[featureId], rule) for featureId in rule.answers))


def excludedAnswers(model: Model, known: Sequence[AssessedFinding]) -> frozenset[tuple[str, str]]:
    """Return the answers to open questions that would contradict what is known, as (feature id, answer id)."""
    itemById = {item.feature.id: item for item in known}
    excluded: set[tuple[str, str]] = set()
    for rule in model.contradictions:
        openIds = [featureId for featureId in rule.answers if featureId not in itemById]
        if len(openIds) == 1 and all(_takesPart(itemById[featureId], rule)
                                     for featureId in rule.answers if featureId in itemById):
            excluded.update((openIds[0], answerId) for answerId in rule.answers[openIds[0]])
    return frozenset(excluded)


def _titles(items):
    return " and ".join(f"\"{item.title}\"" for item in items)


def _takesPart(item, rule):
    return item.weightOf(rule.answers[item.feature.id]) >= CERTAIN


def _answer(item):
    title = item.feature.answer(item.finding.answer).title
    return f"\"{item.feature.title}: {title}\" ({item.finding.source})"
