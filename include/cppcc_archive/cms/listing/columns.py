"""Finding a site's columns from its home page or a parent column, scored for how likely they hold reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from cppcc_archive.cms.base import ColumnLink
from cppcc_archive.cms.listing.anchors import Anchor, anchors, attribute, squeeze, written_links
from cppcc_archive.cms.listing.blocks import Blocks
from cppcc_archive.cms.listing.urlforms import is_other_file, looks_like_column
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import host_key, twin_of

MAX_COLUMNS = 200

COLUMN_WORDS: tuple[tuple[str, float], ...] = (
    ("工作报告", 6.0),
    ("常委会工作", 6.0),
    ("提案工作", 5.0),
    ("提案", 5.0),
    ("社情民意", 5.0),
    ("领导讲话", 5.0),
    ("重要讲话", 4.5),
    ("主席讲话", 5.0),
    ("讲话", 4.0),
    ("全体会议", 5.0),
    ("全委会", 4.5),
    ("常委会", 5.0),
    ("主席会议", 5.0),
    ("重要会议", 4.5),
    ("会议", 4.0),
    ("两会", 4.0),
    ("报告", 4.0),
    ("决议", 4.0),
    ("文件", 4.0),
    ("公报", 3.5),
    ("建言资政", 4.0),
    ("调研", 3.5),
    ("视察", 3.0),
    ("协商", 3.5),
    ("民主监督", 3.5),
    ("参政议政", 3.5),
    ("履职", 3.0),
    ("委员", 3.0),
    ("专委会", 3.0),
    ("专门委员会", 3.0),
    ("政协", 2.5),
    ("公告", 3.0),
    ("通知", 3.0),
    ("公示", 2.0),
    ("规章", 2.5),
    ("制度", 2.0),
    ("章程", 2.0),
    ("计划", 2.0),
    ("总结", 2.5),
    ("要闻", 2.0),
    ("动态", 2.0),
    ("新闻", 2.0),
    ("信息公开", 1.5),
    ("政务", 1.5),
    ("公开", 1.0),
    ("文史", 1.0),
)
"""Words of a column's name and what they say for it (工作报告 most)."""

_UNWANTED = re.compile(
    r"登录|注册|搜索|检索|首页|地图|联系|邮箱|信箱|投诉|举报|友情|链接|English|无障碍|繁体|收藏|论坛|贴吧|博客|微博|微信|视频|图片|相册|招商|旅游|天气|办事|下载|订阅|RSS|版权|声明|关于|帮助|问卷|调查|投票|直播|访谈|上一?页|下一?页|末页|尾页",
    re.IGNORECASE,
)
_DULL = re.compile(r"指南|目录|申请|年度报告|意见箱|简介|概况|概览|机构|职能|导航|风采|风光|名录|通讯录|值班|招聘|采购")
_PAGER = re.compile(
    r"^[\s\[<(（第«»‹›]*(?:\d+|首\s*页|第一页|[上下前后]\s*一?\s*页|[尾末]\s*页|最后一页|next|prev\w*)[\s\]>)）页«»‹›]*$",
    re.IGNORECASE,
)
_MORE = re.compile(r"^[\s\[【<>»›+·.…]*+(?:更\s*多|more|查看更多|全部|列表)?[\s\]】<>»›+·.…]*$", re.IGNORECASE)
_NAME_END = re.compile(r"(?<![\s>»›:：|·])[\s>»›:：|·]++$")
_NAME_LEAD = re.compile(r"^[\s>»›|·•▪■◆●★\-]+")
_MAX_NAME = 20
_LONGEST_HEADING = 12
_MIN_SCORE = 0.5

ArticleTest = Callable[[str], bool]
ColumnTest = Callable[[str], bool]


