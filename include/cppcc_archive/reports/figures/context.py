"""What stands around a figure: its sentence with the figure marked, the running topic, the period it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final, NamedTuple

from cppcc_archive.reports.anchors import Places, Sought, answers
from cppcc_archive.reports.figures.numbers import Figure

_STOPS: Final = "。！？\n"
_STOP: Final = re.compile(f"[{_STOPS}]")
_PARTS: Final = f"；{_STOPS}"
_PART: Final = re.compile(f"[；{_STOPS}]")
_TITLE: Final = re.compile(r"《[^《》\n]{1,120}》|“[^“”\n]{6,80}(?:建议|提案|意见|情况|问题|建设|投入)”(?=等[0-9])")
_WITH: Final = "(?:[和、及与]|以及)?(?:[区县市州旗]?政协)?(?:委员)?提案"
_TOPIC: Final = Sought(
    f"(?:(?<![员会民众工])(?:人大)?代表(?:所提出?|提出|交办)?的?(?:意见|议案|批评)?(?:和|、)?建议|人大(?:议案|建议|[主会承协]办件)|议案建议)(?:{_WITH})?"
    f"|建议{_WITH}|(?<=政协)议提案|政协[主会承协]办件"
    "|立案|办理结果|提出主体|来件|A类|B类|C类"
    "|(?:提案(?!权|委(?![员审]))|信息(?!化|技术|产业|公开|公众)|建议(?!处理|办理|形式|参考|转)|调研|协商|视察|培训|学习|宣传|媒体|(?<!信息)稿件)"
    "(?<![转作按]..)(?<!民意..)(?<![转改作]为..)(?<![转作]为意见..)(?<!转作意见..)"
    "|社情民意(?!(?:的?形式)?转[送交办有相])(?<![转作按]....)(?<![转移][交送办作入]....)(?<![转改作]为....)(?<![转作]为意见....)(?<!转作意见....)"
    "|公众号(?<![转作按]...)(?<![转改作]为...)"
)
"""``转为社情民意信息`` still speaks of proposals, and the second half of 社情民意信息 is no topic of its own."""
_SIGNS: Final = ("立案", "办理结果", "提出主体", "来件", "A类", "B类", "C类")
"""Words that only proposals have, and what deputies of the people's congress put forward."""
_CLASSES: Final = _SIGNS[-3:]
CONGRESS: Final = "congress"
HISTORY: Final = "history"
_DRAFTS: Final = "drafts"
_OTHER_WORK: Final = re.compile("宣传|学习|联谊|[宣教卫体农]委|委员会")
"""What a heading names beside local history, and committees called so: its figures may be of either."""
BOTH: Final = "both"
_OF_CONGRESS: Final = ("代表", "人大", "议案")
"""How the words begin that a congress's deputies put forward."""
_CONGRESS: Final = re.compile("|".join(_OF_CONGRESS))
_MIXED: Final = Sought("代表的?(?:意见)?建议|人大(?:建议|议案)|议案建议|(?<=政协)议提案")
_TOGETHER: Final = re.compile(
    "(?:代表|人大)[^，。；\n0-9]{0,10}(?:建议|议案)[0-9]{1,4}件(?:、|，|和|，?以及)[^，。；\n0-9]{0,12}提案[0-9]{1,4}件[，。；]+其中"
    "|提案[0-9]{1,4}件(?:、|，|和|，?以及)[^，。；\n0-9]{0,8}(?:代表|人大)[^，。；\n0-9]{0,10}(?:建议|议案)[0-9]{1,4}件[，。；]+其中"
)
"""``承办代表建议49件、提案66件。其中，已解决的74件``."""
_BOTH_OF: Final = ("建议、", "建议和", "建议与", "建议及")
"""``建议、提案共168件``: of deputies and of members."""
_IS_TOLD: Final = re.compile("[^。！？\n]{0,60}?[0-9]")
_COUNTED: Final = re.compile("[总合一]?[共计数有达为]{0,3} ?[0-9]")
_SO_MANY: Final = re.compile("[0-9]件[^，。；0-9]{0,5}$")
_OWN_WORDS: Final = re.compile("(?:委员|提案)[^，。；]{0,6}$")
_TOPICS: Final = {
    **dict.fromkeys(("提案", *_SIGNS), "proposal"),
    "社情民意": "opinion",
    "信息": "opinion",
    "媒体": "publicity",
    "稿件": _DRAFTS,
    "公众号": "publicity",
    "大会发言": "speech",
}
_AS_PROPOSALS: Final = re.compile("提案(?:|形式[^，。；]{0,8}|中?，?所提出?的?(?:意见)?(?:和|与|、)?)$")
"""``以提案形式提出的意见和建议`` are proposals, ``96件提案所提建议`` is what they say;
``提案建议得到采纳的占62%`` speaks of them."""
LEFT: Final = 110
RIGHT: Final = 48
REACH: Final = 240
"""How many characters before and after a figure its rules may look at, and how far back its topic may lie."""


