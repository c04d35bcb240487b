"""A sentence's words once, and from them a frame for each figure: what is counted, what was done to it, by whom.

The counted thing of ``开展专题调研12次`` stands before the number, that of ``提出36条建议`` behind it, that of
``视察重点工程、河长制情况5次`` far before, that of ``立案120件`` is the act itself. A frame keeps the candidates in the
order in which a reader would try them; the table (:mod:`.code_table`) takes the first that its unit can count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from cppcc_archive.reports.anchors import Asked, Places
from cppcc_archive.reports.figures.context import Sentence
from cppcc_archive.reports.figures.heads import (
    DONE,
    NEXT,
    NOUNS,
    PASSIVE,
    bears_on,
    deed_on,
    heads_of,
    own_behind,
    passive,
)
from cppcc_archive.reports.figures.lists import lists_in
from cppcc_archive.reports.figures.numbers import Figure, lies_in
from cppcc_archive.reports.figures.positions import LIMITS, PEOPLE, WHO, marks_at
from cppcc_archive.reports.figures.suffixes import with_heads_by_suffix
from cppcc_archive.reports.figures.words import Token, tokens_of

_EDGE = re.compile("[，；：。！？（）丨 ](?:(?<! )| +)")
_VERBS = frozenset({"act", "deed", "meeting", "rate", "sign"})
"""``6个专项民主监督情况`` are no inspections."""
_PASSIVE_REACH = 60
_EARLIER = 12
"""Words of earlier clauses that a figure may go on with."""
_LASTS = frozenset({"sign:into", "sign:call_at", "act:have", "act:resolve", "act:contact"})
"""Signs that hold for a whole list: ``深入6个乡镇、14个部门``."""
_VERB_BACK, _LIST_BACK = 3, 6
"""Words back that the verb of a list may stand, and what holds for a whole list."""
_LIST_JOINTS = frozenset("、和与及")
_BATCHES = frozenset("批人")
_LASTING = frozenset({"年", "天", "个月", "周年"})
"""Units that do not part a clause: ``满意率连续三年达100%``."""
_ROSE_TO = Asked(
    "[^，。；0-9]{0,4}(?:提高|上升|提升|增长|增加|扩大|下降|降低|减少|降|升|增)(?:到|至|为)[^，。；0-9]{0,8}(?:[0-9]{4}年的)?"
)
_BODIES_OF = re.compile("的(?:承办)?(?:单位|部门)(?:共|共有|有)?")
_OF_WHICH = re.compile("占[^，。；0-9]{0,10}$")
_ABOVE_THAT = re.compile("的?(?:重大|重点|产业|工业|优质|大)?(?:项目|企业)的?(?:有|达|共|为)?")
_AMONG = re.compile("(?:提案|建议|件)中(?!心|共)")
_OF_THE_WHOLE = frozenset({"act:file", "act:notfile", "kind:class_a", "kind:class_b", "kind:class_c"})
_WITHIN = re.compile("[^，。；：0-9]{0,4}[在于][0-9]{1,3}(?:个?月|天|个?工作日|日)[之以]?内")
_WAYS = frozenset({"sign:into", "sign:call_at"})
"""What leads to a list of places, whatever is counted before it: ``一行18人深入清水江、龙江河等6个点位``."""
_YEARED = re.compile(
    "(?P<of>其中，?|含|包括|(?=[上去]年))?(?:(?:19|20)[0-9]{2}年度?(?:分别)?|届末|期末|[上去]年度?(?=[为是])|[二三四]季度)"
    "(?:为|是|有|达|收到)?$"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}年")
_MEANS = Asked("等(?:多种|各种)?(?:方式|形式|途径|渠道)")
_LED_TO = re.compile(" *(?:共计|合计|共|总计|约|为)?|(?:19|20)[0-9]{2}年度?(?:分别)?(?:为|是|有|达|收到)?")
_AT_LEAST = ("不少于", "不低于", "至少")
_WHO_REACHED = Asked("(?:以上|以下|以内)的(?:委员|提案人|单位)?(?:有|共|达|为)?")
"""``参加活动5次以上的189名``."""
_ROSE_SINCE = Asked(
    "(?<=，)(?:今年|目前|现在|如今|现已|本年度?|本届|届末|(?:19|20)[0-9]{2}年)?(?:已|则|又|再)?(?:提高|上升|提升|增长|增加|升|增|降|下降|减少)(?:到|至|为)"
)
_ON = re.compile("(?:围绕|聚焦|紧扣|针对|就|对)[^，。；：]{0,30}$")
_TOPICS = frozenset({"个", "项", "件", "条", "_"})
_REACHED = re.compile("(?:总数|总量|已|共|累计)?(?:达到|达|为|即|升至|降至|增至)|仅有?|只有|不过")
_BARE_JOINT = re.compile("、|和|与|及|以及|")
_BATCH_JOINT = re.compile("[、，和]?(?:共|共计|计|累计|合计|约)?")
_RATIOS = frozenset({"%", "百分点", "个百分点", "倍"})
_ROSE_REACH = 24
"""Characters that those words are at most."""
_ABOVE = frozenset({"national", "province", "city", "district", "above"})
_UP = frozenset(f"body:{name}" for name in _ABOVE)
_UPWARD = re.compile("(?:向|报(?:送)?(?:给|至|到)?|报送|推送|选送)[“”]?(?:[\u4e00-\u9fff]{2,3}(?=$))?$")
_CLASS = re.compile("([A-D])类?(?:的|提案)*$")


_TITLED_BEFORE = Asked("》(?:（[^（）]{1,5}）|第[0-9一二三四五六七八九十]{1,3}[辑集卷期]|[一全]套)?$")
_PRINT_RUN = 100
"""Volumes from which on a number behind a title says how many copies were printed."""
_THERE = frozenset({"act:take_part", "act:present"})
_SHARED = frozenset({"act:take_part", "act:present", "act:benefit", "act:donate", "act:link", "act:join"})
"""What people do whom two figures of a clause count: said behind the second."""
_TOGETHER = re.compile("[^，。；：0-9]{1,12}(?:以及|[、和及与同])")
_IN_WORDS = re.compile("[\u4e00-\u9fff](?<![的了和与及等对为有共各是新增])")


@dataclass(slots=True)
class Frame:
    """What a figure's words say. ``heads``: what it may count, the likeliest first. ``before``, ``after``: the words of
    its own clause. ``clause``: where the clause begins. ``carried``: where ``heads`` of earlier clauses begin."""

    figure: Figure
    heads: tuple[Token, ...]
    carried: int
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    clause: int
    end: int
    marks: set[str]
    words: Sequence[Token]
    here: int
    around: frozenset[str]
    glued: Token | None
    own: tuple[int, int] | None


_TAKEN_UP = DONE | {"act:send", "act:select"}


def frames_of(shade: str, sentence: Sentence, tokens: tuple[Token, ...]) -> list[Frame]:
    """The frames of a sentence's figures, in order."""
    start, end, figures, may = sentence
    tokens = with_heads_by_suffix(shade, end, figures, tokens)
    starts = [token.start for token in tokens]
    around = frozenset([token.key for token in tokens])
    edges = [match.start() for match in _EDGE.finditer(shade, start, end)]
    if shade.find("（", start, end) >= 0 and (wide := [token for token in tokens if "（" in token.text]):
        # ``主席（扩大）会议`` is one word.
        words = [at for token in wide for at in (token.start + 1, token.end)]
        edges = [at for at in edges if not lies_in(words, at)]
    edges.append(end)
    frames: list[Frame] = []
    lists = lists_in(shade, start, figures, edges[:-1]) if len(figures) > 1 else {}
    is_filed, is_averaged = not around.isdisjoint(_OF_THE_WHOLE), "sign:average" in around
    is_sent = not around.isdisjoint(_UP)
    is_done = not around.isdisjoint(_TAKEN_UP) and PASSIVE.search(shade, start, end) is not None
    is_rising, is_titled, is_by_means = _ROSE_SINCE.at in may, _TITLED_BEFORE.at in may, _MEANS.at in may
    floor = start
    last: Figure | None = None
    previous: Frame | None = None
    ceilings = [*(figure.start for figure in figures[1:]), end]
    for index, (figure, ceiling) in enumerate(zip(figures, ceilings, strict=True)):
        begin, close, unit = figure.start, figure.end, figure.unit
        if last:
            floor = last.end
            if _goes_through(shade, last, figure, may):
                is_far = index > 1 and not _goes_through(shade, figures[index - 2], figure, may)
                floor = figures[index - 2].end if is_far else start
        clause = _opening(edges, begin, floor, start)
        if last and clause == floor and (joint := NEXT.search(shade, floor, begin)):
            led = tokens[bisect_left(starts, floor) : bisect_left(starts, joint.start())]
            if _WAYS.isdisjoint([token.key for token in led]):
                clause = joint.end()  # what stands before it belongs to the figure before
        edge = edges[bisect_left(edges, close)]
        if ceiling < edge and (within := _WITHIN.match(shade, close, edge)):
            ceiling = end if index + 2 > len(figures) - 1 else figures[index + 2].start  # ``186件在3个月内办结``
            if within.end() > ceiling:
                ceiling = figures[index + 1].start
        stop = min(ceiling, edge)
        if ceiling <= edge and ceiling < end and (joint := NEXT.search(shade, close, ceiling)):
            stop = joint.start()  # what follows is the next figure's
        first, here, beyond = bisect_left(starts, clause), bisect_left(starts, begin), bisect_left(starts, close)
        before = tokens[first:here]
        after = tokens[beyond : bisect_left(starts, stop)]
        opener = shade[clause - 1 : clause]
        if after:
            after = own_behind(shade, after, close, stop, is_before_figure=stop == ceiling < end)
        if last and clause == floor > start:
            before = _beyond(before, floor)
        is_headed = not before and opener == "（" and shade[close : close + 1] == "）"
        if is_headed:
            # ``专项民主监督（3项）``
            before = tokens[bisect_left(starts, _opening(edges, clause - 1, floor, start)) : first]
            before = before if before and before[-1].end == clause - 1 else ()
        if opener == "）" and (clause > floor or not last) and not _has_verb(before):
            # ``得到解决的（A类）121件``: a bracket parts no clause.
            opened = shade.rfind("（", start, clause)
            first = bisect_left(starts, _opening(edges, opened, floor, start))
            before = tokens[first:here]
        if not before and _REACHED.fullmatch(shade, clause, begin):
            # ``采用量比上年增长8%，达到124篇``: the clause before says what.
            opening = _opening(edges, clause - 1, start, start)
            if all(one.unit in _RATIOS for one in figures[:index] if one.start >= opening):
                first = bisect_left(starts, opening)
                before = tokens[first:here]
        if last and previous and (not before or before[-1].sort == "sign" or before[-1].key == "act:rise"):
            if (
                all(token.sort == "sign" for token in before)
                and (yeared := _YEARED.fullmatch(shade, clause, begin))
                and (like := next((one for one in frames[:-3:-1] if one.figure.unit == unit), None))
                and (
                    yeared["of"] is not None
                    or _YEAR.search(shade, like.clause, like.figure.start)
                    or yeared[0][1] in "末季"
                )
            ):
                before, after = like.before, after or like.after  # ``2021年立案101件，2022年108件``
            if (
                is_rising
                and last.unit == unit
                and all(token.key == "act:rise" or token.sort == "sign" for token in before)
                and _ROSE_SINCE.fullmatch(shade, last.end + 1, begin)
            ):
                before, after = previous.before, previous.after  # ``去年立案率为85%，今年提高到91.9%``
        if not before and opener == "：" and _LED_TO.fullmatch(shade, clause, begin):
            # ``办复率：100%``: the head of a line says what.
            first = bisect_left(starts, _opening(edges, clause - 1, floor, start))
            before = tokens[first:here]
        if is_filed and (among := _AMONG.search(shade, clause, begin)):
            # ``立案提案中集体提案88件``: what was filed is the whole.
            before = tuple(one for one in before if one.key not in _OF_THE_WHOLE or one.start >= among.end())
        if is_by_means and before and (means := _MEANS.search(shade, clause, begin)) and begin - means.end() > 1:
            before = tuple(token for token in before if token.start >= means.end())  # ``通过走访等方式与委员沟通540次``
        earlier = tokens[max(0, first - _EARLIER) : first]
        own_name: tuple[int, int] | None = None
        if figure.place and figure.place.words:
            own_name, after = figure.place.name, ()
            before = tuple(one for words in figure.place.words for one in tokens_of(shade, *words))
        elif index in lists:
            own_name, shared = lists[index]
            before, clause = _listed(shade, tokens, starts, own_name, shared), own_name[0]
        heads, beside = heads_of(shade, figure, before, after)
        if after and unit in _TOPICS and _ON.search(shade, clause, begin) and (on := deed_on(after)):
            heads, beside = (on, *heads), on  # ``围绕12个重点课题开展协商``
        if is_done and (
            done := passive(shade, figure, tokens, starts, figures, index, min(edge, close + _PASSIVE_REACH))
        ):
            heads, after = (done[-1], *heads), after + done
        marks = {token.key for token in before + after if token.sort != "kind" or bears_on(token, figure)}
        if previous and last:
            between = shade[last.end : begin]
            if not heads and (_BATCH_JOINT if last.unit[:1] == "批" else _BARE_JOINT).fullmatch(between.strip()):
                heads = previous.heads[: previous.carried]  # ``19批230人次``, ``采用9条和45条``
                marks |= previous.marks
            elif last.end == begin:
                marks |= previous.marks  # ``组织3批138名委员``
        carried = len(heads)
        if shade.startswith(_AT_LEAST, begin):
            marks.add("sign:norm")
        if figure.place and figure.place.words:
            marks |= {token.key for token in before}
        elif own_name:
            marks |= {token.key for token in before if token.start >= own_name[0] and token.end <= own_name[1]}
        joined = shade[clause - 1 : clause]
        if (
            earlier
            and (last or joined == "：")
            and (before or not shade[clause:begin].strip())
            and not _has_verb(before)
            and (not after or (after[0].sort != "deed" and "act:join" not in [one.key for one in after]))
        ):
            marks |= _verb_of_list(earlier, _LIST_BACK if joined in _LIST_JOINTS else _VERB_BACK)
        if previous:
            if opener in _LIST_JOINTS and "act:guest" in previous.marks and unit[:1] in _BATCHES:
                marks.add("act:guest")  # ``接待省政协视察3批次、外地政协考察45批次``
            if is_averaged and clause == floor and "sign:average" in [one.key for one in earlier[-_VERB_BACK:]]:
                marks.add("sign:average")  # ``平均每1.6名委员提交1件``
        if here and tokens[here - 1].key == "sign:whole" and tokens[here - 1].end == begin:
            marks.add("sign:all_of")
        if is_sent:
            is_list = before and clause == floor + 1 and frames and all(token.sort == "body" for token in before)
            goes_on = frames and any(one.text.startswith("上报") for one in before if one.key == "act:send")
            if _sends_up(shade, before) or (
                any("sign:upward" in one.marks for one in frames[-3:])
                if goes_on
                else is_list and "sign:upward" in frames[-1].marks
            ):
                marks.add("sign:upward")
        behind = tokens[beyond : bisect_left(starts, min(ceiling, edge))]
        marks |= marks_at(shade, figure, last, before, behind)
        if previous and "sign:bracketed" in marks:
            marks |= previous.marks
        if figure.place or (clause == start and shade[begin - 1 : begin] == " "):
            marks.add("sign:cell")
        is_title = is_titled and figure.value < _PRINT_RUN
        if is_headed or (is_title and _TITLED_BEFORE.search(shade, max(start, begin - 8), begin)):
            marks.add("sign:headed" if is_headed else "sign:titled")
        if before and beside is before[-1] and _is_compound(shade, tokens, here, clause):
            marks.add("sign:compound")
        if after and after[0].key in _THERE and after[0].start == close and unit in PEOPLE:
            heads += after[:1]  # ``各组组长共60余人参加会议``
            carried += 1
        heads += earlier[::-1]
        last, previous = (
            figure,
            Frame(figure, heads, carried, before, after, clause, stop, marks, tokens, here, around, beside, own_name),
        )
        frames.append(previous)
    _share(shade, frames)
    return frames


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
        if one.figure.unit == "户" and not one.after and not shade[one.figure.end : other.figure.start].strip(" 、"):
            heads, rest = other.heads[: other.carried], one.heads[one.carried :]
            one.heads, one.carried = one.heads[: one.carried] + heads + rest, one.carried + len(heads)
            one.marks.update(other.marks)


