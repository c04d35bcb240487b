"""The house can be read: the map in docs/maintainers.md has every room, arrows run one way, packages say an order."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "include" / "cppcc_archive"
MAP = ROOT / "docs" / "maintainers.md"
BELOW = {"errors", "__version__"}
"""What every package may use."""


def packages() -> list[Path]:
    return sorted(folder.parent for folder in LIBRARY.rglob("__init__.py") if folder.parent != LIBRARY)


def rooms_on_the_map() -> list[str]:
    """The packages named in the map's first column, in its order."""
    return re.findall(r"^\| `([a-z_/]+)` \|", MAP.read_text(encoding="utf-8"), flags=re.M)


def imported(module: Path) -> Iterator[str]:
    """The packages of the library that a module imports, by their first name."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom) and node.module == "cppcc_archive":
            names = [f"cppcc_archive.{alias.name}" for alias in node.names]
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("cppcc_archive."):
                yield name.split(".")[1]


def is_data(module: Path) -> bool:
    """Whether a module holds nothing but data and the shapes of its rows: no function, no method."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return not any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))


def test_the_map_has_every_package_and_no_other() -> None:
    there = {folder.relative_to(LIBRARY).as_posix() for folder in packages()}
    assert set(rooms_on_the_map()) == there


def test_arrows_run_one_way_up_the_map() -> None:
    order = [room for room in rooms_on_the_map() if "/" not in room]
    wrong = [
        f"{module.relative_to(LIBRARY)} uses {used}, which stands after {room} on the map"
        for room in order
        for module in (LIBRARY / room).rglob("*.py")
        for used in imported(module)
        if used not in BELOW and order.index(used) > order.index(room)
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", packages(), ids=lambda folder: folder.relative_to(LIBRARY).as_posix())
def test_a_package_says_what_comes_in_what_goes_out_and_the_order_of_its_modules(folder: Path) -> None:
    said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    for word in ("In:", "Out:", "Order"):
        assert word in said, f"{folder.name}/__init__.py does not say {word}"
    if folder.name == "families":
        return  # One module a vendor: their order says nothing, and they are found by being there.
    parts = {part.stem for part in folder.glob("*.py")} | {part.parent.name for part in folder.glob("*/__init__.py")}
    unsaid = {part for part in parts if not part.startswith("_") and not re.search(rf"`{part}/?`", said)}
    assert unsaid == set(), f"{folder.name}/__init__.py does not say where these stand in its order"


def test_a_module_of_nothing_but_data_is_named_a_table() -> None:
    modules = list(LIBRARY.rglob("*_table.py"))
    assert modules
    assert [module.name for module in modules if not is_data(module)] == []


MOST_LINES = 400
LONG = {"tables/contract.py"}
"""Modules of rows that are declared, which no table of data can hold."""


def test_no_module_is_longer_than_one_can_read_in_one_go() -> None:
    folders = (ROOT / name for name in ("include", "dags", "plugins", "bench", "tests"))
    long = {
        module.relative_to(ROOT).as_posix().removeprefix("include/cppcc_archive/"): count
        for folder in folders
        for module in folder.rglob("*.py")
        if not module.stem.endswith("_table")
        and (count := len(module.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert {name: count for name, count in long.items() if name not in LONG} == {}