_PARTED: Final = re.compile("[，。；：、（）转改作按以为\n]")
_GLUED: Final = 6
"""Characters between a figure and the word behind it that says what it counts."""


class Sentence(NamedTuple):
    """One sentence: its offsets, the figures in it, in order, and which patterns it ``may`` match, and where."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    may: Places


def sentences(shade: str, figures: list[Figure], *, are_parted: bool = False) -> list[Sentence]:
    """The sentences that hold figures; ``are_parted``: whether a semicolon ends one."""
    found: list[Sentence] = []
    stops, ends = (_PARTS, _PART) if are_parted else (_STOPS, _STOP)
    end, at = 0, 0
    while at < len(figures):
        begin = figures[at].start
        start = max([shade.rfind(stop, end, begin) for stop in stops]) + 1 or end
        stop = ends.search(shade, begin + 1)
        end = stop.start() if stop else len(shade)
        first = at
        while at < len(figures) and figures[at].start < end:
            at += 1
        found.append(Sentence(start, end, tuple(figures[first:at]), answers(shade, start, end)))
    return found


def titles_in(shade: str, start: int, end: int) -> list[int]:
    """Where the titles (``《青河文史》``, ``“关于办好食堂的建议”等5件``) of a stretch begin and end, in turn."""
    if shade.find("《", start, end) < 0 and shade.find("”等", start, end) < 0:
        return []
    return [at for match in _TITLE.finditer(shade, start, end) for at in match.span()]


class Contexts:
    """A sentence around each of its figures: ``◆`` for the figure, ``#`` for the others, blanks dropped."""

    def __init__(self, shade: str, sentence: Sentence) -> None:
        self._shade = shade
        self._sentence = sentence
        self._whole = ""
        self._places: list[int] = []

    def _laid_out(self) -> str:
        """The sentence with every figure as ``#``."""
        if not self._whole:
            whole = ""
            position = self._sentence.start
            for figure in self._sentence.figures:
                whole += self._shade[position : figure.start].replace(" ", "")
                self._places.append(len(whole))
                whole += "#"
                position = figure.end
            self._whole = whole + self._shade[position : self._sentence.end].replace(" ", "")
        return self._whole

    def of(self, index: int) -> str:
        """What stands around figure ``index``, as far as its rules may look."""
        own, sentence = self._sentence.figures[index], self._sentence
        floor, ceiling = own.start - LEFT, own.end + RIGHT
        if floor <= sentence.start and ceiling >= sentence.end:
            whole = self._laid_out()
            place = self._places[index]
            return f"{whole[:place]}◆{whole[place + 1 :]}"
        shade, figures = self._shade, sentence.figures
        floor, ceiling = max(sentence.start, floor), min(sentence.end, ceiling)
        first = last = index
        while first and figures[first - 1].start >= floor:
            first -= 1
        while last + 1 < len(figures) and figures[last + 1].start < ceiling:
            last += 1
        parts: list[str] = []
        position = floor
        for at in range(first, last + 1):
            figure = figures[at]
            parts += [shade[position : figure.start], "◆" if at == index else "#"]
            position = figure.end
        parts.append(shade[position : max(position, ceiling)])
        return "".join(parts).replace(" ", "")


