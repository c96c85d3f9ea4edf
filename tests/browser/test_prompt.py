"""The pages in a real browser: the live prompt answers as CPython does, alone on this machine.

It needs the built pages with their prompt, Chromium and its driver; ``nox -s browser`` brings it
all. Chromium is started once, does everything that a visitor would, and is gone; the tests look at
what it wrote down. MLROLES_SITE, MLROLES_NPM and MLROLES_SHOTS say where the pages, the packages
of npm and the pictures are.
"""

from __future__ import annotations

import json
import os
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import Factory, define
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

import mlroles
from chromium import asked_by_pages, find_violations, set_view, shoot, start_chromium
from serving import serve

if TYPE_CHECKING:
    from serving import Site

ROOT = Path(__file__).parent.parent.parent
SITE = Path(os.environ.get("MLROLES_SITE", ROOT / "build/docs"))
NPM = Path(os.environ.get("MLROLES_NPM", ROOT / "build/npm/node_modules"))
SHOTS = Path(os.environ.get("MLROLES_SHOTS", ROOT / "build/browser"))
PROMPT = "try-it.html"
TABLES = "how-to/look-at-an-answer.html"
ROLE = next((str(page.relative_to(SITE)) for page in sorted(SITE.glob("**/roles/*.html"))), None)
LOOKED_OVER = [page for page in ("index.html", TABLES, ROLE, PROMPT) if page]
SCHEMES = ("light", "dark")
SHIPPED = runpy.run_path(str(ROOT / "docs/_static/try_it.py"))

MARKUP = '<img src=x onerror="window.hurt = 1">, \'"&amp;</div><script>window.hurt = 1</script>'
INPUTS = [
    ("skills", "kubernetes; Go\nJAVA"),
    ("skills", "juggling"),
    ("skills", f"SQL, {MARKUP}"),
    (
        "skills",
        "\uff32, C/C++, sci\u200bkit-learn, \U00011f00, \U0001f469\u200d\U0001f4bb, \u202eLQS",
    ),
    ("skills", ", ".join(f"skill {n}" for n in range(300)) + ", Excel, Tableau"),
    ("text", f"We use PyTorch and AWS. {MARKUP}"),
    ("text", "Airflow, dbt, Snowflake; no Java, please.\n\n" * 200),
    ("text", "\u202eSQL\u202c e\u0301te\u0301 R\u0301 \U0001f600 Go and R.\r\nlast line"),
    ("text", "Nothing of interest."),
]

# What the page's own script does not tell: what its worker says, and what is seen and read out.
LISTEN = """
window.heard = []; window.seen = [];
window.Worker = class extends Worker {
  constructor(...all) {
    super(...all);
    this.addEventListener("message", ({data}) => heard.push(data));
  }
};
addEventListener("DOMContentLoaded", () => {
  const find = (what) => document.querySelector("#prompt " + what);
  if (!find("progress")) return;
  new MutationObserver(() => seen.push({
    status: find("[role=status]").textContent,
    alert: find("[role=alert]").textContent,
    bar: find("progress").hidden ? null : find("progress").value,
  })).observe(find(".offer"), {
    childList: true, subtree: true, attributes: true, characterData: true,
  });
});
"""
ENTER = """
document.querySelector(`#prompt [value=${arguments[0]}]`).click();
document.getElementById("entered").value = arguments[1];
document.querySelector("#prompt [name=ask]").click();
"""
AS_HEARD = """
const said = JSON.parse(heard.at(-1).answer);
const bare = (markup) => {
  const holder = document.createElement("div");
  holder.innerHTML = markup;
  for (const each of holder.querySelectorAll("table, tr, td")) each.removeAttribute("role");
  return holder.innerHTML;
};
const wanted = said.parts.map(({markup}) => bare(markup));
const shown = [...document.querySelectorAll("#prompt .frame")].map((each) => bare(each.innerHTML));
return JSON.stringify(wanted) === JSON.stringify(shown);
"""


