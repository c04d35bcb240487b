# ruff: noqa: E501  (a pattern is read as one line)
"""What kind of document a text is: by title, then column, then its own first words, with the evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cppcc_archive.reports.model import DocType


@dataclass(frozen=True, slots=True)
class TypeRule:
    """``kind`` when ``pattern`` is found in ``field`` (``title``, ``head``: the first lines, ``column``: the breadcrumb)."""

    kind: DocType
    field: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def _rule(kind: DocType, field: str, pattern: str, *examples: str) -> TypeRule:
    return TypeRule(kind, field, re.compile(pattern), examples)


_T = DocType
TYPE_RULES: tuple[TypeRule, ...] = (
    _rule(
        _T.SPEECH,
        "title",
        r"^(?![^在]{0,24}(?:学习|传达|贯彻)(?![^在，]{0,30}[会式班]上的)).*(?:上的|时的|的)(?:重要)?(?:讲话|致辞|致词|发言|开幕词|闭幕词)(?:（[^）]{1,20}）)?$",
        "在全区政协系统反映社情民意信息工作会议上的讲话",
        "在县政协党组专题学习座谈会上的讲话",
        "县政协学习贯彻中共二十大精神座谈会上的讲话",
    ),
    _rule(
        _T.NOTICE,
        "title",
        r"(?:通知|公告|公示|启事|通告|邀请函)(?:（[^）]{1,10}）)?$",
        "关于召开政协云山区五届四次会议的通知",
    ),
    _rule(
        _T.RESOLUTION,
        "title",
        r"^(?:[^，]{0,30}(?<!学习)(?<!通过)(?<!审议)(?<!听取))?关于[^，]{4,60}的?(?:决议|决定)(?:（[^）]{1,20}）)?$",
        "关于召开政协云山区第五届委员会第三次会议的决定",
    ),
    _rule(
        _T.MEETING_NEWS,
        "title",
        r"(?:听取|审议|讨论|征求)[^，]{0,24}(?:工作报告|报告|决议|办法|条例)|(?:会议|大会|委员)(?:听取|审议|讨论)|(?:学习|传达|贯彻)[^，]{0,40}(?:精神|讲话)|(?:开幕|闭幕|召开|举行|胜利|圆满|隆重|圆满落幕)(?!词|讲话|会上的|式上的|时的|大会上的)(?![^，]{0,12}的通知)",
        "区政协召开主席会议",
        "政协第十届青河县委员会第四次会议隆重开幕",
        "县政协常委会审议常委会工作报告",
    ),
    _rule(_T.MEMBER_LIST, "title", r"名单|名录|委员(?:简介|一览)|组成人员$", "政协云山区第五届委员会委员名单"),
    _rule(
        _T.RESOLUTION,
        "title",
        r"决议|(?:的)?决定$|政治决议",
        "政协云山区第五届委员会第四次会议关于常务委员会工作报告的决议",
    ),
    _rule(
        _T.PROPOSAL_REPORT,
        "title",
        r"提案(?:审查|办理|工作)?(?:委员会)?(?:工作)?(?:的)?(?:情况)?(?:的)?报告|提案(?:征集|立案|办理|审查)[^，]{0,6}情况|提案工作(?:情况)?(?:总结|报告)",
        "政协云山区常委会关于五届三次会议以来提案工作情况的报告",
        "提案审查情况的报告",
    ),
    _rule(
        _T.OPINION_REPORT,
        "title",
        r"社情民意[^，]{0,10}(?:报告|总结|通报|情况|综述|摘报|专报)|(?:反映)社情民意信息工作",
        "关于反映社情民意信息工作情况的报告",
    ),
    _rule(
        _T.STANDING_COMMITTEE_REPORT,
        "title",
        r"(?:常务委员会|常委会)(?:的)?(?:工作)?报告|(?:委员会|政协)(?:[0-9]{4}年度?)?工作(?:情况)?(?:的)?报告$|^政协[^，关]{0,20}工作(?:情况)?报告$",
        "中国人民政治协商会议云山区第五届委员会常务委员会工作报告",
        "区政协2023年常委会工作报告",
    ),
    _rule(
        _T.NOTICE,
        "title",
        r"通知$|的通知|公告$|公示$|启事|通告|的函$|邀请函|征集(?:公告|启事)|的公告",
        "关于召开政协云山区五届四次会议的通知",
    ),
    _rule(
        _T.REGULATION,
        "title",
        r"(?:办法|条例|规则|规程|细则|制度|章程|规定|守则|准则)(?:（[^）]{1,8}）)?$",
        "云山区政协提案工作办法（试行）",
    ),
    _rule(
        _T.SPEECH,
        "title",
        r"讲话|致辞|致词|发言|开幕词|闭幕词|贺词|献词|寄语|署名文章|讲话提纲|党课",
        "在政协云山区五届四次会议闭幕会上的讲话",
    ),
    _rule(_T.OTHER, "title", r"(?:调研|考察|视察|调查)(?:情况)?(?:的)?报告$", "关于养老服务情况的调研报告"),
    _rule(_T.OTHER, "title", r"工作总结|年度总结", "区政协办公室2016年工作总结和2017年工作打算"),
    _rule(
        _T.PLAN,
        "title",
        r"工作要点|(?:工作|协商|监督|调研|学习|培训|年度)?(?:计划|安排|规划|打算|方案|思路|任务清单)(?:（[^）]{1,10}）)?$|协商工作计划|要点$",
        "云山区政协2024年工作要点",
        "2023年度协商计划",
    ),
    _rule(
        _T.OTHER, "title", r"(?:工作)?总结$|答复|复函|的提案$|的建议$|预算|决算|简介$|职责", "关于加强社区养老的提案"
    ),
    _rule(
        _T.MEETING_NEWS,
        "title",
        r"政协[^，]{0,12}(?:组织|举办|开展|赴|到|深入|走访|慰问|视察|调研|考察|参加|启动|推进|部署)|(?:带队|率队|一行|走访|慰问|督办|领衔|莅临)",
        "区政协组织委员视察重点项目建设",
        "陈立群带队调研社区养老服务工作",
    ),
    _rule(
        _T.STANDING_COMMITTEE_REPORT,
        "head",
        r"(?:代表|受)[^，。\n]{0,40}(?:常务委员会|常委会)(?:的)?(?:委托)?，(?:向大会|向会议|向各位委员|作)[^，。]{0,8}(?:报告工作|工作报告|作[^提，。]{0,12}报告)",
        "我代表政协第十届青河县委员会常务委员会，向大会报告工作，请予审议。",
    ),
    _rule(
        _T.PROPOSAL_REPORT,
        "head",
        r"(?:代表|受)[^。\n]{0,60}报告[^，。]{0,20}提案[^，。]{0,12}情况",
        "我受常务委员会委托，向大会报告四次会议以来的提案工作情况，请予审议。",
    ),
    _rule(_T.MEMBER_LIST, "column", r"委员名单|委员名录", "首页 > 委员名单"),
    _rule(_T.NOTICE, "column", r"通知公告|公告公示", "首页 > 通知公告"),
    _rule(_T.REGULATION, "column", r"规章制度|政协章程|制度建设", "首页 > 规章制度"),
    _rule(
        _T.MEETING_NEWS,
        "head",
        r"(?:会议|大会|座谈会|活动)(?:由|指出|强调|听取|审议|传达|认为|要求|期间)|(?:召开|举行|开展|赴|到|深入)[^。\n]{2,60}(?:会议|座谈会|调研|视察|协商会|活动|培训班|大会)|(?:主持会议|出席会议|参加会议|参加调研|参加活动|出席活动)",
        "1月7日，区政协召开第56次主席会议。",
    ),
    _rule(_T.MEETING_NEWS, "column", r"会议|要闻|动态|新闻|信息", "首页 > 政协要闻"),
    _rule(_T.SPEECH, "column", r"讲话|发言", "首页 > 领导讲话"),
)
"""In order of precedence; the first match decides."""


def doc_type_of(title: str | None, head: str, column: str) -> tuple[DocType, str]:
    """The type and the evidence (``title: 工作报告``). ``head`` is the first few hundred characters."""
    fields = {"title": (title or "").replace(" ", "").replace("\n", ""), "head": head, "column": column}
    for rule in TYPE_RULES:
        match = rule.pattern.search(fields[rule.field])
        if match:
            return rule.kind, f"{rule.field}: {match[0]}"
    return DocType.OTHER, "no rule matched"
