"""Slice and 3D views as Qt widgets with the header bars of Slicer.

Stand-ins for ``qMRMLSliceWidget``, ``qMRMLSliceView``, ``qMRMLThreeDWidget``, ``qMRMLThreeDView`` and the bars of
their controllers. The views themselves, with Slicer's displayable managers, are trame-slicer's; they draw off
screen (EGL) and the widget shows the picture. As in Slicer a change only asks for a drawing, which happens when
control returns to the event loop; `forceRender` draws at once.
"""

import slicer
from PySide6 import QtGui, QtWidgets
from trame_slicer.views import AbstractView, DirectViewFactory, SliceView, ThreeDView
from trame_slicer.views.render_scheduler import NoScheduleRendering, ScheduledRenderStrategy
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkCommand, vtkObject, vtkUnsignedCharArray


class _RemovableView(AbstractView):
    """A view that can be taken away."""

    def release(self):
        """Give back what the window draws with, some 70 MB, and stop following the scene. It cannot draw afterwards.

        VTK keeps the methods that observe, and these the view; Python's garbage collection does not see that.
        """
        self.finalize()
        for observed in (self._scene, self._view_node, self._logic):
            self._event_observer.UpdateObservation(observed, None)
        self._event_observer.SetPythonCallback(None)
        self._interactor_observer.SetInteractor(None)
        self.interactor().RemoveAllObservers()
        self._displayable_manager_group.RemoveAllObservers()
        del self._interactor_observer, self._displayable_manager_group


class _SliceView(_RemovableView, SliceView):
    """trame-slicer's slice view for a slice node the layout has made already (its own would make another)."""

    def set_scene(self, scene):
        node = scene.GetSingletonNode(self.name, "vtkMRMLSliceNode")
        self._logic.SetMRMLScene(scene)
        self._logic.SetSliceNode(node)
        self.set_view_node(node)
        super().set_scene(scene)


class _ThreeDView(_RemovableView, ThreeDView):
    """trame-slicer's 3D view for a view node the layout has made already."""

    def set_scene(self, scene):
        self._logic.SetName(self.name)  # by this name the logic finds its node
        self.set_view_node(scene.GetSingletonNode(self.name, "vtkMRMLViewNode"))
        super().set_scene(scene)


class ViewFactory(DirectViewFactory):
    """trame-slicer's factory, for the views above, drawing off screen."""

    def __init__(self):
        super().__init__(do_render_offscreen=True)

    def _create_slice_view(self, app_logic, scene, view):
        vtkObject.GlobalWarningDisplayOff()  # trame-slicer 2.0 observes an event that VTK 9.6 warns about
        try:
            slicerView = _SliceView(scene, app_logic, view.singleton_tag,
                                    scheduled_render_strategy=NoScheduleRendering())  # not before it is in a widget
        finally:
            vtkObject.GlobalWarningDisplayOn()
        return self._update_view_properties(slicerView, view)

    def _create_threed_view(self, app_logic, scene, view):
        return self._update_view_properties(_ThreeDView(scene, app_logic, view.singleton_tag,
                                                        scheduled_render_strategy=NoScheduleRendering()), view)


class _DrawWithQt(ScheduledRenderStrategy):
    """Ask Qt to paint the widget when a displayable manager asks for a drawing."""

    def __init__(self, widget):
        super().__init__()
        self._widget = widget

    def schedule_render(self):
        self._widget.scheduleRender()


class _AbstractView(QtWidgets.QWidget):
    """Stands for ``ctkVTKAbstractView`` and ``qMRMLAbstractView``: a VTK render window in a widget."""

    def __init__(self, view, parent=None):
        super().__init__(parent)
        self._view = view
        self._pausedCount = 0
        self._image = None
        self.setMinimumSize(40, 40)
        view.render_window().SetMultiSamples(0)  # as in Slicer unless the user's settings say otherwise
        for renderer in list(view.renderers())[1:]:
            # Handles lie above the scene. What is translucent of them, sorted by passes over the whole window, would
            # take the software renderer four times as long as all the rest.
            renderer.SetUseDepthPeeling(False)
            renderer.SetUseOIT(False)
        view.set_scheduled_render(_DrawWithQt(self))

    def renderWindow(self):
        """The vtkRenderWindow."""
        return self._view.render_window()

    def interactor(self):
        """The vtkRenderWindowInteractor."""
        return self._view.interactor()

    def scheduleRender(self):
        """Draw soon, or when the pause is over."""
        self._image = None
        if not self._pausedCount:
            self.update()

    def forceRender(self):
        """Draw now, even while rendering is paused."""
        self._draw()
        self.update()

    def setRenderPaused(self, pause):
        """Count a pause (True) or the end of one; nothing is drawn while any pause lasts."""
        self._pausedCount = max(0, self._pausedCount + (1 if pause else -1))
        if not self._pausedCount:
            self.scheduleRender()

    def pauseRender(self):
        """Begin a pause."""
        self.setRenderPaused(True)

    def resumeRender(self):
        """End a pause."""
        self.setRenderPaused(False)

    def renderPaused(self):
        """Whether drawing is paused."""
        return self._pausedCount > 0

    def displayableManagerByClassName(self, className):
        """The displayable manager of that class, or None."""
        return self._view.get_displayable_manager_by_class(className)

    def release(self):
        """Let go of the view, which cannot draw afterwards."""
        self.pauseRender()
        self._view.release()

    def _fitWindow(self):
        size = (self.width, self.height)
        if tuple(self.renderWindow().GetSize()) != size:
            self.renderWindow().SetSize(*size)
            self._view.update_size(*size)

    def _draw(self):
        self._fitWindow()
        self.renderWindow().Render()
        self._image = _imageOf(self.renderWindow())

    def resizeEvent(self, event):
        """Give the render window the size of the widget."""
        self._fitWindow()
        self.scheduleRender()

    def paintEvent(self, event):
        """Draw the scene if anything changed, and show the picture."""
        if self._image is None and not self._pausedCount:
            self._draw()
        if self._image is not None:
            QtGui.QPainter(self).drawImage(self.rect, self._image)


