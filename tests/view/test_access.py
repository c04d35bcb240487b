"""Every page can be used without seeing it and without a mouse: what axe-core's rules ask for, of the page as sent.

Labels, one order of headings, names of links, tables that say what their cells mean, languages, unique ids, places a
keyboard reaches, and colours that stand out (WCAG 2.2 AA: 4.5 to 1 for words, 3 to 1 for a focus ring).
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from cppcc_archive.view.pages import STYLE
from tests.view.test_app import pages

LANGUAGES = {"zh": "zh-Hans", "en": "en"}
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]"


@pytest.fixture(scope="module")
def seen(client: TestClient, archive) -> dict[str, BeautifulSoup]:
    """Every kind of page in both languages, by address."""
    shown = [*pages(archive), "/report/no-such"]
    asked = [f"{path}{'&' if '?' in path else '?'}lang={word}" for path in shown for word in LANGUAGES]
    return {path: BeautifulSoup(client.get(path).text, "html.parser") for path in asked}


def named(element: Tag) -> str:
    """What a screen reader says of an element: its label, its words, its titles."""
    titles = [str(one["title"]) for one in element.select("[title]")] + [str(element.get("title") or "")]
    return " ".join([str(element.get("aria-label") or ""), element.get_text(" ", strip=True), *titles]).strip()


def test_a_page_says_its_language_and_that_of_the_other(seen: dict[str, BeautifulSoup]) -> None:
    for path, page in seen.items():
        language = LANGUAGES[path[-2:]]
        assert page.html is not None and page.html["lang"] == language, path
        assert {str(one["lang"]) for one in page.select("nav [lang]")} == set(LANGUAGES.values()) - {language}, path
        assert page.title is not None and page.title.get_text(strip=True), path


def test_headings_begin_with_one_and_leave_out_no_level(seen: dict[str, BeautifulSoup]) -> None:
    for path, page in seen.items():
        levels = [int(found.name[1]) for found in page.select("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1 and levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        assert all(found.get_text(strip=True) for found in page.select("h1, h2, h3, h4, h5, h6")), path


def test_every_control_link_and_picture_has_a_name(seen: dict[str, BeautifulSoup]) -> None:
    for path, page in seen.items():
        for control in page.select("input:not([type=hidden]), select, textarea"):
            assert page.find("label", attrs={"for": control["id"]}) is not None, (path, control)
        for element in page.select("a[href], button, summary, nav, aside, iframe, svg"):
            assert named(element), (path, element)
        assert all(picture.has_attr("alt") for picture in page.select("img")), path
        landmarks = [(one.name, str(one.get("aria-label"))) for one in page.select("nav, aside, [role=search]")]
        assert len(landmarks) == len(set(landmarks)), (path, landmarks)


def test_tables_say_what_their_columns_and_rows_are(seen: dict[str, BeautifulSoup]) -> None:
    tables = [(path, table) for path, page in seen.items() for table in page.select("table")]
    assert len(tables) > 10
    for path, table in tables:
        heads = table.select("thead th")
        assert heads and all(head.get("scope") == "col" for head in heads), (path, heads)
        assert all(head.get("scope") == "row" for head in table.select("tbody th")), path
        assert all(len(row.select("td, th")) == len(heads) for row in table.select("tbody tr")), path


def test_ids_are_unique_and_every_jump_leads_somewhere(seen: dict[str, BeautifulSoup]) -> None:
    for path, page in seen.items():
        ids = [str(one["id"]) for one in page.select("[id]")]
        assert len(ids) == len(set(ids)), path
        jumps = {str(one["href"])[1:] for one in page.select('a[href^="#"]')}
        assert jumps <= set(ids), (path, jumps - set(ids))


def test_a_keyboard_goes_first_past_the_menu_then_in_the_page_s_order(seen: dict[str, BeautifulSoup]) -> None:
    for path, page in seen.items():
        reached = page.select(FOCUSABLE)
        assert reached[0]["href"] == "#main" and page.find(id="main") is not None, path
        assert all(str(one.get("tabindex", "0")) == "0" for one in reached), path
        assert not page.select("[onclick], [accesskey], [autofocus]"), path
        for wide in page.select(".wide"):
            assert wide.get("tabindex") == "0" and wide.get("role") == "region" and named(wide), (path, wide.attrs)


def colour(selector: str, name: str) -> str:
    """The last declared value of ``name`` for a selector, variables put in; ink on paper where there is none."""
    held = dict(re.findall(r"--(\w+): (#\w+)", STYLE))
    found = [
        declared
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", STYLE)
        if selector in [one.strip() for one in selectors.split(",")]
        for key, declared in re.findall(r"([\w-]+):\s*([^;]+)", body)
        if key == name or (name == "background-color" and key == "background")
    ]
    ordinary = {"color": held["ink"], "fill": held["ink"], "background-color": held["paper"]}
    value = found[-1].strip() if found else ordinary[name]
    return held[value[6:-1]] if value.startswith("var(") else value


def luminance(value: str) -> float:
    digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        *((f".ink-{shade}", f".shade-{shade}") for shade in range(6)),
        *((f".state-{state}", f".state-{state}") for state in ("report", "other", "gone", "gap", "none")),
        *((word, ground) for word in ("a", ".note", "body") for ground in ("body", "header", ".notice")),
        (".chart text", "body"),
        (".totals dt", ".totals div"),
        (".facts dt", ".card:target"),
        ("a", ".card:target"),
        ("body", "article mark"),
        ("body", ".figure:target"),
        ("body", "del"),
        ("body", "ins"),
        *(("body", f".result-{result}") for result in ("ok", "partial", "error")),
    ],
)
def test_words_stand_out_from_their_ground(words: str, ground: str) -> None:
    name = "fill" if words.startswith(".ink") or words == ".chart text" else "color"
    behind = "fill" if ground.startswith(".shade") else "background-color"
    assert contrast(colour(words, name), colour(ground, behind)) >= 4.5


def test_what_a_keyboard_is_on_can_be_seen() -> None:
    ring = re.search(r"a:focus-visible,[^{]*\{ outline: (\d)px solid (#\w+)", STYLE)
    assert ring is not None and int(ring[1]) >= 2
    assert contrast(ring[2], colour("body", "background-color")) >= 3
    for element in ("a", "input", "select", "button", "summary", ".wide"):
        assert f"{element}:focus-visible" in STYLE
    assert "outline: none" not in STYLE and "outline: 0" not in STYLE
