"""Where the clause of a figure begins and ends, and the words in it: before the figure, and behind it.

A clause goes on through a time or the value that a rise starts from (``参会率由86%提高到93%``), a bracket parts none
(``得到解决的（A类）121件``), and what stands between two figures of a clause belongs to one of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.anchors import Asked, Places
from cppcc_archive.reports.figures.context import Sentence
from cppcc_archive.reports.figures.heads import NEXT, NOUNS, own_behind
from cppcc_archive.reports.figures.numbers import Figure, lies_in
from cppcc_archive.reports.figures.positions import LIMITS
from cppcc_archive.reports.figures.words import Token, tokens_of

_EDGE: Final = re.compile("[，；：。！？（）丨 ](?:(?<! )| +)")
_VERBS: Final = frozenset({"act", "deed", "meeting", "rate", "sign"})
"""``6个专项民主监督情况`` are no inspections."""
_LASTING: Final = frozenset({"年", "天", "个月", "周年"})
"""Units that do not part a clause: ``满意率连续三年达100%``."""
_ROSE_TO: Final = Asked(
    "[^，。；0-9]{0,4}(?:提高|上升|提升|增长|增加|扩大|下降|降低|减少|压减|压缩|缩减|精简|调减|降|升|增)(?:到|至|为)[^，。；0-9]{0,8}(?:[0-9]{4}年的)?"
)
_BODIES_OF: Final = re.compile("的(?:承办)?(?:单位|部门)(?:共|共有|有)?")
_OF_WHICH: Final = Ended("占[^，。；0-9]{0,10}$")
_ABOVE_THAT: Final = re.compile("的?(?:重大|重点|产业|工业|优质|大)?(?:项目|企业)的?(?:有|达|共|为)?")
_WITHIN: Final = re.compile("[^，。；：0-9]{0,4}[在于][0-9]{1,3}(?:个?月|天|个?工作日|日)[之以]?内")
_WAYS: Final = frozenset({"sign:into", "sign:call_at"})
"""What leads to a list of places, whatever is counted before it: ``一行18人深入清水江、龙江河等6个点位``."""
_WHO_REACHED: Final = Asked("(?:以上|以下|以内)的(?:委员|提案人|单位)?(?:有|共|达|为)?")
"""``参加活动5次以上的189名``."""
_BODIES: Final = frozenset({"个", "家"})
_ROSE_REACH: Final = 24
"""Characters that those words are at most."""


class Look:
    """What is known of a figure's clause while its frame is made. ``floor``: what the figure before leaves it,
    ``ceiling``: where the next begins; ``edge``: where the clause ends, ``stop``: its own words; ``first``, ``here``,
    ``beyond``: the words that begin its clause, stand at it and behind it; ``opener``: what parts the clause from the
    one before; ``own``: its name."""

    def __init__(
        self,
        index: int,
        figure: Figure,
        floor: int,
        ceiling: int,
        clause: int,
        edge: int,
        stop: int,
        first: int,
        here: int,
        beyond: int,
        opener: str,
    ) -> None:
        self.index, self.figure, self.opener = index, figure, opener
        self.floor, self.ceiling, self.clause, self.edge, self.stop = floor, ceiling, clause, edge, stop
        self.first, self.here, self.beyond = first, here, beyond
        self.before: tuple[Token, ...] = ()
        self.after: tuple[Token, ...] = ()
        self.is_headed = False
        self.own: tuple[int, int] | None = None


class Clauses:
    """The clauses of one sentence; ``edges`` are where they end, ``starts`` where its words begin."""

    def __init__(self, shade: str, sentence: Sentence, tokens: tuple[Token, ...]) -> None:
        self._shade, self._tokens = shade, tokens
        self._start, self._end, self._figures, self._may = sentence.start, sentence.end, sentence.figures, sentence.may
        self.starts = [token.start for token in tokens]
        self._ceilings = [*(figure.start for figure in self._figures[1:]), self._end]
        self.edges = self._edges_in()

    def _edges_in(self) -> list[int]:
        """Where the sentence's clauses end."""
        shade, start, end = self._shade, self._start, self._end
        edges = [match.start() for match in _EDGE.finditer(shade, start, end)]
        if shade.find("（", start, end) >= 0 and (wide := [token for token in self._tokens if "（" in token.text]):
            # ``主席（扩大）会议`` is one word.
            words = [at for token in wide for at in (token.start + 1, token.end)]
            edges = [at for at in edges if not lies_in(words, at)]
        edges.append(end)
        return edges

    def look(self, index: int) -> Look:
        """Where a figure's clause begins and ends, and the words in it."""
        shade, starts, edges, figures = self._shade, self.starts, self.edges, self._figures
        figure, ceiling, floor = figures[index], self._ceilings[index], self._start
        begin, close = figure.start, figure.end
        if index:
            floor = figures[index - 1].end
            if _goes_through(shade, figures[index - 1], figure, self._may):
                is_far = index > 1 and not _goes_through(shade, figures[index - 2], figure, self._may)
                floor = figures[index - 2].end if is_far else self._start
        clause = self.opening(begin, floor)
        if index and clause == floor > self._start and (joint := NEXT.search(shade, floor, begin)):
            led = self._tokens[bisect_left(starts, floor) : bisect_left(starts, joint.start())]
            if _WAYS.isdisjoint([token.key for token in led]):
                clause = joint.end()  # what stands before it belongs to the figure before
        edge = edges[bisect_left(edges, close)]
        if ceiling < edge and (within := _WITHIN.match(shade, close, edge)):
            beyond = figures[index + 2].start if index + 2 < len(figures) else self._end
            ceiling = beyond if within.end() <= beyond else ceiling  # ``186件在3个月内办结``
        stop = min(ceiling, edge)
        if ceiling <= edge and ceiling < self._end and (joint := NEXT.search(shade, close, ceiling)):
            stop = joint.start()  # what follows is the next figure's
        first, here, beyond = bisect_left(starts, clause), bisect_left(starts, begin), bisect_left(starts, close)
        opener = shade[clause - 1 : clause]
        found = Look(index, figure, floor, ceiling, clause, edge, stop, first, here, beyond, opener)
        self._read(found)
        return found

    def opening(self, position: int, floor: int) -> int:
        """Where the clause that holds ``position`` begins, not before ``floor``."""
        at = bisect_left(self.edges, position)
        begin = self.edges[at - 1] + 1 if at else self._start
        return begin if begin > floor else floor

    def go_on_from(self, look: Look, position: int, floor: int) -> None:
        """Take the words since the clause that holds ``position``."""
        look.first = bisect_left(self.starts, self.opening(position, floor))
        look.before = self._tokens[look.first : look.here]

    def _read(self, look: Look) -> None:
        """The words of a figure's own clause, before and behind it."""
        shade, tokens, clause, floor, close = self._shade, self._tokens, look.clause, look.floor, look.figure.end
        look.before = tokens[look.first : look.here]
        if after := tokens[look.beyond : bisect_left(self.starts, look.stop)]:
            is_before_figure = look.stop == look.ceiling < self._end
            is_handed = is_before_figure and look.figure.unit == "件" and self._figures[look.index + 1].unit in _BODIES
            look.after = own_behind(
                shade, after, close, look.stop, is_before_figure=is_before_figure, is_handed_to_bodies=is_handed
            )
        if look.index and clause == floor > self._start:
            look.before = _beyond(look.before, floor)
        look.is_headed = not look.before and look.opener == "（" and shade[close : close + 1] == "）"
        if look.is_headed:
            # ``专项民主监督（3项）``
            before = tokens[bisect_left(self.starts, self.opening(clause - 1, floor)) : look.first]
            look.before = before if before and before[-1].end == clause - 1 else ()
        if look.opener == "）" and (clause > floor or not look.index) and not has_verb(look.before):
            # ``得到解决的（A类）121件``: a bracket parts no clause.
            self.go_on_from(look, shade.rfind("（", self._start, clause), floor)


def has_verb(before: tuple[Token, ...]) -> bool:
    """Whether words say what was done."""
    return not _VERBS.isdisjoint([token.sort for token in before])


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


_CLASS: Final = re.compile("([A-D])类?(?:的|提案)*$")
_TAKEN_BY: Final = re.compile("获(?=全国|国家|中央|自治区|[省市区县州盟旗])")
"""``获全国、省、市政协采用的分别为``: no honour."""


def listed(
    shade: str, tokens: Sequence[Token], starts: Sequence[int], own: tuple[int, int], shared: tuple[int, int]
) -> tuple[Token, ...]:
    """The words before a figure of a list: what all share, then those of its own name."""
    taken = _TAKEN_BY.match(shade, *own)
    inside = tokens_of(shade, taken.end() if taken else own[0], own[1])  # read alone: ``省、市政协`` is two names here
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
