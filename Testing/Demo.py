"""The main job on the synthetic case: the shipped module in SlicerHost, from sample data to readout and picture.

Leaves readout.png, the tables as CSV, readout.json and case.mrb in the output folder. Called by
``python3 Testing/Run.py demo --out DIR``.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What a radiologist would enter for the seed case the phantom is built after: "Extramedullary hematopoiesis - spinal
# epidural lesions", Hoe Han Guan, Radiopaedia. Signal similar to marrow is not entered: it is measured. The
# lesions "compress onto the thoracic spinal cord", with CSF to be seen around it: grade 2.
SETTING = "known_hemolysis"
PICTURE_SIZE = (1700, 1350)  # pixels
PANEL_WIDTH = 480  # pixels
FINDINGS = {
    "splenomegaly": "present",
    "paravertebral_mass": "bilateral",
    "epidural_position": "posterior",
    "enhancement": "mild",
    "level": "thoracic",
    "cord_compression": "grade_2",
}


def main(arguments: list[str] | None = None) -> int:
    """Run the demo and return the exit status."""
    parser = argparse.ArgumentParser(prog="Run.py demo", description=__doc__.splitlines()[0])
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for the results")
    out = parser.parse_args(arguments).out.resolve()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        parser.error(f"--out {out}: {error.strerror or error}")

    say("starting the stand-in for 3D Slicer")
    from SlicerHost import startHost

    host = startHost(*PICTURE_SIZE)
    host.loadModule(ROOT / "EMHAssist" / "EMHAssist.py")
    import slicer

    slicer.util.selectModule("EMHAssist")
    widget = slicer.util.getModuleWidget("EMHAssist")

    say("computing the synthetic case")
    import SampleData

    from EMHAssistLib.Logic.SampleData import SAMPLE_NAME

    source = SampleData.SampleDataLogic().sourceForSampleName(SAMPLE_NAME)
    source.customDownloader(source)

    say("measuring")
    logic = widget.logic
    logic.getParameterNode().setting = SETTING
    for feature, level in FINDINGS.items():
        logic.setFinding(feature, level)
    slicer.app.processEvents()
    result = logic.result
    if result is None:
        print(f"EMHAssist demo: {logic.problem}", file=sys.stderr)
        return 1

    say("writing the results")
    logic.exportResult(str(out))
    from EMHAssistLib.Files import replaceFiles
    from EMHAssistLib.Report.ResultFiles import TABLES

    replaceFiles(out, {"case.mrb": slicer.util.saveScene})

    say("drawing the picture")
    showLesion(logic)
    for section in (widget.ui.seriesSection, widget.ui.regionsSection):
        section.collapsed = True
    wait(1.0)  # the panel draws sensitivity when nothing has changed for a while
    replaceFiles(out, {"readout.png": lambda path: host.screenshot(path, panelWidth=PANEL_WIDTH)})

    from EMHAssistLib.Report.Terminal import ratioText, readoutText

    print(ratioText(result), readoutText(result), sep="\n\n")
    print("\nIn " + str(out) + ": readout.png  " + "  ".join(TABLES) + "  readout.json  case.mrb")
    return 0


def showLesion(logic) -> None:
    """Show the first lesion: axial on the transverse series, sagittal and coronal on T2."""
    import slicer

    # The first of each role: sagittal, but for the series after contrast agent.
    volumes = {entry.role: slicer.mrmlScene.GetNodeByID(entry.source) for entry in reversed(logic.result.case.series)}
    lesion = slicer.mrmlScene.GetNodeByID(logic.result.comparisons[0].lesion.source.item)
    center = [0.0] * 3
    lesion.GetCenter(center)
    manager = slicer.app.layoutManager()
    for name in manager.sliceViewNames():
        widget = manager.sliceWidget(name)
        role = "T1post" if widget.mrmlSliceNode().GetOrientation() == "Axial" else "T2"
        widget.sliceLogic().GetSliceCompositeNode().SetBackgroundVolumeID(volumes[role].GetID())
        widget.sliceLogic().FitSliceToBackground()
        widget.mrmlSliceNode().JumpSliceByOffsetting(*center)
    logic.centerScene3D()


def wait(seconds: float) -> None:
    """Let the application go on."""
    import slicer

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        slicer.app.processEvents()


def say(text: str) -> None:
    """Tell what is being done."""
    print(f"EMHAssist demo: {text} ...", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
