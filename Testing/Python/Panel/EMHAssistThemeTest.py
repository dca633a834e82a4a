"""The panel follows a change of the colors of the application."""

import unittest

import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addRoi

_LIGHT, _DARK = qt.QColor(250, 250, 250), qt.QColor(30, 30, 30)
_LINK_ON_DARK = qt.QColor(88, 166, 255)


def palette(ground, text, link):
    """Return a palette of these colors."""
    colors = qt.QPalette()
    for role, color in ((qt.QPalette.Window, ground), (qt.QPalette.Base, ground), (qt.QPalette.WindowText, text),
                        (qt.QPalette.Text, text), (qt.QPalette.Link, link)):
        colors.setColor(role, color)
    return colors


class ThemeTest(ModuleCase):
    """From a light to a dark theme and back, with a region in the table."""

    def setUp(self):
        super().setUp()
        before = qt.QPalette(slicer.app.palette())
        self.addCleanup(lambda: slicer.app.setPalette(before))
        addRoi((0, 0, 0), (4, 4, 4), "epidural_lesion", name="mass")
        slicer.app.processEvents()

    def change(self, *colors):
        slicer.app.setPalette(palette(*colors))
        for _turn in range(3):
            slicer.app.processEvents()

    def testTextsStay(self):
        labels = [label for label in self.widget.ui.guideWidget.findChildren(qt.QLabel) if label.text]
        before = [label.text for label in labels]
        self.change(_DARK, _LIGHT, _LINK_ON_DARK)
        self.assertTrue(any("<a " in text for text in before))
        self.assertEqual([label.text for label in labels], before)
        self.assertIn("Research use only", self.widget.ui.modelCardBrowser.toPlainText())


if __name__ == "__main__":
    unittest.main()
