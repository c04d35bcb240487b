# ruff: noqa: E501  (a row is read as one line)
"""The published list of indicator codes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One indicator: stable ``code``, Chinese ``label``, what it means in English, and the measure words that it is
    printed in, the one first that the panel prefers."""

    code: str
    label: str
    meaning: str
    unit: str


# fmt: off
CODES: tuple[Code, ...] = (
    Code("proposals_submitted", "收到提案", "Proposals received since the last plenary, before examination", "件 / 份"),
    Code("proposals_filed", "立案", "Proposals filed after examination (after merging where the text says so)", "件 / 份"),
    Code("proposals_not_filed", "不予立案", "Proposals examined and not filed", "件 / 份"),
    Code("proposals_merged", "并案", "Proposals merged into others", "件"),
    Code("proposals_after_merging", "并案后提案", "Proposals left after merging", "件"),
    Code("proposals_transferred", "转送", "Proposals handled as opinions, letters or suggestions instead of being filed", "件"),
    Code("proposals_assigned", "交办", "Proposals handed to the bodies that answer them", "件"),
    Code("proposals_collective", "集体提案", "Proposals by parties, mass organisations, sectors and committees", "件"),
    Code("proposals_by_source", "分来源提案", "Collective proposals by one kind of proposer (parties, sectors, committees); the label names it", "件"),
    Code("proposals_individual", "委员提案", "Proposals by members, alone or (where that is not told apart) jointly", "件"),
    Code("proposals_joint", "联名提案", "Proposals signed by several members", "件"),
    Code("proposals_livelihood", "民生类提案", "Proposals on people's livelihood", "件"),
    Code("proposals_key", "重点提案", "Key proposals, supervised by leaders", "件"),
    Code("proposals_excellent", "优秀提案", "Proposals commended as excellent", "件"),
    Code("proposals_by_sector", "分领域提案", "Proposals on one field; the label names the field as printed", "件"),
    Code("proposals_replied", "办复提案", "Proposals answered", "件"),
    Code("proposals_resolved", "已解决提案", "Proposals whose matter is solved or accepted (class A)", "件"),
    Code("proposals_planned", "列入计划提案", "Proposals being solved or planned (class B)", "件"),
    Code("proposals_deferred", "留作参考提案", "Proposals kept for reference or not solvable now (class C)", "件"),
    Code("proposals_share", "提案占比", "Share of a kind of proposal in the total; the label names the kind", "%"),
    Code("filing_rate", "立案率", "Filed of received", "%"),
    Code("reply_rate", "办复率", "Answered of filed (办复率, 答复率, 办结率)", "%"),
    Code("resolution_rate", "解决率", "Proposals solved or accepted, of those answered (解决率, 采纳率, 已解决或采纳的占)", "%"),
    Code("satisfaction_rate", "满意率", "Proposers satisfied, basically satisfied included where the text adds them", "%"),
    Code("opinions_submitted", "社情民意信息", "Opinions collected or reported", "篇 / 条 / 件 / 期"),
    Code("opinions_edited", "编发信息", "Issues of the opinion bulletin edited and sent", "期 / 篇 / 条"),
    Code("opinions_adopted", "采用信息", "Opinions adopted, level not said or several levels together", "篇 / 条 / 件"),
    Code("opinions_adopted_national", "全国政协采用", "Opinions adopted by the National Committee or central organs", "篇 / 条"),
    Code("opinions_adopted_ministry", "部委采用", "Opinions adopted by ministries and parties' central committees", "篇 / 条"),
    Code("opinions_adopted_provincial", "省级采用", "Opinions adopted at province level", "篇 / 条"),
    Code("opinions_adopted_city", "市级采用", "Opinions adopted at prefecture level", "篇 / 条 / 件"),
    Code("opinions_adopted_district", "区县级采用", "Opinions adopted at district or county level", "篇 / 条"),
    Code("opinions_commented", "领导批示", "Opinions or reports that leaders commented on", "篇 / 件 / 条 / 次 / 件次 / 份 / 篇次 / 期 / 人次 / 条次"),
    Code("members_total", "应到委员", "Members of the committee, or due at the meeting", "名 / 人"),
    Code("members_attending", "实到委员", "Members present at the meeting", "名 / 人"),
    Code("plenary_meetings", "全体会议", "Plenary sessions held", "次"),
    Code("standing_committee_meetings", "常委会会议", "Standing committee meetings held", "次"),
    Code("chairmen_meetings", "主席会议", "Chairmen's meetings held", "次"),
    Code("surveys", "调研", "Surveys and research topics", "次 / 项 / 个"),
    Code("research_reports", "调研报告", "Research reports written", "篇 / 份 / 个"),
    Code("consultations", "协商", "Consultations (协商, 商量, 议政)", "次 / 场 / 场次 / 项 / 期 / 个 / 件"),
    Code("inspections", "视察监督", "Inspections, democratic supervision, appraisals", "次 / 项 / 个 / 件"),
    Code("suggestions_made", "意见建议", "Suggestions made", "条"),
    Code("visits", "走访", "Visits to members, firms, households", "次 / 家 / 户 / 人次 / 人 / 名 / 个 / 家次 / 位 / 间"),
    Code("trainings", "培训", "Trainings held", "次 / 期 / 场 / 批 / 批次"),
    Code("articles_published", "宣传稿件", "Articles published by own and other media", "篇 / 条 / 期 / 篇次 / 则"),
    Code("study_sessions", "学习", "Study sessions (学习, 研讨, 党课)", "次 / 场 / 场次 / 期"),
    Code("proposals_led", "领办督办提案", "Proposals that leaders supervise or take in hand, not called 重点", "件"),
    Code("proposals_plenary", "大会提案", "Proposals submitted during the plenary", "件"),
    Code("proposals_between", "平时提案", "Proposals submitted between plenaries", "件"),
    Code("proposals_not_adopted", "未采纳提案", "Proposals not adopted or not resolved, where no class is named", "件"),
    Code("handling_bodies", "承办单位", "Bodies that handle proposals", "个 / 家"),
    Code("proposers", "提案人", "Members or bodies that made proposals", "名 / 人 / 人次"),
    Code("contact_rate", "面商率", "Proposals discussed with their proposers in person (面商率, 见面率, 沟通率, 走访率)", "%"),
    Code("planned_share", "列入计划占比", "Share of proposals being solved or planned", "%"),
    Code("deferred_share", "留作参考占比", "Share of proposals kept for reference", "%"),
    Code("attendance_rate", "参会率", "Members who attend or take part, of those due (参会率, 出席率, 参与率)", "%"),
    Code("opinions_reported", "上报信息", "Opinions sent up to higher committees, party committees or governments", "篇 / 条 / 件"),
    Code("suggestions_adopted", "采纳建议", "Suggestions adopted or acted on", "条 / 件 / 项"),
    Code("problems_reported", "反映问题", "Problems found, collected or fed back", "个 / 条"),
    Code("problems_solved", "解决问题", "Problems, difficulties and disputes solved, not as proposals", "件 / 个 / 起 / 条"),
    Code("participations", "参与人次", "People who took part in activities, by head or by times", "人次 / 人 / 名 / 位"),
    Code("plenary_speeches", "大会发言", "Speeches at plenaries, spoken or written", "篇 / 人次 / 名 / 位 / 人 / 份 / 次"),
    Code("members_group", "委员构成", "Members of one kind (常委, 中共党员, 女委员, one sector)", "名 / 人"),
    Code("platforms", "履职平台", "Platforms and stations (工作室, 议事室, 委员之家, 书屋, 联络站, 基地)", "个 / 家 / 处"),
    Code("people_aided", "帮扶惠及", "People and households aided or served", "人 / 户 / 人次 / 名"),
    Code("aid_value", "捐赠帮扶", "Donations and aid in money", "元 / 港元"),
    Code("investment", "引资金额", "Investment attracted", "元 / 美元 / 港元"),
    Code("projects_attracted", "引进项目", "Projects and firms attracted", "个 / 家"),
    Code("history_volumes", "文史书刊", "Volumes of local history (文史) published", "部 / 辑 / 册 / 本 / 期 / 卷 / 种"),
    Code("history_words", "文史字数", "Words of local history collected or published", "字"),
    Code("history_items", "文史史料", "Pieces of local history collected (articles, photographs, recordings)", "篇 / 幅 / 集 / 张"),
    Code("guests_received", "接待来访", "Groups and people received as guests; no inspections", "批次 / 人次 / 批 / 人"),
    Code("reading_activities", "读书活动", "Reading activities (读书会, 书香政协)", "次 / 场 / 场次 / 期"),
    Code("outreach", "宣讲", "Outreach: explaining policies to the public", "场 / 次 / 场次"),
    Code("tours", "外出考察", "Study tours elsewhere", "次 / 批次 / 批"),
    Code("meetings_other", "其他会议", "Other meetings (座谈会, 党组会, 专委会会议, 督办会)", "次 / 场"),
    Code("activities", "其他活动", "Other activities (界别活动, 志愿服务, 联谊, 展览)", "次 / 场 / 期 / 场次 / 讲"),
    Code("bulletins", "简报", "Issues of bulletins other than of opinions", "期 / 份"),
    Code("rules_made", "制度文件", "Rules, policies and documents made or led to", "项 / 个 / 份"),
    Code("honours", "表彰", "Commendations given or received", "名 / 个 / 篇 / 项 / 人次 / 家"),
    Code("places_reached", "深入点位", "Townships, villages, firms and sites reached by a survey or an inspection", "个 / 家 / 处 / 座 / 间"),
    Code("readership", "阅读量", "Readers or views of publications", "次 / 人次"),
    Code("other", "其他", "Any other number with a unit; the label is the phrase around it", "any"),
)
# fmt: on

LABELS = {code.code: code.label for code in CODES}

_SLICES = """
proposals_collective proposals_by_source proposals_individual proposals_joint proposals_livelihood
proposals_by_sector proposals_plenary proposals_between proposals_merged proposals_resolved
proposals_planned proposals_deferred proposals_not_adopted proposals_share planned_share deferred_share members_group
"""
SLICES = frozenset(_SLICES.split())
"""Codes that count a slice by what they are."""
