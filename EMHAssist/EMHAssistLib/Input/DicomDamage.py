"""What is said of DICOM files that cannot be used."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

from ..Consistency.DicomSlice import UnusableDicomError

__all__ = ["UnusableDicomError", "damageReported"]


@contextmanager
def damageReported(path: Path):
    """Turn whatever pydicom trips over in a damaged file into an UnusableDicomError.

    pydicom converts values when they are asked for, so this belongs around all that takes values from a file.
    """
    try:
        yield
    except UnusableDicomError:
        raise
    except Exception as error:
        raise UnusableDicomError(f"{path.name} is damaged ({type(error).__name__}: {error}); copy or export it "
                                 "again") from error
