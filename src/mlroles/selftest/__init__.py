"""Does this machine give the same answers as every other? One digest tells, and many tell where.

Each public question is asked of inputs drawn by hashing, and its answers, as JSON, are hashed; so
is the text in which people read some of them. The digests that a released edition should have are
shipped; a machine that finds others has a fault to report.
"""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.display.text import render
from mlroles.editions import require_taxonomy
from mlroles.errors import MlrolesError
from mlroles.export.data import to_data, to_json
from mlroles.selftest.digests import DIGESTS
from mlroles.selftest.questions import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mlroles.taxonomy import Taxonomy

__all__ = ["Selftest", "run_selftest"]

_READ = 3  # answers to each question whose text is looked at too


@frozen
class Selftest:
    """What a self-test found.

    Attributes
    ----------
    edition
        The edition that answered.
    digests
        Question to the sha256 of its answers, in hexadecimal.
    expected
        The digests that are shipped, or None for an edition that is not released.
    """

    edition: str
    digests: Mapping[str, str]
    expected: Mapping[str, str] | None

    @property
    def digest(self) -> str:
        """One sha256 of all the answers, in hexadecimal."""
        lines = "".join(f"{name} {digest}\n" for name, digest in sorted(self.digests.items()))
        return sha256(lines.encode()).hexdigest()

    @property
    def differing(self) -> tuple[str, ...]:
        """The questions that this machine answers otherwise."""
        expected = self.digests if self.expected is None else self.expected
        return tuple(sorted(dict(self.digests.items() ^ expected.items())))

    @property
    def passed(self) -> bool:
        """Whether nothing speaks against this machine."""
        return not self.differing


def run_selftest(taxonomy: Taxonomy | None = None) -> Selftest:
    """Ask everything, and compare the digests of the answers with those shipped.

    Parameters
    ----------
    taxonomy
        Which edition answers; the newest released one if left out.

    Examples
    --------
    >>> run_selftest().passed
    True
    """
    taxonomy = require_taxonomy(taxonomy)
    digests = {}
    texts = sha256()
    for name in QUESTIONS:
        digest = sha256()
        for at, (data, text) in enumerate(_ask(name, taxonomy)):
            digest.update(_bytes(to_json(data)))
            texts.update(_bytes(text() if at < _READ else ""))
        digests[name] = digest.hexdigest()
    digests["text"] = texts.hexdigest()
    shipped = DIGESTS.get(taxonomy.edition) if taxonomy.origin == "released" else None
    return Selftest(taxonomy.edition, digests, shipped)


def _ask(name: str, taxonomy: Taxonomy) -> Iterator[tuple[object, Callable[[], str]]]:
    """Each answer as plain data, and its text; that there is none is an answer too."""
    try:
        for value in QUESTIONS[name](taxonomy):
            is_plain = isinstance(value, dict)
            yield value if is_plain else to_data(value), partial(str if is_plain else render, value)
    except MlrolesError as error:
        yield {"error": str(error)}, partial(str, error)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