@define
class Visit:
    """What a visitor met."""

    origin: str
    absent: str = ""
    empty: str = ""
    spoilt: str = ""
    seen: list[dict[str, Any]] = Factory(list)
    answers: dict[tuple[str, str], str] = Factory(dict)
    as_heard: list[bool] = Factory(list)
    hurt: bool = True
    by_keyboard: str = ""
    examples: list[tuple[str, str]] = Factory(list)
    violations: dict[tuple[str, str], list[dict[str, Any]]] = Factory(dict)
    wider: dict[str, int] = Factory(dict)
    served: list[str] = Factory(list)
    asked: list[str] = Factory(list)


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Visit:
    """One visit from the first look to the last question."""
    folder = tmp_path_factory.mktemp("chromium")
    assert (SITE / "_static/prompt/manifest.json").exists(), f"no prompt in {SITE}: nox -s browser"
    SHOTS.mkdir(parents=True, exist_ok=True)
    with serve(SITE) as site:
        met = Visit(site.origin)
        with start_chromium(folder, LISTEN) as browser:
            visitor = Visitor(browser, site, met)
            visitor.meet_faults()
            visitor.ask_everything()
            visitor.look_everything_over()
        met.served = site.asked
    met.asked = asked_by_pages(folder, met.origin)
    found = {f"{page} {scheme}": each for (page, scheme), each in met.violations.items()}
    (SHOTS / "axe.json").write_text(json.dumps(found, indent=1), "utf-8")
    return met


class Visitor:
    """Who does things in the browser, and writes down what came of them."""

    def __init__(self, browser: Any, site: Site, met: Visit) -> None:
        self.browser, self.site, self.met = browser, site, met

    def open(self, page: str) -> None:
        self.browser.get(f"{self.site.origin}/{page}")

    def shoot_both(self, name: str, width: str = "wide") -> None:
        for scheme in SCHEMES:
            set_view(self.browser, scheme, width)
            shoot(self.browser, SHOTS / f"{name}-{width}-{scheme}.png")

    def wait_for(self, what: str) -> Any:
        wait = WebDriverWait(self.browser, 60, poll_frequency=0.05)
        message = f"waited in vain for {what}"
        return wait.until(lambda browser: browser.execute_script(f"return {what}"), message)

    def alert(self) -> str:
        text: str = self.wait_for("document.querySelector('#prompt [role=alert]').textContent")
        return text

    def ask(self, kind: str, entered: str) -> str:
        before = self.browser.execute_script("return heard.length")
        self.browser.execute_script(ENTER, kind, entered)
        return self.hear_answer(before)

    def hear_answer(self, before: int) -> str:
        answer: str = self.wait_for(f"heard.slice({before}).find(({{answer}}) => answer)?.answer")
        self.wait_for("document.querySelector('#prompt progress').hidden")
        return answer

    def meet_faults(self) -> None:
        """No prompt in this build, nothing in the box, a file that is not the one expected."""
        self.site.lost = {"manifest.json"}
        self.open(PROMPT)
        absent = "document.querySelector('#prompt .absent:not([hidden])')?.innerText"
        self.met.absent = self.wait_for(absent)
        self.shoot_both("absent")
        self.site.lost = set()
        self.open(PROMPT)
        self.wait_for("document.querySelector('#prompt .offer:not([hidden])')")
        self.shoot_both("before")
        self.browser.execute_script(ENTER, "skills", "  ")
        self.met.empty = self.alert()
        self.site.spoilt = {file.name for file in SITE.glob("_static/prompt/mlroles-*.whl")}
        self.browser.execute_script(ENTER, "skills", "SQL")
        self.wait_for("document.querySelector('#prompt progress').hidden")
        self.met.spoilt = self.alert()
        self.shoot_both("error")
        self.site.spoilt = set()

    def ask_everything(self) -> None:
        """The examples and the ugly inputs; the first of them starts Python."""
        examples = self.browser.find_elements(By.CSS_SELECTOR, "#prompt [data-entered]")
        self.met.examples = [
            (each.get_dom_attribute("data-kind"), each.get_dom_attribute("data-entered"))
            for each in examples
        ]
        self.browser.execute_script("seen.length = 0; arguments[0].click()", examples[0])
        self.wait_for("document.querySelector('#prompt progress').value >= 70")
        self.shoot_both("during")
        self.met.answers[self.met.examples[0]] = self.hear_answer(0)
        self.met.seen = self.browser.execute_script("return seen")
        for kind, entered in (*INPUTS, *self.met.examples[1:]):
            self.met.answers[kind, entered] = self.ask(kind, entered)
            self.met.as_heard.append(self.browser.execute_script(AS_HEARD))
        self.met.hurt = self.browser.execute_script("return 'hurt' in window")
        self.ask_by_keyboard()

    def ask_by_keyboard(self) -> None:
        box = self.browser.find_element(By.ID, "entered")
        self.browser.execute_script("document.querySelector('#prompt [value=skills]').click()")
        box.clear()
        before = self.browser.execute_script("return heard.length")
        box.send_keys("Tableau, SQL, Excel", Keys.CONTROL, Keys.ENTER)
        self.met.by_keyboard = self.hear_answer(before)

    def look_everything_over(self) -> None:
        """Every page, light and dark; that with the prompt while it shows an answer."""
        axe = (NPM / "axe-core/axe.min.js").read_text("utf-8")
        for width in ("phone", "wide"):  # an advert is the longest answer
            self.ask(*self.met.examples[-2])
            self.shoot_both("after", width)
            wider = "document.documentElement.scrollWidth - innerWidth"
            self.met.wider[width] = self.browser.execute_script(f"return {wider}")
            for scheme in SCHEMES:
                set_view(self.browser, scheme, width)
                found = find_violations(self.browser, axe)
                self.met.violations.setdefault((PROMPT, scheme), []).extend(found)
        for page in LOOKED_OVER[:-1]:
            self.open(page)
            self.shoot_both(Path(page).stem)
            for scheme in SCHEMES:
                set_view(self.browser, scheme, "wide")
                self.met.violations[page, scheme] = find_violations(self.browser, axe)


