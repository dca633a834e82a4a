"""``slicer.app``: the application.

Stands for ``qSlicerApplication`` and ``qSlicerCoreApplication``. The MRML scene, the application logic and the
logics of the modules come from trame-slicer's SlicerApp. The application behaves as Slicer started with
``--testing``: messages are logged, no dialog waits for an answer. Settings go to a temporary folder.
"""

import gc
import logging
import os
import subprocess
import sys
import tempfile
import types

import PySide6
import slicer
from PySide6 import QtCore, QtGui, QtWidgets
from trame_slicer.core import SlicerApp
from vtkmodules.vtkCommonCore import vtkOutputWindow

from .InputOutput import qSlicerCoreIOManager
from .LayoutManager import qMRMLLayoutManager
from .MainWindow import qSlicerMainWindow
from .Modules import ModuleManager

# Modules of Slicer known by their logic: those trame-slicer registers, and those the host adds.
_REGISTERED = ("Markups", "Volumes", "Segmentations", "SubjectHierarchy", "Terminologies", "Colors")
_ADDED = {"Tables": "vtkSlicerTablesLogic", "Transforms": "vtkSlicerTransformLogic", "Models": "vtkSlicerModelsLogic",
          "Units": "vtkSlicerUnitsLogic"}


_LOG_LEVELS = {QtCore.QtMsgType.QtDebugMsg: logging.DEBUG, QtCore.QtMsgType.QtInfoMsg: logging.INFO,
               QtCore.QtMsgType.QtWarningMsg: logging.WARNING}


def _logQtMessage(kind, context, message):
    """Send Qt's messages to Python's log, as Slicer's error log does."""
    if "propagateSizeHints" not in message:  # the off-screen platform says so for every window
        logging.log(_LOG_LEVELS.get(kind, logging.ERROR), message)


def _logException(kind, error, traceback):
    """Send an exception nobody caught, as in a signal's or observer's function, to Python's log."""
    logging.error("%s: %s", kind.__name__, error, exc_info=(kind, error, traceback))


class qSlicerApplication(QtWidgets.QApplication):
    """Stands for ``qSlicerApplication``; there is one in a process, made by `startHost`."""

    startupCompleted = QtCore.Signal()

    majorVersion = 5
    minorVersion = 10
    documentationBaseUrl = "https://slicer.readthedocs.io/en/latest/"

    def __init__(self, width, height):
        QtCore.qInstallMessageHandler(_logQtMessage)
        sys.excepthook = _logException
        super().__init__(["Slicer"])
        self._folder = tempfile.TemporaryDirectory(prefix="SlicerHost-")
        QtCore.QSettings.setDefaultFormat(QtCore.QSettings.IniFormat)
        QtCore.QSettings.setPath(QtCore.QSettings.IniFormat, QtCore.QSettings.UserScope, self._folder.name)
        self.setApplicationName("Slicer")
        self.setOrganizationName("SlicerHost")
        self._setLook()
        self._registerIcons()
        self._settings = QtCore.QSettings()
        self._core = SlicerApp()
        vtkOutputWindow.GetInstance().SetDisplayModeToNever()  # vtkLogger shows warnings and errors already
        slicer.app = self
        slicer.mrmlScene = self._core.scene
        self._moduleManager = ModuleManager(self)
        self._addLogicModules()
        self._ioManager = qSlicerCoreIOManager(self)
        self._mainWindow = qSlicerMainWindow(width, height)
        self._layoutManager = qMRMLLayoutManager(self._core.view_manager, self._mainWindow.viewport())
        self._layoutManager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        self._mainWindow.show()
        self.processEvents()

    def _setLook(self):
        """Colors and font near Slicer's light theme."""
        self.setStyle("Fusion")
        palette = QtGui.QPalette(QtGui.QColor("#f0f0f0"))
        for role, color in ((QtGui.QPalette.Window, "#f4f4f4"), (QtGui.QPalette.Base, "#ffffff"),
                            (QtGui.QPalette.AlternateBase, "#f6f6f6"), (QtGui.QPalette.Button, "#e8e8e8"),
                            (QtGui.QPalette.Highlight, "#3d7ab8"), (QtGui.QPalette.HighlightedText, "#ffffff")):
            palette.setColor(role, QtGui.QColor(color))
        self.setPalette(palette)
        font = QtGui.QFont(self.font())
        font.setPixelSize(12)
        self.setFont(font)

    def _registerIcons(self):
        """Slicer's icons that modules take from its resources."""
        compiled = os.path.join(self._folder.name, "Icons.rcc")
        compiler = os.path.join(os.path.dirname(PySide6.__file__), "Qt", "libexec", "rcc")
        source = os.path.join(os.path.dirname(__file__), "Icons", "Icons.qrc")
        subprocess.run([compiler, "--binary", "--output", compiled, source], check=True)
        QtCore.QResource.registerResource(compiled)

    def _addLogicModules(self):
        logics = {name: self.applicationLogic().GetModuleLogic(name) for name in _REGISTERED}
        for name, className in _ADDED.items():
            logics[name] = self._core.register_module_logic(getattr(slicer, className)(), logic_name=name)
        for name, logic in logics.items():
            self._moduleManager.addLogicModule(name, logic)

    def topLevelWidgets(self):
        """All windows. Python must not free one of them while PySide6 makes the list, or the process ends."""
        collecting = gc.isenabled()
        gc.disable()
        try:
            return super().topLevelWidgets()
        finally:
            if collecting:
                gc.enable()

    def mrmlScene(self):
        """The scene."""
        return self._core.scene

    def applicationLogic(self):
        """The vtkSlicerApplicationLogic."""
        return self._core.app_logic

    def moduleLogic(self, name):
        """The logic of a module, or None."""
        module = self._moduleManager.module(name)
        return module.logic() if module else None

    def layoutManager(self):
        """The layout manager."""
        return self._layoutManager

    def moduleManager(self):
        """The module manager."""
        return self._moduleManager

    def coreIOManager(self):
        """The input and output manager."""
        return self._ioManager

    def ioManager(self):
        """The input and output manager."""
        return self._ioManager

    def settings(self):
        """Settings of the application (QSettings), empty at start."""
        return self._settings

    def userSettings(self):
        """Settings of the user, here the same."""
        return self._settings

    def testingEnabled(self):
        """True: the application behaves as with ``--testing``."""
        return True

    def commandOptions(self):
        """The options the application was started with."""
        return types.SimpleNamespace(noMainWindow=False, testingEnabled=True)

    def setRenderPaused(self, pause):
        """Pause drawing in all views (True), or end one pause."""
        self._layoutManager.setRenderPaused(pause)

    def pauseRender(self):
        """Begin a pause in all views."""
        self.setRenderPaused(True)

    def resumeRender(self):
        """End a pause in all views."""
        self.setRenderPaused(False)

    @property
    def slicerUserSettingsFilePath(self):
        """File of the settings of the user."""
        return self._settings.fileName()

    @property
    def temporaryPath(self):
        """Folder for temporary files, removed at the end of the process."""
        return self._folder.name

    def moduleDocumentationUrl(self, moduleName):
        """Address of a module's page in Slicer's manual."""
        return f"{self.documentationBaseUrl}user_guide/modules/{moduleName.lower()}.html"
