"""The figures of a model judged on proven cases as tables in Markdown, to be put into documents as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf, isfinite, isnan
from textwrap import wrap

from ..Cohort import EQUAL_PRIORS, FROM_HOST, MEASURES, ClassResult, Estimate, Evaluation
from ..Likelihood import Verdict
from .Words import capitalized

SUBSET_TITLES = {"all": "all cases", "histology": "proven by histology", "strict": "without presacral"}
CONDITION_TITLES = {"all": "all findings", "imaging_only": "imaging only",
                    "host_unknown": "host unknown unless stated"}
SETTING_TITLES = {EQUAL_PRIORS: "equal priors", FROM_HOST: "setting derived from the host"}
# Measures of which the histology rows and the strict ones are told as well.
_OF_EVERY_SUBSET = ("auc", "top1", "top3")
_WIDTH = 118


# What says most, for a reader who has a minute.
_MOST_TELLING = (("auc", "all"), ("auc", "histology"), ("top1", "all"), ("top3", "all"), ("calibration_slope", "all"),
                 ("confident_errors", "all"), ("emh_dismissed", "all"))


def shortTable(evaluation: Evaluation) -> str:
    """Return the figures that say most, in one table."""
    subsets = evaluation.performances
    return "\n".join(markdownTable(("", *CONDITION_TITLES.values()), [
        (f"{MEASURES[name]}{'' if subset == 'all' else f', {SUBSET_TITLES[subset]}'}",
         *(numbers(one.measures[name]) for one in subsets[subset].values())) for name, subset in _MOST_TELLING]))


def figuresText(evaluation: Evaluation) -> str:
    """Return all tables; the document that takes them says what they mean."""
    performances = evaluation.performances
    counts = "; ".join(f"{SUBSET_TITLES[subset]}: {conditions['all'].n}, {conditions['all'].nTarget} of them EMH"
                       for subset, conditions in performances.items())
    return "\n".join((
        *wrap(f"Model {evaluation.model.version} of {evaluation.model.date}, setting {evaluation.clinicalSetting}. "
              f"{capitalized(counts)}. 95 % intervals.", _WIDTH), "",
        *markdownTable(("", *CONDITION_TITLES.values()), _measureRows(evaluation)), "",
        *markdownTable(("AUC by which findings are stated, whatever they say",
                        *(CONDITION_TITLES[condition] for condition in evaluation.missingness["all"])),
                       [(SUBSET_TITLES[subset], *map(numbers, conditions.values()))
                        for subset, conditions in evaluation.missingness.items()]), "",
        *markdownTable(("own class first / among three", "cases", *CONDITION_TITLES.values()),
                       _classRows(evaluation)), "",
        *markdownTable(("all findings", "cases", "P(EMH) of 10 % or less", *Verdict), _settingRows(evaluation)), ""))


def classTitles(evaluation: Evaluation) -> dict[str, str]:
    """Return the title of each class."""
    return {diagnosis.id: diagnosis.title for diagnosis in evaluation.model.classes}


def numbers(one: Estimate, digits: int = 2) -> str:
    """Return a value with its interval, or a dash."""
    if isnan(one.value):
        return "-"
    return f"{_number(one.value, digits)} ({_number(one.low, digits)} to {_number(one.high, digits)})"


def firstAndThree(result: ClassResult) -> str:
    """Return how often the own class is first, and among three."""
    return f"{result.top1.value:.2f} / {result.top3.value:.2f}"


def countText(share: Estimate, n: int) -> str:
    """Return a share of n cases as a count, with its interval in percent."""
    return f"{share.value * n:.0f} of {n} ({100 * share.low:.0f} to {100 * share.high:.0f} %)"


def _measureRows(evaluation):
    for name, title in MEASURES.items():
        for subset, conditions in evaluation.performances.items():
            if subset == "all" or name in _OF_EVERY_SUBSET:
                yield f"{title}, {SUBSET_TITLES[subset]}", *(numbers(one.measures[name])
                                                              for one in conditions.values())


def _classRows(evaluation):
    titles = classTitles(evaluation)
    for classId in evaluation.byClass["all"]:
        results = [classes[classId] for classes in evaluation.byClass.values()]
        yield titles[classId], str(results[0].n), *map(firstAndThree, results)


def _settingRows(evaluation):
    titles = classTitles(evaluation)
    for name, classes in evaluation.bySetting.items():
        for classId, one in classes.items():
            yield (f"{titles[classId]}, {SETTING_TITLES[name]}", str(one.n), countText(one.dismissed, one.n),
                   *map(str, one.verdicts.values()))


def markdownTable(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table in Markdown."""
    return [f"| {' | '.join(row)} |" for row in (tuple(map(str, head)), ("---",) * len(head), *rows)]


def _number(value, digits):
    if isfinite(value):
        return f"{value:.{digits}f}"
    return {inf: "infinite", -inf: "-infinite"}.get(value, "?")
