"""Who hands what to whom, from raw data to a decision: the graph, and the shortest ways through."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.editions import require_taxonomy
from mlroles.errors import InvalidInput, UnknownParty, UnknownRole
from mlroles.listing import Listing
from mlroles.model import Handoff, Role
from mlroles.names import fold, suggest
from mlroles.shown import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mlroles.taxonomy import Taxonomy

__all__ = [
    "MOST_CHAINS",
    "Chain",
    "Chains",
    "End",
    "Handoffs",
    "Step",
    "find_end",
    "list_handoffs",
    "trace_handoffs",
]

MOST_CHAINS = 12  # of equal length; more would not be read, and there can be very many

_Onward = dict[str, dict[str, list[Handoff]]]  # producer to consumer to what is handed on


@frozen
class End:
    """Who hands on or takes: a role, or a party that is no role of ours."""

    id: str
    name: str
    is_role: bool


@frozen(repr=False)
class Handoffs(Drawn, Listing[Handoff]):
    """Hand-offs in which roles take part.

    Attributes
    ----------
    rows
        The hand-offs, each once: role by role, in the order of the edition, what it hands on and
        then what it takes.
    ends
        Who takes part in them: roles in the order of the edition, then parties by id.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    rows: tuple[Handoff, ...]
    ends: tuple[End, ...]
    edition: str
    fingerprint: str

    @property
    def _listed(self) -> tuple[Handoff, ...]:
        return self.rows

    def __repr__(self) -> str:
        return f"<Handoffs {len(self)} between {len(self.ends)} ends, edition {self.edition}>"


@frozen
class Step:
    """From one end to the next, and all that is handed on between them.

    Attributes
    ----------
    producer, consumer
        The two ends.
    handoffs
        All between the two, at least one; in the order of the edition.
    """

    producer: End
    consumer: End
    handoffs: tuple[Handoff, ...]


@frozen
class Chain(Drawn, Listing[Step]):
    """Steps that follow each other, each beginning where the one before it ended."""

    steps: tuple[Step, ...]

    @property
    def _listed(self) -> tuple[Step, ...]:
        return self.steps


