"""The samples: they come with their history, go into a case of their own, and keep what they are to themselves."""

import dataclasses
import tempfile
from pathlib import Path

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistLib.Likelihood import Verdict
from EMHAssistLib.Logic.SampleData import registerSampleData
from EMHAssistLib.Phantom.Anatomy import tissueAt
from EMHAssistLib.Phantom.LesionOutlines import lesionOutlines
from EMHAssistLib.Phantom.PhantomTissues import Label
from EMHAssistLib.Phantom.SampleCases import TEACHING_SET
from EMHAssistLib.Phantom.SpineCoordinates import levelPosition, toSpine
from EMHAssistLib.Report.SampleAnswer import Outcome, outcomeOf
from EMHAssistLib.Roles import sequenceRole


class SampleCase(ModuleCase):
    """The panel without anything loaded."""

    def setUp(self):
        super().setUp()
        self.hideWindow()
        self.button, self.label = self.widget.ui.sampleButton, self.widget.ui.sampleLabel
        self.actions = [action for action in self.button.menu().actions() if action.text]

    def choose(self, index):
        """Choose from the menu of the button: the cases of the teaching set, then "Show the answer"."""
        self.actions[index].trigger()
        slicer.app.processEvents()


class SyntheticCaseTest(SampleCase):
    """What one click loads."""

    def setUp(self):
        super().setUp()
        self.button.click()
        slicer.app.processEvents()
        self.result = self.logic.result
        self.lesions = {entry.lesion.name: entry for entry in self.result.geometry.lesions}

    def testLoadingIsNothingToUndo(self):
        self.assertEqual(self.logic.undoTitle, "")
        self.logic.setFinding("splenomegaly", "present")
        self.assertTrue(self.logic.undoTitle)

    def testAClosedCaseLeavesTheFirstStepsInSight(self):
        self.assertTrue(self.widget.ui.seriesSection.collapsed)
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertFalse(self.widget.ui.seriesSection.collapsed)
        self.assertFalse(self.widget.ui.regionsSection.collapsed)

    def testItComesWithItsHistory(self):
        self.assertEqual(self.logic.conditions(), ("known_hemolysis",))
        hosts = {feature.id for feature in self.logic.model.features if feature.kind == "host"}
        self.assertEqual(self.logic.enteredFindings(),
                         {"anemia": "present", "transfusion": "present", "age": "younger"})
        self.assertLessEqual(set(self.logic.enteredFindings()), hosts)
        self.assertEqual(self.result.differential.verdict, Verdict.LIKELY)
        self.assertTrue(self.button.isHidden())
        with self.assertRaisesRegex(ValueError, "teaching set"):
            self.logic.sampleAnswer()

    def testEachPlaneHasAnAcquiredNativeSeries(self):
        planes = {}
        for series in self.result.case.series:
            node = slicer.mrmlScene.GetNodeByID(series.source)
            normal = np.abs(slicer.util.arrayFromVTKMatrix(self.directions(node))[:3, 2])
            if sequenceRole(series.role).native:
                planes.setdefault("RAS"[normal.argmax()], []).append(series.role)
        self.assertEqual(planes, {"R": ["T1", "T2", "STIR"], "S": ["T2"]})
        both = [[row.comparison.value for row in self.result.comparisons if row.series.label == label
                 and row.reference == "marrow"] for label in ("T2", "T2 (2)")]
        np.testing.assert_allclose(both[0], both[1], rtol=0.06)

    @staticmethod
    def directions(node):
        import vtk

        matrix = vtk.vtkMatrix4x4()
        node.GetIJKToRASDirectionMatrix(matrix)
        return matrix

    def testOutlinesAreTheWholeMassesAndTheirSizesThoseOfTheLesions(self):
        """Against the formulas of the anatomy, at points of no grid, and the thickness of the seed case, 6.5 mm."""
        points = np.random.default_rng(3).uniform((-45, -32, -75), (45, 20, 62), (60000, 3))
        isEmh = tissueAt(points) == Label.Emh
        covered = np.zeros(len(points), dtype=int)
        for outline in lesionOutlines():
            index = np.rint((points - outline.ijkToRas[:3, 3]) / np.diag(outline.ijkToRas)[:3]).astype(int)[:, ::-1]
            within = ((index >= 0) & (index < outline.array.shape)).all(axis=1)
            covered[within] += outline.array[tuple(index[within].T)]
        self.assertGreater(isEmh.sum(), 2000)
        self.assertLess((covered != isEmh).sum(), 0.13 * isEmh.sum())  # at their edges, the voxels being of 1 mm
        self.assertAlmostEqual(covered.sum() / isEmh.sum(), 1, delta=0.02)

        epidural, left = self.lesions["Epidural T5/6"], self.lesions["Paravertebral left T6"]
        self.assertTrue(all(entry.isOutlined for entry in self.lesions.values()))
        self.assertAlmostEqual(epidural.size.thickness, 6.5, delta=0.5)
        # Its lobes reach over 80.5 mm along the bodies, and lie on the convex side of the curve.
        self.assertAlmostEqual(epidural.size.extent, 85, delta=4)  # drawn in slices of 4 mm
        self.assertEqual(epidural.level.text(), "T4 to T7")
        where = points[isEmh & (points[:, 0] < -14)]
        self.assertAlmostEqual(left.size.extent, np.ptp(toSpine(*where.T)[2]), delta=6)
        self.assertLess(levelPosition(7), toSpine(*left.center)[2])

    def testSignalIsThatOfTheSamplingRegions(self):
        """The outlines change no ratio, and nothing but sizes and levels without them."""
        ratios = [row.comparison for row in self.result.comparisons]
        for name in self.lesions:
            self.logic.setOutline(self.logic.region(name), None)
        result = self.logic.update()
        self.assertEqual([row.comparison for row in result.comparisons], ratios)
        sizes = {entry.lesion.name: (entry.isOutlined, round(entry.size.thickness, 1))
                 for entry in result.geometry.lesions}
        self.assertEqual(sizes["Epidural T5/6"], (False, 3.4))

    def testAnOutlineElsewhereIsSaidAndNotUsed(self):
        node = self.logic.region("Epidural T5/6").node
        node.SetCenter(0, 60, 0)
        entry = next(entry for entry in self.logic.update().geometry.lesions if entry.lesion.name == "Epidural T5/6")
        self.assertFalse(entry.isOutlined)
        node.SetCenter(3, -25, 140)
        self.assertIn("Epidural T5/6: its region does not lie within its outline, which is not used.",
                      self.logic.update().warnings)

    def testOutlinesAreSavedWithTheScene(self):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "case.mrb")
            self.assertTrue(slicer.util.saveScene(path))
            slicer.mrmlScene.Clear()
            slicer.util.loadScene(path)
        again = {entry.lesion.name: entry for entry in self.logic.update().geometry.lesions}
        for name, entry in self.lesions.items():
            self.assertTrue(again[name].isOutlined)
            self.assertAlmostEqual(again[name].volume, entry.volume, delta=1)


