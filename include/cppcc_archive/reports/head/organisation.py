"""Whose document it is: the committee named in title, place line or text, with the site as the prior."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.reports.head.nameless import HAN, LONGEST, NUMERAL, PLACE, TERM, Organisation, nameless
from cppcc_archive.sites.divisions import Division, by_code, committee_name, find_in, lookup, named_in, path_of

NAMED: Final[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = (
    (
        re.compile(rf"(?:中国人民政治协商会议|人民政协|政协) *{TERM}(?!会议)(?P<place>{PLACE}) *{TERM}委员会"),
        ("中国人民政治协商会议第十届济南市市中区委员会", "政协青河县第九届委员会"),
    ),
    (re.compile(rf"政协(?P<place>{PLACE})(?=第?[{NUMERAL}]{{1,3}}届)"), ("政协青河县九届十二次常委会议",)),
    (
        re.compile(rf"(?<![{HAN}])(?P<place>{PLACE})(?:第?[{NUMERAL}]{{1,3}}届)?政协"),
        ("济南市市中区政协", "青河县第九届政协"),
    ),
)
BODIES: Final[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = (
    (
        re.compile(
            rf"(?<![{HAN}])(?P<place>{PLACE})政协"
            r"(?=办公室|机关|党组|(?:提案|文史|经济|社会|教科|学习|民族|委员|城建|农业)[^，。\n]{0,14}委)"
        ),
        ("宜都市政协文史委员会面向社会征集稿件。",),
    ),
)
"""A committee's own bodies act or sign: outside title and place line, where 省政协 may be anybody, only these tell."""
_ABOVE: Final = re.compile(r"^(?:全国|自治[州县旗]|[我全本各]?[省市区县旗州盟]|[市区县旗州盟]{2,3}|全[省市区县]各.*)$")
"""A kind of division without a name (区政协, 县区政协, 区市政协)."""
_LEAD_IN: Final = re.compile(
    r"^.*(?:关于|召开|举[行办]|出席|参加|列席|庆祝|纪念|祝贺|征集|赴|由|受|代表|经过?|报送|致|(?:日|号|月|年|现)?在|[0-9年月]日|^年(?!长)|年来)"
)
"""Words of the sentence that run into a name (``日在昆山市``, ``关于召开区``)."""
_NO_PLACE: Final = re.compile(
    r"人大|政府|[省市区县旗州]委|党委|[的与对向是有了为不把将各及届第年月日号率持]|主席|出席|上午|下午|调整|关于|政协|组织|参加|列席|举[办行]|召开|学习|会议|委员|代表|领导|全体|工作|活动|履职|调研|视察"
)
"""What no unknown place is called (``县委县人大县政府县政协``)."""
_ABOVE_OURS: Final = ("市委员会", "州委员会", "盟委员会", "省委员会", "自治区委员会")
"""``政协云州市第十五届委员会第二次会议开幕，我县委员…`` on a county's site is told by the county's committee."""
_SOMEBODY_ELSE: Final = re.compile("被|获|得到|陪同|接待|学习")
"""``被江苏省政协采用`` names another committee."""


def organisation_of(
    names: list[str],
    opening: str,
    signature: str,
    site_name: str | None,
    site_code: str | None,
    on: date | None = None,
    shade: str = "",
    *,
    is_governments: bool = False,
) -> Organisation:
    """The committee that the first of ``names`` (title, place line, breadcrumb, source) names, the opening or
    ``signature`` (the last lines), or for which somebody speaks in the text (``shade``), which may be
    a government's; else the site's own."""
    running = NAMED[:2] + BODIES
    title = names[0] if names else ""
    is_of_several = (
        _OF_SEVERAL.search(title) is not None
        or (not _GUESTS.search(title) and _speak_for_themselves(opening, on))
        or (
            _COLUMN.search(title) is not None
            and any(shade.startswith("政协", one.end) and one.text[-1] in _KINDS for one in named_in(shade, on=on))
        )
    )
    own = _NO_NAME.sub("", site_name or "")
    level = _level(title, opening)
    own_lines = names[:1] if _COLUMN.search(title) else names  # below a column's name each piece has its own heading
    hosts = [(name, NAMED) for name in own_lines if not _GUESTS.search(name)]
    around = "\n".join((*names, opening))
    is_ours = own.endswith(("县", "区", "旗")) and re.search(f"[我本]{own[-1]}", around) is not None
    for text, patterns in [*hosts, (opening, running), (signature, running)]:
        if not _SPEAKS.search(text) or (is_of_several and patterns is running):
            continue
        # In running text only the full name counts: 被省政协采用 names somebody else.
        for pattern, _ in patterns:
            for match in pattern.finditer(text):
                if patterns is running and _ATTENDS.search(text, max(0, match.start() - LONGEST), match.start()):
                    continue
                found = _committee(match, opening, site_code, on, pattern in _BOUNDED, own, around)
                if found and not (is_ours and found.name and found.name.endswith(_ABOVE_OURS)):
                    return found
        if text is opening and not site_code and (found := _actor(opening, level, on, title)):
            return found
        if patterns is NAMED and not site_code and (found := _by_stem(text, level, on)):
            return found
    if not (site_code or site_name) and (
        found := nameless(
            names,
            opening,
            signature,
            level,
            on,
            shade,
            has_guests=_GUESTS.search(title) is not None,
            is_of_several=is_of_several,
            is_governments=is_governments,
        )
    ):
        return found
    if is_of_several and not (site_code or site_name) and (region := _of_region(opening, on)):
        return region
    name = committee_name(site_code, on=on) if site_code else None
    if name is None and site_name:
        name = f"中国人民政治协商会议{own}委员会" if own else None
    return Organisation(name, None, site_code, is_of_several)


