"""The views of the application and their arrangement.

Stands for ``qMRMLLayoutManager``. Layouts, their names and numbers are those of Slicer's own vtkMRMLLayoutLogic;
this file builds the widgets a layout description asks for. Table and plot views are left out of a layout.
"""

from xml.etree import ElementTree

import slicer
from PySide6 import QtCore, QtWidgets
from trame_slicer.views import ViewLayoutDefinition, ViewProps, ViewType
from vtkmodules.util.misc import calldata_type
from vtkmodules.util.vtkConstants import VTK_OBJECT
from vtkmodules.vtkCommonCore import vtkCommand

from .Views import ViewFactory, qMRMLSliceWidget, qMRMLThreeDWidget

_WIDGETS = {"vtkMRMLSliceNode": (ViewType.SLICE_VIEW, qMRMLSliceWidget),
            "vtkMRMLViewNode": (ViewType.THREE_D_VIEW, qMRMLThreeDWidget)}


class qMRMLLayoutManager(QtCore.QObject):
    """Stands for ``qMRMLLayoutManager``.

    :param viewManager: trame-slicer's ViewManager.
    :param viewport: widget the views are put into.
    """

    layoutChanged = QtCore.Signal(int)

    def __init__(self, viewManager, viewport):
        super().__init__(viewport)
        self._viewManager = viewManager
        self._viewManager.register_factory(ViewFactory())
        self._viewport = viewport
        self._viewportLayout = QtWidgets.QVBoxLayout(viewport)
        self._viewportLayout.setContentsMargins(0, 0, 0, 0)
        self._widgets = {className: {} for className in _WIDGETS}
        self._shown = None
        self._logic = slicer.vtkMRMLLayoutLogic()
        self._logic.SetMRMLScene(slicer.mrmlScene)
        self._logic.GetLayoutNode().AddObserver(vtkCommand.ModifiedEvent, self._onLayoutNodeModified)
        slicer.mrmlScene.AddObserver(slicer.vtkMRMLScene.NodeRemovedEvent, self._onNodeRemoved)
        self._onLayoutNodeModified()

    def mrmlScene(self):
        """The scene."""
        return self._logic.GetMRMLScene()

    def layoutLogic(self):
        """The vtkMRMLLayoutLogic."""
        return self._logic

    def _layout(self):
        return self._logic.GetLayoutNode().GetViewArrangement()

    def setLayout(self, layout):
        """Choose a layout, one of vtkMRMLLayoutNode's SlicerLayout... numbers."""
        self._logic.GetLayoutNode().SetViewArrangement(layout)

    layout = QtCore.Property(int, _layout, setLayout, notify=layoutChanged)

    def viewport(self):
        """The widget the views are in."""
        return self._viewport

    def sliceViewNames(self):
        """Names of the slice views there are, such as ("Red", "Green", "Yellow")."""
        return tuple(self._widgets["vtkMRMLSliceNode"])

    def sliceWidget(self, name):
        """The slice widget of that name, or None."""
        return self._widgets["vtkMRMLSliceNode"].get(name)

    @property
    def threeDViewCount(self):
        """How many 3D views there are."""
        return len(self._widgets["vtkMRMLViewNode"])

    @property
    def tableViewCount(self):
        """How many table views there are: none."""
        return 0

    @property
    def plotViewCount(self):
        """How many plot views there are: none."""
        return 0

    def threeDWidget(self, which):
        """The 3D widget by index or name, or None."""
        widgets = self._widgets["vtkMRMLViewNode"]
        if isinstance(which, str):
            return widgets.get(which)
        return list(widgets.values())[which] if 0 <= which < len(widgets) else None

    def viewWidget(self, viewNode):
        """The widget that shows a view node, or None."""
        return self._widgets.get(viewNode.GetClassName(), {}).get(viewNode.GetLayoutName())

    def activeMRMLThreeDViewNode(self):
        """The vtkMRMLViewNode of the first 3D view, or None."""
        widget = self.threeDWidget(0)
        return widget.mrmlViewNode() if widget else None

    def mrmlSliceLogics(self):
        """vtkCollection of the slice logics."""
        return slicer.app.applicationLogic().GetSliceLogics()

    def mrmlViewLogics(self):
        """vtkCollection of the 3D view logics."""
        return slicer.app.applicationLogic().GetViewLogics()

    def resetSliceViews(self):
        """Show the whole background volume in every slice view."""
        for widget in self._widgets["vtkMRMLSliceNode"].values():
            widget.fitSliceToBackground()

    def resetThreeDViews(self):
        """Show everything in every 3D view."""
        for widget in self._widgets["vtkMRMLViewNode"].values():
            widget.threeDView().resetFocalPoint()
            widget.threeDView().resetCamera()

    def setRenderPaused(self, pause):
        """Pause drawing in all views (True), or end one pause."""
        for name in self.sliceViewNames():
            self.sliceWidget(name).sliceView().setRenderPaused(pause)
        for index in range(self.threeDViewCount):
            self.threeDWidget(index).threeDView().setRenderPaused(pause)

    def pauseRender(self):
        """Begin a pause in all views."""
        self.setRenderPaused(True)

    def resumeRender(self):
        """End a pause in all views."""
        self.setRenderPaused(False)

    def _onLayoutNodeModified(self, *_):
        description = self._logic.GetLayoutNode().GetCurrentLayoutDescription()
        if not description or description == self._shown:
            return
        self._shown = description
        for widget in [widget for widgets in self._widgets.values() for widget in widgets.values()]:
            widget.hide()
            widget.setParent(self._viewport)  # out of the arrangement that is deleted below
        names = []
        arrangement = self._build(ElementTree.fromstring(description), names)
        previous = self._viewportLayout.takeAt(0)
        self._viewportLayout.addWidget(arrangement)
        arrangement.show()
        if previous:
            previous.widget().deleteLater()
        self._viewManager.set_current_view_ids(names)
        self.layoutChanged.emit(self._layout())

    @calldata_type(VTK_OBJECT)
    def _onNodeRemoved(self, scene, event, node):
        """Delete the view of a view node that is gone, as qMRMLLayoutViewFactory does."""
        widgets = self._widgets.get(node.GetClassName(), {})
        name = node.GetLayoutName() if widgets else None
        if name not in widgets:
            return
        widget = widgets.pop(name)
        widget.hide()
        if node.IsA("vtkMRMLSliceNode"):
            logic = widget.sliceLogic()
            logic.SetMRMLScene(None)
            self.mrmlSliceLogics().RemoveItem(logic)
        self._viewManager.remove_view(name)
        # Now, not when Python happens to collect it.
        widget.release()
        widget.deleteLater()

    def _build(self, element, names):
        """The widget for a layout element; the names of its views are added to `names`."""
        if element.get("type") == "tab":
            container = QtWidgets.QTabWidget()
        else:
            container = QtWidgets.QWidget()
            vertical = element.get("type") == "vertical"
            box = QtWidgets.QBoxLayout(QtWidgets.QBoxLayout.TopToBottom if vertical else
                                       QtWidgets.QBoxLayout.LeftToRight, container)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(3)
        for item in element.findall("item"):
            child = item.find("layout")
            widget = self._build(child, names) if child is not None else self._view(item.find("view"), names)
            if widget is None:
                continue
            if element.get("type") == "tab":
                container.addTab(widget, names[-1])
            else:
                box.addWidget(widget, int(item.get("splitSize", 1)))
                widget.show()
        return container

    def _view(self, element, names):
        """The widget for a view element, made when first needed; None for a table or plot view."""
        className, name = element.get("class"), element.get("singletontag")
        if className not in _WIDGETS:
            return None
        viewType, widgetClass = _WIDGETS[className]
        if name not in self._widgets[className]:
            properties = {item.get("name"): item.text for item in element.findall("property")}
            view = self._viewManager.create_view(ViewLayoutDefinition(
                name, viewType, ViewProps(orientation=properties.get("orientation"))))
            self._widgets[className][name] = widgetClass(view)
        names.append(name)
        return self._widgets[className][name]
