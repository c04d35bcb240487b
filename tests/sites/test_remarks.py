"""Remarks in a registry's text: the comment and the status change, nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppcc_archive.errors import RegistryError
from cppcc_archive.sites.model import SiteStatus
from cppcc_archive.sites.registry import load, replace_file
from cppcc_archive.sites.remarks import Remark, remarked

TEXT = """\
# 青河县

# source: http://a.example/ (2020)
- id: qinghe
  name: 青河县政协
  base_url: http://zx.qinghe.example   # by hand
  status: unverified
  note: as it was
- id: yunshan
  name: 云山区政协
  base_url: http://zx.yunshan.example
"""
ACTIVE = Remark("2026-01-01: answers", SiteStatus.ACTIVE)
WRONG = Remark("2026-01-01: error: no address")


def test_the_comment_stands_above_the_entry_and_the_status_is_set() -> None:
    after = remarked(TEXT, {"qinghe": ACTIVE})
    assert after == TEXT.replace("- id: qinghe", "# verify 2026-01-01: answers\n- id: qinghe").replace(
        "status: unverified", "status: active"
    )


def test_an_entry_without_a_status_gets_one() -> None:
    after = remarked(TEXT, {"yunshan": ACTIVE})
    assert after.endswith("  base_url: http://zx.yunshan.example\n  status: active\n")


def test_what_is_wrong_changes_no_status() -> None:
    assert "status: unverified" in remarked(TEXT, {"qinghe": WRONG, "yunshan": WRONG})
    assert "active" not in remarked(TEXT, {"qinghe": WRONG, "yunshan": WRONG})


def test_a_new_remark_takes_the_place_of_the_old_one() -> None:
    twice = remarked(remarked(TEXT, {"qinghe": WRONG}), {"qinghe": ACTIVE})
    assert twice == remarked(TEXT, {"qinghe": ACTIVE})


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT.rstrip("\n"),
        TEXT.replace("status: unverified", "status: 'unverified'  # as given"),
        "-\n  # mine\n  name: 青河县政协\n  base_url: http://a.example\n  id: qinghe\n"
        "- {id: yunshan, name: 云山区政协, base_url: http://b.example}\n",
        '[{"id": "qinghe", "name": "青河县政协", "base_url": "http://a.example"},\n'
        ' {"id": "yunshan", "name": "云山区政协", "base_url": "http://b.example", "status": "unverified"}]\n',
        "  - id: qinghe\n    name: 青河县政协\n    base_url: http://a.example\n  - name: 云山区政协\n    id: yunshan\n"
        "    base_url: http://b.example\n    columns:\n    - {path: /a/}\n",
    ],
    ids=["CRLF", "BOM", "no last line feed", "quoted", "dash alone", "JSON", "indented"],
)
def test_however_the_file_is_written(tmp_path: Path, text: str) -> None:
    file = tmp_path / "sites.yaml"
    file.write_bytes(text.encode())
    replace_file(file, text, remarked(text, {"qinghe": ACTIVE, "yunshan": ACTIVE}))
    assert [(site.id, site.status) for site in load(file).sites] == [("qinghe", "active"), ("yunshan", "active")]


@given(st.text(max_size=60))
def test_nothing_that_a_site_says_leaves_its_comment(said: str) -> None:
    after = remarked(TEXT, {"qinghe": Remark(said.encode("utf-8", "replace").decode())})
    added = [line for line in after.split("\n") if line not in TEXT.split("\n")]
    assert len(added) == 1
    assert added[0].startswith("# verify ")


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "sites.yaml"
    file.write_text(TEXT + "# mine\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="somebody else"):
        replace_file(file, TEXT, remarked(TEXT, {"qinghe": ACTIVE}))
    assert file.read_text(encoding="utf-8") == TEXT + "# mine\n"


def test_every_entry_that_ships_can_be_remarked_on() -> None:
    registry = load()
    for file in set(registry.files.values()):
        text = file.read_text(encoding="utf-8")
        ids = [site.id for site in registry.sites if registry.files[site.id] == file]
        after = remarked(text, dict.fromkeys(ids, ACTIVE))
        assert after.count("# verify ") == after.count("status: active") == len(ids)
