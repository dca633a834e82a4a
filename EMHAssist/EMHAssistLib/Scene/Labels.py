"""Values beside the lesions: static measurements on their ROI nodes, which Slicer draws and saves."""

from __future__ import annotations

from collections.abc import Iterable

import slicer

from ..Case import Result, Row
from .Nodes import nodesByClass

# Description that marks the measurements that are ours among those of the user; saved with the node.
_OURS = "EMHAssist: lesion over reference, mean signal"


def showValues(scene, result: Result | None, reference: str) -> None:
    """Write the ratios of each lesion to its ROI node, where Slicer shows them; None takes them off.

    :param scene: the scene
    :param result: result of the case in this scene
    :param reference: the reference role that the ratios refer to
    """
    rows = {}
    for row in result.comparisons if result else ():
        if row.reference == reference and row.comparison.measurable:
            rows.setdefault(row.lesion.key[0], []).append(row)
    for node in nodesByClass(scene, "vtkMRMLMarkupsROINode"):
        _setValues(node, rows.get(node.GetID(), ()))


def _setValues(node, rows: Iterable[Row]) -> None:
    values = {f"{row.series.label}/{row.reference}": row.comparison for row in rows}
    # A drag moves the ROI many times a second: touch its node only when a shown value changes.
    if _present(node) == {name: comparison.value for name, comparison in values.items()}:
        return
    with slicer.util.NodeModify(node):
        for index in reversed(range(node.GetNumberOfMeasurements())):
            if node.GetNthMeasurement(index).GetDescription() == _OURS:
                node.RemoveNthMeasurement(index)
        for name, comparison in values.items():
            isRatio = comparison.quantity == "ratio"
            measurement = slicer.vtkMRMLStaticMeasurement()
            measurement.SetName(name)
            measurement.SetDescription(_OURS)
            measurement.SetUnits("" if isRatio else "HU")
            measurement.SetPrintFormat("%.2f" if isRatio else "%+.0f %s")
            measurement.SetValue(comparison.value)
            node.AddMeasurement(measurement)
        node.UpdateAllMeasurements()


def _present(node) -> dict[str, float]:
    """Return name and value of the measurements of a node that are ours."""
    measurements = (node.GetNthMeasurement(index) for index in range(node.GetNumberOfMeasurements()))
    return {measurement.GetName(): measurement.GetValue() for measurement in measurements
            if measurement.GetDescription() == _OURS}
