"""Random walks over all that can be done to a scene, and what has to hold after each step.

A step is the name of an action and the seed of its choices, so that steps can be left out of a walk: what is left
draws from the scene that is there then.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import slicer

from EMHAssistCases.Paths import pythonProgram
from EMHAssistCases.WalkActions import (
    LogicActions,
    NothingToDo,
    Questions,
    SceneActions,
    addSegments,
    addSeries,
    cheapComputation,
)
from EMHAssistLib.Logic.LiveCase import LiveCase
from EMHAssistLib.Report.ResultFiles import resultContents
from EMHAssistLib.Scene.Nodes import nodesByClass

# What takes apart what the others build comes less often.
_RARE = {"removeNode", "removeCase", "bend", "stop", "pause", "useModel", "showAllSeries", "showRatioPlot", "newCase",
         "writeParameter", "writeOddAttribute", "forgetRole", "setSequenceRole", "exportResult", "exportRatios",
         "changeGeometry", "importScene", "reopen", "setPanelOpen", "clearViews", "refreshAllSeries", "writeRatioChart"}
_RARITY = 0.3
# What may change the result although it is refused: it takes away what an earlier run has left that holds no more.
_TAKES_AWAY = {"correctBiasField"}

FRESH_PROCESS = """
import sys
sys.path[:0] = {path!r}
from SlicerHost import startHost
startHost().loadModule({module!r})
import json
import slicer
from EMHAssistCases.RandomWalk import contentOfAllCases
print("ready", flush=True)
for line in sys.stdin:
    slicer.mrmlScene.Clear()
    slicer.util.loadScene(line.strip())
    logic = slicer.util.getModuleLogic("EMHAssist")
    logic.update()
    print("content" + json.dumps(contentOfAllCases(logic)), flush=True)
"""


class WalkError(AssertionError):
    """Something that has to hold does not."""


def actionNames():
    """Return the names of all actions."""
    names = sorted(name for kind in (LogicActions, SceneActions) for name in vars(kind) if not name.startswith("_"))
    return [*names, "ask"]


def drawSteps(seed, count):
    """Return (name, seed) of the steps of a walk."""
    drawn = random.Random(seed)
    names = actionNames()
    weights = [_RARITY if name in _RARE else 1.0 for name in names]
    return [(name, drawn.randrange(10**9)) for name in drawn.choices(names, weights, k=count)]


def content(logic):
    """Return the text of each file that the present result would be exported as, or why there is none."""
    if logic.result is None:
        return {"problem": logic.problem}
    return resultContents(logic.result, logic.model)


def contentOfAllCases(logic):
    """Return the content of each case by its number and name, "active" for the one that was; all are computed anew."""
    active = logic.activeCase()
    found = {"active": content(logic)}
    for number, case in enumerate(logic.cases()):
        logic.activateCase(case)
        found[f"{number} {case.GetName()}"] = content(logic)
    logic.activateCase(active)
    return found


def difference(one, other):
    """Return the first line that differs between two contents, in words."""
    if list(one) != list(other):
        return f"{list(one)} against {list(other)}"
    for name, text in one.items():
        if isinstance(text, dict):
            if text != other[name]:
                return f"case {name}: {difference(text, other[name])}"
        elif text != other[name]:
            lines, others = text.splitlines(), other[name].splitlines()
            for number, (line, otherLine) in enumerate(zip(lines, others)):
                if line != otherLine:
                    return f"{name}, line {number + 1}:\n  {line}\n  {otherLine}"
            return f"{name}: {len(lines)} lines against {len(others)}: {(lines + others)[min(len(lines), len(others))]}"
    return ""


class FreshProcess:
    """Another process, which opens saved scenes and says what it computes."""

    def __init__(self):
        program = FRESH_PROCESS.format(path=sys.path, module=slicer.util.modulePath("EMHAssist"))
        self._process = subprocess.Popen([pythonProgram(), "-c", program], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True)
        self._read("ready")

    def content(self, path):
        """Return the content of all cases of a scene file."""
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        return json.loads(self._read("content"))

    def close(self):
        """End it."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _read(self, begin):
        for line in self._process.stdout:
            if line.startswith(begin):
                return line[len(begin):]
        raise WalkError("the fresh process has ended")


