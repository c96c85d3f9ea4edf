"""Machine-learning roles: which one is this, and what does it take.

>>> import mlroles
>>> answer = mlroles.match(["Kubernetes", "Go", "Java"], mlroles.load("2020.1"))
>>> answer[0].role.name
'ML-enabled software engineer'
"""

from mlroles.editions import list_editions, load
from mlroles.errors import (
    InvalidInput,
    InvalidTaxonomy,
    MlrolesError,
    UnknownEdition,
    UnknownRole,
    UnknownSkill,
)
from mlroles.explanation import Explanation, explain
from mlroles.matching import Fit, Match, Reason, match
from mlroles.model import Level, Role, Skill
from mlroles.taxonomy import Taxonomy

__version__ = "0.1.0"

__all__ = [
    "Explanation",
    "Fit",
    "InvalidInput",
    "InvalidTaxonomy",
    "Level",
    "Match",
    "MlrolesError",
    "Reason",
    "Role",
    "Skill",
    "Taxonomy",
    "UnknownEdition",
    "UnknownRole",
    "UnknownSkill",
    "__version__",
    "explain",
    "list_editions",
    "load",
    "match",
]


def __dir__() -> list[str]:
    return __all__
