"""What is drawn in the views."""

from __future__ import annotations


class ViewActions:
    """What is drawn in the views."""

    def refreshViews(self) -> None:
        """Show ellipsoids and readout in the views of the present layout."""
        if self._sceneObserver is not None:
            self._outlines.show()
        self._caseBox.refresh()
