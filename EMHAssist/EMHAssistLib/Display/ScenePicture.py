"""The 3D scene as a picture for print: of any size and resolution, drawn out of sight."""

from __future__ import annotations

import vtk

from .SceneDrawing import SceneDrawing, SceneState

_MOST_PEELS, _OCCLUSION = 12, 0.01


def writePicture(state: SceneState, camera: vtk.vtkCamera, path: str, size: tuple[int, int], dpi: int,
                 background: tuple[float, float, float]) -> None:
    """Write a PNG file.

    :param state: what is shown
    :param camera: how it is seen
    :param path: of the file
    :param size: width and height, pixels
    :param dpi: pixels per inch of paper
    :param background: its color
    :raises OSError: the file cannot be written
    """
    window, scene, texts = vtk.vtkRenderWindow(), vtk.vtkRenderer(), vtk.vtkRenderer()
    window.SetOffScreenRendering(True)
    # What is translucent is not sorted where a pixel has several samples.
    window.SetMultiSamples(0)
    scene.UseFXAAOn()
    window.SetNumberOfLayers(2)
    window.SetSize(*size)
    window.SetDPI(dpi)
    window.AddRenderer(scene)
    window.AddRenderer(texts)
    texts.SetLayer(1)
    scene.SetBackground(*background)
    scene.GetActiveCamera().DeepCopy(camera)
    scene.SetUseDepthPeeling(True)
    scene.SetMaximumNumberOfPeels(_MOST_PEELS)
    scene.SetOcclusionRatio(_OCCLUSION)
    drawing = SceneDrawing(scene, lambda props: _add(scene, props), lambda props: _add(texts, props))
    # Sizes are known once it was drawn.
    window.Render()
    drawing.update(state, dpi, [])
    scene.ResetCameraClippingRange()
    window.Render()
    grab, writer = vtk.vtkWindowToImageFilter(), vtk.vtkPNGWriter()
    grab.SetInput(window)
    grab.ReadFrontBufferOff()
    writer.SetInputConnection(grab.GetOutputPort())
    writer.SetFileName(path)
    writer.Write()
    window.Finalize()
    if writer.GetErrorCode():
        raise OSError(f"Cannot write the picture {path}: "
                      f"{vtk.vtkErrorCode.GetStringFromErrorCode(writer.GetErrorCode())}")


def _add(renderer: vtk.vtkRenderer, props: list) -> None:
    for prop in props:
        renderer.AddViewProp(prop)
