# ruff: noqa: E501  (a pattern is read as one line)
"""Which time a figure speaks of when it is not the year reviewed: cues before it in its sentence, else its section.

A cue (去年, 五年来, 计划开展) holds for the figures after it as far as it reaches; the nearest one that reaches wins.
Data, not logic: every cue carries examples with the figure in ``[ ]``, and every example is a test.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import NamedTuple

from cppcc_archive.reports.figures.numbers import Figure, lies_in
from cppcc_archive.reports.figures.numerals import parse_integer

_TERM = "[0-9一二三四五六七八九十]{1,3}"
_VERBS = "开展|组织|举办|举行|召开|安排|完成|征集|提交|形成|报送|编|培训|走访|调研|视察|协商|新?建|打造|推出|重点|每|全年|年内|今年|围绕|就|对|为|用|于"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that set the period of the figures after them, ``reach`` characters far and not past ``stops``.

    ``period`` may be ``past_now`` (今年: ends what a past cue said) or ``done`` (已经: ends what a planned cue said).
    ``single``: only for the first figure after it (the base of a comparison). A group ``year`` in the pattern is held
    against the year reviewed, a group ``term`` against the document's own. ``needs``: words of which one must occur.
    """

    period: str
    pattern: str
    reach: int
    examples: tuple[str, ...]
    needs: str
    stops: str = r"(?!)"
    single: bool = False


