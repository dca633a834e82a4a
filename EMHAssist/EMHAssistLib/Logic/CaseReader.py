"""Reads the active case: its nodes in the scene and its parameters, as the plain data that the analysis takes."""

from __future__ import annotations

from ..Case import Case, Region, Series
from ..Likelihood import Model
from ..Scene.CaseMembers import members
from ..Scene.Cases import FINDING_PREFIX
from ..Scene.Curves import guessSlabThickness
from ..Scene.NodeNames import mendNames
from ..Scene.Nodes import nodesByClass, segmentationNodes
from ..Scene.OwnModel import ModelReader
from ..Scene.RegionReader import RegionReader
from ..Scene.Regions import RegionSource
from ..Scene.Segments import mendEmpty
from ..Scene.Transforms import keepTransforms
from ..Scene.Vertebrae import VertebraReader
from ..Scene.Volumes import SeriesReader
from .Choices import assumptions, clinicalSetting, findings, options
from .ParameterNode import EMHAssistParameterNode


class CaseReader:
    """Reads the active case; what has not changed since the last time is the same object again.

    :param scene: the scene
    """

    def __init__(self, scene):
        self._scene = scene
        self._series = SeriesReader()
        self._regions = RegionReader()
        self._vertebrae = VertebraReader()
        self._model = ModelReader()

    def forget(self) -> None:
        """Let go of all voxels."""
        self._series, self._regions = SeriesReader(), RegionReader()

    def completeNodes(self) -> bool:
        """Write what nobody has chosen to the nodes: the guessed roles of volumes, the thickness of curves; and
        mend what cannot be saved: names, transforms, segmentations without segments.

        :return: whether a volume that never had a role has one now
        """
        mendNames(self._scene)
        keepTransforms(members(self._scene))
        for node in segmentationNodes(self._scene):
            mendEmpty(node)
        hasNew = self._series.guessRoles(self._scene)
        for node in nodesByClass(self._scene, "vtkMRMLMarkupsClosedCurveNode"):
            if RegionSource(node).role:
                guessSlabThickness(node)
        return hasNew

    def case(self, parameters: EMHAssistParameterNode) -> Case:
        """Return the case.

        :raises ValueError: a parameter cannot be used
        """
        model, _problem = self.model(parameters)
        return Case(self.series(), self.regions(), findings(parameters, FINDING_PREFIX),
                    clinicalSetting(parameters, model), options(parameters), self.vertebrae(), assumptions(parameters))

    def series(self) -> tuple[Series, ...]:
        """Return all volumes that have a sequence role, labeled by it."""
        return self._series.series(self._scene)

    def regions(self) -> tuple[Region, ...]:
        """Return everything that has a region role and a place."""
        return self._regions.regions(self._scene)

    def vertebrae(self) -> dict[str, tuple[float, float, float]]:
        """Return the center of the body in RAS mm of each vertebra that a segment is named for."""
        return self._vertebrae.vertebrae(self._scene)

    def model(self, parameters: EMHAssistParameterNode) -> tuple[Model, str]:
        """Return the likelihood model of the case and "", or the built-in one and why its own cannot be used."""
        return self._model.model(parameters.parameterNode)
