"""What can go wrong, each error naming the value, the place and the nearest right answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "InvalidInput",
    "InvalidTaxonomy",
    "MissingPackage",
    "MlrolesError",
    "UnknownCode",
    "UnknownEdition",
    "UnknownName",
    "UnknownParty",
    "UnknownProject",
    "UnknownRole",
    "UnknownScheme",
    "UnknownSkill",
    "UnknownSource",
    "WorkerLost",
]


class MlrolesError(Exception):
    """The root of every error that mlroles raises on purpose."""


class UnknownName(MlrolesError, KeyError):
    """A name that the taxonomy does not know.

    Parameters
    ----------
    name
        The name as given.
    suggestions
        What may have been meant: a sequence, or a function that finds it when somebody looks.

    Examples
    --------
    >>> error = UnknownSkill("pyhton", ["Python"])
    >>> print(error)
    no skill is called 'pyhton'; did you mean 'Python'?
    """

    kind: ClassVar[str] = "thing"

    def __init__(
        self, name: object, suggestions: Sequence[str] | Callable[[], Sequence[str]] = ()
    ) -> None:
        super().__init__(name, suggestions)
        self.name = name
        self._suggestions = suggestions

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What may have been meant, likeliest first."""
        found = self._suggestions() if callable(self._suggestions) else self._suggestions
        return tuple(found)

    def __str__(self) -> str:
        return f"no {self.kind} is called {shorten(self.name)}{_question(self.suggestions)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.suggestions)


class UnknownRole(UnknownName):
    """No role has this id, name or title."""

    kind = "role"


class UnknownSkill(UnknownName):
    """No skill has this id, name or alias, or several have."""

    kind = "skill"


class UnknownEdition(UnknownName):
    """No edition of this name is shipped."""

    kind = "edition"


class UnknownSource(UnknownName):
    """No source has this id."""

    kind = "source"


class UnknownParty(UnknownName):
    """Neither a role nor a party to hand-offs is called so."""

    kind = "role or party"


class UnknownProject(UnknownName):
    """No kind of project is called so."""

    kind = "kind of project"


class UnknownScheme(UnknownName):
    """No other classification of this name is linked."""

    kind = "classification"


class UnknownCode(UnknownName):
    """No role or title is linked to this code of another classification.

    Parameters
    ----------
    name
        The code as given.
    suggestions
        Codes that may have been meant.
    message
        What can be said of it: no classification is kept here, only links to it.
    """

    kind = "code"

    def __init__(
        self,
        name: object,
        suggestions: Sequence[str] | Callable[[], Sequence[str]] = (),
        message: str = "",
    ) -> None:
        super().__init__(name, suggestions)
        self.message: str = message or f"no {self.kind} is linked that is called {shorten(name)}"

    def __str__(self) -> str:
        return self.message + _question(self.suggestions)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.suggestions, self.message)


class InvalidInput(MlrolesError, ValueError):
    """An argument that cannot be read as what is asked for.

    Parameters
    ----------
    message
        What is wrong, and what would be right.
    value
        The offending value.
    suggestions
        What may have been meant.

    Examples
    --------
    >>> raise InvalidInput("level 7 is off the scale of 0 to 4", 7)
    Traceback (most recent call last):
        ...
    mlroles.errors.InvalidInput: level 7 is off the scale of 0 to 4
    """

    def __init__(self, message: str, value: object = None, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message, value, suggestions)
        self.message = message
        self.value = value
        self.suggestions: tuple[str, ...] = tuple(suggestions)

    def __str__(self) -> str:
        return self.message + _question(self.suggestions)


class InvalidTaxonomy(MlrolesError, ValueError):
    """Records that do not make a taxonomy: every fault at once, or a file that is damaged.

    Parameters
    ----------
    message
        What was read, and what is wrong with it.
    problems
        Each fault with its place.
    """

    def __init__(self, message: str, problems: Sequence[object] = ()) -> None:
        super().__init__(message, problems)
        self.message = message
        self.problems: tuple[object, ...] = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  {problem}" for problem in self.problems)])


class MissingPackage(MlrolesError, ImportError):
    """Something that is asked for needs a package that is not installed.

    Parameters
    ----------
    package
        What cannot be imported.
    extra
        The extra of mlroles that brings it.

    Examples
    --------
    >>> print(MissingPackage("pyarrow", "arrow"))
    pyarrow is not installed; get it by pip install "mlroles[arrow]"
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package, extra)
        self.package = package
        self.extra = extra

    def __str__(self) -> str:
        return f'{self.package} is not installed; get it by pip install "mlroles[{self.extra}]"'


class WorkerLost(MlrolesError, RuntimeError):
    """A process that was working on a part of the rows is gone.

    Parameters
    ----------
    message
        What became of it, as far as anybody knows.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def _question(suggestions: Sequence[str]) -> str:
    if not suggestions:
        return ""
    return f"; did you mean {' or '.join(map(repr, suggestions))}?"


def shorten(value: object, longest: int = 80) -> str:
    """The repr of a value, cut, or its type where it has none: too many digits, too deep."""
    try:
        said = repr(value)
    except (RecursionError, ValueError):
        return f"<{type(value).__name__} too large to show>"
    return said if len(said) <= longest else f"{said[: longest - 3]}..."


def settled(suggestions: Sequence[str]) -> Callable[[], tuple[str, ...]]:
    """A function that returns these suggestions, and that pickles."""
    return partial(tuple, tuple(suggestions))
