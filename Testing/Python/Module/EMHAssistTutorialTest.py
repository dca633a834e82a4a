"""The self-test of the module, as the SelfTests module and "Reload and Test" run it: it walks the whole tutorial."""

import logging
import unittest

import slicer

from EMHAssistCases.ModuleCase import MODULE, ErrorCounter


class TutorialTest(unittest.TestCase):
    """Runs it beside the open panel, which has to follow without an error."""

    def testSelfTest(self):
        errors = ErrorCounter()
        logging.getLogger().addHandler(errors)
        self.addCleanup(logging.getLogger().removeHandler, errors)
        self.addCleanup(slicer.mrmlScene.Clear)
        slicer.util.selectModule(MODULE)
        slicer.selfTests[MODULE]()
        slicer.app.processEvents()
        self.assertEqual(errors.messages, [])
        self.assertIn("EMH likely", slicer.util.getModuleWidget(MODULE).ui.readoutBrowser.plainText)
