"""The layout of a text for searching: every character at its place, whatever was scraped."""

from __future__ import annotations

import codecs
import pickle

import pytest

import mlroles
from mlroles.mentions.surface import SignedWords, fold_names, fold_words, lay_out

NONE = SignedWords(())


def names(text: str) -> list[str]:
    """What is read with the edition that the examples need."""
    return [mention.text for mention in mlroles.find_skills(text, mlroles.load("2026.1"))]


def ids(text: str) -> list[str]:
    taxonomy = mlroles.load("2026.1")
    return [str(mention.skill.id) for mention in mlroles.find_skills(text, taxonomy)]


# What stands between and around names ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Python/Pandas", ["python", "pandas"]),
        ("Python,SQL;Java|C++", ["python", "sql", "java", "c-plus-plus"]),
        ("C++/Python", ["c-plus-plus", "python"]),
        ("SQL+Python", ["sql", "python"]),
        ("Python&amp;SQL", ["python", "sql"]),
        ("Python_SQL", ["python", "sql"]),
        ("Python.SQL", ["python", "sql"]),
        ("Python\u2014SQL", ["python", "sql"]),
        ("#python", ["python"]),
        ("ASP.NET/C#", ["asp-net", "c-sharp"]),
        ("#C++ #Python", ["c-plus-plus", "python"]),
        ("#C#, #Python", ["c-sharp", "python"]),
        ("Python &SQL", ["python", "sql"]),
        ("Python& SQL", ["python", "sql"]),
        ("Python &amp;SQL", ["python", "sql"]),
    ],
)
def test_names_are_told_apart_however_they_are_joined(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    ["see python.org", "www.python.org", "http://example.com/python/sql", "x.ai/python",
     "https://github.com/jane/pandas", "mail python@example.com", "python@sql", "@python",
     "https://example.com/senior-python-developer", "https://example.com/jobs?q=python",
     "https://example.com/a_python_b", "python-jobs@example.com", "sql_team@example.com",
     f"https://example.com/{'abc/' * 20}python"],
)  # fmt: skip
def test_addresses_are_read_as_nothing(text: str) -> None:
    assert ids(f"{text} Tableau") == ["tableau"]
    assert ids(f"Tableau <{text}>, or so") == ["tableau"]


# What was scraped --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "between",
    ["machine\nlearning", "machine\r\n   learning", "machine-learning", "machine-\nlearning",
     "machine\u2010learning", "machine\u2011learning", "machine\u2013learning", "machine_learning",
     "machine\u00a0learning", "machine\tlearning", "machine   learning", "machine\u2028learning",
     "machine&nbsp;learning", "machine <br/> learning", "<i>machine</i> <b>learning</b>",
     "machine\u00adlearning", "ma\u00adchine learn\u200bing", "\ufeffmachine\u2060-learning",
     "machine&#173;learning", "ma&shy;chine learn&#8203;ing", "&#xfeff;machine learning&zwnj;"],
    ids=ascii,
)  # fmt: skip
@pytest.mark.parametrize("start", ["", "Our ", "<p>", "&amp; ", "\u00ad\u00ad"], ids=ascii)
def test_a_name_is_read_across_line_breaks_hyphens_and_what_nobody_sees(
    between: str, start: str
) -> None:
    (mention,) = mlroles.find_skills(f"{start}{between} daily", mlroles.load("2026.1"))
    assert mention.skill.id == "machine-learning"
    assert mention.text in f"{start}{between}"


@pytest.mark.parametrize(
    "bullet",
    [*"\u2022\u00b7\u25cf\u25aa\u25e6\u2023\u2013*-+\u2713\u2714\u27a2\u25ba\uf0b7\u25a0\u2756>|~",
     "&bull;", "&#8226;", "&middot;", "<li>", "</p>", "<br>", "\t", "\x00", "\x0b"],
    ids=ascii,
)  # fmt: skip
def test_a_bullet_glued_to_a_word_is_not_part_of_it(bullet: str) -> None:
    assert names(f"{bullet}Python{bullet}SQL{bullet}") == ["Python", "SQL"]


def test_no_control_character_is_part_of_a_word() -> None:
    controls = [chr(code) for code in (*range(32), *range(127, 160))]
    glued = [mark for mark in controls if names(f"{mark}Python{mark}") != ["Python"]]
    assert glued == []


