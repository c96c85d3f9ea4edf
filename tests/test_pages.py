"""Pages that are written from an edition: all there, the same each time, and nobody's markup."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from string import punctuation
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given, settings

import check_links
import mlroles
import write_pages as write_tool
from markup import HOSTILE, catalogue, hostile, poison
from mlroles import cli, errors
from mlroles.display.markup import element
from pages import FOLDERS, iterate_pages, write_pages
from pages.copies import COPIES, ROOT, lead_links
from pages.layout import link, page, plain, raw
from pages.roles import role_pages
from pages.skills import skill_pages
from pages.sources import source_pages
from tooling import command

if TYPE_CHECKING:
    from pathlib import Path

    from mlroles.taxonomy import Taxonomy

TAXONOMY = mlroles.load("2020.1")
LARGEST = 1_000_000  # bytes of a page; a telephone has to load it


@pytest.fixture(scope="module")
def newest() -> dict[str, str]:
    return dict(iterate_pages(mlroles.load("2026.1")))


class Elements(HTMLParser):
    """The elements of a page, each with the names of its attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, ...]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, *(name for name, _ in attrs)))


@cache
def poisoned(text: str) -> Taxonomy:
    """The five roles and all skills, with this behind every text."""
    sources = catalogue({key: poison(each, text) for key, each in TAXONOMY.sources.items()})
    roles = {key: poison(each, text) for key, each in TAXONOMY.roles.items()}
    kept = {
        key: evolve(
            role,
            id=key,
            sources=TAXONOMY.roles[key].sources,
            boundaries=(),
            handoffs=(),
            needs=TAXONOMY.roles[key].needs,
            knowledge=TAXONOMY.roles[key].knowledge,
            titles=(),
            entry=evolve(TAXONOMY.roles[key].entry, text=text),
        )
        for key, role in roles.items()
    }
    return evolve(TAXONOMY, roles=catalogue(kept), sources=sources)


def blocks(text: str) -> list[str]:
    """The HTML of a page: what Sphinx takes for it, block by block."""
    return re.findall(r"^```\{raw\} html\n(.*)\n```$", text, re.MULTILINE)


# What is written ---------------------------------------------------------------------------------


def test_every_role_and_every_skill_has_its_place(newest: dict[str, str]) -> None:
    taxonomy = mlroles.load("2026.1")
    for role in taxonomy.roles:
        assert f"roles/{role}.md" in newest
    for key, skill in taxonomy.skills.items():
        assert f' id="{key}"' in newest[f"skills/{skill.kind}.md"]
        assert f'href="{skill.kind}.html#{key}"' in newest["skills/index.md"]
    for source in taxonomy.sources:
        assert f'id="source-{source}"' in newest["data/sources.md"]


def test_every_public_name_is_documented_once(newest: dict[str, str]) -> None:
    said = "".join(text for path, text in newest.items() if path.startswith("api/"))
    shown = re.findall(r"^\.\. auto(?!module)\w+:: (\S+)$", said, re.MULTILINE)
    assert len(shown) == len(set(shown))
    assert {f"mlroles.{name}" for name in mlroles.__all__} - {"mlroles.__version__"} <= set(shown)
    assert set(errors.__all__) <= {name.rpartition(".")[2] for name in shown}


def test_every_command_says_what_it_takes(newest: dict[str, str]) -> None:
    for name in cli._COMMANDS:
        assert f"\n## {plain(name)}\n" in newest["api/cli.md"]
        assert f"usage: mlroles {name}" in newest["api/cli.md"]


def test_pages_are_the_same_each_time_and_none_is_too_large(newest: dict[str, str]) -> None:
    assert dict(iterate_pages(mlroles.load("2026.1"))) == newest
    assert max(len(text.encode()) for text in newest.values()) < LARGEST
    assert {path.partition("/")[0] for path in newest} == set(FOLDERS)


def test_git_and_pytest_pass_over_what_is_written() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {f"/docs/{folder}/" for folder in FOLDERS} <= set(ignored)


def test_only_what_changed_is_written_and_what_is_no_more_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command(monkeypatch, write_tool, "--edition", "2020.1", "--out", tmp_path)
    kept, old = tmp_path / "roles/index.md", tmp_path / "roles/alchemist.md"
    before = kept.stat().st_mtime_ns
    old.write_text("", "utf-8")
    write_pages(tmp_path, TAXONOMY)
    assert kept.stat().st_mtime_ns == before
    assert not old.exists()


