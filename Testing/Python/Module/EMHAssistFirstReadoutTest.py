"""From four series to a readout, as a reader does it: in 12 clicks, near the answer of careful regions."""

import numpy as np
import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.ViewCase import layoutManager
from EMHAssistLib.Logic.SampleData import loadSample
from EMHAssistLib.Phantom.PhantomRegions import makeRegions
from EMHAssistLib.Roles import REGION_ROLES
from EMHAssistLib.Scene.Nodes import markupsRegions

_MOST_CLICKS = 12


class FirstReadoutTest(ModuleCase):
    """Counts every click; scrolling through slices and keys are none."""

    def setUp(self):
        super().setUp()
        self.manager = layoutManager()
        loadSample()
        self.logic.setClinicalSetting("known_hemolysis")
        self.logic.setFinding("splenomegaly", "present")
        slicer.app.processEvents()
        self.careful = self.logic.update()
        self.places = {region.name: region.center for region in makeRegions()}
        for node in markupsRegions(slicer.mrmlScene):
            slicer.mrmlScene.RemoveNode(node)
        self.logic.setClinicalSetting("")
        self.logic.clearFinding("splenomegaly")
        slicer.app.processEvents()
        self.clicks = 0

    def tearDown(self):
        self.logic.cancelPlacing()
        self.widget.ui.findingsSection.collapsed = True
        super().tearDown()

    def press(self, button):
        button.click()
        self.clicks += 1
        slicer.app.processEvents()

    def choose(self, box, name):
        """Open a drop-down list and click an entry."""
        index = box.findData(name)
        box.setCurrentIndex(index)
        box.activated.emit(index)
        self.clicks += 2
        slicer.app.processEvents()

    def startPlacing(self, role):
        layout = self.widget.ui.placeButtonsWidget.layout()
        index = [one.name for one in REGION_ROLES].index(role)
        self.press(layout.itemAt(index).widget())
        self.assertEqual(self.logic.placingRole, role)

    def clickAt(self, place):
        """Scroll the sagittal view to a place and click there."""
        sliceView = self.manager.sliceWidget("Yellow").sliceView()
        sliceNode = sliceView.mrmlSliceNode()
        sliceNode.JumpSlice(*place)
        slicer.app.processEvents()
        toView = np.linalg.inv(slicer.util.arrayFromVTKMatrix(sliceNode.GetXYToRAS()))
        x, y = np.rint((toView @ (*place, 1))[:2]).astype(int)
        interactor = sliceView.interactor()
        interactor.SetEventInformation(int(x), int(y))
        interactor.MouseMoveEvent()
        slicer.app.processEvents()
        interactor.LeftButtonPressEvent()
        interactor.LeftButtonReleaseEvent()
        self.clicks += 1
        slicer.app.processEvents()

    def place(self, role, *names):
        self.startPlacing(role)
        for name in names:
            self.clickAt(self.places[name])

    def command(self, title):
        """Return the button under the table of regions with this title."""
        layout = self.widget.ui.regionActionsWidget.layout()
        buttons = [layout.itemAt(index).widget() for index in range(layout.count())]
        return next(button for button in buttons if button.text == title)

    def turnWheelTo(self, size):
        """Turn the wheel with Shift over the sagittal view until the next region is of a size."""
        interactor = self.manager.sliceWidget("Yellow").sliceView().interactor()
        interactor.SetEventInformation(100, 100, 0, 1)
        while self.logic.placeSize(self.logic.placingRole) > size:
            interactor.MouseWheelBackwardEvent()
        interactor.SetShiftKey(0)
        slicer.app.processEvents()

    def testFromFourSeriesToAReadout(self):
        ui, findings = self.widget.ui, self.widget.panel.sections["FindingsSection"]
        self.startPlacing("epidural_lesion")
        self.turnWheelTo(4.0)  # smaller than the usual size, as the mass is thin
        self.clickAt(self.places["Epidural T5/6"])
        self.place("paravertebral_lesion", "Paravertebral left T6")
        self.press(self.command("Other side"))  # what was placed last is selected
        self.place("marrow", "Marrow T6")
        self.press(ui.suggestionWidget.findChild(qt.QPushButton, "acceptSuggestionsButton"))
        [condition] = [box for box in ui.conditionsWidget.findChildren(qt.QCheckBox)
                       if box.accessibleName.startswith("Chronic hemolysis")]
        self.press(condition)
        self.press(ui.findingsSection)
        self.choose(findings.form.line("splenomegaly").box, "present")

        self.assertLessEqual(self.clicks, _MOST_CLICKS)
        result = self.logic.result
        roles = [region.role for region in result.case.regions]
        self.assertEqual({role: roles.count(role) for role in roles}, {
            "epidural_lesion": 1, "paravertebral_lesion": 2, "marrow": 5, "cord": 1, "muscle": 2})
        self.assertEqual(result.differential.verdict, self.careful.differential.verdict)
        self.assertAlmostEqual(result.differential.target.probability, self.careful.differential.target.probability,
                               delta=0.1)
        for lesion in ("epidural_lesion", "paravertebral_lesion"):
            for role in ("T1", "T2"):
                with self.subTest(lesion=lesion, series=role):
                    quick, careful = (self.ratioOf(one, lesion, role) for one in (result, self.careful))
                    self.assertAlmostEqual(quick / careful, 1.0, delta=0.12)

    @staticmethod
    def ratioOf(result, lesion, role):
        """Return the first ratio of a kind of lesion to marrow."""
        return next(row.comparison.value for row in result.comparisons
                    if (row.lesion.role, row.reference, row.series.role) == (lesion, "marrow", role))
