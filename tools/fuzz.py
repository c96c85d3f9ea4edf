"""Feed strangers' bytes to what reads them, for as long as you like; a crash is a test to write.

    python tools/fuzz.py TARGET --minutes 10 [--corpus DIR]

It needs ``pip install atheris``. Only an error of `mlroles.errors` is a fair answer to bad input:
anything else that is raised, or an answer that breaks a law of its own, is kept as a file and ends
the run. What is read as JSON is changed as JSON, and sealed again where it is sealed: bytes
changed at random would never get past the parser, nor past the hash.
"""

from __future__ import annotations

import argparse
import copy
import json
import re
import sys
import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import atheris
from attrs import frozen

with atheris.instrument_imports(include=["mlroles"]):
    import mlroles
    from mlroles.display.overlays import github_lines
    from mlroles.edition_format import OUTSIDE, decode
    from mlroles.editions import load_language
    from mlroles.errors import InvalidInput, InvalidTaxonomy, MlrolesError
    from mlroles.export.data import to_data, to_json
    from mlroles.overlays.starter import begin_overlay
    from mlroles.receipts import _digest

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
from worlds import TALLY, TINY, compile_world, move, records, tiny_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WHOLE = 1000  # permille
LONGEST = 20_000  # bytes of an input
LONGEST_PROBLEM = 1000
LONGEST_WORD = 40
TAXONOMY = mlroles.load("2020.1")
WORLD = tiny_world()
NAMES = sorted(name for skill in TAXONOMY.skills.values() for name in (skill.name, skill.id))
ASKED = ["oven", "C++", "Backofen", "a hat"]
RUNGS = {"intern", "junior", "unstated", "senior", "lead", "staff", "principal", "manager"}


# What is read, and the laws that each answer keeps --------------------------------------------


def read_names(data: bytes) -> None:
    """Names of skills, one a line, a level after a tab."""
    given: dict[str, Any] = {}
    for line in data.decode("utf-8", "surrogateescape").split("\n"):
        name, _, level = line.partition("\t")
        given[name] = int(level) if level.isdecimal() and len(level) < len("100") else level or None
    answer = mlroles.match(given, TAXONOMY)
    hold_match(answer, shown=len(data) % 4 == 0)
    told = {name for held in answer.resolved for name in held.names}
    told.update(unknown.name for unknown in answer.unresolved)
    for name in given.keys() - told:
        assert TAXONOMY.skill(name) in answer.excluded
    assert mlroles.match(dict(reversed(given.items())), TAXONOMY) == answer
    if len(data) % 8 == 0:  # a receipt takes longer than all the rest
        receipt = mlroles.write_receipt(answer, TAXONOMY)
        assert to_json(to_data(mlroles.replay(receipt))) == to_json(to_data(answer))


def hold_match(answer: mlroles.Match, *, shown: bool = True) -> None:
    """What holds for every match, and that it can be shown."""
    assert sum(fit.share for fit in answer) == WHOLE
    for fit in answer:
        assert fit.evidence == sum(reason.weight for reason in fit.reasons)
        assert 0 <= fit.coverage <= WHOLE
        assert 0 <= fit.counted <= WHOLE
    assert list(answer) == sorted(answer, key=lambda fit: (-fit.evidence, fit.role.id))
    if shown:
        str(answer)
        answer._repr_html_()


def read_text(data: bytes) -> None:
    """A text that may name skills."""
    text = data.decode("utf-8", "surrogateescape")
    found = mlroles.find_skills(text, TAXONOMY)
    end = 0
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        assert mention.skill == TAXONOMY.skills[mention.skill.id]
        end = mention.end
    plain = mlroles.find_skills(text, TAXONOMY, boilerplate=False)
    assert {mention.start for mention in plain} <= {mention.start for mention in found}
    hold_match(mlroles.match(found, TAXONOMY))
    to_json(to_data(found))
    found._repr_html_()


def read_title(data: bytes) -> None:
    """A job title."""
    title = data.decode("utf-8", "surrogateescape")
    reading = mlroles.find_role(title, TAXONOMY)
    assert reading.role is None or reading.role in TAXONOMY.roles.values()
    assert all(role in TAXONOMY.roles.values() for role in reading.candidates)
    assert reading.seniority in RUNGS
    assert mlroles.find_role(f" {title}  ", TAXONOMY).role == reading.role
    to_json(to_data(reading))
    str(reading)
    reading._repr_html_()