class RandomWalk:
    """A walk over a small scene, checked on its way.

    :param logic: the logic of the module, started
    :param errors: list of what was logged as an error; see ModuleCase.ErrorCounter
    :param fresh: FreshProcess that opens what is saved; None for this process, which goes on with what it has opened
    """

    def __init__(self, logic, errors, fresh=None):
        self._logic, self._errors, self._fresh = logic, errors, fresh
        self.done = 0  # steps that were more than a look at a scene without anything to do it to
        self.refused = 0

    def begin(self, seed):
        """Make the scene that a walk begins in."""
        slicer.mrmlScene.Clear()
        self._logic.start()  # which closing a scene ends where the module is not open
        drawn = random.Random(seed)
        for name, role in (("t1 sag", "T1"), ("t2 sag", "T2"), ("stir", "STIR"))[:drawn.randint(1, 3)]:
            addSeries(drawn, name, role)
        addSegments(drawn)
        actions = LogicActions(self._logic, drawn)
        if not actions.isRare():
            actions._useModelNamed("small")  # which takes a tenth of the time of the built-in one
        for role in ("epidural_lesion", "paravertebral_lesion", "marrow", "muscle"):
            self._logic.addRegion(role, role, actions.point(), [5, 6, 7], actions.axes())
        slicer.app.processEvents()

    def walk(self, steps, checkEvery, saveEvery):
        """Do steps, and check.

        :raises WalkError: something does not hold; the last of ``steps`` that were done is in ``position``
        """
        with cheapComputation():
            for self.position, step in enumerate(steps):
                self._do(*step)
                if self.position % checkEvery == checkEvery - 1:
                    self._check()
                if self.position % saveEvery == saveEvery - 1:
                    self._save()

    def _do(self, name, seed):
        result, problem = self._logic.result, self._logic.problem
        kind = next(kind for kind in (LogicActions, SceneActions, Questions) if name in vars(kind))
        try:
            getattr(kind(self._logic, random.Random(seed)), name)()
            self.done += 1
            refusal = None
        except NothingToDo:
            return
        except (ValueError, OSError) as error:
            self.refused += 1
            refusal = error
        slicer.app.processEvents()
        if self._errors:
            raise WalkError(f"{name}: in the console: {self._errors}")
        isNothing = kind is Questions or (kind is LogicActions and refusal and name not in _TAKES_AWAY)
        if isNothing and (self._logic.result, self._logic.problem) != (result, problem):
            before = resultContents(result, self._logic.model) if result else {"problem": problem}
            if content(self._logic) != before:
                raise WalkError(f"{name} was {f'refused ({refusal})' if refusal else 'asked'} and changed the result: "
                                f"{difference(before, content(self._logic))}")

    def _check(self):
        logic = self._logic
        if not logic.getParameterNode().autoUpdate:
            logic.update()
        live = content(logic)
        if content(logic) != live:
            raise WalkError(f"twice: {difference(live, content(logic))}")
        anew = LiveCase()
        anew.update()
        if content(anew) != live:
            raise WalkError(f"live against anew: {difference(live, content(anew))}")

    def _save(self):
        self._check()
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "case.mrb")
            live = contentOfAllCases(self._logic)
            if not slicer.util.saveScene(path):
                raise WalkError("the scene cannot be saved")
            again = contentOfAllCases(self._logic)
            if again != live:
                raise WalkError(f"before against after saving: {difference(live, again)}")
            if self._fresh:
                opened = self._fresh.content(path)
            else:
                slicer.mrmlScene.Clear()
                slicer.util.loadScene(path)
                self._logic.start()
                self._logic.update()
                opened = contentOfAllCases(self._logic)
        if opened != live:
            raise WalkError(f"live against saved and opened: {difference(live, opened)}")
        slicer.app.processEvents()


def leftOver():
    """Return class and name of all nodes that saving a scene would write, after closing it; but for the views of the
    layouts that there were, which Slicer keeps."""
    return sorted((node.GetClassName(), node.GetName() or "") for node in nodesByClass(slicer.mrmlScene, "vtkMRMLNode")
                  if node.GetSaveWithScene() and not node.IsA("vtkMRMLAbstractViewNode"))


def shrink(steps, fails):
    """Return as few of the steps as still fail.

    :param fails: called with steps, tells whether they fail
    """
    size = len(steps) // 2
    while size:
        start = 0
        while start < len(steps):
            fewer = steps[:start] + steps[start + size:]
            if fails(fewer):
                steps = fewer
            else:
                start += size
        size //= 2
    return steps
