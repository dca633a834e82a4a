"""What stands behind a finding: the patients counted or judged in each diagnosis, by whom, and what that weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..Language import MODEL, Translate, english
from ..Likelihood import Contribution, Model
from ..Likelihood.LikelihoodRatios import ClassRatio, classRatios, factorOf, shareOf
from ..Likelihood.Model import Evidence, Feature, Source
from ..Likelihood.SchemaFeatures import GRADES
from ..Result import Result
from .ModelTable import formTables

_MOST_SOURCES = 2  # in a tool tip


@dataclass(frozen=True)
class EvidenceEntry:
    """What one source says of one form of a diagnosis.

    :param diagnosis: id of the diagnosis
    :param title: title of the diagnosis
    :param forms: titles of the forms that share this entry, the one it was made for first
    :param counts: title of the answer to the number of patients
    :param n: number of patients; what a judgment is worth
    :param provenance: "counted", "computed", "elicited" or "cohort"
    :param grade: "A" to "D"; see SchemaFeatures.GRADES
    :param citation: of the source, with its population
    :param link: web address of the source, "" for none
    :param reason: what else is to be known, "" for nothing
    """

    diagnosis: str
    title: str
    forms: tuple[str, ...]
    counts: Mapping[str, float]
    n: float
    provenance: str
    grade: str
    citation: str
    link: str
    reason: str


@dataclass(frozen=True)
class FindingEvidence:
    """All that stands behind a finding.

    :param target: id of the diagnosis that the verdict is about
    :param feature: id, ``title``, ``description`` and ``examination`` as in the model
    :param answers: titles of the possible answers
    :param answer: title of the answer, "" while not assessed; then there are neither ratios nor a weight
    :param note: why the finding is left out, "" if it counts
    :param contribution: what it adds to the result; None while not assessed
    :param block: title of its block of findings that repeat each other
    :param temper: temper of the block times those of the model and of the user
    :param sharing: how many findings of the block count
    :param share: how much it counts beside them, which repeat each other, and beside those it follows from in part; 1
        alone, 0 if it does not count
    :param factor: what the logarithm of its likelihood ratio is multiplied by: tempers times share, 1 at most
    :param cap: the largest likelihood ratio a finding may have
    :param decibans: what it adds to the log odds of the target
    :param ratios: a diagnosis each, in the order of the model
    :param entries: diagnosis by diagnosis, in the order of the model
    """

    target: str
    feature: str
    title: str
    description: str
    examination: str
    answers: tuple[str, ...]
    answer: str
    note: str
    contribution: Contribution | None
    block: str
    temper: float
    sharing: int
    share: float
    factor: float
    cap: float
    decibans: float
    ratios: tuple[ClassRatio, ...]
    entries: tuple[EvidenceEntry, ...]


def findingEvidence(model: Model, featureId: str, result: Result | None = None) -> FindingEvidence:
    """Return what stands behind a finding.

    :param result: the case in which it weighs; without one there are counts and sources alone
    :raises ValueError: the model has no such feature
    """
    feature = model.feature(featureId)
    weighed = result.weighed if result else None
    item = next((item for item in weighed.assessed if item.feature is feature), None) if weighed else None
    contribution = _contribution(result, featureId) if item else None
    return FindingEvidence(
        target=model.target,
        feature=feature.id,
        title=feature.title,
        description=feature.description,
        examination=feature.examination.title,
        answers=tuple(answer.title for answer in feature.answers),
        answer=contribution.answer if contribution else "",
        note=contribution.note if contribution else "",
        contribution=contribution,
        block=feature.block.title,
        temper=feature.block.temper * (weighed.totalTemper() if weighed else model.parameters.temper),
        sharing=sum(each.feature.block is feature.block for each in weighed.used) if weighed else 0,
        share=shareOf(weighed, item) if item else 0.0,
        factor=factorOf(weighed, item) if item else 0.0,
        cap=weighed.cap if weighed else model.parameters.likelihoodRatioCap,
        decibans=contribution.decibans if contribution else 0.0,
        ratios=classRatios(weighed, item) if item else (),
        entries=_entries(model, feature))


def definitionText(model: Model, feature: Feature, translate: Translate = english) -> str:
    """Return what a sign is and where that is known from: its definition, then source and grade of the best evidence,
    for the target and for the other diagnoses."""
    if not feature.evidence:
        return translate(MODEL, feature.description)
    ofTarget, ofOthers = [], []
    for form in model.forms:
        (ofTarget if form.classId == model.target else ofOthers).extend(feature.evidence[form.id])
    return "\n".join(filter(None, (
        translate(MODEL, feature.description),
        translate("Report.FindingEvidence", "Best source for EMH: {source}").format(
            source=_bestText(ofTarget, translate)),
        translate("Report.FindingEvidence", "Best source for the other diagnoses: {source}").format(
            source=_bestText(ofOthers, translate)))))


def _bestText(entries: Sequence[Evidence], translate: Translate) -> str:
    """Return the sources of the entries of the best grade, with that grade and what it means."""
    grade = min(entry.grade for entry in entries)
    citations = list(dict.fromkeys(entry.source.citation for entry in entries if entry.grade == grade))
    names = "; ".join(citations[:_MOST_SOURCES])
    if len(citations) > _MOST_SOURCES:
        names = translate("Report.FindingEvidence", "{names}; and {count} more").format(
            names=names, count=len(citations) - _MOST_SOURCES)
    return translate("Report.FindingEvidence", "{names} (grade {grade}: {meaning}).").format(
        names=names, grade=grade, meaning=translate("Likelihood.SchemaFeatures", GRADES[grade]))


def linkOf(source: Source) -> str:
    """Return the web address of a source, "" for none."""
    if source.url.startswith("10."):
        return f"https://doi.org/{source.url}"
    return source.url if source.url.startswith(("https://", "http://")) else ""


def _contribution(result: Result, featureId: str) -> Contribution:
    return next(entry for entry in result.differential.contributions if entry.finding.feature == featureId)


def _entries(model: Model, feature: Feature) -> tuple[EvidenceEntry, ...]:
    titles = {diagnosis.id: diagnosis.title for diagnosis in model.classes}
    order = list(titles)
    tables = sorted((table for table in formTables(model) if table.feature is feature),
                    key=lambda table: order.index(table.form.classId))
    return tuple(EvidenceEntry(
        diagnosis=table.form.classId,
        title=titles[table.form.classId],
        forms=(table.form.title, *(heir.title for heir in table.heirs)),
        counts={answer.title: count for answer, count in zip(feature.answers, entry.counts)},
        n=entry.n,
        provenance=entry.provenance,
        grade=entry.grade,
        citation=entry.source.citation,
        link=linkOf(entry.source),
        reason=entry.reason) for table in tables for entry in table.entries)
