"""Whose document it is: the committee named in title, place line or text, with the site as the prior."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from cppcc_archive.reports.anchors import Sought
from cppcc_archive.reports.begun import Begun
from cppcc_archive.sites.divisions import Division, by_code, committee_name, find_in, lookup, named_in, path_of

_N: Final = "0-9〇零一二三四五六七八九十"
_HAN: Final = r"\u4e00-\u4e27\u4e29-\u9fff"
"""Han characters without 丨, the shadow's upright bar."""
_PLACE: Final = rf"[{_HAN}]{{1,18}}?(?:自治[州县旗]|[省市区县旗州盟])"
_TERM: Final = rf"(?:第? *[{_N}]{{0,3}} *届 *)?"
NAMED: Final[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = (
    (
        re.compile(rf"(?:中国人民政治协商会议|人民政协|政协) *{_TERM}(?!会议)(?P<place>{_PLACE}) *{_TERM}委员会"),
        ("中国人民政治协商会议第十届济南市市中区委员会", "政协青河县第九届委员会"),
    ),
    (re.compile(rf"政协(?P<place>{_PLACE})(?=第?[{_N}]{{1,3}}届)"), ("政协青河县九届十二次常委会议",)),
    (
        re.compile(rf"(?<![{_HAN}])(?P<place>{_PLACE})(?:第?[{_N}]{{1,3}}届)?政协"),
        ("济南市市中区政协", "青河县第九届政协"),
    ),
)
BODIES: Final[tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]] = (
    (
        re.compile(
            rf"(?<![{_HAN}])(?P<place>{_PLACE})政协"
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
_SOMEBODY_ELSE: Final = re.compile("被|获|得到|陪同|接待|学习")
"""``被江苏省政协采用`` names another committee."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """The committee: canonical name, name as printed, division code. Unknown is None. ``is_of_region``: whether its
    page tells what the committees of several counties did."""

    name: str | None = None
    printed: str | None = None
    division_code: str | None = None
    is_of_region: bool = False


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
    is_of_several = _OF_SEVERAL.search(names[0] if names else "") is not None or _speak_for_themselves(opening, on)
    own = _NO_NAME.sub("", site_name or "")
    level = _level(names[0] if names else "", opening)
    hosts = [(name, NAMED) for name in names if not _GUESTS.search(name)]
    around = "\n".join((*names, opening))
    for text, patterns in [*hosts, (opening, running), (signature, running)]:
        if not _SPEAKS.search(text) or (is_of_several and patterns is running):
            continue
        # In running text only the full name counts: 被省政协采用 names somebody else.
        for pattern, _ in patterns:
            for match in pattern.finditer(text):
                if patterns is running and _ATTENDS.search(text, max(0, match.start() - _LONGEST), match.start()):
                    continue
                found = _committee(match, opening, site_code, on, pattern in _BOUNDED, own, around)
                if found:
                    return found
        if text is opening and not site_code and (found := _actor(opening, level, on, names[0] if names else "")):
            return found
        if patterns is NAMED and not site_code and (found := _by_stem(text, level, on)):
            return found
    if not (site_code or site_name) and (
        found := _gazetteers(names, on)
        or _represented(shade, on)
        or _beside(signature, opening, level, on)
        or (None if is_of_several or is_governments else _alone(shade, level, on))
    ):
        return found
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
    if division is None and (not is_bounded or _NO_PLACE.search(place) or len(place) > _LONGEST):
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


def _speak_for_themselves(opening: str, on: date | None) -> bool:
    """Whether the committees of several counties each have a sentence of their own: the page is a region's."""
    if opening.count("政协") < _SHORTEST:
        return False
    begin = [
        one.division.code
        for one in find_in(opening, on=on)
        if one.division and one.division.level == "county" and opening.startswith("政协", one.end)
        if _SAID.search(opening, max(0, one.start - _LONGEST), one.start)
    ]
    return len(set(begin)) > 1


_GAZETTEER: Final = re.compile(
    rf"^《?(?P<place>{_PLACE})(?:政协|政治)?志》?$"
    rf"|^《?(?P<yearbook>[{_HAN}]{{2,8}})年鉴（?(?:20[0-9]{{2}})?）?》?(?: |$)"
    rf"|^《?(?P<journal>[{_HAN}]{{2,8}})文史(?:资料)?(?:[：》 ]|$)"
)
"""``《青河县志》``, ``青河文史：``: what a gazetteer tells of 县政协 is its own county's."""


def _gazetteers(names: list[str], on: date | None) -> Organisation | None:
    """The committee of the county whose gazetteer a line of the head names."""
    for name in names:
        match = _GAZETTEER.match(name.strip())
        if (
            match
            and (division := lookup(match["place"] or match["yearbook"] or match["journal"], on=on))
            and division.level != "province"
        ):
            return Organisation(committee_name(division.code, on=on), None, division.code)
    return None


_REPRESENTED: Final = Sought(
    rf"(?:代表|受) *(?P<printed>(?:中国人民政治协商会议|政协){_TERM}"
    rf"(?P<place>[{_HAN}]{{1,17}}?[省市区县旗州盟]){_TERM}委员会)"
)


def _represented(shade: str, on: date | None) -> Organisation | None:
    """The committee for which somebody speaks in the text (``代表政协青河县第九届委员会常务委员会作报告``)."""
    match = next(iter(_REPRESENTED.finditer(shade)), None)
    division = lookup(match["place"], on=on) if match else None
    if match is None or division is None:
        return None
    return Organisation(committee_name(division.code, on=on), match["printed"], division.code)


_BESIDE: Final = re.compile(
    rf"(?:[县区市旗]政协委员、|(?:来源|供稿)： *)(?P<place>{_PLACE})(?:红十字会|工商联|慈善|融媒体中心|政协)"
)
"""``县政协委员、青河县红十字会会长``, ``来源：青河县融媒体中心``: the place of a 县政协 without a name."""


def _beside(signature: str, opening: str, level: str | None, on: date | None) -> Organisation | None:
    """The committee of the only county that a member's other office or who signs the page names, for a text that speaks
    of 县政协 without a name."""
    if level is None:
        return None
    places = {match["place"] for text in (opening, signature) for match in _BESIDE.finditer(text)}
    divisions = [lookup(place, on=on) for place in sorted(places) if place.endswith(level[-1])]
    codes = {division.code for division in divisions if division}
    code = codes.pop() if len(codes) == 1 else None
    return Organisation(committee_name(code, on=on), None, code) if code else None


_VISITED: Final = re.compile(
    "(?:赴|前往|来自|走进|学习|考察|邀请|陪同|接待|参观|观摩|对口|借鉴|从|向|援|帮扶|结对|对接|联合|邻|到|与|和|及|、|在|籍|原|往)[^，。；\n]{0,4}$"
)
_NOT_OWN: Final = re.compile("政协|[^，。；\n]{0,8}(?:一行|考察团|代表团|来[我本][区县市旗])|籍")
_FOR_OWN: Final = Sought(
    rf"(?:为|推动|助力|谱写|建设|促进)(?P<stem>[{_HAN}]{{2,3}}?)(?:经济社会|高质量|高水平|现代化|全面|跨越)[{_HAN}]{{0,8}}?(?:发展|建设|崛起|振兴)"
)
_WORDS: Final = re.compile("平安|和平|新兴|友谊|朝阳|文明|富民|长寿|安定|团结|城乡|全面|推动|实现|加快|县域")
"""Names of divisions that are words before 发展 and 建设, too."""


def _alone(shade: str, level: str | None, on: date | None) -> Organisation | None:
    """The committee of the only division of its kind that the text of a 区政协 without a name speaks of as its own:
    none that is visited, none whose committee comes; by its whole name, or by its stem in what is done for it (``为北碚
    经济社会高质量发展``)."""
    if level not in _COUNTIES or not _ACTS.search(shade):
        return None
    named = [
        one
        for one in named_in(shade, on=on)
        if (one.division is None or one.division.level == "county") and one.text.endswith(level)
    ]
    codes = {one.division.code if one.division else "" for one in named}
    stems = {one["stem"] for one in _FOR_OWN.finditer(shade) if not _WORDS.match(one["stem"])}
    divisions = {division.code for stem in stems if (division := lookup(stem + level, on=on))}
    if len(codes | divisions) != 1 or "" in codes:
        return None
    for one in named:
        if _VISITED.search(shade, max(0, one.start - _LONGEST), one.start) or _NOT_OWN.match(shade, one.end):
            return None
    (code,) = codes | divisions
    return Organisation(committee_name(code, on=on), None, code)


_ACTS: Final = re.compile("[区县旗]政协(?!委员|常委|副?主席|提案|领导)")
_COUNTIES: Final = frozenset("区县旗")


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
_LONGEST: Final = 10
_SHORTEST: Final = 2
_COMES: Final = rf"(?<![年月日以近])[来莅]临?[{_HAN}]{{2,6}}?(?:调研|考察|视察|指导|学习|走访|交流|开展|督[导查])"
_GUESTS: Final = re.compile(rf"(?:[来到赴莅]|走进)(?:临)?[我本][省市区县旗州盟]|政协[^，。 ]{{0,12}}{_COMES}")
"""北京市某区政协一行来我县考察, 来青河调研: who is named in such a title is a guest."""
_CALLED: Final = Begun("(自治区|[省市区县旗州盟])政协")
_TERM_BEHIND: Final = re.compile(rf"(?:政协|第?[{_N}]{{1,3}}届(?:政协|委员会))|第?[{_N}]{{1,3}}届")
_TOWNS: Final = re.compile(rf"[{_HAN}]{{1,5}}?(?:镇|乡|街道)政协(?:工作)?(?:联络|委员)")
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
