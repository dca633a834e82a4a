"""Section of the panel: the likelihood model and what it is worth."""

from __future__ import annotations

from pathlib import Path

from .Section import Section

_MODEL_CARD = Path(__file__).parents[2] / "Resources" / "Docs" / "ModelCard.md"


class ModelSection(Section):
    """Model."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        ui.modelCardBrowser.setMarkdown(_MODEL_CARD.read_text(encoding="utf-8"))
