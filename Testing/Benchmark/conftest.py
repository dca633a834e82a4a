"""Options and fixtures of the benchmark; it starts SlicerHost with the module, as the tests do."""

from pathlib import Path

import pytest


def pytest_addoption(parser):
    """Add the sizes, which Bench.py sets."""
    parser.addoption("--dimensions", type=int, nargs=3)
    parser.addoption("--tall-slices", type=int)
    parser.addoption("--drag-steps", type=int)


def pytest_configure(config):
    """Start the application."""
    from SlicerHost import startHost

    startHost().loadModule(Path(__file__).parents[2] / "EMHAssist" / "EMHAssist.py")


@pytest.fixture(scope="session")
def size(request):
    """The BenchmarkCase.Size that was asked for; the scene is filled accordingly."""
    from BenchmarkCase import Size, fillScene

    chosen = Size(tuple(request.config.getoption("--dimensions")), request.config.getoption("--tall-slices"))
    fillScene(chosen)
    return chosen


@pytest.fixture
def dragSteps(request):
    """How many steps each region is dragged."""
    return request.config.getoption("--drag-steps")
