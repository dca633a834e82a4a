"""SlicerHost: a scripted module in the shape of Slicer's module template lives in it as in Slicer.

Outside Slicer only: it tests the stand-ins, not the module.
"""

import importlib
import logging
import subprocess
import sys
import unittest

import ctk
import qt
import slicer

from EMHAssistCases.HostProbeCase import (  # first: it brings those below
    HOST,
    PROBE,
    TESTING,
    HostCase,
    calls,
    startHost,
)


class LifecycleTest(HostCase):
    """Loading, opening, closing the scene, leaving, reloading."""

    def testStartIsIdempotent(self):
        self.assertIs(startHost(), HOST)

    def testRegistration(self):
        module = slicer.modules.hostprobe
        self.assertEqual((module.name, module.title), ("HostProbe", "Host probe"))
        self.assertEqual(slicer.util.modulePath("HostProbe"), str(PROBE / "HostProbe.py"))
        self.assertIs(slicer.modules.HostProbeInstance.parent, module)
        self.assertIs(slicer.modules.HostProbeWidget, self.widget)
        self.assertIs(module.widgetRepresentation().self(), self.widget)
        self.assertIs(slicer.util.getModuleLogic("HostProbe"), self.widget.logic)
        self.assertIn("HostProbe", slicer.util.moduleNames())
        self.assertEqual(slicer.moduleNames.HostProbe, "HostProbe")
        self.assertEqual(self.widget.resourcePath("UI/HostProbe.ui"), str(PROBE / "Resources/UI/HostProbe.ui"))

    def testOrder(self):
        self.assertTrue(self.widget.parent.isEntered)
        slicer.mrmlScene.Clear()
        slicer.util.selectModule("SampleData")
        self.assertFalse(self.widget.parent.isEntered)
        slicer.mrmlScene.Clear()
        slicer.util.selectModule("HostProbe")
        self.assertEqual(calls(), ["startClose", "endClose", "exit", "startClose", "endClose", "enter"])

    def testEndOfTheProcess(self):
        path = str(PROBE / "HostProbe.py")
        script = ("import atexit; atexit.register(lambda: print(slicer.modules.hostProbeCalls));"
                  "from SlicerHost import startHost; host = startHost(); import slicer;"
                  f"host.loadModule({path!r}); slicer.util.selectModule('HostProbe')")
        ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120,
                               cwd=TESTING)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))
        self.assertEqual(ended.stdout.strip(), "['startupCompleted', 'setup', 'enter', 'exit', 'cleanup']")

    def testReloadAndTest(self):
        self.widget.onReloadAndTest()
        self.assertEqual(calls(), ["cleanup", "setup", "test"])
        widget = slicer.util.getModuleWidget("HostProbe")
        self.assertIsNot(widget, self.widget)
        widget.ui.applyButton.click()
        self.assertEqual(calls()[-1], "apply False")

    def testFailingSelfTestRaises(self):
        module = sys.modules["HostProbe"]
        module.HostProbeTest.test_passes = lambda self: self.fail("on purpose")
        with self.assertRaisesRegex(AssertionError, "on purpose"):
            slicer.selfTests["HostProbe"]()
        slicer.util.reloadScriptedModule("HostProbe")

    def testErrorInSetupIsRaised(self):
        path = self.folder / "HostFailing.py"
        path.write_text("from slicer.ScriptedLoadableModule import *\n"
                        "class HostFailing(ScriptedLoadableModule): pass\n"
                        "class HostFailingWidget(ScriptedLoadableModuleWidget):\n"
                        "    def setup(self): raise ValueError('in setup')\n")
        module = HOST.loadModule(path)
        self.assertIs(HOST.loadModule(path), module)
        with self.assertRaisesRegex(ValueError, "in setup"):
            slicer.util.selectModule("HostFailing")

    def testBrokenModuleLeavesNothing(self):
        path = self.folder / "HostBroken.py"
        path.write_text("raise ValueError('broken on purpose')")
        with self.assertRaisesRegex(ValueError, "on purpose"):
            HOST.loadModule(path)
        self.assertNotIn("HostBroken", slicer.util.moduleNames())
        self.assertNotIn("HostBroken", sys.modules)
        self.assertFalse(hasattr(slicer.modules, "hostbroken"))

    def testTopLevelWidget(self):
        from slicer.ScriptedLoadableModule import ScriptedLoadableModuleWidget
        widget = ScriptedLoadableModuleWidget()
        self.assertTrue(widget.parent.visible)
        self.assertIs(widget.parent.mrmlScene(), slicer.mrmlScene)
        widget.parent.close()


