"""Marks the actions of the logic that are steps of its history."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from ..Display.Translation import translated
from ..Language import MODEL
from ..Likelihood import Model
from ..Scene.Regions import RegionSource

F = TypeVar("F", bound=Callable[..., Any])


def undoable(title: Callable[[], str], isGradual: bool = False) -> Callable[[F], F]:
    """Make a method of the logic a step that can be undone, with all that it changes.

    :param title: returns what the step is called, in the language of the user; {name} is the name of the first
        argument, which may be a region, a node, or the id of a feature of the model
    :param isGradual: what the same method changes again within a second is part of it, as while a slider moves
    """
    def decorate(method):
        @wraps(method)
        def act(self, *arguments, **named):
            first = next(iter((*arguments, *named.values())), "")
            with self.history.step(lambda: title().format(name=_nameOf(first, self.model)), isGradual):
                return method(self, *arguments, **named)
        return act
    return decorate


def _nameOf(thing, model: Model) -> str:
    if isinstance(thing, RegionSource):
        try:
            return thing.name
        except AttributeError:  # it is not there any more, which the action says
            return ""
    if not isinstance(thing, str):
        name = thing.GetName() if hasattr(thing, "GetName") else ""
        return name if isinstance(name, str) else ""
    return next((translated(MODEL, feature.title) for feature in model.features if feature.id == thing), thing)
