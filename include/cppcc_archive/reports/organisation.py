"""Whose document it is: the committee named in title, place line or text, with the site as the prior."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cppcc_archive.sites.divisions import Division, by_code, committee_name, lookup

_N = "0-9〇零一二三四五六七八九十"
_PLACE = r"[\u4e00-\u9fff]{1,18}?(?:自治[州县旗]|[省市区县旗州盟])"
_TERM = rf"(?:第? *[{_N}]{{0,3}} *届 *)?"
NAMED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(rf"(?:中国人民政治协商会议|人民政协|政协) *{_TERM}(?P<place>{_PLACE}) *{_TERM}委员会"),
        ("中国人民政治协商会议第十届济南市市中区委员会", "政协青河县第九届委员会"),
    ),
    (re.compile(rf"政协(?P<place>{_PLACE})(?=第?[{_N}]{{1,3}}届)"), ("政协青河县九届十二次常委会议",)),
    (re.compile(rf"(?<![\u4e00-\u9fff])(?P<place>{_PLACE})政协"), ("济南市市中区政协",)),
)
_ABOVE = re.compile(r"^(?:全国|省|市|区|县|旗|州|盟|我[市区县]|全[市区县])$")


@dataclass(frozen=True, slots=True)
class Organisation:
    """The committee: canonical name, name as printed, division code. Unknown is None."""

    name: str | None = None
    printed: str | None = None
    division_code: str | None = None


def organisation_of(
    names: list[str], opening: str, site_name: str | None, site_code: str | None, on: date | None = None
) -> Organisation:
    """The committee that the first of ``names`` (title, place line) names, or the opening; else the site's own."""
    for text in (*names, opening):
        # In running text only the full name counts: 被省政协采用 names somebody else.
        for pattern, _ in NAMED if text is not opening else NAMED[:1]:
            for match in pattern.finditer(text):
                place = match["place"]
                if _ABOVE.match(place):
                    continue
                place = _fuller(place, opening)
                division = resolve(place, site_code, on)
                name = committee_name(division.code, on=on) if division else f"中国人民政治协商会议{place}委员会"
                return Organisation(name, match[0], division.code if division else None)
    name = committee_name(site_code, on=on) if site_code else None
    if name is None and site_name:
        place = re.sub(r"政协$|^政协|委员会$|^中国人民政治协商会议", "", site_name)
        name = f"中国人民政治协商会议{place}委员会" if place else None
    return Organisation(name, None, site_code)


def _fuller(place: str, opening: str) -> str:
    """The same place with its city in front where the opening prints it so (桃源区: 云岭市桃源区)."""
    for match in NAMED[0][0].finditer(opening):
        if match["place"].endswith(place):
            return match["place"]
    return place


@lru_cache(maxsize=8192)
def resolve(place: str, near: str | None, on: date | None) -> Division | None:
    """The division a committee's name means, read near the site's own."""
    found = lookup(place, near=near, on=on)
    if found is None and near and (own := by_code(near, on=on)) and place.endswith(own.name):
        return own
    return found
