# ruff: noqa: E501  (a pattern is read as one line)
"""Whether a figure is a whole, a slice of one, a difference or what a rule demands; and which whole it is a slice of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.anchors import Asked, Places
from cppcc_archive.reports.figures.breakdown import PIECES
from cppcc_archive.reports.figures.codes import SLICES
from cppcc_archive.reports.figures.frames import Frame
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.model import DocType, Indicator, Period, Role

_STAGES: Final = """
proposals_filed proposals_not_filed proposals_replied proposals_transferred proposals_after_merging
"""
STAGES: Final = frozenset(_STAGES.split())
"""Codes of a stage that proposals go through: whole in themselves, also where 其中 leads to them."""
REPEATED: Final = ("opinions_adopted", "opinions_commented", "opinions_reported", "suggestions_adopted")
"""Codes of a stage, too, but parts where the sentence gives their own total (``采用118条，其中国家级2篇``)."""
_WHOLE_TOO: Final = {"opinions_reported": "opinions_edited"}
"""What else they are parts of: ``编报186条，其中报送省政协74条``."""
_WHOLES: Final = """
proposals_filed proposals_submitted proposals_assigned proposals_replied proposals_after_merging
members_total
"""
WHOLES: Final = frozenset(_WHOLES.split())
"""Codes that slices of proposals and members are slices of."""

_RATIOS: Final = frozenset({"百分点", "个百分点", "倍"})
_CHANGE: Final = Ended(
    r"(?:(?:比|较|同比|相比|与)[^，。；]{0,24}(?:净?增加?|增长|提高|上升|提升|下降|降低|减少?|多出?|少收?|压减|缩短|扩大|延长|[增减]产)(?:了|约)?|(?:同比|环比)(?:净?增加?|增长|提高|上升|下降|降低|减少?|多|少)了?|相比，[^，。；]{0,14}(?:多出?|少|增加|增长|减少|下降|增|减)了?|(?<!新)(?:净增|增加|增幅|降幅|增长|下降|减少)(?:了|约|达|为)?|，[增减]加?了?|(?:(?<!占)比|较|相比)[^。；]{0,24}(?<!至)[多少](?:召开|开展|组织|举办|收到|立案|提交|报送|编发|走访))$"
)
_MORE_OF: Final = Ended(
    "比(?:上年|去年|上届|前年)(?:(?:同期)?(?:增加|减少|增|减)(?![到至为])|[^。；]{0,20}[多少](?=[出征收编采办培发开组举报]))"
    "[^，。；0-9]{2,10}$"
)
"""``比上年增加调研课题2个``."""
_NORM: Final = Ended(
    r"(?:每[名位人家](?!捐|资助|补助|奖励|发放|赠送|送[上去出]|得到|获得|领到)|每个(?!月)|每[项次组件场批期](?=[^，。；]{0,16}(?:至少|不少于|不低于|要|须|应))|每年(?=[^，。；]{0,20}(?:至少|不少于|不低于)))[^，。；率]{0,36}$|(?:每(?:年|季度?|月|半年)(?=，[^，。；]{0,12}(?:至少|不少于|不低于)))[^。；率]{0,36}$|(?:每年(?=[^，。；]{0,10}(?:应|要|须|确定|集中|安排|开展|组织|培训|召开|报送|提交|参加|撰写|走访|联系|选定|评选|遴选|选择|领办|督办|编纂|编辑|编印|编写|出版|由|对|拿出|列支|听取|完成|立案|控制|评审|结对))|每季度|每月|每半年)[^，。；率]{0,36}$|各(?:提交|撰写|报送|联系|反映)[^。；，]{0,10}$|(?:应当|必须|不得|须)[^。；，]{0,20}$|委员(?:全年|每年|一年)(?=[^。；，]{0,14}(?:不少于|至少|不低于))[^，。；]{0,40}$|一般(?:为|不)[^。；，]{0,12}$|不超过[^。；，]{0,4}$"
)
"""A norm ends with its clause."""
_FOR_EACH: Final = Begun(
    "(?:^|[，。；：])(?:(?!组织|给|为|向|对|与|从)[^，。；：]){0,12}(?:每[名位个](?!月)(?:政协)?[^，。；：、]{0,8}(?:委员|小组|党派|界别|专委会|单位|支部)|委员(?:全年|每年|一年)(?=[^。；，]{0,14}(?:不少于|至少|不低于))|(?:委员|每位同志|干部)每人(?=[^。；，]{0,8}(?:至少|不少于|要|须|应|提交|提出|撰写|报送|联系|走访|参加)))(?:[^，。；：]|[，：](?=(?:并|还|同时|每年|年内)?(?:其中|至少|不少于|提交|提出|反映|撰写|参加|参与|走访|联系|报送|结对|领办|完成|(?:为[^，。；]{1,6})?办(?!理)|写|提(?![升高醒供])|宣讲|服务)))*$"
)
"""What each is to do, where the clauses that follow go on with another verb of the same subject."""
_QUOTED: Final = re.compile("“[^”]*”")
_AT_LEAST: Final = re.compile("^(不少于|不低于|至少|).*$", re.DOTALL)
_AVERAGE: Final = re.compile(
    "平均|人均|户均|各(?:类|界|种|方|级|承办|参加|界别|民主党派|专|项|单位|族|团)|每年一度|每百"
)
_INCLUDING: Final = Begun(
    r"(?<![与入身在])其中(?:包括|含|有)?|(?<![包蕴内未不])含(?=[^，。；]{1,14}$)|(?<!范围)包括|(?:签约|项目|信息|稿件)中(?=，)|(?:，|（)内含"
)
_RESTART: Final = Begun(
    r"[；。]|，(?:累计|全年|此外|另外)|，“[^”]{2,12}”|，[^，。]{0,8}(?:公众号|网站)|，(?:点击|阅读|浏览|播放)|，(?:并|还|同时|此外|另|另外|全年|累计|共|先后|所有|全部|已|分别)?(?:推动|推送|组织|召开|举办|开展|形成|提出|编发|走访|协调|建成|报送|完成|接待|表彰|评选|参加|参与|立案|收到|交由|督办|征集|印发|办复|办结|确立|确定|遴选|选定)"
)
_LED: Final = len("其中，")
_MUST: Final = ("应当", "必须", "须")
_COUNT_BEFORE: Final = Ended(r"[0-9件篇条次人名个]）?$|[件篇条次人名个项家]$")
_DEMANDS: Final = re.compile("坚持每|不少于|不低于|至少|不超过|(?<![主重需])要|应|须|每[名位人个]")
_OTHER_TIME: Final = Begun("年|比|较|上届")
_SO_MANY_ONES: Final = re.compile("[三四五六七八九十]个一”?[^。；，]{0,10}(?:：|，即|，就是|内容为|是指|即)[^。；]*$")
"""``“五个一”活动，即：提一件提案，反映一条信息``."""
_ONES_GO_ON: Final = re.compile("[三四五六七八九十]个一”?[^。；，]{0,10}：[^。]*$")
"""Behind semicolons only what is one itself: ``“三个一”：召开1次协商会；开展1轮监督``."""
_THAT_IS: Final = re.compile(" *(?:即|就是|具体是|具体为|内容是)[：，]")
"""``开展“五个一”活动。即：提一件提案``."""
_GIVEN_EACH: Final = Ended(
    "(?:资助|补助|发放|捐助|奖励|给予|帮扶|慰问|救助|补贴)[^，。；]{0,14}$|每(?:名|位|人|户|个)(?:[^，。；]{0,10}(?:学生|生|群众|困难|老人|家庭|户))?(?:发放|资助|补助|给予|奖励)?[^，。；委员单位部门]{0,6}$"
)
"""What each of those helped receives is no demand: ``每人资助5000元``."""
_NORM_WORD: Final = Asked("每|各(?:提交|撰写|报送|联系|反映)|应当|必须|不得|须|一般|不超过|委员(?:全年|每年|一年)")
_INCLUDING_WORD: Final = Asked("其中|含|包括|(?:签约|项目|信息|稿件)中，")
"""Three in four figures have none of these before them, and are spared the longer patterns."""
_LIMIT: Final = re.compile("不少于|不低于|至少|不超过|最多|最迟|控制在|一式|以内|之内|以上$")
_DEMAND: Final = Ended(
    "[各每](?:民主党派|党派团体|人民团体|小组|组|界别组?|专委会|专门委员会|委员|单位|乡镇|活动组)[^，。；]{0,12}(?:形成|提交|报送|撰写|推荐|选派|确定)[^，。；]{0,8}$"
)
"""``各小组形成视察报告1篇`` in a notice."""
_EACH: Final = Ended(
    "各(?:专委会|专门委员会|界别|党派|委员|联络|支部|小组|室)[^，。；]{0,8}(?:组织|开展|承办|举办|完成|形成|提交)[^，。；]{0,16}(?:，(?!全年|共|年终|年内)[^，。；率]{0,12})?$"
)
"""``各专委会分别组织对口协商1次、界别协商1次`` in a plan."""
_EACH_MUST: Final = Ended(
    "各(?:专委会|专门委员会|界别|党派|[乡镇街]|委员|联络|支部|小组|单位)[^，。；]{0,10}至少[^，。；]{0,16}$"
    "|各[^，。；]{1,10}(?:负责人|负责同志|组长|召集人|支部|小组|界别)(?:每年|全年)?(?:要(?!求)|须|应(?![邀急]))[^，。；率]{0,16}$",
    "各",
)
"""``各专委会负责人要撰写信息6篇``."""
_EACH_AS_MANY: Final = Ended("(?:各[^，。；、]{1,12}|全体委员|人均|每次[^，。；]{1,6}|每组|成员各)[^，。；]{0,16}$")
_DEMANDED: Final = ("不少于", "不低于", "至少")
"""``各专委会报送信息不少于8条``."""
_LIMIT_REACH: Final = 8
_OF_A_QUARTER: Final = Ended(
    "(?<![前头])[一二三四]季度(?:(?:共|分别|先后)?(?:收到|征集|报送|提交|编发|采用)[^，。；]{0,6})?$"
)
"""``一季度收到96篇，二季度收到128篇``: slices of a year."""
_WHEN: Final = (
    "[^，。；、0-9]{0,4}(?:(?:[一二三四五六七八九十]{1,3}届[^，。；、]{0,4}次(?:会议|全会)|(?:19|20)[0-9]{2}年度?))"
)
_BY_SESSION: Final = re.compile(f"其中，?{_WHEN}[^。；]*(?:；{_WHEN}[^。；]*)*$")
"""``其中三届二次会议收到95件，立案87件；三届三次会议收到103件``: all that is told by session or year is a slice."""
_BY_TIME: Final = re.compile(
    "(?:^|[。；，])(?:分(?:年[度代份]|届次?|次|会议)看?|[按从](?:年[度代份]|届次?|会议)[^，。；：0-9]{0,4}[看分]|各[次届年][^，。；：0-9]{0,10}情况(?:是|为|分别)?)[，：][^。]*$"
)
"""``分年度看，2017年立案193件，2018年立案186件``, ``按年代分，``, ``各次会议的立案情况是：``."""
_SHARE: Final = Ended("(?<!满意的)占[^，。；]{0,10}$")
_HALF: Final = re.compile("基本满意”?的?(?:有|为|共)*[0-9]+件，占[^，。；]{0,10}$")
"""What those who are half content make of all is a rate like the other."""
_ANSWER: Final = Ended(
    "满意”?的?(?:有|为)?$|(?<![转为])[A-D]类(?:建议|答复|件)?(?:共|有|为)*$|(?:正在|规划|计划|逐步|无法|难以|不能)解决”?的?(?:共|有|为)*$|(?:系统|主办|协办|会办|分办|独办)的?(?:有|为)?$"
)
"""Pieces by how members judged the answer, or by who handles them: always slices."""
_ASKED_AGAIN: Final = Ended("(?:^|[，。；])对[^，。；：]{0,8}不满意的$")
"""``对不满意的2件提案重新办理`` speaks of them all."""
_SAME: Final = {"份": "件", "批": "批次"}
_LOOK_BACK: Final = 200
MEETINGS: Final = "standing_committee_meetings"
_EACH_ITS_OWN: Final = frozenset({"plenary_meetings", MEETINGS, "chairmen_meetings"})
"""Meetings of which none is part of another (``常委会会议5次，其中专题议政2次，主席会议14次``)."""
_NEAR: Final = 20
_KIND: Final = "(?:(?:专题|议政|协商)[^，。；、和及的0-9]{0,5}常(?:务委员|委)(?:会|扩大)?(?:会议|会)?|常委会(?:专题|议政)[^，。；、0-9]{0,4}会议)"
_KIND_OF_MEETING: Final = Ended(f"{_KIND}[共计达为了（ ]{{0,2}}$")
_KIND_BEHIND: Final = re.compile(f"的? ?{_KIND}")
"""Figures back that a part's whole may stand."""


