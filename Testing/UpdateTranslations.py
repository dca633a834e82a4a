"""Bring the translations in EMHAssist/Resources/Translations up to date with the texts of module and model.

    python3 Testing/UpdateTranslations.py

New texts are added as unfinished, those that are gone are dropped, translations stay. Names and format are those of
Slicer's language packs (EMHAssist_de.ts, Qt Linguist), and so are the contexts, as Slicer's update_translations.py
makes them: folder and name of a Python file, the class of a .ui file. That script does not know the texts of the model,
which are data. To begin another language, copy an empty file of its name there first: "<TS language='fr'/>".
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
MODULE = ROOT / "EMHAssist"
FOLDER = MODULE / "Resources" / "Translations"
MODEL = MODULE / "EMHAssistLib" / "Likelihood" / "EMHAssistModel.json"
# Keys of the model file that hold what the panel shows; what stands behind them (sources, reasons) is not translated.
_MODEL_KEYS = {"title", "description", "alert", "burden", "risk"}
_MODEL_LISTS = ("classes", "forms", "blocks", "examinations", "features", "base_priors", "conditions")


def context(path: Path) -> str:
    """Return the context that Slicer gives to the texts of a Python file: folder, if it is a package, and name."""
    return f"{path.parent.name}.{path.stem}" if (path.parent / "__init__.py").is_file() else path.stem


def texts() -> list[tuple[str, str]]:
    """Return all texts to be translated as (context, text), in the order of files and lines, none twice."""
    found = []
    for path in sorted(MODULE.rglob("*.py")):
        found += _textsOfSource(path)
    for path in sorted(MODULE.rglob("*.ui")):
        root = ElementTree.parse(path).getroot()
        found += [(root.findtext("class"), string.text) for string in root.iter("string")
                  if string.text and string.get("notr") != "true"]
    found += [("EMHAssistModel", text) for text in _textsOfModel(json.loads(MODEL.read_text(encoding="utf-8")))]
    return list(dict.fromkeys(found))


def _textsOfSource(path: Path) -> list[tuple[str, str]]:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    found = []
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        values = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args]
        if call.func.id == "_" and len(values) == 1 and values[0]:
            found.append((context(path), values[0]))
        elif call.func.id == "translate" and len(values) == 2 and all(values):
            found.append((values[0], values[1]))
    return found


def _textsOfModel(model: dict) -> Iterator[str]:
    for name in _MODEL_LISTS:
        for entry in model[name]:
            for part in (entry, *entry.get("levels", ())):
                yield from (part[key] for key in sorted(_MODEL_KEYS & set(part)) if part[key])


def readTranslations(path: Path) -> dict[tuple[str, str], str]:
    """Return the finished translations of a file, by context and text."""
    return {(entry.findtext("name"), message.findtext("source")): message.findtext("translation")
            for entry in ElementTree.parse(path).getroot().iter("context") for message in entry.iter("message")
            if message.find("translation").get("type") is None}


def fileText(path: Path) -> str:
    """Return what a file of translations should hold now."""
    known, contexts = readTranslations(path), {}
    for where, text in texts():
        contexts.setdefault(where, []).append(text)
    language = ElementTree.parse(path).getroot().get("language")
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>",
             f'<TS version="2.1" language="{language}" sourcelanguage="en">']
    for where in sorted(contexts):
        lines += ["<context>", f"    <name>{escape(where)}</name>"]
        for text in contexts[where]:
            translation = known.get((where, text))
            lines += ["    <message>", f"        <source>{escape(text)}</source>",
                      '        <translation type="unfinished"></translation>' if translation is None else
                      f"        <translation>{escape(translation)}</translation>", "    </message>"]
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def main() -> int:
    """Update all files; return the exit status."""
    for path in sorted(FOLDER.glob("EMHAssist_*.ts")):
        path.write_text(fileText(path), encoding="utf-8")
        missing = len(texts()) - len(readTranslations(path))
        print(f"{path.name}: {len(texts())} texts, {missing} without translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
