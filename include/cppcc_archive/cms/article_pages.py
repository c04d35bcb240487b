"""In-article pagination: the further pages of one article, told from the pages of a listing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from cppcc_archive.cms.listing.anchors import anchors_reading, base_url, resolve
from cppcc_archive.cms.listing.rows import find_rows
from cppcc_archive.cms.listing.scriptpagers import script_pager
from cppcc_archive.cms.listing.urlforms import looks_like_article, looks_like_column
from cppcc_archive.cms.registry import FAMILIES
from cppcc_archive.markup.page import Page

MAX_PAGES = 60
_PAGER_TEXT = re.compile(
    r"^[\s\[【<（(第]*(?:\d{1,3}|下\s*一?\s*页|后一?页|上\s*一?\s*页|尾\s*页|末\s*页|最后一页|next)[\s\]】>)）页»›]*$",
    re.IGNORECASE,
)
_FILE = re.compile(r"^(?P<folder>.*/)(?P<stem>[^/]+?)\.(?P<extension>s?html?|jsp|aspx?|php)$", re.IGNORECASE)
_PAGE_KEYS = frozenset({"page", "p", "pageno", "pagenum", "pageindex", "pn"})
_LISTING_ROWS = 5
_PAGER_SIGNS = ("reatePage", "Pager", "countPage")
_PAGE_BEHIND = re.compile(r"[_-]\d{1,3}$")
_TWIN = re.compile(r"[_-]\d{1,3}\.\w{2,5}$")
_PAGE_QUERY = re.compile(rf"\?(?:[^?\n]*[&;])?(?:{'|'.join(sorted(_PAGE_KEYS))})=\d", re.IGNORECASE)


def article_pages(page: Page, holds_prose: bool = False) -> tuple[str, ...]:
    """The pages of the same article that follow this one, absolute, in order; empty for a listing or a single page.

    ``holds_prose`` says that an article's text was found on the page: then only an address like a column's tells it
    from an article.

    Known by a pager script that is given the article's own file name (``createPageHTML(3, 0, "t20250107_1", "html")``)
    or by pager links to the own file name with a number behind it (``1390_2.html``, ``?id=5&page=2``).
    """
    if looks_like_column(page.url) if holds_prose else not _is_article(page):
        return ()
    return _scripted(page) or _linked(page)


def may_have_pages(url: str, targets: Sequence[str], scripts: Iterable[str]) -> bool:
    """A quick look before :func:`article_pages`: False only where that would find nothing.

    ``targets`` are the ``href`` values of the page's links, ``scripts`` its inline scripts.
    """
    if any(sign in code for code in scripts for sign in _PAGER_SIGNS):
        return True
    stem = url.rpartition("?")[0] or url
    stem = stem[stem.rfind("/") + 1 :].rpartition(".")[0]
    first = _PAGE_BEHIND.sub("", stem)
    joined = "\n".join(targets)
    if _PAGE_QUERY.search(joined):
        return True
    return bool(first) and first in joined and any(first in one and _TWIN.search(one) for one in joined.split("\n"))


def _is_article(page: Page) -> bool:
    named = [family for name, family in FAMILIES.items() if name != "generic"]
    if any(family.is_article_url(page.url) for family in named):
        return True
    if not looks_like_article(page.url):
        return False
    dated = [row for row in find_rows(page, looks_like_article, lambda _: None) if row.listed_date is not None]
    return len(dated) < _LISTING_ROWS


def _scripted(page: Page) -> tuple[str, ...]:
    pager = script_pager(page)
    if pager is None or pager.count < 2:
        return ()
    file = _FILE.match(urlsplit(page.url).path)
    name = pager.name.rsplit("/", 1)[-1]
    if file is None or file["stem"] not in {name, pager.address(max(0, pager.current)).rsplit(".", 1)[0]}:
        return ()
    base = base_url(page)
    urls = (resolve(base, pager.address(index)) for index in range(pager.current + 1, min(pager.count, MAX_PAGES)))
    return tuple(url for url in urls if url)


def _linked(page: Page) -> tuple[str, ...]:
    own = page.url
    first, here = _split_file(own, own)
    numbers: set[int] = set()
    build = None
    for anchor in anchors_reading(page, _PAGER_TEXT):
        if anchor.url is None:
            continue
        for found in (_file_number(first, anchor.url), _query_number(own, anchor.url)):
            if found is not None:
                numbers.add(found[0])
                build = build or found[1]
    if build is None:
        return ()
    current = here if here is not None else _own_query_page(own)
    last = min(max(numbers), MAX_PAGES)
    following = range(current + 1, last + 1) if current is not None else range(min(numbers), last + 1)
    return tuple(build.replace("\0", str(number)) for number in following)


def _split_file(url: str, _: str) -> tuple[str, int | None]:
    """The URL of the article's first page and the number behind this one's name, if it has a small one."""
    match = re.search(
        r"^(?P<head>.*/[^/?]*?\d[^/?]*?)[_-](?P<number>\d{1,2})(?P<tail>\.(?:s?html?|jsp|aspx?|php))$", url
    )
    if match is None:
        return url, None
    return match["head"] + match["tail"], int(match["number"])


def _file_number(first: str, url: str) -> tuple[int, str] | None:
    """(page number, URL pattern with NUL for the number) when ``url`` is ``first`` with a number behind its name."""
    head, dot, extension = first.rpartition(".")
    match = (
        re.fullmatch(rf"{re.escape(head)}(?P<join>[_-])(?P<number>\d{{1,3}})\.{re.escape(extension)}", url)
        if dot
        else None
    )
    return (int(match["number"]), f"{head}{match['join']}\0.{extension}") if match else None


def _query_number(own: str, url: str) -> tuple[int, str] | None:
    """The same for a page number in the query of an otherwise equal URL."""
    mine, other = urlsplit(own), urlsplit(url)
    if (mine.netloc, mine.path) != (other.netloc, other.path) or not other.query:
        return None
    rest, number, key = _without_page(other.query)
    if number is None or key is None or rest != _without_page(mine.query)[0]:
        return None
    query = urlencode([*rest, (key, "\0")]).replace("%00", "\0")
    return number, urlunsplit(other._replace(query=query))


def _own_query_page(url: str) -> int | None:
    return _without_page(urlsplit(url).query)[1] or 1


def _without_page(query: str) -> tuple[list[tuple[str, str]], int | None, str | None]:
    pairs = parse_qsl(query, keep_blank_values=True)
    rest = [(key, value) for key, value in pairs if key.lower() not in _PAGE_KEYS]
    page = next(((key, value) for key, value in pairs if key.lower() in _PAGE_KEYS), None)
    if page is None or not page[1].isdecimal() or len(page[1]) > 3:
        return rest, None, None
    return rest, int(page[1]), page[0]
