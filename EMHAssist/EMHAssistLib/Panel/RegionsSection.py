"""Section of the panel: the regions of the case."""

from __future__ import annotations

import slicer
from slicer.i18n import tr as _

from ..Case import Region
from ..Scene.Curves import setSlabThickness
from ..Scene.References import DEFAULT_MARGIN
from ..Scene.Regions import CURVE, DEFAULT_SHAPE, RegionSource
from .AddFromScene import AddFromScene
from .ChoiceBox import ChoiceBox
from .RegionGuide import RegionGuide
from .RegionTable import RegionTable
from .Section import Section
from .Titles import regionChoices, shapeChoices


class RegionsSection(Section):
    """Regions."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self._table = RegionTable(ui.regionTable, slicer.mrmlScene, self._onRoleChosen, RegionSource.setShape,
                                  setSlabThickness)
        self._fromScene = AddFromScene(ui, ui.regionTable, logic, slicer.mrmlScene, lambda: ui.marginBox.value)
        self.guide = RegionGuide(ui.guideWidget, self._onPlaceRole, self._onShowRegion)
        ChoiceBox(ui.placeRoleBox).fill(regionChoices(), "")
        ChoiceBox(ui.placeShapeBox).fill([*shapeChoices(), (CURVE, _("Curve"))], DEFAULT_SHAPE)
        ui.marginBox.setValue(DEFAULT_MARGIN)
        ui.placeButton.connect("clicked()", self._onPlace)
        ui.referencesButton.connect("clicked()", self._onUseSegments)

    def refresh(self) -> None:
        """Show the regions of the scene."""
        self._table.refresh()
        self._fromScene.refresh()
        self.guide.refresh(self.logic.result)

    def cleanup(self) -> None:
        """Compute nothing and take no drops any more."""
        self.guide.cleanup()
        self._fromScene.cleanup()

    def _onPlaceRole(self, role: str) -> None:
        """Have the user place a region of a role, as the guide advises."""
        with slicer.util.tryWithErrorDisplay(_("The region could not be placed.")):
            self.logic.placeRegion(role)

    def _onShowRegion(self, region: Region) -> None:
        """Go to a region of the case that the guide speaks of."""

    def _onRoleChosen(self, source: RegionSource, role: str) -> None:
        with slicer.util.tryWithErrorDisplay(_("The role could not be set.")):
            source.setRole(role)

    def _onPlace(self) -> None:
        """Have the user place a region of the chosen role and shape in a slice view."""
        with slicer.util.tryWithErrorDisplay(_("The region could not be placed.")):
            self.logic.placeRegion(*(box.itemData(box.currentIndex)
                                     for box in (self.ui.placeRoleBox, self.ui.placeShapeBox)))

    def _onUseSegments(self) -> None:
        """Use segments that are named for a tissue as references, without the margin the user has chosen."""
        with slicer.util.tryWithErrorDisplay(_("No segment could be used as reference."), waitCursor=True):
            references = self.logic.useSegmentsAsReferences(margin=self.ui.marginBox.value)
            text = _("{count} segments are references now, measured without their margin.")
            if any(reference.isLess for reference in references):
                text = _("{count} segments are references now. Small ones are measured with a part of their margin, "
                         "for nothing would remain.")
            slicer.util.showStatusMessage(text.format(count=len(references)), 10000)
