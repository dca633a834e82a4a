"""Where things are: the source folder, and the data that stand beside it on the machines of the developers."""

import shutil
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
README = ROOT / "README.md"
OWN_DATA = ROOT / "Testing" / "Python" / "Data"

# Not in the repository.
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data"
EVIDENCE = SHARED / "evidence"
VIGNETTES = SHARED / "vignettes" / "vignettes.csv"
# Series of the collections in DATA.
SARCOMA = DATA / "sts001_t1_t2fs_dicom"
SPINE = DATA / "tptbox_sample_mri" / "TPTBox" / "tests" / "sample_mri"
SMALL_DICOM = DATA / "dicom2nifti_small"


def pythonProgram() -> str:
    """Return the Python to start another process with; in Slicer's own process Python does not say which that is.

    :raises unittest.SkipTest: there is none
    """
    found = sys.executable or shutil.which("PythonSlicer")
    if not found:
        raise unittest.SkipTest("no Python is found that could be started as another process")
    return found


def needs(path: Path):
    """Return a decorator that skips a test, or all tests of a class, where a file or folder is absent."""
    return unittest.skipUnless(path.exists(), f"not there: {path}")
