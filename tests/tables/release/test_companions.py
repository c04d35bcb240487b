"""What a release says of itself: to people, to libraries, to catalogues."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from cppcc_archive.jobs.build import build_year
from cppcc_archive.sites.registry import Registry
from cppcc_archive.store.local import LocalStore
from cppcc_archive.tables.publish import publish_sites
from cppcc_archive.tables.release import release
from cppcc_archive.tables.release.index import INDEX, LATEST
from cppcc_archive.tables.views import ANALYSTS
from tests.archive_kit import Nights, registry, report_page

PAGE = "/art/2025/1/7/art_1_1.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Two releases: between them the site changed a figure."""
    found: Path = tmp_path_factory.mktemp("companions")
    store = LocalStore(found)
    nights = Nights(store)
    nights.crawl({PAGE: report_page(171, 151)})
    build_year(store, 2025, registry=registry())
    release(store, date(2026, 2, 1))
    nights.crawl({PAGE: report_page(171, 153)})
    build_year(store, 2025, registry=registry())
    release(store, date(2026, 3, 1))
    return found


def read(folder: Path, path: str, name: str = "2026-03-01") -> str:
    return (folder / "releases" / name / path).read_text(encoding="utf-8")


@pytest.mark.parametrize(("path", "cite"), [("README.md", "How to cite"), ("README.zh.md", "如何引用")])
def test_the_readme_says_what_there_is_and_how_to_cite_it(folder: Path, path: str, cite: str) -> None:
    text = read(folder, path)
    assert "2026-03-01" in text and cite in text and "CC BY 4.0" in text
    assert "`panel`" in text and "{{" not in text and "None" not in text


DESCRIBING = ("README.md", "README.zh.md", "CITATION.cff", ".zenodo.json", "datacite.json", "croissant.json")


@pytest.mark.parametrize("path", [*DESCRIBING, "datapackage.json"])
def test_what_is_invented_says_so_wherever_it_is_described(tmp_path: Path, path: str) -> None:
    store = LocalStore(tmp_path)
    Nights(store).crawl({PAGE: report_page(171, 151).replace("青河".encode(), "云山".encode())})
    facts = {"division_code": "539903", "name": "云山县政协"}
    made_up = Registry((registry().sites[0].model_copy(update=facts),))
    build_year(store, 2025, registry=made_up)
    publish_sites(store, made_up.sites)
    release(store, date(2026, 3, 1))
    said = read(tmp_path, path)
    assert ("虚构的政协，不是数据" if ".zh." in path else "INVENTED COMMITTEES, NO DATA") in said
    if path.startswith("README"):
        assert re.search(r"(reports of 0 of 2\d{3} counties|有 0 个的报告)", said)


@pytest.mark.parametrize("path", [*DESCRIBING, "datapackage.json"])
def test_real_committees_are_not_called_invented(folder: Path, path: str) -> None:
    said = read(folder, path)
    assert "INVENTED" not in said and "虚构" not in said


@pytest.mark.parametrize("path", [*DESCRIBING, "datapackage.json"])
def test_a_citation_ends_with_the_address_where_it_is_had(folder: Path, tmp_path: Path, path: str) -> None:
    store = LocalStore(Path(shutil.copytree(folder / "tables", tmp_path / "tables")).parent)
    release(store, date(2026, 3, 2), cite_at="https://doi.org/10.5281/zenodo.1")
    assert "https://doi.org/10.5281/zenodo.1" in read(tmp_path, path, "2026-03-02")
    assert "CPPCC_CITE_AT" not in read(tmp_path, path, "2026-03-02")
    if path.startswith("README"):
        # Without one, who cites it is asked to say it; no package of a name that no index has is named.
        assert "CPPCC_CITE_AT" in read(folder, path) and "pip install cppcc" not in read(folder, path)


def test_the_citation_is_one(folder: Path) -> None:
    found = YAML(typ="safe").load(read(folder, "CITATION.cff"))
    assert (found["cff-version"], found["type"], found["version"]) == ("1.2.0", "dataset", "2026-03-01")
    assert found["authors"] and found["license"] == "CC-BY-4.0"


