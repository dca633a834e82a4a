"""The self-test of the module, which "Reload and Test", the SelfTests module and CTest run."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy
import slicer
from slicer.ScriptedLoadableModule import ScriptedLoadableModuleTest

from .Case import NOT_ASSESSED
from .Logic.SampleData import SAMPLE_NAME, registerSampleData


class EMHAssistTest(ScriptedLoadableModuleTest):
    """The tutorial of the README on the synthetic case, step by step; with and without a main window."""

    def setUp(self) -> None:
        """Start from an empty scene, with the logic of the panel, so that the panel follows."""
        slicer.mrmlScene.Clear()
        self.logic = slicer.util.getModuleLogic("EMHAssist")
        self.logic.start()

    def runTest(self) -> None:
        """Run all tests; "Reload and Test" and the SelfTests module call this."""
        self.setUp()
        self.test_Tutorial()

    def test_Tutorial(self) -> None:
        """Load, place, measure, enter, read, look, save: each step does what the README says."""
        for step in (self.loadSample, self.placeRegions, self.readValues, self.dragARegion, self.enterFindings,
                     self.readTheAnswer, self.lookAround, self.addACase, self.saveAndLoad, self.writeResults):
            self.delayDisplay(step.__doc__)
            step()
        self.delayDisplay("Test passed")

    def loadSample(self) -> None:
        """Load the synthetic case: five series, whose roles are guessed, and the history of the patient."""
        import SampleData

        registerSampleData()
        source = SampleData.SampleDataLogic().sourceForSampleName(SAMPLE_NAME)
        source.customDownloader(source)
        self.assertIsNotNone(self.logic.update(), self.logic.problem)
        self.assertEqual([series.label for series in self.logic.result.case.series],
                         ["T1", "T2", "STIR", "T1post", "T2 (2)"])
        self.assertEqual(self.logic.conditions(), ("known_hemolysis",))

    def placeRegions(self) -> None:
        """Begin to place, cancel; copy a lesion to the other side, delete the copy and bring it back."""
        count = len(self.logic.update().case.regions)
        self.logic.placeRegion("marrow")
        self.assertEqual(self.logic.placingRole, "marrow")
        self.logic.cancelPlacing()
        left = self.logic.region("Paravertebral left T6")
        copy, _side = self.logic.copyToOtherSide(left)
        there, here = (numpy.array(region.node.GetCenter()) for region in (copy, left))
        # Seen from the front, the spine of the synthetic case is a straight line at R = 0.
        numpy.testing.assert_allclose(there, here * (-1, 1, 1), atol=1.0)
        self.assertEqual(len(self.logic.update().case.regions), count + 1)
        self.logic.deleteRegion(copy)
        self.assertEqual(len(self.logic.update().case.regions), count)
        self.logic.undo()
        self.logic.redo()
        self.logic.setLevel(left, "T6")
        self.assertEqual(len(self.logic.update().case.regions), count)

    def readValues(self) -> None:
        """See that the paravertebral masses are like marrow on every sequence, as they were made."""
        rows = [row for row in self.logic.update().comparisons
                if row.reference == "marrow" and row.lesion.role == "paravertebral_lesion"]
        self.assertEqual({row.series.role for row in rows}, {"T1", "T2", "STIR", "T1post"})
        for row in rows:
            self.assertTrue(0.85 < row.comparison.value < 1.2, f"{row.lesion.name} {row.series.label}")
        self.assertEqual(self.logic.reference(), "marrow")
        self.assertGreater(len(self.logic.copyRatios().splitlines()), len(rows))

    def dragARegion(self) -> None:
        """Drag the epidural lesion out of the canal and back: values follow."""
        node = self.logic.region("Epidural T5/6").node
        center = node.GetCenter()
        before = self.epiduralRatio()
        node.SetCenter(center[0], center[1] + 30, center[2])
        self.waitUntil(lambda: self.epiduralRatio() != before)
        node.SetCenter(center)
        self.waitUntil(lambda: self.epiduralRatio() == before)

    def enterFindings(self) -> None:
        """Enter what a reader would; what is measured is there already, and can be left out."""
        logic = self.logic
        self.assertIn("t1_marrow", logic.update().measured)
        before = logic.result.differential.target.probability
        logic.setCondition("known_hemolysis", True)
        self.assertEqual(logic.conditions(), ("known_hemolysis",))
        for feature, answer in (("splenomegaly", "present"), ("margins", "well_defined")):
            logic.setFinding(feature, answer)
        self.assertGreater(logic.update().differential.target.probability, before)
        logic.setFinding("t1_marrow", NOT_ASSESSED)
        self.assertNotIn("t1_marrow", logic.update().findings)
        logic.clearFinding("t1_marrow")
        self.assertIn("t1_marrow", logic.update().findings)

    def readTheAnswer(self) -> None:
        """Read picture, setting and both together, what stands behind a finding, and the answer under another prior."""
        differential = self.logic.update().differential
        picture, target = differential.picture.average, differential.target
        self.assertTrue(1 < picture.low < picture.value < picture.high)
        self.assertEqual([step.id for step in differential.setting.steps], [self.logic.basePrior(), "known_hemolysis"])
        self.assertTrue(target.low < target.probability < target.high)
        self.assertGreater(target.probability, differential.setting.steps[-1].prior)
        self.assertAlmostEqual(sum(self.logic.result.differential.probabilities().values()), 1.0, places=6)
        self.assertTrue(self.logic.evidenceOf("splenomegaly").title)
        self.logic.setPrior(1.0)
        self.assertLess(self.logic.update().differential.target.probability, target.probability)
        self.assertEqual(self.logic.result.differential.picture, differential.picture)
        self.logic.setPrior(None)
        self.assertEqual(self.logic.update().differential.target, target)

    def lookAround(self) -> None:
        """Go to the lesion, see all series side by side, and move the box."""
        self.logic.setBoxPosition("upperRight")
        self.logic.setBoxPosition("upperLeft")
        self.logic.jumpTo(self.logic.region("Epidural T5/6"))
        layoutManager = slicer.app.layoutManager()
        if layoutManager is None:
            return
        center = self.logic.region("Epidural T5/6").node.GetCenter()
        self.assertAlmostEqual(layoutManager.sliceWidget("Yellow").mrmlSliceNode().GetSliceOffset(), center[0],
                               delta=1.0)
        layout = layoutManager.layout
        self.logic.showAllSeries()
        self.assertTrue(self.logic.showsAllSeries)
        self.logic.restoreLayout()
        self.assertEqual(layoutManager.layout, layout)

    def addACase(self) -> None:
        """Add a second case, which is empty, and go back to the first."""
        first, before = self.logic.activeCase(), self.logic.update().differential.target
        second = self.logic.newCase()
        self.assertEqual(self.logic.update().case.series, ())
        self.logic.removeCase(second)
        self.assertIs(self.logic.activeCase(), first)
        self.assertEqual(self.logic.update().differential.target, before)

    def saveAndLoad(self) -> None:
        """Save the scene, close it and load it again: the same answer."""
        before = self.logic.update().differential.target
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "case.mrb")
            self.assertTrue(slicer.util.saveScene(path))
            slicer.mrmlScene.Clear()
            slicer.util.loadScene(path)
        self.logic.start()
        self.assertEqual(self.logic.update().differential.target, before)

    def writeResults(self) -> None:
        """Write the tables and the readout."""
        with tempfile.TemporaryDirectory() as folder:
            self.logic.exportResult(folder)
            names = {path.name for path in Path(folder).iterdir()}
        self.assertLessEqual({"ratios.csv", "differential.csv", "readout.json"}, names)

    def epiduralRatio(self) -> float:
        """Return the ratio of the epidural lesion to marrow on T1, as it is shown now."""
        (value,) = [row.comparison.value for row in self.logic.result.comparisons
                    if (row.lesion.role, row.reference, row.series.role) == ("epidural_lesion", "marrow", "T1")]
        return value

    def waitUntil(self, isReached: Callable[[], bool]) -> None:
        """Let the application go on until something is so; live updates wait for the event loop."""
        for _turn in range(200):
            slicer.app.processEvents()
            if isReached():
                return
        self.fail("The values do not follow.")
