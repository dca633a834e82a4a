"""The cells of patients as hard as real ones, as files and as text."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from .CoverageTables import WANTED, written
from .CsvText import csvText
from .SpineCoverage import QUESTIONS, SpineCell

_TITLES = {"mean": "Lesion to mean marrow", "here": "Lesion to marrow at its place", "lesions": "Lesion to lesion",
           "concordance": "Lesion to marrow at its place, over three sequences"}


def spineCsv(cells: Sequence[SpineCell]) -> str:
    """Return the cells as CSV; a fraction is empty where too few cases are left."""
    names = ("interval", "sigma", "length_mm", "snr", "references", "levels_away", "cases", "flagged", "coverage",
             "coverage_flagged", "coverage_all")
    rows = [(cell.question, cell.texture, cell.length, cell.snr, cell.references, cell.levels, cell.cases,
             f"{cell.flagged / cell.cases:.4f}", *map(written, (cell.unflagged, cell.ofFlagged, cell.all)))
            for cell in cells]
    return csvText(names, rows)


def spineText(cells: Sequence[SpineCell]) -> str:
    """Return a sentence and a table for each kind of interval: percent held of the cases without a flag, with one, and
    in brackets the percentage flagged."""
    lines: list[str] = []
    snrs = sorted({cell.snr for cell in cells})
    for question in QUESTIONS:
        part = [cell for cell in cells if cell.question == question]
        lines += [f"### {_TITLES[question]}", "", _sentence(part), "",
                  "| texture | references | levels away | " + " | ".join(f"SNR {snr:g}" for snr in snrs) + " |",
                  "|---|---|---|" + "---|" * len(snrs)]
        for kind in sorted({(cell.texture, cell.length, cell.references, cell.levels) for cell in part}):
            row = {cell.snr: cell for cell in part
                   if (cell.texture, cell.length, cell.references, cell.levels) == kind}
            lines.append(f"| {kind[0]:.0%} of {kind[1]:g} mm | {kind[2] or '-'} | {kind[3]:g} | "
                         + " | ".join(_text(row[snr]) if snr in row else "-" for snr in snrs) + " |")
        lines.append("")
    return "\n".join(lines)


def _sentence(cells: Sequence[SpineCell]) -> str:
    known = [cell.unflagged for cell in cells if not isnan(cell.unflagged)]
    whole = sum(cell.cases for cell in cells)
    held = sum(cell.covered + cell.coveredFlagged for cell in cells) / whole
    clear = sum(cell.covered for cell in cells) / max(sum(cell.cases - cell.flagged for cell in cells), 1)
    within = sum(WANTED[0] <= share <= WANTED[1] for share in known)
    above = sum(share > WANTED[1] for share in known)
    span = f"{min(known):.1%} to {max(known):.1%}" if known else "none"
    return (f"{len(cells)} cells, {whole} cases: {held:.1%} of all and {clear:.1%} of those without a flag are held. "
            f"Cells with enough cases without a flag: {len(known)}, from {span}; {within} in {WANTED[0]:.0%} to "
            f"{WANTED[1]:.0%}, {above} above.")


def _text(cell: SpineCell) -> str:
    one, other = ("-" if isnan(share) else f"{100 * share:.1f}" for share in (cell.unflagged, cell.ofFlagged))
    return f"{one} / {other} ({100 * cell.flagged / cell.cases:.0f})"
