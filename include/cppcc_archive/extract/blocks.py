"""A body's nodes to blocks: inline elements glued, block elements broken, nothing dropped for being short.

The rules are a browser's, not an article's: what a reader sees on one line is one block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cppcc_archive.extract.document import Block, BlockKind
from cppcc_archive.extract.nodes import TEXT, Nodes
from cppcc_archive.extract.tables import is_data_table, rows_of, table_text
from cppcc_archive.extract.text import one_line
from cppcc_archive.markup.urls import absolute

BLOCK_TAGS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "xmp",
        "ucapcontent",
        "ucaptitle",
        "founder-content",
    }  # fmt: skip
)
DROPPED_TAGS = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "textarea",
        "select",
        "object",
        "embed",
        "svg",
        "math",
        "iframe",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "input",
        "button",
        "video",
        "audio",
        "xml",
    }  # fmt: skip
)
_BOLD_TAGS = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?:left|top)\s*:\s*-\d{3,}")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_CENTRED_STYLE = re.compile(r"text-align\s*:\s*center")
_PRE_STYLE = re.compile(r"white-space\s*:\s*pre")


def is_hidden(nodes: Nodes, index: int) -> bool:
    """Whether the element itself is kept from readers (``hidden``, ``display:none`` and the like)."""
    attributes = nodes.attributes[index]
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and _HIDDEN_STYLE.search(style.lower()) is not None


@dataclass(slots=True)
class _Line:
    """The block being filled."""

    parts: list[str] = field(default_factory=list)
    images: list[Block] = field(default_factory=list)
    bold: int = 0
    plain: int = 0


@dataclass(frozen=True, slots=True)
class _Frame:
    """What an open element means for the text inside it."""

    end: int
    breaks: bool
    level: int | None
    bold: bool
    centred: bool
    pre: bool


class BlockReader:
    """Walks the nodes of one body once. ``base`` makes image addresses absolute."""

    def __init__(self, nodes: Nodes, base: str) -> None:
        self._nodes = nodes
        self._base = base
        self._blocks: list[Block] = []
        self._line = _Line()

    def read(self, start: int, end: int, skip: frozenset[int] = frozenset()) -> list[Block]:
        """The blocks of nodes ``start`` to ``end`` (one past the last); elements in ``skip`` and hidden ones left
        out."""
        nodes, tags = self._nodes, self._nodes.tags
        stack = [_Frame(end, True, None, False, False, False)]
        index = start
        while index < end:
            while index >= stack[-1].end:
                self._close(stack)
            tag = tags[index]
            frame = stack[-1]
            if tag == TEXT:
                self._text(nodes.texts[index], frame)
            elif tag == "br":
                self._flush(frame)
            elif tag in DROPPED_TAGS or index in skip or (nodes.attributes[index] and is_hidden(nodes, index)):
                index = nodes.ends[index]
                continue
            elif tag == "img":
                self._image(index, frame)
            elif tag == "table" and is_data_table(nodes, index):
                self._flush(frame)
                rows, spanned = rows_of(nodes, index)
                self._blocks.append(Block(BlockKind.TABLE, table_text(rows, spanned), rows=rows))
                index = nodes.ends[index]
                continue
            elif nodes.ends[index] > index + 1:
                stack.append(self._open(index, tag, frame))
            elif tag in BLOCK_TAGS:
                self._flush(frame)
            index += 1
        while stack:
            self._close(stack)
        return self._blocks

    def _open(self, index: int, tag: str, outer: _Frame) -> _Frame:
        nodes = self._nodes
        attributes = nodes.attributes[index]
        breaks = tag in BLOCK_TAGS
        if breaks:
            self._flush(outer)
        style = (attributes.get("style") or "").lower() if attributes else ""
        align = (attributes.get("align") or "").lower() if attributes else ""
        bold = outer.bold or tag in _BOLD_TAGS or (bool(style) and _BOLD_STYLE.search(style) is not None)
        if align or "text-align" in style:
            centred = align == "center" or _CENTRED_STYLE.search(style) is not None
        else:
            centred = outer.centred or tag == "center"
        pre = outer.pre or tag == "pre" or (bool(style) and _PRE_STYLE.search(style) is not None)
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else outer.level
        return _Frame(nodes.ends[index], breaks, level, bold, centred, pre)

    def _close(self, stack: list[_Frame]) -> None:
        frame = stack.pop()
        if frame.breaks:
            self._flush(frame)

    def _text(self, text: str, frame: _Frame) -> None:
        if frame.pre and "\n" in text:
            *lines, last = text.split("\n")
            for part in lines:
                self._text(part, frame)
                self._flush(frame)
            text = last
        line = self._line
        line.parts.append(text)
        if frame.bold:
            line.bold += len(text)
        elif text and not text.isspace():
            line.plain += len(text)

    def _image(self, index: int, frame: _Frame) -> None:
        source = self._nodes.attribute(index, "src")
        url = absolute(self._base, source) if source else None
        if url is None:
            return
        alt = one_line(self._nodes.attribute(index, "alt")) if frame.level else ""
        self._line.images.append(Block(BlockKind.IMAGE, alt, src=url))

    def _flush(self, frame: _Frame) -> None:
        line = self._line
        if not line.parts and not line.images:
            return
        self._line = _Line()
        text = one_line("".join(line.parts))
        if text:
            kind = BlockKind.HEADING if frame.level else BlockKind.PARAGRAPH
            bold = line.bold > 0 and line.plain == 0
            self._blocks.append(Block(kind, text, level=frame.level, bold=bold, centred=frame.centred))
        self._blocks.extend(line.images)
