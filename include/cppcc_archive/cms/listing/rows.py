"""Finding the rows of a listing in any markup: repeated elements that each hold one link, a title and mostly a date.

Works without knowing the vendor: links that stand in like-built elements form a group, groups are scored by what their
rows look like (dates, article addresses, long titles), the best group is the listing. Navigation, pagers, hot lists and
friendly links lose by the same score.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborNode

from cppcc_archive.cms.base import ArticleLink
from cppcc_archive.cms.listing.anchors import Anchor, anchors, attribute, squeeze
from cppcc_archive.cms.listing.rowdates import beside_date, has_yearless, printed_date, row_date
from cppcc_archive.cms.listing.urlforms import is_document, is_other_file, looks_like_article, looks_like_column
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.urls import twin_key

_CLIMB = 10
_MAX_ROW_TEXT = 3000
_MAX_PARTS = 60
_MAX_TITLE = 1000
_MAX_DATE_TEXT = 48
_SMALL_LINKS = 2
_MANY = 5
_MAX_GROUPS = 40
_LISTED_UNDATED = 3.0
_SIDE_HEADING = re.compile(
    r"热[门点文]|排行|推荐|点击|相关|猜你|浏览|阅读榜|最[新近](?:更新|文章|发布|信息)|友情|图片新闻|hot", re.IGNORECASE
)
_STOP_TAGS = frozenset({"body", "html", "ul", "ol", "table", "tbody", "form", "-document", "map"})
_BLOCKS = frozenset({"div", "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "section", "article"})
_CHROME_WORDS = re.compile(
    r"^(?:[\d\s<>«»‹›|\[\]（）()…·.-]*|首\s*页|尾\s*页|末\s*页|上一?页|下一?页|前一?页|后一?页|更\s*多.{0,3}|more.{0,3}|详\s*情|\[?\s*详[细情]\s*\]?|查看(?:详情|全文|更多)?"
    r"|阅读全文|全文|返回.{0,4}|设为首页|加入收藏|收藏本站|网站地图|登录|注册|搜索|打印|关闭|点击查看|跳转|转到|确定|English|繁体(?:版|中文)?|简体(?:版|中文)?)$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^[\s·•▪■□◆◇●○▶►★☆›»>*\-–—|\xa0　]+")
_TRAIL_DATE = re.compile(
    r"(?<![\s\[(（【])[\s\[(（【]*+(?:(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?)(?:\s+\d{1,2}:\d\d(?::\d\d)?)?[\s\])）】]*$"
)
_LEAD_DATE = re.compile(r"^[\s\[(（【]*+(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}[\s\])）】]+")
_CUT = re.compile(r"(?:\.{2,}|…+|。。。)\s*$")

ArticleTest = Callable[[str], bool]
UrlDate = Callable[[str], date | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One found row: its link, the element it stands in, and how much it looks like a listing's row."""

    index: int
    link: ArticleLink
    node: LexborNode
    score: float
    dated: bool
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a listing: what is on this site, and what only leads away from it."""

    links: tuple[ArticleLink, ...] = ()
    elsewhere: tuple[ArticleLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows built alike: what may be a listing."""

    rows: tuple[Row, ...]

    @property
    def total(self) -> float:
        """The sum of the rows' scores."""
        return sum(row.score for row in self.rows)

    @property
    def mean(self) -> float:
        """The rows' mean score."""
        return self.total / len(self.rows)

    @property
    def listed(self) -> bool:
        """Whether most rows print a date and lead to articles: what side lists and menus mostly do not."""
        return self.dated >= 0.5 and self.mean >= 4.0

    @property
    def dated(self) -> float:
        """The share of rows that print a date."""
        return sum(row.dated for row in self.rows) / len(self.rows)