def role_of(
    before: str,
    said: str,
    may: Places,
    figure: Figure,
    code: str,
    kind: DocType,
    period: str | None,
    found: Sequence[Indicator],
    begun: int,
) -> Role:
    """The role of a figure by what stands ``before`` it in its sentence (which ``may`` match these patterns) and by what
    is ``said``: itself and two more characters; ``found`` are the indicators so far, those of its sentence from ``begun`` on."""
    unit = figure.unit
    if unit in _RATIOS or _CHANGE.search(before) or ("比" in before and _MORE_OF.search(before)):
        return Role.CHANGE
    is_told = (unit == "元" and _GIVEN_EACH.search(before)) or (
        period == Period.TERM and not _DEMANDS.search(before)  # ``五年来，每年确定课题3个``: a habit
    )
    if not is_told and _is_norm(before, said, may, unit, code, kind):
        return Role.NORM
    if figure.place and (figure.place.is_total or figure.place.is_part):
        return Role.TOTAL if figure.place.is_total else Role.PART
    if code in SLICES or ("其中" in before and _BY_SESSION.search(before)) or _BY_TIME.search(before):
        return Role.PART
    if "季度" in before and code != "other" and _OF_A_QUARTER.search(before):
        return Role.PART
    if code in STAGES and len(found) > begun and _stage_goes_on(before, figure, found[-1]):
        return Role.PART
    if code in STAGES or code.endswith("_rate"):
        return Role.TOTAL
    if code == "other" and (
        (unit == "%" and _SHARE.search(before) and not _HALF.search(before))
        or (unit in PIECES and _ANSWER.search(before) and not _ASKED_AGAIN.search(before))
        or (unit in PIECES and said.endswith(("，占", "（占")))
    ):
        return Role.PART
    led = slice_begins(before, may)
    if led is None:
        return Role.TOTAL
    last = next((one for one in reversed(found[-_LOOK_BACK:]) if one.role is not Role.CHANGE), None)
    if last and last.role is Role.PART and _goes_on(before, figure, found, begun):
        return Role.PART
    if (
        last
        and not same_unit(last.unit, unit)
        and "，" in before[max(led + _LED, len(before) - figure.start + found[-1].end) :]
        and (last.code == "other" or not _is_of_theirs(code, figure, found[max(begun, len(found) - _LOOK_BACK) :]))
    ):
        return Role.TOTAL  # ``其中9条被采用，2名委员获评``: a clause of its own
    said_with = found[max(begun, len(found) - _LOOK_BACK) :]
    if code.startswith(REPEATED):
        whole = next(one for one in REPEATED if code.startswith(one))
        if not any(one.code in (whole, _WHOLE_TOO.get(whole)) and one.value >= figure.value for one in said_with):
            return Role.TOTAL
    if code in SLICES or code == "other":
        return Role.PART
    said_with = [one for one in said_with if same_unit(one.unit, unit)]
    is_own = code in _EACH_ITS_OWN and not any(one.code in (code, "meetings_other") for one in said_with)
    is_more = said_with and all(one.code != code and one.value < figure.value for one in said_with)
    return Role.TOTAL if is_own or is_more else Role.PART  # ``主席会议12次，其中专题2次，党组会议18次``


