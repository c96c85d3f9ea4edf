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


class Drawn(Shown):
    """The base of a value of which a picture says more than its table."""

    __slots__ = ()

    def to_svg(self) -> str:
        """The value as a picture: SVG text, which a notebook shows and a file keeps."""
        from mlroles.display.svg import draw

        return draw(self)
