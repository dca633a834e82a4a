"""Texts that the user sees can be translated: all of them go through ``_()``, the way Slicer's tools can extract.

What is English by design, and why: reasons of errors and what a case is warned of, sentences that rooms of numpy alone
compose with numbers. They are written to files, logs and the command line too, where one case must read the same on
every machine. What Report says is English in files, and in the language of the user where it is shown: it takes what
translates it. Names of nodes are looked up by scripts. Log messages are for developers. EMHAssistGermanTest shows it.
"""

import ast
import importlib.util
import json
import re
import unittest
from pathlib import Path
from xml.etree import ElementTree

from EMHAssistCases.Paths import ROOT, needs

MODULE = ROOT / "EMHAssist"
LIBRARY = MODULE / "EMHAssistLib"
UPDATE = ROOT / "Testing" / "UpdateTranslations.py"
# What knows Slicer, and with it the user.
SHOWING = [MODULE / "EMHAssist.py", *(path for name in ("Panel", "Logic", "Scene", "Display")
                                      for path in sorted((LIBRARY / name).rglob("*.py")))]

# Calls and properties through which a text reaches the user, whatever the text looks like.
SHOWN_BY_CALL = {
    "setText", "setToolTip", "setTitle", "setWindowTitle", "setStatusTip", "setWhatsThis", "setAccessibleName",
    "setAccessibleDescription", "setPlaceholderText", "setPrefix", "setSuffix", "setSpecialValueText", "setItemText",
    "setLabelText", "setHeaderLabels", "setHorizontalHeaderLabels", "setHtml", "setPlainText", "setXAxisTitle",
    "setYAxisTitle", "SetTitle", "SetXAxisTitle", "SetYAxisTitle", "addItem", "addItems", "insertItem", "addAction",
    "addMenu", "addTab", "addRow", "drawText", "write", "textItem", "setRows", "toolTip", "showStatusMessage",
    "showMessage", "tryWithErrorDisplay", "errorsShown", "confirmed",
    "errorDisplay", "warningDisplay", "infoDisplay", "confirmOkCancelDisplay",
    "confirmYesNoDisplay", "getText", "getItem", "getExistingDirectory", "getSaveFileName", "getOpenFileName", "QLabel",
    "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QTableWidgetItem",
    "createProgressDialog"}
SHOWN_BY_PROPERTY = {
    "text", "toolTip", "title", "windowTitle", "statusTip", "whatsThis", "accessibleName", "accessibleDescription",
    "placeholderText", "prefix", "suffix", "specialValueText", "labelText", "helpText", "acknowledgementText"}
# Symbols are the same in all languages.
SYMBOLS = {"mm", "cm", "dB", "s", "ms", "px", "x", "EMHAssist"}
# What reads like a text and is none. Names of our nodes begin with the name of the module.
NOT_SHOWN = {
    "EMHAssist: lesion over reference, mean signal; the value is that of the first sequence": "marks our measurements",
    "{} (eroded by {} mm)": "name of a region, in files too",
    "The EMHAssist developers": "a name, in the modules of Slicer too",
    "Binary labelmap": "name of a representation in Slicer", "Closed surface": "name of a representation in Slicer",
}
_NAME_OF_NODE = "EMHAssist "
_NO_WORDS = re.compile(r"<[^<>]*>|&#?\w+;|{[^{}]*}|[\w*]+\.(csv|json|png|mrb)")
# Properties of a .ui file that hold a name for the program; a translated one would break it.
NAMES_IN_UI = {"SlicerParameterName", "styleSheet"}
# Texts of these files are marked where they are declared and translated where they are shown.
MARKING = re.compile(r"^from \.+Language import mark as _$", re.MULTILINE)


def problems(source: str, isForPeople: bool = True) -> list[str]:
    """Return what keeps the texts of a Python file from being translated, each as "line: what".

    :param isForPeople: whatever reads like a text is one for the user; else what is given to something that shows it
    """
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = []
    for node in ast.walk(tree):
        if _isTranslation(node):
            found += [(node, problem) for problem in _problemsOfTranslation(node, parents.get(node), source)]
        elif isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store) and "tr as _" in source:
            found.append((node, "a variable named _ hides the translation"))
        elif isinstance(node, (ast.Constant, ast.JoinedStr)) and not isinstance(parents[node], ast.JoinedStr):
            text = _literalPart(node)
            above = list(_ancestors(node, parents))
            if text not in NOT_SHOWN and not any(map(_isExempt, above)) and (
                    (isForPeople and _isProse(text)) or (_words(text) and _isShown(node, above))):
                found.append((node, f"shown without _(): {text!r}"))
    return [f"{node.lineno}: {problem}" for node, problem in found]


