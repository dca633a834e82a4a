"""Names shown as they are: Qt takes whatever looks like HTML for it, and opens the files that it names as images.

Labels and message boxes with text that is not known beforehand are made here, tool tips by toolTip(); in what must be
HTML, names are escaped. Tables, drop-down lists, drawings and the status bar show plain text by themselves.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import qt
import slicer

from .ToolTip import toolTip


def plainLabel(text: str = "") -> qt.QLabel:
    """Return a label that shows its text as it is."""
    label = qt.QLabel()
    label.setTextFormat(qt.Qt.PlainText)
    label.setText(text)
    return label


def richLabel() -> qt.QLabel:
    """Return a label for HTML, in which all names have to be escaped."""
    label = qt.QLabel()
    label.setTextFormat(qt.Qt.RichText)
    return label


def makePlain(widget: qt.QWidget) -> None:
    """Have all labels in a widget show their text as it is, but for those that are for HTML."""
    for label in slicer.util.findChildren(widget, className="QLabel"):
        if label.textFormat != qt.Qt.RichText:
            label.setTextFormat(qt.Qt.PlainText)


def buttonText(text: str) -> str:
    """Return a text for a button or action, in which an ampersand is no mark of a key."""
    return text.replace("&", "&&")


def confirmed(question: str) -> bool:
    """Ask the user, and tell whether the answer is yes."""
    return slicer.util.confirmYesNoDisplay(toolTip(question))


@contextmanager
def errorsShown(message: str, waitCursor: bool = False) -> Iterator[None]:
    """Show why something in a ``with`` block could not be done in a message box, and go on raising it; stands in for
    slicer.util.tryWithErrorDisplay, whose box shows names as HTML.

    :param message: what could not be done
    """
    try:
        with slicer.util.tryWithErrorDisplay(message, show=False, waitCursor=waitCursor):
            yield
    except Exception as error:
        if not slicer.app.testingEnabled():
            slicer.util.errorDisplay(toolTip(f"{message}\n\n{error}"), detailedText=traceback.format_exc())
        raise
