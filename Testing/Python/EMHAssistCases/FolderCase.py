"""Tests that read files of a folder of their own."""

import tempfile
import unittest
from pathlib import Path

from EMHAssistLib.Input.CaseFiles import quietLibraries


class FolderCase(unittest.TestCase):
    """Has an empty ``folder``; libraries say nothing."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        quiet = quietLibraries()
        quiet.__enter__()
        self.addCleanup(quiet.__exit__, None, None, None)
