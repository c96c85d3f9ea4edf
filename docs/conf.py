"""How Sphinx builds these pages."""

from importlib.metadata import version as version_of
from typing import Any

from sphinx.application import Sphinx

project = "mlroles"
author = "The mlroles authors"
copyright = "2026, The mlroles authors"
release = version_of("mlroles")
version = release

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "**.ipynb_checkpoints"]
nitpicky = True

html_theme = "furo"
html_static_path = ["_static"]
html_title = f"mlroles {release}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
nb_execution_raise_on_error = True

autodoc_member_order = "bysource"
autodoc_typehints = "description"
napoleon_google_docstring = False


def setup(app: Sphinx) -> None:
    """Say which level the captions of a table of contents have, for those who listen to a page."""
    app.connect("html-page-context", set_levels, priority=900)  # after furo has made its sidebar


def set_levels(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], *_: object
) -> None:
    """Sphinx calls a caption a heading, and leaves out the level, which a heading must have."""
    for part in {"body", "furo_navigation_tree"} & context.keys():
        context[part] = context[part].replace('role="heading">', 'role="heading" aria-level="2">')
