"""The structure of the extension: what is packaged, what imports what, and what loading the module costs."""

import ast
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

from EMHAssistCases.Paths import ROOT, needs, pythonProgram

MODULE = ROOT / "EMHAssist"
LIBRARY = MODULE / "EMHAssistLib"

# Layers, lowest first: a file may import from its own layer and from those before it.
LAYERS = (("Roles", "Cache", "Files", "Language", "Glossary", "Naming", "Word", "Acquisition"),
          ("Measurement", "Likelihood", "Phantom"), ("BiasCorrection", "Cohort"),
          ("Comparability", "Case", "RegionShapes"), ("Result", "Displacement", "Consistency"),
          ("Analysis", "Guidance"), ("Suggestion",), ("Scene", "Simulation"), ("Report",), ("Display",), ("Logic",),
          ("Panel", "Input", "SelfTest"), ("CommandLine",))
# Below the panel, what alone needs an event loop, and of qt only its timer.
TIMED = ("Logic/AutosaveActions.py", "Logic/BackgroundTask.py", "Logic/LiveCase.py")
# What the panel may take from Scene: it reads, and leaves changes to Logic.
READ_BY_PANEL = {"DEFAULT_EROSION", "RegionSource", "SeriesRow", "caseSources", "isDisplacementOutdated", "isLocked",
                 "isOutdated", "isVisible", "namedTissue", "regionSize", "regionSource", "regionSources", "series",
                 "slabThickness", "sourcesOfUrls", "translated"}
# How the names of methods begin that change nodes and scenes in MRML and VTK; those of Qt begin with a small letter.
CHANGES = ("Add", "Apply", "Clear", "Copy", "Create", "Delete", "Harden", "Invoke", "Modified", "Remove", "Set",
           "Unset", "Update")
# Packages that take long to load, or that Slicer does not bring.
HEAVY = ("scipy", "SimpleITK", "pydicom", "nibabel", "highdicom", "PySide6", "matplotlib", "trame_slicer", "pandas")


def listedFiles(cmakeLists: Path, variable: str) -> set[str]:
    """Return the entries of a list in a CMakeLists.txt."""
    body = re.search(rf"set\({variable}\s(.*?)\)", cmakeLists.read_text(), re.DOTALL).group(1)
    return set(body.replace("${MODULE_NAME}", "EMHAssist").split())


