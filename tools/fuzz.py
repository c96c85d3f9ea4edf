"""Feed strangers' bytes to what reads them, for as long as you like; a crash is a test to write.

    python tools/fuzz.py TARGET --minutes 10 [--corpus DIR]

It needs ``pip install atheris``. Only an error of `mlroles.errors` is a fair answer to bad input:
anything else that is raised, or an answer that breaks a law of its own, is kept as a file and ends
the run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["mlroles"]):
    import mlroles
    from mlroles.edition_format import OUTSIDE, decode
    from mlroles.errors import MlrolesError
    from mlroles.export.data import to_data, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WHOLE = 1000  # permille
TAXONOMY = mlroles.load("2020.1")
NAMES = sorted(name for skill in TAXONOMY.skills.values() for name in (skill.name, skill.id))


def read_names(data: bytes) -> None:
    """Names of skills, one a line, a level after a tab."""
    given = {}
    for line in data.decode("utf-8", "surrogateescape").split("\n"):
        name, _, level = line.partition("\t")
        given[name] = level or None
    answer = mlroles.match(given, TAXONOMY)
    assert sum(fit.share for fit in answer) == WHOLE
    for fit in answer:
        assert fit.evidence == sum(reason.weight for reason in fit.reasons)
    str(answer)
    answer._repr_html_()


def read_text(data: bytes) -> None:
    """A text that may name skills."""
    text = data.decode("utf-8", "replace")
    found = mlroles.find_skills(text, TAXONOMY)
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
    assert list(found) == sorted(found, key=lambda mention: mention.start)
    mlroles.match(found, TAXONOMY)
    found._repr_html_()


def read_title(data: bytes) -> None:
    """A job title."""
    reading = mlroles.find_role(data.decode("utf-8", "replace"), TAXONOMY)
    to_json(to_data(reading))
    str(reading)


def read_receipt(data: bytes) -> None:
    """A receipt, as JSON."""
    try:
        receipt = json.loads(data)
    except (ValueError, RecursionError):
        return
    mlroles.replay(receipt)


def read_edition(data: bytes) -> None:
    """A compiled edition from outside the lock."""
    taxonomy = decode(data, "0" * 64, OUTSIDE)
    mlroles.match(["python", "sql"], taxonomy)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "names": read_names,
    "text": read_text,
    "title": read_title,
    "receipt": read_receipt,
    "edition": read_edition,
}


def draw_seeds(target: str) -> Iterable[bytes]:
    """Good input to begin with: what is near it finds more than noise does."""
    if target == "receipt":
        for at in range(0, len(NAMES), 200):
            answer = mlroles.match(NAMES[at : at + 5], TAXONOMY)
            yield to_json(mlroles.write_receipt(answer, TAXONOMY)).encode()
    elif target == "edition":
        yield tiny_edition()
    elif target == "title":
        yield from (f"Senior {title.name} (m/f/d)".encode() for title in TAXONOMY.titles)
    else:
        joint = "\n" if target == "names" else ", "
        for at in range(0, len(NAMES), 20):
            yield joint.join(NAMES[at : at + 20]).encode()


def tiny_edition() -> bytes:
    """The small world of the tests, compiled."""
    sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
    from worlds import TALLY, TINY, compile_world, records

    return compile_world(records(**TINY), [TALLY])


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
    corpus = asked.corpus or Path(tempfile.mkdtemp(prefix=f"fuzz-{asked.target}-"))
    corpus.mkdir(parents=True, exist_ok=True)
    for at, seed in enumerate(draw_seeds(asked.target)):
        (corpus / f"seed-{at}").write_bytes(seed)
    seconds = round(asked.minutes * 60)
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={corpus}/crash-", "-max_len=20000"]
    atheris.Setup([sys.argv[0], str(corpus), *options], ask(TARGETS[asked.target]))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
