"""Values that show themselves: as text where one reads, as HTML in a notebook, as a picture."""

from __future__ import annotations

__all__ = ["Drawn", "Shown"]


class Shown:
    """The base of a public value; `mlroles.display` knows the forms."""

    __slots__ = ()

    def __str__(self) -> str:
        from mlroles.display.text import render

        return render(self)

    def _repr_html_(self) -> str:
        from mlroles.display.html import render_html

        return render_html(self)

    def _repr_markdown_(self) -> str:
        from mlroles.display.markdown import render_markdown

        return render_markdown(self)

    def __dir__(self) -> list[str]:
        """What a tabulator offers: the public names."""
        return [name for name in super().__dir__() if not name.startswith("_")]


class Drawn(Shown):
    """The base of a value of which a picture says more than its table.

    A notebook shows the table, and the picture where somebody asks for it. With a ``_repr_svg_`` of
    the value each output would hold both, while JupyterLab, nbconvert and marimo show HTML before
    SVG; and nbconvert, on its way to LaTeX, takes SVG before Markdown and fails without Inkscape.
    """

    __slots__ = ()

    def to_svg(self) -> str:
        """The value as a picture: SVG text, which a notebook shows and a file keeps."""
        from mlroles.display.svg import draw

        return draw(self)
