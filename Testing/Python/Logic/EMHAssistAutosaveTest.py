"""A case half done is there again after the program was killed, and only then."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase, wait
from EMHAssistCases.Paths import pythonProgram
from EMHAssistCases.RandomWalk import content, difference
from EMHAssistCases.SceneState import sceneState
from EMHAssistLib.Logic.AutosaveFiles import AutosaveFiles
from EMHAssistLib.Scene.Regions import RegionSource

# What is done in a program that is killed then.
WORK = """
import json, sys
sys.path[:0] = {path!r}
from SlicerHost import startHost
startHost().loadModule({module!r})
import slicer
from EMHAssistCases.RandomWalk import content
from EMHAssistCases.SceneCase import addTransform
from EMHAssistCases.SceneState import sceneState
from EMHAssistCases.WalkActions import rotation
slicer.app.settings().setValue("EMHAssist/AutosaveFolder", {folder!r})
slicer.util.selectModule("EMHAssist")
logic = slicer.util.getModuleWidget("EMHAssist").logic
for file, role in {volumes!r}:
    logic.setSequenceRole(slicer.util.loadVolume(file), role)
segmentation = slicer.util.loadSegmentation({segmentation!r})
logic.useAsRegions([segmentation], "cord", 1.0)
logic.addRegion("mass \\u00e9", "epidural_lesion", (-10, 0.1, 0), (8, 7, 6), [[0.6, -0.8, 0], [0.8, 0.6, 0], [0, 0, 1]])
logic.addRegion("body", "marrow", (10, 0, 0), (8, 8, 8))
logic.addCurve("outline", "muscle", [(6, -9, 3), (16, -9, 3), (16, 9, 3.25), (6, 9, 3)], 5)
logic.setLevel(logic.region("body"), "T6")
logic.setFinding("splenomegaly", "present")
logic.setConditions(["known_hemolysis"])
logic.setMargins(0.9, 1.2)
logic.setReference("marrow")
logic.setBoxSize("large")
logic.newCase("second")
logic.setFinding("age", "older")
logic.activateCase(logic.cases()[0])
logic._autosaveTimer.setInterval(1)
logic.deleteRegion(logic.duplicateRegion(logic.region("body")))
while not logic._files._record and not list(logic._files.folder.glob("*.json")):
    slicer.app.processEvents()
