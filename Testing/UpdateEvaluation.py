"""Bring the figures of the published cases in the documentation up to date with the model.

    .environment/bin/python Testing/UpdateEvaluation.py [FILE]

FILE is the table of published cases, by default the one beside the source folder. Written are the tables between the
marks in README.md, Evaluation.md, ModelCard.md and OwnCohort.md, those of the further cases of the tests among them,
and the picture of the reliability; what is said about them stays, and is to be read again.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "EMHAssist" / "Resources" / "Docs"
sys.path.insert(0, str(ROOT / "EMHAssist"))

# What others found of model 0.2.0 on two collections of cases that nobody who set its numbers had seen.
FORMER = {"auc": "0.86, 0.83, 0.92; 0.94, 0.85, 0.96", "top": "0.53, 0.65; 0.63, 0.77", "confident_errors": "0; 0"}
FURTHER = ROOT / "Testing" / "Python" / "Data" / "FurtherCases.csv"


def withFigures(document: str, figures: str, name: str = "figures") -> str:
    """Return a document with other figures between the marks of that name."""
    begin, end = f"<!-- {name} begin -->\n", f"<!-- {name} end -->\n"
    before, rest = document.split(begin)
    after = rest.split(end)[1]
    return f"{before}{begin}{figures.strip()}\n{end}{after}"


def overview(development, further) -> str:
    """Return a table for the README: both collections of cases, and what others found of the former model."""
    rows = [("AUC: all findings, images alone, host unknown", ("auc",), ("all", "imaging_only", "host_unknown"),
             FORMER["auc"]),
            ("correct diagnosis first, among three", ("top1", "top3"), ("all",), FORMER["top"]),
            ("wrong with 90 % or more", ("confident_errors",), ("all",), FORMER["confident_errors"])]
    lines = [f"| | published cases, development half ({len(development.cases)}) | further published cases "
             f"({len(further.cases)}) | former model, cases apart (93; 73) |", "|---|---|---|---|"]
    for title, names, conditions, former in rows:
        cells = [", ".join(f"{one.performances['all'][condition].measures[name].value:.2f}"
                           for condition in conditions for name in names) for one in (development, further)]
        lines.append(f"| {title} | {' | '.join(cells)} | {former} |")
    return "\n".join(lines)


def main() -> None:
    """Compute the figures and write them."""
    from EMHAssistLib.Cohort import crossValidate, evaluateFile, provenCases, readCases
    from EMHAssistLib.Display.ReliabilityFigure import reliabilityPng
    from EMHAssistLib.Likelihood import loadModel
    from EMHAssistLib.Report.CohortText import comparisonTable
    from EMHAssistLib.Report.EvaluationFigures import figuresText, shortTable

    path = sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared" / "vignettes" / "vignettes.csv"
    model = loadModel()
    evaluation = evaluateFile(path, model)
    comparison = crossValidate(model, provenCases(readCases(path, model)).cases, evaluation.clinicalSetting)
    furtherCases = evaluateFile(FURTHER, model)
    further = shortTable(furtherCases)
    readme = ROOT / "README.md"
    readme.write_text(withFigures(readme.read_text(encoding="utf-8"), overview(evaluation, furtherCases)),
                      encoding="utf-8")
    for name, mark, figures in (("Evaluation.md", "figures", figuresText(evaluation)),
                                ("Evaluation.md", "further", further),
                                ("ModelCard.md", "figures", shortTable(evaluation)),
                                ("ModelCard.md", "further", further),
                                ("OwnCohort.md", "figures", comparisonTable(comparison))):
        document = DOCUMENTS / name
        document.write_text(withFigures(document.read_text(encoding="utf-8"), figures, mark), encoding="utf-8")
    (DOCUMENTS / "Evaluation" / "reliability.png").write_bytes(reliabilityPng(evaluation))


if __name__ == "__main__":
    main()
