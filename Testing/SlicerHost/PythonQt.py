"""PythonQt's habits on top of PySide6.

Stands for PythonQt's ``PythonQtInstanceWrapper`` (attribute access) and ``PythonQtStdDecorators``
(``connect``/``disconnect``). Slicer wraps Qt with PythonQt, so module code reads and writes Qt
properties as attributes. `applyHabits` gives every Qt class of PySide6 the same behavior:

* a property is an attribute, ``label.text`` and ``label.text = "x"``; calling it (``label.text()``) is
  an error, as in Slicer. Setters (``label.setText("x")``) and ``isEnabled()`` stay what they are;
* static functions with a result and output arguments return the result alone, as PythonQt takes no output arguments
  that are null by default: ``QFileDialog.getOpenFileName()`` is a text;
* ``name`` is ``objectName``, and every object has ``className()``;
* ``object.connect("clicked(bool)", callable)`` and ``object.disconnect(...)`` take a signal as text;
  ``signal.connect(callable)`` stays. An unknown signal raises (PythonQt only prints a line);
* setting an attribute that does not exist raises AttributeError, which catches misspelled properties.

The change is to the classes, so it holds for the whole process; it is therefore made only by the host.
``QTimer.singleShot`` stays the static function, exactly as PythonQt treats it.
"""

import inspect
import re
import types

from PySide6 import QtCore, QtGui, QtWidgets

_ROOT = QtCore.QObject.__mro__[1]  # Shiboken.Object: plain attribute access, before any habit
_connect = QtCore.QObject.connect
_disconnect = QtCore.QObject.disconnect


class QtProperty:
    """Descriptor of one Qt property: its value on an object, the replaced member on the class."""

    def __init__(self, owner, metaProperty):
        self.name = metaProperty.name()
        capitalized = self.name[0].upper() + self.name[1:]
        self.member = inspect.getattr_static(owner, self.name, None)
        if isinstance(self.member, QtProperty):  # replaced in a base class already
            self.member = self.member.member
        self.getter = self.member or inspect.getattr_static(owner, "is" + capitalized, None)
        self.setter = inspect.getattr_static(owner, "set" + capitalized, None)
        self.writable = metaProperty.isWritable()

    def __get__(self, instance, owner=None):
        if instance is None:
            return self.member.__get__(None, owner) if self.member else self
        return self.getter.__get__(instance, owner)() if self.getter else instance.property(self.name)

    def __set__(self, instance, value):
        if self.setter:
            self.setter.__get__(instance, type(instance))(value)
        elif self.writable:
            instance.setProperty(self.name, value)
        else:
            raise AttributeError(f"Property '{self.name}' of {type(instance).__name__} object is not writable")


def _makeProperties(owner):
    """Replace the getter methods of class `owner` that are Qt properties by attributes."""
    metaObject = owner.staticMetaObject
    for index in range(metaObject.propertyCount()):
        metaProperty = metaObject.property(index)
        name = metaProperty.name()
        ownName = index >= metaObject.propertyOffset() or name in vars(owner)
        if ownName and not isinstance(vars(owner).get(name), QtProperty) and name != "singleShot":
            setattr(owner, name, QtProperty(owner, metaProperty))


def signalOf(sender, text):
    """Qt's code of the signal `text` ("clicked(bool)") of `sender`; AttributeError if there is none.

    A VTK pointer argument ("currentNodeChanged(vtkMRMLNode*)") is a Python object in the host's stand-ins.
    """
    if text[:1].isdigit():  # already Qt's code
        return text
    normalized = QtCore.QMetaObject.normalizedSignature(re.sub(r"vtk\w+ *\*", "PyObject", text)).data().decode()
    if sender.metaObject().indexOfSignal(normalized) < 0:
        raise AttributeError(f"signal '{text}' does not exist on {sender.metaObject().className()}")
    return "2" + normalized


