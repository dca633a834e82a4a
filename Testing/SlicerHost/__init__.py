"""The Qt application around a scripted module where 3D Slicer is not installed.

``slicer-core`` from PyPI is Slicer's C++ core without its application; this package supplies the application, on
PySide6 and trame-slicer, so that a scripted module written for Slicer runs unchanged: panel, logic, parameter
node, views, files. It is strict: what Slicer has and the host lacks raises AttributeError, ImportError or
RuntimeError. Which Slicer class each stand-in stands for is said in its file.

::

    from SlicerHost import startHost
    host = startHost(width=1700, height=1000)
    host.loadModule("EMHAssist/EMHAssist.py")
    slicer.util.selectModule("EMHAssist")
    host.screenshot("panel.png")

The modules ``qt``, ``ctk``, ``SampleData`` and ``slicer.*`` exist only after `startHost`, so code that uses them is
imported afterwards.
"""

import atexit
import importlib
import os
import sys

_host = None


class SlicerHost:
    """The running application. Made by `startHost`."""

    def __init__(self, width, height):
        import slicer
        import slicer.util

        _removeLeakedNames(slicer)
        from .QtModules import installQtModules
        installQtModules()
        from .Application import qSlicerApplication
        from .Support import installSupportModules
        installSupportModules()
        self._application = qSlicerApplication(width, height)
        _nameClasses(slicer)
        for name in ("ScriptedLoadableModule", "parameterNodeWrapper"):
            module = importlib.import_module(f"SlicerHost.{name[0].upper()}{name[1:]}")
            sys.modules[f"slicer.{name}"] = module
            setattr(slicer, name, module)
        self.loadModule(os.path.join(os.path.dirname(__file__), "ScriptedModules", "SampleData.py"))
        atexit.register(self.close)

    @property
    def application(self):
        """``slicer.app``."""
        return self._application

    @property
    def mainWindow(self):
        """The main window, a QWidget with the module panel and the views."""
        import slicer
        return slicer.util.mainWindow()

    def loadModule(self, path):
        """Load the scripted module in the file `path`, as ``--additional-module-paths`` does, and say that start-up
        is complete; what the module connected to ``startupCompleted()`` runs. Loading it again does nothing.

        :return: the module, also found at ``slicer.modules.<name in lower case>``.
        """
        module = self._application.moduleManager().loadScriptedModule(path)
        self._application.startupCompleted.emit()
        self._application.disconnect("startupCompleted()")  # in Slicer it is emitted once in a session
        return module

    def screenshot(self, path, panelWidth=420):
        """Write a picture (PNG) of the main window: the open module's panel beside the views.

        :param path: file to write.
        :param panelWidth: width of the module panel, px.
        """
        from .Screenshot import writeScreenshot
        writeScreenshot(self.mainWindow, path, panelWidth)

    def close(self):
        """Leave the open module and unload all scripted modules; their ``exit`` and ``cleanup`` run."""
        atexit.unregister(self.close)
        self.mainWindow.moduleSelector().selectModule("")
        self._application.moduleManager().unloadModules()


def startHost(width=1700, height=1000):
    """Start the application, or return the one that runs.

    Draws off screen unless the environment variable QT_QPA_PLATFORM says otherwise.

    :param width: width of the main window, px.
    :param height: height of the main window, px.
    :return: the SlicerHost.
    :raises RuntimeError: for a PySide6 the host cannot run on.
    """
    global _host
    if _host is None:
        _checkQt()
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.setdefault("VTK_DEFAULT_OPENGL_WINDOW", "vtkEGLRenderWindow")  # views need no X server
        _host = SlicerHost(width, height)
    return _host


def _checkQt():
    """Refuse PySide6 6.12, which ends the process before Python 3.12: each call that returns nothing takes a
    reference of None away. 6.8 (long-term support) to 6.11 are sound."""
    import PySide6
    if PySide6.__version_info__[:2] >= (6, 12):
        raise RuntimeError(f"SlicerHost cannot run on PySide6 {PySide6.__version__}: install PySide6-Essentials 6.8.3.")


def _removeLeakedNames(slicer):
    """slicer-core puts the functions of slicer.util into slicer too; Slicer does not."""
    for name in [name for name in vars(slicer.util) if not name.startswith(("_", "vtk"))]:
        if vars(slicer).get(name) is vars(slicer.util)[name] and name != "slicer":
            delattr(slicer, name)


def _nameClasses(slicer):
    """Put the stand-ins for Slicer's Qt classes where Slicer has them: ``slicer.qMRMLWidget`` and so on."""
    from . import (
        InputOutput,
        LayoutManager,
        MainWindow,
        Modules,
        MRMLTableView,
        MRMLWidgets,
        Views,
    )
    for module in (InputOutput, LayoutManager, MainWindow, Modules, MRMLTableView, MRMLWidgets, Views):
        for name, item in vars(module).items():
            if name.startswith(("qMRML", "qSlicer")):
                setattr(slicer, name, item)
