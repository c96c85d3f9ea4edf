"""A team against a kind of project: what is made, what is not, and which hat would close most.

It looks at the work and at hats, which people put on and take off. It is not for judging people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from mlroles.editions import require_taxonomy
from mlroles.shown import Shown
from mlroles.teams.members import Member, Unsettled, read_members
from mlroles.teams.projects import Deliverable, Project, find_project, list_projects
from mlroles.teams.suggestions import Gaps, Suggestion, suggest_additions, suggest_trainings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mlroles.model import Handoff, Role
    from mlroles.taxonomy import Taxonomy

__all__ = [
    "Deliverable",
    "Delivery",
    "Exchange",
    "Member",
    "Project",
    "Suggestion",
    "Team",
    "Unsettled",
    "list_projects",
    "review_team",
]


@frozen
class Delivery:
    """A deliverable of the project, and who in the team makes and takes it.

    Attributes
    ----------
    deliverable
        What the project asks for.
    makers
        Names of the members who wear a hat that makes it.
    takers
        Names of the members who make what it serves.
    parties
        Names of those outside who take it.
    roles
        The roles of the edition that can make it, the likeliest first.
    """

    deliverable: Deliverable
    makers: tuple[str, ...]
    takers: tuple[str, ...]
    parties: tuple[str, ...]
    roles: tuple[Role, ...] = field(repr=False)

    @property
    def state(self) -> str:
        """``made``, by several; ``alone``, by one person; ``unmade``; or ``untaken``."""
        if not self.makers:
            return "unmade"
        if not self.takers and not self.parties:
            return "untaken"
        return "alone" if len(self.makers) == 1 else "made"

    @property
    def is_closed(self) -> bool:
        """Whether somebody makes it and somebody takes it."""
        return self.state in {"made", "alone"}


@frozen
class Exchange:
    """A hand-off in which a hat of the team takes part.

    Attributes
    ----------
    handoff
        What is handed on.
    producer, consumer
        The names of the two ends.
    makers, takers
        Names of the members who wear the one and the other; at most one of the two is empty.
    """

    handoff: Handoff
    producer: str
    consumer: str
    makers: tuple[str, ...]
    takers: tuple[str, ...]

    @property
    def way(self) -> str:
        """``in``, ``within`` or ``out``."""
        return "in" if not self.makers else "within" if self.takers else "out"


@frozen(repr=False)
class Team(Shown):
    """What a team makes, hands on and takes.

    Attributes
    ----------
    members
        As they were read, by name.
    project
        The kind of project, or None.
    deliveries
        Each deliverable of the project; none without a project.
    additions
        Roles that a newcomer could bring, each with what it would close; the best first.
    trainings
        Hats that a member could learn to wear, each with what it would close; the best first.
    spare
        Hats that are worn and that the project does not ask for, by id.
    exchanges
        Every hand-off of the edition in which a hat of the team takes part, in its order.
    edition, fingerprint
        Of the taxonomy that answered.
    """

    members: tuple[Member, ...]
    project: Project | None
    deliveries: tuple[Delivery, ...]
    additions: tuple[Suggestion, ...]
    trainings: tuple[Suggestion, ...]
    spare: tuple[Role, ...]
    exchanges: tuple[Exchange, ...]
    edition: str
    fingerprint: str

    @property
    def complete(self) -> bool | None:
        """Whether all that is essential is made and taken; None without a project."""
        essential = (each for each in self.deliveries if each.deliverable.part == "essential")
        return all(each.is_closed for each in essential) if self.project else None

    def __repr__(self) -> str:
        people = f"{len(self.members)} member{'s'[: len(self.members) != 1]}"
        if self.project is None:
            return f"<Team of {people}: {len(self.exchanges)} hand-offs, edition {self.edition}>"
        closed = sum(each.is_closed for each in self.deliveries)
        said = "complete" if self.complete else "not complete"
        return (
            f"<Team of {people} for {self.project.id}: {said}, {closed} of "
            f"{len(self.deliveries)} deliverables, edition {self.edition}>"
        )


def review_team(
    members: object, taxonomy: Taxonomy | None = None, *, project: str | Project | None = None
) -> Team:
    """What a team makes, what it hands on, and what its kind of project asks for beyond that.

    Parameters
    ----------
    members
        A list of members, or a mapping of their names to them. A member is a hat or a list of hats,
        a hat being a role by any name, a job title, or what `mlroles.match` or
        `mlroles.find_role` returns; or a mapping
        with the keys ``name``, ``wears`` (hats) and ``skills`` (as `mlroles.match` takes them).
        Skills without hats are matched, and the best role is the hat, if they tell. Whoever is
        named twice is one person; those without a name are one each.
    taxonomy
        Whose roles, titles and hand-offs count; the newest released edition if left out.
    project
        A kind of project, by id or name (`mlroles.list_projects`), or one of your own. Without it
        hand-offs are shown, and nothing is said to be missing.

    Returns
    -------
    Team
        A title that may mean several roles, or none of ours, is reported and counts for none.

    Raises
    ------
    InvalidInput
        If members cannot be read, every fault at once; or if the project does not hang together.
    UnknownProject
        If no kind of project is called so.

    Notes
    -----
    What a kind of project asks for is a judgement, written down row by row in
    ``data/guidance-1/deliverables.csv``. ``docs/explanation/hand-offs.md`` says what a review is
    for, and what it is not for.

    Examples
    --------
    >>> import mlroles
    >>> taxonomy = mlroles.load("2026.1")
    >>> mlroles.review_team(["data analyst"], taxonomy, project="dashboard").complete
    True
    >>> team = mlroles.review_team(
    ...     {"Ada": ["data engineer", "ML engineer"], "Grace": {"skills": ["Tableau", "Excel"]}},
    ...     taxonomy,
    ...     project="model in a product",
    ... )
    >>> [each.deliverable.id for each in team.deliveries if each.state == "unmade"]
    ['feature']
    >>> team.additions[0].role.name
    'ML-enabled software engineer'
    """
    taxonomy = require_taxonomy(taxonomy)
    read = read_members(members, taxonomy)
    wearers = _find_wearers(read)
    gaps = None if project is None else Gaps(find_project(project, taxonomy))
    additions = suggest_additions(gaps, frozenset(wearers), taxonomy) if gaps else ()
    return Team(
        members=read,
        project=gaps.project if gaps else None,
        deliveries=_deliveries(gaps, wearers, taxonomy) if gaps else (),
        additions=additions,
        trainings=suggest_trainings(read, additions),
        spare=_spare(gaps.project, wearers, taxonomy) if gaps else (),
        exchanges=_exchanges(wearers, taxonomy),
        edition=taxonomy.edition,
        fingerprint=taxonomy.fingerprint,
    )


def _find_wearers(members: tuple[Member, ...]) -> Mapping[str, tuple[str, ...]]:
    """Role id to the names of those who wear it."""
    worn = sorted({hat.id for member in members for hat in member.hats})
    return {
        key: tuple(each.name for each in members if any(hat.id == key for hat in each.hats))
        for key in worn
    }


def _names(roles: tuple[str, ...], wearers: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {name for role in roles for name in wearers.get(role, ())}


def _deliveries(
    gaps: Gaps, wearers: Mapping[str, tuple[str, ...]], taxonomy: Taxonomy
) -> tuple[Delivery, ...]:
    return tuple(
        Delivery(
            each,
            tuple(sorted(_names(each.makers, wearers))),
            tuple(sorted({n for to in gaps.served(each) for n in _names(to.makers, wearers)})),
            tuple(taxonomy.parties[key] for key in each.serves if key not in gaps.by_id),
            tuple(map(taxonomy.roles.__getitem__, each.makers)),
        )
        for each in gaps.project.deliverables
    )


def _spare(
    project: Project, wearers: Mapping[str, tuple[str, ...]], taxonomy: Taxonomy
) -> tuple[Role, ...]:
    asked = {role for each in project.deliverables for role in each.makers}
    return tuple(taxonomy.roles[key] for key in wearers if key not in asked)


def _exchanges(wearers: Mapping[str, tuple[str, ...]], taxonomy: Taxonomy) -> tuple[Exchange, ...]:
    rows = dict.fromkeys(row for key in wearers for row in taxonomy.roles[key].handoffs)
    roles: dict[str, str] = {role.id: role.name for role in taxonomy.roles.values()}
    names = {**taxonomy.parties, **roles}
    return tuple(
        Exchange(
            row,
            names[row.producer],
            names[row.consumer],
            wearers.get(row.producer, ()),
            wearers.get(row.consumer, ()),
        )
        for row in rows
    )
