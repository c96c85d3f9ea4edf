"""The Python blocks of README.md and of every page under docs/ are run, each page from its top."""

from doctest import ELLIPSIS

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()],
    patterns=["*.md"],
).pytest()

collect_ignore = ["docs/conf.py", *(f"docs/{made}" for made in ("api", "data", "roles", "skills"))]
