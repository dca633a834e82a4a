"""Whatever is done in whatever order: what is shown is what a fresh process computes from the saved scene.

A short walk; EMHASSIST_WALK_STEPS=10000 makes a long one, which opens each saved scene in another process, and
EMHASSIST_WALK_SEED another one. A walk that fails says its steps, as few as still fail.
"""

import os
import sys
import unittest

import slicer

from EMHAssistCases.ModuleCase import ModuleCase, publicMembers
from EMHAssistCases.RandomWalk import FreshProcess, RandomWalk, WalkError, actionNames, drawSteps, leftOver, shrink
from EMHAssistCases.WalkActions import NOT_WALKED, questionNames

STEPS = int(os.environ.get("EMHASSIST_WALK_STEPS", "80"))
SEED = int(os.environ.get("EMHASSIST_WALK_SEED", "1"))
IS_LONG = "EMHASSIST_WALK_STEPS" in os.environ
# Steps from an empty scene on.
_LENGTH = 100 if IS_LONG else 40
_CHECK_EVERY, _SAVE_EVERY = (10, 50) if IS_LONG else (5, 20)


class RandomWalkTest(ModuleCase):
    """Walks with the module in the background, as while the user places regions in the module Markups."""

    def setUp(self):
        super().setUp()
        self.widget.parent.exit()
        self.addCleanup(self.widget.parent.enter)
        self.hideWindow()
        self.fresh = FreshProcess() if IS_LONG else None
        if self.fresh:
            self.addCleanup(self.fresh.close)

    def failure(self, seed, steps, checkEvery=_CHECK_EVERY, saveEvery=_SAVE_EVERY):
        """Walk, and return what failed, "" for nothing; and the steps that were done until then."""
        walk = RandomWalk(self.logic, self.errors.messages, self.fresh)
        walk.begin(seed)
        try:
            walk.walk(steps, checkEvery, saveEvery)
            return "", steps
        except WalkError as error:
            return str(error), steps[:walk.position + 1]
        except Exception as error:
            return f"{type(error).__name__}: {error}", steps[:walk.position + 1]
        finally:
            self.errors.messages.clear()
            self.done, self.refused = self.done + walk.done, self.refused + walk.refused

    def testEveryActionIsInTheWalk(self):
        walked = {*actionNames(), *questionNames(), *NOT_WALKED}
        self.assertEqual(publicMembers(type(self.logic)).keys() - walked, set())

    def testWalks(self):
        slicer.mrmlScene.Clear()
        empty = leftOver()
        self.done = self.refused = 0
        for number in range(-(-STEPS // _LENGTH)):
            seed = SEED * 100000 + number
            failed, steps = self.failure(seed, drawSteps(seed, _LENGTH))
            if failed:
                self.fail(f"seed {seed}, step {len(steps)}: {failed}\n{self.shrunk(seed, steps)}")
            slicer.mrmlScene.Clear()
            self.assertEqual(leftOver(), empty)
        if IS_LONG:
            print(f"{self.done} steps done, {self.refused} refused", file=sys.stderr)

    def shrunk(self, seed, steps):
        """Return as few steps as still fail, checked after each, and how."""
        count = len(steps)
        fewer = shrink(steps, lambda some: bool(some) and bool(self.failure(seed, some, len(some), len(some))[0]))
        return f"{len(fewer)} of {count} steps: {fewer}\n{self.failure(seed, fewer, len(fewer), len(fewer))[0]}"


if __name__ == "__main__":
    unittest.main()
