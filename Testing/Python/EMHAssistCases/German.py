"""The module in German, for as long as a test takes."""

import importlib.util
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import qt
import slicer

from EMHAssistCases.ModuleCase import MODULE
from EMHAssistCases.Paths import ROOT

TRANSLATIONS = ROOT / "EMHAssist" / "Resources" / "Translations"


def findCompiler():
    """Return the path of Qt's lrelease, which PySide6 brings and Slicer does not, or None."""
    if shutil.which("lrelease"):
        return shutil.which("lrelease")
    found = importlib.util.find_spec("PySide6")
    path = Path(found.origin).parent / "lrelease" if found else None
    return str(path) if path and path.is_file() else None


def installGerman(test):
    """Make the panel anew in German. Return what makes it English again, which happens at the end of the test."""
    compiler = findCompiler()
    if compiler is None or not TRANSLATIONS.is_dir():
        raise unittest.SkipTest("Qt's lrelease, or the translation, is not there")
    translator = qt.QTranslator()
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "EMHAssist_de.qm"
        subprocess.run([compiler, "-silent", str(TRANSLATIONS / "EMHAssist_de.ts"), "-qm", str(compiled)], check=True)
        test.assertTrue(translator.load(str(compiled)))

    def remove():
        slicer.app.removeTranslator(translator)
        _makePanel()

    test.addCleanup(remove)
    slicer.app.installTranslator(translator)
    _makePanel()
    return remove


def _makePanel():
    from EMHAssistLib.Display.Translation import translated

    # Within a run of Slicer the language stays.
    translated.cache_clear()
    slicer.mrmlScene.Clear()
    slicer.util.reloadScriptedModule(MODULE)
