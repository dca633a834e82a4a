"""Parameters as a scene file has them, which anyone may have edited, or another version has written."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import slicer
from slicer.parameterNodeWrapper import WithinRange

from ..Scene.CaseFields import UNUSABLE_PREFIX


def checkParameters(node, wrapperClass: type) -> None:
    """Put aside what a parameter node holds that its wrapper could not read, so that the default takes its place.

    :param node: vtkMRMLScriptedModuleNode, not wrapped yet
    :param wrapperClass: class made by parameterNodeWrapper
    """
    with slicer.util.NodeModify(node):
        for name, kind in _types(wrapperClass).items():
            base, annotations = (get_args(kind)[0], get_args(kind)[1:]) if get_origin(kind) is Annotated else (kind, ())
            if issubclass(base, slicer.vtkMRMLNode):
                referenced = node.GetNodeReference(name)
                if referenced is not None and not isinstance(referenced, base):
                    node.RemoveNodeReferenceIDs(name)
            elif node.HasParameter(name) and not _isUsable(node.GetParameter(name), base, annotations):
                node.SetAttribute(UNUSABLE_PREFIX + name, node.GetParameter(name))
                node.UnsetParameter(name)


def unusableParameters(wrapped) -> Mapping[str, str]:
    """Return the parameters whose texts were put aside, and that the user has not set since: name to text.

    :param wrapped: the wrapped parameter node
    """
    node = wrapped.parameterNode
    names = [name[len(UNUSABLE_PREFIX):] for name in node.GetAttributeNames() if name.startswith(UNUSABLE_PREFIX)]
    return {name: node.GetAttribute(UNUSABLE_PREFIX + name) for name in names
            if name in wrapped.allParameters and wrapped.getValue(name) == wrapped.default(name).value}


def unknownParameters(node, wrapperClass: type, known: tuple[str, ...]) -> list[str]:
    """Return the names of the parameters of a node that are none of its wrapper's.

    :param known: what further names begin with that are known
    """
    names = _types(wrapperClass)
    return sorted(name for name in node.GetParameterNames() if name not in names and not name.startswith(known))


def _types(wrapperClass: Any) -> dict[str, type]:
    hints = get_type_hints(wrapperClass, include_extras=True)
    return {name: kind for name, kind in hints.items() if name in wrapperClass.allParameters}


def _isUsable(text: str, kind: type, annotations: tuple) -> bool:
    if kind is bool:
        return text in ("True", "False")
    if kind not in (int, float):
        return True
    try:
        number = kind(text)
    except ValueError:
        return False
    ranges = [item for item in annotations if isinstance(item, WithinRange)]
    return isfinite(number) and all(item.minimum <= number <= item.maximum for item in ranges)
