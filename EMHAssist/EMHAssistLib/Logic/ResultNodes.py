"""The result in the scene: table nodes that a case refers to."""

from __future__ import annotations

from collections import defaultdict

from ..Display.TableNodes import TableWriter
from ..Report.Columns import RowMemory
from ..Report.ResultTables import differentialTable, measurementTable, ratioTable
from ..Result import Result
from .ParameterNode import EMHAssistParameterNode

# By the parameter that refers to the node: its name, and what it holds of a result, given what was made of the last.
_TABLES = {
    "measurementTable": ("EMHAssist measurements", measurementTable),
    "ratioTable": ("EMHAssist ratios", ratioTable),
    "differentialTable": ("EMHAssist differential", lambda result, memory: differentialTable(result)),
}


class ResultNodes:
    """Keeps the table nodes of the active case at the present result.

    :param scene: the scene
    """

    def __init__(self, scene):
        self._scene = scene
        self._writers: dict[str, TableWriter] = defaultdict(TableWriter)
        self._memories: dict[str, RowMemory] = defaultdict(RowMemory)

    def write(self, parameters: EMHAssistParameterNode, result: Result) -> None:
        """Make the tables hold a result; they are made once there is something to hold."""
        for parameter, (name, tableOf) in _TABLES.items():
            node = parameters.parameterNode.GetNodeReference(parameter)
            # Nothing is added to a scene that holds nothing of ours.
            if node is None and result.measurements:
                node = self._scene.AddNewNodeByClass("vtkMRMLTableNode", self._scene.GenerateUniqueName(name))
            # The wrapper keeps what it has read, and while a scene is loaded that is: no table.
            if getattr(parameters, parameter) is not node:
                setattr(parameters, parameter, node)
            if node is not None:
                self._writers[parameter].write(node, tableOf(result, self._memories[parameter]))

    def forget(self) -> None:
        """Let go of the last result, which holds on to voxels."""
        self._memories.clear()
