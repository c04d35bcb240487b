"""The way from the home page to an article, as the page shows it (当前位置)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, islice, pairwise

from cppcc_archive.extract.chrome import is_sentence, is_toolbar, letters
from cppcc_archive.extract.elements import BLOCK_TAGS, TEXT
from cppcc_archive.extract.nodes import Line, Nodes
from cppcc_archive.extract.unseen import leads_nowhere
from cppcc_archive.markup.text import one_line

_LABEL = re.compile(
    r"(?:当前|现在|所在|您的|你的|现|目前)(?:的)?(?:所在)?(?:的)?位置\s*(?:是|在)?\s*[:：]?|^\s*位置\s*[:：]|您(?:现在)?(?:正)?(?:在)?(?:浏览的?是)\s*[:：]"
)
_LABEL_SIGNS = ("位置", "浏览的是", "浏览是")  # one of these stands in each label
_WEAK_LABEL = re.compile(r"^\s*当前\s*[:：]")  # what a clock or a weather box begins with as well
_MOST_NODES = 1000  # nodes of an element that shows the way; more is none, or made to buy time
_STEP = re.compile(r"\s*(?:-{0,2}[>＞》»›→]+|\s[-/／|\\]\s|\xa0-\xa0|::)\s*|\n+|[\xa0\u3000]{2,}")
_BLANKS = re.compile(r"[ \t\r\f\v]{2,}")
"""Templates' indentation: one blank says the same, and the pattern of steps takes the square of a run's length."""
_PAGE_WORDS = """
正文 内容 详情 详细 文章内容 浏览文章 信息内容 查看 列表 信息浏览 浏览信息 文章详情 内容详情 信息详情 详细内容 详细信息
文章正文 浏览正文 正文内容 查看内容 查看正文 阅读正文 浏览 文章浏览 阅读 信息 文章 新闻详情 新闻内容
"""
_LAST = frozenset(_PAGE_WORDS.split())
NAME_OF_WAY = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|crumbs?|dqwz|position|location|bread|weizhi|BreadcrumbNav|curmb\w*|sitepath|path|place|wzdh|mbx)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What elements are named that show the way from the home page."""
_HOME = re.compile(r"(?:网站)?(?:首\s*页|主页)\s*[>＞»›→]")
_AT_HOME = re.compile(r"(?:返回|网站)?(?:首\s*页|主页)(?=$|[^\w]|\s)")
_HOME_TARGET = re.compile(r"(?:https?://[^/]+)?/?(?:(?:index|default)\.\w{3,5})?", re.IGNORECASE)
_ARROW = re.compile(r"\S\s*[>＞»›→]")
_BAR = re.compile(r"[|｜/／·]|\s[-–—]+\s|\n[-–—]+\n")
"""What some templates print between steps, where it is sure that they are steps."""
_SLASH = re.compile(r"\s[/／\\·]\s")
_NO_STEP = re.compile(r"[:：，。；]|\d{4}[-年/.]")
_LONGEST_STEP = 20
_TELLING = 6  # letters from which ``<title>`` is an article's and no column's
_LABEL_LEVELS = 6  # elements around a label among which the one with the steps is
_MOST_LABELS = 20  # more labels than any page has: a hostile one must not buy time with them
_LONGEST = 240
_LONGEST_UNLABELLED, _MOST_STEPS = 80, 6
_NEAR = 20  # lines above the body among which an unlabelled way is looked for


def read_breadcrumb(
    nodes: Nodes, named: Sequence[int], title: str, before: int, above: Sequence[Line], placed: int = -1
) -> tuple[str, ...]:
    """The steps from the first (usually 首页) to the column; the title itself and 正文 are no steps.
    It is looked for before node ``before``, where the body begins; ``above`` are the lines there, ``named`` elements
    that are named for it, ``placed`` is where the site's layout has it (-1: nowhere)."""
    if placed >= 0 and 1 < len(steps := _steps(_text_of(nodes, placed), title)) <= _MOST_STEPS:
        return steps
    at = _labelled(nodes, before)
    steps = _steps(_text_of(nodes, at), title) if at >= 0 else ()
    if len(steps) < 2 and (other := _named(nodes, named, before, at)) >= 0:
        # A template's placeholder, and the site's own way in an element that is named for it.
        its = _steps(_text_of(nodes, other), title)
        at, steps = (other, its) if at < 0 or (len(its) > len(steps) and _are_short(its)) else (at, steps)
    if at >= 0:
        return steps
    links = [places for (_, classes), places in nodes.named.items() if classes and "CurrChnlCls" in classes]
    told = tuple(text for index in sorted(chain(*links)) if (text := one_line(nodes.text(index))))
    return told or _unlabelled(nodes, above, title)


