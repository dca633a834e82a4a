"""Values: what lesions are compared with, and how."""

from __future__ import annotations

from ..Case import Options
from ..Measurement import Margins


class ValueActions:
    """Values: what lesions are compared with, and how."""

    def options(self) -> Options:
        """Return how regions are compared.

        :raises ValueError: the margins of similar signal cannot be
        """
        node = self.getParameterNode()
        return Options(Margins(node.similarLow, node.similarHigh), node.nearestReference, node.ironMarked)

    def reference(self) -> str:
        """Return the reference role that single values refer to, "" while there is no reference."""
        present = self.result.references if self.result else ()
        chosen = self.getParameterNode().reference
        return chosen if chosen in present else next(iter(present), "")
