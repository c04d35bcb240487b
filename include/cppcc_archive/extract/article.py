"""One page's bytes to one Document, and an article's pages to one Document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from cppcc_archive.cms.article_pages import article_pages, may_have_pages
from cppcc_archive.extract.blocks import Placed, read_blocks
from cppcc_archive.extract.body.finding import Body, find_body, second_copies
from cppcc_archive.extract.body.kinds import stands_apart
from cppcc_archive.extract.boxes import cards
from cppcc_archive.extract.chrome import is_pager, is_sentence, letters
from cppcc_archive.extract.concealed import revealed
from cppcc_archive.extract.document import Block, BlockKind, Document
from cppcc_archive.extract.edges import trimmed
from cppcc_archive.extract.filing import is_index
from cppcc_archive.extract.head.breadcrumb import read_breadcrumb
from cppcc_archive.extract.head.clues import MOST_LANDMARKS, Clues, read_clues
from cppcc_archive.extract.head.evidence import Teller, Told
from cppcc_archive.extract.head.headline import (
    broken_title,
    hint_of,
    names_site,
    opening_day,
    read_headline,
    spoken_lines,
    with_introduction,
)
from cppcc_archive.extract.head.info import read_info
from cppcc_archive.extract.head.lines import parted, titled_part
from cppcc_archive.extract.layouts.laying import by_row, is_of_template, loses, strays, without_furniture
from cppcc_archive.extract.layouts.model import Context, Fit, Row, listed
from cppcc_archive.extract.links import attachments, images, region_around
from cppcc_archive.extract.nodes import Line, Nodes, flatten
from cppcc_archive.markup.dates import dates_in
from cppcc_archive.markup.page import Page
from cppcc_archive.markup.text import one_line
from cppcc_archive.markup.urls import absolute

_NODES_ABOVE, _NODES_BELOW = 260, 140  # how far from the body title, info line and their likes are looked for
_INFO_LINES = 48  # lines above the body among which the info line may stand; further up are menus
_HEAD_BLOCKS = 14  # blocks at the top of a loosely known body among which its title may stand
_BELOW_TITLE, _ABOVE_TITLE = 6, 5
_PAGER_WITHIN, _CLOSING = 4, 4  # lines of a text's end with an article's pages, and with where it is from
_TODAY = re.compile("星期|周[一二三四五六日天]")  # what a site's top says beside the day it is today
_LONG_LINE = 16
_INDEX_FILE = re.compile(r"/(?:(?:index|default)\.\w{3,5})?$")
_MOSTLY_HIDDEN = 0.2
_RECURS = "all that the page says recurs on others of its template: it was read by itself"
_ELSEWHERE = "text stands beside the container of the site's layout: its place was told from the page alone"
_MOST_STRUCK, _MOST_STRUCK_TEXT = 5, 40


def extract(body: bytes, url: str, charset: str | None = None, context: Context | None = None) -> Document:
    """Read one article page.

    ``body`` is the payload (transfer and content encodings undone), ``url`` where it was served from, ``charset`` the
    HTTP label, ``context`` what the archive knows of the page: its listing row and the site's layouts. Pure; never
    raises for anything a server can send: what is wrong with a page is in ``Document.warnings``.
    """
    page = Page(url, body, charset)
    nodes = (context and context.nodes) or flatten(page.tree)
    shown = revealed(page, nodes)
    if shown is None:
        return read(page, nodes, context)
    found = read(shown[0], flatten(shown[0].tree), context)
    put = (f"the text was not to be seen in the page: taken from {shown[1]}",) if shown[1] else ()
    warnings = _warnings(page, found.blocks, (*found.warnings, *put))
    return replace(found, encoding=page.decoded.encoding, warnings=tuple(dict.fromkeys(warnings)))


def read(page: Page, nodes: Nodes, context: Context | None = None) -> Document:
    """The same of a page that was taken apart already. Where text of its own stands beside the container that the
    site's layout has, and is part of the article by the page alone, that tells where the article is; where the layout
    leaves nothing of the page, it is read by itself, too."""
    context = context or Context()
    fit = context.layouts.fit(nodes, context.pins)
    fit = fit if context.pins.title else by_row(nodes, fit, context.row)
    clues = read_clues(nodes, page.url)
    found = _read_by(page, nodes, context, fit, clues)
    if fit.body <= 0 or context.pins.body:
        return found
    if not any(block.is_printed for block in found.blocks):
        bare = _read_by(page, nodes, context, replace(fit, body=-1), clues)
        return replace(bare, warnings=(*bare.warnings, _RECURS)) if bare.blocks else found
    if stray := strays(nodes, fit):
        alone = _read_by(page, nodes, context, fit, clues, by_layout=False)
        if loses(found, alone, stray):
            return replace(alone, warnings=(*alone.warnings, _ELSEWHERE))
    return found


def _read_by(page: Page, nodes: Nodes, context: Context, fit: Fit, clues: Clues, *, by_layout: bool = True) -> Document:
    """The page read with a layout's places, the body's only ``by_layout``."""
    url, row, landmarks = page.url, context.row, clues.landmarks
    called = clues.meta("articletitle") or clues.title
    hint = partial(hint_of, nodes, clues, row.letters)
    if by_layout and fit.body > 0:
        found = Body(fit.body, nodes.ends[fit.body], "layout")
    else:
        found = find_body(nodes, landmarks, hint) or Body(len(nodes.tags), len(nodes.tags), "")
    start, end = found.start, found.end
    placed = without_furniture(nodes, fit, _read(nodes, found, clues.base))
    # Of a layout's container that holds the head as well only the text is asked what it tells.
    begin = placed[0].at if placed and found.method == "layout" else start
    above = nodes.lines_between(max(0, begin - _NODES_ABOVE), begin)
    # An editor's own container, and nothing else, has no head.
    top = [] if found.core == (start, end) else _lines_of(placed[:_HEAD_BLOCKS])
    head = [*above, *top]
    around = head[: len(above) + _ABOVE_TITLE]
    breadcrumb = read_breadcrumb(nodes, landmarks.ways, called, start, around, fit.way)
    told = (
        Told(Teller.LAYOUT, _text_at(nodes, fit.title, row, clues)),
        Told(Teller.LISTING, _of_row(nodes, row, head)),
        Told(Teller.META, clues.meta("articletitle")),
        Told(Teller.LANDMARK, next(reversed(_texts(nodes, landmarks.titles, start)), "")),
        Told(Teller.BODY, found.title),
    )
    headline = with_introduction(nodes, read_headline(nodes, clues, head, len(above), told, hint, start), head)
    # A template's container may begin with the title; what repeats it in an editor's is the author's.
    inside = headline.title if headline.at >= len(above) or found.loose else None
    kept = trimmed(nodes, found, placed, inside, landmarks.abstracts, landmarks.others)
    first = kept[0].at if kept else end
    # An info line at the top of a template's container is no text, and tells what it tells elsewhere.
    top = top or _lines_of(placed[:_HEAD_BLOCKS])
    last = min(end + _NODES_BELOW, len(nodes.tags))
    below = headline.at + 1 if headline.at >= 0 else len(head)
    # The lines right below the title, up to the body, have the info line; those around it a date without a label.
    under = [line for line in head[below : below + _BELOW_TITLE] if line.at < first]
    spoken = spoken_lines(nodes, under, head[headline.at]) if headline.at >= 0 and kept and not found.told else []
    spoken = [line for line in spoken if not is_of_template(nodes, fit, line)]
    kept = [*(one for line in spoken for one in read_blocks(nodes, line.at, line.end, clues.base)), *kept]
    is_apart = len(kept) > 1 and stands_apart(nodes, kept[0].at, kept[1].at)
    opening = opening_day((one.block.text for one in kept), is_apart)
    over = [line for line in (*above[-_INFO_LINES:], *top) if line.at < first]
    titled = head[headline.at].at if headline.at >= 0 else -1
    about = [line for line in (*above[-_BELOW_TITLE:], *top) if line.at >= titled or not _TODAY.search(line.text)]
    info = read_info(
        clues,
        url,
        listed=row.date,
        above=[*(found.told or _said(nodes, over)), *_texts(nodes, landmarks.infos, start)],
        below=lambda: _said(nodes, nodes.lines_between(_behind(nodes, kept, end), last)),
        titled=_said(nodes, under),
        near=_said(nodes, (line for line in about if line.at < first)),
        placed=_said(nodes, nodes.lines_of(fit.date)),
        sourced=_said(nodes, nodes.lines_of(fit.source)),
        scripts=[script for at, script in nodes.scripts.items() if start - _NODES_ABOVE < at < first],
        late=nodes.scripts.values(),
        timed=[nodes.attribute(at, "datetime") for at in nodes.within("time", max(0, start - _NODES_ABOVE), first)],
        opening=opening,
        closing=[one.block.text for one in kept[-_CLOSING:]],
        accounts=_texts(nodes, landmarks.accounts, start),
    )
    days = {one.when for one in dates_in(opening)}
    if info.is_opening and (row.date in {one.date() for one in days} or (is_apart and info.published_at in days)):
        kept = kept[1:]  # the day of publication, which nothing else on the page says
    more = _next_pages(page, nodes, kept)
    # An article in several pages goes without the links to them at its end.
    blocks = [
        one for at, one in enumerate(kept) if not more or at < len(kept) - _PAGER_WITHIN or not is_pager(one.block.text)
    ]
    steps = tuple(step for step in breadcrumb if letters(step) != letters(headline.title or ""))
    return Document(
        url=url,
        encoding=page.decoded.encoding,
        title=headline.title,
        published_at=info.published_at,
        blocks=tuple(one.block for one in blocks),
        source=info.source,
        author=info.author,
        column=_column(nodes, row, clues, steps, start),
        subtitles=tuple(text for text in headline.subtitles if all(text != line.text for line in spoken)),
        breadcrumb=steps,
        attachments=attachments(nodes, *region_around(nodes, start, end), clues.base) if start < end else (),
        images=images(blocks),
        next_pages=more,
        method=found.method,
        layout=fit.layout.layout_id if fit.layout.template else None,
        template=fit.layout.template or None,
        warnings=_warnings(
            page,
            [one.block for one in blocks],
            (*found.warnings, *info.warnings, *_struck(nodes, start, end)),
        ),
    )


def _said(nodes: Nodes, lines: Iterable[Line]) -> list[str]:
    return [parted(nodes, line) for line in lines]


def _text_at(nodes: Nodes, index: int, row: Row, clues: Clues) -> str:
    """What the element says that a layout keeps titles in: all of it where ``<title>`` has that, the line that the
    listing names, else the first."""
    lines = nodes.lines_of(index)
    whole = "".join(line.text for line in lines)
    if len(lines) > 1 and letters(whole) in letters(clues.title):
        return whole
    return _of_row(nodes, row, lines) or (broken_title(nodes, lines, 0) if lines else "")


def _of_row(nodes: Nodes, row: Row, lines: Sequence[Line]) -> str:
    """The line, or a part of it, that is the title in the listing, or the lines that are it together; "" for none."""
    if not (wanted := row.letters):
        return ""
    for texts in ([titled_part(nodes, line, wanted) for line in lines], [line.text for line in lines]):
        if found := listed([letters(text) for text in texts], wanted):
            return "".join(texts[at] for at in found)
    return ""


def join(documents: Iterable[Document]) -> Document:
    """One Document of an article's pages in order: the first page's metadata, everybody's blocks and files.

    Raises ValueError when there is no page at all.
    """
    first, *rest = documents
    pages = [first, *rest]
    return replace(
        first,
        blocks=tuple(block for page in pages for block in page.blocks),
        attachments=tuple(dict.fromkeys(item for page in pages for item in page.attachments)),
        images=tuple(dict.fromkeys(item for page in pages for item in page.images)),
        next_pages=(),
        warnings=tuple(dict.fromkeys(warning for page in pages for warning in page.warnings)),
    )


def _column(nodes: Nodes, row: Row, clues: Clues, steps: Sequence[str], before: int) -> str | None:
    """The step of the way here that is the listing which led here, by its name or by where it leads; else what the
    metas call the column, unless that is the site's name; else the last step."""
    if row.column is not None and row.column in steps:
        return row.column
    wanted = _bare_address(row.column_url) if row.column_url is not None and len(steps) > 1 else None
    for index in nodes.within("a", 0, before) if wanted else ():
        address = absolute(clues.base, nodes.attribute(index, "href"))
        text = one_line(nodes.text(index))
        if text in steps[1:] and address is not None and _bare_address(address) == wanted:
            return text
    told, last = clues.meta("columnname"), steps[-1] if len(steps) > 1 else None
    return last if last and names_site(told) else told or last


