"""Values of the lesions on their nodes: a static measurement, which Slicer saves and lists in the Markups module.

It is switched off there, which keeps it out of the label that Slicer draws: a view has no room for the values on all
series. RegionLabels draws the one of the series that a view shows.
"""

from __future__ import annotations

import slicer

from ..Report.Readout import plainValue
from ..Result import ComparisonRow, Result
from ..Scene.Nodes import markupsRegions

# Description that marks the measurement that is ours among those of the user; saved with the node.
_OURS = "EMHAssist: lesion over reference, mean signal; the value is that of the first sequence"


def writeValues(scene, result: Result | None, reference: str) -> None:
    """Write the ratios of each lesion to its ROI node or curve; None takes them off.

    :param scene: the scene
    :param result: result of the case in this scene
    :param reference: the reference role that the ratios refer to
    """
    rows: dict[str, list[ComparisonRow]] = {}
    for row in result.comparisons if result else ():
        if row.reference == reference and row.comparison.measurable:
            rows.setdefault(row.lesion.source.item, []).append(row)
    for node in markupsRegions(scene):
        _setValue(node, rows.get(node.GetID(), []))


def _setValue(node, rows: list[ComparisonRow]) -> None:
    text = "  ".join(f"{row.series.label} {plainValue(row)}" for row in rows)
    name = f"Signal/{rows[0].reference}" if rows else ""
    measurements = [node.GetNthMeasurement(index) for index in range(node.GetNumberOfMeasurements())]
    ours = [index for index, measurement in enumerate(measurements) if measurement.GetDescription() == _OURS]
    # A drag moves the ROI many times a second: touch its node only when a shown value changes.
    if [(measurements[index].GetName(), measurements[index].GetPrintFormat(), measurements[index].GetEnabled())
            for index in ours] == ([(name, text, False)] if rows else []):
        return
    for index in reversed(ours[1:] if rows else ours):
        node.RemoveNthMeasurement(index)
    if rows:
        measurement = measurements[ours[0]] if ours else slicer.vtkMRMLStaticMeasurement()
        measurement.SetName(name)
        measurement.SetDescription(_OURS)
        measurement.SetUnits("")
        measurement.SetPrintFormat(text)
        measurement.SetEnabled(False)
        # A file of regions has no place for NaN.
        measurement.SetValue(rows[0].comparison.known)
        if not ours:
            node.AddMeasurement(measurement)
    node.UpdateAllMeasurements()  # tells the views, once
