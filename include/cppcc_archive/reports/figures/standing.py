"""Where a committee stands among others: its rank, and the kinds of division it is called by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cppcc_archive.reports.anchors import Sought

RANKS: Final = {
    "自治州": 2,
    "全国": 4,
    "省": 3,
    "自治区": 3,
    "市": 2,
    "州": 2,
    "盟": 2,
    "地区": 2,
    "区": 1,
    "县": 1,
    "旗": 1,
}
"""County, city, province, nation."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a committee stands: its ``rank`` (district 1, city 2, province 3) and the kinds of division it is called
    by (``区``, ``县``; ``市`` too in a county-level city), its ``name`` and division ``code``. ``is_of_region``:
    whether a page tells what the committees of several counties did, each for itself."""

    rank: int = 1
    called: frozenset[str] = frozenset("区县旗")
    name: str = ""
    is_of_region: bool = False
    code: str | None = None


_OWN_KIND: Final = Sought("(?<![市县区各])[县区旗]政协")
_BELOW: Final = Sought("(?:[县区]|市、)[区县旗]政协|各[区县旗]政协")
"""``区政协``, and 各县区政协, which are those below a city's."""


def standing_of(code: str | None, name: str | None, text: str, *, is_of_region: bool = False) -> Standing:
    """By division code and canonical name; without them by what the text calls its own committee most."""
    place = re.sub(r"^中国人民政治协商会议|委员会$", "", name or "")
    if is_of_region and not (code and code[4:] != "00"):
        return Standing(2 if code is None or code[2:] != "0000" else 3, frozenset("市州盟"), place, is_of_region=True)
    level = next(
        (one for one in ("自治区", "省", "自治州", "州", "盟", "区", "县", "旗", "市") if place.endswith(one)), ""
    )
    level = {"自治州": "州"}.get(level, level)
    if code and code[2:] == "0000":
        return Standing(3, frozenset({"省", "自治区", "市"}))
    if code and code[4:] == "00":
        return Standing(2, frozenset({"市", "州", "盟", "地区"}), place, code=code)
    if code or level in ("区", "县", "旗"):
        return Standing(1, frozenset({level}) if level in ("区", "县", "旗", "市") else frozenset("区县旗"), place)
    if level in ("市", "州", "盟"):
        # A city without a code may be of either rank; its text calls districts its own or not.
        return Standing(2, frozenset({level}), place)
    citys = text.count("市政协")
    is_citys = citys and citys + len(_BELOW.finditer(text)) > len(_OWN_KIND.finditer(text))
    return Standing(2, frozenset("市州盟")) if is_citys else Standing()


_NTH: Final = "第?[0-9一二三四五六七八九十]{1,3}"
_PLENARY: Final = re.compile(
    f"(?:(?P<level>[县区旗市州盟省])政协{_NTH}届(?:委员会)?|政协[^，。；：\\n]{{2,8}}(?P<name>[县区旗市州盟省]){_NTH}届委员会)"
    f"{_NTH}次(?:全体)?(?:会议|全会)"
)


def host_of(standing: Standing, opening: str) -> str:
    """The higher committee whose plenary a county's page tells of in its first words (``市政协``), else empty."""
    told = _PLENARY.search(opening)
    level = (told["level"] or told["name"]) if told else ""
    is_above = bool(standing.name) and RANKS.get(level, 0) > standing.rank and level not in standing.called
    return f"{level}政协" if is_above else ""
