"""A sentence's words once, and from them a frame for each figure: what is counted, what was done to it, by whom.

The counted thing of ``开展专题调研12次`` stands before the number, that of ``提出36条建议`` behind it, that of
``视察重点工程、河长制情况5次`` far before, that of ``立案120件`` is the act itself. A frame keeps the candidates in the
order in which a reader would try them; the table (:mod:`.code_table`) takes the first that its unit can count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from cppcc_archive.markup.begun import Begun
from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.anchors import Asked
from cppcc_archive.reports.figures.clauses import Clauses, Look, has_verb, listed
from cppcc_archive.reports.figures.context import Sentence
from cppcc_archive.reports.figures.heads import (
    DONE,
    PASSIVE,
    bears_on,
    deed_on,
    heads_of,
    is_compound,
    passive,
    with_heads_by_suffix,
)
from cppcc_archive.reports.figures.lists import adds_to, lists_in
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.positions import PEOPLE, WHO, marks_at, who_acts
from cppcc_archive.reports.figures.sending import ABOVE, ACTING, is_upward, sends_on
from cppcc_archive.reports.figures.words import Token, tokens_of

_PASSIVE_REACH: Final = 60
_EARLIER: Final = 12
"""Words of earlier clauses that a figure may go on with."""
_LASTS: Final = frozenset(
    {"sign:into", "sign:call_at", "act:have", "act:elect", "act:resolve", "act:contact", "act:assign", "act:subscribe"}
)
"""Signs that hold for a whole list: ``深入6个乡镇、14个部门``."""
_VERB_BACK: Final = 3
_LIST_BACK: Final = 6
"""Words back that the verb of a list may stand, and what holds for a whole list."""
_DISPOSED: Final = frozenset({"act:plan_act", "act:defer"})
"""What became of pieces, said behind a number that opens its clause: none of it is the list's."""
_LIST_JOINTS: Final = frozenset("、和与及")
_ROSE: Final = "act:rise"
_AMONG: Final = re.compile("(?:提案|建议|件)(?:中(?!心|共)|里(?!程|面))")
_OF_THE_WHOLE: Final = frozenset({"act:file", "act:notfile", "kind:class_a", "kind:class_b", "kind:class_c"})
_YEARED: Final = re.compile(
    "(?P<of>其中，?|含|包括|(?=[上去]年))?(?:(?:19|20)[0-9]{2}年度?(?:分别)?|届末|期末|[上去]年度?(?=[为是])|[二三四]季度|下半年|全年共)"
    "(?:为|是|有|达|收到)?$"
)
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}年")
_MEANS: Final = Asked("等(?:多种|各种)?(?:方式|形式|途径|渠道)")
_LED_TO: Final = re.compile(" *(?:共计|合计|共|总计|约|为)?|(?:19|20)[0-9]{2}年度?(?:分别)?(?:为|是|有|达|收到)?")
_AT_LEAST: Final = ("不少于", "不低于", "至少")
_ROSE_SINCE: Final = Asked(
    "(?<=，)(?:今年|目前|现在|如今|现已|本年度?|本届|届末|(?:19|20)[0-9]{2}年)?(?:已|则|又|再)?(?:提高|上升|提升|增长|增加|升|增|降|下降|减少)(?:到|至|为)"
)
_ON: Final = Begun(
    "(?:围绕|聚焦|紧扣|针对|就|对|精选|选取|选择|选定|选准|瞄准|锁定|敲定)[^，。；：]{0,30}$|(?:围绕|聚焦|针对|就)[^，。；：]{0,120}等$"
)
_EACH_DONE: Final = re.compile("，(?:分别|逐一|依次|先后)")
_TOPICS: Final = frozenset({"个", "项", "件", "条", "_"})
_REACHED: Final = re.compile(
    "(?:(?:今|本|去|上)年度?)?(?:总数|总量|现|已|共|累计)?(?:达到|达|为|即|计|共计|总计|升至|降至|增至|仅为|只为)|仅有?|只有|不过"
)
_DIFFERS: Final = Ended("[多少]了?(?:近|约)?$")
_ONLY_COUNTS: Final = re.compile(
    "(?:全年度?|年内|年度|今年|一年来?|[三五]年来?|任?届内|先后|前后|累计|共计|合计|总计|共|总|计|已|约|近|达到?|至今|迄今|[至到]年底|截至年底|从春到冬|试行|办|安排|召开|开展|举办|举行"
    "|组织|进行|实施|完成|了|有|为)+"
)
"""What a clause says that only counts."""
_COUNTED_ALONE: Final = frozenset("次趟场期批轮节讲项条篇件份个").union(("批次", "场次", "轮次", "班次"))
_OF_GROWTH: Final = frozenset({"act:rise", "sign:average"})
_RATIOS: Final = frozenset({"%", "百分点", "个百分点", "倍"})