def _committee(
    match: re.Match[str], opening: str, near: str | None, on: date | None, is_bounded: bool, own: str, around: str
) -> Organisation | None:
    """The committee that a name in a title or a full name in a sentence means: a division that the dictionary has.

    ``own`` is the site's own place. Where words of the form bound the name on both sides (政协第五届…委员会), an
    unknown name counts as printed."""
    place = _LEAD_IN.sub("", match["place"])
    if _SOMEBODY_ELSE.search(match["place"]) or len(place) < _SHORTEST or _ABOVE.match(place):
        return None
    place = _fuller(place, opening)
    division = resolve(place, near, on)
    if division is None:
        place = _known_end(place, near, on) or place
        division = resolve(place, near, on) or _by_city(place, around, on)
    if division is None and (not is_bounded or _NO_PLACE.search(place) or len(place) > LONGEST):
        return None
    # One name for all of a site's pages: that of its entry, with its city or without.
    called = own if own and (place.endswith(own) or own.endswith(place)) else place
    name = committee_name(division.code, on=on) if division else f"中国人民政治协商会议{called}委员会"
    printed = match[0].removeprefix(match["place"].removesuffix(place))
    return Organisation(name, printed, division.code if division else None)


def _by_city(place: str, around: str, on: date | None) -> Division | None:
    """The one of several divisions of a name (永定区) whose city the title, the place line or the opening names."""
    mentions = find_in(place, on=on)
    named = mentions[0].candidates if len(mentions) == 1 and mentions[0].text == place else ()
    standing = [one for one in named if (one.valid_on(on) if on else one.stands)]
    stems = {one.code: path_of(one)[-2].stem for one in standing if len(path_of(one)) > 1}
    found = [one for one in standing if len(stems.get(one.code, "")) >= _SHORTEST and stems[one.code] in around]
    return found[0] if len(found) == 1 else None


_OF_SEVERAL: Final = re.compile(
    "各(?:地|[县区市旗]{1,3})(?:（[^）]{1,6}）)?政协|[州市县区]、[县区市旗](?:（[县区市]）)?政协"
)
"""A title that speaks of the committees of a region."""
_ATTENDS: Final = re.compile("(?:出席|参加|列席|学习|传达|祝贺|庆祝)[^，。；]{0,6}$")
_SAID: Final = re.compile(r"(?:^|[。；\n]|[日月]，|讯|电)(?: *[0-9]{1,2}月[0-9]{1,2}日，?)?(?:近日，|日前，)?$")


def _of_region(opening: str, on: date | None) -> Organisation | None:
    """The committee of the city whose counties' committees the opening names beside its own."""
    said = [one.division for one in named_in(opening, on=on) if one.division and opening.startswith("政协", one.end)]
    cities = {one.code for one in said if one.level == "city"}
    code = cities.pop() if len(cities) == 1 else None
    if code is None or any(one.level == "county" and one.code[:4] != code[:4] for one in said):
        return None
    return Organisation(committee_name(code, on=on), None, code, is_of_region=True)


_COLUMN: Final = re.compile(
    "^(?:[县区市旗]{1,3}|基层|各地|区域)(?:政协)?(?:传真|动态|快讯|快报|简讯|短波|之窗|之声|信息|集锦|采风)"
)
"""The column of a region's page that holds news of several counties."""


_KINDS: Final = frozenset("县区旗市")


def _speak_for_themselves(opening: str, on: date | None) -> bool:
    """Whether the committees of several counties each have a sentence of their own: the page is a region's."""
    if opening.count("政协") < _SHORTEST:
        return False
    begin = [
        one.division.code
        for one in find_in(opening, on=on)
        if one.division and one.division.level == "county" and opening.startswith("政协", one.end)
        if _SAID.search(opening, max(0, one.start - LONGEST), one.start)
    ]
    return len(set(begin)) > 1


