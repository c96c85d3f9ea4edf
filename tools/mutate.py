"""Change the code a little, thousands of times, and see whether the tests notice.

    python tools/mutate.py [MODULE …] [--sample 200 --seed 1] [--again]

It needs ``pip install mutmut``, whose mutants it takes; ``nox -s mutate`` brings it along. Mutmut's
own runner asks each mutant only the tests that were seen to call its function, and what a fixture
or a module has called before is seen once: here each is asked all tests of its module, in a process
that was forked before any test was imported. What is found is kept in build/mutation, a file each
module, so that a run that was stopped goes on; ``--again`` asks the survivors anew.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import signal
import sys
from collections import Counter
from difflib import unified_diff
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

from mutmut.mutation.file_mutation import mutate_file_contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
BUILD = Path("build/mutation")
TESTS = {  # what a mutant of each module is asked, the quickest to find one first
    "edition_format": ("test_edition_format", "test_canonical_json", "test_taxonomy"),
    "weighing": ("test_weighing", "test_lending", "test_weighing_settings"),
    "matching": ("test_matching", "test_standing", "test_shares", "test_laws"),
    "planning": ("test_planning", "test_plans_text"),
    "mentions": ("test_mentions", "test_mentions_text", "test_mentions_laws"),
}
COPIED = ("pyproject.toml", "src", "tests", "tools")
LEFT_OUT = "not long_text"  # they count calls for seconds
ASKED = ("-x", "-q", "-k", LEFT_OUT, "--tb=no", "--assert=plain", "--override-ini=addopts=")
UNUSED = ("cacheprovider", "threadexception", "unraisableexception")  # plugins that take their time
MUTANT = "MUTANT_UNDER_TEST"  # the environment variable by which mutmut's trampolines choose
STORE = 3 << 30  # bytes; a loop that never ends must not take the machine along
SPARE = 3  # seconds more than half as much again as the tests take without a mutant

Source = dict[str, str]  # the name of a mutant to what it changes
Results = dict[str, tuple[str, str]]  # the same to what became of it, and what it changes


def write_mutants(module: str, folder: Path) -> Source:
    """Copy what the tests need, with all mutants of a module in it; they sleep until called."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in COPIED:
        copy: Callable[..., Any] = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for path in (folder / "tests").glob("test_*.py"):
        if path.stem not in TESTS[module]:
            path.unlink()  # so that pytest need not look at it
    found: Source = {}
    for path in list_files(module):
        mutated = mutate_file_contents(str(path), path.read_text("utf-8"))
        (folder / path).write_text(mutated.code, "utf-8")
        lines = mutated.code.splitlines()
        for name in mutated.mutant_names:
            was, is_ = (
                lines[span.start - 1 : span.end]
                for span in (
                    mutated.line_span_by_function_name[each]
                    for each in (f"{name.rpartition('_')[0]}_orig", name)
                )
            )
            found[f"{name_module(path)}.{name}"] = "\n".join(compare(was, is_))
    return found


def list_files(module: str) -> list[Path]:
    """The files of a module or package, from the root of the repository."""
    path = Path("src/mlroles") / module
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


def name_module(path: Path) -> str:
    """How a file is imported."""
    return ".".join(path.relative_to("src").with_suffix("").parts).removesuffix(".__init__")


def compare(was: Sequence[str], is_: Sequence[str]) -> Iterator[str]:
    """The lines that a mutant changes, but for its own name."""
    lines = list(unified_diff(was, is_, n=0, lineterm=""))[2:]
    return (line for line in lines if line[0] in "+-" and "__mutmut_" not in line)


