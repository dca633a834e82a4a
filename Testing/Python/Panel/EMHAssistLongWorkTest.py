"""Long work in the panel: bias correction and learning from own cases, with progress, cancel and a GUI alive."""

import gc
import json
import tempfile
import threading
import time
import unittest
import weakref
from pathlib import Path
from unittest import mock

import numpy as np
import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addVolume
from EMHAssistCases.ShadedBody import addBody
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Logic.BackgroundTask import BackgroundTask
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.BiasCorrections import computeCorrections

HEADER = "case_id,diagnosis,proof,margins,number\n"


class LongWorkCase(ModuleCase):
    """Runs the event loop beside the work and notes that it turns."""

    def tearDown(self):
        super().tearDown()
        self.assertEqual([thread for thread in threading.enumerate() if thread.daemon and "_run" in thread.name], [])

    def wait(self, task, turn=lambda: None):
        """Let the event loop run until the task has ended, with a turn of something else now and then.

        :return: how many turns there were
        """
        turns = []

        def onTimeout():
            if task.isRunning:
                turn()
                turns.append(None)

        timer = qt.QTimer()
        timer.setInterval(5)
        timer.connect("timeout()", onTimeout)
        timer.start()
        deadline = time.monotonic() + 120
        while task.isRunning and time.monotonic() < deadline:
            slicer.app.processEvents()
        timer.stop()
        self.assertFalse(task.isRunning)
        return len(turns)


class CollectorTest(unittest.TestCase):
    """Widgets are never destroyed in the thread of the work."""

    def setUp(self):
        self.wasEnabled = gc.isenabled()
        gc.enable()

    def tearDown(self):
        (gc.enable if self.wasEnabled else gc.disable)()

    def testGarbageWaitsUntilTheWorkIsDone(self):
        class Knot:
            """Garbage that only the collector can free; notes in which thread that happens."""

            def __init__(self):
                self.itself = self

            def __del__(self):
                freed.append(threading.current_thread())

        freed, ended = [], []

        def work(progress):
            Knot()
            # Far more than what makes the collector run.
            return len([[number] for number in range(200000)])

        task = BackgroundTask(work, lambda fraction: None, lambda result, error: ended.append((result, error)))
        task.start()
        deadline = time.monotonic() + 60
        while not ended and time.monotonic() < deadline:
            slicer.app.processEvents()
        self.assertEqual(ended, [(200000, None)])
        self.assertTrue(gc.isenabled())
        gc.collect()
        self.assertEqual(freed, [threading.current_thread()])

    def testOneOfTwoTasksAbandoned(self):
        stop = threading.Event()
        tasks = [BackgroundTask(lambda progress: stop.wait(60), lambda fraction: None, lambda result, error: None)
                 for _number in range(2)]
        for task in tasks:
            task.start()
        stop.set()
        tasks[0].abandon()
        self.assertFalse(gc.isenabled())
        tasks[1].abandon()
        self.assertTrue(gc.isenabled())
        # Nor does a task stay behind with what it has computed.
        left = [weakref.ref(task) for task in tasks]
        del task, tasks
        gc.collect()
        self.assertEqual([reference() for reference in left], [None, None])


class BiasCorrectionTest(LongWorkCase):
    """The scene changes while its bias is being corrected."""

    def setUp(self):
        super().setUp()
        self.volumes = addBody()
        self.marrow = slicer.util.getNode("marrow 1")
        slicer.app.processEvents()
        self.biasCorrection = self.widget.panel.sections["SeriesSection"].biasCorrection

    def testSceneClosedDuringTheCorrection(self):
        self.widget.ui.biasFieldButton.click()
        self.assertTrue(self.biasCorrection.isRunning)
        slicer.mrmlScene.Clear()
        self.wait(self.biasCorrection)
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLScalarVolumeNode"), 0)
        self.assertFalse(self.biasCorrection.isRunning)

    def testNextSceneIsNotTouchedByTheCorrectionOfTheLast(self):
        self.widget.ui.biasFieldButton.click()
        slicer.mrmlScene.Clear()
        other = addVolume(np.zeros((4, 4, 4), np.float32), np.eye(4), "T1", "T1")
        self.wait(self.biasCorrection)
        self.assertEqual([node.GetID() for node in Volumes.candidateVolumes(slicer.mrmlScene)], [other.GetID()])
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodesByClass("vtkMRMLScalarVolumeNode"), 1)

    def testSeriesAndRegionRemovedDuringTheCorrection(self):
        self.widget.ui.biasFieldButton.click()
        slicer.mrmlScene.RemoveNode(self.volumes[0])
        slicer.mrmlScene.RemoveNode(self.marrow)
        self.wait(self.biasCorrection)
        self.assertEqual(self.widget.ui.biasFieldLabel.text, "Corrected: T2.")

    def testLogicUpdatesWhileItRuns(self):
        results = []

        def listener():
            results.append(self.biasCorrection.isRunning)

        def longer(corrections, progress):
            deadline = time.monotonic() + 30
            while not results and time.monotonic() < deadline:
                progress(0.0)
                time.sleep(0.005)
            return computeCorrections(corrections, progress)

        # On a busy machine the correction of so small a case may be over before the event loop turns.
        with mock.patch("EMHAssistLib.Logic.SeriesActions.computeCorrections", longer):
            self.widget.ui.biasFieldButton.click()
        self.logic.addResultListener(listener)
        steps = iter(range(1000))
        self.wait(self.biasCorrection, lambda: self.marrow.SetCenter(0, 24 + 0.001 * next(steps), 36))
        self.logic.resultChanged.disconnect(listener)
        self.assertIn(True, results)


