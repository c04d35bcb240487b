# ruff: noqa: E501  (a pattern is read as one line)
"""Whose figure it is: the committee whose document it stands in, unless the sentence lets somebody else act."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Final, NamedTuple

from cppcc_archive.reports.anchors import Asked, Places, tried
from cppcc_archive.reports.figures.context import BOTH, CONGRESS
from cppcc_archive.reports.figures.going_table import DEEDS
from cppcc_archive.reports.figures.standing import RANKS, Standing
from cppcc_archive.reports.lexicon_table import OFFICES
from cppcc_archive.reports.model import Holder
from cppcc_archive.sites.divisions import lookup

_lookup: Final = cache(lookup)

_GIVEN: Final = """
proposals_submitted proposals_filed proposals_not_filed proposals_assigned proposals_by_source proposals_collective
proposals_individual proposals_joint proposals_by_sector proposals_livelihood proposals_plenary proposals_between
proposals_transferred handling_bodies proposers
"""
GIVEN: Final = frozenset(_GIVEN.split())
"""Codes of what a government that reports on proposals was given; the rest it did."""
_COUNTING: Final = "收到|征集|提交|立案|审查|编发|编报|编辑|报送|上报|召开|举办|开展|组织|办复|评选|表彰|接待|出版|现有|共有|完成|安排|建成|形成|提出|听取|共|系统"
_BUILDING: Final = "投入|新建|新改建|改造|争取|加装|建成|引进|实施|整合|拨付|筹资|投资|新增|建设|出台|整治|排查|拆除|清理|配备|增设|开通|发放|列支|筹措|打通|关停|取缔|查处|开展[^，。；]{0,4}整治"
"""What bureaus do and committees do not."""
_SINCE: Final = "(?:已|共|累计|先后|还|也|又|均|全年|今年|去年|近年来|成立以来|[0-9]{1,2}年来|总计|共计|合计)+"
_GIVING: Final = "组织|开展|举办|募集|筹集|捐赠|捐助|捐款|资助|救助|帮扶|派出|发放|走访|慰问|投入|为|向"
"""What societies do."""
_WORKS: Final = f"(?=[^，。；]{{0,10}}(?:{_BUILDING}|签约|投资|共建|引))"
"""Before what proposals lead others to."""
_OF_WHERE: Final = r"(?P<place>[\u4e00-\u9fff]{0,8}?)"


class _Body(NamedTuple):
    """A kind of body that acts: whose its figures are, and its names."""

    holder: Holder
    names: str


_BODIES: Final = {
    "assisted": _Body(
        Holder.HIGHER,
        r"(?:协助|配合|陪同|承接)(?P<body>(?:[全国省市州盟自治区、和与及]{1,8}|上级|各级|[\u4e00-\u9fff]{2,3}市)政协)(?=[^，。；《]{0,6}[来到在赴][^，。；]{0,8}(?:视察|调研|考察|监督|协商|开展))",
    ),
    "committee": _Body(
        Holder.OWN,
        rf"{_OF_WHERE}(?P<level>全国|自治区|自治州|地区|[省市州盟区县旗])政协(?:系统|机关|办公室|常委会|提案委(?:员会)?|党组|各专委会|十?[一二三四五六七八九十]+届[^，。；]{{0,10}}会议(?:以来|期间)?)?)(?!委员|主席|副主席)(?=[今去]年也[把将就对围]|，?(?:[五四三]年来)?(?:在|来|到)[^，。；#]{{1,6}}(?:视察|调研|考察|走访|指导)|，?(?:今年|去年|全年|上半年|一年来|[五四三]年来|[0-9]{{4}}年|以来|已|先后|累计|还|也|各专委会|[^，。；#]{{0,4}})?(?:共|已|先后|累计)?(?:{_COUNTING}|“?助引|发动|动员|(?<=政协)[0-9]{{1,3}}[个名家](?!界别|专委|委员会)|以[^，。；]{{2,12}}为(?:单位|载体|依托|平台)|介绍，该)",
    ),
    "lower": _Body(
        Holder.LOWER,
        r"各[区县市旗][^，。；]{0,10}(?:政协|联络[组处委]|工委|联络室)|各(?:区县|县区|县市区?|市县|县（市、区）)(?:（[^）]{1,6}）)?政协",
    ),
    "congress": _Body(
        Holder.OTHER,
        r"[区县市旗州]?(?:第?[十一二三四五六七八九]{1,3}届)?人大(?:常委会|代表)?(?=[^，。；]{0,14}(?:建议|议案|会议|收到|办理|交办|提出))|[区县市旗州]?人大(?:常委会)?(?=(?:共|先后|累计|全年|也|还)?(?:视察|开展|组织|审议|听取|执法|评议|调研))|代表(?:建议|议案)|[区县市]?(?:人民)?(?:法院|检察院)",
    ),
    "government": _Body(
        Holder.GOVERNMENT,
        r"(?<=，)政府(?=高度重视|给出|采纳|立即|随即|迅速|及时)|[区县市州旗盟省]政府(?:系统|及其?部门|各部门|有关部门|办公室|办)?(?=(?:[0-9]{4}年以来)?(?:据此|随即)[^，。；]{0,10}，|(?:[0-9]{4}年以来)?[^，。；、和与]{0,8}(?:常务会议|出台|投入|(?:研究，)?[^，。；、和与]{0,2}采纳|将其中|安排|制定|修订|拨付|建成|新增|实施|召开|财政|共?承办|共?办理|系统|(?:累计|共)?发放|补贴|为民办|办实事|奖补|累计|配套|新建|改造|投资|筹措|筹集|划拨|修建|开工|设立|成立|采购|争取))|[区县市旗州]政府(?:组成部门|部门|主要领导|分管领导|领导)?(?=(?:多次|先后)?(?:参加|出席|到|来|向))|(?<!副)[区县市旗州]长(?=[^，。；、]{0,3}(?:多次|先后|带队)?(?:参加|出席|到|来)[^，。；]{0,6}政协)|副?[区县市旗州]长[一-鿿]{0,3}(?:先后|多次)?(?:主持)?召开(?=[^，。；]{0,6}(?:调度|推进|现场办公|协调))|[区县市旗]里(?=[^，。；]{0,4}(?:出台|投入|设立|成立|安排|拨付|新建|新增|建成|实施))|[区县市](?:级|本级)?财政(?=[^，。；]{0,6}(?:当年|每年|安排|投入|拨付|列支|拿出|出资|设立))",
    ),
    "agency": _Body(
        Holder.GOVERNMENT,
        rf"[区县市旗]?(?:(?:(?![被由经获向与同])[\u4e00-\u9fff]){{2,8}}?局|(?:{OFFICES})|[\u4e00-\u9fff]{{2,6}}管委会)(?:、[\u4e00-\u9fff]{{2,8}}局){{0,3}}(?:等部门|等单位)?(?:会同[^，。；]{{2,8}})?(?=，?(?:在|现场)?(?:认真|积极|主动)?(?:办理|研究|吸纳|吸收|采纳|根据|结合|依据|针对|按照)[^，。；]{{0,12}}(?:《|提案|建议)|(?:认真|积极|抓紧)办理，|主动与提案人|(?:积极|已|先后|累计|全年|共|今年|据此|随即|迅速|及时|专门|联合|多方)?(?:{_BUILDING}|[为向][^，。；]{{1,16}}(?:赠送|捐赠|发放|送去|送上)))|部门(?=(?:联合|协同|共同)(?:行动|发力|执法|施策|攻坚|努力)，?[^，。；]{{0,6}}(?:{_BUILDING}|清理))|承办单位(?:主要|分管)?(?:负责人|负责同志|领导)?(?=(?:先后|累计|共|主动|积极|带队)*(?:走访|召开|上门|登门))|(?<!组织)(?<!督促)(?<!要求)(?<!推动)承办单位(?=[^。；]{{1,40}}，(?:主动|积极|坚持)?(?:邀请|走访|上门|登门)[^，。；]{{0,6}}委员)|(?:有关|相关|职能)部门(?=[^，。；、]{{0,4}}(?:出台|{_BUILDING}))",
    ),
    "outcome": _Body(
        Holder.GOVERNMENT,
        rf"(?:(?<=提案)|(?<=[案议]》)|(?<=[案议]》的))(?:的?(?:推动|促进|助推|推进)下|(?:的?(?:办理|落实|实施|督办)|被?(?:采纳|采用|吸纳|吸收))后(?!，?[^，。；]{{0,6}}(?:委员|政协|我们|提案委))|(?:推动|促成|助推|促进|推进|催生)(?:全[区县市旗州])?{_WORKS})|(?<=(?<!转化)(?:意见|建议))(?:推动|促成|促使)(?:县里|[区县市]政府)?(?=(?:出台|{_BUILDING}))|(?<=[案议]》)，(?:推动|促成|助推|促进|推进)(?:全[区县市旗州])?{_WORKS}|(?<=案|议)被(?:采纳|采用|吸纳|吸收)后(?=，?[^，。；]{{0,4}}(?:{_BUILDING}|盘活))|通过(?:提案的?(?:办理|落实|督办)|(?:办理|落实|督办)提案)，?{_WORKS}|(?<=提案|督办|办理|领办|批示|采纳|参与)，?(?:推动|促成|助推|促进)(?=[^，。；]{{0,4}}(?:{_BUILDING}))|(?<=[视纳])，(?=[^，。；政协]{{0,6}}(?:{_BUILDING}|(?:安排|落实)[^，。；]{{0,16}}资金))|转化为[^，。；：]{{0,8}}成果：(?=[^，。；]{{0,4}}(?:{_BUILDING}))|被列为[^，。；]{{0,8}}提案后，(?=[^，。；]{{0,4}}(?:{_BUILDING}))|(?<=提案》得到落实)，(?=全[区县市旗州])|(?<=提案得到落实)，(?=全[区县市旗州])|(?<=，)(?:提案)?办理中(?=[^，。；]{{0,4}}(?:{_BUILDING}))|经(?P<bureau>[\u4e00-\u9fff]{{2,8}}(?:局|部门))(?:牵头|认真|积极|抓紧|会同)?办理",
    ),
    "society": _Body(
        Holder.OTHER,
        rf"(?:(?![被由经获向与同的者、])[\u4e00-\u9fff]){{1,8}}?(?:义工(?:联(?:合会)?|协会)|志愿者?(?:联合会|协会)|慈善(?:总会|协会|会)|红十字会|基金会|同乡会|宗亲会|医院)(?:{_SINCE})?(?:{_GIVING})",
    ),
    "place_itself": _Body(
        Holder.OTHER,
        r"境内(?:现|共|就)*有(?![效关序些望力利着待])|(?:(?:村|社区|教学点)(?:现|共|目前|就|只|仍|还|尚|累计)+|(?:[该全]|原|本)(?:村|镇|乡|社区|校|园区|街道)(?:现|共|目前|就|只|仍|还|尚|累计)*)(?:有|辖)(?![效关序些望力利着待]|[^，。；]{0,10}(?:委员|政协|界别|提案|议事|协商|联络|书屋|平台))|(?<!占)(?<!全[县区市州旗])总人口(?!的)|人口总数|服务范围(?:包括|覆盖)|贫困(?:户|人口|发生率)(?:现|共|还|仅)*(?:有|为|已?(?:减少|下降|降低)?(?:至|到|为))|脱贫率|[全我][区县市旗州](?=[0-9]{1,6}(?:多|余)?[名家个户](?:个体|民营|私营|非公|企业|农户|贫困))|[全我][区县市旗州](?:现|共|已|尚|累计)*有(?![^，。；]{0,10}(?:委员|政协|界别|提案|议事|协商|联络|书屋|平台))|接待游客|旅游(?:综合|总)*收入|旅游接待|(?:综合|总)产值|产值(?=突破|达|超)|从业人员|[全我][区县市旗州](?![^，。；]{0,10}(?:委员|政协))(?=[^，。；]{0,12}(?:生产总值|财政|固定资产|规上|工业总产值|税收|人均|居民|贫困|城镇化|GDP|人口|户籍|常住|老年人|耕地|面积|机动车|持证|从业|现存|现有(?!政协|委员|各级|提案)|存栏|种植|粮食|森林(?![灭防]火)|旅游|入园率|入学率|参合率|参保率|普及率|绿化率|覆盖率|达标率|化率))|(?:生猪|生牛|肉牛|肉羊|黑猪|家禽|[牛羊猪])(?:存栏|出栏)|存栏(?=[0-9])|出栏(?=[0-9])|全?产业链产值|农业产值|户籍人口|常住人口|老年人口|地区生产总值|农村居民|城镇居民",
    ),
    "own": _Body(Holder.OWN, r"(?<![来到在赴])我[区县市旗](?!政协系统)|我会|本会"),
    "party": _Body(
        Holder.PARTY,
        r"[区县市州旗盟省]委(?:常委会|常委会会议|全会|理论学习中心组)?(?=[^，。；、领书主要]{0,6}(?:听取|召开|研究|出台|专题|印发))|[区县市旗州盟]委(?:、[区县市旗州]政府)?(?:主要|分管|有关)?(?:领导|负责同志|书记)(?:、[区县市旗州]长)?(?=[^，。；、]{0,3}(?:多次|先后|带队|亲自)?(?:参加|出席|到|来))|[区县市旗州]委、[区县市旗州]政府(?=(?:先后|联合|多次)?召开)|[区县市旗州]委办(?:公室)?[、和](?:[区县市旗州]?政府)?办(?:公室)?(?=(?:先后|联合|多次|共同){0,2}召开)",
    ),
}
"""In the order in which they are tried where two begin at the same character."""
_KINDS: Final = tuple(_BODIES)
NAMED: Final = [f"(?P<{kind}>{body.names})" for kind, body in _BODIES.items()]
_COMMITTEE_ACTS: Final = re.compile(NAMED[_COMMITTEE := _KINDS.index("committee")].replace(_OF_WHERE, ""))
_ASKED: Final = {asked.at: kind for kind, asked in enumerate([Asked(names) for names in NAMED])}


@cache
def _acting(kinds: tuple[int, ...]) -> re.Pattern[str]:
    """The names of some kinds of bodies in one pattern: few sentences have words of more than two, and all nine would
    be tried at every character."""
    return re.compile("|".join(NAMED[at] for at in kinds))


_NOT_ACTING: Final = re.compile(
    r"(?:被|获|获得|得到|为|由|经|向|报|报送|上报|送|给|与|和|同|赴|到|在全?|参加|列席|出席|承接|配合|协助|按|根据|转|、|对|受|供|接待|任|担任|受聘|聘为|走访|视察|调研|邀请|听取|督促|推动|督办|协调|会同|联合|学习|上送|落实|贯彻|传达|据|从|于|代表|旁听|资助|救助|帮扶)(?:了|过)?(?:本次|此次)?(?:[区县市旗州省]委、?)?$"
)
_ASKS: Final = re.compile("协调|联合|会同|邀请|组织")
_ARE_COMMENDED: Final = re.compile("[^，。；0-9]{0,8}等[0-9]{1,3}[个家名][^，。；]{0,12}(?:先进|优秀|模范)")
"""``县政府办等7个先进单位``: a body that heads those whom others commend does nothing itself."""
_TOWARDS: Final = re.compile("[被获向由经报送与]|接待|邀请|会同|联合")


_LED_TO: Final = re.compile(f"(?:推动|促成|促进|助推){_WORKS}")
_JUST_BEFORE: Final = 24
_LED_BY: Final = 8
"""Characters before a body that tell that it only receives or is asked."""
_AGAIN: Final = re.compile(
    "[，；](?=[^，。；]{0,16}(?:委员|政协|界别|捐|资助|争取|帮扶|帮助|走访|慰问|协调|筹集|我们|工作队|机关|开展|组织))(?!其中)"
)
"""``柳林村共有农户310户，委员捐款3万元``: where the committee's deeds go on behind what a place has."""
_MEMBERS: Final = re.compile("[，；](?=(?:政协)?委员(?!会))")
"""``县财政安排500万元，委员另筹60万元``."""
_GAINS: Final = ("产值", "收入")
"""What the place has of a clause's deeds: the next semicolon ends it."""
_HANDLED: Final = re.compile(
    "提案(?:已|均|都|全部|悉数)*(?:得到|被|获)?(?:有效|较好|全面)?(?:办理|落实|采纳|办结|办复)(?:完毕|到位)?。$"
)
"""``涉农提案全部办结。推动新建泵站6座``: those did it who handled the proposals."""
_AS_TOLD: Final = re.compile(" *(?:截[至止]|到?目前|据介绍|据了解|据悉|[今去]年以来|近年来|全[区县市旗州])")
_BUREAUS: Final = f"[区县市旗州]?(?:[一-鿿]{{2,8}}?(?:局|管委会)|{OFFICES})"
_TOLD: Final = re.compile(
    f"(?:^|[，。；：\n])(?:会上，|随后，|会议)?(?P<one>{_BUREAUS})[^，。；]{{0,8}}?(?:通报|介绍|汇报|报告)了?[^。；\n]{{0,24}}(?:情况|进展|成效|做法)。$"
    f"|(?:^|[，。；：\n])[^，。；：\n]{{0,4}}?(?P<handles>{_BUREAUS})(?:今年|全年|共|负责|主要|一共)*(?:承办|办理|主办)[^。；\n]{{0,12}}提案[^。；\n]{{0,24}}。$"
    f"|听取了?(?P<other>{_BUREAUS})[^。；\n]{{0,30}}(?:汇报|通报|介绍|报告)。$"
)
"""``区发改委通报了办理情况。截至目前，12件实事完成。``: what a bureau told the committee is its own."""
_COMMITTEES: Final = re.compile("政协|委员|提案|协商|建议|我会")
_REPORTS: Final = 70
_COUNTYS: Final = re.compile("(?P<name>[\u4e00-\u9fff]{1,7}[县区旗市])政协")


