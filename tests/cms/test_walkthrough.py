"""The family that ``docs/adding-a-site.md`` writes as an example works as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from cppcc_archive.cms.base import Family
from cppcc_archive.markup.page import Page

GUIDE = Path(__file__).parents[2] / "docs" / "adding-a-site.md"
SITE = "http://www.shiqiaozx.example"


@pytest.fixture(scope="module")
def family() -> Family:
    code = re.search(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    assert code, "the guide shows no family"
    module = ModuleType("dedecms")
    exec(compile(code[1], str(GUIDE), "exec"), module.__dict__)
    made: Family = module.DedeCms()
    return made


def test_it_recognises_and_reads_its_pages(family: Family) -> None:
    rows = "".join(
        f"<li><a href='/a/gg/2024010{n}/17{n}.html'>县政协公告第{n}号</a>2024-01-0{n}</li>" for n in (3, 2, 1)
    )
    pager = "<a href='list_3_1.html'>1</a><b>2</b><a href='list_3_3.html'>3</a>"
    page = Page(f"{SITE}/a/gg/list_3_2.html", f"<meta charset=utf-8><ul>{rows}</ul><div>{pager}</div>".encode())
    assert family.detect(page).score > 0.6
    found = family.listing(page)
    assert [family.article_id(link.url) for link in found.links] == ["173", "172", "171"]
    assert [step.url for step in found.next] == [f"{SITE}/a/gg/list_3_3.html"]
