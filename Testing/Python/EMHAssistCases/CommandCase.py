"""What tests of the command ``emhassist`` share."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

from EMHAssistLib.CommandLine import main


class CommandTestCase(unittest.TestCase):
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
