"""Abbreviations in the texts of .ui files: what they mean is added to the tool tips."""

from __future__ import annotations

import qt
import slicer

from ..Glossary import termsIn
from .Widgets.ToolTip import isToolTip, toolTip

_TEXTS = {"QLabel": "text", "QAbstractButton": "text", "QGroupBox": "title"}


def explainAbbreviations(widget: qt.QWidget) -> None:
    """Have all labels, buttons and titles in a widget explain their abbreviations. Those whose text changes later take
    their tool tips from toolTip(), which does the same."""
    for child in slicer.util.findChildren(widget):
        for name in (name for kind, name in _TEXTS.items() if child.inherits(kind)):
            text, tip = str(getattr(child, name)), str(child.toolTip)
            # What is rich text already has been through toolTip().
            if termsIn(f"{text} {tip}") and not isToolTip(tip):
                child.setToolTip(toolTip(tip, text))
