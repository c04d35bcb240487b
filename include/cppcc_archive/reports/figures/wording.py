# ruff: noqa: E501  (a pattern is read as one line)
"""What the words around a figure say of its code: lists told respectively, comparisons, denials, then frame and rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from cppcc_archive.reports.anchors import Asked, Told
from cppcc_archive.reports.figures.breakdown import PIECES
from cppcc_archive.reports.figures.cells import code_of_cell
from cppcc_archive.reports.figures.context import BOTH, CONGRESS, REACH, Contexts, Sentence
from cppcc_archive.reports.figures.frames import Frame
from cppcc_archive.reports.figures.framing import code_in
from cppcc_archive.reports.figures.grid import Place
from cppcc_archive.reports.figures.rule_table import RULES, Rule


class Ready(NamedTuple):
    """A compiled rule."""

    rule: Rule
    pattern: re.Pattern[str]
    units: frozenset[str]


_READY: Final = [Ready(rule, re.compile(rule.pattern), frozenset(rule.units.split())) for rule in RULES]
_TOLD: Final = Told(re.sub("[◆#]", ".", rule.pattern) for rule in RULES)
"""Where a sentence is asked, its numbers stand in it as printed."""


def possible(sentence: str) -> list[Ready]:
    """The rules whose words stand in ``sentence`` (without blanks): no other can match a figure of it."""
    return [_READY[at] for at in _TOLD.among(sentence)]


def fitting(rules: Sequence[Ready], unit: str, topic: str | None) -> list[Ready]:
    """Those that may know a figure in this unit where the text speaks of this topic."""
    return [one for one in rules if unit in one.units and one.rule.topic in (None, topic)]


def code_by(rules: Sequence[Ready], context: str) -> str | None:
    """The code that the first rule that matches gives the figure ``◆`` of ``context``."""
    return next((one.rule.code for one in rules if one.pattern.search(context)), None)


_DENIED: Final = re.compile(
    r"(?:未被|未获|未能|尚未|没有被?)[^，。；#◆]{0,10}(?:采用|采纳|录用|办复|答复|办结|立案|解决|落实)[^，。；#◆]{0,6}◆(?!提案[^，。；]{0,6}(?:难|参考))"
    r"|而未[^，。；#◆]{1,6}◆|未(?:办复|办结|答复)[^，。；#◆]{0,6}◆|(?:没有|从?未|未曾)[^，。；#◆]{0,6}(?:提交|提出|参加|撰写|反映)[^，。；#◆]{0,12}(?<=[的人员有])◆"
    r"|◆[^，。；#◆]{0,6}(?:没有|从?未|未曾)[^，。；#◆]{0,6}(?:提交|提出|参加|撰写|反映|走访|沟通|联系)"
    r"|◆[^，。；#◆]{0,8}(?:未能?|尚未|还未|没有?)(?:得到|获得|获|取得)?(?:有效|完全|全部|及时|按期|按时|如期|明显|实质性)?(?:落实|办结|完成|兑现|解决|办复|答复|反馈|转化|进展)"
    r"|◆[^，。；#◆]{0,6}(?:未被|未获)[^，。；#◆]{0,8}(?:采用|采纳|录用|立案)|◆[^，。；#◆]{0,10}未(?:被|获|予)?采纳|未(?:被)?(?:采纳|列入|纳入)[^，。；#◆]{0,6}◆|(?:未能?|没有?|尚未)(?:达到?|超过)◆"
)
"""``未被省政协采用的12篇``, ``办复率未达到100%``: what did not happen was not counted as done."""
_NOT_FILED: Final = re.compile(
    r"(?:未被|未获|未能|尚未|没有被?)[^，。；#◆]{0,4}立案[^，。；#◆]{0,6}◆|◆[^，。；#◆]{0,6}(?:未被|未获)[^，。；#◆]{0,4}立案"
)
_BARE_CITY: Final = re.compile(r"(?<![\u4e00-\u9fff])市(?:政协|委|政府|级|领导)|[被获由为经]市(?:政协|委|政府|级|领导)")
_TO_OWN_CITY: Final = re.compile("(?:向|报|送|给)市(?:政协|委|政府)")
_JOINTS_BEFORE: Final = frozenset("和与及")
_JOINT_BEFORE: Final = re.compile("(?:以及|[和与及])◆")
"""``优秀提案和6个先进单位``: what stands before 和 is counted by the figure before it."""
_ROSE: Final = re.compile(
    r"(?:由|从)[^，。；#◆]{0,8}#[^，。；#◆]{0,4}(?:提高|上升|提升|增长|增加|增|升|扩大|下降|降低|减少|压减|压缩|缩减|精简|调减|降)(?:到|至|为)[^，。；#◆]{0,8}◆"
)
"""``满意率由91%提高到97.8%``: the second figure counts what the first does."""
_GREW: Final = re.compile(
    r"(?:比|较|与|同比)[^，。；◆]{0,24}(?:翻番|翻一番|增长|提高|上升|下降|减少|提升|增加)[^，。；◆]{0,6}，(?:总数|已|共)?(?:达到|达|为|升至|降至|增至)◆"
)
"""``采用量比上年增长8%，达到124篇``: the clause of comparison stands between a figure and what it counts."""
_FROM: Final = re.compile(
    r"(?:由|从)(?:(?:去年|上年|上一年|上届|届初|[12][0-9]{3}年)(?:度|同期)?的?(?=◆)|(?=◆[^，。；#◆]{0,4}(?:增|升|提|扩|降|减|压|缩|精简|调减)))"
)
"""``立案数由去年的120件增加到今年的151件``: the first figure counts what is named before it."""
_FOREIGN: Final = re.compile(
    r"(?:职代会|教代会|职工代表大会)(?:(?!政协|委员(?!会))[^。◆])*◆|(?:人大[^，。；政协#◆]{0,8}(?:议案|建议)|(?<![员会民众工])代表(?:去年|今年)?(?:提出的?|所提的?)?(?:议案|建议)|到会代表|出席代表|人大[^，。；政协◆]{0,10}会议[^。；政协◆]{0,14}(?:举行|召开|开幕|闭幕)"
    r"|[区县市]人大(?:常委会)?(?:共?收到|交办|开展|组织|视察|审议|召开)|人代会)"
    r"(?:(?!政协|委员(?!会)|提案|社情民意)[^。◆])*◆(?![区县市旗州]?(?:政协|委员|提案))"
    r"|(?<![、和与会对到合])(?<![和与同合][区县市旗州])(?<!邀请)(?:法院|检察院|检察机关|纪委监委|(?<!纪委)监委|公安局|公安机关)(?!、|等[#◆])(?:(?!政协|委员(?!会)|提案|社情民意|评议|视察|调研|座谈|监督员|旁听)[^。◆])*◆"
)
_OF_BOTH: Final = re.compile("提案[^。◆]*(?:均|都)[^，。；◆]{0,8}◆")
"""``办理政协提案120件、人大代表建议97件，办复率均达100%``: of proposals, too."""
_DEPUTIES: Final = re.compile("代表|人大|建议")
_ON_PROPOSALS: Final = re.compile(
    "proposals_|(?:filing|reply|resolution|satisfaction|contact)_rate|planned_share|deferred_share|handling_bodies"
    "|suggestions_|problems_"
)
"""Codes that count nothing of what deputies put forward."""
_ALSO_DONE: Final = Asked("建议(?:得到|被|已)[^，。；]{0,8}(?:落实|采纳|采用)")
_MORE_DONE: Final = re.compile(rf"建议[^。；◆]{{0,20}}#[^。；◆]{{0,12}}◆(?:意见)?{_ALSO_DONE.pattern.pattern}")
"""``报送的建议中19条被采纳，还有27件建议已落实``: suggestions as those before, in pieces though they are."""
_FOREIGN_SIGN: Final = Asked("人大|代表|人代会|职代会|教代会|法院|检察|监委|公安")
"""The people's congress, courts and prosecutors: their figures run on until the committee's own are named."""
_SUGGESTIONS: Final = frozenset("件条")
_CLAUSE: Final = re.compile(r"[，。；：！？、#◆（）\n]")


class Wording:
    """One sentence: what its words allow, and what stands around a figure, only where that is asked."""

    def __init__(self, shade: str, sentence: Sentence, city_means: str) -> None:
        self._contexts = Contexts(shade, sentence)
        self._figures = sentence.figures
        self._city_means = city_means
        self._shade = shade
        start, end, _, may = sentence
        self._start = start
        self._sentence = shade[start:end]
        self._denied = "未" in self._sentence or "没" in self._sentence
        self._foreign, self._doing = _FOREIGN_SIGN.at in may, _ALSO_DONE.at in may
        if " " in self._sentence:
            self._sentence = self._sentence.replace(" ", "")
            self._foreign = _FOREIGN_SIGN.search(self._sentence) is not None
            self._doing = _ALSO_DONE.search(self._sentence) is not None
        self._able: list[Ready] | None = None

    def around(self, index: int) -> str:
        """What stands around figure ``index``: the figure as ``◆``, others as ``#``; of a cell the words that count."""
        place = self._figures[index].place
        return f"{self._words(place)}◆" if place and place.words else self._contexts.of(index)

    def _words(self, place: Place) -> str:
        return "".join(self._shade[slice(*span)] for span in place.words).replace(" ", "")

    def codes(self, index: int, topic: str | None, frame: Frame) -> list[str]:
        """One code, or several where one figure is given for several rates."""
        coded = self._coded(index, topic, frame)
        is_foreign = (
            topic == CONGRESS and _ON_PROPOSALS.match(coded[0]) and not self._is_of_both(index, coded[0])
        ) or (topic == BOTH and coded[0].startswith(("proposals_", "suggestions_")))
        return ["other"] if is_foreign else coded

    def _is_of_both(self, index: int, code: str) -> bool:
        """Whether a figure behind what deputies put forward is of proposals, too: one said of both, or a rate of a
        sentence that names neither, in a paragraph that names both."""
        if not code.endswith("_rate") or _OF_BOTH.search(self.around(index)):
            return code.endswith("_rate")
        floor = max(self._shade.rfind("\n", 0, self._start), self._start - REACH)
        return self._shade.find("提案", max(floor, 0), self._start) >= 0 and not _DEPUTIES.search(self._sentence)

    def _coded(self, index: int, topic: str | None, frame: Frame) -> list[str]:
        """What the words around a figure say of its code."""
        figure = frame.figure
        unit = figure.unit or "_"
        plain = ""
        rates = [token for token in frame.before if token.sort == "rate"] if unit == "%" and frame.own is None else []
        if len(rates) > 1:  # ``办复率、满意率均达100%``
            each = [code_in(frame.counting(rate, frame.marks, frame.glued), topic) for rate in rates]
            return list(dict.fromkeys(told.code if told else "other" for told in each))
        if self._foreign or self._denied or self._doing:
            plain = self._plain(self.around(index))
            if self._foreign and _FOREIGN.search(plain) and not (unit == "%" and _OF_BOTH.search(plain)):
                return ["other"]
            if self._denied and (denied := _DENIED.search(plain)):
                return [_denied(plain, denied[0], unit, topic)]
            if unit in _SUGGESTIONS and self._doing and _MORE_DONE.search(plain):
                return ["suggestions_adopted"]
        told = code_in(frame, topic)
        if told and not told.weak:
            code = told.code
        else:
            rules = self._rules(index, unit, topic)
            is_open = told is None and "”" in self._sentence
            if rules or is_open:
                plain = plain or self._plain(self.around(index))
            known = code_by(rules, plain)
            if known is None and is_open:
                # “微视察”6次 counts what the quoted word says.
                unquoted = plain.replace("“", "").replace("”", "")
                known = code_by(fitting(possible(unquoted), unit, topic), unquoted)
            code = known or (told.code if told else "other")
            if code == "proposals_collective" and "sign:cell" in frame.marks and "集体" not in self.around(index):
                code = "proposals_by_source"  # a table lists several bodies
        if place := figure.place:
            name, corner = (self._shade[slice(*span)].replace(" ", "") for span in (place.name, place.corner))
            code = code_of_cell(code, unit, name, corner, self._words(place), is_total=place.is_total)
        if code == "opinions_reported" and self._city_means == "district":
            return ["opinions_submitted" if _TO_OWN_CITY.search(self.around(index)) else code]
        if code == "opinions_adopted_city":
            before = self.around(index).partition("◆")[0]
            if self._city_means == "provincial" or _BARE_CITY.search(_CLAUSE.split(before)[-1]):
                return [f"opinions_adopted_{self._city_means}"]
        return [code]

    def _rules(self, index: int, unit: str, topic: str | None) -> list[Ready]:
        """The rules that may know a figure; a cell's own words count, not its sentence's."""
        place = self._figures[index].place
        if place and place.words:
            return fitting(possible(self.around(index)), unit, topic)
        if self._able is None:
            self._able = possible(self._sentence)
        return fitting(self._able, unit, topic)

    def _plain(self, context: str) -> str:
        """The words around a figure without what joins it to others and what it is compared with."""
        place = context.index("◆")
        if context[place - 1 : place] in _JOINTS_BEFORE:
            context = _JOINT_BEFORE.sub("、◆", context)
        if "比" in context or "较" in context:
            context = _GREW.sub("达◆", context)
        if "由" in context or "从" in context:
            context = _FROM.sub("达", _ROSE.sub("达◆", context))
        return context


def _denied(plain: str, words: str, unit: str, topic: str | None) -> str:
    if _NOT_FILED.search(plain):
        return "proposals_not_filed"
    return "proposals_not_adopted" if topic == "proposal" and unit in PIECES and "采纳" in words else "other"
