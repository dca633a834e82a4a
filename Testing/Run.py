"""Run EMHAssist where 3D Slicer is not installed: the demo, the tests and the emhassist command.

    python3 Testing/Run.py demo --out DIR   the synthetic case, measured and drawn
    python3 Testing/Run.py test             all tests
    python3 Testing/Run.py measure ...      any other word goes to the emhassist command

Makes the environment it needs in .environment at the root of the project, the first time and whenever the lock has
changed. Only the standard library is used here.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "Testing" / "requirements.txt"
OLDEST, NEWEST = (3, 10), (3, 13)

# Shared libraries that the packages of the lock load and do not bring, and the Debian packages that hold them.
SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libEGL_mesa.so.0": "libegl-mesa0",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    try:
        checkPython()
        command, *rest = arguments
        if command in ("demo", "test"):
            checkSystemLibraries()
        environment = makeEnvironment()
    except SetupError as error:
        print(f"EMHAssist: {error}", file=sys.stderr)
        return 1
    python = environment / "bin" / "python"
    if command == "demo":
        return call([python, ROOT / "Testing" / "Demo.py", *rest])
    if command == "test":
        return call([python, "-m", "pytest", *rest], cwd=ROOT)
    return call([environment / "bin" / "emhassist", command, *rest])


class SetupError(Exception):
    """The machine lacks something; the message says what to install."""


def checkPython() -> None:
    """Refuse a Python that the packages of the lock are not built for."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise SetupError("Python {}.{} to {}.{} is needed, this is {}.{}.".format(
            *OLDEST, *NEWEST, *sys.version_info[:2]))


def checkSystemLibraries() -> None:
    """Name the Debian packages of all shared libraries that are not there."""
    missing = []
    for library, package in SYSTEM_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if missing:
        raise SetupError(f"system libraries are missing; on Debian: apt-get install {' '.join(missing)}")


def makeEnvironment() -> Path:
    """Make the environment if it is not there or not of this lock, and return its folder."""
    state = hashlib.sha256(sys.version.encode())
    for file in (LOCK, ROOT / "pyproject.toml"):
        state.update(file.read_bytes())
    environment = ROOT / ".environment"
    stamp = environment / "emhassist-state"
    if stamp.is_file() and stamp.read_text() == state.hexdigest():
        return environment
    print("EMHAssist: setting up the environment, once; this takes a minute or two ...", file=sys.stderr)
    shutil.rmtree(environment, ignore_errors=True)
    install(environment)
    # Written last: an installation that was interrupted is done again.
    stamp.write_text(state.hexdigest())
    return environment


def install(environment: Path) -> None:
    """Install the lock and this project, editable, into a new environment, with uv if it is there, else with pip."""
    project = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    uv = shutil.which("uv")
    if uv:
        run([uv, "venv", "--quiet", "--python", sys.executable, environment])
        pip = [uv, "pip", "install", "--quiet", "--python", environment / "bin" / "python"]
    else:
        try:
            import ensurepip  # noqa: F401  Debian's python3 comes without it
        except ImportError:
            raise SetupError("Python's venv is missing; on Debian: apt-get install python3-venv") from None
        run([sys.executable, "-m", "venv", environment])
        pip = [environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--requirement", LOCK])
    run([*pip, *project])


def run(command: list) -> None:
    """Run one step of the installation."""
    if call(command) != 0:
        raise SetupError("the environment could not be set up: " + " ".join(map(str, command)))


def call(command: list, cwd: Path | None = None) -> int:
    """Run a command and return its exit status; what it prints goes straight through."""
    # A PYTHONPATH or PYTHONHOME of the caller would mix other packages into the environment.
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    try:
        return subprocess.run([str(part) for part in command], cwd=cwd, env=environment).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
