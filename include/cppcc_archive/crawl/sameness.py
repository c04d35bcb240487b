"""Whether a page that is not byte for byte what it was says anything else than it said. Pure.

Visit counters, view states, tokens, clocks and lists beside the article change with every look; a report does not. The
comparison is of what is read (the article with its files and pages) and of how the page is built: a page made anew is a
change, whatever it says.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cppcc_archive.extract import Document, extract
from cppcc_archive.markup.page import Page

SAME_BUILD = 0.9
"""Share of kinds of elements (tag, class, id) that two pages of one template have in common."""

MOST_ELEMENTS = 20_000

_COUNTED = "浏览|点击|阅读|访问|查看|人气|点赞|热度"
_COUNTER = re.compile(
    rf"((?:(?:{_COUNTED})(?:次数|数量|总数|量|数|率)\s*[:：]?|(?:{_COUNTED}|\bhits?|\bviews?)\s*[:：])\s*[\[(（]?\s*)\d+",
    re.IGNORECASE,
)
_LONGEST_COUNTER = 60
"""Characters of a line that may be a counter's; in prose such a word is an author's."""
_FIELD = re.compile(r"<input\b[^<>]{0,300}?>", re.IGNORECASE)
_HIDDEN = re.compile(r"type\s*=\s*[\"']?hidden", re.IGNORECASE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_COMMENT = re.compile(r"<!--[^<>]{0,300}?-->")
_NUMBERED = re.compile(r"[\w-]*\d[\w-]*")
"""A name with a number in it: an item's of a list, or one that a build tool makes anew."""
_FILE = re.compile(r"\.[A-Za-z0-9]{2,5}$")
_CACHE = re.compile(r"(?:_|t|ts|time(?:stamp)?|r|rnd|rand(?:om)?|v|ver(?:sion)?|sign|token|nocache)=", re.IGNORECASE)


def same_but_for(before: Page, now: Page) -> str | None:
    """What alone differs, in words, where the page says what it said; None for a change."""
    if _plain(before.html) == _plain(now.html):
        return "counters and tokens"
    was, is_ = (extract(page.body, page.url, page.charset) for page in (before, now))
    if not (was.blocks and was.text.strip()) or _said(was) != _said(is_) or not _built_alike(before, now):
        return None
    return "what stands beside the article"


def _plain(html: str) -> str:
    """The markup without hidden fields that hold no Chinese, comments, and counters' numbers."""
    html = _FIELD.sub(lambda field: "" if _is_token(field[0]) else field[0], html)
    html = _COMMENT.sub("", html)
    return "\n".join(_uncounted(line) for line in re.split(r"(?=<)|\n", html))


def _is_token(field: str) -> bool:
    return bool(_HIDDEN.search(field)) and not _CHINESE.search(field)


def _uncounted(line: str) -> str:
    """A short line without its counter's number."""
    return _COUNTER.sub(r"\1", line) if len(line) <= _LONGEST_COUNTER else line


def _said(document: Document) -> Document:
    """What an archive keeps of the article."""
    blocks = tuple(
        block._replace(text=_uncounted(block.text), src=block.src and _settled(block.src)) for block in document.blocks
    )
    files, pictures = (
        tuple(replace(one, url=_settled(one.url)) for one in found) for found in (document.attachments, document.images)
    )
    said = replace(document, blocks=blocks, attachments=files, images=pictures)
    return replace(said, url="", encoding="", method="", warnings=(), layout=None, template=None)


def _settled(url: str) -> str:
    """A file's address without what caches are kept off by: any query behind a file's name, else the fields of the
    usual names."""
    address, mark, query = url.partition("?")
    if not mark or _FILE.search(address):
        return address
    return f"{address}?{'&'.join(field for field in query.split('&') if not _CACHE.match(field))}"


def _built_alike(before: Page, now: Page) -> bool:
    was, is_ = _kinds(before), _kinds(now)
    return len(was & is_) >= SAME_BUILD * len(was | is_)


def _kinds(page: Page) -> set[tuple[str, str]]:
    """The kinds of elements of a page; names with numbers (a list's items) make no kind of their own."""
    return {
        (node.tag or "", _NUMBERED.sub("0", f"{node.attributes.get('class') or ''}#{node.attributes.get('id') or ''}"))
        for node in page.tree.css("body *")[:MOST_ELEMENTS]
    }
