"""Which words a figure may count: the noun beside it, the noun phrase behind it, what was done to it, said behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from cppcc_archive.markup.ended import Ended
from cppcc_archive.reports.figures.lists import LONGEST_LIST
from cppcc_archive.reports.figures.numbers import Figure
from cppcc_archive.reports.figures.word_table import SUFFIXES
from cppcc_archive.reports.figures.words import Token

_KIND_REACH: Final = 9
_CLASS_REACH: Final = 30
"""Characters between a kind and the number it bears on."""
GLUE: Final = re.compile(
    r"(?:稳定在|控制在|保持在|维持在|力争|要|应|达到"
    r"|[ 》的了中共计达约为是有余近各总数量累计（“”活动工作情况等分别先后由从到至增加升减降仅只]|[一全]套)*"
)
"""What may stand between a noun and its number."""
NOUNS: Final = frozenset({"deed", "meeting", "thing", "rate"})
_TOLD: Final = frozenset({"act", "deed", "meeting", "thing"})
_ABOUT: Final = re.compile("情况|报告|汇报|意见|工作|小?组|员")
_APART: Final = 3
"""Characters between the words of one noun phrase behind a figure."""
_LIGHT: Final = frozenset({"act:hold", "act:organise", "act:have"})
"""Verbs between a noun and its number that say nothing of it."""
_DOES: Final = frozenset(("组织", "开展", "组织开展"))
"""What the standing committee does, which is held itself (召开): ``常委会组织开展了一次专题协商``."""
_LEADS: Final = frozenset({"act:hold", "act:organise", "sign:into", "sign:call_at"})
"""What leads to a noun behind a figure: ``6次组织委员视察``."""
_GENERIC: Final = re.compile("(?:系列|主题)?活动|课题|座谈|(?<!监督)(?<!视察)(?:座谈会|会议?|例会)")
_JOINED: Final = re.compile(
    r"^”?(?:活动|工作)?(?:”“|”?(?:、|和|与|及|以及|或)“?(?:专题|专项|民主|委员|集中|重点|各类|开展|党组|机关)?)$"
)
_SITTING: Final = frozenset({"meeting:standing", "meeting:chairmen"})
"""Who meets, and is the meeting itself."""
_DOERS: Final = frozenset({"thing:committee_body", "thing:sector_body", "thing:mass", "body:leaders"})
"""Who does what stands behind, where a figure counts them."""
_PART: Final = re.compile("[，；：。！？（）、]")
_ENDS_PHRASE: Final = re.compile("[，；：。！？（）、与同跟因由被经在对]|共(?!同|性|建|享)|先后|分别|累计")
"""``42名委员与贫困户结对``, ``129件提案因选题过大未予立案``: what stands behind is another phrase."""
NEXT: Final = re.compile("、|以及|和(?![谐平睦])|(?<![涉普惠])及(?!时)|(?<!参)与(?!会)")
PASSIVE: Final = re.compile("[被获由]|入选|得到|受到|经|作出|予以|给予")
DONE: Final = frozenset({"act:adopt", "act:comment"})
_HONOURED: Final = frozenset(("名", "个", "家", "位", "人", "人次", "件", "篇"))


def bears_on(kind: Token, figure: Figure) -> bool:
    """Whether a kind stands near enough to be the counted thing's own (``各人民团体共提交提案184件`` counts all)."""
    if kind.name in ("key", "excellent"):
        return True
    reach = _CLASS_REACH if figure.unit == "%" and kind.name.startswith("class_") else _KIND_REACH
    return figure.start - kind.end <= reach and kind.start - figure.end <= reach


_UNCOUNTED: Final = frozenset({"人", "人次", "次", "场", "场次"})
"""Units that no place or paper has: ``委员37人现场踏勘``, ``常委会会议6次议题精准``."""


