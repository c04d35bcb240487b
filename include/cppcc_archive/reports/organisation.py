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
BODIES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (
        re.compile(
            rf"(?<![\u4e00-\u9fff])(?P<place>{_PLACE})政协"
            r"(?=办公室|机关|党组|(?:提案|文史|经济|社会|教科|学习|民族|委员|城建|农业)[^，。\n]{0,14}委)"
        ),
        ("宜都市政协文史委员会面向社会征集稿件。",),
    ),
)
"""A committee's own bodies act or sign: outside title and place line, where 省政协 may be anybody, only these tell."""
_ABOVE = re.compile(r"^(?:全国|自治[州县旗]|[我全本各]?[省市区县旗州盟])$")
_LEAD_IN = re.compile(
    r"^.*(?:关于|召开|举[行办]|出席|参加|列席|庆祝|纪念|祝贺|征集|赴|由|受|代表|经过?|报送|致|(?:日|号|月|年|现)?在|[0-9年月]日)"
)
"""Words of the sentence that run into a name (``日在昆山市``, ``关于召开区``)."""
_NO_PLACE = re.compile(r"人大|政府|[省市区县旗州]委|党委|[的与对向是有了为不把将各及]")
"""What no unknown place is called (``县委县人大县政府县政协``)."""
_SOMEBODY_ELSE = re.compile("被|获|得到|陪同|接待|学习")
"""``被江苏省政协采用`` names another committee."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """The committee: canonical name, name as printed, division code. Unknown is None."""

    name: str | None = None
    printed: str | None = None
    division_code: str | None = None


def organisation_of(
    names: list[str], opening: str, signature: str, site_name: str | None, site_code: str | None, on: date | None = None
) -> Organisation:
    """The committee that the first of ``names`` (title, place line) names, the opening or ``signature`` (the last
    lines); else the site's own."""
    running = NAMED[:1] + BODIES
    for text, patterns in [*((name, NAMED) for name in names), (opening, running), (signature, running)]:
        # In running text only the full name counts: 被省政协采用 names somebody else.
        for pattern, _ in patterns:
            for match in pattern.finditer(text):
                place = _LEAD_IN.sub("", match["place"])
                if _SOMEBODY_ELSE.search(match["place"]) or len(place) < 2 or _ABOVE.match(place):
                    continue
                place = _fuller(place, opening)
                division = resolve(place, site_code, on)
                if division is None and _NO_PLACE.search(place):
                    continue
                name = committee_name(division.code, on=on) if division else f"中国人民政治协商会议{place}委员会"
                printed = match[0].removeprefix(match["place"].removesuffix(place))
                return Organisation(name, printed, division.code if division else None)
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
