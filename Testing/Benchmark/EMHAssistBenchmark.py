"""The benchmark: everything recomputed beside the peers, volumes of many slices, and a region being dragged.

Run by Bench.py with pytest-benchmark. Each turn runs all that is compared once, one after the other, so that whatever
else the machine does slows all of them alike.
"""

import gc
import tracemalloc
from time import perf_counter, thread_time

import numpy as np
import pytest
import slicer
from BenchmarkCase import FINDINGS, SEQUENCES, addVolume, readCase
from Peers import PEERS, arrays, labelImage

from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Cache import Cache
from EMHAssistLib.Likelihood import evaluate, loadModel, nextFindings, sensitivity
from EMHAssistLib.Likelihood.LogLikelihoods import forget

MODEL = loadModel()
SETTING = MODEL.basePriors[0].id
OURS = "EMHAssist"  # among the peers
TURNS = range(3)
ROUNDS = 7
_WARM_UP = 20  # steps
# One answer to every question of the model, none of which contradict each other.
ALL_FINDINGS = {**{feature.id: feature.answerIds()[0] for feature in MODEL.features},
                "paravertebral_mass": "bilateral", "t1_marrow": "similar", "t2_marrow": "similar"}
HALF_OF_THEM = dict(list(ALL_FINDINGS.items())[::2])


def label(benchmark, group, subject):
    """Say what is measured, for Bench.py."""
    benchmark.group = group
    benchmark.extra_info["subject"] = subject


def recompute(case):
    """Compute a case anew, from regions and voxels to the differential."""
    return analyze(case, MODEL, Cache())


@pytest.fixture(scope="module")
def tallScene(size):
    """Return a scene with one series of many slices."""
    scene = slicer.vtkMRMLScene()
    addVolume(scene, SEQUENCES[0], size, size.tallSlices)
    return scene


@pytest.fixture(scope="module")
def flatScene(size):
    """Return a scene with one series like the six."""
    scene = slicer.vtkMRMLScene()
    addVolume(scene, SEQUENCES[0], size, size.dimensions[2])
    return scene


@pytest.mark.parametrize("peer", [None, *PEERS])
@pytest.mark.parametrize("turn", TURNS)
def testRecompute(benchmark, size, peer, turn):
    """Everything recomputed, from regions and voxel arrays to the result."""
    case = readCase(SETTING)
    label(benchmark, "recompute", peer.name if peer else OURS)
    if peer is None:
        benchmark.pedantic(recompute, setup=lambda: ((readCase(SETTING),), {}), rounds=ROUNDS)
        benchmark.extra_info.update(regions=len(case.regions), series=len(case.series),
                                    comparisons=len(recompute(case).comparisons))
    else:
        benchmark.pedantic(peer.fromRegions, (case,), rounds=peer.rounds)


@pytest.mark.parametrize("peer", PEERS)
@pytest.mark.parametrize("turn", TURNS)
def testFilterOnly(benchmark, size, peer, turn):
    """A peer whose images and label map are made already."""
    label(benchmark, "filter only", peer.name)
    case = readCase(SETTING)
    benchmark.pedantic(peer.measure, peer.prepare(labelImage(case), arrays(case)), rounds=peer.rounds)


@pytest.mark.parametrize("height", ["flat", "tall"])
@pytest.mark.parametrize("turn", TURNS)
def testTallVolume(benchmark, size, flatScene, tallScene, height, turn):
    """The same regions on one series, of the usual number of slices and of many."""
    label(benchmark, "height", height)
    scene = tallScene if height == "tall" else flatScene
    benchmark.pedantic(recompute, setup=lambda: ((readCase(SETTING, scene),), {}), rounds=ROUNDS)


@pytest.mark.parametrize("answer, subject, findings", [
    (evaluate, "evaluate", ALL_FINDINGS), (sensitivity, "sensitivity", ALL_FINDINGS),
    (nextFindings, "next findings", HALF_OF_THEM)])
def testLikelihood(benchmark, answer, subject, findings):
    """The answers to findings, as often as a drag asks for them."""
    label(benchmark, "likelihood", subject)
    assert not evaluate(MODEL, findings, SETTING).contradictions
    benchmark.pedantic(answer, (MODEL, findings, SETTING), rounds=100, warmup_rounds=_WARM_UP)


def testLikelihoodFirst(benchmark):
    """The differential of a model that has just been loaded: its tables are drawn."""
    label(benchmark, "likelihood", "evaluate first")
    benchmark.pedantic(evaluate, (MODEL, ALL_FINDINGS, SETTING), setup=forget, rounds=ROUNDS)


def testPeakMemory(benchmark, size):
    """How much memory a recompute takes on top, of all that Python and numpy allocate."""
    label(benchmark, "memory", OURS)
    case = readCase(SETTING)
    recompute(case)
    gc.collect()
    tracemalloc.start()
    before, _peak = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    benchmark.pedantic(recompute, (case,))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    benchmark.extra_info["fraction"] = (peak - before) / case.series[0].image.array.nbytes


@pytest.mark.parametrize("name", ["Epidural 1", "Marrow 1"])
def testDrag(benchmark, size, dragSteps, name):
    """A region dragged with the panel open: from the MRML event until tables, labels, box and panel hold the result.

    The views are paused and the window is painted between the steps: drawing a frame is not part of it.
    """
    label(benchmark, "drag", name)
    slicer.util.selectModule("EMHAssist")
    slicer.app.pauseRender()
    logic = slicer.util.getModuleLogic("EMHAssist")
    for feature, level in FINDINGS.items():
        logic.setFinding(feature, level)
    node = slicer.util.getNode(name)
    start, painting, processor, refreshed = np.array(node.GetCenter()), [], [], []
    logic.addResultListener(lambda: refreshed.append(True))  # after that of the panel

    def betweenSteps():
        before = perf_counter()
        slicer.app.processEvents()
        painting.append(1000 * (perf_counter() - before))
        phase = len(painting)
        refreshed.clear()
        return (start + 4 * np.array([np.sin(phase / 7), np.cos(phase / 9), np.sin(phase / 11)]),), {}

    def step(center):
        before = thread_time()
        node.SetCenter(center)
        while not refreshed:
            slicer.app.processEvents()
        processor.append(1000 * (thread_time() - before))

    benchmark.pedantic(step, setup=betweenSteps, rounds=dragSteps, warmup_rounds=_WARM_UP)
    slicer.app.resumeRender()
    node.SetCenter(start)
    processor = processor[_WARM_UP:]
    # Processor time tells on a busy machine what the clock cannot.
    benchmark.extra_info.update(painting_median_ms=float(np.median(painting)),
                                processor_median_ms=float(np.median(processor)),
                                processor_p99_ms=float(np.percentile(processor, 99)))
