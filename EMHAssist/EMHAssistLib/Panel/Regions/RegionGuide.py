"""The guide to regions: a check list of what the case still lacks, and a drawing of where good regions go."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import ctk
import qt
from slicer.i18n import tr as _

from ...Case import Region
from ...Display.Translation import translated
from ...Guidance import DONE, IMPROVE, MISSING, OPTIONAL, Step, steps
from ...Result import Result
from ...Roles import regionRole
from ..Titles import placeText, stepTexts
from ..Widgets.IdleTimer import idleTimer
from ..Widgets.PlainText import plainLabel, richLabel
from ..Widgets.ThemeWatch import showAgain
from ..Widgets.ToolTip import toolTip
from .PlacementDrawing import PlacementDrawing, cautions
from .RegionPictogram import RegionPictogram, legend

_SUGGEST = "#suggest"


class RegionGuide:
    """Shows what is there, what could be better and what is missing. The action at the end of a line is a link.

    :param widget: empty QWidget to fill
    :param place: called with the name of a region role to start placing
    :param show: called with a region of the case to go to
    :param suggest: called, without arguments, to have regions suggested
    """

    def __init__(self, widget: qt.QWidget, place: Callable[[str], None], show: Callable[[Region], None],
                 suggest: Callable[[], None]):
        self._place, self._show, self._suggest = place, show, suggest
        self._canSuggest = False
        self._result: Result | None = None
        self._shown: tuple[Step, ...] = ()
        self._layout = qt.QVBoxLayout(widget)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._lines: list[qt.QLabel] = []
        box = ctk.ctkCollapsibleGroupBox()
        box.setProperty("collapsedHeight", 0)
        box.setTitle(_("Where to place regions"))
        boxLayout = qt.QVBoxLayout(box)
        pictogram = RegionPictogram()
        pictogram.describe()
        places = PlacementDrawing()
        places.describe()
        signs = _label(plainLabel(), qt.Qt.TextSelectableByMouse)
        signs.setText("\n".join((_("Tick: one tissue alone. Cross: a second tissue moves the mean."), *cautions())))
        rules = _label(plainLabel(), qt.Qt.TextSelectableByMouse)
        rules.setText("\n".join(legend()))
        for part in (places, signs, pictogram, rules):
            boxLayout.addWidget(part)
        box.setProperty("collapsed", True)
        self._layout.addWidget(box)
        self._timer = idleTimer(widget, self.showSteps)

    def refresh(self, result: Result | None) -> None:
        """Show the check list of a result: at once what is new, a moment later what a drag changes."""
        before, self._result = self._result, result
        if before is None or result is None or len(before.case.regions) != len(result.case.regions):
            self._timer.stop()
            self.showSteps()
        elif result is not before:
            self._timer.start()

    def showSteps(self) -> None:
        """Show the check list now; leaves lines alone that are the same."""
        shown = steps(self._result, translated) if self._result else ()
        # From one marrow region on, the others can be found.
        couldSuggest = self._canSuggest
        self._canSuggest = bool(self._result) and any(region.role == "marrow" for region in self._result.case.regions)
        while len(self._lines) < len(shown):
            self._addLine()
        for number, label in enumerate(self._lines):
            label.setVisible(number < len(shown))
            if number < len(shown) and (shown[number:number + 1] != self._shown[number:number + 1]
                                        or couldSuggest != self._canSuggest):
                _fill(label, shown[number], self._canSuggest and _isSuggested(shown[number]))
        self._shown = shown

    def recolor(self) -> None:
        """Show links in the colors of the theme."""
        for label in self._lines:
            showAgain(label)

    def cleanup(self) -> None:
        """Compute nothing any more."""
        self._timer.stop()

    def _addLine(self) -> None:
        label = _label(richLabel(), qt.Qt.LinksAccessibleByMouse | qt.Qt.LinksAccessibleByKeyboard)
        number = len(self._lines)
        label.connect("linkActivated(QString)", lambda link: self._onLink(self._shown[number], link))
        self._layout.insertWidget(number, label)
        self._lines.append(label)

    def _onLink(self, step: Step, link: str) -> None:
        if link == _SUGGEST:
            self._suggest()
        else:
            self.follow(step)

    def follow(self, step: Step) -> None:
        """Begin what a step asks for: go to the region that it is about, or place a new one."""
        if step.region is not None:
            self._show(step.region)
        elif step.place:
            self._place(step.place)


def _label(label: qt.QLabel, interaction) -> qt.QLabel:
    """Have a label wrap, however narrow the panel is."""
    label.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
    label.setWordWrap(True)
    label.setTextInteractionFlags(interaction)
    return label


def _isSuggested(step: Step) -> bool:
    """Tell whether suggestions can do a step."""
    return step.state != DONE and step.place in ("marrow", "cord", "muscle")


def _fill(label: qt.QLabel, step: Step, isSuggested: bool) -> None:
    """Show a step: its symbol, what there is, and what to do as a link where a click can begin it."""
    symbol, word = {DONE: ("&#10003;", _("Done")), IMPROVE: ("&#9888;", _("Could be better")),
                    MISSING: ("&#9675;", _("Missing")), OPTIONAL: ("&#43;", _("Optional"))}[step.state]
    name, status, action = stepTexts(step)
    html = f"{symbol}&nbsp;<b>{escape(name)}</b>: {escape(status)}"
    if action:
        isLink = step.place or step.region is not None
        html += "; " + (f"<a href='#'>{escape(action)}</a>" if isLink else escape(action))
        if isSuggested:
            suggest = escape(_("suggest"))
            html += " " + _("or {link}").format(link=f"<a href='{_SUGGEST}'>{suggest}</a>")
    label.setText(html)
    label.setAccessibleName(_("{state}: {name}: {text}").format(
        state=word, name=name, text="; ".join(filter(None, (status, action)))))
    place = placeText(regionRole(step.place)) if step.place else ""
    label.setToolTip(toolTip("\n".join(filter(None, (word, place)))))
