"""How surfaces are lit."""

from __future__ import annotations

import vtk

_AMBIENT, _DIFFUSE, _SPECULAR, _SHININESS = 0.22, 0.78, 0.28, 28.0


def surfaceActor() -> vtk.vtkActor:
    """Return an actor that draws a surface smooth, lit and slightly glossy; its mapper wants input."""
    mapper = vtk.vtkPolyDataMapper()
    mapper.ScalarVisibilityOff()
    actor = vtk.vtkActor()
    actor.SetMapper(mapper)
    actor.PickableOff()
    surface = actor.GetProperty()
    surface.SetInterpolationToPhong()
    surface.SetAmbient(_AMBIENT)
    surface.SetDiffuse(_DIFFUSE)
    surface.SetSpecular(_SPECULAR)
    surface.SetSpecularPower(_SHININESS)
    return actor
