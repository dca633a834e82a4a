"""A saved case gives the same numbers, roles and readout in a fresh process."""

import importlib.util
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import slicer

from EMHAssistLib.Case import NOT_ASSESSED
from EMHAssistLib.Phantom.SampleCases import SYNTHETIC
from EMHAssistLib.Scene.Sample import loadSampleCase

FRESH_PROCESS = """
import sys
sys.path[:0] = {path!r}
from SlicerHost import startHost
startHost().loadModule({module!r})
import slicer
slicer.util.loadScene({scene!r})
logic = slicer.util.getModuleLogic("EMHAssist")
logic.update()
logic.exportResult({out!r})
"""


def computeSyntheticCase():
    """Load the synthetic case with findings into an empty scene and return the logic that computed it."""
    slicer.mrmlScene.Clear()
    logic = slicer.util.getModuleLogic("EMHAssist")
    loadSampleCase(slicer.mrmlScene, SYNTHETIC)
    logic.getParameterNode().setting = "known_hemolysis"
    logic.setFinding("paravertebral_mass", "bilateral")
    logic.setFinding("epidural_position", "posterior")
    logic.setFinding("marrow_like", NOT_ASSESSED)
    if logic.update() is None:
        raise AssertionError(logic.problem)
    return logic


class RoundTripTest(unittest.TestCase):
    """The synthetic case through an MRB file."""

    def tearDown(self):
        slicer.mrmlScene.Clear()

    def testReloadGivesTheSameFiles(self):
        with tempfile.TemporaryDirectory() as folder:
            first, second, scene = (Path(folder) / name for name in ("first", "second", "case.mrb"))
            computeSyntheticCase().exportResult(str(first))
            self.assertTrue(slicer.util.saveScene(str(scene)))
            slicer.mrmlScene.Clear()
            slicer.util.loadScene(str(scene))
            logic = slicer.util.getModuleLogic("EMHAssist")
            logic.update()
            logic.exportResult(str(second))
            self.assertSameFiles(first, second)
        self.assertEqual(logic.enteredFindings()["marrow_like"], NOT_ASSESSED)
        self.assertEqual([finding.feature for finding in logic.result.overridden],
                         ["epidural_position", "paravertebral_mass", "marrow_like"])

    def assertSameFiles(self, first, second):
        for file in sorted(first.iterdir()):
            with self.subTest(file.name):
                # To the last digit, though Slicer writes the place of a ROI to about a nanometer.
                self.assertEqual(*((folder / file.name).read_text(encoding="utf-8") for folder in (first, second)))

    @unittest.skipUnless(importlib.util.find_spec("SlicerHost"), "Testing/SlicerHost is not on the path: it makes the "
                         "fresh process")
    def testFreshProcessGivesTheSameFiles(self):
        logic = computeSyntheticCase()
        with tempfile.TemporaryDirectory() as folder:
            first, second, scene = (Path(folder) / name for name in ("first", "second", "case.mrb"))
            logic.exportResult(str(first))
            self.assertTrue(slicer.util.saveScene(str(scene)))
            program = FRESH_PROCESS.format(path=sys.path, module=slicer.util.modulePath("EMHAssist"),
                                           scene=str(scene), out=str(second))
            run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertSameFiles(first, second)


if __name__ == "__main__":
    unittest.main()
