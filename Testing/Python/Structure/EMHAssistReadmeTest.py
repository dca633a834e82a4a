"""The script in the README does what the README says, in 15 lines."""

import contextlib
import io
import os
import re
import tempfile
import unittest
from pathlib import Path

import slicer

from EMHAssistCases.Paths import README, needs

_MOST_LINES = 15


@needs(README)
class ScriptTest(unittest.TestCase):
    """Runs it as it stands there."""

    def setUp(self):
        slicer.mrmlScene.Clear()
        self.addCleanup(slicer.mrmlScene.Clear)
        self.addCleanup(os.chdir, os.getcwd())
        text = README.read_text(encoding="utf-8")
        self.script = re.search(r"```python\n(.*?)```", text, re.DOTALL).group(1)

    def testScript(self):
        self.assertLessEqual(len(self.script.splitlines()), _MOST_LINES)
        printed, names = io.StringIO(), {"slicer": slicer}
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(printed):
            os.chdir(folder)
            exec(compile(self.script, str(README), "exec"), names)
            os.chdir(README.parent)
            self.assertTrue((Path(folder) / "case.mrb").is_file())
            self.assertIn("readout.json", os.listdir(Path(folder) / "results"))
        self.assertRegex(printed.getvalue(), r"\nlikely 0\.\d+")
        self.assertIn("Epidural T5/6", printed.getvalue())

    def testEveryMethodIsThere(self):
        logic = slicer.util.getModuleLogic("EMHAssist")
        methods = set(re.findall(r"logic\.(\w+)\(", README.read_text(encoding="utf-8")))
        self.assertGreater(len(methods), 10)
        self.assertEqual({name for name in methods if not callable(getattr(logic, name, None))}, set())


@needs(README)
class DocumentsTest(unittest.TestCase):
    """What the documents point to is there."""

    def setUp(self):
        self.folder = README.parent / "EMHAssist" / "Resources" / "Docs"

    def testEveryLinkLeadsToAFile(self):
        documents = [*README.parent.glob("*.md"), *self.folder.rglob("*.md")]
        links = [(document, link) for document in documents
                 for link in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8")) if "://" not in link]
        self.assertGreater(len(links), 15)
        for document, link in links:
            with self.subTest(document=document.name, link=link):
                self.assertTrue((document.parent / link).exists())

    def testEveryDocumentIsReachedFromTheReadme(self):
        linked = re.findall(r"Docs/(\w+\.md)\)", README.read_text(encoding="utf-8"))
        self.assertEqual({path.name for path in self.folder.glob("*.md")} - set(linked), set())


if __name__ == "__main__":
    unittest.main()
