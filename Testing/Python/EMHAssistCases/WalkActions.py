"""What can be done to the scene of a random walk: every action of the logic, and what happens behind its back."""

import json
import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import numpy as np
import slicer
import vtk

from EMHAssistCases.LikelihoodCase import smallData
from EMHAssistCases.SceneCase import addBendingTransform, addRoi, addTransform, addVolume
from EMHAssistCases.SegmentationCase import addSegmentation
from EMHAssistLib.Case import NOT_ASSESSED, Displacement, MarrowState
from EMHAssistLib.RegionShapes import REGION_SHAPES, ROI_SHAPES
from EMHAssistLib.Roles import REGION_ROLES, SEQUENCE_ROLES
from EMHAssistLib.Scene import Cases, Volumes
from EMHAssistLib.Scene.Nodes import markupsRegions, nodesByClass, segmentationNodes
from EMHAssistLib.Scene.Regions import RegionSource, regionSources

NAMES = ("Marrow left T5", "muscle Right", "mass", "T1", "t2 stir", "vertebra T7", "cord", "a<b>\"c\"'",
         "L\u00e9sion \u00e9", "\u9aa8\u9ad3", "T1, \"q\"; x|y:z", "50 %", "%s%n", "a\nb", " blank ", "",
         "name " * 60, "{x}\\", "T1 & T2", "tab\tx", "bell\x07", "\ufffe", "\u202exx")
NAN = float("nan")
# Of the logic, not walked, and why.
NOT_WALKED = {
    "loadSample": "takes seconds; the tutorial does it", "showSampleAnswer": "is for samples, which are not loaded",
    "sampleAnswer": "is for samples, which are not loaded", "learnFromCases": "takes seconds and changes files alone",
    "cleanup": "ends the logic", "quietly": "is for the logic itself", "later": "is for the logic itself",
    "addResultListener": "changes nothing in the scene", "addPlacingListener": "changes nothing in the scene",
    "addHistoryListener": "changes nothing in the scene",
    **dict.fromkeys(("setAutosave", "restoreUnsaved", "discardUnsaved"), "needs another process that has ended")}
_CENTER = 22.0  # mm that a region lies from the middle of the images at most
_FAR = 400.0


class Accepted(AssertionError):
    """What cannot be was not refused."""


class NothingToDo(Exception):
    """There is nothing in the scene that this could be done to."""


@contextmanager
def cheapComputation():
    """Give the two computations that take seconds a stand-in that takes none and gives the same every time: it is not
    what they find that a walk tries, but where it is kept."""
    def corrected(images, references, lesions=(), progress=None):
        if len(references) == 1:
            raise ValueError("one reference is not enough")
        return [(image.array * np.float32(1.25)).astype(np.float32) for image in images]

    def displaced(fixed, moving, lesions, progress=None, onto=""):
        share = float(abs(np.nansum(moving.array[0, 0, :3], dtype=float))) % 1
        if share > 0.8:
            return Displacement(onto, problem="too little to see")
        return Displacement(onto, (2 * share, -1.5, 0.1), (0.3, 0.0, share), 0.4, 0.2, "", (1.0, 2.0, share), 3.0)

    with mock.patch("EMHAssistLib.Scene.BiasCorrections.correctBiasField", corrected), \
            mock.patch("EMHAssistLib.Scene.AlignmentChecks.displacementOf", displaced):
        yield


