"""A role that is added to Roles.py alone is placed, measured, compared, listed and read like those that were there."""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from EMHAssistCases.Paths import ROOT, needs
from EMHAssistLib.Roles import REGION_ROLES

NEW = '    RegionRole("novelty", _("Novelty"), "novelty", (0.5, 0.2, 0.6), segments=(("novelty", "normal"),)),\n'
PROGRAM = """
import json, sys
from pathlib import Path
from SlicerHost import startHost
root = Path(sys.argv[1])
startHost().loadModule(root / "EMHAssist" / "EMHAssist.py")
import logging, numpy as np, qt, slicer
errors = []
handler = logging.Handler(logging.ERROR)
handler.emit = lambda record: errors.append(record.getMessage())
logging.getLogger().addHandler(handler)
slicer.util.selectModule("EMHAssist")
widget = slicer.util.getModuleWidget("EMHAssist")
logic, found = widget.logic, {}
import EMHAssistLib
from EMHAssistLib.CommandLine.Main import main
from EMHAssistLib.Naming.SegmentNames import segmentTissues
from EMHAssistLib.Panel.Regions.RegionPictogram import legend
from EMHAssistLib.Report.Terminal import ratioText
from EMHAssistLib.Scene import Volumes
array = np.random.default_rng(1).normal(100, 2, (40, 40, 40)).astype(np.float32)
array[:, :, 20:] += 20
node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "T1")
slicer.util.updateVolumeFromArray(node, array)
Volumes.setRole(node, "T1")
logic.addRegion("lesion", "other_lesion", (30, 20, 20), (5, 5, 5))
placed = logic.placeRegion("novelty")
placed.AddControlPointWorld(np.array([10.0, 20, 20]))
slicer.app.applicationLogic().GetInteractionNode().SwitchToViewTransformMode()
slicer.app.processEvents()
result = logic.update()
slicer.app.processEvents()
[row] = result.comparisons
keys = widget.panel.sections["KeyboardSection"].listed
table = widget.ui.regionTable
table.selectRow(1)
slicer.app.processEvents()
print("FOUND" + json.dumps({
    "library": str(Path(EMHAssistLib.__file__).parents[2]), "errors": errors, "size": list(placed.GetSize()),
    "reference": row.reference, "ratio": row.comparison.value, "text": "novelty" in ratioText(result),
    "keys": [what for written, what in keys if not written or "Novelty" in what],
    "button": slicer.util.findChild(widget.ui.placeButtonsWidget, "placeButton_novelty").toolTip,
    "choices": [widget.ui.regionRoleBox.itemText(index) for index in range(widget.ui.regionRoleBox.count)],
    "rows": table.rowCount, "legend": "Novelty" in "".join(legend()),
    "segment": [tissue and tissue.role for tissue in segmentTissues(["normal novelty", "novelty lesion"])]}),
      flush=True)
try:
    main(["measure", "--help"])
except SystemExit:
    pass
"""


class RegionRolesTest(unittest.TestCase):
    """The table of the roles of regions."""

    def testNamesOptionsAndKeysAreTheirOwn(self):
        for field in ("name", "title", "option", "color"):
            self.assertEqual(len({getattr(role, field) for role in REGION_ROLES}), len(REGION_ROLES), field)
        keys = [role.key for role in REGION_ROLES if role.key]
        self.assertEqual(len(set(keys)), len(keys))

    def testWordsOfSegmentsTellOneRole(self):
        words = [word for role in REGION_ROLES for needed, _allowed in role.segments for word in needed.split()]
        self.assertEqual(len(set(words)), len(words))


@needs(ROOT / "pyproject.toml")
@unittest.skipUnless(importlib.util.find_spec("SlicerHost"), "3D Slicer has the module loaded already")
class NewRoleTest(unittest.TestCase):
    """Adds a tissue to a copy of the module."""

    def testRolesAreAllItTakes(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "EMHAssist", Path(folder) / "EMHAssist")
            path = Path(folder) / "EMHAssist" / "EMHAssistLib" / "Roles.py"
            source = path.read_text()
            self.assertEqual(source.count("\n)\n\n_SEQUENCES"), 1)
            path.write_text(source.replace("\n)\n\n_SEQUENCES", f"\n{NEW})\n\n_SEQUENCES"))
            program = f"import sys; sys.path[:0] = [{str(Path(folder) / 'EMHAssist')!r}, {str(ROOT / 'Testing')!r}]"
            run = subprocess.run([sys.executable, "-c", program + PROGRAM, folder], capture_output=True, text=True)
        [line] = [line[5:] for line in run.stdout.splitlines() if line.startswith("FOUND")] or self.fail(run.stderr)
        found = json.loads(line)
        self.assertEqual((Path(found["library"]).resolve(), found["errors"]), (Path(folder).resolve(), []))
        self.assertEqual((found["reference"], found["text"], found["rows"]), ("novelty", True, 2))
        self.assertAlmostEqual(found["ratio"], 1.2, delta=0.02)
        self.assertEqual(found["size"], [8, 8, 8])
        self.assertIn("Novelty", found["choices"])
        self.assertIn("away from its borders", found["button"])
        # Neither a key nor a place in the drawing has been given.
        self.assertEqual((found["keys"], found["legend"]), ([], False))
        self.assertEqual(found["segment"], ["novelty", None])
        self.assertIn("--novelty", run.stdout)


if __name__ == "__main__":
    unittest.main()
