"""A saved case gives the same numbers, roles and readout in a fresh process."""

import importlib.util
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import slicer

from EMHAssistLib.Case import NOT_ASSESSED
from EMHAssistLib.Scene.Sample import loadSyntheticCase

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

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


def computeSyntheticCase():
    """Load the synthetic case with findings into an empty scene and return the logic that computed it."""
    slicer.mrmlScene.Clear()
    logic = slicer.util.getModuleLogic("EMHAssist")
    loadSyntheticCase(slicer.mrmlScene)
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
                one, other = (_textAndNumbers(folder / file.name) for folder in (first, second))
                self.assertEqual(one[0], other[0])
                # Slicer writes the place of a ROI to about a nanometer, and voxels at its rim count by what is inside.
                np.testing.assert_allclose(one[1], other[1], rtol=1e-5, atol=1e-6)

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


def _textAndNumbers(path):
    """Return what stands between the numbers of a file, and the numbers."""
    text = path.read_text(encoding="utf-8")
    return _NUMBER.split(text), [float(number) for number in _NUMBER.findall(text)]


if __name__ == "__main__":
    unittest.main()
