"""Skills in running text, each at its place: no model, no guess, and a rule for every mention."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.editions import load_language, require_taxonomy
from mlroles.errors import InvalidInput, shorten
from mlroles.listing import Listing
from mlroles.mentions.cues import index_cues, take_stances
from mlroles.mentions.lexicon import Lexicon, join_openings
from mlroles.mentions.namesakes import index_namesakes, leave_namesakes
from mlroles.mentions.scan import Words, find_hits
from mlroles.mentions.sections import index_headings, read_sections
from mlroles.mentions.surface import SignedWords, Surface, lay_out
from mlroles.shown import Drawn, Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mlroles.mentions.scan import Hit
    from mlroles.mentions.sections import Section
    from mlroles.model import Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["Mention", "Mentions", "find_skills", "gather_words"]


@frozen
class Mention(Shown):
    """A skill found in a text.

    Attributes
    ----------
    start, end
        Where it stands in the text as given: ``text[start:end]`` is what was read.
    text
        What was read.
    skill
        The skill.
    rule
        What read it: ``anywhere``, ``exact`` (in this very case), ``near`` and the word that stands
        close by, or ``list`` (other skills around it).
    stance
        ``asked``, ``preferred`` or ``excluded``.
    """

    start: int
    end: int
    text: str
    skill: Skill
    rule: str
    stance: str


@frozen(repr=False)
class Mentions(Drawn, Listing[Mention]):
    """The skills found in a text, in order and without overlap.

    Attributes
    ----------
    text
        The text as given.
    edition, fingerprint
        Of the taxonomy whose names were looked for.
    """

    text: str
    found: tuple[Mention, ...] = field(repr=False)
    edition: str
    fingerprint: str

    @property
    def _listed(self) -> tuple[Mention, ...]:
        return self.found

    def __repr__(self) -> str:
        skills = len({mention.skill.id for mention in self.found})
        return f"<Mentions: {len(self)} of {skills} skills in {len(self.text)} characters>"


def find_skills(
    text: str, taxonomy: Taxonomy | None = None, *, boilerplate: bool = True
) -> Mentions:
    """The skills that a text names, each at its place.

    Parameters
    ----------
    text
        A job advert, a CV, any text.
    taxonomy
        Whose names are looked for; the newest released edition if left out.
    boilerplate
        Whether to read sections about the company, its benefits and equal opportunity too, as far
        as their headings tell.

    Returns
    -------
    Mentions
        In order, without overlap; of names that begin at one place the longest.

    Raises
    ------
    InvalidInput
        If `text` is no string, or `taxonomy` no taxonomy.

    Examples
    --------
    >>> import mlroles
    >>> found = mlroles.find_skills("Python and R, or SAS.", mlroles.load("2020.1"))
    >>> [(mention.text, mention.skill.id, mention.rule) for mention in found]
    [('Python', 'python', 'anywhere'), ('R', 'r', 'near python'), ('SAS', 'sas', 'exact')]
    """
    _require_text(text)
    taxonomy = require_taxonomy(taxonomy)
    words = gather_words(taxonomy)
    surface = lay_out(text, words.signed)
    hits, sightings = find_hits(surface, words)
    if hits:
        hits = leave_namesakes(surface, hits, words.namesakes)
    wanted = hits and (sightings or not boilerplate)
    sections = read_sections(surface, words.headings) if wanted else []
    if not boilerplate:
        hits = _leave_out(hits, sections)
    spots = [hit[:2] for hit in hits]
    stances = take_stances(surface, spots, sightings, sections)
    found = tuple(_mention(surface, hit, stance) for hit, stance in zip(hits, stances, strict=True))
    return Mentions(text, found, taxonomy.edition, taxonomy.fingerprint)


def _require_text(text: object) -> None:
    if not isinstance(text, str):
        message = f"{shorten(text)} is no text; pass a string, decoded if it was bytes"
        raise InvalidInput(message, text)


@lru_cache(8)
def gather_words(taxonomy: Taxonomy) -> Words:
    """All that a text is searched for with a taxonomy; made when the first text is read with it."""
    lexicon, rules = Lexicon(taxonomy.skills.values()), load_language(taxonomy)
    headings = index_headings(rules["headings"])
    cues = index_cues(
        rules["cues"], [text for text, told in headings.items() if told == "preferred"]
    )
    return Words(
        lexicon=lexicon,
        cues=cues,
        openings=join_openings(lexicon.openings, cues),
        signed=SignedWords(lexicon.symbols),
        headings=headings,
        namesakes=index_namesakes(rules.get("namesakes", ())),
    )


def _leave_out(hits: Sequence[Hit], sections: Sequence[Section]) -> list[Hit]:
    """The hits outside sections of boilerplate."""
    starts = [section.start for section in sections]
    found = (bisect_right(starts, hit.start) for hit in hits)
    return [
        hit
        for hit, at in zip(hits, found, strict=True)
        if not at or sections[at - 1].effect != "boilerplate"
    ]


def _mention(surface: Surface, hit: Hit, stance: str) -> Mention:
    start, end = surface.place(hit.start, hit.end)
    return Mention(start, end, surface.text[start:end], hit.rule.skill, hit.how, stance)
