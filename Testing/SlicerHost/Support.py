"""The small modules ``slicer.i18n`` and ``slicer.testing``.

Stand for Base/Python/slicer/i18n.py and testing.py. The host has no translations: text stays as written.
"""

import sys
import types
import unittest

import slicer


def translate(context, text):
    """`text` in the language of the application: unchanged."""
    return slicer.app.translate(context, text)


def tr(text):
    """`text` in the language of the application; Slicer finds the context from the caller's file."""
    return translate("", text)


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