_MONEY_OF: Final = re.compile(
    "[，、](?:项目)?(?:总|协议|合同|计划|预计|拟)*(?:投资|引资|资金)(?:总?额)?(?:达到?|为|约|共)*"
)
_PAIRED: Final = re.compile("[，、；][^，。；0-9]{2,24}")


def _goes_on(before: str, figure: Figure, found: Sequence[Indicator], begun: int) -> bool:
    """Whether a figure is a slice like the part before it: its money (``签约项目中，合同项目26个，总投资7亿元``), or the next pair
    of a list (``其中甲46则1.6万字，乙15则6000字``)."""
    between = before[len(before) - (figure.start - found[-1].end) :]
    if figure.unit == "元" and _MONEY_OF.fullmatch(between) and "项目中，" in before:
        return True
    is_pair = len(found) - begun > 1 and found[-2].role is Role.PART and same_unit(found[-2].unit, figure.unit)
    if not is_pair or _PAIRED.fullmatch(between) is None:
        return False
    joint = before[len(before) - (figure.start - found[-2].end) : len(before) - (figure.start - found[-1].start)]
    return not joint or _MONEY_OF.fullmatch(joint) is not None


def _stage_goes_on(before: str, figure: Figure, last: Indicator) -> bool:
    """Whether a stage goes on with what a session received that is a part itself, in a clause of semicolons
    (``其中二次会议收到95件，立案87件；…；四次会议收到103件，立案100件，合并立案98件``)."""
    stands = before.rfind("；")
    is_near = stands >= 0 and last.start > figure.start - (len(before) - stands)
    return is_near and last.role is Role.PART and (last.code in STAGES or last.code == "proposals_submitted")


