"""Put what the live prompt needs into the built documentation, and write down what it may run.

    python tools/prepare_prompt.py SITE --wheels DIR --pyodide DIR [--copy]

SITE is the folder that Sphinx built, DIR a folder with the wheels of mlroles and attrs and nothing
else, and the folder of the package ``pyodide`` as npm unpacked it. The wheels are copied to
``SITE/_static/prompt``, and ``manifest.json`` beside them names every file, its size, and its
sha384 in the form that browsers check. Pyodide itself is named by its address at jsDelivr, which
serves the files of the npm package as they are; with ``--copy`` it is copied too, and the site
needs no other server. ``nox -s prompt`` does all of it.
"""

from __future__ import annotations

import argparse
import json
import shutil
from base64 import b64encode
from hashlib import sha384
from pathlib import Path

__all__ = ["prepare_prompt"]

CDN = "https://cdn.jsdelivr.net/npm/pyodide@{version}/"
PYODIDE = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "pyodide-lock.json",
    "python_stdlib.zip",
)
SCRIPT = "try_it.py"


def prepare_prompt(site: Path, wheels: Path, pyodide: Path, *, copy: bool = False) -> Path:
    """Write the manifest of the prompt, and what it names.

    Parameters
    ----------
    site
        The folder of the built pages.
    wheels
        A folder with one wheel of mlroles, and of each package that it needs.
    pyodide
        The unpacked npm package.
    copy
        Whether Pyodide is served by the site itself.

    Returns
    -------
    Path
        Of the manifest.

    Raises
    ------
    FileNotFoundError
        If the site has no prompt, or a file is missing.
    ValueError
        If the wheels are not one of mlroles and one of attrs.
    """
    folder = site / "_static" / "prompt"
    script = site / "_static" / SCRIPT
    files = [describe(script, f"../{SCRIPT}")]
    found = find_wheels(wheels)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files += [describe(copy_to(folder, wheel), wheel.name) for wheel in found]
    version = json.loads((pyodide / "package.json").read_text("utf-8"))["version"]
    base = "pyodide/" if copy else CDN.format(version=version)
    files += [describe(pyodide / name, base + name) for name in PYODIDE]
    if copy:
        for name in PYODIDE:
            copy_to(folder / "pyodide", pyodide / name)
    manifest = folder / "manifest.json"
    text = json.dumps({"files": files, "pyodide": version}, indent=1)
    manifest.write_text(text + "\n", "utf-8", newline="\n")
    return manifest


def find_wheels(folder: Path) -> list[Path]:
    """The wheels of attrs and mlroles, one each, and no other."""
    wheels = sorted(folder.glob("*.whl"))
    if [wheel.name.partition("-")[0] for wheel in wheels] != ["attrs", "mlroles"]:
        names = ", ".join(wheel.name for wheel in wheels) or "none"
        message = f"{folder} must hold one wheel of attrs and one of mlroles; it holds {names}"
        raise ValueError(message)
    return wheels


def describe(file: Path, url: str) -> dict[str, str | int]:
    """A file as the manifest has it."""
    data = file.read_bytes()
    integrity = "sha384-" + b64encode(sha384(data).digest()).decode("ascii")
    return {"name": file.name, "url": url, "bytes": len(data), "integrity": integrity}


def copy_to(folder: Path, file: Path) -> Path:
    """The copy of a file in a folder, which is made if it is not there."""
    folder.mkdir(exist_ok=True)
    return Path(shutil.copyfile(file, folder / file.name))


def main() -> None:
    """Read the command line, prepare, and say what was written."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--wheels", type=Path, required=True)
    parser.add_argument("--pyodide", type=Path, required=True)
    parser.add_argument("--copy", action="store_true")
    asked = parser.parse_args()
    print(prepare_prompt(asked.site, asked.wheels, asked.pyodide, copy=asked.copy))


if __name__ == "__main__":
    main()