_GROWTH = r"[，。；）]|增|减|上升|下降|提[高升]|[高低多少]|翻"
CUES: tuple[Cue, ...] = (
    Cue(
        "prior_year",
        r"(?:[（比较与从由]|相比|对比)(?:去年|上年|上一年|前年|往年|上届)(?:度|同期|全年)?",
        10,
        ("编发《社情民意》58期（上年[51期]）。", "立案201件，比去年的[189件]有所增加。"),
        "去年 上年 上一年 前年 往年 上届",
        _GROWTH,
        single=True,
    ),
    Cue(
        "prior_year",
        r"(?:[（比较与从由同]|相比|对比)(?P<year>20[0-9]{2})年(?:度|同期|全年)?(?![0-9]{1,2}月)",
        10,
        ("共收到信息417条（2013年为[362条]）。", "比2013年的[360篇]增长三成。"),
        "年",
        _GROWTH,
        single=True,
    ),
    Cue(
        "prior_year",
        r"[比较与同](?:[^，。；（）]{0,12}次(?:会议|全会)|上一?届)(?:期间|时)?的?",
        6,
        ("共收到提案226件，较十一届四次会议的[211件]增加15件。",),
        "会议 全会 上届 上一届",
        _GROWTH,
        single=True,
    ),
    Cue(
        "prior_year",
        r"(?:^|(?<=[，；：。、！\n]))(?:(?P<last>去年)(?:同期|全年|共)?(?![0-9]{1,2}月|底|以来|年底|末)|(?:上年|上一年|前年|上届会议|上次会议)(?:度|同期|全年)?)",
        70,
        ("去年立案[139件]，满意率98.6%。", "去年全县112件提案，办结率[100%]。", "上年度共收到提案[160件]。"),
        "去年 上年 上一年 前年 上届会议 上次会议",
        r"[）。]|今年|本年",
    ),
    Cue(
        "prior_year",
        r"(?:(?<!截至)(?<!截止)(?P<last>去年)(?![0-9]{1,2}月|底|以来|年底|末)|(?:上年|上一年|前年)度?)",
        16,
        ("区政协去年立案[139件]。", "跟踪督办上年度B类提案[31件]，转化为A类19件。"),
        "去年 上年 上一年 前年",
        _GROWTH,
        single=True,
    ),
    Cue(
        "prior_year",
        r"(?P<year>20[0-9]{2})年(?:度|全年)?(?=，|共|全年|收到|征集|提交|报送|组织|提案|立案|编|被|召开|开展|为|的?[0-9](?![0-9]?月))",
        60,
        ("2012年，共收到提案[150件]。",),
        "年",
        r"[）。]|20[0-9]{2}年",
    ),
    Cue(
        "term",
        r"(?<![十几])(?:五年(?:多)?来|[四三]年多?来)|[四三五]年间|本届(?:政协|委员会)?(?:成立)?以来|任期(?:之)?内|上一?届(?:的)?五年|五年工作：|届内|换届以来|过去的?五年|五年共|五年累计|五年中",
        90,
        ("五年来，共召开全体会议[5次]。", "本届政协以来，开展调研[40次]。", "会上介绍上届五年工作：调研视察[248次]。"),
        "年来 多来 以来 年间 任期 届内 五年",
        r"[。！]",
    ),
    Cue(
        "term",
        rf"(?P<term>{_TERM})届(?P<first>县?区?市?政协|委员会|(?:政协|委员会)?(?:第?一次(?:全体)?(?:会议|全会)|成立|换届)?)[^，。；届次]{{0,8}}以来",
        90,
        ("九届委员会以来，共收到提案[1187件]。", "九届一次会议以来，共收到提案[628件]。"),
        "届",
        r"[。！]",
    ),
    Cue(
        "term",
        rf"(?:第?{_TERM})届(?:政协)?委员会共(?=召?开|举行)",
        30,
        ("二届委员会共开全体会议[3次]。",),
        "届委员会共 届政协委员会共",
    ),
    Cue(
        "cumulative",
        r"(?:(?P<year>(?:19|20)[0-9]{2})年(?:[0-9]{1,2}月)?[^，。；]{0,14}(?:以来|起|至今)|(?:[二三四五六七八九]?十[一二三四五六七八九]?|[1-9][0-9])[多余]?年(?:来|间)|历年|自[^，。]{1,14}以来|(?:成立|创办|启动|恢复|设立|建立|开通|运行|十[六七八九]大|二十大|中全会|改革开放|建国|建政)[^，。；]{0,6}以来|(?:迄今|至今)(?!，|为止))",
        70,
        (
            "1984年以来，历届区政协共召开全体会议[41次]。",
            "党的十八大以来，召开协商会议[212次]。",
            "六十五年来，共召开全体会议[62次]。",
            "平台自2019年启动以来，累计协商[120次]。",
        ),
        "以来 年来 年间 年 至今 迄今",
        r"[。]",
    ),
    Cue(
        "planned",
        r"今年(?:，)?(?:我们|全[区县市]|[区县市]?政协)?(?:，)?(?:还)?(?:将|要|计划|拟|力争|着力|准备|抓好|打算)(?!求)",
        90,
        ("今年我们抓好：立案率控制在[90%]。", "今年将组织视察[6次]。"),
        "今年",
        r"[。]",
    ),
    Cue(
        "planned",
        r"下半年(?=，|我们|要|将|计划|拟|力争|重点|还要|安排)",
        60,
        ("会议要求，下半年要组织视察[3次]。",),
        "下半年",
        r"[。]",
    ),
    Cue(
        "past_now",
        r"今年|本年度?|本次会?|这次|当年|该年|本届一次",
        90,
        (),
        "今年 本年 本 这次 当年 该年",
    ),
    Cue(
        "done",
        r"已经?(?!故)|截至|截止|一年来|一年以来|过去一年|共收到|全年共|先后|实际",
        90,
        (),
        "已 截至 截止 一年 共收到 全年共 先后 实际",
    ),
    Cue(
        "planned",
        rf"(?<![按照有])计划(?={_VERBS})|力争|争取(?!到|了|[^，。；]{{0,6}}(?:资金|项目|支持|政策|经费|上级))|(?<![虚草模起])拟(?=于|开|组|举|召|安|对|在|征|每)|(?<!即)将(?=于|组织|开展|举办|举行|召开|围绕|安排|继续)(?![^，。；]{{0,16}}(?:作为|纳入|列入|融入|摆在|放在|贯穿|结合))|明年|来年|下一?年度?|新的一年|下一?步|下一?阶段|(?<![供作为待])今后(?!参考)",
        60,
        ("计划开展调研[2次]，组织视察3次。", "全年力争开展专题学习[12次以上]。", "明年将举办培训班[3期]。"),
        "计划 力争 争取 拟 将 明年 来年 下 新的一年 今后",
        r"[。]",
    ),
    Cue(
        "planned",
        r"(?:^|(?<=[，；：、。！？\n])|(?<=我们)|(?<=委员)|(?<=单位)|(?<=部门)|(?<=同志)|(?<=[都还也均])|(?<=[，；：。！？\n][一二三四五六七八九])|(?=要在[^，。；]{1,8}[内前]))要(?![求点闻案素员是])|要求(?=每|各|全|承办|委员|有关|相关|做到|把|将|在|做好)",
        50,
        (
            "要组织委员开展调研视察[10次以上]。",
            "今年主要抓三项工作：一要加强学习；二要组织视察[四次]。",
            "各单位要强化措施，办复率达到[100%]。",
        ),
        "要",
        r"[。]",
    ),
    Cue(
        "planned",
        r"(?:主要|总体|初步|具体|工作)(?:安排|打算|设想|思路)(?:是|为|如下)",
        120,
        ("今年工作的主要安排是：召开全体会议1次、常委会议[4次]。",),
        "安排 打算 设想 思路",
        r"[。]",
    ),
    Cue(
        "planned",
        r"每[名位][^，。；]{0,10}(?:委员|代表|常委)[^，。；◆]{0,6}(?:至少|(?<![重主必需])要|须|应|力争)|(?:希望|期望|号召|倡议|鼓励)(?!工程|小学|之|了|的)(?=[^，。；]{0,12}(?:委员|界别|单位|部门|同志|大家|党派|专委会|各))",
        60,
        (
            "每名委员每年至少参加5次调研视察，提交[2件]有分量的提案。",
            "希望每个界别提出[1件]集体提案，反映2篇信息。",
        ),
        "每名 每位 希望 期望 号召 倡议 鼓励",
        r"[。；]|收到|了|共|达",
    ),
    Cue(
        "planned",
        r"确保|保证|务必|务求|原则上|目标(?:为|是|达到)|(?:每[位名个人年]|各)[^，。；]{0,14}(?:不少于|不低于|至少|不超过|须|应)",
        26,
        ("确保办结率、见面率、满意率均达[100%]。", "每位委员至少提交[1件]提案。"),
        "确保 保证 务 目标 原则上 每 各",
        r"[，。；]|了",
    ),
)
"""In order of precedence where two begin at the same place."""
_COMPILED = tuple((cue, re.compile(cue.pattern), re.compile(cue.stops), tuple(cue.needs.split())) for cue in CUES)


