"""What the subcommands share: the option --out, the files they write there, and how far they are."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path


def folder(text: str) -> Path:
    """Return the folder that an option names; for the ``type`` of an argparse option."""
    if not text:
        raise argparse.ArgumentTypeError("give a folder")
    return Path(text)


def checkFolder(out: Path) -> None:
    """Tell before the work that what was given as --out is no folder."""
    if out.exists() and not out.is_dir():
        raise ValueError(f"--out {out}: is a file; give a folder")


def writeTexts(out: Path, contents: Mapping[str, str | bytes], option: str = "") -> list[Path]:
    """Write files to a folder, all or none, and return them; ValueError if that cannot be.

    :param option: what the user gave, for the error; "--out" and the folder if not given
    """
    from ..Files import replaceTexts

    try:
        return replaceTexts(out, contents)
    except OSError as error:
        raise ValueError(f"{option or f'--out {out}'}: cannot be written: {error.strerror or error}") from error


def showProgress(title: str, fraction: float) -> None:
    """Show how far it is, to somebody who looks on; Ctrl+C cancels, and nothing is written."""
    if sys.stderr.isatty():
        text = f"{title} {fraction:.0%}" if fraction < 1 else ""
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
