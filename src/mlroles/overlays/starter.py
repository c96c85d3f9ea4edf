"""The overlay that somebody begins with: it passes `check`, and says beside each line what for."""

from __future__ import annotations

import re

from mlroles.editions import load
from mlroles.errors import InvalidInput, shorten

__all__ = ["begin_overlay"]

_NAMESPACE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 30


def begin_overlay(namespace: str = "acme") -> str:
    """The text of a first overlay, in TOML.

    Parameters
    ----------
    namespace
        What your ids begin with: lower-case letters, digits and single hyphens.

    Raises
    ------
    InvalidInput
        If it has another form.

    Examples
    --------
    >>> import mlroles
    >>> mlroles.check(begin_overlay("bakery")).sound
    True
    """
    if len(namespace) > _LONGEST or not _NAMESPACE.fullmatch(namespace):
        message = f"the namespace {shorten(namespace)} has another form; it is like 'acme'"
        raise InvalidInput(message, namespace)
    name = namespace.replace("-", " ").capitalize()
    text = _BEGINNING.replace("Acme", name).replace("acme", namespace)
    return text.replace("EDITION", load().edition)


_BEGINNING = """\
# The roles of Acme, over an edition of mlroles.
# What begins with "acme:" is yours; a plain id is the edition's: mlroles roles lists its roles,
# and mlroles show NAME tells the id of anything. Check this file, as often as you like, with:
#     mlroles check FILE

[overlay]
namespace = "acme"
title = "The roles of Acme"
edition = "EDITION"              # so that nobody lays it over another one by chance
# publisher, date, address and licence say more, if you like

# ---- A role of your own -------------------------------------------------------------------------

[roles."acme:pricing-scientist"]
name = "Pricing scientist"
summary = "Finds out what a thing is worth to whom, and hands on prices that hold, with a reason."
titles = ["price optimisation scientist", "revenue scientist"]   # as employers write them
responsibilities = [
    "Estimates how demand answers to a price, and how sure that is.",
    "Tests prices where a mistake costs little, before it costs much.",
]
loves = ["A price that ends in neither 99 nor an argument."]
boundaries = [
    "Does not bargain with customers.",
    { text = "Explains prices; everything else is theirs.", neighbour = "data-scientist" },
]
entry = { ease = "rare", text = "Most come from analysis or economics, and stay for the puzzles." }

# What the work asks for: essential, important or useful; level 1 awareness, 2 working,
# 3 practitioner, 4 expert. This is what ranks the role, so name what tells it apart.
[roles."acme:pricing-scientist".needs]
price-optimisation = { importance = "essential", level = 3 }
econometrics = { importance = "essential", level = 3 }
sql = { importance = "essential", level = 2 }
python = { importance = "important", level = 2 }
causal-inference = { importance = "important", level = 2 }
"acme:willingness-to-pay" = { importance = "essential", level = 3 }
"acme:pricebook" = { importance = "useful", level = 2 }

# How deep it goes into a subject: a judgement, with a reason.
[roles."acme:pricing-scientist".knowledge]
statistics = { enter = 2, grow = 3, note = "An elasticity without its interval is a rumour." }
optimisation = { enter = 1, grow = 3, note = "Prices pull at each other; one alone is a start." }

# ---- Skills of your own -------------------------------------------------------------------------

[skills."acme:willingness-to-pay"]
name = "Willingness to pay"
kind = "method"      # or language, library, tool, platform, subject, practice, activity
definition = "The most that somebody would give for a thing, found by asking or by watching."
broader = "pricing-analytics"    # it borrows a part of that skill's weights
prerequisites = ["statistics"]
aliases = ["WTP", "reservation price"]

[skills."acme:pricebook"]
name = "Pricebook"
kind = "tool"
definition = "Our own service that knows every price, and since when."
reading = "exact"                # in a text, only with this capital: anywhere, exact, near or never

# ---- More of what is there already --------------------------------------------------------------

[skills.apache-airflow]          # a plain id: one more name for a skill of the edition
aliases = ["the Acme scheduler"]

[roles.data-analyst]             # a plain id: more needs, titles or sentences for a role
titles = ["shelf analyst"]

# ---- Who hands what to whom ---------------------------------------------------------------------

[parties]
"acme:shops" = "The shops"

[[handoffs]]
producer = "acme:pricing-scientist"
artefact = "a price with its reason, in a sentence"
consumer = "acme:shops"

[[handoffs]]
producer = "data-engineer"
artefact = "last night's sales, before breakfast"
consumer = "acme:pricing-scientist"
"""