_EVERYWHERE = "年来上会以一下要在实的全届"
"""Characters of those words that many sentences have."""


def _rarity(char: str) -> bool:
    return char not in _EVERYWHERE


def _signs() -> dict[str, frozenset[int]]:
    signs: dict[str, set[int]] = {}
    for order, (_, _, _, needs) in enumerate(_COMPILED):
        for word in needs:
            signs.setdefault(max(word, key=_rarity), set()).add(order)
    return {char: frozenset(orders) for char, orders in signs.items()}


_SIGNS = _signs()
"""The cues that need a word with this character."""
_SIGN_CHARS = frozenset(_SIGNS)
_TITLE = re.compile(r"《[^《》\n]{1,120}》")
_REACH = max(cue.reach for cue in CUES)
HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "term",
        re.compile(
            r"(?:(?<![〇○零一二三四五六七八九十0-9])[五四三]年|本届|任期|届)[^，。]{0,6}(?:回顾|总结|情况|成绩|成效|历程|工作$)"
        ),
    ),
    (
        "planned",
        re.compile(
            r"^(?:20[0-9]{2}|二[〇○零][〇○零一二三四五六七八九]{2}|今|明|新的一|今后[一三五]?|未来[三五]|下一)(?:年|步|阶段)"
            r"[^，。]{0,10}(?:打算|安排|思路|任务|计划|设想|部署|要点|重点|意见|建议|展望)|^(?:展望|下步|下一步|今后|对今后|明年|来年)"
        ),
    ),
)
"""Headings below which every figure speaks of another period than the year reviewed."""