def _is_compound(shade: str, tokens: Sequence[Token], here: int, clause: int) -> bool:
    """Whether the word before a figure ends a longer one that the lexicon does not have (``农牧民委员19名``)."""
    start = tokens[here - 1].start
    return (
        tokens[here - 1].sort == "thing"
        and start > clause
        and _IN_WORDS.match(shade, start - 1) is not None
        and not (here > 1 and tokens[here - 2].end == start)
    )


def _opening(edges: Sequence[int], position: int, floor: int, start: int) -> int:
    """Where the clause that holds ``position`` begins, not before ``floor``."""
    at = bisect_left(edges, position)
    begin = edges[at - 1] + 1 if at else start
    return begin if begin > floor else floor


def _has_verb(before: tuple[Token, ...]) -> bool:
    return not _VERBS.isdisjoint([token.sort for token in before])


def _listed(
    shade: str, tokens: Sequence[Token], starts: Sequence[int], own: tuple[int, int], shared: tuple[int, int]
) -> tuple[Token, ...]:
    """The words before a figure of a list: what all share, then those of its own name."""
    inside = tokens_of(shade, *own)  # read alone: ``省、市政协`` is two names here
    if letter := _CLASS.search(shade, *own):
        name = f"class_{letter[1].lower()}"
        inside = (Token(*own, letter[0], "kind", name, f"kind:{name}"),)
    theirs: Sequence[Token] = tokens[bisect_left(starts, shared[0]) : bisect_left(starts, shared[1])]
    if own[0] < shared[0]:
        named = any(token.sort in NOUNS for token in inside)
        said = shade.find("分别", *shared) if any(token.sort == "act" for token in inside) else -1
        theirs = [
            one
            for one in theirs
            if one.sort not in ("kind", "body")
            and not (named and one.sort in NOUNS)
            and not (one.sort == "act" and one.start < said)  # ``报送数量和采用数量分别为``
        ]
    elif any(token.sort == "body" for token in inside):
        theirs = [token for token in theirs if token.sort != "body"]
    return (*theirs, *inside)


