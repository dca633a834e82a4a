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
from .Differential import Contribution, Counted, Differential, FormShare, RankedClass, Unusual, decideVerdict
from .LogLikelihoods import drawnLogLikelihood, drawnLogShares, meanShares, meanTable
from .Model import Feature, Model
from .Picture import Factor, Picture
from .Rounding import rounded
from .SchemaFeatures import HOST
from .WeighedFindings import WeighedFindings, formProbabilities, weigh

UNUSUAL_RATIO = 2.0
"""A finding is unusual for a diagnosis that gives it less often than the target by this factor. Assumed."""
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
    drawnPicture, drawn = _drawnClasses(weighed, factors)
    ranked = _rankedClasses(weighed, formProbabilities(logPosterior), drawn)
    target = ranked[weighed.targetIndex]
    picture = _picture(weighed, evidence, drawnPicture)
    verdict, reason = decideVerdict(parameters, target, picture.leaning, len(weighed.used),
                                    bool(weighed.contradictions))
    byRank = sorted(ranked, key=lambda item: -item.probability)
    dangerous = {diagnosis.id for diagnosis in model.classes if diagnosis.dangerous}
    isTarget = model.classOfForm() == weighed.targetIndex
    answers = [model.feature(featureId).answer(answerId)
               for featureId, stated in weighed.clinicalSetting.given.items() for answerId in stated]
    answers += [item.feature.answer(item.finding.answer) for item in weighed.assessed]
    return Differential(
        setting=weighed.clinicalSetting,
        picture=picture,
        classes=tuple(byRank),
        target=target,
        verdict=verdict,
        reason=reason,
        alternatives=tuple(
            item for item in byRank if item.id in dangerous and item.high >= parameters.alternativeHigh),
        alerts=tuple(dict.fromkeys(answer.alert for answer in answers if answer.alert)),
        contradictions=weighed.contradictions,
        unusual=_unusual(weighed, byRank[0].id),
        priorDecibans=rounded(decibans(logFormPrior, isTarget)),
        contributions=_contributions(weighed, attributeDecibans(logFormPrior, evidence, isTarget)),
        totalDecibans=rounded(decibans(logPosterior, isTarget)),
    )


def counted(model: Model, feature: Feature, answerId: str) -> tuple[Counted, Counted]:
    """Return how many counted patients, judgments left out, gave an answer: those with the target, and all others.

    Forms that share a table share its patients.
    """
    place = feature.answerIds().index(answerId)
    found: dict[bool, list] = {True: [], False: []}
    for form in model.forms:
        if feature.evidence and feature.origins[form.id] == form.id:
            found[form.classId == model.target] += [
                entry for entry in feature.evidence[form.id] if entry.provenance != "elicited"]

    def sums(entries):
        return Counted(sum((entry.counts[place] for entry in entries), 0.0), sum((entry.n for entry in entries), 0.0),
                       tuple(dict.fromkeys(entry.source.id for entry in entries)))

    return sums(found[True]), sums(found[False])


def _drawnClasses(weighed, factors):
    """Return under drawn tables the log likelihood of each class by the images alone, and its posterior by all
    findings; each of shape (classes, draws)."""
    pictures = drawnLogShares(weighed.model).copy()
    hosts = np.zeros_like(pictures)
    for item, factor, unsettled in zip(weighed.used, factors, weighed.unsettled):
        row = factor * unsettled * drawnLogLikelihood(
            item.feature, tuple(item.weights.tolist()), weighed.model.parameters, weighed.cap)
        if item.feature.kind == HOST:
            hosts += row
        else:
            pictures += row
    membership = weighed.membership().T
    with np.errstate(divide="ignore"):
        ofPicture = np.log(membership @ np.exp(pictures))
    logPosterior = pictures + hosts + weighed.logPrior()[weighed.model.classOfForm(), np.newaxis]
    # In place, for these arrays are the largest that a recompute holds.
    logPosterior -= logPosterior.max(axis=0)
    classes = membership @ np.exp(logPosterior, out=logPosterior)
    classes /= classes.sum(axis=0)
    return ofPicture, classes


def _picture(weighed, evidence, drawn):
    """Return what the findings in the images say.

    :param evidence: log likelihoods as they enter the posterior, shape (findings, forms)
    :param drawn: log likelihood of each class under drawn tables, shape (classes, draws)
    """
    model, target = weighed.model, weighed.targetIndex
    isImage = np.array([item.feature.kind != HOST for item in weighed.used], dtype=bool)
    forms = np.log(meanShares(model)) + evidence[isImage].sum(axis=0)
    classOfForm = model.classOfForm()
    mean = np.array([np.logaddexp.reduce(forms[classOfForm == index]) for index in range(len(model.classes))])
    others = [index for index in range(len(model.classes)) if index != target]
    rival = max(others, key=lambda index: mean[index])

    def factor(logs):
        """logs: of the alternative, by the means first and then by the draws"""
        value, values = np.exp(mean[target] - logs[0]), np.exp(drawn[target] - logs[1])
        low, high = _quantiles(values[np.newaxis], INTERVAL_QUANTILES)
        return Factor(rounded(value), rounded(min(low[0], value)), rounded(max(high[0], value)))

    average = np.logaddexp.reduce(mean[others]), np.logaddexp.reduce(drawn[others], axis=0)
    return Picture(int(isImage.sum()), factor([each - np.log(len(others)) for each in average]),
                   factor((mean[rival], drawn[rival])), model.classes[rival].id, model.classes[rival].title)


def _unusual(weighed, leading):
    """Return the findings that the leading diagnosis seldom gives and the target more often."""
    if leading == weighed.model.target:
        return ()
    model = weighed.model
    shares, classOfForm = meanShares(model), model.classOfForm()
    found = []
    for item in weighed.used:
        table = meanTable(item.feature, model.parameters) @ item.weights
        ofLeading, ofTarget = (float((shares * table)[classOfForm == index].sum())
                               for index in (model.classIds().index(leading), weighed.targetIndex))
        if ofTarget >= UNUSUAL_RATIO * ofLeading:
            found.append(Unusual(item.feature.id, item.feature.title, item.feature.answer(item.finding.answer).title,
                                 rounded(ofLeading), rounded(ofTarget)))
    return tuple(sorted(found, key=lambda one: one.probability / one.ofTarget))


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
            ofTarget=target,
            ofOthers=others,
            note=note,
            settledBy=weighed.settledBy(item, note),
        )
        for item, note in zip(weighed.assessed, weighed.notes)
        for target, others in [counted(weighed.model, item.feature, item.finding.answer)]
    )