class _Told:
    """Where topic words stand, and which topics they are of."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.topics: list[str | None] = []

    def add(self, start: int, topic: str | None) -> None:
        self.starts.append(start)
        self.topics.append(topic)


class Topics:
    """What the text speaks of, position by position: looked up once, asked for every figure."""

    def __init__(self, shade: str, default: str | None = None) -> None:
        self._shade = shade
        self._all, self._counted = _Told(), _Told()
        last, before = 0, None
        is_mixed = bool(_MIXED.finditer(shade))
        for match in _TOPIC.finditer(shade):
            start, word = match.start(), match[0]
            topic, is_congress = _TOPICS.get(word), word.startswith(_OF_CONGRESS)
            if shade.find("\n", last, start) >= 0:
                before = None
            last = start
            if word == "建议" and _AS_PROPOSALS.search(shade, max(0, start - 16), start):
                continue
            is_both = word.startswith(_BOTH_OF) and _COUNTED.match(shade, match.end()) is not None
            if word.startswith("政协") or (word.startswith("建议") and len(word) > 2 and not is_mixed and not is_both):
                topic = "proposal"  # ``政协主办件``, ``建议提案``
            elif len(word) > 2 and word.endswith("提案"):
                is_counted = _COUNTED.match(shade, match.end()) or _SO_MANY.search(shade, max(0, start - 8), start)
                topic = BOTH if is_counted else "proposal"  # ``代表建议、政协提案交办会`` counts none
            elif before == "proposal" and is_congress and not _IS_TOLD.match(shade, match.end()):
                continue  # ``提案与代表建议同步交办。`` in passing
            elif is_congress or (
                before == CONGRESS
                and (word == "建议" or word in _CLASSES)
                and not _OWN_WORDS.search(shade, max(0, start - 8), start)
            ):
                topic = CONGRESS  # ``代表建议…所提建议已经解决的28件``
            before = topic or ("proposal" if before == "proposal" else None)
            self._all.add(start, topic)
            if topic:
                self._counted.add(start, topic)
        for told in self._all, self._counted:
            told.add(2 * len(shade) + REACH, None)
        if is_mixed:
            self._join()
        self._default = default
        about = shade.count("提案")
        self._piece_default = default or ("proposal" if about > 1 and about > shade.count("社情民意") else None)

    def _join(self) -> None:
        """Let what goes on from a number of suggestions and one of proposals be of both: from 其中 on, until proposals
        are named again."""
        for match in _TOGETHER.finditer(self._shade):
            for told in self._all, self._counted:
                at = bisect_right(told.starts, match.end())
                told.starts.insert(at, match.end())
                told.topics.insert(at, BOTH)
                while at + 1 < len(told.starts) and self._shade.startswith(("A", "B", "C"), told.starts[at + 1]):
                    at += 1
                    told.topics[at] = BOTH

    def at(self, paragraph: int, figure: Figure, heading: str) -> str | None:
        """What the passage speaks of; drafts are of local history where the heading or the document is on that."""
        told = self._told(paragraph, figure, heading)
        if told != _DRAFTS:
            return told
        return HISTORY if HISTORY in (topic_of(heading), self._default) else "publicity"

    def _told(self, paragraph: int, figure: Figure, heading: str) -> str | None:
        """``proposal``, ``opinion`` or ``publicity``: what the passage spoke of last since its ``paragraph`` began, or
        speaks of right after.

        A piece (件) is one of proposals or of opinions, however much the passage says of surveys in between.
        """
        is_piece = figure.unit == "件"
        told = self._counted if is_piece else self._all
        starts, topics = told.starts, told.topics
        start, end = figure.start, figure.end
        after = bisect_right(starts, start)
        behind, topic = starts[after], topics[after]
        if behind <= end + _GLUED and topic and not _PARTED.search(self._shade, end, behind):
            return topic  # ``2条社情民意`` behind proposals
        if after and topics[after - 1] and paragraph <= starts[after - 1] >= start - REACH:
            return topics[after - 1]
        if behind < end + 10 and topic and not _STOP.search(self._shade, end, behind):
            return topic
        return topic_of(heading) or (self._piece_default if is_piece else self._default)


@lru_cache(maxsize=64)
def topic_of(words: str) -> str | None:
    """What a heading, or the head of a column, speaks of."""
    told = next((topic for word, topic in _TOPICS.items() if word in words), None)
    if told == _DRAFTS:
        return HISTORY if "文史" in words else "publicity"
    if told is None and "文史" in words and not _OTHER_WORK.search(words):
        return HISTORY
    return CONGRESS if told is None and "建议" in words and _CONGRESS.search(words) else told