def _bare_address(url: str) -> str:
    """An address without its scheme and what a server adds by itself (``/index.html``)."""
    return _INDEX_FILE.sub("", url.partition("://")[2])


def _behind(nodes: Nodes, kept: Sequence[Placed], end: int) -> int:
    """Where what the body's range holds behind the last block that is kept begins."""
    if not kept:
        return end
    last = kept[-1]
    return nodes.ends[last.at] if last.block.rows is not None else last.at + 1


def _lines_of(placed: list[Placed]) -> list[Line]:
    return [
        Line(_line(one.block), one.at, one.block.kind is BlockKind.HEADING or (one.block.bold and one.block.centred))
        for one in placed
        if one.block.is_printed
    ]


def _line(block: Block) -> str:
    """The block's text; of the form an office files an article in, each label with its value."""
    if block.rows is None or not is_index(block.rows):
        return block.text
    cells = [cell.strip(" :：\u3000") for row in block.rows for cell in row]
    return "  ".join(f"{label}：{value}" for label, value in zip(cells[::2], cells[1::2], strict=False))


def _warnings(page: Page, blocks: Sequence[Block], told: tuple[str, ...]) -> tuple[str, ...]:
    decoded = page.decoded
    found = [] if blocks else ["no body found"]
    if page.unread:
        found.append(f"a page of {len(page.body)} bytes, of which {page.unread} were not read (pictures, or its end)")
    if decoded.replaced:
        found.append(f"{decoded.replaced} undecodable byte sequences became U+FFFD ({decoded.reason})")
    lost = sum(block.text.count("\ufffd") for block in blocks) - decoded.replaced
    if lost > 0:
        found.append(f"the page itself holds {lost} replacement characters (U+FFFD)")
    return (*found, *told)


