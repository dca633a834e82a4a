"""Pictures of the panel beside the views in each of its states, to be looked at; what can be checked of them is.

They are written to the folder that the environment variable EMHASSIST_SCREENSHOTS names, else to a temporary one.
"""

import os
import tempfile
import unittest
from pathlib import Path

import numpy as np
import qt
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from EMHAssistCases.ModuleCase import ModuleCase, wait
from EMHAssistLib.Logic.SampleData import loadSample

VARIABLE = "EMHASSIST_SCREENSHOTS"
SIZE, PANEL, NARROW = (1600, 980), 440, 320  # pixels
LARGE = 1.5
SECTIONS = ("series", "regions", "values", "findings", "readout", "views", "model", "keyboard")
# What was reported of the case the synthetic one is built after; see the README.
SETTING = "known_hemolysis"
FINDINGS = {"splenomegaly": "present", "paravertebral_mass": "bilateral", "epidural_position": "posterior",
            "enhancement": "mild"}
RESEARCH_USE = "Research use only"
# Fewer colors than this are not a picture of anything.
LEAST_COLORS = 50
DARK = 110  # mean lightness of a dark panel is below, of a light one above; 0 to 255
# Slicer's own dark theme is made of these, by the roles of the palette.
DARK_PALETTE = {"Window": "#2f2f2f", "WindowText": "#f0f0f0", "Base": "#1e1e1e", "AlternateBase": "#282828",
                "Text": "#f0f0f0", "PlaceholderText": "#a0a0a0",
                "Button": "#3a3a3a", "ButtonText": "#f0f0f0", "ToolTipBase": "#1e1e1e",
                "ToolTipText": "#f0f0f0", "BrightText": "#ffffff", "Link": "#6fb3e8", "LinkVisited": "#b79be8",
                "Highlight": "#3d7ab8", "HighlightedText": "#ffffff", "Light": "#4a4a4a", "Midlight": "#404040",
                "Mid": "#232323", "Dark": "#1a1a1a", "Shadow": "#000000"}
DISABLED = ("WindowText", "Text", "ButtonText")


class ScreenshotCase(ModuleCase):
    """One picture a state."""

    def setUp(self):
        super().setUp()
        self.window = slicer.util.mainWindow()
        if self.window is None:
            self.skipTest("there is nothing to take a picture of without a main window")
        if VARIABLE in os.environ:
            self.folder = Path(os.environ[VARIABLE])
            self.folder.mkdir(parents=True, exist_ok=True)
        else:
            folder = tempfile.TemporaryDirectory()
            self.addCleanup(folder.cleanup)
            self.folder = Path(folder.name)
        self.addCleanup(self.window.resize, self.window.width, self.window.height)
        self.window.resize(*SIZE)
        [self.dock] = self.window.findChildren(qt.QDockWidget, "PanelDockWidget")
        self.addCleanup(self.setPanelWidth, self.dock.width)
        self.setPanelWidth(PANEL)
        ui = self.widget.ui
        for name in SECTIONS:
            section = getattr(ui, f"{name}Section")
            self.addCleanup(setattr, section, "collapsed", bool(section.collapsed))

    def setPanelWidth(self, width):
        self.window.resizeDocks([self.dock], [width], qt.Qt.Horizontal)
        self.settle()

    def settle(self):
        for _turn in range(5):
            slicer.app.processEvents()

    def loadSample(self, answer=True):
        """Load the synthetic case, and enter what was reported of its model."""
        loadSample()
        if answer:
            self.logic.getParameterNode().setting = SETTING
            for feature, level in FINDINGS.items():
                self.logic.setFinding(feature, level)
        slicer.app.processEvents()
        lesion = slicer.mrmlScene.GetNodeByID(self.logic.result.comparisons[0].lesion.source.item)
        center = [0.0] * 3
        lesion.GetCenter(center)
        manager = slicer.app.layoutManager()
        for name in manager.sliceViewNames():
            manager.sliceWidget(name).mrmlSliceNode().JumpSliceByOffsetting(*center)

    def open(self, *names):
        """Unfold some sections and fold the others."""
        for name in SECTIONS:
            getattr(self.widget.ui, f"{name}Section").collapsed = name not in names
        self.settle()

    def picture(self, name):
        """Write a picture of the window, and return that of its panel: (height, width, 3) of 0 to 255."""
        self.settle()
        # What is drawn when nothing has changed for a while is there too.
        wait(lambda: False, 0.5)
        slicer.util.forceRenderAllViews()
        slicer.app.processEvents()
        whole = self.window.grab()
        path = self.folder / f"{name}.png"
        self.assertTrue(whole.save(str(path), "PNG"))
        pixels = readPicture(path)
        scale = pixels.shape[1] / self.window.width  # of a screen with more pixels
        self.assertEqual(pixels.shape[:2], (round(self.window.height * scale), round(self.window.width * scale)))
        self.assertGreater(colors(pixels), LEAST_COLORS)
        self.assertGreaterEqual(self.window.width, SIZE[0])
        corner = self.dock.mapTo(self.window, qt.QPoint(0, 0))
        left, top, right, bottom = (round(scale * value) for value in (
            corner.x(), corner.y(), corner.x() + self.dock.width, corner.y() + self.dock.height))
        self.assertResearchUseInSight()
        return pixels[top:bottom, left:right]

    def assertResearchUseInSight(self):
        """What the module is for stands in the header, which does not scroll."""
        header = self.widget.ui.headerWidget
        self.assertFalse(header.visibleRegion().isEmpty())
        saying = [child for child in header.findChildren(qt.QWidget)
                  if RESEARCH_USE in f"{getattr(child, 'text', '')} {child.accessibleDescription}"]
        self.assertTrue(saying)
        for child in saying:
            self.assertEqual(child.visibleRegion().boundingRect().size(), child.size)


