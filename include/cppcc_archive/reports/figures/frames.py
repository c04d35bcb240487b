"""A sentence's words once, and from them a frame for each figure: what is counted, what was done to it, by whom.

The counted thing of ``开展专题调研12次`` stands before the number, that of ``提出36条建议`` behind it, that of
``视察重点工程、河长制情况5次`` far before, that of ``立案120件`` is the act itself. A frame keeps the candidates in the
order in which a reader would try them; the table (:mod:`.code_table`) takes the first that its unit can count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from cppcc_archive.reports.figures.numbers import Figure, lies_in
from cppcc_archive.reports.figures.words import LEXICON, WORDS, Word

_CLAUSE_END = "，；：。！？（）"
_EDGE = re.compile("[，；：。！？（）]")
_PART = re.compile("[，；：。！？（）、]")
_GLUE = re.compile(r"[ 的了共计达约为是有余近各总数量累计（“”活动工作情况等分别先后]*")
"""What may stand between a noun and its number."""
NOUNS = frozenset({"deed", "meeting", "thing", "rate"})
_TITLE = re.compile(r"《[^《》\n]{1,120}》")
_TITLED = frozenset({"history_volume", "opinion", "bulletin"})
"""What a title may tell of what is counted: ``《青河文史》5辑``, ``《社情民意》62期``."""
_VERBS = frozenset({"act", "deed", "meeting", "rate", "sign"})
_ABOUT = re.compile("情况|报告|汇报|意见|工作|小?组|员")
"""``6个专项民主监督情况`` are no inspections."""
_PASSIVE_REACH = 60
_EARLIER = 12
"""Words of earlier clauses that a figure may go on with."""
_LASTS = frozenset({"sign:into"})
"""Signs that hold for a whole list: ``深入6个乡镇、14个部门``."""
_VERB_BACK = 3
"""Words back that the verb of a list may stand."""
_KIND_REACH = 9
"""Characters between a kind and the number it bears on."""
_APART = 3
"""Characters between the words of one noun phrase behind a figure."""
_LASTING = frozenset({"年", "天", "个月", "周年"})
"""Units that do not part a clause: ``满意率连续三年达100%``."""
_ROSE_TO = re.compile(
    "[^，。；0-9]{0,4}(?:提高|上升|提升|增长|增加|扩大|下降|降低|减少|降|升|增)(?:到|至|为)[^，。；0-9]{0,8}(?:[0-9]{4}年的)?"
)
_ABOVE = frozenset({"national", "province", "city", "district", "above"})
_UPWARD = re.compile("(?:向|(?<!转)报(?:送)?(?:给|至|到)?|(?<!转)报送|推送|选送)[“”]?(?:[\u4e00-\u9fff]{2,3}(?=$))?$")
_CLASS = re.compile("([A-D])类?(?:的|提案)*$")
_NEXT = re.compile("、|以及|和|及|与")
_PASSIVE = re.compile("[被获由]|得到|受到|经")
_GENERIC = re.compile("(?:系列|主题)?活动|座谈会?|会议?|例会|课题")
_JOINED = re.compile(r"^(?:活动|工作)?(?:、|和|与|及|以及|或)(?:专题|专项|民主|委员|集中|重点|各类|开展)?$")


class Token(NamedTuple):
    """A word of the lexicon where it stands; ``key`` is its sort and name (``thing:proposal``)."""

    start: int
    end: int
    text: str
    word: Word
    key: str


class Frame(NamedTuple):
    """What a figure's words say. ``heads``: what it may count, the likeliest first. ``before``, ``after``: the words of
    its own clause. ``clause``: where the clause begins. ``carried``: where ``heads`` of earlier clauses begin."""

    figure: Figure
    heads: tuple[Token, ...]
    carried: int
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    clause: int
    end: int
    marks: frozenset[str]
    words: Sequence[Token]
    here: int
    around: frozenset[str]
    glued: Token | None
    own: tuple[int, int] | None


def tokens_of(shade: str, start: int, end: int) -> list[Token]:
    """The words of the lexicon in a sentence, in order."""
    found = []
    titles = [match.span() for match in _TITLE.finditer(shade, start, end)] if "《" in shade[start:end] else []
    for match in WORDS.finditer(shade, start, end):
        word = LEXICON[match[0]]
        if word.sort != "void" and not (titles and lies_in(titles, match.start()) and word.name not in _TITLED):
            found.append(Token(match.start(), match.end(), match[0], word, f"{word.sort}:{word.name}"))
    return found


def frames_of(shade: str, start: int, end: int, figures: Sequence[Figure], tokens: Sequence[Token]) -> list[Frame]:
    """The frames of a sentence's figures, in order."""
    starts = [token.start for token in tokens]
    around = frozenset(token.key for token in tokens)
    edges = [match.start() for match in _EDGE.finditer(shade, start, end)]
    frames: list[Frame] = []
    lists = _lists(shade, start, figures, edges)
    for index, figure in enumerate(figures):
        parted = [one for one in figures[max(0, index - 2) : index] if not _goes_through(shade, one, figure)]
        floor = parted[-1].end if parted else start
        ceiling = figures[index + 1].start if index + 1 < len(figures) else end
        at = bisect_left(edges, figure.start) - 1
        clause = max(floor, edges[at] + 1 if at >= 0 else start)
        if index and clause == floor and (joint := _NEXT.search(shade, floor, figure.start)):
            clause = joint.end()  # what stands before it belongs to the figure before
        at = bisect_left(edges, figure.end)
        edge = edges[at] if at < len(edges) else end
        stop = min(ceiling, edge)
        if ceiling <= edge and (joint := _NEXT.search(shade, figure.end, ceiling)):
            stop = joint.start()  # what follows is the next figure's
        before = tuple(tokens[bisect_left(starts, clause) : bisect_left(starts, figure.start)])
        after = tuple(tokens[bisect_left(starts, figure.end) : bisect_left(starts, stop)])
        if stop == ceiling < end:
            while after and after[-1].word.sort == "act" and _GLUE.fullmatch(shade, after[-1].end, ceiling):
                after = after[:-1]  # ``166件提案已办结158件``
        if index and clause == floor:
            before = _beyond(before, floor)
        if not before and shade[clause - 1 : clause] == "（" and shade[figure.end : figure.end + 1] == "）":
            # ``专项民主监督（3项）``
            at = bisect_left(starts, clause - 1)
            before = tuple(token for token in tokens[max(0, at - 1) : at] if token.end == clause - 1)
        first = bisect_left(starts, clause)
        earlier = tokens[max(0, first - _EARLIER) : first]
        if index in lists:
            own, shared = lists[index]
            inside = tokens[bisect_left(starts, own[0]) : bisect_left(starts, own[1])]
            if letter := _CLASS.search(shade, *own):
                inside = [
                    Token(
                        *own, letter[0], Word("kind", f"class_{letter[1].lower()}"), f"kind:class_{letter[1].lower()}"
                    )
                ]
            theirs = tokens[bisect_left(starts, shared[0]) : bisect_left(starts, shared[1])]
            if own[0] < shared[0]:
                theirs = [token for token in theirs if token.word.sort not in ("kind", "body")]
            before = (*theirs, *inside)
            clause = own[0]
        heads = _heads(shade, figure, before, after)
        if done := _passive(shade, figure, tokens, starts, figures, index, min(edge, figure.end + _PASSIVE_REACH)):
            heads, after = (done[-1], *heads), after + done
        if index and not heads and shade[figures[index - 1].end : figure.start].strip() in ("", "、"):
            heads, doubled = frames[-1].heads[: frames[-1].carried], frames[-1].marks  # ``19批230人次``
        else:
            doubled = frozenset()
        carried = len(heads)
        heads += tuple(reversed(earlier))
        marks = {token.key for token in (*before, *after) if _bears_on(token, figure)}
        if index in lists:
            marks |= {token.key for token in before if token.start >= own[0] and token.end <= own[1]}
        marks |= doubled
        goes_on = before or not shade[clause : figure.start].strip()
        if index and goes_on and not any(token.word.sort in _VERBS for token in before):
            # A list that goes on has the verb of what stands before it: ``走访企业19家，农牧户86户``.
            marks |= {token.key for token in earlier[-_VERB_BACK:] if token.word.sort == "deed" or token.key in _LASTS}
        is_list = before and all(token.word.sort == "body" for token in before) and frames and clause == floor + 1
        if _sends_up(shade, before) or (is_list and "sign:upward" in frames[-1].marks):
            marks.add("sign:upward")
        if clause == start and shade[figure.start - 1 : figure.start] == " ":
            marks.add("sign:cell")
        here = bisect_left(starts, figure.start)
        beside = _beside(shade, figure, before, after)
        own_name = lists[index][0] if index in lists else None
        frames.append(
            Frame(
                figure,
                heads,
                carried,
                before,
                after,
                clause,
                stop,
                frozenset(marks),
                tokens,
                here,
                around,
                beside,
                own_name,
            )
        )
    return frames