def _is_of_theirs(code: str, figure: Figure, said: Sequence[Indicator]) -> bool:
    """Whether a figure is of one of those ``said``: ``引进项目18个、资金2亿元，其中专班引资4000万元，委员引进项目7个``."""
    return code != "other" and any(one.code == code and one.value >= figure.value for one in said)


def _is_norm(before: str, said: str, may: Places, unit: str, code: str, kind: DocType) -> bool:
    """Whether a rule, a plan, a notice or the sentence's own words demand the figure."""
    if (
        kind is DocType.REGULATION
        or (kind is DocType.PLAN and _EACH.search(before))
        or _EACH_MUST.search(before)
        or (said.startswith(_DEMANDED) and _EACH_AS_MANY.search(before))
    ):
        return True
    is_asked = kind is DocType.NOTICE and not code.endswith("_rate")
    if is_asked and (_LIMIT.search(before[-_LIMIT_REACH:] + said) or _DEMAND.search(before)):
        return True
    is_one = said[:1] in ("一", "1") and not said[1:2].isdigit()
    if ("个一" in before and (_SO_MANY_ONES.search(before) or (is_one and _ONES_GO_ON.search(before)))) or (
        said[:1] == "一" and _THAT_IS.match(before)
    ):
        return True
    if _NORM_WORD.at not in may or not _NORM_WORD.search(before):
        return False
    words = _QUOTED.sub("", before) + _AT_LEAST.sub(r"\1", said)
    norm = _NORM.search(words) or _FOR_EACH.search(words)
    is_aim = code.endswith("_rate") and norm is not None and norm[0].startswith(_MUST)  # ``办复率必须达到100%``
    return norm is not None and not is_aim and not _AVERAGE.search(norm[0])