def _struck(nodes: Nodes, start: int, end: int) -> tuple[str, ...]:
    """A warning about what is struck out in the body and so left out of the text."""
    texts = [
        one_line(nodes.text(at))
        for at, style in nodes.styles.items()
        if style.struck and style.hidden and start <= at < end
    ]
    said = [text for text in texts if text][:_MOST_STRUCK]
    return (f"struck out and left out: {'; '.join(text[:_MOST_STRUCK_TEXT] for text in said)}",) if said else ()


def _texts(nodes: Nodes, places: list[int], start: int) -> list[str]:
    """What those of these elements say that stand above the body, which begins at ``start``."""
    above = [index for index in places if start - _NODES_ABOVE <= index < start][-MOST_LANDMARKS:]
    return [text for index in above if (text := one_line(nodes.text(index)))]


def _next_pages(page: Page, nodes: Nodes, kept: list[Placed]) -> tuple[str, ...]:
    attributes = nodes.attributes
    targets = [target for index in nodes.tagged["a"] if (target := attributes[index].get("href"))]
    if not may_have_pages(page.url, targets, nodes.scripts.values()):
        return ()
    return article_pages(page, any(is_sentence(one.block.text) for one in kept))


def _read(nodes: Nodes, found: Body, base: str) -> list[Placed]:
    """The body's blocks, once; a body that is all but hidden (shown by script) is read as if it were not."""
    placed = read_blocks(nodes, found.start, found.end, base)
    if nodes.unseen:
        seen, there = _printed(placed), len(nodes.text(found.start, found.end))
        if seen < _MOSTLY_HIDDEN * there:
            shown = read_blocks(nodes, found.start, found.end, base, hidden_too=True)
            if _printed(shown) > 4 * seen:
                placed = shown
    # A line of length may stand there twice: once for desktops, once for phones.
    long = [one.block.text for one in placed if one.block.is_printed and len(one.block.text) >= _LONG_LINE]
    copies = second_copies(nodes, found.start, found.end) if len(set(long)) < len(long) else []
    left_out = found.beside.union(*(range(*copy) for copy in copies))
    if nodes.within("a", found.start, found.end):
        left_out |= cards(nodes, nodes.lines_between(found.start, found.end))
    return [one for one in placed if one.at not in left_out] if left_out else placed


def _printed(placed: list[Placed]) -> int:
    """How many characters the blocks print."""
    return sum(len(one.block.text) for one in placed if one.block.is_printed)
