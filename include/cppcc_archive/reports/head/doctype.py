# ruff: noqa: E501  (a pattern is read as one line)
"""What kind of document a text is: by title, then column, then its own first words, with the evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cppcc_archive.reports.anchors import Told
from cppcc_archive.reports.head.titles import no_title
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


_T: Final = DocType
# fmt: off
TYPE_RULES: Final[tuple[TypeRule, ...]] = (
    _rule(_T.SPEECH, "title", r"^(?![^在]{0,24}(?:学习|传达|贯彻)(?![^在，]{0,30}[会式班]上的)).*(?:上的|时的|的)(?:重要)?(?:讲话|致辞|致词|发言|开幕词|闭幕词)(?:（[^）]{1,20}）)?$", "在全区政协系统反映社情民意信息工作会议上的讲话", "在县政协党组专题学习座谈会上的讲话", "县政协学习贯彻中共二十大精神座谈会上的讲话"),
    _rule(_T.NOTICE, "title", r"(?:通知|公告|公示|启事|通告|邀请函)(?:（[^）]{1,10}）)?$", "关于召开政协云山区五届四次会议的通知"),
    _rule(_T.RESOLUTION, "title", r"^(?:[^，]{0,30}(?<!学习)(?<!通过)(?<!审议)(?<!听取))?关于[^，]{4,60}的?(?:决议|决定)(?:（[^）]{1,20}）)?$", "关于召开政协云山区第五届委员会第三次会议的决定"),
    _rule(_T.REGULATION, "title", r"^(?!(?!.*关于)[^（]*(?:审议|通过|讨论|出台|修订|制[定订]|征求|学习|印发|完善|建立|落实|执行|宣传|解读|实施|推行|探索)).*(?:办法|条例|规则|规程|细则|制度|章程|规定|守则|准则|通则|简则|公约)(?: *（[^）]{1,16}）)?$", "云山区政协提案工作办法（试行）", "关于加强反映社情民意信息工作的规定", "政协云山区委员会委员联系群众制度（2020年修订）"),
    _rule(_T.MEETING_NEWS, "title", r"^(?!关于|在)[^，]{0,14}政协[^，关]{0,10}(?:开展|举办|组织)(?![^，]{0,40}(?:方案|计划|意见|通知|讲话|报告)$)|(?:听取|审议|讨论|征求)[^，]{0,24}(?:工作报告|报告|决议|办法|条例|通报|汇报)|(?:会议|大会|委员)(?:听取|审议|讨论)|(?:学习|传达|贯彻)[^，]{0,40}(?:精神|讲话)|(?:开幕|闭幕|召开|举行|胜利|圆满|隆重|圆满落幕)(?!词|讲话|会上的|式上的|时的|大会上的)(?![^，]{0,12}的通知)", "区政协召开主席会议", "政协第十届青河县委员会第四次会议隆重开幕", "县政协常委会审议常委会工作报告"),
    _rule(_T.MEMBER_LIST, "title", r"名单|名录|委员(?:简介|一览)|组成人员$|(?:领导班子|领导)成员$", "政协云山区第五届委员会委员名单"),
    _rule(_T.RESOLUTION, "title", r"决议|(?:的)?决定$|政治决议", "政协云山区第五届委员会第四次会议关于常务委员会工作报告的决议"),
    _rule(_T.PROPOSAL_REPORT, "title", r"(?<!听取)提案(?:审查|办理|工作)?(?:委员会)?(?:工作)?(?:的)?(?:情况)?(?:的)?报告|提案[^，]{0,14}情况的?(?:报告|通报|总结|说明|统计表)|提案工作(?:情况)?(?:总结|报告)", "政协云山区常委会关于五届三次会议以来提案工作情况的报告", "提案审查情况的报告", "关于区政协五届二次会议提案办理情况的通报"),
    _rule(_T.OPINION_REPORT, "title", r"社情民意[^，]{0,12}(?:报告|总结|通报|综述|摘报|专报|统计|排名|采用情况)|(?:反映)社情民意信息工作[^，]{0,6}情况", "关于反映社情民意信息工作情况的报告"),
    _rule(_T.STANDING_COMMITTEE_REPORT, "title", r"(?:常务委员会|常委会)(?:的)?(?:[0-9]{4}年度?)?(?:工作)?报告|(?:委员会|政协)(?:[0-9]{4}年度?)?工作(?:情况)?(?:的)?报告$|^政协[^，关]{0,20}工作(?:情况)?报告$", "中国人民政治协商会议云山区第五届委员会常务委员会工作报告", "区政协2023年常委会工作报告", "云山区政协常委会2023年工作报告（摘要）"),
    _rule(_T.NOTICE, "title", r"通知$|的通知|公告$|公示$|启事|通告|的函$|邀请函|征集(?:公告|启事)|的公告", "关于召开政协云山区五届四次会议的通知"),
    _rule(_T.SPEECH, "title", r"讲话|致辞|致词|发言|开幕词|闭幕词|贺词|献词|寄语|署名文章|讲话提纲|党课", "在政协云山区五届四次会议闭幕会上的讲话"),
    _rule(_T.OTHER, "title", r"(?:调研|考察|视察|调查)(?:情况)?(?:的)?报告$", "关于养老服务情况的调研报告"),
    _rule(_T.OTHER, "title", r"工作[总小]结|政府工作报告|年度总结|综述$|20[0-9]{2}年度?[^，的]{0,8}工作(?:情况|概览|盘点)$|^数[说读看]", "区政协办公室2016年工作总结和2017年工作打算", "云山区政协2019年提案工作综述", "云山区政协2018年工作情况", "数读2021：云山区政协的履职账单"),
    _rule(_T.PLAN, "title", r"工作要点|(?:工作|协商|监督|调研|学习|培训|年度)?(?:计划|安排|规划|打算|方案|思路|任务清单)(?:（[^）]{1,10}）)?$|协商工作计划|要点$", "云山区政协2024年工作要点", "2023年度协商计划"),
    _rule(_T.OTHER, "title", r"(?:工作)?总结$|答复|复函|的提案$|的建议$|预算|决算|简介$|职责|职能$|概况$|概述$|简史$|大事记|沿革$|年鉴|[县市区州旗]志(?:[·（》]|$)|^第[一二三四五六七八九十0-9]{1,3}[章节编篇卷]|(?<!办理情况)统计表$|履职情况统计$|一览表$|汇总表$|登记表$|推荐表$|申报表$|排[名行]榜?$|电话$|通讯录$|倡议书$|目录$|议程$|日程$|建议案$|纪要$|一封信$|公开信$|心得体会$", "关于加强社区养老的提案", "第二十三章 政协云山县委员会", "云山区政协2015年工作概况"),
    _rule(_T.OTHER, "column", r"年鉴", "首页 > 云山年鉴 > 2019卷"),
    _rule(_T.MEETING_NEWS, "head", r"^[^\n。]{0,24}(?:本报讯|本网讯|本社讯|本台讯|(?:网|报|台|社|中心|日)[^\n。，]{0,10}(?:讯|电|消息)(?=[ （：\n]))|^[^\n。]{0,30}（[^（）\n]{0,12}(?:记者|通讯员|报道)[^（）\n]{0,30}）|^[^。\n]{0,40}(?:记者|笔者|通讯员)[^。\n]{0,12}(?:从|获悉|了解|在)|^(?:[^\n。]{0,12} )?讯(?=[ （])", "本报讯 区政协提案委员会日前完成提案审查。", "记者从区政协获悉，大会收到提案156件。", "云山日报讯（记者 林远）大会提案组收到提案。"),
    _rule(_T.PROPOSAL_REPORT, "title", r"^(?![^关]*(?:视察|调研|督办|督查|听取|通报|审议|检查|评议|协商|测评)).*提案(?:工作|征集|立案|办理|审查|答复)[^，]{0,6}情况$", "云山区政协2019年提案办理情况"),
    _rule(_T.OPINION_REPORT, "title", r"^(?![^关]*(?:视察|调研|听取|通报|审议|检查|协商)).*社情民意[^，]{0,10}情况$", "云山区政协2015年社情民意信息报送情况"),
    _rule(_T.MEETING_NEWS, "title", r"政协[^，]{0,12}(?:组织|举办|开展|赴|到|深入|走访|慰问|视察|调研|考察|参加|启动|推进|部署)|(?:带队|率队|一行|走访|慰问|督办|领衔|莅临)", "区政协组织委员视察重点项目建设", "陈立群带队调研社区养老服务工作"),
    _rule(_T.STANDING_COMMITTEE_REPORT, "head", r"(?:代表|受)[^，。\n]{0,40}(?:常务委员会|常委会)(?:的)?(?:委托)?，(?:向大会|向会议|向各位委员|作)[^，。]{0,8}(?:报告工作|工作报告|作[^提，。]{0,12}报告)", "我代表政协第十届青河县委员会常务委员会，向大会报告工作，请予审议。"),
    _rule(_T.PROPOSAL_REPORT, "head", r"(?:代表|受)[^。\n]{0,60}报告[^，。]{0,20}提案[^，。]{0,12}情况", "我受常务委员会委托，向大会报告四次会议以来的提案工作情况，请予审议。"),
    _rule(_T.OPINION_REPORT, "head", r"社情民意[^。\n]{0,50}(?:通报|报告)如下", "现将三季度社情民意信息报送和采用情况通报如下："),
    _rule(_T.PROPOSAL_REPORT, "head", r"提案[^。\n]{0,30}情况[^。\n]{0,12}(?:通报|报告)如下", "现将区政协六届二次会议提案办理情况通报如下："),
    _rule(_T.REGULATION, "head", r"制[定订]本[^，。]{0,6}(?:办法|条例|规则|规程|细则|制度|规定|守则|准则)|^第一[条章] ", "为进一步加强委员管理，根据政协章程，特制定本办法。"),
    _rule(_T.NOTICE, "head", r"(?:现将|现就|就)[^。\n]{0,40}(?:通知|公告|通告|公示|启事)如下|特此(?:通知|公告|通告|公示)|\n[一1][、.] *(?:征[集稿](?:的?(?:内容|对象|范围|要求|时间|主题|方式))|投稿|报名)|(?:公开|广泛|面向社会)征[集稿][^。\n]{0,40}(?:欢迎|敬请|踊跃)", "为做好会议提案工作，现将有关事项通知如下：", "区政协拟编纂文史资料。\n一、征稿范围"),
    _rule(_T.PLAN, "head", r"特(?:此)?制[定订][^，。]{0,20}(?:计划|方案|安排|要点)|制[定订]本(?:计划|方案|安排|要点)|制[定订](?:如下|以下)[^。]{0,8}(?:计划|方案|安排|要点)", "根据区政协年度工作要点，特制定2018年度协商工作计划。"),
    _rule(_T.SPEECH, "head", r"^(?:尊敬的)?(?:各位(?:领导|委员|常委|来宾|同志|朋友)|同志们)[^\n。]{0,30}：", "各位委员、同志们：\n今年的工作任务很重。"),
    _rule(_T.MEMBER_LIST, "column", r"委员名单|委员名录", "首页 > 委员名单"),
    _rule(_T.OTHER, "head", r"您们?(?:在[^。\n]{0,30})?提出的[^。\n]{0,60}(?:提案|建议)[^。\n]{0,20}(?:收悉|答复如下)|^ *案由[： ]|^【[^】\n]{2,14}】 *\n?(?:19|20)[0-9]{2}年(?![0-9]{1,2}月)|(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日?(?:至|到|[~～—-]))?[^。\n]{0,14}(?:召开|举行)[\s\S]{0,400}(?:19|20)[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日?(?:至|到|[~～—-]))?[^。\n]{0,14}(?:召开|举行)", "刘委员：您提出的《关于加强农村饮水安全的建议》收悉，现答复如下。", "第一次会议于1984年3月10日至15日举行。第二次会议于1985年2月18日至24日召开。"),
    _rule(_T.NOTICE, "column", r"通知公告|公告公示", "首页 > 通知公告"),
    _rule(_T.REGULATION, "column", r"规章制度|政协章程|制度建设", "首页 > 规章制度"),
    _rule(_T.MEETING_NEWS, "head", r"(?:会议|大会|座谈会|活动)(?:还|并)?(?:由|指出|强调|听取|审议|传达|认为|要求|期间)|(?:召开|举行|开展|赴|到|深入)[^。\n]{2,60}(?:会议|座谈会|调研|视察|协商会|活动|培训班|大会)|(?:主持会议|出席会议|参加会议|参加调研|参加活动|出席活动)", "1月7日，区政协召开第56次主席会议。"),
    _rule(_T.MEETING_NEWS, "head", r"^[^\n。]{0,80}?(?:[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}(?:日|号)|[上中下]旬|(?:初|底)，)|(?<![0-9月])[0-9]{1,2}[日号](?:上午|下午|晚|，|—|开幕|闭幕|召开|举行)|近日|日前|近期，|连日来|前不久|昨[天日]|今[天日](?:上午|下午|，)|近年来|今年以来|截[至止](?:目前|[0-9]))[^\n]{4,}", "1月7日下午，委员们分组讨论常委会工作报告。", "近日，县政协编纂的文史专辑与读者见面。", "近年来，云山区政协畅通民意渠道，服务群众。"),
    _rule(_T.MEETING_NEWS, "column", r"会议|要闻|动态|新闻|信息", "首页 > 政协要闻"),
    _rule(_T.SPEECH, "column", r"讲话|发言", "首页 > 领导讲话"),
    _rule(_T.MEETING_NEWS, "title", r"(?:政协|委员|提案|协商|社情民意|文史)[^，]{0,30}(?:获|达|完毕|办结|走进|审查|收到|荣获|出版|揭牌|成立|挂牌|完成|获批|见效|显成效|[\u4e00-\u9fff]出)|政协(?:：|“| )|(?:助推|助力|搭建|架起|打造|聚焦|畅通|激活)", "区政协社情民意信息工作获市政协表彰", "云山区政协：搭好民意连心桥"),
)
# fmt: on
"""In order of precedence; the first match decides."""
_OF: Final = {
    field: [at for at, rule in enumerate(TYPE_RULES) if rule.field == field] for field in ("title", "head", "column")
}
_TOLD: Final = {field: Told(TYPE_RULES[at].pattern.pattern for at in own) for field, own in _OF.items()}


def doc_type_of(title: str | None, head: str, column: str) -> tuple[DocType, str]:
    """The type and the evidence (``title: 工作报告``). ``head`` is the first few hundred characters."""
    name = (title or "").replace(" ", "").replace("\n", "")
    fields, likely = {"title": name, "column": column}, dict[str, set[int]]()
    for at, rule in enumerate(TYPE_RULES):
        if rule.field not in likely:
            if rule.field == "head":
                fields["head"] = _without_title(head, name)
            likely[rule.field] = {_OF[rule.field][one] for one in _TOLD[rule.field].among(fields[rule.field])}
        if at in likely[rule.field] and (match := rule.pattern.search(fields[rule.field])):
            return rule.kind, f"{rule.field}: {match[0]}"
    return DocType.OTHER, "no rule matched"


def _without_title(head: str, title: str) -> str:
    """``head`` from the first line that is neither part of the title nor a caption."""
    lines = head.split("\n")
    body = next((n for n, line in enumerate(lines) if _is_body(line.strip(), title)), len(lines))
    return "\n".join(lines[body:]).lstrip()


def _is_body(line: str, title: str) -> bool:
    return bool(line) and line.replace(" ", "") not in title and not no_title(line)
