"""Parts of the benchmark, each in a process of its own: nothing that one leaves behind weighs on the next."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from .Plan import Plan

TESTING = Path(__file__).resolve().parents[1]
MODULE = TESTING.parent / "EMHAssist" / "EMHAssist.py"


def measured(part: str, plan: Plan, environment: Mapping[str, str] | None = None) -> dict:
    """Run a part in a fresh process and return what it measured.

    :param part: its file in this folder, which calls `runPart`
    :param environment: variables on top of those of this process
    :raises RuntimeError: it failed; with what it said
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "measured.json"
        command = [sys.executable, "-m", f"{__package__}.{part}", json.dumps(asdict(plan)), str(file)]
        ended = subprocess.run(command, cwd=TESTING, env={**os.environ, **(environment or {})}, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if ended.returncode:
            raise RuntimeError(f"{part} failed:\n{ended.stdout}")
        return json.loads(file.read_text(encoding="utf-8"))


def runPart(measure: Callable[[Plan], dict]) -> None:
    """Be such a process: measure and write it down."""
    plan = Plan(**{name: tuple(value) if isinstance(value, list) else value
                   for name, value in json.loads(sys.argv[1]).items()})
    Path(sys.argv[2]).write_text(json.dumps(measure(plan), allow_nan=False), encoding="utf-8")
