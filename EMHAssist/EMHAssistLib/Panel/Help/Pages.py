"""The documents that are shipped with the module, as pages with headings to find and to go to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from pathlib import Path

DOCUMENTS = Path(__file__).parents[3] / "Resources" / "Docs"
GUIDE = "UserGuide.md"
# In the order in which they are listed: what is read first. A test compares them with the folder.
PAGES = ("Tutorial.md", GUIDE, "Computation.md", "ModelCard.md", "Evaluation.md", "IntervalCoverage.md",
         "Simulations.md", "OwnCohort.md", "ModelFile.md", "CommandLine.md", "Performance.md")
# Pixels above and below; a paragraph in a table has none.
_MARGINS = {"<h1": (4, 8), "<h2": (18, 6), "<h3": (12, 4), "<li": (0, 3), r"(?<!<td>\n)<p": (0, 8)}
_END = 640  # pixels below a page
_LISTED_LEVEL = 2  # of headings that are listed when nothing is searched for


@dataclass(frozen=True)
class Heading:
    """A heading of a page.

    :param page: file name
    :param level: 1 for the title of the page
    :param title: plain text
    :param text: what stands below it up to the next heading, as it is written
    """

    page: str
    level: int
    title: str
    text: str

    @property
    def anchor(self) -> str:
        """What links call it, as GitHub does."""
        return anchorOf(self.title)

    def holds(self, words: Sequence[str]) -> bool:
        """Tell whether all words, in small letters, stand in the heading or below it."""
        text = f"{self.title}\n{self.text}".lower()
        return all(word in text for word in words)


def anchorOf(title: str) -> str:
    """Return what links call a heading, as GitHub does: small letters, hyphens, no other signs."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@cache
def pageText(page: str) -> str:
    """Return a page as it is written, in Markdown.

    :raises FileNotFoundError: there is no such page
    """
    return (DOCUMENTS / page).read_text(encoding="utf-8")


@cache
def headings(page: str) -> tuple[Heading, ...]:
    """Return the headings of a page, from its top down."""
    found: list[tuple[int, str, list[str]]] = []
    isCode = False
    for line in pageText(page).splitlines():
        isCode ^= line.startswith("```")
        match = None if isCode else re.match(r"(#+) (.*)", line)
        if match:
            found.append((len(match[1]), match[2].replace("`", "").strip(), []))
        elif found:
            found[-1][2].append(line)
    return tuple(Heading(page, level, title, "\n".join(lines)) for level, title, lines in found)


def found(search: str) -> list[Heading]:
    """Return the headings to list for what is searched for: those that hold all words, in their titles first; the
    contents of all pages for nothing."""
    everything = [heading for page in PAGES for heading in headings(page)]
    words = search.lower().split()
    if not words:
        return [heading for heading in everything if heading.level <= _LISTED_LEVEL]
    matching = [heading for heading in everything if heading.holds(words)]
    return sorted(matching, key=lambda heading: not all(word in heading.title.lower() for word in words))


def typeset(html: str) -> str:
    """Return HTML as Qt makes it from Markdown with headings that can be gone to, and with some air: Qt sets one line
    below the other.

    :param html: what a text browser gives back for Markdown
    """
    def named(match: re.Match) -> str:
        anchor = anchorOf(unescape(re.sub("<[^>]*>", "", match[2])).strip())
        return f'{match[1]}<a name="{escape(anchor)}"></a>{match[2]}'

    html = re.sub(r"(<h\d[^>]*>)(.*?)(?=</h\d>)", named, html, flags=re.DOTALL)
    for start, (above, below) in _MARGINS.items():
        html = re.sub(rf'({start} style="\s*)margin-top:\s?\d+px; margin-bottom:\s?\d+px;',
                      rf"\g<1>margin-top:{above}px; margin-bottom:{below}px;", html)
    html = html.replace('type="circle"', 'type="disc"')
    # The last chapter, too, can be brought to the top.
    return html.replace("</body>", f'<p style="margin-top:{_END}px;">&nbsp;</p></body>')