@pytest.mark.parametrize("sign", ["\u2122", "\u2120", "\u00ae", "&trade;", "&reg;"], ids=ascii)
def test_the_sign_of_a_trade_mark_is_not_part_of_the_name(sign: str) -> None:
    assert names(f"Tableau{sign} and Power BI{sign}") == ["Tableau", "Power BI"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\uff30\uff59\uff54\uff48\uff4f\uff4e", ["\uff30\uff59\uff54\uff48\uff4f\uff4e"]),
        ("P\u00fdth\u00f6n", ["P\u00fdth\u00f6n"]),
        ("Pyth\u0301on", ["Pyth\u0301on"]),
        ("\U0001d40f\U0001d432thon", ["\U0001d40f\U0001d432thon"]),
        ("Pyth\u043en", []),  # a Cyrillic letter is another, however it looks
        ("\u7528Python", []),
        ("\u7528 Python \u7684", ["Python"]),
        ("Python\uff08SQL\uff09", ["Python", "SQL"]),
        ("\ud800Python\udfff", ["Python"]),
        ("\U000e0000Python", []),  # nobody has said what this is
    ],
    ids=ascii,
)
def test_letters_are_read_without_width_and_accent_and_those_of_others_are_letters(
    text: str, expected: list[str]
) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C&#43;&#43;", ["C&#43;&#43;"]),
        ("C&#x2B;&plus;", ["C&#x2B;&plus;"]),
        ("&#80;ython", ["&#80;ython"]),
        ("&lt;b&gt;Python&lt;/b&gt;", ["Python"]),
        ("Python&#0;SQL", ["Python", "SQL"]),
        ("AWS&GCP; Azure", ["AWS", "GCP", "Azure"]),
        ("Java & SQL; Python", ["Java", "SQL", "Python"]),
        ("Java&SQL;Python", ["Java", "SQL", "Python"]),
        ("&eacute;Python", []),
        ("<a href='https://python.org'>SQL</a>", ["SQL"]),
        ("<p class=python>SQL</p><!-- Java -->", ["SQL"]),
        ("a < b and Python > SQL", ["Python", "SQL"]),
        ("<Python", ["Python"]),
        ("<5 years of Python>", ["Python"]),
        (f"<a {'x' * 500}> Python", ["Python"]),
        ("Py<wbr>thon", []),
    ],
)
def test_tags_part_words_and_references_are_what_they_refer_to(
    text: str, expected: list[str]
) -> None:
    assert names(text) == expected


# The layout --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("", ""),
        ("plain & simple", "plain & simple"),
        ("a; b & c", "a; b & c"),
        ("a<b", "a<b"),
        ("<b>x</b>", " x "),
        ("&amp;", "&"),
        ("x\u00ad\u200by\u0301z", "xyz"),
        ("\u00e9", "\u00e9"),
        ("e\u0301", "e"),
        ("&lt;&gt;", "<>"),
        ("&fjlig;", "f"),
    ],
    ids=ascii,
)
def test_only_tags_references_and_what_nobody_sees_are_made_clean(text: str, clean: str) -> None:
    surface = lay_out(text, NONE)
    assert surface.clean == clean
    assert len(surface.folded) == len(clean) + 2


def test_addresses_leave_spaces_and_nothing_moves() -> None:
    text = "x me@here.com y you@there.org, https://example.org/sql z"
    folded = lay_out(text, NONE).folded
    assert len(folded) == len(text) + 2
    places = [at for at, letter in enumerate(folded, -1) if letter != " "]
    assert (folded.split(), places) == (["x", "y", "z"], [0, 14, len(text) - 1])


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [(0, 1, "<b>"), (1, 2, "R"), (1, 3, "R&amp;"), (2, 3, "&amp;"), (3, 4, "D"), (1, 4, "R&amp;D"),
     (4, 5, "\u00e9"), (5, 6, "x"), (6, 7, "y"), (5, 7, "x\u00ady"),
     (0, 8, "<b>R&amp;D\u00e9x\u00ady</b>")],
)  # fmt: skip
def test_a_place_in_the_clean_text_has_its_place_in_the_text(
    start: int, end: int, part: str
) -> None:
    text = "<b>R&amp;D\u00e9x\u00ady</b>\u200b"
    surface = lay_out(text, NONE)
    assert surface.clean == " R&D\u00e9xy "
    first, last = surface.place(start, end)
    assert text[first:last] == part


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        (b"c++", b"c++"), (b".net", b".net"), (b"ci/cd", b"ci/cd"), (b"c++/.net", b"c++ .net"),
        (b"#python", b" python"), (b"python+", b"python "), (b"c+++", b"c++ "), (b"c+", b"c "),
        (b"a/b/c", b"a b c"), (b"r&d", b"r&d"), (b"sql&python", b"sql python"), (b"a.b", b"a b"),
        (b"me@here.com", b" " * 11), (b"x//y", b"    "), (b"www.x", b"     "),
        (b"x.com", b"     "), (b"x.io/y", b"      "), (b"x.io", b"x io"),
        (b"x.command", b"x command"),
        (b"a+" * 40, b"a " * 40),
    ],
)  # fmt: skip
def test_signs_stay_where_they_belong_to_a_known_name(word: bytes, folded: bytes) -> None:
    words = SignedWords({"c++", ".net", "ci/cd"})
    assert (words[word], words[word]) == (folded, folded)