def read_receipt(data: bytes) -> None:
    """A receipt; a private one is given what it was written for."""
    answer = mlroles.replay(data, NAMES[:5] if b'"salt"' in data else None)
    hold_match(answer)
    stated = json.loads(data)
    if not stated["overlays"] and "salt" not in stated["input"]:
        again = json.loads(mlroles.write_receipt(answer))
        for key in ("made_by", "sha256"):  # what wrote it is recorded, and not compared
            stated[key] = again[key]
        assert again == stated


def read_edition(data: bytes) -> None:
    """A compiled edition from outside the lock; one that loads answers."""
    taxonomy = decode(data, "0" * 64, OUTSIDE)
    hold_match(mlroles.match([*ASKED, *list(taxonomy.skills)[:3]], taxonomy))
    for value in (*taxonomy.roles.values(), *taxonomy.skills.values()):
        str(value)
        to_json(to_data(value))
    mlroles.find_skills("An oven, a broad grin; C/C++.", taxonomy)
    mlroles.find_role("Senior pastry chef", taxonomy)
    for mix in taxonomy.priors:
        with suppress(InvalidInput):  # it may leave a role out
            mlroles.match(ASKED, taxonomy, prior=mix)


def read_overlay(data: bytes) -> None:
    """An overlay, as TOML or JSON: it is sound, or all that is wrong with it is told."""
    found = mlroles.check(data, WORLD)
    for problem in found:
        assert re.fullmatch("[a-z]+(-[a-z0-9]+)+|address|cycle|duplicate|fixed|malformed|syntax",
                            problem.code), problem.code  # fmt: skip
        assert problem.place
        assert 0 < len(str(problem)) < LONGEST_PROBLEM
    str(found)
    assert all("\n" not in line for line in github_lines(found))
    try:
        taxonomy = mlroles.extend(WORLD, data)
    except InvalidTaxonomy:
        assert not found.sound
    else:
        assert found.sound
        hold_overlay(taxonomy)


def hold_overlay(taxonomy: mlroles.Taxonomy) -> None:
    """What an overlay adds is found by its name, and the world below stays as it was."""
    (layer,) = taxonomy.overlays
    assert mlroles.extend(WORLD, json.loads(layer.text)) == taxonomy
    added = [skill for skill in taxonomy.skills.values() if skill.id not in WORLD.skills]
    for skill in added:
        assert taxonomy.skill(skill.name) == taxonomy.skill(skill.id) == skill
        assert taxonomy.layer(skill) == layer.namespace
    for role in taxonomy.roles.values():
        assert taxonomy.role(role.name) == taxonomy.role(role.id) == role
        str(role)
        mlroles.find_role(role.name, taxonomy)
    answer = mlroles.match([*ASKED, *(skill.name for skill in added)], taxonomy)
    hold_match(answer)
    assert len(answer.resolved) == len(added) + 2
    names = [alias.name for skill in added for alias in skill.aliases]
    mlroles.find_skills("; ".join([*names, *(skill.name for skill in added)]), taxonomy)
    receipt = mlroles.write_receipt(answer, taxonomy)
    assert mlroles.replay(receipt, taxonomy=taxonomy) == answer
    assert to_json(to_data(mlroles.match(ASKED, WORLD))) == BELOW


BELOW = to_json(to_data(mlroles.match(ASKED, WORLD)))


# How it is changed ---------------------------------------------------------------------------

ODD: tuple[Any, ...] = (
    None, True, 0, 1, -1, 4, 5, 2**64, 10**40, 0.5, 1e400, "", " ", "a", "the", "C", "\x00",
    "\ud800", "e\u0301", "\u202e", "o\u0435o", "../a.json", "/dev/null", "https://a.b", "a.toml",
    "2020.1", "acme:a", "acme:", "oven", "baker", "x" * 200, "a b", [], {}, [[]], {"": ""}, ["a"],
)  # fmt: skip


def change_bytes(data: bytes, longest: int) -> bytes:
    """A few bytes changed, as libFuzzer does it, with what it saw the reader compare."""
    changed: bytes = atheris.Mutate(data, longest)
    return changed


def change_json(data: bytes, longest: int, seed: int) -> bytes:
    """The same document with a few values, keys or rows changed; else a few bytes."""
    dice = Random(seed)  # noqa: S311  # a change that repeats, not a secret
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return change_bytes(data, longest)
    if dice.random() < 1 / 16:
        return change_bytes(data, longest)
    try:
        for _ in range(dice.choice((1, 1, 1, 2, 5))):
            document = change_value(document, dice)
        changed = write_bytes(document)
    except RecursionError:  # tables put into each other a thousand deep
        return data
    return changed if len(changed) <= longest else data


