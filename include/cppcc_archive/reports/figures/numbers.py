"""Every number with a unit in the text, as (value, unit, qualifier, span), and nothing that only looks like one.

What is no figure: ordinals (第三次, 十届四次), dates and years, slogans (三重一大, “七个一”), anything inside 《》.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import zip_longest
from operator import attrgetter
from typing import Final, NamedTuple

from cppcc_archive.reports.anchors import Sought
from cppcc_archive.reports.figures.grid import Place, cells_in
from cppcc_archive.reports.figures.numerals import (
    CJK,
    DIGITS,
    FIGURE,
    FRACTION,
    MYRIADS,
    SCALES,
    STARTS,
    WHOLES,
    is_one_of_many,
    neighbours,
    parse_arabic,
    parse_chinese,
)
from cppcc_archive.reports.lexicon_table import (
    BARE_NOUNS,
    COUNTED_NOUNS,
    COUNTING_VERBS,
    IDIOMS,
    LIMIT_OF,
    LOST_MEASURES,
    NAMED_AFTER,
    NOT_AFTER_UNIT,
)
from cppcc_archive.reports.model import Qualifier

_BARE: Final = re.compile(r"(?P<num>[0-9]{1,5})(?P<mag>万)?(?P<mid>[余多])?(?=[，。；、）\n]|$)")
_BARE_NOUN: Final = re.compile(rf"(?:{BARE_NOUNS}) ?[共计达到约为]{{0,2}} ?$")
_QUOTED: Final = Sought(r"《[^《》\n]{1,120}》|“[^“”\n]{1,60}”|\"[^\"\n]{1,30}\"|‘[^‘’\n]{1,30}’")
_NUMBERED_SLOGAN: Final = re.compile(
    rf"“[0-9{CJK}]{{1,3}}[\u4e00-\u9fff]{{2,10}}(?:[、，][0-9{CJK}]{{1,3}}[\u4e00-\u9fff]{{2,10}})+”"
)
"""``“一个平台、两项机制、三支队伍”``."""
_STARTS_NUMERIC: Final = re.compile(rf"[“\"‘ ]+[0-9{CJK}]")
_NAMED_AFTER: Final = re.compile(NAMED_AFTER)
_IDIOM: Final = re.compile(IDIOMS)
_PLAINER: Final = {"成": "%", "个多月": "个月", "个多小时": "小时", "个小时": "小时", "个工作日": "工作日"}
_SAME_UNIT: Final = _PLAINER | {f"{unit}（次）": f"{unit}次" for unit in "人篇条件场"}
_NOT_AFTER: Final = {unit: re.compile(words) for unit, words in NOT_AFTER_UNIT.items()}
_COUNTS_NOTHING: Final = frozenset("第届廿卅转共总/.-—至到、和")
"""What stands before the numerals that the rules of :func:`_countable` begin with; most have none of it."""
_DOUBTFUL: Final = frozenset("年分")
"""Units that may be of a date, a clock or a word."""
_OF_PAGES: Final = frozenset({("版", "转"), ("页", "共"), ("页", "总"), ("页", "/")})
"""``下转2版``, ``共12页``: the paper's and the pager's own numbers."""
_TIMES: Final = frozenset({"年", "天", "个月", "个多月", "周年", "届次"})
_LASTING: Final = re.compile("历时|为期|长达|用时|耗时|连续")
_NONE: Final = re.compile("未|没有|从不")
"""``一年未提交一件``: nothing is counted."""
_COUNTED: Final = re.compile(rf"(?:{COUNTED_NOUNS})$")
_LIMIT_OF: Final = re.compile(LIMIT_OF)
_SITTING: Final = re.compile("届(?:人大|政协|委员会|[省市区县]委|党代会|人大常委会)$")
"""``五届人大五次会议`` is an ordinal."""
_COUNTING: Final = re.compile(rf"(?:{COUNTING_VERBS})(?:了|过|出版)?[^，。；：“”《》0-9]{{0,2}}$")
_BEFORE: Final[tuple[tuple[re.Pattern[str], Qualifier], ...]] = (
    (
        re.compile(
            r"(?:(?<![不未])(?:超过|超出|多于|高于)|不少于|不低于|至少|突破|最少|(?<!赶)超|(?<!不)逾)(?:了)? ?$"
        ),
        Qualifier.MORE_THAN,
    ),
    (re.compile(r"(?:不足|不到|少于|低于|至多|最多|不超过|未超过|不超出|不多于|不高于) ?$"), Qualifier.LESS_THAN),
    (
        re.compile(
            r"(?:将近|接近|大约|约计|约为|约|(?<![最附临邻新靠贴亲])近|大概|差不多)(?:有|占)? ?$"
            r"(?<![合节预签履制集公条契民守邀违]约)"
        ),
        Qualifier.APPROX,
    ),
    (re.compile(r"上 ?$"), Qualifier.APPROX),
)
_AT_LEAST: Final = re.compile(
    r"(?:至少|最少)(?:[^，。；：\n]{1,20}[、和及]|[^，。；：\n]{1,16}，(?=提交|提出|反映|撰写|参加|走访|联系|报送|结对|参与|领办|完成)){0,4}[^，。；：、\n0-9一二两三四五六七八九十]{0,16}(?<!每)$"
)
"""``至少提交1件提案、反映2条信息``: said before the verb."""
_AT_LEAST_REACH: Final = 60
_BEFORE_ENDS: Final = frozenset("过出于少破超逾了足到多近约计为概有占上")
"""The last characters of those words; most figures have none of them before."""
_ABOUT_SO: Final = dict.fromkeys(("左右", "上下"), Qualifier.APPROX)
_TAILS: Final = {"以上": Qualifier.MORE_THAN, **_ABOUT_SO, **dict.fromkeys(("以内", "以下"), Qualifier.LESS_THAN)}

PARTING: Final = re.compile("[\t\u3000\u2002\u2003\r\n\x0b\x0c]")
"""Blanks between two numbers, as against those within one."""
_LEADING: Final = 2
"""Digits before a full-width comma that can only be thousands; three may be a count that lost its measure word."""
_LEADS: Final = re.compile(r"[\u4e00-\u9fff]")


class Figure:
    """A number with its unit. ``start``/``end`` cut it with its qualifiers; ``bare`` when no measure word follows;
    ``low``/``high`` where a range is printed (``6—8件``: its value is the lower end); ``place``: in its grid."""

    # No dataclass: compiled, that would still begin in the interpreter.
    def __init__(
        self,
        start: int,
        end: int,
        value: float,
        unit: str,
        qualifier: Qualifier,
        bare: bool = False,
        low: float | None = None,
        high: float | None = None,
        place: Place | None = None,
    ) -> None:
        self.start, self.end, self.value, self.unit, self.qualifier = start, end, value, unit, qualifier
        self.bare, self.low, self.high, self.place = bare, low, high, place


def find_figures(shade: str, text: str) -> list[Figure]:
    """Figures of ``shade`` (see :mod:`.shadow`) in order; ``text`` settles which commas group thousands."""
    named = _named_bounds(shade)
    found: list[Figure] = []
    unmeasured: list[int] = []
    position = 0
    while start := STARTS.search(shade, position):
        match = FIGURE.match(shade, start.start())
        if match is None or "，" in match[0]:
            unmeasured.append(start.start())
        if match is None:
            position = start.end()
            continue
        figure = _figure(shade, text, match)
        position = match.end() if figure else max(start.end(), match.start("unit"))
        if figure and not lies_in(named, figure.start):
            found.append(figure)
    found = [one for one, after in zip_longest(found, found[1:]) if after is None or one.end <= after.start]
    found += _sharing(shade, found)
    found += _fractions(shade, named)
    found = _with_wholes(shade, found)
    taken = {figure.start for figure in found}
    for begin in unmeasured:
        if begin in taken or not (match := _BARE.match(shade, begin)) or lies_in(named, begin):
            continue
        if noun := _BARE_NOUN.search(shade, max(0, begin - 8), begin):  # longer is none
            qualifier = Qualifier.MORE_THAN if match["mid"] else Qualifier.EXACT
            unit = LOST_MEASURES.get(noun[0][:2], "")
            value = float(match["num"]) * MYRIADS.get(match["mag"], 1)
            found.append(Figure(begin, match.end(), value, unit, qualifier, bare=unit != "字"))
    cells = {cell.start: cell for cell in cells_in(shade, text)}
    for figure in found:
        if (cell := cells.get(figure.start)) and not figure.bare and figure.end == cell.end:
            figure.place = cells.pop(figure.start).place
    bare = {start: cell for start, cell in cells.items() if cell.unit}
    found = [figure for figure in found if figure.start not in bare]
    found += [Figure(*cell[:3], cell.unit or "", Qualifier.EXACT, place=cell.place) for cell in bare.values()]
    return sorted(found, key=attrgetter("start"))


def _figure(shade: str, text: str, match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    pct, part, number, mid, mag, mid2, unit, tenth, half, over, tail = match.groups()
    low: _Low | None = None
    guessed: float | None = None
    if pct:
        value, unit, number = _number(part), "%", ""
    else:
        if (number[0] > "9" and _IDIOM.match(shade, start)) or not _countable(shade, match, number, unit):
            return None
        if "，" in number and "，" in text[match.start("num") : match.end("num")]:
            # A full-width comma parts clauses, unless a number without a measure word stood before it (立案1，105件).
            comma = shade.index("，", match.start("num"), match.end("num"))
            if comma - match.start("num") > _LEADING or not _LEADS.match(shade, match.start("num") - 1):
                comma = shade.rindex("，", match.start("num"), match.end("num"))
                start, number = comma + 1, shade[comma + 1 : match.end("num")]
        if " " in number and PARTING.search(text, *match.span("num")):
            # A tab parts two cells, a wide blank two columns; one inside 1 98 件 or 1 151 件 is the typesetter's.
            start += number.rindex(" ") + 1
            number = number[number.rindex(" ") + 1 :]
        value = _number(number)
        guessed = neighbours(number)
        if guessed is not None:
            value = guessed
        low = None if value is None else _lower_end(shade, start, value, unit)
    if value is None:
        return None
    scale = 1.0
    for char in mag or "":
        scale *= MYRIADS.get(char) or SCALES[char]
    value *= scale
    if unit == "成":
        # 九成 is 90 %, 九成二 is 92 %.
        value = value * 10 + DIGITS.get(tenth or "", 0)
    if half:
        value += 5 if unit == "成" else 0.5  # 九成半 is 95 %
    before, qualifier = _before(shade, start, number)
    if guessed is not None:
        qualifier = Qualifier.APPROX
    if mid or mid2 or over or unit.startswith("个多"):
        qualifier = Qualifier.APPROX if mid == "来" else Qualifier.MORE_THAN
    elif number[:1] in _VAGUE:
        qualifier = Qualifier.APPROX
    elif number[-1:] in _VAGUE:
        qualifier = Qualifier.MORE_THAN
    if tail:
        qualifier = _TAILS.get(tail.strip().removeprefix("及"), qualifier)
    unit = _SAME_UNIT.get(unit, unit)
    if low is not None:
        lowest = low.value if low.scaled else low.value * scale
        return Figure(low.start, end, round(lowest, 6), unit, Qualifier.APPROX, False, lowest, round(value, 6))
    return Figure(before, end, value if value.is_integer() else round(value, 6), unit, qualifier)


_VAGUE: Final = frozenset("数几")


class _Low(NamedTuple):
    """The lower end of a range: where it begins, its value, and whether its own myriads are counted in."""

    start: int
    value: float
    scaled: bool


_RANGE: Final = re.compile(
    rf"(?<![0-9.年月日第届/—～~-])(?P<low>[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?|[{CJK}]{{1,4}})(?P<mag>[万亿])?(?P<unit>%|[件篇条次人名个项家户])?(?:—{{1,2}}|～|~|-|至|到)$"
)
_ORDINALS: Final = re.compile(rf"第(?:[0-9{CJK}]{{1,4}}[条期届次]?(?:—|-|至|到|[、和]))+$")
"""``第3—5次会议``, ``第九条、十条、十三条的规定`` are ordinals."""
_SPANNING: Final = frozenset("—-至到、和")
_NO_RANGE: Final = frozenset({"年", "分", "小时", "工作日", "个工作日"})


def _lower_end(shade: str, start: int, high: float, unit: str) -> _Low | None:
    """The lower end of the range that ends in the number at ``start``; a span of dates or ordinals is none."""
    if unit in _NO_RANGE or shade[start - 1 : start] not in "—～~-至到" or not start:
        return None
    match = _RANGE.search(shade, max(0, start - 14), start)
    if not match or (match["unit"] and match["unit"] != unit):
        return None
    low = _number(match["low"])
    if low is None or not 0 < low < high or (match["mag"] and low >= high):
        return None
    return _Low(match.start(), low * (MYRIADS[match["mag"]] if match["mag"] else 1), bool(match["mag"]))


_BARE_RUN: Final = re.compile(r"(?:分别|依次|各)[^，。；0-9]{0,14}((?:[0-9]{1,6}(?:\.[0-9]{1,2})?(?:、|和|及|与))+)$")
_BARE_ONE: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,2})?")


def _sharing(shade: str, found: Sequence[Figure]) -> list[Figure]:
    """``分别为84、19、5件``: the numbers before the last, which share its measure word."""
    more = []
    for figure in found:
        if shade[figure.start - 1 : figure.start] not in ("、", "和", "及", "与"):
            continue
        run = _BARE_RUN.search(shade, max(0, figure.start - 60), figure.start)
        for one in _BARE_ONE.finditer(shade, run.start(1), run.end(1)) if run else ():
            more.append(Figure(one.start(), one.end(), float(one[0]), figure.unit, Qualifier.EXACT))
    return more


def _fractions(shade: str, named: Sequence[int]) -> list[Figure]:
    """``三分之一`` as a percentage."""
    if "分之" not in shade:
        return []
    found = []
    for match in FRACTION.finditer(shade):
        part, whole = parse_chinese(match["part"]), parse_chinese(match["whole"])
        if part is None or not whole or part >= whole or lies_in(named, match.start()):
            continue
        start, qualifier = _before(shade, match.start(), match["part"])
        if match["tail"]:
            qualifier = _TAILS.get(match["tail"].removeprefix("及"), Qualifier.MORE_THAN)
            qualifier = Qualifier.LESS_THAN if match["tail"] == "弱" else qualifier
        found.append(Figure(start, match.end(), round(100 * part / whole, 6), "%", qualifier))
    return found


def _with_wholes(shade: str, found: list[Figure]) -> list[Figure]:
    """``办复率、见面率、满意率“三个百分百”``: one percentage of several rates, and no count of them."""
    if "个100" not in shade and "个百分" not in shade and "个“" not in shade:
        return found
    for match in WHOLES.finditer(shade):
        found = [one for one in found if one.end <= match.start() or one.start >= match.end()]
        found.append(Figure(*match.span("each"), 100.0, "%", Qualifier.EXACT))
    return found


def _number(printed: str) -> float | None:
    if printed[:1].isdecimal():
        return parse_arabic(printed)
    return parse_chinese(printed.strip("数几"))


def _before(shade: str, start: int, number: str) -> tuple[int, Qualifier]:
    floor = max(0, start - 5)
    if shade[floor:start].rstrip(" ")[-1:] in _BEFORE_ENDS:
        left = shade[floor:start]
        for pattern, qualifier in _BEFORE:
            match = pattern.search(left)
            if match and (left[match.start()] != "上" or number[:1] in "百千万"):
                return floor + match.start(), qualifier
    floor = max(0, start - 40)
    if shade.find("少", floor, start) >= 0 and _AT_LEAST.search(shade[floor:start]):
        return start, Qualifier.MORE_THAN
    return start, Qualifier.EXACT


def _countable(shade: str, match: re.Match[str], number: str, unit: str) -> bool:
    """Whether the numeral counts something here; see the word lists in :mod:`.lexicon`."""
    start, blocked = match.start(), _NOT_AFTER.get(unit)
    previous = shade[start - 1 : start].strip() or shade[max(0, start - 2) : start].strip()[-1:]
    if number[0].isdecimal() and not blocked and unit not in _DOUBTFUL and previous not in _COUNTS_NOTHING:
        return True
    after = shade[match.end() : match.end() + 4].lstrip()
    if previous in _COUNTS_NOTHING and (
        previous in ("第", "届", "廿", "卅")
        or (unit, previous) in _OF_PAGES
        or (
            previous
            and previous in "0123456789./-年月之"
            and number[0].isdecimal()
            and shade[start - 1 : start] in "./-"
            and not _RANGE.search(shade, max(0, start - 14), start)
        )
        or (previous in _SPANNING and _ORDINALS.search(shade, max(0, start - 20), start))
    ):
        return False
    if blocked and blocked.match(after):
        return False
    if unit == "年":
        is_span = number.isdecimal() and not number.startswith("0") and int(number) < 300 and not after.startswith("来")
        return is_span or _LASTING.search(shade, max(0, start - 2), start) is not None
    if unit == "分":
        # A score, no clock time (9时30分) and not the adverb (十分).
        return number[0].isdecimal() and previous not in ("时", "点", "：")
    if number[0].isdecimal():
        return True
    return _chinese_countable(shade, match, previous, after)


def _chinese_countable(shade: str, match: re.Match[str], previous: str, after: str) -> bool:
    start, number, unit = match.start(), match["num"], match["unit"]
    if previous == "近":
        # 近三年, 近两次 are spans of time; 近三成, 近两万人, 近二十次 are counts.
        return number[0] in "百千万" or (unit not in _TIMES and (len(number) > 1 or unit not in ("次", "期")))
    if previous == "》":
        return True
    if previous and previous in "每某这那各前后同首初" and shade[start - 2 : start] not in ("先后", "前后"):
        return False
    if number[0] in "百千万亿":
        is_kind = unit == "元" and _LIMIT_OF.match(shade, match.end())  # ``超千万元的项目3个``
        return not is_kind and bool(match["mid"] or match["mid2"] or _before(shade, start, number)[1] != "exact")
    if number == "二" or (unit in ("年", "个") and number == "一"):
        return False
    if number == "一" and unit != "成":
        if unit in ("个", "年", "天") or _NONE.search(shade, max(0, start - 6), start):
            return False
        if unit == "个月":
            return bool(match["tail"]) or after.startswith("内") or previous in "前期后"
        trailing = after[:1] in ("、", "，", "。", "；", "）", "") and _COUNTED.search(shade, max(0, start - 3), start)
        if is_one_of_many(shade, start, unit):
            return True
        is_demanded = previous not in "是有" and _AT_LEAST.search(shade, max(0, start - _AT_LEAST_REACH), start)
        return bool(trailing or is_demanded or _COUNTING.search(shade, max(0, start - 8), start))
    is_party = after.startswith(("党代会", "党代表大会"))
    if unit == "次" and (is_party or _SITTING.search(shade, max(0, start - 12), start)):
        return False
    if unit == "次" and re.match(r"(?:全体)?(?:会议|全会|常委会)(?!.{0,2}[，。])", after):
        return bool(_COUNTING.search(shade, max(0, start - 8), start))
    return True


def _named_bounds(shade: str) -> list[int]:
    """Where titles and slogans begin and end, inside which numbers belong to a name."""
    return [at for match in _QUOTED.finditer(shade) if _is_name(shade, match) for at in match.span()]


def _is_name(shade: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if shade[start] == "《":
        return True
    if (_STARTS_NUMERIC.match(shade, start) and end - start <= 14) or _NUMBERED_SLOGAN.fullmatch(shade, start, end):
        return True
    if end - start > 42:
        return False
    return bool(_NAMED_AFTER.match(shade, end)) or shade[max(0, start - 1) : start] in ("”", "、")


def lies_in(bounds: Sequence[int], position: int) -> bool:
    """Whether a position lies in one of the spans whose ``bounds`` are in order: start, end, start, end."""
    return bisect_right(bounds, position) % 2 == 1
