"""What is suggested: the list, each to be accepted or dismissed, and all with one click."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import qt
from slicer.i18n import tr as _

from ...Suggestion.Proposal import DOUBTS, Proposal
from ..Titles import doubtText, remarkText
from ..Widgets.FlowLayout import fillRows
from ..Widgets.PlainText import plainLabel, richLabel
from ..Widgets.Scrolling import showWidget
from ..Widgets.ThemeWatch import showAgain
from ..Widgets.ToolTip import toolTip

_ACCEPT, _DISMISS = "accept", "dismiss"


class SuggestionBar:
    """Stands below the buttons of the roles while anything is suggested.

    :param ui: the widgets suggestButton and suggestionWidget
    :param logic: logic of the module
    :param attempt: called with what the user wants to do; shows what it returns, or why it could not be done
    """

    def __init__(self, ui, logic, attempt: Callable[[Callable[[], str | None]], None]):
        self._logic, self._attempt = logic, attempt
        self._widget = ui.suggestionWidget
        layout = qt.QVBoxLayout(self._widget)
        layout.setContentsMargins(0, 0, 0, 0)
        self._list, self._remarks = richLabel(), plainLabel()
        for label in (self._list, self._remarks):
            label.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
            label.setWordWrap(True)
        self._list.setTextInteractionFlags(qt.Qt.LinksAccessibleByMouse | qt.Qt.LinksAccessibleByKeyboard)
        self._list.setAccessibleName(_("Suggested regions"))
        self._list.setToolTip(toolTip(_("Dashed in the slice views, and not measured before you accept them: click "
                                        "into one there, or drag it to where it should be.")))
        self._list.connect("linkActivated(QString)", self._onLink)
        self._buttons = qt.QWidget()
        accept, dismiss = qt.QPushButton(_("Accept all")), qt.QPushButton(_("Dismiss all"))
        accept.setObjectName("acceptSuggestionsButton")
        dismiss.setObjectName("dismissSuggestionsButton")
        accept.setToolTip(_("Make regions of all that is suggested"))
        dismiss.setToolTip(_("Suggest nothing"))
        accept.connect("clicked()", self._onAccept)
        dismiss.connect("clicked()", logic.dismissSuggestions)
        for button in (accept, dismiss):
            button.setFocusPolicy(qt.Qt.StrongFocus)
        fillRows(self._buttons, (accept, dismiss))
        for part in (self._list, self._buttons, self._remarks):
            layout.addWidget(part)
        ui.suggestButton.connect("clicked()", self.suggest)
        self._shown: tuple | None = None
        self.refresh()

    def refresh(self) -> None:
        """Show what is suggested now."""
        shown = self._logic.suggestions, self._logic.suggestionRemarks
        if shown == self._shown:
            return
        before = self._shown[0] if self._shown else ()
        self._shown = shown
        suggestions, remarks = shown
        self._list.setText(_("Suggested: {names}").format(names=" &#183; ".join(
            _entry(number, one) for number, one in enumerate(suggestions))))
        self._remarks.setText("\n".join(map(remarkText, remarks)))
        self._list.setVisible(bool(suggestions))
        self._buttons.setVisible(bool(suggestions))
        self._remarks.setVisible(bool(remarks))
        self._widget.setVisible(bool(suggestions or remarks))
        if suggestions and not before:
            # Below the fold of a low screen nobody looks for what is to be accepted.
            showWidget(self._buttons)

    def recolor(self) -> None:
        """Show links in the colors of the theme."""
        showAgain(self._list)

    def suggest(self) -> None:
        """Have more regions suggested."""
        self._attempt(self._onSuggest)

    def _onSuggest(self) -> str:
        suggestions = self._logic.suggest()
        return "" if suggestions or self._logic.suggestionRemarks else _("Nothing more to suggest.")

    def _onAccept(self) -> None:
        self._attempt(self._acceptAll)

    def _acceptAll(self) -> str:
        count = len(self._logic.suggestions)
        left = count - len(self._logic.acceptSuggestions())
        return _("{count} were left out: a lesion lies there now.").format(count=left) if left else ""

    def _onLink(self, link: str) -> None:
        action, _colon, number = link.partition(":")
        act = self._logic.acceptSuggestion if action == _ACCEPT else self._logic.dismissSuggestion
        self._attempt(lambda: act(int(number)) and None)


def _entry(number: int, one: Proposal) -> str:
    """Return a suggestion with a link that accepts it, by its name, and one that dismisses it."""
    doubt = f" ({escape(doubtText(DOUBTS[one.doubt]))})" if one.doubt else ""
    return (f"<a href='{_ACCEPT}:{number}'>{escape(one.name)}</a>{doubt}&nbsp;"
            f"<a href='{_DISMISS}:{number}' style='text-decoration:none'>&#10005;</a>")