class Choice:
    """Draws from the present scene.

    :param logic: the logic of the module
    :param random: random.Random
    """

    def __init__(self, logic, random):
        self.logic, self.random = logic, random

    def of(self, things):
        """Return one of some things."""
        things = list(things)
        if not things:
            raise NothingToDo
        return self.random.choice(things)

    def isRare(self, share=0.1):
        """Tell whether something rare is to be done."""
        return self.random.random() < share

    def case(self):
        return self.of(self.logic.cases())

    def volume(self):
        return self.of(nodesByClass(slicer.mrmlScene, "vtkMRMLScalarVolumeNode"))

    def series(self):
        return self.of(Volumes.candidateVolumes(slicer.mrmlScene))

    def region(self):
        """Return any region, most often one of the active case."""
        if self.isRare():
            return self.of(allSources())
        return self.of(regionSources(slicer.mrmlScene))

    def regionRole(self):
        return self.of(REGION_ROLES).name

    def name(self):
        return self.of(NAMES)

    def number(self, low, high):
        """Return a number that a user may have typed, or one that a drag leaves."""
        value = self.random.uniform(low, high)
        return round(value, self.of((0, 1, 2))) if self.isRare(0.4) else value

    def point(self):
        far = _FAR if self.isRare(0.05) else _CENTER
        return [self.number(-far, far) for _axis in range(3)]

    def size(self):
        return self.number(1.5, 14) if not self.isRare(0.1) else self.of((0.2, 1e-4, 60.0))

    def axes(self):
        """Return (3, 3) directions at right angles, as columns."""
        if self.isRare(0.4):
            return np.eye(3)
        return rotation(self.random)

    def matrix(self):
        """Return a (4, 4) matrix that a transform may have: a motion, at times with scales, a shear or a mirror."""
        matrix = np.eye(4)
        matrix[:3, :3] = self.axes()
        if self.isRare(0.3):
            matrix[:3, :3] *= [self.number(0.5, 2) for _axis in range(3)]
        if self.isRare(0.1):
            matrix[0, 1] += 0.2
        if self.isRare(0.1):
            matrix[:3, 0] *= -1
        matrix[:3, 3] = [self.number(-10, 10) for _axis in range(3)]
        return matrix

    def member(self):
        """Return any node that can be in a case."""
        return self.of([*nodesByClass(slicer.mrmlScene, "vtkMRMLScalarVolumeNode"), *markupsRegions(slicer.mrmlScene),
                        *segmentationNodes(slicer.mrmlScene)])

    def feature(self):
        return self.of(self.logic.model.features)


def rotation(random):
    """Return a random (3, 3) rotation."""
    matrix, upper = np.linalg.qr([[random.gauss(0, 1) for _column in range(3)] for _row in range(3)])
    matrix = matrix * np.sign(np.diag(upper))
    matrix[:, 2] *= np.sign(np.linalg.det(matrix))
    return matrix


def allSources():
    """Return everything in the scene that can be a region, whatever case it is in."""
    found = [RegionSource(node) for node in markupsRegions(slicer.mrmlScene)]
    for node in segmentationNodes(slicer.mrmlScene):
        found += [RegionSource(node, segmentId) for segmentId in node.GetSegmentation().GetSegmentIDs()]
    return found


