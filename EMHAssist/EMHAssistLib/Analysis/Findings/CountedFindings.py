"""Which findings count: what the user entered goes before what was measured."""

from __future__ import annotations

from collections.abc import Mapping

from ...Case import NOT_ASSESSED
from ...Likelihood import ENTERED, Finding, Model
from ...Likelihood.Finding import CERTAIN


def countingFindings(measured: Mapping[str, Finding], entered: Mapping[str, str],
                     model: Model) -> tuple[dict[str, Finding], list[str]]:
    """Return the findings that count and what to warn of.

    An entered answer replaces the measurement, and NOT_ASSESSED leaves it out. Warned of are entered findings that the
    model does not know, since a scene may come from a time when it had other features, and those that a measurement
    denies.

    :param measured: feature to finding
    :param entered: feature to answer
    :return: feature to finding in the order of the model, and warnings
    """
    known = {feature.id: feature for feature in model.features}
    findings, warnings = dict(measured), []
    for featureId, answer in entered.items():
        feature = known.get(featureId)
        if feature is None or answer not in (*feature.answerIds(), NOT_ASSESSED):
            warnings.append(f"The finding {featureId} = {answer} is not in the model and is left out.")
            continue
        finding = findings.pop(featureId, None)
        if answer == NOT_ASSESSED:
            continue
        findings[featureId] = Finding(featureId, answer, source=ENTERED)
        if finding is not None and finding.weights.get(answer, 0.0) <= 1 - CERTAIN:
            warnings.append(f"{feature.title}: \"{feature.answer(answer).title}\" was entered and counts, but "
                            f"\"{feature.answer(finding.answer).title}\" was measured ({finding.detail}).")
    return {featureId: findings[featureId] for featureId in known if featureId in findings}, warnings
