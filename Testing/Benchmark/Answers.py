"""Findings to the differential and what else is asked of the model: the first time in a process, and on and on."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from .Plan import Plan


def measure(plan: Plan) -> dict[str, float]:
    """Measure by the clock.

    :return: ms of the first differential, every finding known, and of what is loaded before it: scipy, as opening the
        module does, and the model; and the medians of many more
    """
    begin = perf_counter()
    import scipy.optimize
    import scipy.special  # noqa: F401
    scipyLoaded = 1000 * (perf_counter() - begin)
    from EMHAssistLib.Likelihood import evaluate, loadModel, nextFindings, sensitivity

    begin = perf_counter()
    model = loadModel()
    modelLoaded = 1000 * (perf_counter() - begin)
    setting = model.basePriors[0].id
    # One answer to every question of the model, none of which contradict each other.
    findings = {**{feature.id: feature.answerIds()[0] for feature in model.features},
                "paravertebral_mass": "bilateral", "t1_marrow": "similar", "t2_marrow": "similar"}
    half = dict(list(findings.items())[::2])
    begin = perf_counter()
    first = evaluate(model, findings, setting)
    firstTime = 1000 * (perf_counter() - begin)
    if first.contradictions or evaluate(model, half, setting).contradictions:
        raise ArithmeticError("the findings of the benchmark contradict each other")

    def often(function, known) -> float:
        times = []
        for _ in range(plan.rounds):
            begin = perf_counter()
            function(model, known, setting)
            times.append(1000 * (perf_counter() - begin))
        return median(times)

    return {"scipy_ms": scipyLoaded, "model_ms": modelLoaded, "evaluate_first_ms": firstTime,
            "evaluate_ms": often(evaluate, findings), "sensitivity_ms": often(sensitivity, findings),
            "next_findings_ms": often(nextFindings, half)}