def find_rows(
    page: Page,
    is_article: ArticleTest,
    url_date: UrlDate,
    *,
    is_column: ArticleTest = lambda _: False,
    paged: bool = False,
) -> tuple[ArticleLink, ...]:
    """The listing's rows in document order, one a target.

    ``is_article``, ``is_column`` and ``url_date`` are the family's; what is surely a column is no row. ``paged`` says
    that the page has a pager, so that one listing is on it and no side list belongs to it.
    """
    return read_rows(page, is_article, url_date, is_column=is_column, paged=paged).links


def read_rows(
    page: Page,
    is_article: ArticleTest,
    url_date: UrlDate,
    *,
    is_column: ArticleTest = lambda _: False,
    paged: bool = False,
) -> Rows:
    """:func:`find_rows`, and beside them the rows of the listing that lead elsewhere."""
    groups = _groups(page, is_article, url_date, is_column)
    here = {key: own for key, rows in groups.items() if (own := [row for row in rows if not row.elsewhere])}
    away = {key: far for key, rows in groups.items() if (far := [row for row in rows if row.elsewhere])}
    chosen = _choose([Group(tuple(rows)) for rows in here.values()], paged)
    found = _in_order(row for group in chosen for row in group.rows)
    if not away:
        return Rows(found)
    signatures = {_signature(group.rows[0].node) for group in chosen}
    others = [Group(tuple(rows)) for rows in away.values()]
    lists = [group for group in others if group.listed] if chosen else _choose(others, paged)
    leading = [
        group
        for key, group in zip(away, others, strict=True)
        if key in signatures or any(group is one for one in lists)
    ]
    return Rows(found, _in_order(row for group in leading for row in group.rows))


def one_row(page: Page, is_article: ArticleTest, url_date: UrlDate) -> ArticleLink | None:
    """The row of a snippet that is known to hold exactly one, whatever it looks like."""
    inside = [anchor for anchor in anchors(page) if anchor.url is not None]
    body = page.tree.body
    if not inside or body is None:
        return None
    wanted = next((anchor.key for anchor in inside if is_article(anchor.key)), inside[0].key)
    row = _row(0, body, [anchor for anchor in inside if anchor.key == wanted], is_article, url_date)
    return row.link if row is not None else None


def _in_order(rows: Iterable[Row]) -> tuple[ArticleLink, ...]:
    return unique(row.link for row in sorted(rows, key=lambda row: row.index))


def unique(links: Iterable[ArticleLink]) -> tuple[ArticleLink, ...]:
    """The links without twins (http/https, trailing slash), first one kept."""
    seen: dict[str, ArticleLink] = {}
    for link in links:
        # What is behind the # counts only where it is a route, which no crawlable address has.
        seen.setdefault(twin_key(link.url) + link.url.partition("#")[2], link)
    return tuple(seen.values())


def _groups(
    page: Page, is_article: ArticleTest, url_date: UrlDate, is_column: ArticleTest
) -> dict[tuple[str, ...], list[Row]]:
    """Rows by what they are built like."""
    found = anchors(page)
    keys = _keys_below(found, is_article)
    own = _own_key(page)
    by_row: dict[int, tuple[LexborNode, list[Anchor]]] = {}
    for anchor in found:
        if anchor.url is None and anchor.elsewhere is None:
            continue
        if anchor.url is not None and (twin_key(anchor.url) == own or is_column(anchor.url)):
            continue
        node = _row_node(anchor, keys)
        by_row.setdefault(node.mem_id, (node, []))[1].append(anchor)
    groups: dict[tuple[str, ...], list[Row]] = {}
    for index, (node, inside) in enumerate(by_row.values()):
        row = _row(index, node, inside, is_article, url_date)
        if row is not None:
            groups.setdefault(_signature(node), []).append(row)
    return groups


def _own_key(page: Page) -> str:
    try:
        return twin_key(page.url)
    except ValueError:
        return ""


@dataclass(slots=True)
class _Below:
    """The targets below an element: those of titles, and those of small links beside them (column, 详情)."""

    titles: set[str]
    small: set[str]

    def only(self, anchor: Anchor) -> bool:
        """Whether the element can be the row of ``anchor``'s target."""
        others = self.small - {anchor.key}
        if anchor.key in self.titles:
            return len(self.titles) == 1 and len(others) <= _SMALL_LINKS
        return not self.titles and not others


