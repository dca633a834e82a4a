"""Bring the figures of the published cases in the documentation up to date with the model.

    .environment/bin/python Testing/UpdateEvaluation.py [FILE]

FILE is the table of published cases, by default the one beside the source folder. Written are the tables between the
marks in Evaluation.md and OwnCohort.md, and the picture of the reliability; what is said about them stays, and is to be
read again.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "EMHAssist" / "Resources" / "Docs"
sys.path.insert(0, str(ROOT / "EMHAssist"))

BEGIN, END = "<!-- figures begin -->\n", "<!-- figures end -->\n"


def withFigures(document: str, figures: str) -> str:
    """Return a document with other figures between its marks."""
    before, rest = document.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}{figures.strip()}\n{END}{after}"


def main() -> None:
    """Compute the figures and write them."""
    from EMHAssistLib.Cohort import crossValidate, evaluateFile, provenCases, readCases
    from EMHAssistLib.Display.ReliabilityFigure import reliabilityPng
    from EMHAssistLib.Likelihood import loadModel
    from EMHAssistLib.Report.CohortText import comparisonTable
    from EMHAssistLib.Report.EvaluationFigures import figuresText

    path = sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared" / "vignettes" / "vignettes.csv"
    model = loadModel()
    evaluation = evaluateFile(path, model)
    comparison = crossValidate(model, provenCases(readCases(path, model)).cases, evaluation.clinicalSetting)
    for name, figures in (("Evaluation.md", figuresText(evaluation)), ("OwnCohort.md", comparisonTable(comparison))):
        document = DOCUMENTS / name
        document.write_text(withFigures(document.read_text(encoding="utf-8"), figures), encoding="utf-8")
    (DOCUMENTS / "Evaluation" / "reliability.png").write_bytes(reliabilityPng(evaluation))


if __name__ == "__main__":
    main()