def of_a_kind(shade: str, frame: Frame) -> bool:
    """Whether a figure of meetings counts those of a kind alone (``召开专题议政性常委会会议2次``, ``2次专题常委会``)."""
    figure = frame.figure
    clause = frame.clause - (_NEAR if shade[frame.clause - 1 : frame.clause] == "（" else 0)
    before = shade[max(clause, figure.start - _NEAR, 0) : figure.start]
    behind = shade[figure.end : min(frame.end, figure.end + _NEAR)]
    return _KIND_OF_MEETING.search(before) is not None or _KIND_BEHIND.match(behind) is not None


def slice_begins(before: str, may: Places) -> int | None:
    """Where 其中 or a bracket behind a count leads to what follows; None where nothing does."""
    if _INCLUDING_WORD.at in may and _INCLUDING_WORD.search(before):
        including = [match for match in _INCLUDING.finditer(before) if _is_open(before, match.start())]
        if including and not _RESTART.search(before, including[-1].end()):
            begin, end = including[-1].span()
            return max(begin, end - 1) if including[-1][0].endswith("中") and end - begin > 2 else begin
    opened = before.rfind("（")
    if (
        opened >= 0
        and opened > before.rfind("）")
        and _COUNT_BEFORE.search(before, 0, opened)
        and not _OTHER_TIME.search(before, opened)
    ):
        return opened
    return None


