"""Every row of the tables that title, date and source are chosen by holds on its own example, read as a page."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from cppcc_archive.extract import extract
from cppcc_archive.extract.head.candidates import TITLES
from cppcc_archive.extract.head.evidence import DATES, NAMES, TOLD, Clue, Place, Table, Teller
from cppcc_archive.extract.layouts import Context, Layout, Layouts, Row

LAYOUT = Layout("t", ("body",), title=("#bt",), date=("#rq",), source=("#ly",))
KNOWN = Context(Row("政协委员话振兴", date(2025, 1, 7)), Layouts((LAYOUT,)))
NOTICE = Context(Row("关于报送重点提案的…"))
BEFOREHAND = {
    "the listing names it": KNOWN,
    "the listing says it too": KNOWN,
    "the layout has it here": KNOWN,
    Teller.LAYOUT.value: KNOWN,
    Teller.LISTING.value: NOTICE,
    Place.LAYOUT.value: Context(layouts=Layouts((LAYOUT,))),
    "the same where the layout has it": Context(layouts=Layouts((LAYOUT,))),
}
"""What the archive knows of an example's page, where its clue speaks of that."""
TABLES: dict[str, Table[Any]] = {"told": TOLD, "titles": TITLES, "dates": DATES, "names": NAMES}


def candidates(monkeypatch: pytest.MonkeyPatch, table: Table[Any], clue: Clue[Any]) -> list[Any]:
    """All that the table weighs when the example of a clue is read: noted by a clue of no weight."""
    seen: list[Any] = []

    def noted(one: Any) -> bool:
        seen.append(one)
        return False

    monkeypatch.setattr(table, "_for", [(0.0, noted), *table._for])
    page = f"<meta charset=utf-8>{clue.example}"
    served = re.search(r"(?<=<base href=)[^>]+", page)
    extract(page.encode(), served[0] if served else "http://h.example/1.html", None, BEFOREHAND.get(clue.name))
    return seen


@pytest.mark.parametrize(
    ("table", "clue"), [pytest.param(table, clue, id=clue.name) for table in TABLES.values() for clue in table.clues]
)
def test_a_clue_holds_for_a_line_of_its_example(
    monkeypatch: pytest.MonkeyPatch, table: Table[Any], clue: Clue[Any]
) -> None:
    weighed = candidates(monkeypatch, table, clue)
    assert any(clue.holds(one) for one in weighed), f"none of {weighed}"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_two_rows_of_a_table_are_the_same(table: Table[Any]) -> None:
    assert len({clue.name for clue in table.clues}) == len(table.clues)


def test_no_other_clues_hold_than_a_line_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    clue = next(one for one in TITLES.clues if one.name == "a heading of the second level")
    weighed = candidates(monkeypatch, TITLES, clue)
    assert [one.name for one in TITLES.clues if one.holds(weighed[-1])] == [clue.name, "it is very short"]
