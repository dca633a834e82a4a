"""Section of the panel: what is drawn in the views. Its switches are bound to parameters in the .ui file."""

from __future__ import annotations

from .Section import Section


class ViewsSection(Section):
    """Views."""