class CohortTest(LongWorkCase):
    """Learning from a small table of cases."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "out"
        self.cases = Path(folder.name) / "own.csv"
        rows = [f"{name}{number},{diagnosis},histology,{margins},multiple" for number in range(8)
                for name, diagnosis, margins in (("e", "emh", "well_defined"), ("m", "metastasis", "ill_defined"))]
        model = loadModel()
        self.assertIn("well_defined", model.feature("margins").answerIds())
        self.cases.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
        self.cohort = self.widget.panel.sections["ModelSection"].cohort

    def written(self):
        return sorted(path.name for path in self.folder.glob("*")) if self.folder.exists() else []

    def testLearnsInTheBackgroundAndWritesWhenAllIsDone(self):
        self.cohort.start(self.cases, self.folder)
        self.assertFalse(self.widget.ui.learnButton.isEnabled())
        shown = []
        ticks = self.wait(self.cohort, lambda: shown.append((self.widget.ui.learnProgressBar.value, self.written())))
        self.assertGreater(ticks, 5)
        values = [value for value, _files in shown]
        self.assertEqual(values, sorted(values))
        self.assertGreater(len(set(values)), 5)
        self.assertEqual({tuple(files) for _value, files in shown} - {("crossvalidation.json", "model.json")}, {()})
        self.assertEqual(self.written(), ["crossvalidation.json", "model.json"])
        text = self.widget.ui.learnLabel.text
        self.assertIn("8 proven cases of EMH and 8 of other diagnoses", text)
        self.assertRegex(text, "All findings: AUC .*(better|worse)")
        self.assertIn("says little", text)
        # The case goes on with the model it has, until the user wants the other one.
        self.assertEqual(self.logic.model.version, loadModel().version)
        self.widget.ui.useLearnedButton.click()
        self.assertEqual(self.logic.model.version, loadModel(self.folder / "model.json").version)
        self.assertIn("+cohort.1", self.widget.ui.modelLabel.text)

    def testSameAsFromAScript(self):
        learned = self.logic.learnFromCases(self.cases, self.folder, date="2026-11-20")
        again = self.folder.parent / "again"
        self.logic.learnFromCases(self.cases, again, date="2026-11-20")
        for name, text in learned.contents.items():
            self.assertEqual((self.folder / name).read_text(encoding="utf-8"), text)
            self.assertEqual((again / name).read_text(encoding="utf-8"), text)
        self.assertEqual(json.loads(learned.contents["crossvalidation.json"])["cases"], {"emh": 8, "metastasis": 8})

    def testCancelWritesNothing(self):
        self.cohort.start(self.cases, self.folder)
        self.widget.ui.learnCancelButton.click()
        self.wait(self.cohort)
        self.assertEqual(self.written(), [])
        self.assertEqual(self.widget.ui.learnLabel.text, "Canceled; nothing was written.")
        self.assertFalse(self.widget.ui.useLearnedButton.isVisibleTo(self.widget.parent))

        def stop(fraction):
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            self.logic.learnFromCases(self.cases, self.folder, progress=stop)
        self.assertEqual(self.written(), [])

    def testUnusableCasesAreSaidInThePanel(self):
        for content, word in (("", "own.csv"), (HEADER, "no case"), (HEADER + "a,emh,histology,,\n", "Only 1 cases"),
                              ("name,age\nx,3\n", "diagnosis")):
            self.cases.write_text(content, encoding="utf-8")
            self.cohort.start(self.cases, self.folder)
            self.wait(self.cohort)
            self.assertIn("Nothing was learned", self.widget.ui.learnLabel.text)
            self.assertIn(word, self.widget.ui.learnLabel.text)
        self.cohort.start(self.cases.with_name("missing.csv"), self.folder)
        self.wait(self.cohort)
        self.assertIn("missing.csv", self.widget.ui.learnLabel.text)
        self.assertEqual(self.written(), [])

    def testFolderThatCannotBeWritten(self):
        self.folder.write_text("a file", encoding="utf-8")
        self.cohort.start(self.cases, self.folder)
        self.wait(self.cohort)
        self.assertIn("Nothing was learned", self.widget.ui.learnLabel.text)

    def testSceneClosedMeanwhileDoesNoHarm(self):
        self.cohort.start(self.cases, self.folder)
        slicer.mrmlScene.Clear()
        self.wait(self.cohort)
        self.assertEqual(self.written(), ["crossvalidation.json", "model.json"])

    def testLearnedModelThatIsGone(self):
        self.cohort.start(self.cases, self.folder)
        self.wait(self.cohort)
        (self.folder / "model.json").unlink()
        self.widget.ui.useLearnedButton.click()
        self.assertIn("Not used", self.widget.ui.modelLabel.text)


if __name__ == "__main__":
    unittest.main()
