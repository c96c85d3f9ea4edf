"""Kinds of project, and what each asks for: data, or a value of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from mlroles.editions import load_guidance, require_taxonomy
from mlroles.errors import InvalidInput, UnknownProject, shorten
from mlroles.names import fold, suggest
from mlroles.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mlroles.taxonomy import Taxonomy

__all__ = ["PARTS", "Deliverable", "Project", "find_project", "list_projects"]

PARTS = ("essential", "helpful")


@frozen
class Deliverable(Shown):
    """One artefact that a kind of project asks for.

    Attributes
    ----------
    id
        Its id within the project.
    artefact
        What it is, in words.
    part
        ``essential``, or ``helpful`` where a project can do without.
    makers
        Ids of roles any one of which can make it, the likeliest first. An edition has some of them.
    serves
        What takes it: ids of deliverables of the same project, or of parties.
    note
        Why it is asked for, or when it is not.
    sources
        References to sources.
    """

    id: str
    artefact: str
    part: str
    makers: tuple[str, ...]
    serves: tuple[str, ...]
    note: str = ""
    sources: tuple[str, ...] = ("editorial",)


@frozen(repr=False)
class Project(Shown):
    """A kind of project: what has to be made, by whichever role, from raw data to a decision.

    Attributes
    ----------
    id, name, definition
        Its id, its name, and a sentence.
    deliverables
        What it asks for.
    sources
        References to sources.

    Examples
    --------
    A kind of project of your own:

    >>> from mlroles import Deliverable, Project, load, review_team
    >>> report = Project(
    ...     "yearly-report",
    ...     "Yearly report",
    ...     "A report that has to be right once a year.",
    ...     (Deliverable("report", "a report", "essential", ("data-analyst",), ("business",)),),
    ... )
    >>> review_team(["data analyst"], load("2020.1"), project=report).complete
    True
    """

    id: str
    name: str
    definition: str
    deliverables: tuple[Deliverable, ...]
    sources: tuple[str, ...] = field(default=("editorial",))

    def __repr__(self) -> str:
        return f"<Project {self.id}: {len(self.deliverables)} deliverables>"


def list_projects(taxonomy: Taxonomy | None = None) -> tuple[Project, ...]:
    """The kinds of project that the guidance of a taxonomy knows.

    Parameters
    ----------
    taxonomy
        Whose guidance; that of the newest released edition if left out.

    Examples
    --------
    >>> import mlroles
    >>> [project.id for project in mlroles.list_projects(mlroles.load("2020.1"))][:2]
    ['dashboard', 'analysis']
    """
    tables = load_guidance(require_taxonomy(taxonomy))
    parts: dict[str, list[Deliverable]] = {}
    for row in tables["deliverables"]:
        parts.setdefault(row["project"], []).append(_read_deliverable(row))
    return tuple(
        Project(
            row["id"],
            row["name"],
            row["definition"],
            tuple(parts[row["id"]]),
            tuple(row["source"].split()),
        )
        for row in tables["projects"]
    )


def _read_deliverable(row: Mapping[str, str]) -> Deliverable:
    return Deliverable(
        row["id"],
        row["artefact"],
        row["part"],
        tuple(row["makers"].split()),
        tuple(row["serves"].split()),
        row["note"],
        tuple(row["source"].split()),
    )


def find_project(project: str | Project, taxonomy: Taxonomy) -> Project:
    """The kind of project of this id or name, or the one given, as this taxonomy can answer it.

    Roles and parties that the taxonomy has not are left out, since the same kinds of project are
    asked of all editions.

    Raises
    ------
    UnknownProject
        If no kind of project is called so.
    InvalidInput
        If it does not hang together, or asks for what no role of the taxonomy makes: every fault
        at once.
    """
    found = project if isinstance(project, Project) else _look_up(project, taxonomy)
    fitted = _fit(found, taxonomy)
    faults = list(_find_faults(found, fitted, taxonomy))
    if faults:
        head = f"project {found.id!r} cannot be reviewed with edition {taxonomy.edition}:"
        raise InvalidInput("\n  ".join([head, *faults]), project)
    return fitted


def _fit(project: Project, taxonomy: Taxonomy) -> Project:
    ends = {each.id for each in project.deliverables} | taxonomy.parties.keys()
    deliverables = [
        evolve(
            each,
            makers=tuple(role for role in each.makers if role in taxonomy.roles),
            serves=tuple(end for end in each.serves if end in ends - {each.id}),
        )
        for each in project.deliverables
    ]
    return evolve(project, deliverables=tuple(deliverables))


def _look_up(name: object, taxonomy: Taxonomy) -> Project:
    known = list_projects(taxonomy)
    names = {fold(said): each for each in known for said in (each.id, each.name)}
    if not isinstance(name, str):
        message = f"project is {shorten(name)}; pass the name of a kind of project, or a Project"
        raise InvalidInput(message, name, tuple(each.id for each in known))
    if fold(name) not in names:
        near = dict.fromkeys(names[key].id for key in suggest(name, names))
        raise UnknownProject(name, tuple(near or (each.id for each in known)))
    return names[fold(name)]


def _find_faults(project: Project, fitted: Project, taxonomy: Taxonomy) -> Iterator[str]:
    ids = [each.id for each in project.deliverables]
    if not ids:
        yield "it asks for nothing; give it a deliverable"
    for key in sorted(set(ids)):
        if ids.count(key) > 1:
            yield f"{key} stands there twice"
        if key in taxonomy.parties:
            yield f"{key} is the id of a party; call it otherwise"
    through = _find_way_out(fitted, taxonomy)
    for given, left in zip(project.deliverables, fitted.deliverables, strict=True):
        if given.part not in PARTS:
            yield f"{given.id} is {shorten(given.part)}; it may be {' or '.join(PARTS)}"
        if not any(taxonomy.roles[role].status == "active" for role in left.makers):
            said = ", ".join(given.makers) or "nobody"
            yield f"{given.id} is made by {said}; name the id of a role of this edition"
        if given.id not in through:
            said = ", ".join(given.serves) or "nothing"
            yield f"{given.id} serves {said}, which leads to no party of this edition"


def _find_way_out(project: Project, taxonomy: Taxonomy) -> set[str]:
    """The deliverables that reach a party, so that one hat more can always close something."""
    through: set[str] = set()
    while True:
        ends = through | taxonomy.parties.keys()
        more = {each.id for each in project.deliverables if ends & set(each.serves)} - through
        if not more:
            return through
        through |= more