def _goes_through(shade: str, earlier: Figure, figure: Figure, may: Places) -> bool:
    """Whether a clause goes on through a figure: a time (``满意率连续三年达100%``), the value that a rise starts from
    (``参会率由86%提高到93%``)."""
    unit, end = earlier.unit, earlier.end
    if (
        unit in _LASTING
        or (unit == "元" and _ABOVE_THAT.fullmatch(shade, end, figure.start))
        or (_WHO_REACHED.at in may and _WHO_REACHED.match(shade, end - 2, figure.start))
    ):
        return True
    if earlier.qualifier in LIMITS and _BODIES_OF.fullmatch(shade, end, figure.start):
        return True  # ``承办提案10件以上的单位有7家``
    if figure.unit == "%" and shade[end : figure.start] == "的" and _OF_WHICH.search(shade, 0, earlier.start):
        return True  # ``占立案数211件的67.3%``
    if _ROSE_TO.at not in may or unit != figure.unit or figure.start - end > _ROSE_REACH:
        return False
    return _ROSE_TO.fullmatch(shade, end, figure.start) is not None


def _beyond(before: tuple[Token, ...], floor: int) -> tuple[Token, ...]:
    """The words behind those that the figure before counts (``23件B类件已解决16件``: 解决)."""
    while len(before) > 1 and before[0].start - floor <= 1 and before[0].sort in ("kind", "thing"):
        floor, before = before[0].end, before[1:]
    return before


def _sends_up(shade: str, before: tuple[Token, ...]) -> bool:
    """Whether something is sent to a body above: ``向市政协报送信息``, ``上报省政协``."""
    return any(
        token.sort == "body"
        and token.name in _ABOVE
        and _UPWARD.search(shade, max(0, token.start - 7), token.start) is not None
        for token in before
    )
