"""One page on which every proven case can be read: what it was, what the model says of it, and why.

A single HTML file that needs nothing else. It names a case by its id, its class and its proof; title and note of the
table, which may name a patient, are not in it.
"""

from __future__ import annotations

import base64
from html import escape

from ..Cohort import Evaluation, ProvenCase
from ..Likelihood import Contribution, Differential
from .DifferentialText import classText, countsText, decibansText, noteText, percent, ranked
from .EvaluationFigures import SETTING_TITLES, classTitles
from .Readout import RESEARCH_USE
from .Statements import rarityText, statements, unusualText
from .Words import capitalized

_FIRST = 3
_PROOFS = {"histology": "histology", "followup": "followup", "typical_imaging": "typical imaging"}
_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.45 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; color: #1b1f24; background: #fff;
  max-width: 70rem; margin: 2rem auto; padding: 0 1.25rem; }
h1 { font-size: 1.6rem; margin-bottom: .25rem; } h2 { font-size: 1.15rem; margin: 0; } h3 { font-size: .95rem;
  margin: .9rem 0 .3rem; color: #424a53; }
p { margin: .35rem 0; } img { max-width: 100%; height: auto; margin: 1rem 0; }
.quiet { color: #57606a; } .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th { text-align: left; font-weight: 600; border-bottom: 1.5px solid #8c959f; }
th, td { padding: .28rem .6rem .28rem 0; vertical-align: top; } td { border-bottom: 1px solid #e4e8ec; }
section { border: 1px solid #d0d7de; border-radius: 6px; padding: 1rem 1.25rem; margin: 1.25rem 0;
  break-inside: avoid; }
section.wrong { border-left: 5px solid #d55e00; } section.right { border-left: 5px solid #0072b2; }
.settings { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; }
.bars { width: 5rem; } .bar { display: inline-block; height: .6rem; background: #56b4e9; }
.bar.truth { background: #0072b2; } a { color: #0969da; }
@media (max-width: 45rem) { .settings { grid-template-columns: 1fr; } }
"""


def sheetText(evaluation: Evaluation, picture: bytes = b"") -> str:
    """Return the page.

    :param picture: PNG of the reliability, shown above the cases; empty for none
    """
    model = evaluation.model
    title = f"{len(evaluation.cases)} proven cases, model {model.version}"
    image = (f'<img alt="Reliability: share of EMH among cases of like P(EMH)" src="data:image/png;base64,'
             f'{base64.b64encode(picture).decode("ascii")}">' if picture else "")
    cases = "\n".join(_caseSection(evaluation, index) for index in range(len(evaluation.cases)))
    return (f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" '
            f'content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n'
            f"</head>\n<body>\n<h1>{escape(title)}</h1>\n<p>{escape(RESEARCH_USE)}</p>\n"
            f'<p class="quiet">{escape(model.name)}, all findings of each case. Two readings: under the setting '
            f"{escape(evaluation.clinicalSetting)}, the same for all cases, and with the setting that follows from "
            f"the host findings of each, as a user would have it. A blue edge: the true diagnosis comes first in the "
            f"former; an orange edge: it does not.</p>\n{image}\n{_overview(evaluation)}\n{cases}\n</body>\n</html>\n")


def _overview(evaluation):
    titles = classTitles(evaluation)
    rows = "\n".join(
        f'<tr><td><a href="#case-{index}">{escape(case.caseId)}</a></td><td>{escape(titles[case.classId])}</td>'
        f"<td>{escape(answer.classes[0].title)}</td>"
        f'<td class="number">{escape(percent(answer.target.probability))}</td><td>{escape(answer.verdict)}</td>'
        f'<td class="number">{escape(percent(host.target.probability))}</td><td>{escape(host.verdict)}</td></tr>'
        for index, (case, answer, host) in enumerate(zip(evaluation.cases, evaluation.differentials,
                                                         evaluation.hostAnswers)))
    return (f'<table><thead><tr><th>case</th><th>truth</th><th>comes first</th><th class="number">P(EMH)</th>'
            f'<th>verdict</th><th class="number">P(EMH), setting of the host</th><th>verdict</th></tr></thead>\n'
            f"<tbody>\n{rows}\n</tbody></table>")


def _caseSection(evaluation, index):
    case, answer, host = evaluation.cases[index], evaluation.differentials[index], evaluation.hostAnswers[index]
    kind = "wrong" if evaluation.isWrong(index) else "right"
    return (f'<section id="case-{index}" class="{kind}">\n<h2>{escape(case.caseId)}: {escape(_truth(evaluation, case))}'
            f'</h2>\n<p class="quiet">{escape(_remarks(evaluation, index))}</p>\n<div class="settings">\n'
            f"<div><h3>setting {escape(evaluation.clinicalSetting)}</h3>{_reading(case, answer)}</div>\n"
            f"<div><h3>{escape(SETTING_TITLES['from_host'])}</h3>{_reading(case, host)}</div>\n</div>\n"
            f"{_contributions(evaluation, answer)}\n</section>")


def _truth(evaluation, case: ProvenCase):
    form = next((form.title for form in evaluation.model.forms if form.id == case.formId), "")
    title = classTitles(evaluation)[case.classId]
    return f"{title} ({form})" if form and form != title else title


def _remarks(evaluation, index):
    case = evaluation.cases[index]
    parts = [f"line {case.line}", f"proof: {_PROOFS.get(case.proof, 'unknown or other')}",
             *(["hard case"] if case.isHard else []), *(["presacral"] if case.isPresacral else []),
             *(["WRONG WITH CONFIDENCE"] if evaluation.isConfidentlyWrong(index) else [])]
    return "; ".join(parts)


def _reading(case: ProvenCase, answer: Differential):
    rarity = rarityText(answer)
    lines = [*statements(answer), f"Verdict: {answer.verdict}. {answer.reason}",
             "" if rarity.lower() in answer.reason.lower() else f"{capitalized(rarity)}.",
             *answer.contradictions, unusualText(answer)]
    texts = "\n".join(f"<p>{escape(line)}</p>" for line in lines if line)
    rows = "\n".join(
        f'<tr><td class="number">{escape(percent(entry.probability))}</td><td class="bars"><span '
        f'class="{"bar truth" if entry.id == case.classId else "bar"}" style="width:{100 * entry.probability:.1f}%">'
        f"</span></td><td>{escape(classText(entry))}</td></tr>" for entry in _shown(case, answer))
    return f"{texts}\n<table><tbody>\n{rows}\n</tbody></table>"


def _shown(case, answer):
    """Return the first classes, and the true one wherever it comes."""
    return [entry for place, entry in enumerate(answer.classes) if place < _FIRST or entry.id == case.classId]


def _contributions(evaluation, answer: Differential):
    if not answer.contributions:
        return '<p class="quiet">No finding is stated.</p>'
    rows = "\n".join(
        f"<tr><td>{escape(one.title)}</td><td>{escape(_answers(evaluation, one.finding))}</td>"
        f'<td class="number">{"not counted" if _isLeftOut(one) else escape(decibansText(one.decibans))}</td>'
        f"<td>{escape('; '.join(filter(None, (countsText(one), noteText(one)))))}</td></tr>"
        for one in ranked(answer.contributions))
    return (f"<h3>What each finding adds to the odds of EMH, in decibans</h3>\n<table><thead><tr><th>finding</th>"
            f'<th>answer</th><th class="number">weight</th><th>counted patients</th></tr></thead>\n<tbody>\n{rows}\n'
            f"</tbody></table>")


def _isLeftOut(one: Contribution):
    return bool(one.note) and not one.decibans


def _answers(evaluation, finding):
    feature = evaluation.model.feature(finding.feature)
    if not finding.answerWeights:
        return feature.answer(finding.answer).title
    return "; ".join(f"{feature.answer(answerId).title} {percent(weight)}"
                     for answerId, weight in finding.answerWeights.items() if weight)
