"""One JSON object under strict reading: every access is checked, every error names the place in the file."""

import datetime
import math
import numbers
import re
from collections.abc import Mapping

from .Model import ModelError

_REQUIRED = object()
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,63}")
_MAXIMUM_TEXT = 4000
_MAXIMUM_ITEMS = 1000
_NO_CHARACTER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class SchemaNode:
    """A JSON object and its place in the file.

    :param data: the parsed object.
    :param place: how errors name it, for example ``features[3] 'margins'``; empty for the whole file.
    :param memberName: what its members are called in errors where they are no fixed keys, for example "class".
    :raises ModelError: ``data`` is no object; so do all methods when a member is not what they ask for.
    """

    def __init__(self, data, place, memberName="key"):
        self.place = place
        self._data = data
        self._memberName = memberName
        if not isinstance(data, Mapping):
            raise self.error(f"must be an object, not {_kind(data)}")

    def error(self, message) -> ModelError:
        """Return an error that names this place."""
        return ModelError(f"{self.place}: {message}" if self.place else message)

    def placeOf(self, key) -> str:
        """Return how errors name the member ``key``."""
        if self._memberName != "key":
            return f"{self.place} {self._memberName} {key!r}"
        return f"{self.place}.{key}" if self.place else key

    def keys(self):
        """Return the keys that are present."""
        return tuple(self._data)

    def expect(self, required, optional=()) -> "SchemaNode":
        """Require that exactly these keys are present; return the node itself."""
        allowed = (*required, *optional)
        for key in required:
            if key not in self._data:
                raise self.error(f"{self._memberName} {key!r} is missing")
        for key in self._data:
            if key not in allowed:
                raise self.error(f"{self._memberName} {key!r} is unknown; allowed: {', '.join(allowed)}")
        return self

    def member(self, key, default=_REQUIRED):
        """Return the raw member, or the default if there is one and the key is absent."""
        if key not in self._data and default is _REQUIRED:
            raise self.error(f"{self._memberName} {key!r} is missing")
        return self._data.get(key, default)

    def child(self, key, place=None, memberName="key") -> "SchemaNode":
        """Return the object under ``key``, named ``place`` in errors (None: by its key)."""
        return SchemaNode(self.member(key), self.placeOf(key) if place is None else place, memberName)

    def children(self, key, smallest=1, largest=_MAXIMUM_ITEMS, itemName="", optional=False) -> tuple:
        """Return the list of objects under ``key``, ``smallest`` to ``largest`` of them; none if it may be absent."""
        place = self.placeOf(key) + itemName
        items = self.member(key, []) if optional else self.member(key)
        if not isinstance(items, list):
            raise ModelError(f"{place}: must be a list, not {_kind(items)}")
        if len(items) < smallest:
            raise ModelError(f"{place}: needs at least {smallest}, has {len(items)}")
        if len(items) > largest:
            raise ModelError(f"{place}: may have at most {largest}, has {len(items)}")
        return tuple(SchemaNode(item, f"{place}[{index}]") for index, item in enumerate(items))

    def text(self, key, default=_REQUIRED) -> str:
        """Return the text under ``key``; a text that has no default must not be blank."""
        value = self.member(key, default)
        if not isinstance(value, str):
            raise ModelError(f"{self.placeOf(key)}: must be a text, not {_kind(value)}")
        if default is _REQUIRED and not value.strip():
            raise ModelError(f"{self.placeOf(key)}: must not be empty")
        if len(value) > _MAXIMUM_TEXT:
            raise ModelError(f"{self.placeOf(key)}: longer than {_MAXIMUM_TEXT} characters")
        if found := _NO_CHARACTER.search(value):
            raise ModelError(f"{self.placeOf(key)}: holds {found[0]!r}, a control character or half a character, which "
                             "no text has")
        return value

    def date(self, key) -> str:
        """Return the date under ``key``, a text of the form YYYY-MM-DD."""
        value = self.text(key)
        try:
            datetime.date.fromisoformat(value if _DATE.fullmatch(value) else "")
        except ValueError:
            raise ModelError(f"{self.placeOf(key)}: {value!r} must be a date like 2026-11-20") from None
        return value

    def identifier(self, key) -> str:
        """Return the id under ``key``: lower case letters, digits and underscores."""
        value = self.text(key)
        if not _IDENTIFIER.fullmatch(value):
            raise ModelError(f"{self.placeOf(key)}: {value!r} must be lower case letters, digits and underscores")
        return value

    def boolean(self, key, default) -> bool:
        """Return the truth value under ``key``."""
        value = self.member(key, default)
        if not isinstance(value, bool):
            raise ModelError(f"{self.placeOf(key)}: must be true or false, not {_kind(value)}")
        return value

    def choice(self, key, allowed) -> str:
        """Return the text under ``key``, which must be one of ``allowed``."""
        value = self.text(key)
        if value not in allowed:
            raise ModelError(f"{self.placeOf(key)}: {value!r} is unknown; allowed: {', '.join(allowed)}")
        return value

    def choices(self, key, allowed) -> tuple:
        """Return the list of texts under ``key``, at least one, each of which must be one of ``allowed``."""
        items = self.member(key)
        if not isinstance(items, list) or not items:
            raise ModelError(f"{self.placeOf(key)}: must be a list of at least one of {', '.join(allowed)}")
        return tuple(SchemaNode({key: item}, self.place, self._memberName).choice(key, allowed) for item in items)

    def number(self, key, smallest, largest, name="value", whole=False):
        """Return the number under ``key``, a float (an int if ``whole``) within [smallest, largest]."""
        value = self.member(key)
        place = self.placeOf(key)
        if isinstance(value, bool) or not isinstance(value, numbers.Real):
            raise ModelError(f"{place}: {name} must be a number, not {_kind(value)}")
        try:
            number = float(value)
        except OverflowError:  # an integer beyond the largest float
            number = math.inf
        if not math.isfinite(number):
            raise ModelError(f"{place}: {name} {number} is not finite")
        if number < 0 <= smallest:
            raise ModelError(f"{place}: {name} {number:g} is negative")
        if not smallest <= number <= largest:
            raise ModelError(f"{place}: {name} {number:g} must be from {smallest:g} to {largest:g}")
        if whole and number != int(number):
            raise ModelError(f"{place}: {name} {number:g} must be a whole number")
        return int(number) if whole else number


def readItems(parent, key, readItem, smallest=1, largest=_MAXIMUM_ITEMS) -> tuple:
    """Read a list of objects that each have an id of their own; the id becomes part of their place.

    :param readItem: makes an item of a SchemaNode
    """
    items = {}
    for node in parent.children(key, smallest, largest):
        itemId = node.identifier("id")
        node.place = f"{node.place} {itemId!r}"
        if itemId in items:
            raise node.error("this id appears twice")
        items[itemId] = readItem(node)
    return tuple(items.values())


def _kind(value):
    """Return the JSON name of a value's type."""
    if value is None:
        return "null"
    names = {bool: "true or false", str: "a text", list: "a list", dict: "an object"}
    return names.get(type(value), "a number" if isinstance(value, numbers.Real) else type(value).__name__)
