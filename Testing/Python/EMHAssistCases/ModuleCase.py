"""The module, opened on a small case and watched for errors that are logged."""

import logging
import time
import unittest

import numpy as np
import slicer

from EMHAssistCases.SceneCase import addRoi, addVolume
from EMHAssistLib.Scene import Volumes

MODULE = "EMHAssist"


def wait(isDone, seconds=5.0):
    """Let the application go on until something is done."""
    end = time.monotonic() + seconds
    while not isDone() and time.monotonic() < end:
        slicer.app.processEvents()


def publicMembers(logicClass):
    """Return the methods and properties of the logic that are not Slicer's own, by name; former names left out."""
    members = {name: member.fget if isinstance(member, property) else member
               for kind in logicClass.__mro__ if kind.__module__.startswith("EMHAssist")
               for name, member in vars(kind).items() if not name.startswith("_")}
    return {name: member for name, member in members.items() if member.__name__ == name}


class ErrorCounter(logging.Handler):
    """Counts what is logged as an error, which is where Slicer shows exceptions of event handlers."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


class ModuleCase(unittest.TestCase):
    """Opens the module on a small case: a lesion of 120 and marrow of 100, noise SD 2, on T1 and T2.

    Fails on everything that is logged as an error meanwhile, which is where exceptions of event handlers end.
    """

    def setUp(self):
        self.errors = ErrorCounter()
        logging.getLogger().addHandler(self.errors)
        self.addCleanup(logging.getLogger().removeHandler, self.errors)
        slicer.mrmlScene.Clear()
        slicer.util.selectModule(MODULE)
        self.widget = slicer.util.getModuleWidget(MODULE)
        self.logic = self.widget.logic
        slicer.app.processEvents()

    def tearDown(self):
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertEqual(self.errors.messages, [])

    def hideWindow(self):
        """Draw nothing until the end of the test: it takes longer than computing."""
        window = slicer.util.mainWindow()
        if window is not None:
            window.hide()
            self.addCleanup(window.show)

    def loadCase(self):
        random = np.random.default_rng(5)
        array = random.normal(100, 2, (40, 40, 40))
        array[:, :, 20:] += 20
        ijkToRas = np.diag([-1.0, -1.0, 1.0, 1.0])
        ijkToRas[:3, 3] = 20, 20, -20
        self.volumes = []
        for number, role in enumerate(("T1", "T2")):
            array[0, 0, 0] = number  # in no region: two series never hold the same voxels
            self.volumes.append(addVolume(array.astype(np.float32), ijkToRas, role, role))
            Volumes.setMetadata(self.volumes[-1], {"ScanningSequence": "SE"})
        self.lesion = addRoi((-10, 0, 0), (10, 10, 10), "epidural_lesion", name="mass")
        self.marrow = addRoi((10, 0, 0), (10, 10, 10), "marrow", name="body")
        slicer.app.processEvents()

    @staticmethod
    def valueOn(node):
        """Return the values that a markups node holds, as text; "" for none."""
        measurements = [node.GetNthMeasurement(index) for index in range(node.GetNumberOfMeasurements())]
        found = [one.GetPrintFormat() for one in measurements if one.GetName().startswith("Signal/")]
        return "".join(found)

    def ratio(self, sequence="T1"):
        (row,) = [row for row in self.logic.result.comparisons if row.series.label == sequence]
        return row.comparison
