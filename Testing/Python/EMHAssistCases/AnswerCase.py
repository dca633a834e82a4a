"""The panel with an answer in it."""

import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase

FINDINGS = {"epidural": "present", "epidural_position": "posterior", "margins": "well_defined", "enhancement": "rim",
            "internal_fat": "absent"}


class AnswerCase(ModuleCase):
    """The panel with findings entered."""

    def enter(self, **findings):
        for feature, level in findings.items():
            self.logic.setFinding(feature, level)
        slicer.app.processEvents()

    def text(self):
        return self.widget.ui.readoutBrowser.toPlainText()

    def parts(self):
        """Return the drawings and other widgets of the answer by their accessible names."""
        return {child.accessibleName: child for child in self.widget.ui.answerWidget.findChildren(qt.QWidget)
                if child.accessibleName}

    def charts(self):
        """Return the descriptions of the drawings by their accessible names."""
        return {name: part.accessibleDescription for name, part in self.parts().items()}

    def label(self, text):
        """Return the only label of the answer that holds a text."""
        [label] = [label for label in self.widget.ui.answerWidget.findChildren(qt.QLabel) if text in label.text]
        return label
