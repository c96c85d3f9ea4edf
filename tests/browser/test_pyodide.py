"""Python in WebAssembly, under Node, answers as every other: 32 bits, another libc, no threads."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import mlroles
from mlroles.selftest.digests import DIGESTS

HERE = Path(__file__).parent
BUILD = HERE.parent.parent / "build"
NPM = Path(os.environ.get("MLROLES_NPM", BUILD / "npm/node_modules"))
SITE = Path(os.environ.get("MLROLES_SITE", BUILD / "docs"))


def test_the_digests_are_those_that_are_shipped() -> None:
    node = shutil.which("node")
    assert node, "there is no node here"
    assert NPM.exists(), f"there is no {NPM}: nox -s browser"
    wheels = sorted(SITE.glob("_static/prompt/*.whl"))
    done = subprocess.run(
        [node, HERE / "selftest.mjs", NPM / "pyodide", *wheels],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    found = json.loads(done.stdout.splitlines()[-1])
    print(found)  # noqa: T201  # what pytest -rP shows
    assert found["bits"] == 32
    assert found["digests"] == {name: DIGESTS[name] for name in mlroles.list_editions()}
