"""Values that are worked out when somebody looks: equal, frozen and whole all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

__all__ = ["Deferred", "defer"]

D = TypeVar("D", bound="Deferred")


class Deferred:
    """The base of a frozen attrs class whose fields may be worked out when first looked at.

    Made by `defer` it begins empty; a field that is asked for is asked of the worker, once, and
    kept. Comparing, hashing, showing, copying or pickling it looks at every field, so from outside
    nothing tells it from a value that was made whole.
    """

    __slots__ = ("_worker",)

    if TYPE_CHECKING:  # or to those who check them every name would be known
        pass
    else:

        def __getattr__(self, name: str) -> object:
            """A field that nobody has looked at yet."""
            if name not in self.__match_args__:  # attrs lists the fields there
                message = f"{type(self).__name__!r} object has no attribute {name!r}"
                raise AttributeError(message, name=name, obj=self)
            value = getattr(self._worker, name)()
            object.__setattr__(self, name, value)
            return value


def defer(kind: type[D], worker: object, **known: object) -> D:
    """A value of this class whose fields are the worker's answers to their names.

    Parameters
    ----------
    kind
        A frozen attrs class with slots, derived from `Deferred`.
    worker
        Has a method without arguments for each field.
    known
        What is there already.

    Examples
    --------
    >>> from attrs import frozen
    >>> @frozen
    ... class Sum(Deferred):
    ...     total: int
    >>> class Adding:
    ...     def total(self):
    ...         return 1 + 2
    >>> defer(Sum, Adding()) == Sum(3)
    True
    """
    value = object.__new__(kind)
    keep = object.__setattr__
    keep(value, "_worker", worker)
    for name, field in known.items():
        keep(value, name, field)
    return value
