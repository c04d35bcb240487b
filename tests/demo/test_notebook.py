"""docs/notebooks/panel.ipynb, its cells in order, over a small archive and over a copied release of it."""

from __future__ import annotations

import ast
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.jobs.build import build_year
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.release import release
from demo_sites.services import CHECKOUT
from tests.archive_kit import Nights, article, registry

NOTEBOOK = json.loads((CHECKOUT / "docs" / "notebooks" / "panel.ipynb").read_text())
CELLS = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
REPORT = article(
    "政协青河县第十届委员会常务委员会工作报告",
    "各位委员：\n我受政协青河县第十届委员会常务委员会委托，向大会报告工作。\n一、2024年工作回顾\n"
    "一年来，共征集提案171件，立案151件，办复率100%。提案所提问题已经解决或采纳的占76%，委员满意率98.5%。提出建议80条，采纳建议60条。\n二、2025年工作安排\n围绕中心，服务大局。",
)


def run() -> tuple[dict[str, Any], list[str]]:
    """What the cells leave behind, and the pictures that a notebook shows: a cell's last expression."""
    names: dict[str, Any] = {}
    shown = []
    for number, cell in enumerate(CELLS):
        tree = ast.parse(cell)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, f"cell {number}", "exec"), names)
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)._repr_svg_())
    return names, shown


@pytest.mark.parametrize("over", ["store", "release"])
def test_its_cells_run_in_order(over: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = LocalStore(tmp_path / "store")
    Nights(store).crawl({"/art/2025/1/7/art_1_1.html": REPORT})
    build_year(store, 2025, registry=registry())
    uri = store.uri
    if over == "release":
        release(store, date(2026, 12, 1))
        uri = str(shutil.copytree(tmp_path / "store" / "releases" / "2026-12-01", tmp_path / "copy"))
    monkeypatch.setenv("CPPCC_STORE", uri)
    names, (filed, rates, printed, covered) = run()
    assert [row[1:3] for row in names["filed"]] == [(2024, 151.0)]
    assert ">151</text>" in filed
    assert ">88.3</text>" in rates
    assert "2024 resolution" in printed and ">76</text>" in printed and ">98.5</text>" in printed
    # Suggestions adopted are none of those made, or some: no quotient of the two is a rate.
    assert not any(">75</text>" in picture for picture in (filed, rates, printed, covered))
    assert "2025 present" in covered


def test_it_is_kept_without_outputs() -> None:
    assert all(not cell["outputs"] for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code")
