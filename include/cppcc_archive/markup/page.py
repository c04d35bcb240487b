"""One fetched HTML page, decoded once, its tree built on first use."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser

from cppcc_archive.markup.decode import Decoded, decode
from cppcc_archive.markup.parse import parse_html

MOST_BYTES = 4 << 20
"""Markup of a page that is read: its tree takes some eighty times as much memory."""

_GZIP = b"\x1f\x8b\x08"
_EMBEDDED = re.compile(rb"data:[a-z]{1,20}/[\w.+-]{1,60};base64,[A-Za-z0-9+/=%\s]{256,}+")
_ASKS = re.compile(r"\?[^\"'<>?]{0,1000}?[^\x00-\x7f]")
"""What may be a query with characters of the page's own: looked for first, since hardly any page has one."""
_ADDRESS = re.compile(r"""((?:href|src)\s{0,9}=\s{0,9}["']?[^"'<>?\s]{0,1000}\?)([^"'<>]{1,1000})""", re.IGNORECASE)
_WIDE = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True)
class Page:
    """A page as families, verdicts and the extractor see it.

    ``url`` is the address it was finally served from (after redirects); ``body`` the payload with transfer and content
    encodings undone; ``charset`` the label of the HTTP header, if any.
    """

    url: str
    body: bytes = field(repr=False)
    charset: str | None = None

    @cached_property
    def unpacked(self) -> bytes:
        """The payload; gzip that a server sent without a word of it is undone as far as a page is read."""
        if not self.body.startswith(_GZIP):
            return self.body
        try:
            return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(self.body, 2 * MOST_BYTES)
        except zlib.error:
            return self.body

    @cached_property
    def markup(self) -> bytes:
        """The bytes that are read: of a page beyond :data:`MOST_BYTES` embedded pictures go first, then its end."""
        if len(self.unpacked) <= MOST_BYTES:
            return self.unpacked
        return _EMBEDDED.sub(b"data:,", self.unpacked)[:MOST_BYTES]

    @property
    def unread(self) -> int:
        """Bytes of the page that were not read."""
        return len(self.unpacked) - len(self.markup)

    @cached_property
    def decoded(self) -> Decoded:
        """The text and how it was decided on."""
        return decode(self.markup, self.charset)

    @cached_property
    def html(self) -> str:
        """The decoded markup. What a link's query says in the page's own charset is written so, as browsers send it."""
        text, codec = self.decoded.text, self.decoded.encoding
        if codec.startswith("utf") or not _ASKS.search(text):
            return text
        return _ADDRESS.sub(lambda found: found[1] + _in_charset(found[2], codec), text)

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The HTML5 tree (selectolax/lexbor)."""
        return parse_html(self.html, self.markup if self.decoded.is_verbatim else None)


def _in_charset(query: str, codec: str) -> str:
    return _WIDE.sub(lambda found: quote(found[0].encode(codec, "replace")), query)