def presentFiles(folder: Path, pattern: str) -> set[str]:
    """Return the files below a folder, relative to it."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob(pattern)
            if path.is_file() and "__pycache__" not in path.parts}


def importedModules(path: Path) -> set[str]:
    """Return the full names of the modules a file of the library imports, type checking ones included."""
    package = ("EMHAssistLib", *path.relative_to(LIBRARY).parent.parts)
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[:len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *([node.module] if node.module else [])))
            names |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return names


@needs(ROOT / "pyproject.toml")
class PackagingTest(unittest.TestCase):
    """What CMake packages is what is on the disk."""

    def testModuleFiles(self):
        cmakeLists = MODULE / "CMakeLists.txt"
        self.assertEqual(listedFiles(cmakeLists, "MODULE_PYTHON_SCRIPTS"), presentFiles(MODULE, "*.py"))
        resources = {f"{folder}/{name}" for folder in ("EMHAssistLib", "Resources")
                     for name in presentFiles(MODULE / folder, "*") if not name.endswith(".py")}
        self.assertEqual(listedFiles(cmakeLists, "MODULE_PYTHON_RESOURCES"), resources)

    def testWheel(self):
        """The library without 3D Slicer is one package, with the model in it."""
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "source"
            shutil.copytree(LIBRARY, source / MODULE.name / LIBRARY.name, ignore=shutil.ignore_patterns("__pycache__"))
            for name in ("pyproject.toml", "README.md", "LICENSE.txt"):
                shutil.copy(ROOT / name, source)
            build = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
            subprocess.run([sys.executable, "-c", build, folder], cwd=source, capture_output=True, check=True)
            [wheel] = Path(folder).glob("*.whl")
            names = zipfile.ZipFile(wheel).namelist()
        topLevel = {name.split("/")[0] for name in names}
        self.assertEqual({name for name in topLevel if not name.endswith(".dist-info")}, {"EMHAssistLib"})
        self.assertIn("EMHAssistLib/Likelihood/EMHAssistModel.json", names)
        self.assertIn("EMHAssistLib/CommandLine/Main.py", names)

    def testTestFiles(self):
        folder = ROOT / "Testing" / "Python"
        tests = presentFiles(folder, "EMHAssist*Test.py") - presentFiles(folder, "EMHAssistSlicerHost*Test.py")
        self.assertEqual(listedFiles(folder / "CMakeLists.txt", "TEST_SCRIPTS"), tests)

    def testOnlyTheModuleFileIsInTheModuleFolder(self):
        # Slicer loads every Python file in a module folder as a module.
        self.assertEqual([path.name for path in MODULE.glob("*.py")], ["EMHAssist.py"])

    def testSourceIsAsciiInLinesOf120(self):
        for folder in (MODULE, ROOT / "Testing"):
            for name in presentFiles(folder, "*.py"):
                source = (folder / name).read_bytes()
                with self.subTest(name):
                    self.assertTrue(source.isascii())
                    self.assertLessEqual(max(map(len, source.splitlines()), default=0), 120)


@needs(ROOT / "pyproject.toml")
class TestFilesTest(unittest.TestCase):
    """Test files stand each for themselves: ctest knows them by their names, and puts only their folder on the path."""

    FOLDER = ROOT / "Testing" / "Python"

    def testNamesAreTheirOwn(self):
        names = [path.name for path in self.FOLDER.rglob("*Test.py")]
        self.assertEqual(sorted(names), sorted(set(names)))
        self.assertEqual([name for name in names if not name.startswith("EMHAssist")], [])

    def testOneStyleOfNames(self):
        for path in self.FOLDER.rglob("*Test.py"):
            classes = [node for node in ast.parse(path.read_text(encoding="utf-8")).body
                       if isinstance(node, ast.ClassDef)]
            for tests in classes:
                names = [node.name for node in tests.body
                         if isinstance(node, ast.FunctionDef) and node.name.startswith("test")]
                with self.subTest(f"{path.stem}.{tests.name}"):
                    self.assertTrue(tests.name.endswith("Test") or not names)
                    self.assertEqual([name for name in names if not re.fullmatch("test[A-Z0-9][A-Za-z0-9]*", name)], [])

    def testFoldersAreThoseOfTheLibrary(self):
        library = {path.stem for path in LIBRARY.iterdir() if path.is_dir()}
        folders = {path.relative_to(self.FOLDER).parts[0] for path in self.FOLDER.rglob("*Test.py")}
        self.assertEqual(folders - library, {"Module", "Structure", "Host"})
        # A package of such a name could hide another one.
        packages = [path.parent.name for path in self.FOLDER.rglob("__init__.py")]
        self.assertEqual(packages, ["EMHAssistCases"])

    def testNoTestFileImportsAnother(self):
        tests = {path.stem for path in self.FOLDER.rglob("*Test.py")}
        for path in self.FOLDER.rglob("*.py"):
            imported = set()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    imported.add(node.module)
                elif isinstance(node, ast.Import):
                    imported |= {alias.name for alias in node.names}
            with self.subTest(path.name):
                self.assertEqual(imported & tests, set())


class LayersTest(unittest.TestCase):
    """Imports point downward only."""

    def testImportsPointDown(self):
        layerOf = {name: number for number, layer in enumerate(LAYERS) for name in layer}
        for path in sorted(LIBRARY.rglob("*.py")):
            own = path.relative_to(LIBRARY).parts[0].removesuffix(".py")
            if own == "__init__":
                continue
            for module in importedModules(path):
                parts = module.split(".")
                if parts[0] != "EMHAssistLib" or len(parts) < 2 or parts[1] not in layerOf:
                    continue
                with self.subTest(path=path.name, imports=module):
                    self.assertLessEqual(layerOf[parts[1]], layerOf[own])

    def testPureLayersKnowNothingOfSlicer(self):
        for path in sorted(LIBRARY.rglob("*.py")):
            own = path.relative_to(LIBRARY).parts[0].removesuffix(".py")
            forbidden = {"Panel": set(),
                         **dict.fromkeys(("Logic", "Display", "Scene", "Input", "CommandLine", "SelfTest"),
                                         frozenset({"qt", "ctk"}))}
            roots = {module.split(".")[0] for module in importedModules(path)}
            if path.relative_to(LIBRARY).as_posix() in TIMED:
                roots.remove("qt")
            with self.subTest(path=path.name):
                self.assertEqual(roots & forbidden.get(own, {"qt", "ctk", "slicer", "vtk"}), set())

    def testWhatMakesACaseAndWhatWordsAResultKnowNothingOfEachOther(self):
        for own, other in (("Scene", "Report"), ("Report", "Scene")):
            for path in sorted((LIBRARY / own).rglob("*.py")):
                rooms = {".".join(module.split(".")[:2]) for module in importedModules(path)}
                with self.subTest(path=path.name):
                    self.assertNotIn(f"EMHAssistLib.{other}", rooms)

    def testWidgetsKnowWordsAndNothingOfTheCase(self):
        words = ("EMHAssistLib.Glossary", "EMHAssistLib.Display.Translation")
        for path in sorted((LIBRARY / "Panel" / "Widgets").rglob("*.py")):
            own = {module for module in importedModules(path) if module.startswith("EMHAssistLib")}
            with self.subTest(path=path.name):
                self.assertEqual({module for module in own if not module.startswith(
                    ("EMHAssistLib.Panel.Widgets", *words))}, set())

    def testBelowThePanelOnlyTimersAreOfQt(self):
        for name in TIMED:
            tree = ast.parse((LIBRARY / name).read_text(encoding="utf-8"))
            used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
                    and isinstance(node.value, ast.Name) and node.value.id == "qt"}
            with self.subTest(name):
                self.assertEqual(used, {"QTimer"})


class KeysTest(unittest.TestCase):
    """The keys of regions and series tell them apart and nothing else; what they were read from is their source."""

    def testNobodyTakesAKeyApart(self):
        for path in sorted(MODULE.rglob("*.py")):
            taken = [node.lineno for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                     if isinstance(node, (ast.Subscript, ast.Starred)) and isinstance(node.value, ast.Attribute)
                     and node.value.attr == "key"]
            with self.subTest(path=path.name):
                self.assertEqual(taken, [])


class PanelTest(unittest.TestCase):
    """The panel reads the scene and changes it only through Logic."""

    def setUp(self):
        self.trees = {path.name: (path, ast.parse(path.read_text(encoding="utf-8")))
                      for path in sorted((LIBRARY / "Panel").rglob("*.py"))}

    def testTakesFromSceneWhatReads(self):
        for name, (path, _tree) in self.trees.items():
            taken = {module.split(".")[3] for module in importedModules(path)
                     if module.startswith(("EMHAssistLib.Scene.", "EMHAssistLib.Display.")) and module.count(".") == 3}
            whole = {module for module in importedModules(path)
                     if module in ("EMHAssistLib.Scene", "EMHAssistLib.Display")}
            with self.subTest(name):
                self.assertEqual((taken - READ_BY_PANEL, whole), (set(), set()))

    def testCallsNothingThatChangesNodes(self):
        regions = ast.parse((LIBRARY / "Scene" / "Regions.py").read_text(encoding="utf-8"))
        setters = {node.name for node in ast.walk(regions) if isinstance(node, ast.FunctionDef)
                   and node.name.startswith("set")}
        self.assertIn("setRole", setters)
        for name, (_path, tree) in self.trees.items():
            called = [node.func for node in ast.walk(tree)
                      if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
            others = [method.attr for method in called if not ast.unparse(method.value).endswith("logic")]
            with self.subTest(name):
                self.assertEqual([method for method in others if method.startswith(CHANGES)], [])
                self.assertEqual(setters & set(others), set())

    def testChoosesParametersThroughLogic(self):
        for name, (_path, tree) in self.trees.items():
            targets = [ast.unparse(target) for node in ast.walk(tree) if isinstance(node, ast.Assign)
                       for target in node.targets]
            with self.subTest(name):
                self.assertEqual([target for target in targets if "getParameterNode" in target], [])


class StartUpTest(unittest.TestCase):
    """Loading the library must not slow down the start of Slicer."""

    def testNothingHeavyIsImported(self):
        code = ("import sys; before = set(sys.modules); "
                "import EMHAssistLib.Analysis, EMHAssistLib.Phantom, EMHAssistLib.Report.ResultFiles; "
                "print(*sorted({name.split('.')[0] for name in set(sys.modules) - before}))")
        # Slicer's own Python executable has the packages but not the module folder.
        imported = subprocess.run([pythonProgram(), "-c", f"import sys; sys.path.insert(0, {str(MODULE)!r}); {code}"],
                                  capture_output=True, text=True, check=True).stdout.split()
        self.assertIn("EMHAssistLib", imported)
        self.assertEqual(set(imported) & {*HEAVY, "slicer", "vtk"}, set())

    def testScipyOfADragIsLoadedBefore(self):
        """Whatever an update computes with is loaded when the module is opened, not in the first step of a drag."""
        def used(*paths):
            return {name for path in paths for name in re.findall(r"(?:from|import) (scipy\.\w+)", path.read_text())}

        update = [path for name in ("Measurement", "Likelihood", "Analysis") for path in (LIBRARY / name).rglob("*.py")
                  if path.name != "Concordance.py"]  # whose numbers no update asks for, see EMHAssistConcordanceTest
        self.assertLessEqual({"scipy.special"}, used(*update))
        self.assertEqual(used(MODULE / "EMHAssist.py", *(LIBRARY / "Logic").rglob("*.py")), used(*update))

    def testNothingHeavyAtFileScope(self):
        for path in [MODULE / "EMHAssist.py", *LIBRARY.rglob("*.py")]:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            roots = set()
            for node in tree.body:
                if isinstance(node, ast.Import):
                    roots |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    roots.add(node.module.split(".")[0])
            with self.subTest(path=path.name):
                self.assertEqual(roots & set(HEAVY), set())


if __name__ == "__main__":
    unittest.main()
