"""The way from the home page to an article, as the page shows it (当前位置)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cppcc_archive.extract.chrome import is_toolbar
from cppcc_archive.extract.elements import TEXT
from cppcc_archive.extract.nodes import Nodes
from cppcc_archive.extract.text import one_line

_LABEL = re.compile(
    r"(?:当前|现在|所在|您的|你的|现|目前)(?:的)?(?:所在)?(?:的)?位置\s*(?:是|在)?\s*[:：]?|^\s*位置\s*[:：]|您(?:现在)?(?:正)?(?:在)?(?:浏览的?是)\s*[:：]"
)
_STEP = re.compile(r"\s*(?:-{0,2}[>＞》»›→]+|\s[-/|\\]\s|\xa0-\xa0|::)\s*|\n+|[\xa0\u3000]{2,}")
_BLANKS = re.compile(" {2,}")
"""Templates' indentation: one blank says the same, and the pattern of steps takes the square of a run's length."""
_PAGE_WORDS = """
正文 内容 详情 详细 文章内容 浏览文章 信息内容 查看 列表 信息浏览 浏览信息 文章详情 内容详情 信息详情 详细内容 详细信息
文章正文
"""
_LAST = frozenset(_PAGE_WORDS.split())
_NAME = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|crumbs?|dqwz|position|location|bread|weizhi|BreadcrumbNav|curmb\w*|sitepath|path|place|wzdh|mbx)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HOME = re.compile(r"(?:网站)?(?:首\s*页|主页)\s*[>＞»›→]")
_LONGEST = 240


def read_breadcrumb(nodes: Nodes, title: str, before: int, above: Sequence[str]) -> tuple[str, ...]:
    """The steps from the first (usually 首页) to the column; the title itself and 正文 are no steps.
    It is looked for before node ``before``, where the body begins; ``above`` are the lines there."""
    at = _labelled(nodes, before)
    if at < 0:
        at = _named(nodes, before)
    if at >= 0:
        return _steps(_text_of(nodes, at), title)
    links = [
        one_line(nodes.text(index))
        for index, _, classes in nodes.named
        if classes and "CurrChnlCls" in classes and nodes.tags[index] == "a"
    ]
    return tuple(link for link in links if link) or _unlabelled(above, title)


def _unlabelled(above: Sequence[str], title: str) -> tuple[str, ...]:
    """A line above the body that begins at the home page."""
    for line in reversed(above):
        if len(line) < _LONGEST and _HOME.match(line):
            steps = _steps(line, title)
            if len(steps) > 1:
                return steps
    return ()


def _labelled(nodes: Nodes, before: int) -> int:
    """The smallest element around the label that holds steps as well."""
    if "位置" not in nodes.text(0, before):
        return -1
    labels = [index for index, text in enumerate(nodes.texts[:before]) if "位置" in text and _LABEL.search(text)]
    for index in labels:
        for depth, above in enumerate(nodes.ancestors(index)):
            if depth > 5:
                break
            whole = nodes.text(above)
            if len(whole) > _LONGEST * 3 or len(one_line(whole)) > _LONGEST:
                break
            if "a" in nodes.tags[above : nodes.ends[above]] or len(_steps(_text_of(nodes, above), "")) > 1:
                return above
    return -1


def _named(nodes: Nodes, before: int) -> int:
    for index, identity, classes in nodes.named_within(0, before):
        if _is_named(identity, classes) and 2 <= len(one_line(nodes.text(index))) <= _LONGEST:
            return index
    return -1


@lru_cache(2048)
def _is_named(*names: str | None) -> bool:
    return any(name and _NAME.search(name) for name in names)


def _text_of(nodes: Nodes, index: int) -> str:
    """The element's text with a break at every link and item, so that steps without a separator are told apart."""
    parts = []
    for place in range(index, nodes.ends[index]):
        tag = nodes.tags[place]
        if tag == TEXT:
            parts.append(nodes.texts[place].replace("\n", " "))
            above = nodes.parents[place]
            if nodes.tags[above] == "a" and nodes.ends[above] == place + 1:
                parts.append("\n")
        elif tag in ("a", "li", "div", "p", "td", "span"):
            parts.append("\n")
    return "".join(parts)


def _steps(text: str, title: str) -> tuple[str, ...]:
    short_title = "".join(title.split())
    label = _LABEL.search(text)
    if label:
        text = text[label.end() :]
    text = _BLANKS.sub(" ", text)
    found: list[str] = []
    for part in _STEP.split(text):
        step = one_line(part).strip(" >＞»›/\\|-:：\xa0[]【】")
        short = "".join(step.split())
        if found and is_toolbar(step):
            break
        if not step or step in _LAST or short == short_title:
            continue
        if len(short) >= 8 and short_title.startswith(short.rstrip(".…")):
            continue
        found.append(step)
    return tuple(found)
