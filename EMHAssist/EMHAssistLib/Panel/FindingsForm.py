"""The form of findings: one line a feature of the model, all of them not assessed until the user says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import qt
from slicer.i18n import tr as _

from ..Likelihood import MEASURED, Finding, Model
from .ChoiceBox import ChoiceBox


class FindingsForm:
    """Shows and enters findings.

    :param widget: empty QWidget to fill
    :param model: the likelihood model, whose features are asked
    :param enter: called with (feature id, level id) when the user chooses a level; "" for not entered
    """

    def __init__(self, widget: qt.QWidget, model: Model, enter: Callable[[str, str], None]):
        layout = qt.QFormLayout(widget)
        # A narrow panel has no room for question and answer side by side.
        layout.setRowWrapPolicy(qt.QFormLayout.WrapAllRows)
        self._boxes: dict[str, ChoiceBox] = {}
        self._model = model
        # Translated once: looking up a text takes Slicer longer than showing it.
        self._notAssessed, self._measured = _("not assessed"), _("measured: {level}")
        for feature in model.features:
            box = qt.QComboBox()
            box.setAccessibleName(feature.title)
            box.setToolTip(feature.description)
            # Long level titles must not make the panel wide.
            box.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Fixed)
            label = qt.QLabel(feature.title + ":")
            label.setToolTip(feature.description)
            label.setWordWrap(True)
            label.setBuddy(box)
            layout.addRow(label, box)
            self._boxes[feature.id] = ChoiceBox(box, lambda level, feature=feature: enter(feature.id, level))

    def refresh(self, entered: Mapping[str, str], findings: Mapping[str, Finding]) -> None:
        """Show what was entered, and what was measured where nothing was entered.

        :param entered: feature id to level id
        :param findings: all findings of the result
        """
        for feature in self._model.features:
            titles = {level.id: level.title for level in feature.levels}
            finding = findings.get(feature.id)
            if finding is not None and finding.source == MEASURED and finding.level in titles:
                nothing = self._measured.format(level=titles[finding.level])
            else:
                nothing = self._notAssessed
            self._boxes[feature.id].fill([("", nothing), *titles.items()], entered.get(feature.id, ""))
