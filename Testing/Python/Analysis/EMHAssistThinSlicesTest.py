"""A T1 of thin slices without a header: on the neck of a healthy volunteer, whose marrow is dark on it by itself."""

import dataclasses
import unittest

import numpy as np

from EMHAssistCases.Paths import DATA, needs
from EMHAssistLib.Acquisition import Acquisition, SequenceFamily
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Case import Case, Region, Series
from EMHAssistLib.Comparability import Consequence
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Measurement import Ellipsoid, Image

NECK = DATA / "sct_testing_data" / "t1" / "t1w.nii.gz"
# Role, center in RAS mm and radii: vertebral bodies and a disc, placed by eye.
REGIONS = (("paravertebral_lesion", (-10, 16, 5.5), (4, 4, 4)), ("marrow", (-10, 16, 25), (4, 4, 4)),
           ("marrow", (-10, 16, -12), (3, 4, 3)), ("disc", (-10, 16, 15), (3, 4, 1.25)))


def readImage(path):
    import SimpleITK

    image = SimpleITK.ReadImage(str(path))
    matrix = np.eye(4)
    matrix[:3, :3] = np.reshape(image.GetDirection(), (3, 3)) * image.GetSpacing()
    matrix[:3, 3] = image.GetOrigin()
    return Image(SimpleITK.GetArrayFromImage(image), np.diag([-1.0, -1.0, 1.0, 1.0]) @ matrix)


def region(number, role, center, radii):
    toWorld = np.diag([*map(float, radii), 1.0])
    toWorld[:3, 3] = center
    return Region(f"{role} {number}", role, number, Ellipsoid(toWorld))


@needs(NECK)
class HealthyNeckTest(unittest.TestCase):
    """An MPRAGE given as T1: marrow reads a fifth of the disc. Nothing speaks for iron in a volunteer."""

    @classmethod
    def setUpClass(cls):
        cls.regions = tuple(region(number, *each) for number, each in enumerate(REGIONS))
        cls.series = Series("T1", "T1", "T1", readImage(NECK))

    def result(self, **acquisition):
        series = dataclasses.replace(self.series, acquisition=Acquisition(**acquisition))
        return analyze(Case((series,), self.regions, {}, "uniform"), loadModel())

    def testMarrowIsNotCalledDark(self):
        result = self.result()
        self.assertNotIn("diffuse_low_marrow", result.measured)
        (statement,) = [one for one in result.comparability.statements if one.topic == "sequence_family"]
        self.assertEqual(statement.consequence, Consequence.DOUBTFUL)
        self.assertTrue(any("gradient echo" in warning for warning in result.warnings))
        self.assertFalse([warning for warning in result.warnings if "iron" in warning])

    def testMarrowIsDarkOnASpinEcho(self):
        """As the header tells: the same voxels on a spin echo would be marrow that is dark."""
        result = self.result(family=SequenceFamily.SPIN_ECHO)
        self.assertEqual(result.measured["diffuse_low_marrow"].answer, "present")
        self.assertFalse([one for one in result.comparability.statements if one.topic == "sequence_family"])

    def testThickSlicesAreTakenForASpinEcho(self):
        image = self.series.image
        toWorld = image.ijkToWorld @ np.diag([1, 1, 3.0, 1])
        thick = dataclasses.replace(self.series, image=Image(image.array[1::3], toWorld))
        result = analyze(Case((thick,), self.regions, {}, "uniform"), None)
        self.assertFalse([one for one in result.comparability.statements if one.topic == "sequence_family"])


if __name__ == "__main__":
    unittest.main()