def _isTranslation(node) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"


def _problemsOfTranslation(call: ast.Call, parent, source: str) -> list[str]:
    """Return why Slicer's tools do not extract the text of ``_(text)``, or why it cannot be translated."""
    if len(call.args) != 1 or call.keywords or not isinstance(call.args[0], ast.Constant):
        return [f"_() takes one literal: {ast.unparse(call)}"]
    found, text = [], call.args[0].value
    # The extraction works on the source: from the quote after the bracket to the next quote before a bracket.
    if not re.fullmatch(r'_\(\s*"((?!"\s*\)).)+"\s*\)', ast.get_source_segment(source, call), re.DOTALL):
        found.append(f"cannot be extracted: {text!r}")
    fields = set(re.findall(r"{([^{}]*)}", text))
    if not all(re.match(r"[A-Za-z]\w*(:|$)", field) for field in fields):
        found.append(f"a field without a name: {text!r}")
    if isinstance(parent, ast.Attribute) and parent.attr == "format":
        return found
    if not text.strip():
        found.append("an empty text")
    return found


def _ancestors(node, parents):
    while node in parents:
        yield node, parents[node]
        node = parents[node]


def _isExempt(link) -> bool:
    """Tell whether a part of the source shows nothing to the user: documentation, logs, reasons of errors, tests."""
    node, parent = link
    if isinstance(parent, ast.Expr):
        return isinstance(node, (ast.Constant, ast.JoinedStr))
    if isinstance(parent, ast.Call):
        owner = getattr(parent.func, "value", None)
        return _isTranslation(parent) or (isinstance(owner, ast.Name) and owner.id == "logging")
    return (isinstance(parent, ast.Raise)
            or (isinstance(parent, ast.ClassDef) and parent.name.endswith("Test"))
            # Names are compared and looked up.
            or (isinstance(parent, ast.Compare) and isinstance(node, ast.Constant))
            or (isinstance(parent, ast.Subscript) and node is parent.slice))


def _isShown(node, above) -> bool:
    """Tell whether a literal is given to something that shows it: itself, in a list, or as one of two choices."""
    for child, parent in above:
        if isinstance(parent, ast.Call) and child is not parent.func:
            name = parent.func.attr if isinstance(parent.func, ast.Attribute) else getattr(parent.func, "id", "")
            if name == "format":
                return False  # what is filled in has a place in a text of its own
            # Where a text and a name are given, as in addItem(title, name), the text comes first.
            isFirst = child in parent.args[:1] or name not in {"addItem", "insertItem", "addTab", "addAction"}
            return name in SHOWN_BY_CALL and isFirst
        if isinstance(parent, ast.Attribute):
            return parent.attr in ("format", "join")
        if isinstance(parent, ast.Assign):
            return any(isinstance(target, ast.Attribute) and target.attr in SHOWN_BY_PROPERTY
                       for target in parent.targets)
        if not isinstance(parent, (ast.IfExp, ast.BinOp, ast.BoolOp, ast.List, ast.Tuple, ast.JoinedStr,
                                   ast.FormattedValue, ast.Starred)):
            return False
    return False


def _literalPart(node) -> str:
    """Return what an f-string or literal says itself, with "{}" for each value filled in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node.value, str) else ""


def _words(text: str) -> list[str]:
    """Return the words of a text without markup, fields, names of files and symbols."""
    return [word for word in re.findall(r"[A-Za-z]+", _NO_WORDS.sub(" ", text)) if word not in SYMBOLS]


def _isProse(text: str) -> bool:
    """Tell whether a text can only be meant for people: a word beside other words or values."""
    tokens = re.sub(r"<[^<>]*>|&#?\w+;", " ", text).split()
    words = [match[1] for match in (re.fullmatch(r"\W*([A-Za-z]{2,})\W*", token) for token in tokens) if match]
    return len(tokens) > 1 and not text.startswith(_NAME_OF_NODE) and any(word not in SYMBOLS for word in words)


def context(path: Path) -> str:
    """Return the context that Slicer's translation tools give to a file: folder, if it is a package, and name."""
    return f"{path.parent.name}.{path.stem}" if (path.parent / "__init__.py").is_file() else path.stem


