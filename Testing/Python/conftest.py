"""Outside of 3D Slicer: a host for each worker before its tests, and a plain count at the end."""

import ctypes
import os
from pathlib import Path

import pytest

_WORKER_MEMORY = 1.5e9  # bytes that one worker needs
_VIEWS = ("Red", "Yellow", "Green", "1")  # of the layout in which the application starts

# Folders whose tests drive the module with its views, or simulate; but for the tutorial, which is all of it in one.
_SLOW_FOLDERS = {"BiasCorrection", "Display", "Host", "Logic", "Module", "Panel", "Phantom", "Simulation"}
_QUICK_FILES = {"EMHAssistTutorialTest"}
# Tests elsewhere that take seconds each.
_SLOW_CLASSES = {"CohortCommandTest", "CrossValidationTest", "FuzzTest", "ModelFuzzTest", "NewRoleTest", "ProcessTest",
                 "SarcomaTest", "ToolsTest", "UpdateTest"}

_counts = {}


def pytest_collection_modifyitems(items):
    """Mark what ``Run.py test --quick`` leaves out."""
    for item in items:
        if item.path.stem not in _QUICK_FILES and (
                item.path.parent.name in _SLOW_FOLDERS or (item.cls and item.cls.__name__ in _SLOW_CLASSES)):
            item.add_marker(pytest.mark.slow)


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
        _makeSampleOnce()


def _makeSampleOnce():
    """Let all tests of a worker that load a sample share the images that are made for the first; it takes seconds,
    and gives the same bits every time, which has a test of its own."""
    from EMHAssistLib.Phantom.SampleCases import SampleCase

    made, make = {}, SampleCase.make

    def once(sample, progress=None):
        if sample.number not in made:
            made[sample.number] = make(sample, progress)
        elif progress:
            progress(1.0, "Synthetic case ready")
        return made[sample.number]

    SampleCase.make = once


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    """Remove the views that a layout of the test has brought, which would cost each later test time, and what is to
    be deleted later: in Slicer, control returns to the event loop after a test."""
    import slicer
    from PySide6 import QtCore

    for node in slicer.util.getNodesByClass("vtkMRMLAbstractViewNode"):
        if not node.IsMappedInLayout() and node.GetLayoutName() not in _VIEWS:
            slicer.mrmlScene.RemoveNode(node)
    QtCore.QCoreApplication.sendPostedEvents(None, QtCore.QEvent.DeferredDelete)
    if nextitem is None or nextitem.parent is not item.parent:
        ctypes.CDLL(None).malloc_trim(0)  # or what the largest test needed stays with the process


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
