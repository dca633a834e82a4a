"""The panel: a header that is always in sight, and sections to scroll, each with its own file and .ui file."""

from __future__ import annotations

from collections.abc import Callable

import qt
import slicer

from .Abbreviations import explainAbbreviations
from .Findings.FindingsSection import FindingsSection
from .FirstLook import FirstLook
from .Header.CaseBar import CaseBar
from .Header.HeaderView import HeaderView
from .Help.HelpButtons import HelpButtons
from .Keyboard.KeyboardSection import KeyboardSection
from .Model.ModelSection import ModelSection
from .Readout.ReadoutSection import ReadoutSection
from .Regions.RegionsSection import RegionsSection
from .Series.SeriesSection import SeriesSection
from .Values.ValuesSection import ValuesSection
from .Views.ViewsSection import ViewsSection
from .Widgets.PlainText import makePlain
from .Widgets.Scrolling import showWidget
from .Widgets.TabOrder import orderTabs
from .Widgets.ThemeWatch import ThemeWatch

# In the order of the work: place, see, decide.
_SECTIONS = (SeriesSection, RegionsSection, ValuesSection, FindingsSection, ReadoutSection, ViewsSection, ModelSection,
             KeyboardSection)

# Pixels around what a section holds; those of the style would take a tenth of a panel as wide as Slicer makes it.
_MARGINS = 4, 4, 4, 4


class Panel:
    """All that the user touches.

    :param resourcePath: returns the path of a file of the module's resources
    :param logic: logic of the module

    ``widget`` is the whole, ``ui`` has all widgets by their names, ``sections`` the sections by those of their classes.
    """

    def __init__(self, resourcePath: Callable[[str], str], logic):
        self._logic = logic
        self.widget = slicer.util.loadUI(resourcePath("UI/EMHAssist.ui"))
        self.widget.setMRMLScene(slicer.mrmlScene)
        frame = slicer.util.childWidgetVariables(self.widget)
        frame.caseBarWidget.layout().addWidget(slicer.util.loadUI(resourcePath("UI/CaseBar.ui")))
        layout = frame.sectionsWidget.layout()
        for position, section in enumerate(_SECTIONS):
            widget = slicer.util.loadUI(resourcePath(f"UI/{section.__name__}.ui"))
            # By itself it would never be less wide than it likes to be, and be cut off in a narrow panel.
            widget.setSizePolicy(qt.QSizePolicy.Preferred, qt.QSizePolicy.Minimum)
            widget.layout().setContentsMargins(*_MARGINS)
            layout.insertWidget(position, widget)
        self.ui = slicer.util.childWidgetVariables(self.widget)
        self.caseBar = CaseBar(self.ui, logic)
        self.sections = {section.__name__: section(self.ui, logic) for section in _SECTIONS}
        findings, readout = (self.sections[name] for name in ("FindingsSection", "ReadoutSection"))
        readout.linkFindings(findings.goTo)
        self.header = HeaderView(self.ui, logic, readout.goTo, self.sections["RegionsSection"].follow, findings.goTo)
        findings.linkPreview(self._consider)
        self._firstLook = FirstLook((self.ui.seriesSection, self.ui.regionsSection), (self.ui.valuesSection,),
                                    self.ui.ratioTable)
        makePlain(self.widget)
        self.help = HelpButtons({_helpAnchor(section): getattr(self.ui, _widgetName(section)) for section in _SECTIONS})
        explainAbbreviations(self.widget)
        orderTabs(self.widget)
        self._themeWatch = ThemeWatch(self.widget, self._recolor)

    def refresh(self) -> None:
        """Show the present result and scene."""
        shown = self._firstLook.refresh(self._logic.result)
        self.caseBar.refresh()
        self.header.refresh()
        for section in self.sections.values():
            section.refresh()
        if shown is not None:
            showWidget(shown)

    def listen(self, isListening: bool) -> None:
        """Take keyboard shortcuts, while the module is open, or leave them to others."""
        self.sections["KeyboardSection"].listen(isListening)
        self.caseBar.history.listen(isListening)

    def cancel(self) -> None:
        """Cancel what the user has begun in the scene: it is about to be closed."""
        for section in self.sections.values():
            section.cancel()

    def cleanup(self) -> None:
        """Leave nothing behind.

        Slicer only hides the old panel when the module is reloaded. What its widgets are connected with would live on.
        """
        self._themeWatch.stop()
        self.help.cleanup()
        self.caseBar.cleanup()
        self.header.cleanup()
        for section in self.sections.values():
            section.cleanup()
        self.widget.deleteLater()

    def _consider(self, feature: str, answer: str) -> None:
        """Show in the header what an answer would change, or, with none, what is so."""
        if feature:
            self.header.preview(feature, answer)
        else:
            self.header.endPreview()

    def _recolor(self) -> None:
        self.header.recolor()
        for section in self.sections.values():
            section.recolor()


def _helpAnchor(section: type) -> str:
    """Return what the guide calls a section."""
    return section.__name__.removesuffix("Section").lower()


def _widgetName(section: type) -> str:
    """Return the name of the widget of a section, as its form has it."""
    return section.__name__[0].lower() + section.__name__[1:]
