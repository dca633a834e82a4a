"""The features of a model file and their tables. See Schema for the rest of the file.

- ``features``: ``[{id, title, description?, kind, examination, block, levels, follows?, evidence}]``; ``kind`` is one
  of KINDS, ``examination`` the id of what answers the question.
- ``levels``: ``[{id, title, absence?, alert?}]``, 2 to MAXIMUM_ANSWERS. ``absence``: true where the answer says that
  something was looked for and is not there; ``alert``: what to say at once when the answer is given.
- ``evidence`` holds for form ids a list of ``{counts: {level id: number}, n, source, provenance, grade, reason?}``.
  The counts name every level and add up to n. ``source`` is the id of one of the ``sources``; grade D goes with
  "elicited" and only with it, which also needs a reason; anything but "elicited" and "cohort" needs a source with a
  url. A form without evidence must inherit from one that has. ``evidence`` is empty for a feature that weighs nothing
  and is asked for its alerts alone.
- ``follows``: ``[{feature, levels: {level id: share}, reason}]``: the answer follows from that of another feature; the
  share, 0 to 1, says how much of it each answer of the other settles.
"""

from ..Language import mark as _
from .Model import HOST, Answer, Evidence, Feature, Follows, ModelError
from .SchemaNode import readItems

KINDS = (HOST, "morphology", "signal")
EVIDENCE_PROVENANCES = ("counted", "computed", "elicited", "cohort")
GRADES = {
    "A": _("counted or computed in a series of 20 or more patients with this disease at the spine"),
    "B": _("counted or computed in a smaller series, or for a related question"),
    "C": _("pooled case reports, other sites, or inferred from silence"),
    "D": _("judgment, no count"),
}
SUM_TOLERANCE = 1e-6
MAXIMUM_COUNT = 1e9
MAXIMUM_ANSWERS = 16


def readFeature(node, forms, blockById, examinationById, sources) -> Feature:
    """Return the feature of a SchemaNode.

    :param forms: the forms of the model
    :param blockById: its blocks by id
    :param examinationById: its examinations by id
    :param sources: its sources by id
    :raises ModelError: something does not fit
    """
    node.expect(("id", "title", "kind", "examination", "block", "levels", "evidence"),
                optional=("description", "follows"))
    answers = readItems(node, "levels", _readAnswer, smallest=2, largest=MAXIMUM_ANSWERS)
    answerIds = tuple(answer.id for answer in answers)
    formIds = tuple(form.id for form in forms)
    table = node.child("evidence", node.place, memberName="form").expect((), optional=formIds)
    own = {formId: tuple(_readEvidence(entry, answerIds, sources)
                         for entry in table.children(formId, itemName=" evidence"))
           for formId in table.keys()}
    origins = {form.id: _origin(form, forms, own, node) for form in forms} if own else {}
    return Feature(
        id=node.identifier("id"),
        title=node.text("title"),
        description=node.text("description", default=""),
        kind=node.choice("kind", KINDS),
        examination=examinationById[node.choice("examination", examinationById)],
        block=blockById[node.choice("block", blockById)],
        answers=answers,
        follows=tuple(_readFollows(each) for each in node.children("follows", 0, optional=True)),
        # In the order of the forms, whatever the order in the file.
        evidence={formId: own[origin] for formId, origin in origins.items()},
        origins=origins,
    )


def checkFollows(features) -> None:
    """Check that what findings follow from is there.

    :raises ModelError: an unknown feature or answer, or the feature itself
    """
    answerIds = {feature.id: feature.answerIds() for feature in features}
    for feature in features:
        for each in feature.follows:
            place = f"features {feature.id!r} follows {each.feature!r}"
            if each.feature not in answerIds or each.feature == feature.id:
                raise ModelError(f"{place}: must be another feature of the model")
            for answerId in each.shares:
                if answerId not in answerIds[each.feature]:
                    raise ModelError(f"{place}: level {answerId!r} is unknown; allowed: "
                                     f"{', '.join(answerIds[each.feature])}")


def _readFollows(node):
    node.expect(("feature", "levels", "reason"))
    levels = node.child("levels", memberName="level")
    return Follows(node.identifier("feature"),
                   {level: levels.number(level, 0, 1, name="share") for level in levels.keys()}, node.text("reason"))


def _origin(form, forms, own, node):
    """Return the id of the form whose evidence this form uses; the inheritance is known to have no circle."""
    formById = {each.id: each for each in forms}
    ancestor = form
    while ancestor.id not in own:
        if not ancestor.inherits:
            raise node.error(f"form {form.id!r} is missing, and there is none it could inherit from")
        ancestor = formById[ancestor.inherits]
    return ancestor.id


def _readAnswer(node):
    node.expect(("id", "title"), optional=("absence", "alert"))
    return Answer(node.identifier("id"), node.text("title"), node.boolean("absence", False),
                 node.text("alert", default=""))


def _readEvidence(node, answerIds, sources):
    node.expect(("counts", "n", "source", "provenance", "grade"), optional=("reason",))
    table = node.child("counts", node.place, memberName="level").expect(answerIds)
    counts = tuple(table.number(answerId, 0, MAXIMUM_COUNT, name="count") for answerId in answerIds)
    n = node.number("n", 0, MAXIMUM_COUNT)
    if abs(sum(counts) - n) > SUM_TOLERANCE * max(1, n):
        raise node.error(f"the counts add up to {sum(counts):g}, but n is {n:g}")
    source = sources[node.choice("source", sources)]
    provenance, grade = node.choice("provenance", EVIDENCE_PROVENANCES), node.choice("grade", GRADES)
    reason = node.text("reason", default="")
    if (provenance == "elicited") != (grade == "D"):
        raise node.error(f"grade {grade} does not go with {provenance}: D is for elicited entries, and only for them")
    if provenance == "elicited" and not reason.strip():
        raise node.error("an elicited entry needs a reason")
    if provenance in ("counted", "computed") and not source.url.strip():
        raise node.error(f"a {provenance} entry needs a source with a url (or DOI), {source.id!r} has none")
    return Evidence(counts, n, source, provenance, grade, reason)