def _goes_through(shade: str, earlier: Figure, figure: Figure) -> bool:
    """Whether a clause goes on through a figure: a time (``满意率连续三年达100%``), the value that a rise starts from
    (``参会率由86%提高到93%``)."""
    if earlier.unit in _LASTING:
        return True
    return earlier.unit == figure.unit and _ROSE_TO.fullmatch(shade, earlier.end, figure.start) is not None


def _beyond(before: tuple[Token, ...], floor: int) -> tuple[Token, ...]:
    """The words behind those that the figure before counts (``23件B类件已解决16件``: 解决)."""
    while len(before) > 1 and before[0].start - floor <= 1 and before[0].word.sort in ("kind", "thing"):
        floor, before = before[0].end, before[1:]
    return before


def _sends_up(shade: str, before: tuple[Token, ...]) -> bool:
    """Whether something is sent to a body above: ``向市政协报送信息``, ``上报省政协``."""
    return any(
        token.word.sort == "body"
        and token.word.name in _ABOVE
        and _UPWARD.search(shade, max(0, token.start - 7), token.start) is not None
        for token in before
    )


def _bears_on(token: Token, figure: Figure) -> bool:
    """Whether a kind stands near enough to be the counted thing's own (``各人民团体共提交提案184件`` counts all)."""
    if token.word.sort != "kind" or token.word.name in ("key", "excellent"):
        return True
    return figure.start - token.end <= _KIND_REACH and token.start - figure.end <= _KIND_REACH