def write_bytes(document: Any) -> bytes:
    """A document as JSON; escaped where it has what UTF-8 cannot write."""
    try:
        return json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(document).encode()


def change_value(document: Any, dice: Random) -> Any:
    """One change, at a place drawn: few are near the top, so it goes down more often than not."""
    places = [*walk(document)] if isinstance(document, (dict, list)) else []
    if not places:
        return draw_odd(dice)
    inner, key = dice.choice(places)
    _, other = dice.choice(places)
    donor, at = dice.choice(places)
    deed = dice.randrange(6)
    if deed == 0:
        del inner[key]
    elif deed == 1:
        inner[key] = draw_odd(dice)
    elif deed == 2:  # noqa: PLR2004
        inner[key] = json.loads(json.dumps(donor[at]))
    elif deed == 3 and isinstance(inner, dict):  # noqa: PLR2004
        name = dice.choice((*(each for each in ODD if isinstance(each, str)), str(other)))
        inner[name] = inner.pop(key)
    elif deed == 3:  # noqa: PLR2004
        inner.insert(key, json.loads(json.dumps(donor[at])))
    elif isinstance(inner[key], str):
        spelt = change_bytes(inner[key].encode("utf-8", "replace"), len(inner[key]) + 8)
        inner[key] = spelt.decode("utf-8", "ignore")
    elif isinstance(inner[key], int):
        inner[key] += dice.choice((-1, 1, 10**6))
    return document


def draw_odd(dice: Random) -> Any:
    """A value where another belongs, and no other's: a table that two share would hold itself."""
    return copy.deepcopy(dice.choice(ODD))


def walk(document: Any) -> Iterable[tuple[Any, Any]]:
    """Every place of a document: what holds it, and its key."""
    left = [document]
    while left:
        inner = left.pop()
        keys = list(inner) if isinstance(inner, dict) else range(len(inner))
        for key in keys:
            yield inner, key
            if isinstance(inner[key], (dict, list)):
                left.append(inner[key])


def change_receipt(data: bytes, longest: int, seed: int) -> bytes:
    """A receipt with something changed, and sealed again three times out of four."""
    changed = change_json(data, longest, seed)
    try:
        document = json.loads(changed)
        if seed % 4:
            body = {key: document[key] for key in document if key != "sha256"}
            changed = write_bytes({**body, "sha256": _digest(body)})
    except (ValueError, TypeError, RecursionError):
        return changed
    return changed if len(changed) <= longest else data


def change_overlay(data: bytes, longest: int, seed: int) -> bytes:
    """JSON as JSON; TOML by lines, or by bytes."""
    if data.lstrip().startswith(b"{"):
        return change_json(data, longest, seed)
    dice = Random(seed)  # noqa: S311
    lines = data.split(b"\n")
    if dice.random() < 1 / 2:
        return change_bytes(data, longest)
    at = dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, dice.choice(lines))
        case 2:
            lines.insert(dice.randrange(len(lines)), lines.pop(at))
        case _:
            lines[at] = change_bytes(lines[at], len(lines[at]) + 16)
    return b"\n".join(lines)[:longest]


# Good input to begin with: what is near it finds more than noise does -------------------------


def draw_lists(joint: str) -> Iterable[bytes]:
    """Names of skills, twenty a piece."""
    for at in range(0, len(NAMES), 20):
        yield joint.join(NAMES[at : at + 20]).encode()


def draw_titles() -> Iterable[bytes]:
    """Every title of the edition, with a rank and what adverts add."""
    yield from (f"Senior {title.name} (m/f/d)".encode() for title in TAXONOMY.titles)


def draw_receipts() -> Iterable[bytes]:
    """Receipts of all kinds: plain, with a prior, of few roles, private, under an overlay."""
    roles = list(TAXONOMY.roles)[:3]
    ours = mlroles.extend(TAXONOMY, {"overlay": {"namespace": "acme", "title": "Us"},
                                     "roles": {roles[0]: {"titles": ["tea taster"]}}})  # fmt: skip
    for at in range(0, len(NAMES), 200):
        answer = mlroles.match(NAMES[at : at + 5], TAXONOMY)
        yield mlroles.write_receipt(answer, TAXONOMY).encode()
    some = mlroles.match({"python": 3, "sql": 0, "a hat": None}, TAXONOMY, among=roles,
                         prior=dict.fromkeys(roles, 2))  # fmt: skip
    yield mlroles.write_receipt(some, TAXONOMY).encode()
    private = mlroles.match(NAMES[:5], TAXONOMY)
    yield mlroles.write_receipt(private, TAXONOMY, private=True).encode()
    yield mlroles.write_receipt(mlroles.match(["python"], ours), ours).encode()


