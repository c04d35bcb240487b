"""The published list of indicator codes, and the rules that recognise each in the language of the reports.

A rule (:mod:`.rules`) is a regular expression over one sentence in which the figure in question is ``◆`` and every
other figure is ``#``; ``~`` abbreviates up to ten characters of the same clause. Rules are tried in order and the first
that matches decides. Every rule carries an example with its figure in ``[ ]``, and every example is a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cppcc_archive.reports.figures.rule_table import RULES, Rule


@dataclass(frozen=True, slots=True)
class Code:
    """One indicator: stable ``code``, Chinese ``label``, what it means in English, and the unit family."""

    code: str
    label: str
    meaning: str
    unit: str


CODES: tuple[Code, ...] = (
    Code("proposals_submitted", "收到提案", "Proposals received since the last plenary, before examination", "件"),
    Code("proposals_filed", "立案", "Proposals filed after examination (after merging where the text says so)", "件"),
    Code("proposals_not_filed", "不予立案", "Proposals examined and not filed", "件"),
    Code("proposals_merged", "并案", "Proposals merged into others", "件"),
    Code("proposals_after_merging", "并案后提案", "Proposals left after merging", "件"),
    Code(
        "proposals_transferred",
        "转送",
        "Proposals handled as opinions, letters or suggestions instead of being filed",
        "件",
    ),
    Code("proposals_assigned", "交办", "Proposals handed to the bodies that answer them", "件"),
    Code("proposals_collective", "集体提案", "Proposals by parties, mass organisations, sectors and committees", "件"),
    Code(
        "proposals_by_source",
        "分来源提案",
        "Collective proposals by one kind of proposer (parties, sectors, committees); the label names it",
        "件",
    ),
    Code("proposals_individual", "委员提案", "Proposals by individual members", "件"),
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
    Code("resolution_rate", "解决率", "Solved or accepted (解决率, 落实率, 采纳率)", "%"),
    Code(
        "satisfaction_rate", "满意率", "Proposers satisfied, basically satisfied included where the text adds them", "%"
    ),
    Code("opinions_submitted", "社情民意信息", "Opinions collected or reported", "篇 / 条 / 件"),
    Code("opinions_edited", "编发信息", "Issues of the opinion bulletin edited and sent", "期 / 篇"),
    Code("opinions_adopted", "采用信息", "Opinions adopted, level not said or several levels together", "篇 / 条"),
    Code(
        "opinions_adopted_national",
        "全国政协采用",
        "Opinions adopted by the National Committee or central organs",
        "篇 / 条",
    ),
    Code(
        "opinions_adopted_ministry",
        "部委采用",
        "Opinions adopted by ministries and parties' central committees",
        "篇 / 条",
    ),
    Code("opinions_adopted_provincial", "省级采用", "Opinions adopted at province level", "篇 / 条"),
    Code("opinions_adopted_city", "市级采用", "Opinions adopted at prefecture level", "篇 / 条"),
    Code("opinions_adopted_district", "区县级采用", "Opinions adopted at district or county level", "篇 / 条"),
    Code("opinions_commented", "领导批示", "Opinions or reports that leaders commented on", "篇 / 件"),
    Code("members_total", "应到委员", "Members of the committee, or due at the meeting", "名 / 人"),
    Code("members_attending", "实到委员", "Members present at the meeting", "名 / 人"),
    Code("plenary_meetings", "全体会议", "Plenary sessions held", "次"),
    Code("standing_committee_meetings", "常委会会议", "Standing committee meetings held", "次"),
    Code("chairmen_meetings", "主席会议", "Chairmen's meetings held", "次"),
    Code("surveys", "调研", "Surveys and research topics", "次 / 项"),
    Code("research_reports", "调研报告", "Research reports written", "篇"),
    Code("consultations", "协商", "Consultations (协商, 商量, 议政)", "次"),
    Code("inspections", "视察监督", "Inspections, democratic supervision, appraisals", "次"),
    Code("suggestions_made", "意见建议", "Suggestions made", "条"),
    Code("visits", "走访", "Visits to members, firms, households", "次 / 家 / 户"),
    Code("trainings", "培训", "Trainings held", "次 / 期"),
    Code("articles_published", "宣传稿件", "Articles published by own and other media", "篇 / 条"),
    Code("study_sessions", "学习", "Study sessions", "次"),
    Code("other", "其他", "Any other number with a unit; the label is the phrase around it", "any"),
)

LABELS = {code.code: code.label for code in CODES}

_GAP = "[^，。；：！？、◆#]{0,10}?"
_FIGURE = "◆"


class CompiledRule(NamedTuple):
    """A rule ready to run: ``needs`` are literals of which one must be in the sentence, ``signs`` their rarest
    characters (a cheap first test), ``also`` further literals of which one must be there."""

    code: str
    search: Callable[[str], re.Match[str] | None]
    needs: tuple[str, ...]
    signs: frozenset[str]
    also: tuple[str, ...]


_EVERYWHERE = "委员政协提案建议工作信息会议办交作人以大公在界重点"
"""Characters that most sentences have, the commonest first."""


def _rarest(word: str) -> str:
    """The character of a word that the fewest sentences have."""
    return max(word, key=lambda char: _EVERYWHERE.find(char) if char in _EVERYWHERE else len(_EVERYWHERE))


def _compiled(rule: Rule) -> CompiledRule:
    needs = tuple(rule.needs.split()) or (_FIGURE,)
    search = re.compile(rule.pattern.replace("~", _GAP)).search
    return CompiledRule(rule.code, search, needs, frozenset(map(_rarest, needs)), tuple(rule.also.split()))


_COMPILED = tuple((rule, frozenset(rule.units.split()), _compiled(rule)) for rule in RULES)
_UNITS = frozenset(unit for _, units, _ in _COMPILED for unit in units)


@cache
def _rules_for(unit: str, topic: str | None) -> tuple[CompiledRule, ...]:
    """The rules that may know a figure in this unit where the text speaks of this topic, in order. Units and topics are
    few."""
    return tuple(
        ready
        for rule, units, ready in _COMPILED
        if (not units or unit in units) and (rule.topic is None or rule.topic == topic)
    )


def code_of(sentence: str, unit: str, topic: str | None) -> str:
    """The code of the figure ``◆`` of ``sentence``; ``other`` when no rule knows it."""
    absent = frozenset(sentence).isdisjoint
    for code, search, needs, signs, also in _rules_for(unit if unit in _UNITS else "", topic):
        if absent(signs):
            continue
        # Written out: this loop is the parser's hottest, and a generator costs more than the look-ups.
        for word in needs:
            if word in sentence:
                break
        else:
            continue
        if also and not any(word in sentence for word in also):
            continue
        if search(sentence):
            return code
    return "other"