@frozen(repr=False)
class Chains(Drawn, Listing[Chain]):
    """The shortest chains of hand-offs from one end to another.

    Attributes
    ----------
    start, end
        Where they begin and where they end.
    shortest
        All of one length, ordered by the ids that they pass; `MOST_CHAINS` of them at most. None if
        nothing leads from one to the other.
    total
        How many there are in all.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    start: End
    end: End
    shortest: tuple[Chain, ...]
    total: int
    edition: str = field(repr=False)
    fingerprint: str = field(repr=False)

    @property
    def _listed(self) -> tuple[Chain, ...]:
        return self.shortest

    def __repr__(self) -> str:
        steps = f" of {len(self[0])} steps" if self else ""
        return f"<Chains {self.start.id} to {self.end.id}: {self.total}{steps}>"


def list_handoffs(
    taxonomy: Taxonomy | None = None, *, around: str | Role | None = None
) -> Handoffs:
    """The graph of who hands what to whom.

    Parameters
    ----------
    taxonomy
        Whose hand-offs; those of the newest released edition if left out.
    around
        A role or a party, by any name: only what it hands on and takes.

    Raises
    ------
    UnknownParty
        If `around` is neither a role nor a party.

    Examples
    --------
    >>> import mlroles
    >>> taxonomy = mlroles.load("2020.1")
    >>> for row in mlroles.list_handoffs(taxonomy, around="researcher"):
    ...     print(row.producer, "hands", row.artefact, "to", row.consumer)
    researcher-data-scientist hands novel and simplified algorithms to machine-learning-engineer
    """
    taxonomy = require_taxonomy(taxonomy)
    rows = _read_rows(taxonomy)
    if around is not None:
        wanted = find_end(around, taxonomy).id
        rows = [row for row in rows if wanted in {row.producer, row.consumer}]
    ends = _find_ends(rows, taxonomy)
    return Handoffs(tuple(rows), ends, taxonomy.edition, taxonomy.fingerprint)


def trace_handoffs(start: str | Role, end: str | Role, taxonomy: Taxonomy | None = None) -> Chains:
    """The shortest chains of hand-offs from one end to another.

    Parameters
    ----------
    start, end
        Roles or parties, by any name: ``"data-sources"``, ``"The business"``, ``"ML engineer"``.
    taxonomy
        Whose hand-offs; those of the newest released edition if left out.

    Returns
    -------
    Chains
        Only roles stand between the two ends: what a party does with what it takes is not ours to
        know. Empty where nothing leads from one to the other.

    Raises
    ------
    UnknownParty
        If `start` or `end` is neither a role nor a party.
    InvalidInput
        If both are the same.

    Notes
    -----
    A breadth-first search from the end back; its cost grows with the number of hand-offs.

    Examples
    --------
    >>> import mlroles
    >>> chains = mlroles.trace_handoffs("data sources", "clients", mlroles.load("2020.1"))
    >>> [step.consumer.name for step in chains[0]]
    ['Data analyst', 'Clients']
    """
    taxonomy = require_taxonomy(taxonomy)
    first, last = find_end(start, taxonomy), find_end(end, taxonomy)
    if first == last:
        message = f"a chain leads from one to another, and both ends are {first.name}"
        raise InvalidInput(message, start)
    onward = _read_onward(_read_rows(taxonomy))
    left = _measure(first, last, onward, taxonomy)
    paths = islice(_walk(first.id, left, onward), MOST_CHAINS)
    chains = [_chain(path, onward, taxonomy) for path in paths]
    total = _count(left, onward).get(first.id, 0)
    return Chains(first, last, tuple(chains), total, taxonomy.edition, taxonomy.fingerprint)


def find_end(name: object, taxonomy: Taxonomy) -> End:
    """The role or the party that is called so.

    Raises
    ------
    UnknownParty
        If there is none.
    """
    wanted = name.id if isinstance(name, Role) else name
    if not isinstance(wanted, str):
        raise UnknownParty(wanted)
    parties = {fold(said): key for key, text in taxonomy.parties.items() for said in (key, text)}
    if fold(wanted) in parties:
        return _end(parties[fold(wanted)], taxonomy)
    try:
        return _end(taxonomy.role(wanted).id, taxonomy)
    except UnknownRole as error:
        near = [parties[key] for key in suggest(wanted, parties)]
        meant = dict.fromkeys([*near, *error.suggestions])
        raise UnknownParty(wanted, tuple(meant)[:3]) from None


def _end(key: str, taxonomy: Taxonomy) -> End:
    if key in taxonomy.roles:
        return End(key, taxonomy.roles[key].name, is_role=True)
    return End(key, taxonomy.parties[key], is_role=False)


def _read_rows(taxonomy: Taxonomy) -> list[Handoff]:
    """Every hand-off once: both of its ends, if they are roles, hold it."""
    roles = taxonomy.roles.values()
    retired = {role.id for role in roles if role.status != "active"}
    rows = dict.fromkeys(row for role in roles for row in role.handoffs)
    return [row for row in rows if not retired & {row.producer, row.consumer}]


def _find_ends(rows: Iterable[Handoff], taxonomy: Taxonomy) -> tuple[End, ...]:
    found = {key for row in rows for key in (row.producer, row.consumer)}
    roles = [key for key in taxonomy.roles if key in found]
    return tuple(_end(key, taxonomy) for key in [*roles, *sorted(found - set(roles))])


def _read_onward(rows: Iterable[Handoff]) -> _Onward:
    onward: _Onward = {}
    for row in rows:
        onward.setdefault(row.producer, {}).setdefault(row.consumer, []).append(row)
    return onward


def _measure(first: End, last: End, onward: _Onward, taxonomy: Taxonomy) -> dict[str, int]:
    """How many steps are left to the last end, from each end that may stand on the way."""
    back: dict[str, list[str]] = {}
    for producer, consumers in onward.items():
        for consumer in consumers:
            back.setdefault(consumer, []).append(producer)
    left, reached = {last.id: 0}, [last.id]
    for here in reached:  # it grows as the search goes on
        for there in back.get(here, ()):
            if there not in left and (there in taxonomy.roles or there == first.id):
                left[there] = left[here] + 1
                if there != first.id:
                    reached.append(there)
    return left


def _next(here: str, left: Mapping[str, int], onward: _Onward) -> list[str]:
    closer = left[here] - 1
    return sorted(there for there in onward.get(here, ()) if left.get(there) == closer)


def _walk(here: str, left: Mapping[str, int], onward: _Onward) -> Iterator[tuple[str, ...]]:
    """Every shortest path from here, in the order of the ids that it passes."""
    if left.get(here) == 0:
        yield (here,)
    elif here in left:
        for there in _next(here, left, onward):
            for path in _walk(there, left, onward):
                yield (here, *path)


def _count(left: Mapping[str, int], onward: _Onward) -> dict[str, int]:
    counts: dict[str, int] = {}
    for here in left:  # from the last end back, as the search found them
        counts[here] = sum(counts[there] for there in _next(here, left, onward)) or 1
    return counts


def _chain(path: tuple[str, ...], onward: _Onward, taxonomy: Taxonomy) -> Chain:
    return Chain(
        tuple(
            Step(_end(here, taxonomy), _end(there, taxonomy), tuple(onward[here][there]))
            for here, there in pairwise(path)
        )
    )