def _imageOf(renderWindow):
    """The drawn picture as QImage, shape (height, width), 8-bit RGB."""
    width, height = renderWindow.GetSize()
    pixels = vtkUnsignedCharArray()
    renderWindow.GetPixelData(0, 0, width - 1, height - 1, 1, pixels, 0)
    rows = vtk_to_numpy(pixels).reshape(height, width, 3)[::-1].copy()
    return QtGui.QImage(rows.data, width, height, 3 * width, QtGui.QImage.Format_RGB888).copy()


class qMRMLSliceView(_AbstractView):
    """Stands for ``qMRMLSliceView``."""

    def _fitWindow(self):
        super()._fitWindow()
        slicer.app.applicationLogic().GetSliceLogic(self.mrmlSliceNode()).ResizeSliceNode(self.width, self.height)

    def mrmlSliceNode(self):
        """The vtkMRMLSliceNode."""
        return self._view.get_view_node()


class qMRMLThreeDView(_AbstractView):
    """Stands for ``qMRMLThreeDView``."""

    def mrmlViewNode(self):
        """The vtkMRMLViewNode."""
        return self._view.get_view_node()

    def cameraNode(self):
        """The vtkMRMLCameraNode."""
        return self._view.get_camera_node()

    def resetFocalPoint(self):
        """Turn the camera to the middle of what is visible."""
        self._view.reset_focal_point()

    def resetCamera(self, resetRotation=True, resetTranslation=True, resetDistance=True):
        """Move the camera so that all is visible."""
        self.cameraNode().Reset(resetRotation, resetTranslation, resetDistance, self.renderer())

    def renderer(self):
        """The vtkRenderer of the scene."""
        return self._view.renderer()

    def rotateToViewAxis(self, axis):
        """Look from an axis: 0 left, 1 right, 2 posterior, 3 anterior, 4 inferior, 5 superior."""
        camera = slicer.vtkMRMLCameraNode
        self.cameraNode().RotateTo((camera.Left, camera.Right, camera.Posterior, camera.Anterior, camera.Inferior,
                                    camera.Superior)[axis])


class _ViewWidget(QtWidgets.QWidget):
    """A view under its header bar, which has the color of the view and says what it shows."""

    def __init__(self, slicerView, viewNode, parent=None):
        super().__init__(parent)
        self._slicerView = slicerView
        self._bar = QtWidgets.QLabel(self)
        color = QtGui.QColor.fromRgbF(*viewNode.GetLayoutColor())
        self._bar.setStyleSheet(f"background: {color.name()}; color: black; padding: 0 6px; font-weight: bold;")
        self._bar.setFixedHeight(18)
        self.setSizePolicy(QtWidgets.QSizePolicy.Ignored, QtWidgets.QSizePolicy.Ignored)  # the layout decides
        layout = QtWidgets.QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(slicerView, 1)
        self._viewNode = viewNode
        self._observation = viewNode.AddObserver(vtkCommand.ModifiedEvent, self._updateBar)
        self._updateBar(viewNode)

    def release(self):
        """Let go of the view and of its node."""
        self._viewNode.RemoveObserver(self._observation)
        self._slicerView.release()

    def _updateBar(self, viewNode, event=None):
        text = viewNode.GetLayoutLabel()
        if viewNode.IsA("vtkMRMLSliceNode"):
            text += f"    {viewNode.GetOrientation()}    {viewNode.GetSliceOffset():.1f} mm"
        self._bar.setText(text)


class qMRMLSliceWidget(_ViewWidget):
    """Stands for ``qMRMLSliceWidget``: a slice view, its logic and its header bar.

    :param view: trame-slicer's SliceView of the node.
    """

    def __init__(self, view, parent=None):
        super().__init__(qMRMLSliceView(view), view.get_view_node(), parent)

    def sliceView(self):
        """The qMRMLSliceView."""
        return self._slicerView

    def mrmlSliceNode(self):
        """The vtkMRMLSliceNode."""
        return self._slicerView.mrmlSliceNode()

    def sliceLogic(self):
        """The vtkMRMLSliceLogic."""
        return slicer.app.applicationLogic().GetSliceLogic(self.mrmlSliceNode())

    def mrmlSliceCompositeNode(self):
        """The vtkMRMLSliceCompositeNode: which volumes the view shows."""
        return self.sliceLogic().GetSliceCompositeNode()

    def fitSliceToBackground(self):
        """Show the whole background volume."""
        self.sliceLogic().FitSliceToBackground()


class qMRMLThreeDWidget(_ViewWidget):
    """Stands for ``qMRMLThreeDWidget``: a 3D view and its header bar.

    :param view: trame-slicer's ThreeDView of the node.
    """

    def __init__(self, view, parent=None):
        super().__init__(qMRMLThreeDView(view), view.get_view_node(), parent)

    def threeDView(self):
        """The qMRMLThreeDView."""
        return self._slicerView

    def mrmlViewNode(self):
        """The vtkMRMLViewNode."""
        return self._slicerView.mrmlViewNode()