OPENINGS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    (
        "term",
        re.compile(
            r" *(?:[^，。；：]{0,6}，)?(?:回首|回顾|过去的?|总结)?(?:这|上一?届的?)?(?:五年(?=来|间|里|，)|[四三]年来|本届[^，。；]{0,8}以来|换届以来|任期之?内)"
        ),
        ("五年来，提案工作提质增效。共收到提案[1312件]。", "回首五年，成绩来之不易。召开常委会议[26次]。"),
    ),
    (
        "planned",
        re.compile(r" *(?:未来|今后)(?:[三五]年|一个时期|一段时期)|新的一年里?，"),
        ("未来五年，我们将着力做好以下工作。培训委员[1000人次]。",),
    ),
)
"""How a paragraph opens whose figures all speak of another period than the year reviewed."""


_FIVE_YEARS = re.compile(
    r"(?<![〇○零一二三四五六七八九十0-9])[五四三]年(?:来|间)[^，。]{0,16}(?:工作|情况|报告|总结|综述)"
)
_AIM = re.compile("的?目标")
_GREW = re.compile("[^，。；0-9]{0,4}(?:提高|上升|提升|增长|增加|扩大|下降|降低|减少|降|升|增)(?:到|至|为)")
_FROM = re.compile("[由从][^，。；0-9]{0,8}$")
_RATIOS = ("倍", "百分点", "个百分点")
"""Units that compare with an earlier year and belong to the later one."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years and the plenary of a document, which cues are held against; unknown is None.

    ``now`` is the year of the event or of publication, ``planned`` the one that the document looks ahead to.
    """

    reviewed: int | None = None
    now: int | None = None
    term: int | None = None
    session: int | None = None
    planned: int | None = None


class _Found(NamedTuple):
    cue: Cue
    stops: re.Pattern[str]
    period: str
    start: int
    end: int


_OPENING = 6
"""Characters before the cue that a sentence opens with."""