def heads_of(
    shade: str, figure: Figure, before: tuple[Token, ...], after: tuple[Token, ...]
) -> tuple[tuple[Token, ...], Token | None]:
    """The candidates of a figure's own clause (the noun glued to it in front, the noun behind it, then what stands
    farther in front, nearest first), and the word right beside it, before or behind."""
    behind = _behind(shade, figure, after) if after else ()
    next_to = after[0] if after and after[0].sort in NOUNS else None
    if next_to and (not is_glued(shade, figure.end, next_to.start) or _ABOUT.match(shade, next_to.end)):
        next_to = None
    if after and _TOLD.isdisjoint([token.sort for token in before if token.key != "act:have"]):
        # ``15件予以并案``: what was done stands behind.
        behind += tuple([token for token in reversed(after) if token.sort == "act"])
    if next_to and next_to.sort == "thing" and next_to.start - figure.end <= 1 and figure.unit not in _UNCOUNTED:
        # ``议事室实现17个镇全覆盖``: what stands right behind its number is what is counted.
        before = tuple(token for token in before if token.sort not in NOUNS or token.sort == "rate")
    if not before or (behind and len(before) > 1 and before[-2].text == "常委会" and before[-1].text in _DOES):
        return behind, next_to
    until = figure.start
    while len(before) > 1 and _is_light(before[-2], before[-1]) and is_glued(shade, before[-1].end, until):
        before, until = before[:-1], before[-1].start  # ``课题安排8个``
    last = before[-1]
    glued = is_glued(shade, last.end, until)
    front = _led(shade, before)
    beside = front[0] if glued and (front[0].sort in NOUNS or not next_to) else next_to
    if glued and next_to and front[0].sort == "deed" and next_to.sort == "thing":
        beside = next_to  # ``视察了9个项目`` counts what was viewed
    if not (glued and last.sort in NOUNS) and behind and not _PART.search(shade, figure.end, behind[0].start):
        return behind + front, beside
    return front + behind, beside


def _is_light(noun: Token, verb: Token) -> bool:
    """Whether a verb that says nothing stands right behind a noun."""
    return verb.key in _LIGHT and noun.sort in NOUNS and noun.text != "建议" and verb.start <= noun.end + 1


def is_glued(shade: str, start: int, end: int) -> bool:
    return start == end or GLUE.fullmatch(shade, start, end) is not None


def passive(
    shade: str,
    figure: Figure,
    tokens: Sequence[Token],
    starts: Sequence[int],
    figures: Sequence[Figure],
    index: int,
    edge: int,
) -> tuple[Token, ...]:
    """What was done to the things counted, said behind them: ``13份报告、8篇信息获市委领导批示`` (from 获 on)."""
    said = PASSIVE.search(shade, figure.end, edge)
    if not said:
        return ()
    position = figure.end
    for one in figures[index + 1 : index + LONGEST_LIST]:
        if one.start > said.start():
            break
        if not NEXT.search(shade, position, one.start):
            return ()  # ``17条建议有14条被采纳``: only the second was done
        position = one.end
    behind = tokens[bisect_left(starts, said.start()) : bisect_left(starts, edge)]
    for at, token in enumerate(behind):
        following = next((one for one in figures[index + 1 :] if one.start >= token.end), figure)
        if token.key in DONE and following.unit == figure.unit and is_glued(shade, token.end, following.start):
            return ()  # ``17条建议被县委采纳12条``
        is_honour = token.key == "act:select" and figure.unit in _HONOURED
        if token.key in DONE or (is_honour and DONE.isdisjoint([one.key for one in behind[at:]])):
            return tuple(behind[: at + 1])
        if token.text == "转报":
            # ``被省政协转报``: it took them up.
            return (*behind[:at], token.meaning("act", "adopt"))
    return ()


