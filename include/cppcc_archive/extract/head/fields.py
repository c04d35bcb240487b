"""What an info line's markup says of its fields: where each ends, and which value stands beside which label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from cppcc_archive.extract.chrome import BRACKETS, LONGEST_INFO, is_bare_label, is_footer, is_info_line, told_names
from cppcc_archive.extract.elements import BLOCK_TAGS
from cppcc_archive.extract.head.clues import EARLIEST
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.markup.dates import FoundDate, dates_in
from cppcc_archive.markup.text import one_line

_LONGEST_LABEL, _LONGEST_DAY, _LENGTH_OF_DAY = 12, 24, 8
_LABEL_ENDS = (":", "：", "时间", "日期", "来源", "稿源", "作者", "发布机构")
_BESIDE_DAY = re.compile(r"[\s\[\]【】〔〕()（）]|星期.|周[一二三四五六日]")
_MOST_LABELS = 6  # labels in a row of them
_FIELD = re.compile(r"[^:：]{1,10}[:：]\s*[^\s:：].*", re.DOTALL)
_LABEL_END = re.compile(r"[:：]\s*$")
_SHORT_DAY = re.compile(r"\d\d-\d\d-\d\d")
"""A day that stands alone, its year of two digits: elsewhere it may be anything, and is no date (``[25-01-07]`` is)."""
_MAY_INFORM = re.compile(r"199\d|20[0-3]\d|[源〇]|间：|记者|通讯员|口述|\d\d-\d\d[\]】〕〗]")
_APART = "\u3000\u3000"  # the end of a field


def plausible(text: str) -> list[FoundDate]:
    return [found for found in dates_in(text) if found.when.year >= EARLIEST]


def is_day(line: str) -> bool:
    """Whether a line is a day and nothing else."""
    found = next(iter(plausible(line)), None) if len(line) <= _LONGEST_DAY else None
    return found is not None and not _BESIDE_DAY.sub("", line[: found.start] + line[found.end :])


def tells_day(text: str) -> bool:
    """Whether a line says when or by whom an article was published."""
    may = len(text) < LONGEST_INFO and (_MAY_INFORM.search(text) is not None or text.startswith(BRACKETS))
    return may and is_info_line(text)


def labelled_lines(lines: Sequence[str]) -> list[str]:
    """The lines, a label alone in its line (in a table cell of its own) joined to what it labels: a row of labels to
    the row below it, cell by cell."""
    found: list[str] = []
    at = 0
    while at < len(lines):
        line, label = lines[at], found[-1] if found else ""
        row = _row_of_labels(lines, at) if is_bare_label(line) else []
        if row:
            found += [_joined(label, value) for label, value in row]
            at += 2 * len(row)
            continue
        is_label = label and len(label) <= _LONGEST_LABEL and (is_bare_label(label) or label.endswith(_LABEL_ENDS))
        if is_label and is_bare_label(line):
            found[-1:] = [_joined(label, ""), line]  # a field that stands empty
        elif is_label and not is_footer(line):
            found[-1] = _joined(label, line)
        else:
            found.append(f"[{line}]" if len(line) == _LENGTH_OF_DAY and _SHORT_DAY.fullmatch(line) else line)
        at += 1
    return found


def _row_of_labels(lines: Sequence[str], at: int) -> list[tuple[str, str]]:
    """The labels in a row from a line on, each with what stands below it."""
    labels = list(takewhile(is_bare_label, lines[at : at + _MOST_LABELS]))
    row = list(zip(labels, lines[at + len(labels) : at + 2 * len(labels)], strict=False))
    # Days, and days alone, stand below the labels of days, and no labels below labels.
    is_row = 1 < len(row) == len(labels) and all(
        label.rstrip(":：").endswith(("时间", "日期")) == is_day(value) and not is_bare_label(value)
        for label, value in row
    )
    return row if is_row else []


def _joined(label: str, value: str) -> str:
    return f"{label}：{value}" if label[-1] not in ":：" and is_bare_label(label) else label + value


def parted(nodes: Nodes, line: Line) -> str:
    """The line's text, with two wide spaces where a field ends or begins, a colon behind a label in its own element.

    A field ends with its element (``<span>来源：青沙县政协</span>评论``), at a link (``来源：青沙县政协 <a>评论</a>``),
    a label (``<label>来源</label>青沙县政协<label>作者</label>``), a day (``<i>青沙日报</i><i>2025-01-07</i>``) or hits
    (``<i>青沙日报</i><i>12人看过</i>``).
    """
    if line.end <= line.at + 1 or len(line.text) > LONGEST_INFO:
        return line.text
    parts: list[str] = []
    before = -1
    for at in range(line.at, line.end):
        text = nodes.texts[at]
        if not text or at in nodes.unseen:
            continue
        if not text.isspace():
            if before >= 0:
                parts.append(_between(nodes, before, at))
            before = at
        parts.append(text)
    return one_line("".join(parts))


def _between(nodes: Nodes, one: int, other: int) -> str:
    """What parts two texts of a line."""
    text = nodes.texts[one].strip()
    if _LABEL_END.search(text):
        return ""
    if nodes.parents[one] != nodes.parents[other] and is_bare_label(text):
        return "："
    label = one_line(nodes.texts[other])
    if (
        is_bare_label(label)
        or (len(label) <= _LONGEST_LABEL and _LABEL_END.search(label) and nodes.parents[one] != nodes.parents[other])
        or is_day(text)
        or is_day(nodes.texts[other].strip())
        or (label and told_names(label) == ())
    ):
        return _APART
    if nodes.tags[nodes.parents[other]] == "a" and nodes.parents[other] > one:
        return _APART
    for box in nodes.ancestors(other):
        if box <= one:
            break
        if _FIELD.match(one_line(nodes.text(box))):
            return _APART
    for box in nodes.ancestors(one):
        if nodes.tags[box] in BLOCK_TAGS or nodes.ends[box] > other:
            return ""
        if _FIELD.match(one_line(nodes.text(box))):
            return _APART
    return ""
