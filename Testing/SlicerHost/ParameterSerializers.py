"""How typed values are kept in a vtkMRMLScriptedModuleNode.

Stands for serializers.py of Slicer's package ``slicer.parameterNodeWrapper``. The names and texts written are
Slicer's, so that a scene saved by the host opens in Slicer with its parameters:

========================  ===============================================================
int, float, str, bool     parameter "name": str(value), "True" or "False"
Enum                      parameter "name": the member's name
MRML node class           parameter "name" empty, node reference "name"
list[T]                   parameters "name.len", "name.0", "name.1", ...
Union[A, B], Optional[A]  "name.0" or "name.1", by the position of the type that fits
========================  ===============================================================

Not here: dict, tuple, paths, colors, Any and parameter packs; a parameter of such a type raises TypeError.
"""

import collections.abc
import enum
import types
import typing

import slicer

from .ParameterValidators import IsInstance, NotNone, Validator


class Serializer:
    """Keeps values of one type in a parameter node. `validators` run before every write."""

    cached = True  # whether a value read may be kept until the node changes

    def __init__(self, default, validators=()):
        self.default = default
        self.validators = list(validators)

    def isIn(self, node, name):
        """Whether the node holds a value of that name."""
        return bool(node.HasParameter(name))

    def validate(self, value):
        """Raise if `value` is not allowed."""
        for validator in self.validators:
            validator.validate(value)

    def write(self, node, name, value):
        """Store a value, after checking it."""
        self.validate(value)
        self._write(node, name, value)

    def _write(self, node, name, value):
        node.SetParameter(name, self.toText(value))

    def read(self, node, name):
        """The stored value."""
        return self.fromText(node.GetParameter(name))

    def remove(self, node, name):
        """Remove a value from the node."""
        node.UnsetParameter(name)


class _TextSerializer(Serializer):
    """int, float, str, bool and Enum: one parameter, `toText` and `fromText` convert."""

    def __init__(self, type_, default, validators, toText, fromText):
        super().__init__(default, [NotNone(), IsInstance(type_), *validators])
        self.toText = toText
        self.fromText = fromText


class _NodeSerializer(Serializer):
    """A MRML node: a node reference, and an empty parameter that tells "no node" from "not set"."""

    def __init__(self, type_, validators):
        super().__init__(None, [IsInstance(type_), *validators])

    def _write(self, node, name, value):
        node.SetParameter(name, "")
        node.SetNodeReferenceID(name, value.GetID() if value is not None else None)

    def read(self, node, name):
        """The referenced node, or None."""
        return node.GetNodeReference(name)

    def remove(self, node, name):
        """Remove the value and its node reference."""
        node.UnsetParameter(name)
        node.RemoveNodeReferenceIDs(name)


class ObservedList(collections.abc.MutableSequence):
    """A list parameter: changing it writes it to the parameter node."""

    def __init__(self, node, serializer, name, values):
        self._node = node
        self._serializer = serializer
        self._name = name
        self._values = values

    def __repr__(self):
        return f"ObservedList({self._values})"

    def __eq__(self, other):
        return self._values == (other._values if isinstance(other, ObservedList) else other)

    def __len__(self):
        return len(self._values)

    def __getitem__(self, index):
        return self._values[index]

    def __setitem__(self, index, value):
        self._values[index] = value
        self._save()

    def __delitem__(self, index):
        del self._values[index]
        self._save()

    def insert(self, index, value):
        """Insert a value before `index`."""
        self._values.insert(index, value)
        self._save()

    def _save(self):
        try:
            self._serializer.write(self._node, self._name, self._values)
        finally:
            self._values = self._serializer.read(self._node, self._name)._values


class _ListSerializer(Serializer):
    """list[T]: its length and one entry per element."""

    def __init__(self, element, validators):
        super().__init__([], validators)
        self.element = element
        self.cached = element.cached

    def isIn(self, node, name):
        """Whether the node holds a list of that name."""
        return bool(node.HasParameter(f"{name}.len"))

    def _length(self, node, name):
        return int(node.GetParameter(f"{name}.len")) if self.isIn(node, name) else 0

    def write(self, node, name, values):
        """Store the list; nothing is stored when one of its elements is not allowed."""
        self.validate(values)
        for value in values:
            self.element.validate(value)
        with slicer.util.NodeModify(node):
            for index in range(len(values), self._length(node, name)):
                self.element.remove(node, f"{name}.{index}")
            for index, value in enumerate(values):
                self.element.write(node, f"{name}.{index}", value)
            node.SetParameter(f"{name}.len", str(len(values)))

    def read(self, node, name):
        """The stored list, as an ObservedList."""
        values = [self.element.read(node, f"{name}.{index}") for index in range(self._length(node, name))]
        return ObservedList(node, self, name, values)

    def remove(self, node, name):
        """Remove the list and all its elements."""
        for index in range(self._length(node, name)):
            self.element.remove(node, f"{name}.{index}")
        node.UnsetParameter(f"{name}.len")


