"""Details of the selected region, under the table of regions."""

from __future__ import annotations

from collections.abc import Callable

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...RegionShapes import CURVE
from ...Result import Result
from ...Scene.Curves import slabThickness
from ...Scene.RegionEdits import regionSize
from ...Scene.Regions import RegionSource
from ..Titles import regionChoices, shapeChoices, shapeTitle
from ..Widgets.ChoiceBox import ChoiceBox
from .LevelBox import LevelBox


class RegionDetails:
    """Shows and sets role, shape, level and size of one region, and shows the signal in it.

    :param ui: the widgets of the panel, by their names
    :param logic: logic of the module
    :param attempt: called with what the user wants to do; shows why it could not be done
    """

    def __init__(self, ui, logic, attempt: Callable[[Callable[[], object]], None]):
        self._ui = ui
        self._source: RegionSource | None = None
        self._boxes = [ui.regionSizeBox0, ui.regionSizeBox1, ui.regionSizeBox2]
        self._shown = None
        self._role = ChoiceBox(ui.regionRoleBox, lambda role: attempt(lambda: logic.setRegionRole(self._source, role)))
        self._shape = ChoiceBox(ui.regionShapeBox,
                                lambda shape: attempt(lambda: logic.setRegionShape(self._source, shape)))
        self._level = LevelBox(ui.regionLevelBox, lambda level: attempt(lambda: logic.setLevel(self._source, level)))
        for box in self._boxes:
            box.connect("valueChanged(double)", lambda value: attempt(
                lambda: logic.setRegionSize(self._source, [box.value for box in self._boxes])))
        ui.regionThicknessBox.connect("valueChanged(double)", lambda value: attempt(
            lambda: logic.setThickness(self._source, value)))
        ui.regionDetailsWidget.setVisible(False)

    def refresh(self, source: RegionSource | None, result: Result | None) -> None:
        """Show a region, None for none."""
        self._source = source
        shown = _content(source, result) if source is not None else None
        if shown == self._shown:
            return
        self._shown = shown
        ui = self._ui
        ui.regionDetailsWidget.setVisible(source is not None)
        if source is None:
            return
        role, shape, level, measured, size, thickness, statistics = shown
        self._role.fill([("", _("not used")), *regionChoices()], role)
        self._shape.fill([(shape, _shapeTitle(source))] if not source.isRoi else shapeChoices(), shape)
        ui.regionShapeBox.setEnabled(source.isRoi)
        self._level.refresh(level, measured)
        for widget in (ui.regionSizeLabel, *self._boxes):
            widget.setVisible(size is not None)
        for widget in (ui.regionThicknessLabel, ui.regionThicknessBox):
            widget.setVisible(thickness is not None)
        for box, value in zip([*self._boxes, ui.regionThicknessBox], [*(size or (None,) * 3), thickness]):
            if value is not None:
                _setValue(box, value)
        if ui.regionStatisticsLabel.text != statistics:
            ui.regionStatisticsLabel.setText(statistics)


def _content(source: RegionSource, result: Result | None) -> tuple:
    """Return role, shape, level, measured level, size, thickness and statistics."""
    thickness = None
    if source.isCurve:
        try:
            thickness = slabThickness(source.node)
        except ValueError:
            pass  # the readout says why
    return (source.role, source.shape, source.level, _measuredLevel(source, result), regionSize(source), thickness,
            _statistics(source, result))


def _measuredLevel(source: RegionSource, result: Result | None) -> str:
    """Return the level that is known from the vertebrae, "" where the user has named one, or none is known."""
    regions = result.case.regions if result and not source.level else ()
    return next((result.geometry.levels[region.key].text(translated) for region in regions
                 if region.source == source.id and region.key in result.geometry.levels), "")


def _statistics(source: RegionSource, result: Result | None) -> str:
    """Return mean, SD and number of voxels on each series, one a line."""
    own, lines = source.id, []
    for row in result.measurements if result else ():
        if row.region.source == own:
            values = row.measurement.statistics
            text = row.measurement.problem or _("mean {mean}, SD {sd}, {count} voxels").format(
                mean=f"{values['mean']:.4g}", sd=f"{values['sd']:.3g}", count=f"{values['n']:.0f}")
            lines.append(f"{row.series.label}: {text}")
    return "\n".join(lines)


def _shapeTitle(source: RegionSource) -> str:
    if not source.segmentId:
        return shapeTitle(CURVE)
    if not source.erosion:
        return _("Segment")
    return _("Segment, eroded by {erosion} mm").format(erosion=f"{source.erosion:.2g}")


def _setValue(box: qt.QDoubleSpinBox, value: float) -> None:
    """Show a number without telling anybody."""
    if round(value, 1) != box.value:
        wasBlocked = box.blockSignals(True)
        box.setValue(value)
        box.blockSignals(wasBlocked)
