"""Words of a fixed set, as enumerations that are the words themselves."""

from enum import Enum


class Word(str, Enum):
    """Base of enumerations whose members equal the words that files and nodes hold, and are written as them.

    CSV and JSON get the plain word, and so does an f-string, on every version of Python. Titles for the user, in the
    language of the application, are in Panel/Titles.py.
    """

    __str__ = str.__str__
    __repr__ = str.__repr__
    __format__ = str.__format__
