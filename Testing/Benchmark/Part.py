"""Parts of the benchmark in a process of their own: nothing that others leave behind weighs on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from .Plan import Plan

TESTING = Path(__file__).resolve().parents[1]
MODULE = TESTING.parent / "EMHAssist" / "EMHAssist.py"


def measured(*parts: str, plan: Plan, environment: Mapping[str, str] | None = None) -> dict[str, dict]:
    """Run parts in one fresh process, one after the other, and return what each measured.

    :param parts: files in this folder that have a function ``measure``, of a plan to numbers by name
    :param environment: variables on top of those of this process
    :raises RuntimeError: one failed; with what it said
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "measured.json"
        command = [sys.executable, "-m", __name__, json.dumps(asdict(plan)), str(file), *parts]
        ended = subprocess.run(command, cwd=TESTING, env={**os.environ, **(environment or {})}, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if ended.returncode:
            raise RuntimeError(f"{', '.join(parts)}: failed\n{ended.stdout}")
        return json.loads(file.read_text(encoding="utf-8"))


def main(arguments: list[str]) -> None:
    """Be such a process.

    :param arguments: the plan as JSON, the file to write, and the parts
    """
    plan, file, *parts = arguments
    chosen = Plan(**{name: tuple(value) if isinstance(value, list) else value
                     for name, value in json.loads(plan).items()})
    found = {part: import_module(f".{part}", __package__).measure(chosen) for part in parts}
    Path(file).write_text(json.dumps(found, allow_nan=False), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
