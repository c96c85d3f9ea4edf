"""Pages of the repository that are pages of the documentation too, and links between the two.

In a clone and on GitHub a link leads from file to file. A page of the site has only its own folder:
there a link to any other file leads to the repository on the web.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["COPIES", "REPOSITORY", "copied_pages", "lead_links"]

ROOT = Path(__file__).resolve().parents[2]
REPOSITORY = "https://github.com/mlroles/mlroles"
COPIES = {  # file of the repository: page of the documentation
    "data/README.md": "docs/data/index.md",
    "data/GUIDE.md": "docs/data/guide.md",
    "CHANGELOG.md": "docs/data/changelog.md",
}
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(\]\()(?![a-z]+:|[#<])([^)\s#]+)")


def copied_pages() -> Iterator[tuple[str, str]]:
    """The pages that are files of the repository elsewhere."""
    for file, page in COPIES.items():
        text = (ROOT / file).read_text("utf-8")
        text = text.replace("```csv", "```text")  # which Pygments cannot colour
        yield page.removeprefix("docs/"), lead_links(text, file, page)


def lead_links(text: str, file: str, page: str) -> str:
    """The text of a file as a page, with every link to where the page has it lead.

    Parameters
    ----------
    text
        Markdown; code blocks stay as they are.
    file, page
        Where its links are counted from, and where it stands, as paths in the repository.

    Examples
    --------
    >>> lead_links("[a](../../LICENSE)", "docs/how-to/a.md", "docs/how-to/a.md")
    '[a](https://github.com/mlroles/mlroles/blob/main/LICENSE)'
    >>> lead_links("[b](GUIDE.md#alias)", "data/README.md", "docs/data/index.md")
    '[b](guide.md#alias)'
    """
    spans = [(found.start(), found.end()) for found in _FENCE.finditer(text)]

    def lead(found: re.Match[str]) -> str:
        in_code = any(start <= found.start() < end for start, end in spans)
        return found[0] if in_code else found[1] + _lead(found[2], file, page)

    return _LINK.sub(lead, text)


def _lead(address: str, file: str, page: str) -> str:
    target = os.path.normpath(PurePosixPath(file).parent / address).replace(os.sep, "/")
    target = COPIES.get(target, target)
    if not target.startswith("docs/"):
        kind = "blob" if PurePosixPath(target).suffix or (ROOT / target).is_file() else "tree"
        return f"{REPOSITORY}/{kind}/main/{target}"
    return os.path.relpath(target, PurePosixPath(page).parent).replace(os.sep, "/")
