"""The vertebral levels that something reaches, as a record and in words: "T5", "T5 to T7", "T8 and below"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..Language import Translate, english
from .VertebralLevels import LEVELS

ABOVE, BELOW = "above", "below"


@dataclass(frozen=True)
class LevelEnd:
    """Where one end of something lies.

    :param level: the vertebral level, or the last one that is known in that direction; "" where none is known
    :param beyond: ABOVE or BELOW where it lies beyond that level, "" where it lies at it
    """

    level: str = ""
    beyond: str = ""

    def text(self, translate: Translate = english) -> str:
        """Return it in words: "T5", "above T4"."""
        if not self.beyond:
            return self.level
        return (translate("Naming.LevelSpan", "above {level}") if self.beyond == ABOVE else
                translate("Naming.LevelSpan", "below {level}")).format(level=self.level)


@dataclass(frozen=True)
class LevelSpan:
    """Vertebral levels from the head down. False where none is known.

    :param first: where the upper end lies
    :param last: where the lower end lies
    """

    first: LevelEnd = LevelEnd()
    last: LevelEnd = LevelEnd()

    def __bool__(self) -> bool:
        return bool(self.first.level)

    @property
    def single(self) -> str:
        """The level where it is a single one that is known, else ""."""
        return self.first.level if self.first == self.last and not self.first.beyond else ""

    def text(self, translate: Translate = english) -> str:
        """Return it in words: "T5", "T5 to T7", "T8 and below", "below T8"; "" where no level is known.

        :param translate: makes it the language of the user, where it is shown; see Language
        """
        if self.first == self.last:
            return self.first.text(translate)
        if self.first.level == self.last.level and not (self.first.beyond and self.last.beyond):
            return (translate("Naming.LevelSpan", "{level} and above") if self.first.beyond else
                    translate("Naming.LevelSpan", "{level} and below")).format(level=self.first.level)
        return translate("Naming.LevelSpan", "{first} to {last}").format(
            first=self.first.text(translate), last=self.last.text(translate))

    def reaches(self, part: str) -> bool | None:
        """Tell whether it reaches a part of the spine.

        :param part: first letter of its levels, "C", "T", "L" or "S"
        :return: None where that is not known
        """
        if not self:
            return None
        first, last = LEVELS.index(self.first.level), LEVELS.index(self.last.level)
        isBeyond = self.first == self.last and self.first.beyond  # "above T4" does not reach T4
        if not isBeyond and part in "".join(LEVELS[first:last + 1]):
            return True
        mayBe = ((LEVELS[:first] if self.first.beyond == ABOVE else ())
                 + (LEVELS[last + 1:] if self.last.beyond == BELOW else ()))
        return None if part in "".join(mayBe) else False


def parseLevel(text: str) -> LevelSpan:
    """Return the level that a user has typed, or a span: T5 for "t5", T5 to T7 for "T7-T5"; none for an empty text.

    :raises ValueError: it is not a vertebral level
    """
    levels = re.split(r"\s*(?:-|\bTO\b)\s*", text.strip().upper())
    if levels == [""]:
        return LevelSpan()
    if len(levels) > 2 or not set(levels) <= set(LEVELS):
        raise ValueError(f"Unknown vertebral level '{text}'. Use C1 to C7, T1 to T13, L1 to L6 or S1 to S5, or a span "
                         "of them such as T5-T7.")
    levels.sort(key=LEVELS.index)
    return LevelSpan(LevelEnd(levels[0]), LevelEnd(levels[-1]))