def _unlabelled(nodes: Nodes, lines: Sequence[Line], title: str) -> tuple[str, ...]:
    """What stands next above the title and body and can only be the way there: steps with arrows between, or few that
    begin at the home page and are no menu. A menu is further up, has more entries, and leads somewhere with each."""
    for line in reversed(lines[-_NEAR:]):
        if len(line.text) > _LONGEST_UNLABELLED or is_sentence(line.text):
            continue
        # Behind a label, in a table's cell that holds the article as well: no element is the way's own.
        is_said = _HOME.match(line.text) or _LABEL.search(line.text)
        if is_said and len(steps := _steps(line.text, title)) > 1:
            return steps
        has_arrows, above = _ARROW.search(line.text) is not None, nodes.parents[line.at]
        is_told = has_arrows or _AT_HOME.match(line.text) is not None
        leads_home = nodes.tags[above] == "a" and _HOME_TARGET.fullmatch(nodes.attribute(above, "href"))
        around = _whole(nodes, line.at) if is_told or leads_home else -1
        # A lone link home is the site's name and its motto.
        if around < 0 or not (is_told or len(nodes.within("a", around, nodes.ends[around])) > 1):
            continue
        steps = _steps(_BAR.sub("\n", _text_of(nodes, around)), title)
        if (
            _are_short(steps)
            and (len(steps) > 1 or (steps and _AT_HOME.match(steps[0])))
            and (has_arrows or _is_way(nodes, around, len(steps)))
        ):
            return steps
    return ()


def _are_short(steps: Sequence[str]) -> bool:
    """Whether these are as few and as short as steps are."""
    return len(steps) <= _MOST_STEPS and not any(len(one) > _LONGEST_STEP or _NO_STEP.search(one) for one in steps)


def _is_way(nodes: Nodes, around: int, count: int) -> bool:
    """Whether a short row without arrows is a way: slashes between, or its last part is no link as in no menu."""
    text = _text_of(nodes, around)
    links = nodes.within("a", around, nodes.ends[around])
    if count > _MOST_STEPS - 2 or len(links) > count:
        return False
    last = text.strip().rsplit("\n", 1)[-1].strip()
    if len(links) < count or _SLASH.search(text) is not None or last in _LAST:
        return True
    return len(links) > 1 and all(_has_mark(nodes, nodes.ends[one], other) for one, other in pairwise(links))


def _has_mark(nodes: Nodes, start: int, end: int) -> bool:
    """Whether a picture or an empty element drawn by a style (an arrow) stands in a range."""
    empty = (tag for index, tag in enumerate(nodes.tags[start:end], start) if nodes.ends[index] == index + 1)
    return any(tag in ("img", "i", "em", "span") for tag in empty)


def _whole(nodes: Nodes, index: int) -> int:
    """The largest element around a step that is still short enough to be all steps; -1 for none."""
    found = -1
    for above in islice(nodes.ancestors(index), 5):
        if nodes.ends[above] - above > 60 or len(one_line(nodes.text(above))) > _LONGEST_UNLABELLED:
            break
        if nodes.tags[above] in BLOCK_TAGS:
            found = above
            if nodes.tags[above] not in ("li", "dd", "dt"):
                break
    return found


def _labelled(nodes: Nodes, before: int) -> int:
    """The smallest element around the label that holds steps as well."""
    texts, whole = nodes.texts, nodes.text(0, before)
    if not any(sign in whole for sign in _LABEL_SIGNS):
        return -1
    _, last = nodes.printed_within(0, before)
    signed = (index for index in nodes.printed[:last] if any(sign in texts[index] for sign in _LABEL_SIGNS))
    labels = [index for index in signed if _LABEL.search(texts[index])]
    found = [way for index in labels[:_MOST_LABELS] if (way := _around_label(nodes, index)) >= 0]
    return max(found, key=lambda way: _real_links(nodes, way), default=-1)


def _around_label(nodes: Nodes, index: int) -> int:
    for above in islice(nodes.ancestors(index), _LABEL_LEVELS):
        whole = nodes.text(above)
        if len(whole) > _LONGEST * 3 or len(one_line(whole)) > _LONGEST:
            break
        if "a" in nodes.tags[above : nodes.ends[above]] or len(_steps(_text_of(nodes, above), "")) > 1:
            return above
    return -1


def _real_links(nodes: Nodes, way: int) -> int:
    """How many links of a way lead somewhere: a placeholder's do not."""
    return sum(not leads_nowhere(nodes, index) for index in nodes.within("a", way, nodes.ends[way]))


def _named(nodes: Nodes, named: Sequence[int], before: int, other: int) -> int:
    """The first of the elements ``named`` for the way, an ``other`` one left out, that is as long as one."""
    there = (index for index in named[:_MOST_LABELS] if index < before and index != other)
    return next((index for index in there if 2 <= len(one_line(nodes.text(index))) <= _LONGEST), -1)


def _text_of(nodes: Nodes, index: int) -> str:
    """The element's text with a break at every link and item, so that steps without a separator are told apart."""
    parts = []
    for place in range(index, min(nodes.ends[index], index + _MOST_NODES)):
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
    short_title = letters(title)
    label = _LABEL.search(text) or _WEAK_LABEL.search(text)
    text = _BLANKS.sub(" ", text[label.end() :] if label else text)
    found: list[str] = []
    for part in _STEP.split(text):
        step = one_line(part).strip(" >＞»›/／\\|-–—:：\xa0[]【】")
        short = letters(step)
        if found and is_toolbar(step):
            break
        is_title = short == short_title and len(short) >= _TELLING
        begins_title = len(short) >= 8 and short_title.startswith(short.rstrip(".…"))
        if step and step not in _LAST and not (is_title or begins_title):
            found.append(step)
    return tuple(found)
