# ruff: noqa: E501  (a row is read as one line)
"""The outline: 一、 → （一） → 1. → （1） → 一是, and the run-in leads of paragraphs, each with its section."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from cppcc_archive.reports.figures.numerals import parse_integer
from cppcc_archive.reports.lines import Line
from cppcc_archive.reports.model import Heading, Paragraph
from cppcc_archive.reports.shadow import shadow

_N: Final = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Marker:
    """A style of numbering: ``rank`` orders styles from the outside in. ``examples`` are tests."""

    rank: int
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


# fmt: off
MARKERS: Final[tuple[Marker, ...]] = (
    Marker(1, re.compile(rf"第?([{_N}]{{1,3}})(?:部分|章|篇) *[、：，]? *"), ("第一部分 2024年工作回顾", "第二章 会议")),
    Marker(2, re.compile(rf"([{_N}]{{1,3}}) *[、．.，](?! *[{_N}]{{1,2}}[、．.]) *"), ("一、2024年工作回顾", "二．主要工作")),
    Marker(3, re.compile(rf"（ *([{_N}]{{1,3}}) *）[、．.]? *"), ("（一）坚持党的领导", "(二)围绕中心")),
    Marker(4, re.compile(r"([1-9][0-9]?) *[、．.](?! *[0-9]) *"), ("1.加强学习", "2、深入调研")),
    Marker(5, re.compile(r"（ *([1-9][0-9]?) *）[、．.]? *|([1-9][0-9]?)） *|([①-⑳]) *"), ("（1）组织学习", "①提案工作")),
    Marker(6, re.compile(rf"([{_N}]{{1,2}})(?:是|要|则)(?=[^，。]) *|第([{_N}]{{1,2}})[，、] *"), ("一是强化理论武装。", "第一，提高站位。")),
)
# fmt: on
_BEGINS: Final = re.compile(f"[第（1-9①-⑳{_N}]")
"""What every marker begins with."""
_SPAN: Final = (
    r"(?:(?:20[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2}|今|明|去|过去的?[一三四五]|今后[一三四五]?|未来[三五]|新的一|五)年(?:度|来)?"
    rf"|[{_N}]{{1,3}}届|本届)"
)
LOST: Final = re.compile(
    rf"^{_SPAN}(?:[区县市]?政协|常委会)?的?(?:主要|重点)?的?(?:工作|任务)?[^，。；]{{0,6}}"
    r"(?:回顾|打算|安排|思路|任务|建议|计划|设想|总结|部署|意见|展望|要点|重点|情况)$"
    rf"|^{_SPAN}的?(?:主要|重点)工作$|^(?:回望|回首|回顾|展望|奋进|迎接)(?:20[0-9]{{2}}|过去)"
    r"|^(?:对|关于)?(?:今后|下一?步|下一?阶段|下[一半]年|来年)(?:一个时期|一段时间|[一三五]年)?的?(?:[区县市]?政协)?"
    r"(?:主要|重点)?工作的?(?:建议|意见|打算|安排|思路|任务|设想|重点|计划|部署|展望)$"
)
"""A line that reads like a numbered top heading but stands without its ordinal."""
_SENTENCE_END: Final = re.compile(r"[。！？；]")
_LEAD_STARTS_NOT: Final = re.compile(
    r"^(?:一年来|过去|各位|同志|同时|此外|我们|在此|现将|根据|今年|去年|全年|其中|会议|为了?|据|截至|当前|面对|[0-9]{2,4}年|会上|会前|会后|最后|主要)"
)
_LEAD_HAS_NOT: Final = re.compile(
    r"[0-9#：]|是[^，。]{0,20}(?:年|工作|渠道|形式|职能|基础|职责|结果|要求|保障)$|我们|同志们|委员们|[一二三四五六七八九十]+[次件篇条名位]"
)
_SAYS: Final = re.compile(r"[^\W_]")
"""A form's blank (``1．________``) is no heading."""
_LABEL: Final = re.compile(r"[^，：]{2,8}：(?=[^：]{15})(?=[^：]*[，、。；])")
"""``一、征集内容：`` with what is wanted behind it, in clauses, is a label and its paragraph the text."""
_SERIAL: Final = 6
_SERIES: Final = re.compile(r"[。；](?:二|三)(?:是|要|则)|[。；]第[二三][，、]")
"""一是 … 二是 … run on in one paragraph: an enumeration, no headings."""
_MAX_HEADING: Final = 80
_MAX_LEAD: Final = 36
_PARAGRAPH: Final = 40
_UNNUMBERED: Final = 7
_BARE: Final = re.compile(r"[\u4e00-\u9fff“][\u4e00-\u9fff“”，、·]*[\u4e00-\u9fff”]")


