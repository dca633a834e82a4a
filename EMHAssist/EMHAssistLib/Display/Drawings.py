"""All that is drawn over the images of the views."""

from __future__ import annotations

from collections.abc import Callable

from ..Report.ViewText import RegionLabel
from .CaseBox import BoxContent, CaseBox, Place
from .HoverHandles import HoverHandles
from .RegionLabels import RegionLabels
from .Scene3D import Scene3D
from .SceneDrawing import SceneContent
from .ShapeOutlines import ShapeOutlines


class Drawings:
    """Outlines, labels and box in all views, and surfaces in 3D views.

    :param scene: the scene
    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    :param boxMoved: called with the place of the box, as that of BoxContent, where the user has moved it
    """

    def __init__(self, scene, layoutManager, boxMoved: Callable[[Place], None] = lambda place: None):
        self._outlines = ShapeOutlines(scene, layoutManager)
        self._box = CaseBox(layoutManager, boxMoved,
                            lambda volume: self._labels.originals.get(volume, volume))
        self._labels = RegionLabels(scene, layoutManager, self._box.rectangle)
        self._scene3D = Scene3D(scene, layoutManager, self._box.rectangle)
        self._handles = HoverHandles(scene, layoutManager)
        self._isShown = False

    @property
    def scene3D(self) -> Scene3D:
        """The surfaces in 3D views."""
        return self._scene3D

    @property
    def box(self) -> BoxContent:
        """What the box shows."""
        return self._box.content

    @property
    def boxView(self) -> str:
        """Name of the view that has the box, "" for none."""
        view = self._box.boxView() if self._isShown else None
        return view.name if view else ""

    @property
    def labels(self) -> tuple[RegionLabel, ...]:
        """The labels of regions."""
        return self._labels.labels

    def show(self, labels: tuple[RegionLabel, ...], box: BoxContent, content: SceneContent) -> None:
        """Show outlines, these labels, this box and these surfaces. Nothing is drawn anew when they are shown already.
        """
        if not self._isShown:
            self._outlines.show()
            self._handles.show()
            self._isShown = True
        self._handles.follow()
        self._labels.show(labels)
        self._box.show(box)
        self._scene3D.show(content)

    def selectRegion(self, nodeId: str) -> None:
        """Show the handles of a ROI node wherever the mouse is; "" for none."""
        self._handles.select(nodeId)

    def refresh(self) -> None:
        """Draw in the views that are there now. To be called when the layout has changed."""
        if self._isShown:
            self._outlines.show()
            self._handles.show()
            self._labels.refresh()
            self._box.refresh()
            self._scene3D.refresh()

    def remove(self) -> None:
        """Take everything out of all views."""
        self._isShown = False
        self._outlines.remove()
        self._handles.remove()
        self._labels.show(())
        self._box.show(BoxContent())
        self._scene3D.remove()

    def forget(self) -> None:
        """Take everything out of all views for good: the scene is being closed."""
        self.remove()
        self._scene3D.forget()
