"""What the user has done with the module, step by step, to take back and to do again.

Slicer's undo is off by default, and would take back what other modules did. Here a step is what it has changed of
ours, and is taken back only as far as nobody else has changed it since.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from slicer.util import VTKObservationMixin

from .CaseFields import Field, Fields, fieldsOf, fieldsOfScene, isSame, writeField
from .CaseMembers import members
from .Cases import caseOf, resultsOf
from .HeldNodes import HeldNode, putBack, takeOut, weakly
from .Regions import RegionSource

# More than anybody wants back; each may keep nodes in memory.
MOST = 100
# What a slider or spin box changes again within this time is one step.
_TOGETHER = 1.0  # seconds
_LARGE = ("vtkMRMLVolumeNode", "vtkMRMLSegmentationNode")


class _Target:
    """A node that a step has changed. Volumes and segmentations are not kept for it."""

    def __init__(self, node):
        isLarge = any(map(node.IsA, _LARGE))
        self._kept, self._reference, self.name = None if isLarge else node, weakly(node), node.GetName() or ""

    @property
    def node(self):
        return self._kept if self._kept is not None else self._reference.Get()


@dataclass
class Change:
    """A field of a node before and after a step; None where it was not there."""

    target: _Target
    field: Field
    before: Any
    after: Any


@dataclass
class Step:
    """What one action has changed.

    :param title: for the user
    :param came: nodes that came into the scene, with their fields then
    :param went: nodes that went
    :param isGradual: what follows at once and changes the same is part of it
    """

    title: str
    changes: list[Change] = field(default_factory=list)
    came: list[tuple[Any, Fields]] = field(default_factory=list)
    went: list[HeldNode] = field(default_factory=list)
    isGradual: bool = False
    time: float = 0.0

    @property
    def isEmpty(self) -> bool:
        return not (self.changes or self.came or self.went)


class History(VTKObservationMixin):
    """Steps that can be taken back and done again, the last one first. Forgotten when the scene is closed.

    :param scene: the scene
    :param changed: called without arguments when what can be undone or redone is something else
    """

    def __init__(self, scene, changed: Callable[[], None]):
        VTKObservationMixin.__init__(self)
        self._scene, self._changed = scene, changed
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._depth = 0
        self._held: list[HeldNode] = []
        # A node that was put back may have another ID than others know it by: ID then to ID now.
        self._ids: dict[str, str] = {}

    @property
    def undoTitle(self) -> str:
        """What would be taken back, "" for nothing."""
        return self._done[-1].title if self._done else ""

    @property
    def redoTitle(self) -> str:
        """What would be done again, "" for nothing."""
        return self._undone[-1].title if self._undone else ""

    def clear(self) -> None:
        """Forget all."""
        self._done, self._undone, self._held, self._ids = [], [], [], {}
        self.removeObservers()
        self._changed()

    def stop(self) -> None:
        """Forget all and watch nothing any more."""
        self._changed = _nobody
        self.clear()

    @contextmanager
    def step(self, title: Callable[[], str], isGradual: bool = False) -> Iterator[None]:
        """Have all that is changed in a ``with`` block be one step; within another one it is part of that.

        :param title: returns what it is called; asked before
        :param isGradual: see Step
        """
        if self._depth:
            yield
            return
        before, name, self._depth = fieldsOfScene(self._scene), title(), 1
        try:
            yield
        finally:
            self._depth = 0
            held, self._held = self._held, []
            self._record(_step(self._scene, name, before, fieldsOfScene(self._scene), held, isGradual))

    def record(self, title: str, node, before: Fields) -> None:
        """Add a step that has changed the fields of a node, unless that is part of another one.

        :param before: of its fields those that may have changed
        """
        if not self._depth:
            after = fieldsOf(node)
            self._record(Step(title, _changes(node, before, {name: after.get(name) for name in before})))

    def recordNew(self, title: str, node) -> None:
        """Add a step that has brought a node."""
        if not self._depth:
            self._record(Step(title, came=[(node, fieldsOf(node))]))

    def takeOut(self, node, parts: tuple[tuple[str, Any], ...] = ()) -> None:
        """Take a node out of the scene in a way that it can come back; see HeldNodes.takeOut."""
        self._held.append(takeOut(self._scene, node, parts))

    def undo(self) -> tuple[str, list[str]]:
        """Take back the last step.

        :return: its title, and what of it could not be taken back, and why
        :raises ValueError: there is none, or nothing of it can be taken back; then it is forgotten
        """
        return self._move(self._done, self._undone, isBack=True)

    def redo(self) -> tuple[str, list[str]]:
        """Do again what was taken back last.

        :return: as undo()
        :raises ValueError: as undo()
        """
        return self._move(self._undone, self._done, isBack=False)

    def _record(self, step: Step) -> None:
        if step.isEmpty:
            return
        if not self.hasObserver(self._scene, self._scene.StartCloseEvent, self._onSceneClosed):
            self.addObserver(self._scene, self._scene.StartCloseEvent, self._onSceneClosed)
        step.time = time.monotonic()
        if self._undone or not self._done or not _merge(self._done[-1], step):
            self._done.append(step)
            del self._done[:-MOST]
        self._undone = []
        self._changed()

    def _move(self, source: list[Step], goal: list[Step], isBack: bool) -> tuple[str, list[str]]:
        if not source:
            raise ValueError("There is nothing to undo." if isBack else "There is nothing to redo.")
        step, self._depth = source.pop(), 1
        try:
            problems = self._refusals(step, isBack)
            if problems:
                raise ValueError(f"'{step.title}' cannot be {'undone' if isBack else 'done again'}: "
                                 f"{' '.join(problems)}")
            moved, notes = self._apply(step, isBack)
            if moved.isEmpty:
                raise ValueError(f"'{step.title}' cannot be {'undone' if isBack else 'done again'}: {' '.join(notes)}")
        finally:
            self._depth = 0
            self._changed()
        goal.append(moved)
        self._changed()
        return step.title, notes

    def _refusals(self, step: Step, isBack: bool) -> list[str]:
        """Return why a step must not be taken back at all: what would go with it is not part of it."""
        problems = []
        for node, fields in step.came:
            if not self._scene.IsNodePresent(node):
                continue
            if isBack and any(caseOf(one) is node for one in members(self._scene)):
                problems.append(f"Series or regions were put into {node.GetName()} since; move them first.")
            now = fieldsOf(node)
            others = [name for name in fields if _isDrawn(name) and not isSame(fields[name], now.get(name))]
            if others:
                problems.append(f"{node.GetName()} was changed elsewhere since ({_words(others[0])}); delete it if you "
                                "do not want it.")
        return problems

    def _apply(self, step: Step, isBack: bool) -> tuple[Step, list[str]]:
        """Put the nodes back that went, set the fields, and take out the nodes that came.

        :return: the step that does the contrary, and what was left as it is
        """
        scene, notes = self._scene, []
        opposite = Step(step.title, isGradual=False)
        # As others have left them: what goes back is referred to again at once.
        present = {node: fieldsOf(node) for node in {change.target.node for change in step.changes}
                   if node is not None and scene.IsNodePresent(node)}
        for held in reversed(step.went):
            if scene.IsNodePresent(held.node):
                notes.append(f"{held.node.GetName()} is in the scene already.")
                continue
            former = held.node.GetID()
            putBack(scene, held)
            self._ids[former] = held.node.GetID()
            opposite.came.append((held.node, fieldsOf(held.node)))
        for change in step.changes:
            node = change.target.node
            if node not in present:
                notes.append(f"{change.target.name} is no longer in the scene.")
                continue
            now, wanted = ((change.after, change.before) if isBack else (change.before, change.after))
            if not self._isSame(present[node].get(change.field), now):
                notes.append(f"{_nameOf(node, change.field)} was changed elsewhere since and left as it is "
                             f"({_words(change.field)}).")
                continue
            writeField(node, change.field, wanted, self._idNow)
            opposite.changes.append(change)
        for node, _fields in reversed(step.came):
            if scene.IsNodePresent(node):
                opposite.went.append(takeOut(scene, node, _partsOf(node)))
            else:
                notes.append(f"{node.GetName()} is no longer in the scene.")
        # A node that came back has its fields by now.
        opposite.came = [(node, fieldsOf(node)) for node, _fields in opposite.came]
        return opposite, list(dict.fromkeys(notes))

    def _onSceneClosed(self, caller, event) -> None:
        self.clear()

    def _idNow(self, identifier: str) -> str | None:
        while identifier in self._ids and self._ids[identifier] != identifier:
            identifier = self._ids[identifier]
        return identifier if self._scene.GetNodeByID(identifier) is not None else None

    def _isSame(self, value: Any, expected: Any) -> bool:
        if isinstance(expected, str) and expected in self._ids:
            expected = self._idNow(expected)
        return isSame(value, expected)


def _nobody() -> None:
    """Tell nobody."""


def _step(scene, title: str, before: dict, after: dict, held: list[HeldNode], isGradual: bool) -> Step:
    step = Step(title, isGradual=isGradual)
    for node in before.keys() & after.keys():
        step.changes += _changes(node, before[node], after[node])
    # In the order of the scene, in which they go back.
    step.came = [(node, fields) for node, fields in after.items() if node not in before and not _isLarge(node)]
    known = {one.node for one in held}
    step.went = [*held, *(HeldNode(node) for node in before
                          if node not in after and node not in known and not _isLarge(node)
                          and not scene.IsNodePresent(node))]
    return step


def _changes(node, before: Fields, after: Fields) -> list[Change]:
    target = _Target(node)
    return [Change(target, name, before.get(name), after.get(name)) for name in {**before, **after}
            if before.get(name) != after.get(name)]


def _merge(last: Step, step: Step) -> bool:
    """Make a step part of the last one, if it goes on with it; tell whether it does."""
    keys, lastKeys = ([(one.target.node, one.field) for one in steps.changes] for steps in (step, last))
    if not (step.isGradual and last.isGradual and step.title == last.title and keys == lastKeys
            and step.time - last.time < _TOGETHER and not (step.came or step.went or last.came or last.went)):
        return False
    for change, newer in zip(last.changes, step.changes):
        change.after = newer.after
    last.time = step.time
    return True


def _isLarge(node) -> bool:
    return any(map(node.IsA, _LARGE))


def _isDrawn(name: Field) -> bool:
    """Tell whether a field is what somebody has made of a region, not what follows from it."""
    return name[0] in ("geometry", "points")


def _partsOf(node) -> tuple[tuple[str, Any], ...]:
    """Return what goes with a node, by role: the results of a case."""
    return resultsOf(node) if node.IsA("vtkMRMLScriptedModuleNode") else ()


def _nameOf(node, name: Field) -> str:
    if name[0] in ("tag", "segmentName", "segmentShown") and node.GetSegmentation().GetSegment(name[1]):
        return RegionSource(node, name[1]).name
    return node.GetName() or ""


def _words(name: Field) -> str:
    """Return a field in plain English."""
    return {"geometry": "place or size", "points": "points", "shown": "shown or hidden", "segmentName": "name",
            "segmentShown": "shown or hidden", "opacity": "outline"}.get(
        name[0], name[-1].removeprefix("EMHAssist.").removeprefix("Finding."))