class LogicActions(Choice):
    """A method for each action of the logic, of its name: does it once with arguments that are there to choose, which
    may be refused all the same."""

    def newCase(self):
        if len(self.logic.cases()) > 3:
            raise NothingToDo
        self.logic.newCase(self.name())

    def activateCase(self):
        self.logic.activateCase(self.case())

    def renameCase(self):
        self.logic.renameCase(self.case(), self.name())

    def removeCase(self):
        self.logic.removeCase(self.case())

    def moveToCase(self):
        self.logic.moveToCase(self.member(), self.case())

    def adoptOrphans(self):
        self.logic.adoptOrphans()

    def setSequenceRole(self):
        self.logic.setSequenceRole(self.volume(), self.of(("", *(role.name for role in SEQUENCE_ROLES))))

    def showSeries(self):
        self.logic.showSeries(self.volume())

    def correctBiasField(self):
        self.logic.correctBiasField()

    def checkAlignment(self):
        self.logic.checkAlignment(onto=self.of((None, None, self.series())))

    def align(self):
        self.logic.align(self.series())

    def undoAlignment(self):
        self.logic.undoAlignment(self.series())

    def addRegion(self):
        self.logic.addRegion(self.name(), self.regionRole(), self.point(), [self.size() for _axis in range(3)],
                             self.of((None, self.axes())), self.of(ROI_SHAPES).name)

    def addCurve(self):
        middle, axes, radius = np.array(self.point()), self.axes(), self.size()
        angles = np.linspace(0, 2 * np.pi, self.random.randint(3, 8), endpoint=False)
        flat = np.stack([radius * np.cos(angles), radius * np.sin(angles) * self.number(0.3, 1), 0 * angles])
        self.logic.addCurve(self.name(), self.regionRole(), middle + (axes @ flat).T, self.size())

    def setRegionRole(self):
        self.logic.setRegionRole(self.region(), self.of(("", self.regionRole(), self.regionRole())))

    def setRegionShape(self):
        self.logic.setRegionShape(self.region(), self.of(ROI_SHAPES).name)

    def setRegionSize(self):
        self.logic.setRegionSize(self.region(), [self.size() for _axis in range(3)])

    def setThickness(self):
        self.logic.setThickness(self.region(), self.size())

    def setLevel(self):
        self.logic.setLevel(self.region(), self.of(("", "T5", "T6-T8", "L1", "c3", "Th12 to L2")))

    def setOutline(self):
        segments = [source for source in allSources() if source.segmentId]
        region = self.of([source for source in allSources() if not source.segmentId])
        self.logic.setOutline(region, None if self.isRare(0.3) else self.of(segments))

    def renameRegion(self):
        self.logic.renameRegion(self.region(), self.name())

    def lockRegion(self):
        self.logic.lockRegion(self.region(), self.isRare(0.5))

    def showRegion(self):
        self.logic.showRegion(self.region(), self.isRare(0.5))

    def duplicateRegion(self):
        self._checkCrowd()
        self.logic.duplicateRegion(self.region())

    def copyToOtherSide(self):
        self._checkCrowd()
        self.logic.copyToOtherSide(self.region())

    def deleteRegion(self):
        self.logic.deleteRegion(self.region())

    def undo(self):
        self.logic.undo()

    def redo(self):
        self.logic.redo()

    def jumpTo(self):
        self.logic.jumpTo(self.region())

    def jumpToNextLesion(self):
        self.logic.jumpToNextLesion()

    def useSegmentsAsReferences(self):
        node = self.of((None, *segmentationNodes(slicer.mrmlScene)))
        self.logic.useSegmentsAsReferences(node, self.of((0, 1, 2.0, self.number(0, 5))))

    def useAsRegions(self):
        sources = self.of((self.logic.unusedRegions(), [self.region()], [self.member()]))
        self.logic.useAsRegions(sources, self.of(("", self.regionRole())), self.of((0, 2, self.number(0, 5))))

    def placeRegion(self):
        """Place a region to the end, with the clicks of the user; or begin to and leave it at that."""
        node = self.logic.placeRegion(self.regionRole(), self.of(REGION_SHAPES).name, self.size())
        if self.isRare(0.2):
            return
        for point in [self.point()] if node.IsA("vtkMRMLMarkupsROINode") else np.array(self.point()) + np.eye(3) * 6:
            node.AddControlPointWorld(vtk.vtkVector3d(*point))
        self.logic.cancelPlacing() if self.isRare(0.1) else (
            slicer.app.applicationLogic().GetInteractionNode().SwitchToViewTransformMode())

    def cancelPlacing(self):
        self.logic.cancelPlacing()

    def suggest(self):
        self.logic.suggest()

    def acceptSuggestion(self):
        self.logic.acceptSuggestion(0)

    def acceptSuggestions(self):
        self.logic.acceptSuggestions()

    def dismissSuggestion(self):
        self.logic.dismissSuggestion(0)

    def dismissSuggestions(self):
        self.logic.dismissSuggestions()

    def setPlaceRole(self):
        self.logic.setPlaceRole(self.regionRole())

    def setPlaceShape(self):
        self.logic.setPlaceShape(self.of(REGION_SHAPES).name)

    def setPlaceSize(self):
        self.logic.setPlaceSize(self.regionRole(), self.size())

    def setReference(self):
        self.logic.setReference(self.of(("", "marrow", "muscle", self.regionRole())))

    def setMargins(self):
        self.logic.setMargins(self.number(0.4, 1), self.number(1, 2))

    def setNearestReference(self):
        self.logic.setNearestReference(self.isRare(0.5))

    def setIronKnown(self):
        self.logic.setIronKnown(self.isRare(0.5))

    def setMarrowState(self):
        self.logic.setMarrowState(self.of(MarrowState).value)

    def sortRatios(self):
        self.logic.sortRatios(self.of(("", "T1", "T1 (2)", "T2")), self.isRare(0.5))

    def exportRatios(self):
        with tempfile.TemporaryDirectory() as folder:
            self.logic.exportRatios(Path(folder) / "ratios.csv")

    def setFinding(self):
        feature = self.feature()
        self.logic.setFinding(feature.id, self.of(("", NOT_ASSESSED, *feature.answerIds())))

    def whatIf(self):
        feature = self.feature()
        self.logic.whatIf(feature.id, self.of(("", NOT_ASSESSED, *feature.answerIds())))

    def clearFinding(self):
        self.logic.clearFinding(self.feature().id)

    def clearFindings(self):
        self.logic.clearFindings()

    def restoreFindings(self):
        self.logic.restoreFindings()

    def setClinicalSetting(self):
        model = self.logic.model
        self.logic.setClinicalSetting(self.of(("", *(one.id for one in (*model.basePriors, *model.conditions)))))

    def setBasePrior(self):
        self.logic.setBasePrior(self.of(self.logic.model.basePriors).id)

    def setConditions(self):
        self.logic.setConditions([one.id for one in self.logic.model.conditions if self.isRare(0.2)])

    def setCondition(self):
        self.logic.setCondition(self.of(self.logic.model.conditions).id, self.isRare(0.7))

    def setPrior(self):
        self.logic.setPrior(self.of((None, self.number(0.01, 99.9))))

    def setCap(self):
        self.logic.setCap(self.of((None, self.number(1, 1000))))

    def setTemper(self):
        self.logic.setTemper(self.number(0, 2))

    def exportResult(self):
        with tempfile.TemporaryDirectory() as folder:
            self.logic.exportResult(folder)

    def showValues(self):
        self.logic.showValues(self.isRare(0.5))

    def showReferenceNames(self):
        self.logic.showReferenceNames(self.isRare(0.5))

    def showCaseBox(self):
        self.logic.showCaseBox(self.isRare(0.5))

    def setScene3D(self):
        self.logic.setScene3D(self.isRare(0.5))

    def centerScene3D(self):
        self.logic.centerScene3D()

    def writeScene3D(self):
        with tempfile.TemporaryDirectory() as folder:
            self.logic.writeScene3D(str(Path(folder) / "scene3d.png"), 80, 60, 72)

    def setBoxPosition(self):
        self.logic.setBoxPosition(self.of(("upperLeft", "upperRight", "lowerLeft", "lowerRight")))

    def setBoxSize(self):
        self.logic.setBoxSize(self.of(("small", "medium", "large")))

    def setBoxContent(self):
        self.logic.setBoxContent(self.of(("short", "full")))

    def showHandles(self):
        self.logic.showHandles(self.of((None, self.region())))

    def setBoxView(self):
        self.logic.setBoxView(self.of(("automatic", "none", *(name for name, _isThreeD in self.logic.boxViews()))))

    def moveBox(self):
        self.logic.moveBox(self.of((0, 0.3, 1)), self.of((0, 0.7, 1)))

    def keepInViews(self):
        self.logic.keepInViews(self.isRare(0.5))

    def pause(self):
        self.logic.pause()

    def resume(self):
        self.logic.resume()

    def setPanelOpen(self):
        self.logic.setPanelOpen(self.isRare(0.5))

    def refreshViews(self):
        self.logic.refreshViews()

    def showInViews(self):
        self.logic.showInViews()

    def clearViews(self):
        self.logic.clearViews()

    def showInOwnPlanes(self):
        self.logic.showInOwnPlanes()

    def showAllSeries(self):
        self.logic.showAllSeries()

    def restoreLayout(self):
        self.logic.restoreLayout()

    def refreshAllSeries(self):
        self.logic.refreshAllSeries()

    def showRatioPlot(self):
        self.logic.showRatioPlot(self.isRare(0.3))

    def writeRatioChart(self):
        self.logic.writeRatioChart()

    def useModel(self):
        self._useModelNamed(self.name() or "own")

    def _useModelNamed(self, name):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "own.json"
            path.write_text(json.dumps({**smallData(), "name": name}), encoding="utf-8")
            self.logic.useModel(path)

    def useBuiltInModel(self):
        self.logic.useBuiltInModel()

    def update(self):
        self.logic.update()

    def start(self):
        self.logic.start()

    def stop(self):
        self.logic.stop()
        self.logic.start()

    def cannotBe(self):
        """Ask for something that has to be refused, whatever the scene is."""
        gone = slicer.vtkMRMLMarkupsROINode()
        name, arguments = self.of((
            ("addRegion", ("a", "liver", (0, 0, 0), (1, 1, 1))), ("addRegion", ("a", "marrow", (0, NAN, 0), (1, 1, 1))),
            ("addRegion", ("a\nb", "marrow", (0, 0, 0), (1, 1, 1))), ("addCurve", ("a", "marrow", [(0, 0, 0)], 3)),
            ("setRegionSize", (RegionSource(gone), (1, 1, 1))), ("renameRegion", (RegionSource(gone), "a")),
            ("deleteRegion", (RegionSource(gone),)), ("setLevel", (self.region(), "T99")),
            ("setRegionRole", (self.region(), "liver")), ("setMargins", (1.1, 1.2)), ("setPrior", (100,)),
            ("setCap", (NAN,)), ("setTemper", (3,)), ("setFinding", ("nothing", "present")),
            ("setClinicalSetting", ("nowhere",)), ("setBasePrior", ("known_cancer",)),
            ("setConditions", (["unselected_mass"],)), ("setCondition", ("nowhere", False)),
            ("setReference", ("liver",)), ("useAsRegions", ([],)),
            ("useModel", ("nowhere.json",)), ("moveToCase", (gone, self.case())), ("activateCase", (None,)),
            ("newCase", (self.case().GetName(),)), ("setSequenceRole", (None, "T1")), ("placeRegion", ("liver",)),
            ("setMarrowState", ("blue",)), ("checkAlignment", (None, gone))))
        getattr(self.logic, name)(*arguments)
        raise Accepted(f"{name}{arguments} was not refused")

    def _checkCrowd(self):
        if len(allSources()) > 25:
            raise NothingToDo


