"""What stands behind a finding, below the chart of the weights: patients by diagnosis, sources, likelihood ratios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Likelihood.LikelihoodRatios import ClassRatio
from ...Likelihood.SchemaFeatures import GRADES
from ...Report.DifferentialText import countsText, decibansText, noteText, percent, rangeText
from ...Report.FindingEvidence import EvidenceEntry, FindingEvidence
from ...Report.Words import capitalized
from ..Titles import modelWord
from ..Widgets.FittedBrowser import FittedBrowser
from ..Widgets.ToolTip import explained
from ..Widgets.Typography import unbroken

_FORM_LINK = "form"


class EvidenceView:
    """Shows the evidence behind the finding that the user chooses.

    :param features: (id, title) of those to choose from
    :param evidenceOf: returns the evidence behind a feature
    :param goToFinding: called with a feature whose line in the form the user wants to see

    ``chooser`` and ``browser`` are the widgets, the browser hidden while nothing is chosen.
    """

    def __init__(self, features: Sequence[tuple[str, str]], evidenceOf: Callable[[str], FindingEvidence],
                 goToFinding: Callable[[str], None]):
        self._evidenceOf, self._goToFinding = evidenceOf, goToFinding
        self._shown: FindingEvidence | None = None
        self.chooser = qt.QComboBox()
        self.chooser.setAccessibleName(_("Finding whose evidence is shown"))
        self.chooser.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Fixed)
        self.chooser.addItem(_("Evidence behind a finding..."), "")
        for feature, title in features:
            self.chooser.addItem(modelWord(title), feature)
        self.chooser.connect("currentIndexChanged(int)", lambda index: self.refresh())
        self.browser = qt.QTextBrowser()
        self.browser.setAccessibleName(_("Evidence behind the finding"))
        self.browser.setOpenLinks(False)
        self.browser.connect("anchorClicked(QUrl)", self._onLink)
        self._fitted = FittedBrowser(self.browser)
        self.browser.setVisible(False)

    @property
    def feature(self) -> str:
        """The id of the chosen feature, "" for none."""
        return self.chooser.itemData(self.chooser.currentIndex)

    def choose(self, feature: str) -> None:
        """Show the evidence behind a feature."""
        self.chooser.setCurrentIndex(self.chooser.findData(feature))

    def refresh(self) -> None:
        """Show the evidence of the present result, if it is another."""
        evidence = self._evidenceOf(self.feature) if self.feature else None
        if evidence == self._shown:
            return
        self._shown = evidence
        self._fitted.setHtml(explained(_html(evidence)) if evidence else "")
        self.browser.setVisible(evidence is not None)

    def recolor(self) -> None:
        """Show links in the colors of the theme."""
        self._shown = None
        self.refresh()

    def _onLink(self, url) -> None:
        if url.toString() == _FORM_LINK:
            self._goToFinding(self.feature)
        else:
            qt.QDesktopServices.openUrl(url)


def _html(evidence: FindingEvidence) -> str:
    answer = escape(modelWord(evidence.answer)) if evidence.answer else _("not assessed")
    parts = [f"<p><b>{escape(modelWord(evidence.title))}: {answer}</b> (<a href='{_FORM_LINK}'>"
             + _("in the form") + "</a>)</p>"]
    if evidence.description:
        parts.append(f"<p>{escape(modelWord(evidence.description))}</p>")
    if evidence.contribution:
        parts.append(f"<p><b>{escape(countsText(evidence.contribution, translated))}</b></p>")
        parts.append(f"<p>{escape(_weightText(evidence))}</p>")
    ratios = {ratio.id: ratio for ratio in evidence.ratios}
    for diagnosis, title in dict.fromkeys((entry.diagnosis, entry.title) for entry in evidence.entries):
        parts.append(f"<p style='margin-bottom:0'><b>{escape(modelWord(title))}</b>")
        if diagnosis in ratios:
            parts.append("<br>" + escape(_ratioText(ratios[diagnosis], diagnosis == evidence.target)))
        parts.append("</p><ul style='margin:0; -qt-list-indent:0'>")
        parts += [f"<li>{_entryHtml(entry, evidence.answer)}</li>" for entry in evidence.entries
                  if entry.diagnosis == diagnosis]
        parts.append("</ul>")
    if not evidence.entries:
        parts.append("<p>" + _("No table: it says nothing about the diagnosis, and raises alarms alone.") + "</p>")
    grades = sorted({entry.grade for entry in evidence.entries})
    meanings = {grade: translated("Likelihood.SchemaFeatures", GRADES[grade]) for grade in grades}
    parts.append("<p>" + "<br>".join(_("Grade {grade}: {meaning}.").format(grade=grade, meaning=escape(meaning))
                                     for grade, meaning in meanings.items()) + "</p>")
    return unbroken("".join(parts))


def _weightText(evidence: FindingEvidence) -> str:
    """Return what a finding weighs in the present case, and by which rules."""
    held = noteText(evidence.contribution, translated)
    if evidence.note:
        return _("Does not count: {note}.").format(note=held)
    weight = _("Contributes {decibans} dB toward EMH. Likelihood ratios (LR) are capped at {cap}; their logarithm is "
             "multiplied by {factor}: the temper of \"{block}\" ({temper}) times the share of this finding among those "
             "of the block that count ({share}, {count} findings), because they overlap; 1 at most.").format(
        decibans=decibansText(evidence.decibans), cap=f"{evidence.cap:g}", factor=f"{evidence.factor:.2f}",
        temper=f"{evidence.temper:.2f}", share=f"{evidence.share:.2f}", count=evidence.sharing,
        block=modelWord(evidence.block))
    return f"{weight} {capitalized(held)}." if held else weight


def _ratioText(ratio: ClassRatio, isTarget: bool) -> str:
    """Return how often a diagnosis gives the answer, and what that says for the target."""
    often = _("{share} have it ({interval})").format(
        share=percent(ratio.probability), interval=rangeText(ratio.low, ratio.high, translated))
    if isTarget:
        return often
    return _("{often}; LR of EMH versus this diagnosis {ratio} ({low} to {high}), counted as {counted}").format(
        often=often, ratio=_number(ratio.ratio), low=_number(ratio.ratioLow), high=_number(ratio.ratioHigh),
        counted=_number(ratio.counted))


def _number(ratio: float) -> str:
    return f"{ratio:.2g}" if ratio < 100 else f"{ratio:.0f}"


def _entryHtml(entry: EvidenceEntry, answer: str) -> str:
    """Return what one source says, with a link to it."""
    if answer:
        count = _("{count} of {all}").format(count=f"{entry.counts[answer]:g}", all=f"{entry.n:g}")
    else:
        count = _("{counts}; of {all}").format(
            counts=", ".join(f"{escape(modelWord(title))} {number:g}" for title, number in entry.counts.items()),
            all=f"{entry.n:g}")
    citation = escape(entry.citation)
    if entry.link:
        citation = f"<a href='{escape(entry.link)}'>{citation}</a>"
    # A diagnosis of one form has the title of that form.
    forms = "" if entry.forms == (entry.title,) else f" ({escape(', '.join(map(modelWord, entry.forms)))})"
    kinds = {"counted": _("counted"), "computed": _("computed"), "elicited": _("expert judgment (elicited)"),
             "cohort": _("own cases")}
    kind = _("{provenance}, grade {grade}").format(provenance=kinds[entry.provenance], grade=entry.grade)
    return f"<b>{count}</b>{forms}, {kind}: {citation}. {escape(entry.reason)}"
