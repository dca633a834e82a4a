"""What the tests of SlicerHost share: the host, the probe module in Data/HostProbe and a test case that opens it.

Importing it starts the host, which brings the modules ``qt``, ``ctk`` and ``slicer.*``: import those afterwards.
"""

import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

from EMHAssistCases.Paths import OWN_DATA, ROOT

TESTING = ROOT / "Testing"
PROBE = OWN_DATA / "HostProbe"

sys.path.insert(0, str(TESTING))
from SlicerHost import startHost  # noqa: E402

HOST = startHost()

import slicer  # noqa: E402


def calls():
    """What the probe module did, in order."""
    return slicer.modules.hostProbeCalls


def addCube(name="volume"):
    """A scalar volume of 20 x 20 x 20 voxels of 1 mm, centered at the origin, with a bright cube."""
    array = np.zeros((20, 20, 20), np.int16)
    array[5:15, 5:15, 5:15] = 100
    ijkToRas = np.diag([-1.0, -1.0, 1.0, 1.0])
    ijkToRas[:3, 3] = 10, 10, -10
    node = slicer.util.addVolumeFromArray(array, ijkToRAS=ijkToRas, name=name)
    slicer.util.setSliceViewerLayers(background=node, fit=True)
    return node


class HostCase(unittest.TestCase):
    """Starts from an empty scene, with the probe module open and an empty temporary `folder`."""

    @classmethod
    def setUpClass(cls):
        HOST.loadModule(PROBE / "HostProbe.py")  # does nothing but the first time

    @classmethod
    def tearDownClass(cls):
        slicer.mrmlScene.Clear()
        slicer.util.mainWindow().moduleSelector().selectModule("")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        slicer.mrmlScene.Clear()
        slicer.util.selectModule("HostProbe")
        self.widget = slicer.util.getModuleWidget("HostProbe")
        self.ui = self.widget.ui
        calls().clear()
