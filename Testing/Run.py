"""Run EMHAssist where 3D Slicer is not installed: the demo, the tests, the benchmark and the emhassist command.

    python3 Testing/Run.py demo --out DIR    the synthetic case, measured and drawn
    python3 Testing/Run.py test              all tests, on all cores; options are pytest's: FILE::TEST -x -n0
    python3 Testing/Run.py test --quick      those that are not slow, in under a minute
    python3 Testing/Run.py bench --out DIR   how fast it is, beside SimpleITK, scipy and numpy
    python3 Testing/Run.py measure ...       any other word goes to the emhassist command

Makes the environment it needs in .environment at the root of the project, the first time and whenever the lock, the
Python or the place of the project has changed. Only the standard library is used here.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "Testing" / "requirements.txt"
ENVIRONMENT = ROOT / ".environment"
STAMP = ENVIRONMENT / "emhassist-state"
PYTHON = ENVIRONMENT / "bin" / "python"
# Words that stand for a script of their own.
SCRIPTS = {"demo": "Demo.py", "bench": "Bench.py"}
# Tables of pyproject.toml with which nothing is installed.
TOOLS = ("[tool.mypy", "[tool.pytest", "[tool.ruff")
OLDEST, NEWEST = (3, 10), (3, 13)

# Shared libraries that Qt and the views load and the packages of the lock do not bring, and the Debian packages that
# hold them. Those bring the rest: libgl1 the software renderer, libfontconfig1 a font.
SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libEGL_mesa.so.0": "libegl-mesa0",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libXcursor.so.1": "libxcursor1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


class SetupError(Exception):
    """The machine lacks something; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Run one command, which takes the place of this process; return an exit status only if it cannot be run."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    command, *rest = arguments
    try:
        checkPython()
        checkSystem(views=command in ("test", *SCRIPTS))
        makeEnvironment()
    except (SetupError, OSError) as error:
        print(f"EMHAssist: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if command in SCRIPTS:
        execute([PYTHON, ROOT / "Testing" / SCRIPTS[command], *rest])
    if command == "test":
        os.chdir(ROOT)
        quick = ["-m", "not slow"] if "--quick" in rest else []
        workers = ["-n", "auto", "--dist", "worksteal"]
        execute([PYTHON, "-m", "pytest", *workers, *quick, *[word for word in rest if word != "--quick"]])
    execute([ENVIRONMENT / "bin" / "emhassist", *arguments])


def checkPython() -> None:
    """Refuse a Python that the packages of the lock are not built for."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise SetupError("Python {}.{} to {}.{} is needed, this is {}.{}.".format(
            *OLDEST, *NEWEST, *sys.version_info[:2]))


def checkSystem(views: bool) -> None:
    """Name all Debian packages that are missing: to make the environment and, if asked, for the views."""
    missing = []
    if not (isCurrent() or shutil.which("uv") or importlib.util.find_spec("ensurepip")):
        missing.append("python{}.{}-venv".format(*sys.version_info[:2]))
    for library, package in SYSTEM_LIBRARIES.items() if views else ():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if missing:
        raise SetupError(f"system packages are missing; on Debian: apt-get install {' '.join(missing)}")


def state() -> str:
    """Return a digest of all that the environment is made from. It holds absolute paths, so its place counts."""
    digest = hashlib.sha256(f"{sys.version} {sys.base_prefix} {ROOT}".encode("utf-8", "surrogateescape"))
    digest.update(LOCK.read_bytes())
    for table in re.split(r"^(?=\[)", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), flags=re.MULTILINE):
        if not table.startswith(TOOLS):
            digest.update(table.encode())
    return digest.hexdigest()


def isCurrent() -> bool:
    """Tell whether the environment is there, complete and made from what is here now."""
    return STAMP.is_file() and STAMP.read_text() == state()


def makeEnvironment() -> None:
    """Make the environment if it is not current; of several processes one does it and the others wait."""
    if isCurrent():
        return
    print("EMHAssist: setting up the environment, once; this takes a minute or two ...", file=sys.stderr)
    with LOCK.open("r+") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if isCurrent():
            return
        if ENVIRONMENT.exists():
            shutil.rmtree(ENVIRONMENT)
        install(turn.fileno())
        # Written last: an installation that was interrupted is done again.
        STAMP.write_text(state())


def install(turn: int) -> None:
    """Install the lock and this project, editable, into a new environment, with uv if it is there, else with pip."""
    uv = shutil.which("uv")
    if uv:
        # uv ends with an error where it cannot make its cache, pip goes on without one.
        cache = [] if os.access(os.path.expanduser("~"), os.W_OK) else ["--no-cache"]
        run([uv, "venv", "--quiet", *cache, "--python", sys.executable, ENVIRONMENT], turn)
        pip = [uv, "pip", "install", "--quiet", *cache, "--python", PYTHON]
    else:
        run([sys.executable, "-m", "venv", ENVIRONMENT], turn)
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--requirement", LOCK], turn)
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT], turn)


def run(command: list, turn: int) -> None:
    """Run one step of the installation.

    It inherits the lock of `makeEnvironment`: if this process is killed, the next one waits until the step has ended.
    """
    words = [str(word) for word in command]
    if subprocess.run(words, cwd=ROOT, env=cleanEnvironment(), pass_fds=[turn]).returncode != 0:
        raise SetupError("the environment could not be set up: " + " ".join(words))


def execute(command: list) -> NoReturn:
    """Go on as this command: its exit status, its signals and its output are those of this process."""
    variables = cleanEnvironment()
    # A desktop may set another; there is no window to show.
    variables["QT_QPA_PLATFORM"] = "offscreen"
    # What fontconfig, Mesa and Python keep for the next start stays inside the project. Tests and benchmark start many
    # processes, which would compile the module anew each.
    variables["XDG_CACHE_HOME"] = str(ENVIRONMENT / "cache")
    variables["PYTHONPYCACHEPREFIX"] = str(ENVIRONMENT / "pycache")
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    os.execve(command[0], command, variables)


def cleanEnvironment() -> dict[str, str]:
    """Return the caller's variables without those that would mix other Python packages in."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