# A page that says what is the matter ----------------------------------------------------------


def test_pages_built_without_the_prompt_say_so(visit: Visit) -> None:
    assert visit.absent.startswith("The prompt is not part of this build")


def test_an_empty_box_gets_a_kind_word(visit: Visit) -> None:
    assert visit.empty.startswith("There is nothing in the box yet.")


def test_a_file_with_one_bit_turned_is_refused_and_the_next_question_starts_afresh(
    visit: Visit,
) -> None:
    assert "mlroles-" in visit.spoilt
    assert "is not the file that these pages were made with" in visit.spoilt
    assert visit.answers


# Answers --------------------------------------------------------------------------------------


def test_every_answer_is_that_of_cpython_to_the_byte(visit: Visit) -> None:
    asked = [*visit.examples, *INPUTS]
    assert len(visit.examples) == 4
    for kind, entered in asked:
        there = visit.answers[kind, entered]
        assert there == SHIPPED["answer"](kind, entered.replace("\r\n", "\n")), entered[:50]


def test_the_markup_is_that_of_a_notebook(visit: Visit) -> None:
    kind, advert = visit.examples[-2]
    assert kind == "text"
    mentions = mlroles.find_skills(advert)
    match = mlroles.match(mentions)
    parts = json.loads(visit.answers[kind, advert])["parts"]
    assert [part["markup"] for part in parts] == [
        match._repr_html_(),
        mentions._repr_html_(),
        match.to_svg(),
    ]


def test_what_was_answered_is_what_is_shown(visit: Visit) -> None:
    assert visit.as_heard
    assert all(visit.as_heard)


def test_markup_that_is_entered_is_only_text(visit: Visit) -> None:
    assert not visit.hurt


def test_ctrl_and_enter_ask(visit: Visit) -> None:
    assert json.loads(visit.by_keyboard)["sentence"] == "Resembles: Data analyst."


def test_the_wait_is_shown_as_progress(visit: Visit) -> None:
    steps = list(dict.fromkeys(each["status"].split(":")[0] for each in visit.seen))
    assert steps[:3] == ["Looking…", "Fetching Python", "Starting Python…"]
    assert steps[3:5] == ["Unpacking mlroles…", "Reading the roles…"]
    assert steps[-1] == "Resembles"
    bars = [each["bar"] for each in visit.seen if each["bar"] is not None]
    assert bars == sorted(bars)
    assert len(set(bars)) >= 5
    assert visit.seen[-1]["bar"] is None


# The network ----------------------------------------------------------------------------------


def test_nothing_is_asked_of_another_machine(visit: Visit) -> None:
    assert any(address.endswith("pyodide.asm.wasm") for address in visit.asked)
    local = (f"{visit.origin}/", f"blob:{visit.origin}/", "data:")
    assert [address for address in visit.asked if not address.startswith(local)] == []


def test_nothing_that_is_entered_is_sent(visit: Visit) -> None:
    assert {each.split()[0] for each in visit.served} == {"GET", "HEAD"}
    assert [each for each in visit.served if "juggling" in each or "SQL" in each] == []
    files = [each for each in visit.served if each.endswith(".wasm")]
    assert len(files) <= 3  # once by the question that failed, once by that which did not


# Looked over ----------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("page", LOOKED_OVER)
def test_axe_finds_nothing_serious(visit: Visit, page: str, scheme: str) -> None:
    found = visit.violations[page, scheme]
    assert [each for each in found if each["impact"] in {"serious", "critical"}] == []


def test_the_page_is_no_wider_than_its_screen(visit: Visit) -> None:
    assert visit.wider == {"phone": 0, "wide": 0}
