"""Does this machine give the same answers as every other? One digest tells.

Three hundred lists of skills of all kinds are matched, and their answers, as JSON, are hashed. The
digest of a released edition is shipped; a machine that finds another has a fault to report.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from attrs import frozen

from mlroles.editions import require_taxonomy
from mlroles.export.data import to_data, to_json
from mlroles.matching import match
from mlroles.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.taxonomy import Taxonomy

__all__ = ["DIGESTS", "Selftest", "run_selftest"]

PROFILES = 300
_UNKNOWN = ("juggling", "C/C++ or so", "", "\uff32\u200b", "\U00011f00", "R&D")

DIGESTS = {
    "2020.1": "03b6fa1f8f22829d6931f181956dc66130f2005afda3a9e0f67120f7e5dea575",
    "2026.1": "592a5935949c37d0098956fea248cc2665191476bd21f450ec966a83821be85b",
}
"""Edition to the digest of its golden answers, found when it was released."""


@frozen
class Selftest:
    """What a self-test found.

    Attributes
    ----------
    edition
        The edition that answered.
    digest
        The sha256 of all the answers, in hexadecimal.
    expected
        The digest that is shipped, or None for an edition that is not released.
    """

    edition: str
    digest: str
    expected: str | None

    @property
    def passed(self) -> bool:
        """Whether nothing speaks against this machine."""
        return self.expected in {None, self.digest}


def run_selftest(taxonomy: Taxonomy | None = None) -> Selftest:
    """Match the golden lists and compare their digest with the one shipped.

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
    digest = sha256()
    for at, skills in enumerate(golden_lists(taxonomy)):
        among = list(taxonomy.roles)[at % 2 :] if at % 3 == 0 else None
        prior = {role: at % 5 + place for place, role in enumerate(taxonomy.roles, 1)}
        answer = match(skills, taxonomy, among=among, prior=prior if at % 4 == 0 else None)
        digest.update(to_json(to_data(answer)).encode("utf-8", "surrogatepass"))
    shipped = DIGESTS.get(taxonomy.edition) if taxonomy.origin == "released" else None
    return Selftest(taxonomy.edition, digest.hexdigest(), shipped)


def golden_lists(taxonomy: Taxonomy) -> Iterator[dict[str, int | None]]:
    """Lists of 0 to 40 names, with and without levels, drawn by hashing: no clock, no chance."""
    skills = taxonomy.skills.values()
    names = {name for each in skills for name in (each.name, *(a.name for a in each.aliases))}
    ordered = sorted(names)
    for profile in range(PROFILES):
        named: dict[str, int | None] = {}
        for at in range(1, _draw(profile, 0, 41) + 1):
            level = _draw(profile, -at, len(Level) + 1)
            named[ordered[_draw(profile, at, len(ordered))]] = (
                None if level == len(Level) else level
            )
        if not profile % 7:
            named[_UNKNOWN[profile % len(_UNKNOWN)]] = None
        yield named


def _draw(profile: int, at: int, below: int) -> int:
    return int(sha256(f"{profile}/{at}".encode()).hexdigest(), 16) % below
