"""Outside of 3D Slicer: a host for each worker before its tests, and a plain count at the end."""

import os
from pathlib import Path

import pytest

_WORKER_MEMORY = 1.5e9  # bytes that one worker needs

_counts = {}


def pytest_xdist_auto_num_workers(config):
    """Return how many workers ``-n auto`` means: one a core, as far as memory goes; none for a single file."""
    if len(config.args) == 1 and Path(config.args[0].partition("::")[0]).is_file():
        return 0
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(1, min(len(os.sched_getaffinity(0)), int(memory / _WORKER_MEMORY)))


def pytest_sessionstart(session):
    """Give the tests what Slicer gives them: the application, the scene and the loaded module."""
    if not session.config.pluginmanager.has_plugin("dsession"):  # which only hands the tests to workers
        from SlicerHost import startHost

        startHost().loadModule(Path(__file__).parents[2] / "EMHAssist" / "EMHAssist.py")


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item):
    """Delete the widgets that are to be deleted later: in Slicer, control returns to the event loop after a test."""
    from PySide6 import QtCore

    QtCore.QCoreApplication.sendPostedEvents(None, QtCore.QEvent.DeferredDelete)


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
