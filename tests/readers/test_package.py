"""A release by other people's validators: Frictionless opens every file and looks at every cell, mlcroissant reads what
catalogues of data sets read, DataCite's schema what repositories do.

They live in environments of their own (``make test-package``)."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cppcc_archive.jobs.build import build_year
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.commits import replace_all
from cppcc_archive.tables.contract import DIVISIONS
from cppcc_archive.tables.delta import Tables
from cppcc_archive.tables.publish import publish_sites
from cppcc_archive.tables.release import release
from cppcc_archive.tables.scan import scan
from demo_sites.services import CHECKOUT
from tests.archive_kit import Nights, article, registry, report_page

APART = CHECKOUT / ".venv-readers"
HERE = Path(__file__).parent
REPORT, NOTICE = "/art/2025/1/7/art_1_1.html", "/art/2024/2/1/art_1_2.html"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (APART / "catalogues").is_dir() and not os.environ.get("CPPCC_READERS"),
        reason="make test-package installs the validator",
    ),
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The description of a release of two years, with an edited report."""
    folder = tmp_path_factory.mktemp("package") / "store"
    store = LocalStore(folder)
    nights = Nights(store)
    nights.crawl({REPORT: report_page(171), NOTICE: article("关于召开会议的通知", "会议定于下周召开。", "2024-02-01")})
    nights.crawl({REPORT: report_page(180)})
    build_year(store, registry=registry())
    publish_sites(store, registry().sites)
    # The validator takes a millisecond or two for a row.
    few = scan(Tables(store), DIVISIONS, list(DIVISIONS.column)).slice(0, 25)
    replace_all(store, DIVISIONS, few)
    release(store, date(2026, 2, 1))
    return folder / "releases" / "2026-02-01" / "datapackage.json"


def told_by(validator: str, script: str, package: Path) -> dict[str, Any]:
    command = [str(APART / validator / "bin" / "python"), str(HERE / script), str(package)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=280)
    assert told.returncode == 0, told.stderr
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


def validated(package: Path) -> dict[str, Any]:
    return told_by("frictionless", "validating.py", package)


def test_a_release_is_a_valid_data_package(package: Path) -> None:
    described = json.loads(package.read_text(encoding="utf-8"))
    told = validated(package)
    assert told["errors"] == []
    assert told["resources"] == len(described["resources"])
    assert told["rows"] == sum(resource["rows"] for resource in described["resources"])


def test_a_cell_that_is_not_as_described_is_found(package: Path) -> None:
    text = package.read_text(encoding="utf-8")
    assert '"own"' in text
    wrong = package.with_name("wrong.json")
    wrong.write_text(text.replace('"own"', '"elsewhere"'), encoding="utf-8")
    errors = validated(wrong)["errors"]
    assert any("holder" in error for error in errors)


def test_catalogues_and_repositories_read_what_is_said_of_it(package: Path) -> None:
    told = told_by("catalogues", "cataloguing.py", package.parent)
    assert (told["croissant"], told["datacite"]) == ([], [])
    described = json.loads(package.read_text(encoding="utf-8"))
    rows = Counter[str]()
    for resource in described["resources"]:
        rows[f"{resource['table']}-rows"] += resource["rows"]
    assert told["rows"] == {name: min(3, number) for name, number in rows.items()}


def test_a_wrong_word_of_either_is_found(package: Path, tmp_path: Path) -> None:
    for name, word in (("croissant.json", '"encodingFormat"'), ("datacite.json", '"creators"')):
        text = (package.parent / name).read_text(encoding="utf-8")
        assert word in text
        (tmp_path / name).write_text(text.replace(word, '"somethingElse"'), encoding="utf-8")
    told = told_by("catalogues", "cataloguing.py", tmp_path)
    assert told["croissant"] and told["datacite"]