class CheckerTest(unittest.TestCase):
    """The check finds what it should, and nothing else."""

    def testBadTextsAreFound(self):
        for source, problem in (
                ('label.text = "Hello"', "shown without _()"),
                ('label.setText("Hello")', "shown without _()"),
                ('label.setText(f"{count} regions")', "shown without _()"),
                ('label.setText(_("One") if one else "Many")', "shown without _()"),
                ('table.setHorizontalHeaderLabels([_("Region"), "Role"])', "shown without _()"),
                ('box.setSuffix(" voxels")', "shown without _()"),
                ('qt.QLabel("Role:")', "shown without _()"),
                ('with slicer.util.tryWithErrorDisplay("Failed"):\n    pass', "shown without _()"),
                ('text = "There is no region yet."', "shown without _()"),
                ('text = f"<b>No region</b> in {name}"', "shown without _()"),
                ('text = " and ".join(names)', "shown without _()"),
                ('text = {"a": "Not yet measured"}[name]', "shown without _()"),
                ('text = f"{low} to {high}"', "shown without _()"),
                ('_(f"{count} regions")', "takes one literal"),
                ('_(text)', "takes one literal"),
                ('_("a", "b")', "takes one literal"),
                ('_("{} regions").format(count)', "without a name"),
                ('_("{0} regions").format(count)', "without a name"),
                ("_('Single quotes')", "cannot be extracted"),
                ('_("Trailing comma",)', "cannot be extracted"),
                ('from slicer.i18n import tr as _\nfor _ in range(3):\n    pass', "hides the translation")):
            with self.subTest(source):
                [found] = problems(source)
                self.assertIn(problem, found)

    def testGoodTextsAreLeftAlone(self):
        for source in (
                'label.text = _("Hello")', 'label.setText(_("{count} regions").format(count=len(regions)))',
                '"""Documentation of a module."""', 'raise ValueError(f"{name} is not a role. Use another.")',
                'logging.warning("This is for developers")', 'box.setSuffix(" mm")', 'box.addItem(_("Curve"), "Curve")',
                'button.connect("clicked()", update)', 'label.setText(f"<b>{name}</b>&nbsp;{value} dB")',
                'label.setText("")', 'label.setText(_("Long text "\n  "in two lines"))',
                'node.SetAttribute("EMHAssist.RegionRole", role)', 'names = ", ".join(found)',
                'scene.AddNewNodeByClass("vtkMRMLTableNode", name)', 'print(_("Done") if state == "All done" else "")',
                'class OwnTest:\n    def runTest(self):\n        self.delayDisplay("Test passed")'):
            with self.subTest(source):
                self.assertEqual(problems(source), [])


