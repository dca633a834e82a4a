"""Keep the libraries that read files from writing to the terminal: what matters is in the errors of the readers."""

from __future__ import annotations

import warnings
from contextlib import contextmanager


@contextmanager
def quietLibraries():
    """Silence the warnings of VTK, ITK and pydicom inside a ``with`` block."""
    import SimpleITK
    import vtk

    vtkWarnings = vtk.vtkObject.GetGlobalWarningDisplay()
    itkWarnings = SimpleITK.ProcessObject.GetGlobalWarningDisplay()
    vtk.vtkObject.SetGlobalWarningDisplay(0)
    SimpleITK.ProcessObject.SetGlobalWarningDisplay(False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        vtk.vtkObject.SetGlobalWarningDisplay(vtkWarnings)
        SimpleITK.ProcessObject.SetGlobalWarningDisplay(itkWarnings)