def _heads(shade: str, figure: Figure, before: tuple[Token, ...], after: tuple[Token, ...]) -> tuple[Token, ...]:
    """The candidates of a figure's own clause: the noun glued to it in front, the noun behind it, then what stands
    farther in front, nearest first."""
    behind = _behind(shade, figure, after)
    if not before:
        return behind
    last = before[-1]
    glued = _GLUE.fullmatch(shade, last.end, figure.start) is not None
    front = tuple(reversed(_led(shade, before)))
    if glued and last.word.sort in NOUNS:
        return front + behind
    if behind and not _PART.search(shade, figure.end, behind[0].start):
        return behind + front
    return front + behind


def _beside(shade: str, figure: Figure, before: tuple[Token, ...], after: tuple[Token, ...]) -> Token | None:
    """The word right beside a figure, before or behind it."""
    behind = after[0] if after and _GLUE.fullmatch(shade, figure.end, after[0].start) else None
    if behind and (behind.word.sort not in NOUNS or _ABOUT.match(shade, behind.end)):
        behind = None
    front = _led(shade, before)[-1] if before and _GLUE.fullmatch(shade, before[-1].end, figure.start) else None
    if front and front.word.sort == "deed" and behind and behind.word.sort == "thing":
        return behind  # ``视察了9个项目`` counts what was viewed
    return front or behind