def readPicture(path):
    """Return a PNG file as (height, width, 3) of 0 to 255."""
    reader = vtk.vtkPNGReader()
    reader.SetFileName(str(path))
    reader.Update()
    width, height, _depth = reader.GetOutput().GetDimensions()
    values = vtk_to_numpy(reader.GetOutput().GetPointData().GetScalars())
    return values.reshape(height, width, -1)[::-1, :, :3]


def colors(pixels):
    """Return how many colors a picture has."""
    return len(np.unique(pixels.reshape(-1, 3), axis=0))


class StateTest(ScreenshotCase):
    """The states in the order of the work."""

    def testEmpty(self):
        self.open("series", "regions", "values", "readout")
        self.picture("1_empty")

    def testPlaced(self):
        self.loadSample(answer=False)
        self.open("series", "regions")
        self.picture("2_placed")
        self.assertGreater(self.widget.ui.regionTable.rowCount, 5)

    def testMeasured(self):
        self.loadSample(answer=False)
        self.open("values")
        self.picture("3_measured")
        self.assertGreater(self.widget.ui.ratioTable.rowCount, 1)

    def testFindings(self):
        self.loadSample()
        self.open("findings")
        self.picture("4_findings")

    def testReadout(self):
        self.loadSample()
        self.open("readout")
        self.assertGreater(self.picture("5_readout").mean(), DARK)

    def testViewsAndModel(self):
        self.loadSample()
        self.open("views", "keyboard", "model")
        self.picture("6_views_and_model")


class ThemeTest(ScreenshotCase):
    """The dark theme."""

    def setDark(self):
        """Give the application dark colors, until the end of the test."""
        before = qt.QPalette(qt.QApplication.palette())
        self.addCleanup(self.settle)
        self.addCleanup(qt.QApplication.setPalette, before)
        palette = qt.QPalette(before)
        for role, color in DARK_PALETTE.items():
            palette.setColor(getattr(qt.QPalette, role), qt.QColor(color))
        for role in DISABLED:
            palette.setColor(qt.QPalette.Disabled, getattr(qt.QPalette, role), qt.QColor("#8c8c8c"))
        qt.QApplication.setPalette(palette)

    def testDark(self):
        self.setDark()
        self.loadSample()
        for number, names in enumerate((("series", "regions"), ("values",), ("findings",), ("readout",))):
            self.open(*names)
            self.assertLess(self.picture(f"7_dark_{number + 1}_{names[0]}").mean(), DARK)


class RoomTest(ScreenshotCase):
    """A narrow panel and large letters."""

    def testNarrow(self):
        self.loadSample()
        self.setPanelWidth(NARROW)
        for number, names in enumerate((("series", "regions"), ("values",), ("findings",), ("readout",))):
            self.open(*names)
            panel = self.picture(f"8_narrow_{number + 1}_{names[0]}")
            # No part of the window is wider for what is in the panel.
            self.assertLessEqual(self.dock.width, NARROW + 40)
            self.assertGreater(colors(panel), LEAST_COLORS)

    def testLargeLetters(self):
        font = qt.QFont(qt.QApplication.font())
        self.addCleanup(self.settle)
        self.addCleanup(qt.QApplication.setFont, qt.QFont(font))
        if font.pointSizeF() > 0:
            font.setPointSizeF(LARGE * font.pointSizeF())
        else:
            font.setPixelSize(round(LARGE * font.pixelSize()))
        qt.QApplication.setFont(font)
        self.loadSample()
        for number, names in enumerate((("series", "regions"), ("values",), ("readout",))):
            self.open(*names)
            self.picture(f"9_large_letters_{number + 1}_{names[0]}")


if __name__ == "__main__":
    unittest.main()
