"""Tests of markups files: where a region is, in whatever way they say it, and what of them is no region."""

import json
import math
import tempfile
import unittest
from pathlib import Path

import numpy as np

from EMHAssistLib.Input.CaseFiles import quietLibraries
from EMHAssistLib.Input.CaseScene import newScene
from EMHAssistLib.Input.RegionFile import readRegions
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.RegionReader import RegionReader

NAME = "a mass.mrk.json"
SQUARE = [(-5, -4, 7), (5, -4, 7), (5, 4, 7), (-5, 4, 7)]


def points(positions, **changes):
    return [{"id": str(number), "label": f"P-{number}", "position": list(position), "positionStatus": "defined",
             **changes} for number, position in enumerate(positions, 1)]


class MarkupsFileTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def roi(self, leftOut=(), **changes):
        """Return a ROI as the schema of markups files has it, version 1.0.3."""
        markup = {"type": "ROI", "coordinateSystem": "LPS", "coordinateUnits": "mm", "roiType": "Box",
                  "center": [1, 2, 3], "orientation": [1, 0, 0, 0, 1, 0, 0, 0, 1], "size": [10, 20, 30],
                  "controlPoints": points([(1, 2, 3)]), **changes}
        return {key: value for key, value in markup.items() if key not in leftOut}

    def curve(self, **changes):
        return {"type": "ClosedCurve", "coordinateSystem": "RAS", "controlPoints": points(SQUARE), **changes}

    def read(self, *markups, part=""):
        """Write markups, read them and return the region of the case."""
        self.scene = newScene()
        if markups:
            (self.folder / NAME).write_text(json.dumps({"markups": markups}))
        with quietLibraries():
            [source] = readRegions(self.scene, self.folder / NAME, part, ())
        source.setRole("marrow")
        [region] = RegionReader().regions(self.scene)
        self.assertEqual(region.problem, "")
        return region

    def bounds(self, *markups, part=""):
        """Return (2, 3) the lowest and the highest R, A and S that a region reaches, mm."""
        shape = self.read(*markups, part=part).shape
        return shape.onGrid(shape.toWorld, shape.fromWorld).extent

    def assertBox(self, found, center=(-1, -2, 3), size=(10, 20, 30)):
        np.testing.assert_allclose(found, [np.subtract(center, np.divide(size, 2)),
                                           np.add(center, np.divide(size, 2))], atol=1e-9)

    def assertRefused(self, pattern, *markups, part=""):
        with self.assertRaisesRegex(ValueError, rf"\A[^\n]*{pattern}[^\n]*\Z"):
            self.read(*markups, part=part)

    def testCoordinateSystems(self):
        """LPS where nothing is said, by the schema."""
        self.assertBox(self.bounds(self.roi(coordinateSystem="RAS")), (1, 2, 3))
        self.assertBox(self.bounds(self.roi()))
        self.assertBox(self.bounds(self.roi(["coordinateSystem"])))
        self.assertRefused("coordinateSystem is 'IJK'; it has to be LPS or RAS", self.roi(coordinateSystem="IJK"))

    def testRoiWithoutControlPoint(self):
        """Center and size tell all there is; scripts write no more."""
        for leftOut in (["controlPoints"], ["controlPoints", "orientation"], ["controlPoints", "roiType"]):
            self.assertBox(self.bounds(self.roi(leftOut)))
        self.assertBox(self.bounds(self.roi(controlPoints=[])))

    def testRoiWithoutCenter(self):
        """The control point of a box is its center; MRML puts such a ROI at the origin."""
        self.assertBox(self.bounds(self.roi(["center"])))
        self.assertRefused("no center", self.roi(["center", "controlPoints"]))
        self.assertRefused("no size", self.roi(["size"]))

    def testRoiThatContradictsItself(self):
        self.assertRefused("center and its control points contradict each other by 4 mm",
                           self.roi(controlPoints=points([(1, 6, 3)])))
        self.assertRefused("size and its control points contradict each other by 20 mm",
                           self.roi(roiType="BoundingBox", controlPoints=points([(-4, 2, 3), (6, 2, 3)]),
                                    size=[10, 20, 1]))

    def testBoundingBox(self):
        corners = points([(-4, -8, -12), (6, 12, 18)])
        for leftOut in ([], ["center"], ["size"], ["center", "size"]):
            self.assertBox(self.bounds(self.roi(leftOut, roiType="BoundingBox", controlPoints=corners)))

    def testOrientation(self):
        """A quarter turn about the third axis swaps the first two sizes; a sixth of one is seen from its corners."""
        found = self.bounds(self.roi(orientation=[0, -1, 0, 1, 0, 0, 0, 0, 1]))
        self.assertBox(found, size=(20, 10, 30))
        c, s = math.cos(math.pi / 6), math.sin(math.pi / 6)
        found = self.bounds(self.roi(orientation=[c, -s, 0, s, c, 0, 0, 0, 1]))
        self.assertBox(found, size=(10 * c + 20 * s, 10 * s + 20 * c, 30))
        for orientation in ([2, 0, 0, 0, 1, 0, 0, 0, 1], [1, 1, 0, 0, 1, 0, 0, 0, 1], [0] * 9):
            self.assertRefused("not three directions perpendicular", self.roi(orientation=orientation))

    def testUnits(self):
        for unit, millimeters in (("mm", 1), ("um", 1e-3), ("cm", 10), ("m", 1000), (["mm", "UCUM", "millimeter"], 1),
                                  (["cm", "UCUM", "centimeter"], 10), (["mm", "mm", "mm"], 1)):
            with self.subTest(unit=unit):
                scaled = self.roi(coordinateUnits=unit, center=[1 / millimeters, 2 / millimeters, 3 / millimeters],
                                  size=[10 / millimeters, 20 / millimeters, 30 / millimeters],
                                  controlPoints=points([(1 / millimeters, 2 / millimeters, 3 / millimeters)]))
                self.assertBox(self.bounds(scaled))
        for unit in ("px", ["px", "UCUM", "pixel"], ["mm", "SCT", "mm"], 3, [], None):
            self.assertRefused("unit|coordinateUnits", self.roi(coordinateUnits=unit))
        curve = self.curve(coordinateUnits="cm", controlPoints=points(np.divide(SQUARE, 10)))
        np.testing.assert_allclose(self.bounds(curve), self.bounds(self.curve()), atol=1e-5)

    def testWhatIsNotPlaced(self):
        for status in ("undefined", "preview"):
            self.assertRefused(f"control point 1 of 1 is '{status}'", self.roi(
                controlPoints=points([(1, 2, 3)], positionStatus=status)))
            one = points(SQUARE)
            one[2]["positionStatus"] = status
            self.assertRefused(f"control point 3 of 4 is '{status}'", self.curve(controlPoints=one))
        for position in (None, [1, 2], [1, 2, None], [1, 2, float("nan")], [1, 2, float("inf")], ["1", 2, 3]):
            one = points(SQUARE)
            one[1]["position"] = position
            self.assertRefused("control point 2 of 4 is without|position is", self.curve(controlPoints=one))
        for count in range(3):
            self.assertRefused(rf"too few control points \({count}\)", self.curve(controlPoints=points(SQUARE[:count])))
        for size in ([0, 1, 1], [1, -1, 1], [1, 1]):
            self.assertRefused("is flat|its size is", self.roi(size=size))
        self.assertRefused("its center is", self.roi(center=[1, 2, float("nan")]))

    def testLockedOrHidden(self):
        self.assertBox(self.bounds(self.roi(locked=True, display={"visibility": False})))

    def testOtherMarkups(self):
        for kind in ("Fiducial", "Line", "Angle", "Curve", "Plane", None):
            self.assertRefused(f"is a {kind}, which encloses no volume", self.roi(type=kind))

    def testSeveralInOneFile(self):
        several = [self.roi(name="left"), self.roi(name="50 %", size=[1, 2, 3]), self.curve(name="left")]
        self.assertRefused(r"holds 3 markups; say which one.*1 'left' \(ROI\); 2 '50 %' \(ROI\); 3 'left'", *several)
        self.assertRefused("holds 2 markups of the name 'left'", *several, part="left")
        self.assertRefused("no markup 'right'; there are: 1 'left'", *several, part="right")
        for part in ("50 %", "2"):
            self.assertBox(self.bounds(*several, part=part), size=(1, 2, 3))
        self.assertEqual(self.read(*several, part="3").name, "a mass:3")
        self.assertEqual(self.read(self.roi()).name, "a mass")
        composed, inTwo = "K\u00f6rper", "Ko\u0308rper"
        self.assertBox(self.bounds(self.roi(name=inTwo), self.roi(size=[1, 2, 3]), part=composed))

    def testNoMarkups(self):
        for content in ("", "[]", "{}", '{"markups": [3]}', '{"markups": {}}', "\0\1\2"):
            with self.subTest(content):
                (self.folder / NAME).write_text(content)
                self.assertRefused("is not a markups file")
        (self.folder / NAME).write_text('{"markups": []}')
        self.assertRefused("holds nothing")

    def testWrittenBySlicer(self):
        scene = newScene()
        node = scene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "mass")
        node.SetCenter(4, 5, 6)
        node.SetSize(7, 8, 9)
        node.AddDefaultStorageNode()
        node.GetStorageNode().SetFileName(str(self.folder / NAME))
        self.assertTrue(node.GetStorageNode().WriteData(node))
        self.assertBox(self.bounds(), (4, 5, 6), (7, 8, 9))

    def testClosedCurveWrittenBySlicer(self):
        scene = newScene()
        node = addCurve(scene, "mass", "marrow", SQUARE, 6)
        [written] = [region.shape for region in RegionReader().regions(scene)]
        node.AddDefaultStorageNode()
        node.GetStorageNode().SetFileName(str(self.folder / NAME))
        self.assertTrue(node.GetStorageNode().WriteData(node))
        prism = self.read().shape
        np.testing.assert_allclose(prism.toWorld[:3, 3], written.toWorld[:3, 3], atol=1e-4)
        np.testing.assert_allclose(np.ptp(prism.polygon, axis=0), np.ptp(written.polygon, axis=0), atol=1e-4)
        # The file does not say how thick the curve is: 4 mm.
        np.testing.assert_allclose(np.abs(prism.toWorld[:3, 2]), [0, 0, 2], atol=1e-6)


if __name__ == "__main__":
    unittest.main()
