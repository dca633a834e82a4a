"""The live case: from the scene to the result, again whenever something changes. All actions of the logic stand on it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import qt
import slicer

from ..Analysis import analyze
from ..Cache import Cache
from ..Case import Case
from ..Likelihood import Model
from ..Result import Result
from ..Scene.CaseMembers import assignUnassigned
from ..Scene.History import History
from ..Scene.SceneFiles import SceneFiles
from ..Scene.SceneObserver import SceneObserver
from ..Scene.SceneVersion import upgrade
from .ActiveCase import ActiveCase
from .CaseReader import CaseReader
from .ParameterNode import VIEW_PARAMETERS, EMHAssistParameterNode
from .ResultNodes import ResultNodes
from .Signal import Signal


class LiveCase:
    """The active case of the scene and its result.

    A class of actions derives from this one. What it alone needs it makes in its own __init__, which takes no arguments
    and calls super().__init__() first; EMHAssistLogic, which derives from all of them, says in which order they stop.

    ``result`` is the present result; None when there is none, then ``problem`` says why. ``resultChanged`` is emitted
    when there is a new one, or the parameters say to show it in another way.
    """

    def __init__(self) -> None:
        self.result: Result | None = None
        self.problem = ""
        self.resultChanged = Signal()
        self._scene = slicer.mrmlScene
        self.historyChanged = Signal()
        # What actions that are marked as undoable have done.
        self.history = History(self._scene, self.historyChanged.emit)
        self._isQuiet = False
        self._activeCase = ActiveCase(self._scene, self.quietly, self._onParameters)
        self._reader = CaseReader(self._scene)
        self._tables = ResultNodes(self._scene)
        self._cache = Cache()
        self._members: list[str] = []  # IDs of the nodes that the active case had at the last update
        self._sceneObserver: SceneObserver | None = None
        self._sceneFiles: SceneFiles | None = None
        self._arrived = ""  # name of a case that has come with an added scene
        # Collects the many events of one drag step or one loaded scene into one update.
        self._timer = qt.QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)

    def update(self) -> Result | None:
        """Compute the case of the scene now and show it in tables, at the lesions and in the views.

        Volumes that have never had a role get the guessed one, curves without a thickness that of the slices they were
        drawn on.

        :return: the result; None when there is none, then ``problem`` says why
        """
        with self.quietly():
            try:
                upgrade(self._scene)
                parameters = self.getParameterNode()
                if self.isStarted:
                    self._activeCase.watch()
                hasNewSeries = self._reader.completeNodes()
                case = self._reader.case(parameters)
                self._assignUnassigned(case)
                if hasNewSeries:
                    self._onNewSeries(case)
                self.result, self.problem = self._analyze(case), ""
                self._tables.write(parameters, self.result)
            except ValueError as error:
                logging.warning(f"EMHAssist has no result: {error}")
                self.result, self.problem = None, str(error)
        self.resultChanged.emit()
        return self.result

    def _onNewSeries(self, case: Case) -> None:
        """Called when volumes have got their first role, which was guessed."""

    def _assignUnassigned(self, case: Case) -> None:
        """Have series and regions refer to the active case, once others have come or gone."""
        members = [*(series.source for series in case.series), *(region.source.item for region in case.regions)]
        if members != self._members:
            assignUnassigned(self._scene, self.getParameterNode().parameterNode)
            self._members = members

    def _analyze(self, case: Case) -> Result:
        problem = self.modelProblem()
        result = analyze(case, None if problem else self.model, self._cache)
        return replace(result, warnings=(problem, *result.warnings)) if problem else result

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Write to the scene without starting the next update by it."""
        wasQuiet, self._isQuiet = self._isQuiet, True
        try:
            yield
        finally:
            self._isQuiet = wasQuiet

    def getParameterNode(self) -> EMHAssistParameterNode:
        """Return the parameter node of the active case, wrapped; made if there is no case."""
        return self._activeCase.parameters()

    @property
    def model(self) -> Model:
        """The likelihood model of the case: the user's own or the built-in one.

        Where modelProblem() is not empty it is the built-in one, whose questions are asked; there is no answer then.
        """
        return self._reader.model(self.getParameterNode())[0]

    def modelProblem(self) -> str:
        """Return in plain English why the own model of the case cannot be used; "" when there is no such problem."""
        return self._reader.model(self.getParameterNode())[1]

    def addResultListener(self, listener: Callable[[], None]) -> None:
        """Have a function called, without arguments, whenever there is a new result or it is shown in another way."""
        self.resultChanged.connect(listener)

    def later(self, act: Callable[[], None]) -> None:
        """Call a function, without arguments, when all that is going on now has been dealt with."""
        qt.QTimer.singleShot(0, act)

    @property
    def isStarted(self) -> bool:
        """Whether the results are kept up to date, or were when they were paused."""
        return self._sceneObserver is not None

    def start(self) -> None:
        """Keep the results up to date from now on, unless autoUpdate is off. Starting twice does no harm."""
        # What an update computes with; loading it takes up to a second, which must not be that of the first drag.
        import scipy.special  # noqa: F401

        wasStarted = self.isStarted
        if not wasStarted:
            self._sceneObserver = SceneObserver(self._scene, self._onChanged)
            self._sceneFiles = SceneFiles(self._scene, self._onArrived)
            self._timer.connect("timeout()", self.update)
        self._activeCase.watch()
        if not wasStarted:
            self._onChanged()

    def stop(self) -> None:
        """Watch nothing and forget the result; the nodes keep theirs."""
        self._timer.stop()
        if self._sceneObserver is not None and self._sceneFiles is not None:
            self._sceneObserver.stop()
            self._sceneFiles.stop()
            self._timer.disconnect("timeout()", self.update)
            self._sceneObserver = self._sceneFiles = None
        self.result, self.problem, self._arrived = None, "", ""
        self._activeCase.forget()
        # What is kept from update to update holds on to voxels.
        self._cache = Cache()
        self._reader.forget()
        self._tables.forget()

    def _onChanged(self) -> None:
        # What an update itself writes to the scene must not start the next one.
        # Nor may what goes on changing put it off: a timer that is started again waits again.
        if not self._isQuiet and self.getParameterNode().autoUpdate and not self._timer.active:
            self._timer.start()

    def _onParameters(self, names: set[str]) -> None:
        if self._isQuiet:
            return
        # Whether and where results are shown neither waits for the next update nor needs one.
        if names & VIEW_PARAMETERS or not self.getParameterNode().autoUpdate:
            self.resultChanged.emit()
        if names - VIEW_PARAMETERS:
            self._onChanged()

    def _onArrived(self, name: str) -> None:
        self._arrived = name