class Actor(NamedTuple):
    """Who acts from ``start`` on, and the name as printed, empty where what proposals led to tells of no name."""

    start: int
    holder: Holder
    name: str


def actors_in(
    shade: str, start: int, end: int, may: Places, own: Standing, *, is_on_proposals: bool = False
) -> list[Actor]:
    """The bodies that act in a sentence, or from ``start`` on in it, in order; ``own`` where the committee itself does,
    ``is_on_proposals``: whether its document tells what they led to."""
    found: list[Actor] = []
    if _LED_TO.match(shade, start) and (is_on_proposals or _HANDLED.search(shade, max(0, start - _JUST_BEFORE), start)):
        found.append(Actor(start, Holder.GOVERNMENT, ""))
    if (
        _AS_TOLD.match(shade, start)
        and (told := _TOLD.search(shade, max(0, start - _REPORTS), start))
        and not _COMMITTEES.search(shade, start, end)
    ):
        found.append(Actor(start, Holder.GOVERNMENT, told["one"] or told["other"] or told["handles"]))
    if own.is_of_region:
        led = max(shade.rfind("\n", 0, start) + 1, start - _REPORTS)  # ``竹山县政协召开会议。一年来，联络处协商24次``
        found += [
            Actor(max(one.start(), start), Holder.LOWER, _LEADING.sub("", one["name"]) + "政协")
            for one in _COUNTYS.finditer(shade, led, end)
            if not _NOT_ACTING.search(shade, max(led, one.start() - _LED_BY), one.start())
            and not (own.name and one["name"].endswith(own.name))
        ]
        return found
    asked = {_ASKED[at]: places for at, places in may.items() if at in _ASKED}
    # Of most committees named none acts: that is told where the level stands, the last place that is left.
    if acting := [one for one in asked.pop(_COMMITTEE, ()) if _COMMITTEE_ACTS.match(shade, one[1], end)]:
        asked[_COMMITTEE] = acting
    if not (kinds := sorted(asked)):
        return found
    places = sorted(chain.from_iterable(asked.values()))
    for match in tried(_acting(tuple(kinds)), shade, start, end, places):
        kind = next(_KINDS[at] for at in kinds if match[_KINDS[at]])
        if kind == "assisted":
            found.append(Actor(match.start(), Holder.HIGHER, match["body"]))
            continue
        is_led = match[0][0] == "，" or (
            kind == "place_itself" and shade.endswith(("推动", "促进"), start, match.start())
        )
        if not is_led and _NOT_ACTING.search(shade, max(start, match.start() - _LED_BY), match.start()):
            continue
        is_asked = (kind == "society" and _TOWARDS.match(match[0])) or (kind == "agency" and _ASKS.match(match[0]))
        if is_asked or _ARE_COMMENDED.match(shade, match.end()):
            continue
        if kind == "place_itself" and any(one.holder is Holder.GOVERNMENT and not one.name for one in found):
            continue  # ``《…的提案》落实后，全县药材种植面积达到9.8万亩，带动农户7600户``
        if kind == "outcome":
            found.append(Actor(match.start(), Holder.GOVERNMENT, match["bureau"] or ""))
        elif kind != "committee":
            found.append(Actor(match.start(), _BODIES[kind].holder, match[0].partition("会同")[0]))
            if match[0].endswith(_GAINS) and (stop := shade.find("；", match.end(), end)) >= 0:
                found.append(Actor(stop, Holder.OWN, ""))
        elif actor := _committee(match, shade, start, own):
            found.append(actor)
    return _with_own_deeds(shade, end, found)


