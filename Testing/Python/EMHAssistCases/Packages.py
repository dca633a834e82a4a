"""Packages that some tests need and Slicer does not bundle."""

import unittest


def needNibabel() -> None:
    """Skip the tests of a module, as its ``setUpModule``, where NIfTI files cannot be read."""
    try:
        import nibabel  # noqa: F401
    except ImportError:
        raise unittest.SkipTest("the Python package nibabel is not installed") from None
