"""The synthetic case as sample data of Slicer."""

from __future__ import annotations

from pathlib import Path

import slicer
from slicer.i18n import tr as _

from ..Scene.Sample import loadSyntheticCase

SAMPLE_NAME = "EMHAssist synthetic spine"
_THUMBNAIL = Path(__file__).parents[2] / "Resources" / "Icons" / "EMHAssistSyntheticCase.png"


def registerSampleData() -> None:
    """Add the synthetic case to the Sample Data module. It is computed, not downloaded: no network, no patient."""
    import SampleData

    # Since Slicer 5.12 a category has a title; before, its name is shown, which is the same.
    registerCategory = getattr(SampleData.SampleDataLogic, "registerCustomSampleDataCategory", None)
    if registerCategory is not None:
        registerCategory("EMHAssist", title=_("EMHAssist"))
    SampleData.SampleDataLogic.registerCustomSampleDataSource(
        category="EMHAssist",
        sampleName=SAMPLE_NAME,
        uris="",
        fileNames="",
        nodeNames=SAMPLE_NAME,
        thumbnailFileName=str(_THUMBNAIL),
        customDownloader=loadSample,
    )


def loadSample(source=None) -> list:
    """Load the synthetic case; what the button in the Sample Data module calls.

    :return: the volume nodes
    """
    volumes = loadSyntheticCase(slicer.mrmlScene, slicer.util.showStatusMessage)
    if slicer.app.layoutManager() is not None:
        slicer.util.resetThreeDViews()
    return volumes