def _is_open(before: str, start: int) -> bool:
    """Whether what was said at ``start`` still holds at the end: not where its bracket was closed since."""
    depth = before.count("（", 0, start) - before.count("）", 0, start)
    return not (depth > 0 and before.count("）", start) > before.count("（", start))


def _same_time(one: Period | None, other: Period | None) -> bool:
    """Whether two figures of a paragraph may speak of one time: what a meeting received and what it is made of."""
    return one == other or {one, other} == {Period.SESSION, Period.REVIEWED}


def same_unit(one: str, other: str) -> bool:
    """Whether two measure words count the same (批 and 批次)."""
    return _SAME.get(one, one) == _SAME.get(other, other)


CAME_OF: Final = {
    "opinions_submitted": ("opinions_adopted", "opinions_commented", "opinions_reported"),
    "opinions_edited": ("opinions_adopted", "opinions_commented", "opinions_reported"),
    "suggestions_made": ("suggestions_adopted",),
    "problems_reported": ("problems_solved",),
}
"""What came of what a code counts, by the codes' beginnings: none of it is the whole that the code's figure is part of
(领导批示7篇；其中林委员报送信息15篇)."""


def whole_of(
    figure: Figure,
    code: str,
    period: Period | None,
    earlier: Sequence[Indicator],
    floor: int,
    begun: int,
    until: int,
    is_kind: bool = False,
) -> Indicator | None:
    """The indicator that a figure is part of: the nearest total of the same unit among the ``earlier`` ones,
    not before ``floor``; for a slice of proposals and for a share a total of proposals, for a meeting that
    ``is_kind`` all of its name. Those from ``begun`` on stand in its sentence, and may span more years; none stands
    behind ``until``, where 其中 leads to the slices. Where nothing leads, a smaller total is another's whole."""
    is_led = until < figure.start
    is_slice = figure.unit == "%" or code in SLICES or code == "proposals_assigned"
    for at in range(len(earlier) - 1, max(len(earlier) - 1 - _LOOK_BACK, -1), -1):
        item = earlier[at]
        if item.start < floor:
            break
        if item.role is not Role.TOTAL or item.start >= until:
            continue
        if not is_led and item.value < figure.value and same_unit(item.unit, figure.unit):
            continue
        if not (_same_time(item.period, period) or (at >= begun and item.code == code)):
            continue
        if item.code != code and (
            is_kind
            or (code in _EACH_ITS_OWN and item.code != "meetings_other")
            or item.code.startswith(CAME_OF.get(code, ()))
            or (item.value < figure.value and code not in SLICES and code not in STAGES and code != "other")
        ):
            continue
        if item.code in WHOLES if is_slice else same_unit(item.unit, figure.unit):
            return item
    return None


_PASSES_ON: Final = re.compile("(?!proposals_|members_|opinions_adopted|opinions_commented|other|.*_rate)")
"""Codes that the parts behind 其中 have as well, unless their own words say another."""


def passes_on(found: Sequence[Indicator], whole: Indicator, figure: Figure, *, is_led: bool = False) -> bool:
    """Whether a part without a code of its own, the next after those ``found``, counts what its whole does; ``is_led``:
    whether its sentence tells of what the one before counted."""
    last = found[-1]
    goes_on = whole.code == last.code or (last.unit == "元" and whole.code == found[-2].code)
    return (
        same_unit(whole.unit, figure.unit)
        and figure.value <= whole.value  # ``引进项目8个，其中…引进6个，新上项目23个``
        and (goes_on or is_led)
        and _PASSES_ON.match(whole.code) is not None
    )
