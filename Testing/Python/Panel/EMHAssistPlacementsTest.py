"""The drawing of good and bad places: they are so by the tissues of the phantom, and are drawn where they lie."""

import unittest

import numpy as np
import qt

from EMHAssistLib.Panel.Regions.PlacementDrawing import PlacementDrawing, cautions
from EMHAssistLib.Panel.Regions.Placements import PLACEMENTS
from EMHAssistLib.Phantom.Anatomy import tissueAt
from EMHAssistLib.Phantom.PhantomTissues import TISSUE_NAMES, TISSUES
from EMHAssistLib.Phantom.Protocols import PROTOCOLS
from EMHAssistLib.Roles import regionRole

TISSUE = {"marrow": "marrow", "cord": "cord", "muscle": "muscle", "paravertebral_lesion": "emh"}
# What lies to the right and down in a picture, as radiologists look at it: axis of RAS, and its sign.
AXES = {"sagittal": ((1, -1), (2, -1)), "axial": ((0, -1), (1, -1))}
_BAD_SHARE = 0.1  # of another tissue, at least
_GRID = 48  # points along a picture


class PlacesTest(unittest.TestCase):
    """What lies in the regions that are drawn."""

    def share(self, placement, spot):
        """Return the share of the tissue that is meant."""
        points = np.random.default_rng(5).uniform(-1, 1, (6000, 3))
        inside = points[(points ** 2).sum(axis=1) < 1]
        labels = tissueAt(np.array(spot.center) + inside * np.array(spot.radii))
        return np.mean(labels == TISSUE_NAMES.index(TISSUE[placement.role]))

    def testGoodOnesHoldOneTissueAndBadOnesDoNot(self):
        self.assertEqual({placement.role for placement in PLACEMENTS}, set(TISSUE))
        for placement in PLACEMENTS:
            for spot in placement.good:
                self.assertEqual(self.share(placement, spot), 1.0, placement.role)
            for spot in placement.bad:
                self.assertLess(self.share(placement, spot), 1 - _BAD_SHARE, placement.role)

    def testPicturesShowThatPartOfTheAnatomy(self):
        """Gray levels follow the signals of the tissues in the plane: neither mirrored nor displaced."""
        for placement in PLACEMENTS:
            (protocol,) = [protocol for protocol in PROTOCOLS if protocol.role == placement.series]
            signals = np.abs([protocol.signal(tissue) for tissue in TISSUES])
            offsets = ((np.arange(_GRID) + 0.5) / _GRID - 0.5) * placement.width
            right, down = np.meshgrid(offsets, offsets)
            points = np.tile(np.array(placement.center), (_GRID * _GRID, 1))
            for (axis, sign), offset in zip(AXES[placement.plane], (right, down)):
                points[:, axis] += sign * offset.ravel()
            expected = signals[tissueAt(points)].reshape(_GRID, _GRID)
            image = qt.QImage(str(placement.picture)).scaled(_GRID, _GRID, qt.Qt.IgnoreAspectRatio,
                                                             qt.Qt.SmoothTransformation)
            shown = np.array([[image.pixelColor(x, y).red() for x in range(_GRID)] for y in range(_GRID)])

            def likeness(picture, expected=expected):
                return np.corrcoef(expected.ravel(), picture.ravel())[0, 1]

            with self.subTest(placement.role):
                self.assertGreater(likeness(shown), 0.6)
                for other in (shown[::-1], shown[:, ::-1], np.roll(shown, 3, axis=0), np.roll(shown, 3, axis=1)):
                    self.assertGreater(likeness(shown), likeness(other))


class DrawingTest(unittest.TestCase):
    """What is seen."""

    def drawn(self, width):
        drawing = PlacementDrawing()
        drawing.describe()
        drawing.resize(width, 10)
        drawing.grab()  # Qt tells of a new width only then
        return drawing

    def testAsWideAsThePanelLetsIt(self):
        narrow, wide = self.drawn(280), self.drawn(620)
        self.assertGreater(narrow.height, wide.height)
        self.assertLess(narrow.height, 400)

    def testEachPlaceIsOutlinedInTheColorOfItsTissue(self):
        image = self.drawn(620).grab().toImage()
        colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        for placement in PLACEMENTS:
            self.assertIn(qt.QColor.fromRgbF(*regionRole(placement.role).color).name(), colors, placement.role)

    def testSaysInWordsWhatItDraws(self):
        text = self.drawn(280).accessibleDescription
        self.assertEqual(len(text.splitlines()), len(PLACEMENTS))
        for line, caution in zip(text.splitlines(), cautions()):
            self.assertIn(caution.partition(": not ")[2], line)


if __name__ == "__main__":
    unittest.main()
