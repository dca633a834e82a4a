"""What tests of the command ``emhassist`` share."""

import contextlib
import csv
import io
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np

from EMHAssistLib.CommandLine import main
from EMHAssistLib.Report.ResultFiles import TABLES

# What a measurement writes.
FILES = {*TABLES, "readout.json"}


class CommandCase(unittest.TestCase):
    """Runs the command in this process, with a folder of its own.

    COMMAND is what every run begins with; ``folder`` is empty, ``out`` a folder in it that does not exist yet.
    """

    COMMAND = ()

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.out = self.folder / "out"

    def run_(self, *arguments):
        """Run the command and return exit status, stdout and stderr."""
        with contextlib.redirect_stdout(io.StringIO()) as output, contextlib.redirect_stderr(io.StringIO()) as errors:
            status = main([*self.COMMAND, *map(str, arguments)])
        return status, output.getvalue(), errors.getvalue()


class MeasureCase(CommandCase):
    """Measures, and reads what was written."""

    def measure(self, *arguments):
        """Run ``measure``, which must succeed, and return what it says."""
        status, output, errors = self.run_("measure", *arguments, "--out", self.out)
        self.assertEqual((status, errors), (0, ""))
        self.assertEqual({path.name for path in self.out.iterdir()}, FILES)
        return output

    def rows(self, name):
        with open(self.out / name, newline="") as stream:
            return list(csv.DictReader(stream))

    def measurement(self, region, sequence):
        [row] = [row for row in self.rows("measurements.csv")
                 if (row["region"], row["sequence"]) == (region, sequence)]
        return row

    def ratio(self, lesion, reference, sequence):
        [row] = [row for row in self.rows("ratios.csv")
                 if (row["lesion"], row["reference"], row["sequence"]) == (lesion, reference, sequence)]
        return row

    def readout(self):
        return json.loads((self.out / "readout.json").read_text(encoding="utf-8"))

    def writeImage(self, name, array, spacing=(1, 1, 1), isVector=False):
        import SimpleITK

        image = SimpleITK.GetImageFromArray(array, isVector=isVector)
        image.SetSpacing(spacing)
        SimpleITK.WriteImage(image, str(self.folder / name))
        return self.folder / name

    def writeCase(self):
        """Write a T1 with a lesion of 200 and marrow of 100 and their label image."""
        labels = np.zeros((10, 10, 10), dtype=np.uint8)
        labels[1:4, 2:8, 2:8], labels[6:9, 2:8, 2:8] = 1, 2
        random = np.random.default_rng(5)
        image = np.choose(labels, [10, 200, 100]) + random.normal(0, 1, labels.shape)
        self.image = image.astype(np.float32)
        self.labels = self.writeImage("labels.nii.gz", labels)
        self.t1 = self.writeImage("t1.nrrd", self.image)
        self.arguments = ("--t1", self.t1, "--paravertebral-lesion", f"{self.labels}:1", "--marrow", f"{self.labels}:2")
