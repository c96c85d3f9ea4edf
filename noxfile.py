#!/usr/bin/env -S uv run --script

# /// script
# dependencies = ["nox==2026.10.20"]
# ///

"""One short verb for each habit, the same on a laptop and in CI: ``nox -s lint``."""

import shutil
import tarfile
from hashlib import sha256
from pathlib import Path

import nox

nox.needs_version = ">=2026.10.20"
nox.options.default_venv_backend = "uv|virtualenv"

PYPROJECT = nox.project.load_toml("pyproject.toml")
WORKFLOWS = [f".github/workflows/{name}.yml" for name in ("ci", "deep", "publish")]
WHEEL_SHOULD, WHEEL_MUST = 300_000, 1_000_000  # bytes


def group(name: str) -> tuple[str, ...]:
    """What a dependency group of pyproject.toml asks for."""
    return nox.project.dependency_groups(PYPROJECT, name)


def find_released(session: nox.Session) -> str | None:
    """The last tag of a release, if there is one."""
    tags = session.run(
        "git", "tag", "--sort=-v:refname", "--list", "v*", external=True, silent=True
    )
    return next(iter(str(tags).split()), None)


def make_dist(session: nox.Session) -> tuple[Path, Path]:
    """An sdist in dist/, and the wheel that is built from it."""
    shutil.rmtree("dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist")
    return next(Path("dist").glob("*.tar.gz")), next(Path("dist").glob("*.whl"))


def add_prompt(session: nox.Session, *options: str) -> None:
    """The wheels and Pyodide, by their pins, and what the built pages need to know of them."""
    wheels, npm = Path("build/wheels"), Path("build/npm")
    for folder in (wheels, npm):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    session.install("pip>=25.1")  # the first that knows groups
    pip_wheel = ("python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels))
    session.run(*pip_wheel, ".", "--group", "prompt")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(Path("tests/browser", name), npm)
    session.run("npm", "ci", "--ignore-scripts", "--prefix", str(npm), external=True)
    pyodide = ("--pyodide", str(npm / "node_modules/pyodide"))
    site = ("build/docs", "--wheels", str(wheels))
    session.run("python", "tools/prepare_prompt.py", *site, *pyodide, *options)


@nox.session
def test(session: nox.Session) -> None:
    """Run all tests, with the documents and the docstrings."""
    session.install("-e", ".[test]")
    session.run("pytest", *(session.posargs or ["--cov"]))


@nox.session(default=False)
def deep(session: nox.Session) -> None:
    """Let hypothesis look much longer."""
    session.install("-e", ".[test]")
    session.run("pytest", "tests", *session.posargs, env={"HYPOTHESIS_PROFILE": "deep"})


@nox.session
def lint(session: nox.Session) -> None:
    """Read code, prose, workflows and scripts without running them."""
    session.install(*group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("rumdl", "check", ".")
    session.run("codespell")
    session.run("shellcheck", ".ci/run")
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    session.run("zizmor", "--offline", "--quiet", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of the code, the tests and the tools, and that nothing public lacks one."""
    session.install("-e", ".", *group("types"))
    session.run("mypy")
    session.run("pyright", "--verifytypes", "mlroles", "--ignoreexternal")  # fails below 100 %


@nox.session(default=False)
def api(session: nox.Session) -> None:
    """Compare the interface with the last release."""
    session.install(*group("api"))
    released = find_released(session)
    if released is None:
        session.log("nothing is released yet, so there is no interface to compare with")
    else:
        session.run("griffe", "check", "mlroles", "--search", "src", "--against", released)


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Feed strangers' bytes to what reads them: ``nox -s fuzz -- text --minutes 10``."""
    session.install(".", *group("fuzz"))
    session.run("python", "tools/fuzz.py", *session.posargs)


@nox.session(default=False)
def mutate(session: nox.Session) -> None:
    """Change the code a little and see whether the tests notice: ``nox -s mutate -- weighing``."""
    session.install("-e", ".[test]", *group("mutation"))
    session.run("python", "tools/mutate.py", *session.posargs)


@nox.session(default=False)
def build(session: nox.Session) -> None:
    """Build the sdist, and the wheel from it, and look them over."""
    session.install(*group("package"))
    _, first = make_dist(session)
    digest = sha256(first.read_bytes()).hexdigest()
    sdist, wheel = make_dist(session)
    if sha256(wheel.read_bytes()).hexdigest() != digest:
        session.error("the same sources made two different wheels")
    session.log(f"{wheel.name}: sha256 {digest}, twice")
    session.run("check-wheel-contents", str(wheel))
    session.run("twine", "check", "--strict", str(sdist), str(wheel))
    size = wheel.stat().st_size
    session.log(f"{wheel.name}: {size:,} bytes")
    if size > WHEEL_MUST:
        session.error(f"a wheel must stay under {WHEEL_MUST:,} bytes")
    if size > WHEEL_SHOULD:
        session.warn(f"a wheel should stay under {WHEEL_SHOULD:,} bytes")


@nox.session(default=False)
def wheel(session: nox.Session) -> None:
    """Test the wheel that is built from the sdist, with what the sdist brings along."""
    session.install(*group("package"), *group("test"))
    sdist, wheel = make_dist(session)
    session.install(str(wheel))
    there = Path(session.create_tmp()).resolve()
    shutil.rmtree(there)
    with tarfile.open(sdist) as archive:
        archive.extractall(there, filter="data")
    session.chdir(there / sdist.name.removesuffix(".tar.gz"))
    session.run("python", "-c", "import mlroles; assert 'site-packages' in mlroles.__file__")
    session.run("pytest", "tests", "docs", "README.md", "--pyargs", "mlroles", *session.posargs)


@nox.session(default=False)
def docs(session: nox.Session) -> None:
    """Build the documentation and check its links; a warning is an error."""
    session.install("-e", ".", *group("docs"))
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", "build/docs")
    session.run("python", "tools/check_links.py", "build/docs")


@nox.session(default=False, requires=["docs"])
def prompt(session: nox.Session) -> None:
    """Put the live prompt into the documentation; ``-- --copy`` serves Pyodide from there too."""
    add_prompt(session, *session.posargs)


@nox.session(default=False, requires=["docs"])
def browser(session: nox.Session) -> None:
    """Visit the documentation in a headless Chromium, and ask Pyodide under Node; compare."""
    session.install("-e", ".", *group("browser"))
    add_prompt(session, "--copy")
    session.run("pytest", "-rP", "--no-showlocals", "tests/browser", *session.posargs)


@nox.session(default=False)
def spark(session: nox.Session) -> None:
    """Ask a Spark cluster of two workers on this machine, and compare; it needs Java."""
    session.install("-e", ".[test]", *group("spark"))
    session.run("pytest", "tests/test_spark.py", "docs/how-to/use-on-spark.md", *session.posargs)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Compare speed and accuracy with the named rivals: ``nox -s bench -- --people FILE``."""
    session.install(".", *group("bench"))
    session.run("python", "benchmarks", *session.posargs)


@nox.session(default=False)
def review(session: nox.Session) -> None:
    """Hold the repository against the habits of the scientific Python community."""
    session.install(*group("review"))
    session.run("repo-review", ".")


@nox.session(default=False)
def edition(session: nox.Session) -> None:
    """Compile an edition: ``nox -s edition -- 2020.1``."""
    session.install("-e", ".")
    session.run("python", "tools/compile_edition.py", *session.posargs)


if __name__ == "__main__":
    nox.main()
