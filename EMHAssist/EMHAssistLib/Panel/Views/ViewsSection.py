"""Section of the panel: what is drawn in the views. Its switches are bound to parameters in the .ui file."""

from __future__ import annotations

import qt
import slicer
from slicer.i18n import tr as _

from ..Section import Section, parametersTime
from ..Widgets.ChoiceBox import ChoiceBox
from ..Widgets.PlainText import errorsShown


class ViewsSection(Section):
    """Views."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        # Drop-down list, what is chosen there, and the parameter that holds it.
        self._boxes = (
            (ChoiceBox(ui.boxContentBox, logic.setBoxContent), "boxContent",
             [("short", _("Short")), ("full", _("Full"))]),
            (ChoiceBox(ui.boxPositionBox, logic.setBoxPosition), "boxPosition",
             [("upperLeft", _("Upper left")), ("upperRight", _("Upper right")), ("lowerLeft", _("Lower left")),
              ("lowerRight", _("Lower right"))]),
            (ChoiceBox(ui.boxSizeBox, logic.setBoxSize), "boxSize",
             [("small", _("Small")), ("medium", _("Medium")), ("large", _("Large"))]),
        )
        self._viewBox = ChoiceBox(ui.boxViewBox, logic.setBoxView)
        self._time = 0, 0
        ui.centerScene3DButton.connect("clicked()", self._onCenter)
        ui.writeScene3DButton.connect("clicked()", self._onWrite)
        self.refresh()

    def refresh(self) -> None:
        """Show how the box is shown."""
        node, time = self.logic.getParameterNode(), (parametersTime(self.logic), self.logic.layoutCount)
        if time == self._time:
            return
        self._time = time
        for box, parameter, choices in self._boxes:
            box.fill(choices, getattr(node, parameter))
        views = [(name, _("3D view {name}").format(name=name) if isThreeD else name)
                 for name, isThreeD in self.logic.boxViews()]
        self._viewBox.fill([("automatic", _("Automatic")), *views, ("none", _("No view, lines only"))], node.boxView)
        self.ui.showReferenceNamesCheckBox.setEnabled(node.showValues)
        for widget in (self.ui.boxViewBox, self.ui.boxContentBox, self.ui.boxPositionBox, self.ui.boxSizeBox):
            widget.setEnabled(node.showCaseBox)
        for button in (self.ui.centerScene3DButton, self.ui.writeScene3DButton):
            button.setEnabled(node.showScene3D)

    def _onCenter(self) -> None:
        with errorsShown(_("The 3D views could not be turned to the lesions.")):
            self.logic.centerScene3D()

    def _onWrite(self) -> None:
        path = qt.QFileDialog.getSaveFileName(slicer.util.mainWindow(), _("File for the picture"), "scene3d.png",
                                              _("Picture") + " (*.png)")
        if path:
            with errorsShown(_("The picture could not be written.")):
                self.logic.writeScene3D(path)