def _known_end(place: str, near: str | None, on: date | None) -> str | None:
    """The division that a name with words in front ends in: of ``日常宁市`` 常宁市, of ``第七届磐安县`` 磐安县."""
    for at in range(1, len(place) - _SURE + 1):
        if place[at - 1] in _RUNS_IN and lookup(place[at:], near=near, on=on) is not None:
            return place[at:]
    return None


_RUNS_IN: Final = frozenset("日月年届次号率在到由与和及对向为至赴了我本该全各是以从经报")
"""What words in front of a name end in; others are part of a name that no list has (``临河口区``)."""
_SPEAKS: Final = re.compile("政协|政治协商|届")
"""What stands beside the name of a committee."""
_NO_NAME: Final = re.compile("政协$|^政协|委员会$|^中国人民政治协商会议")
_BOUNDED: Final = tuple(pattern for pattern, _ in NAMED[:2])
_SURE: Final = 3
"""Characters from which on a name's end is no accident."""
_SHORTEST: Final = 2
_COMES: Final = rf"(?<![年月日以近])[来莅]临?[{HAN}]{{2,6}}?(?:调研|考察|视察|指导|学习|走访|交流|开展|督[导查])"
_GUESTS: Final = re.compile(rf"(?:[来到赴莅]|走进)(?:临)?[我本][省市区县旗州盟]|政协[^，。 ]{{0,12}}{_COMES}")
"""北京市某区政协一行来我县考察, 来青河调研: who is named in such a title is a guest."""
_CALLED: Final = Begun("(自治区|[省市区县旗州盟])政协")
_TERM_BEHIND: Final = re.compile(
    rf"(?:政协|第?[{NUMERAL}]{{1,3}}届(?:政协|委员会))|第?[{NUMERAL}]{{1,3}}届(?! *(?:人大|人民代表|中共|党代))"
)
_TOWNS: Final = re.compile(rf"[{HAN}]{{1,5}}?(?:镇|乡|街道)政协(?:工作)?(?:联络|委员)")
"""``青河县白马镇政协工作联络组``: a county's committee has them in its towns."""
_BEFORE: Final = re.compile(r"(?:被|获|得到|陪同|接待|学习|考察|赴|前往|来自|走进|到|与|和|及|对|向)$")
_TRAVELS: Final = re.compile(rf"政协[^。\n]{{0,80}}?(?:[来到赴莅](?:临)?[我本][省市区县旗州盟]|{_COMES})")
"""A guest in the opening: X县政协主席一行来我县."""


def _level(title: str, opening: str) -> str | None:
    """区 where title or opening speak of 区政协 without a name: whose committee a name must fit."""
    for text in (title, opening):
        if match := _CALLED.search(text):
            return match[1]
    return None


def _actor(opening: str, level: str | None, on: date | None, title: str) -> Organisation | None:
    """The first committee that acts in the opening, by the names the dictionary knows: 近日，云山区政协召开…

    Where the opening speaks of 区政协 before any name, the name is another committee's. Of a city and its county that
    the ``title`` names the county's page it is (a county's workshop, opened by a guest from the city).
    """
    first = _CALLED.search(opening)
    above = {one.code for item in find_in(title, on=on) if item.division for one in path_of(item.division)[:-1]}
    for mention in find_in(opening, on=on):
        division = mention.division or _by_city(mention.text, f"{title}\n{opening}", on)
        if mention.generic or division is None or (division.level == "province" and level not in _TOPS):
            continue
        if division.code in above:
            continue
        before = opening[max(0, mention.start - 8) : mention.start]
        if _BEFORE.search(before) and not before.endswith(("出席", "参加")):
            continue
        if not (
            _TERM_BEHIND.match(opening, mention.end) or _TOWNS.match(opening, mention.end) or before.endswith("政协")
        ):
            continue
        is_top = division.level == "province"
        if first and first.end() < mention.start and not (before.endswith("政协") or is_top):
            return None
        if level and not mention.text.endswith(level[-1]):
            return None
        if _TRAVELS.match(opening, mention.end):
            return None
        return Organisation(committee_name(division.code, on=on), f"{mention.text}政协", division.code)
    return None


_TOPS: Final = frozenset({"省", "自治区"})
_STEM: Final = re.compile(r"(?:^|[^\u4e00-\u9fff])(?P<place>[\u4e00-\u9fff]{2,7})政协")


def _by_stem(text: str, level: str | None, on: date | None) -> Organisation | None:
    """A committee named without its kind (靖江政协), where only one division is called so."""
    for match in _STEM.finditer(text):
        division = lookup(match["place"], on=on)
        if division and division.level != "province" and (level is None or division.name.endswith(level[-1])):
            return Organisation(committee_name(division.code, on=on), f"{match['place']}政协", division.code)
    return None


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