class Questions(Choice):
    """A method for each question to the logic, of its name; an answer must change nothing."""

    def ask(self):
        """Ask one."""
        getattr(self, self.of(questionNames()))()

    def region(self):
        self.logic.region(self.name())

    def placeSize(self):
        self.logic.placeSize(self.regionRole())

    def evidenceOf(self):
        self.logic.evidenceOf(self.feature().id)

    def isAligned(self):
        self.logic.isAligned(self.volume())

    def planAlignmentCheck(self):
        self.logic.planAlignmentCheck()


def _question(name):
    def ask(self):
        answer = getattr(self.logic, name)
        if callable(answer) and name != "model":
            answer()
    return ask


for _name in ("cases", "activeCase", "hasOrphans", "caseNotices", "seriesOverview", "planBiasFieldCorrection",
              "undoTitle", "redoTitle", "isDragging", "autosave", "isAutosaving", "unsavedCases", "unusedRegions",
              "placingRole", "options", "reference", "ratios", "copyRatios", "copyReferences", "suggestions",
              "enteredFindings", "clearedFindings", "clinicalSetting", "basePrior", "conditions", "assumptions",
              "showsAllSeries", "teachingCases", "sampleStory", "showsSampleAnswer", "boxViews", "shownBoxView",
              "layoutCount",
              "isRatioPlotShown", "isOwnModel", "model", "modelProblem", "isStarted", "getParameterNode"):
    setattr(Questions, _name, _question(_name))