@needs(ROOT / "pyproject.toml")
class SourceTest(unittest.TestCase):
    """All texts of the module."""

    def testEveryTextShownIsTranslated(self):
        for path in SHOWING:
            with self.subTest(path.relative_to(MODULE).as_posix()):
                isForPeople = path.parent.name not in ("Logic", "Scene", "Display")
                self.assertEqual(problems(path.read_text(encoding="utf-8"), isForPeople), [])

    def testTextsAreTranslatedInTheContextTheyAreExtractedIn(self):
        sources = {path: path.read_text(encoding="utf-8") for path in LIBRARY.rglob("*.py")}
        trees = {path: ast.parse(source) for path, source in [*sources.items(), (SHOWING[0], SHOWING[0].read_text())]}
        marking = {context(path) for path, source in sources.items() if MARKING.search(source)}
        self.assertIn("EMHAssistLib.Roles", marking)
        for path, tree in trees.items():
            constants = {node.targets[0].id: node.value.value for node in tree.body
                         if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
                         and isinstance(node.value, ast.Constant)}
            for node in ast.walk(tree):
                if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("translate", "translated")):
                    continue
                [where, text] = node.args
                name = where.value if isinstance(where, ast.Constant) else constants.get(where.id, where.id)
                with self.subTest(path.name, line=node.lineno):
                    if isinstance(text, ast.Constant):
                        # Classes of Slicer have texts that a module may share.
                        self.assertTrue(name == context(path) or name.startswith("qSlicer"), name)
                    elif path.name != "Translation.py":
                        self.assertIn(name, {*marking, "MODEL"})

    def testFilesThatOnlyMarkTextsAreRight(self):
        for path in LIBRARY.rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            tree = ast.parse(source)
            uses = [node for node in ast.walk(tree) if _isTranslation(node)]
            imports = any(isinstance(node, ast.ImportFrom) and node.module == "slicer.i18n"
                          and any(alias.asname == "_" for alias in node.names) for node in tree.body)
            with self.subTest(path.relative_to(LIBRARY).as_posix()):
                self.assertEqual(bool(uses), imports or bool(MARKING.search(source)))
                self.assertFalse(imports and MARKING.search(source))
                for call in uses:
                    self.assertEqual(_problemsOfTranslation(call, None, source), [])


@needs(UPDATE)
class TranslationFileTest(unittest.TestCase):
    """The files of translations hold all texts, no others, and a translation of each that can be filled in."""

    def setUp(self):
        spec = importlib.util.spec_from_file_location(UPDATE.stem, UPDATE)
        self.update = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.update)
        self.files = sorted(self.update.FOLDER.glob("EMHAssist_*.ts"))
        self.assertIn("EMHAssist_de.ts", [path.name for path in self.files])

    def testUpToDate(self):
        for path in self.files:
            self.assertEqual(path.read_text(encoding="utf-8"), self.update.fileText(path),
                             f"{path.name} is out of date; run python3 Testing/UpdateTranslations.py")

    def testComplete(self):
        texts = self.update.texts()
        for path in self.files:
            translations = self.update.readTranslations(path)
            self.assertEqual([text for text in texts if not translations.get(text)], [],
                             f"translate these in {path.name}, as with Qt Linguist")
            for (where, text), translation in translations.items():
                with self.subTest(where, text=text):
                    self.assertEqual(*(sorted(re.findall(r"{[^{}]*}", each)) for each in (text, translation)))
                    self.assertEqual(*((each[:1].isspace(), each[-1:].isspace()) for each in (text, translation)))

    def testFindsWhatIsShown(self):
        texts = self.update.texts()
        model = json.loads((LIBRARY / "Likelihood" / "EMHAssistModel.json").read_text(encoding="utf-8"))
        for text in (("Panel.Section", "no such text"), ("", "")):
            self.assertNotIn(text, texts)
        feature, setting = model["features"][0], model["base_priors"][0]
        titles = [part["title"] for part in (feature, feature["levels"][0], setting)]
        for text in (("EMHAssistLib.Roles", "Marrow"), ("Report.Words", "likely"),
                     ("viewsSection", "Values at lesions"), *(("EMHAssistModel", title) for title in titles)):
            self.assertIn(text, texts)


@needs(ROOT / "pyproject.toml")
class FormTest(unittest.TestCase):
    """Texts of the .ui files, which are translated unless they say no."""

    def testNamesAreNotTranslatedAndTextsAre(self):
        for path in sorted((MODULE / "Resources" / "UI").glob("*.ui")):
            for holder in ElementTree.parse(path).getroot().iter("property"):
                for string in holder.iter("string"):
                    text, isFixed = string.text or "", string.get("notr") == "true"
                    with self.subTest(path.name, property=holder.get("name"), text=text):
                        if holder.get("name") in NAMES_IN_UI:
                            self.assertTrue(isFixed, 'a name for the program: <string notr="true">')
                        else:
                            self.assertFalse(isFixed and _words(text), "a text for people, with notr")

    def testContextsAreTheirOwn(self):
        classes = [ElementTree.parse(path).getroot().findtext("class")
                   for path in (MODULE / "Resources" / "UI").glob("*.ui")]
        self.assertEqual(len(set(classes)), len(classes))


if __name__ == "__main__":
    unittest.main()