def ask(tests: Sequence[str], name: str, seconds: float) -> str:
    """What the tests do with a mutant: ``killed``, ``timeout`` or ``survived``."""
    child = os.fork()
    if not child:
        os.environ[MUTANT] = name
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        most = int(process_time() + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
        resource.setrlimit(resource.RLIMIT_AS, (STORE, STORE))
        signal.alarm(20 * most)
        os._exit(run_tests(tests))
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code < 0:
        return "timeout"
    return "killed" if code else "survived"


def run_tests(tests: Sequence[str]) -> int:
    """The exit code of pytest, which is above zero for whatever goes wrong."""
    import pytest

    unused = [f"-pno:{name}" for name in UNUSED]
    return int(pytest.main([*ASKED, *unused, *(f"tests/{name}.py" for name in tests)]))


def measure(tests: Sequence[str]) -> float:
    """The seconds of processor time that the tests take without a mutant; they have to pass."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    if ask(tests, "none", 600) != "survived":
        sys.exit(f"the tests fail without a mutant: {', '.join(tests)}")
    if ask(tests, "fail", 600) != "killed":
        sys.exit("the tests pass where every function fails")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def serve(module: str, folder: Path, changes: Source, kept: Path) -> None:
    """Ask one mutant after the other; what has been imported here is shared by all."""
    os.chdir(folder)
    os.environ |= {"HYPOTHESIS_PROFILE": "mutation", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    sys.path[:0] = [str(folder / name) for name in ("src", "tests", "tools")]
    for each in ("hypothesis.strategies", "pytest", "mlroles.cli", "mlroles.export.data"):
        __import__(each)
    if str(folder) not in str(sys.modules["mlroles"].__file__):
        sys.exit(f"mlroles was not imported from {folder}")
    seconds = 1.5 * measure(TESTS[module]) + SPARE
    gc.freeze()  # what is here already need not be looked at again by each
    results = read_results(kept)
    for at, (name, change) in enumerate(changes.items(), 1):
        told = ask(TESTS[module], name, seconds)
        results[name] = told, change
        kept.write_text(json.dumps(results, indent=0), "utf-8")
        print(f"{at:5} {told:8} {name}", flush=True)


def read_results(kept: Path) -> Results:
    """What was found earlier, if anything was."""
    return json.loads(kept.read_text("utf-8")) if kept.exists() else {}


def mutate(module: str, size: int | None, seed: int, *, again: bool) -> str:
    """Ask the mutants of a module that were not asked; all that was found as a row of a table."""
    folder, kept = ROOT / BUILD / module, ROOT / BUILD / f"{module}.json"
    changes, earlier = write_mutants(module, folder), read_results(kept)
    found = {
        name: (told, change)
        for name, (told, change) in earlier.items()
        if changes.get(name) == change and not (again and told == "survived")
    }
    # the same order for everybody who gives this seed, and a larger sample holds the smaller
    names = sorted(changes, key=lambda name: sha256(f"{seed} {name}".encode()).digest())[:size]
    names += [name for name in earlier if again and name in changes]
    left = {name: changes[name] for name in names if name not in found}
    kept.write_text(json.dumps(found, indent=0), "utf-8")
    if left and not os.fork():
        serve(module, folder, left, kept)
        os._exit(0)
    if left and os.wait()[1]:
        sys.exit(1)
    return report(module, read_results(kept), len(changes))


def report(module: str, results: Results, made: int) -> str:
    """The survivors in a file of their own, and the figures in a row."""
    told = Counter(each for each, _ in results.values())
    left = [each for each in results.items() if each[1][0] != "killed"]
    text = "\n".join(f"{name}: {how}\n{change}\n" for name, (how, change) in left)
    (ROOT / BUILD / f"{module}.survived.txt").write_text(text, "utf-8")
    share = 100 * (told["killed"] + told["timeout"]) / max(len(results), 1)
    figures = (made, len(results), told["killed"], told["timeout"], told["survived"])
    return " | ".join([f"| `{module}`", *map("{:,}".format, figures), f"{share:.1f} |"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table of all modules asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(TESTS))
    parser.add_argument("--sample", type=int, help="so many mutants of each module, not all")
    parser.add_argument("--seed", type=int, default=1, help="which ones; 1 if left out")
    parser.add_argument("--again", action="store_true", help="ask the survivors anew")
    asked = parser.parse_args(arguments)
    os.chdir(ROOT)
    rows = [
        mutate(module, asked.sample, asked.seed, again=asked.again)
        for module in asked.modules or TESTS
    ]
    print(f"\nmutmut {version('mutmut')}, Python {sys.version.partition(' ')[0]}\n")
    print("| module | mutants | asked | killed | timed out | survived | per cent killed |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