class _UnionSerializer(Serializer):
    """Union and Optional: the first type that takes the value; its position is part of the name."""

    def __init__(self, members, validators):
        super().__init__(None if isinstance(members[-1], _NoneSerializer) and len(members) == 2
                         else members[0].default, validators)
        self.members = members
        self.cached = all(member.cached for member in members)

    def isIn(self, node, name):
        """Whether the node holds a value of that name."""
        return any(member.isIn(node, f"{name}.{index}") for index, member in enumerate(self.members))

    def validate(self, value):
        """Raise if no type of the union takes `value`."""
        super().validate(value)
        self._indexFor(value)

    def _indexFor(self, value):
        errors = []
        for index, member in enumerate(self.members):
            if value is None and not isinstance(member, _NoneSerializer):
                continue  # None is for the None of the union, not for "no node"
            try:
                member.validate(value)
                return index
            except (TypeError, ValueError) as error:
                errors.append(str(error))
        raise TypeError(f"Unable to write value '{value}' of type '{type(value)}': " + "; ".join(errors))

    def _write(self, node, name, value):
        index = self._indexFor(value)
        with slicer.util.NodeModify(node):
            self.remove(node, name)
            self.members[index].write(node, f"{name}.{index}", value)

    def read(self, node, name):
        """The stored value."""
        for index, member in enumerate(self.members):
            if member.isIn(node, f"{name}.{index}"):
                return member.read(node, f"{name}.{index}")
        raise KeyError(f"Unable to find value for name: {name}")

    def remove(self, node, name):
        """Remove the value, whatever type it has."""
        for index, member in enumerate(self.members):
            member.remove(node, f"{name}.{index}")


class _NoneSerializer(Serializer):
    """The None of a union."""

    def __init__(self):
        super().__init__(None)

    def validate(self, value):
        """Raise ValueError for anything but None."""
        if value is not None:
            raise ValueError("Value must be None")

    def _write(self, node, name, value):
        node.SetParameter(name, "True")

    def read(self, node, name):
        """None."""
        return None


def splitAnnotations(type_):
    """(T, (a, b, ...)) of ``Annotated[T, a, b, ...]``; (T, ()) of a plain type."""
    if typing.get_origin(type_) is typing.Annotated:
        arguments = typing.get_args(type_)
        return arguments[0], arguments[1:]
    return type_, ()


def isUnion(type_):
    """Whether a type is a Union, Optional or ``A | B``."""
    return typing.get_origin(type_) in (typing.Union, types.UnionType)


def createSerializer(annotatedType):
    """The serializer for a type as written in the class of the parameters.

    :raises TypeError: for a type the host does not support.
    """
    type_, annotations = splitAnnotations(annotatedType)
    validators = [item for item in annotations if isinstance(item, Validator)]
    if isUnion(type_):
        return _UnionSerializer([createSerializer(item) for item in typing.get_args(type_)], validators)
    if typing.get_origin(type_) is list:
        return _ListSerializer(createSerializer(typing.get_args(type_)[0]), validators)
    if type_ is type(None):
        return _NoneSerializer()
    if type_ is bool:
        return _TextSerializer(bool, False, validators, lambda value: "True" if value else "False", "True".__eq__)
    if type_ in (int, float):
        return _TextSerializer((int, float) if type_ is float else int, 0, validators, str, type_)
    if type_ is str:
        return _TextSerializer(str, "", validators, str, str)
    if isinstance(type_, type) and issubclass(type_, enum.Enum):
        return _TextSerializer(type_, next(iter(type_)), validators, lambda value: value.name, type_.__getitem__)
    if isinstance(type_, type) and issubclass(type_, slicer.vtkMRMLNode):
        return _NodeSerializer(type_, validators)
    raise TypeError(f"SlicerHost has no serializer for a parameter of type {type_}")