def _receiver(arguments):
    """What a signal goes to: (callable,) or (object, slot), the slot as Qt's code."""
    return tuple("1" + item if isinstance(item, str) else item for item in arguments)


def connect(sender, signal, *receiver):
    """``sender.connect("clicked()", callable)``, PythonQt's text form."""
    if isinstance(signal, QtCore.QObject):  # PySide6's own ``signal.connect(callable)`` arrives here
        return _connect(signal, *receiver)
    return _connect(sender, signalOf(sender, signal), *_receiver(receiver))


def disconnect(sender, signal, *receiver):
    """``sender.disconnect("clicked()", callable)``; without a callable every receiver is disconnected."""
    if isinstance(signal, QtCore.QObject):
        return _disconnect(signal, *receiver)
    return _disconnect(sender, signalOf(sender, signal), *(_receiver(receiver) or (None, None)))


def _getAttribute(original):
    """An attribute lookup that finds `connect` and `disconnect` first; PySide6 hides them from patching."""
    def lookup(instance, name):
        if name == "connect":
            return types.MethodType(connect, instance)
        if name == "disconnect":
            return types.MethodType(disconnect, instance)
        return original(instance, name)
    return lookup


def _isClosed(owner):
    """Whether objects of class `owner` take no new attributes: Qt's own classes and the host's stand-ins."""
    return owner.__module__.startswith(("PySide6.", "SlicerHost."))


def _setAttribute(instance, name, value):
    """Set an attribute, refusing one that neither Qt nor a stand-in knows."""
    owner = type(instance)
    member = getattr(owner, name, None)
    if isinstance(member, QtCore.Property):  # of a stand-in; PySide6 would do this in what is replaced here
        member.fset(instance, value)
    elif _isClosed(owner) and not name.startswith("_") and not hasattr(owner, name):
        raise AttributeError(f"'{name}' does not exist on {owner.__name__} and creating new attributes on "
                             "C++ objects is not allowed")
    else:
        _ROOT.__setattr__(instance, name, value)


def qtClasses(*modules):
    """The QObject classes of the given PySide6 modules, base classes first."""
    members = [getattr(module, name) for module in modules for name in dir(module)]
    classes = {item for item in members if isinstance(item, type) and issubclass(item, QtCore.QObject)}
    return sorted(classes, key=lambda item: (len(item.__mro__), item.__name__))


def _filterEventsAlone(owner, **options):
    """Have event filters get events alone: where an event comes to lie at the address of a layout item that is gone,
    PySide6 hands over the Python object of that."""
    super(QtCore.QObject, owner).__init_subclass__(**options)
    own = vars(owner).get("eventFilter")
    if own is not None:
        owner.eventFilter = lambda instance, watched, event: isinstance(event, QtCore.QEvent) and own(
            instance, watched, event)


def applyHabits():
    """Give all Qt classes PythonQt's habits. Calling it again does nothing."""
    if isinstance(vars(QtCore.QObject).get("objectName"), QtProperty):
        return
    for owner in qtClasses(QtCore, QtGui, QtWidgets):
        _makeProperties(owner)
        owner.__setattr__ = _setAttribute
        if "__getattribute__" in vars(owner):
            owner.__getattribute__ = _getAttribute(vars(owner)["__getattribute__"])
    # PySide6 returns the filter the user has chosen as well.
    getSaveFileName = QtWidgets.QFileDialog.getSaveFileName
    QtWidgets.QFileDialog.getSaveFileName = staticmethod(lambda *arguments: getSaveFileName(*arguments)[0])
    QtCore.QObject.name = QtCore.QObject.__dict__["objectName"]
    pairs = QtWidgets.QFileDialog.getOpenFileName
    QtWidgets.QFileDialog.getOpenFileName = staticmethod(lambda *arguments: pairs(*arguments)[0])
    QtCore.QObject.className = lambda instance: instance.metaObject().className()
    QtCore.QObject.__init_subclass__ = classmethod(_filterEventsAlone)
