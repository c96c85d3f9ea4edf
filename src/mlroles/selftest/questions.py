"""What a self-test asks: each public question, of a few inputs that reach its corners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mlroles.accuracy import list_kinds
from mlroles.changes import compare
from mlroles.contest import sensitivity, why_not
from mlroles.crosswalks import look_up
from mlroles.curricula import review_curriculum
from mlroles.editions import list_editions, load
from mlroles.explanation import explain
from mlroles.export.forms import export_schema, export_taxonomy
from mlroles.handoffs import list_handoffs, trace_handoffs
from mlroles.knowledge import answer_maths, compare_knowledge, roles_within
from mlroles.market import estimate_market
from mlroles.matching import match
from mlroles.mentions import find_skills
from mlroles.migration import migrate
from mlroles.overlays import check, extend
from mlroles.overlays.starter import begin_overlay
from mlroles.planning import plan
from mlroles.quiz import answer, start_quiz
from mlroles.receipts import replay, write_receipt
from mlroles.selftest.golden import draw_lists, draw_roles, draw_texts, draw_titles
from mlroles.spectrum import find_place
from mlroles.teams import list_projects, review_team
from mlroles.titles import find_role
from mlroles.transitions import find_transitions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mlroles.taxonomy import Taxonomy

__all__ = ["QUESTIONS"]

FEW = 12


def _match(taxonomy: Taxonomy) -> Iterator[object]:
    for at, skills in enumerate(draw_lists(taxonomy)):
        among = list(taxonomy.roles)[at % 2 :] if at % 3 == 0 else None
        prior = {role: at % 5 + place for place, role in enumerate(taxonomy.roles, 1)}
        yield match(skills, taxonomy, among=among, prior=prior if at % 4 == 0 else None)


def _of_match(question: Callable[..., object]) -> Callable[[Taxonomy], Iterator[object]]:
    def ask(taxonomy: Taxonomy) -> Iterator[object]:
        for skills in draw_lists(taxonomy, FEW):
            yield question(match(skills, taxonomy), taxonomy)

    return ask


def _of_role(question: Callable[..., object]) -> Callable[[Taxonomy], Iterator[object]]:
    def ask(taxonomy: Taxonomy) -> Iterator[object]:
        for role in taxonomy.roles:
            yield question(role, taxonomy)

    return ask


def _explain(taxonomy: Taxonomy) -> Iterator[object]:
    for skills in draw_lists(taxonomy, FEW):
        yield explain(match(skills, taxonomy)[0], taxonomy)


def _why_not(taxonomy: Taxonomy) -> Iterator[object]:
    for skills, (role, _) in zip(draw_lists(taxonomy, FEW), draw_roles(taxonomy), strict=False):
        yield why_not(match(list(skills)[:6], taxonomy), role, taxonomy)


def _replay(taxonomy: Taxonomy) -> Iterator[object]:
    for skills in draw_lists(taxonomy, FEW):
        yield replay(write_receipt(match(skills, taxonomy), taxonomy), taxonomy=taxonomy)


def _find_skills(taxonomy: Taxonomy) -> Iterator[object]:
    for text in draw_texts(taxonomy, 60):
        yield find_skills(text, taxonomy)
        yield find_skills(text, taxonomy, boilerplate=False)


def _find_role(taxonomy: Taxonomy) -> Iterator[object]:
    for title in draw_titles(taxonomy, 200):
        yield find_role(title, taxonomy)


def _compare(taxonomy: Taxonomy) -> Iterator[object]:
    for name in list_editions():
        yield compare(load(name), taxonomy)


def _migrate(taxonomy: Taxonomy) -> Iterator[object]:
    for name in list_editions():
        old = load(name)
        yield migrate(list(old.roles), old, taxonomy, skills=list(old.skills)[::9])


def _plan(taxonomy: Taxonomy) -> Iterator[object]:
    for at, ((role, _), skills) in enumerate(
        zip(draw_roles(taxonomy), draw_lists(taxonomy, FEW), strict=False)
    ):
        yield plan(skills, role, taxonomy, hours=40 * at or None)


def _roles_within(taxonomy: Taxonomy) -> Iterator[object]:
    for role in taxonomy.roles.values():
        yield roles_within({row.subject.id: row.enter for row in role.knowledge}, taxonomy)


def _compare_knowledge(taxonomy: Taxonomy) -> Iterator[object]:
    yield compare_knowledge(None, taxonomy)


def _list_handoffs(taxonomy: Taxonomy) -> Iterator[object]:
    yield list_handoffs(taxonomy)
    for role in taxonomy.roles:
        yield list_handoffs(taxonomy, around=role)


def _trace_handoffs(taxonomy: Taxonomy) -> Iterator[object]:
    for start, end in draw_roles(taxonomy):
        yield trace_handoffs(start, end, taxonomy)


def _review_curriculum(taxonomy: Taxonomy) -> Iterator[object]:
    for skills in draw_lists(taxonomy, FEW):
        yield review_curriculum(list(skills), taxonomy)


def _list_projects(taxonomy: Taxonomy) -> Iterator[object]:
    yield from list_projects(taxonomy)


def _review_team(taxonomy: Taxonomy) -> Iterator[object]:
    for one, other in draw_roles(taxonomy):
        yield review_team({"Ada": [one], "Grace": [one, other]}, taxonomy)


def _estimate_market(taxonomy: Taxonomy) -> Iterator[object]:
    for kind in list_kinds(taxonomy)[:1]:
        counts = {role: 10 * at for at, role in enumerate(taxonomy.roles)}
        yield estimate_market({**counts, "insufficient": 70}, taxonomy, kind=kind)


def _look_up(taxonomy: Taxonomy) -> Iterator[object]:
    for role in taxonomy.roles.values():
        yield look_up(role.id, taxonomy=taxonomy)
        for row in role.crosswalk[:1]:
            yield look_up(row.scheme, row.code or None, taxonomy)


def _export_taxonomy(taxonomy: Taxonomy) -> Iterator[object]:
    for form in ("json", "turtle"):
        yield {"text": export_taxonomy(form, taxonomy)}


def _export_schema(_: Taxonomy) -> Iterator[object]:
    for name in ("edition", "receipt"):
        yield {"text": export_schema(name)}


def _extend(taxonomy: Taxonomy) -> Iterator[object]:
    extended = extend(taxonomy, begin_overlay())
    for skills in draw_lists(taxonomy, FEW):
        yield match([*skills, "willingness to pay", "price optimisation"], extended)


def _check(taxonomy: Taxonomy) -> Iterator[object]:
    yield check(begin_overlay(), taxonomy)
    yield check(begin_overlay().replace("level = ", "depth = "), taxonomy)


def _quiz(taxonomy: Taxonomy) -> Iterator[object]:
    for start in range(2):
        quiz = start_quiz(taxonomy)
        while (question := quiz.question) is not None:
            yield quiz
            quiz = answer(quiz, [skill.id for skill in question.options[start::3]], taxonomy)
        yield quiz


QUESTIONS: dict[str, Callable[[Taxonomy], Iterator[Any]]] = {
    "match": _match,
    "explain": _explain,
    "why_not": _why_not,
    "sensitivity": _of_match(sensitivity),
    "replay": _replay,
    "find_place": _of_match(find_place),
    "find_skills": _find_skills,
    "find_role": _find_role,
    "compare": _compare,
    "migrate": _migrate,
    "plan": _plan,
    "find_transitions": _of_role(find_transitions),
    "review_curriculum": _review_curriculum,
    "answer_maths": _of_role(answer_maths),
    "compare_knowledge": _compare_knowledge,
    "roles_within": _roles_within,
    "list_handoffs": _list_handoffs,
    "trace_handoffs": _trace_handoffs,
    "list_projects": _list_projects,
    "review_team": _review_team,
    "answer": _quiz,
    "estimate_market": _estimate_market,
    "look_up": _look_up,
    "extend": _extend,
    "check": _check,
    "export_taxonomy": _export_taxonomy,
    "export_schema": _export_schema,
}
