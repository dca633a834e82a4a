"""The tables of a model, cell by cell, with what each rests on: how many patients, from where, how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..Likelihood import Model
from ..Likelihood.BetaInterval import betaInterval
from ..Likelihood.LogLikelihoods import dirichlet
from ..Likelihood.Model import Evidence, Feature, Form, Parameters
from .Readout import RESEARCH_USE
from .ResultTables import Table

CELL_COLUMNS = ("feature", "form", "class", "also_for", "level", "entry", "count", "n", "probability", "low", "high",
                "table_probability", "table_low", "table_high", "provenance", "grade", "source", "url", "reason",
                "research_use")


@dataclass(frozen=True, eq=False)
class FormTable:
    """What a model holds on one feature in one form.

    :param form: the form whose own table this is
    :param heirs: the forms that use it, too
    :param entries: its evidence
    :param parameters: of the model
    """

    feature: Feature
    form: Form
    heirs: tuple[Form, ...]
    entries: tuple[Evidence, ...]
    parameters: Parameters

    def probabilities(self, entries: Sequence[Evidence] | None = None) -> np.ndarray:
        """Return mean and 95 % interval of the probability of each answer, shape (3, answers).

        Of each answer alone the Dirichlet distribution, that of the counts and the pseudo-patients divided evenly over
        the answers, leaves a Beta distribution.

        :param entries: those to go by; all of the table if None
        """
        counts = np.sum([entry.counts for entry in entries or self.entries], axis=0, dtype=np.float64)
        alpha = dirichlet(counts, self.parameters)
        return np.array([alpha / alpha.sum(), *betaInterval(alpha, alpha.sum() - alpha)])


def formTables(model: Model) -> Iterator[FormTable]:
    """Yield all tables of a model, feature by feature; inherited ones once, with the form they belong to."""
    for feature in model.features:
        for form in model.forms:
            # A feature that weighs nothing has no table.
            if not feature.evidence or feature.origins[form.id] != form.id:
                continue
            heirs = tuple(heir for heir in model.forms if heir is not form and feature.origins[heir.id] == form.id)
            yield FormTable(feature, form, heirs, feature.evidence[form.id], model.parameters)


def cellTable(model: Model) -> Table:
    """Return one row per answer of an entry of evidence.

    ``probability``, ``low`` and ``high`` are those of the entry alone, those of the table are of all its entries, as
    the model uses them.
    """
    rows = []
    for table in formTables(model):
        together = table.probabilities()
        for number, entry in enumerate(table.entries, 1):
            alone = table.probabilities([entry])
            for index, answer in enumerate(table.feature.answers):
                rows.append((table.feature.id, table.form.id, table.form.classId,
                             " ".join(heir.id for heir in table.heirs), answer.id, number, entry.counts[index], entry.n,
                             *alone[:, index].tolist(), *together[:, index].tolist(), entry.provenance, entry.grade,
                             entry.source.id, entry.source.url, entry.reason, RESEARCH_USE))
    return Table(CELL_COLUMNS, tuple(rows))
