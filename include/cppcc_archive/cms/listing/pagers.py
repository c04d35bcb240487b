"""Where a listing goes on: links called 下一页, numbered siblings, page selects; and what it claims about its size."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from cppcc_archive.cms.listing.anchors import Anchor, anchors, attribute, base_url, resolve, squeeze
from cppcc_archive.cms.listing.urlforms import is_other_file
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import twin_of

_NEXT_TEXT = re.compile(
    r"^[\s\[【<«]*(?:下\s*[一1]?\s*[页頁]|后\s*[一1]?\s*[页頁]|向后翻?页?|下翻|next(?:\s*page)?)[\s\]】>»›→]*$",
    re.IGNORECASE,
)
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])(?:next|nextpage|p_next|page-next|pagenext)(?:$|[\s_-])", re.IGNORECASE)
_NOT_NEXT = re.compile(r"尾|末|最后|上|前|首|last|prev|first|\d|»»|>>\|", re.IGNORECASE)
_NUMBER = re.compile(r"^[\[\s(（第]*(\d{1,4})[\]\s)）页]*$")
_CURRENT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:cur|current|on|active|now|this|here|selected|sel|thisclass|curpage)(?:$|[\s_-])", re.IGNORECASE
)
_TOTAL_ROWS = re.compile(
    r"(?:共\s*(?:有|计)?\s*[:：]?\s*(?P<a>\d{1,7})\s*(?:条|篇|项|个?记录|则|件|个文档|个主题)|总(?:记录)?(?:条)?数\s*[:：]?\s*(?P<b>\d{1,7})|记录总数\s*[:：]?\s*(?P<c>\d{1,7}))"
)
_PAGE_OF = re.compile(
    r"(?:页次|第|当前页?)?\s*[:：]?\s*(?<![\d年/-])(?P<k>\d{1,4})\s*页?\s*/\s*(?:共|总)?\s*(?P<n>\d{1,4})(?:\s*页|(?![\d/年-]))"
)
_PAGE_SELECT = re.compile(r"\d")


def next_link(page: Page) -> str | None:
    """The URL of the following listing page as the page links it, or None."""
    found = anchors(page)
    own = twin_of(page.url)
    for test in (_named_next, _classed_next):
        for anchor in found:
            if anchor.url and test(anchor) and twin_of(anchor.url) != own and not is_other_file(anchor.url):
                return anchor.url
    link = page.tree.css_first("link[rel=next][href]")
    if link is not None:
        url = resolve(base_url(page), attribute(link, "href"))
        if url and twin_of(url) != own:
            return url
    return _numbered_next(found, own) or _selected_next(page, own)


def total_rows(page: Page) -> int | None:
    """The number of rows the listing claims to have over all its pages (共 22 条, 总数22)."""
    match = _TOTAL_ROWS.search(_text(page))
    return int(match["a"] or match["b"] or match["c"]) if match else None


_PAGE_COUNTED = (
    re.compile(r"第\s*(?P<k>\d{1,4})\s*页[\s,，;；、|()（）]*(?:总共|共|总计)\s*(?P<n>\d{1,4})\s*页"),
    re.compile(r"共\s*(?P<n>\d{1,4})\s*页[^\d]{0,20}(?:当前)?(?:为)?第\s*(?P<k>\d{1,4})\s*页"),
)


def page_of(page: Page) -> tuple[int, int] | None:
    """(current page, number of pages), 1-based, where the page prints it (页次：2/39, 2/60)."""
    text = _text(page)
    for form in _PAGE_COUNTED:
        counted = form.search(text)
        if counted and 1 <= int(counted["k"]) <= int(counted["n"]):
            return int(counted["k"]), int(counted["n"])
    for match in _PAGE_OF.finditer(text):
        current, last = int(match["k"]), int(match["n"])
        if 1 <= current <= last and ("页" in match[0] or _near_pager(match)):
            return current, last
    return None


def _near_pager(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - 30) : match.end() + 30]
    return bool(re.search(r"共|首页|上页|上一页|下页|下一页|尾页", around))


def _text(page: Page) -> str:
    body = page.tree.body
    text = body.text(separator=" ") if body is not None else ""
    return squeeze(text[:400_000])


def _named_next(anchor: Anchor) -> bool:
    return bool(
        _NEXT_TEXT.match(anchor.text) or _NEXT_TEXT.match(attribute(anchor.node, "title").strip() or "-")
    ) or any(_NEXT_TEXT.match(attribute(image, "alt").strip() or "-") for image in anchor.node.css("img[alt]"))


def _classed_next(anchor: Anchor) -> bool:
    marks = f"{attribute(anchor.node, 'class')} {attribute(anchor.node, 'rel')}"
    return bool(_NEXT_CLASS.search(marks)) and len(anchor.text) <= 6 and not _NOT_NEXT.search(anchor.text)


def _numbered_next(found: list[Anchor], own: str) -> str | None:
    """The link numbered one more than the current page among siblings that are numbers."""
    pagers: dict[int, list[tuple[int, Anchor]]] = {}
    roots: dict[int, LexborNode] = {}
    links = _links_below(found)
    for anchor in found:
        match = _NUMBER.match(anchor.text)
        if match is None:
            continue
        root = _pager_root(anchor.node, links)
        roots[root.mem_id] = root
        pagers.setdefault(root.mem_id, []).append((int(match[1]), anchor))
    for key, numbered in pagers.items():
        if not any(anchor.url for _, anchor in numbered):
            continue
        current = _current(roots[key], numbered, own)
        if current is None:
            continue
        for number, anchor in numbered:
            if number == current + 1 and anchor.url and twin_of(anchor.url) != own:
                return anchor.url
    return None


def _pager_root(node: LexborNode, links: dict[int, int]) -> LexborNode:
    """The element that holds the pager a number stands in; ``links`` counts the links below each element."""
    root = node.parent or node
    for _ in range(3):
        above = root.parent
        if above is None or above.tag in {"body", "html", "-document"} or root.tag in {"ul", "ol", "tr", "table"}:
            break
        if links.get(root.mem_id, 0) >= 3:
            break
        root = above
    return root


def _links_below(found: list[Anchor]) -> dict[int, int]:
    """How many links each of the nearest elements above a link holds."""
    counts: dict[int, int] = {}
    for anchor in found:
        above = anchor.node.parent
        for _ in range(4):
            if above is None:
                break
            counts[above.mem_id] = counts.get(above.mem_id, 0) + 1
            above = above.parent
    return counts


def _current(root: LexborNode, numbered: list[tuple[int, Anchor]], own: str) -> int | None:
    """The number of the page we are on: marked, unlinked, linking to itself, or the gap in the sequence."""
    for number, anchor in numbered:
        if anchor.url and twin_of(anchor.url) == own:
            return number
    for number, anchor in numbered:
        parent = anchor.node.parent
        marks = attribute(anchor.node, "class") + " " + (attribute(parent, "class") if parent is not None else "")
        if _CURRENT_CLASS.search(marks):
            return number
    linked = {number for number, _ in numbered}
    for node in root.css("span, b, strong, em, i, font, li, td, u"):
        if node.css_first("a") is None:
            match = _NUMBER.match(squeeze(node.text()))
            if match and int(match[1]) not in linked and {int(match[1]) - 1, int(match[1]) + 1} & linked:
                return int(match[1])
    unlinked = [number for number, anchor in numbered if anchor.url is None]
    if len(unlinked) == 1:
        return unlinked[0]
    bare = re.sub(
        r"\s+", " ", "".join(part.text() or "" for part in root.iter(include_text=True) if part.tag == "-text")
    )
    for word in re.findall(r"\d{1,4}", bare):
        if int(word) not in linked and {int(word) - 1, int(word) + 1} & linked:
            return int(word)
    return None


def _selected_next(page: Page, own: str) -> str | None:
    """The option after the selected one in a select of page addresses."""
    base = base_url(page)
    for select in page.tree.css("select")[:40]:
        options = select.css("option[value]")[:2000]
        urls = [resolve(base, attribute(option, "value")) for option in options]
        if len(options) < 2 or not all(_PAGE_SELECT.search(squeeze(option.text())) for option in options[:3]):
            continue
        for index, option in enumerate(options[:-1]):
            mine = urls[index]
            if "selected" in option.attributes or (mine is not None and twin_of(mine) == own):
                following = urls[index + 1]
                if (
                    following
                    and twin_of(following) != own
                    and "/" in attribute(options[index + 1], "value") + following
                ):
                    return following if not attribute(options[index + 1], "value").strip().isdigit() else None
    return None
