"""What the Extensions Index asks of an extension, and what Windows, macOS and an older Slicer ask of its files."""

import ast
import json
import re
import struct
import subprocess
import unittest

import slicer

import EMHAssistLib
from EMHAssistCases.Paths import README, ROOT, needs
from EMHAssistLib.Logic.SampleData import SAMPLE_NAME, registerSampleData

ENTRY = ROOT / "Resources" / "EMHAssist.json"
RAW = "https://raw.githubusercontent.com/EMHAssist/SlicerEMHAssist/main/"

# Of slicer-extension-catalog-entry-schema-v1.0.2.json: each key and what it may be.
SCHEMA = ("https://raw.githubusercontent.com/Slicer/Slicer/main/Schemas/"
          "slicer-extension-catalog-entry-schema-v1.0.2.json#")
KEYS = {"$schema": str, "category": str, "scm_url": str, "scm_revision": str, "scm_type": ("git", "local"),
        "build_dependencies": list, "dicom_support_rule": str, "build_subdirectory": str, "enabled": bool,
        "tier": range(1, 6)}
REQUIRED = {"$schema", "category", "scm_url"}

# Windows has no files of these names, whatever follows the first dot, and none with these characters.
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
FORBIDDEN = set('<>:"|?*\\')
# Of the 260 characters that a path may have, what a user's folder of extensions takes.
LONGEST = 260 - 150


def setting(name):
    """Return what the topmost CMakeLists.txt sets, with the pattern that the checks of the index read it with."""
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(rf'set\s*\({name}\s*"([^"]+)"[ ]*\)', text).group(1)


def pngSize(path):
    """Return width and height of a PNG file."""
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n", path
    return struct.unpack(">II", head[16:])


@needs(ENTRY)
class EntryTest(unittest.TestCase):
    """The entry to submit, and what it says of the repository."""

    def setUp(self):
        self.entry = json.loads(ENTRY.read_text(encoding="utf-8"))

    def testSchema(self):
        self.assertEqual(self.entry["$schema"], SCHEMA)
        self.assertLessEqual(REQUIRED, set(self.entry))
        for key, value in self.entry.items():
            kind = KEYS[key]
            with self.subTest(key):
                self.assertTrue(isinstance(value, kind) if isinstance(kind, type) else value in kind, value)

    def testItIsWrittenAsTheOthersAre(self):
        self.assertEqual(ENTRY.read_bytes(), (json.dumps(self.entry, indent=2, sort_keys=True) + "\n").encode())

    def testAgreesWithTheRepository(self):
        cmakeLists = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
        self.assertEqual(re.search(r"project\(\s*(\w+)", cmakeLists).group(1), ENTRY.stem)
        self.assertFalse(ENTRY.stem.lower().startswith("slicer"))
        address = self.entry["scm_url"]
        self.assertEqual(address, setting("EXTENSION_HOMEPAGE") + ".git")
        self.assertEqual(address.rpartition("/")[2], f"Slicer{ENTRY.stem}.git")
        self.assertEqual((setting("EXTENSION_DEPENDS"), self.entry["build_dependencies"]), ("NA", []))
        module = (ROOT / "EMHAssist" / "EMHAssist.py").read_text(encoding="utf-8")
        self.assertIn(f'"qSlicerAbstractCoreModule", "{self.entry["category"]}"', module)

    def testDescription(self):
        text = setting("EXTENSION_DESCRIPTION")
        for words in ("ound ROI statistics and signal ratios", "esearch use only"):
            self.assertIn(words, text)
        self.assertNotIn(";", text)  # which CMake splits at
        self.assertLessEqual(len(re.findall(r"\.(\s|$)", text)), 2)

    def testPicturesAreWhereTheirAddressesSay(self):
        icon, screenshots = setting("EXTENSION_ICONURL"), setting("EXTENSION_SCREENSHOTURLS").split()
        self.assertGreater(len(screenshots), 0)
        for address in (icon, *screenshots):
            self.assertTrue(address.startswith(RAW), address)
            pngSize(ROOT / address[len(RAW):])
        self.assertEqual(pngSize(ROOT / icon[len(RAW):]), (128, 128))

    def testHomepage(self):
        text = README.read_text(encoding="utf-8")
        for words in ("# EMHAssist", "## Modules", "Apache 2.0", "## Citing", "![", "Tutorial.md"):
            self.assertTrue(words in text, words)
        self.assertIn("Apache License", (ROOT / "LICENSE.txt").read_text(encoding="utf-8"))