class _Found(NamedTuple):
    rank: int
    number: str | None
    value: int | None
    start: int
    end: int
    run_in: bool
    line: int


@lru_cache(maxsize=1024)
def ordinal_value(number: str) -> int | None:
    """The number in a printed marker: ``（三）`` 3, ``②`` 2."""
    for marker in MARKERS:
        if match := marker.pattern.match(shadow(number) + "字"):
            ordinal = next(group for group in match.groups() if group)
            return ord(ordinal) - 0x245F if "①" <= ordinal <= "⑳" else parse_integer(ordinal)
    return None


def find_outline(lines: list[Line], text: str, preface: int = 0) -> tuple[Heading, ...]:
    """Headings in order; ``preface`` lines at the start (title, date, speaker) are never headings."""
    found = _numbered(lines, preface)
    found = sorted(found + _lost(lines, found, preface), key=lambda item: item.start)
    found = sorted(found + _leads(lines, found, preface), key=lambda item: item.start)
    return _sections(found, lines, text)


def paragraphs_of(lines: list[Line], outline: tuple[Heading, ...]) -> tuple[Paragraph, ...]:
    """Every line with the index of the innermost section that holds it."""
    result: list[Paragraph] = []
    at, open_at = 0, list[int]()
    for line in lines:
        while at < len(outline) and outline[at].start < line.end:
            open_at.append(at)
            at += 1
        while open_at and outline[open_at[-1]].section_end <= line.start:
            open_at.pop()
        result.append(Paragraph(line.start, line.end, open_at[-1] if open_at else None))
    return tuple(result)


def _numbered(lines: list[Line], preface: int) -> list[_Found]:
    found: list[_Found] = []
    for index, line in enumerate(lines):
        if index < preface or line.table or not _BEGINS.match(line.text):
            continue
        for marker in MARKERS:
            match = marker.pattern.match(line.text)
            if match and match.end() < len(line.text):
                item = _heading_of(marker.rank, match, line, index)
                if item:
                    found.append(item)
                break
    return found


def _heading_of(rank: int, match: re.Match[str], line: Line, index: int) -> _Found | None:
    if rank == _SERIAL and _SERIES.search(line.text, match.end()):
        return None
    ordinal = next(group for group in match.groups() if group)
    value = ord(ordinal) - 0x245F if "①" <= ordinal <= "⑳" else parse_integer(ordinal)
    rest = line.text[match.end() :]
    stop = _SENTENCE_END.search(rest, 0, _MAX_HEADING + 1)
    length = stop.start() if stop else len(rest)
    run_in = stop is not None and stop.end() < len(rest)
    if not _SAYS.search(rest, 0, length):
        return None
    if lead := _LABEL.match(rest, 0, length + 1):
        length, run_in = lead.end() - 1, True
    elif length > _MAX_HEADING:
        comma = re.search(r"[，：]", rest)
        if rank < 3 or not comma or comma.start() > _MAX_LEAD or not comma.start():
            return None
        length, run_in = comma.start(), True
    start = line.start + match.end()
    return _Found(rank, match[0].strip(), value, start, start + length, run_in, index)


def _lost(lines: list[Line], numbered: list[_Found], preface: int) -> list[_Found]:
    """Top headings that stand on a line of their own without an ordinal."""
    taken = {item.line for item in numbered}
    order = [item.line for item in numbered]
    last = max(taken, default=-1)
    found: list[_Found] = []
    for index, line in enumerate(lines):
        if index < preface or index in taken or len(line.text) > 30 or not LOST.match(line.text.replace(" ", "")):
            continue
        place = bisect_right(order, index)
        following = numbered[place] if place < len(numbered) else None
        # It stands above a numbering that starts afresh below it, beside one that goes on.
        rank = 2 if following is None else following.rank - (following.value == 1)
        found.append(_Found(max(rank, 1), None, None, line.start, line.end, False, index))
    top = min((item.rank for item in numbered + found), default=2)
    return [item._replace(rank=top) if item.line > last else item for item in found]