# Escaping ----------------------------------------------------------------------------------------


@given(hostile())
def test_plain_text_has_no_sign_that_markdown_would_read(text: str) -> None:
    said = plain(text)
    assert "\n" not in said
    assert re.sub(rf"\\([{re.escape(punctuation)}])", r"\1", said) == " ".join(text.split())
    assert not re.search(rf"(?<!\\)(\\\\)*[{re.escape(punctuation.replace(chr(92), ''))}]", said)


@given(hostile())
def test_a_block_of_html_ends_where_we_end_it(text: str) -> None:
    block = raw(element("p", f"{text}\n\n```\n\n# {text}"))
    assert len(block.split("\n")) == 3
    assert blocks(page(block))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_edition_becomes_an_element(text: str) -> None:
    assert seen(poisoned(text)) <= seen(poisoned("x")) | {("a", "href")}


@cache
def seen(taxonomy: Taxonomy) -> frozenset[tuple[str, ...]]:
    """The elements of all pages of its roles and sources, each with its attributes."""
    pages = [*role_pages(taxonomy), *source_pages(taxonomy)]
    texts = [block for path, said in pages if path != "roles/index.md" for block in blocks(said)]
    return frozenset(name for text in texts for name in Elements(text).seen)


@given(text=hostile())
@settings(max_examples=10)
def test_no_name_of_a_skill_becomes_an_element(text: str) -> None:
    skill = next(iter(TAXONOMY.skills.values()))
    named = evolve(skill, name=f"A{text}", definition=text)
    some = catalogue({skill.id: evolve(named, broader=None, prerequisites=())})
    roles = catalogue({key: evolve(each, needs=()) for key, each in TAXONOMY.roles.items()})
    for _, said in skill_pages(evolve(TAXONOMY, skills=some, roles=roles)):
        for tag, *attributes in (name for each in blocks(said) for name in Elements(each).seen):
            assert tag in TAGS
            assert set(attributes) <= {"href", "class", "id", "title"}


TAGS = {"ol", "li", "a", "small", "span", "section", "h2", "p", "dl", "div", "dt", "dd", "code"}


def test_only_addresses_of_the_web_become_links() -> None:
    assert link("javascript:alert(1)", "a < b") == "a &lt; b"
    assert link("https://example.org/", "a") == '<a href="https://example.org/">a</a>'


# Links -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("[a](the-score.md#coverage)", "[a](the-score.md#coverage)"),
        ("[a](../../data/README.md)", "[a](../data/index.md)"),
        ("[a](../../data/2026.1/roles)", "[a](https://github.com/mlroles/mlroles/tree/main/data/2026.1/roles)"),
        ("[a](../../LICENSE)", "[a](https://github.com/mlroles/mlroles/blob/main/LICENSE)"),
        ("[a](https://example.org/x.md) [b](#here)", "[a](https://example.org/x.md) [b](#here)"),
        ("```\n[a](../../LICENSE)\n```\n", "```\n[a](../../LICENSE)\n```\n"),
    ],
)  # fmt: skip
def test_links_lead_to_where_a_page_has_them(text: str, led: str) -> None:
    assert lead_links(text, "docs/explanation/a.md", "docs/explanation/a.md") == led
    assert lead_links(led, "docs/explanation/a.md", "docs/explanation/a.md") == led


def test_the_files_that_are_pages_too_are_there() -> None:
    assert all((ROOT / file).is_file() for file in COPIES)


def test_a_link_to_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = '<p id="a b">x</p><a href="#a%20b"></a><img src="p.png"><a href="https://x.org/y"></a>'
    (tmp_path / "p.png").touch()
    (tmp_path / "one.html").write_text(good, "utf-8")
    command(monkeypatch, check_links, tmp_path)
    bad = '<a href="one.html#c"></a><a href="three.html"></a><img src="q.png"><a href="one.html">'
    bad += '<i id="d"><b id="d">'
    (tmp_path / "two.html").write_text(bad, "utf-8")
    assert check_links.find_broken(tmp_path) == [
        "two.html: one.html#c", "two.html: q.png", "two.html: three.html",
        "two.html: #d is there twice",
    ]  # fmt: skip
    monkeypatch.setattr("sys.argv", ["check_links.py", str(tmp_path)])
    with pytest.raises(SystemExit, match="4 links do not lead"):
        check_links.main()
