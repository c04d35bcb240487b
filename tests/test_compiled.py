"""What ``make test-compiled`` installs is compiled where the build hook says so; a checkout never is."""

from __future__ import annotations

import ast
import gc
import importlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

from tests.extract.kit import FRAMES, read

ROOT = Path(__file__).parent.parent
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
    "wheel"
]["hooks"]["mypyc"]
SOURCES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "include/cppcc_archive").rglob("*.py"))


def compiled() -> list[str]:
    """The modules that the hook compiles, as they are imported."""
    chosen, left = GitIgnoreSpec.from_lines(HOOK["include"]), GitIgnoreSpec.from_lines(HOOK["exclude"])
    return [
        path.removeprefix("include/").removesuffix(".py").replace("/", ".")
        for path in SOURCES
        if chosen.match_file(path) and not left.match_file(path)
    ]


def test_a_checkout_is_pure_so_that_nothing_hides_what_is_edited() -> None:
    assert not HOOK["enable-by-default"]
    assert not list((ROOT / "include").rglob("*.so"))


def test_every_pattern_of_the_hook_names_a_module() -> None:
    assert {
        pattern
        for pattern in (*HOOK["include"], *HOOK["exclude"])
        if not any(GitIgnoreSpec.from_lines([pattern]).match_file(path) for path in SOURCES)
    } == set()


def test_the_constants_of_parsing_are_final() -> None:
    """What is Final is read from memory where it is compiled, anything else looked up by its name each time."""
    parsing = [ROOT / f"include/{name.replace('.', '/')}.py" for name in compiled() if ".reports." in name]
    assert [
        f"{path.name}:{node.lineno}"
        for path in parsing
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign | ast.AugAssign)
        and (node.targets[0] if isinstance(node, ast.Assign) else node.target).id.isupper()
    ] == []


@pytest.mark.skipif("CPPCC_COMPILED" not in os.environ, reason="make test-compiled")
@pytest.mark.parametrize("name", compiled())
def test_what_is_loaded_is_compiled(name: str) -> None:
    assert (importlib.import_module(name).__file__ or "").endswith(".so")


@pytest.mark.skipif("CPPCC_COMPILED" not in os.environ, reason="make test-compiled")
@pytest.mark.parametrize("frame", FRAMES)
def test_a_page_that_was_read_waits_for_no_garbage_collector(frame: str) -> None:
    """Compiled, a function within a function may hold itself, and all that the outer one has: the page's nodes."""
    read(frame)
    gc.collect()
    gc.disable()
    try:
        read(frame)
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.skipif("CPPCC_COMPILED" not in os.environ, reason="make test-compiled")
def test_it_runs_without_what_built_it() -> None:
    program = (
        "import sys; sys.modules |= dict.fromkeys(['mypy', 'mypyc', 'librt', 'mypy_extensions', 'setuptools']);"
        "from cppcc_archive import extract, reports; assert 'blocks.cpython' in extract.blocks.__file__;"
        "extract.extract('<p>提案12件。'.encode(), 'http://h.example/'); reports.parse_text('提案12件。', 'http://h.example/')"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT / "tests")