def _leads(lines: list[Line], found: list[_Found], preface: int) -> list[_Found]:
    """Headings without a number, at least two of them below one numbered heading: a single one may be chance."""
    if not found:
        return []
    taken = {item.line for item in found}
    groups: dict[int, list[_Found]] = {}
    owner, at = -1, 0
    ordered = sorted(found, key=lambda item: item.line)
    for index, line in enumerate(lines):
        while at < len(ordered) and ordered[at].line <= index:
            owner, at = at, at + 1
        if index < preface or index in taken or owner < 0 or line.table:
            continue
        if item := _lead(line, index) or _bare_heading(lines, index):
            groups.setdefault(owner, []).append(item)
    return [item for owner, items in groups.items() if len(items) > 1 for item in items]


def _lead(line: Line, index: int) -> _Found | None:
    """The first sentence of a paragraph, where it reads like a heading."""
    text = line.text.lstrip("—")
    start = len(line.text) - len(text)
    longest = _MAX_HEADING if start else _MAX_LEAD
    stop = _SENTENCE_END.search(text, 0, longest + 1)
    if not stop or stop[0] != "。" or not 5 <= stop.start() <= longest or stop.end() >= len(text):
        return None
    lead = text[: stop.start()]
    if _LEAD_STARTS_NOT.match(lead) or _LEAD_HAS_NOT.search(lead) or lead.count("，") > 2:
        return None
    return _Found(_UNNUMBERED, None, None, line.start + start, line.start + start + stop.start(), True, index)


def _bare_heading(lines: list[Line], index: int) -> _Found | None:
    """A short line of its own above a paragraph: bold, or without any mark at its end."""
    line = lines[index]
    follows = index + 1 < len(lines) and (len(lines[index + 1].text) > _PARAGRAPH or line.bold)
    if not follows or not 4 <= len(line.text) <= _MAX_LEAD or not _BARE.fullmatch(line.text):
        return None
    return _Found(_UNNUMBERED, None, None, line.start, line.end, False, index)


def _sections(found: list[_Found], lines: list[Line], text: str) -> tuple[Heading, ...]:
    """Levels from the ranks in use, nested; every section ends where the next of its level or above begins."""
    levels: list[int] = []
    stack: list[int] = []
    for item in found:
        while stack and stack[-1] >= item.rank:
            stack.pop()
        stack.append(item.rank)
        levels.append(len(stack))
    ends = [len(text)] * len(found)
    open_at: list[int] = []
    for index, item in enumerate(found):
        while open_at and levels[open_at[-1]] >= levels[index]:
            ends[open_at.pop()] = lines[item.line].start
        open_at.append(index)
    for index in _ends_early(found, levels):
        line = found[index].line
        ends[index] = lines[line + 1].start if line + 1 < len(lines) else len(text)
    return tuple(
        Heading(level, _printed(item, lines, text), text[item.start : item.end], item.start, item.end, end, item.run_in)
        for item, level, end in zip(found, levels, ends, strict=True)
    )


def _ends_early(found: list[_Found], levels: list[int]) -> Iterator[int]:
    """The last of several run-in sections of one paragraph each: what follows belongs to what they stand in."""
    group: list[int] = []
    for index, level in enumerate([*levels, 0]):
        if group and level != levels[group[-1]]:
            is_last = level < levels[group[-1]]
            if is_last and len(group) > 1 and all(found[b].line == found[a].line + 1 for a, b in pairwise(group)):
                yield group[-1]
            group = []
        if index < len(found) and found[index].run_in:
            group.append(index)
        else:
            group = []


def _printed(item: _Found, lines: list[Line], text: str) -> str | None:
    """The marker as it stands in the text."""
    if item.number is None:
        return None
    start = lines[item.line].start
    return text[start : start + len(item.number)]
