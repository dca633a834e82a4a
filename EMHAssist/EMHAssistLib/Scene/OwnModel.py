"""A user's own likelihood model, kept in the scene: its text in a text node that the parameter node refers to."""

from __future__ import annotations

from pathlib import Path

from ..Likelihood import Model, ModelError, loadModel, modelOfText, modelText
from ..PlainNames import fileSafe
from .Nodes import nodesByClass

# Reference from a parameter node to the text node.
MODEL_REFERENCE = "modelText"
# Parameter that says which model it is. It stays when the text is lost, so that the loss is noticed.
MODEL_PARAMETER = "modelName"


def ownModelName(parameterNode) -> str:
    """Return name and version of the own model of a case, "" when it has none and the built-in one is used.

    :param parameterNode: vtkMRMLScriptedModuleNode of the case
    """
    return parameterNode.GetParameter(MODEL_PARAMETER)


def useOwnModel(scene, parameterNode, path) -> Model:
    """Have a case use the model of a file from now on; its text goes into the scene.

    :raises ModelError: the file cannot be used; nothing has changed then
    """
    model = loadModel(path)
    name = fileSafe(f"{model.name} {model.version}")
    _release(scene, parameterNode)
    node = scene.AddNewNodeByClass("vtkMRMLTextNode", name)
    # An upgraded model stays as it was written, so that what was done to it is said whenever it is read.
    node.SetText(Path(path).read_text(encoding="utf-8") if model.remarks else modelText(model))
    parameterNode.SetNodeReferenceID(MODEL_REFERENCE, node.GetID())
    parameterNode.SetParameter(MODEL_PARAMETER, name)
    return model


def useBuiltInModel(scene, parameterNode) -> None:
    """Have a case use the model that comes with the module."""
    _release(scene, parameterNode)
    parameterNode.UnsetParameter(MODEL_PARAMETER)


def _release(scene, parameterNode) -> None:
    """Take the text of the model out of the scene, unless another case uses it."""
    node = parameterNode.GetNodeReference(MODEL_REFERENCE)
    parameterNode.RemoveNodeReferenceIDs(MODEL_REFERENCE)
    if node is not None and not any(other.HasNodeReferenceID(MODEL_REFERENCE, node.GetID())
                                    for other in nodesByClass(scene, "vtkMRMLScriptedModuleNode")):
        scene.RemoveNode(node)


class ModelReader:
    """Reads the model of a case; as long as it is the same, it is the same object again."""

    def __init__(self):
        self._key: tuple | None = None
        self._builtIn: Model | None = None
        self._read: tuple[Model | None, str] = None, ""

    def model(self, parameterNode) -> tuple[Model, str]:
        """Return the own model of a case, the built-in one where it has none; and "".

        Where the own model is missing or damaged, return the built-in one and in plain English why. What it would
        answer must not be taken for the answer of the own one.
        """
        name, node = ownModelName(parameterNode), parameterNode.GetNodeReference(MODEL_REFERENCE)
        key = name, node.GetText() if name and node is not None else None
        if key != self._key:
            self._key, self._read = key, _read(*key) if name else (None, "")
        model, problem = self._read
        if model is None:
            self._builtIn = self._builtIn or loadModel()
        return model or self._builtIn, problem


def _read(name: str, text: str | None) -> tuple[Model | None, str]:
    """Return the own model of that text, or None and what is wrong with it and what to do."""
    advice = "so there is no result. Choose its file again, or return to the built-in model, in the section Model."
    if not text:
        return None, f"The model '{name}' of this case is no longer in the scene, {advice}"
    try:
        return modelOfText(text), ""
    except ModelError as error:
        return None, f"The model '{name}' of this case is damaged ({error}), {advice}"
