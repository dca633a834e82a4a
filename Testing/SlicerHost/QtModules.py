"""The modules ``qt`` and ``ctk`` of Slicer's Python, and loading of .ui files.

Slicer builds ``qt`` from PythonQt's wrappers of QtCore, QtGui, QtWidgets and QtUiTools (Base/Python/qt.py) and
``ctk`` from the wrapped CTK widgets (Base/Python/ctk.py).
"""

import sys
import types
from xml.etree import ElementTree

from PySide6 import QtCore, QtGui, QtUiTools, QtWidgets

from . import CTKFlowLayout, CTKWidgets, MRMLTableView, MRMLWidgets
from .PythonQt import applyHabits

_STAND_INS = {name: item for module in (CTKFlowLayout, CTKWidgets, MRMLTableView, MRMLWidgets)
              for name, item in vars(module).items() if name.startswith(("ctk", "qMRML"))}


class QUiLoader(QtUiTools.QUiLoader):
    """Stands for ``QUiLoader`` with Slicer's designer plugins: .ui files with qMRML* and ctk* widgets.

    Signals of such widgets cannot be connected by Qt, as they are written in Python; `load` connects them.
    """

    def load(self, device, parent=None):
        """Build the widget a .ui file (an open QIODevice) describes.

        :raises RuntimeError: for a widget class, or a property of a stand-in, that the host does not have.
        """
        root = ElementTree.fromstring(device.readAll().data())
        self._refuseUnknown(root)
        connections = self._takeConnections(root)
        buffer = QtCore.QBuffer()
        buffer.setData(ElementTree.tostring(root))
        buffer.open(QtCore.QIODevice.ReadOnly)
        widget = super().load(buffer, parent)
        for sender, signal, receiver, slot in connections:
            children = [self._child(widget, name) for name in (sender, receiver)]
            getattr(children[0], signal).connect(getattr(children[1], slot))
        return widget

    def createWidget(self, className, parent=None, name=""):
        """Create a widget by class name, a stand-in where the class is Slicer's or CTK's."""
        if className not in _STAND_INS:
            return super().createWidget(className, parent, name)
        widget = _STAND_INS[className](parent=parent)
        widget.setObjectName(name)
        return widget

    def _refuseUnknown(self, root):
        for element in root.iter("widget"):
            className = element.get("class")
            if className not in _STAND_INS and className not in self.availableWidgets():
                raise RuntimeError(f"SlicerHost has no {className} (widget '{element.get('name')}')")
            for item in element.findall("property"):
                if className in _STAND_INS and item.get("stdset") != "0" and \
                        not hasattr(_STAND_INS[className], item.get("name")):
                    raise RuntimeError(f"SlicerHost's {className} has no property '{item.get('name')}'")

    @staticmethod
    def _takeConnections(root):
        """Remove the connections of MRML signals from the tree: (sender, signal, receiver, slot) names."""
        taken = []
        for connections in root.iter("connections"):
            for connection in list(connections):
                parts = [connection.findtext(tag) for tag in ("sender", "signal", "receiver", "slot")]
                if "vtkMRML" in parts[1]:
                    connections.remove(connection)
                    taken.append([part.split("(")[0] for part in parts])
        return taken

    @staticmethod
    def _child(widget, name):
        return widget if widget.objectName == name else widget.findChild(QtCore.QObject, name)


def _module(name, members, description):
    module = types.ModuleType(name, description)
    vars(module).update(members)
    sys.modules[name] = module


def installQtModules():
    """Put ``qt`` and ``ctk`` into sys.modules, with PythonQt's habits."""
    applyHabits()
    members = {name: getattr(module, name) for module in (QtCore, QtGui, QtWidgets) for name in dir(module)
               if name.startswith(("Q", "Qt")) and name not in ("QtCore", "QtGui", "QtWidgets")}
    members["QUiLoader"] = QUiLoader
    _module("qt", members, "Qt's classes by PythonQt's names, over PySide6.")
    _module("ctk", {name: item for name, item in _STAND_INS.items() if name.startswith("ctk")},
            "Stand-ins for CTK's widgets.")
