"""Drawings of ours over the images of views. Nothing is observed but the drawing of a view: before Slicer draws one,
for whatever reason, our drawing in it is brought up to date."""

from __future__ import annotations

from collections.abc import Callable

import vtk

from .Views import View, topRenderer


class ViewDrawing:
    """What is drawn in one view. Subclasses say what in update().

    :param view: the view
    :param props: what is drawn, the later ones over the earlier ones
    :param priority: drawings of a higher one are brought up to date before the others
    :param renderer: of the view, which is to draw it; None for the one over the image
    """

    def __init__(self, view: View, props: list, priority: float = 0.0, renderer: vtk.vtkRenderer | None = None):
        self.view = view
        self.renderer = renderer or topRenderer(view.window)
        self._props: list = []
        self._over: list = []
        self.add(props)
        self._tag = self.renderer.AddObserver(vtk.vtkCommand.StartEvent, self._onStart, priority)

    def add(self, props: list) -> None:
        """Draw more props."""
        for prop in props:
            self.renderer.AddViewProp(prop)
        self._props += props

    def addOver(self, props: list) -> None:
        """Draw more props, over all that the view shows."""
        for prop in props:
            topRenderer(self.view.window).AddViewProp(prop)
        self._over += props

    def remove(self) -> None:
        """Take everything out of the view."""
        self.renderer.RemoveObserver(self._tag)
        for prop in self._props:
            self.renderer.RemoveViewProp(prop)
        for prop in self._over:
            topRenderer(self.view.window).RemoveViewProp(prop)
        self._props.clear()
        self._over.clear()

    def update(self) -> None:
        """Bring the props up to date. Called at every drawing of the view: has to be cheap when nothing has changed."""
        raise NotImplementedError

    def _onStart(self, caller, event) -> None:
        self.update()


class ViewDrawings:
    """A drawing in each view.

    :param views: returns the views to draw in
    :param draw: makes the drawing of a view
    """

    def __init__(self, views: Callable[[], list[View]], draw: Callable[[View], ViewDrawing]):
        self._views = views
        self._draw = draw
        # A layout change makes and hides views.
        self._drawings: dict[vtk.vtkRenderWindow, ViewDrawing] = {}

    @property
    def views(self) -> list[View]:
        """The views with a drawing, in the order of the layout manager."""
        return [drawing.view for drawing in self._drawings.values()]

    def drawing(self, view: View) -> ViewDrawing | None:
        """Return the drawing in a view, None when there is none."""
        return self._drawings.get(view.window)

    def show(self, isOther: bool = False) -> None:
        """Draw in the views that are there now. To be called again when the layout has changed.

        :param isOther: there is something else to draw
        """
        views = {view.window: view for view in self._views()}
        for window in self._drawings.keys() - views.keys():
            self._drawings.pop(window).remove()
        for window, view in views.items():
            isNew = window not in self._drawings
            if isNew:
                self._drawings[window] = self._draw(view)
            if isNew or isOther:
                view.scheduleRender()

    def remove(self) -> None:
        """Take the drawings out of all views."""
        windows = {view.window for view in self._views()} if self._drawings else set()
        for window, drawing in self._drawings.items():
            drawing.remove()
            if window in windows:  # else it was closed
                drawing.view.scheduleRender()
        self._drawings.clear()
