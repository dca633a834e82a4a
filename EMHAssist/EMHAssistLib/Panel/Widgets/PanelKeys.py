"""Keys that belong to a panel while the focus is in it, though the application has a use for them elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import qt


class PanelKeys(qt.QObject):
    """Takes keys before the shortcuts of the application do.

    Two shortcuts of the same keys would be ambiguous, and Qt would then do neither. What has the focus comes first: a
    line edit goes on to undo what was typed.

    :param panel: widget
    :param acts: what the keys do ("Ctrl+Z"), called without arguments
    """

    def __init__(self, panel: qt.QWidget, acts: Mapping[str, Callable[[], object]]):
        qt.QObject.__init__(self)
        self._watched: list[qt.QWidget] = []
        self._acts = dict(acts)
        self._codes = {_code(*keys.split("+")): act for keys, act in acts.items()}
        self.watch(panel)

    def watch(self, widget: qt.QWidget) -> None:
        """Take the keys while the focus is in a widget, too."""
        if widget not in self._watched:
            self._watched.append(widget)
            widget.installEventFilter(self)

    def leave(self, widget: qt.QWidget) -> None:
        """Take no keys any more while the focus is in a widget."""
        if widget in self._watched:
            self._watched.remove(widget)
            widget.removeEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        """Claim the keys, and act once they come."""
        if event.type() not in (qt.QEvent.ShortcutOverride, qt.QEvent.KeyPress):
            return False
        modifiers = event.modifiers()
        act = self._codes.get((event.key(), bool(modifiers & qt.Qt.ControlModifier),
                               bool(modifiers & qt.Qt.ShiftModifier), bool(modifiers & qt.Qt.AltModifier)))
        if act is None:
            return False
        event.accept()
        if event.type() == qt.QEvent.KeyPress:
            act()
        return True

    def stop(self) -> None:
        """Take no keys any more."""
        for widget in [*self._watched]:
            self.leave(widget)


def _code(*names: str) -> tuple[int, bool, bool, bool]:
    return getattr(qt.Qt, f"Key_{names[-1]}"), "Ctrl" in names, "Shift" in names, "Alt" in names