def _with_own_deeds(shade: str, end: int, actors: list[Actor]) -> list[Actor]:
    """The actors, and the committee itself where its deeds go on behind what a place has."""
    found: list[Actor] = []
    for at, actor in enumerate(actors):
        found.append(actor)
        is_place, is_treasury = actor.holder is Holder.OTHER and _OF_PLACE.match(actor.name), "财政" in actor.name
        if is_place or is_treasury:
            stop = actors[at + 1].start if at + 1 < len(actors) else end
            if again := (_AGAIN if is_place else _MEMBERS).search(shade, actor.start + len(actor.name), stop):
                found.append(Actor(again.start(), Holder.OWN, ""))
    return found


def _committee(match: re.Match[str], shade: str, start: int, own: Standing) -> Actor | None:
    """The committee that acts under a name, seen from one's own."""
    level, at = match["level"], match.start("level")
    named = shade[at : at + len(level) + 2]
    level = "州" if level == "自治州" else level
    if match["place"] and (_TOWARDS.search(match["place"]) or _NOT_ACTING.search(match["place"])):
        return None
    if shade.rfind("“", start, at) > shade.rfind("”", start, at):
        return None  # ``获“2024年度全市政协系统先进单位”称号``
    if shade[max(start, at - 3) : at].endswith(("被", "获", "向", "由", "与", "为", "经")):
        return None
    holder = Holder.OWN
    if level not in own.called:
        rank = RANKS[level]
        holder = Holder.HIGHER if rank > own.rank else Holder.LOWER if rank < own.rank else Holder.OWN
        if holder is Holder.LOWER and (other := _named_place(match["place"])) and _lookup(other + level):
            named = other + named
    elif (other := _named_place(match["place"])) and own.name and not _calls(own.name, other, level):
        # 衡阳市政协 in the pages of 常宁市: another committee by its name.
        beside = _beside(other + level, own)
        holder, named = (beside, other + named) if beside else (holder, named)
    return Actor(match.start(), holder, named)


