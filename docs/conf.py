"""How Sphinx builds these pages."""

import re
import sys
from importlib.metadata import version as version_of
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

project = "mlroles"
author = "The mlroles authors"
copyright = "2026, The mlroles authors"
release = version_of("mlroles")
version = release

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "**.ipynb_checkpoints"]
nitpicky = True
nitpick_ignore = [
    ("py:class", "T"),  # what a generic listing lists
    *(("py:class", word) for word in ("function", "iterator", "schema")),  # said in words
]
nitpick_ignore_regex = [
    ("py:obj", ".*"),  # `x` in a docstring may be a parameter, which nothing can be linked to
    ("py:class", r"(collections\.abc|os|pyarrow)\..*"),  # other projects' pages are not at hand
    ("py:class", r"(mlroles\.names\.)?(RoleId|SkillId|NameKey)"),  # strings, to the reader
]

html_theme = "furo"
html_title = f"mlroles {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = [("find-skills.js", {"defer": "defer"})]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
nb_execution_mode = "force"
nb_execution_raise_on_error = True

default_role = "py:obj"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
napoleon_google_docstring = False


def write_generated(app):
    """Write the pages of roles, skills and reference before Sphinx looks for pages."""
    from mlroles import load
    from pages import write_pages

    write_pages(HERE, load())


def lead_source(app, docname, source):
    """Let links to files of the repository lead there; a generated page has them right."""
    from pages.copies import lead_links

    path = Path(app.env.doc2path(docname))
    if path.suffix == ".md":
        page = f"docs/{path.relative_to(HERE).as_posix()}"
        source[0] = lead_links(_drop_globs(source[0]), page, page)


def _drop_globs(text):
    """Without patterns of a toctree that match nothing, which Sphinx would warn of.

    After pages in a deliberate order stands one for pages that came later, if any did.
    """
    lines = text.splitlines()
    later = {path.relative_to(HERE).with_suffix("") for path in HERE.rglob("*.[mi][dp]*")}
    later -= {Path(line) for line in lines}
    empty = [
        line for line in lines if re.fullmatch(r"[\w/-]+\*", line)
        and not any(path.match(line) for path in later)
    ]  # fmt: skip
    return "\n".join(line for line in lines if line not in empty)


def link_pages(app, what, name, obj, options, lines):
    """Let a docstring that names a page link to it."""
    pattern = re.compile(r"`{0,2}docs/([\w/-]+)\.md`{0,2}")
    lines[:] = [pattern.sub(r":doc:`/\1`", line) for line in lines]


def part_attributes(app, what, name, obj, options, lines):
    """Give each of several attributes that share a description its own place, and its types links.

    Napoleon makes one attribute of ``edition, fingerprint``; autodoc looks a type's name up where
    the class is shown, and not where it was written.
    """
    scope = vars(sys.modules[obj.__module__]) if what in {"class", "exception"} else {}
    made = []
    for line in lines:
        if found := re.match(r"( *\.\. attribute:: )(.*, .*)", line):
            first, *rest = found[2].split(", ")
            made += [found[1] + first, *(" " * len(found[1]) + each for each in rest)]
        elif re.match(r" +:type: ", line):
            made.append(re.sub(r"(?<![\w.])[A-Z]\w*", lambda name: _written(name[0], scope), line))
        else:
            made.append(line)
    lines[:] = made


def _written(name, scope):
    written = scope.get(name)
    if getattr(written, "__module__", "").startswith("mlroles"):
        return f"~{written.__module__}.{name}"
    return name


def set_levels(app, page, template, context, doctree):
    """Give captions a level: Sphinx calls them headings, and a heading must have one."""
    for part in {"body", "furo_navigation_tree"} & context.keys():
        context[part] = context[part].replace('role="heading">', 'role="heading" aria-level="2">')


def setup(app):
    """Tell Sphinx what is done when."""
    app.connect("builder-inited", write_generated)
    app.connect("source-read", lead_source)
    app.connect("autodoc-process-docstring", link_pages, priority=400)
    app.connect("autodoc-process-docstring", part_attributes, priority=600)  # after napoleon
    app.connect("html-page-context", set_levels, priority=900)  # after furo made its sidebar
