"""What analysts want to know of a division beside its code: what is above it, its Pinyin and English, what came after.

Pinyin stands in ``data/pinyin.csv`` (made by :mod:`cppcc_archive.sites.pinyin_source`). English names are made of it
and of the kind (Shizhong District), but for the provinces, whose names are established.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cppcc_archive.sites.divisions import Division, iter_divisions, path_of

ENTRIES, SAID = 3784, 0x185BF90DED24
"""How many there are, and a number for all that the ``divisions`` table says of them: a table that has it is not read.
``tests/sites/test_gazetteer.py`` names the new number when they say something else."""

_DATA = Path(__file__).with_name("data") / "pinyin.csv"
_PROVINCES = {
    "15": "Inner Mongolia",
    "54": "Tibet",
    "61": "Shaanxi",
    "65": "Xinjiang",
    "71": "Taiwan",
    "81": "Hong Kong",
    "82": "Macao",
}
_KINDS = {
    "自治区": "Autonomous Region",
    "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner",
    "特别行政区": "Special Administrative Region",
    "地区": "Prefecture",
    "林区": "Forestry District",
    "特区": "Special District",
    "省": "Province",
    "市": "City",
    "区": "District",
    "县": "County",
    "旗": "Banner",
    "盟": "League",
}
_KIND = re.compile(f"(?:{'|'.join(_KINDS)})$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One division under one name. ``city_code`` is None for a province and for what lies right under one.

    ``successors`` are the codes under which the same place goes on after ``valid_to`` as far as its name tells: None
    while it stands, empty where none bears its name (it was merged into a neighbour).
    """

    division: Division
    province_code: str
    city_code: str | None
    full_name: str
    name_pinyin: str
    name_en: str
    successors: tuple[str, ...] | None


@cache
def gazetteer() -> tuple[Entry, ...]:
    """Every division there ever was, under every name."""
    return tuple(_entry(division) for division in iter_divisions())


def _entry(division: Division) -> Entry:
    above = path_of(division)
    city = next((one.code for one in above if one.level == "city"), None)
    return Entry(
        division=division,
        province_code=above[0].code if above[0].level == "province" else f"{division.code[:2]}0000",
        city_code=city,
        full_name="".join(one.name for one in above),
        name_pinyin=_pinyin()[division.name],
        name_en=english(division),
        successors=None if division.valid_to is None else _after(division),
    )


def english(division: Division) -> str:
    """Its English name: ``Shizhong District``, ``Inner Mongolia``."""
    if division.level == "province":
        return _PROVINCES.get(division.code[:2]) or _pinyin()[division.name].split(" ")[0]
    stem = _pinyin()[division.name].split(" ")[0]
    if division.name == division.stem:  # 文县: the kind is part of the name
        stem = re.sub("xian$|qi$|qu$", "", stem) if division.name.endswith(("县", "旗", "区")) else stem
    found = _KIND.search(division.name)
    return f"{stem} {_KINDS[found[0]]}" if found else stem


def _after(division: Division) -> tuple[str, ...]:
    """Codes of what began when this ended: the same stem in the same province, else the same code under a new name
    (a code that went to another place is no successor of the one that took its name along)."""
    began = [one for one in _beginnings()[division.valid_to] if one.level == division.level]
    same_place = {one.code for one in began if one.code[:2] == division.code[:2] and one.stem == division.stem}
    return tuple(sorted(same_place or {one.code for one in began if one.code == division.code}))


@cache
def _beginnings() -> dict[object, list[Division]]:
    found: dict[object, list[Division]] = defaultdict(list)
    for division in iter_divisions():
        if division.valid_from is not None:
            found[division.valid_from].append(division)
    return found


@cache
def _pinyin() -> dict[str, str]:
    with _DATA.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        return dict(lines)