@needs(ENTRY)
class VersionTest(unittest.TestCase):
    """The version is that of the library, whoever else states it."""

    def testAllStateTheSame(self):
        version = EMHAssistLib.__version__
        citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        news = re.search(r"^## (\S+)(?: \((\S+)\))?$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
                         re.MULTILINE)
        self.assertEqual(re.findall(r"^version: (\S+)$", citation, re.MULTILINE), [version])
        self.assertEqual(news.groups(), (version, re.search(r"^date-released: (\S+)$", citation, re.MULTILINE)[1]))

    def testPythonsAreThoseThatAreTested(self):
        project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        oldest, beyond = re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', project).groups()
        workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
        tested = re.findall(r'"3\.(\d+)"', re.search(r"python: \[(.*)\]", workflow).group(1))
        self.assertEqual(tested, [str(minor) for minor in range(int(oldest), int(beyond))])


@needs(ROOT / ".git")
class FileNamesTest(unittest.TestCase):
    """Files that Windows and macOS can hold and read as Linux does."""

    @classmethod
    def setUpClass(cls):
        try:
            listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise unittest.SkipTest(f"git does not list the files: {error}") from error
        cls.names = sorted(listed.decode().strip("\0").split("\0"))

    def testNamesAreTheirOwnWhateverTheCase(self):
        # A folder that is written in two ways would be two folders on Linux only.
        paths = {"/".join(name.split("/")[:depth]) for name in self.names for depth in range(1, name.count("/") + 2)}
        self.assertEqual(len({path.lower() for path in paths}), len(paths))

    def testWindowsCanHoldThem(self):
        bad = [name for name in self.names for part in name.split("/")
               if part.partition(".")[0].lower() in RESERVED or FORBIDDEN & set(part) or part.endswith((".", " "))
               or not part.isascii()]
        self.assertEqual(bad, [])
        self.assertLess(max(map(len, self.names)), LONGEST)

    def testLinesEndAlike(self):
        self.assertIn("eol=lf", (ROOT / ".gitattributes").read_text(encoding="utf-8"))
        for name in self.names:
            path = ROOT / name
            if path.is_file() and path.suffix != ".png":
                self.assertNotIn(b"\r", path.read_bytes(), name)

    def testTextIsReadAndWrittenInOneEncoding(self):
        """That of the system is another one on Windows."""
        bad = []
        for path in sorted((ROOT / "EMHAssist").rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if not re.search(r"open\(|_text\(", source):
                continue
            for call in ast.walk(ast.parse(source)):
                if not isinstance(call, ast.Call):
                    continue
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                modes = [word.value for word in call.args if isinstance(word, ast.Constant)
                         and isinstance(word.value, str) and re.fullmatch("[rwxab+]+", word.value)]
                isText = name in ("read_text", "write_text") or (
                    isinstance(call.func, ast.Name) and name == "open" and not any("b" in mode for mode in modes))
                if isText and "encoding" not in [word.arg for word in call.keywords]:
                    bad.append(f"{path.name}:{call.lineno}")
        self.assertEqual(bad, [])


class OlderSlicerTest(unittest.TestCase):
    """What only newer versions of Slicer have is asked for at run time."""

    def testSampleDataOf510(self):
        import SampleData

        logic, name = SampleData.SampleDataLogic, "registerCustomSampleDataCategory"
        if hasattr(logic, name):
            self.addCleanup(setattr, logic, name, vars(logic)[name])
            delattr(logic, name)
        slicer.modules.sampleDataSources.pop("EMHAssist", None)
        registerSampleData()
        self.assertIn(SAMPLE_NAME, [source.sampleName for source in slicer.modules.sampleDataSources["EMHAssist"]])


if __name__ == "__main__":
    unittest.main()