def _calls(name: str, place: str, level: str) -> bool:
    """Whether a ``name`` may be said as ``place`` and ``level``: 长阳县 is 长阳土家族自治县."""
    return name.endswith(place + level) or (name.endswith(f"自治{level}") and place in name)


def _beside(name: str, own: Standing) -> Holder | None:
    """Whose the figures of another committee by ``name`` are; None where a prefecture's pages call none so."""
    is_city = name[-1] in "市州盟"
    division = _lookup(name)
    if own.code is None:
        is_above = is_city and not (division and division.stands and division.level == "county")
        return Holder.HIGHER if is_above else Holder.OTHER
    if division is None:
        return None
    return Holder.LOWER if division.code.startswith(own.code[:4]) else Holder.OTHER


_LEADING: Final = re.compile("^.*(?:，|。|以来|日|届|讯|悉|全|本|个|我们?|由|据|在|经|[0-9]年|年)")
_LONG: Final = re.compile(
    "呼和浩特|鄂尔多斯|呼伦贝尔|巴彦淖尔|乌兰察布|锡林郭勒|齐齐哈尔|乌鲁木齐|克拉玛依|博尔塔拉|巴音郭楞|克孜勒苏|西双版纳"
)
"""Names of cities, prefectures and leagues of four characters."""


