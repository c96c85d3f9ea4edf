"""A session as users have one: many questions of many taxonomies, in any order and many threads."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

import mlroles
from ages import KEPT, SCHOOL, shelved
from mlroles.edition_format import decode
from mlroles.export.data import to_data, to_json
from mlroles.mentions import gather_words
from mlroles.titles.grammar import build_grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mlroles.taxonomy import Taxonomy

FEW = 6
EXAMPLES = max(settings().max_examples // 10, FEW)
EDITIONS = tuple(world.edition for world in SCHOOL)
WORDS = ("oven", "whisk", "stove", "hearth", "knife", "tea", "Tea chest", "Samovar", "a hat", "")
LISTS = st.lists(st.sampled_from(WORDS), max_size=4)
LEVELS = st.dictionaries(st.sampled_from(WORDS), st.sampled_from((None, 0, 1, 4)), max_size=4)
TITLES = st.sampled_from(("Senior Baker", "Tea taster (m/f/d)", "Kitchen head", "waiter/cook", "?"))
TEXTS = st.sampled_from(
    ("Oven and whisk; a broom is a plus.", "Tea, from a samovar. No hearth.", "Nothing.")
)


def lay(namespace: str) -> dict[str, Any]:
    """An overlay with a role, two skills, a further alias, and a title."""
    return {
        "overlay": {"namespace": namespace, "title": f"The roles of {namespace}"},
        "roles": {
            f"{namespace}:taster": {
                "name": f"{namespace.capitalize()} taster",
                "summary": "Tastes, and says so.",
                "titles": [f"{namespace} sommelier"],
                "needs": {
                    f"{namespace}:leaf": {"importance": "essential", "level": 4},
                    "oven": {"importance": "useful", "level": 1},
                },
            }
        },
        "skills": {
            f"{namespace}:leaf": {
                "name": namespace.capitalize(), "kind": "subject", "definition": "What is drunk.",
                "aliases": [f"{namespace} chest"],
            },
            "whisk": {"aliases": [f"{namespace} whisk"]},
        },
    }  # fmt: skip


class Session(RuleBasedStateMachine):
    """Whatever was asked and laid over in between, an answer given once is given again."""

    taxonomies: Bundle[Taxonomy] = Bundle("taxonomies")

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[Callable[[], object], str]] = []
        self.shelf = ExitStack()
        self.shelf.enter_context(shelved(*SCHOOL))

    def ask(self, question: Callable[[], object]) -> None:
        """Ask, and remember the answer byte for byte."""
        self.told.append((question, write(question())))

    @initialize(target=taxonomies)
    def load_newest(self) -> Taxonomy:
        return mlroles.load(EDITIONS[-1])

    @rule(target=taxonomies, edition=st.sampled_from(EDITIONS))
    def load(self, edition: str) -> Taxonomy:
        assert mlroles.load(edition) is mlroles.load(edition)
        return mlroles.load(edition)

    @rule(target=taxonomies, below=taxonomies, namespace=st.sampled_from(("tea", "samovar")))
    def extend(self, below: Taxonomy, namespace: str) -> Taxonomy:
        problems = mlroles.check(lay(namespace), below)
        if not problems.sound:  # it lies over it already
            assert namespace in {layer.namespace for layer in below.overlays}
            with pytest.raises(mlroles.InvalidTaxonomy):
                mlroles.extend(below, lay(namespace))
            return below
        ours = mlroles.extend(below, lay(namespace))
        assert ours != below
        assert ours.overlays[:-1] == below.overlays
        assert list(ours.roles)[: len(below.roles)] == list(below.roles)
        return ours

    @rule(target=taxonomies, taxonomy=taxonomies, how=st.sampled_from((0, 1, 2)))
    def carry(self, taxonomy: Taxonomy, how: int) -> Taxonomy:
        """To another process and back, or copied: it answers for the one that it was."""
        carriers = (lambda it: pickle.loads(pickle.dumps(it)), copy.copy, copy.deepcopy)
        again: Taxonomy = carriers[how](taxonomy)
        assert again == taxonomy
        assert write(mlroles.match(WORDS, again)) == write(mlroles.match(WORDS, taxonomy))
        return again

    @rule(taxonomy=taxonomies, skills=st.one_of(LISTS, LEVELS))
    def match(self, taxonomy: Taxonomy, skills: object) -> None:
        self.ask(lambda: mlroles.match(skills, taxonomy))

    @rule(taxonomy=taxonomies, text=TEXTS)
    def find_skills(self, taxonomy: Taxonomy, text: str) -> None:
        self.ask(lambda: mlroles.find_skills(text, taxonomy))

    @rule(taxonomy=taxonomies, title=TITLES)
    def find_role(self, taxonomy: Taxonomy, title: str) -> None:
        self.ask(lambda: mlroles.find_role(title, taxonomy))

    @rule(taxonomy=taxonomies, skills=LISTS)
    def explain(self, taxonomy: Taxonomy, skills: list[str]) -> None:
        self.ask(lambda: mlroles.explain(mlroles.match(skills, taxonomy)[0], taxonomy))

    @rule(taxonomy=taxonomies, skills=LEVELS)
    def keep_a_receipt(self, taxonomy: Taxonomy, skills: dict[str, int | None]) -> None:
        """It confirms the answer, with the taxonomy at hand and with what the receipt holds."""
        answer = mlroles.match(skills, taxonomy)
        receipt = mlroles.write_receipt(answer, taxonomy)
        assert mlroles.replay(receipt, taxonomy=taxonomy) == answer
        self.ask(lambda: mlroles.replay(receipt))
        assert self.told[-1][1] == write(answer)

    @rule(old=st.sampled_from(EDITIONS), new=st.sampled_from(EDITIONS), levels=LEVELS)
    def migrate(self, old: str, new: str, levels: dict[str, int | None]) -> None:
        """There and back, what every edition has is as it was, at its level."""
        self.ask(lambda: mlroles.migrate(levels, old, new))
        there = mlroles.migrate(dict.fromkeys(KEPT.split(), 2), old, new)
        back = mlroles.migrate(there.skills, new, old)
        assert back.skills == dict.fromkeys(KEPT.split(), 2)

    @rule(at=st.integers(min_value=0))
    def ask_again(self, at: int) -> None:
        for question, answer in self.told[at % (len(self.told) or 1) :][:1]:
            assert write(question()) == answer

    @invariant()
    def nothing_of_ours_is_changed(self) -> None:
        assert [json.dumps(world.document) for world in SCHOOL] == DOCUMENTS

    def teardown(self) -> None:
        with self.shelf:
            for question, answer in self.told:
                assert write(question()) == answer


DOCUMENTS = [json.dumps(world.document) for world in SCHOOL]


def write(answer: Any) -> str:
    return to_json(to_data(answer))


TestSession = Session.TestCase
TestSession.settings = settings(max_examples=EXAMPLES, stateful_step_count=4 * FEW)


# From many threads -------------------------------------------------------------------------------

THREADS = 6
ASKED: tuple[Callable[[Taxonomy], object], ...] = (
    lambda it: mlroles.match(["Airflow", "pyspark", "sql", "a hat"], it),
    lambda it: mlroles.match({"python": 3, "R": 0, "k8s": None}, it, among=list(it.roles)[:2]),
    lambda it: mlroles.find_skills("Python, R and C++; Apache Spark is a plus. No PHP.", it),
    lambda it: mlroles.find_skills("Machine learning on AWS Lambda, CI/CD, Go or .NET.", it),
    lambda it: mlroles.find_role("Sr. NLP Engineer (m/f/d), Berlin", it),
    lambda it: mlroles.find_role("Data scientist / analyst", it),
    lambda it: mlroles.explain(mlroles.match(["tableau", "excel"], it)[0], it),
    lambda it: it.role("data engineer"),
    lambda it: mlroles.migrate(["sql", "data engineer"], it, it),
)


@pytest.fixture
def often() -> Iterator[None]:
    """Threads take turns a hundred times as often as they do."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-5)
    yield
    sys.setswitchinterval(before)


def make_fresh() -> Taxonomy:
    """An edition that nobody has asked anything yet: all that it works out later is still to do."""
    path = Path(mlroles.__file__).parent / "editions" / "2020.1.json"
    gather_words.cache_clear()
    build_grammar.cache_clear()
    return decode(path.read_bytes(), mlroles.load("2020.1").fingerprint, "released")


@pytest.mark.usefixtures("often")
def test_many_threads_that_begin_at_once_are_told_the_same() -> None:
    quiet = make_fresh()
    alone = [write(question(quiet)) for question in ASKED]
    for _ in range(EXAMPLES // FEW):
        taxonomy, start = make_fresh(), Barrier(THREADS)

        def ask_all(first: int, taxonomy: Taxonomy = taxonomy, start: Barrier = start) -> list[str]:
            start.wait()
            order = [*range(first, len(ASKED)), *range(first)]  # each begins with another
            told = {at: write(ASKED[at](taxonomy)) for at in order}
            return [told[at] for at in sorted(told)]

        with ThreadPoolExecutor(THREADS) as pool:
            assert [*pool.map(ask_all, range(THREADS))] == [alone] * THREADS
