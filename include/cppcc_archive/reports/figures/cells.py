"""What one cell of a grid counts, by the name of its row and the words of its column."""

from __future__ import annotations

import re
from typing import Final

from cppcc_archive.reports.figures.breakdown import (
    ANSWERER,
    FIELD_CUE,
    FIELD_WORD,
    NO_FIELD,
    PIECES,
)
from cppcc_archive.reports.figures.items import source_in

_OF_ALL: Final = frozenset({"proposals_submitted", "proposals_filed", "proposals_by_sector"})
"""What columns of a grid count of all its rows together, and of each a slice."""
_PEOPLE: Final = frozenset("人名位")
_MEMBERS: Final = re.compile("(?:政协|现有|所属)?委员(?:人?数)?")
_HANDED: Final = re.compile("^(?:主办|分办|独办|承办|办理|交办)(?:提案)?(?:件?数)?$")
_ANSWERERS: Final = re.compile("承办|办理|责任单位")
_BODIES: Final = frozenset("个家")
_ANSWERING: Final = re.compile("(?:交办|承办|主办|办理)单位(?:数|个数)?")
_SHARED_OUT: Final = re.compile("会办|协办|分办")
_PROPOSERS: Final = re.compile("提案|提交|提出|来源|主体|党派|界别|团体|[组委]$|街道|乡镇")
_FIELDS: Final = re.compile("类别|分类|领域|方面|行业|类型|专题|内容|分项")
"""What the names of rows are called: who answers, who proposes, fields."""
_PARTED: Final = re.compile("按.{1,8}分|来源|提案[者人]|类别|分类|领域")
"""Heads and captions below which a row is a slice of all proposals (``按提案者分``)."""


def code_of_cell(code: str, unit: str, name: str, corner: str, words: str, *, is_total: bool) -> str:
    """What one of several rows of a grid counts where a column of all of them counts ``code``: ``name`` is the row's,
    ``corner`` what such names are called, ``words`` what the column says."""
    if code == "members_total" or (code == "other" and unit in _PEOPLE and _MEMBERS.fullmatch(words)):
        return "members_total" if is_total else "members_group"
    if code == "other" and unit in _BODIES and _ANSWERING.fullmatch(words):
        return "handling_bodies"
    if _SHARED_OUT.search(words):
        return "other"  # ``主办（件） 协办（件）``
    is_handed = _HANDED.search(words) or "承办" in corner
    if unit not in PIECES or not (code in _OF_ALL or (code == "other" and (is_handed or _PARTED.search(corner)))):
        return code
    if is_total:
        return "proposals_assigned" if code == "other" and is_handed else code
    if source := source_in(name):
        return "proposals_by_source" if source == "proposals_collective" else source
    if _ANSWERERS.search(corner) or ANSWERER.search(name):
        return "proposals_assigned"
    if (code == "other" and not _PARTED.search(corner)) or NO_FIELD.search(name):
        return code
    if _PROPOSERS.search(corner) and not _FIELDS.search(corner):
        return "proposals_by_source"
    is_field = _FIELDS.search(corner) or FIELD_CUE.search(name) or FIELD_WORD.search(name)
    return "proposals_by_sector" if is_field else code