def test_metadata_for_repositories_and_catalogues(folder: Path) -> None:
    datacite: dict[str, Any] = json.loads(read(folder, "datacite.json"))
    assert {"creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"} <= datacite.keys()
    # As the schema of 4.5 has them: an object, a text, a closed list.
    assert (datacite["publisher"], datacite["publicationYear"][:2]) == ({"name": "cppcc-archive"}, "20")
    assert [one["dateType"] for one in datacite["dates"]] == ["Issued", "Other"]
    croissant = json.loads(read(folder, "croissant.json"))
    assert croissant["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert croissant["version"] == "2026.3.1", "three numbers; a name with zeros in front is a warning"
    # mlcroissant opens nothing without the language, and knows Parquet by this name alone.
    assert croissant["@context"]["@language"] == "en"
    assert {one["encodingFormat"] for one in croissant["distribution"]} == {"application/x-parquet"}
    sets = {one["@id"] for one in croissant["distribution"] if one["@type"] == "cr:FileSet"}
    for records in croissant["recordSet"]:
        assert {field["source"]["fileSet"]["@id"] for field in records["field"]} == {records["name"]} <= sets
        assert [field["name"] for field in records["field"]] == list(ANALYSTS[records["name"]].column)


def test_the_package_describes_each_file_by_itself(folder: Path) -> None:
    package = json.loads(read(folder, "datapackage.json"))
    assert package["licenses"] and package["sources"] and package["created"]
    by_name = {resource["name"]: resource for resource in package["resources"]}
    reports = by_name["reports-2025"]
    assert isinstance(reports["path"], str) and reports["table"] == "reports"
    qualifier = next(field for field in by_name["panel"]["schema"]["fields"] if field["name"] == "qualifier")
    assert qualifier["constraints"]["enum"] == ["exact", "more_than", "less_than", "approx"]
    closed = {
        f"{resource['table']}.{field['name']}"
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
        if "enum" in field["constraints"]
    }
    assert closed >= {"panel.basis", "reports.doc_type", "indicators.period", "captures.verdict", "coverage.state"}
    assert "captures.status" not in closed, "a number of HTTP, no state of a site"
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", ()):
            assert key["reference"]["resource"] in by_name


def test_a_figure_that_moved_between_releases_is_told(folder: Path) -> None:
    lines = gzip.decompress((folder / "releases/2026-03-01/changes.csv.gz").read_bytes()).decode().splitlines()
    assert lines[0] == "report_id,indicator_id,code,unit,value_before,value_after,kind"
    assert [line.split(",")[2:] for line in lines[1:]] == [["proposals_filed", "件", "151.0", "153.0", "moved"]]


def test_the_panel_is_there_for_people_without_sql(folder: Path) -> None:
    lines = gzip.decompress((folder / "releases/2026-03-01/panel.csv.gz").read_bytes()).decode().splitlines()
    assert lines[0].split(",")[:2] == ["place_id", "division_code"]
    assert len(lines) == 4
    with zipfile.ZipFile(io.BytesIO((folder / "releases/2026-03-01/panel.xlsx").read_bytes())) as book:
        names = book.read("xl/workbook.xml").decode()
    assert all(f'name="{sheet}"' in names for sheet in ("panel_wide", "panel", "coverage_by_year", "coverage", "codes"))


def test_releases_are_listed_and_the_newest_is_named(folder: Path) -> None:
    index = json.loads((folder / INDEX).read_text())
    assert [one["release"] for one in index["releases"]] == ["2026-02-01", "2026-03-01"]
    assert json.loads((folder / LATEST).read_text())["release"] == "2026-03-01"
    # One of an earlier day is listed in its place and is not the newest.
    release(LocalStore(folder), date(2026, 2, 15))
    assert [one["release"] for one in json.loads((folder / INDEX).read_text())["releases"]][1] == "2026-02-15"
    assert json.loads((folder / LATEST).read_text())["release"] == "2026-03-01"
