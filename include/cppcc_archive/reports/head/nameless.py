"""Whose document it is where its committee is named without its place: whose gazetteer, bureau, guests or county."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from cppcc_archive.reports.anchors import Sought
from cppcc_archive.sites.divisions import committee_name, lookup, named_in

NUMERAL: Final = "0-9〇零一二三四五六七八九十"
HAN: Final = r"\u4e00-\u4e27\u4e29-\u9fff"
"""Han characters without 丨, the shadow's upright bar."""
PLACE: Final = rf"[{HAN}]{{1,18}}?(?:自治[州县旗]|[省市区县旗州盟])"
TERM: Final = rf"(?:第? *[{NUMERAL}]{{0,3}} *届 *)?"
LONGEST: Final = 10


@dataclass(frozen=True, slots=True)
class Organisation:
    """The committee: canonical name, name as printed, division code. Unknown is None. ``is_of_region``: whether its
    page tells what the committees of several counties did."""

    name: str | None = None
    printed: str | None = None
    division_code: str | None = None
    is_of_region: bool = False


def nameless(
    names: list[str],
    opening: str,
    signature: str,
    level: str | None,
    on: date | None,
    shade: str,
    *,
    has_guests: bool,
    is_of_several: bool,
    is_governments: bool,
) -> Organisation | None:
    """The committee of a text that names only its kind, if that: ``names`` are its title and the lines of its head,
    ``level`` the kind; ``has_guests``: whether the title names guests, the rest as in
    :func:`.organisation.organisation_of`."""
    title = names[0] if names else ""
    found = _gazetteers(names, on) or _represented(shade, on) or _beside(signature, opening, level, on)
    if found or is_of_several:
        return found
    host = _only({match["place"] for match in _HOSTS.finditer(opening)}, level, on) if has_guests else None
    return host or _of_bureau(title, opening, level, on) or (None if is_governments else _alone(shade, level, on))


_GAZETTEER: Final = re.compile(
    rf"^《?(?P<place>{PLACE})(?:政协|政治)?志》?(?:$|[ ·])"
    rf"|^《?(?P<yearbook>[{HAN}]{{2,8}})年鉴（?(?:20[0-9]{{2}})?）?》?(?:[ ·]|$)"
    rf"|^《?(?P<journal>[{HAN}]{{2,8}})文史(?:资料)?(?:[：》 ]|$)"
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
    rf"(?:代表|受) *(?P<printed>(?:中国人民政治协商会议|政协){TERM}"
    rf"(?P<place>[{HAN}]{{1,17}}?[省市区县旗州盟]){TERM}委员会)"
)


def _represented(shade: str, on: date | None) -> Organisation | None:
    """The committee for which somebody speaks in the text (``代表政协青河县第九届委员会常务委员会作报告``)."""
    match = next(iter(_REPRESENTED.finditer(shade)), None)
    division = lookup(match["place"], on=on) if match else None
    if match is None or division is None:
        return None
    return Organisation(committee_name(division.code, on=on), match["printed"], division.code)


_BESIDE: Final = re.compile(
    rf"(?:[县区市旗]政协委员、|(?:来源|供稿)： *)(?P<place>{PLACE})(?:红十字会|工商联|慈善|融媒体中心|政协)"
)
"""``县政协委员、青河县红十字会会长``, ``来源：青河县融媒体中心``: the place of a 县政协 without a name."""


def _beside(signature: str, opening: str, level: str | None, on: date | None) -> Organisation | None:
    """The committee of the only county that a member's other office or who signs the page names, for a text that speaks
    of 县政协 without a name."""
    if level is None:
        return None
    places = {match["place"] for text in (opening, signature) for match in _BESIDE.finditer(text)}
    return _only(places, level, on)


_HOSTS: Final = re.compile(
    rf"(?<![{HAN}])(?P<place>{PLACE})政协(?=(?:(?!一行|[来到赴莅])[^。；]){{0,40}}(?:陪同|参加座谈|参加考察|参加调研|主持座谈))"
)
"""``青河县政协副主席何静陪同考察``: who receives guests."""


def _only(places: set[str], level: str | None, on: date | None) -> Organisation | None:
    """The committee of the one division that ``places`` name, of the kind that the text's committee is called by."""
    divisions = [lookup(_LED_TO_PLACE.sub("", place), on=on) for place in sorted(places)]
    codes = {one.code for one in divisions if one and one.level != "province" and one.name.endswith(level or "")}
    code = codes.pop() if len(codes) == 1 else None
    return Organisation(committee_name(code, on=on), None, code) if code else None


_OF_A_KIND: Final = re.compile("[省市区县旗州盟]")
_LED_TO_PLACE: Final = re.compile("^.*(?:根据|按照|依据|关于|年)")
_BUREAUS: Final = re.compile(
    rf"(?:^|(?<![{HAN}])|(?<=[和及据按由])|(?<=根据)|(?<=20[0-9][0-9]年))(?P<place>{PLACE})(?:人民)?(?:政府|[{HAN}]{{2,10}}?(?:局|委|办公室|中心|管委会|分局|医院|[乡镇]人民政府)(?=[{HAN}]{{0,8}}?(?:[0-9]|办|承|关于|对|收|扎|认|高|落|提|建|做|多|积|“|$)))"
)


def _of_bureau(title: str, opening: str, level: str | None, on: date | None) -> Organisation | None:
    """The committee whose proposals the government or the bureau of a county answers that title or first words name
    (``青河县教育局提案办理情况``): what it was given is that committee's."""
    if "提案" not in title and "提案" not in opening:
        return None
    for text in (title, opening):
        if not _OF_A_KIND.search(text):
            continue  # no division's name
        if places := {match["place"] for match in _BUREAUS.finditer(text)}:
            said = f"{title}\n{opening}"
            return _only({place for place in places if level is None or f"{place[-1]}政协" in said}, None, on)
    return None


_VISITED: Final = re.compile(
    "(?:赴|前往|来自|走进|学习|考察|邀请|陪同|接待|参观|观摩|对口|借鉴|从|向|援|帮扶|结对|对接|联合|邻|到|与|和|及|、|在|籍|原|往)[^，。；\n]{0,4}$"
)
_NOT_OWN: Final = re.compile("政协|[^，。；\n]{0,8}(?:一行|考察团|代表团|来[我本][区县市旗])|籍")
_FOR_OWN: Final = Sought(
    rf"(?:为|推动|助力|谱写|建设|促进)(?P<stem>[{HAN}]{{2,3}}?)(?:经济社会|高质量|高水平|现代化|全面|跨越)[{HAN}]{{0,8}}?(?:发展|建设|崛起|振兴)"
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
        if _VISITED.search(shade, max(0, one.start - LONGEST), one.start) or _NOT_OWN.match(shade, one.end):
            return None
    (code,) = codes | divisions
    return Organisation(committee_name(code, on=on), None, code)


_ACTS: Final = re.compile("[区县旗]政协(?!委员|常委|副?主席|提案|领导)")
_COUNTIES: Final = frozenset("区县旗")
