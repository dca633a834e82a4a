"""The simulated cells as files and as text."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from .Coverage import LEAST_COUNTED, BetweenCoverageCell, CoverageCell, Tally
from .CsvText import csvText

# What is asked of the intervals.
WANTED = (0.93, 0.97)


def cellsCsv(cells: Sequence[CoverageCell]) -> str:
    """Return the cells as CSV; the coverage is empty where too few cases pass the flags."""
    rows = [(cell.sigma, cell.length, cell.voxels, cell.references, cell.snr, *_numbers(cell)) for cell in cells]
    names = ("sigma", "correlation_length", "voxels", "references", "snr", "flagged", "cases", "coverage",
             "coverage_flagged")
    return csvText(names, rows)


def betweenCsv(cells: Sequence[BetweenCoverageCell]) -> str:
    """Return the cells of the same spread between reference regions in all patients as CSV."""
    rows = [(cell.between, cell.references, *_numbers(cell)) for cell in cells]
    return csvText(("between", "references", "flagged", "cases", "coverage", "coverage_flagged"), rows)


def tableText(cells: Sequence[CoverageCell], fixed: Sequence[BetweenCoverageCell]) -> str:
    """Return all cells as Markdown tables: coverage in percent of the cases without and with a flag and, in brackets,
    the percentage flagged."""
    lines = []
    snrs = sorted({cell.snr for cell in cells})
    for voxels, length in sorted({(cell.voxels, cell.length) for cell in cells}):
        part = [cell for cell in cells if (cell.voxels, cell.length) == (voxels, length)]
        lines += [f"### {voxels} voxels, correlation length {length}", "",
                  "| sigma | references | " + " | ".join(f"SNR {snr:g}" for snr in snrs) + " |",
                  "|---|---|" + "---|" * len(snrs)]
        for sigma, references in sorted({(cell.sigma, cell.references) for cell in part}):
            row = {cell.snr: cell for cell in part if (cell.sigma, cell.references) == (sigma, references)}
            lines.append(f"| {sigma:.0%} | {references} | " + " | ".join(_percent(row[snr]) for snr in snrs) + " |")
        lines.append("")
    lines += ["### Same spread between reference regions in all patients", "",
              "| SD between regions | references | coverage |", "|---|---|---|"]
    lines += [f"| {cell.between:.0%} | {cell.references} | {_percent(cell)} |" for cell in fixed]
    return "\n".join(lines)


def summary(cells: Sequence[CoverageCell]) -> str:
    """Return the worst and best cell in words."""
    known = [cell for cell in cells if not isnan(cell.coverage)]
    total = sum(cell.cases for cell in cells)
    flagged = sum(cell.flagged for cell in cells) / total
    if not known:
        return f"No cell has {LEAST_COUNTED} cases that pass the flags ({flagged:.0%} flagged)."
    low, high = (pick(cell.coverage for cell in known) for pick in (min, max))
    within = sum(WANTED[0] <= cell.coverage <= WANTED[1] for cell in known)
    return (f"{len(cells)} cells, {total} cases, {flagged:.0%} of all cases flagged. {len(known)} cells have "
            f"at least {LEAST_COUNTED} cases that pass the flags: their intervals hold the truth in {low:.1%} to "
            f"{high:.1%} of the cases, {within} of them in {WANTED[0]:.0%} to {WANTED[1]:.0%}.")


def _numbers(tally: Tally) -> tuple[str, int, str, str]:
    return (f"{tally.flagged / tally.cases:.4f}", tally.cases, written(tally.coverage), written(tally.flaggedCoverage))


def written(share: float) -> str:
    """Return a fraction as files have it, "" where it is not known."""
    return "" if isnan(share) else f"{share:.4f}"


def _percent(tally: Tally) -> str:
    held, ofFlagged = ("-" if isnan(share) else f"{100 * share:.1f}"
                       for share in (tally.coverage, tally.flaggedCoverage))
    return f"{held} / {ofFlagged} ({100 * tally.flagged / tally.cases:.0f})"
