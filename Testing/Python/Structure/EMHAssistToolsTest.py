"""What a linter and a type checker find in the sources; their settings are in pyproject.toml."""

import importlib.util
import subprocess
import sys
import unittest

from EMHAssistCases.Paths import ROOT


@unittest.skipUnless((ROOT / "pyproject.toml").is_file(), "there is no source folder around this file")
class ToolsTest(unittest.TestCase):
    """Nothing is found."""

    def run_(self, tool, *arguments):
        """Return what a tool says of the sources, and its exit status."""
        if importlib.util.find_spec(tool) is None:
            self.skipTest(f"{tool} is not installed")
        done = subprocess.run([sys.executable, "-m", tool, *arguments], cwd=ROOT, capture_output=True, text=True)
        return done.stdout + done.stderr, done.returncode

    def testLinter(self):
        self.assertEqual(self.run_("ruff", "check", "--quiet", "--output-format", "concise"), ("", 0))

    def testTypeChecker(self):
        self.assertEqual(self.run_("mypy", "--no-error-summary"), ("", 0))


if __name__ == "__main__":
    unittest.main()
