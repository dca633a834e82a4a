"""Typed access to a module's parameter node: the host's ``slicer.parameterNodeWrapper``.

Stands for wrapper.py of Slicer's package of that name. Types and stored names: see ParameterSerializers.py;
widgets: see ParameterWidgets.py. As in Slicer a value is read once and kept until the node is modified.
"""

import typing
import weakref

import qt
import slicer
import vtk

from .ParameterSerializers import ObservedList, createSerializer, splitAnnotations
from .ParameterValidators import (
    Choice,
    Default,
    IsInstance,
    Maximum,
    Minimum,
    NotNone,
    Validator,
    WithinRange,
)
from .ParameterWidgets import Decimals, SingleStep, createConnector

__all__ = ["Choice", "Decimals", "Default", "IsInstance", "Maximum", "Minimum", "NotNone", "ObservedList",
           "SingleStep", "SlicerParameterNamePropertyName", "Validator", "WithinRange", "findChildWidgetForParameter",
           "isParameterNodeWrapper", "parameterNodeWrapper"]

SlicerParameterNamePropertyName = "SlicerParameterName"


class _Parameter:
    """One parameter of one node, its value kept until the node changes."""

    def __init__(self, node, name, serializer, default):
        self._node = node
        self._name = name
        self._serializer = serializer
        self.default = default
        self._writing = False
        if not serializer.isIn(node, name):
            serializer.write(node, name, default.value)
        self._value = serializer.read(node, name)
        # A weak reference: the observer must not keep this object, and with it the node, alive.
        weakSelf = weakref.ref(self)
        self._tag = node.AddObserver(vtk.vtkCommand.ModifiedEvent, lambda *_: weakSelf()._onModified())

    def __del__(self):
        self._node.RemoveObserver(self._tag)

    def _onModified(self):
        if not self._writing:
            self._value = self._readNow()

    def _readNow(self):
        if not self._serializer.isIn(self._node, self._name):
            self._serializer.write(self._node, self._name, self.default.value)
        return self._serializer.read(self._node, self._name)

    def read(self):
        return self._value if self._serializer.cached else self._readNow()

    def write(self, value):
        self._writing = True
        try:
            with slicer.util.NodeModify(self._node):  # observers hear of it after the kept value is right
                self._serializer.write(self._node, self._name, value)
                self._value = self._serializer.read(self._node, self._name)
        finally:
            self._writing = False


