"""Outside of 3D Slicer: start SlicerHost before the tests, and close with a plain count."""

from pathlib import Path

_counts = {}


def pytest_configure(config):
    """Give the tests what Slicer gives them: the application, the scene and the loaded module."""
    from SlicerHost import startHost

    startHost().loadModule(Path(__file__).parents[2] / "EMHAssist" / "EMHAssist.py")


def pytest_terminal_summary(terminalreporter):
    """Take the counts of the whole run; what fails while it is set up or torn down, or in a subtest, has failed."""
    stats = terminalreporter.stats
    for outcome, keys in {"passed": ("passed",), "failed": ("failed", "error", "subtests failed"),
                          "skipped": ("skipped",)}.items():
        _counts[outcome] = sum(len(stats.get(key, ())) for key in keys)


def pytest_unconfigure(config):
    """Print the count as the last line."""
    if _counts:
        print("{passed} passed, {failed} failed, {skipped} skipped".format(**_counts))