def test_forgetting_signed_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SignedWords, "_MOST", 2)
    words = SignedWords({"c++"})
    asked = [b"c++", b"a+", b"b+", b"c++", b"+a"]
    assert [words[word] for word in asked] == [b"c++", b"a ", b"b ", b"c++", b" a"]
    assert len(words) < len(asked)


def test_signed_words_travel() -> None:
    words = pickle.loads(pickle.dumps(SignedWords({"c++", ".net"})))
    assert (words.known, words[b"c++"]) == ({b"c++", b".net"}, b"c++")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Scikit-learn", ["scikit", "learn"]), ("CI/CD", ["ci/cd"]), (".NET", [".net"]),
        ("C++.", ["c++"]), ("caf\u00e9", ["cafe"]), ("", []), (" \u2013 ", []),
    ],
)  # fmt: skip
def test_a_name_is_folded_like_a_text(name: str, words: list[str]) -> None:
    assert fold_words(name) == words
    assert fold_names(["x", name, f"{name} y"]) == [["x"], words, [*words, "y"]]


def test_names_with_lines_of_their_own_are_folded_one_by_one() -> None:
    assert fold_names(["machine\nlearning", "C++"]) == [["machine", "learning"], ["c++"]]


def test_the_handler_of_letters_replaces_what_cannot_be_encoded_and_nothing_else() -> None:
    assert "\u00e9x\u0436".encode("ascii", "mlroles.letters") == b"ex\x01"
    with pytest.raises(UnicodeDecodeError):
        codecs.decode(b"\xff", "ascii", "mlroles.letters")


def test_a_name_inside_one_that_a_list_reads_is_not_read_again() -> None:
    taxonomy = mlroles.load("2026.1")
    listed = mlroles.find_skills("BigQuery, Snowflake, cloud SQL, Kafka", taxonomy)
    alone = mlroles.find_skills("Our cloud SQL is fine", taxonomy)
    assert "cloud SQL" in [mention.text for mention in listed]
    assert [mention.text for mention in alone] == ["SQL"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PL/SQL/Python", ["PL/SQL", "Python"]),
        ("Python/PL/SQL", ["Python", "PL/SQL"]),
        ("AI/ML", ["AI", "ML"]),
        ("React/Redux, SQL/machine learning", ["React", "Redux", "SQL", "machine learning"]),
        ("staff / management, data / model", []),
        ("decision trees, random forests", ["decision trees", "random forests"]),
        ("CI/CD, C/C++", ["CI/CD", "C/C++"]),
    ],
)  # fmt: skip
def test_a_slash_parts_names_unless_it_belongs_to_one(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ul><li>machine</li><li>learning</li></ul>", []),
        ("<p>machine</p><p>learning</p>", []),
        ("machine<br>learning", ["machine<br>learning"]),
        ("machine <b>learning</b>", ["machine <b>learning"]),
    ],
)  # fmt: skip
def test_no_name_goes_on_from_one_item_into_the_next(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "heading",
    ["## Nice to have\n", "<h3>Nice to have</h3>", "**Nice to have**\n", "NICE TO HAVE:\n"],
)  # fmt: skip
def test_a_heading_is_one_however_it_is_marked(heading: str) -> None:
    taxonomy = mlroles.load("2026.1")
    (mention,) = mlroles.find_skills(f"We build models.\n{heading}- Kubernetes\n", taxonomy)
    assert (mention.text, mention.stance) == ("Kubernetes", "preferred")
