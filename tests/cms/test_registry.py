"""Families by name, detection with reasons, and the generic fallback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cppcc_archive.cms.registry import FAMILIES, detect, family, listing
from cppcc_archive.errors import RegistryError
from cppcc_archive.markup.page import Page

KNOWN = {
    "hanweb", "trs", "ucap", "vsb", "webplus", "siteserver", "gkmlpt", "empirecms", "epoint", "founder", "anhui",
    "wuxi", "querystring", "generic",
}  # fmt: skip


def test_families_by_name() -> None:
    assert set(FAMILIES) == KNOWN
    assert all(family(name).name == name for name in KNOWN)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(RegistryError, match=r"'dedecms'.*hanweb.*wuxi"):
        family("dedecms")


def test_detection_is_ordered_and_says_why() -> None:
    body = b"<script>createPageHTML(2,0,'index','html')</script>" + b"<a href='202501/t20250110_7.html'>x</a>" * 3
    found = detect(Page("http://zx.qinghe.gov.cn/bg/", body))
    assert found[0].family == "trs"
    assert any("createPageHTML" in reason for reason in found[0].reasons)
    assert [entry.score for entry in found] == sorted((entry.score for entry in found), reverse=True)
    assert found[-1].family == "generic"


def test_nothing_known_is_generic() -> None:
    assert [entry.family for entry in detect(Page("http://a.gov.cn/", b"<p>x</p>"))] == ["generic"]


def test_a_wrong_family_still_reads_the_rows() -> None:
    rows = "".join(f"<li><a href='show/{n}.html'>县政协公告第{n}号全文</a>2024-01-09</li>" for n in range(101, 106))
    page = Page("http://a.gov.cn/gg/", f"<meta charset=utf-8><ul>{rows}</ul>".encode())
    assert all(len(listing(page, None, one).links) == 5 for one in FAMILIES.values())


def test_the_package_itself_is_light() -> None:
    code = "import sys, cppcc_archive.cms.base; print('cppcc_archive.cms.families.hanweb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": "include"})
    assert done.stdout.strip() == "False", done.stderr
