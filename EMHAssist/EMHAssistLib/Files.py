"""Files written whole: aside first, and put in their place when all of them are complete."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path


def replaceTexts(folder: Path, contents: Mapping[str, str | bytes]) -> list[Path]:
    """Write files of text, or of bytes as they are, all or none; see replaceFiles.

    :param folder: made if it does not exist
    :param contents: name of each file to its content
    :return: the files
    :raises OSError: the folder or a file cannot be written
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    replaceFiles(folder, {name: partial(_writeText, text=text) for name, text in contents.items()})
    return [folder / name for name in contents]


def replaceFiles(folder: Path, writers: Mapping[str, Callable[[str], object]]) -> None:
    """Have files written aside and put in their place when all are whole, so that none is ever half-written.

    :param folder: existing folder of the files
    :param writers: name of each file to a function that writes it to the path it is given; the path ends with the same
        name, which MRB files hold inside
    :raises OSError: a file cannot be written; then none has changed
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as temporary:
        for name, write in writers.items():
            write(os.path.join(temporary, name))
        for name in writers:
            os.stat(os.path.join(temporary, name))  # raises if nothing was written
            if os.path.isdir(os.path.join(folder, name)):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.path.join(folder, name))
            if os.name == "nt" and os.path.exists(os.path.join(folder, name)):
                # Windows replaces no file that another program, such as a spreadsheet, has open: raises before any is.
                with open(os.path.join(folder, name), "r+b"):
                    pass
        for name in writers:
            os.replace(os.path.join(temporary, name), os.path.join(folder, name))


def _writeText(path: str, text: str | bytes) -> None:
    if isinstance(text, bytes):
        Path(path).write_bytes(text)
    else:
        Path(path).write_text(text, encoding="utf-8", newline="")
