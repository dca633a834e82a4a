"""Stand-ins for the widgets Slicer takes from CTK (Libs/Widgets), the ``ctk`` module of Slicer's Python.

Only what module panels use is here; anything else raises AttributeError.
"""

from PySide6 import QtCore, QtGui, QtWidgets


# Of what is collapsed by a check mark. A property has to be declared in each class itself, or Qt does not know it.
def _isCollapsed(widget):
    return not widget.isChecked()


def _setCollapsed(widget, collapsed):
    """Hide (True) or show the contents."""
    widget.setChecked(not collapsed)


def _getCollapsedHeight(widget):
    return widget._collapsedHeight


def _setCollapsedHeight(widget, height):
    """Set how much of the frame below the title is left when collapsed, px."""
    widget._collapsedHeight = height
    if not widget.isChecked():
        widget._onToggled(False)


_COLLAPSED_HEIGHT = 14  # pixels below the title, CTK's default


class ctkCollapsibleButton(QtWidgets.QAbstractButton):
    """Stands for ``ctkCollapsibleButton``: a titled header with a triangle, above contents it shows or hides.

    Hidden contents are clipped away; unlike in CTK the widgets inside still count as visible.
    """

    contentsCollapsed = QtCore.Signal(bool)

    def __init__(self, text="", parent=None):
        if isinstance(text, QtWidgets.QWidget):
            text, parent = "", text
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(True)
        self.setSizePolicy(QtWidgets.QSizePolicy.Preferred, QtWidgets.QSizePolicy.Preferred)
        self.setContentsMargins(0, self._headerHeight(), 0, 0)
        self._collapsedHeight = _COLLAPSED_HEIGHT
        self.toggled.connect(self._onToggled)

    setCollapsed = _setCollapsed
    collapsed = QtCore.Property(bool, _isCollapsed, _setCollapsed)
    collapsedHeight = QtCore.Property(int, _getCollapsedHeight, _setCollapsedHeight)

    def _onToggled(self, checked):
        self.setMaximumHeight(16777215 if checked else self._headerHeight() + self._collapsedHeight)
        self.updateGeometry()
        self.contentsCollapsed.emit(not checked)

    def _headerHeight(self):
        return self.fontMetrics().height() + 8

    def _withHeader(self, size):
        return size.expandedTo(QtCore.QSize(80, self._headerHeight()))

    def sizeHint(self):
        """Size of header and contents, of the header alone when collapsed."""
        if not self.isChecked():
            return self._withHeader(QtCore.QSize(0, self._headerHeight() + self._collapsedHeight))
        return self._withHeader(self.layout().totalSizeHint() if self.layout() else QtCore.QSize(0, 0))

    def minimumSizeHint(self):
        """Smallest size of header and contents."""
        if not self.isChecked():
            return self._withHeader(QtCore.QSize(0, self._headerHeight() + self._collapsedHeight))
        return self._withHeader(self.layout().totalMinimumSize() if self.layout() else QtCore.QSize(0, 0))

    def hitButton(self, position):
        """Only the header is a button."""
        return position.y() < self._headerHeight()

    def paintEvent(self, event):
        """Draw the header: a button face, a triangle and the title in bold; a thin frame around the contents."""
        painter = QtGui.QPainter(self)
        option = QtWidgets.QStyleOptionButton()
        option.initFrom(self)
        option.rect = QtCore.QRect(0, 0, self.width, self._headerHeight())
        option.state |= QtWidgets.QStyle.State_Raised
        if self.isChecked():
            painter.setPen(self.palette.color(QtGui.QPalette.Mid))
            painter.drawRect(self.rect.adjusted(0, 0, -1, -1))
        self.style().drawControl(QtWidgets.QStyle.CE_PushButtonBevel, option, painter, self)
        arrow = QtWidgets.QStyleOption()
        arrow.initFrom(self)
        arrow.rect = QtCore.QRect(6, (option.rect.height() - 10) // 2, 10, 10)
        style = QtWidgets.QStyle
        triangle = style.PE_IndicatorArrowDown if self.isChecked() else style.PE_IndicatorArrowRight
        self.style().drawPrimitive(triangle, arrow, painter, self)
        painter.setPen(self.palette.color(QtGui.QPalette.ButtonText))
        painter.drawText(option.rect.adjusted(22, 0, -4, 0), QtCore.Qt.AlignVCenter | QtCore.Qt.AlignLeft, self.text)


class ctkCollapsibleGroupBox(QtWidgets.QGroupBox):
    """Stands for ``ctkCollapsibleGroupBox``: a group box with a triangle before its title, which hides what it holds.

    As in CTK "checked" means expanded, and widgets the user has not hidden come back.
    """

    def __init__(self, title="", parent=None):
        if isinstance(title, QtWidgets.QWidget):
            title, parent = "", title
        super().__init__(title, parent)
        self.setCheckable(True)
        self._collapsedHeight = _COLLAPSED_HEIGHT
        self._hidden = []
        self.toggled.connect(self._onToggled)

    setCollapsed = _setCollapsed
    collapsed = QtCore.Property(bool, _isCollapsed, _setCollapsed)
    collapsedHeight = QtCore.Property(int, _getCollapsedHeight, _setCollapsedHeight)

    def _onToggled(self, checked):
        if checked:
            for widget in self._hidden:
                widget.setVisible(True)
            self._hidden = []
        else:
            self._hidden = [child for child in self.children() if child.isWidgetType() and not child.isHidden()]
            for widget in self._hidden:
                widget.setVisible(False)
        self.setMaximumHeight(16777215 if checked else self.fontMetrics().height() + self._collapsedHeight)

    def paintEvent(self, event):
        """Draw the frame and the title, with a triangle where a group box has its check mark."""
        painter = QtWidgets.QStylePainter(self)
        option = QtWidgets.QStyleOptionGroupBox()
        self.initStyleOption(option)
        style = QtWidgets.QStyle
        arrow = QtWidgets.QStyleOption()
        arrow.initFrom(self)
        arrow.rect = self.style().subControlRect(style.CC_GroupBox, option, style.SC_GroupBoxCheckBox, self)
        painter.drawComplexControl(style.CC_GroupBox, option)
        painter.fillRect(arrow.rect, self.palette.color(QtGui.QPalette.Window))
        painter.drawPrimitive(style.PE_IndicatorArrowDown if self.isChecked() else style.PE_IndicatorArrowRight, arrow)


class ctkSliderWidget(QtWidgets.QWidget):
    """Stands for ``ctkSliderWidget``: a slider and a spin box that hold one floating-point value."""

    valueChanged = QtCore.Signal(float)

    def __init__(self, parent=None):
        super().__init__(parent)
        self._slider = QtWidgets.QSlider(QtCore.Qt.Horizontal, self)
        self._spinBox = QtWidgets.QDoubleSpinBox(self)
        self._spinBox.setRange(0.0, 99.0)
        layout = QtWidgets.QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._slider, 1)
        layout.addWidget(self._spinBox)
        self._spinBox.valueChanged.connect(self._onSpinBox)
        self._slider.valueChanged.connect(self._onSlider)
        self._updateSlider()

    def _forward(kind, name):
        def getter(self):
            return getattr(self._spinBox, name)

        def setter(self, value):
            setattr(self._spinBox, name, value)
            self._updateSlider()
        return QtCore.Property(kind, getter, setter), setter

    value, setValue = _forward(float, "value")
    minimum, setMinimum = _forward(float, "minimum")
    maximum, setMaximum = _forward(float, "maximum")
    singleStep, setSingleStep = _forward(float, "singleStep")
    decimals, setDecimals = _forward(int, "decimals")
    prefix, setPrefix = _forward(str, "prefix")
    suffix, setSuffix = _forward(str, "suffix")
    del _forward

    def setRange(self, minimum, maximum):
        """Set the smallest and the largest value."""
        self._spinBox.setRange(minimum, maximum)
        self._updateSlider()

    def _updateSlider(self):
        step = self._spinBox.singleStep
        self._slider.blockSignals(True)
        self._slider.setRange(0, round((self._spinBox.maximum - self._spinBox.minimum) / step))
        self._slider.setValue(round((self._spinBox.value - self._spinBox.minimum) / step))
        self._slider.blockSignals(False)

    def _onSpinBox(self, value):
        self._updateSlider()
        self.valueChanged.emit(value)

    def _onSlider(self, position):
        self._spinBox.setValue(self._spinBox.minimum + position * self._spinBox.singleStep)
