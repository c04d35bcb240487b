"""The accuracy gate: floors over our own pages that only rise.

Two measurements: every page as served, and every page with all ids, classes and comments taken away, so that no CMS's
names help and the scoring alone has to find the body. ``floors.json`` holds, per measure, the ``floor`` and the
``highest`` floor there ever was. A floor below its highest needs ``"lowered": true`` and a ``"reason"`` beside it. When
the measured value is above the floor, raise it: ``CPPCC_RAISE_FLOORS=1 pytest tests/extract/test_gate.py``.
"""

from __future__ import annotations

import json
import math
import os
import re
from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from cppcc_archive.extract import extract
from tests.extract.test_pages import CASES, PAGES, case_url

FLOORS = Path(__file__).with_name("floors.json")
_NAMES = re.compile(rb"""\s(?:id|class)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_COMMENTS = re.compile(rb"<!--.*?-->", re.DOTALL)
_FAMILY_TAGS = re.compile(rb"(</?)(?:ucapcontent|ucaptitle|founder-content)", re.IGNORECASE)
_UNNAMEABLE = {"no-body", "encoding-utf16-says-gb2312"}
"""A page without a body, and one whose bytes the stripping does not fit."""


def _letters(text: str) -> str:
    return "".join(text.split())


@cache
def measured(kind: str) -> dict[str, float]:
    """The measures of one kind of run: ``served`` or ``nameless``."""
    recalls, precisions, paragraphs, titles, dates = [], [], [], [], []
    for name in CASES:
        expected: dict[str, Any] = json.loads((PAGES / name / "expected.json").read_text(encoding="utf-8"))
        body = (PAGES / name / "page.html").read_bytes()
        if kind == "nameless":
            if name in _UNNAMEABLE:
                continue
            body = _FAMILY_TAGS.sub(rb"\1div", _NAMES.sub(b"", _COMMENTS.sub(b"", body)))
        found = extract(body, case_url(name))
        truth, output = _letters(expected["text"]), _letters(found.text)
        same = sum(block.size for block in SequenceMatcher(None, truth, output, autojunk=False).get_matching_blocks())
        recalls.append(same / len(truth) if truth else 1.0)
        precisions.append(same / len(output) if output else float(not truth))
        wanted, got = Counter(expected["text"].split("\n")), Counter(found.text.split("\n"))
        paragraphs.append(2 * (wanted & got).total() / (wanted.total() + got.total()))
        titles.append(found.title == expected["title"])
        dates.append((found.published_at.isoformat() if found.published_at else None) == expected["published_at"])
    return {
        "recall": fmean(recalls),
        "worst_recall": min(recalls),
        "precision": fmean(precisions),
        "paragraph_f1": fmean(paragraphs),
        "titles": fmean(titles),
        "dates": fmean(dates),
    }


def _floors() -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("kind", ["served", "nameless"])
def test_no_measure_falls_below_its_floor(kind: str) -> None:
    values = measured(kind)
    floors = _floors()
    if os.environ.get("CPPCC_RAISE_FLOORS"):
        for measure, value in values.items():
            rounded = math.floor(value * 10_000) / 10_000
            entry = floors.setdefault(kind, {}).setdefault(measure, {"floor": 0.0, "highest": 0.0})
            entry["floor"] = max(entry["floor"], rounded)
            entry["highest"] = max(entry["highest"], rounded)
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    short = {measure: value for measure, value in values.items() if value < floors[kind][measure]["floor"] - 1e-9}
    assert not short, f"below the floor on {kind} pages: {short}"


def test_a_lowered_floor_says_so_and_why() -> None:
    silent = [
        f"{kind}.{measure}"
        for kind, measures in _floors().items()
        for measure, entry in measures.items()
        if entry["floor"] < entry["highest"] and not (entry.get("lowered") is True and entry.get("reason"))
    ]
    assert not silent, f"lowered without flag and reason: {silent}"
