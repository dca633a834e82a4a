"""What all sections of the panel share."""

from __future__ import annotations

import slicer

from ..Case import Series


def parametersTime(logic) -> int:
    """Return what changes whenever a parameter of the active case does, and when another case becomes the active one:
    no two nodes ever have the same time."""
    return logic.getParameterNode().parameterNode.GetMTime()


class Section:
    """A part of the panel that can be folded away.

    :param ui: the widgets of the panel, by their names
    :param logic: logic of the module
    """

    def __init__(self, ui, logic):
        self.ui, self.logic = ui, logic

    @property
    def series(self) -> tuple[Series, ...]:
        """The series of the present result whose volumes are still in the scene: a moment after many nodes were removed
        at once, or for as long as results are paused, the result knows some that are not."""
        result = self.logic.result
        return tuple(one for one in (result.case.series if result else ())
                     if slicer.mrmlScene.GetNodeByID(one.source) is not None)

    def refresh(self) -> None:
        """Show the present result and scene. Called many times a second in a drag: touches only what has changed."""

    def recolor(self) -> None:
        """Show anew what keeps the colors or sizes it was made with, such as links: theme or font are others."""

    def cancel(self) -> None:
        """Cancel what the user has begun in the scene: it is about to be closed."""

    def cleanup(self) -> None:
        """Leave nothing behind: the module is being reloaded, or the application closes."""
