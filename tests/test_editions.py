"""The shelf of editions: found, checked against the lock, loaded once."""

from __future__ import annotations

import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mlroles
from ages import MIDDLE, NEW, OLD, SCHOOL, shelved
from mlroles import editions
from mlroles.edition_format import FORMAT, encode
from mlroles.errors import InvalidInput, InvalidTaxonomy, UnknownEdition
from worlds import TALLY, TINY, compile_world, make_edition, records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mlroles.taxonomy import Taxonomy

FOLDER = Path(editions.__file__).parent
TINY_BYTES = compile_world(records(**TINY), [TALLY])
COUNTS = {
    "editorial": {
        "year": 1999,
        "people": dict(TALLY.people),
        "named": {"oven": {"baker": 35, "cook": 28}, "c": {"baker": 12, "cook": 45}},
    }
}
LOCK_LINE = re.compile(r"[0-9a-f]{64}  (\d{4}\.\d+(\.counts)?|[a-z]+-\d+)\.json")


class Shelf:
    """A folder of editions, put where the shipped one is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lock = folder / "editions.lock"
        self.lock.write_bytes(b"# sha256 and name of every released file.\n\n")

    def add(self, file: str, data: bytes = TINY_BYTES) -> Path:
        """A draft."""
        (self.folder / file).write_bytes(data)
        return self.folder / file

    def release(self, file: str, data: bytes = TINY_BYTES) -> Path:
        """A file with its line in the lock."""
        with self.lock.open("a", encoding="utf-8") as lock:
            lock.write(f"{sha256(data).hexdigest()}  {file}\n")
        return self.add(file, data)


def forget() -> None:
    """Let the next question look at the folder again."""
    for kept in (editions._names, editions._released, editions._tables):
        kept.cache_clear()


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    monkeypatch.setattr(editions, "_folder", lambda: tmp_path)
    monkeypatch.setattr(editions, "_read_bytes", lambda name: (tmp_path / name).read_bytes())
    monkeypatch.setattr(editions, "_loaded", {})
    forget()
    yield Shelf(tmp_path)
    forget()


def test_editions_are_listed_oldest_first_by_number_and_nothing_else_is(
    shelf: Shelf,
) -> None:
    for name in ("2026.10", "2020.1", "2026.9", "2026.1"):
        shelf.add(f"{name}.json")
        shelf.add(f"{name}.counts.json")
    shelf.add("english-1.json")
    assert mlroles.list_editions() == ("2020.1", "2026.1", "2026.9", "2026.10")


def test_the_newest_draft_answers_while_nothing_is_released(shelf: Shelf) -> None:
    shelf.add("1999.1.json")
    shelf.add("1999.10.json")
    shelf.add("1999.9.json")
    assert mlroles.load() is mlroles.load("1999.10")
    assert mlroles.load().origin == "draft"


def test_the_newest_released_edition_answers_before_any_newer_draft(shelf: Shelf) -> None:
    shelf.release("1999.1.json")
    shelf.release("1999.2.json")
    shelf.add("1999.3.json")
    assert mlroles.load() is mlroles.load("1999.2")
    assert mlroles.load().origin == "released"
    assert mlroles.load("1999.3").origin == "draft"


def test_only_what_is_not_released_says_so_in_its_repr(shelf: Shelf) -> None:
    shelf.release("1999.1.json")
    path = shelf.add("1999.2.json")
    assert repr(mlroles.load("1999.1")) == "<Taxonomy 1999.1: 3 roles, 7 skills>"
    assert repr(mlroles.load("1999.2")) == "<Taxonomy 1999.1 (draft): 3 roles, 7 skills>"
    assert repr(mlroles.load(path)) == "<Taxonomy 1999.1 (outside the lock): 3 roles, 7 skills>"


def test_an_edition_is_the_same_object_each_time() -> None:
    newest = mlroles.list_editions()[-1]
    assert mlroles.load(newest) is mlroles.load(newest)
    assert mlroles.load() is mlroles.load()


def test_sixteen_threads_at_once_get_one_object_that_was_read_once(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.release("1999.1.json")
    read: list[str] = []
    slowly = editions._load_shipped

    def load_slowly(name: str) -> Taxonomy:
        read.append(name)
        time.sleep(0.02)  # long enough for all the others to arrive
        return slowly(name)

    monkeypatch.setattr(editions, "_load_shipped", load_slowly)
    barrier = threading.Barrier(16)

    def load_together(_: int) -> Taxonomy:
        barrier.wait()
        return mlroles.load("1999.1")

    with ThreadPoolExecutor(16) as pool:
        loaded = list(pool.map(load_together, range(16)))
    assert {id(each) for each in loaded} == {id(mlroles.load("1999.1"))}
    assert read == ["1999.1"]


@pytest.mark.parametrize("spell", [Path, str], ids=["path", "string"])
def test_a_path_is_read_outside_the_lock(spell: type, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(TINY_BYTES)
    taxonomy = mlroles.load(spell(path))
    assert taxonomy.origin == "outside the lock"
    assert taxonomy.fingerprint == sha256(TINY_BYTES).hexdigest()
    assert list(taxonomy.roles) == ["baker", "cook", "waiter"]


def test_a_file_name_without_a_folder_is_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "1999.1.json").write_bytes(TINY_BYTES)
    monkeypatch.chdir(tmp_path)
    assert mlroles.load("1999.1.json").origin == "outside the lock"


@pytest.mark.parametrize(
    "edition",
    [
        "1066.1",
        "",
        2020.1,
        "no/such/file.json",
        Path("no/such/file"),
        "no/such\0file",
        str(Path(__file__).parent) + "/",
    ],
    ids=["name", "blank", "number", "string", "path", "null", "folder"],
)
def test_what_is_not_there_is_unknown_and_what_is_there_suggested(edition: str) -> None:
    with pytest.raises(UnknownEdition) as caught:
        mlroles.load(edition)
    assert caught.value.suggestions == mlroles.list_editions()
    assert "no edition is called" in str(caught.value)
    assert "did you mean '2020.1'" in str(caught.value)


def flip_a_bit(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.mark.parametrize(
    "damage",
    [flip_a_bit, lambda data: data[:-1], lambda data: data + b"\n", lambda _: b""],
    ids=["bit", "cut", "longer", "empty"],
)
@pytest.mark.parametrize("file", ["1999.1.json", "1999.1.counts.json"])
def test_a_released_file_that_changed_by_a_bit_is_refused(
    file: str, damage: type, shelf: Shelf
) -> None:
    shelf.release("1999.1.json")
    shelf.release("1999.1.counts.json", encode(COUNTS))
    whole = (shelf.folder / file).read_bytes()
    shelf.add(file, damage(whole))
    with pytest.raises(InvalidTaxonomy) as caught:
        editions.load_counts(mlroles.load("1999.1"))
    message = str(caught.value)
    assert message.startswith(f"{file} is damaged")
    assert sha256(whole).hexdigest() in message
    assert sha256(damage(whole)).hexdigest() in message


def test_two_released_files_that_changed_places_are_refused(shelf: Shelf) -> None:
    shelf.release("1999.1.json")
    shelf.release("1999.2.json", other := TINY_BYTES.replace(b"It rises.", b"It sinks."))
    shelf.add("1999.1.json", other)
    shelf.add("1999.2.json")
    for name in ("1999.1", "1999.2"):
        with pytest.raises(InvalidTaxonomy, match="damaged"):
            mlroles.load(name)


def test_a_file_that_does_not_match_its_line_of_the_lock_is_refused(shelf: Shelf) -> None:
    shelf.lock.write_text(f"{'0' * 64}  1999.1.json\n", "utf-8")
    shelf.add("1999.1.json")
    with pytest.raises(InvalidTaxonomy, match=f"{'0' * 64} was released"):
        mlroles.load()


def test_a_refused_edition_is_refused_again(shelf: Shelf) -> None:
    path = shelf.release("1999.1.json")
    path.write_bytes(TINY_BYTES[:-1])
    for _ in range(2):
        with pytest.raises(InvalidTaxonomy):
            mlroles.load("1999.1")
    path.write_bytes(TINY_BYTES)
    assert mlroles.load("1999.1").origin == "released"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no compiled edition"),
        (b"id,name\nr,R\n", "no compiled edition"),
        (b"\xff\xfe", "no compiled edition"),
        (b"[]", "no compiled edition"),
        (b"{}", "no compiled edition"),
        (b'"format"', "no compiled edition"),
        (TINY_BYTES[:-2], "no compiled edition"),
        (TINY_BYTES.replace(b'"format":1', b'"format":2'), "format 2"),
        (TINY_BYTES.replace(b'"format":1', b'"format":"1"'), "format '1'"),
    ],
    ids=["empty", "csv", "binary", "list", "object", "string", "cut", "later", "text"],
)
def test_a_file_that_is_no_edition_of_this_format_is_refused(
    data: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(data)
    with pytest.raises(InvalidTaxonomy, match=said):
        mlroles.load(path)
    assert FORMAT == 1


def test_counts_are_those_of_the_edition(shelf: Shelf) -> None:
    shelf.release("1999.1.json")
    shelf.release("1999.1.counts.json", encode(COUNTS))
    assert editions.load_counts(mlroles.load("1999.1")) == COUNTS


def test_counts_come_for_an_equal_taxonomy_too_before_the_edition_is_loaded(shelf: Shelf) -> None:
    path = shelf.release("1999.1.json")
    shelf.release("1999.1.counts.json", encode(COUNTS))
    assert editions.load_counts(mlroles.load(path)) == COUNTS  # one unpickled elsewhere, say


def test_there_are_no_counts_for_another_taxonomy_of_that_name(shelf: Shelf) -> None:
    shelf.release("1999.1.json")
    shelf.release("1999.1.counts.json", encode(COUNTS))
    other = shelf.folder / "other"
    other.write_bytes(TINY_BYTES.replace(b"It rises.", b"It sinks."))
    assert editions.load_counts(mlroles.load(other)) == {}


def test_there_are_no_counts_where_none_are_shipped(shelf: Shelf, tiny: Taxonomy) -> None:
    shelf.add("1999.2.json")
    assert editions.load_counts(mlroles.load("1999.2")) == {}
    assert editions.load_counts(tiny) == {}


def test_a_language_is_read_once_and_by_the_name_that_the_edition_gives(shelf: Shelf) -> None:
    shelf.add("english-1.json", b'{"cues":[{"cue":"no"}]}')
    shelf.add("1999.1.json")
    taxonomy = mlroles.load("1999.1")
    rules = editions.load_language(taxonomy)
    assert rules == {"cues": [{"cue": "no"}]}
    shelf.add("english-2.json", b'{"cues":[]}')
    assert editions.load_language(taxonomy) is rules
    assert editions.load_language(attrs.evolve(taxonomy, language="english-2")) == {"cues": []}


def test_a_released_language_that_changed_by_a_bit_is_refused(shelf: Shelf) -> None:
    path = shelf.release("english-1.json", b'{"cues":[]}')
    path.write_bytes(b'{"cues":{}}')
    with pytest.raises(InvalidTaxonomy, match=r"english-1\.json is damaged"):
        editions.load_language(mlroles.load(shelf.add("1999.1.json")))


@pytest.mark.parametrize("name", mlroles.list_editions())
def test_every_shipped_edition_has_the_language_that_it_is_read_with(name: str) -> None:
    rules = editions.load_language(mlroles.load(name))
    assert rules == json.loads((FOLDER / f"{mlroles.load(name).language}.json").read_bytes())
    assert rules["cues"]


def test_the_lock_is_comments_and_lines_each_of_a_file_that_hashes_to_it() -> None:
    lines = (FOLDER / "editions.lock").read_text("utf-8").splitlines()
    assert lines[0].startswith("#")
    written = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in written if not LOCK_LINE.fullmatch(line)] == []
    released = [line.split("  ") for line in written]
    assert len({file for _, file in released}) == len(released)  # a later line never takes over
    for digest, file in released:
        assert sha256((FOLDER / file).read_bytes()).hexdigest() == digest, file
    assert editions.read_lock() == {file: digest for digest, file in released}


def test_the_lock_is_read_line_by_line(shelf: Shelf) -> None:
    shelf.release("1999.1.json")
    shelf.release("1999.2.json", b"{}")
    assert editions.read_lock() == {
        "1999.1.json": sha256(TINY_BYTES).hexdigest(),
        "1999.2.json": sha256(b"{}").hexdigest(),
    }


@pytest.mark.parametrize("name", mlroles.list_editions())
def test_every_shipped_edition_loads_under_its_own_name_and_has_its_counts(name: str) -> None:
    taxonomy = mlroles.load(name)
    data = (FOLDER / f"{name}.json").read_bytes()
    assert taxonomy.edition == name
    assert taxonomy.fingerprint == sha256(data).hexdigest()
    assert editions.load_counts(taxonomy) == json.loads(
        (FOLDER / f"{name}.counts.json").read_bytes()
    )


# One after the other -----------------------------------------------------------------------------

NAMES = st.builds("{}.{}".format, st.integers(1, 2100), st.integers(0, 30))


@given(st.lists(NAMES, min_size=2, max_size=2))
def test_of_two_editions_the_older_is_that_of_the_smaller_numbers(names: list[str]) -> None:
    one, other = ([int(part) for part in name.split(".")] for name in names)
    assert editions.is_older(*names) == (one < other)
    assert editions.is_older(*names[::-1]) == (other < one)


def test_between_two_editions_are_those_after_the_older_and_the_newer_itself() -> None:
    last = make_edition("2000.10", **TINY)
    with shelved(*SCHOOL, last):
        assert editions.load_between(OLD, NEW) == [MIDDLE, NEW]
        assert editions.load_between(OLD, MIDDLE) == [MIDDLE]
        assert editions.load_between(MIDDLE, last) == [NEW, last]
        assert editions.load_between(OLD, last) == [MIDDLE, NEW, last]


def test_there_is_nothing_between_an_edition_and_itself_or_an_older_one() -> None:
    with shelved(*SCHOOL):
        for new in SCHOOL:
            for old in SCHOOL[SCHOOL.index(new) :]:
                assert editions.load_between(old, new) == []


def test_the_newer_one_is_that_which_is_given_and_not_the_shipped_one_of_its_name() -> None:
    other = make_edition("1999.1", **TINY)
    with shelved(*SCHOOL):
        (found,) = editions.load_between(OLD, other)
    assert found is other


@pytest.mark.parametrize("name", ["mine", "2026.x", "", "2026."])
def test_an_edition_that_no_number_names_has_no_order(name: str) -> None:
    with pytest.raises(InvalidInput, match="named by no number"):
        editions.is_older(name, "2020.1")


@pytest.mark.parametrize(
    "ask",
    [
        lambda edition: mlroles.match(["sql"], edition),
        lambda edition: mlroles.find_skills("SQL", edition),
        lambda edition: mlroles.find_role("Data engineer", edition),
    ],
    ids=["match", "find_skills", "find_role"],
)
def test_the_name_of_an_edition_is_no_taxonomy_and_the_error_says_what_is(
    ask: Callable[[Any], object],
) -> None:
    with pytest.raises(mlroles.InvalidInput, match=r"taxonomy is '2020\.1'; .*load\('2020\.1'\)"):
        ask("2020.1")


def test_an_importer_that_reads_no_files_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "get_data", lambda _package, _name: None)
    with pytest.raises(InvalidTaxonomy, match=r"cannot read the files beside it, editions\.lock"):
        editions.read_lock()


@pytest.mark.parametrize("name", ["klingon-1", "../../../tmp/x", "english-0", "guidance", "", "\0"])
def test_tables_that_an_edition_from_outside_names_are_shipped_or_refused(
    name: str, tiny: Taxonomy
) -> None:
    # what is kept of a taxonomy is kept by its fingerprint, and another file has another
    strange = attrs.evolve(tiny, fingerprint=f"of {name!r}", language=name, guidance=name)
    for ask in (
        lambda: mlroles.find_skills("An oven.", strange),
        lambda: mlroles.plan(["oven"], "baker", strange),
    ):
        with pytest.raises(InvalidTaxonomy, match="no table called so is shipped"):
            ask()


def test_a_shipped_edition_is_not_found_by_a_path(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(TINY_BYTES)
    assert mlroles.load(path).edition == "1999.1"
    with pytest.raises(mlroles.UnknownEdition):
        editions.load_shipped(str(path))
