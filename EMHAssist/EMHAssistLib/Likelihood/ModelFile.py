"""Find, read and check a model file (JSON)."""

import json
import os

from .Model import Model, ModelError
from .Schema import readModel
from .SchemaUpgrade import upgraded

MAXIMUM_MODEL_SIZE = 2 * 1024 * 1024
"""Bytes. The shipped model has well under a tenth of that; anything larger is not a model."""


def defaultModelPath() -> str:
    """Return the path of the shipped model: beside this file, in Slicer as in the wheel."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "EMHAssistModel.json")


def loadModel(path=None) -> Model:
    """Read and check a model file.

    :param path: a JSON file; None for the model shipped with the extension.
    :return: the model.
    :raises ModelError: the file cannot be read, is too large, is not JSON or does not fit the schema.
        The message begins with the path and names the line or the place within the file.
    """
    path = defaultModelPath() if path is None else os.fspath(path)
    try:
        return _model(_readBytes(path))
    except ModelError as error:
        raise ModelError(f"Model file {path}: {error}") from error


def modelOfText(text: str) -> Model:
    """Read and check the content of a model file.

    :raises ModelError: it is not that; the message names the line or the place within
    """
    return _model(text.encode("utf-8"))


def _model(content):
    return readModel(*upgraded(_parse(content)))


def _readBytes(path):
    try:
        with open(path, "rb") as stream:
            content = stream.read(MAXIMUM_MODEL_SIZE + 1)
    except OSError as error:
        raise ModelError(f"cannot be read: {error.strerror or error}") from error
    if len(content) > MAXIMUM_MODEL_SIZE:
        raise ModelError(f"larger than {MAXIMUM_MODEL_SIZE} bytes, which no model needs")
    return content


def _parse(content):
    try:
        # NaN and Infinity are read, for the schema to name the place where they stand: it takes no number that is not
        # finite, and looks at every value.
        return json.loads(content.decode("utf-8"), object_pairs_hook=_uniqueMembers)
    except json.JSONDecodeError as error:
        raise ModelError(f"not valid JSON: line {error.lineno} column {error.colno}: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise ModelError(f"not UTF-8 text: byte {error.start}") from error
    except ModelError:
        raise
    except (RecursionError, ValueError) as error:  # nested too deeply; an integer of thousands of digits
        raise ModelError(f"not a model: {error}") from error


def _uniqueMembers(pairs):
    members = {}
    for key, value in pairs:
        if key in members:
            raise ModelError(f"the key {key!r} appears twice in one object (which begins with {pairs[0][0]!r})")
        members[key] = value
    return members
