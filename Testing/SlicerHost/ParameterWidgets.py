"""Connections between parameters and widgets.

Stands for guiConnectors.py of Slicer's package ``slicer.parameterNodeWrapper``: which widget shows which type of
parameter, and how. A pair that is not here raises RuntimeError, as in Slicer.
"""

import dataclasses
import enum
from typing import get_args

import ctk
import qt
import slicer

from .ParameterSerializers import isUnion, splitAnnotations
from .ParameterValidators import Choice, Maximum, Minimum, WithinRange


@dataclasses.dataclass
class Decimals:
    """Annotation: digits after the decimal point in a spin box."""

    value: int


@dataclasses.dataclass
class SingleStep:
    """Annotation: step of a spin box or slider."""

    value: float


class Connector:
    """One widget that shows one parameter: `read` and `write` its value, `onChanged` to hear of the user."""

    def __init__(self, signal, read, write):
        self.read = read
        self.write = write
        self._signal = signal  # None for a widget that only shows
        self._callback = None

    def onChanged(self, callback):
        """Call `callback()` whenever the widget's value changes; None ends that."""
        if self._signal is None:
            return
        if self._callback is not None:
            self._signal.disconnect(self._changed)
        self._callback = callback
        if callback is not None:
            self._signal.connect(self._changed)

    def _changed(self, *_):
        self._callback()


def _propertyConnector(widget, name, signal, convert=lambda value: value):
    """Connector for a widget that keeps its value in a Qt property."""
    def write(value):
        if getattr(widget, name) != value:  # writing the same text would move a line edit's cursor
            setattr(widget, name, convert(value))
    return Connector(signal, lambda: convert(getattr(widget, name)), write)


def _choiceConnector(widget, labels, values):
    """Connector for a combo box with one entry per value, in the order of `values`; the selection is kept."""
    def write(value):
        if value not in values:
            raise ValueError(f"Unable to find value {value} in choices {values}")
        widget.currentIndex = values.index(value)

    index = max(widget.currentIndex, 0)
    widget.clear()
    widget.addItems(labels)
    widget.currentIndex = index
    return Connector(widget.currentIndexChanged, lambda: values[widget.currentIndex], write)


def _first(annotations, type_):
    return next((item for item in annotations if isinstance(item, type_)), None)


def _setRange(widget, annotations, unbounded):
    """Give a spin box or slider the range, step and decimals of the annotations."""
    for annotation, name in ((Decimals, "decimals"), (SingleStep, "singleStep")):
        if _first(annotations, annotation) is not None:
            setattr(widget, name, _first(annotations, annotation).value)
    within = _first(annotations, WithinRange)
    minimum = within or _first(annotations, Minimum)
    maximum = within or _first(annotations, Maximum)
    if type(widget) in (qt.QSlider, ctk.ctkSliderWidget) and not (minimum and maximum):
        raise RuntimeError(f"Cannot connect a {widget.className()} to a parameter without a range")
    widget.setMinimum(minimum.minimum if minimum else unbounded[0])
    widget.setMaximum(maximum.maximum if maximum else unbounded[1])


def _nodeTypes(type_):
    """Class names when `type_` is a node class or a union of such and None; else None."""
    types = [item for item in (get_args(type_) if isUnion(type_) else (type_,)) if item is not type(None)]
    if all(isinstance(item, type) and issubclass(item, slicer.vtkMRMLNode) for item in types):
        return [item().GetClassName() for item in types]
    return None


def createConnector(widget, annotatedType):
    """The connector between `widget` and a parameter of the type.

    :raises RuntimeError: when the widget cannot show that type.
    """
    type_, annotations = splitAnnotations(annotatedType)
    kind = type(widget)
    if type_ is bool and kind in (qt.QCheckBox, qt.QPushButton):
        if kind is qt.QPushButton:
            widget.checkable = True
        return _propertyConnector(widget, "checked", widget.toggled)
    if type_ is int and kind in (qt.QSlider, qt.QSpinBox):
        _setRange(widget, annotations, (-2**31, 2**31 - 1))
        return _propertyConnector(widget, "value", widget.valueChanged)
    if type_ in (int, float) and kind in (qt.QDoubleSpinBox, ctk.ctkSliderWidget):
        _setRange(widget, annotations, (float("-inf"), float("inf")))
        if type_ is int:
            widget.decimals = 0
        return _propertyConnector(widget, "value", widget.valueChanged, type_)
    if kind is qt.QComboBox and isinstance(type_, type) and issubclass(type_, enum.Enum):
        label = getattr(type_, "label", lambda member: member.name)
        return _choiceConnector(widget, [label(member) for member in type_], list(type_))
    if kind is qt.QComboBox and type_ in (int, float, str, bool) and _first(annotations, Choice):
        choices = list(_first(annotations, Choice).choices)
        return _choiceConnector(widget, [str(choice) for choice in choices], choices)
    if type_ is str and kind is qt.QLineEdit:
        return _propertyConnector(widget, "text", widget.textChanged)
    if type_ is str and kind is qt.QLabel:
        return _propertyConnector(widget, "text", None)
    if kind is slicer.qMRMLNodeComboBox and _nodeTypes(type_):
        widget.nodeTypes = _nodeTypes(type_)
        return Connector(widget.currentNodeChanged, widget.currentNode, widget.setCurrentNode)
    raise RuntimeError(f"Unable to connect a widget of type {kind.__name__} to a parameter of type {annotatedType}")
