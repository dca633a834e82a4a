"""The synthetic case and the teaching set as sample data of Slicer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import slicer
from slicer.i18n import tr as _

from ..Phantom.SampleCases import SYNTHETIC, TEACHING_SET
from ..Scene.Sample import loadSampleCase

SAMPLE_NAME = "EMHAssist synthetic spine"
_THUMBNAIL = Path(__file__).parents[2] / "Resources" / "Icons" / "EMHAssistSyntheticCase.png"


def registerSampleData() -> None:
    """Add the samples to the Sample Data module. They are computed, not downloaded: no network, no patient."""
    import SampleData

    # Since Slicer 5.12 a category has a title; before, its name is shown, which is the same.
    registerCategory = getattr(SampleData.SampleDataLogic, "registerCustomSampleDataCategory", None)
    if registerCategory is not None:
        registerCategory("EMHAssist", title=_("EMHAssist"))
    for sample in (SYNTHETIC, *TEACHING_SET):
        name = SAMPLE_NAME if not sample.number else f"EMHAssist {teachingName(sample.number)}"
        SampleData.SampleDataLogic.registerCustomSampleDataSource(
            category="EMHAssist",
            sampleName=name,
            uris="",
            fileNames="",
            nodeNames=name,
            thumbnailFileName=str(_THUMBNAIL),
            customDownloader=partial(loadSample, number=sample.number),
        )


def teachingName(number: int) -> str:
    """Return what a case of the teaching set is called, which does not tell what it is."""
    return _("Which is it? {number}").format(number=number)


def loadSample(source=None, number: int = 0) -> list:
    """Load a sample; what the button in the Sample Data module calls.

    :param number: of a case of the teaching set, 0 for the synthetic case
    :return: the volume nodes
    :raises ValueError: there is no such case
    """
    sample = next((one for one in (SYNTHETIC, *TEACHING_SET) if one.number == number), None)
    if sample is None:
        raise ValueError(f"There is no sample {number}. Use 0 for the synthetic case, 1 to {len(TEACHING_SET)} for "
                         f"the teaching set.")
    volumes = loadSampleCase(slicer.mrmlScene, sample, teachingName(number) if number else "",
                             slicer.util.showStatusMessage)
    if slicer.app.layoutManager() is not None:
        slicer.util.resetThreeDViews()
    return volumes
