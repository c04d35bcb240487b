# ruff: noqa: E501  (a row is read as one line)
"""Codes as a table over frames: which unit of which head, with which words beside it, is which indicator. Data.

Rows of one head are tried in order. ``opinions_adopted`` gets the level of the one body that adopts (``LEVELS``).
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """``code`` for a figure in one of ``units`` whose head is one of ``heads``.

    ``beside``: words of which one must stand in the clause, ``also``: of which another; ``without``: words of which none may. ``said``: words of which the
    sentence must have one so far, ``around``: anywhere. ``last``: the last thing named before the figure must be one of these. ``topic``: what the passage must speak of (``-opinion``: must not). ``near``: whether the head must stand in the figure's own clause, ``bare``: that has no other word, ``glued``: right beside the figure. ``weak``: only what no rule knows. ``examples``: sentences
    with the figure in ``[ ]``, each a test.
    """

    code: str
    heads: str
    units: str
    examples: tuple[str, ...] = ()
    beside: str = ""
    without: str = ""
    topic: str = ""
    said: str = ""
    around: str = ""
    also: str = ""
    last: str = ""
    near: bool = True
    bare: bool = False
    glued: bool = False
    weak: bool = False


_EVENTS = "次 趟 遍 场 期 批次 批 轮 场次 次（场） 场（次） 轮次 班次 节 讲"
_ITEMS = "个 项 件 _"
_PEOPLE = "人 名 位 人次 人（次）"
_PIECES = "件 份 条 篇 项 _"
_TEXTS = "篇 条 件 份 个 项 期 篇次 条次 件次 次 条（篇） 篇（条） _"
_PRINTED = "篇 条 件 份 期 次 篇次 条次 件次 条（篇） 篇（条） 幅 部 版 _"
_ADOPTERS = "body:national body:ministry body:province body:city body:district body:home body:above"
_HEARD = "thing:opinion thing:report thing:suggestion thing:proposal act:adopt sign:draws"
_PLACES = "个 家 处 间 所 座 _"
_SOURCES = "kind:collective kind:individual kind:joint"

# fmt: off
LEVELS = {
    "national": "_national",
    "ministry": "_ministry",
    "province": "_provincial",
    "city": "_city",
    "district": "_district",
    "home": "_district",
    "above": "",
}
"""The level that a body stands for in the code of what it adopts; none of them where it is of several."""

VETOES = frozenset({"act:convert", "act:disclose", "act:withdraw", "act:subscribe", "sign:resident", "sign:average", "sign:threshold"})
"""Words beside a figure that make it no measure of ours, whatever it counts: ``转化为提案72件``, ``退回的11件提案``."""
VETOES_OF_PEOPLE = VETOES - {"sign:resident"}
PEOPLE = frozenset(_PEOPLE.split())
"""People who take part do so wherever they are members (``组织住县市政协委员40人视察``)."""

ROWS: tuple[Row, ...] = (
    # --- rates ------------------------------------------------------------------------------------------------------
    Row("other", "rate:reply_rate rate:resolution_rate", "%", ("收集企业问题72个，推动解决64个，解决率[88.9%]。",), said="thing:problem thing:plea act:draft", topic="-proposal"),
    Row("other", "rate:reply_rate rate:resolution_rate", "%", ("提案工作：收到企业诉求276件，办结率[90.9%]。",), last="thing:problem thing:plea thing:petition thing:visitor", without="thing:proposal"),
    Row("other", "kind:class_a kind:class_b sign:share", "%", ("B类提案转A类比例要达到[60%]。",), beside="kind:class_a", also="sign:share", said="kind:class_b", topic="proposal", without="act:resolve"),
    Row("resolution_rate", "rate:reply_rate sign:share kind:class_a", "%", ("A类答复率[61.3%]。",), beside="kind:class_a", topic="proposal"),
    Row("planned_share", "rate:reply_rate sign:share kind:class_b", "%", ("提案中计划解决的B类占[31%]。",), beside="kind:class_b", topic="proposal"),
    Row("deferred_share", "rate:reply_rate sign:share kind:class_c", "%", ("提案中C类占[11%]。",), beside="kind:class_c", topic="proposal"),
    Row("filing_rate", "rate:filing_rate", "%", ("立案率为[88.3%]。",)),
    Row("reply_rate", "rate:reply_rate", "%", ("提案办复率达[100%]。",), without="thing:problem thing:plea body:congress"),
    Row("other", "rate:form_rate", "%"),
    Row("other", "rate:resolution_rate", "%", ("推动B类提案落实率[超过60%]。",), beside="kind:class_b kind:class_c"),
    Row("resolution_rate", "rate:resolution_rate", "%", ("提案所提问题的采纳率为[76%]。",), said="thing:proposal"),
    Row("resolution_rate", "rate:resolution_rate", "%", ("采纳落实提案133件，落实率达[70.7%]。",), without="thing:problem thing:plea thing:suggestion", topic="proposal"),
    Row("resolution_rate", "rate:other_rate", "%", ("提案成果转化率[78%]。",), beside="thing:proposal"),
    Row("satisfaction_rate", "rate:satisfaction_rate", "%", ("委员满意率为[98.5%]。",), without="thing:mass thing:public thing:firm thing:place deed:inspect deed:appraise body:congress"),
    Row("satisfaction_rate", "rate:satisfaction_rate", "%", ("各单位提案办理满意率须达到[95%]。",), without="thing:mass thing:public thing:firm deed:inspect deed:appraise body:congress", topic="proposal"),
    Row("planned_share", "sign:share act:plan_act", "%", ("提案所提问题列入计划逐步解决的占[22%]。",), beside="act:plan_act", also="sign:share", without="act:adopt act:defer act:resolve", topic="proposal"),
    Row("deferred_share", "sign:share act:defer", "%", ("提案所提问题留作参考的占[16%]。",), beside="act:defer", also="sign:share", without="act:adopt act:resolve", topic="proposal"),
    Row("resolution_rate", "sign:share act:resolve act:adopt", "%", ("提案所提问题已经解决或采纳的占[62%]。",), beside="act:resolve act:adopt", also="sign:share", without="act:defer sign:negative", topic="proposal"),
    Row("contact_rate", "act:meet", "%", ("[96.4%]的提案实现“当面答复”。",)),
    Row("reply_rate", "act:due_reply", "%", ("办复121件，占应办复数的[68.4%]。",)),
    Row("other", "act:reply thing:proposal", "%", ("有[8%]的提案未按期答复。",), beside="act:reply", also="sign:negative", without="sign:share", topic="proposal"),
    Row("reply_rate", "act:reply thing:proposal", "%", ("提案[100%]办复。",), beside="act:reply", without="sign:share sign:negative", topic="proposal"),
    Row("resolution_rate", "thing:proposal act:adopt act:resolve", "%", ("提案工作：[八成以上]的提案得到采纳落实。", "提案办理有实效，已采纳解决的[六成左右]。"), beside="act:adopt act:resolve", without="sign:share act:defer act:plan_act sign:negative thing:problem thing:plea", topic="proposal"),
    Row("satisfaction_rate", "sign:satisfied thing:member thing:proposer", "%", ("提案人：满意和基本满意的委员在[99%以上]。", "[九成以上]的委员对办理结果表示满意。", "满意 [99.2%]"), beside="sign:satisfied", without="thing:mass thing:public thing:firm thing:place deed:inspect deed:appraise body:congress"),
    Row("satisfaction_rate", "sign:satisfied", "%", ("提案人表示满意的216件，占[93.5%]。",), also="sign:share", near=False),
    Row("satisfaction_rate", "sign:half_satisfied", "%", ("满意和基本满意的占[97%]。",), beside="sign:satisfied"),
    Row("other", "sign:half_satisfied", "%", ("基本满意的15件，占[6.5%]。",), near=False),
    Row("other", "thing:member thing:mass thing:public thing:firm", "%", ("未提交提案的委员占[21%]。",), beside="sign:share", without="thing:proposal"),
    Row("proposals_share", "thing:proposal", "%", ("[近三成]提案来自基层。",), glued=True, without="sign:share act:meet"),
    Row("contact_rate", "rate:contact_rate", "%", ("面商率达[100%]。",)),
    Row("attendance_rate", "act:member_have", "%", ("提出提案的委员132人次，占委员总数的[87.4%]。",), beside="sign:share"),
    Row("attendance_rate", "rate:attendance_rate", "%", ("委员参会率由86%提高到[93%]。",)),
    Row("proposals_share", "sign:share thing:proposal", "%", ("要使集体提案比例达到[20%以上]。",), beside="thing:proposal", also="sign:share", without="thing:member thing:place thing:handler", topic="proposal"),
    Row("other", "rate:filing_rate rate:reply_rate rate:resolution_rate rate:satisfaction_rate rate:other_rate rate:form_rate", "%", ("转化率达到[85%]。", "群众评议满意率[98%]。", "提案网上提交率[100%]。")),
    # --- what is not ours ---
    Row("other", "act:donate act:benefit act:win thing:money", "元", ("县财政筹资[1.3亿元]改造危桥。", "带动花农增收[600万元]。"), beside="body:treasury sign:income"),
    Row("other", "thing:measure", _ITEMS + " 条", ("制定整改措施[71条]。",)),
    Row("other", "thing:advice thing:personnel", _TEXTS + " 人 名 人次", ("报送建议案[3件]。", "协商通过人事事项[9项]。")),
    Row("other", "thing:proposal", _PIECES, ("区政府承办的人大代表建议和政协提案共[268件]。",), beside="body:congress", also="thing:suggestion"),
    Row("other", "thing:proposal act:comment", _PIECES, ("区委书记阅批提案[22件]。",), beside="act:comment", also="thing:proposal", without="kind:key thing:opinion thing:report"),
    Row("other", "thing:proposal", _PIECES, ("市政协采用我区政协委员提案[9件]。",), beside="act:adopt", also=_ADOPTERS, without="act:resolve", topic="-opinion"),
    Row("other", "thing:proposal act:supervise", _PIECES, ("其中[3件]被列为市政协重点督办提案。",), beside="body:national body:province body:city", also="kind:key", without="act:assign act:reply body:leaders"),
    Row("other", "thing:member thing:member_kind act:judge", "名 人 位", ("组织[24名]常委述职。", "约谈履职不力委员[5名]。"), beside="act:judge", without="act:present act:have"),
    Row("other", "act:draft thing:history_item thing:history_volume thing:article thing:report", "篇 件 份 字", ("起草各类文稿[140余篇]。", "起草文稿140余篇、[约52万字]。"), said="act:draft", without="act:publish act:adopt body:media", near=False),
    Row("other", _HEARD, _TEXTS, ("信息5篇被省政协采用，[2篇]受到全国政协重视。", "[3条]所提建议引起市委关注。"), beside="sign:heed", also="sign:draws", without="act:adopt act:comment act:receive act:send", near=False),
    Row("other", "thing:report", _TEXTS, ("对[57份]调研报告逐一跟踪。",), beside="act:track"),
    # --- proposals --------------------------------------------------------------------------------------------------
    Row("other", "thing:proposal", _PIECES, ("向市政协提交提案[12件]。",), beside="sign:upward"),
    Row("other", "thing:proposal_lead", _PIECES + " 个", ("征集提案线索[300余条]。",)),
    Row("proposals_transferred", "act:transfer", _PIECES, ("收到提案258件，不予立案但以信件形式转办[44件]。",), glued=True, beside="act:notfile"),
    Row("proposals_not_filed", "act:notfile thing:proposal", _PIECES, ("未立案[8件]。", "[26件]提案因不属于本区工作范围不予立案。"), beside="act:notfile"),
    Row("proposals_excellent", "thing:proposal", _PIECES, ("评选优秀提案[20件]。",), beside="kind:excellent"),
    Row("proposals_excellent", "kind:best", _PIECES, ("表彰好提案[15件]。",)),
    Row("proposals_excellent", "kind:best thing:proposal act:select", _PIECES, ("推荐的4件提案被评为优秀提案，[1件]入选全省好提案。",), beside="kind:best", also="act:select"),
    Row("proposals_key", "thing:proposal act:supervise", _PIECES + " 个", ("确定重点提案[12件]。",), beside="kind:key"),
    Row("other", "thing:proposal kind:class_a kind:class_b", _PIECES, ("B类提案转为A类[13件]。",), beside="kind:class_a", also="kind:class_b", topic="proposal", without="act:resolve act:plan_act"),
    Row("proposals_resolved", "thing:proposal kind:class_a", _PIECES, ("A类提案[84件]。",), beside="kind:class_a", topic="proposal"),
    Row("proposals_planned", "thing:proposal kind:class_b", _PIECES, ("跟踪督办上年度B类提案[31件]。",), beside="kind:class_b", topic="proposal"),
    Row("proposals_deferred", "thing:proposal kind:class_c", _PIECES, ("C类提案[5件]。",), beside="kind:class_c", topic="proposal"),
    Row("inspections", "act:supervise", _EVENTS, ("组织现场督办[11次]。",)),
    Row("proposals_led", "thing:proposal act:supervise", _PIECES, ("区政协领导督办提案[13件]。",), beside="act:supervise"),
    Row("other", "thing:proposal", _PIECES, ("对[3件]提案的答复表示“不满意”。", "选出热点提案[5件]。"), beside="sign:half_satisfied kind:hard", without="act:file act:receive"),
    Row("problems_solved", "act:reply", "件 个 项 起 宗", ("提案工作：收到企业诉求276件，办结[251件]。",), last="thing:plea", without="thing:proposal", glued=True),
    Row("other", "thing:visitor", "件 件次 封", ("受理来信来访[32件]。",)),
    Row("other", "thing:petition", "件 个 起 宗 条", ("办结信访件[7件]。",), without="act:resolve"),
    Row("proposals_replied", "thing:proposal act:reply", _PIECES, ("已办复提案[150件]。", "[98件]立案提案已全部办复。"), beside="act:reply", topic="proposal"),
    Row("proposals_assigned", "thing:system thing:handler", _PIECES, ("交办提案134件，其中县委系统[15件]、群团组织7件。",), said="act:assign act:handle thing:handler", topic="proposal"),
    Row("proposals_assigned", "act:handle", _PIECES, ("区政协交区政府系统办理提案[189件]。",), beside="body:district body:city body:province thing:place thing:handler thing:system body:court"),
    Row("proposals_replied", "act:handle", _PIECES, ("共办理提案[163件]。",)),
    Row("proposals_after_merging", "act:after_merge thing:proposal", _PIECES, ("并案后[123件]。",), beside="act:after_merge"),
    Row("proposals_merged", "thing:proposal act:merge", _PIECES, ("并案处理[48件]。",), beside="act:merge", without="kind:joint kind:collective kind:individual"),
    Row("proposals_transferred", "act:transfer", _PIECES, ("转为意见建议[12件]。",), topic="proposal"),
    Row("proposals_transferred", "act:transfer", "件", ("建议转有关部门参阅[24件]。",), topic="-opinion"),
    Row("proposals_assigned", "thing:proposal act:assign", _PIECES, ("交办提案[151件]。",), beside="act:assign", without="act:after_merge", topic="proposal"),
    Row("proposals_collective", "thing:proposal", _PIECES, ("五年共立案党派、专委会集体提案[217件]。",), glued=True, beside="kind:collective", also="act:file", without="kind:individual kind:joint thing:member act:after_merge sign:respective"),
    Row("proposals_filed", "thing:proposal act:file", _PIECES, ("经审查立案[151件]。",), beside="act:file"),
    Row("proposals_excellent", "thing:proposal", _PIECES, ("评选“影响力提案”[8件]。",), beside="act:select", without="kind:key kind:hard act:receive act:file act:supervise act:assign act:reply thing:handler sign:negative"),
    Row("proposals_planned", "thing:proposal act:plan_act", _PIECES, ("另有[207件]提案已被列入解决计划。",), beside="act:plan_act", without="act:resolve act:adopt", topic="proposal"),
    Row("proposals_deferred", "thing:proposal act:defer", _PIECES, ("因受条件限制不能办理的[30件]提案。",), beside="act:defer", without="act:resolve act:adopt", topic="proposal"),
    Row("honours", "thing:handler thing:member thing:committee_body thing:sector_body thing:place thing:firm thing:mass", "名 个 人 家 位 人次", ("[4个]专委会被评为先进集体。", "表彰先进提案承办单位[5个]。"), beside="thing:honour kind:excellent", around="act:select"),
    Row("other", "act:share_in", _PIECES, ("承办提案43件，其中主办[29件]、协办14件。",), glued=True),
    Row("proposals_collective", "thing:proposal", _PIECES, ("提交集体提案[21件]。",), beside="kind:collective", without="kind:individual kind:joint thing:member"),
    Row("proposals_joint", "thing:proposal", _PIECES, ("联名提案[14件]。",), beside="kind:joint", without="kind:individual kind:collective"),
    Row("proposals_individual", "thing:proposal", _PIECES, ("委员个人提案[130件]。",), beside="kind:individual", without="sign:norm"),
    Row("proposals_individual", "act:receive", _PIECES, ("立案199件，另有[117件]由委员个人提出。",), beside="kind:individual", without="kind:collective kind:joint", topic="proposal"),
    Row("proposals_joint", "act:receive", _PIECES, ("立案199件，[39件]以联名形式提出。",), beside="kind:joint", without="kind:collective kind:individual", topic="proposal"),
    Row("proposals_submitted", "thing:proposal", _PIECES, ("会议期间和会后共收到提案[74件]。",), beside="kind:plenary", also="kind:between"),
    Row("proposals_plenary", "kind:plenary", _PIECES, ("收到提案117件，会议期间[114件]、闭会期间3件。",), topic="proposal"),
    Row("proposals_plenary", "thing:proposal", _PIECES, ("大会期间提案[114件]。",), beside="kind:plenary", without="act:receive act:file"),
    Row("proposals_between", "kind:between", _PIECES, ("会议期间114件、闭会期间[3件]。",), topic="proposal"),
    Row("proposals_between", "thing:proposal", _PIECES, ("立案201件（含平时提案[13件]）。",), beside="kind:between", without="kind:plenary"),
    Row("proposals_individual", "thing:proposal", _PIECES, ("委员提案、集体提案分别为[149件]和43件。",), beside="thing:member", around="kind:collective", without="kind:collective kind:joint act:receive"),
    Row("proposals_individual", "thing:proposal", _PIECES, beside="thing:member", also="sign:cell", without="act:receive"),
    Row("proposals_submitted", "thing:proposal", "件", ("提案（件） [168]",), also="sign:cell", weak=True),
    Row("proposals_deferred", "act:defer", _PIECES, ("作解释性答复的[10件]。",), topic="proposal"),
    Row("proposals_livelihood", "thing:proposal", _PIECES, ("涉及民生类提案[92件]。",), beside="kind:livelihood"),
    Row("proposals_plenary", "thing:proposal act:receive", _PIECES, ("全会期间收到提案[133件]，闭会期间收到16件。",), beside="kind:plenary", around="kind:between", topic="proposal"),
    Row("proposals_filed", "act:receive act:file", _PIECES, ("176件来稿中有[149件]符合立案标准，予以立案。",), beside="act:file", topic="proposal"),
    Row("other", "thing:proposal", _PIECES, ("三家以上单位会办的提案有[31件]。",), beside="act:share_in", without="act:assign act:reply act:receive act:file"),
    Row("proposals_submitted", "thing:proposal", _PIECES, ("共收到提案[171件]。",), beside="act:receive", without="kind:between"),
    Row("proposers", "thing:member", _PEOPLE, ("共有[172名]委员提出提案214件。",), beside="act:receive", also="thing:proposal", without="act:organise kind:joint sign:norm sign:negative sign:resident"),
    # --- opinions and suggestions -----------------------------------------------------------------------------------
    Row("problems_solved", "act:rectify", "件 个 项 条 起 _", ("发现问题46个，提出整改建议61条，推动整改完成[40个]。",), said="thing:problem thing:plea"),
    Row("problems_solved", "act:resolve", "条 件 个", ("接待群众690人次，收集意见213条，目前已解决[61条]。",), said="act:guest", last="thing:suggestion thing:plea thing:problem", without="thing:proposal thing:opinion act:adopt"),
    Row("suggestions_adopted", "act:adopt", "条 个 项 点 _", ("提出建议98条，其中被县委、县政府采纳[63条]。",), last="thing:suggestion", without="thing:opinion body:national body:ministry body:province body:media"),
    Row("suggestions_adopted", "act:adopt", "条 个 项 点 _", ("所提的[27条]建议被县委采纳。",), beside="thing:suggestion", without="sign:most thing:opinion thing:problem thing:plea"),
    Row("suggestions_adopted", "act:adopt act:resolve act:rectify", "件", ("提出意见建议260条，[38件]被区委采纳。",), said="thing:suggestion", without="thing:opinion thing:problem thing:plea thing:proposal", topic="-opinion -proposal"),
    Row("suggestions_adopted", "thing:suggestion act:adopt act:resolve act:rectify", "条 个 项 点 _", ("[14条]建议被采纳。", "所提17条建议有[14条]被采纳。"), beside="act:adopt act:resolve act:rectify", said="thing:suggestion", without="sign:most thing:opinion thing:problem thing:plea", topic="-opinion"),
    Row("suggestions_adopted", "thing:suggestion", "条 个 项 点 _ 件", ("[78件]建议得到落实。",), beside="act:adopt act:resolve act:rectify", without="sign:most thing:opinion", topic="-opinion -proposal"),
    Row("other", "thing:place thing:handler", "个 家", ("县长批示交由[6个]部门研究。",), beside="act:comment", topic="-proposal", glued=True),
    Row("opinions_commented", "act:comment", _TEXTS + " 人次", ("领导批示31件次，其中省级领导3件次、市级领导[9件次]。",), beside="body:province body:city body:district body:leaders", without="act:adopt act:send", near=False),
    Row("articles_published", "act:adopt act:publish", _PRINTED, ("被人民政协报采用稿件[45篇]。",), beside="body:media", without="act:edit"),
    Row("articles_published", "act:adopt", _PRINTED, ("向《人民政协报》等媒体投稿110篇，刊用[73篇]。",), said="body:media", without=_ADOPTERS + " thing:opinion", topic="-opinion"),
    Row("opinions_adopted", "act:adopt", _TEXTS, ("被全国政协采用[3篇]。", "国家卫生健康委采纳[1篇]。", "向市政协报送信息203条，被单条采用16条、综合采用[44条]。"), beside=_ADOPTERS, without="body:media"),
    Row("opinions_adopted", "act:adopt", _TEXTS, ("被采用60篇，其中全国政协[3篇]。",), beside=_ADOPTERS, without="body:media act:comment act:receive sign:upward", near=False, topic="-publicity"),
    Row("opinions_adopted", "act:adopt", _TEXTS, ("全国政协单篇采用4篇、综合采用[9篇]。",), said="body:national body:ministry body:province body:city", topic="-publicity", without="body:media"),
    Row("opinions_adopted", "act:adopt", _TEXTS, ("社情民意信息被采用[60篇]。",), topic="opinion", without="body:media"),
    Row("opinions_adopted", "act:compile", _TEXTS, ("社情民意信息工作：区政协采编[156条]。",), beside=_ADOPTERS, without="body:media act:send"),
    Row("opinions_commented", "act:comment", _TEXTS + " 人次", ("领导批示[15篇]。",)),
    Row("opinions_reported", "thing:opinion act:send body:national body:province body:city body:district body:above", _TEXTS, ("向市政协报送信息[203条]。", "社情民意信息整理后上报市政协143条、省政协[76条]。"), beside="sign:upward", without="act:adopt act:comment thing:suggestion thing:report thing:advice thing:proposal", around="thing:opinion"),
    Row("opinions_reported", "act:send body:national body:province body:city body:district body:above", "篇 条", ("上报市政协[388条]。",), beside="sign:upward", without="act:adopt act:comment thing:suggestion thing:report thing:advice thing:proposal thing:article", topic="-publicity"),
    Row("opinions_reported", "act:send", _TEXTS, ("社情民意信息工作：转报市政协[77篇]。",), beside="sign:upward", without="act:adopt act:comment thing:suggestion thing:report thing:advice thing:proposal", topic="opinion"),
    Row("opinions_reported", "body:national body:province body:city body:above", _TEXTS, ("社情民意信息工作：报送省政协[38条]、市政协[124条]。",), beside="sign:upward", without="act:adopt act:comment", topic="opinion"),
    Row("opinions_submitted", "thing:opinion", "篇 条 件 份 _", ("信息总量[突破900篇]。",), without="kind:excellent act:adopt act:comment act:edit act:publish act:select body:media act:assign act:transfer sign:upward", topic="opinion", weak=True),
    Row("opinions_edited", "thing:opinion", "期", without="act:send act:compile act:publish body:media", examples=("编报《社情民意》专报[186期]。", "《政协工作》45期、《社情民意》[6期]。")),
    Row("opinions_edited", "thing:opinion", "篇 条 件 份 次 _", ("编发社情民意信息[86条]。",), beside="act:edit", without="body:media"),
    Row("opinions_edited", "act:edit_up", "期 篇 条 件", ("收到社情民意信息892篇，编报[415篇]。",), topic="opinion", without="thing:opinion"),
    Row("opinions_edited", "act:edit", "期 篇 条 件", ("全年共收集社情民意信息430余条，编发[86期]。",), topic="opinion", without="act:send"),
    Row("opinions_submitted", "thing:opinion_kind", _TEXTS, ("三周内收集整理抗疫类信息[96条]。",), beside="act:receive", without="act:adopt"),
    Row("other", "thing:opinion_kind", _TEXTS, ("交通治堵类信息[109篇]。",), without="act:adopt"),
    Row("other", "thing:article", _PRINTED, ("制作短视频[38条]。",), beside="act:make act:select"),
    Row("articles_published", "act:publish body:media", _PRINTED, ("在各级各类新闻媒体刊登稿件[30余篇]。", "通过网站、公众号等宣传载体刊登信息[230余条]。"), without="thing:topic"),
    Row("articles_published", "thing:opinion", _PRINTED, ("门户网站更新信息[620条]。",), beside="body:media act:publish"),
    Row("articles_published", "body:national body:province body:city body:district body:above", _PRINTED, ("被媒体刊发稿件245篇，其中国家级[18篇]、省级56篇。",), topic="publicity"),
    Row("articles_published", "body:national body:province body:city body:district body:above", _PRINTED, ("在省级以上报刊用稿28篇，市级[76篇]。",), said="body:media act:publish", topic="-opinion -proposal", without="act:adopt act:send"),
    Row("other", "thing:suggestion", "个 家 名 位", ("逐案征求[37个]部门意见。",), beside="act:ask"),
    Row("other", "thing:suggestion", "个", ("围绕[12个]重点项目建言献策。",), beside="thing:project", without="act:receive"),
    Row("suggestions_made", "thing:suggestion", "条 个 项 点 篇 _", ("提出意见建议[50余条]。",), without="act:adopt body:congress"),
    Row("suggestions_made", "thing:suggestion", "件", ("提出意见建议[50件]。",), without="act:adopt body:congress", topic="-proposal"),
    Row("opinions_submitted", "act:receive act:send", "篇 条 件 份 期 篇次 条次 件次 条（篇） 篇（条） _", ("社情民意信息工作提质增效，全年收集[500余篇]，",), topic="opinion", without="act:adopt", weak=True),
    Row("opinions_submitted", "sign:norm act:hold", "篇 条", ("社情民意信息工作：每组[不少于20条]。",), topic="opinion", weak=True),
    Row("honours", "act:select thing:report thing:article thing:opinion", _TEXTS, ("[2篇]调研报告获优秀成果奖。",), beside="thing:honour", also="act:select"),
    Row("opinions_commented", "thing:report", _TEXTS, ("县委书记出席协商活动5次，阅批政协报告[8件]。",), beside="act:comment", without="act:send act:receive act:draft act:edit"),
    Row("research_reports", "thing:report", "篇 份 个 项 件 条 部 _", ("形成调研报告[15篇]。",)),
    # --- people -----------------------------------------------------------------------------------------------------
    Row("readership", "thing:readership", "次 人次 _ 人 个", ("阅读量达[12.6万人次]。",)),
    Row("guests_received", "thing:guest_group act:guest deed:welcome", "批 批次 人次 人 个 次 名 _ 团", ("接待来县考察团[20批次]。",), beside="act:guest deed:welcome", without="thing:mass thing:public thing:visitor", near=False),
    Row("guests_received", "act:guest deed:welcome", "批 批次", ("接待各界人士来访[9批]。",)),
    Row("guests_received", "deed:survey deed:inspect deed:appraise deed:tour deed:study", "批 批次 人次 人 个 次 名 _ 团", ("接待外地政协来区视察调研[95批次]。",), beside="act:guest", without="thing:mass thing:public thing:visitor act:organise"),
    Row("plenary_speeches", "thing:speech_other thing:member", "人次 人 名 位 篇 份 件 次 个 条 _", ("安排大会发言12篇，其中口头发言[7篇]。",), beside="thing:speech_other", said="thing:speech", without="meeting:standing meeting:chairmen meeting:meeting deed:consult"),
    Row("plenary_speeches", "thing:speech_other thing:member", "人次 人 名 位 篇 份 件 次 个 条 _", ("大会安排[14位]委员作口头发言，收到书面发言[52篇]。",), beside="thing:speech_other", said="sign:assembly", without="thing:report meeting:standing meeting:chairmen meeting:meeting deed:consult"),
    Row("plenary_speeches", "thing:member", "名 人 位", ("[10位]委员围绕教育作大会发言。",), beside="thing:speech", without="act:organise"),
    Row("plenary_speeches", "thing:speech_other thing:member", "名 人 位", ("全体会议上，[8位]委员先后发言。",), beside="thing:speech_other", around="sign:assembly meeting:plenary", without="thing:report meeting:standing meeting:chairmen meeting:meeting deed:consult"),
    Row("plenary_speeches", "thing:speech", "人次 人 名 位 篇 份 件 次 个 条 _", ("安排大会发言[12人次]。",)),
    Row("other", "thing:speech_other", "人次 人 名 位 篇 份 件 次 个 条 _", ("常委会会议发言[18人次]。",)),
    Row("participations", "thing:supervisor", _PEOPLE, ("委派特约监督员[37名]参加行风评议。",), beside="act:take_part"),
    Row("other", "thing:supervisor", "人 名 位 人次 个 _", ("选派民主监督员[26名]。",)),
    Row("other", "act:contact", "次", ("与提案人联系[310余次]。",), glued=True),
    Row("visits", "deed:visit", "次 场 批次 场次 人次 人 名 家 户 位 家次 户次 个 处 _", ("走访委员企业[30余家]。",)),
    Row("visits", "thing:firm thing:place", "家 户 个 处 所", ("走访委员企业，先后到金泰机械、华禾生物等[5家]企业。",), beside="sign:call_at", said="deed:visit", without="deed:survey deed:inspect deed:appraise deed:consult"),
    Row("visits", "thing:proposer thing:needy thing:firm thing:mass thing:public thing:member thing:place", "家 户 人 名 位 户次 家次 人次 个 处 所 村", ("走访企业19家，农牧户[86户]。",), beside="deed:visit"),
    Row("other", "thing:mass", _PEOPLE, ("选派[3名]干部驻村帮扶。",), glued=True, beside="act:benefit", without="act:guest act:take_part deed:train"),
    Row("participations", "thing:member", "人 名 位", ("[106名]委员结对帮扶贫困户131户。",), glued=True, beside="act:benefit"),
    Row("participations", "thing:member", "人 名 位", ("[90多位]委员挂钩联系中小企业。",), glued=True, beside="act:link"),
    Row("people_aided", "act:benefit", "人 名 户 人次 位 家 户次 _ 余人", ("惠及群众[2万余人]。",), without="thing:member"),
    Row("people_aided", "thing:needy", "人 名 户 人次 位 家 户次 _ 余人", ("资助困难学生[90名]。",), without="deed:visit deed:train sign:whole"),
    Row("people_aided", "act:serve", "人次 人 名 户 户次", ("会客厅16家，累计服务[1.5万人次]。",), glued=True, without="thing:member"),
    Row("people_aided", "act:benefit", "户 户次", ("机关帮扶3个贫困村[214户]。",), near=False, beside="thing:place", without="thing:firm thing:member"),
    Row("people_aided", "thing:public", "人 名 户 人次 位 _", ("委员工作室接待群众[5200余人次]。",), beside="act:benefit act:guest", without="thing:visitor"),
    Row("people_aided", "act:resolve", "人 户 万人", ("新建供水站14处，解决[5.6万人]饮水安全问题。",)),
    # --- money and projects -----------------------------------------------------------------------------------------
    Row("investment", "act:attract", "元 美元", ("引进资金[3.2亿元]。",)),
    Row("investment", "thing:money", "元 美元", ("引进项目三个，资金[2100万元]。",), said="act:attract", without="act:donate act:benefit"),
    Row("investment", "act:invest", "元 美元", ("推介落地项目8个，计划总投资[30亿元]。",), said="act:attract"),
    Row("aid_value", "act:donate", "元 美元", ("捐款捐物折合[80万元]。",)),
    Row("aid_value", "thing:money", "元 美元", ("争取项目12个、资金[860万元]。",), said="act:win", without="act:attract act:invest", glued=True),
    Row("aid_value", "act:benefit thing:needy", "元 美元", ("资助贫困大学生57人[22.8万元]。",)),
    Row("aid_value", "thing:money act:win", "元 美元", ("争取文旅项目资金[1.2亿元]。", "争取上级各类资金[2650万元]。"), beside="act:win", also="thing:money"),
    Row("aid_value", "act:donate", "元 美元", ("委员踊跃捐款捐物，累计[680余万元]。",), near=False, bare=True),
    Row("aid_value", "thing:money act:invest", "元 美元", ("结对帮扶32个村，投入资金[1800万元]。",), said="act:benefit act:donate", without="act:attract"),
    Row("projects_attracted", "act:attract", "个 项 家 _", ("引进项目[14个]。",), beside="thing:project thing:firm"),
    Row("projects_attracted", "act:attract", "个 项 家", ("洽谈项目17个，签约[6个]。", "签约项目[6个]。"), glued=True),
    Row("places_reached", "thing:project", "个 处", ("实地查看项目[18个]。", "视察重点项目[13个]。"), beside="sign:into sign:call_at deed:inspect deed:survey", without="act:attract"),
    Row("other", "thing:project", "个 项 家 _", ("落实帮扶项目[37个]。",), without="act:attract"),
    # --- history ----------------------------------------------------------------------------------------------------
    Row("history_volumes", "act:edit", "辑 部 卷 种 套", ("出版《临江记忆》[2卷]。",), without="thing:form"),
    Row("history_volumes", "act:edit", "册 本 集", ("编辑出版《青河文史》第12辑、《临河记忆》[1册]。",), also="sign:titled", said="thing:history_volume", near=False),
    Row("history_words", "act:edit", "字", ("出版《临江记忆》2卷，计[65万字]。",), near=False),
    Row("history_words", "thing:history_volume thing:history_item", "字", ("征集文史稿件63篇，[约38万字]。",), near=False),
    Row("history_volumes", "thing:history_volume", "辑 部 本 卷 种 套", ("编辑出版文史资料[3辑]。",)),
    Row("history_volumes", "thing:history_volume", "册 集 期", ("出版文史丛书[3册]。",), glued=True),
    Row("history_items", "thing:history_volume", "篇 件 幅 张 条", ("收集文史资料[36篇]。",)),
    Row("history_items", "thing:article", "篇 件", ("编辑出版《青河文史》第21辑，征集稿件[45篇]。",), beside="act:receive", said="thing:history_volume thing:history_item"),
    Row("history_items", "thing:history_item", "篇 件 幅 张 份 条 集 部 余幅", ("征集史料[58篇]、照片200余幅。",)),
    Row("articles_published", "thing:article", "篇 条 件 篇次 条次 幅 次 _", ("宣传稿件[230篇]。",)),
    # --- platforms --------------------------------------------------------------------------------------------------
    Row("platforms", "act:build", _PLACES, ("委员会客厅建设：新建[4个]。",), said="thing:platform thing:site", glued=True, without="act:donate"),
    Row("platforms", "thing:platform", _PLACES, ("建成委员工作室[10个]。",), without="act:donate act:apply"),
    Row("platforms", "thing:site", _PLACES, ("建成协商阵地[6个]。",), without="act:donate act:apply sign:compound"),
    # --- events -----------------------------------------------------------------------------------------------------
    Row("outreach", "deed:outreach", _EVENTS, ("面对面宣讲政策[30场]。",)),
    Row("outreach", "deed:outreach", _ITEMS, glued=True),
    Row("reading_activities", "deed:read", _EVENTS, ("举办委员读书活动[6场]。",)),
    Row("reading_activities", "deed:read", _ITEMS, glued=True),
    Row("plenary_meetings", "meeting:plenary", "次 _", ("召开全体会议[1次]。",)),
    Row("standing_committee_meetings", "meeting:standing", "次 场 _", ("召开常委会会议[4次]。",), without="body:congress"),
    Row("chairmen_meetings", "meeting:chairmen", "次 场 _ 个", ("主席会议[12次]。",)),
    Row("meetings_other", "meeting:meeting", _EVENTS, ("召开党组会议[21次]。",), without="body:congress sign:sit_in"),
    Row("tours", "deed:study deed:survey", _EVENTS, ("赴外地学习交流[34次]。",), beside="sign:away", without="act:guest"),
    Row("other", "deed:survey deed:inspect deed:consult deed:study deed:train deed:activity", _EVENTS, ("县委主要领导出席协商活动[4次]。", "委员全年出席会议活动[不少于4次]。"), beside="act:present"),
    Row("surveys", "deed:survey", _EVENTS, ("深入企业开展调研[10余次]。",)),
    Row("surveys", "deed:survey", _ITEMS, glued=True),
    Row("inspections", "deed:inspect deed:appraise", _EVENTS, ("组织委员视察[6次]。",)),
    Row("inspections", "deed:inspect deed:appraise", _ITEMS, glued=True),
    Row("consultations", "deed:consult", _EVENTS, ("开展专题协商[6次]。",)),
    Row("consultations", "deed:consult", _ITEMS, glued=True),
    Row("study_sessions", "deed:study", _EVENTS + " 堂 课时", ("集体学习[13次]。",)),
    Row("study_sessions", "deed:study", _ITEMS, glued=True),
    Row("trainings", "thing:report", "场 场次", ("邀请专家作专题报告[3场]。",)),
    Row("trainings", "deed:train", _EVENTS, ("举办培训班[3期]。",)),
    Row("trainings", "deed:train", _ITEMS, glued=True),
    Row("trainings", "act:train_who", _EVENTS, ("培训委员[3批]。",)),
    Row("tours", "deed:tour", _EVENTS, ("组织外出学习考察[3次]。",), without="act:guest"),
    Row("activities", "act:benefit", "场 次 场次", ("开展义诊[4场]。",), weak=True),
    Row("activities", "deed:activity", _EVENTS, ("开展主题活动[30余次]。",), weak=True),
    Row("suggestions_made", "thing:form", "条", ("反馈意见[52条]。",), glued=True),
    Row("other", "thing:form thing:artwork", "件 份 张 幅 篇 条 个 _", ("征集作品[160件]。", "收到[172件]反馈意见。")),
    Row("other", "thing:suggestion", "次 场", ("区领导听取协商意见[5次]。",)),
    Row("other", "thing:committee_body thing:sector_body", "个 支 家 _", ("[6个]专门委员会共承办协商活动28次。",)),
    Row("other", "thing:topic", "个 项 件 条 _", ("共同商定协商议题[8个]。",)),
    # --- what is left -----------------------------------------------------------------------------------------------
    Row("members_attending", "act:present", "名 人 位 个 _", ("应到委员230人，实到[215人]。",)),
    Row("members_attending", "thing:member", "名 人 位", ("会议期间，[247名]委员出席。",), beside="act:present"),
    Row("members_group", "thing:member_kind", "名 人 位", ("本届委员268名，其中中共党员107名、女委员[62名]。",), without="act:take_part act:present act:due act:elect act:organise act:receive act:contact thing:speech thing:speech_other", around="sign:including act:have act:member_have sign:share"),
    Row("members_group", "thing:member", "名 人 位", ("现有委员187名，其中农牧民委员[19名]。",), beside="sign:compound", said="act:have act:member_have sign:including", around="sign:including", glued=True, without="act:take_part act:present act:due act:elect act:organise act:receive act:contact act:select thing:speech thing:speech_other deed:visit"),
    Row("members_group", "thing:member_kind", "名 人 位", ("女委员 [62人] 29.1%",), also="sign:cell"),
    Row("members_total", "thing:member act:have", "名 人 位 个 _", ("本届共有委员[230名]。", "委员会由[230名]委员组成。"), beside="act:have", also="thing:member", without="act:take_part act:present act:receive act:organise act:select deed:visit"),
    Row("members_total", "thing:member", "名 人 位", ("政协委员[230人]，其中常委42人。",), glued=True, without="act:take_part act:present act:receive act:organise act:select act:contact act:guest deed:visit thing:proposal sign:negative", around="sign:including thing:member_kind"),
    Row("members_total", "act:member_have", "名 人 位 _", ("本届委员会由24个界别组成，有委员[235名]。",), without="act:take_part act:receive"),
    Row("members_total", "thing:member", "名 人 位", ("会议号召，全区[206名]政协委员积极履职。",), glued=True, also="sign:all_of", without="act:take_part act:present act:receive act:organise act:select act:contact act:guest act:donate deed:visit"),
    Row("members_total", "act:due", "名 人 位 个 _", ("应到委员[230人]。",)),
    Row("other", "thing:handler", _PLACES, ("对[5个]承办单位开展民主评议。",), beside="deed:appraise"),
    Row("proposers", "thing:member", "名 人 位", ("210名委员提过提案，其中[18名]委员五年提案超过10件。",), beside="thing:proposal", also="sign:including", said="act:receive", without="sign:negative act:select act:take_part", glued=True),
    Row("handling_bodies", "thing:handler", _PLACES, ("交由[46个]单位承办。", "涉及主办、会办单位[33个]。"), without="deed:visit deed:appraise"),
    Row("handling_bodies", "thing:place", _PLACES, ("立案提案交由52个承办单位、[3个]部门办理。", "全部立案提案由[29家]单位办结。"), beside="act:assign act:reply", without="sign:negative thing:problem thing:plea sign:call_at", topic="proposal"),
    Row("proposers", "thing:proposer", "名 人 位 人次 个 _", ("提案人[163名]。",), without="act:take_part deed:visit"),
    Row("proposers", "thing:proposal act:receive", "名 位", ("提交过提案的有[149名]。",), beside="act:receive", also="thing:proposal", without="act:organise sign:norm sign:negative kind:joint sign:resident"),
    Row("problems_solved", "thing:problem thing:plea", "件 个 项 条 起 宗 例 _", ("提案工作有新进展。帮助解决生产经营困难[29件]。",), beside="act:resolve act:rectify", glued=True),
    Row("problems_solved", "act:resolve act:rectify thing:problem thing:plea", "件 个 项 条 起 余件 宗 例 _", ("协商解决身边小事[251件]。",), beside="act:resolve act:rectify", around="thing:problem thing:plea", topic="-proposal"),
    Row("other", "thing:good_deed", "件 个 项 条 _", ("认领“微心愿”[204个]。",), beside="act:claim"),
    Row("problems_solved", "thing:good_deed", "件 个 项 条 _", ("为群众办实事好事[28件]。",), beside="act:do act:resolve act:supervise act:rectify"),
    Row("problems_solved", "act:relieve", "件 个 项 次", ("为委员排忧解难[145件]。",)),
    Row("problems_solved", "thing:petition act:resolve", "件 个 起 宗", ("化解信访案件[7件]。",), beside="act:resolve", also="thing:petition"),
    Row("problems_solved", "act:do", "件 个 项", ("委员认领微心愿126个，兑现[118个]。",), said="thing:good_deed"),
    Row("problems_solved", "act:reply act:resolve", "件 个 项 起 宗", ("收到企业诉求276件，办结[251件]。",), last="thing:plea thing:problem", without="thing:proposal sign:negative act:plan_act", topic="-proposal", glued=True),
    Row("problems_solved", "act:reply", "件 个 项", ("受理群众诉求620件，办结[588件]。",), said="thing:plea", topic="-proposal", glued=True),
    Row("problems_solved", "act:resolve act:rectify", "件 个 项 起 宗", ("收集群众诉求2340件，推动解决[2018件]。",), said="thing:plea", without="thing:proposal"),
    Row("proposals_resolved", "act:resolve act:adopt", "件 份 _", ("提案工作有新进展。所提问题已经解决或基本解决的[98件]。",), topic="proposal", without="act:plan_act act:defer sign:negative act:do"),
    Row("problems_solved", "act:resolve act:rectify", "件 个 项 起 宗", ("收集企业问题72个，推动解决[64个]。",), said="thing:problem thing:plea", glued=True, topic="-proposal"),
    Row("problems_reported", "thing:good_deed", "件 个 项 条 _", ("收到群众“微心愿”[865个]。",), beside="act:receive", without="act:do act:resolve"),
    Row("problems_reported", "thing:problem thing:plea", "件 个 项 条 余个 _", ("反馈问题[64条]。",), without="thing:proposal act:resolve act:reply body:leaders act:hold"),
    Row("bulletins", "thing:bulletin", "期 份 篇 条 _", ("编发简报[42期]。",)),
    Row("bulletins", "act:edit", "期", ("编辑《青河政协》[6期]。",), also="sign:titled", topic="-opinion", said="act:edit"),
    Row("rules_made", "thing:rule", "项 个 件 份 部 条 _", ("建立督查督办等制度[9项]。",), beside="act:issue act:edit act:build", glued=True),
    Row("rules_made", "thing:rule act:issue", "项 个 件 份 部 条 _", ("修订制度[17项]。", "印发文件[2个]。", "签订协作机制[1项]。"), beside="act:issue act:edit", topic="-proposal"),
    Row("rules_made", "thing:rule", "项 个 份 部 _", beside="act:issue act:edit"),
    Row("honours", "thing:honour", "名 个 人 家 位 件", ("二、先进承办单位（[4个]）",), also="sign:headed"),
    Row("honours", "act:select", "名 人 位 家 个 项 次", ("机关[3名]同志受到市级以上表彰。",), without="thing:proposal thing:speech thing:topic thing:report act:take_part deed:survey"),
    Row("honours", "thing:honour", "名 个 人 家 位 件 篇 项 次 条 人次 项次 _", ("表彰优秀委员[20名]。",), around="act:select"),
    Row("participations", "act:take_part act:cover act:train_who thing:proposer thing:member thing:mass thing:public deed:survey deed:inspect deed:appraise deed:consult deed:study deed:train deed:activity deed:read deed:outreach", "人次 人（次）", ("参与群众[2600人次]。",), without="deed:visit act:benefit act:guest act:donate"),
    Row("participations", "act:take_part act:cover thing:mass thing:public thing:member", "人 名 位", ("参加活动的群众[300人]。", "[17位]医务界委员驰援武汉。", "农业农村局等部门负责人[9名]陪同。"), beside="act:take_part act:cover", without="act:guest act:present act:due deed:visit act:benefit"),
    Row("platforms", "sign:in_all", _PLACES, ("新建委员工作站12家，总数达到[38家]。",), said="thing:platform", glued=True, without="thing:member thing:place act:donate"),
    Row("participations", "act:train_who deed:train", "人 名 位", ("培训委员和干部[160人]。",), beside="thing:member act:train_who", without="act:select"),
    Row("participations", "thing:member thing:mass", "人 名 位", ("选派[37名]委员参加上级政协培训班。",), beside="act:dispatch", also="act:take_part", without="thing:supervisor act:guest"),
    Row("participations", "thing:member thing:member_kind", "人 名 位", ("组织[39名]委员视察。",), beside="act:organise", without="act:guest act:present act:due deed:visit act:benefit thing:speech thing:supervisor"),
    Row("participations", "thing:member", "人 名 位", ("[32名]医卫界委员深入乡镇开展义诊。",), beside="sign:into", without="act:guest act:present deed:visit deed:study deed:train deed:tour"),
    Row("participations", "thing:some_members", "人 名 位", ("主席、副主席及部分委员共[45人]。",), without="act:present act:guest deed:visit"),
    Row("places_reached", "thing:place thing:firm", "个 家 处 所 座 _", ("深入[18个]乡镇。", "视察点位：高标准农田[2处]、供水厂1座。", "跑遍[32个]乡镇。"), beside="sign:into sign:call_at deed:survey deed:inspect", without="act:donate", weak=True),
)
# fmt: on