_TITLED_BEFORE: Final = Asked(
    "》(?:（[^（）]{1,5}）|第[0-9一二三四五六七八九十]{1,3}[辑集卷期]|[一全]套|(?:内部)?(?:杂志|报纸|小报|季刊|月刊|双月刊|会刊|刊物|专刊|内刊|微刊)?"
    "(?:全年|年内|当年|本年|累计|先后|共|已|总共)*(?:编印|编发|发布|推出|出版|出刊|刊出|印发|刊印|[编出印])?了?共?)$"
)
_HANDBOOK: Final = re.compile("《[^《》]*(?:提案|手册|制度|发言|履职|建言|社情民意|调研报告)[^《》]*》[^《》]{0,12}$")
_TITLE: Final = 40
_PRINT_RUN: Final = 100
"""Volumes from which on a number behind a title says how many copies were printed."""
_THERE: Final = frozenset({"act:take_part", "act:present"})
_SHARED: Final = frozenset({"act:take_part", "act:present", "act:benefit", "act:donate", "act:link", "act:join"})
"""What people do whom two figures of a clause count: said behind the second."""
_DONE_AT: Final = frozenset(
    {"deed:survey", "deed:inspect", "act:assign", "act:reply", "act:handle", "act:do", "act:task"}
)
_AND_THEY: Final = re.compile("(?:，(?:陆续[^。；0-9]+，)?[已共累计先后分别]+|（[^（）0-9]{1,20}）)[^，。；0-9]{1,12}")
"""``186名委员，共结对帮扶贫困户240户``, ``64名委员（不含机关）捐款4万元``."""
_INVITED: Final = WHO | {"thing:public"}
_AND_OTHERS: Final = re.compile("[、和][^，。；：0-9]{1,8}")
_TOGETHER: Final = re.compile("[^，。；：0-9]{1,12}(?:以及|[、和及与同])")


class Frame:
    """What a figure's words say. ``heads``: what it may count, the likeliest first. ``before``, ``after``: the words of
    its own clause. ``clause``: where the clause begins. ``carried``: where ``heads`` of earlier clauses begin."""

    def __init__(
        self,
        figure: Figure,
        heads: tuple[Token, ...],
        carried: int,
        before: tuple[Token, ...],
        after: tuple[Token, ...],
        clause: int,
        end: int,
        marks: set[str],
        words: Sequence[Token],
        here: int,
        around: frozenset[str],
        glued: Token | None,
        own: tuple[int, int] | None,
    ) -> None:
        self.figure, self.heads, self.carried, self.before, self.after = figure, heads, carried, before, after
        self.clause, self.end, self.marks, self.words, self.here = clause, end, marks, words, here
        self.around, self.glued, self.own = around, glued, own

    def counting(self, head: Token, marks: set[str], glued: Token | None) -> Frame:
        """The same, if only ``head`` can be counted."""
        before, after, clause, end, words = self.before, self.after, self.clause, self.end, self.words
        here, around, own = self.here, self.around, self.own
        return Frame(self.figure, (head,), 1, before, after, clause, end, marks, words, here, around, glued, own)


_TAKEN_UP: Final = DONE | {"act:send", "act:select"}


def frames_of(shade: str, sentence: Sentence, tokens: tuple[Token, ...]) -> list[Frame]:
    """The frames of a sentence's figures, in order."""
    framer = _Framer(shade, sentence, with_heads_by_suffix(shade, sentence.end, sentence.figures, tokens))
    for index in range(len(sentence.figures)):
        framer.add(index)
    _share(shade, framer.frames)
    return framer.frames


