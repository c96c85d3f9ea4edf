"""How Sphinx builds these pages."""

from importlib.metadata import version as version_of

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