def _behind(shade: str, figure: Figure, after: tuple[Token, ...]) -> tuple[Token, ...]:
    """The nouns behind a figure: the last of the noun phrase first (``36条有针对性的意见建议``)."""
    phrase: list[Token] = []
    for token in after:
        if not phrase and (token.key in _LEADS or token.text == "组织委员"):
            continue
        if token.key == "act:file" and token.start == figure.end:
            continue  # ``将116件立案提案分解到58个部门``
        if token.sort not in ("deed", "meeting", "thing", "kind", "body"):
            break
        if phrase and (token.sort == "deed" or token.key == "thing:rule") and phrase[-1].key in _DOERS:
            break  # ``6个课题组走访企业``, ``9个界别召集人制度``
        if phrase and (
            token.start - phrase[-1].end > _APART or _ENDS_PHRASE.search(shade, phrase[-1].end, token.start)
        ):
            break
        phrase.append(token)
    nouns = [token for token in phrase if token.sort in NOUNS]
    if len(nouns) > 1 and nouns[-1].text == "活动" and nouns[-2].sort == "deed" and nouns[-2].end == nouns[-1].start:
        nouns.pop()  # ``参加一次调研视察活动``
    return tuple(reversed(nouns))


def _led(shade: str, before: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words before a figure, nearest first, but first the one that names the deed.

    Of ``界别协商活动`` that is 协商; of a list of deeds under one number the first (``调研视察和协商20次``), unless
    等 sums the list up (``视察等协商活动16次``).
    """
    at = len(before) - 1
    if before[at].sort not in ("deed", "meeting"):
        return before[::-1]
    if at > 1 and before[at].text == "会议" and before[at - 1].key == "act:hold" and before[at - 2].key in _SITTING:
        return (before[at - 2], *before[::-1])  # ``常委会召开会议5次``
    if at and before[at - 1].sort == "deed" and _GENERIC.fullmatch(shade, before[at].start, before[at].end):
        at -= not shade[before[at - 1].end : before[at].start].strip("”“类式的专题")
    while at and before[at - 1].sort in ("deed", "meeting"):
        between = shade[before[at - 1].end : before[at].start]
        if not _JOINED.match(between) if between else before[at].sort != before[at - 1].sort:
            break  # ``常委会专题学习4次`` are studies
        at -= 1
    return (before[at], *before[:at:-1], *before[:at][::-1])


_POOL: Final = re.compile("的?(?:来稿|来件|稿件|[^，。；0-9]{0,8}?(?:提案|信息|意见|建议))中(?!心|共)")
_PLACE: Final = re.compile("(?:先后|多次|分别)?在[^，。；0-9]{2,16}(?:会|会议|全会|论坛|讲堂)上")
_ON_TOPICS: Final = frozenset({"deed:consult", "deed:inspect", "deed:survey"})
_LEADING: Final = frozenset({"act:hold", "act:organise", "act:track"})
"""What may stand between a topic and the deed done on it (``对5项重点工作实施跟踪监督``)."""
_HANDED: Final = frozenset({"act:assign", "act:transfer"})
"""What is done to pieces that a number of bodies gets, said before that."""
_WITH: Final = re.compile("[与同和](?:有关|相关|[县区市旗州]直|职能|政府|承办|职责)*$")
"""Before those with whom a deed is done (``就4个题目与部门协商``)."""
_VIEWED: Final = frozenset(
    {"thing:place", "thing:handler", "thing:firm", "thing:member", "thing:proposal", "thing:platform"}
)
"""What a deed on is no deed for each (``对24个部门开展民主评议``)."""


def own_behind(
    shade: str,
    after: tuple[Token, ...],
    close: int,
    stop: int,
    *,
    is_before_figure: bool,
    is_handed_to_bodies: bool = False,
) -> tuple[Token, ...]:
    """The words behind a figure that speak of it: none of the next figure's verb, of a pool or of a place."""
    while (
        is_before_figure
        and after
        and (after[-1].sort == "act" or after[-1].key == "deed:visit")
        and after[-1].key != "act:merge_into"
        and not (after[-1].key == "act:train_who" and len(after) == 1)
        and GLUE.fullmatch(shade, after[-1].end, stop)
    ):
        if is_handed_to_bodies and after[-1].key in _HANDED:
            return (*after[:-1], after[-1].meaning("act", "assign"))  # ``将112件提案转交37个部门``
        after = after[:-1]  # ``166件提案已办结158件``
    visit = next((at for at, token in enumerate(after) if token.key == "deed:visit"), 0)
    if visit and after[0].key == "thing:place":
        after = after[:visit]  # ``深入22个行政村走访大户57户``
    if after and (among := _POOL.match(shade, close, stop)):
        return tuple(token for token in after if token.end <= among.end())  # ``从立案的151件提案中遴选重点提案``
    if after and (at_place := _PLACE.match(shade, close, stop)):
        return tuple(token for token in after if token.start >= at_place.end())  # ``先后3次在会上发言``
    return after


def deed_on(shade: str, after: tuple[Token, ...]) -> Token | None:
    """The deed that is done on the topics that a figure counts, said behind it."""
    found = None
    for token in after:
        if token.key in _ON_TOPICS:
            found = token
        elif (token.key in _VIEWED and not _WITH.search(shade, max(0, token.start - 6), token.start)) or (
            token.sort == "act" and token.key not in _LEADING
        ):
            break
    return found


_IN_WORDS: Final = re.compile("[\u4e00-\u9fff](?<![的了和与及等对为有共各是新增])")


def is_compound(shade: str, tokens: Sequence[Token], here: int, clause: int) -> bool:
    """Whether the word before a figure ends a longer one that the lexicon does not have (``农牧民委员19名``)."""
    start = tokens[here - 1].start
    return (
        tokens[here - 1].sort == "thing"
        and start > clause
        and _IN_WORDS.match(shade, start - 1) is not None
        and not (here > 1 and tokens[here - 2].end == start)
    )


_REACH: Final = 16
"""Characters from a number to the end of the compound."""


_CORE: Final = 3
"""Characters that may stand between a deed and the end of its compound."""


class _Suffixes:
    """The suffixes that one unit may count, before and behind its number."""

    def __init__(self, unit: str) -> None:
        own = [(key, words) for units, key, words, _ in SUFFIXES if unit in units.split()]
        either = "|".join(f"(?P<s{at}>{words})" for at, (_, words) in enumerate(own))
        self._keys = [key for key, _ in own]
        self.before = Ended(f"(?:{either}){GLUE.pattern}$")
        self.behind = re.compile(f"[^，。；：、！？（）0-9\\n]{{0,{_REACH}}}?(?:{either})(?=[，。；：、！？（）\\n]|$)")

    def token(self, match: re.Match[str]) -> Token:
        """What the compound stands for."""
        at, text = next((at, text) for at, text in enumerate(match.groups()) if text)
        sort, name = self._keys[at].split(":")
        end = match.end(f"s{at}")
        return Token(end - 1, end, text, sort, name, self._keys[at])


_BY_UNIT: Final = {unit: _Suffixes(unit) for units, *_ in SUFFIXES for unit in units.split()}


def _has_core(tokens: Sequence[Token], last: Token) -> bool:
    """Whether a word of the lexicon holds a compound's last character, or names its deed (读书 of 读书分享会)."""
    # A loop: compiled, a generator would be a list of all the words before, for each figure.
    at = bisect_left(tokens, last.end, key=attrgetter("start")) - 1
    while at >= 0 and last.start < tokens[at].end + _CORE:
        one = tokens[at]
        if last.start < one.end or (one.sort == "deed" and last.sort != "thing"):
            return True
        at -= 1
    return False


def with_heads_by_suffix(
    shade: str, end: int, figures: Sequence[Figure], tokens: tuple[Token, ...]
) -> tuple[Token, ...]:
    """The words of a sentence and, beside figures that stand beside none, those that compounds stand for."""
    more: list[Token] = []
    floor = 0
    for index, figure in enumerate(figures):
        if suffixes := _BY_UNIT.get(figure.unit):
            found = suffixes.before.search(shade, max(floor, figure.start - _REACH), figure.start)
            if not found:
                ceiling = figures[index + 1].start if index + 1 < len(figures) else end
                found = suffixes.behind.match(shade, figure.end, ceiling)
            if found:
                token = suffixes.token(found)
                if not _has_core(tokens, token):
                    more.append(token)
        floor = figure.end
    return tuple(sorted([*tokens, *more], key=attrgetter("start"))) if more else tokens
