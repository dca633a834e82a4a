"""The table of series: every volume with its role and why it has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import qt
from slicer.i18n import tr as _

from ..Case import Series
from ..Scene import Volumes
from .ChoiceBox import newChoiceBox
from .TableCells import setRows, textItem
from .Titles import sequenceChoices


class SeriesTable:
    """Shows and sets sequence roles.

    :param table: QTableWidget to fill
    :param scene: the scene
    :param setRole: called with (volume node, role name) when the user chooses a role; "" for none
    """

    def __init__(self, table: qt.QTableWidget, scene, setRole: Callable[[object, str], None]):
        self._table = table
        self._scene = scene
        self._setRole = setRole
        self._shown = None

    def refresh(self, usedSeries: Sequence[Series]) -> None:
        """Show the volumes of the scene; leaves the table alone when nothing has changed.

        :param usedSeries: the series of the case, which know why they cannot be measured
        """
        problems = {series.key[0]: series.problem for series in usedSeries}
        nodes = Volumes.candidateVolumes(self._scene)
        shown = [(node.GetID(), node.GetName(), Volumes.role(node), problems.get(node.GetID(), "") or
                  node.GetAttribute(Volumes.REASON_ATTRIBUTE) or "") for node in nodes]
        if shown == self._shown:
            return
        self._shown = shown
        setRows(self._table, [_("Series"), _("Role")], len(nodes), stretch=0)
        choices = [("", _("not used")), *sequenceChoices()]
        for row, (node, (_nodeId, name, role, reason)) in enumerate(zip(nodes, shown)):
            why = reason or _("chosen by the user")
            self._table.setItem(row, 0, textItem(name, explanation=f"{name}\n{why}"))
            box = newChoiceBox(choices, role, lambda chosen, node=node: self._setRole(node, chosen),
                            _("Role of {name}").format(name=name))
            box.setToolTip(why)
            self._table.setCellWidget(row, 1, box)
