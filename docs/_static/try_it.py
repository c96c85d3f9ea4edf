"""What the live prompt of ``docs/try-it.md`` asks; it runs in the browser, under Pyodide."""

from __future__ import annotations

import json
import re

import mlroles

__all__ = ["answer", "split_names"]

SENTENCES = {
    "ranked": "Resembles: {}.",
    "insufficient": "Not enough to tell; the nearest is: {}.",
    "outside": "Looks like other work; of these roles the nearest is: {}.",
}


def answer(kind: str, entered: str) -> str:
    """The answer to what was entered, ready to be shown.

    Parameters
    ----------
    kind
        ``skills``, names apart by commas, semicolons or lines, or ``text``, an advert or a CV.
    entered
        What stands in the box.

    Returns
    -------
    str
        JSON: either a ``sentence`` and ``parts``, each a heading and the markup that a notebook
        would show, or a ``problem``, in words.

    Examples
    --------
    >>> said = json.loads(answer("skills", "Airflow, PySpark; SQL"))
    >>> said["sentence"], [part["heading"] for part in said["parts"]]
    ('Resembles: Data engineer.', ['The ranking', 'The reasons as a picture'])
    >>> json.loads(answer("text", "You know dbt."))["parts"][1]["heading"]
    'The text as it was read'
    """
    try:
        return json.dumps(_answer(kind, entered))
    except mlroles.MlrolesError as error:
        return json.dumps({"problem": str(error)})


def split_names(entered: str) -> list[str]:
    r"""The names in a list, apart by commas, semicolons or lines.

    >>> split_names("Go, R;\n C/C++,,")
    ['Go', 'R', 'C/C++']
    """
    return [name for part in re.split(r"[,;\n]", entered) if (name := part.strip())]


def _answer(kind: str, entered: str) -> dict[str, object]:
    asked = mlroles.find_skills(entered) if kind == "text" else split_names(entered)
    match = mlroles.match(asked)
    parts = [{"heading": "The ranking", "markup": match._repr_html_()}]
    if isinstance(asked, mlroles.Mentions):
        parts.append({"heading": "The text as it was read", "markup": asked._repr_html_()})
    if not match.resolved:
        return {"sentence": "No skill that is known here was named.", "parts": parts}
    parts.append({"heading": "The reasons as a picture", "markup": match.to_svg()})
    return {"sentence": SENTENCES[match.outcome].format(match[0].role.name), "parts": parts}
