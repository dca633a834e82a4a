"""Bayes' theorem on a model's tables: findings and a prior in, a differential with intervals out.

The method, a naive Bayes classifier over forms of diagnoses with tempered blocks and uncertain tables:

1. A finding's likelihood in a form of a diagnosis is the probability of its answer (see LogLikelihoods), or the mean
   over answers for an uncertain finding. It is raised where needed so that no finding changes the odds of any two forms
   by more than the cap.
2. Its logarithm is scaled for what findings of a block repeat of each other, and tempered (see Blocks).
3. The sum over findings plus the log prior of the form, normalized over forms, is the log posterior; a diagnosis is the
   sum of its forms. That findings of one diagnosis hang together (fat, bright T1 signal and no enhancement in inactive
   EMH) is what its forms say; within a form they are independent but for step 2.

The probability reported uses the means of the tables. Without cap, blocks and temper that is exactly the posterior
predictive, for the tables are independent. The interval holds the central 95 % of the posteriors under tables and
shares of forms drawn from their Dirichlet distributions, extended to the probability itself should that lie outside. It
tells how much the numbers behind the tables leave open; it knows nothing of bias or of a wrong prior.
"""

from collections.abc import Mapping

import numpy as np

from .Assumptions import Assumptions
from .Attribution import attributeDecibans, decibans
from .Differential import Contribution, Differential, FormShare, RankedClass, decideVerdict
from .LogLikelihoods import drawnLogLikelihood, drawnLogShares
from .Model import Feature, Model
from .Rounding import rounded
from .WeighedFindings import WeighedFindings, formProbabilities, weigh

INTERVAL_QUANTILES = (0.025, 0.975)


def evaluate(model: Model, findings: Mapping, setting: str | Mapping[str, float],
             assumptions: Assumptions = Assumptions()) -> Differential:
    """Return the differential of one case.

    :param findings: {feature id: Finding, or an answer id, or None}. What is absent or None is not assessed and
        contributes exactly nothing; the order does not matter.
    :param setting: id of a setting of the model, or prior probabilities {class id: probability} for every class.
        Findings which a setting's prior already holds are listed but not counted again; a custom prior holds none.
    :param assumptions: prior, cap and temper where they are not to be those of setting and model.
    :return: probabilities as fractions (0 to 1), contributions in decibans. Same input, same result. Findings that
        contradict each other or the setting are named and left out, and the verdict is "insufficient".
    :raises ValueError: unknown feature, answer, setting or class; unusable prior or weights.

    >>> from EMHAssistLib.Likelihood import loadModel
    >>> model = loadModel()
    >>> answer = evaluate(model, {"splenomegaly": "present", "t1_marrow": "similar"}, "known_hemolysis")
    >>> answer.target.id, answer.verdict  # two findings are too few for a verdict
    ('emh', 'insufficient')
    >>> round(sum(answer.probabilities().values()), 6)
    1.0
    """
    return differentialOf(weigh(model, findings, setting, assumptions))


def differentialOf(weighed: WeighedFindings) -> Differential:
    """Return the differential of findings that were put on the scales."""
    model, parameters = weighed.model, weighed.model.parameters
    logLikelihoods = weighed.logLikelihoods()
    factors = weighed.factors(logLikelihoods)
    evidence = logLikelihoods * factors[:, np.newaxis]
    logFormPrior = weighed.logFormPrior()
    logPosterior = logFormPrior + evidence.sum(axis=0)
    ranked = _rankedClasses(weighed, formProbabilities(logPosterior), _drawnClasses(weighed, factors))
    target = ranked[weighed.targetIndex]
    verdict, reason = decideVerdict(parameters, target, len(weighed.used), bool(weighed.contradictions))
    byRank = sorted(ranked, key=lambda item: -item.probability)
    dangerous = {diagnosis.id for diagnosis in model.classes if diagnosis.dangerous}
    isTarget = model.classOfForm() == weighed.targetIndex
    answers = [model.feature(featureId).answer(stated)
              for featureId, stated in weighed.clinicalSetting.given.items() if stated]
    answers += [item.feature.answer(item.finding.answer) for item in weighed.assessed]
    return Differential(
        clinicalSetting=weighed.clinicalSetting.title,
        classes=tuple(byRank),
        target=target,
        verdict=verdict,
        reason=reason,
        alternatives=tuple(
            item for item in byRank if item.id in dangerous and item.high >= parameters.alternativeHigh),
        alerts=tuple(dict.fromkeys(answer.alert for answer in answers if answer.alert)),
        contradictions=weighed.contradictions,
        priorDecibans=rounded(decibans(logFormPrior, isTarget)),
        contributions=_contributions(weighed, attributeDecibans(logFormPrior, evidence, isTarget)),
        totalDecibans=rounded(decibans(logPosterior, isTarget)),
    )


def publishedPatients(feature: Feature) -> float:
    """Return how many patients, judgments left out, stand behind the tables of a feature; shared tables count once."""
    return float(sum(entry.n for formId, entries in feature.evidence.items() if feature.origins[formId] == formId
                     for entry in entries if entry.provenance != "elicited"))


def _drawnClasses(weighed, factors):
    """Return the posterior of each class under drawn tables, shape (classes, draws)."""
    logPosterior = drawnLogShares(weighed.model) + weighed.logPrior()[weighed.model.classOfForm(), np.newaxis]
    for item, factor in zip(weighed.used, factors):
        logPosterior += factor * drawnLogLikelihood(
            item.feature, tuple(item.weights.tolist()), weighed.model.parameters, weighed.cap)
    # In place, for these arrays are the largest that a recompute holds.
    logPosterior -= logPosterior.max(axis=0)
    classes = weighed.membership().T @ np.exp(logPosterior, out=logPosterior)
    classes /= classes.sum(axis=0)
    return classes


def _rankedClasses(weighed, forms, drawn):
    """Return the classes in the order of the model.

    :param forms: probability of each form, shape (forms,)
    :param drawn: of each class under drawn tables, shape (classes, draws)
    """
    low, high = _quantiles(drawn, INTERVAL_QUANTILES)
    ranked = []
    for index, diagnosis in enumerate(weighed.model.classes):
        members = [(form, float(p)) for form, p in zip(weighed.model.forms, forms) if form.classId == diagnosis.id]
        probability = sum(p for _form, p in members)
        shares = [FormShare(form.id, form.title, rounded(p / probability if probability > 0 else 0.0))
                  for form, p in members]
        ranked.append(RankedClass(
            diagnosis.id, diagnosis.title, rounded(probability), rounded(min(low[index], probability)),
            rounded(max(high[index], probability)),
            tuple(sorted(shares, key=lambda item: -item.share))))
    return ranked


def _quantiles(values, quantiles):
    """Return the quantiles of each row as np.quantile does, shape (quantiles, rows); sorting is several times faster
    than the partition it uses."""
    ordered = np.sort(values, axis=1)
    position = np.array(quantiles) * (values.shape[1] - 1)
    below = np.floor(position).astype(int)
    above = np.minimum(below + 1, values.shape[1] - 1)
    return (ordered[:, below] + (position - below) * (ordered[:, above] - ordered[:, below])).T


def _contributions(weighed, values):
    """Return the contributions of all findings assessed.

    :param values: decibans of those used
    """
    used = iter(values.tolist())
    return tuple(
        Contribution(
            finding=item.finding,
            title=item.feature.title,
            answer=item.feature.answer(item.finding.answer).title,
            decibans=0.0 if note else rounded(next(used)),
            patients=publishedPatients(item.feature),
            note=note,
        )
        for item, note in zip(weighed.assessed, weighed.notes)
    )