class _Framer:
    """Makes the frames of a sentence's figures one by one; ``frames`` are those so far."""

    def __init__(self, shade: str, sentence: Sentence, tokens: tuple[Token, ...]) -> None:
        self._shade, self._tokens = shade, tokens
        self._start, self._end, self._figures, may = sentence.start, sentence.end, sentence.figures, sentence.may
        self._around = around = frozenset([token.key for token in tokens])
        self._clauses = Clauses(shade, sentence, tokens)
        self._starts = self._clauses.starts
        self._lists = (
            lists_in(shade, self._start, self._figures, self._clauses.edges[:-1]) if len(self._figures) > 1 else {}
        )
        self._is_filed, self._is_averaged = not around.isdisjoint(_OF_THE_WHOLE), "sign:average" in around
        self._is_sent = not around.isdisjoint(ABOVE)
        self._is_sent_on = (
            "thing:opinion" in around and not around.isdisjoint(ACTING) and "thing:proposal" not in around
        )
        is_taken_up = not around.isdisjoint(_TAKEN_UP)
        self._is_done = is_taken_up and PASSIVE.search(shade, self._start, self._end) is not None
        self._is_rising, self._is_titled = _ROSE_SINCE.at in may, _TITLED_BEFORE.at in may
        self._is_by_means = _MEANS.at in may
        self.frames: list[Frame] = []

    def add(self, index: int) -> None:
        """Add the frame of a figure."""
        look = self._clauses.look(index)
        self._borrow(look)
        self._narrow(look)
        figure, tokens = look.figure, self._tokens
        earlier = tokens[max(0, look.first - _EARLIER) : look.first]
        self._name(look)
        heads, beside = self._heads(look)
        marks = {token.key for token in look.before + look.after if token.sort != "kind" or bears_on(token, figure)}
        if index:
            heads = self._taken_over(look, heads, marks)
        carried = len(heads)
        self._mark_words(look, marks, earlier)
        self._mark_place(look, marks, beside)
        if look.after and look.after[0].key in _THERE and look.after[0].start == figure.end and figure.unit in PEOPLE:
            heads += look.after[:1]  # ``各组组长共60余人参加会议``
            carried += 1
        if who := who_acts(self._shade, figure, look.before, look.after):
            marks.add("sign:acts")
            heads, carried = (who, *heads), carried + 1  # ``42名委员走访企业``
        heads += earlier[::-1]
        before, after, clause, stop, here = look.before, look.after, look.clause, look.stop, look.here
        frame = Frame(
            figure, heads, carried, before, after, clause, stop, marks, tokens, here, self._around, beside, look.own
        )
        self.frames.append(frame)

    def _borrow(self, look: Look) -> None:
        """Take the words of another clause where a figure's own says nothing."""
        shade, clause, begin = self._shade, look.clause, look.figure.start
        if not look.before and _REACHED.fullmatch(shade, clause, begin):
            # ``采用量比上年增长8%，达到124篇``, ``报送量增加63条，达到311条``: the clause before says what.
            opening = self._clauses.opening(clause - 1, self._start)
            told = [one for one in self.frames if one.figure.start >= opening]
            if all(
                one.figure.unit in _RATIOS or _ROSE in one.marks or _DIFFERS.search(shade, opening, one.figure.start)
                for one in told
            ):
                self._clauses.go_on_from(look, clause - 1, self._start)
                look.before = tuple(one for one in look.before if one.key != _ROSE)
        if look.opener == "，" and not look.after and _ONLY_COUNTS.fullmatch(shade, clause, begin):
            # ``专题协商按季开展，共4场``: the clause before says what, if it counts nothing itself.
            opening = self._clauses.opening(clause - 1, self._start)
            is_free = not look.index or self._figures[look.index - 1].start < opening
            if is_free and look.figure.unit in _COUNTED_ALONE:
                self._clauses.go_on_from(look, clause - 1, self._start)
                look.before = tuple(one for one in look.before if one.key not in _OF_GROWTH)
        if look.index and (not look.before or look.before[-1].sort == "sign" or look.before[-1].key == _ROSE):
            self._borrow_of_years(look)
        is_list = look.opener == "（" and shade.endswith("名单", 0, clause - 1)
        if not look.before and (look.opener == "：" or is_list) and _LED_TO.fullmatch(shade, clause, begin):
            self._clauses.go_on_from(look, clause - 1, look.floor)  # ``办复率：100%``: the head of a line says what

    def _borrow_of_years(self, look: Look) -> None:
        """What is told of one year, and goes on with another."""
        shade, clause, figure, last = self._shade, look.clause, look.figure, self.frames[-1]
        if (
            all(token.sort == "sign" for token in look.before)
            and (yeared := _YEARED.fullmatch(shade, clause, figure.start))
            and (like := self._like(figure.unit))
            and (
                yeared["of"] is not None
                or _YEAR.search(shade, like.clause, like.figure.start)
                or yeared[0][1] in "末季半年"
            )
        ):
            look.before, look.after = like.before, look.after or like.after  # ``2021年立案101件，2022年108件``
        if (
            self._is_rising
            and last.figure.unit == figure.unit
            and all(token.key == _ROSE or token.sort == "sign" for token in look.before)
            and _ROSE_SINCE.fullmatch(shade, last.figure.end + 1, figure.start)
        ):
            look.before, look.after = last.before, last.after  # ``去年立案率为85%，今年提高到91.9%``

    def _like(self, unit: str) -> Frame | None:
        """One of the two frames before that counts in the same ``unit`` and is no difference."""
        return next((one for one in self.frames[:-3:-1] if one.figure.unit == unit and _ROSE not in one.marks), None)

    def _narrow(self, look: Look) -> None:
        """Leave out words that say of what, and in which way."""
        shade, clause, begin, before = self._shade, look.clause, look.figure.start, look.before
        if self._is_filed and (among := _AMONG.search(shade, clause, begin)):
            # ``立案提案中集体提案88件``: what was filed is the whole.
            look.before = tuple(one for one in before if one.key not in _OF_THE_WHOLE or one.start >= among.end())
        means = _MEANS.search(shade, clause, begin) if self._is_by_means and look.before else None
        if means and begin - means.end() > 1:
            # ``通过走访等方式与委员沟通540次``
            look.before = tuple(token for token in look.before if token.start >= means.end())

    def _name(self, look: Look) -> None:
        """The name of its own that a figure has in a grid or a list."""
        place = look.figure.place
        if place and place.words:
            look.own, look.after = place.name, ()
            look.before = tuple(one for words in place.words for one in tokens_of(self._shade, *words))
        elif look.index in self._lists:
            look.own, shared = self._lists[look.index]
            look.before = listed(self._shade, self._tokens, self._starts, look.own, shared)
            look.clause = look.own[0]

    def _heads(self, look: Look) -> tuple[tuple[Token, ...], Token | None]:
        """What a figure may count, the likeliest first, and which of it stands beside it."""
        shade, figure = self._shade, look.figure
        heads, beside = heads_of(shade, figure, look.before, look.after)
        if beside is None and figure.unit == "%" and look.index and look.floor < self._figures[look.index - 1].start:
            beside = self.frames[-1].glued  # ``产业类提案由18%升到29%``
        is_proposals = "thing:proposal" in [one.key for one in look.after[:2]]  # ``对12件重点提案开展督查``
        is_on = not is_proposals and figure.unit in _TOPICS and _ON.search(shade, look.clause, figure.start)
        if is_on and (on := deed_on(shade, look.after or self._next_clause(look))):
            heads, beside = (on, *heads), on  # ``围绕12个重点课题开展协商``
        if self._is_done:
            reach = min(look.edge, figure.end + _PASSIVE_REACH)
            if done := passive(shade, figure, self._tokens, self._starts, self._figures, look.index, reach):
                heads, look.after = (done[-1], *heads), look.after + done
        return heads, beside

    def _next_clause(self, look: Look) -> tuple[Token, ...]:
        """The words of a clause that goes on with what was done on the topics (``就3个专题，分别开展视察``)."""
        edge = look.edge
        if look.ceiling < edge or not _EACH_DONE.match(self._shade, edge, self._end):
            return ()
        edges = self._clauses.edges
        stop = edges[min(bisect_left(edges, edge + 1), len(edges) - 1)]
        return self._tokens[bisect_left(self._starts, edge) : bisect_left(self._starts, min(stop, look.ceiling))]

    def _taken_over(self, look: Look, heads: tuple[Token, ...], marks: set[str]) -> tuple[Token, ...]:
        """The heads of a figure, those of the one before where it only adds to it; with its ``marks``."""
        last = self.frames[-1]
        between = self._shade[last.figure.end : look.figure.start]
        if not heads and adds_to(last.figure.unit, between.strip()):
            marks |= last.marks
            return last.heads[: last.carried]  # ``19批230人次``, ``采用9条和45条``, ``专刊33期共96条``
        if not between:
            marks |= last.marks  # ``组织3批138名委员``
        return heads

    def _mark_words(self, look: Look, marks: set[str], earlier: tuple[Token, ...]) -> None:
        """Add what words before a figure mean for it: of its own name, of a list, of what was sent where."""
        shade, before, clause, figure, own = self._shade, look.before, look.clause, look.figure, look.own
        begin, joined = figure.start, shade[clause - 1 : clause]
        if shade.startswith(_AT_LEAST, begin):
            marks.add("sign:norm")
            marks.discard("sign:average")  # ``人均提出建议不少于2条``
        if figure.place and figure.place.words:
            marks |= {token.key for token in before}
        elif own:
            marks |= {token.key for token in before if token.start >= own[0] and token.end <= own[1]}
        if (
            earlier
            and (look.index or joined == "：")
            and (before or not shade[clause:begin].strip())
            and not has_verb(before)
            and (before or all(one.key not in _DISPOSED for one in look.after))
            and (not look.after or (look.after[0].sort != "deed" and "act:join" not in [one.key for one in look.after]))
        ):
            marks |= _verb_of_list(earlier, _LIST_BACK if joined in _LIST_JOINTS else _VERB_BACK)
        if look.index:
            is_averaged = self._is_averaged and clause == look.floor
            if is_averaged and "sign:average" in [one.key for one in earlier[-_VERB_BACK:]]:
                marks.add("sign:average")  # ``平均每1.6名委员提交1件``
        at = self._tokens[look.here - 1] if look.here else None
        if at and at.key == "sign:whole" and at.end == begin:
            marks.add("sign:all_of")
        if (self._is_sent and is_upward(self._shade, look, [one.marks for one in self.frames[-3:]])) or (
            self._is_sent_on and sends_on(shade, look)
        ):
            marks.add("sign:upward")

    def _mark_place(self, look: Look, marks: set[str], beside: Token | None) -> None:
        """Add what the place of a figure says of it: in a cell, a bracket, behind a title or a compound."""
        shade, figure, before = self._shade, look.figure, look.before
        begin, clause = figure.start, look.clause
        behind = self._tokens[look.beyond : bisect_left(self._starts, min(look.ceiling, look.edge))]
        last = self.frames[-1] if look.index else None
        marks |= marks_at(shade, figure, last.figure if last else None, before, behind)
        if last and "sign:bracketed" in marks:
            marks |= last.marks
        if figure.place or (clause == self._start and shade[begin - 1 : begin] == " "):
            marks.add("sign:cell")
        is_title = self._is_titled and figure.value < _PRINT_RUN
        if look.is_headed:
            marks.add("sign:headed")
        elif is_title and _TITLED_BEFORE.search(shade, max(self._start, begin - 12), begin):
            marks.add("sign:titled")
            if _HANDBOOK.search(shade, max(self._start, begin - _TITLE), begin):
                marks.add("thing:form")  # ``《提案选编》1册``: no local history
        if before and beside is before[-1] and is_compound(shade, self._tokens, look.here, clause):
            marks.add("sign:compound")


