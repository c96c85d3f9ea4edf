"""The commands that ask for roles, skills, matches, texts, titles and editions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mlroles.changes import compare
from mlroles.cli.streams import complain, read_file, read_lines, read_skills, read_text
from mlroles.cli.taxonomies import open_taxonomy
from mlroles.contest import sensitivity, why_not
from mlroles.editions import list_editions, load
from mlroles.errors import InvalidInput, UnknownName, UnknownRole, UnknownSkill
from mlroles.explanation import Explanation, explain
from mlroles.matching import match
from mlroles.mentions import find_skills
from mlroles.migration import migrate
from mlroles.receipts import replay, write_receipt
from mlroles.selftest import run_selftest
from mlroles.titles import find_role

if TYPE_CHECKING:
    import argparse

    from mlroles.cli.options import Commands
    from mlroles.model import Role, Skill
    from mlroles.taxonomy import Taxonomy

__all__ = ["COMMANDS"]


class _UnknownEntry(UnknownName):
    """Neither a role nor a skill has this name."""

    kind = "role or skill"


def _roles(asked: argparse.Namespace) -> Any:
    taxonomy = open_taxonomy(asked)
    if not asked.json:
        return taxonomy
    return [
        {"id": role.id, "name": role.name, "summary": role.summary, "tier": role.tier}
        for role in taxonomy.roles.values()
    ]


def _show(asked: argparse.Namespace) -> Role | Skill:
    return _find(" ".join(asked.name), open_taxonomy(asked))


def _find(name: str, taxonomy: Taxonomy) -> Role | Skill:
    try:
        return taxonomy.role(name)
    except UnknownRole as no_role:
        try:
            return taxonomy.skill(name)
        except UnknownSkill as no_skill:
            meant = (*no_role.suggestions, *no_skill.suggestions)
            raise _UnknownEntry(name, meant) from None


def _match(asked: argparse.Namespace) -> Any:
    taxonomy = open_taxonomy(asked)
    text = getattr(asked, "text", None)
    if bool(text) == bool(asked.skills):
        message = "name skills, or give a text with --text FILE"
        raise InvalidInput(message, asked.skills)
    given = find_skills(read_text(text), taxonomy) if text else read_skills(asked)
    return match(given, taxonomy, among=asked.among, prior=asked.prior)


def _find_skills(asked: argparse.Namespace) -> Any:
    find = partial(find_skills, taxonomy=open_taxonomy(asked), boilerplate=not asked.no_boilerplate)
    if asked.lines:
        return map(find, read_lines(asked.text_file))
    return find(read_text(asked.text_file))


def _explain(asked: argparse.Namespace) -> Explanation:
    taxonomy = open_taxonomy(asked)
    answer = match(read_skills(asked), taxonomy, among=asked.among)
    for name in answer.unresolved:
        complain(UnknownSkill(name.name, name.candidates))
    if not answer.resolved:
        message = "there is nothing to explain: not one of these skills is known"
        raise InvalidInput(message, asked.skills)
    if asked.role is None:
        return explain(answer[0], taxonomy)
    wanted = taxonomy.role(asked.role)
    for fit in answer:
        if fit.role == wanted:
            return explain(fit, taxonomy)
    raise UnknownRole(asked.role, [fit.role.id for fit in answer][:3])


def _why_not(asked: argparse.Namespace) -> Any:
    taxonomy = open_taxonomy(asked)
    wanted = taxonomy.role(asked.wanted)
    found = why_not(match(read_skills(asked), taxonomy), wanted, taxonomy)
    if found is not None:
        return found
    nothing = f"no set of its needs would put {wanted.name} first"
    return {"role": wanted.id, "additions": None} if asked.json else nothing


def _sensitivity(asked: argparse.Namespace) -> Any:
    taxonomy = open_taxonomy(asked)
    return sensitivity(match(read_skills(asked), taxonomy), taxonomy)


def _receipt(asked: argparse.Namespace) -> str:
    answer = _match(asked)
    return write_receipt(answer, open_taxonomy(asked), private=asked.private).rstrip("\n")


def _replay(asked: argparse.Namespace) -> Any:
    return replay(read_file(asked.file), asked.given or None)


def _find_role(asked: argparse.Namespace) -> Any:
    return find_role(" ".join(asked.title), open_taxonomy(asked))


def _compare(asked: argparse.Namespace) -> Any:
    return compare(asked.old, asked.new)


def _migrate(asked: argparse.Namespace) -> Any:
    return migrate(asked.names, asked.old, asked.new, skills=asked.skill)


def _selftest(asked: argparse.Namespace) -> str:
    found = run_selftest(load(asked.edition))
    if not found.passed:
        message = (
            f"this machine answers otherwise than edition {found.edition} should, in "
            f"{', '.join(found.differing)}; please report it"
        )
        raise InvalidInput(message, found)
    verdict = "as shipped" if found.expected else "a draft, held to nothing"
    return f"{found.edition}  {found.digest}  {verdict}"


def _editions(asked: argparse.Namespace) -> Any:
    found = [load(name) for name in list_editions()]
    if asked.json:
        return [
            {"edition": each.edition, "origin": each.origin, "fingerprint": each.fingerprint}
            for each in found
        ]
    return "\n".join(f"{each.edition}  {each.origin:8s}  {each.fingerprint}" for each in found)


COMMANDS: Commands = {
    "roles": (_roles, "the roles of an edition", "--edition --over --json"),
    "show": (_show, "all that is known of a role or a skill", "name --edition --over --json"),
    "match": (
        _match,
        "which roles a list of skills resembles",
        "skills? --text --among --prior --edition --over --json",
    ),
    "find-skills": (
        _find_skills,
        "the skills that a text names, each at its place",
        "text_file --lines --no-boilerplate --edition --over --json",
    ),
    "explain": (
        _explain,
        "what each reason for a role rests on",
        "skills --role --among --edition --over --json",
    ),
    "why-not": (
        _why_not,
        "the fewest needs of a role that would put it first",
        "wanted skills --edition --over --json",
    ),
    "sensitivity": (
        _sensitivity,
        "which single skill, left out, changes the first role",
        "skills --edition --over --json",
    ),
    "receipt": (
        _receipt,
        "the answer with all that is needed to get it again",
        "skills --among --prior --private --edition --over",
    ),
    "replay": (_replay, "the answer of a receipt, computed again", "file given --json"),
    "find-role": (_find_role, "which role a job title points to", "title --edition --over --json"),
    "compare": (_compare, "what differs between two editions", "old new --json"),
    "migrate": (
        _migrate,
        "where roles and skills of one edition are in another",
        "old new names --skill --json",
    ),
    "editions": (_editions, "the editions that are shipped", "--json"),
    "selftest": (_selftest, "whether this machine answers like every other", "--edition"),
}