def questionNames():
    """Return the names of the questions."""
    return sorted(name for name in vars(Questions) if not name.startswith("_") and name != "ask")


class SceneActions(Choice):
    """What users, scripts and other modules do to the scene, of which the logic learns by its events alone."""

    def loadSeries(self):
        if len(nodesByClass(slicer.mrmlScene, "vtkMRMLScalarVolumeNode")) > 6:
            raise NothingToDo
        addSeries(self.random, self.of(("t1 sag", "T2", "STIR", self.name())),
                  self.of(("T1", "T2", "STIR", "T1post", "")))

    def removeNode(self):
        kinds = ("vtkMRMLScalarVolumeNode", "vtkMRMLMarkupsROINode", "vtkMRMLMarkupsClosedCurveNode",
                 "vtkMRMLSegmentationNode", "vtkMRMLTransformNode", "vtkMRMLTableNode", "vtkMRMLPlotChartNode",
                 "vtkMRMLScriptedModuleNode", "vtkMRMLTextNode", "vtkMRMLDisplayNode", "vtkMRMLStorageNode")
        # Slicer's slice views end the process over a segmentation that has lost its display node.
        slicer.mrmlScene.RemoveNode(self.of([node for node in self._nodes(self.of(kinds))
                                             if not node.IsA("vtkMRMLSegmentationDisplayNode")]))

    def renameNode(self):
        # A percent sign in the name of a markups node crashes Slicer itself.
        name = self.name().replace("%", "").replace("\n", "")
        self.of((self.member, self.case))().SetName(name)

    def importScene(self):
        if len(self.logic.cases()) > 1 or len(allSources()) > 16:
            raise NothingToDo
        with tempfile.TemporaryDirectory() as folder:
            slicer.util.saveScene(str(Path(folder) / "other.mrb"))
            slicer.util.loadScene(str(Path(folder) / "other.mrb"), {"clear": False})

    def reopen(self):
        with tempfile.TemporaryDirectory() as folder:
            slicer.util.saveScene(str(Path(folder) / "case.mrb"))
            slicer.mrmlScene.Clear()
            slicer.util.loadScene(str(Path(folder) / "case.mrb"))
        self.logic.start()

    def editVoxels(self):
        node = self.volume()
        if node.GetImageData() is None:
            raise NothingToDo
        array = slicer.util.arrayFromVolume(node)
        place = [self.random.randrange(count) for count in array.shape]
        array[place[0]:place[0] + 6, place[1]:place[1] + 6, place[2]:place[2] + 6] += 7
        slicer.util.arrayFromVolumeModified(node)

    def changeGeometry(self):
        self.volume().SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(geometry(self.random)))

    def changeHeader(self):
        Volumes.setMetadata(self.volume(), self.of((
            {"ScanningSequence": "SE"}, {"ImageType": "ORIGINAL\\PRIMARY\\M\\NORM"}, {"SeriesDescription": self.name()},
            {"EchoTime": "90", "RepetitionTime": "4000"}, {"FrameOfReferenceUID": "1.2.3"},
            {"AcquisitionDate": "20250102", "AcquisitionTime": f"10{self.random.randrange(60):02}00.123"},
            {"ReceiveCoilName": "spine"}, {"Modality": "MR"})))

    def forgetRole(self):
        node = self.volume()
        node.SetAttribute(Volumes.SEQUENCE_ROLE_ATTRIBUTE, None)
        node.SetAttribute(Volumes.REASON_ATTRIBUTE, None)

    def drag(self):
        nodes = [node for node in markupsRegions(slicer.mrmlScene) if node.GetNumberOfDefinedControlPoints()]
        node = self.of(nodes)
        for _step in range(self.random.randint(1, 3)):
            if node.IsA("vtkMRMLMarkupsROINode"):
                node.SetCenterWorld(*self.point())
            else:
                index = self.random.randrange(node.GetNumberOfControlPoints())
                node.SetNthControlPointPositionWorld(index, *self.point())

    def addRoiByHand(self):
        if len(allSources()) > 25:
            raise NothingToDo
        addRoi(self.point(), [self.size() for _axis in range(3)], self.of(("", self.regionRole())),
               self.of(ROI_SHAPES).name, self.name().replace("%", "").replace("\n", "") or "roi")

    def cloneNode(self):
        if len(allSources()) > 25:
            raise NothingToDo
        node = self.of([*markupsRegions(slicer.mrmlScene), *segmentationNodes(slicer.mrmlScene)])
        copy = slicer.mrmlScene.AddNewNodeByClass(node.GetClassName())
        name = copy.GetName()
        copy.Copy(node)
        copy.SetName(name)
        if self.isRare(0.5):
            copy.SetNodeReferenceID(Cases.CASE_REFERENCE, None)  # as Slicer's clones are

    def transform(self):
        nodes = self._nodes("vtkMRMLLinearTransformNode")
        transform = addTransform(self.matrix()) if not nodes or self.isRare(0.3) else self.of(nodes)
        node = self.of([*self._nodes("vtkMRMLScalarVolumeNode"), *markupsRegions(slicer.mrmlScene),
                        *segmentationNodes(slicer.mrmlScene), *nodes])
        if node is not transform and not isUnder(transform, node):
            node.SetAndObserveTransformNodeID(transform.GetID())

    def changeTransform(self):
        node = self.of(self._nodes("vtkMRMLLinearTransformNode"))
        node.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(self.matrix()))

    def bend(self):
        self.member().SetAndObserveTransformNodeID(addBendingTransform().GetID())

    def release(self):
        self.of([node for node in self._nodes("vtkMRMLTransformableNode")
                 if node.GetTransformNodeID()]).SetAndObserveTransformNodeID(None)

    def harden(self):
        node = self.member()
        if node.GetParentTransformNode() is None or not node.GetParentTransformNode().IsTransformToWorldLinear():
            raise NothingToDo
        node.HardenTransform()

    def loadSegmentation(self):
        if len(segmentationNodes(slicer.mrmlScene)) > 3:
            raise NothingToDo
        addSegments(self.random)

    def loadSurface(self):
        if len(segmentationNodes(slicer.mrmlScene)) > 3:
            raise NothingToDo
        sphere = vtk.vtkSphereSource()
        sphere.SetCenter(*self.point())
        sphere.SetRadius(self.number(3, 9))
        sphere.Update()
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "surface")
        node.GetSegmentation().SetSourceRepresentationName("Closed surface")
        node.AddSegmentFromClosedSurfaceRepresentation(sphere.GetOutput(), self.name(), [1.0, 0.0, 0.0])

    def showSurfaces(self):
        self.of(segmentationNodes(slicer.mrmlScene)).CreateClosedSurfaceRepresentation()

    def removeSegment(self):
        source = self._segment()
        source.node.GetSegmentation().RemoveSegment(source.segmentId)

    def addSegment(self):
        # Beside surfaces Slicer saves no empty segment.
        node = self.of([node for node in segmentationNodes(slicer.mrmlScene)
                        if node.GetSegmentation().GetSourceRepresentationName() != "Closed surface"])
        if node.GetSegmentation().GetNumberOfSegments() < 8:
            node.GetSegmentation().AddEmptySegment("", self.name())

    def renameSegment(self):
        source = self._segment()
        source.node.GetSegmentation().GetSegment(source.segmentId).SetName(self.name())

    def paintSegment(self):
        source = self._segment()
        segment = source.node.GetSegmentation().GetSegment(source.segmentId)
        labelmap = segment.GetRepresentation("Binary labelmap")
        if labelmap is None or labelmap.GetExtent()[0] > labelmap.GetExtent()[1]:
            raise NothingToDo
        volume = slicer.util.arrayFromSegmentInternalBinaryLabelmap(source.node, source.segmentId)
        place = [self.random.randrange(count) for count in volume.shape]
        volume[place[0]:place[0] + 4, place[1]:place[1] + 4, place[2]:place[2] + 4] = (
            segment.GetLabelValue() if self.isRare(0.7) else 0)
        labelmap.GetPointData().GetScalars().Modified()
        labelmap.Modified()
        source.node.Modified()

    def moveSegmentUp(self):
        source = self._segment()
        source.node.GetSegmentation().SetSegmentIndex(source.segmentId, 0)

    def erode(self):
        self._segment().setErosion(self.of((0, 2, self.number(0, 4))))

    def outline(self):
        self.of([source for source in allSources() if not source.segmentId]).setOutline(self.isRare(0.5))

    def writeOddAttribute(self):
        source = self.region()
        attribute, value = self.of((("EMHAssist.Level", "somewhere"), ("EMHAssist.Erosion", "x"),
                                    ("EMHAssist.RegionRole", "liver"), ("EMHAssist.Shape", "Cone"),
                                    ("EMHAssist.SlabThickness", "-1"), ("EMHAssist.Outline", "2")))
        source._setAttribute(attribute, value)

    def writeParameter(self):
        name, value = self.of((("similarLow", "1.2"), ("setting", "nowhere"), ("marrowState", "blue"),
                               ("Finding.unheard_of", "present"), ("Finding.splenomegaly", "perhaps"),
                               ("reference", "liver"), ("similarLow", "0.9"), ("setting", ""),
                               ("marrowState", "unknown"), ("temper", "1.0"), ("temper", "x"),
                               ("priorPercent", "200"), ("nearestReference", "perhaps"), ("likelihoodRatioCap", "nan")))
        self.logic.activeCase().SetParameter(name, value)

    def _segment(self):
        return self.of([source for source in allSources() if source.segmentId])

    @staticmethod
    def _nodes(className):
        return nodesByClass(slicer.mrmlScene, className)


