"""Volumes of many slices beside those of the usual number, and what memory is taken on top of a volume."""

from __future__ import annotations

from SlicerHost import startHost

from .Plan import Plan


def measure(plan: Plan) -> dict[str, float]:
    """Measure both.

    :return: ``flat_ms`` and ``tall_ms`` of processor time, each with the series known and, as ``..._first_ms``, seen
        for the first time; ``peak_fraction`` and ``peak_first_fraction``, memory as a fraction of one volume
    """
    startHost()
    import slicer

    from .BenchmarkCase import SEQUENCES, Size, addVolume, fillScene, readCase, withNewRegions
    from .Clock import takeTurns
    from .Memory import peak
    from .Recompute import SETTING, KnownSeries, seenFirst

    size = Size(plan.dimensions, plan.tallSlices)
    fillScene(size)
    case = readCase(SETTING)
    known = KnownSeries(case)
    known.forgetRegions()
    # Once for what is loaded the first time only.
    known.recompute(withNewRegions(case))
    known.forgetRegions()
    changed, bytesOfVolume = withNewRegions(case), case.series[0].image.array.nbytes
    peaks = {"peak_fraction": peak(lambda: known.recompute(changed)) / bytesOfVolume,
             "peak_first_fraction": peak(lambda: seenFirst(readCase(SETTING))) / bytesOfVolume}

    subjects = []
    for name, slices in (("flat", size.dimensions[2]), ("tall", size.tallSlices)):
        scene = slicer.vtkMRMLScene()
        addVolume(scene, SEQUENCES[0], size, slices)
        subjects += _subjects(name, scene, plan)
    takeTurns(subjects)
    return {**peaks, **{subject.name: subject.ms for subject in subjects}}


def _subjects(name: str, scene, plan: Plan) -> list:
    """Return the 20 regions on one series, known and not.

    :param scene: holds the series
    """
    from .BenchmarkCase import readCase, withNewRegions
    from .Clock import Subject
    from .Recompute import SETTING, KnownSeries, seenFirst

    case = readCase(SETTING, scene)
    known = KnownSeries(case)

    def changedRegions() -> tuple:
        known.forgetRegions()
        return (withNewRegions(case),)

    return [Subject(f"{name}_ms", changedRegions, known.recompute, plan.rounds),
            Subject(f"{name}_first_ms", lambda: (readCase(SETTING, scene),), seenFirst, plan.slowRounds)]
