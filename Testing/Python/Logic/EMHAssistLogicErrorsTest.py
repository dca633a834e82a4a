"""What cannot be is refused by all methods of the logic, in words, and changes nothing; each says what it takes."""

import inspect
import os
import tempfile
import unittest

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase, publicMembers
from EMHAssistCases.SceneCase import addRoi, addVolume
from EMHAssistLib.Scene.Regions import RegionSource

NAN = float("nan")


class LogicErrorsTest(ModuleCase):
    """A case with a ROI node, a curve, a segment, and nodes that are gone."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.region = RegionSource(self.lesion)
        points = [(9 * np.cos(angle), 9 * np.sin(angle), 0) for angle in (0, 1, 2, 3, 4, 5)]
        self.curve = RegionSource(self.logic.addCurve("curve", "muscle", points, 5))
        self.segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "segmentation")
        self.segment = RegionSource(self.segmentation, self.segmentation.GetSegmentation().AddEmptySegment("", "blob"))
        self.model = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLModelNode")
        roi = addRoi((0, 0, 0), (5, 5, 5), "marrow", name="gone")
        volume = addVolume(np.ones((3, 3, 3), np.int16), np.eye(4), "gone", "T1")
        slicer.mrmlScene.RemoveNode(roi)
        slicer.mrmlScene.RemoveNode(volume)
        self.goneRegion, self.goneVolume = RegionSource(roi), volume
        slicer.app.processEvents()
        self.logic.update()

    def refused(self):
        """Return (method, arguments) of all that cannot be."""
        logic, here, curve, segment = self.logic, self.region, self.curve, self.segment
        case = logic.activeCase()
        noCases = (None, self.model, self.lesion)
        noVolumes = (None, self.goneVolume, self.model, "T1")
        # A node is no region: which segment of a segmentation would be meant?
        noRegions = (None, self.goneRegion, self.lesion, "mass", RegionSource(None),
                     RegionSource(self.segmentation, "none"))
        ofRegion = {"setRegionRole": ("marrow",), "setRegionShape": ("Box",), "setRegionSize": ((5, 5, 5),),
                    "setThickness": (3,), "setLevel": ("T5",), "renameRegion": ("name",), "lockRegion": (),
                    "showRegion": (), "duplicateRegion": (), "copyToOtherSide": (), "deleteRegion": (), "jumpTo": ()}
        table = [(name, (region, *further)) for name, further in ofRegion.items() for region in noRegions]
        table += [(name, arguments) for name, several in {
            "newCase": [(case.GetName(),), (" ",)],
            "activateCase": [(one,) for one in noCases],
            "renameCase": [*((one, "name") for one in noCases), (case, ""), (case, None)],
            "removeCase": [*((one,) for one in noCases), (case,)],
            "moveToCase": [*((self.lesion, one) for one in noCases), (None, case), (self.model, case),
                           (self.goneVolume, case)],
            "setSequenceRole": [*((one, "T1") for one in noVolumes), (self.volumes[0], "T9")],
            "showSeries": [(one,) for one in noVolumes],
            "region": [("nobody",), (None,)],
            "addRegion": [("", "marrow", (0, 0, 0), (5, 5, 5)), (None, "marrow", (0, 0, 0), (5, 5, 5)),
                          ("50 %", "marrow", (0, 0, 0), (5, 5, 5)), ("a\nb", "marrow", (0, 0, 0), (5, 5, 5)),
                          ("a", "liver", (0, 0, 0), (5, 5, 5)), ("a", "marrow", (0, 0), (5, 5, 5)),
                          ("a", "marrow", (0, 0, NAN), (5, 5, 5)), ("a", "marrow", (0, 0, 0), (5, 5)),
                          ("a", "marrow", (0, 0, 0), (5, 5, 0)), ("a", "marrow", (0, 0, 0), (5, 5, NAN)),
                          ("a", "marrow", (0, 0, 0), (5, 5, 5), np.zeros((3, 3))),
                          ("a", "marrow", (0, 0, 0), (5, 5, 5), np.eye(4)),
                          ("a", "marrow", (0, 0, 0), (5, 5, 5), None, "Cone")],
            "addCurve": [("a", "marrow", [(0, 0, 0), (1, 0, 0)], 5), ("a", "liver", np.eye(3), 5),
                         ("a", "marrow", np.eye(3), 0), ("a", "marrow", np.eye(3), NAN), ("", "marrow", np.eye(3), 5),
                         ("a", "marrow", [(0, 0, 0), (1, 0, 0), (0, NAN, 0)], 5)],
            "placeRegion": [("liver",), (None,), ("marrow", "Cone"), ("marrow", "Box", 0), ("marrow", "Box", NAN)],
            "acceptSuggestion": [(0,), (-1,), (None,)],
            "dismissSuggestion": [(0,), (-1,), (None,)],
            "setPlaceRole": [("liver",), (None,)],
            "setPlaceShape": [("Cone",), (None,)],
            "placeSize": [("liver",), (None,)],
            "setPlaceSize": [("liver", 5), ("marrow", 0), ("marrow", -1), ("marrow", NAN)],
            "setRegionRole": [(here, "liver")],
            "setRegionShape": [(here, "Cone"), (here, "Curve"), (curve, "Box"), (segment, "Box")],
            "setRegionSize": [(here, (5, 5, 0)), (here, (5, 5, NAN)), (here, (5, 5)), (curve, (5, 5, 5)),
                              (segment, (5, 5, 5))],
            "setThickness": [(curve, 0), (curve, NAN), (here, 3), (segment, 3)],
            "setLevel": [(here, "T99"), (here, "somewhere")],
            "renameRegion": [(here, ""), (here, None), (here, "50 %"), (here, "a\nb")],
            "lockRegion": [(segment,)],
            "duplicateRegion": [(segment,)],
            "copyToOtherSide": [(segment,)],
            "deleteRegion": [(segment,)],
            "restoreUnsaved": [(None,)],
            "discardUnsaved": [(None,)],
            "jumpTo": [(segment,)],
            "useSegmentsAsReferences": [(self.segmentation,), (self.model,), ("segmentation",),
                                        (self.segmentation, -1), (self.segmentation, NAN)],
            "useAsRegions": [([],), ([None],), ([self.model],), (["mass"],), ([here], "liver"), ([here], "", -1),
                             ([segment], "marrow"), ([self.goneRegion], "marrow"), ([self.goneRegion.node], "marrow")],
            "planAlignmentCheck": [(self.goneVolume,), (self.model,)],
            "checkAlignment": [(None, self.goneVolume), (None, self.model),
                               (None, slicer.vtkMRMLScalarVolumeNode())],
            "align": [(one,) for one in (*noVolumes, self.volumes[0])],
            "undoAlignment": [(one,) for one in (*noVolumes, self.volumes[0])],
            "setMarrowState": [("blue",), (None,)],
            "setReference": [("epidural_lesion",), ("liver",)],
            "setMargins": [(1.2, 1.3), (0, 1.2), (0.8, 1), (NAN, 1.2), (0.8, NAN)],
            "whatIf": [("nothing", "present"), ("splenomegaly", "perhaps")],
            "setFinding": [("nothing", "present"), ("splenomegaly", "perhaps"), (None, "present")],
            "evidenceOf": [("nothing",), (None,)],
            "setClinicalSetting": [("nowhere",), ("uniform+known_cancer",), ("none_known+known_hemolysis",)],
            "setBasePrior": [("nowhere",), ("known_cancer",), (None,)],
            "setConditions": [(["nowhere"],), (["unselected_mass"],), (["none_known", "known_hemolysis"],)],
            "setCondition": [("nowhere", True), ("nowhere", False), (None, True)],
            "setPrior": [(0,), (-1,), (100,), (NAN,)],
            "setCap": [(0,), (0.5,), (1001,), (NAN,)],
            "setTemper": [(-1,), (3,), (NAN,)],
            "setBoxPosition": [("middle",), (None,), ("",)],
            "setBoxSize": [("huge",), (None,), ("",)],
            "setBoxContent": [("all",), (None,), ("",)],
            "setBoxView": [("Purple",), (None,), ("",)],
            "moveBox": [(-0.1, 0), (0, 1.1), (NAN, 0)],
            "writeScene3D": [("scene.png", 0), ("scene.png", 100, 20000), ("scene.png", 100, 100, 0)],
            "loadSample": [(-1,), (99,), (None,)],
            # The case is none of the teaching set.
            "showSampleAnswer": [(True,)],
            "sampleAnswer": [()],
            "setOutline": [(segment, RegionSource(self.segmentation, segment.segmentId)), (here, here), (here, curve),
                           *((region, None) for region in noRegions)],
        }.items() for arguments in several]
        return table

    def state(self):
        """Return when each node of the scene was changed last, and what is being placed."""
        nodes = [slicer.mrmlScene.GetNthNode(index) for index in range(slicer.mrmlScene.GetNumberOfNodes())]
        return {node.GetID(): node.GetMTime() for node in nodes}, self.logic.placingRole

    def testWhatCannotBeIsRefusedAndChangesNothing(self):
        for name, arguments in self.refused():
            with self.subTest(f"{name}{arguments}"):
                before = self.state()
                with self.assertRaises(ValueError) as caught:
                    getattr(self.logic, name)(*arguments)
                self.assertRegex(str(caught.exception), r"\w+ \w+ \w+")  # a sentence, not a key
                self.assertEqual(self.state(), before)

    def testWhatDocumentsAnErrorIsTried(self):
        tried = {name for name, _arguments in self.refused()} | {
            # In other tests: what the case has to lack, or a file.
            "options", "assumptions", "showAllSeries", "showInOwnPlanes", "planBiasFieldCorrection", "correctBiasField",
            "jumpToNextLesion", "copyRatios", "copyReferences", "suggest", "centerScene3D", "exportRatios",
            "exportResult", "useModel", "learnFromCases", "undo", "redo"}
        documented = {name for name, method in publicMembers(type(self.logic)).items() if ":raises Val" in
                      inspect.getdoc(method)}
        self.assertEqual(documented - tried, set())

    def testAnEmptySceneSaysWhatToDo(self):
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.logic.update()
        with tempfile.TemporaryDirectory() as folder:
            for name, arguments in (("showAllSeries", ()), ("showInOwnPlanes", ()),
                                    ("planBiasFieldCorrection", ()), ("correctBiasField", ()),
                                    ("jumpToNextLesion", ()), ("copyRatios", ()), ("copyReferences", ()),
                                    ("suggest", ()), ("centerScene3D", ()), ("undo", ()), ("redo", ()),
                                    ("exportRatios", (os.path.join(folder, "a.csv"),)),
                                    ("useSegmentsAsReferences", ()), ("useModel", (os.path.join(folder, "none"),)),
                                    ("learnFromCases", (os.path.join(folder, "none.csv"), folder))):
                with self.subTest(name):
                    before = self.state()
                    with self.assertRaises((ValueError, OSError)):
                        getattr(self.logic, name)(*arguments)
                    self.assertEqual(self.state(), before)
            self.assertEqual(os.listdir(folder), [])

    def testEachMethodSaysWhatItTakes(self):
        for name, method in publicMembers(type(self.logic)).items():
            with self.subTest(name):
                text = inspect.getdoc(method) or ""
                self.assertTrue(text)
                for parameter in list(inspect.signature(method).parameters.values())[1:]:
                    # What is called, and a switch whose two sides the sentence names, need no line of their own.
                    isPlain = "Callable" in str(parameter.annotation) or "bool" in str(parameter.annotation)
                    self.assertTrue(isPlain or parameter.name in text, parameter.name)


if __name__ == "__main__":
    unittest.main()
