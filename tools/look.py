"""Take pictures of every form where people see it, for somebody to look at.

``python tools/look.py FOLDER`` writes PNG files into that folder: JupyterLab and the HTML of
nbconvert, light and dark, and marimo. It needs Chromium with its driver, and beside mlroles::

    pip install jupyterlab nbconvert ipykernel marimo selenium

Nothing is fetched but from 127.0.0.1. Look for clipped text, low contrast, and white on dark.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.request import urlopen

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["main"]

SETUP = (
    "import mlroles\n"
    "taxonomy = mlroles.load('2026.1')\n"
    "answer = mlroles.match(['Airflow', 'SQL', 'Kafka', 'juggling'], taxonomy)"
)
FORMS = {
    "match": "answer",
    "explanation": "mlroles.explain(answer[0], taxonomy)",
    "plan": "mlroles.plan(['SQL', 'Python'], 'data engineer', taxonomy, hours=300)",
    "transitions": "mlroles.find_transitions('data analyst', taxonomy)",
    "curriculum": "mlroles.review_curriculum(['SQL', 'Airflow', 'PyTorch'], taxonomy)",
    "maths": "mlroles.answer_maths('data scientist', taxonomy)",
    "knowledge": "mlroles.compare_knowledge(taxonomy=taxonomy)",
    "within": "mlroles.roles_within({'databases': 2}, taxonomy, without=['coding'])",
    "place": "mlroles.find_place(answer, taxonomy)",
    "ways": "mlroles.trace_handoffs('data sources', 'users', taxonomy)",
    "quiz": "mlroles.start_quiz(taxonomy)",
    "team": (
        "mlroles.review_team({'Ada': ['data engineer', 'ML engineer'], 'Linus': 'AI developer'},"
        " taxonomy, project='model in a product')"
    ),
    "mentions": "mlroles.find_skills('Python and dbt daily. Kafka is a plus.', taxonomy)",
    "ranking-drawn": "answer.to_svg()",
    "place-drawn": "mlroles.find_place(answer, taxonomy).to_svg()",
    "ways-drawn": "mlroles.trace_handoffs('data sources', 'users', taxonomy).to_svg()",
    "migration-drawn": "mlroles.migrate(['data scientist', 'k8s'], '2020.1', '2026.1').to_svg()",
}
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip
LAB, MARIMO = 8991, 8992
WIDTH, HIGHEST = 1200, 9000


def main(folder: str) -> None:
    """Write a notebook, run it, and take a picture of it everywhere."""
    target = Path(folder).resolve()
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name, browser() as driver:
        home = Path(name)
        made = write_notebook(home)
        for theme in ("light", "dark"):
            page = home / f"{theme}.html"
            page.write_text(HTMLExporter(theme=theme).from_notebook_node(made)[0], "utf-8")
            shoot(driver, page.as_uri(), target / f"nbconvert-{theme}.png")
        look_at_lab(home, driver, target)
        look_at_marimo(home, driver, target)


def write_notebook(home: Path) -> nbformat.NotebookNode:
    """One cell a form, run."""
    cells = [nbformat.v4.new_code_cell(source) for source in (SETUP, *FORMS.values())]
    made = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(made, kernel_name="python3").execute()
    nbformat.write(made, home / "look.ipynb")
    # of a notebook that nobody trusts JupyterLab shows no SVG
    subprocess.run(
        [sys.executable, "-m", "jupyter", "trust", "look.ipynb"],
        cwd=home,
        env=own(home),
        check=True,
    )
    return made


def own(home: Path) -> dict[str, str]:
    """Settings of nobody: whom a notebook is trusted by is kept in a home too."""
    return {**os.environ, "JUPYTER_CONFIG_DIR": str(home), "HOME": str(home)}


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """A browser that forgets everything."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    with TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        try:
            yield driver
        finally:
            driver.quit()


@contextmanager
def served(command: list[str], home: Path, address: str) -> Iterator[None]:
    """While a server of this command answers at an address."""
    server = subprocess.Popen(  # noqa: S603  # of ours
        command, cwd=home, env=own(home), stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    try:
        wait_for(address)
        yield
    finally:
        server.kill()
        server.wait()


def wait_for(address: str) -> None:
    """Until somebody answers."""
    for _ in range(60):
        try:
            urlopen(address, timeout=2).close()  # noqa: S310  # on this machine
        except OSError:
            time.sleep(1)
        else:
            return
    message = f"nobody answers at {address}"
    raise TimeoutError(message)


def shoot(driver: webdriver.Chrome, address: str, file: Path, wait: int = 1) -> None:
    """A picture of a whole page."""
    driver.set_window_size(WIDTH, 1000)
    driver.get(address)
    time.sleep(wait)
    height = driver.execute_script("return document.documentElement.scrollHeight")
    driver.set_window_size(WIDTH, min(height + 100, HIGHEST))
    time.sleep(1)
    driver.save_screenshot(str(file))


def look_at_lab(home: Path, driver: webdriver.Chrome, target: Path) -> None:
    """JupyterLab, where a notebook scrolls within the window: so this is made as high as that."""
    base = f"http://127.0.0.1:{LAB}"
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={LAB}", "--allow-root"]
    command += ["--ServerApp.ip=127.0.0.1", "--IdentityProvider.token=", "--LabApp.news_url="]
    themes = home / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    themes.mkdir(parents=True)
    for theme in ("Light", "Dark"):
        said = json.dumps({"theme": f"JupyterLab {theme}"})
        (themes / "themes.jupyterlab-settings").write_text(said, "utf-8")
        with served(command, home, f"{base}/api"):
            driver.set_window_size(WIDTH, HIGHEST)
            driver.get(f"{base}/doc/tree/look.ipynb?reset")
            time.sleep(20)
            driver.save_screenshot(str(target / f"lab-{theme.lower()}.png"))


def look_at_marimo(home: Path, driver: webdriver.Chrome, target: Path) -> None:
    """The same forms as an app of marimo."""
    cells = ["import marimo", "app = marimo.App()"]
    for at, source in enumerate((SETUP, *FORMS.values())):
        lines = source.split("\n")
        needs = "" if not at else "answer, mlroles, taxonomy"
        ending = ["return answer, mlroles, taxonomy"] if not at else []
        body = "\n".join(f"    {line}" for line in [*lines, *ending])
        cells.append(f"@app.cell\ndef cell_{at}({needs}):\n{body}")
    (home / "look.py").write_text("\n\n".join([*cells, "app.run()"]), "utf-8")
    address = f"http://127.0.0.1:{MARIMO}"
    command = [sys.executable, "-m", "marimo", "run", "look.py", "--headless", "--no-token"]
    with served([*command, f"--port={MARIMO}"], home, address):
        driver.set_window_size(WIDTH, HIGHEST)
        driver.get(address)
        time.sleep(15)
        driver.save_screenshot(str(target / "marimo.png"))


if __name__ == "__main__":
    main(*sys.argv[1:])
