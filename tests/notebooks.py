"""Run a notebook as Jupyter would, without Jupyter: the cells in order, one namespace for all.

A cell's outputs are what it prints and the forms of its last line: ``repr``, and HTML where the
value has it. That is all that notebooks for plain viewers need; magics and charts by script are
refused by Python itself.
"""

from __future__ import annotations

import ast
import io
import json
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["run_notebook", "write_notebook"]

Cell = dict[str, Any]


def run_notebook(path: Path) -> dict[str, Any]:
    """The notebook with the outputs that its code cells have now."""
    notebook: dict[str, Any] = json.loads(path.read_text("utf-8"))
    names: dict[str, Any] = {"__name__": "__main__"}
    code = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    for count, cell in enumerate(code, 1):
        source = "".join(cell["source"])
        cell.update(execution_count=count, outputs=_run_cell(source, count, names))
    return notebook


def write_notebook(path: Path, notebook: dict[str, Any]) -> None:
    """Write it as Jupyter does, so that saving it there changes nothing but its outputs."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_bytes(f"{text}\n".encode())


def _run_cell(source: str, count: int, names: dict[str, Any]) -> list[Cell]:
    place = f"<cell {count}>"
    *before, last = ast.parse(source).body
    printed, value = io.StringIO(), None
    with redirect_stdout(printed):
        if not isinstance(last, ast.Expr):
            before.append(last)
        exec(compile(ast.Module(before, []), place, "exec"), names)  # noqa: S102  # ours, committed
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), place, "eval"), names)  # noqa: S307
    outputs: list[Cell] = []
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        outputs.append({"name": "stdout", "output_type": "stream", "text": text})
    if value is not None:
        outputs.append(_show(value, count))
    return outputs


def _show(value: Any, count: int) -> Cell:
    data = {"text/plain": repr(value).splitlines(keepends=True)}
    if hasattr(value, "_repr_html_"):
        data["text/html"] = value._repr_html_().splitlines(keepends=True)
    return {
        "data": data,
        "execution_count": count,
        "metadata": {},
        "output_type": "execute_result",
    }
