"""Pictures drawn without a display: areas, places and letters of what is drawn, and the figure of the reliability."""

import dataclasses
import math
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from EMHAssistCases.Paths import pythonProgram
from EMHAssistLib.Cohort import evaluateFile
from EMHAssistLib.Display.Canvas import CENTER, RIGHT, Canvas, textWidth
from EMHAssistLib.Display.ReliabilityFigure import reliabilityPng
from EMHAssistLib.Likelihood import loadModel

BLACK, RED = (0, 0, 0), (255, 0, 0)


def ink(canvas):
    """Return how much of each pixel is black, shape (rows, columns)."""
    return 1 - canvas.pixels[:, :, 0] / 255.0


def center(values):
    """Return (x, y) of the center of ink in units of pixels."""
    rows, columns = np.indices(values.shape) + 0.5
    return (values * columns).sum() / values.sum(), (values * rows).sum() / values.sum()


def readPng(content):
    """Return the pixels of a PNG file, uint8 of shape (rows, columns, 3), the first row at the top."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture.png"
        path.write_bytes(content)
        reader = vtk.vtkPNGReader()
        reader.SetFileName(str(path))
        reader.Update()
        columns, rows, _ = reader.GetOutput().GetDimensions()
        return vtk_to_numpy(reader.GetOutput().GetPointData().GetScalars()).reshape(rows, columns, -1)[::-1].copy()


class CanvasTest(unittest.TestCase):
    def testAreas(self):
        for scale in (1, 3):
            for name, draw, area, place in (
                    ("box", lambda it: it.box(10.25, 20.5, 30.4, 7.3, BLACK), 30.4 * 7.3, (25.45, 24.15)),
                    ("disc", lambda it: it.disc((40.3, 30.2), 12, BLACK), math.pi * 144, (40.3, 30.2)),
                    # A line has round ends.
                    ("line", lambda it: it.line([(10, 10), (50, 40)], BLACK, 4), 50 * 4 + math.pi * 4, (30, 25)),
                    ("bent line", lambda it: it.line([(10, 10), (40, 10), (40, 50)], BLACK, 2), None, None)):
                canvas = Canvas(80, 60, scale)
                draw(canvas)
                values = ink(canvas)
                with self.subTest(name, scale=scale):
                    self.assertAlmostEqual(values.max(), 1, 2)
                    if area:
                        self.assertAlmostEqual(values.sum() / scale**2 / area, 1, delta=0.01)
                        np.testing.assert_allclose(np.array(center(values)) / scale, place, atol=0.05)

    def testDashesAreHalfOfALine(self):
        whole, dashed = Canvas(240, 20), Canvas(240, 20)
        whole.line([(10, 10), (210, 10)], BLACK, 2)
        dashed.line([(10, 10), (210, 10)], BLACK, 2, dash=10)
        caps = 10 * math.pi * 4  # round ends of ten dashes, in pixels of half a unit
        self.assertAlmostEqual((ink(dashed).sum() - caps) / (ink(whole).sum() - math.pi * 4), 0.5, delta=0.02)

    def testWhatLiesOutsideIsCutOff(self):
        canvas = Canvas(20, 20, 1)
        for draw in (lambda: canvas.box(-50, -50, 10, 10, BLACK), lambda: canvas.disc((100, 5), 9, BLACK),
                     lambda: canvas.line([(5, 90), (9, 95)], BLACK), lambda: canvas.text("out", (-300, 5), 9)):
            draw()
        self.assertEqual(ink(canvas).sum(), 0)
        canvas.box(15, -5, 100, 10, BLACK)
        self.assertAlmostEqual(ink(canvas).sum(), 25, 3)

    def testColorsBlend(self):
        canvas = Canvas(10, 10, 1)
        canvas.box(0, 0, 10, 10, RED, opacity=0.25)
        np.testing.assert_allclose(canvas.pixels[5, 5], (255, 191, 191), atol=1)

    def testLettersStandOnTheirLine(self):
        for text in ("HH", "xx", "H"):
            canvas = Canvas(100, 60, 2)
            canvas.text(text, (20, 40), 20)
            rows = np.flatnonzero(ink(canvas).max(axis=1) > 0.5)
            self.assertAlmostEqual(rows[-1] + 1, 80, delta=1)
        below = Canvas(100, 60, 2)
        below.text("gp", (20, 40), 20)
        self.assertGreater(np.flatnonzero(ink(below).max(axis=1) > 0.5)[-1], 84)

    def testLettersAreWhereTheyBelong(self):
        width = textWidth("P(EMH)", 16)
        self.assertTrue(30 < width < 80, width)
        for align, middle in ((0.0, 100 + width / 2), (CENTER, 100), (RIGHT, 100 - width / 2)):
            canvas = Canvas(200, 200, 2)
            canvas.text("P(EMH)", (100, 100), 16, align=align)
            self.assertAlmostEqual(center(ink(canvas))[0] / 2, middle, delta=3)
        upright = Canvas(200, 200, 2)
        upright.text("P(EMH)", (100, 100), 16, align=CENTER, isUpright=True)
        rows, columns = (np.flatnonzero(ink(upright).max(axis=axis) > 0.5) for axis in (1, 0))
        self.assertAlmostEqual(np.ptp(rows) / 2, width, delta=4)
        self.assertAlmostEqual((rows[0] + rows[-1]) / 4, 100, delta=3)
        self.assertTrue(80 < columns[0] / 2 < columns[-1] / 2 < 106)  # to the left of the baseline, but for brackets

    def testPngHoldsThePixels(self):
        canvas = Canvas(31, 17, 1)
        canvas.box(3, 2, 5, 4, RED)
        canvas.text("a", (15, 12), 10)
        np.testing.assert_array_equal(readPng(canvas.png()), canvas.pixels)


class FigureTest(unittest.TestCase):
    TABLE = ("diagnosis,hematologic_disorder,cancer_history,paravertebral,enhancement\n"
             + "emh,thalassemia_major,no,bilateral,none\n" * 8 + "metastasis,none,yes,unilateral,marked\n" * 7
             + "emh,ns,ns,ns,ns\n")

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cases.csv"
            path.write_text(cls.TABLE, encoding="utf-8")
            cls.evaluation = evaluateFile(path, loadModel())
        cls.png = reliabilityPng(cls.evaluation)
        cls.pixels = readPng(cls.png).astype(int)

    def area(self, color):
        return int((np.abs(self.pixels - color).max(axis=2) < 12).sum())

    def testBarsAreAsManyAsCases(self):
        """Of three panels; the legend has one field of each color, a little larger than a bar of one case."""
        colors = (213, 94, 0), (0, 114, 178)
        legend = 11 * 10 * 9
        ofTarget, ofOthers = (self.area(color) - legend for color in colors)
        self.assertAlmostEqual(ofTarget / ofOthers, 9 / 7, delta=0.06)

    def testItIsLightAndLarge(self):
        self.assertTrue((self.pixels[0, 0] == 255).all() and (self.pixels[-1, -1] == 255).all())
        self.assertGreater(self.pixels.mean(), 235)
        self.assertGreaterEqual(self.pixels.shape[1], 2400)

    def testColorsDifferToTheColorBlind(self):
        """By their lightness alone (Rec. 709), as in print without color."""
        target, others = (np.dot((0.2126, 0.7152, 0.0722), np.array(color)) for color in ((213, 94, 0), (0, 114, 178)))
        self.assertGreater(abs(target - others), 15)

    def testSameBits(self):
        self.assertEqual(reliabilityPng(self.evaluation), self.png)

    def testOtherTables(self):
        """No EMH at all, and a setting whose prior differs from case to case: no line of the mix of cases."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cases.csv"
            path.write_text("diagnosis,cancer_history\nmetastasis,yes\nabscess,no\n", encoding="utf-8")
            self.assertTrue(reliabilityPng(evaluateFile(path, loadModel())).startswith(b"\x89PNG"))
            path.write_text(self.TABLE, encoding="utf-8")
            self.assertTrue(reliabilityPng(evaluateFile(path, loadModel(), "unselected_mass")).startswith(b"\x89PNG"))

    def testNeitherDisplayNorQtIsNeeded(self):
        module = Path(sys.modules["EMHAssistLib"].__file__).resolve().parents[1]
        code = (f"import sys; sys.path.insert(0, {str(module)!r}); from EMHAssistLib.Display.Canvas import Canvas; "
                "it = Canvas(50, 20); it.text('EMH', (5, 15), 12); print(len(it.png()), *sorted(sys.modules))")
        ended = subprocess.run([pythonProgram(), "-c", code], capture_output=True, text=True, check=True,
                               env={"PATH": "/usr/bin:/bin"})
        length, *loaded = ended.stdout.split()
        self.assertGreater(int(length), 200)
        self.assertEqual({name.split(".")[0] for name in loaded} & {"qt", "PySide6", "matplotlib", "slicer"}, set())

    def testShowsWhatWasObserved(self):
        """What is observed less by 0.2 is drawn lower by as much, of a side of 250 units at 3 pixels."""
        moved = {name: dataclasses.replace(one, reliability=tuple(
            dataclasses.replace(each, observed=each.observed - 0.2) for each in one.reliability))
            for name, one in self.evaluation.performances["all"].items()}
        other = dataclasses.replace(self.evaluation, performances={**self.evaluation.performances, "all": moved})
        isChanged = np.abs(readPng(reliabilityPng(other)).astype(int) - self.pixels).max(axis=2) > 60
        self.assertGreaterEqual(np.ptp(np.flatnonzero(isChanged.any(axis=1))), 0.2 * 250 * 3)


if __name__ == "__main__":
    unittest.main()
