"""Names that a scene, a table and a view can hold: what cannot be saved, or would show as something else, is left out.

A scene is XML. A character that XML does not know is written to the file all the same, and then the file cannot be
loaded again: with one such name the whole case is lost.
"""

from __future__ import annotations

import re

# What XML 1.0 (section 2.2) leaves out, and half of a character by itself, which ends Slicer's process. Tabs come back
# as spaces (section 3.3.3).
_UNSAVABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# What turns the order of letters round, so that a name reads as another; see Unicode Technical Report 36.
_MISLEADING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\x7f-\x9f]")
_LONGEST = 200  # characters

# What is said of a name that was changed.
CHANGED = "what a saved scene cannot hold, or what reads as another name, was taken out of its name"


def savable(text: str | bytes | None) -> str:
    """Return a text without what cannot be loaded again from a scene.

    :param text: bytes where Slicer holds a text that is not UTF-8, which is then taken for Latin-1; None for ""
    """
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError:
            text = text.decode("latin-1")
    if not text or text.isprintable():
        return text or ""
    return _UNSAVABLE.sub("", text).replace("\t", " ")


def plainName(text: str | bytes | None) -> str:
    """Return a name in one line of at most 200 characters that can be saved, and read as nothing else."""
    name = savable(text)
    if not name.isprintable():
        name = " ".join(_MISLEADING.sub("", name).split())
    return name if len(name) <= _LONGEST else name[:_LONGEST - 3] + "..."


def fileSafe(name: str) -> str:
    """Return the name for a node that is saved in a file of its own: Slicer names the file after it, writes an
    ampersand in that as it is into the scene, and then cannot load the scene."""
    return plainName(name).replace("&", "+")