slicer.app.processEvents()
logic.autosave()
print(json.dumps([content(logic), [repr(one[:2] + one[3:]) for one in sceneState()]]), flush=True)
sys.stdin.read()
"""


class AutosaveTest(ModuleCase):
    """What was not saved comes back; what was saved or closed leaves nothing."""

    def setUp(self):
        super().setUp()
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.logic._autosaveFiles = AutosaveFiles(self.folder / "unsaved")
        self.addCleanup(setattr, self.logic, "_autosaveFiles", None)
        self.addCleanup(self.logic._removeAutosave)

    def files(self):
        return sorted(self.folder.rglob("*.json")) + sorted(self.folder.rglob("*.emhassist"))

    def testKilledAndRestoredToTheBit(self):
        self.loadCase()
        paths = [str(self.folder / f"{number}.nrrd") for number in range(2)]
        for node, path in zip(self.volumes, paths):
            slicer.util.saveNode(node, path)
        segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "s")
        segmentation.SetReferenceImageGeometryParameterFromVolumeNode(self.volumes[0])
        segmentation.GetSegmentation().AddEmptySegment("cord", "cord")
        labels = np.zeros((40, 40, 40), np.uint8)
        labels[5:35, 15:25, 22:30] = 1
        slicer.util.updateSegmentBinaryLabelmapFromArray(labels, segmentation, "cord", self.volumes[0])
        slicer.util.saveNode(segmentation, str(self.folder / "s.seg.nrrd"))
        slicer.mrmlScene.Clear()
        program = WORK.format(path=sys.path, module=slicer.util.modulePath("EMHAssist"), folder=str(self.folder
                              / "unsaved"), volumes=list(zip(paths, ("T1", "T2"))),
                              segmentation=str(self.folder / "s.seg.nrrd"))
        child = subprocess.Popen([pythonProgram(), "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                 stderr=subprocess.DEVNULL, text=True)
        try:
            line = next(one for one in child.stdout if one.startswith("[{"))
            self.assertEqual(self.logic.unsavedCases(), [], "its program still runs")
        finally:
            child.kill()
            child.communicate()
        expected, state = json.loads(line)
        self.assertTrue(state)
        if os.name == "posix":
            self.assertEqual({path.stat().st_mode & 0o777 for path in self.files()}, {0o600})
        self.widget.panel.caseBar.unsaved.refresh()
        self.assertTrue(self.widget.ui.unsavedWidget.visible)
        self.assertIn("4 regions, 2 findings", self.widget.ui.unsavedLabel.text)
        # One of the series is loaded already.
        slicer.util.loadVolume(paths[0])
        self.widget.ui.restoreUnsavedButton.click()
        slicer.app.processEvents()
        self.assertFalse(self.widget.ui.unsavedWidget.visible, self.widget.ui.unsavedLabel.text)
        self.assertEqual(difference(content(self.logic), expected), "")
        self.assertEqual(sorted(repr(one[:2] + one[3:]) for one in sceneState() if "Volume" not in one[0]),
                         sorted(one for one in state if "Volume" not in one))
        self.assertEqual([case.GetName() for case in self.logic.cases()][-1], "second")
        self.assertEqual(len(self.files()), 1, "its own, as it is unsaved still")
        self.assertEqual(self.logic.undoTitle, "Restore an unsaved case")

    def testWhatCannotBeFoundIsSaid(self):
        self.loadCase()
        slicer.app.processEvents()
        self.assertTrue(self.logic.autosave())
        self.assertFalse(self.logic.autosave(), "nothing has changed")
        (own,) = self.files()
        record = json.loads(own.read_text(encoding="utf-8"))
        self.assertNotIn("mass", json.dumps(record["volumes"]))
        other = self.folder / "unsaved" / "other.json"
        other.write_text(json.dumps(record), encoding="utf-8")
        slicer.mrmlScene.Clear()
        self.assertEqual(self.files(), [other], "a closed scene leaves none")
        (left,) = self.logic.unsavedCases()
        self.assertEqual((left.regionCount, left.findingCount), (2, 0))
        said = self.logic.restoreUnsaved(left)
        self.assertEqual(len(said), 2)
        self.assertRegex(said[0], "T1: not found .it was in no file.")
        self.assertIsNotNone(self.logic.region("mass"))
        self.assertFalse(other.exists())

    def testSavedLeavesNoneAndNextToTheScene(self):
        self.loadCase()
        scene = self.folder / "case.mrml"
        self.assertTrue(slicer.util.saveScene(str(scene)))
        self.assertFalse(self.logic.autosave(), "all is saved")
        self.logic._savedTimer.setInterval(1)
        self.addCleanup(self.logic._savedTimer.setInterval, 1000)
        self.logic.setLevel(RegionSource(self.lesion), "T5")
        self.assertTrue(self.logic.autosave())
        self.assertEqual(len(list(self.folder.glob(".case.*.emhassist"))), 1)
        slicer.util.saveScene(str(scene))
        wait(lambda: not self.files())
        self.assertEqual(list(self.folder.glob(".case.*")) + list((self.folder / "unsaved").iterdir()), [])
        self.logic.setAutosave(False)
        self.addCleanup(self.logic.setAutosave, True)
        self.logic.setLevel(RegionSource(self.lesion), "T7")
        self.assertFalse(self.logic.autosave())

    def testWhatIsDoneAfterASaveIsNotTakenForSaved(self):
        self.loadCase()
        self.logic._savedTimer.setInterval(1)
        self.addCleanup(self.logic._savedTimer.setInterval, 1000)
        self.logic._autosaveTimer.stop()  # as when the last change was a while ago
        self.assertTrue(slicer.util.saveScene(str(self.folder / "case.mrml")))
        stored = slicer.mrmlScene.GetStoredTime()
        wait(lambda: self.logic._storedTime == stored)
        self.logic.setLevel(RegionSource(self.lesion), "T5")
        self.assertTrue(self.logic.autosave())

    def testDragsAreNotHeldUp(self):
        self.loadCase()
        self.lesion.InvokeEvent(self.lesion.PointStartInteractionEvent)
        self.assertFalse(self.logic.autosave())
        self.lesion.SetCenterWorld(1, 2, 3)
        self.lesion.InvokeEvent(self.lesion.PointEndInteractionEvent)
        self.assertEqual(self.logic.undoTitle, "Drag mass")
        self.logic._autosaveTimer.setInterval(1)
        self.addCleanup(self.logic._autosaveTimer.setInterval, 3000)
        slicer.app.processEvents()
        wait(lambda: bool(self.files()))
        self.assertTrue(self.files())


if __name__ == "__main__":
    unittest.main()