class OwnCaseTest(SampleCase):
    """A sample beside a patient."""

    def testTheHistoryIsNotThatOfThePatient(self):
        self.loadCase()
        self.logic.setFinding("margins", "ill_defined")
        patient, before = self.logic.activeCase(), self.logic.update()
        self.logic.loadSample()
        self.assertIsNot(self.logic.activeCase(), patient)
        self.assertEqual(len(self.logic.result.case.regions), 12)
        self.logic.activateCase(patient)
        self.assertEqual((self.logic.conditions(), self.logic.enteredFindings()), ((), {"margins": "ill_defined"}))
        self.assertEqual(self.logic.result.differential, before.differential)


class TeachingSetTest(SampleCase):
    """"Which is it?": nothing tells until it is asked for."""

    def texts(self):
        """Return the names of all nodes, and what attributes and parameters the cases have."""
        nodes = [slicer.mrmlScene.GetNthNode(number) for number in range(slicer.mrmlScene.GetNumberOfNodes())]
        cases = [f"{name} {case.GetParameter(name)}" for case in self.logic.cases()
                 for name in case.GetParameterNames()]
        attributes = [node.GetAttribute(name) or "" for node in nodes for name in node.GetAttributeNames()]
        return "\n".join([*(node.GetName() or "" for node in nodes), *cases, *attributes])

    def testTheAnswerIsHiddenUntilItIsAskedFor(self):
        self.choose(0)
        case, story = self.logic.activeCase(), TEACHING_SET[0].story
        self.assertEqual((case.GetName(), self.label.text), ("Which is it? 1", story))
        self.assertNotRegex(self.texts().lower(), "metasta")
        self.assertEqual(self.logic.conditions(), TEACHING_SET[0].conditions)
        self.choose(-1)
        self.assertIn("Made of: Metastasis", self.label.text)
        self.assertIn("The software is right: Metastasis or myeloma", self.label.text)
        self.assertIn("Decided by: T1 against vertebral marrow", self.label.text)
        self.assertTrue(self.actions[-1].checked)
        # The next one begins hidden, in a case of its own; the first stays answered.
        self.choose(1)
        self.assertEqual((len(self.logic.cases()), self.label.text), (2, TEACHING_SET[1].story))
        self.assertFalse(self.actions[-1].checked)
        self.logic.activateCase(case)
        self.assertIn("Made of: Metastasis", self.label.text)
        self.choose(-1)
        self.assertEqual(self.label.text, story)
        self.assertEqual(self.label.isHidden(), False)

    def testOneOfEachTissueAndWhatTheyAreBelongsToTheModel(self):
        self.assertEqual([sample.number for sample in TEACHING_SET], list(range(1, 11)))
        self.assertEqual(len({sample.lesion for sample in TEACHING_SET}), 10)
        classes = {diagnosis.id: diagnosis for diagnosis in self.logic.model.classes}
        hosts = {feature.id: feature for feature in self.logic.model.features if feature.kind == "host"}
        for sample in TEACHING_SET:
            with self.subTest(sample.number):
                self.assertEqual(sample.diagnosis == "emh", sample.isEmh)
                self.assertIn(sample.diagnosis, classes)
                for feature, answer in sample.findings.items():
                    self.assertIn(answer, hosts[feature].answerIds())
                for condition in sample.conditions:
                    self.logic.model.condition(condition)

    def testWhatIsCalledRight(self):
        self.loadCase()
        for feature, answer in {"splenomegaly": "present", "margins": "well_defined", "internal_fat": "absent"}.items():
            self.logic.setFinding(feature, answer)
        result, sample = self.logic.update(), TEACHING_SET[0]
        ofOther = next(one for one in TEACHING_SET if one.diagnosis == "lymphoma")

        def outcome(sample, probability, verdict=Verdict.POSSIBLE):
            first = dataclasses.replace(result.differential.classes[0], id="metastasis", probability=probability)
            answer = dataclasses.replace(result.differential, classes=(first, *result.differential.classes[1:]),
                                         verdict=verdict)
            return outcomeOf(sample, dataclasses.replace(result, differential=answer))

        self.assertEqual(outcome(sample, 0.6), Outcome.RIGHT)
        self.assertEqual(outcome(ofOther, 0.6), Outcome.WRONG)
        self.assertEqual(outcome(sample, 0.4), Outcome.UNDETERMINED)
        self.assertEqual(outcome(sample, 0.9, Verdict.INSUFFICIENT), Outcome.UNDETERMINED)
        self.assertEqual(outcomeOf(sample, dataclasses.replace(result, differential=None)), Outcome.UNDETERMINED)

    def testSampleDataHasThemAll(self):
        import SampleData

        registerSampleData()
        names = {source.sampleName for source in slicer.modules.sampleDataSources["EMHAssist"]}
        self.assertEqual(len(names), 11)
        self.assertIn("EMHAssist Which is it? 10", names)
        source = SampleData.SampleDataLogic().sourceForSampleName("EMHAssist Which is it? 2")
        self.assertEqual(len(source.customDownloader(source)), 5)
        self.assertEqual(self.logic.activeCase().GetName(), "Which is it? 2")
        with self.assertRaisesRegex(ValueError, "no sample 11"):
            self.logic.loadSample(11)
