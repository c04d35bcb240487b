"""Our own fixture pages: every case's Document is what a person reading the page would write down.

A case is a folder ``tests/pages/<case>`` with ``page.html`` (the bytes as served), ``case.txt`` (``url:`` and what is
nasty about it) and ``expected.json``. A missing ``expected.json`` is written from what the extractor makes of the page
and the test fails: read it against the page, correct it by hand where the extractor is wrong, commit it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cppcc_archive.extract import extract

PAGES = Path(__file__).resolve().parent.parent / "pages"
CASES = sorted(path.parent.name for path in PAGES.glob("*/page.html"))


def case_url(name: str) -> str:
    """The address a case was served from."""
    lines = (PAGES / name / "case.txt").read_text(encoding="utf-8").splitlines()
    return next(line.removeprefix("url: ") for line in lines if line.startswith("url: "))


def test_there_are_cases_for_every_family_and_trap() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_the_document_is_what_a_reader_sees(name: str) -> None:
    found = extract((PAGES / name / "page.html").read_bytes(), case_url(name)).to_json()
    golden = PAGES / name / "expected.json"
    if not golden.exists():
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{golden} was missing and has been written: review it against the page, then commit it")
    assert found == json.loads(golden.read_text(encoding="utf-8"))