def find_columns(page: Page, is_article: ArticleTest, is_column: ColumnTest) -> list[ColumnLink]:
    """The columns ``page`` links, best first; several names of one column count once, the best named.

    A page below a folder (a committee's section of the county's site) keeps to that folder when it links columns there.
    """
    best: dict[str, ColumnLink] = {}
    order: dict[str, int] = {}
    home = twin_of(page.url)
    root = f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}/"
    for url, name in _named(page):
        key = twin_of(url)
        if key in {home, twin_of(root)} or is_article(url) or is_other_file(url) or _PAGER.match(name):
            continue
        found = _scored(page.url, url, name, is_column)
        order.setdefault(key, len(order))
        if found is not None and (key not in best or found.score > best[key].score):
            best[key] = found
    columns = _within_section(page.url, list(best.values()))
    return sorted(columns, key=lambda column: (-column.score, order[twin_of(column.url)]))[:MAX_COLUMNS]


def score_name(name: str) -> tuple[float, tuple[str, ...]]:
    """How much a column's name promises reports, with the words that said so (the strongest counts most)."""
    hits: list[tuple[float, str]] = []
    rest = name
    for word, weight in COLUMN_WORDS:
        if word in rest:
            hits.append((weight, word))
            rest = rest.replace(word, "　")
    hits.sort(reverse=True)
    score = hits[0][0] + 0.25 * sum(weight for weight, _ in hits[1:]) if hits else 0.0
    return score, tuple(f"name holds {word}" for _, word in hits)


def _scored(home: str, url: str, name: str, is_column: ColumnTest) -> ColumnLink | None:
    score, reasons = score_name(name)
    notes = list(reasons)
    if is_column(url):
        score += 1.0
        notes.append("address of a column")
    elif looks_like_column(url):
        score += 0.5
        notes.append("address like a listing")
    elif not reasons:
        return None
    if _UNWANTED.search(name):
        score -= 3.0
        notes.append("name of a service page")
    elif _DULL.search(name):
        score -= 1.5
        notes.append("name of a standing page")
    if host_key(url) != host_key(home):
        score -= 1.0
        notes.append("another host of the same site")
    if score < _MIN_SCORE or len(name) < 2:
        return None
    return ColumnLink(url, name, round(score, 2), tuple(notes))


def _named(page: Page) -> Iterator[tuple[str, str]]:
    blocks = Blocks(page)
    for anchor in anchors(page):
        if anchor.url is None:
            continue
        name = _name(anchor, blocks)
        if 2 <= len(name) <= _MAX_NAME:
            yield anchor.url, name
    for link in written_links(page):
        name = _tidy(link.text)
        if 2 <= len(name) <= _MAX_NAME:
            yield link.url, name


def _name(anchor: Anchor, blocks: Blocks) -> str:
    """The column's name: the link's text, its title or picture's name, or for 更多 the heading of its block."""
    text = _tidy(anchor.text)
    hint = _tidy(attribute(anchor.node, "title") or attribute(anchor.node, "alt"))
    if _MORE.match(text):
        image = anchor.node.css_first("img[alt]")
        named = _tidy(attribute(image, "alt")) if image is not None else ""
        for name in (hint, named):
            if name and not _MORE.match(name):
                return name
        return _block_heading(anchor.node, blocks)
    return text if len(text) <= _MAX_NAME or not hint else hint


def _block_heading(node: LexborNode, blocks: Blocks) -> str:
    """The heading of the block a 更多 link stands in: the first short text of the nearest element that has one."""
    above = node.parent
    for _ in range(4):
        if above is None or above.tag in {"body", "html"}:
            return ""
        for said in blocks.openings(above, node):
            text = _tidy(said)
            if 2 <= len(text) <= _LONGEST_HEADING and not _MORE.match(text):
                return re.sub(r"\s*(?:更多|more).*$", "", text, flags=re.IGNORECASE)
        above = above.parent
    return ""


def _tidy(text: str) -> str:
    return _NAME_LEAD.sub("", _NAME_END.sub("", squeeze(text)))


def _within_section(home: str, columns: list[ColumnLink]) -> list[ColumnLink]:
    folder = urlsplit(home).path.rsplit("/", 1)[0] + "/"
    if folder == "/":
        return columns
    host = host_key(home)
    inside = [c for c in columns if host_key(c.url) == host and urlsplit(c.url).path.startswith(folder)]
    return inside if len(inside) >= 2 else columns
