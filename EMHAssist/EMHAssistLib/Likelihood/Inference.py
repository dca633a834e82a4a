"""Bayes' theorem on a model's tables: findings and a prior in, a differential with intervals out.

The method, a naive Bayes classifier over forms of diagnoses with tempered blocks and uncertain tables:

1. A finding's likelihood in a form of a diagnosis is the probability of its answer (see LogLikelihoods), or the mean
   over answers for an uncertain finding. It is raised where needed so that no finding changes the odds of any two forms
   by more than the cap.
2. Of its logarithm counts what does not follow from other findings (see Redundancy), scaled for what findings of a
   block repeat of each other, and tempered (see Blocks).
3. The sum over findings plus the log prior of the form, normalized over forms, is the log posterior; a diagnosis is the
   sum of its forms. That findings of one diagnosis hang together (fat, bright T1 signal and no enhancement in inactive
   EMH) is what its forms say; within a form they are independent but for step 2.

The probability reported uses the means of the tables. Without cap, blocks and temper that is exactly the posterior
predictive, for the tables are independent. The interval holds the central 95 % of the posteriors under tables and
shares of forms drawn from their Dirichlet distributions, extended to the probability itself should that lie outside. It
tells how much the numbers behind the tables leave open; it knows nothing of bias or of a wrong prior.
"""

import functools
from collections.abc import Mapping

import numpy as np

from .Assumptions import Assumptions
from .Attribution import attributeDecibans, decibans
from .Differential import Contribution, Counted, Differential, FormShare, RankedClass, Unusual, decideVerdict
from .Draws import drawnClasses, quantiles
from .LogLikelihoods import meanLogShares, meanTable
from .Model import Feature, Model
from .Picture import pictureOf
from .Rounding import rounded
from .WeighedFindings import WeighedFindings, formProbabilities, weigh

UNUSUAL_RATIO = 2.0
"""A finding is unusual for a diagnosis that gives it less often than the target by this factor. Assumed."""
MOST_UNUSUAL = 5


def evaluate(model: Model, findings: Mapping, setting: str | Mapping[str, float],
             assumptions: Assumptions = Assumptions()) -> Differential:
    """Return the differential of one case.

    :param findings: {feature id: Finding, or an answer id, or None}. What is absent or None is not assessed and
        contributes exactly nothing; the order does not matter.
    :param setting: base prior and conditions as ids joined by "+", "" for the first base prior alone; or prior
        probabilities {class id: probability} for every class. Findings which the prior already holds are listed but not
        counted again; a custom prior holds none.
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
    drawnPicture, drawn = drawnClasses(weighed, factors)
    ranked = _rankedClasses(weighed, formProbabilities(logPosterior), drawn / drawn.sum(axis=0))
    target = ranked[weighed.targetIndex]
    picture = pictureOf(weighed, evidence, drawnPicture)
    verdict, reason = decideVerdict(parameters, target, picture.leaning, len(weighed.used),
                                    bool(weighed.contradictions),
                                    weighed.clinicalSetting.isRare(target.id))
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


@functools.lru_cache(maxsize=1024)
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


def _unusual(weighed, leading):
    """Return the findings that the leading diagnosis seldom gives and the target more often, the strangest first.

    The forms are mixed as the setting has it: in a patient with neurofibromatosis several tumors are not unusual.
    """
    model = weighed.model
    if leading == model.target:
        return ()
    shares = np.exp(meanLogShares(model, weighed.stated))
    inLeading, inTarget = (weighed.membership().T * shares)[[model.classIds().index(leading), weighed.targetIndex]]
    found = []
    for item in weighed.used:
        ofForms = meanTable(item.feature, model.parameters) @ item.weights
        ofLeading, ofTarget = float(inLeading @ ofForms), float(inTarget @ ofForms)
        if ofTarget >= UNUSUAL_RATIO * ofLeading:
            found.append(Unusual(item.feature.id, item.feature.title, item.feature.answer(item.finding.answer).title,
                                 rounded(ofLeading), rounded(ofTarget)))
    return tuple(sorted(found, key=lambda one: one.probability / one.ofTarget)[:MOST_UNUSUAL])


def _rankedClasses(weighed, forms, drawn):
    """Return the classes in the order of the model.

    :param forms: probability of each form, shape (forms,)
    :param drawn: of each class under drawn tables, shape (classes, draws)
    """
    low, high = quantiles(drawn).tolist()
    membersOf: dict[str, list] = {diagnosis.id: [] for diagnosis in weighed.model.classes}
    for form, p in zip(weighed.model.forms, forms.tolist()):
        membersOf[form.classId].append((form, p))
    ranked = []
    for index, diagnosis in enumerate(weighed.model.classes):
        members = membersOf[diagnosis.id]
        probability = sum(p for _form, p in members)
        shares = [FormShare(form.id, form.title, rounded(p / probability if probability > 0 else 0.0))
                  for form, p in members]
        ranked.append(RankedClass(
            diagnosis.id, diagnosis.title, rounded(probability), rounded(min(low[index], probability)),
            rounded(max(high[index], probability)),
            tuple(sorted(shares, key=lambda item: -item.share))))
    return ranked


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
