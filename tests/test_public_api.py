"""What others build on: names, signatures and errors change only on purpose."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import mlroles
from mlroles import errors

SIGNATURES = {
    "annotate": (
        "(data, /, *, skills=None, text=None, title=None, add=('role',), taxonomy=None, "
        "processes=1)"
    ),
    "answer_maths": "(role, taxonomy=None)",
    "answer": "(quiz, ticked, taxonomy=None)",
    "check": "(overlay, taxonomy=None)",
    "compare": "(old, new)",
    "compare_knowledge": "(roles=None, taxonomy=None)",
    "estimate_market": "(counts, taxonomy=None, *, kind)",
    "explain": "(fit, taxonomy=None)",
    "export_schema": "(name)",
    "export_tables": "(folder, taxonomy=None)",
    "export_taxonomy": "(form, taxonomy=None, *, base=None)",
    "extend": "(taxonomy, overlay)",
    "find_place": "(match, taxonomy=None)",
    "find_role": "(title, taxonomy=None)",
    "find_skills": "(text, taxonomy=None, *, boilerplate=True)",
    "find_transitions": "(role, taxonomy=None)",
    "list_editions": "()",
    "list_handoffs": "(taxonomy=None, *, around=None)",
    "list_projects": "(taxonomy=None)",
    "load": "(edition=None)",
    "look_up": "(name, code=None, taxonomy=None)",
    "match": "(skills, taxonomy=None, *, among=None, prior=None)",
    "migrate": "(given, old, new, *, skills=None)",
    "prepare_spark": (
        "(frame, /, *, skills=None, text=None, title=None, add=('role',), taxonomy=None)"
    ),
    "plan": "(skills, to, taxonomy=None, *, hours=None)",
    "replay": "(receipt, skills=None, *, taxonomy=None)",
    "roles_within": "(knowledge, taxonomy=None, *, without=())",
    "review_team": "(members, taxonomy=None, *, project=None)",
    "review_curriculum": "(skills, taxonomy=None, *, among=None)",
    "sensitivity": "(match, taxonomy=None)",
    "trace_handoffs": "(start, end, taxonomy=None)",
    "start_quiz": "(taxonomy=None, *, among=None)",
    "why_not": "(match, role, taxonomy=None)",
    "write_receipt": "(match, taxonomy=None, *, private=False)",
}

VALUES = {
    "Taxonomy": (
        "edition fingerprint origin roles skills sources titles parties weights scoring priors "
        "names moves agreement language guidance overlays path document"
    ),
    "Role": (
        "id name summary tier status entry responsibilities boundaries avoids loves data "
        "activities background examples specialisms needs knowledge handoffs titles resources "
        "crosswalk sources kin grounds objections"
    ),
    "Skill": "id name kind definition broader prerequisites aliases sources",
    "Match": (
        "fits outcome outside breadth resolved unresolved excluded prior edition fingerprint"
    ),
    "Market": "kind estimates total insufficient edition fingerprint",
    "Fit": "role evidence share coverage counted reasons edition fingerprint",
    "Reason": "skill weight basis sources",
    "Explanation": "fit grounds",
    "WhyNot": "role behind additions margin edition fingerprint",
    "Sensitivity": "first second lead turns",
    "TitleReading": (
        "title role candidates seniority specialisms ignored reasons edition fingerprint"
    ),
    "Change": "section id kind aspect before after reason sources",
    "Changes": "old new rows",
    "Migration": "old new passages",
    "Passage": "given section old options chosen basis kind also reason level",
    "Mention": "start end text skill rule stance",
    "Question": "number options days",
    "Quiz": "fits question answered outcome ending decisions edition fingerprint",
    "Mentions": "text found edition fingerprint",
    "MathsAnswer": "role maths beside agreement edition fingerprint",
    "KnowledgeTable": "roles subjects edition fingerprint",
    "Within": ("standings set_aside unstated held unresolved unasked without edition fingerprint"),
    "Place": ("outcome breadth word means parts rest front named unresolved edition fingerprint"),
    "Handoffs": "rows ends edition fingerprint",
    "Chains": "start end shortest total edition fingerprint",
    "Deliverable": "id artefact part makers serves note sources",
    "Project": "id name definition deliverables sources",
    "Team": ("members project deliveries additions trainings spare exchanges edition fingerprint"),
    "Plan": (
        "role steps left_out hours coverage held missing beyond unresolved excluded edition "
        "fingerprint"
    ),
    "Problems": "file edition found",
    "Transitions": "role ways edition fingerprint",
    "Lookup": "links scheme version code role titles edition fingerprint",
    "Curriculum": "services taught stumbles beyond unresolved excluded edition fingerprint",
}

ERRORS = {
    "MlrolesError": Exception,
    "UnknownRole": KeyError,
    "UnknownSkill": KeyError,
    "UnknownEdition": KeyError,
    "InvalidInput": ValueError,
    "InvalidTaxonomy": ValueError,
}


def bare(function: object) -> str:
    """A signature without annotations."""
    assert callable(function)
    signature = inspect.signature(function)
    parameters = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    return str(signature.replace(parameters=parameters, return_annotation=signature.empty))


def test_the_shop_window() -> None:
    assert set(mlroles.__all__) == {*SIGNATURES, *VALUES, *ERRORS, "Level", "__version__"}
    assert dir(mlroles) == sorted(mlroles.__all__)


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures(name: str) -> None:
    assert bare(getattr(mlroles, name)) == SIGNATURES[name]


@pytest.mark.parametrize("name", VALUES)
def test_values_hold_what_they_promise(name: str) -> None:
    fields = [field.name for field in getattr(mlroles, name).__attrs_attrs__]
    assert fields == VALUES[name].split()


@pytest.mark.parametrize("name", ERRORS)
def test_errors_are_ours_and_built_in(name: str) -> None:
    error = getattr(mlroles, name)
    assert issubclass(error, (errors.MlrolesError, ERRORS[name]))
    assert issubclass(error, ERRORS[name])


def test_levels() -> None:
    assert [str(level) for level in mlroles.Level] == [
        "none", "awareness", "working", "practitioner", "expert",
    ]  # fmt: skip


OPTIONAL = ("numpy", "pandas", "polars", "pyarrow", "json", "argparse", "decimal", "IPython")


def test_import_reads_nothing_and_imports_nothing_optional() -> None:
    code = (
        "import sys, io, builtins\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
        "import mlroles\n"
        "print([name for name in opened if name.endswith(('.json', '.lock', '.csv', '.toml'))])\n"
        f"print([name for name in {OPTIONAL!r} if name in sys.modules and name not in given])\n"
    )
    code = "import sys; import attrs; given = set(sys.modules)\n" + code
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "[]"
    assert done.stdout.split("\n")[1] == "[]"