def draw_editions() -> Iterable[bytes]:
    """The small world of the tests, compiled; and one that says all it may, on one line."""
    yield compile_world(records(**TINY), [TALLY])
    moves = (move("renamed", "bakerman", "baker"), move("split", "pan", "oven c", "skills"))
    said = json.loads(compile_world(records(**TINY, moves=moves), [TALLY]))
    said["edition"] |= {
        "agreement": {"enter": 700, "grow": 600},
        "language": "english-1",
        "guidance": "guidance-1",
        "priors": {"census": {"baker": 3, "cook": 4, "waiter": 0}},
    }
    yield json.dumps(said).encode()


_OF_THE_WORLD = {
    "2026.1": "1999.1", "price-optimisation": "oven", "econometrics": "c", "sql": "smile",
    "python": "c-plus-plus", "causal-inference": "tax-return", "statistics": "bread",
    "pricing-analytics": "stone-oven", "apache-airflow": "oven", "data-analyst": "baker",
    "data-engineer": "cook", "data-scientist": "cook",
}  # fmt: skip


def draw_overlays() -> Iterable[bytes]:
    """What `new-overlay` writes, moved to the small world, with the keys that it leaves out."""
    text = re.sub(r"^optimisation = .*\n", "", begin_overlay(), flags=re.MULTILINE)
    for name, ours in _OF_THE_WORLD.items():
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", ours, text)
    yield text.encode()
    said = tomllib.loads(text)
    said["titles"] = {"Tea taster": ["acme:pricing-scientist"], "Boulanger": ["cook", "baker"]}
    said["overlay"] |= {"publisher": "Acme", "date": "2026-11", "address": "https://acme.example"}
    said["skills"]["acme:pricebook"] |= {"reading": "near", "near": ["price", "book"]}
    said["skills"]["oven"]["aliases"] = [{"name": "Kiln", "reading": "exact"}, "range cooker"]
    said["roles"]["baker"]["resources"] = [
        {"title": "How to bake", "address": "https://a.example/b", "kind": "book", "skill": "oven"}
    ]
    yield json.dumps(said).encode()
    yield json.dumps({"overlay": {"namespace": "acme", "title": "Us"}}).encode()


def list_words() -> Iterable[str]:
    """Words that mean something to a reader of texts and titles."""
    tables = load_language(TAXONOMY)
    cells = (cell for rows in tables.values() for row in rows for cell in row.values())
    yield from {cell for cell in (*cells, *NAMES) if cell and len(cell) <= LONGEST_WORD}


def write_dictionary(corpus: Path) -> Path:
    """Those words, as libFuzzer reads a dictionary."""
    path = corpus.with_suffix(".dict")
    lines = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in list_words())
    path.write_text("".join(f'"{line}"\n' for line in sorted(lines)))
    return path


@frozen
class Target:
    """What reads, what it is given first, and how that is changed."""

    read: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    change: Callable[[bytes, int, int], bytes] | None = None


TARGETS = {
    "names": Target(read_names, lambda: draw_lists("\n")),
    "text": Target(read_text, lambda: draw_lists(", ")),
    "title": Target(read_title, draw_titles),
    "receipt": Target(read_receipt, draw_receipts, change_receipt),
    "edition": Target(read_edition, draw_editions, change_json),
    "overlay": Target(read_overlay, draw_overlays, change_overlay),
}


def ask(read: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """A target to which a refusal in our own words is no crash."""

    def fair(data: bytes) -> None:
        try:
            read(data)
        except MlrolesError as error:
            if not str(error):
                raise

    return fair


def main() -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--corpus", type=Path)
    asked = parser.parse_args()
    target = TARGETS[asked.target]
    corpus = asked.corpus or Path(tempfile.mkdtemp(prefix=f"fuzz-{asked.target}-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for at, seed in enumerate(target.seeds()):
        target.read(seed)  # good input is taken, or the target tests nothing
        (corpus / f"seed-{at}").write_bytes(seed)
    options = [
        f"-max_total_time={round(asked.minutes * 60)}",
        f"-artifact_prefix={corpus}/",
        f"-max_len={LONGEST}",
        "-len_control=10",
        "-print_final_stats=1",
        f"-dict={write_dictionary(corpus)}",
    ]
    given = {"custom_mutator": target.change} if target.change else {}
    atheris.Setup([sys.argv[0], str(corpus), *options], ask(target.read), **given)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
