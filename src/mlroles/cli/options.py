"""What may be said to a command, and what it means: each option once, for all commands."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

__all__ = ["OPTIONS", "Commands"]

Commands = dict[str, tuple[Callable[[Namespace], object], str, str]]
"""What answers each command, what is said of it, and its options."""

_SKILLS = {
    "metavar": "SKILL",
    "help": "a name, in quotes if it has spaces; - reads one a line from standard input",
}
OPTIONS: dict[str, dict[str, Any]] = {
    "name": {
        "metavar": "NAME",
        "nargs": "+",
        "help": "of a role or a skill, by any of its names; quotes are not needed",
    },
    "title": {
        "metavar": "TITLE",
        "nargs": "+",
        "help": "as employers write it; in quotes if it has signs that the shell reads",
    },
    "skills": {**_SKILLS, "nargs": "+"},
    "skills?": {**_SKILLS, "nargs": "*"},
    "roles?": {
        "metavar": "ROLE",
        "nargs": "*",
        "help": "several in quotes, if they have spaces; all roles if left out",
    },
    "known?": {
        "metavar": "SUBJECT=LEVEL",
        "nargs": "*",
        "help": "a subject and how well it is known, 0 to 4 or the level's name: statistics=2",
    },
    "counts": {
        "metavar": "ANSWER=COUNT",
        "nargs": "+",
        "help": "how many rows were given a role, insufficient or outside: data-engineer=120",
    },
    "--kind": {
        "metavar": "KIND",
        "required": True,
        "help": "what the rows are: adverts, lists, people, people-3, people-5 or people-8",
    },
    "text_file": {"metavar": "FILE", "help": "a text; - reads standard input"},
    "--text": {"metavar": "FILE", "help": "match the skills that this text names; - reads it"},
    "--lines": {
        "action": "store_true",
        "help": "take each line for a text of its own, and answer each by a line, without end",
    },
    "--no-boilerplate": {
        "action": "store_true",
        "help": "leave out sections about the company, its benefits and equal opportunity",
    },
    "wanted": {"metavar": "ROLE", "help": "the role asked about, in quotes if it has spaces"},
    "file": {"metavar": "FILE", "help": "a receipt"},
    "given": {"metavar": "SKILL", "nargs": "*", "help": "the skills, for a private receipt"},
    "old": {"metavar": "OLD", "help": "an edition, or the path of a compiled file"},
    "new": {"metavar": "NEW", "help": "another edition"},
    "names": {"metavar": "ID", "nargs": "+", "help": "of a role or a skill, in the edition OLD"},
    "members?": {
        "metavar": "MEMBER",
        "nargs": "*",
        "help": "'NAME: HAT, HAT' in quotes, or hats alone; a hat is a role or a job title",
    },
    "--project": {
        "metavar": "PROJECT",
        "help": "the kind of project, as the command projects lists them",
    },
    "--file": {"metavar": "FILE", "help": "members as JSON, with their skills; - reads it"},
    "start": {"metavar": "START", "nargs": "?", "help": "a role or a party; all if left out"},
    "end": {"metavar": "END", "nargs": "?", "help": "trace the way to this role or party"},
    "--mermaid": {"action": "store_true", "help": "print the graph as text for Mermaid"},
    "--dot": {"action": "store_true", "help": "print the graph as text for Graphviz"},
    "--skill": {
        "metavar": "SKILL",
        "action": "append",
        "help": "a skill of yours; given some, they settle what was split",
    },
    "--private": {"action": "store_true", "help": "keep a salted hash in place of the skills"},
    "--without": {
        "metavar": "THING",
        "action": "append",
        "help": "set aside roles that ask for it: maths, any maths, coding, any coding, models",
    },
    "--among": {
        "metavar": "ROLE",
        "action": "append",
        "help": "compare only this role and others so named",
    },
    "--hours": {
        "metavar": "HOURS",
        "type": int,
        "help": "plan the best that so many hours suffice for, at the upper end of every guess",
    },
    "--prior": {"metavar": "MIX", "help": "how common roles are: a named mix of the edition"},
    "--tick": {
        "metavar": "THINGS",
        "action": "append",
        "help": "the answer to a question: numbers or names with commas between, or nothing; once "
        "for each question",
    },
    "--role": {"metavar": "ROLE", "help": "which role to explain; the first if left out"},
    "source": {"metavar": "IN", "help": "a file of Parquet, CSV or JSON Lines; - reads it"},
    "target": {"metavar": "OUT", "help": "a file of the same format; - writes it"},
    "--skills": {"metavar": "COLUMN", "help": "the column of lists of skills"},
    "--text?": {"metavar": "COLUMN", "help": "the column of texts"},
    "--title": {"metavar": "COLUMN", "help": "the column of job titles"},
    "--add": {
        "metavar": "NAME,NAME",
        "action": "append",
        "help": "columns to add; role if left out. The reference of annotate lists them",
    },
    "--separator": {
        "metavar": "SIGN",
        "default": ";",
        "help": "what stands between skills in a cell of CSV; a semicolon if left out",
    },
    "--processes": {
        "metavar": "N",
        "type": int,
        "default": 1,
        "help": "how many work at it; more than one pays for texts",
    },
    "--force": {"action": "store_true", "help": "overwrite the file that is there"},
    "classification": {
        "metavar": "NAME",
        "help": "another classification, O*NET-SOC say, or a role of ours by any name",
    },
    "code?": {
        "metavar": "CODE",
        "nargs": "*",
        "help": "of its entry, or the entry's address; quotes are not needed",
    },
    "--format": {
        "choices": (
            *("json", "json-ld", "turtle", "csv"),
            *("edition-schema", "receipt-schema", "overlay-schema"),
        ),
        "required": True,
        "help": "the compiled edition; its concepts in SKOS; its tables; or a JSON Schema",
    },
    "--to": {"metavar": "FOLDER", "help": "write all tables into this new folder, for csv"},
    "--table": {"metavar": "TABLE", "help": "print this table alone, for csv"},
    "--base": {
        "metavar": "ADDRESS",
        "help": "name the concepts below this address; needed for what is not shipped",
    },
    "--edition": {
        "metavar": "EDITION",
        "help": "its name, or the path of a compiled file; the newest if left out",
    },
    "files": {"metavar": "FILE", "nargs": "+", "help": "an overlay, TOML or JSON"},
    "begun": {"metavar": "FILE", "help": "the file to write, acme.toml say"},
    "--namespace": {
        "metavar": "NAME",
        "default": "acme",
        "help": "what your ids begin with; acme if left out",
    },
    "--format?": {  # of a report, and may be left out
        "choices": ("text", "json", "github"),
        "default": "text",
        "help": "for people, for programs, or for the annotations of GitHub's workflows",
    },
    "--over": {
        "metavar": "FILE",
        "action": "append",
        "help": "an overlay to lay over the edition first; several are laid in order",
    },
    "--json": {"action": "store_true", "help": "print JSON for programs"},
}
