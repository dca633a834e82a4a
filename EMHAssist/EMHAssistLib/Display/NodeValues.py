"""Values of the lesions on their nodes: a static measurement, which Slicer saves and lists in the Markups module.

It is switched off there, which keeps it out of the label that Slicer draws: a view has no room for the values on all
series. RegionLabels draws the one of the series that a view shows.
"""

from __future__ import annotations

from operator import is_

import slicer

from ..Report.Readout import plainValue
from ..Result import ComparisonRow, Result
from ..Scene.Nodes import markupsRegions

# Description that marks the measurement that is ours among those of the user; saved with the node.
_OURS = "EMHAssist: lesion over reference, mean signal; the value is that of the first sequence"


class NodeValues:
    """Keeps the ratios of each lesion on its ROI node or curve.

    :param scene: the scene
    """

    def __init__(self, scene):
        self._scene = scene
        # By ID of a node: its time when it was written last, and the rows it was written of.
        self._written: dict[str, tuple[int, list[ComparisonRow]]] = {}

    def write(self, result: Result | None, reference: str) -> None:
        """Write the ratios to the nodes; None takes them off. Looks only at nodes that somebody has changed since, and
        at those with other ratios.

        :param result: result of the case in this scene
        :param reference: the reference role that the ratios refer to
        """
        rows: dict[str, list[ComparisonRow]] = {}
        for row in result.comparisons if result else ():
            if row.reference == reference and row.comparison.measurable:
                rows.setdefault(row.lesion.source.item, []).append(row)
        known, self._written = self._written, {}
        for node in markupsRegions(self._scene):
            nodeId = node.GetID()
            own = rows.get(nodeId, [])
            time, before = known.get(nodeId, (0, []))
            # Rows that have not changed are the same objects.
            if node.GetMTime() != time or len(own) != len(before) or not all(map(is_, own, before)):
                _setValue(node, own)
            self._written[nodeId] = node.GetMTime(), own

    def forget(self) -> None:
        """Let go of the last result, which holds on to voxels."""
        self._written = {}


def _setValue(node, rows: list[ComparisonRow]) -> None:
    text = "  ".join(f"{row.series.label} {plainValue(row)}" for row in rows)
    name = f"Signal/{rows[0].reference}" if rows else ""
    measurements = [node.GetNthMeasurement(index) for index in range(node.GetNumberOfMeasurements())]
    ours = [index for index, measurement in enumerate(measurements) if measurement.GetDescription() == _OURS]
    # A drag moves the ROI many times a second: touch its node only when a shown value changes.
    if [(measurements[index].GetName(), measurements[index].GetPrintFormat(), measurements[index].GetEnabled())
            for index in ours] == ([(name, text, False)] if rows else []):
        if rows:
            # The number has more digits than are shown; a file holds them.
            measurements[ours[0]].SetValue(rows[0].comparison.known)
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
