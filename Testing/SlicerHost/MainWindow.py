"""The main window: module panel on the left, views on the right.

Stands for ``qSlicerMainWindow``, ``qSlicerModulePanel`` and ``qSlicerModuleSelectorToolBar`` as far as module code
meets them.
"""

import slicer
from PySide6 import QtCore, QtWidgets


class ModuleSelector(QtWidgets.QLabel):
    """Stands for ``qSlicerModuleSelectorToolBar``: which module is open; here a title instead of a menu.

    :param openModule: function called with the name of the module to open.
    """

    moduleSelected = QtCore.Signal(str)

    def __init__(self, openModule):
        super().__init__()
        font = self.font
        font.setBold(True)
        self.setFont(font)
        self.setMargin(4)
        self._openModule = openModule
        self._name = ""

    @property
    def selectedModule(self):
        """Name of the module that is open, or ""."""
        return self._name

    def selectModule(self, name):
        """Open the module of that name; "" leaves the one that is open.

        :raises RuntimeError: when there is no such module (Slicer prints a warning). Errors of the module are raised.
        """
        if name and slicer.app.moduleManager().module(name) is None:
            raise RuntimeError(f"Could not find module with name '{name}'")
        self._name = name
        self.setText(f"Module: {slicer.app.moduleManager().module(name).title}" if name else "")
        self._openModule(name)
        self.moduleSelected.emit(name)


class qSlicerMainWindow(QtWidgets.QMainWindow):
    """Stands for ``qSlicerMainWindow``."""

    def __init__(self, width, height):
        super().__init__()
        self.setObjectName("qSlicerMainWindow")
        if slicer.app.platformName == "offscreen":
            # Nobody sees it: painted when a picture is asked for, not on every change.
            self.setAttribute(QtCore.Qt.WA_DontShowOnScreen)
        self._openWidget = None
        self._selector = ModuleSelector(self._openModule)
        self._scrollArea = QtWidgets.QScrollArea()
        self._scrollArea.setWidgetResizable(True)
        self._scrollArea.setFrameShape(QtWidgets.QFrame.NoFrame)
        self._scrollArea.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarAlwaysOff)
        self._panel = QtWidgets.QWidget()
        layout = QtWidgets.QVBoxLayout(self._panel)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.addWidget(self._selector)
        layout.addWidget(self._scrollArea, 1)
        self._viewport = QtWidgets.QWidget()
        self.setCentralWidget(self._viewport)
        self._dock = QtWidgets.QDockWidget()
        self._dock.setObjectName("PanelDockWidget")
        self._dock.setTitleBarWidget(QtWidgets.QWidget())  # none
        self._dock.setWidget(self._panel)
        self.addDockWidget(QtCore.Qt.LeftDockWidgetArea, self._dock)
        self.resize(width, height)
        self.setPanelWidth(420)

    def moduleSelector(self):
        """The module selector."""
        return self._selector

    def viewport(self):
        """The widget for the views."""
        return self._viewport

    def setPanelWidth(self, width):
        """Give the module panel a width, px; it is wider if the module needs more."""
        self.resizeDocks([self._dock], [width], QtCore.Qt.Horizontal)

    def _openModule(self, name):
        if self._openWidget is not None:
            self._openWidget.exit()
            self._scrollArea.takeWidget().hide()
            self._openWidget = None
        widget = slicer.app.moduleManager().module(name).widgetRepresentation() if name else None
        if widget is not None:
            self._scrollArea.setWidget(widget)
            widget.show()
            self._openWidget = widget
            widget.enter()