def _keys_below(found: list[Anchor], is_article: ArticleTest) -> dict[int, _Below]:
    """For every element up to some levels above a link: the targets below it (a few are enough to know)."""
    keys: dict[int, _Below] = {}
    for anchor in found:
        title = _names_article(anchor, is_article)
        node: LexborNode | None = anchor.node
        for _ in range(_CLIMB):
            if node is None:
                break
            below = keys.setdefault(node.mem_id, _Below(set(), set()))
            targets = below.titles if title else below.small
            if len(targets) <= _SMALL_LINKS + 1:
                targets.add(anchor.key)
            node = node.parent
    return keys


def _names_article(anchor: Anchor, is_article: ArticleTest) -> bool:
    """Whether a link looks like a row's title rather than like the column or 详情 link beside it."""
    if not anchor.text or _CHROME_WORDS.match(anchor.text):
        return False
    return len(anchor.text) > 4 or (anchor.url is not None and is_article(anchor.url))


def _row_node(anchor: Anchor, keys: dict[int, _Below]) -> LexborNode:
    """The largest element around a link that holds no other target."""
    node = anchor.node
    for _ in range(_CLIMB - 1):
        parent = node.parent
        if parent is None or parent.tag in _STOP_TAGS or not keys[parent.mem_id].only(anchor):
            break
        node = parent
        if node.tag in {"li", "tr"}:
            break
    return node


def _row(index: int, node: LexborNode, inside: list[Anchor], is_article: ArticleTest, url_date: UrlDate) -> Row | None:
    url = inside[0].url or inside[0].elsewhere
    if url is None or (is_other_file(url) and not is_document(url)):
        return None
    title = _title(inside)
    if not title or _CHROME_WORDS.match(title):
        return None
    rest = _rest(node, inside, title)
    printed = printed_date(rest)
    article = is_article(url)
    dated = printed is not None or has_yearless(rest)
    if is_document(url) and not dated:
        return None
    score = (3.0 if printed else 2.0 if dated else 0.0) + (2.0 if article else 1.0 if looks_like_article(url) else 0.0)
    score += 1.0 if len(title) >= 8 else -1.0 if len(title) <= 4 else 0.0
    if not article and looks_like_column(url) and not printed:
        score -= 2.0
    link = ArticleLink(url, title, row_date(rest, url, url_date(url)))
    return Row(index, link, node, score, dated, inside[0].url is None)


def _rest(node: LexborNode, inside: list[Anchor], title: str) -> str:
    """Where the row's date stands: an element that holds little else, or the row's text without its title."""
    whole = squeeze(node.text(separator=" "))
    if len(whole) > _MAX_ROW_TEXT:
        return ""
    best: tuple[int, str] | None = None
    for part in node.css("span,td,em,i,b,time,font,small,label,p,div,dd,dt,strong,h4,h5,h6")[:_MAX_PARTS]:
        text = squeeze(part.text(separator=" "))[:_MAX_DATE_TEXT]
        beside = beside_date(text) if len(text) < _MAX_DATE_TEXT and title not in text else None
        if beside is not None and (best is None or beside < best[0]):
            best = beside, text
    if best is not None:
        return best[1]
    text = whole
    for anchor in inside:
        own = squeeze(anchor.node.text(separator=" "))
        if own and _TRAIL_DATE.sub("", own[-_MAX_TITLE:]) and printed_date(own.replace(title, "")) is None:
            text = text.replace(own, " ", 1)
    return text.replace(title, " ")


def _title(inside: list[Anchor]) -> str:
    """The row's title: the ``title`` attribute where it completes the text, else the anchor's own text."""
    best = ""
    for anchor in inside:
        name = _anchor_title(anchor)
        if len(name) > len(best) and not _CHROME_WORDS.match(name):
            best = name
    return best


