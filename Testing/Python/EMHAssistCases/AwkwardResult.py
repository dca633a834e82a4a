"""A result that has all that files and texts have to cope with."""

import numpy as np

from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Case import Case, Region, Series
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Measurement import Ellipsoid, Image

MODEL = loadModel()
AWKWARD_NAME = 'Epidural "T5/6", links;\nzweite Zeile \u00e4\u6f22'


def makeResult():
    """Return a result with ratios, a difference, a region of one voxel, one outside, NaN voxels and a warning."""
    generator = np.random.default_rng(8)

    def series(role, low, high, **others):
        values = generator.normal(np.where(np.arange(40) < 20, low, high), 7.0, size=(20, 20, 40))
        values[9, 9, 9:12] = np.nan
        return Series(role, role, (role,), Image(values, np.diag([0.7, 0.7, 3.1, 1.0])), **others)

    def region(name, role, center, radius):
        placement = np.diag([0.7, 0.7, 3.1, 1.0]) @ np.array(
            [[radius, 0, 0, center], [0, radius, 0, 9], [0, 0, radius, 9], [0, 0, 0, 1]])
        return Region(name, role, (name,), Ellipsoid(placement))
    regions = (region(AWKWARD_NAME, "epidural_lesion", 9, 5.0), region("Marrow", "marrow", 29, 5.0),
               region("Marrow of one voxel", "fat", 30, 0.6), region("Elsewhere", "cord", 900, 5.0))
    allSeries = (series("T1", 97, 100, frameOfReference="1.2"), series("T2", 160, 100, acquired=90.0),
                 series("CT", -40, 120, acquired=10.0),
                 Series("STIR", "STIR", ("STIR",), None, problem="the volume has no voxels"))
    return analyze(Case(allSeries, regions, {"splenomegaly": "present", "margins": "well_defined"},
                        "unselected_mass"), MODEL)
