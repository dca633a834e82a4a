"""What values a parameter takes, written as annotations of its type.

Stands for validators.py and default.py of Slicer's package ``slicer.parameterNodeWrapper``.
"""


class Default:
    """Annotation: the default of a parameter, a value or a function that makes one."""

    def __init__(self, value=None, *, generator=None):
        self._value = value
        self._generator = generator

    @property
    def value(self):
        """The default; a new one on each call when made by a function."""
        return self._generator() if self._generator else self._value


class Validator:
    """Annotation: what a value must fulfill. `validate` raises ValueError or TypeError otherwise."""

    def validate(self, value):
        """Raise if `value` is not allowed."""
        raise NotImplementedError


class NotNone(Validator):
    """The value must not be None."""

    def validate(self, value):
        """Raise ValueError for None."""
        if value is None:
            raise ValueError("Value must not be None")


class IsInstance(Validator):
    """The value must be of a type (None is left to `NotNone`)."""

    def __init__(self, classtype):
        self.classtype = classtype

    def validate(self, value):
        """Raise TypeError for a value of another type."""
        if value is not None and not isinstance(value, self.classtype):
            raise TypeError(f"Value must be of type '{self.classtype}', is type '{type(value)}' value '{value}'")


class WithinRange(Validator):
    """The value must lie in [minimum, maximum]."""

    def __init__(self, minimum, maximum):
        self.minimum = minimum
        self.maximum = maximum

    def validate(self, value):
        """Raise ValueError for a value outside."""
        if not self.minimum <= value <= self.maximum:
            raise ValueError(f"Value must be within range [{self.minimum}, {self.maximum}], is {value}")


class Minimum(Validator):
    """The value must not be below `minimum`."""

    def __init__(self, minimum):
        self.minimum = minimum

    def validate(self, value):
        """Raise ValueError for a value below."""
        if value < self.minimum:
            raise ValueError(f"Value must not be below {self.minimum}, is {value}")


class Maximum(Validator):
    """The value must not be above `maximum`."""

    def __init__(self, maximum):
        self.maximum = maximum

    def validate(self, value):
        """Raise ValueError for a value above."""
        if value > self.maximum:
            raise ValueError(f"Value must not be above {self.maximum}, is {value}")


class Choice(Validator):
    """The value must be one of `choices`."""

    def __init__(self, choices):
        self.choices = choices

    def validate(self, value):
        """Raise ValueError for another value."""
        if value not in self.choices:
            raise ValueError(f"Value is {value}, but must be in one of the following: {self.choices}")
