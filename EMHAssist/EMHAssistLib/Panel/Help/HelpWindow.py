"""A window that shows the documents of the module: headings to search on the left, the page on the right."""

from __future__ import annotations

import qt
import slicer
from slicer.i18n import tr as _

from ..Widgets.ThemeWatch import ThemeWatch
from ..Widgets.ToolTip import toolTip
from . import Pages

_SIZE, _LIST_WIDTH = (900, 660), 250  # pixels
_MARGIN = 14  # pixels around a page


class HelpWindow:
    """Made when it is first asked for; stays beside the panel, and closes with Slicer's main window.

    ``page`` and ``anchor`` tell what is shown.
    """

    def __init__(self):
        self.page = self.anchor = ""
        self._headings: list[Pages.Heading] = []
        self._visited: list[tuple[str, str]] = []
        self.dialog = qt.QDialog(slicer.util.mainWindow())
        # A window like others, which can be put on a second screen; by itself a dialog has no button to enlarge it.
        self.dialog.setWindowFlags(qt.Qt.Window)
        self.dialog.setWindowTitle(_("EMHAssist help"))
        self.dialog.resize(*_SIZE)
        self.search = qt.QLineEdit()
        self.search.setPlaceholderText(_("Search the documents"))
        self.search.setAccessibleName(_("Search the documents"))
        self.search.setClearButtonEnabled(True)
        self.list = qt.QListWidget()
        self.list.setAccessibleName(_("Headings"))
        self.list.setWordWrap(True)
        self.back = qt.QPushButton(_("Back"))
        self.back.setToolTip(_("Show what was shown before"))
        self.back.setAutoDefault(False)  # or Enter in the search would press it
        self.browser = qt.QTextBrowser()
        self.browser.setAccessibleName(_("Page"))
        self.browser.setOpenLinks(False)
        self.browser.setSearchPaths([str(Pages.DOCUMENTS)])
        self._layOut()
        self.search.connect("textChanged(QString)", self._onSearch)
        self.list.connect("currentRowChanged(int)", self._onRow)
        self.list.connect("itemClicked(QListWidgetItem*)", lambda _item: self._onRow(self.list.currentRow))
        self.browser.connect("anchorClicked(QUrl)", lambda url: self.follow(url.toString()))
        self.back.connect("clicked()", self.goBack)
        self._themeWatch = ThemeWatch(self.dialog, self._draw)
        self._list("")

    def show(self, page: str, anchor: str = "") -> None:
        """Show a page from one of its headings on; what was shown before is kept for going back.

        :raises FileNotFoundError: there is no such page
        """
        if self.page and (page, anchor) != (self.page, self.anchor):
            self._visited.append((self.page, self.anchor))
        self._show(page, anchor)

    def goBack(self) -> None:
        """Show what was shown before."""
        if self._visited:
            self._show(*self._visited.pop())

    def follow(self, link: str) -> None:
        """Go where a link leads: a page, a place on the page, or, in the programs of the system, a file or an address
        of the network, which only the click of a user opens."""
        target, _sign, anchor = link.partition("#")
        if not target or target in Pages.PAGES:
            self.show(target or self.page, anchor)
        elif ":" in target:
            qt.QDesktopServices.openUrl(qt.QUrl(link))
        else:
            qt.QDesktopServices.openUrl(qt.QUrl.fromLocalFile(str((Pages.DOCUMENTS / target).resolve())))

    def cleanup(self) -> None:
        """Leave nothing behind."""
        self._themeWatch.stop()
        self.dialog.close()
        self.dialog.deleteLater()

    def _layOut(self) -> None:
        left, right = qt.QWidget(), qt.QWidget()
        for side, parts in ((left, (self.search, self.list)), (right, (self.browser,))):
            column = qt.QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                column.addWidget(part)
        left.layout().addWidget(self.back)
        splitter = qt.QSplitter(qt.Qt.Horizontal)
        for side in (left, right):
            splitter.addWidget(side)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH, _SIZE[0] - _LIST_WIDTH])
        qt.QVBoxLayout(self.dialog).addWidget(splitter)

    def _show(self, page: str, anchor: str) -> None:
        Pages.pageText(page)  # raises before anything changes
        isNew, self.page, self.anchor = page != self.page, page, anchor
        if isNew:
            self._draw()
        self.dialog.show()
        self.dialog.activateWindow()
        self._scroll()
        self._select()
        self.back.setEnabled(bool(self._visited))

    def _draw(self) -> None:
        """Write the page, in the colors and letters of the theme."""
        self.browser.setMarkdown(Pages.pageText(self.page))
        self.browser.setHtml(Pages.typeset(self.browser.document.toHtml()))
        self.browser.document.setDocumentMargin(_MARGIN)
        self._scroll()

    def _scroll(self) -> None:
        if self.anchor:
            self.browser.scrollToAnchor(self.anchor)
        else:
            self.browser.verticalScrollBar().setValue(0)

    def _onSearch(self, text: str) -> None:
        self._list(text)
        self._select()

    def _list(self, search: str) -> None:
        """List what holds all words that are searched for."""
        self._headings = Pages.found(search)
        self.list.blockSignals(True)
        self.list.clear()
        for heading in self._headings:
            item = qt.QListWidgetItem("    " * (heading.level - 1) + heading.title)
            item.setToolTip(toolTip(heading.title))
            if heading.level == 1:
                font = qt.QFont(self.list.font)
                font.setBold(True)
                item.setFont(font)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _select(self) -> None:
        """Mark in the list what is shown, without going there again."""
        rows = [row for row, heading in enumerate(self._headings) if heading.page == self.page
                and (heading.anchor == self.anchor if self.anchor else heading.level == 1)]
        self.list.blockSignals(True)
        self.list.setCurrentRow(rows[0] if rows else -1)
        self.list.blockSignals(False)

    def _onRow(self, row: int) -> None:
        if 0 <= row < len(self._headings):
            heading = self._headings[row]
            self.show(heading.page, heading.anchor if heading.level > 1 else "")