class SampleDataTest(HostCase):
    """Sample data another module registers."""

    def testCustomDownloader(self):
        import SampleData
        source = SampleData.SampleDataLogic().sourceForSampleName("HostProbe1")
        self.assertIn(source, slicer.modules.sampleDataSources["HostProbe"])
        self.assertEqual(SampleData.SampleDataLogic.categoryTitle("HostProbe"), "Host probe data")
        slicer.util.selectModule("SampleData")
        parent = slicer.modules.SampleDataWidget.parent
        slicer.util.findChild(parent, "HostProbe1PushButton").click()
        self.assertEqual(calls(), ["exit", "download HostProbe1"])

    def testDownloadDoesNotCallIt(self):
        import SampleData
        with self.assertRaises(RuntimeError):
            SampleData.downloadSample("HostProbe1")

    def testRegisteringTwice(self):
        sys.modules["HostProbe"].registerSampleData()
        SampleData = importlib.import_module("SampleData")
        arguments = {"category": "Twice", "sampleName": "a", "uris": "none:", "fileNames": "a"}
        for _ in range(2):
            SampleData.SampleDataLogic.registerCustomSampleDataSource(**arguments)
        self.assertEqual(len(slicer.modules.sampleDataSources["Twice"]), 1)


class ApplicationTest(HostCase):
    """slicer.app, and what is not there."""

    def testMessagesDoNotWait(self):
        with self.assertLogs(level=logging.ERROR):
            slicer.util.errorDisplay("on purpose")
        with self.assertRaises(ValueError), slicer.util.tryWithErrorDisplay("failed"):
            raise ValueError("on purpose")
        with self.assertLogs(level=logging.INFO):
            slicer.util.confirmOkCancelDisplay("go on?")

    def testErrorInSignalIsLogged(self):
        def fail():
            raise ValueError("in a signal")

        button = qt.QPushButton()
        button.connect("clicked()", fail)
        with self.assertLogs(level=logging.ERROR) as log:
            button.click()
        self.assertIn("in a signal", log.output[0])

    def testRunUnitTest(self):
        (self.folder / "HostFailingTest.py").write_text(
            "import unittest\nclass T(unittest.TestCase):\n    def test(self): self.fail()\n")
        with self.assertRaises(Exception):  # noqa: B017 - that is what Slicer raises
            slicer.testing.runUnitTest([str(self.folder)], "HostFailingTest")

    def testLackingRaises(self):
        for owner, name in ((slicer, "qMRMLSegmentEditorWidget"), (slicer, "loadVolume"), (slicer.app, "pythonManager"),
                            (slicer.modules, "segmenteditor"), (ctk, "ctkRangeWidget"), (qt, "QWebEngineView"),
                            (slicer.app.layoutManager(), "tableWidget")):
            with self.subTest(name=name), self.assertRaises(AttributeError):
                getattr(owner, name)
        with self.assertRaises(ImportError):
            from slicer.parameterNodeWrapper import parameterPack  # noqa: F401
        with self.assertRaises(AttributeError):
            slicer.modules.hostprobe.titel = "misspelled"
        with self.assertRaises(RuntimeError):
            slicer.util.selectModule("NoSuchModule")

    def testTranslation(self):
        self.assertEqual(slicer.i18n.tr("text"), "text")
        self.assertEqual(slicer.i18n.translate("context", "text"), "text")


if __name__ == "__main__":
    unittest.main()
