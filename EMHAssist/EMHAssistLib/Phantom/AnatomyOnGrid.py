"""The anatomy as a voxel grid sees it: which tissues share each voxel. Signals and noise come later, at little cost."""

import numpy as np

from .Anatomy import tissueAt

# Where a voxel is sampled, in voxels from its center: a lattice in which no two points share a column or row,
# so that few points resolve edges of any direction.
_SUBVOXEL_COUNT = 8
_STEPS = (np.arange(_SUBVOXEL_COUNT) + 0.5) / _SUBVOXEL_COUNT - 0.5
SUBVOXEL_OFFSETS = np.stack([_STEPS[[0, 3, 6, 1, 4, 7, 2, 5]], _STEPS[[4, 1, 6, 3, 0, 5, 2, 7]], _STEPS], axis=1)


class AnatomyOnGrid:
    """Tissues of the voxels of a grid, with partial volume where they meet.

    :param grid: the voxel ScanGrid
    :param generator: numpy random generator, of where in the voxels at edges the anatomy is sampled
    :param labelsAt: tissue labels of RAS points (N, 3) in mm; see Anatomy.tissueAt

    - points: RAS positions of the voxels, float32 array of shape (N, 3), I fastest
    - labels: tissue at the center of each voxel, uint8 array of shape (N,)
    """

    def __init__(self, grid, generator, labelsAt=tissueAt):
        self.grid = grid
        self.shape = grid.dimensions[::-1]
        self.points = grid.voxelCenters()
        self.labels = labelsAt(self.points)
        self._edge = np.flatnonzero(_isNearEdge(self.labels.reshape(self.shape)))
        self._edgeLabels = self._sampleEdges(generator, labelsAt)

    def mixed(self, tables):
        """Mean of table entries over the tissues of each voxel.

        :param tables: float32 array of shape (T, tissues)
        :return: float32 array of shape (T, N)
        """
        mixed = tables[:, self.labels]
        total = np.zeros((len(tables), len(self._edge)), dtype=np.float32)
        for labels in self._edgeLabels:
            for row, table in zip(total, tables):
                row += table[labels]
        mixed[:, self._edge] = total / len(SUBVOXEL_OFFSETS)
        return mixed

    def _sampleEdges(self, generator, labelsAt):
        """Labels at the sub-voxel points of the voxels near an edge, uint8 array of shape (sub-voxel points, E)."""
        toRas = self.grid.ijkToRas()[:3, :3]
        points = self.points[self._edge]
        # Each voxel shifts the lattice a little across the slice, else surfaces along the slice show as steps.
        shift = generator.uniform(-0.5, 0.5, (len(points), 1)) / len(SUBVOXEL_OFFSETS)
        points = points + (shift * toRas[:, 2]).astype(np.float32)
        return np.stack([labelsAt(points + (toRas @ offset).astype(np.float32)) for offset in SUBVOXEL_OFFSETS])


def _isNearEdge(labels):
    """Whether a voxel or one that shares a face with it is of another tissue than its neighbor."""
    near = np.zeros(labels.shape, dtype=bool)
    for axis in range(3):
        lower = tuple(slice(None, -1) if other == axis else slice(None) for other in range(3))
        upper = tuple(slice(1, None) if other == axis else slice(None) for other in range(3))
        differs = labels[lower] != labels[upper]
        near[lower] |= differs
        near[upper] |= differs
    return near
