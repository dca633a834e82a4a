"""Entered findings that the model does not have: a scene may come from another version of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import qt
from slicer.i18n import tr as _

from ...Case import NOT_ASSESSED
from ...Likelihood import Model
from ..Widgets.PlainText import plainLabel


class UnknownFindings:
    """Lists such findings, each with a button to remove it. ``widget`` is hidden while there are none.

    :param model: the likelihood model
    :param remove: called with the feature id
    """

    def __init__(self, model: Model, remove: Callable[[str], None]):
        self._answers = {feature.id: (*feature.answerIds(), NOT_ASSESSED) for feature in model.features}
        self._remove = remove
        self._shown: dict[str, str] = {}
        self._rows: list[qt.QWidget] = []
        self.widget = qt.QGroupBox(_("Not in this model"))
        self._layout = qt.QVBoxLayout(self.widget)
        self.widget.setVisible(False)

    def refresh(self, entered: Mapping[str, str]) -> None:
        """Show those of the entered findings (feature id to answer id) that the model does not have."""
        unknown = {feature: answer for feature, answer in entered.items()
                   if answer not in self._answers.get(feature, ())}
        if unknown == self._shown:
            return
        self._shown = unknown
        for row in self._rows:
            row.setVisible(False)
            row.deleteLater()
        self._rows = [self._newRow(feature, answer) for feature, answer in unknown.items()]
        for row in self._rows:
            self._layout.addWidget(row)
        self.widget.setVisible(bool(unknown))

    def _newRow(self, feature: str, answer: str) -> qt.QWidget:
        row = qt.QWidget()
        layout = qt.QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        label = plainLabel(f"{feature} = {answer}")
        label.setWordWrap(True)
        button = qt.QPushButton(_("Remove"))
        button.setAccessibleName(_("Remove the finding {feature}").format(feature=feature))
        button.connect("clicked()", lambda: self._remove(feature))
        layout.addWidget(label, 1)
        layout.addWidget(button)
        return row