def _passive(
    shade: str,
    figure: Figure,
    tokens: Sequence[Token],
    starts: Sequence[int],
    figures: Sequence[Figure],
    index: int,
    edge: int,
) -> tuple[Token, ...]:
    """What was done to the things counted, said behind them: ``13份报告、8篇信息获市委领导批示`` (from 获 on)."""
    said = _PASSIVE.search(shade, figure.end, edge)
    if not said:
        return ()
    position = figure.end
    for one in figures[index + 1 : index + _LONGEST_LIST]:
        if one.start > said.start():
            break
        if not _NEXT.search(shade, position, one.start):
            return ()  # ``17条建议有14条被采纳``: only the second was done
        position = one.end
    behind = tokens[bisect_left(starts, said.start()) : bisect_left(starts, edge)]
    at = next((at for at, token in enumerate(behind) if token.key in ("act:adopt", "act:comment")), None)
    return () if at is None else tuple(behind[: at + 1])


def _behind(shade: str, figure: Figure, after: tuple[Token, ...]) -> tuple[Token, ...]:
    """The nouns behind a figure: the last of the noun phrase first (``36条有针对性的意见建议``)."""
    phrase: list[Token] = []
    for token in after:
        if token.key in ("act:hold", "act:organise") and not phrase:
            continue
        if token.word.sort not in ("deed", "meeting", "thing", "kind", "body"):
            break
        if phrase and (token.start - phrase[-1].end > _APART or _PART.search(shade, phrase[-1].end, token.start)):
            break
        phrase.append(token)
    return tuple(reversed([token for token in phrase if token.word.sort in NOUNS]))


def _led(shade: str, before: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words before a figure, the one that names the deed last: of ``界别协商活动`` the 协商, of a list of deeds
    under one number the first (``调研视察和协商20次``), unless 等 sums the list up (``视察等协商活动16次``)."""
    at = len(before) - 1
    if before[at].word.sort not in ("deed", "meeting"):
        return before
    if at and _GENERIC.fullmatch(before[at].text) and before[at - 1].word.sort == "deed":
        at -= not shade[before[at - 1].end : before[at].start].strip("”“类式的专题")
    while at and before[at].word.sort == before[at - 1].word.sort == "deed":
        between = shade[before[at - 1].end : before[at].start]
        if between and not _JOINED.match(between):
            break
        at -= 1
    return (*before[:at], *before[at + 1 :], before[at])


_RESPECTIVE = re.compile(r"分别|依次|各为")
_BETWEEN = re.compile(r" ?(?:、|，|和|及|与|以及) ?")
_NAME_JOINT = re.compile(r"、|以及|和|与|及|，")
_LONGEST_LIST = 12


def _lists(
    shade: str, start: int, figures: Sequence[Figure], edges: Sequence[int]
) -> dict[int, tuple[tuple[int, int], tuple[int, int]]]:
    """For each figure of ``甲、乙、丙分别为1、2、3``: where its own name stands, and what all names share."""
    found: dict[int, tuple[tuple[int, int], tuple[int, int]]] = {}
    first = 0
    while first < len(figures):
        last = first
        while last + 1 < len(figures) and last - first < _LONGEST_LIST:
            if not _BETWEEN.fullmatch(shade, figures[last].end, figures[last + 1].start):
                break
            last += 1
        if last > first:
            found.update(_names(shade, start, figures, first, last, edges))
        first = last + 1
    return found


def _names(
    shade: str, start: int, figures: Sequence[Figure], first: int, last: int, edges: Sequence[int]
) -> dict[int, tuple[tuple[int, int], tuple[int, int]]]:
    floor = max(figures[first - 1].end if first else start, start)
    said = _RESPECTIVE.search(shade, floor, figures[first].start)
    if not said:
        return {}
    at = bisect_left(edges, said.start()) - 1
    floor = max(floor, edges[at] + 1 if at >= 0 else start)
    cuts = [floor]
    for joint in _NAME_JOINT.finditer(shade, floor, said.start()):
        cuts += [joint.start(), joint.end()]
    cuts.append(said.start())
    names = list(zip(cuts[::2], cuts[1::2], strict=True))
    count = last - first + 1
    if len(names) < count:
        return {}
    shared = (names[-1][0], figures[first].start)
    return {first + place: (name, shared) for place, name in enumerate(names[-count:])}
