"""Modules and the module manager: loading a scripted module as Slicer does.

Stand-ins for ``qSlicerModuleManager``, ``qSlicerModuleFactoryManager``, ``qSlicerScriptedLoadableModule``,
``qSlicerScriptedLoadableModuleWidget`` and, for the modules Slicer writes in C++, ``qSlicerLoadableModule`` (their
logic only; they have no panel here).
"""

import importlib.util
import os
import sys
import types

import slicer
from PySide6 import QtCore, QtGui, QtWidgets

from .MRMLWidgets import qMRMLWidget


class qSlicerLoadableModule(QtCore.QObject):
    """Stands for a C++ module such as Markups or Volumes: its name and its logic."""

    def __init__(self, name, logic):
        super().__init__()
        self.setObjectName(name)
        self._logic = logic

    def logic(self):
        """The module's logic (a vtkMRMLAbstractLogic)."""
        return self._logic

    def widgetRepresentation(self):
        """None: the host has no panels of C++ modules."""
        return None


class qSlicerScriptedLoadableModule(QtCore.QObject):
    """Stands for ``qSlicerScriptedLoadableModule``: what Slicer knows of one scripted module.

    The module's Python class fills in title, categories and so on; unknown attributes raise.
    """

    title = ""
    categories = ()
    contributors = ()
    dependencies = ()
    associatedNodeTypes = ()
    helpText = ""
    acknowledgementText = ""
    extensions = None
    icon = None
    hidden = False
    index = -1
    widgetRepresentationCreationEnabled = True

    def __init__(self, path):
        super().__init__()
        self._path = os.path.abspath(path)
        self._widget = None
        self.setObjectName(os.path.splitext(os.path.basename(path))[0])
        self.icon = QtGui.QIcon()

    @property
    def path(self):
        """File the module was loaded from."""
        return self._path

    def setup(self):
        """Import the file under the module's name, unless that was done, and create its ScriptedLoadableModule.

        Errors of the module are raised.
        """
        folder = os.path.dirname(self._path)
        if folder not in sys.path:
            sys.path.insert(0, folder)
        python = sys.modules.get(self.name)
        if not hasattr(python, self.name):
            python = importSource(self.name, self._path)
        instance = getattr(python, self.name)(self)
        setattr(slicer.modules, self.name + "Instance", instance)
        if hasattr(instance, "setup"):
            instance.setup()

    def logic(self):
        """A vtkSlicerScriptedLoadableModuleLogic, empty as in Slicer; the Python logic is the widget's."""
        return slicer.vtkSlicerScriptedLoadableModuleLogic()

    def widgetRepresentation(self):
        """The module's panel, made and set up when first asked for."""
        if self._widget is None:
            self._widget = self.createNewWidgetRepresentation()
        return self._widget

    def createNewWidgetRepresentation(self):
        """A new panel, set up."""
        widget = qSlicerScriptedLoadableModuleWidget(self)
        widget.setMRMLScene(slicer.mrmlScene)
        widget.reload()
        return widget


class qSlicerScriptedLoadableModuleWidget(qMRMLWidget):
    """Stands for ``qSlicerScriptedLoadableModuleWidget``: the parent widget of a module's panel."""

    def __init__(self, module):
        super().__init__()
        self._module = module
        self._self = None
        self._entered = False
        QtWidgets.QVBoxLayout(self)

    @property
    def isEntered(self):
        """Whether the user is in this module now."""
        return self._entered

    def self(self):
        """The module's ScriptedLoadableModuleWidget."""
        return self._self

    def reload(self):
        """Create the Python widget from its (reloaded) class and set it up."""
        className = self._module.name + "Widget"
        self._self = getattr(sys.modules[self._module.name], className)(self)
        setattr(slicer.modules, className, self._self)
        self._self.setup()

    def enter(self):
        """The user opens the module."""
        self._entered = True
        if hasattr(self._self, "enter"):
            self._self.enter()

    def exit(self):
        """The user leaves the module."""
        self._entered = False
        if hasattr(self._self, "exit"):
            self._self.exit()


def importSource(name, path):
    """Import the Python file `path` as the module `name` and return it."""
    specification = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    try:
        specification.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


class ModuleManager(QtCore.QObject):
    """Stands for ``qSlicerModuleManager`` and its ``factoryManager()``: the modules by name."""

    moduleLoaded = QtCore.Signal(str)
    moduleAboutToBeUnloaded = QtCore.Signal(str)

    def __init__(self, parent):
        super().__init__(parent)
        self._modules = {}
        for name in ("modules", "moduleNames"):
            module = types.ModuleType(f"slicer.{name}")
            sys.modules[module.__name__] = module
            setattr(slicer, name, module)

    def factoryManager(self):
        """The object that knows which modules are loaded: here the manager itself."""
        return self

    def loadedModuleNames(self):
        """Names of all modules."""
        return list(self._modules)

    def modulesNames(self):
        """Names of all modules."""
        return self.loadedModuleNames()

    def module(self, name):
        """The module of that name, or None."""
        return self._modules.get(name)

    def addLogicModule(self, name, logic):
        """Register a C++ module by its logic."""
        self._register(qSlicerLoadableModule(name, logic))

    def loadScriptedModule(self, path):
        """Load a scripted module from its file and return it; errors in it are raised.

        :raises ValueError: when another file's module has the same name.
        """
        module = qSlicerScriptedLoadableModule(path)
        loaded = self._modules.get(module.name)
        if loaded is not None:
            if getattr(loaded, "path", None) != module.path:
                raise ValueError(f"There is a module named {module.name} already")
            return loaded
        self._register(module)
        try:
            module.setup()
        except BaseException:
            self._unregister(module.name)
            raise
        self.moduleLoaded.emit(module.name)
        return module

    def unloadModules(self):
        """Unload the scripted modules; their widgets' `cleanup` runs."""
        for name, module in list(self._modules.items()):
            if isinstance(module, qSlicerScriptedLoadableModule):
                self.moduleAboutToBeUnloaded.emit(name)
                self._unregister(name)

    def _register(self, module):
        self._modules[module.name] = module
        setattr(slicer.modules, module.name.lower(), module)
        setattr(slicer.moduleNames, module.name, module.name)

    def _unregister(self, name):
        del self._modules[name]
        delattr(slicer.moduleNames, name)
        for attribute in (name.lower(), name + "Instance", name + "Widget"):
            vars(slicer.modules).pop(attribute, None)