class _Wrapper:
    """What `parameterNodeWrapper` adds to a class. `allParameters`: {name: (serializer, default, type)}."""

    def __init__(self, parameterNode, prefix=None):
        self.parameterNode = parameterNode
        self._connectors = {}
        self._observerTags = {}
        self._nextTag = 0
        self._updatingGui = False
        self._parameters = {name: _Parameter(parameterNode, (prefix or "") + name, serializer, default)
                            for name, (serializer, default, _) in self.allParameters.items()}

    def __del__(self):
        # An observer that outlives the objects its function refers to would end the process.
        for tag in self._observerTags.values():
            self.RemoveObserver(tag)

    def _parameter(self, name):
        if name not in self._parameters:
            raise ValueError(f"Cannot find a param with the given name: {name}; there are {list(self._parameters)}")
        return self._parameters[name]

    def getValue(self, name):
        """The value of the parameter `name`."""
        return self._parameter(name).read()

    def setValue(self, name, value):
        """Set the parameter `name`; ValueError or TypeError for a value that is not allowed."""
        self._parameter(name).write(value)

    def default(self, name):
        """The Default of the parameter `name`."""
        return self._parameter(name).default

    @classmethod
    def dataType(cls, name):
        """The type of the parameter `name`, as written in the class."""
        return cls.allParameters[name][2]

    def connectGui(self, gui):
        """Connect every widget with a SlicerParameterName, in a widget or in an object from childWidgetVariables.

        :return: tag for `disconnectGui`.
        """
        widgets = gui.findChildren(qt.QWidget) if isinstance(gui, qt.QWidget) else vars(gui).values()
        names = [(widget.property(SlicerParameterNamePropertyName), widget) for widget in widgets]
        return self.connectParametersToGui({name: widget for name, widget in names if name})

    def connectParametersToGui(self, mapping):
        """Connect widgets to parameters, {name: widget}.

        :return: tag for `disconnectGui`.
        """
        for name in mapping:
            self._parameter(name)  # all names are checked before anything is connected
        tag = self._nextTag
        self._nextTag += 1
        self._connectors[tag] = {name: createConnector(widget, self.dataType(name))
                                 for name, widget in mapping.items()}
        for name, connector in self._connectors[tag].items():
            connector.write(self.getValue(name))
            connector.onChanged(lambda name=name, connector=connector: self._onWidgetChanged(name, connector))
        self._observerTags[tag] = self.AddObserver(vtk.vtkCommand.ModifiedEvent, lambda *_: self._updateGui())
        return tag

    def disconnectGui(self, tag):
        """Disconnect what `connectGui` or `connectParametersToGui` connected under that tag; others are ignored."""
        for connector in self._connectors.pop(tag, {}).values():
            connector.onChanged(None)
        if tag in self._observerTags:
            self.RemoveObserver(self._observerTags.pop(tag))

    def _onWidgetChanged(self, name, connector):
        if not self._updatingGui:
            with slicer.util.NodeModify(self):
                self.setValue(name, connector.read())

    def _updateGui(self):
        if self._updatingGui:
            return
        self._updatingGui = True
        try:
            for connectors in self._connectors.values():
                for name, connector in connectors.items():
                    connector.write(self.getValue(name))
        finally:
            self._updatingGui = False

    def StartModify(self):
        """vtkMRMLNode.StartModify of the node."""
        return self.parameterNode.StartModify()

    def EndModify(self, wasModified):
        """vtkMRMLNode.EndModify of the node."""
        return self.parameterNode.EndModify(wasModified)

    def AddObserver(self, event, callback, priority=0.0):
        """vtkObject.AddObserver of the node."""
        return self.parameterNode.AddObserver(event, callback, priority)

    def RemoveObserver(self, tag):
        """vtkObject.RemoveObserver of the node."""
        return self.parameterNode.RemoveObserver(tag)

    def Modified(self):
        """vtkObject.Modified of the node."""
        return self.parameterNode.Modified()


def _property(name):
    return property(lambda self: self.getValue(name), lambda self, value: self.setValue(name, value))


def _wrap(classtype):
    allParameters = {}
    for name, annotatedType in typing.get_type_hints(classtype, include_extras=True).items():
        if hasattr(_Wrapper, name) or name == "allParameters":
            raise ValueError(f"Cannot use reserved name '{name}' in a parameterNodeWrapper")
        serializer = createSerializer(annotatedType)
        defaults = [item for item in splitAnnotations(annotatedType)[1] if isinstance(item, Default)]
        if hasattr(classtype, name):
            defaults = [Default(getattr(classtype, name))]
        allParameters[name] = (serializer, defaults[0] if defaults else Default(serializer.default), annotatedType)
    namespace = {name: _property(name) for name in allParameters}
    namespace.update(allParameters=allParameters, _is_parameter_node_wrapper=True, __doc__=classtype.__doc__,
                     __module__=classtype.__module__, __qualname__=classtype.__qualname__)
    return type(classtype.__name__, (_Wrapper, classtype), namespace)


def parameterNodeWrapper(classtype=None):
    """Class decorator: make the annotated names of a class typed parameters of a parameter node."""
    return _wrap if classtype is None else _wrap(classtype)


def isParameterNodeWrapper(classOrObject):
    """Whether a class, or an object's class, was made by `parameterNodeWrapper`."""
    return getattr(classOrObject, "_is_parameter_node_wrapper", False)


def findChildWidgetForParameter(widget, name):
    """The widget inside `widget` with that SlicerParameterName, or None."""
    return next((child for child in widget.findChildren(qt.QWidget)
                 if child.property(SlicerParameterNamePropertyName) == name), None)
