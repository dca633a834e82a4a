"""The files of unsaved cases: one a running program, written whole, readable by their user alone."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from ..Files import replaceFiles

# In a file that only says where the record is.
_ELSEWHERE = "record"


@dataclass(frozen=True)
class UnsavedCase:
    """What a program that ended without saving has left.

    :param path: of the file
    :param time: when it was written, as the user reads it
    :param record: see Scene.CaseRecord
    """

    path: Path
    time: str
    regionCount: int
    findingCount: int
    record: dict[str, Any]


class AutosaveFiles:
    """Writes the file of this program, and finds those that others have left.

    A lock beside each file is held as long as its program runs, however that ends.

    :param folder: made once something is written
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self._name, self._lock = uuid4().hex[:12], None
        self._record: Path | None = None

    def write(self, record: dict[str, Any], scenePath: str) -> None:
        """Write the record of this program in place of the one before.

        :param scenePath: file of the scene, beside which the record goes if that can be; "" for none
        :raises OSError: it can be written nowhere
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._lock is None:
            self._lock = _locked(self.folder / f"{self._name}.lock")
        own, text = self.folder / f"{self._name}.json", json.dumps(record)
        beside = _beside(scenePath, self._name)
        if beside is not None:
            try:
                _replace(beside, text)
                text = json.dumps({_ELSEWHERE: str(beside)})
            except OSError:  # a folder that only others may write to
                beside = None
        _replace(own, text)
        if self._record not in (None, beside):
            self._record.unlink(missing_ok=True)
        self._record = beside

    def remove(self) -> None:
        """Take the record of this program away: what it holds is saved, or not wanted."""
        for path in (self._record, self.folder / f"{self._name}.json"):
            if path is not None:
                path.unlink(missing_ok=True)
        self._record = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            (self.folder / f"{self._name}.lock").unlink(missing_ok=True)

    def left(self) -> list[UnsavedCase]:
        """Return what programs have left that run no more, the last one first."""
        found = []
        for path in sorted(self.folder.glob("*.json")) if self.folder.is_dir() else ():
            if path.stem != self._name and not _isRunning(path.with_suffix(".lock")):
                record = _read(path)
                if record is not None:
                    found.append(UnsavedCase(path, record["time"], record["regionCount"], record["findingCount"],
                                             record))
        return sorted(found, key=lambda one: one.time, reverse=True)

    def discard(self, left: UnsavedCase) -> None:
        """Delete what was left."""
        beside = _json(left.path).get(_ELSEWHERE)
        for path in (Path(beside) if beside else None, left.path, left.path.with_suffix(".lock")):
            if path is not None:
                path.unlink(missing_ok=True)


def _beside(scenePath: str, name: str) -> Path | None:
    path = Path(scenePath)
    return path.parent / f".{path.stem}.{name}.emhassist" if scenePath and path.parent.is_dir() else None


def _replace(path: Path, text: str) -> None:
    """Put a file in place of another one, whole, and readable by its user alone."""
    replaceFiles(path.parent, {path.name: partial(_writeOwn, text=text)})


def _writeOwn(path: str, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _read(path: Path) -> dict[str, Any] | None:
    """Return a record, None where it is none of this version."""
    record = _json(path)
    if _ELSEWHERE in record:
        record = _json(Path(record[_ELSEWHERE]))
    return record if record.get("version") == 1 else None


def _locked(path: Path):
    """Return a file that is locked until the program ends."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    _lock(file)
    return file


def _isRunning(path: Path) -> bool:
    """Tell whether the program that has made a lock holds it still."""
    try:
        with open(path, "r+b") as file:
            _lock(file)
        return False
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _lock(file) -> None:
    """Lock a file, or raise OSError where another program has."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
