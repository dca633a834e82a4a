"""EMHAssist beside its peers: the same regions, the same voxels, the same five statistics; and all that it computes."""

from __future__ import annotations

import numpy as np

from SlicerHost import startHost

from .Plan import Plan

FIVE_STATISTICS, EVERYTHING, FIRST = "five statistics", "everything", "everything, series seen for the first time"


def measure(plan: Plan) -> dict:
    """Measure in turns.

    :return: ``ours``: what to ms; ``peers``: a list of their names and times; ``limit``: see `physicalLimit`; and how
        much was measured
    """
    startHost()
    from .BenchmarkCase import Size, fillScene, readCase, withNewRegions
    from .Blocks import cutBlocks
    from .Clock import Subject, takeTurns
    from .Limit import physicalLimit
    from .NumpyPeers import NUMPY_PEERS
    from .Ours import fiveStatistics
    from .Peer import Truth
    from .Recompute import SETTING, KnownSeries, seenFirst
    from .ScipyPeers import NUMPY_BY_SCIPY, SCIPY_PEERS
    from .SimpleItkPeers import SIMPLEITK_PEERS, useOneThread

    useOneThread()
    fillScene(Size(plan.dimensions, plan.tallSlices))
    case = readCase(SETTING)
    images, shapes = [series.image for series in case.series], [region.shape for region in case.regions]
    if min(np.count_nonzero(block.inside) for block in cutBlocks(images[0], shapes)) < 2:
        raise ValueError("A region holds less than two voxels; take more columns, rows and slices.")
    known = KnownSeries(case)

    def changedRegions() -> tuple:
        known.forgetRegions()
        return (withNewRegions(case),)

    def rounds(peer) -> int:
        if not peer.isBestForm:
            return 1  # up to a quarter of a minute
        return plan.slowRounds if peer.library.startswith("SimpleITK") else plan.rounds

    peers = (*NUMPY_PEERS, NUMPY_BY_SCIPY, *SCIPY_PEERS, *SIMPLEITK_PEERS)
    compared = [Subject(peer.name, lambda peer=peer: peer.prepare(cutBlocks(images[0], shapes), images), peer.measure,
                        rounds(peer)) for peer in peers]
    ours = [Subject(FIVE_STATISTICS, lambda: ([series.image for series in case.series],
                                              [region.shape for region in withNewRegions(case).regions]),
                    fiveStatistics, plan.rounds),
            Subject(EVERYTHING, changedRegions, known.recompute, plan.rounds),
            Subject(FIRST, lambda: (readCase(SETTING),), seenFirst, plan.slowRounds)]
    takeTurns([*ours, *compared])

    blocks = cutBlocks(images[0], shapes)
    truth = Truth.of(blocks, images)
    for peer, subject in zip(peers, compared):
        peer.check(subject.result, truth)
    return {
        "ours": {subject.name: subject.ms for subject in ours},
        "peers": [{"library": peer.library, "form": peer.form, "best_form": peer.isBestForm,
                   "ms": subject.preparedMs, "given_ms": subject.ms} for peer, subject in zip(peers, compared)],
        "limit": physicalLimit(blocks, images, plan.rounds),
        "regions": len(case.regions), "series": len(case.series), "voxels": int(truth.counts.sum()),
        "comparisons": len(ours[1].result.comparisons),
    }
