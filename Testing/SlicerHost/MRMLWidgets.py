"""Stand-ins for the widgets of Slicer that know the MRML scene (Libs/MRML/Widgets).

Only what module panels use is here; anything else raises AttributeError.
"""

from PySide6 import QtCore, QtWidgets
from slicer import vtkMRMLScene
from vtkmodules.vtkCommonCore import vtkCommand


class qMRMLWidget(QtWidgets.QWidget):
    """Stands for ``qMRMLWidget``: a widget that hands its scene on to the widgets inside it."""

    mrmlSceneChanged = QtCore.Signal(object)

    def __init__(self, parent=None):
        super().__init__(parent)
        self._scene = None

    def mrmlScene(self):
        """The scene, or None."""
        return self._scene

    def setMRMLScene(self, scene):
        """Set the scene; emits ``mrmlSceneChanged(vtkMRMLScene*)`` when it is another one."""
        if scene is not self._scene:
            self._scene = scene
            self.mrmlSceneChanged.emit(scene)


class qMRMLNodeComboBox(QtWidgets.QWidget):
    """Stands for ``qMRMLNodeComboBox``: choose one node of the scene among those of given types.

    The menu entries that create, rename, edit and delete nodes are not shown; `addNode` and
    `removeCurrentNode` do the same from code.
    """

    currentNodeChanged = QtCore.Signal(object)
    currentNodeIDChanged = QtCore.Signal(str)

    _SCENE_EVENTS = (vtkMRMLScene.NodeAddedEvent, vtkMRMLScene.NodeRemovedEvent, vtkMRMLScene.EndCloseEvent,
                     vtkMRMLScene.EndImportEvent, vtkMRMLScene.EndBatchProcessEvent)

    def __init__(self, parent=None):
        super().__init__(parent)
        self._scene = None
        self._sceneTags = []
        self._nodeTags = []
        self._nodes = []
        self._types = []
        self._attributes = []
        self._current = None
        self._options = {"noneEnabled": False, "addEnabled": True, "removeEnabled": True, "renameEnabled": False,
                         "editEnabled": False, "showHidden": False, "showChildNodeTypes": True,
                         "selectNodeUponCreation": True, "noneDisplay": "None", "baseName": ""}
        self._comboBox = QtWidgets.QComboBox(self)
        self._comboBox.setSizeAdjustPolicy(QtWidgets.QComboBox.AdjustToMinimumContentsLengthWithIcon)
        layout = QtWidgets.QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._comboBox)
        self._comboBox.activated.connect(self._onActivated)
        self.destroyed.connect(lambda *_, state=self.__dict__: _unobserve(state))

    def _option(kind, name):
        def getter(self):
            return self._options[name]

        def setter(self, value):
            self._options[name] = value
            self._refresh()
        return QtCore.Property(kind, getter, setter), setter

    noneEnabled, setNoneEnabled = _option(bool, "noneEnabled")
    addEnabled, setAddEnabled = _option(bool, "addEnabled")
    removeEnabled, setRemoveEnabled = _option(bool, "removeEnabled")
    renameEnabled, setRenameEnabled = _option(bool, "renameEnabled")
    editEnabled, setEditEnabled = _option(bool, "editEnabled")
    showHidden, setShowHidden = _option(bool, "showHidden")
    showChildNodeTypes, setShowChildNodeTypes = _option(bool, "showChildNodeTypes")
    selectNodeUponCreation, setSelectNodeUponCreation = _option(bool, "selectNodeUponCreation")
    noneDisplay, setNoneDisplay = _option(str, "noneDisplay")
    baseName, setBaseName = _option(str, "baseName")
    del _option

    def _nodeTypes(self):
        return self._types

    def setNodeTypes(self, nodeTypes):
        """Set the class names of the nodes offered."""
        self._types = list(nodeTypes)
        self._refresh()

    nodeTypes = QtCore.Property("QStringList", _nodeTypes, setNodeTypes)

    def addAttribute(self, nodeType, attributeName, attributeValue=None):
        """Offer nodes of class `nodeType` only when they have the attribute (of that value, unless None)."""
        self._attributes.append((nodeType, attributeName, attributeValue))
        self._refresh()

    def mrmlScene(self):
        """The scene, or None."""
        return self._scene

    def setMRMLScene(self, scene):
        """Set the scene whose nodes are offered."""
        if scene is self._scene:
            return
        _unobserve(self.__dict__)
        self._scene = scene
        if scene is not None:
            self._sceneTags = [scene.AddObserver(event, self._onSceneEvent) for event in self._SCENE_EVENTS]
        self._refresh()

    def nodeCount(self):
        """How many nodes are offered."""
        return len(self._nodes)

    def nodeFromIndex(self, index):
        """The node offered at `index`, or None."""
        return self._nodes[index] if 0 <= index < len(self._nodes) else None

    def currentNode(self):
        """The chosen node, or None."""
        return self._current

    def _currentNodeID(self):
        return self._current.GetID() if self._current else ""

    def setCurrentNode(self, node):
        """Choose a node (or its ID, or None). A node that is not offered counts as None, as in Slicer."""
        if isinstance(node, str):
            node = self._scene.GetNodeByID(node) if self._scene and node else None
        self._select(node if node in self._nodes else None)

    def setCurrentNodeID(self, nodeID):
        """Choose a node by its ID."""
        self.setCurrentNode(nodeID)

    currentNodeID = QtCore.Property(str, _currentNodeID, setCurrentNodeID)

    def addNode(self, nodeType=""):
        """Create a node of `nodeType` (the first type by default) and choose it; returns the node."""
        nodeType = nodeType or self._types[0]
        baseName = self._options["baseName"] or self._scene.GetTagByClassName(nodeType)
        node = self._scene.AddNewNodeByClass(nodeType, self._scene.GenerateUniqueName(baseName))
        for attributeType, name, value in self._attributes:
            if node.IsA(attributeType):
                node.SetAttribute(name, "" if value is None else str(value))
        self._refresh()
        if self._options["selectNodeUponCreation"]:
            self.setCurrentNode(node)
        return node

    def removeCurrentNode(self):
        """Remove the chosen node from the scene."""
        self._scene.RemoveNode(self._current)

    def _isOffered(self, node):
        if node.GetHideFromEditors() and not self._options["showHidden"]:
            return False
        ofType = node.IsA if self._options["showChildNodeTypes"] else node.GetClassName().__eq__
        if not any(ofType(name) for name in self._types):
            return False
        return all(node.GetAttribute(name) is not None if value is None else node.GetAttribute(name) == str(value)
                   for nodeType, name, value in self._attributes if node.IsA(nodeType))

    def _onSceneEvent(self, caller, event):
        if not self._scene.IsBatchProcessing():
            self._refresh()

    def _refresh(self, *_):
        for node, tag in self._nodeTags:
            node.RemoveObserver(tag)
        scene = self._scene
        nodes = [scene.GetNthNode(index) for index in range(scene.GetNumberOfNodes())] if scene else []
        self._nodes = [node for node in nodes if self._isOffered(node)]
        self._nodeTags = [(node, node.AddObserver(vtkCommand.ModifiedEvent, self._onNodeModified))
                          for node in self._nodes]
        self._comboBox.clear()
        if self._options["noneEnabled"]:
            self._comboBox.addItem(self._options["noneDisplay"])
        self._comboBox.addItems([node.GetName() or "" for node in self._nodes])
        current = self._current if self._current in self._nodes else None
        if current is None and self._nodes and not self._options["noneEnabled"]:
            current = self._nodes[0]
        self._select(current)

    def _onNodeModified(self, node, event):
        if not self._isOffered(node):
            self._refresh()
        else:
            name = node.GetName() or ""
            # Bytes where it is not UTF-8.
            self._comboBox.setItemText(self._row(node), name if isinstance(name, str) else name.decode("latin-1"))

    def _row(self, node):
        first = 1 if self._options["noneEnabled"] else 0
        return first + self._nodes.index(node) if node is not None else first - 1

    def _onActivated(self, row):
        self._select(self.nodeFromIndex(row - (1 if self._options["noneEnabled"] else 0)))

    def _select(self, node):
        self._comboBox.setCurrentIndex(self._row(node))
        if node is not self._current:
            self._current = node
            self.currentNodeChanged.emit(node)
            self.currentNodeIDChanged.emit(self._currentNodeID())


def _unobserve(state):
    """Remove the observers a node combo box has on scene and nodes (`state`: its attributes)."""
    for tag in state["_sceneTags"]:
        state["_scene"].RemoveObserver(tag)
    for node, tag in state["_nodeTags"]:
        node.RemoveObserver(tag)
    state["_sceneTags"], state["_nodeTags"] = [], []