class Periods:
    """The cues of one sentence, looked up once, asked for every figure of it."""

    def __init__(self, shade: str, start: int, end: int, calendar: Calendar) -> None:
        self._shade = shade
        self._start = start
        self._found: list[_Found] = []
        sentence = shade[start:end]
        titles = [match.span() for match in _TITLE.finditer(shade, start, end)] if "《" in sentence else []
        matches = []
        # Most cues are in no sentence: a look for their words costs less than the pattern.
        orders: set[int] = set()
        for char in _SIGN_CHARS.intersection(sentence):
            orders |= _SIGNS[char]
        for order in orders:
            _, pattern, _, needs = _COMPILED[order]
            if not any(word in sentence for word in needs):
                continue
            for match in pattern.finditer(shade, start, end):
                # What stands in a title tells nothing of the figures behind it.
                if not lies_in(titles, match.start()):
                    matches.append((match.start(), order, match))
        self._first = {"past_now": end, "done": end}
        taken = start
        for at, order, match in sorted(matches, key=itemgetter(0, 1)):
            if at >= taken:
                taken = match.end()
                if found := _read(order, match, calendar):
                    self._found.append(found)
                    if found.period in self._first:
                        self._first[found.period] = min(self._first[found.period], found.start)

    def of(self, figures: Sequence[Figure], index: int, general: str | None) -> str | None:
        """The period of ``figures[index]``; ``general`` is what its section or the document says."""
        figure = figures[index]
        now = done = False
        for at in range(bisect_left(self._found, figure.start, key=attrgetter("start")) - 1, -1, -1):
            found = self._found[at]
            if figure.start - found.end > _REACH:
                # Nothing before it reaches; only what ends the section's own period holds for the whole sentence.
                now, done = now or self._first["past_now"] < found.end, done or self._first["done"] < found.end
                break
            if found.period in ("past_now", "done"):
                now, done = now or found.period == "past_now", done or found.period == "done"
            elif found.period == "prior_year" and figure.unit in _RATIOS:
                continue
            elif not (done if found.period == "planned" else now) and self._reaches(found, figures, index):
                return found.period
            elif found.period == "prior_year":
                now = True  # ``由上年的93%上升至98%``: what is held against last year is this year's
        if _AIM.match(self._shade, figure.end):
            return "planned"
        if _GREW.match(self._shade, figure.end) and _FROM.search(self._shade, max(0, figure.start - 10), figure.start):
            return "prior_year"  # ``由94.5%提高到99%``: the first is the year's before
        if figure.unit == "周年" or (general == "term" and now) or (general == "planned" and done):
            return None
        return general

    def leads(self, period: str) -> bool:
        """Whether the sentence opens with a cue of this period, so that those behind it in the paragraph go on with it
        (``五年来，收到提案800件。其中经济方面300件``)."""
        return any(found.period == period and found.start - self._start <= _OPENING for found in self._found)

    def _reaches(self, found: _Found, figures: Sequence[Figure], index: int) -> bool:
        start = figures[index].start
        if start - found.end > found.cue.reach or (
            found.cue.single and index and figures[index - 1].start >= found.end
        ):
            return False
        return found.end >= start or not found.stops.search(self._shade, found.end, start)


def _read(order: int, match: re.Match[str], calendar: Calendar) -> _Found | None:
    """The cue that matched, with its year and term held against the document's."""
    cue, _, stops, _ = _COMPILED[order]
    groups = match.groupdict()
    period = cue.period
    if year := groups.get("year"):
        against = calendar.reviewed or (calendar.now and calendar.now - 1)
        if (against is None and period == "prior_year") or (against is not None and int(year) >= against):
            period = "past_now"
            if calendar.reviewed is not None and cue.period == "prior_year" and int(year) > calendar.reviewed:
                period = "planned"
    elif groups.get("last") and calendar.reviewed and calendar.now and calendar.reviewed == calendar.now - 1:
        # At a January plenary 去年 is the very year reviewed.
        period = "past_now"
    elif term := groups.get("term"):
        whole = groups["first"].endswith(("政协", "委员会", "换届", "成立"))
        ended = calendar.term is not None and (parse_integer(term) or 0) < calendar.term
        if not (whole or ended):
            return None
    return _Found(cue, stops, period, match.start(), match.end())


def heading_period(heading: str) -> str | None:
    """The period that every figure below this heading speaks of, None for the year reviewed."""
    return next((period for period, words in HEADINGS if words.search(heading)), None)


_LOOKS_BACK = re.compile("五年来|过去的?五年|[三四]年多?来|本届(?:政协)?以来|届内")


def document_period(title: str, opening: str, session: int | None) -> str | None:
    """The period that a document looks back on as a whole: told by its title, or where a new term's first session hears
    the old term's report."""
    return title_period(title) or ("term" if session == 1 and _LOOKS_BACK.search(opening) else None)


def title_period(title: str) -> str | None:
    """The period that a document's title says it looks back on as a whole (关于五年来提案工作情况的报告)."""
    return "term" if _FIVE_YEARS.search(title) else None


def paragraph_period(shade: str, start: int) -> str | None:
    """The period that every figure of the paragraph beginning at ``start`` speaks of, None for the year reviewed."""
    return next((period for period, words, _ in OPENINGS if words.match(shade, start)), None)