def _named_place(words: str) -> str:
    """The name right before 市政协, if it is one that divisions have: two or three characters, or a known longer one."""
    name = _LEADING.sub("", words)
    return name if 2 <= len(name) <= 3 or _LONG.fullmatch(name) else ""


def holder_at(actors: list[Actor], position: int, floor: int) -> Actor | None:
    """The last actor named before ``position`` and not before ``floor``."""
    at = bisect_left(actors, position, key=attrgetter("start")) - 1 if actors else -1
    return actors[at] if at >= 0 and actors[at].start >= floor else None


_OURS: Final = (
    "proposals_",
    "handling_bodies",
    "opinions_",
    "filing_",
    "reply_",
    "resolution_",
    "satisfaction_",
    "suggestions_",
    "members_",
    "contact_",
)
"""What others than a committee handle and comment on is the committee's all the same."""
_OF_PLACE: Final = re.compile(
    "[全现该本原]|境内|总人口|人口总数|服务范围|贫困|脱贫率|村|社区|教学点|.*(?:产值|收入|游客|旅游接待|从业人员|人口|居民|[存出]栏)$"
)
_PLACES_OWN: Final = frozenset({"investment", "people_aided", "aid_value"})
_BUREAU: Final = re.compile(f"(?:局|{OFFICES}|管委会)(?:等(?:部门|单位))?$")
_GOVERNMENTS: Final = re.compile("政府(?:办公室|办)?$")
_BUREAUS_OWN: Final = frozenset(
    {"suggestions_adopted", "satisfaction_rate", "reply_rate", "contact_rate", "proposals_replied"}
)
_NEAR: Final = 24
"""Characters back that a bureau's money may be said to be won."""
_VISITING: Final = frozenset({Holder.PARTY, Holder.GOVERNMENT})
_OWN_DEEDS: Final = frozenset({"consultations", "standing_committee_meetings", "chairmen_meetings", "plenary_meetings"})
"""What only a committee does: others come to it."""
_PUTS: Final = frozenset({Holder.OTHER, Holder.GOVERNMENT})
_HANDED: Final = frozenset({"thing:proposal", "act:share_in"})
_ANSWERED: Final = frozenset(
    {"act:reply", "act:resolve", "act:meet", "act:redo", "sign:satisfied", "sign:half_satisfied", "thing:form"}
)
_DONE_WITH: Final = _ANSWERED | {
    "act:plan_act",
    "act:defer",
    "sign:share",
    "kind:class_a",
    "kind:class_b",
    "kind:class_c",
}
"""What a government was given that has no code (``协办提案3件``, ``代表建议、提案共21件``), unless it says what it did."""
_DEEDS: Final = frozenset(DEEDS.split())
_ATTENDED: Final = frozenset({"act:take_part", "act:present", "act:come"})


