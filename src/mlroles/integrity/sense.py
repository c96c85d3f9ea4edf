"""Rules about what the rows say: roles, levels, readings, crosswalks and moves that make sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mlroles.integrity.problem import Problem
from mlroles.records import group
from mlroles.schema import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mlroles.records import Records


def find_readings(records: Records) -> Iterator[Problem]:
    """Words to stand near that are missing, or stand beside another reading."""
    for row in records["aliases"]:
        if (row["reading"] == "near") != bool(row["near"]):
            message = "words to stand near belong to the reading 'near', and to no other"
            yield Problem("near-words", row.place, message)


def find_unread_skills(records: Records) -> Iterator[Problem]:
    """Skills that no text can mention, but for activities and what only a survey calls so."""
    own = {(row["alias"], row["skill"]): row["reading"] for row in records["aliases"]}
    read = {row["skill"] for row in records["aliases"] if row["reading"] != "never"}
    for row in records["skills"]:
        silent = own.get((row["name"], row["id"])) == "never" and row["id"] not in read
        if silent and row["kind"] != "activity" and row["source"] == "editorial":
            message = f"no name of {row['id']} may be read in a text; give it one that may"
            yield Problem("unread-skill", row.place, message)


def find_kin(records: Records) -> Iterator[Problem]:
    """Kin that borrow themselves: a role borrows from those that were counted."""
    borrowing = {row["id"] for row in records["roles"] if row["kin"]}
    for row in records["roles"]:
        for other in row.split("kin"):
            if other in borrowing:
                message = f"{row['id']} borrows from {other}, which borrows itself"
                yield Problem("borrowed-kin", row.place, message)


def find_loose_artefacts(records: Records) -> Iterator[Problem]:
    """Artefacts that nobody makes, or nobody takes."""
    for row in records["handoffs"]:
        for end, said in (("producer", "made"), ("consumer", "taken")):
            if not row[end]:
                message = f"{row['artefact']!r} is {said} by nobody; name a role or a party"
                yield Problem("loose-artefact", row.place, message)


def find_neighbours(records: Records) -> Iterator[Problem]:
    """Neighbours beside statements that are no boundaries."""
    for row in records["statements"]:
        if row["neighbour"] and row["aspect"] != "boundaries":
            message = "a neighbour stands beside a boundary, and beside no other statement"
            yield Problem("stray-neighbour", row.place, message)


def find_empty_roles(records: Records) -> Iterator[Problem]:
    """Roles that need nothing."""
    needed = group(records["needs"], "role")
    for row in records["roles"]:
        if row["id"] not in needed:
            yield Problem("empty-role", row.place, f"{row['id']} needs nothing; give it needs")


def find_twin_roles(records: Records) -> Iterator[Problem]:
    """Roles with the same needs."""
    seen: dict[frozenset[tuple[str, str]], str] = {}
    for role, rows in group(records["needs"], "role").items():
        needs = frozenset((row["skill"], row["importance"]) for row in rows)
        if needs in seen:
            message = f"{role} has the same needs as {seen[needs]}; tell them apart"
            yield Problem("twin-roles", rows[0].place, message)
        seen.setdefault(needs, role)


def find_levels(records: Records) -> Iterator[Problem]:
    """Knowledge that is deeper on entering than after growing."""
    for row in records["knowledge"]:
        if row["enter"] in LEVELS and row["grow"] in LEVELS and row["enter"] > row["grow"]:
            message = f"enters at {row['enter']} and grows to {row['grow']}; growing never lowers"
            yield Problem("level-order", row.place, message)


def find_subjects(records: Records) -> Iterator[Problem]:
    """Knowledge of what is no subject."""
    kinds = {row["id"]: row["kind"] for row in records["skills"]}
    for row in records["knowledge"]:
        if kinds.get(row["subject"], "subject") != "subject":
            message = f"{row['subject']} is a {kinds[row['subject']]}; knowledge is of subjects"
            yield Problem("no-subject", row.place, message)


def find_anchors(records: Records) -> Iterator[Problem]:
    """Subjects of which only some levels say what one can do."""
    for subject, rows in group(records["anchors"], "subject").items():
        missing = sorted({*LEVELS} - {row["level"] for row in rows})
        if missing:
            message = f"{subject} has no anchor for level {' and '.join(missing)}"
            yield Problem("missing-anchor", rows[0].place, message)


def find_ratings(records: Records) -> Iterator[Problem]:
    """Knowledge, and ratings of one rater, that another rater did not rate."""
    raters = sorted({row["rater"] for row in records["ratings"]})
    rated = {(row["role"], row["subject"], row["rater"]) for row in records["ratings"]}
    rows = {(row["role"], row["subject"]): row for row in records["ratings"]}
    rows |= {(row["role"], row["subject"]): row for row in records["knowledge"]}
    for (role, subject), row in rows.items() if raters else ():
        for rater in raters:
            if (role, subject, rater) not in rated:
                message = f"rater {rater!r} did not rate {subject} of {role}"
                yield Problem("unrated", row.place, message)


def find_crosswalks(records: Records) -> Iterator[Problem]:
    """Crosswalks without a code, with one too many, or to an entry that is taken."""
    exact: dict[tuple[str, ...], str] = {}
    for row in records["crosswalk"]:
        none = row["relation"] == "noMatch"
        if none == bool(row["code"]) or (none and row["uri"]):
            message = "noMatch has no code and no uri, and every other relation has a code"
            yield Problem("crosswalk-code", row.place, message)
        target = (row["scheme"], row["version"], row["code"])
        if row["relation"] == "exactMatch" and target in exact:
            message = f"{row['code']} already has an exactMatch in {exact[target]}; keep one"
            yield Problem("two-exact-matches", row.place, message)
        if row["relation"] == "exactMatch":
            exact.setdefault(target, row.place)
