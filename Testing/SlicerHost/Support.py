"""The small modules ``slicer.i18n`` and ``slicer.testing``.

Stand for Base/Python/slicer/i18n.py and testing.py. Text stays as written unless a QTranslator is installed.
"""

import inspect
import logging
import re
import sys
import types
import unittest
from functools import cache
from pathlib import Path

import slicer

_FIELD = re.compile(r"(?<!\{)\{([^{}]+)\}(?!\})")


def translate(context, text):
    """`text` in the language of the application."""
    return slicer.app.translate(context, text)


def tr(text):
    """`text` in the language of the application, in the context of the caller's file.

    As in Slicer, a translation that lacks one of the fields is not used.
    """
    translated = translate(_context(inspect.currentframe().f_back.f_code.co_filename), text)
    if set(_FIELD.findall(translated)) != set(_FIELD.findall(text)):
        logging.warning("The translation '%s' of '%s' lacks a field", translated, text)
        return text
    return translated


@cache
def _context(filename):
    """Folder, if it is a package, and name of a file."""
    path = Path(filename)
    return f"{path.parent.name}.{path.stem}" if (path.parent / "__init__.py").is_file() else path.stem


def exitSuccess():
    """End a test script that passed: nothing to do."""


def exitFailure(message=""):
    """End a test script that failed.

    :raises Exception: always, so that the process ends with a non-zero exit status.
    """
    raise Exception(message)


def runUnitTest(path, testname):
    """Run the test `testname` (a module, class or method) found in the folder, or list of folders, `path`.

    :raises Exception: if a test fails.
    """
    sys.path.extend([path] if isinstance(path, str) else path)
    suite = unittest.TestLoader().loadTestsFromName(testname)
    if not unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful():
        exitFailure()


def installSupportModules():
    """Put ``slicer.i18n`` and ``slicer.testing`` into sys.modules."""
    for name, functions in {"i18n": (translate, tr), "testing": (exitSuccess, exitFailure, runUnitTest)}.items():
        module = types.ModuleType(f"slicer.{name}")
        vars(module).update({function.__name__: function for function in functions})
        sys.modules[module.__name__] = module
        setattr(slicer, name, module)