def _anchor_title(anchor: Anchor) -> str:
    text = _clean(_block_title(anchor.node) or anchor.text)
    hint = _clean(squeeze(attribute(anchor.node, "title")).split("\n")[0])
    if not hint:
        return text or _clean(_image_name(anchor.node))
    stem = re.sub(r"\s", "", _CUT.sub("", text))
    bare = re.sub(r"\s", "", hint)
    if not stem or bare.startswith(stem[:6]) or stem in bare or bare in stem:
        return hint
    return text if len(stem) >= 6 else hint


def _image_name(node: LexborNode) -> str:
    image = node.css_first("img[alt]")
    return squeeze(attribute(image, "alt")) if image is not None else ""


def _block_title(node: LexborNode) -> str:
    """The title inside an anchor that wraps a whole card (heading, summary, date)."""
    if not any(child.tag in _BLOCKS for child in node.iter()):
        return ""
    for query in ("h1,h2,h3,h4,h5,h6", "[class*=tit],[class*=Tit],[class*=name]", "strong,b", "p,div,li,dt,span"):
        for found in node.css(query):
            text = squeeze(found.text())
            if 2 <= len(text) <= 200 and not printed_date(text[:12]):
                return text
    return ""


def _clean(text: str) -> str:
    """A title without bullet, leading or trailing date."""
    text = _LEAD.sub("", text[:_MAX_TITLE])
    for form in (_TRAIL_DATE, _LEAD_DATE):
        shorter = form.sub("", text)
        if shorter:
            text = shorter
    return text.strip()


def _signature(node: LexborNode) -> tuple[str, ...]:
    """The path above a row, tags and classes, so that rows of one template fall together."""
    path = [node.tag or ""]
    above = node.parent
    for _ in range(6):
        if above is None or above.tag == "-document":
            break
        path.append(f"{above.tag}.{' '.join(sorted(attribute(above, 'class').split()))}")
        above = above.parent
    return tuple(path)


def _choose(groups: list[Group], paged: bool) -> list[Group]:
    """The listing's group and those that belong to it."""
    fit = [group for group in groups if group.mean >= (2.0 if len(group.rows) >= _MANY else 3.0)]
    if not fit:
        return []
    fit = sorted(fit, key=lambda group: -group.total)[:_MAX_GROUPS]
    side = {id(group) for group in fit if _is_side_list(group)}
    best = max(fit, key=lambda group: (id(group) not in side, group.listed, group.total, group.mean))
    return [group for group in fit if group is best or (id(group) not in side and _belongs(group, best, paged))]


def _is_side_list(group: Group) -> bool:
    """Whether the heading over a group says that its rows come from elsewhere (热门信息, 点击排行)."""
    first = group.rows[0].link.title
    for above in _above(group.rows[0].node, 5):
        head = squeeze(above.text(separator=" ")[:400]).split(first[:8])[0]
        if head:
            return len(head) <= 40 and bool(_SIDE_HEADING.search(head))
    return False


def _belongs(group: Group, best: Group, paged: bool) -> bool:
    """Whether a further group is part of the listing: built beside it, or, without a pager, as good as it."""
    if not group.dated and best.dated:
        # A dated side list beside a long list without dates: rather too many rows than none of the right ones.
        return group.mean >= _LISTED_UNDATED and len(group.rows) >= _MANY and len(group.rows) >= 3 * len(best.rows)
    if _near(group.rows[0].node, best.rows[0].node):
        return group.mean >= best.mean - 1.5
    return not paged and group.mean >= max(4.0, best.mean - 1.0)


def _near(one: LexborNode, other: LexborNode) -> bool:
    """Whether two rows' containers stand in one element."""
    first = {above.mem_id for above in _above(one, 2)}
    return any(above.mem_id in first for above in _above(other, 2) if above.tag not in {"body", "html", "tr"})


def _above(node: LexborNode, levels: int) -> list[LexborNode]:
    found: list[LexborNode] = []
    above = node.parent
    while above is not None and above.tag not in {"body", "-document"} and len(found) < levels:
        found.append(above)
        above = above.parent
    return found
