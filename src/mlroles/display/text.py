"""Values as plain text: readable in any terminal, without colour, width or environment."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from mlroles.errors import InvalidInput
from mlroles.explanation import Count, Explanation, Ground
from mlroles.matching import Fit, Match, Reason
from mlroles.model import Handoff, Knowledge, Need, Role, Skill
from mlroles.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mlroles.resolution import Unresolved

__all__ = ["ENOUGH_COUNTED", "WIDTH", "render"]

WIDTH = 80
ENOUGH_COUNTED = 500  # permille of the first role's evidence; below it no percentage is shown
_BAR = 20
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_SHOWN_FITS = 5
_SHOWN_REASONS = 5
_SHOWN_UNKNOWN = 5
_LONGEST_NAME = 40

OUTCOMES = {
    "ranked": "resembles",
    "insufficient": "not enough to tell; the nearest are",
    "outside": "looks like other work; of these roles the nearest are",
}


def render(value: Any, width: int = WIDTH) -> str:
    """A public value as readable lines.

    Parameters
    ----------
    value
        A match, fit, explanation, role, skill or taxonomy.
    width
        Columns; lines that would pass it are wrapped, and only a word that is longer sticks out.

    Raises
    ------
    InvalidInput
        If `value` is anything else.

    Examples
    --------
    >>> import mlroles
    >>> print(mlroles.load("2020.1").skill("k8s"))
    Kubernetes (platform)
      A system that deploys, scales and repairs containers across many machines.
      id: kubernetes
      also: ...
    """
    form = _FORMS.get(type(value))
    if form is None:
        message = f"{type(value).__name__} has no text form; pass a match, fit, role or the like"
        raise InvalidInput(message, value)
    return "\n".join(_clean(line) for line in form(value, width))


def decibans(centibans: int) -> str:
    """Evidence as people read it: tenths of a power of ten in odds, with its sign.

    Examples
    --------
    >>> decibans(59), decibans(-5), decibans(0)
    ('+5.9', '-0.5', '0.0')
    """
    whole, tenth = divmod(abs(centibans), 10)
    sign = "" if not centibans else "+" if centibans > 0 else "-"
    return f"{sign}{whole}.{tenth}"


def bar(permille: int, length: int = _BAR) -> str:
    """A bar of eighths of a column; always beside its number, never alone.

    Examples
    --------
    >>> bar(500, 4), bar(0, 4)
    ('██', '')
    """
    eighths = (permille * length * 8 + 500) // 1000
    whole, rest = divmod(eighths, 8)
    return (_EIGHTHS[8] * whole + _EIGHTHS[rest]).rstrip()


def percent(permille: int) -> str:
    """A share in whole percent, halves up, so that 5 ‰ does not vanish.

    Examples
    --------
    >>> percent(625), percent(5)
    ('63 %', '1 %')
    """
    return f"{(permille + 5) // 10} %"


# A match -----------------------------------------------------------------------------------------


def _match(match: Match, width: int) -> list[str]:
    known, unknown = len(match.resolved), len(match.unresolved)
    given = sum(len(held.names) for held in match.resolved)
    head = [f"mlroles edition {match.edition}", f"{given} of {given + unknown} names known"]
    if unknown:
        shown = match.unresolved[:_SHOWN_UNKNOWN]
        head.append("not known: " + ", ".join(_unknown(name) for name in shown))
    lines = _wrap(" · ".join(head), width)
    if match.excluded:
        lines += _wrap("left out: " + ", ".join(skill.name for skill in match.excluded), width)
    lines += ["", *_wrap(OUTCOMES[match.outcome] if known else "nothing to go by", width)]
    fits = match.fits[:_SHOWN_FITS] if known else ()
    longest = max((len(fit.role.name) for fit in fits), default=0)
    for place, fit in enumerate(fits, 1):
        lines += _ranked(f"{place:2d}  {fit.role.name:{longest}s}", fit, match, width)
        lines += _reasons(fit, width)
    return [*lines, *_foot(match, width)]


def _unknown(name: Unresolved) -> str:
    said = " ".join(name.name.split())
    said = said if len(said) <= _LONGEST_NAME else f"{said[: _LONGEST_NAME - 1]}…"
    return f'"{said}"' + (f" ({' or '.join(name.candidates)}?)" if name.candidates else "")


def _ranked(head: str, fit: Fit, match: Match, width: int) -> list[str]:
    share = f"{percent(fit.share):>5s}" if _may_show(match) else ""
    evidence = f"{decibans(fit.evidence)} db"
    room = width - len(head) - len(share) - 13  # the evidence and the spaces between take these
    if room < 0:  # too narrow for a table: the numbers go below the name
        return [*_wrap(head, width, 0, 4), "    " + f"{share} {evidence}".strip()]
    length = min(_BAR, room) if share else 0
    return [f"{head}  {share} {bar(fit.share, length):{length}s}{evidence:>10s}"]


def _may_show(match: Match) -> bool:
    """A share poses as a probability only where enough of the evidence was counted."""
    return match.outcome != "outside" and match.fits[0].counted >= ENOUGH_COUNTED


def _reasons(fit: Fit, width: int) -> list[str]:
    shown = [_reason(reason, width - 6) for reason in fit.reasons[:_SHOWN_REASONS]]
    more = len(fit.reasons) - len(shown)
    text = "   ".join([*shown, f"…{more}\u00a0more"] if more > 0 else shown)
    return _wrap(text, width, 6)


def _reason(reason: Reason, room: int) -> str:
    mark = {"counted": "", "borrowed": "~", "prior": "*"}[reason.basis]
    said = f"{reason.skill.name} {decibans(reason.weight)}{mark}"
    # on one line if there is room; _clean makes spaces of these again
    return said.replace(" ", "\u00a0") if len(said) <= room else said


def _foot(match: Match, width: int) -> list[str]:
    bases = {reason.basis for fit in match.fits[:_SHOWN_FITS] for reason in fit.reasons}
    notes = []
    if len(match.fits) > _SHOWN_FITS and match.resolved:
        notes.append(f"{len(match.fits) - _SHOWN_FITS} more roles compared")
    if match.outcome == "outside":
        notes.append(f"other work {decibans(match.outside.evidence)} db")
    if "prior" in bases:
        notes.append("* the curators' judgement, nobody counted")
    if "borrowed" in bases:
        notes.append("~ borrowed from the broader skill")
    if match.resolved and _may_show(match):
        odds = "equal odds" if match.prior is None else "the odds given"
        notes.append(f"percentages: from {odds} beforehand")
    elif match.resolved and match.outcome != "outside":
        notes.append("no percentages: too little of this was counted")
    return ["", *_wrap(" · ".join(notes), width, 2)] if notes else []


# A fit and its explanation -----------------------------------------------------------------------


def _fit(fit: Fit, width: int) -> list[str]:
    text = (
        f"covers {percent(fit.coverage)} of its needs; "
        f"{percent(fit.counted)} of the evidence rests on counted people"
    )
    head = f"{fit.role.name}: {decibans(fit.evidence)} db, edition {fit.edition}"
    return [*_wrap(head, width), *_wrap(text, width, 2), *_reasons(fit, width)]


def _explanation(explanation: Explanation, width: int) -> list[str]:
    fit = explanation.fit
    head = f"Why {fit.role.name}: {decibans(fit.evidence)} db, edition {fit.edition}"
    text = "The evidence is the sum of the lines below. Ten decibans are a factor of ten in odds."
    lines = [*_wrap(head, width), *_wrap(text, width, 2)]
    for ground in explanation:
        lines += ["", *_ground(ground, fit.role, width)]
    return lines


def _ground(ground: Ground, role: Role, width: int) -> list[str]:
    reason = ground.reason
    texts = [_count(count, role) for count in ground.counts]
    if ground.borrowed_from:
        texts.append(f"nobody was asked; borrowed from {ground.borrowed_from}")
    if reason.basis == "prior":
        texts.append("nobody, or too few, were asked: this is the curators' judgement")
    if ground.importance:
        texts.append(f"{ground.importance} to the role, by the curators")
    texts.append(f"source: {', '.join(reason.sources)}")
    head = f"{decibans(reason.weight):>6s}  {reason.skill.name} ({reason.basis})"
    return _wrap(head, width, 0, 8) + [line for text in texts for line in _wrap(text, width, 8, 10)]


def _count(count: Count, role: Role) -> str:
    ours = percent(1000 * count.named // count.people)
    everyone = percent(1000 * count.named_by_all // count.all_people)
    return (
        f"{count.year}: named by {ours} of {count.people:,} ({role.name}), "
        f"by {everyone} of all {count.all_people:,} ({count.source})"
    )


# Roles, skills and editions ----------------------------------------------------------------------


def _role(role: Role, width: int) -> list[str]:
    lines = [*_wrap(f"{role.name} ({role.id})", width), *_wrap(role.summary, width, 2)]
    for title, statements in (
        ("Does", role.responsibilities),
        ("Leaves to others", role.boundaries),
        ("Would rather not", role.avoids),
        ("Loves", role.loves),
        ("Handles", role.data),
        ("A day", role.activities),
        ("Comes from", role.background),
        ("For example", role.examples),
        ("Concentrates on", role.specialisms),
    ):
        lines += _listed(title, [statement.text for statement in statements], width)
    lines += _listed("Needs", [_need(need) for need in role.needs], width)
    lines += _listed("Knows", [_known(row) for row in role.knowledge], width)
    lines += _listed("Takes and hands on", [_handoff(row) for row in role.handoffs], width)
    lines += _listed("As a first job", [f"{role.entry.ease}: {role.entry.text}"], width)
    return lines + _listed("Start", [f"{r.title}: {r.address}" for r in role.resources], width)


def _need(need: Need) -> str:
    named = ", ".join(f"{percent(n.permille)} in {n.year}" for n in need.named_by)
    return f"{need.skill.name}: {need.importance}, {need.level}" + (
        f"; named by {named}" if named else ""
    )


def _known(row: Knowledge) -> str:
    return f"{row.subject.name}: {row.enter} to enter, {row.grow} to grow. {row.note}"


def _handoff(row: Handoff) -> str:
    return f"{row.producer} → {row.artefact} → {row.consumer}"


def _listed(title: str, texts: Sequence[str], width: int) -> list[str]:
    lines = ["", title] if texts else []
    for text in texts:
        lines += _wrap(f"  - {text}", width, 0, 4)
    return lines


def _skill(skill: Skill, width: int) -> list[str]:
    also = ", ".join(alias.name for alias in skill.aliases if alias.name != skill.name)
    rows = [
        f"id: {skill.id}",
        f"also: {also}" if also else "",
        f"part of: {skill.broader}" if skill.broader else "",
        f"learn first: {', '.join(skill.prerequisites)}" if skill.prerequisites else "",
        f"source: {', '.join(skill.sources)}",
    ]
    lines = [*_wrap(f"{skill.name} ({skill.kind})", width), *_wrap(skill.definition, width, 2)]
    return lines + [line for row in rows if row for line in _wrap(row, width, 2)]


def _taxonomy(taxonomy: Taxonomy, width: int) -> list[str]:
    head = [repr(taxonomy)[1:-1], f"fingerprint {taxonomy.fingerprint}"]
    lines = [line for text in head for line in _wrap(text, width)]
    for role in taxonomy.roles.values():
        lines += ["", *_wrap(f"{role.name} ({role.id})", width), *_wrap(role.summary, width, 2)]
    return lines


# Lines -------------------------------------------------------------------------------------------


def _wrap(text: str, width: int, indent: int = 0, hang: int | None = None) -> list[str]:
    """Lines of this width, the later ones as far in as `hang`; ids and addresses stay whole."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hang is None else hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _clean(line: str) -> str:
    """Without control characters, which could move a terminal's cursor or turn its text about."""
    return "".join(
        c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in line.rstrip()
    )


_FORMS: dict[type, Callable[[Any, int], Iterable[str]]] = {
    Match: _match,
    Fit: _fit,
    Explanation: _explanation,
    Role: _role,
    Skill: _skill,
    Taxonomy: _taxonomy,
}
