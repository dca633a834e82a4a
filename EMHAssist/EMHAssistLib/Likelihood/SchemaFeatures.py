"""The features of a model file and their tables. See Schema for the rest of the file.

- ``features``: ``[{id, title, description?, kind, examination, block, levels, evidence}]``; ``kind`` is one of KINDS,
  ``examination`` says what answers the question.
- ``levels``: ``[{id, title, absence?, alert?}]``, 2 to MAXIMUM_ANSWERS. ``absence``: true where the answer says that
  something was looked for and is not there; ``alert``: what to say at once when the answer is given.
- ``evidence`` holds for form ids a list of ``{counts: {level id: number}, n, source, provenance, grade, reason?}``.
  The counts name every level and add up to n. ``source`` is the id of one of the ``sources``; grade D goes with
  "elicited" and only with it, which also needs a reason; anything but "elicited" and "cohort" needs a source with a
  url. A form without evidence must inherit from one that has.
"""

from ..Language import mark as _
from .Model import Answer, Evidence, Feature
from .SchemaNode import readItems

KINDS = ("host", "morphology", "signal")
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


def readFeature(node, forms, blockById, sources) -> Feature:
    """Return the feature of a SchemaNode.

    :param forms: the forms of the model
    :param blockById: its blocks by id
    :param sources: its sources by id
    :raises ModelError: something does not fit
    """
    node.expect(("id", "title", "kind", "examination", "block", "levels", "evidence"), optional=("description",))
    answers = readItems(node, "levels", _readAnswer, smallest=2, largest=MAXIMUM_ANSWERS)
    answerIds = tuple(answer.id for answer in answers)
    formIds = tuple(form.id for form in forms)
    table = node.child("evidence", node.place, memberName="form").expect((), optional=formIds)
    own = {formId: tuple(_readEvidence(entry, answerIds, sources)
                         for entry in table.children(formId, itemName=" evidence"))
           for formId in table.keys()}
    origins = {form.id: _origin(form, forms, own, node) for form in forms}
    return Feature(
        id=node.identifier("id"),
        title=node.text("title"),
        description=node.text("description", default=""),
        kind=node.choice("kind", KINDS),
        examination=node.text("examination"),
        block=blockById[node.choice("block", blockById)],
        answers=answers,
        # In the order of the forms, whatever the order in the file.
        evidence={formId: own[origin] for formId, origin in origins.items()},
        origins=origins,
    )


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
