"""Whatever becomes of a page's parts, it is read without an error, the same each time, and its text says nothing that
the page does not."""

from __future__ import annotations

from html import unescape

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.markup.decode import decode
from tests.extract.test_pages import CASES, PAGES, case_url
from tests.sim.careless import careless

EACH = 12  # changed pages of each fixture
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾₀₁₂₃₄₅₆₇₈₉₊₋₍₎", "0123456789+-()0123456789+-()")


def letters(text: str) -> str:
    return "".join(one for one in unescape(text).translate(RAISED) if one.isalnum())


def stands_in(text: str, page: str) -> bool:
    """Whether the page has the letters in their order, others between them perhaps."""
    following = iter(page)
    return all(letter in following for letter in text)


@pytest.mark.parametrize("name", CASES)
def test_a_careless_page(name: str) -> None:
    body, url = (PAGES / name / "page.html").read_bytes(), case_url(name)
    for number in range(EACH):
        page = careless(body, url, f"{name} {number}")
        found = extract(page, url, "utf-8")
        assert found == extract(page, url, "utf-8")
        if any("not to be seen in the page" in warning for warning in found.warnings):
            continue
        there = letters(decode(page, "utf-8").text)
        said = [cell for line in found.text.split("\n") for cell in line.split("\t")]
        assert [cell for cell in said if not stands_in(letters(cell), there)] == []