def held(
    code: str, actor: Actor | None, marks: Set[str], before: str, last: str, is_governments: bool, topic: str | None
) -> tuple[str, Holder]:
    """The code of a figure by who acts, for what others do at the committee or spend themselves is no measure of it;
    and whose it is: of a share that of what it is the share of, the figure of the code ``last``. ``topic``: what the
    passage speaks of."""
    holder = _holder(actor, code) if actor else Holder.OWN
    if code == "other" and topic == CONGRESS:
        return code, Holder.OTHER  # ``县教育局收到代表建议30件``
    if code == "other" and topic == BOTH and holder in _PUTS and _DONE_WITH.isdisjoint(marks):
        holder = Holder.OWN  # ``县政府承办建议、提案共89件``
    if is_governments and code == "proposals_submitted" and "act:receive" not in marks:
        code = "proposals_assigned"  # ``2.省政协委员提案5件`` in a bureau's list
    if is_governments and holder in (Holder.OWN, Holder.GOVERNMENT):
        counted = last if code == "proposals_share" else code
        is_given = counted in GIVEN or (
            code == "other" and not _HANDED.isdisjoint(marks) and _ANSWERED.isdisjoint(marks)
        )
        holder = Holder.OWN if is_given else Holder.GOVERNMENT
    is_theirs = (code in _OWN_DEEDS and not (actor and actor.name == "承办单位")) or (
        code in _DEEDS and not _ATTENDED.isdisjoint(marks)
    )
    if actor and actor.holder in _VISITING and holder is not Holder.OWN and is_theirs:
        return "other", holder  # ``县委书记到政协参加协商6次``
    if is_governments and code == "other" and "meeting:foreign_meeting" in marks:
        return "meetings_other", holder  # its own ``常务会议``
    is_spent = code == "platforms" or (code == "aid_value" and "争取" not in before[-_NEAR:])
    return "other" if is_spent and holder is Holder.GOVERNMENT else code, holder


def _holder(actor: Actor, code: str) -> Holder:
    is_bureaus = _BUREAU.search(actor.name) is not None
    if code in _BUREAUS_OWN and (is_bureaus or (code == "suggestions_adopted" and _GOVERNMENTS.search(actor.name))):
        return actor.holder  # ``县教育局采纳提案建议26条``, ``县政府采纳9条``
    if code.startswith(_OURS) and "政协" not in actor.name and actor.holder is not Holder.LOWER:
        return Holder.OWN
    if code != "other" and code not in _PLACES_OWN and _OF_PLACE.match(actor.name):
        return Holder.OWN  # ``全区现有协商议事室96个``, ``围绕提高旅游收入，视察3次``
    if not actor.name and (code in _OWN_DEEDS or code == "platforms"):
        return Holder.OWN  # ``提交提案，推动建成委员工作室12个``
    return actor.holder