def isUnder(node, other):
    """Tell whether a node is under another one, over any number of transforms."""
    while node is not None:
        if node is other:
            return True
        node = node.GetParentTransformNode()
    return False


def geometry(random):
    """Return an IJK to RAS matrix of voxels of about 2 mm around the middle, straight or oblique."""
    matrix = np.eye(4)
    axes = rotation(random) if random.random() < 0.5 else np.diag([-1.0, -1.0, 1.0])
    matrix[:3, :3] = axes * [random.uniform(1.9, 2.6) for _axis in range(3)]
    matrix[:3, 3] = [random.uniform(-2, 2) for _axis in range(3)] - matrix[:3, :3] @ [10.5, 10.5, 9.5]
    return matrix


def addSeries(random, name, role):
    """Add a series of 22 x 22 x 20 voxels: lesion, marrow and muscle side by side, with noise."""
    values = np.random.default_rng(random.randrange(10**6)).normal(0, 3, (20, 22, 22))
    values += np.repeat([random.uniform(50, 200) for _part in range(3)], [8, 7, 7])
    kind = random.choice((np.int16, np.float32, np.uint16))
    node = addVolume(np.abs(values).astype(kind), geometry(random), name.replace("%", "") or "volume", role)
    Volumes.setMetadata(node, {"Modality": "MR", "ScanningSequence": "SE", "FrameOfReferenceUID": "1.2.3"})
    if random.random() < 0.3:
        node.CreateDefaultDisplayNodes()
    return node


def addSegments(random):
    """Add a segmentation: two vertebrae, a cord, a small one without a role that its name tells, an empty one."""
    labels = np.zeros((20, 22, 22), np.uint8)
    labels[1:8, 3:11, 3:10] = 1
    labels[10:18, 3:11, 3:10] = 2
    labels[2:18, 13:16, 6:9] = 3
    labels[random.randrange(18), random.randrange(20):, random.randrange(20):] = 4
    node = addSegmentation(labels, geometry(random), ["vertebra T5", "vertebra T6", "spinal cord", "blob"],
                           random.choice(("segmentation", "spine")))
    node.GetSegmentation().AddEmptySegment("", "disc")
    return node
