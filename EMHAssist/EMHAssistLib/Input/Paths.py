"""Paths as given on the command line: FILE, or FILE:PART."""

from __future__ import annotations

from pathlib import Path

# Suffixes that hold a dot of their own.
_DOUBLE_SUFFIXES = (".mrk.json", ".seg.nrrd", ".nii.gz")


def splitPart(text: str) -> tuple[Path, str]:
    """Return the existing path at the start of a text and the part of it that is asked for, "" for the whole.

    The longest path that exists wins, so that colons in names and drive letters do no harm.

    :raises ValueError: nothing of that name exists, or its name cannot be written as UTF-8, which MRML needs
    """
    if not text.isprintable() and any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("the name of the file is not valid UTF-8; rename it")
    head, part = text, ""
    while not Path(head).exists() or not head:
        head, colon, _ = head.rpartition(":")
        if not colon:
            raise ValueError("there is no such file or folder; check the path")
        part = text[len(head) + 1:]
    return Path(head), part


def stem(path: Path) -> str:
    """Return the name of a file without its suffix: "mass" for "mass.mrk.json"."""
    for suffix in _DOUBLE_SUFFIXES:
        if path.name.lower().endswith(suffix):
            return path.name[:-len(suffix)]
    return path.stem