def _verb_of_list(earlier: tuple[Token, ...], reach: int) -> set[str]:
    """What a list that goes on has of what stands before it: ``走访企业19家，农牧户86户``."""
    lasting = {one.key for one in earlier[-reach:] if one.key in _LASTS or one.key == "deed:visit"}
    return lasting.union([one.key for one in earlier[-_VERB_BACK:] if one.sort == "deed"])


def _share(shade: str, frames: list[Frame]) -> None:
    """What a figure has of the next one: ``37名委员和11名干部参加培训``, ``助推41户 160人脱贫``."""
    for at in range(len(frames) - 2, -1, -1):
        one, other = frames[at], frames[at + 1]
        if (
            one.figure.unit in PEOPLE
            and any(token.key in WHO for token in one.after)
            and _TOGETHER.fullmatch(shade, one.figure.end, other.figure.start)
        ):
            one.marks.update(other.marks & _SHARED)
        is_who = one.figure.unit in PEOPLE and one.after and one.after[-1].key in WHO
        if is_who and _AND_THEY.fullmatch(shade, one.after[-1].end, other.figure.start):
            shared = other.marks & _SHARED
            one.marks.update(shared if has_verb(one.before) else shared | {"sign:subject"})
        is_who = one.figure.unit in PEOPLE and one.before and one.before[-1].key in _INVITED and not one.after
        if is_who and other.figure.unit in PEOPLE and _AND_OTHERS.fullmatch(shade, one.figure.end, other.figure.start):
            one.marks.update(other.marks & _THERE)  # ``邀请居民代表12名、企业代表5名参加``
        is_at = (one.figure.unit == other.figure.unit or {one.figure.unit, other.figure.unit} == {"个", "家"}) and [
            token.key for token in one.after
        ] == ["thing:place"]
        if is_at and shade[one.after[0].end : other.figure.start] in _LIST_JOINTS:
            one.marks.update(other.marks & _DONE_AT)  # ``对13个镇、36个村开展调研``
        if one.figure.unit == "户" and not one.after and not shade[one.figure.end : other.figure.start].strip(" 、"):
            heads, rest = other.heads[: other.carried], one.heads[one.carried :]
            one.heads, one.carried = one.heads[: one.carried] + heads + rest, one.carried + len(heads)
            one.marks.update(other.marks)
