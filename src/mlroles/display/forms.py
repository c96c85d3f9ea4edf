"""Which function writes which value: by name, so that nothing is imported until it is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

__all__ = ["Forms"]


class Forms(Mapping[type, Callable[..., Any]]):
    """A class to the function that writes its values.

    Parameters
    ----------
    names
        Where a class stands, from ``mlroles`` on, to where its function stands, from
        ``mlroles.display`` on. Who looks at a match imports what writes matches, and no more.

    Examples
    --------
    >>> import mlroles
    >>> Forms({"model.skills.Skill": "definitions.skill_lines"})[mlroles.Skill].__name__
    'skill_lines'
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {f"mlroles.{kind}": f"mlroles.display.{form}" for kind, form in names.items()}

    def __getitem__(self, kind: type) -> Callable[..., Any]:
        form: Callable[..., Any] = _find(self._names[f"{kind.__module__}.{kind.__qualname__}"])
        return form

    def __iter__(self) -> Iterator[type]:
        return map(_find, self._names)

    def __len__(self) -> int:
        return len(self._names)


def _find(name: str) -> Any:
    module, _, thing = name.rpartition(".")
    return getattr(import_module(module), thing)
