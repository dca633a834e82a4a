"""What there is to know of each volume before it is used as a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..Cache import Cache
from ..Case import Series
from ..Comparability import Statement
from ..Measurement.VolumeGeometry import VolumeGeometry, volumeGeometry
from . import Volumes
from .Nodes import NodeError


@dataclass(frozen=True)
class SeriesRow:
    """A volume that is a series or could be one.

    :param nodeId: ID of the volume node
    :param name: its name
    :param role: name of its sequence role, "" for none
    :param reason: what the role was guessed from, "" where the user has chosen
    :param grid: how its voxels lie; None where there are none, or they cannot be measured
    :param problem: why it cannot be measured, "" where it can
    :param shortProblem: the same without what to do about it
    :param label: of the series, "" where it is none
    :param statements: what speaks about comparing it
    """

    nodeId: str
    name: str
    role: str
    reason: str
    grid: VolumeGeometry | None
    problem: str
    shortProblem: str
    label: str = ""
    statements: tuple[Statement, ...] = ()


class SeriesOverview:
    """Describes the volumes of a scene; what has not changed is not looked at again.

    :param scene: the scene
    """

    def __init__(self, scene):
        self._scene = scene
        self._cache = Cache()
        # What the last rows were made of; the objects are held, so that no others can be taken for them.
        self._usedSeries: Sequence[Series] = ()
        self._statements: Sequence[Statement] = ()
        self._keys: list[tuple] = []
        self._rows: tuple[SeriesRow, ...] = ()

    def rows(self, usedSeries: Sequence[Series], statements: Sequence[Statement] = ()) -> tuple[SeriesRow, ...]:
        """Return a row for each volume, in scene order.

        :param usedSeries: the series of the case
        :param statements: about them, see Comparability
        """
        nodes = Volumes.candidateVolumes(self._scene)
        keys = [(node.GetID(), Volumes.contentKey(node)) for node in nodes]
        if usedSeries is self._usedSeries and statements is self._statements and keys == self._keys:
            return self._rows
        own = {series.source: (series.problem, series.label, tuple(one for one in statements
                                                                   if series.label in one.series))
               for series in usedSeries}
        rows = []
        for node, (nodeId, content) in zip(nodes, keys):
            key = (content, *own.get(nodeId, ("", "", ())))
            rows.append(self._cache.get(key, lambda: _row(node, *key[1:])))
        self._cache.sweep()
        self._usedSeries, self._statements, self._keys, self._rows = usedSeries, statements, keys, tuple(rows)
        return self._rows


def _row(volumeNode, problem: str, label: str, statements: tuple[Statement, ...]) -> SeriesRow:
    grid, shortProblem = None, problem
    try:
        image = Volumes.readImage(volumeNode)
        grid = volumeGeometry(image.dimensions, image.ijkToWorld)
    except ValueError as error:
        # What is wrong with its role goes first.
        if problem in ("", str(error)):
            problem, shortProblem = str(error), error.problem if isinstance(error, NodeError) else str(error)
    return SeriesRow(volumeNode.GetID(), volumeNode.GetName() or "", Volumes.role(volumeNode),
                     volumeNode.GetAttribute(Volumes.REASON_ATTRIBUTE) or "", grid, problem,
                     shortProblem, label, statements)
